"""``<date>``: dates as a style's date writes them, and a locale's.

Source: CSL 1.0.2, "Date", "Date-part", "Date Ranges", "AD and BC", "Seasons".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from synbib.csl.elements.formatting import dress
from synbib.csl.items import DateValue, Moment
from synbib.csl.style import Date, DatePart, Format, Locale

__all__ = ["render_date"]

_LEVELS: Final = {"year": 0, "month": 1, "day": 2}


@lru_cache(maxsize=16384)
def render_date(
    date: Date, value: DateValue, locale: Locale, year_suffix: str = ""
) -> tuple[str, bool]:
    """Return a date as a style wants it, and whether its year is shown.

    Args:
        date: The style's element.
        value: What it shows.
        locale: Terms, and how localized dates are written.
        year_suffix: What follows the year.
    """
    parts, delimiter = _parts(date, locale)
    if value.literal:
        # It stands where the year would.
        year = next((part.format for part in parts if part.name == "year"), None)
        text = "" if year is None else dress(value.literal + year_suffix, year, locale.language)
        return dress(text, date.format, locale.language), bool(text)
    parts = tuple(part for part in parts if part.name in _LEVELS)
    end = value.end
    if end is None:
        pieces = [_part(part, value.start, locale, year_suffix) for part in parts]
        body = _joined(pieces, delimiter)
    else:
        body = _range(parts, value.start, end, delimiter, locale, year_suffix)
    shows_year = bool(value.start[0]) and any(part.name == "year" for part in parts)
    return (dress(body, date.format, locale.language), shows_year) if body else ("", False)


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


def _joined(pieces: Sequence[_Piece | None], delimiter: str) -> str:
    return delimiter.join("".join(piece) for piece in pieces if piece)


def _range(
    parts: tuple[DatePart, ...],
    start: Moment,
    end: Moment,
    delimiter: str,
    locale: Locale,
    year_suffix: str,
) -> str:
    """Return a range: what differs twice, what both dates share once (CSL 1.0.2, "Date Ranges")."""
    is_open = not any(end)
    shown = [part for part in parts if start[_LEVELS[part.name]] or end[_LEVELS[part.name]]]
    differing = [part for part in shown if start[_LEVELS[part.name]] != end[_LEVELS[part.name]]]
    if not differing:
        return _joined([_part(p, start, locale, year_suffix) for p in shown], delimiter)
    largest = min(differing, key=lambda part: _LEVELS[part.name])
    level = _LEVELS[largest.name]
    twice = [i for i, part in enumerate(shown) if _LEVELS[part.name] >= level]
    first, last = twice[0], twice[-1]
    before = [_part(p, start, locale, "") for p in shown[:first]]
    one = [
        _part(p, start, locale, "" if not is_open else year_suffix) for p in shown[first : last + 1]
    ]
    two = [_part(p, end, locale, year_suffix) for p in shown[first : last + 1]]
    after = [_part(p, start, locale, year_suffix) for p in shown[last + 1 :]]
    opening = _joined(_without_edge(one, -1), delimiter)
    closing = _joined(_without_edge(two, 0) if opening else two, delimiter)
    if is_open:
        closing = one[-1][2] if one and one[-1] else ""
    middle = opening + (largest.range_delimiter if opening else "") + closing
    return _joined([*before, ("", middle, ""), *after], delimiter)


def _without_edge(pieces: Sequence[_Piece | None], at: int) -> list[_Piece]:
    """Return pieces without the prefix of the first or the suffix of the last, where the range delimiter stands."""
    kept = [piece for piece in pieces if piece]
    if kept:
        prefix, text, suffix = kept[at]
        kept[at] = ("", text, suffix) if at == 0 else (prefix, text, "")
    return kept


def _part(part: DatePart, moment: Moment, locale: Locale, year_suffix: str) -> _Piece | None:
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
    return own.prefix, dress(text, bare, locale.language), own.suffix


def _year(year: int, form: str, locale: Locale) -> str:
    if form == "short" and year >= 1000:
        return f"{year % 100:02d}"
    if year < 0:
        return f"{-year}{locale.term('bc')}"
    return f"{year}{locale.term('ad')}" if year < 500 else str(year)


def _month(month: int, form: str, locale: Locale) -> str:
    if month > 20:
        return locale.term(f"season-{month - 20:02d}")  # a season has no number
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
