"""Arguments of public calls, looked at before anything is done: an error names what was taken for what."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from synbib import lazily
from synbib.errors import ArgumentError, shortened

__all__ = ["expect", "expect_several", "expect_text"]

_SHOWN: Final = 60
_WANTED: Final[Mapping[type, str]] = {bytes: "bytes are", str: "a string is"}
# A text of one word with one of our endings is the name of a file. One that begins at the root or above the folder may
# be what a file holds: git writes a symbolic link so where the system has none.
_FILE_NAME: Final = lazily.pattern(
    r"\A (?! [/\\.~] | [A-Z]: ) [^\s@{}<>]+ \. (?: bib | html? | markdown | md | rst ) \Z",
    re.IGNORECASE | re.VERBOSE,
)


def expect(value: object, name: str, kind: type, hint: str, *more: type) -> None:
    """Make sure that an argument is of a kind.

    Args:
        value: The argument.
        name: The parameter.
        kind: The class that it has to be of.
        hint: What to do.
        more: What it may be besides.

    Raises:
        ArgumentError: It is something else.
    """
    if not isinstance(value, (kind, *more)):
        wanted = _WANTED.get(kind, f"{_with_article(kind)} is")
        raise ArgumentError(f"{name}: {_called(value)} where {wanted} wanted; {hint}")


def expect_several(
    value: object, name: str, kind: type, what: str, *more: type, hint: str = ""
) -> list[Any]:
    """Return what is in an argument that holds several.

    Args:
        value: The argument.
        name: The parameter.
        kind: The class of each.
        what: What they are called together.
        more: What each may be besides.
        hint: What to do where each is something else.

    Raises:
        ArgumentError: It is one by itself, or holds something else.
    """
    one = isinstance(value, (kind, *more, str, bytes, os.PathLike))
    if one or not isinstance(value, Iterable):
        shown = f": [{shortened(repr(value), _SHOWN)}]" if isinstance(value, str) else ""
        raise ArgumentError(
            f"{name}: {_called(value)} where several {what} are wanted; put it in a list{shown}"
        )
    several = list(value)
    for each in several:
        if not isinstance(each, (kind, *more)):
            told = f"; {hint}" if hint else ""
            raise ArgumentError(f"{name}: {_called(each)} where {what} are wanted{told}")
    return several


def expect_text(value: object, name: str, instead: str) -> None:
    """Make sure that an argument is a text, and not the file that has it.

    Args:
        value: The argument.
        name: The parameter.
        instead: What to do with a file.

    Raises:
        ArgumentError: It is something else, or the name of a file.
    """
    if not isinstance(value, str) or _FILE_NAME.match(value):
        shown = repr(value) if isinstance(value, str) else _called(value)
        raise ArgumentError(f"{name}: {shown} where the text itself is wanted; {instead}")


def _called(value: object) -> str:
    """Return what a value is called in a message."""
    match value:
        case None:
            return "None"
        case str():
            return f"the string {shortened(repr(value), _SHOWN)}"
        case os.PathLike():
            return f"the path {shortened(repr(os.fspath(value)), _SHOWN)}"
        case Mapping() if type(value).__module__ == "builtins":
            return "a dictionary"
        case type():
            return f"the class {value.__name__}"
    return _with_article(type(value))


def _with_article(kind: type) -> str:
    return f"{'an' if kind.__name__[0] in 'AEIOUaeiou' else 'a'} {kind.__name__}"
