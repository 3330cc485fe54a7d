"""CSL-JSON items made ready: every variable as marked text, names or a date, whatever the data held.

Nothing here raises: a value of the wrong type is what can be made of it, or is not there. Sources: the CSL-JSON
schema (csl-data.json) and, for variables in the ``note`` ("cheater syntax"), citeproc-js's manual.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import Any, Final

from synbib import lazily
from synbib.csl.items.dates import DateValue, read_date
from synbib.csl.items.names import Person, read_person
from synbib.csl.marked import marked_text
from synbib.csl.vocabulary import ADDRESSES, DATES, NAMES, NUMBERS, OLD_NAMES
from synbib.text import scrub
from synbib.text.patterns import BLANKS_BEFORE
from synbib.text.punctuation import keep_punctuation

__all__ = ["Item"]

_IN_BRACES: Final = lazily.pattern(r"\{:(?:[-_a-z]+|[A-Z]+):[^}]+\}")
# The colon of an address names no variable.
_LINE: Final = lazily.pattern(r"([-_a-z]+|[A-Z]+):(?!//)\s*([^}]+)")
_PAGES: Final = lazily.pattern(rf"{BLANKS_BEFORE}(?:&|, |-|–)\s*")
_SHORT: Final = {"title": "title-short", "container-title": "container-title-short"}

Abbreviations = Mapping[str, Mapping[str, str]]


class _Texts(dict[str, str]):
    """Standard and number variables as marked text, made when they are first asked for."""

    __slots__ = ("_data",)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__()
        self._data = data

    def __missing__(self, variable: str) -> str:
        value = self._data.get(variable)
        if variable == "page-first":
            text = scrub(_page_first(_string(self._data.get("page"))))
        elif value is None:
            text = ""
        else:
            text = _string(value).strip("\n")
            if variable in NUMBERS:
                text = scrub(text)
            elif variable in ADDRESSES:
                text = keep_punctuation(scrub(text))
            else:
                text = marked_text(text)
        self[variable] = text
        return text


def _page_first(pages: str) -> str:
    first = _PAGES.split(pages)[0]
    return pages if first.endswith("\\") else first


class _Names(dict[str, list[Person]]):
    """Name variables, empty where there are none."""

    __slots__ = ("_data",)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__()
        self._data = data

    def __missing__(self, variable: str) -> list[Person]:
        value = self._data.get(variable)
        found: list[Person] = []
        if value:
            people = value if isinstance(value, (list, tuple)) else [value]
            found = [person for name in people if (person := read_person(name)) is not None]
        self[variable] = found
        return found


class _Dates(dict[str, DateValue | None]):
    """Date variables, ``None`` where there are none."""

    __slots__ = ("_data",)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__()
        self._data = data

    def __missing__(self, variable: str) -> DateValue | None:
        value = self._data.get(variable)
        found = None if value is None else read_date(value)
        self[variable] = found
        return found


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
        texts: Standard and number variables as marked text, ``""`` where there are none.
        names: Name variables.
        dates: Date variables.
    """

    __slots__ = (
        "_abbreviations",
        "_data",
        "citation_number",
        "dates",
        "id",
        "language",
        "names",
        "texts",
        "type",
    )

    def __init__(self, data: Mapping[str, Any], abbreviations: Abbreviations | None = None) -> None:
        prepared = _with_note(data) if isinstance(data.get("note"), str) else data
        if not OLD_NAMES.keys().isdisjoint(prepared):
            prepared = {**prepared}
            for old, new in OLD_NAMES.items():
                if old in prepared and not prepared.get(new):
                    prepared[new] = prepared[old]
        self._data = prepared
        self._abbreviations = abbreviations or {}
        self.texts = _Texts(prepared)
        self.names = _Names(prepared)
        self.dates = _Dates(prepared)
        self.id = str(data.get("id", ""))
        self.type = str(prepared.get("type") or "")
        self.language = _string(prepared.get("language")).strip()
        self.citation_number = 0

    def of_no_type(self) -> Item:
        """Return the same item without its type."""
        item = copy(self)
        item.type = ""
        return item

    def short(self, variable: str) -> str:
        """Return the short form of a variable, or else the variable itself."""
        for category in (variable, _CATEGORIES.get(variable, variable)):
            full = _string(self._data.get(variable))
            if found := self._abbreviations.get(category, {}).get(full):
                return marked_text(found)
        short = _SHORT.get(variable)
        return (self.texts[short] if short else "") or self.texts[variable]

    def has(self, variable: str) -> bool:
        """Whether there is a variable, of whatever kind."""
        if variable in NAMES:
            return bool(self.names[variable])
        if variable in DATES:
            return self.dates[variable] is not None
        return bool(self.texts[variable])


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
    if isinstance(value, int) and abs(value) >= 10**18:
        return ""  # no number of anything, and too long for Python to print
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
                # What stands after running text is running text.
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
