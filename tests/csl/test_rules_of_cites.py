"""What a writer says beside a cite: prefix, suffix, locator, the author left out; and how a text begins.

CSL 1.0.2 says little of these; where it is silent, they are as in citeproc-js.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from synbib.csl import Cite, Processor, Style
from synbib.csl.phases import Engine
from synbib.text import writer

Small = Callable[..., Engine]
Reads = Callable[..., str]
Cited = Callable[..., list[str]]

TITLE = '<text variable="title"/>'
NOTE = 'class="note"'
IBID = '<text term="ibid"/>'
AUTHOR_DATE = (
    '<group delimiter=" "><names variable="author"><name form="short" and="symbol"/></names>'
    '<date variable="issued"><date-part name="year"/></date></group>'
)
ROE = {"author": ["Jane Roe"], "issued": [2000]}
BOTH = {"author": ["Jane Roe", "John Doe"], "issued": [2000]}

# fmt: off
AFFIXES: list[tuple[str, dict[str, str], str]] = [
    ("a word is parted by a blank", {"prefix": "see"}, "see Book"),
    ("a blank that is there is enough", {"prefix": "see "}, "see Book"),
    ("a full stop is parted by a blank", {"prefix": "See also."}, "See also. Book"),
    ("a closing bracket is parted by a blank", {"prefix": "(see)"}, "(see) Book"),
    ("an opening bracket is not", {"prefix": "("}, "(Book"),
    ("a dash is not", {"prefix": "–"}, "–Book"),
    ("a closing quotation mark is looked through", {"prefix": "“see”"}, "“see” Book"),
    ("a suffix in letters is parted by a blank", {"suffix": "passim"}, "Book passim"),
    ("a suffix that is a bracket is parted by a blank", {"suffix": "(passim)"}, "Book (passim)"),
    ("a comma is not", {"suffix": ", passim"}, "Book, passim"),
    ("markup is read", {"prefix": "<i>see</i>"}, "see Book"),
    ("both", {"prefix": "see", "suffix": "passim"}, "see Book passim"),
]

# The first cite of a note begins a sentence, and so does what follows one.
BEGINNINGS: list[tuple[str, str, str, str, str]] = [
    ("in a note a term that begins it has a capital", NOTE, IBID, "", "Ibid."),
    ("in the text it has none", "", IBID, "", "ibid."),
    ("a style that wants it in small letters has it so", NOTE, '<text term="ibid" text-case="lowercase"/>', "", "ibid."),
    ("after a prefix it has none", NOTE, IBID, "see", "see ibid."),
    ("after a sentence it has one", NOTE, IBID, "This is so.", "This is so. Ibid."),
    ("after a question it has one", NOTE, IBID, "Is it so?", "Is it so? Ibid."),
    ("after an abbreviation it has none", NOTE, IBID, "cf.", "cf. ibid."),
    ("after a bracket of the style's it has one", NOTE, f'<text value="("/>{IBID}', "", "(Ibid."),
    ("after a word it has none", NOTE, f'<text value="so "/>{IBID}', "", "so ibid."),
    ("what is not a term stays as it is", NOTE, TITLE, "", "book"),
]
# fmt: on


@pytest.mark.parametrize("row", AFFIXES, ids=lambda row: row[0])
def test_the_affixes_of_a_cite(row: tuple[str, dict[str, str], str], reads: Reads) -> None:
    _, cite, expected = row
    assert reads(TITLE, {"title": "Book"}, cite=cite) == expected


@pytest.mark.parametrize("row", BEGINNINGS, ids=lambda row: row[0])
def test_how_a_cite_begins(row: tuple[str, str, str, str, str], reads: Reads) -> None:
    _, style, layout, prefix, expected = row
    assert reads(layout, {"title": "book"}, cite={"prefix": prefix}, style=style) == expected


def test_the_second_cite_of_a_note_begins_no_sentence(small: Small, cited: Cited) -> None:
    layout = '<text term="edition"/><text variable="title" prefix=" "/>'
    engine = small(
        layout, {"title": "A"}, {"title": "B"}, style=NOTE, layout_attributes='delimiter="; "'
    )
    assert cited(engine, "1 2") == ["Edition A; edition B"]


@pytest.mark.parametrize(
    ("cite", "item", "expected"),
    [
        ({"suppress_author": True}, ROE, "2000"),
        ({"author_only": True}, ROE, "Roe"),
        ({"author_only": True}, BOTH, "Roe & Doe"),
        ({"suppress_author": True, "prefix": "see"}, ROE, "see 2000"),
        ({}, ROE, "Roe 2000"),
    ],
)
def test_an_author_alone_or_left_out(
    cite: dict[str, Any], item: dict[str, Any], expected: str, reads: Reads
) -> None:
    assert reads(AUTHOR_DATE, item, cite=cite) == expected


def test_authors_alone_stand_with_the_delimiter_of_cites(small: Small, cited: Cited) -> None:
    items = [ROE, {"author": ["John Doe"], "issued": [2001]}]
    engine = small(AUTHOR_DATE, *items, layout_attributes='prefix="(" suffix=")" delimiter="; "')
    alone = [Cite("1", author_only=True), Cite("2", author_only=True)]
    assert cited(engine, alone) == ["Roe; Doe"]


@pytest.mark.parametrize(
    ("layout", "display", "expected"),
    [
        (
            '<text variable="citation-number" suffix=". "/><text variable="title"/>',
            "flush",
            '\n    <div class="csl-left-margin">1. </div><div class="csl-right-inline">A.</div>\n  ',
        ),
        (
            '<text variable="citation-number" suffix=". "/><text variable="title"/>',
            "",
            "1. A.",
        ),
    ],
)
def test_the_first_field_is_set_apart(
    layout: str, display: str, expected: str, small: Small
) -> None:
    attribute = f'second-field-align="{display}"' if display else ""
    engine = small(layout, {"title": "A"}, bibliography=attribute, layout_attributes='suffix="."')
    ((_, text),) = engine.bibliography([])
    assert writer("html").inline(text) == expected


@pytest.mark.parametrize(
    ("note", "layout", "expected"),
    [
        ("publisher: Press", '<text variable="publisher"/>', "Press"),
        ("{:publisher: Press}", '<text variable="publisher"/>', "Press"),
        ("{:publisher: Press} and more", '<text variable="note"/>', "and more"),
        ("author: Roe || Jane", '<names variable="author"/>', "Jane Roe"),
        ("author: Roe || Jane\nauthor: Doe || John", '<names variable="author"/>', "Jane Roe, John Doe"),
        ("author: The Club", '<names variable="author"/>', "The Club"),
        ("issued: 2001-02-03", '<date variable="issued" form="numeric"/>', "02/03/2001"),
        ("issued: 2001", '<date variable="issued" form="text"/>', "2001"),
        ("title: Other", '<text variable="title"/>', "Book"),
        ("type: chapter", '<choose><if type="chapter"><text value="yes"/></if></choose>', "yes"),
        ("A word\npublisher: Press", '<text variable="publisher"/>', "Press"),
        ("A word\nand another\npublisher: Press", '<text variable="note"/>', "A word and another publisher: Press"),
        ("plain", '<text variable="note"/>', "plain"),
    ],
)  # fmt: skip
def test_variables_in_the_note(note: str, layout: str, expected: str, reads: Reads) -> None:
    read = reads(layout, {"title": "Book", "note": note})
    assert read.replace("\n", " ") == expected


@pytest.mark.parametrize(
    ("form", "expected"), [("long", "The Computer Journal"), ("short", "Comput. J.")]
)
def test_abbreviations_are_for_the_short_form(form: str, expected: str) -> None:
    style = Style.parse_unchecked(
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><citation><layout>'
        f'<text variable="container-title" form="{form}"/></layout></citation></style>'
    )
    item = {"id": "a", "type": "book", "container-title": "The Computer Journal"}
    abbreviations = {"container-title": {"The Computer Journal": "Comput. J."}}
    processor = Processor(style, [item], format="text", abbreviations=abbreviations)
    assert processor.citation([Cite("a")]) == expected
