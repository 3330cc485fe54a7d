"""The syntaxes by their names and endings, and what is done with a document of any."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import PurePath
from typing import Final, Protocol, cast

from synbib.documents.citing import Citing
from synbib.documents.definitions import Command
from synbib.documents.markdown import as_bare_key
from synbib.errors import SynbibError

__all__ = ["ENDINGS", "HINT", "find_cited", "rename_cited", "syntax_of"]


class _Syntax(Protocol):
    def find(self, text: str) -> Citing: ...


class _WithCommands(Protocol):
    def find(self, text: str, commands: Mapping[str, Command]) -> Citing: ...


ENDINGS: Final[Mapping[str, str]] = {
    ".tex": "latex",
    ".ltx": "latex",
    ".rnw": "latex",
    ".aux": "aux",
    ".bcf": "bcf",
    ".md": "markdown",
    ".markdown": "markdown",
    ".qmd": "markdown",
    ".rmd": "markdown",
    ".ipynb": "notebook",
    ".rst": "rst",
    ".typ": "typst",
}
"""Ending of a file, in lower case → the syntax of what it holds."""

HINT: Final = "name a document that cites"
"""What to do where a document does not exist."""


# The syntaxes in which a key may need braces.
_PANDOC: Final = frozenset({"markdown", "notebook"})


def syntax_of(name: str) -> str:
    """Return the syntax of a file by its ending.

    Raises:
        SynbibError: No syntax has this ending.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in ENDINGS:
        known = ", ".join(ENDINGS)
        raise SynbibError(f"{name}: what it cites cannot be told; name a file that ends in {known}")
    return ENDINGS[ending]


def find_cited(text: str, syntax: str, commands: Mapping[str, Command] | None = None) -> Citing:
    """Return what a document cites, in time proportional to its length.

    Args:
        text: The document.
        syntax: What it is written in, one of the values of `ENDINGS`.
        commands: Name → what it takes, of the commands of LaTeX that its other files define.
    """
    module = import_module(f"synbib.documents.{syntax}")
    if commands:
        return cast(_WithCommands, module).find(text, commands)
    return cast(_Syntax, module).find(text)


def rename_cited(text: str, renamed: Mapping[str, str], syntax: str) -> str:
    """Return a document with other keys; all else of it stays.

    Args:
        text: The document.
        renamed: Old key → new key.
        syntax: See `find_cited`.
    """
    pieces: list[str] = []
    end = 0
    for cited in find_cited(text, syntax).keys:
        if cited.key in renamed:
            new = renamed[cited.key]
            if syntax in _PANDOC and text[cited.start - 1] == "@":
                new = as_bare_key(new)
            pieces += (text[end : cited.start], new)
            end = cited.end
    return "".join((*pieces, text[end:]))
