"""Dates as lists write them: ``[2023/05]``, ``12-2024``, ``8 May 2023``, ``'24``, ``2023年5月``."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

from synbib import lazily
from synbib.text.months import MONTH, SEASON, month_number

__all__ = ["YEAR", "When", "arxiv_date", "find_year", "read_date"]

YEAR: Final = r"(?:1[6-9]\d\d|20[0-4]\d)"
# No date is longer; what is, is not looked at.
_LONGEST: Final = 40
_AROUND: Final = ' \t\n()[]{}<>,;:.。|*_`"-–—•/\\'
_DAY: Final = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_FORMS: Final = tuple(
    lazily.pattern(
        form.replace("YEAR", f"(?P<y>{YEAR})").replace("MONTH", rf"(?P<name>{MONTH})\.?"),
        re.IGNORECASE,
    )
    for form in (
        r"YEAR",
        r"YEAR\s*[-./_–]\s*(?P<m>\d{1,2})(?:\s*[-./_–]\s*(?P<d>\d{1,2}))?",
        r"YEAR(?P<m>\d\d)(?P<d>\d\d)",
        r"(?P<m>\d{1,2})\s*[-./–]\s*YEAR",
        rf"MONTH(?:\s*{_DAY})?\s*[-,/]?\s*YEAR",
        rf"{_DAY}\s*[-,/]?\s*(?:of\s+)?MONTH\s*[-,/]?\s*YEAR",
        rf"YEAR\s*[-,/.]?\s*MONTH(?:\s*[-,/]?\s*{_DAY})?",
        rf"{SEASON},?\s+YEAR",
        r"YEAR\s*年(?:\s*(?P<m>\d{1,2})\s*月(?:\s*(?P<d>\d{1,2})\s*[日号])?)?",
        r"MONTH\s*['’‘`´](?P<yy>\d\d)",
        r"['’‘`´](?P<yy>\d\d)(?:\s*[-./]\s*(?P<m>\d\d))?",
        # With no mark that it is a date, only what cannot be a month comes first: 24.05, not 12.05.
        r"(?P<yy>1[3-9]|[23]\d)[-./](?P<m>0[1-9]|1[0-2])",
    )
)
# Which of the first two is the month shows only if the other cannot be.
_NUMBERS: Final = lazily.pattern(rf"(\d{{1,2}})([-./])(\d{{1,2}})\2({YEAR})")
_IN_TEXT: Final = lazily.pattern(
    rf"(?<![\d.])({YEAR})(?!\d|\.\d)|(?:(?<=[^\W\d_])|\A|(?<=\s))['’‘`´]\s?(\d\d)(?!\d)"
)
_ARXIV: Final = lazily.pattern(
    r"(?:arxiv:)?(?:[a-z-]+(?:\.[a-z]{2})?/)?(\d\d)(\d\d)(?:\.\d{4,5}|\d{3})(?:v\d+)?",
    re.IGNORECASE,
)


@lazily.dataclass(frozen=True, slots=True)
class When:
    """A date, as exact as it was written.

    Attributes:
        year: The year.
        month: The month, 1 to 12.
        day: The day, 1 to 31; never without the month.
    """

    year: int
    month: int | None = None
    day: int | None = None


def read_date(text: str) -> When | None:
    """Return the date that a text is; None if it is anything else, or more than a date.

    Brackets, blanks and punctuation around it do not matter.
    """
    if len(text) > _LONGEST:
        return None
    text = unicodedata.normalize("NFKC", text).strip(_AROUND)
    for form in _FORMS:
        if found := form.fullmatch(text):
            return _when(found.groupdict())
    if found := _NUMBERS.fullmatch(text):
        return _of_numbers(int(found[1]), int(found[3]), int(found[4]), dots=found[2] == ".")
    return None


def find_year(text: str) -> int | None:
    """Return the first year in a text: of ``EMNLP 2021``, ``ICLR'24``; an arXiv identifier holds none."""
    found = _IN_TEXT.search(text)
    if found is None:
        return None
    return int(found[1]) if found[1] else _century(int(found[2]))


def arxiv_date(arxiv_id: str) -> When | None:
    """Return the month of an arXiv identifier: of ``2402.13446``, ``hep-th/9901001``; None if it is not one."""
    found = _ARXIV.fullmatch(arxiv_id.strip())
    return _valid(_century(int(found[1])), int(found[2]), None) if found else None


def _century(year: int) -> int:
    return year + (2000 if year < 50 else 1900)


def _when(found: dict[str, str | None]) -> When | None:
    short = found.get("yy")
    year = _century(int(short)) if short else int(found["y"] or 0)
    name, number, day = found.get("name"), found.get("m"), found.get("d")
    month = month_number(name) if name else int(number) if number else None
    return _valid(year, month, int(day) if day else None)


def _of_numbers(first: int, second: int, year: int, *, dots: bool) -> When | None:
    if dots or first > 12:
        return _valid(year, second, first)
    if second > 12:
        return _valid(year, first, second)
    return When(year)


def _valid(year: int, month: int | None, day: int | None) -> When | None:
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return None if month == 0 or day == 0 else When(year, month, day)
