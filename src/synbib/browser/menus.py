"""What opens over the list: a menu to choose from, by typing where it is long, and a page to read."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingsMap, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input, Static

from synbib.browser.lines import Lines
from synbib.browser.lists import Offers
from synbib.text.controls import visible

__all__ = ["PAUSE", "Field", "Menu", "Page", "Reader"]

_PAGE: Final = 70  # columns of a page to read
_FRAME: Final = 5  # columns around its text: border, margins, scroll bar
_OFFERED: Final = 10  # lines, where one types
PAUSE: Final = 0.06  # seconds, after which somebody has stopped to look


class Field(Input):
    """A line to type into, from which one moves through a list.

    Args:
        id: The widget's name.
        hint: What to type.
        lines: The list.
    """

    DEFAULT_CSS = """
    Field { width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", show=False),
        Binding("up,ctrl+p", "move(-1)", show=False),
        Binding("pagedown", "move_pages(1)", show=False),
        Binding("pageup", "move_pages(-1)", show=False),
    ]

    def __init__(self, *, id: str, hint: str, lines: Lines) -> None:
        super().__init__(id=id, placeholder=hint, compact=True, select_on_focus=False)
        self.cursor_blink = False
        self._lines = lines

    async def on_key(self, event: events.Key) -> None:
        """Do at once what a key does: textual asks all widgets above first, and types what comes after it meanwhile."""
        if action := _EDITING.get(event.key):
            event.stop()
            event.prevent_default()
            await self.run_action(action)

    def action_move(self, steps: int) -> None:
        """Move through the list."""
        self._lines.action_move(steps)

    def action_move_pages(self, pages: int) -> None:
        """Move through the list by screens."""
        self._lines.action_move_pages(pages)


# Key → action.
_EDITING: Final = {
    key: binding.action for key, binding in BindingsMap([*Input.BINDINGS, *Field.BINDINGS])
}


class Reader(VerticalScroll):
    """A text that is longer than its place."""

    DEFAULT_CSS = """
    Reader {
        scrollbar-size-vertical: 1;
        &:ansi {
            scrollbar-color: ansi_bright_black; scrollbar-color-hover: ansi_blue; scrollbar-color-active: ansi_blue;
            scrollbar-background: ansi_default; scrollbar-background-hover: ansi_default;
            scrollbar-background-active: ansi_default;
        }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", show=False),
        Binding("k", "scroll_up", show=False),
        Binding("g", "scroll_home", show=False),
        Binding("G", "scroll_end", show=False),
        Binding("enter", "end", show=False),
    ]

    class Left(Message):
        """Somebody has read enough."""

    def action_end(self) -> None:
        """End reading."""
        self.post_message(self.Left())


class Menu(ModalScreen[str | None]):
    """Something to choose: what is chosen is the outcome, None if nothing is.

    Args:
        title: What it is about.
        find: What is typed → what is offered: names, each with what it is.
        hint: What to type; ``""`` where one does not.
        sample: A name → a text that shows what it is like.
    """

    DEFAULT_CSS = """
    Menu { align: center middle; }
    Menu > Vertical {
        width: 76; max-width: 100%; height: auto; max-height: 100%;
        border: round $primary; padding: 0 1; background: $background;
    }
    Menu Offers { height: auto; max-height: 60vh; min-height: 1; }
    Menu Static { height: auto; max-height: 8; color: $text-muted; padding: 1 0 0 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "leave", show=False)]

    def __init__(
        self,
        title: str,
        find: Callable[[str], Sequence[tuple[str, str]]],
        *,
        hint: str = "",
        sample: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._find = find
        self._hint = hint
        self._sample = sample
        self._pause: Timer | None = None
        self._lines = Offers()

    def compose(self) -> ComposeResult:
        """Yield what it is made of."""
        with Vertical() as box:
            box.border_title = self._title
            if self._hint:
                yield Field(id="find", hint=self._hint, lines=self._lines)
            yield self._lines
            if self._sample is not None:
                yield Static(id="sample", markup=False)

    def on_mount(self) -> None:
        """Show all that is offered."""
        self.show_found()
        self.query_one(Field if self._hint else Offers).focus()

    @on(Input.Changed)
    def show_found(self) -> None:
        """Show what is offered for what is typed; where one types, there is room for more than that."""
        self._lines.offers = offers = self._find(self.query_one(Field).value if self._hint else "")
        self._lines.styles.height = _OFFERED if self._hint else len(offers)
        self._lines.show(len(offers))

    @on(Lines.Moved)
    def _show_sample(self) -> None:
        if self._sample is not None:
            if self._pause is not None:
                self._pause.stop()
            self._pause = self.set_timer(PAUSE, self._make_sample)

    def _make_sample(self) -> None:
        lists = self._lines
        if self._sample is not None and lists.cursor < len(lists.offers):
            text = self._sample(lists.offers[lists.cursor][0])
            self.query_one("#sample", Static).update(visible(text))

    @on(Input.Submitted)
    @on(Lines.Chosen)
    def _choose(self) -> None:
        lists = self._lines
        if lists.cursor < len(lists.offers):
            self.dismiss(lists.offers[lists.cursor][0])

    def action_leave(self) -> None:
        """Choose nothing."""
        self.dismiss(None)


class Page(ModalScreen[None]):
    """Something to read.

    Args:
        title: What it is about.
        rows: The text: what each line is about, and what it says.
    """

    AUTO_FOCUS = "Reader"
    DEFAULT_CSS = """
    Page { align: center middle; }
    Page > Reader {
        width: 70; max-width: 100%; height: auto; max-height: 100%;
        border: round $primary; padding: 0 1; background: $background;
    }
    Page Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark", "leave", show=False),
    ]

    def __init__(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title = title
        self._rows = rows
        self._text = Static(markup=False)

    def compose(self) -> ComposeResult:
        """Yield what it is made of."""
        with Reader() as box:
            box.border_title = self._title
            yield self._text

    def on_resize(self) -> None:
        """Break the lines where there is room to."""
        room = max(len(name) for name, _ in self._rows) + 2
        width = max(min(_PAGE, self.size.width) - _FRAME, room + 1)
        lines = (
            textwrap.fill(
                text, width, initial_indent=f"{name:<{room}}", subsequent_indent=" " * room
            )
            for name, text in self._rows
        )
        self._text.update("\n".join(lines))

    @on(Reader.Left)
    def action_leave(self) -> None:
        """End reading."""
        self.dismiss(None)
