"""Numbers as text, and whether their labels are in the plural."""

from __future__ import annotations

import pytest
from growth import in_proportion
from lxml import etree

from synbib.csl.elements import is_many, is_plural, render_number, tidy_number
from synbib.csl.style import find_locale

ENGLISH = find_locale("en-US", etree.fromstring("<style/>"))
FRENCH = find_locale("fr-FR", etree.fromstring("<style/>"))


@pytest.mark.parametrize(
    ("content", "tidy"),
    [("2-4", "2–4"), ("2 - 4", "2–4"), ("1A-2B", "1A-2B"), ("2,3&5", "2, 3 & 5")],
)
def test_a_hyphen_between_digits_is_a_range(content: str, tidy: str) -> None:
    assert tidy_number(content, ENGLISH) == tidy


def test_a_dash_that_was_typed_stays() -> None:
    assert tidy_number("2–4", FRENCH) == "2–4"
    assert tidy_number("2-4", FRENCH) == f"2{FRENCH.term('page-range-delimiter')}4"


def test_a_hyphen_that_is_meant_loses_its_backslash() -> None:
    assert render_number("5\\-7", "ordinal", ENGLISH) == "5-7"


@pytest.mark.parametrize(
    ("content", "plural"), [("1", False), ("0", False), ("2", True), ("12a", True), ("1-3", True)]
)
def test_the_label_of_a_count_is_plural_from_two_on(content: str, plural: bool) -> None:
    assert is_plural("number-of-volumes", content) is plural


@pytest.mark.parametrize("piece", ["1", "1a", "i", "1, ", "1-", "_"])
def test_whether_there_are_many_is_told_in_time_in_proportion(piece: str) -> None:
    assert in_proportion(lambda times: is_many(f"{piece * times}?"), 10_000)
