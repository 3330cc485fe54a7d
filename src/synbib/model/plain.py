"""Variables of a CSL item as plain text, for formats that know no other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from synbib.text import from_markup, strip
from synbib.text.unspaced import is_unspaced

__all__ = ["iso_date", "joined", "name_text", "people", "plain_text", "whole_name"]

_NAME_PARTS: Final = (
    "given", "dropping-particle", "non-dropping-particle", "family", "suffix", "literal"
)  # fmt: skip


def plain_text(value: object) -> str:
    """Return the plain text of a variable."""
    return "" if value is None else strip(from_markup(str(value))).strip()


def joined(*values: object) -> str:
    """Return the plain text of several variables, those that are there, with blanks between them."""
    return " ".join(filter(None, map(plain_text, values)))


def people(names: object) -> Iterator[Mapping[str, Any]]:
    """Yield the names of a variable; an "and others" at their end is none."""
    for name in names if isinstance(names, (list, tuple)) else ():
        if name.get("literal") != "others":
            yield name


def name_text(name: Mapping[str, Any]) -> str:
    """Return a CSL name as it is read, with its markup: ``Vincent van Gogh``, ``山田太郎``."""
    family, given = name.get("family") or "", name.get("given") or ""
    if family and given and all(map(is_unspaced, family + given)):
        return f"{family}{given}"
    return " ".join(str(name[part]) for part in _NAME_PARTS if name.get(part))


def whole_name(name: Mapping[str, Any]) -> str:
    """Return a CSL name as it is written in full, as plain text: ``Ludwig van Beethoven``."""
    return plain_text(name.get("literal")) or plain_text(name_text(name))


def iso_date(date: Mapping[str, Any] | None) -> str:
    """Return a CSL date as ISO 8601 has it, of a range its beginning; ``""`` where it is none."""
    parts = ((date or {}).get("date-parts") or [[]])[0]
    try:
        numbers = [int(part) for part in parts if part not in ("", None)]
    except ValueError:
        return ""
    return "-".join(f"{n:04}" if i == 0 else f"{n:02}" for i, n in enumerate(numbers))
