"""Bibliographies, one row a rule of CSL 1.0.2: "Bibliography" (whitespace, reference grouping), and their order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from synbib.csl import Processor, Style

Listed = Callable[..., list[str]]

SUBSTITUTE = 'subsequent-author-substitute="---"'
LAYOUT = '<group delimiter=". "><names variable="author"/><text variable="title"/></group>'
INITIALS = (
    '<group delimiter=". "><names variable="author"><name initialize-with=". "/></names>'
    '<text variable="title"/></group>'
)


def by(title: str, *authors: str) -> dict[str, Any]:
    return {"title": title, "author": [*authors]}


# fmt: off
SUBSTITUTES: list[tuple[Any, ...]] = [
    ("without it names stand as they are", "", [by("A", "Jane Roe"), by("B", "Jane Roe")], ["Jane Roe. A", "Jane Roe. B"]),
    ("complete-all is the default", SUBSTITUTE,
     [by("A", "Jane Roe", "John Doe"), by("B", "Jane Roe", "John Doe"), by("C", "Jane Roe")],
     ["Jane Roe, John Doe. A", "---. B", "Jane Roe. C"]),
    ("complete-all is compared with the reference before alone", SUBSTITUTE,
     [by("A", "Jane Roe"), by("B", "John Doe"), by("C", "Jane Roe")], ["Jane Roe. A", "John Doe. B", "Jane Roe. C"]),
    ("complete-all: three in a row", SUBSTITUTE, [by("A", "Jane Roe"), by("B", "Jane Roe"), by("C", "Jane Roe")],
     ["Jane Roe. A", "---. B", "---. C"]),
    ("nothing may stand for names, too", 'subsequent-author-substitute=""', [by("A", "Jane Roe"), by("B", "Jane Roe")],
     ["Jane Roe. A", "B"]),
    ("complete-each: every name", f'{SUBSTITUTE} subsequent-author-substitute-rule="complete-each"',
     [by("A", "Jane Roe", "John Doe"), by("B", "Jane Roe", "John Doe"), by("C", "Jane Roe", "Max Sue")],
     ["Jane Roe, John Doe. A", "---, ---. B", "Jane Roe, Max Sue. C"]),
    ("partial-each: the names that are the same from the first on",
     f'{SUBSTITUTE} subsequent-author-substitute-rule="partial-each"',
     [by("A", "Jane Roe", "John Doe", "Max Sue"), by("B", "Jane Roe", "John Doe", "Ann Poe"), by("C", "Jane Roe")],
     ["Jane Roe, John Doe, Max Sue. A", "---, ---, Ann Poe. B", "---. C"]),
    ("partial-first: the first name alone", f'{SUBSTITUTE} subsequent-author-substitute-rule="partial-first"',
     [by("A", "Jane Roe", "John Doe"), by("B", "Jane Roe", "John Doe"), by("C", "Ann Poe", "John Doe")],
     ["Jane Roe, John Doe. A", "---, John Doe. B", "Ann Poe, John Doe. C"]),
    ("persons of the same initials are two", SUBSTITUTE, [by("A", "Jane Roe"), by("B", "John Roe"), by("C", "John Roe")],
     ["J. Roe. A", "J. Roe. B", "---. C"], INITIALS),
    ("a person's initials may be written with blanks or without", SUBSTITUTE,
     [by("A", "J. J. Roe"), by("B", "J.J. Roe")], ["J. J. Roe. A", "---. B"], INITIALS),
    ("persons of the same initials are two, one by one", f'{SUBSTITUTE} subsequent-author-substitute-rule="partial-each"',
     [by("A", "Jane Roe", "Max Sue"), by("B", "Jane Roe", "Mary Sue")], ["J. Roe, M. Sue. A", "---, M. Sue. B"], INITIALS),
    ("what stands in for names is replaced, too", SUBSTITUTE,
     [{"publisher": "Press", "title": "A"}, {"publisher": "Press", "title": "B"}], ["Press. A", "---. B"],
     '<group delimiter=". "><names variable="author"><substitute><text variable="publisher"/></substitute></names>'
     '<text variable="title"/></group>'),
    ("what a style says in place of names is not replaced", SUBSTITUTE, [{"title": "A"}, {"title": "B"}],
     ["Anon. A", "Anon. B"],
     '<group delimiter=". "><names variable="author"><substitute><text value="Anon"/></substitute></names>'
     '<text variable="title"/></group>'),
    ("what a style says in place of names in a macro is not replaced", SUBSTITUTE, [{"title": "A"}, {"title": "B"}],
     ["Anon. A", "Anon. B"],
     '<group delimiter=". "><names variable="author"><substitute><text macro="m"/></substitute></names>'
     '<text variable="title"/></group>', '<macro name="m"><text value="Anon"/></macro>'),
    ("a term after what stands for names begins nothing", SUBSTITUTE, [by("A", "Jane Roe"), by("B", "Jane Roe")],
     ["Jane Roe. no date", "---. no date"], '<group delimiter=". "><names variable="author"/><text term="no date"/></group>'),
    ("names that stand in for names are replaced, too", SUBSTITUTE,
     [{"editor": ["Jane Roe"], "title": "A"}, {"author": ["Jane Roe"], "title": "B"}], ["Jane Roe. A", "---. B"],
     '<group delimiter=". "><names variable="author"><substitute><names variable="editor"/></substitute></names>'
     '<text variable="title"/></group>'),
    ("a label stays", SUBSTITUTE, [{"editor": ["Jane Roe"], "title": "A"}, {"editor": ["Jane Roe"], "title": "B"}],
     ["Jane Roe (ed.). A", "--- (ed.). B"],
     '<group delimiter=". "><names variable="editor"><name/><label form="short" prefix=" (" suffix=")"/></names>'
     '<text variable="title"/></group>'),
]

LAYOUTS: list[tuple[Any, ...]] = [
    ("", (False, "", 1, 1)),
    ('hanging-indent="true"', (True, "", 1, 1)),
    ('hanging-indent="false"', (False, "", 1, 1)),
    ('second-field-align="flush"', (False, "flush", 1, 1)),
    ('second-field-align="margin"', (False, "margin", 1, 1)),
    ('line-spacing="2"', (False, "", 1, 2)),
    ('entry-spacing="0"', (False, "", 0, 1)),
]
# fmt: on


def test_a_document_that_a_style_leaves_out_is_shown_as_of_no_type(listed: Listed) -> None:
    layout = (
        '<choose><if type="document manuscript"/><else><text variable="title"/></else></choose>'
    )
    items = [{"type": kind, "title": kind} for kind in ("document", "manuscript", "book")]
    assert listed(layout, *items) == ["document", "book"]


@pytest.mark.parametrize("row", SUBSTITUTES, ids=lambda row: row[0])
def test_what_stands_for_the_names_of_the_reference_before(
    row: tuple[Any, ...], listed: Listed
) -> None:
    _, bibliography, items, expected, *pieces = row
    layout, rest = (*pieces, "", "")[:2]
    assert listed(layout or LAYOUT, *items, bibliography=bibliography, rest=rest) == expected


@pytest.mark.parametrize(("attributes", "expected"), LAYOUTS)
def test_how_a_bibliography_is_set(attributes: str, expected: tuple[bool, str, int, int]) -> None:
    style = Style.parse_unchecked(
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><citation><layout>'
        f'<text variable="title"/></layout></citation><bibliography {attributes}><layout>'
        '<text variable="title"/></layout></bibliography></style>'
    )
    params = Processor(style, [{"id": "a", "type": "book", "title": "A"}]).bibliography().params
    found = (
        params.hanging_indent,
        params.second_field_align,
        params.entry_spacing,
        params.line_spacing,
    )
    assert found == expected


def test_the_first_field_stands_in_the_margin(listed: Listed) -> None:
    layout = '<text variable="citation-number" suffix=". "/><text variable="title"/>'
    bibliography = 'second-field-align="flush"'
    assert listed(layout, {"title": "A"}, {"title": "B"}, bibliography=bibliography) == [
        "1. A",
        "2. B",
    ]


def test_a_reference_of_which_nothing_is_shown_is_left_out(listed: Listed) -> None:
    assert listed('<text variable="title"/>', {"title": "A"}, {}, {"title": "C"}) == ["A", "C"]


def test_affixes_of_the_layout_stand_around_each_reference(listed: Listed) -> None:
    attributes = 'prefix="* " suffix="."'
    assert listed(
        '<text variable="title"/>', {"title": "A"}, {"title": "B?"}, layout_attributes=attributes
    ) == ["* A.", "* B?"]


def test_a_position_never_holds_in_a_bibliography(listed: Listed) -> None:
    layout = '<choose><if position="first"><text value="first"/></if><else><text value="no"/></else></choose>'
    assert listed(layout, {"title": "A"}) == ["no"]


def test_where_references_are_numbered_one_of_which_nothing_is_shown_keeps_its_number(
    listed: Listed,
) -> None:
    layout = (
        '<choose><if variable="title"><text variable="citation-number" suffix=". "/>'
        '<text variable="title"/></if></choose>'
    )
    assert listed(layout, {"title": "A"}, {}, {"title": "C"}) == [
        "1. A",
        "2. [CSL STYLE ERROR: reference with no printed form.]",
        "3. C",
    ]
