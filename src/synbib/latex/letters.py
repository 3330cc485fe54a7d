r"""Letters that are written by control sequences: ``Mu\~noz``, ``\L ukasz``, ``\c{C}etin``.

What takes a text apart by its blanks, commas or capitals, as names are, has to know that these are letters: the tie in
``\~n`` is an accent, a comma after a backslash is a thin space (``D.\,E.``), and TeX takes the blanks after the name of
a macro away (TeXbook, chapter 8). In braces nothing is taken apart, so that what stands there stays as it is.
"""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily
from synbib.latex.decode import decode
from synbib.latex.macros import ACCENTS, IGNORED, SEVERAL, SYMBOLS

__all__ = ["compose"]

_SEQUENCE: Final = lazily.pattern(
    r"(?P<brace>[{}])|\\(?:(?P<name>[A-Za-z]+)[ \t\r\n]*|(?P<symbol>.))", re.DOTALL
)
_BRACE: Final = lazily.pattern(r"\\.|[{}]", re.DOTALL)
_BLANKS: Final = lazily.pattern(r"[ \t\r\n]*")
# Characters that mean something to BibTeX or TeX: what stands for one of them has to stay a control sequence.
_MEANT: Final = frozenset("\\{}$&%#_~^,=")
# Accents over accents are not deeper than this.
_DEEPEST: Final = 8


def compose(latex: str) -> str:
    """Return ``latex`` with the control sequences outside braces that stand for letters or blanks replaced by these.

    Args:
        latex: LaTeX, as it stands in a field.
    """
    if "\\" not in latex:
        return latex
    out: list[str] = []
    depth = done = at = 0
    while found := _SEQUENCE.search(latex, at):
        at = found.end()
        if found["brace"]:
            depth = max(0, depth + (1 if found["brace"] == "{" else -1))
        elif depth == 0 and (read := _read(latex, found)):
            text, at = read
            out += (latex[done : found.start()], text)
            done = at
    return "".join((*out, latex[done:]))


def _read(latex: str, found: re.Match[str]) -> tuple[str, int] | None:
    """Return what a control sequence stands for and where it ends, None if that is neither letter nor blank."""
    name = found["name"] or found["symbol"]
    if name in ACCENTS:
        end = _after_argument(latex, found.end())
        text = decode(latex[found.start() : end]) if end > found.end() else ""
        return (text, end) if text and _MEANT.isdisjoint(text) else None
    if (symbol := SYMBOLS.get(name)) is not None:
        if symbol.isspace():
            return " ", found.end()
        empty = latex.startswith("{}", found.end())
        return (symbol, found.end() + 2 * empty) if _MEANT.isdisjoint(symbol) else None
    if name in IGNORED:
        return "", found.end()
    count, template = SEVERAL.get(name, (0, " "))
    if template:
        return None
    end = found.end()
    for _ in range(count):
        end = _after_argument(latex, end)
    return "", end


def _after_argument(latex: str, at: int, deep: int = 0) -> int:
    """Return where the argument that begins at ``at`` ends: a group, a control sequence, or a character."""
    at = _blanks(latex, at)
    if latex.startswith("{", at):
        return _after_group(latex, at)
    found = _SEQUENCE.match(latex, at)
    if found is None:
        return min(at + 1, len(latex))
    if found["brace"]:
        return at
    name = found["name"] or found["symbol"]
    if name in ACCENTS and deep < _DEEPEST:
        return _after_argument(latex, found.end(), deep + 1)
    # Of `\'\ias`, where nothing ends the macro's name, the blank after it is one.
    if name not in SYMBOLS:
        return found.end("name") if found["name"] else found.end()
    return found.end() + 2 * latex.startswith("{}", found.end())


def _blanks(latex: str, at: int) -> int:
    found = _BLANKS.match(latex, at)
    return found.end() if found else at


def _after_group(latex: str, at: int) -> int:
    depth = 0
    for brace in _BRACE.finditer(latex, at):
        depth += (brace[0] == "{") - (brace[0] == "}")
        if depth == 0 and brace[0] == "}":
            return brace.end()
    return len(latex)
