"""The date of an entry in the forms that lists write dates in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from synbib.library import Entry
from synbib.library.facets import date_of
from synbib.text.months import MONTHS

__all__ = ["DATES", "dated"]

DATES: Final[Mapping[str, Callable[[int, int, int], str]]] = {
    "YYYY-MM-DD": lambda y, m, d: f"{y}-{m:02}-{d:02}",
    "YYYY/MM/DD": lambda y, m, d: f"{y}/{m:02}/{d:02}",
    "YYYY.MM.DD": lambda y, m, d: f"{y}.{m:02}.{d:02}",
    "D Mon YYYY": lambda y, m, d: f"{d} {_month(m)[:3]} {y}",
    "D Month YYYY": lambda y, m, d: f"{d} {_month(m)} {y}",
    "Month D, YYYY": lambda y, m, d: f"{_month(m)} {d}, {y}",
    "Mon D, YYYY": lambda y, m, d: f"{_month(m)[:3]} {d}, {y}",
    "YYYY-MM": lambda y, m, _: f"{y}-{m:02}",
    "YYYY/MM": lambda y, m, _: f"{y}/{m:02}",
    "YYYY.MM": lambda y, m, _: f"{y}.{m:02}",
    "YYYY.M": lambda y, m, _: f"{y}.{m}",
    "YYYY/M": lambda y, m, _: f"{y}/{m}",
    "YYYY Mon": lambda y, m, _: f"{y} {_month(m)[:3]}",
    "Month YYYY": lambda y, m, _: f"{_month(m)} {y}",
    "Month, YYYY": lambda y, m, _: f"{_month(m)}, {y}",
    "Mon YYYY": lambda y, m, _: f"{_month(m)[:3]} {y}",
    "Mon, YYYY": lambda y, m, _: f"{_month(m)[:3]}, {y}",
    "Mon. YYYY": lambda y, m, _: f"{_month(m)[:3]}. {y}",
    "MM/YYYY": lambda y, m, _: f"{m:02}/{y}",
    "YY/MM": lambda y, m, _: f"{y % 100:02}/{m:02}",
    "YY.MM": lambda y, m, _: f"{y % 100:02}.{m:02}",
}
"""The forms of a date, the finest first → what makes it of year, month and day."""


def dated(entry: Entry, form: str) -> str:
    """Return the date of an entry in one of `DATES`, by default the finest; ``""`` if it has not as much of it."""
    date = date_of(entry)
    needed = 3 if "D" in form or not form else 2
    if len(date) < needed:
        return ""
    year, month, day = (*date, 0, 0)[:3]
    return DATES.get(form, DATES["YYYY-MM-DD"])(year, month, day)


def _month(number: int) -> str:
    return MONTHS[number - 1].capitalize()
