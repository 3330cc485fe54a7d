"""Entries chosen on a terminal: what is typed narrows a list, and the reference of the entry in view stands below.

`Picker` is the state and knows no terminal: it takes keys, and says what the screen shows. `pick` reads the keys and
draws, with what click has for both.
"""

from __future__ import annotations

import codecs
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import field
from enum import Enum, auto
from itertools import islice
from typing import TYPE_CHECKING, Final

import click

from synbib import lazily
from synbib.cli import printing
from synbib.text.columns import cut
from synbib.text.controls import visible
from synbib.text.folding import fold
from synbib.text.narrowing import matching

if TYPE_CHECKING:
    from synbib.library import Library

__all__ = ["Action", "Picker", "pick"]


class Action(Enum):
    """What a key does, other than being typed."""

    UP = auto()
    DOWN = auto()
    PAGE_UP = auto()
    PAGE_DOWN = auto()
    DELETE = auto()
    CLEAR = auto()
    MARK = auto()
    CHOOSE = auto()
    LEAVE = auto()


# What terminals send (xterm's control sequences), and what Windows' console gives.
_KEYS: Final = {
    "\x1b[A": Action.UP, "\x1bOA": Action.UP, "\x10": Action.UP, "\xe0H": Action.UP, "\x00H": Action.UP,
    "\x1b[B": Action.DOWN, "\x1bOB": Action.DOWN, "\x0e": Action.DOWN, "\xe0P": Action.DOWN, "\x00P": Action.DOWN,
    "\x1b[5~": Action.PAGE_UP, "\xe0I": Action.PAGE_UP, "\x1b[6~": Action.PAGE_DOWN, "\xe0Q": Action.PAGE_DOWN,
    "\x7f": Action.DELETE, "\x08": Action.DELETE, "\x15": Action.CLEAR, "\t": Action.MARK,
    "\r": Action.CHOOSE, "\n": Action.CHOOSE, "\x1b": Action.LEAVE, "\x04": Action.LEAVE,
}  # fmt: skip
# A control sequence, some text, or a key alone.
_TYPED: Final = lazily.pattern(r"\x1b(?:\[[0-9;]*[@-~]|O.)|[^\x00-\x1f\x7f]+|.", re.DOTALL)
_PREVIEW: Final = 4  # lines
_HEAD: Final = 2
_LEAST: Final = 3
_AT_ONCE: Final = 2_000  # texts that are made between two looks at the keyboard


@lazily.dataclass(slots=True)
class Picker:
    """What is typed, what is found, and which of it is in view.

    Attributes:
        total: How many entries there are.
        rows: The numbers of entries and a width → the line of each.
        preview: The number of an entry → its reference.
        texts: What entries are found by, folded: those of the first ones, as the others may be added later.
        query: What is typed.
        found: The numbers of the entries that match, the nearest first.
        at: Which of these is in view.
        marked: The numbers of entries that are chosen already, in order.
        verb: What is done with those that are chosen.
    """

    total: int
    rows: Callable[[Sequence[int], int], Sequence[str]]
    preview: Callable[[int], str]
    texts: list[str] = field(default_factory=list)
    query: str = ""
    found: Sequence[int] = ()
    at: int = 0
    marked: list[int] = field(default_factory=list)
    verb: str = "cite"

    def __post_init__(self) -> None:
        self.found = range(self.total)

    def add(self, texts: Iterable[str]) -> None:
        """Have further entries found, by these texts; they come after those that are found."""
        start = len(self.texts)
        self.texts += texts
        if self.query:
            new = range(start, len(self.texts))
            self.found = [*self.found, *matching(self.query, self.texts, new)]
            if len(self.texts) == self.total and self.at == 0:
                self.found = matching(self.query, self.texts, sorted(self.found))

    def chosen(self) -> list[int]:
        """Return the entries that are chosen: those that are marked, else the one in view."""
        return self.marked or list(self.found[self.at : self.at + 1])

    def type(self, text: str) -> None:
        """Type something more."""
        before, self.query = self.found, self.query + text
        # What matched less matches no more than that.
        self.found = matching(
            self.query, self.texts, [i for i in sorted(before) if i < len(self.texts)]
        )
        self.at = 0

    def do(self, action: Action, page: int) -> None:
        """Do what a key means.

        Args:
            action: What it means.
            page: How many entries the screen shows.
        """
        steps = {Action.UP: -1, Action.DOWN: 1, Action.PAGE_UP: -page, Action.PAGE_DOWN: page}
        if action in steps:
            self.at = min(max(self.at + steps[action], 0), max(len(self.found) - 1, 0))
        elif action in (Action.DELETE, Action.CLEAR):
            self.query = self.query[:-1] if action is Action.DELETE else ""
            self.found = matching(self.query, self.texts) if self.query else range(self.total)
            self.at = 0
        elif action is Action.MARK and self.found:
            number = self.found[self.at]
            if number in self.marked:
                self.marked.remove(number)
            else:
                self.marked.append(number)
            self.do(Action.DOWN, page)

    def screen(self, width: int, height: int) -> list[str]:
        """Return what the screen shows, line by line."""
        page = page_of(height)
        top = max(0, self.at - page + 1)
        numbers = self.found[top : top + page]
        rows = [
            cut(f"{'>' if i == self.at else ' '}{'*' if n in self.marked else ' '}{line}", width)
            for i, (n, line) in enumerate(
                zip(numbers, self.rows(numbers, width - 2), strict=True), top
            )
        ]
        shown = self.preview(self.found[self.at]) if self.found else "nothing is found"
        head = [
            cut(f"{self.verb}: {self.query}█", width),
            cut(
                f"{len(self.found)} of {self.total}   Enter: {self.verb}, Tab: one more, Esc: leave",
                width,
            ),
        ]
        filled = [*rows, *[""] * (page - len(rows))]
        return [*head, *filled, cut("─" * width, width), *_wrapped(shown, width)[:_PREVIEW]]


def page_of(height: int) -> int:
    """Return how many entries a screen of this height shows."""
    return max(_LEAST, height - _HEAD - _PREVIEW - 2)


def _wrapped(text: str, width: int) -> list[str]:
    lines: list[str] = []
    rest = " ".join(text.split())
    while rest:
        line = cut(rest, width)
        if len(line) < len(rest) and " " in line:
            line = line[: line.rindex(" ") + 1]
        lines.append(line.rstrip())
        rest = rest[len(line) :] if line else ""
    return lines


def pick(library: Library, style: str, locale: str | None, verb: str = "cite") -> list[str]:
    """Return the keys of the entries that somebody chooses on the terminal; none if nothing is chosen.

    Args:
        library: The entries.
        style: The style of the references below.
        locale: Their language.
        verb: What is done with those that are chosen.
    """
    from synbib.bibliography import StyleChoice, references
    from synbib.verbs.finding import write_entries

    keys = list(library)
    shown: dict[int, str] = {}

    def preview(number: int) -> str:
        if number not in shown:
            entry = library[keys[number]]
            made = references([entry], StyleChoice(style), "text", locale=locale)
            shown[number] = visible(made.get(entry.key) or entry.key)
        return shown[number]

    def rows(numbers: Sequence[int], width: int) -> list[str]:
        entries = [library[keys[number]] for number in numbers]
        written = write_entries(entries, "lines", width=width)
        return [visible(line) for line in written.split("\n")] if entries else []

    texts = (f"{fold(key)} {library.search_text(key)}" for key in keys)
    return [keys[number] for number in _run(Picker(len(keys), rows, preview, verb=verb), texts)]


def _run(picker: Picker, texts: Iterator[str]) -> list[int]:
    """Draw, read a key, and so on, until something is chosen; while nothing is typed, make more texts to search."""
    picker.add(islice(texts, _AT_ONCE))
    with (
        printing.full_screen() as draw,
        _keyboard() as read,
        ThreadPoolExecutor(max_workers=1) as reader,
    ):
        while True:
            width, height = shutil.get_terminal_size()
            draw(picker.screen(width, height))
            typed = reader.submit(read)
            while not typed.done() and len(picker.texts) < picker.total:
                picker.add(islice(texts, _AT_ONCE))
                if picker.query:
                    draw(picker.screen(width, height))
            for key in _keys(typed.result()):
                if key is Action.CHOOSE:
                    return picker.chosen()
                if key is Action.LEAVE:
                    return []
                if isinstance(key, Action):
                    picker.do(key, page_of(height))
                else:
                    picker.type(key)


@contextmanager
def _keyboard() -> Iterator[Callable[[], str]]:
    """Give what waits for a key, and returns all that was typed since the last one.

    `click.getchar` forgets what is typed before it is called, as happens while works are looked for.
    """
    if sys.platform == "win32" or not sys.stdin.isatty():
        yield click.getchar
        return
    import termios
    import tty

    terminal = sys.stdin.fileno()
    decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def read() -> str:
        while not (text := decoder.decode(data := os.read(terminal, 1024))):
            if not data:
                raise EOFError
        if "\x03" in text:
            raise KeyboardInterrupt
        return text

    before = termios.tcgetattr(terminal)
    tty.setraw(terminal, termios.TCSADRAIN)
    try:
        yield read
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _keys(read: str) -> Iterator[Action | str]:
    """Yield what was read at once: keys, and what was typed or pasted between them."""
    if read in _KEYS:
        yield _KEYS[read]
        return
    for found in _TYPED.finditer(read):
        if found[0] in _KEYS:
            yield _KEYS[found[0]]
        elif found[0].isprintable():
            yield found[0]
