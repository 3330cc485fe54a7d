from __future__ import annotations

from collections.abc import Callable

import pytest

from synbib.csl import Processor, Style
from synbib.csl.phases import Engine
from synbib.text import writer

Build = Callable[..., Engine]

ITEMS = [
    ("1", "Jane Roe", "John Doe"),
    ("2", "Jane Roe", "John Doe"),
    ("3", "Jane Roe", "Mary Sue"),
    ("4", "Jane Roe", "Mary Sue", "Jack Doe"),
    ("5", "Jane Roe", "Mary Sue", "Bob Doe"),
    ("6", "Jack Doe"),
]
SHORTENED = 'et-al-min="3" et-al-use-first="1"'


@pytest.mark.parametrize(
    ("rule", "attributes", "expected"),
    [
        (
            "complete-all",
            "",
            ["Jane Roe, John Doe", "—", "Jane Roe, Mary Sue", "Jane Roe, Mary Sue, Jack Doe",
             "Jane Roe, Mary Sue, Bob Doe", "Jack Doe"],
        ),
        (
            "complete-all",
            SHORTENED,
            ["Jane Roe, John Doe", "—", "Jane Roe, Mary Sue", "Jane Roe et al.", "—", "Jack Doe"],
        ),
        (
            "complete-each",
            "",
            ["Jane Roe, John Doe", "—, —", "Jane Roe, Mary Sue", "Jane Roe, Mary Sue, Jack Doe",
             "Jane Roe, Mary Sue, Bob Doe", "Jack Doe"],
        ),
        (
            "complete-each",
            SHORTENED,
            ["Jane Roe, John Doe", "—, —", "Jane Roe, Mary Sue", "Jane Roe et al.", "— et al.", "Jack Doe"],
        ),
        (
            "partial-each",
            "",
            ["Jane Roe, John Doe", "—, —", "—, Mary Sue", "—, —, Jack Doe", "—, —, Bob Doe", "Jack Doe"],
        ),
        (
            "partial-each",
            SHORTENED,
            ["Jane Roe, John Doe", "—, —", "—, Mary Sue", "— et al.", "— et al.", "Jack Doe"],
        ),
        (
            "partial-first",
            "",
            ["Jane Roe, John Doe", "—, John Doe", "—, Mary Sue", "—, Mary Sue, Jack Doe",
             "—, Mary Sue, Bob Doe", "Jack Doe"],
        ),
    ],
)  # fmt: skip
def test_names_of_the_reference_before_are_replaced_by_the_rule(
    rule: str, attributes: str, expected: list[str], engine: Build
) -> None:
    bibliography = (
        f'<bibliography subsequent-author-substitute="—" subsequent-author-substitute-rule="{rule}" {attributes}>'
        '<layout><names variable="author"><name delimiter=", "/></names></layout></bibliography>'
    )
    references = engine('<text variable="title"/>', ITEMS, bibliography=bibliography).bibliography(
        []
    )
    assert [writer("text").inline(text) for _, text in references] == expected


def test_et_al_is_no_name_where_each_name_is_replaced(engine: Build) -> None:
    bibliography = (
        '<bibliography subsequent-author-substitute="—" subsequent-author-substitute-rule="complete-each" '
        f'{SHORTENED}><layout><names variable="author"/></layout></bibliography>'
    )
    items = [("1", "Jane Roe"), ("2", "Jane Roe", "Mary Sue", "Jack Doe")]
    references = engine('<text variable="title"/>', items, bibliography=bibliography).bibliography(
        []
    )
    assert [writer("text").inline(text) for _, text in references] == ["Jane Roe", "— et al."]


def test_the_title_is_a_link_where_the_names_are_replaced_too() -> None:
    style = Style.parse_unchecked(
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">'
        '<citation><layout><text variable="title"/></layout></citation>'
        '<bibliography subsequent-author-substitute="—"><layout><group delimiter=", ">'
        '<names variable="author"/><text variable="title"/></group></layout></bibliography></style>'
    )
    items = [
        {
            "id": title,
            "title": title,
            "author": [{"family": "Roe", "given": "Jane"}],
            "URL": f"https://example.org/{title}",
        }
        for title in ("one", "two")
    ]
    processor = Processor(style, items, format="markdown", links=True)
    assert [text for _, text in processor.bibliography().entries] == [
        "Jane Roe, [one](https://example.org/one)",
        "—, [two](https://example.org/two)",
    ]
