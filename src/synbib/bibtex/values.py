"""Field values as written → their LaTeX: delimiters off, macros and ``#`` resolved.

Source: BibTeX's ``bibtex.web`` §§ 250-262: a value is one or more of ``{…}``, ``"…"``, a number or a macro's
name, joined by ``#``; a macro has to be defined before it is used, and of two definitions the later counts from
there on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from synbib.bibtex.scan import BRACED, QUOTED

__all__ = ["MONTH_MACROS", "Macros", "expand", "macro_names"]

# The macros that every standard BibTeX style defines, and biblatex with them.
MONTH_MACROS: Final = {
    "jan": "January",
    "feb": "February",
    "mar": "March",
    "apr": "April",
    "may": "May",
    "jun": "June",
    "jul": "July",
    "aug": "August",
    "sep": "September",
    "oct": "October",
    "nov": "November",
    "dec": "December",
}

Place = tuple[int, int]  # the number of the file, and where in it

_PLAIN: Final = re.compile(r'[^\s{}"#]+')
_CLOSING: Final = {"{": "}", '"': '"'}


@dataclass(slots=True)
class Macros:
    """The ``@string`` definitions of one or more files, each with its place.

    Attributes:
        definitions: Name in lower case → places and values, in order.
    """

    definitions: dict[str, list[tuple[Place, str]]] = field(default_factory=dict)

    def define(self, name: str, place: Place, value: str) -> str | None:
        """Add a definition behind all others; return the value that it replaces."""
        known = self.definitions.setdefault(name.lower(), [])
        known.append((place, value))
        return known[-2][1] if len(known) > 1 else None

    def find(self, name: str, place: Place) -> tuple[str | None, bool]:
        """Return what ``name`` stands for at ``place``, and whether it is defined only behind it, as biber permits."""
        known = self.definitions.get(name.lower(), ())
        before = bisect_left(known, place, key=lambda definition: definition[0])
        if before:
            return known[before - 1][1], False
        if (month := MONTH_MACROS.get(name.lower())) is not None:
            return month, False
        return (known[0][1], True) if known else (None, False)

    def at(self, place: Place) -> Mapping[str, str]:
        """Return what all names stand for at ``place``."""
        names = self.definitions.keys() | MONTH_MACROS.keys()
        found = {name: self.find(name, place)[0] for name in names}
        return {name: value for name, value in found.items() if value is not None}

    def value(self, written: str, place: Place) -> str:
        """Return what the value ``written`` at ``place`` stands for; see `expand`."""
        if written and written[0] in _CLOSING and "#" not in written:
            # One piece, as nearly all are: the reader found where it ends.
            return written[1:-1]
        if written.isdecimal():
            return written
        names = {name.lower() for name in macro_names(written)}
        macros = {name: self.find(name, place)[0] for name in names}
        return expand(written, {n: v for n, v in macros.items() if v is not None})[0]


def macro_names(value: str) -> list[str]:
    """Return the names of macros in ``value``, as written."""
    return list(expand(value, {})[1])


def expand(value: str, macros: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Return what ``value`` stands for, and the names in it that no macro has.

    A name that is not defined stands for itself, so that nothing is lost.

    Args:
        value: As written.
        macros: Name in lower case → value.
    """
    pieces: list[str] = []
    unknown: list[str] = []
    at = 0
    while at < len(value):
        char = value[at]
        if char in _CLOSING:
            end = _end(value, at)
            pieces.append(value[at + 1 : end])
            at = end + 1
        elif word := _PLAIN.match(value, at):
            name = word[0]
            if name.isdecimal():
                pieces.append(name)
            else:
                if name.lower() not in macros:
                    unknown.append(name)
                pieces.append(macros.get(name.lower(), name))
            at = word.end()
        else:
            at += 1
    return "".join(pieces), tuple(unknown)


def _end(value: str, at: int) -> int:
    """Return where the piece that opens at ``at`` closes; a quote closes only outside braces."""
    if found := (BRACED if value[at] == "{" else QUOTED).match(value, at):
        return found.end() - 1
    closing = _CLOSING[value[at]]
    depth = 0
    for i in range(at + 1, len(value)):
        if value[i] == closing and depth == 0:
            return i
        depth += (value[i] == "{") - (value[i] == "}")
    return len(value)
