"""Months and seasons by their names."""

from __future__ import annotations

import re

import pytest

from synbib.bibtex import MONTH_MACROS
from synbib.text.months import MONTH, MONTHS, SEASON, SEASONS, month_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("January", 1),
        ("jan", 1),
        ("Jan.", 1),
        ("MAY", 5),
        ("Sept", 9),
        ("Sept.", 9),
        ("Octob", 10),
        ("12", 12),
        ("07", 7),
        (" 3 ", 3),
        ("mars", 3),
        ("MÄRZ", 3),
        ("févr.", 2),
        ("agosto", 8),
        ("Okt.", 10),
    ],
)
def test_a_month_is_known_by_its_number_its_name_and_its_first_letters(
    text: str, number: int
) -> None:
    assert month_number(text) == number


@pytest.mark.parametrize("text", ["", "Ma", "J", "13", "0", "007", "Janus", "jui", "Spring", "٣"])
def test_what_names_no_month_has_no_number(text: str) -> None:
    assert month_number(text) is None


@pytest.mark.parametrize("month", MONTHS)
def test_the_pattern_takes_each_month_in_full_and_short(month: str) -> None:
    assert re.fullmatch(MONTH, month)
    assert re.fullmatch(MONTH, month[:3])
    assert not re.fullmatch(MONTH, month[:2])


def test_the_pattern_takes_sept_and_seasons_have_their_own() -> None:
    assert re.fullmatch(MONTH, "Sept")
    assert all(re.fullmatch(SEASON, season) for season in SEASONS)


def test_the_macros_of_bibtex_are_the_first_letters_of_the_months() -> None:
    assert tuple(MONTH_MACROS.values()) == MONTHS
    assert [month_number(macro) for macro in MONTH_MACROS] == list(range(1, 13))
