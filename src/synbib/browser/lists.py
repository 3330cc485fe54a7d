"""The lists of the browser: entries with the heads of their columns, groups, and what a menu offers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from synbib.browser.branches import Branch
from synbib.browser.lines import Lines, Piece
from synbib.browser.listing import Listing
from synbib.browser.rows import COLUMNS, GAP, Row, cells, widths
from synbib.text.columns import columns, fitted
from synbib.text.controls import visible

__all__ = ["Entries", "Groups", "Heads", "Offers"]

_HEADS: Final = ("Year", "Authors", "Title", "Venue")
_MARGIN: Final = 2  # columns: the cursor, and the mark
_SCROLLBAR: Final = 1


class Entries(Lines):
    """The entries that show.

    Attributes:
        listing: Which those are.
        marked: The keys of entries that are marked, in order.
    """

    # One looks at it while one types, too.
    DEFAULT_CSS = """
    Entries > .lines--cursor { text-style: reverse; }
    """

    def __init__(self, listing: Listing) -> None:
        super().__init__(id="entries")
        self.listing = listing
        self.marked: dict[str, None] = {}

    @property
    def key(self) -> str | None:
        """The key of the entry that the cursor is on, if there is any."""
        shown = self.listing.shown
        return self.listing.keys[shown[self.cursor]] if self.cursor < len(shown) else None

    def show_shown(self, key: str | None = None) -> None:
        """Show what the listing shows; the cursor goes to the entry with a key, if that is there."""
        shown, keys = self.listing.shown, self.listing.keys
        at = next((i for i, n in enumerate(shown) if keys[n] == key), 0) if key else 0
        self.show(len(shown), at)

    def pieces(self, number: int, width: int) -> Sequence[Piece]:
        """Return the line of an entry."""
        entry = self.listing.shown[number]
        made = cells(self.listing.row(entry), widths(width - _MARGIN))
        looks = ("dim", "", "", "dim")
        mark = "*" if self.listing.keys[entry] in self.marked else " "
        start = [Piece(">" if number == self.cursor else " "), Piece(mark, "mark")]
        parts = [Piece(cell + GAP, look) for cell, look in zip(made, looks, strict=False)]
        return [*start, *parts]


class Heads(Widget):
    """The heads of the columns; a click on one sorts by it."""

    DEFAULT_CSS = """
    Heads { height: 1; text-style: bold underline; }
    """

    class Sorted(Message):
        """A head was clicked on."""

        def __init__(self, column: str) -> None:
            super().__init__()
            self.column = column

    def __init__(self, listing: Listing) -> None:
        super().__init__(id="heads")
        self.listing = listing

    def _cells(self) -> list[str]:
        by, descending = self.listing.sorted_by or ("", False)
        arrow = "v" if descending else "^"
        year, *others = (
            f"{head}{arrow if name == by else ''}"
            for head, name in zip(_HEADS, COLUMNS, strict=True)
        )
        if by == "year":  # which has no room for the sign
            year = f"Yr {arrow}"
        people, title, venue = others
        return cells(
            Row(year, people, title, venue, people),
            widths(self.size.width - _SCROLLBAR - _MARGIN),
        )

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        text = " " * _MARGIN + GAP.join(self._cells())
        return Strip([Segment(text, self.rich_style)]).adjust_cell_length(
            self.size.width, self.rich_style
        )

    def on_click(self, event: events.Click) -> None:
        """Tell which column is under the mouse."""
        end = _MARGIN
        for name, cell in zip(COLUMNS, self._cells(), strict=False):
            end += len(cell) + len(GAP)
            if event.x < end:
                self.post_message(self.Sorted(name))
                return


class Groups(Lines):
    """The tree of groups.

    Attributes:
        branches: Those that show.
        chosen: The path of the one whose entries show.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "fold(True)", show=False),
        Binding("right,l", "fold(False)", show=False),
        Binding("space", "choose", show=False),
    ]

    class Folded(Message):
        """The groups of a group are to be hidden, or shown."""

        def __init__(self, path: tuple[str, ...], closed: bool) -> None:
            super().__init__()
            self.path = path
            self.closed = closed

    def __init__(self) -> None:
        super().__init__(id="groups")
        self.branches: list[Branch] = []
        self.chosen: tuple[str, ...] = ()

    def action_fold(self, closed: bool) -> None:
        """Hide or show the groups of the one that the cursor is on; where there are none, go to the one above."""
        branch = self.branches[self.cursor]
        if branch.closed is not None and branch.closed != closed:
            self.post_message(self.Folded(branch.path, closed))
        elif closed and branch.path:
            above = branch.path[:-1]
            self.cursor = next(i for i, each in enumerate(self.branches) if each.path == above)

    def pieces(self, number: int, width: int) -> Sequence[Piece]:
        """Return the line of a group: how deep it stands, its name, how many entries it has."""
        branch = self.branches[number]
        count = str(len(branch.keys))
        sign = {None: " ", True: "+", False: "-"}[branch.closed]
        cursor = ">" if number == self.cursor and self.has_focus else " "
        # Deep trees keep room for the names.
        indent = "  " * min(max(len(branch.path) - 1, 0), 4) + (f"{sign} " if branch.path else "")
        name = fitted(indent + branch.name, max(width - 3 - len(count), 1))
        look = "mark" if branch.path == self.chosen and self.chosen else ""
        return [Piece(cursor), Piece(name, look), Piece(f" {count} ", "dim")]


class Offers(Lines):
    """What a menu offers, a line each: a name, and what it is."""

    def __init__(self) -> None:
        super().__init__(id="offers")
        self.offers: Sequence[tuple[str, str]] = ()

    def pieces(self, number: int, width: int) -> Sequence[Piece]:
        """Return the line of an offer."""
        name, about = map(visible, self.offers[number])
        cursor = Piece(">" if number == self.cursor else " ")
        if not about:
            return [cursor, Piece(name)]
        room = max(min(24, width // 2), 8)
        return [cursor, Piece(name if columns(name) < room else name + " "), Piece(
            " " * max(room - columns(name), 0) + about, "dim"
        )]  # fmt: skip
