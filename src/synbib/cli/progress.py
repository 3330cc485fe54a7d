"""How far a long run is, on a terminal; elsewhere nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Final

import click

from synbib.cli import printing

__all__ = ["counting", "reading"]

_STEPS: Final = 1000


@contextmanager
def reading(name: str) -> Iterator[Callable[[int, int, int], None]]:
    """Show how far a file is read, and how many works came of it."""
    with _bar() as bar:
        yield lambda done, size, works: bar(done, size, f"{name}: {works:,} works")


@contextmanager
def counting(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show how many of all are done."""
    with _bar() as bar:
        yield lambda done, number: bar(done, number, what)


@contextmanager
def _bar() -> Iterator[Callable[[int, int, str], None]]:
    """Give what shows how much of all is done, under a label; there is no bar before it is called."""
    if not printing.is_live(sys.stderr):
        yield lambda _done, _all, _label: None
        return
    with ExitStack() as stack:
        opened: list[Any] = []

        def show(done: int, number: int, label: str) -> None:
            label = printing.for_message(label)
            if not opened:
                made = click.progressbar(length=_STEPS, label=label, file=sys.stderr)
                opened.append(stack.enter_context(made))
            (bar,) = opened
            bar.label = label
            bar.update(_STEPS * done // max(number, 1) - bar.pos)

        yield show
