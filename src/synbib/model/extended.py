"""biblatex's extended name format: ``family=Cruz, given={María José}, prefix=de la, useprefix=true``.

Source: biblatex manual §3.4 "Name parts: extended format", and biber's reading of it: parts in any order, separated
by commas outside braces and quotation marks, which may stand around a part or around its value.
"""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily

__all__ = ["extended_parts"]

_PARTS: Final = frozenset({"family", "given", "prefix", "suffix"})
_OPTIONS: Final = frozenset(
    {
        "useprefix",
        "id",
        "hash",
        "nametemplates",
        "sortingnamekeytemplatename",
        "uniquenametemplatename",
    }
)
_NAMED: Final = lazily.pattern(r'\s*"?\s*([A-Za-z]+)(-i)?\s*=(.*)', re.DOTALL)
_OPENER: Final = lazily.pattern(r'[{}",]')


def extended_parts(text: str) -> dict[str, str] | None:
    """Return the named parts and options of a name, None if it is not a name of that format.

    Initials that are given (``given-i=J``) are read over: CSL makes its own.
    """
    parts: dict[str, str] = {}
    for piece in _pieces(text):
        named = _NAMED.fullmatch(piece)
        if named is None:
            return None
        name = named[1].casefold()
        if name not in _PARTS and name not in _OPTIONS:
            return None
        if not named[2]:
            parts[name] = _value(named[3], quoted='"' in piece[: named.start(1)])
    return parts if _PARTS & parts.keys() else None


def _value(text: str, quoted: bool) -> str:
    text = text.strip()
    if quoted:
        text = text.removesuffix('"')
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1]
    if text.startswith("{") and not text.startswith("{\\") and _is_one_group(text):
        text = text[1:-1]
    return text.strip()


def _is_one_group(text: str) -> bool:
    depth = 0
    for i, char in enumerate(text):
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return i == len(text) - 1
    return False


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    depth = start = 0
    quoted = False
    for found in _OPENER.finditer(text):
        char = found[0]
        if char == '"' and depth == 0:
            # The quotation mark of an umlaut, `\"o`, quotes nothing.
            quoted ^= text[found.start() - 1 : found.start()] != "\\"
        elif char == "," and depth == 0 and not quoted:
            pieces.append(text[start : found.start()])
            start = found.end()
        else:
            depth += (char == "{") - (char == "}")
    pieces.append(text[start:])
    return [piece for piece in pieces if piece.strip()]
