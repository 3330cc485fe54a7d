"""What date variables hold, and how they are written."""

from __future__ import annotations

import pytest
from lxml import etree

from synbib.csl.elements import render_date
from synbib.csl.items import DateValue, read_date
from synbib.csl.style import Date, find_locale, lower_date

ENGLISH = find_locale("en-US", etree.fromstring("<style/>"))


def date(xml: str) -> Date:
    return lower_date(etree.fromstring(xml))


@pytest.mark.parametrize(
    ("raw", "start", "end"),
    [
        ("March 4-6, 1999", (1999, 3, 4), (1999, 3, 6)),
        ("4–6 March 1999", (1999, 3, 4), (1999, 3, 6)),
        ("June-July 1999", (1999, 6, 0), (1999, 7, 0)),
        ("June 30 - July 2, 1999", (1999, 6, 30), (1999, 7, 2)),
        ("1999-2000", (1999, 0, 0), (2000, 0, 0)),
        ("1999 March 4", (1999, 3, 4), None),
        ("2000 January", (2000, 1, 0), None),
        ("Sat, 15 Jan 2000", (2000, 1, 15), None),
    ],
)
def test_dates_in_words_are_read(
    raw: str, start: tuple[int, int, int], end: tuple[int, int, int] | None
) -> None:
    assert read_date({"raw": raw}) == DateValue(start, end)


@pytest.mark.parametrize("season", [2, "Summer", "summer"])
def test_a_season_is_a_number_or_a_name(season: object) -> None:
    assert read_date({"date-parts": [[2000]], "season": season}) == DateValue((2000, 22, 0))


def test_a_season_that_nobody_knows_is_left_out() -> None:
    assert read_date({"date-parts": [[2000]], "season": "Trinity"}) == DateValue((2000, 0, 0))


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ('<date form="text"/>', "Spring 2000"),
        ('<date form="numeric"/>', "Spring/2000"),
        ('<date><date-part name="month" form="numeric"/></date>', "Spring"),
    ],
)
def test_a_season_stands_in_words_among_numbers(xml: str, text: str) -> None:
    value = DateValue((2000, 21, 0))
    assert render_date(date(xml), value, ENGLISH)[0] == text


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        (
            '<date prefix="(" suffix=")"><date-part name="month"/><date-part name="year" prefix="in "/></date>',
            ("(in press)", True),
        ),
        ('<date prefix="(" suffix=")"><date-part name="month"/></date>', ("", False)),
        ('<date form="text" date-parts="year"/>', ("press", True)),
    ],
)
def test_text_instead_of_a_date_stands_where_the_year_would(
    xml: str, expected: tuple[str, bool]
) -> None:
    assert render_date(date(xml), DateValue(literal="press"), ENGLISH) == expected
