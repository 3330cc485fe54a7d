"""CSL-JSON items made ready: every variable as marked text, names or a date, whatever the data held.

Nothing here raises: a value of the wrong type is what can be made of it, or is not there. Sources: the CSL-JSON
schema (csl-data.json) and, for variables in the ``note`` ("cheater syntax"), citeproc-js's manual.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from synbib.csl.dates import DateValue, read_date
from synbib.csl.marked import marked_text
from synbib.csl.persons import Person, read_person
from synbib.csl.vocabulary import DATES, NAMES, NUMBERS, OLD_NAMES
from synbib.text import scrub

__all__ = ["Item"]

_IN_BRACES: Final = re.compile(r"\{:(?:[-_a-z]+|[A-Z]+):[^}]+\}")
_LINE: Final = re.compile(r"([-_a-z]+|[A-Z]+):\s*([^}]+)")
_PAGES: Final = re.compile(r"\s*(?:&|, |-|–)\s*")
_SHORT: Final = {"title": "title-short", "container-title": "container-title-short"}

Abbreviations = Mapping[str, Mapping[str, str]]


class Item:
    """One item.

    Args:
        data: CSL-JSON.
        abbreviations: Category of variable (``container-title``, ``institution-part`` …) → full text → abbreviation.

    Attributes:
        id: The item's id.
        type: The item's type.
        language: The item's language tag, or ``""``.
        citation_number: Its number in the bibliography, or 0.
    """

    __slots__ = (
        "_abbreviations",
        "_data",
        "_dates",
        "_names",
        "_texts",
        "citation_number",
        "id",
        "language",
        "type",
    )

    def __init__(self, data: Mapping[str, Any], abbreviations: Abbreviations | None = None) -> None:
        prepared = _with_note(data) if isinstance(data.get("note"), str) else dict(data)
        for old, new in OLD_NAMES.items():
            if old in prepared and not prepared.get(new):
                prepared[new] = prepared[old]
        self._data: dict[str, Any] = prepared
        self._texts: dict[str, str] = {}
        self._names: dict[str, list[Person]] = {}
        self._dates: dict[str, DateValue | None] = {}
        self._abbreviations = abbreviations or {}
        self.id = str(data.get("id", ""))
        self.type = str(prepared.get("type") or "")
        self.language = _string(prepared.get("language")).strip()
        self.citation_number = 0

    def text(self, variable: str) -> str:
        """Return a standard or number variable as marked text, ``""`` if there is none."""
        found = self._texts.get(variable)
        if found is None:
            found = self._texts[variable] = self._read(variable)
        return found

    def _read(self, variable: str) -> str:
        if variable == "page-first":
            return self._page_first()
        text = _string(self._data.get(variable)).strip("\n")
        if not text:
            return ""
        return scrub(text) if variable in NUMBERS else marked_text(text)

    def _page_first(self) -> str:
        pages = _string(self._data.get("page"))
        if not pages:
            return scrub(_string(self._data.get("page-first")))
        first = _PAGES.split(pages)[0]
        return scrub(pages if first.endswith("\\") else first)

    def short(self, variable: str) -> str:
        """Return the short form of a variable, or else the variable itself."""
        for category in (variable, _CATEGORIES.get(variable, variable)):
            full = _string(self._data.get(variable))
            if found := self._abbreviations.get(category, {}).get(full):
                return marked_text(found)
        short = _SHORT.get(variable)
        return (self.text(short) if short else "") or self.text(variable)

    def names(self, variable: str) -> list[Person]:
        """Return a name variable, empty if there is none."""
        found = self._names.get(variable)
        if found is None:
            value = self._data.get(variable)
            people = value if isinstance(value, (list, tuple)) else [value] if value else []
            found = [person for name in people if (person := read_person(name)) is not None]
            self._names[variable] = found
        return found

    def date(self, variable: str) -> DateValue | None:
        """Return a date variable, ``None`` if there is none."""
        if variable not in self._dates:
            self._dates[variable] = read_date(self._data.get(variable))
        return self._dates[variable]

    def has(self, variable: str) -> bool:
        """Whether there is a variable, of whatever kind."""
        if variable in NAMES:
            return bool(self.names(variable))
        if variable in DATES:
            return self.date(variable) is not None
        return bool(self.text(variable))


# Under which category abbreviations of a variable are kept.
_CATEGORIES: Final = {
    "publisher": "institution-part",
    "authority": "institution-part",
    "publisher-place": "place",
    "event-place": "place",
    "collection-title": "container-title",
}


def _string(value: object) -> str:
    """Return text of what may be text, and ``""`` of what may not."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return ""
    return str(value) if isinstance(value, (int, float)) else ""


def _with_note(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``data`` with the variables that its note holds, as ``{:DOI: 10…}`` or lines of ``name: value``."""
    prepared = dict(data)
    note: str = data["note"]
    spread = _IN_BRACES.sub(lambda found: f"\n{found[0][2:-1].strip()}\n", note)
    names: dict[str, list[object]] = {}
    kept: list[str] = []
    lines = spread.split("\n")
    for i, line in enumerate(lines):
        if not line.strip():
            continue
        found = _LINE.fullmatch(line)
        if found is None:
            kept.append(line)
            if kept and i > 0:
                # What stands behind running text is running text.
                kept += lines[i + 1 :]
                break
            continue
        name, value = found[1], found[2].strip()
        if name == "type":
            prepared["type"] = value
        elif name in DATES:
            prepared[name] = {"raw": value}
        elif not prepared.get(name):
            if name in NAMES:
                parts = [part.strip() for part in value.split("||")]
                person = (
                    {"literal": parts[0]}
                    if len(parts) == 1
                    else dict(zip(("family", "given"), parts, strict=False))
                )
                names.setdefault(name, []).append(person)
            else:
                prepared[name] = value
    prepared |= names
    prepared["note"] = "\n".join(kept).strip() if len(kept) < len(lines) else note
    return prepared
