"""The cells of Jupyter notebooks: their texts, where these stand in the file, and the file with other texts.

The file is searched, and not written from what JSON holds: all but the cells that change stays as it is, byte for byte.
Source: the notebook format (nbformat 4.5), *Cell types*, *Cell ids*.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any, Final, NamedTuple

from synbib import lazily
from synbib.documents.citing import CitedKey
from synbib.readme.blocks import LINE

__all__ = ["Cell", "in_file", "read_cells", "write_cells"]

_TOKEN: Final = lazily.pattern(r'"((?:[^"\\]|\\.)*+)"|[\[\]{}:,]', re.DOTALL)
_ESCAPE: Final = lazily.pattern(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.DOTALL
)
_LONE_SURROGATE: Final = lazily.pattern("[\ud800-\udfff]")
_BLANKS: Final = " \t\r\n"
_ID: Final = "references"


class Cell(NamedTuple):
    """A cell of a notebook.

    Attributes:
        kind: ``markdown``, ``code`` or ``raw``.
        source: Its text.
        spans: Where the strings that make up its text stand in the file, without their quotation marks.
        is_list: Whether these are a list.
        start: Where it begins in the file, in characters.
        end: Where it ends.
    """

    kind: str
    source: str
    spans: tuple[tuple[int, int], ...]
    is_list: bool
    start: int
    end: int


def read_cells(text: str) -> list[Cell]:
    """Return the cells of a notebook, as far as it is JSON.

    Args:
        text: The file.
    """
    kinds: dict[str | int, str] = {}
    sources: dict[str | int, list[_Value]] = defaultdict(list)
    cells: list[Cell] = []
    for found in _values(text):
        match found.path:
            case ("cells", number, "cell_type"):
                kinds[number] = text[found.start : found.end]
            case ("cells", number, "source", *_) if found.is_text:
                sources[number].append(found)
            case ("cells", int() as number):
                strings = sources[number]
                spans = tuple((each.start, each.end) for each in strings)
                source = "".join(_decoded(text[start:end]) for start, end in spans)
                is_list = any(len(each.path) > 3 for each in strings)
                cells.append(
                    Cell(kinds.get(number, ""), source, spans, is_list, found.start, found.end)
                )
    return cells


def in_file(text: str, cell: Cell, keys: Iterable[CitedKey]) -> list[CitedKey]:
    """Return keys of a cell with their places in the file.

    Args:
        text: The file.
        cell: The cell.
        keys: The keys, with their places in the cell's text.
    """
    wanted = list(keys)
    if not wanted:
        return []
    places: list[tuple[int, int]] = []
    for start, end in cell.spans:
        at = start
        for escape in _ESCAPE.finditer(text, start, end):
            places += ((i, i + 1) for i in range(at, escape.start()))
            places.append(escape.span())
            at = escape.end()
        places += ((i, i + 1) for i in range(at, end))
    return [CitedKey(key, places[start][0], places[end - 1][1]) for key, start, end in wanted]


def write_cells(
    text: str, cells: Sequence[Cell], sources: Mapping[int, str], more: str = ""
) -> str:
    """Return a notebook with other texts in some of its cells.

    Args:
        text: The file.
        cells: Its cells.
        sources: The number of a cell, from 0 → its new text.
        more: The text of a Markdown cell that is put after the last one; ``""`` for none.
    """
    only_ascii = text.isascii() and "\\u" in text
    pieces: list[str] = []
    end = 0
    for number, source in sorted(sources.items()):
        cell = cells[number]
        pieces += (text[end : cell.spans[0][0]], _written(text, cell, source, only_ascii))
        end = cell.spans[-1][1]
    if more:
        at = cells[-1].end if cells else _empty_list(text)
        pieces += (text[end:at], _further_cell(text, cells, more, only_ascii))
        end = at
    return "".join((*pieces, text[end:]))


def _written(text: str, cell: Cell, source: str, only_ascii: bool) -> str:
    """Return what stands between the first and the last quotation mark of a cell's text."""
    if not cell.is_list:
        return _encoded(source, only_ascii)
    as_before = {_decoded(text[start:end]): text[start:end] for start, end in cell.spans}
    lines = [as_before.get(line) or _encoded(line, only_ascii) for line in LINE.findall(source)]
    (first, first_end), *further = cell.spans
    if further:
        between = text[first_end : further[0][0]]
    else:
        between = f'",{_blanks_before(text, first - 1)}"'
    return between.join(lines)


def _further_cell(text: str, cells: Sequence[Cell], source: str, only_ascii: bool) -> str:
    """Return a Markdown cell as it stands after the others, laid out as the last of them."""
    notebook: dict[str, Any] = json.loads(text.removeprefix("\ufeff"), strict=False)
    cell: dict[str, object] = {"cell_type": "markdown"}
    if (notebook.get("nbformat", 4), notebook.get("nbformat_minor", 0)) >= (4, 5):
        taken = {str(each.get("id", "")) for each in notebook["cells"]}
        ids = (_ID if number == 1 else f"{_ID}-{number}" for number in count(1))
        cell["id"] = next(each for each in ids if each not in taken)
    cell |= {"metadata": {}, "source": LINE.findall(source)}
    before = _blanks_before(text, cells[-1].start) if cells else ""
    newline, indent = before[: len(before) - len(before.lstrip("\r\n"))], before.lstrip("\r\n")
    if not newline:
        separators = (",", ":") if '"cell_type":"' in text else (", ", ": ")
        written = json.dumps(cell, ensure_ascii=only_ascii, separators=separators)
        return f",{before}{written}" if cells else written
    first = text.index('"', cells[-1].start)
    unit = _blanks_before(text, first).lstrip("\r\n").removeprefix(indent)
    written = json.dumps(cell, ensure_ascii=only_ascii, indent=unit or " ")
    return f",{newline}{indent}" + written.replace("\n", f"{newline}{indent}")


def _empty_list(text: str) -> int:
    """Where the first cell goes in a notebook that has none."""
    cells = next(each for each in _values(text) if each.path == ("cells",))
    return cells.start + 1


def _blanks_before(text: str, at: int) -> str:
    start = at
    while start and text[start - 1] in _BLANKS:
        start -= 1
    return text[start:at]


# --- Strings of JSON (RFC 8259 §7) ------------------------------------------------------------------------------


def _decoded(string: str) -> str:
    return _ESCAPE.sub(_unescaped, string)


def _unescaped(escape: re.Match[str]) -> str:
    """Return the one character that an escape stands for."""
    try:
        return str(json.loads(f'"{escape[0]}"', strict=False))
    except ValueError:
        return "\ufffd"


def _encoded(text: str, only_ascii: bool) -> str:
    written = json.dumps(text, ensure_ascii=only_ascii)[1:-1]
    # One half of a pair alone is nothing that UTF-8 can hold.
    return _LONE_SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", written)


class _Value(NamedTuple):
    """A string, a list or an object of the file.

    Attributes:
        path: The names and numbers that lead to it.
        start: Where it begins: a string after its quotation mark, others with their brackets.
        end: Where it ends.
        is_text: Whether it is a string.
    """

    path: tuple[str | int, ...]
    start: int
    end: int
    is_text: bool


def _values(text: str) -> Iterator[_Value]:
    """Yield the values of a JSON text that are no numbers, each as it ends; names are none."""
    path: list[str | int] = []
    opened: list[int] = []
    is_name = False
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in ("{", "["):
            opened.append(token.start())
            path.append("" if sign == "{" else 0)
            is_name = sign == "{"
        elif sign in ("]", "}"):
            if not path:
                return
            path.pop()
            is_name = False
            yield _Value(tuple(path), opened.pop(), token.end(), is_text=False)
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
            yield _Value(tuple(path), *token.span(1), is_text=True)
