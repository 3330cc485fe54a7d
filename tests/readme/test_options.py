from __future__ import annotations

import pytest

from synbib.bibliography import StyleChoice
from synbib.errors import SynbibError
from synbib.readme import COLUMNS, Options


def chosen(*pairs: tuple[str, str]) -> Options:
    options = Options()
    for name, value in pairs:
        options = options.set(name, value)
    return options


def test_every_option_is_set_by_the_words_of_a_block() -> None:
    assert chosen(
        ("group", "Surveys"),
        ("group", "Tools, and more"),
        ("style", "acl"),
        ("style-for", "Misc=syndata, article = ieee"),
        ("locale", "de-DE"),
        ("level", "3"),
        ("columns", "key,title"),
        ("links", "paper, code"),
        ("min-level", "2"),
        ("max-level", "4"),
    ) == Options(
        groups=("Surveys", "Tools, and more"),
        styles=StyleChoice("acl", {"misc": "syndata", "article": "ieee"}),
        locale="de-DE",
        level=3,
        columns=(COLUMNS["key"], COLUMNS["title"]),
        links=("paper", "code"),
        min_level=2,
        max_level=4,
    )


def test_a_style_is_for_all_types_whatever_was_said_of_single_ones() -> None:
    assert chosen(("style-for", "misc=acl"), ("style", "ieee")).styles == StyleChoice("ieee")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("colums", "key", "unknown option 'colums'; did you mean columns?"),
        ("columns", "kye", "unknown column 'kye'; did you mean key?"),
        (
            "columns",
            " , ",
            "columns: a table needs one at least; write e.g. paper,published,code",
        ),
        ("links", "papers", "unknown kind of link 'papers'; did you mean paper?"),
        ("level", "0", "level: '0' is not a level of headings; give one from 1 to 6"),
        ("level", "٣", "level: '٣' is not a level of headings; give one from 1 to 6"),
        ("max-level", "x", "max-level: 'x' is not a level of headings; give one from 1 to 6"),
        ("style-for", "acl", "style-for: 'acl' is not TYPE=STYLE; write e.g. inproceedings=acl"),
    ],
)
def test_what_an_option_cannot_be_is_an_error(name: str, value: str, message: str) -> None:
    with pytest.raises(SynbibError) as error:
        Options().set(name, value)
    assert error.value.message == message
