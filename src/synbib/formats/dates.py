"""Dates as people's programs write them: ``2013/04/18/``, ``2013///Spring``, ``18 Apr 2013``, ``01/31`` beside a year.

What is sure of all sources, a date of ISO 8601 or one by its numbers, is in `synbib.formats.parts`; what indexes of
literature write, in `synbib.formats.indexes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from synbib import lazily
from synbib.formats.texts import plain
from synbib.incoming import Date
from synbib.model.dates import parse_date
from synbib.text.months import MONTHS, month_number, season_number

__all__ = ["date_and_month", "edtf"]

_TOKEN: Final = lazily.pattern(r"[^\W\d_]+|\d+")
_YEAR: Final = lazily.pattern(r"(?<!\d)(?:1[0-9]|20)\d\d(?!\d)")
# RIS (2001 and 2011): `YYYY/MM/DD/other`, each of which may be empty.
_SLASHED: Final = lazily.pattern(
    r"(?P<year>\d{4})/(?P<month>\d{0,2})/(?P<day>\d{0,2})(?:/(?P<other>.*))?"
)
_NUMBERS: Final = lazily.pattern(
    r"(?P<year>\d{4})[-/.](?P<month>\d\d?)(?:[-/.](?P<day>\d\d?))?(?:[T ]\d\d?:.*)?"
)
_COMPACT: Final = lazily.pattern(r"(?P<year>(?:1[0-9]|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)")
_DAY_FIRST: Final = lazily.pattern(r"(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?(?P<year>\d{4})")
_MONTH_FIRST: Final = lazily.pattern(
    r"(?P<month>\d\d?)/(?:(?P<day>\d\d?)/)?(?P<year>\d{4})|(?P<m>\d\d?)/(?P<d>\d\d?)"
)
# Words within a date: `3rd of May`, `3 de mayo`.
_BETWEEN_PARTS: Final = frozenset(
    {"st", "nd", "rd", "th", "of", "de", "and", "und", "et", "undefined"}
)
_FORMS: Final = (_SLASHED, _NUMBERS, _COMPACT, _DAY_FIRST, _MONTH_FIRST)
# Other dates than that of publication, which stand in the same place.
_OTHER_DATES: Final = lazily.pattern(r"received|accepted|revised|submitted|created", re.IGNORECASE)


# A range of ISO 8601, about a date, and what Python's calendar lacks: nothing but EDTF is written so.
_EDTF: Final = lazily.pattern(
    r"(?P<one>-?\d{4}(?:-\d\d){0,2}~?)/(?P<other>-?\d{4}(?:-\d\d){0,2}~?|\.\.)"
    r"|\d{4}(?:-\d\d){0,2}~|-\d{4}(?:-\d\d){0,2}|0\d{3}(?:-\d\d){0,2}|\d{4}-2[1-4]|\d\d(?:\dX|XX)"
)


def edtf(texts: Iterable[str]) -> str:
    """Return the first text that says more in EDTF than year, month and day do; ``""`` if none does.

    That is a range, a season, a date before the year 1000, or about a date (biblatex manual §2.3.8).
    """
    for text in texts:
        said = text.strip()
        if _EDTF.fullmatch(said) and "literal" not in (parse_date(said) or {"literal": ""}):
            return said
    return ""


def _read_date(text: str) -> tuple[Date, str] | None:
    """Return a date without a year, too, and the season or the months that it has in words; ``None`` of no date."""
    said = text.strip().strip("/")
    for form in _FORMS:
        if found := form.fullmatch(text.strip()) or form.fullmatch(said):
            held = found.groupdict()
            year, month, day = (
                int(held.get(name) or held.get(name[0]) or 0) for name in ("year", "month", "day")
            )
            words = held.get("other") or ""
            if _OTHER_DATES.match(words):
                return None
            if month > 12 >= day and form is _MONTH_FIRST:
                month, day = day, month
            return _checked(year, month, day), _in_words(words)[1]
    return _spoken_date(said)


def _spoken_date(text: str) -> tuple[Date, str] | None:
    """Return a date in words: ``January 01, 2018``, ``3 Apr 2018``, ``2018 Apr-Jun``, ``Spring 2013``, ``July``."""
    year = _YEAR.search(text)
    rest = text[: year.start()] + " " + text[year.end() :] if year else text
    month, words = _in_words(rest)
    if not year and not month and not words:
        return None
    days = [day for each in _TOKEN.findall(rest) if (day := _day(each))]
    day = days[0] if len(days) == 1 else 0
    return _checked(int(year[0]) if year else 0, month, day), words


def _in_words(text: str) -> tuple[int, str]:
    """Return the month that is named in a text, else 0; and the season, or the first and the last of several months."""
    words = [token for token in _TOKEN.findall(text) if token.isalpha()]
    months = [number for word in words if (number := month_number(word))]
    if len(set(months)) == 1:
        return months[0], ""
    if months:
        return 0, "/".join(MONTHS[month - 1][:3] for month in (months[0], months[-1]))
    return 0, next(filter(season_number, words), "")


def _checked(year: int, month: int, day: int) -> Date:
    month = month if 1 <= month <= 12 else 0
    return Date(year or None, month or None, day if month and 1 <= day <= 31 else None)


def date_and_month(texts: Iterable[str]) -> tuple[Date, str, list[str]]:
    """Return the date that some texts tell together, the months or the season in words, and the texts that are none.

    The first with a year counts; one of the same year, or without one, says more of it: ``1948`` and ``July``.
    """
    date, words = Date(), ""
    told: list[tuple[Date, str, str]] = []
    others: list[str] = []
    for text in texts:
        found = _read_date(plain(text))
        if found is None:
            others.append(plain(text))
        else:
            told.append((*found, plain(text)))
    date = next((each for each, _, _ in told if each.year), date)
    for each, season, text in told:
        if each.year not in (None, date.year):
            others.append(text)
        elif each.month and not date.month:
            date = Date(date.year, each.month, each.day)
        elif each.month == date.month and each.day and not date.day:
            date = date._replace(day=each.day)
        words = words or (season if each.year in (None, date.year) else "")
    others += (text for _, _, text in told if text not in others and _says_more(text))
    return date, "" if date.month else words, others


def _says_more(text: str) -> bool:
    """Whether a date has more in it than was read: the ``a`` of ``2020a``, the ``90`` of ``1968–90``."""
    if found := next(filter(None, (form.fullmatch(text) for form in _FORMS)), None):
        held = found.groupdict()
        return any(int(held.get(name) or 0) > 31 for name in ("month", "day"))
    rest = _YEAR.sub("", text, count=1)
    return any(
        bool(token.strip("0")) and not _day(token) if token.isdecimal() else not _is_known(token)
        for token in _TOKEN.findall(rest)
    )


def _day(token: str) -> int:
    """Return the day of a month that a word of a date may be; 0 if it is something else."""
    number = token.lstrip("0")
    return int(number) if number.isdecimal() and len(number) <= 2 and int(number) <= 31 else 0


def _is_known(word: str) -> bool:
    return bool(month_number(word) or season_number(word)) or word.casefold() in _BETWEEN_PARTS
