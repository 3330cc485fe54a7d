"""Dates: biblatex's ``date`` and BibTeX's ``year``/``month``/``day`` → CSL-JSON's ``date-parts``.

Source: biblatex manual §2.3.8 (ISO 8601-2 / EDTF level 1); CSL-JSON schema, ``date-variable``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from synbib.latex import decode
from synbib.text import strip

__all__ = ["MONTHS", "month_number", "parse_date", "parse_year"]

MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DATE: Final = re.compile(r"(-?\d{4,})(?:-(\d{2})(?:-(\d{2}))?)?(?:T\S*)?([?~%]?)")


def month_number(text: str) -> int | None:
    """Return the month (1 to 12) that ``text`` names: a number, an English name or its first three letters."""
    word = text.strip().strip(".").casefold()
    if word.isascii() and word.isdigit():
        return int(word) if 1 <= int(word) <= 12 else None
    if len(word) < 3:
        return None
    return next(
        (
            i
            for i, name in enumerate(MONTHS, 1)
            if name.startswith(word) or word == "sept" == name[:4]
        ),
        None,
    )


def parse_date(text: str) -> dict[str, Any] | None:
    """Return biblatex's ``date`` as a CSL-JSON date, ``literal`` where it is none, None where it is empty."""
    text = text.strip()
    if not text:
        return None
    parts: list[list[int]] = []
    circa = False
    for end in text.split("/", 1):
        found = _DATE.fullmatch(end.strip())
        if found is None:
            if end.strip() in ("", "..") and parts:
                parts.append([0])  # an open range
                continue
            return {"literal": strip(decode(text))}
        parts.append([int(part) for part in found.groups()[:3] if part])
        circa = circa or bool(found[4])
    date: dict[str, Any] = {"date-parts": parts}
    return date | {"circa": True} if circa else date


def parse_year(fields: Mapping[str, str]) -> dict[str, Any] | None:
    """Return the date that the fields ``year``, ``month`` and ``day`` tell, None where there is no year."""
    year = strip(decode(fields.get("year", "")))
    if not year:
        return None
    if not re.fullmatch(r"-?\d+", year):
        return parse_date(year) if _DATE.fullmatch(year) else {"literal": year}
    parts = [int(year)]
    month_text = strip(decode(fields.get("month", "")))
    # BibTeX habit: `month = jun # "~5"` or "5 June".
    words = re.findall(r"[^\W\d_]+|\d+", month_text)
    month = next((m for w in words if not w.isdigit() and (m := month_number(w))), None)
    if month is None and len(words) == 1:
        month = month_number(words[0])
    if month:
        parts.append(month)
        day = fields.get("day", "").strip() or next(
            (w for w in words if w.isdigit() and w != str(month)), ""
        )
        if day.isascii() and day.isdigit() and 1 <= int(day) <= 31:
            parts.append(int(day))
    return {"date-parts": [parts]}
