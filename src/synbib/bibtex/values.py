"""Field values as written → their LaTeX: delimiters off, macros and ``#`` resolved.

Source: BibTeX's ``bibtex.web`` §§ 250-256: a value is one or more of ``{…}``, ``"…"``, a number or a macro's
name, joined by ``#``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

__all__ = ["MONTH_MACROS", "expand"]

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

_PLAIN: Final = re.compile(r'[^\s{}"#]+')


def expand(value: str, macros: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Return what ``value`` stands for, and the names in it that no macro has.

    A name that is not defined stands for itself, so that nothing is lost.
    """
    pieces: list[str] = []
    unknown: list[str] = []
    at = 0
    while at < len(value):
        char = value[at]
        if char in '{"':
            end = _end(value, at)
            pieces.append(value[at + 1 : end])
            at = end + 1
        elif word := _PLAIN.match(value, at):
            name = word[0]
            if name.isdigit():
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
    closing = "}" if value[at] == "{" else '"'
    depth = 0
    for i in range(at + 1, len(value)):
        if value[i] == closing and depth == 0:
            return i
        depth += (value[i] == "{") - (value[i] == "}")
    return len(value)
