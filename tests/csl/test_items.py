"""CSL-JSON made ready: old names, variables in the note, values of the wrong type."""

from __future__ import annotations

from typing import Any

import pytest

from synbib.csl.items import Item
from synbib.text import marks


def test_text_becomes_marked_text() -> None:
    item = Item({"id": "x", "title": 'The <i>TeX</i>book\'s "Joke"', "volume": "<b>2</b>"})
    assert item.texts["title"] == (
        f"The {marks.ITALIC.wrap(marks.FLIP + 'TeX')}book’s {marks.QUOTE.wrap('Joke')}"
    )
    # What is a number has no markup.
    assert item.texts["volume"] == "<b>2</b>"
    assert item.texts["abstract"] == ""


def test_variables_of_old_have_their_new_names_unless_these_are_there() -> None:
    item = Item({"shortTitle": "Short", "journalAbbreviation": "J.", "container-title-short": "C."})
    assert (item.texts["title-short"], item.texts["container-title-short"]) == ("Short", "C.")


@pytest.mark.parametrize(
    ("pages", "first"), [("12-15", "12"), ("e12, 14", "e12"), ("7", "7"), ("3\\-B", "3\\-B")]
)
def test_the_first_page_is_made_of_the_pages(pages: str, first: str) -> None:
    assert Item({"page": pages}).texts["page-first"] == first


def test_lines_of_the_note_are_variables_up_to_running_text() -> None:
    note = "type: book\noriginal-date: 1965-04\neditor: Doe || Jane\nA remark.\nvolume: 2"
    item = Item({"id": "x", "type": "article", "note": note})
    assert item.type == "book"
    date = item.dates["original-date"]
    assert date is not None
    assert date.start == (1965, 4, 0)
    assert [(person.family, person.given) for person in item.names["editor"]] == [("Doe", "Jane")]
    assert item.texts["volume"] == ""
    assert item.texts["note"] == "A remark.\nvolume: 2"


def test_an_address_in_a_note_is_no_variable() -> None:
    note = "https://example.org/thesis.pdf"
    assert Item({"type": "thesis", "note": note}).texts["note"] == note


def test_variables_in_braces_may_stand_in_a_line_and_take_nothing_away() -> None:
    item = Item({"DOI": "10.1/a", "note": "{:DOI: 10.1/b} {:PMID: 12}"})
    assert (item.texts["DOI"], item.texts["PMID"]) == ("10.1/a", "12")


@pytest.mark.parametrize("value", [None, [], {}, True, {"a": [1]}, float("inf"), 10**30])
def test_what_is_no_text_is_no_variable_and_raises_nothing(value: Any) -> None:
    item = Item({"title": value, "author": value, "issued": value})
    assert item.texts["title"] in ("", "inf")
    assert item.names["author"] == []


def test_a_short_form_is_an_abbreviation_else_the_short_variable_else_the_variable() -> None:
    data = {"container-title": "The Computer Journal", "title": "T", "publisher": "P"}
    abbreviations = {
        "container-title": {"The Computer Journal": "Comput. J."},
        "institution-part": {"P": "Pb."},
    }
    item = Item({**data, "title-short": "S"}, abbreviations)
    shorts = [item.short(variable) for variable in ("container-title", "title", "publisher")]
    assert shorts == ["Comput. J.", "S", "Pb."]
    assert Item(data).short("publisher") == "P"
