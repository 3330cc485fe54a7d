"""Citations in the Markdown cells of Jupyter notebooks, at their places in the file.

Source: the notebook format (nbformat 4), *Markdown cells*.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final, NamedTuple

from synbib import lazily
from synbib.documents import markdown
from synbib.documents.citing import CitedKey, Citing

__all__ = ["find"]

_TOKEN: Final = lazily.pattern(r'"((?:[^"\\]|\\.)*+)"|[\[\]{}:,]', re.DOTALL)
_CHARACTER: Final = lazily.pattern(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]",
    re.DOTALL,
)


class _Text(NamedTuple):
    """A string of the file.

    Attributes:
        path: The names and numbers that lead to it.
        start: Where it begins, after its quotation mark.
        end: Where it ends.
    """

    path: tuple[str | int, ...]
    start: int
    end: int


def find(text: str) -> Citing:
    """Return what a notebook cites; nothing if it is not JSON."""
    kinds: dict[str | int, str] = {}
    sources: dict[str | int, list[_Text]] = defaultdict(list)
    for found in _strings(text):
        match found.path:
            case ("cells", number, "cell_type"):
                kinds[number] = text[found.start : found.end]
            case ("cells", number, "source", *_):
                sources[number].append(found)
    keys: list[CitedKey] = []
    everything = False
    for number, pieces in sources.items():
        if kinds.get(number) == "markdown":
            citing = _in_cell(text, pieces)
            keys += citing.keys
            everything = everything or citing.everything
    return Citing(tuple(keys), everything)


def _in_cell(text: str, pieces: list[_Text]) -> Citing:
    shown: list[str] = []
    places: list[tuple[int, int]] = []
    for piece in pieces:
        for found in _CHARACTER.finditer(text, piece.start, piece.end):
            shown.append(_unescaped(found[0]))
            places.append(found.span())
    citing = markdown.find("".join(shown))
    keys = (CitedKey(key, places[start][0], places[end - 1][1]) for key, start, end in citing.keys)
    return Citing(tuple(keys), citing.everything)


def _unescaped(character: str) -> str:
    """Return the one character that an escape of JSON stands for."""
    if character[0] != "\\":
        return character
    try:
        return str(json.loads(f'"{character}"', strict=False))
    except ValueError:
        return "\ufffd"


def _strings(text: str) -> Iterator[_Text]:
    """Yield the strings of a JSON text that are values."""
    path: list[str | int] = []
    is_name = False
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign == "{":
            path.append("")
            is_name = True
        elif sign == "[":
            path.append(0)
        elif sign in "]}":
            if not path:
                return
            path.pop()
            is_name = False
        elif sign == ":":
            is_name = False
        elif sign == ",":
            if path and isinstance(path[-1], int):
                path[-1] += 1
            else:
                is_name = True
        elif is_name and path:
            path[-1] = token[1]
        else:
            yield _Text(tuple(path), *token.span(1))
