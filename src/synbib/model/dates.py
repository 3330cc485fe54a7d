"""Dates: biblatex's ``date`` and BibTeX's ``year``/``month``/``day`` → CSL-JSON's dates.

Source: biblatex manual §2.3.8 (ISO 8601-2, the Extended Date/Time Format, level 1); CSL-JSON schema,
``date-variable``. An open end of a range is ``[0]``, as other converters have it; years before our era count as
historians do, without a year 0, which EDTF has.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import takewhile
from typing import Any, Final

from synbib import lazily
from synbib.latex import decode
from synbib.text import strip
from synbib.text.months import month_number, season_number
from synbib.text.patterns import BLANKS_BEFORE

__all__ = [
    "entry_date",
    "impossible_date",
    "impossible_part",
    "parse_date",
    "parse_year",
    "to_edtf",
]

_PLAIN: Final = lazily.pattern(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_DATE: Final = lazily.pattern(
    r"""
    (?P<year> [-+]?\d{4} | [yY][-+]?\d{4,12} ) (?: -(?P<month> \d\d|XX ) (?: -(?P<day> \d\d|XX ) )? )?
    (?: [T ] \d\d (?: :\d\d (?: :\d\d (?:[.,]\d+)? )? )? (?: Z | [-+]\d\d(?::?\d\d)? )? )?    # a time
    (?P<quality> [?~%]? )
    """,
    re.VERBOSE,
)
# As people write it, too: `2009-1-15`, `2009/1/15`; and `15.1.2009`.
_SHORT: Final = lazily.pattern(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_DAY_FIRST: Final = lazily.pattern(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})")
# Of months: `7-8`, `7/8`.
_MONTHS: Final = lazily.pattern(rf"(\d{{1,2}}){BLANKS_BEFORE}(?:/|[-–—]{{1,3}})\s*(\d{{1,2}})")
# The months of CSL-JSON: 13 to 16, 17 to 20 and 21 to 24 are the seasons.
_CSL_SEASONS: Final = range(13, 25)
_DECADE: Final = lazily.pattern(r"(\d{2})(?:(\d)[Xx]|([Xx]{2}))([?~%]?)")
_OPEN: Final = frozenset({"", ".."})

# Years as people write them in BibTeX's `year`: `1998--99`, `c. 1850`, `[1850]`, `1850?`.
_YEARS: Final = lazily.pattern(r"(\d{4})\s*(?:/|[-–—]{1,3})\s*(\d{4})")
# `1998/99`. With a dash, `1968--90`, it is printed as it is written: styles would write both years in full.
_SHORT_YEARS: Final = lazily.pattern(r"(\d{4})\s*/\s*(\d{2})")
_ABOUT: Final = lazily.pattern(
    r"""
    (?:c\.?|ca\.?|circa) \s* (\d{3,4})
    | \[ (?:ca?\.?\s*)? (\d{3,4}) \?? \]
    | (\d{3,4}) \s* [?~]
    """,
    re.IGNORECASE | re.VERBOSE,
)
# As MathSciNet exports them, `[2021] ©2021`: the year of the publication before that of the rights.
_OF_RIGHTS: Final = lazily.pattern(r"(?:\[(\d{4})\]\s*)?©\s*(\d{4})")
_WORD: Final = lazily.pattern(r"[^\W\d_]+|\d+")
_RANGE: Final = lazily.pattern(rf"{BLANKS_BEFORE}(?:/|[-–—]{{1,3}})\s*")
# `5 May 2024`, `May 2024`, `May 5, 2024`.
_WORDS: Final = lazily.pattern(
    r"""
    (?: (\d{1,2}) (?:st|nd|rd|th)? \s+ )? ([^\W\d_]{3,}) \.? (?: \s+ (\d{1,2}) (?:st|nd|rd|th)? )? ,?
    \s+ (\d{4})
    """,
    re.VERBOSE,
)

_Date = dict[str, Any]


# --- biblatex's dates ----------------------------------------------------------------------------------------


def parse_date(text: str) -> _Date | None:
    """Return biblatex's ``date`` as a CSL-JSON date, ``literal`` where it is not one, None where it is empty."""
    text = text.strip()
    if not text:
        return None
    if found := _PLAIN.fullmatch(text):
        parts = [int(part) for part in found.groups() if part]
        if parts[0] and _is_calendar(parts):
            return {"date-parts": [parts]}
    if "{" in text or "\\" in text or "~" in text[:-1]:
        text = strip(decode(text)).replace("\N{NO-BREAK SPACE}", " ").strip()
    if parts := _numbers(text):
        # Databases export what they do not know as zeros.
        known = list(takewhile(bool, parts))
        if not known:
            return None
        if _is_calendar(known):
            return {"date-parts": [known]}
    if text.startswith("/") and _PLAIN.fullmatch(text[1:].strip()):
        return {"literal": f"–{text[1:].strip()}"}  # CSL has no date without a beginning
    return _edtf(text) or _in_words(text) or ({"literal": text} if text else None)


def to_edtf(date: Mapping[str, Any]) -> str:
    """Return a CSL-JSON date as biblatex's ``date`` has it; its text where it has no parts.

    Args:
        date: A date with ``date-parts``, whose numbers may be texts, ``season`` and ``circa``; or ``literal``, ``raw``.
    """
    ends = [_iso(parts, date.get("season")) for parts in date.get("date-parts") or ()][:2]
    if not ends or not ends[0]:
        return str(date.get("literal") or date.get("raw") or "")
    about = "" if str(date.get("circa") or "").lower() in ("", "0", "false") else "~"
    return "/".join(f"{end}{about}" if end else "" for end in dict.fromkeys(ends))


def _iso(parts: Any, season: Any) -> str:
    """Return one end of a date in EDTF; ``""`` where it is open."""
    said = parts if isinstance(parts, list | tuple) else [parts]
    numbers = list(takewhile(bool, (_integer(part) for part in said[:3])))
    if not numbers:
        return ""
    year, *rest = numbers
    if len(rest) == 0 and 1 <= _integer(season) <= 4:
        rest = [20 + _integer(season)]
    if rest and rest[0] in _CSL_SEASONS:
        rest = [21 + (rest[0] - 13) % 4]
    elif not _is_calendar([year, *rest]):
        rest = []
    year = year if year > 0 else year + 1
    sign, digits = "-" if year < 0 else "", f"{abs(year):04}"
    return "-".join([f"{'Y' if len(digits) > 4 else ''}{sign}{digits}", *(f"{n:02}" for n in rest)])


def _integer(value: Any) -> int:
    text = str(value).strip()
    return int(text) if re.fullmatch(r"[-+]?\d{1,9}", text, re.ASCII) else 0


def _numbers(text: str) -> list[int]:
    """Return year, month and day of a date that is written in numbers, as far as it has them."""
    if found := _PLAIN.fullmatch(text):
        return [int(part) for part in found.groups() if part]
    if found := _SHORT.fullmatch(text):
        return [int(part) for part in found.group(1, 3, 4)]
    if found := _DAY_FIRST.fullmatch(text):
        return [int(part) for part in found.group(3, 2, 1)]
    return []


def impossible_date(text: str) -> bool:
    """Whether biblatex's ``date`` has a year, a month or a day that no calendar has: ``2015-02-30``, ``0000``."""
    text = text.strip(" {}")
    ends = [text] if _numbers(text) else text.split("/")
    return any(
        not _is_calendar(parts)
        or (len(parts) == 3 and parts[2] > _days(parts[0], parts[1]))
        or parts == [0]
        for end in ends
        if (parts := _numbers(end))
        and not (len(parts) == 2 and 21 <= parts[1] <= 41)  # EDTF's seasons, level 2
    )


def impossible_part(fields: Mapping[str, str], kind: str) -> str:
    """Return the field that makes a date impossible whose year, month and day are fields of their own.

    Args:
        fields: The fields of the entry.
        kind: As for `entry_date`.

    Returns:
        The name of the field that holds the day, or the month if there is none of that number; ``""`` if the date is
        possible.
    """
    year, month, day = (f"{kind}{part}" for part in ("year", "month", "day"))
    if year not in fields or fields.get(f"{kind}date"):
        return ""
    number = strip(decode(fields.get(month, ""))).strip()
    if number.isascii() and number.isdigit() and not 1 <= int(number[:9]) <= 12:
        return "" if 21 <= int(number[:9]) <= 41 else month
    said = fields.get(day, "").strip(" {}")
    if said.isascii() and said.isdigit() and not 1 <= int(said[:9]) <= 31:
        return day
    date = entry_date(fields, kind) or {}
    impossible = any(
        len(parts) == 3 and parts[0] > 0 and parts[2] > _days(parts[0], parts[1])
        for parts in date.get("date-parts", ())
    )
    return (day if said else month) if impossible else ""


def _days(year: int, month: int) -> int:
    from calendar import monthrange

    return monthrange(year or 4, month)[1]  # the year 0 is a leap year; Python's calendar lacks it


def _is_calendar(parts: list[int]) -> bool:
    """Whether month and day are those of a calendar; EDTF's seasons are not."""
    return all(1 <= part <= last for part, last in zip(parts[1:], (12, 31), strict=False))


def _edtf(text: str) -> _Date | None:
    ends = [end.strip() for end in text.split("/")]
    if len(ends) > 2 or ends[0] in _OPEN:
        return None  # CSL has no date without a beginning
    parts: list[list[int]] = []
    date: _Date = {"date-parts": parts}
    for end in ends:
        if parts and end in _OPEN:
            parts.append([0])
        elif found := _DECADE.fullmatch(end):
            if len(ends) > 1:
                return None
            first = int(found[1] + (found[2] or "0") + "0")
            parts += [[first], [first + (9 if found[2] else 99)]]
            date |= {"circa": True} if found[4] else {}
        elif (found := _DATE.fullmatch(end)) and (one := _one(found)):
            if not _is_season(one) and not _is_calendar(one):
                return None
            parts.append(one)
            date |= {"circa": True} if found["quality"] else {}
        else:
            return None
    return _with_season(date)


def _is_season(parts: list[int]) -> bool:
    return len(parts) == 2 and 21 <= parts[1] <= 24


def _with_season(date: _Date) -> _Date:
    """Return ``date`` with a season where CSL-JSON has one; that has no place for two, which stay as months."""
    parts: list[list[int]] = date["date-parts"]
    if len(parts) == 1 and _is_season(parts[0]):
        return date | {"date-parts": [parts[0][:1]], "season": parts[0][1] - 20}
    return date


def _one(found: re.Match[str]) -> list[int]:
    year = int(found["year"].lstrip("yY"))
    parts = [year if year > 0 else year - 1]
    for part in (found["month"], found["day"]):
        if part is None or part == "XX":
            break
        parts.append(int(part))
    return parts


def _in_words(text: str) -> _Date | None:
    if not (found := _WORDS.fullmatch(text)):
        return None
    before, word, following, year = found.groups()
    month = month_number(word)
    if month is None:
        season = season_number(word)
        return {"date-parts": [[int(year)]], "season": season - 20} if season else None
    day = before or following
    return {"date-parts": [[int(year), month, *([int(day)] if day else [])]]}


# --- BibTeX's years and months -------------------------------------------------------------------------------


def parse_year(fields: Mapping[str, str]) -> _Date | None:
    """Return the date that the fields ``year``, ``month`` and ``day`` tell, None where there is no year."""
    return entry_date(fields, "")


def entry_date(fields: Mapping[str, str], kind: str) -> _Date | None:
    """Return one of an entry's dates.

    Args:
        fields: The fields of the entry.
        kind: ``""``, or ``url``, ``event``, ``orig``: ``urldate`` is read before ``urlyear`` and its like.
    """
    if (said := fields.get(f"{kind}date")) and (date := parse_date(said)):
        return date
    year = fields.get(f"{kind}year", "").strip()
    if not year:
        return None
    month, day = fields.get(f"{kind}month", ""), fields.get(f"{kind}day", "")
    is_number = year.isascii() and year.isdigit()
    if not is_number:
        year = strip(decode(year)).strip()
    if is_number and not int(year[:9]) and len(year) == 4:
        return None  # databases export no year as 0000
    if (is_number and len(year) < 10) or re.fullmatch(r"-?\d{1,9}", year):
        return _with_month(int(year), month, day) if month else {"date-parts": [[int(year)]]}
    return _other_year(year, month, day) if year else None


def _other_year(year: str, month: str, day: str) -> _Date:
    if years := _YEARS.fullmatch(year):
        return {"date-parts": [[int(years[1])], [int(years[2])]]}
    if (short := _SHORT_YEARS.fullmatch(year)) and int(short[1]) % 100 < int(short[2]):
        return {"date-parts": [[int(short[1])], [int(short[1]) // 100 * 100 + int(short[2])]]}
    if about := _ABOUT.fullmatch(year):
        number = int(next(filter(None, about.groups())))
        return _with_month(number, month, day) | {"circa": True}
    if rights := _OF_RIGHTS.fullmatch(year):
        return _with_month(int(rights[1] or rights[2]), month, day)
    return parse_date(year) or {"literal": year}


def _with_month(year: int, month: str, day: str) -> _Date:
    """Return a date from BibTeX's ``month``, in which the day may stand too: ``jun # "~5"``, ``1-10 feb``."""
    number = month_number(month) if len(month) < 10 else None
    if number:
        of_month = _day(day.strip(" {}"))
        return {"date-parts": [[year, number, of_month] if of_month else [year, number]]}
    said = strip(decode(month)).strip()
    if (found := _MONTHS.fullmatch(said)) and all(1 <= int(end) <= 12 for end in found.groups()):
        return _over_the_year([[year, int(found[1])], [year, int(found[2])]])
    ends = [_month_and_day(end) for end in _RANGE.split(said)][:2]
    months = [number for number, _ in ends if number]
    if not months:
        return {"date-parts": [[year]]}
    if max(months) > 12:
        return _with_season({"date-parts": [[year, number] for number in months]})
    parts: list[list[int]] = []
    for i, (number, day_in_month) in enumerate(ends):
        # In `1-10 feb` and `feb 1-10` the month stands only once.
        number = number or months[min(i, len(months) - 1)]
        of_month = day_in_month or (_day(day.strip(" {}")) if len(ends) == 1 else 0)
        parts.append([year, number, *([of_month] if of_month else [])])
    return _over_the_year(parts)


def _over_the_year(parts: list[list[int]]) -> _Date:
    """Return a date of one year's months, of which the second may be the next year's: ``Dec/Jan``."""
    if len(parts) == 2 and parts[1] < parts[0]:
        parts[1][0] += 1
    return {"date-parts": parts if parts[0] != parts[-1] else parts[:1]}


def _month_and_day(text: str) -> tuple[int, int]:
    """Return the month, or EDTF's number of the season, and the day that ``text`` names; 0 for what it does not."""
    month = day = 0
    words = _WORD.findall(text)
    for word in words:
        if word.isdigit():
            day = day or _day(word)
        else:
            month = month or month_number(word) or season_number(word) or 0
    return month, day


def _day(word: str) -> int:
    return int(word) if word.isascii() and word.isdigit() and 1 <= int(word[:9]) <= 31 else 0
