from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.model import parse_date, parse_year
from synbib.model.dates import entry_date, impossible_date, impossible_part, to_edtf


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024", {"date-parts": [[2024]]}),
        ("2024-08-11", {"date-parts": [[2024, 8, 11]]}),
        ("2019/2021-02", {"date-parts": [[2019], [2021, 2]]}),
        ("2019/", {"date-parts": [[2019], [0]]}),
        ("1850~", {"date-parts": [[1850]], "circa": True}),
        ("1850?/1860%", {"date-parts": [[1850], [1860]], "circa": True}),
        ("2019/..", {"date-parts": [[2019], [0]]}),
        ("../2019", {"literal": "../2019"}),
        ("199X", {"date-parts": [[1990], [1999]]}),
        ("19XX", {"date-parts": [[1900], [1999]]}),
        ("1999-XX", {"date-parts": [[1999]]}),
        ("1999-03-XX", {"date-parts": [[1999, 3]]}),
        ("2004-21", {"date-parts": [[2004]], "season": 1}),
        ("2004-24/2005-21", {"date-parts": [[2004, 24], [2005, 21]]}),
        ("2004-33", {"literal": "2004-33"}),
        ("2004-13", {"literal": "2004-13"}),
        ("-0876", {"date-parts": [[-877]]}),
        ("0000", None),
        ("2009/1/15", {"date-parts": [[2009, 1, 15]]}),
        ("15. 1. 2009", {"date-parts": [[2009, 1, 15]]}),
        ("2011/12", {"literal": "2011/12"}),
        ("Sommer 2020", {"date-parts": [[2020]], "season": 2}),
        ("y-50000", {"date-parts": [[-50001]]}),
        ("2004-04-25T14:34:00+02:00", {"date-parts": [[2004, 4, 25]]}),
        ("May 5, 2020", {"date-parts": [[2020, 5, 5]]}),
        ("5 May 2020", {"date-parts": [[2020, 5, 5]]}),
        ("Spring 2020", {"date-parts": [[2020]], "season": 1}),
        ("{2020}", {"date-parts": [[2020]]}),
        ("in press", {"literal": "in press"}),
        ("2009-1-15", {"date-parts": [[2009, 1, 15]]}),
        ("2009-00-00", {"date-parts": [[2009]]}),
        ("0000-00-00", None),
        ("/1994", {"literal": "–1994"}),
        ("", None),
    ],
)
def test_biblatex_dates(text: str, date: dict[str, Any] | None) -> None:
    assert parse_date(text) == date


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ({"year": "2024", "month": "August"}, {"date-parts": [[2024, 8]]}),
        ({"year": "2024", "month": "8", "day": "11"}, {"date-parts": [[2024, 8, 11]]}),
        ({"year": "2024", "month": "June~5"}, {"date-parts": [[2024, 6, 5]]}),
        ({"year": "2024", "month": "early May", "day": "5"}, {"date-parts": [[2024, 5, 5]]}),
        (
            {"year": "2024", "month": "May/June", "day": "5"},
            {"date-parts": [[2024, 5], [2024, 6]]},
        ),
        ({"year": "{2024}", "month": "sept."}, {"date-parts": [[2024, 9]]}),
        ({"year": "forthcoming"}, {"literal": "forthcoming"}),
        ({"month": "May"}, None),
        ({"year": "2024", "month": "1-10 feb"}, {"date-parts": [[2024, 2, 1], [2024, 2, 10]]}),
        ({"year": "2024", "month": "feb 1--10"}, {"date-parts": [[2024, 2, 1], [2024, 2, 10]]}),
        (
            {"year": "2024", "month": "June 30--July 3"},
            {"date-parts": [[2024, 6, 30], [2024, 7, 3]]},
        ),
        ({"year": "2024", "month": "jan/feb"}, {"date-parts": [[2024, 1], [2024, 2]]}),
        ({"year": "2024", "month": "Spring"}, {"date-parts": [[2024]], "season": 1}),
        ({"year": "2024", "month": "someday"}, {"date-parts": [[2024]]}),
        ({"year": "2005/2006"}, {"date-parts": [[2005], [2006]]}),
        ({"year": "2005--2006"}, {"date-parts": [[2005], [2006]]}),
        ({"year": "1998/99"}, {"date-parts": [[1998], [1999]]}),
        ({"year": "1998--99"}, {"literal": "1998–99"}),
        ({"year": "2009-12"}, {"date-parts": [[2009, 12]]}),
        ({"year": "2011-13"}, {"literal": "2011-13"}),
        ({"year": "2009/03"}, {"literal": "2009/03"}),
        ({"year": "2020", "month": "Dec/Jan"}, {"date-parts": [[2020, 12], [2021, 1]]}),
        ({"year": "2020", "month": "11-2"}, {"date-parts": [[2020, 11], [2021, 2]]}),
        ({"year": "2020", "month": "Jan-00"}, {"date-parts": [[2020, 1]]}),
        ({"year": "ca. 1850", "month": "5"}, {"date-parts": [[1850, 5]], "circa": True}),
        ({"year": "[1850?]"}, {"date-parts": [[1850]], "circa": True}),
        ({"year": "2020a"}, {"literal": "2020a"}),
        ({"year": r"[2021] \copyright 2021"}, {"date-parts": [[2021]]}),
        ({"year": r"{\copyright}2021", "month": "5"}, {"date-parts": [[2021, 5]]}),
        ({"year": "0000"}, None),
        ({"year": "1994", "month": "7-8"}, {"date-parts": [[1994, 7], [1994, 8]]}),
        ({"year": "1994", "month": "7--8"}, {"date-parts": [[1994, 7], [1994, 8]]}),
        (
            {"year": "1994", "month": "Spring/Summer"},
            {"date-parts": [[1994, 21], [1994, 22]]},
        ),
        ({"year": "1994", "month": "Herbst"}, {"date-parts": [[1994]], "season": 3}),
        ({"year": "1994", "month": "été"}, {"date-parts": [[1994]], "season": 2}),
        (
            {"year": "1994", "month": "otoño--invierno"},
            {"date-parts": [[1994, 23], [1994, 24]]},
        ),
        ({"year": "1994", "month": "März"}, {"date-parts": [[1994, 3]]}),
        ({"year": "1994", "month": "janvier"}, {"date-parts": [[1994, 1]]}),
        ({"year": "1994", "month": r"M{\"a}rz"}, {"date-parts": [[1994, 3]]}),
        ({"year": "1994", "month": "8. Mai"}, {"date-parts": [[1994, 5, 8]]}),
        # June or July.
        ({"year": "1994", "month": "jui"}, {"date-parts": [[1994]]}),
    ],
)
def test_bibtex_years_and_months(fields: dict[str, str], date: dict[str, Any] | None) -> None:
    assert parse_year(fields) == date


@pytest.mark.parametrize(
    ("date", "impossible"),
    [
        ("2015-02-30", True),
        ("2015-2-30", True),
        ("2016-02-29", False),
        ("1900-02-29", True),
        ("2015-13", True),
        ("2015-01-01/2015-04-31", True),
        ("2015-21", False),
        ("2015", False),
        ("0000-02-29", False),
        ("0000", True),
        ("2015/2/30", True),
        ("30.2.2015", True),
        ("in press", False),
        ("", False),
    ],
)
def test_a_date_that_no_calendar_has(date: str, impossible: bool) -> None:
    assert impossible_date(date) is impossible


@pytest.mark.parametrize(
    ("fields", "part"),
    [
        ({"year": "2015", "month": "2", "day": "30"}, "day"),
        ({"year": "2015", "month": "feb", "day": "{29}"}, "day"),
        ({"year": "2016", "month": "feb", "day": "29"}, ""),
        ({"year": "2015", "month": "30 February"}, "month"),
        ({"year": "2015", "month": "13"}, "month"),
        ({"year": "2015", "month": "0"}, "month"),
        ({"year": "2015", "month": "21"}, ""),
        ({"year": "2015", "month": "may", "day": "32"}, "day"),
        ({"year": "2015", "month": "may", "day": "3--5"}, ""),
        ({"year": "2015", "month": "7-8"}, ""),
        ({"year": "2015", "day": "30"}, ""),
        ({"year": "in press", "month": "feb", "day": "30"}, ""),
        ({"date": "2015", "year": "2015", "month": "2", "day": "30"}, ""),
        ({"month": "2", "day": "30"}, ""),
    ],
)
def test_the_field_that_makes_a_date_in_parts_impossible(fields: dict[str, str], part: str) -> None:
    assert impossible_part(fields, "") == part
    of_visit = {f"url{name}": value for name, value in fields.items()}
    assert impossible_part(of_visit, "url") == (part and f"url{part}")


def test_dates_of_other_kinds_are_whole_or_in_parts() -> None:
    fields = {"urldate": "2020-05", "urlyear": "1999", "eventyear": "2001", "eventmonth": "2"}
    assert entry_date(fields, "url") == {"date-parts": [[2020, 5]]}
    assert entry_date(fields, "event") == {"date-parts": [[2001, 2]]}
    assert entry_date(fields, "orig") is None


TEXT = st.text(st.sampled_from("0129X-/~?%.T:Zy {}\\maycr[]²"), max_size=14)


@given(TEXT, TEXT, TEXT)
def test_any_text_is_a_date_or_a_literal(year: str, month: str, day: str) -> None:
    for date in (parse_date(year), parse_year({"year": year, "month": month, "day": day})):
        assert date is None or date.keys() & {"literal", "date-parts"}


@pytest.mark.parametrize(
    "text",
    [
        "2014",
        "2014-05-03",
        "2014-12/2015-01-02",
        "2014-05/",
        "2014-21",
        "2014-21/2015-22",
        "1850~",
        "0011",
        "-0011-03",
        "Y12345",
        "once",
    ],
)
def test_a_date_of_csl_json_is_written_as_biblatex_has_it(text: str) -> None:
    assert to_edtf(parse_date(text) or {}) == text
