"""Blocks out of tags and text as they come: the way from any markup into headings, items and tables.

It takes tags as browsers do: what is not closed ends where something begins that cannot stand in it, and an end tag
without a start does no harm. What is open stands on a stack, so that no nesting is too deep for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from synbib.paperlist.source.blocks import FOLD, Block, Heading, Item
from synbib.paperlist.source.frames import Open, OpenCell, OpenHeading, OpenItem, OpenList
from synbib.paperlist.source.grid import Grid
from synbib.paperlist.source.runs import BLOCKS, NONE, Runs
from synbib.paperlist.source.spans import TextSpan, plain

__all__ = ["Builder"]

# Lists and tables within each other; what is deeper becomes a sibling, so that a tree of items can be walked.
_DEEPEST: Final = 32


class Builder:
    """Takes tags and text, and has the blocks in the end."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._held: list[Block] = []  # what stands inside a block and follows it
        self._stack: list[Open] = []
        self._line = 1  # the last that anything was seen on
        self._folds: list[bool] = []  # each open <details>: whether a summary headed it
        self._too_deep = {"list": 0, "table": 0}
        self._muted = False  # inside code that stands alone

    def start(self, tag: str, line: int, attributes: Mapping[str, str] = NONE) -> None:
        """Open a tag.

        Args:
            tag: Its name in HTML, lower case.
            line: The line that it stands on.
            attributes: Those with a value.
        """
        if tag in _STARTS:
            _STARTS[tag](self, tag, line, attributes)
        elif tag in BLOCKS:
            self._boundary()
        elif not self._muted:
            self._runs(line).start(tag, line, attributes)
        # Only now: what ended because this begins, ended above.
        self._line = max(self._line, line)

    def end(self, tag: str, line: int) -> None:
        """Close a tag, if it is open.

        Args:
            tag: Its name in HTML, lower case.
            line: The last line of what it closes.
        """
        self._line = max(self._line, line)
        if tag in _ENDS:
            _ENDS[tag](self, tag)
        elif tag in BLOCKS:
            self._boundary()
        elif self._stack and not self._muted:
            self._runs(line).end(tag, line)

    def text(self, text: str, line: int) -> None:
        """Add text, entities resolved."""
        shown = text.strip()
        if self._muted or not (shown or isinstance(self._top, OpenItem | OpenHeading | OpenCell)):
            return
        if shown and "\n" in text:
            line += text.count("\n", 0, text.index(shown[0]))
        self._runs(line).text(text, line)
        if shown:
            self._line = max(self._line, line + shown.count("\n"))

    def soft_break(self, line: int) -> None:
        """End the line where the source ends one."""
        self._runs(line).soft_break(line)

    def add(self, block: Block) -> None:
        """Add a block that is ready; it follows the item or table that it stands in."""
        self._boundary()
        (self._held if self._is_inside() else self._blocks).append(block)

    def settle(self, *, alone: bool = False) -> None:
        """Close what only a slip of the author's can have left open where a block of Markdown begins.

        Args:
            alone: Whether that block stands in no other, as a heading does: not in an HTML table either.
        """
        self._muted = False
        heading = self._top if isinstance(self._top, OpenHeading) else None
        if heading and heading.runs.is_empty:
            return
        while self._stack and (heading or alone):
            self._pop()

    def finish(self) -> tuple[Block, ...]:
        """Close whatever is open and return the blocks."""
        while self._stack:
            self._pop()
        return tuple(self._blocks)

    # --- what is open -----------------------------------------------------------------------------

    @property
    def _top(self) -> Open | None:
        return self._stack[-1] if self._stack else None

    def _runs(self, line: int) -> Runs:
        """Return where text goes; where nothing takes any, a paragraph begins."""
        top = self._top
        if top is None or isinstance(top, OpenList | Grid):
            top = OpenItem(line, bullet=False)
            self._stack.append(top)
        return top.runs

    def _boundary(self) -> None:
        """End the line; a paragraph ends with it."""
        top = self._top
        if isinstance(top, OpenItem) and not top.bullet:
            self._pop()
        elif isinstance(top, OpenItem | OpenHeading | OpenCell):
            top.runs.boundary()

    def _is_inside(self) -> bool:
        """Return whether an item or a table is open."""
        return any(
            isinstance(frame, Grid) or (isinstance(frame, OpenItem) and frame.bullet)
            for frame in self._stack
        )

    def _pop(self) -> None:
        """Close what was opened last."""
        match self._stack.pop():
            case OpenItem() as frame:
                self._pop_item(frame)
            case OpenHeading(line, level, runs):
                self._pop_heading(level, runs.spans(), line)
            case OpenCell(head, columns, rows, runs):
                if isinstance(grid := self._top, Grid):
                    grid.cell(runs.spans(), head=head, columns=columns, rows=rows)
            case Grid() as grid:
                if table := grid.table(self._line):
                    self.add(table)
        if self._held and not self._is_inside():
            self._blocks += self._held
            self._held.clear()

    def _pop_heading(self, level: int, spans: tuple[TextSpan, ...], line: int) -> None:
        if text := plain(spans):
            self._blocks.append(Heading(level, text, line, spans))
            if level == FOLD and self._folds:
                self._folds[-1] = True

    def _pop_item(self, frame: OpenItem) -> None:
        item = Item(
            frame.runs.spans(), frame.line, self._line + 1, tuple(frame.children), frame.bullet
        )
        if not item.spans and not item.children:
            return
        for outer in reversed(self._stack):
            if isinstance(outer, Grid):
                break
            if isinstance(outer, OpenItem):
                outer.children.append(item)
                return
        self.add(item)

    def _close(self, kind: type[Open], *barriers: type[Open]) -> None:
        """Close the innermost of a kind with all that is in it, unless a barrier stands before it."""
        for i in range(len(self._stack) - 1, -1, -1):
            if isinstance(self._stack[i], kind):
                while len(self._stack) > i:
                    self._pop()
                return
            if isinstance(self._stack[i], barriers):
                return

    def _leave_heading(self) -> None:
        if isinstance(self._top, OpenHeading):
            self._pop()

    def _nest(self, kind: str) -> bool:
        """Return whether a list or table may open here; if not, count it, for its end tag."""
        if len(self._stack) < 2 * _DEEPEST:
            return True
        self._too_deep[kind] += 1
        return False

    def _unnest(self, kind: str) -> bool:
        """Return whether an end tag closes a list or table that did open."""
        if not self._too_deep[kind]:
            return True
        self._too_deep[kind] -= 1
        return False

    # --- lists ------------------------------------------------------------------------------------

    def _start_list(self, tag: str, line: int, attributes: Mapping[str, str]) -> None:
        self._leave_heading()
        self._boundary()
        if not isinstance(self._top, OpenCell) and self._nest("list"):
            self._stack.append(OpenList())

    def _end_list(self, tag: str) -> None:
        self._boundary()
        if not isinstance(self._top, OpenCell) and self._unnest("list"):
            self._close(OpenList, OpenCell, Grid)

    def _start_item(self, tag: str, line: int, attributes: Mapping[str, str]) -> None:
        self._leave_heading()
        self._boundary()
        if isinstance(self._top, OpenCell):
            return
        self._close(OpenItem, OpenList, Grid)
        self._stack.append(OpenItem(line, bullet=True))

    def _end_item(self, tag: str) -> None:
        self._boundary()
        if not isinstance(self._top, OpenCell):
            self._close(OpenItem, OpenList, Grid)

    # --- tables -----------------------------------------------------------------------------------

    def _start_table(self, tag: str, line: int, attributes: Mapping[str, str]) -> None:
        self._leave_heading()
        self._boundary()
        if self._nest("table"):
            self._stack.append(Grid(line))

    def _end_table(self, tag: str) -> None:
        self._boundary()
        if self._unnest("table"):
            self._close(Grid)

    def _grid(self) -> Grid | None:
        """Close the cell that is open and return its table."""
        self._boundary()
        if any(isinstance(frame, Grid) for frame in self._stack):
            while not isinstance(grid := self._stack[-1], Grid):
                self._pop()
            return grid
        return None

    def _start_rows(self, tag: str, line: int, attributes: Mapping[str, str]) -> None:
        if grid := self._grid():
            grid.group(head=tag == "thead", line=self._line)

    def _end_rows(self, tag: str) -> None:
        if grid := self._grid():
            grid.group(head=False, line=self._line)

    def _start_row(self, tag: str, line: int, attributes: Mapping[str, str]) -> None:
        if grid := self._grid():
            grid.end_row(self._line)
            grid.begin_row(line)

    def _end_row(self, tag: str) -> None:
        if grid := self._grid():
            grid.end_row(self._line)

    def _start_cell(self, tag: str, line: int, attributes: Mapping[str, str]) -> None:
        if grid := self._grid():
            grid.begin_row(line)
            columns, rows = (_number(attributes.get(name)) for name in ("colspan", "rowspan"))
            self._stack.append(OpenCell(tag == "th", columns, rows))

    def _end_cell(self, tag: str) -> None:
        self._boundary()
        self._close(OpenCell, Grid)

    # --- headings, paragraphs, folds --------------------------------------------------------------

    def _start_heading(self, tag: str, line: int, attributes: Mapping[str, str]) -> None:
        summary = isinstance(self._top, OpenHeading) and self._top.level == FOLD
        if not summary:
            self._leave_heading()
        self._boundary()
        if isinstance(self._top, OpenList):
            self._pop()
        if not self._stack:
            self._stack.append(OpenHeading(line, FOLD if tag == "summary" else int(tag[1])))

    def _end_heading(self, tag: str) -> None:
        top = self._top
        if isinstance(top, OpenHeading) and (top.level == FOLD) == (tag == "summary"):
            self._pop()
        else:
            self._boundary()

    def _start_paragraph(self, tag: str, line: int, attributes: Mapping[str, str]) -> None:
        self._boundary()
        self._runs(line)

    def _start_fold(self, tag: str, line: int, attributes: Mapping[str, str]) -> None:
        self._leave_heading()
        self._boundary()
        if not self._stack:
            self._folds.append(False)

    def _end_fold(self, tag: str) -> None:
        self._leave_heading()
        self._boundary()
        if not self._stack and self._folds and self._folds.pop():
            self._blocks.append(Heading(FOLD, "", self._line))

    def _start_code(self, tag: str, line: int, attributes: Mapping[str, str]) -> None:
        self._boundary()
        if isinstance(self._top, OpenItem | OpenHeading | OpenCell):
            self._top.runs.start(tag, line)
        else:
            self._muted = True

    def _end_code(self, tag: str) -> None:
        self._muted = False
        if isinstance(self._top, OpenItem | OpenHeading | OpenCell):
            self._top.runs.end(tag, self._line)


def _number(value: str | None) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 6 else 1


_Start = Callable[[Builder, str, int, Mapping[str, str]], None]
_End = Callable[[Builder, str], None]
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6", "summary")
_LISTS: Final = ("ul", "ol", "menu", "dir")

_STARTS: Final[Mapping[str, _Start]] = {
    **dict.fromkeys(_LISTS, Builder._start_list),
    **dict.fromkeys(_HEADINGS, Builder._start_heading),
    **dict.fromkeys(("thead", "tbody", "tfoot"), Builder._start_rows),
    **dict.fromkeys(("td", "th"), Builder._start_cell),
    "li": Builder._start_item,
    "table": Builder._start_table,
    "tr": Builder._start_row,
    "p": Builder._start_paragraph,
    "details": Builder._start_fold,
    "pre": Builder._start_code,
}
_ENDS: Final[Mapping[str, _End]] = {
    **dict.fromkeys(_LISTS, Builder._end_list),
    **dict.fromkeys(_HEADINGS, Builder._end_heading),
    **dict.fromkeys(("thead", "tbody", "tfoot"), Builder._end_rows),
    **dict.fromkeys(("td", "th"), Builder._end_cell),
    "li": Builder._end_item,
    "table": Builder._end_table,
    "tr": Builder._end_row,
    "details": Builder._end_fold,
    "pre": Builder._end_code,
}
