"""Dates of items: read from CSL-JSON, whatever form they have there.

Source: the CSL-JSON schema for what a date variable may hold.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from synbib import lazily
from synbib.text import scrub
from synbib.text.months import MONTHS, SEASONS
from synbib.text.patterns import BLANKS_BEFORE

__all__ = ["DateValue", "Moment", "read_date"]

# The months of CSL-JSON: 13 to 16, 17 to 20 and 21 to 24 are the seasons.
_SEASONS: Final = range(13, 25)

Moment = tuple[int, int, int]
"""Year, month and day; 0 is none. A season is a month from 21 to 24."""


class DateValue(NamedTuple):
    """A date variable.

    Attributes:
        start: The date, or the first of a range.
        end: The last date of a range, all 0 where it is open.
        literal: Text instead of a date, or the name of a season that is none of the four.
        circa: Whether it is uncertain.
    """

    start: Moment = (0, 0, 0)
    end: Moment | None = None
    literal: str = ""
    circa: bool = False

    def sort_key(self) -> str:
        """Return text that sorts as dates do, and before words: the years BC first, a range after its first date."""
        return _sortable(self.start) + (_sortable(self.end) if self.end else "")


def _sortable(moment: Moment) -> str:
    # 9999 years in each direction are enough for anyone who cites.
    year, month, day = moment
    era = "0" if year < 0 else "1"
    return f"{era}{(10000 + year if year < 0 else year):05d}{month:02d}{day:02d}"


def read_date(value: object) -> DateValue | None:
    """Return what a date variable of CSL-JSON holds, ``None`` if it holds nothing."""
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return _read_raw(str(value)) if value else None
    if not isinstance(value, Mapping):
        return None
    circa = value.get("circa") not in (None, False, 0, "", "0", "false")
    parts = value.get("date-parts")
    moments = [_moment(part) for part in parts[:2]] if isinstance(parts, (list, tuple)) else []
    if moments and not any(moments[0]):
        moments = list(filter(any, moments))
    if moments:
        start = _with_season(moments[0], value.get("season"))
        end = moments[1] if len(moments) > 1 and moments[1] != start else None
        return DateValue(start, end, "", circa)
    for name in ("literal", "raw"):
        text = value.get(name)
        if isinstance(text, (str, int)) and str(text).strip():
            found = (
                DateValue(literal=scrub(str(text))) if name == "literal" else _read_raw(str(text))
            )
            return DateValue(found.start, found.end, found.literal, circa or found.circa)
    return None


def _moment(parts: object) -> Moment:
    numbers = [0, 0, 0]
    if isinstance(parts, (list, tuple)):
        for i, part in enumerate(parts[:3]):
            number = _int(part)
            if number == 0:
                break
            numbers[i] = number
    year, month, day = numbers
    if month in _SEASONS:
        month, day = 21 + (month - 13) % 4, 0
    elif not 1 <= month <= 12:
        month = day = 0
    return year, month, day if 1 <= day <= 31 else 0


def _int(value: object) -> int:
    if isinstance(value, bool):
        return 0
    if isinstance(value, (int, float)):
        return int(value) if abs(value) < 1e9 else 0
    found = re.fullmatch(r"\s*(-?\d{1,6})\s*", value) if isinstance(value, str) else None
    return int(found[1]) if found else 0


def _with_season(moment: Moment, season: object) -> Moment:
    number = _int(season) or _MONTHS.get(str(season)[:3].lower(), 20) - 20
    return (moment[0], 20 + number, 0) if 1 <= number <= 4 and not moment[1] else moment


# Months and seasons are known by their first three letters.
_MONTHS: Final = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)} | {
    name[:3].lower(): number for name, number in SEASONS.items()
}
_ISO: Final = lazily.pattern(r"(-?\d{1,6})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T[\d:.Z+-]*)?")
_SLASHED: Final = lazily.pattern(
    r"(?:(\d{1,2})/)?(\d{1,2})/(\d{4})|(\d{4})/(\d{1,2})(?:/(\d{1,2}))?"
)
_WORDS: Final = lazily.pattern(
    r"""
    (?: (?P<d1>\d{1,2}) (?:st|nd|rd|th)? \.? \s+ )? (?P<month>[A-Za-z]{3,}) \.?
    (?: \s+ (?P<d2>\d{1,2}) (?:st|nd|rd|th)? ,? )? [\s,]+ (?P<year>\d{4})
    """,
    re.VERBOSE,
)
_WEEKDAY: Final = lazily.pattern(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_YEAR_FIRST: Final = lazily.pattern(r"(\d{4}),?\s+([A-Za-z]{3,}\.?(?:\s+\d{1,2})?)")
# Ranges whose dates share what is said once: what each looks like, and how its two dates are said in full.
_SHARING: Final = tuple(
    (lazily.pattern(rf"{pattern},?\s+(\d{{4}})"), first, last)
    for pattern, first, last in (
        (r"([A-Za-z]{3,}\.?)\s+(\d{1,2})\s*[-–—]\s*(\d{1,2})", r"\1 \2 \4", r"\1 \3 \4"),
        (r"(\d{1,2})\s*[-–—]\s*(\d{1,2})\.?\s+([A-Za-z]{3,}\.?)", r"\1 \3 \4", r"\2 \3 \4"),
        (r"([A-Za-z]{3,}\.?)\s*[-–—/]\s*([A-Za-z]{3,}\.?)", r"\1 \3", r"\2 \3"),
        (
            r"([A-Za-z]{3,}\.?\s+\d{1,2})\s*[-–—]\s*([A-Za-z]{3,}\.?\s+\d{1,2})",
            r"\1 \3",
            r"\2 \3",
        ),
    )
)
_YEARS: Final = lazily.pattern(r"(\d{4})-(\d{4})")
_BETWEEN: Final = lazily.pattern(rf"{BLANKS_BEFORE}/\s*|(?<!\s)\s++[-–—]\s+|{BLANKS_BEFORE}[–—]\s*")


def _read_raw(text: str) -> DateValue:
    """Return a date that stands as text; what is not one stays text."""
    bare = text.strip()
    circa = bare.endswith(("?", "~")) or bare.lower().startswith(("c.", "ca", "circa"))
    bare = re.sub(r"^(?:ca?\.|circa\b)\s*|[?~]$", "", bare, flags=re.IGNORECASE).strip()
    if (one := _read_moment(bare)) is not None:
        return DateValue(one, None, "", circa)
    halves = _halves(bare)
    if len(halves) == 2 and (start := _read_moment(halves[0])) is not None:
        end = _read_moment(halves[1]) if halves[1] and halves[1] != ".." else (0, 0, 0)
        if end is not None:
            return DateValue(start, end, "", circa)
    return DateValue(literal=scrub(text.strip().strip('"')))


def _halves(text: str) -> list[str]:
    """Return the two dates of a range, each in full, or what else there is."""
    for pattern, first, last in _SHARING:
        if found := pattern.fullmatch(text):
            return [found.expand(first), found.expand(last)]
    if found := _YEARS.fullmatch(text):
        return [found[1], found[2]]
    return _BETWEEN.split(text)


def _read_moment(text: str) -> Moment | None:
    if found := _ISO.fullmatch(text):
        return _moment(found.groups("0"))
    if found := _SLASHED.fullmatch(text):
        first, second, year, y, m, d = found.groups("0")
        return (
            _moment((y, m, d))
            if y != "0"
            else _moment((year, first if first != "0" else second, second if first != "0" else "0"))
        )
    text = _YEAR_FIRST.sub(r"\2 \1", _WEEKDAY.sub("", text, count=1))
    found = _WORDS.fullmatch(text)
    if found and (month := _MONTHS.get(found["month"][:3].lower())):
        return _moment((found["year"], month, found["d1"] or found["d2"] or 0))
    return None
