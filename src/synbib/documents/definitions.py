r"""The arguments of LaTeX's commands, and the commands that a document defines.

Sources: the LaTeX reference manual §12 (``\newcommand`` and its like); the manual of xparse §3
(``\NewDocumentCommand``); The TeXbook, chapter 20 (``\def``, ``\let``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Final, NamedTuple

from synbib import lazily

__all__ = [
    "BLANKS",
    "DEFINING",
    "Command",
    "Defining",
    "Definition",
    "braced",
    "past_blanks",
    "past_options",
    "read_definition",
]

# Blanks, line ends and comments before an argument or a key.
BLANKS: Final = lazily.pattern(r"(?:\s++|%[^\n]*(?:\n|\Z))++")
_BRACKETS: Final = lazily.pattern(r"[]{})>]")
_LONGEST_ARGUMENT: Final = 10_000
_OPENING: Final = {"[": "]", "(": ")", "<": ">"}
_STAR: Final = "*"
_MANDATORY: Final = "{"


# biblatex §4.3.1: what makes another command of a kind.
_LIKE: Final = {"DeclareCiteCommand": "cite", "DeclareMultiCiteCommand": "cites"}


class Defining(Enum):
    """How a command defines another."""

    LATEX = "latex"
    XPARSE = "xparse"
    TEX = "tex"
    LET = "let"
    LIKE = "like"


DEFINING: Final[Mapping[str, Defining]] = {
    **dict.fromkeys(
        (
            *("newcommand", "renewcommand", "providecommand", "DeclareRobustCommand"),
            *("newrobustcmd", "renewrobustcmd", "providerobustcmd"),
        ),
        Defining.LATEX,
    ),
    **{
        f"{verb}{expandable}DocumentCommand": Defining.XPARSE
        for verb in ("New", "Renew", "Provide", "Declare")
        for expandable in ("", "Expandable")
    },
    **dict.fromkeys(("def", "gdef", "edef", "xdef"), Defining.TEX),
    "let": Defining.LET,
    **dict.fromkeys(_LIKE, Defining.LIKE),
}
"""Command → how it defines."""

_NAME: Final = lazily.pattern(r"\s*+(?:\{\s*+\\([A-Za-z@]++)\s*+\}|\\([A-Za-z@]++))")
_COUNT: Final = lazily.pattern(r"\s*+\[\s*+([1-9])\s*+\](\s*+\[)?")
_PARAMETERS: Final = lazily.pattern(r"\s*+((?:#[1-9])*+)\s*+(?=\{)")
_OTHER: Final = lazily.pattern(r"\s*+=?\s*+\\([A-Za-z@]++)")
# An argument in the way that xparse has it: `m`, `o`, `O{default}`, `s`, `d()`, `D<>{default}`.
_SPECIFIED: Final = lazily.pattern(
    r"""
    (?: [+!\s] | > \{ [^{}]* \} )*+
    (?: (?P<kind> [mso] | v ) | O \{ [^{}]* \} | [dr] (?P<open> . ) . | [DR] (?P<open_default> . ) . \{ [^{}]* \} )
    """,
    re.VERBOSE,
)
_KINDS: Final = {"m": _MANDATORY, "v": _MANDATORY, "s": _STAR, "o": "["}


class Definition(NamedTuple):
    """A definition in a document.

    Attributes:
        name: The command that is defined.
        kinds: How each of its arguments begins: ``{``, or where it may be left out ``[``, ``(``, ``<`` or ``*``.
        body: What it stands for.
        start: Where that begins in the text.
        other: The command that it is another name for, if it is defined so.
    """

    name: str
    kinds: tuple[str, ...]
    body: str
    start: int
    other: str = ""


class Command(NamedTuple):
    """A command of a document's own that cites.

    Attributes:
        kinds: How its arguments begin, see `Definition`.
        cites: Which of them, counted from 0, are lists of keys.
        other: The command of a package whose arguments it takes, where it is another name for it.
    """

    kinds: tuple[str, ...] = ()
    cites: frozenset[int] = frozenset()
    other: str = ""

    def cited(self, text: str, at: int) -> Iterator[tuple[int, int]]:
        """Yield where the lists of keys begin and end; the command's name, and a star after it, ends at ``at``."""
        for number, kind in enumerate(self.kinds):
            if kind == _STAR:
                continue
            start = past_blanks(text, at)
            if text[start : start + 1] != kind:
                if kind == _MANDATORY:
                    return
                continue
            end = closing(text, start + 1, _OPENING.get(kind, "}"))
            if end < 0:
                return
            if number in self.cites:
                yield start + 1, end
            at = end + 1


def read_definition(text: str, at: int, command: str) -> Definition | None:
    """Return the definition that a command of `DEFINING` makes whose name ends at ``at``; None if it cannot be read."""
    how = DEFINING[command]
    named = _NAME.match(text, at)
    if named is None:
        return None
    name, at = named[1] or named[2], named.end()
    if how is Defining.LIKE:
        return Definition(name, (), "", at, _LIKE[command])
    if how is Defining.LET:
        other = _OTHER.match(text, at)
        return other and Definition(name, (), "", other.end(), other[1])
    if how is Defining.XPARSE:
        specified = braced(text, at)
        if specified is None:
            return None
        kinds = _specified(text[specified[0] : specified[1]])
        at = specified[1] + 1
    elif how is Defining.TEX:
        parameters = _PARAMETERS.match(text, at)
        if parameters is None:
            return None
        kinds = (_MANDATORY,) * (len(parameters[1]) // 2)
        at = parameters.end()
    else:
        count = _COUNT.match(text, at)
        kinds = (_MANDATORY,) * int(count[1]) if count else ()
        if count and count[2]:
            kinds = ("[", *kinds[1:])
        at = past_options(text, at)
    body = braced(text, at)
    return body and Definition(name, kinds, text[body[0] : body[1]], body[0])


def _specified(specification: str) -> tuple[str, ...]:
    """Return how arguments begin that xparse has specified."""
    return tuple(
        _KINDS[found["kind"]] if found["kind"] else found["open"] or found["open_default"] or "["
        for found in _SPECIFIED.finditer(specification)
    )


def past_options(text: str, at: int, *, parentheses: bool = False) -> int:
    """Where the arguments in brackets end that begin here: none, one or several."""
    while True:
        start = past_blanks(text, at)
        opening = text[start : start + 1]
        if opening not in _OPENING or (opening == "(" and not parentheses):
            return at
        end = closing(text, start + 1, _OPENING[opening])
        if end < 0:
            return at
        at = end + 1


def braced(text: str, at: int) -> tuple[int, int] | None:
    """Where the inside of the braces is that begin here."""
    start = past_blanks(text, at)
    if text[start : start + 1] != "{":
        return None
    end = closing(text, start + 1, "}")
    return None if end < 0 else (start + 1, end)


def closing(text: str, at: int, bracket: str) -> int:
    """Where a bracket closes, outside of braces; -1 if it does not, or too far away."""
    depth = 0
    for found in _BRACKETS.finditer(text, at, at + _LONGEST_ARGUMENT):
        char, i = found[0], found.start()
        if char == bracket and depth == 0 and text[i - 1] != "\\":
            return i
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return -1
    return -1


def past_blanks(text: str, at: int, end: int | None = None) -> int:
    """Where the blanks, line ends and comments end that begin here."""
    found = BLANKS.match(text, at, len(text) if end is None else end)
    return found.end() if found else at
