"""Dates of items: read from CSL-JSON, written by a style's date and a locale's.

Sources: CSL 1.0.2, "Date", "Date-part", "Date Ranges", "AD and BC", "Seasons"; the CSL-JSON schema for what a date
variable may hold.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from synbib.csl.ast import Date, DatePart, Format
from synbib.csl.dress import dress
from synbib.csl.locale import Locale
from synbib.text import scrub

__all__ = ["DateValue", "read_date", "render_date"]

# The months of CSL-JSON: 13 to 16, 17 to 20 and 21 to 24 are the seasons.
_SEASONS: Final = range(13, 25)
_LEVELS: Final = {"year": 0, "month": 1, "day": 2}

Moment = tuple[int, int, int]
"""Year, month and day; 0 is none. A season is a month from 21 to 24."""


@dataclass(frozen=True, slots=True)
class DateValue:
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
        """Return text that sorts as dates do: the years BC first, a range behind its first date."""
        return _sortable(self.start) + (_sortable(self.end) if self.end else "")


def _sortable(moment: Moment) -> str:
    # 9999 years in each direction are enough for anyone who cites.
    year, month, day = moment
    era = "N" if year < 0 else "P"
    return f"{era}{(10000 + year if year < 0 else year):05d}{month:02d}{day:02d}"


# --- Reading ---------------------------------------------------------------------------------------------------


def read_date(value: object) -> DateValue | None:
    """Return what a date variable of CSL-JSON holds, ``None`` if it holds nothing."""
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return _read_raw(str(value)) if value else None
    if not isinstance(value, Mapping):
        return None
    circa = value.get("circa") not in (None, False, 0, "", "0", "false")
    parts = value.get("date-parts")
    moments = [_moment(part) for part in parts[:2]] if isinstance(parts, (list, tuple)) else []
    moments = (
        [moment for moment in moments if any(moment)]
        if not moments or not any(moments[0])
        else moments
    )
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


_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
    for name in (names,)
} | {"spr": 21, "sum": 22, "aut": 23, "fal": 23, "win": 24}
_ISO: Final = re.compile(r"(-?\d{1,6})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T[\d:.Z+-]*)?")
_SLASHED: Final = re.compile(r"(?:(\d{1,2})/)?(\d{1,2})/(\d{4})|(\d{4})/(\d{1,2})(?:/(\d{1,2}))?")
_WORDS: Final = re.compile(
    r"(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?\.?\s+)?(?P<month>[A-Za-z]{3,})\.?"
    r"(?:\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?)?[\s,]+(?P<year>\d{4})"
)
_WEEKDAY: Final = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_YEAR_FIRST: Final = re.compile(r"(\d{4}),?\s+([A-Za-z]{3,}\.?(?:\s+\d{1,2})?)")
# Ranges whose dates share what is said once: what each looks like, and how its two dates are said in full.
_SHARING: Final = tuple(
    (re.compile(rf"{pattern},?\s+(\d{{4}})"), first, last)
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
_YEARS: Final = re.compile(r"(\d{4})-(\d{4})")
_BETWEEN: Final = re.compile(r"\s*/\s*|\s+[-–—]\s+|\s*[–—]\s*")


def _read_raw(text: str) -> DateValue:
    """Return a date that stands as text; what is none stays text."""
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


# --- Writing ---------------------------------------------------------------------------------------------------


@lru_cache(maxsize=16384)
def render_date(
    date: Date, value: DateValue, locale: Locale, language: str, year_suffix: str = ""
) -> tuple[str, bool]:
    """Return a date as a style wants it, and whether its year is shown.

    Args:
        date: The style's element.
        value: What it shows.
        locale: Terms, and how localized dates are written.
        language: The language tag of the item, for ``text-case``.
        year_suffix: What follows the year.
    """
    parts, delimiter = _parts(date, locale)
    if value.literal:
        # It stands where the year would.
        year = next((part.format for part in parts if part.name == "year"), None)
        text = "" if year is None else dress(value.literal + year_suffix, year, language)
        return dress(text, date.format, language), bool(text)
    parts = tuple(part for part in parts if part.name in _LEVELS)
    end = value.end
    if end is None:
        pieces = [_part(part, value.start, locale, language, year_suffix) for part in parts]
        body = _joined(pieces, delimiter)
    else:
        body = _range(parts, value.start, end, delimiter, locale, language, year_suffix)
    shows_year = bool(value.start[0]) and any(part.name == "year" for part in parts)
    return (dress(body, date.format, language), shows_year) if body else ("", False)


def _parts(date: Date, locale: Locale) -> tuple[tuple[DatePart, ...], str]:
    """Return the parts of a date and what stands between them; of a localized date the locale's, reshaped."""
    if not date.form:
        return date.parts, date.delimiter
    localized = locale.dates.get(date.form)
    if localized is None:
        return (), ""
    own = {part.name: part for part in date.parts}
    shown = date.shown.split("-")
    parts = tuple(
        _reshaped(part, own.get(part.name)) for part in localized.parts if part.name in shown
    )
    return parts, localized.delimiter


def _reshaped(part: DatePart, own: DatePart | None) -> DatePart:
    """Return a part of the locale's date with the form and the formatting, not the affixes, of the style's."""
    if own is None:
        return part
    mine, theirs = own.format, part.format
    return DatePart(
        part.name,
        own.form or part.form,
        part.range_delimiter,
        Format(
            theirs.prefix,
            theirs.suffix,
            mine.spans or theirs.spans,
            False,
            mine.text_case or theirs.text_case,
            mine.strip_periods or theirs.strip_periods,
        ),
    )


_Piece = tuple[str, str, str]
"""A part that is shown: prefix, text, suffix."""


def _joined(pieces: list[_Piece | None], delimiter: str) -> str:
    return delimiter.join(a + b + c for piece in pieces if piece for a, b, c in (piece,))


def _range(
    parts: tuple[DatePart, ...],
    start: Moment,
    end: Moment,
    delimiter: str,
    locale: Locale,
    language: str,
    year_suffix: str,
) -> str:
    """Return a range: what differs twice, what both dates share once (CSL 1.0.2, "Date Ranges")."""
    is_open = not any(end)
    shown = [part for part in parts if start[_LEVELS[part.name]] or end[_LEVELS[part.name]]]
    differing = [part for part in shown if start[_LEVELS[part.name]] != end[_LEVELS[part.name]]]
    if not differing:
        return _joined([_part(p, start, locale, language, year_suffix) for p in shown], delimiter)
    largest = min(differing, key=lambda part: _LEVELS[part.name])
    level = _LEVELS[largest.name]
    twice = [i for i, part in enumerate(shown) if _LEVELS[part.name] >= level]
    first, last = twice[0], twice[-1]
    before = [_part(p, start, locale, language, "") for p in shown[:first]]
    one = [
        _part(p, start, locale, language, "" if not is_open else year_suffix)
        for p in shown[first : last + 1]
    ]
    two = [_part(p, end, locale, language, year_suffix) for p in shown[first : last + 1]]
    after = [_part(p, start, locale, language, year_suffix) for p in shown[last + 1 :]]
    opening = _joined(_without_edge(one, -1), delimiter)
    closing = _joined(_without_edge(two, 0) if opening else two, delimiter)
    if is_open:
        closing = one[-1][2] if one and one[-1] else ""
    middle = opening + (largest.range_delimiter if opening else "") + closing
    rest = [piece for piece in after if piece]
    lead = [piece for piece in before if piece]
    pieces = [*lead, ("", middle, ""), *rest]
    return _joined(list(pieces), delimiter)


def _without_edge(pieces: list[_Piece | None], at: int) -> list[_Piece | None]:
    """Return pieces without the prefix of the first or the suffix of the last, where the range delimiter stands."""
    kept = [piece for piece in pieces if piece]
    if kept:
        prefix, text, suffix = kept[at]
        kept[at] = ("", text, suffix) if at == 0 else (prefix, text, "")
    return list(kept)


def _part(
    part: DatePart, moment: Moment, locale: Locale, language: str, year_suffix: str
) -> _Piece | None:
    number = moment[_LEVELS[part.name]]
    if not number:
        return None
    if part.name == "year":
        text = _year(number, part.form, locale) + year_suffix
    elif part.name == "month":
        text = _month(number, part.form, locale)
    else:
        text = _day(number, part.form, locale, moment[1])
    if not text:
        return None
    own = part.format
    bare = Format("", "", own.spans, False, own.text_case, own.strip_periods)
    return own.prefix, dress(text, bare, language), own.suffix


def _year(year: int, form: str, locale: Locale) -> str:
    if form == "short" and year >= 1000:
        return f"{year % 100:02d}"
    if year < 0:
        return f"{-year}{locale.term('bc')}"
    return f"{year}{locale.term('ad')}" if year < 500 else str(year)


def _month(month: int, form: str, locale: Locale) -> str:
    if month > 20:
        # A season has no number.
        return "" if form.startswith("numeric") else locale.term(f"season-{month - 20:02d}")
    if form == "numeric":
        return str(month)
    if form == "numeric-leading-zeros":
        return f"{month:02d}"
    return locale.term(f"month-{month:02d}", "short" if form == "short" else "long")


def _day(day: int, form: str, locale: Locale, month: int) -> str:
    if form == "numeric-leading-zeros":
        return f"{day:02d}"
    if form == "ordinal" and (day == 1 or not locale.limit_day_ordinals):
        return f"{day}{locale.ordinal(day, locale.gender(f'month-{month:02d}'))}"
    return str(day)
