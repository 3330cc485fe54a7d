from __future__ import annotations

import pytest

from synbib.bibliography import StyleChoice
from synbib.errors import SynbibError
from synbib.library import parse_query
from synbib.readme import COLUMNS, Options
from synbib.readme.badges import Badges, parse_badges
from synbib.readme.order import SortKey


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
        ("nested", "no"),
        ("filter", "year>=2023"),
        ("since", "2024-05"),
        ("group-by", "year, venue"),
        ("headings", "no"),
        ("newest-first", "yes"),
        ("limit", "10"),
        ("own-name", "Tan, Zhen"),
        ("numbering", "group"),
        ("badges", "paper=PDF:red"),
        ("stars", "yes"),
        ("details", "both"),
        ("template", "list.md.j2"),
    ) == Options(
        groups=("Surveys", "Tools, and more"),
        styles=StyleChoice("acl", {"misc": "syndata", "article": "ieee"}),
        locale="de-DE",
        level=3,
        columns=(COLUMNS["key"], COLUMNS["title"]),
        links=("paper", "code"),
        min_level=2,
        max_level=4,
        nested=False,
        filters=(parse_query("year>=2023"),),
        since="2024-05",
        group_by=("year", "venue"),
        headings=False,
        sort=(SortKey("date", descending=True),),
        limit=10,
        own_names=({"family": "Tan", "given": "Zhen"},),
        numbering="group",
        badges=Badges(parse_badges("paper=PDF:red"), stars=True),
        details=("abstract", "bibtex"),
        template="list.md.j2",
    )


def test_a_style_is_for_all_types_whatever_was_said_of_single_ones() -> None:
    assert chosen(("style-for", "misc=acl"), ("style", "ieee")).styles == StyleChoice("ieee")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("colums", "key", "unknown option 'colums'; did you mean columns?"),
        ("columns", "k.y", "unknown column 'k.y'; did you mean key?"),
        (
            "columns",
            " , ",
            "columns: a table needs one at least; write e.g. paper,published,code",
        ),
        ("links", "papers", "unknown kind of link 'papers'; did you mean paper?"),
        ("level", "0", "level: '0' is not a level of headings; give one from 1 to 6"),
        ("level", "٣", "level: '٣' is not a level of headings; give one from 1 to 6"),
        ("max-level", "x", "max-level: 'x' is not a level of headings; give one from 1 to 6"),
        ("limit", "0", "limit: '0' is not a number of entries; give one from 1 on"),
        ("limit", "ten", "limit: 'ten' is not a number of entries; give one from 1 on"),
        ("since", "May", "since: 'May' is not a date; write e.g. 2024 or 2024-05"),
        ("since", "2024 OR a", "since: '2024 OR a' is not a date; write e.g. 2024 or 2024-05"),
        ("nested", "maybe", "nested: 'maybe' is not known; give yes or no"),
        ("details", "all", "details: 'all' is not known; give no or abstract or bibtex or both"),
        ("numbering", "1", "numbering: '1' is not known; give no or yes or all or group"),
        ("filter", "(a", "query:1: this is never closed; write ) at its end"),
        ("style-for", "acl", "style-for: 'acl' is not TYPE=STYLE; write e.g. inproceedings=acl"),
    ],
)
def test_what_an_option_cannot_be_is_an_error(name: str, value: str, message: str) -> None:
    with pytest.raises(SynbibError) as error:
        Options().set(name, value)
    assert error.value.message == message
