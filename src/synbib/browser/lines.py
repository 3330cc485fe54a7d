"""The one widget of all lists: lines with a cursor, of which only those in view are made and drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

__all__ = ["Lines", "Piece"]


class Piece(NamedTuple):
    """A stretch of a line: text that is shown as it is, whatever is in it, and the name of its look."""

    text: str
    look: str = ""


_LOOKS: Final = ("strong", "dim", "mark")


class Lines(ScrollView, can_focus=True):
    """Lines with a cursor. What they say, a subclass tells: `pieces`.

    Attributes:
        cursor: The number of the line that the cursor is on, from 0.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "lines--cursor",
        *(f"lines--{look}" for look in _LOOKS),
    }
    DEFAULT_CSS = """
    Lines {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        &:ansi {
            scrollbar-color: ansi_bright_black; scrollbar-color-hover: ansi_blue; scrollbar-color-active: ansi_blue;
            scrollbar-background: ansi_default; scrollbar-background-hover: ansi_default;
            scrollbar-background-active: ansi_default;
        }
        & > .lines--cursor { text-style: bold; }
        & > .lines--strong { text-style: bold; }
        & > .lines--dim { color: $text-muted; }
        & > .lines--mark { color: $warning; text-style: bold; }
        &:focus > .lines--cursor { text-style: reverse; }
        &:ansi > .lines--dim { color: ansi_default; text-style: dim; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup,ctrl+b", "move_pages(-1)", show=False),
        Binding("pagedown,ctrl+f", "move_pages(1)", show=False),
        Binding("home,g", "go_to(0)", show=False),
        Binding("end,G", "go_to(-1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    cursor: reactive[int] = reactive(0)

    class Moved(Message):
        """The cursor is on another line, or the line says something else."""

        def __init__(self, lines: Lines) -> None:
            super().__init__()
            self.lines = lines

        @property
        def control(self) -> Lines:
            """The widget, for selectors."""
            return self.lines

    class Chosen(Moved):
        """The line with the cursor was chosen."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.count = 0

    # --- what a subclass tells -------------------------------------------------------------------------

    def pieces(self, number: int, width: int) -> Sequence[Piece]:
        """Return what a line says, without controls.

        Args:
            number: Which, from 0.
            width: How many columns there are.
        """
        raise NotImplementedError

    @property
    def room(self) -> int:
        """How many columns a line has."""
        return self.scrollable_content_region.width

    # --- what others do with it ------------------------------------------------------------------------

    def show(self, count: int, cursor: int = 0) -> None:
        """Show other lines.

        Args:
            count: How many.
            cursor: The line that the cursor is on.
        """
        self.count = count
        self.virtual_size = Size(self.room, count)
        self.set_reactive(Lines.cursor, max(0, min(cursor, count - 1)))
        self._scroll_to_cursor()
        self.refresh()
        self.post_message(self.Moved(self))

    def action_move(self, steps: int) -> None:
        """Move the cursor by so many lines."""
        self.cursor = max(0, min(self.cursor + steps, self.count - 1))

    def action_move_pages(self, pages: int) -> None:
        """Move the cursor by so many screens."""
        self.action_move(pages * max(1, self.size.height - 1))

    def action_go_to(self, number: int) -> None:
        """Put the cursor on a line; -1 is the last."""
        self.cursor = max(0, self.count - 1 if number < 0 else min(number, self.count - 1))

    def action_choose(self) -> None:
        """Choose the line with the cursor."""
        if self.count:
            self.post_message(self.Chosen(self))

    # --- what textual calls ----------------------------------------------------------------------------

    def watch_cursor(self, before: int, now: int) -> None:
        """Draw the two lines anew, and bring the second into view."""
        for number in (before, now):
            self.refresh_line(number)
        self._scroll_to_cursor()
        self.post_message(self.Moved(self))

    def _scroll_to_cursor(self) -> None:
        self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False, force=True)

    def on_resize(self) -> None:
        """Keep the lines as wide as the widget, and the cursor in view."""
        self.virtual_size = Size(self.room, self.count)
        self.call_after_refresh(self._scroll_to_cursor)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; the second click chooses."""
        number = event.y + self.scroll_offset.y
        if 0 <= number < self.count:
            self.cursor = number
            if event.chain > 1:
                self.action_choose()

    def render_line(self, y: int) -> Strip:
        """Return a line of the widget."""
        width, number = self.room, y + self.scroll_offset.y
        plain = self.rich_style
        if number >= self.count:
            return Strip.blank(width, plain)
        at_cursor = number == self.cursor
        over = self.get_component_rich_style("lines--cursor") if at_cursor else Style.null()
        segments = [
            Segment(piece.text, self._look(piece.look, plain) + over)
            for piece in self.pieces(number, width)
        ]
        return Strip(segments).adjust_cell_length(width, plain + over)

    def _look(self, name: str, plain: Style) -> Style:
        return self.get_component_rich_style(f"lines--{name}") if name else plain
