"""Dates of all forms that biblatex has, written and read again: the same, or reported as lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from synbib.formats import FORMATS, Loss, read, write
from synbib.library import Entry
from synbib.model.dates import entry_date, parse_date

BOTH_WAYS = [
    name for name, known in FORMATS.items() if known.reads and known.writes and not known.extra
]
DATES: list[Mapping[str, str]] = [
    {"date": "2014"},
    {"date": "2014-12"},
    {"date": "2014-12-31"},
    {"date": "2014-21"},
    {"date": "2014-12-31/2015-01-01"},
    {"date": "2014-06/2014-07"},
    {"date": "2017-21/2017-22"},
    {"date": "2015-21/2016-22"},
    {"date": "1850~"},
    {"date": "0800-12-25"},
    {"date": "-0044-03-15"},
    {"date": "199X"},
    {"year": "2001", "month": "jun", "day": "7"},
    {"year": "2001", "month": "June"},
    {"year": "1998/1999"},
]
ASIDE = ["2020", "2020-01-02", "2020-01/2020-02", "1900/1910", "0800", "-0044"]

both_ways = pytest.mark.parametrize("name", BOTH_WAYS)


def written_and_read(fields: Mapping[str, str], name: str) -> tuple[Entry, list[Loss]]:
    losses: list[Loss] = []
    told = {"author": "Roe, Jo", "title": "Naps", "journaltitle": "Sleep", **fields}
    data = b"".join(write([Entry("article", "a", told)], name, losses.append))
    (work,) = read(data, name)
    return work.entry(), losses


def numbers(date: Mapping[str, Any] | None) -> Any:
    held = date or {}
    return held.get("date-parts"), held.get("season")


@both_ways
@pytest.mark.parametrize("fields", DATES, ids=lambda fields: " ".join(fields.values()))
def test_a_date_is_kept_or_told(name: str, fields: Mapping[str, str]) -> None:
    found, losses = written_and_read(fields, name)
    is_same = numbers(entry_date(found.fields, "")) == numbers(entry_date(fields, ""))
    assert is_same or {loss.field for loss in losses} & fields.keys()


@both_ways
@pytest.mark.parametrize("field", ["urldate", "origdate"])
@pytest.mark.parametrize("date", ASIDE)
def test_a_date_beside_that_of_publication_is_kept_or_told(
    name: str, field: str, date: str
) -> None:
    found, losses = written_and_read({field: date, "url": "https://example.org/"}, name)
    is_same = numbers(parse_date(found.fields.get(field, ""))) == numbers(parse_date(date))
    assert is_same or field in {loss.field for loss in losses}


def test_bibtex_has_the_season_as_its_month() -> None:
    found, losses = written_and_read({"date": "2014-21"}, "bibtex")
    assert (found.fields["year"], found.fields["month"]) == ("2014", "Spring")
    assert not losses


@pytest.mark.parametrize("day", ["\N{SUPERSCRIPT TWO}", "1" * 5000])
def test_what_cannot_be_a_day_is_none(day: str) -> None:
    (work,) = read(f"%0 Book\n%T Naps\n%D May {day} 2014\n".encode(), "refer")
    assert work.entry().fields["year"] == "2014"


def test_a_column_of_days_goes_with_its_month() -> None:
    (work,) = read(b"key,title,year,month,day\na,Naps,2001,May,7\n", "csv")
    assert work.date == (2001, 5, 7)
