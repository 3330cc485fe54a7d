"""What a field shows that the list has of its own is not said again in the annotation."""

from __future__ import annotations

import pytest

from synbib.incoming import without_repeated
from synbib.incoming.remarks import is_shown
from synbib.library import Entry, read_text

FIELDS = {
    "table-size-note": r"12k lists \& tables",
    "list-end": "{sp}*(best poster)*",
    "note": "Oral",
}


@pytest.mark.parametrize(
    ("remark", "expected"),
    [
        (r"Size: 12k lists \& tables", True),
        ("Best poster", True),
        ("Size: 12k", True),
        ("Size: 2k lists", False),
        ("Task: 12k lists", False),
        ("poster best", False),
        # Nothing shows it that is not the list's own.
        ("Oral", False),
    ],
)
def test_a_remark_is_shown_where_a_field_of_the_list_has_its_words(
    remark: str, expected: bool
) -> None:
    assert is_shown(Entry("misc", "roe2022", FIELDS), remark) is expected


STORE = """\
@misc{roe2022, title = {Lists}, table-size-note = {12k lists}}
@misc{doe2023, title = {Sums}, annotation = {Size: 3k sums}, table-size-note = {3k sums}}
"""
AFTER = """\
@misc{roe2022, title = {Lists}, table-size-note = {12k lists}, annotation = {Size: 12k lists; Read it first}}
@misc{doe2023, title = {Sums}, annotation = {Size: 3k sums}, table-size-note = {3k sums}}
"""


def test_what_came_in_is_said_once_and_what_was_there_stays() -> None:
    text = without_repeated(read_text(AFTER), read_text(STORE))
    assert text == AFTER.replace("Size: 12k lists; ", "")


def test_an_annotation_of_nothing_else_goes() -> None:
    text = AFTER.replace("; Read it first", "")
    assert without_repeated(read_text(text), read_text(STORE)) == STORE
