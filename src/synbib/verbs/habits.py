"""How a store writes what a source's record says: fields by BibTeX's names or biblatex's, venues by its macros."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final, NamedTuple

from synbib.bibtex import Document, StringDef, is_month_macro
from synbib.latex import decode
from synbib.model import find_venue
from synbib.text import strip
from synbib.text.folding import letters

__all__ = ["IN_MACROS", "Habits", "Value"]

# biblatex's name of a field → BibTeX's, which records have (biblatex manual §2.2.5).
_BIBTEX: Final = {
    "journaltitle": "journal",
    "location": "address",
    "eprinttype": "archiveprefix",
    "eprintclass": "primaryclass",
}
IN_MACROS: Final = frozenset({"booktitle", "journal", "journaltitle", "publisher", "series"})
"""The fields whose texts a macro may stand for."""


class Value(NamedTuple):
    """A value as it is put into a file.

    Attributes:
        content: Its content without delimiters, or the name of a macro.
        as_written: Whether it stands there without delimiters.
    """

    content: str
    as_written: bool = False


class Habits:
    """How a store writes.

    Args:
        document: The store.
    """

    def __init__(self, document: Document) -> None:
        counts = Counter(name.lower() for entry in document.entries for name, _ in entry.pairs)
        self._names = {
            bibtex: biblatex
            for biblatex, bibtex in _BIBTEX.items()
            if counts[biblatex] > counts[bibtex]
        }
        self._has_dates = counts["date"] > counts["year"]
        self._macros: dict[str, str] = {}
        self._venues: dict[object, str] = {}
        for block in document.blocks:
            for definition in block.fields if isinstance(block, StringDef) else ():
                text = strip(decode(definition.value[1:-1]))
                self._macros.setdefault(letters(text), definition.name)
                # One with a number is of one year.
                if (known := find_venue(text)) and not any(char.isdigit() for char in text):
                    self._venues.setdefault(known.venue, definition.name)

    def fitted(self, fields: Mapping[str, str]) -> dict[str, Value]:
        """Return fields as the store would have them, in the same order.

        Args:
            fields: Field → content, by BibTeX's names; a month is a macro.
        """
        found: dict[str, Value] = {}
        for name, content in fields.items():
            if self._has_dates and name in ("year", "month"):
                if name == "year":
                    found["date"] = Value(content)
                continue
            found[self._names.get(name, name)] = self._value(name, content)
        return found

    def _value(self, name: str, content: str) -> Value:
        if is_month_macro(name, content):
            return Value(content, as_written=True)
        macro = ""
        if name in IN_MACROS and (self._macros or self._venues):
            text = strip(decode(content))
            known = find_venue(text) if name != "publisher" else None
            macro = self._macros.get(letters(text), "") or (
                self._venues.get(known.venue, "") if known else ""
            )
        return Value(macro, as_written=True) if macro else Value(content)
