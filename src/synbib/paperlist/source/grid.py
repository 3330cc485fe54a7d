"""A table that is being read, cell by cell: cells that span rows or columns put in their places."""

from __future__ import annotations

from typing import Final

from synbib.paperlist.source.blocks import Row, Table
from synbib.paperlist.source.spans import BREAK, TextSpan

__all__ = ["WIDEST", "Cell", "Grid", "joined"]

Cell = tuple[TextSpan, ...]

# Columns; what stands further right joins the last. A table of papers has a dozen, and rows are filled up to the
# widest, which must not make a large thing out of a small file.
WIDEST: Final = 64


class Grid:
    """A table that is open."""

    __slots__ = (
        "_body",
        "_down",
        "_head",
        "_header",
        "_in_head",
        "_line",
        "_over",
        "_row",
        "_row_line",
        "_rows",
    )

    def __init__(self, line: int) -> None:
        self._line = line
        self._header: list[Cell] = []
        self._rows: list[tuple[list[Cell], int, int]] = []
        self._row: list[Cell] | None = None
        self._row_line = line
        self._head: list[bool] = []  # of each cell of the row whether it is a head
        self._over: list[TextSpan] = []  # what stands further right than the widest row goes
        self._down: dict[int, tuple[int, Cell]] = {}  # column → in how many more rows, what
        self._in_head = False
        self._body = False  # whether a row has come that is not a head

    def group(self, *, head: bool, line: int) -> None:
        """Begin a group of rows, ``line`` the last before it: no cell spans further down than its group."""
        self.end_row(line)
        self._in_head = head
        self._down.clear()

    def begin_row(self, line: int) -> None:
        """Begin a row if none is open."""
        if self._row is None:
            self._row = []
            self._row_line = line
            self._head = []

    def cell(self, cell: Cell, *, head: bool, columns: int, rows: int) -> None:
        """Add a cell to the row.

        Args:
            cell: What stands in it.
            head: Whether it is a head cell.
            columns: How many it spans. A head stands for each; of others the first has the text.
            rows: How many it spans; it stands in each.
        """
        row = self._row = self._row if self._row is not None else []
        self._head.append(head)
        self._carry(row)
        if len(row) >= WIDEST:
            self._over += [TextSpan(BREAK, line=self._row_line), *cell] if cell else []
            return
        for i in range(min(columns, WIDEST - len(row))):
            shown = cell if head or i == 0 else ()
            if rows > 1:
                self._down[len(row)] = (rows - 1, shown)
            row.append(shown)

    def end_row(self, line: int) -> None:
        """End the row, if one is open, with ``line``."""
        if self._row is None:
            return
        row, self._row = self._row, None
        if self._over:
            row[-1] = (*row[-1], *self._over)
            self._over = []
        reach = max(self._down, default=-1)
        self._carry(row)
        while len(row) <= reach:
            row.append(())
            self._carry(row)
        is_head = self._in_head or all(self._head)
        # A lone cell across the heads is the table's name and no head.
        if is_head and not self._body and (len(self._head) != 1 or len(row) == 1):
            width = max(len(self._header), len(row))
            pairs = zip(_padded(self._header, width), _padded(row, width), strict=True)
            self._header = [joined(above, cell) for above, cell in pairs]
            return
        if is_head and len(self._head) == 1:
            row = [() if n and cell is row[n - 1] else cell for n, cell in enumerate(row)]
        self._body = self._body or not is_head
        if any(row):
            self._rows.append((row, self._row_line, max(line, self._row_line) + 1))

    def table(self, line: int) -> Table | None:
        """Return the table, which ends with ``line``; None if nothing stands in it."""
        self.end_row(line)
        if not self._header and not self._rows:
            return None
        width = max(len(self._header), max((len(row) for row, _, _ in self._rows), default=0))
        rows = tuple(Row(tuple(_padded(row, width)), at, end) for row, at, end in self._rows)
        header = tuple(_padded(self._header, width)) if self._header else ()
        return Table(header, rows, self._line, line + 1)

    def _carry(self, row: list[Cell]) -> None:
        """Add the cells of the rows above that span down to where the row has come."""
        while len(row) in self._down:
            left, cell = self._down.pop(len(row))
            if left > 1:
                self._down[len(row)] = (left - 1, cell)
            row.append(cell)


def joined(first: Cell, second: Cell) -> Cell:
    """Return two cells as one; what is the same in both once."""
    if not (first and second) or first == second:
        return first or second
    return (*first, TextSpan(BREAK, line=first[-1].line), *second)


def _padded(row: list[Cell], width: int) -> list[Cell]:
    return row + [()] * (width - len(row))
