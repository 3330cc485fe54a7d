"""Dates as lists write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.paperlist.phrases.when import When, arxiv_date, find_year, read_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023", When(2023)),
        ("(2017)", When(2017)),
        ("2024-12", When(2024, 12)),
        ("2024.12", When(2024, 12)),
        ("12-2024", When(2024, 12)),
        ("06/2023", When(2023, 6)),
        ("2019/10", When(2019, 10)),
        ("[2023/05]", When(2023, 5)),
        ("2021.7", When(2021, 7)),
        ("2022-10-15", When(2022, 10, 15)),
        ("20240513", When(2024, 5, 13)),
        ("15/10/2022", When(2022, 10, 15)),
        ("10/15/2022", When(2022, 10, 15)),
        ("08.05.2023", When(2023, 5, 8)),
        ("May 2023", When(2023, 5)),
        ("Nov, 2023", When(2023, 11)),
        ("Sept. 2020", When(2020, 9)),
        ("8 May 2023", When(2023, 5, 8)),
        ("May 8, 2023", When(2023, 5, 8)),
        ("April 4th, 2023", When(2023, 4, 4)),
        ("2023 May", When(2023, 5)),
        ("Spring 2020", When(2020)),
        ("2023年", When(2023)),
        ("2023年5月", When(2023, 5)),
        ("2023年5月8日", When(2023, 5, 8)),
        ("'24", When(2024)),
        ("’98", When(1998)),
        ("May '23", When(2023, 5)),
        ("24.05", When(2024, 5)),
    ],
)
def test_a_date_in_each_of_its_forms(text: str, expected: When) -> None:
    assert read_date(text) == expected


@pytest.mark.parametrize("text", ["*2023*", " 2023. ", "[2023],", "– 2023 –", "（2023）"])
def test_what_stands_around_a_date_does_not_matter(text: str) -> None:
    assert read_date(text) == When(2023)


def test_of_two_numbers_that_may_both_be_the_month_only_the_year_is_sure() -> None:
    assert read_date("05/08/2023") == When(2023)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ICLR 2024",
        "2024 (oral)",
        "2022.13",
        "2023-02-30",
        "12.05",  # a date, or a score?
        "3.14",
        "2402.13446",
        "May",
        "17",
        "1.2.3",
        "2023" * 20,
    ],
)
def test_what_is_no_date_or_more_than_a_date(text: str) -> None:
    assert read_date(text) is None


@given(
    st.dates(date(1900, 1, 1), date(2049, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d.%m.%Y", "%Y/%m/%d"]),
)
def test_every_day_is_read_back(day: date, form: str) -> None:
    assert read_date(day.strftime(form)) == When(day.year, day.month, day.day)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("EMNLP 2021", 2021),
        ("NeurIPS2023", 2023),
        ("ICLR'24", 2024),
        ("Findings of ACL (2022), long papers", 2022),
        ("between 2019 and 2021", 2019),
        ("arXiv:1906.08237", None),
        ("12021", None),
        ("no year", None),
    ],
)
def test_the_first_year_in_a_text(text: str, year: int | None) -> None:
    assert find_year(text) == year


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("2402.13446", When(2024, 2)),
        ("arXiv:2402.13446v3", When(2024, 2)),
        ("0704.0001", When(2007, 4)),
        ("hep-th/9901001", When(1999, 1)),
        ("math.GT/0309136", When(2003, 9)),
        ("2413.13446", None),
        ("10.1000/182", None),
    ],
)
def test_an_arxiv_identifier_tells_its_month(identifier: str, expected: When | None) -> None:
    assert arxiv_date(identifier) == expected
