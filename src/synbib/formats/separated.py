"""CSV and TSV (RFC 4180, and text/tab-separated-values with quotes as there): a table of works, a row each.

What separates the cells is told by the heading; Excel of many countries writes semicolons.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from synbib.formats.data import FormatError, Tell, as_text, untold
from synbib.formats.outgoing import Outgoing
from synbib.formats.tables import Table, chosen, is_heading, rows
from synbib.incoming import Incoming
from synbib.limits import LONGEST_RECORD_TEXT

__all__ = ["is_table", "read", "write", "write_tabs"]

_SEPARATORS: Final = ",\t;"


def is_table(start: bytes) -> bool:
    """Whether data, of which the first bytes are given, begins with the heading of a table of works."""
    line = start.lstrip(b"\r\n").partition(b"\n")[0].decode("utf-8", "replace")
    return _separator(line) is not None


def _separator(line: str) -> str | None:
    for separator in _SEPARATORS:
        if separator in line and is_heading(
            next(csv.reader([line.partition("\r")[0]], delimiter=separator), [])
        ):
            return separator
    return None


def read(data: bytes, name: str = "<data>", tell: Tell = untold) -> list[Incoming]:
    """Return the works of a table.

    Raises:
        FormatError: It has no heading that names the fields, or a row is broken.
    """
    text = as_text(data, name)
    blank = len(text) - len(text.lstrip("\n"))
    heading = text[blank:].partition("\n")[0]
    separator = _separator(heading)
    if separator is None:
        raise FormatError(
            f"{name}:{blank + 1}:1: not the heading of a table of works; name the columns in the first line: "
            "key, type, author, title, year …"
        )
    csv.field_size_limit(LONGEST_RECORD_TEXT)
    lines = csv.reader(io.StringIO(text[blank:], newline=""), delimiter=separator, strict=True)
    table: Table | None = None
    works: list[Incoming] = []
    begin = 1
    try:
        for cells in lines:
            line = begin + blank
            if table is None:
                table = Table(cells, name, tell, line)
                width = len(cells)
            elif len(cells) > width and any(cell.strip() for cell in cells[width:]):
                raise FormatError(
                    f"{name}:{line}:1: {len(cells)} cells, and the heading has {width}; put cells with the separator "
                    "in them into quotation marks"
                )
            elif (work := table.work(cells, line)) is not None:
                works.append(work)
            begin = lines.line_num + 1
    except csv.Error as error:
        raise FormatError(
            f"{name}:{begin + blank}:1: the row that begins here is not CSV: {error}; save the table again"
        ) from None
    return works


def write(works: Iterable[Outgoing], *, columns: Sequence[str] | None = None) -> Iterator[str]:
    """Yield a table with commas between the cells, a row each.

    Args:
        works: The entries.
        columns: See `synbib.formats.tables.chosen`.
    """
    return _written(works, columns, ",")


def write_tabs(works: Iterable[Outgoing], columns: Sequence[str] | None = None) -> Iterator[str]:
    """Yield the same with tabs between the cells."""
    return _written(works, columns, "\t")


def _written(
    works: Iterable[Outgoing], columns: Sequence[str] | None, separator: str
) -> Iterator[str]:
    names, works = chosen(works, columns)
    line = io.StringIO()
    writer = csv.writer(line, delimiter=separator, lineterminator="\n")
    for cells in rows(works, names):
        writer.writerow(cells)
        yield line.getvalue()
        line.seek(0)
        line.truncate()
