"""How far a long run is, or that it goes on, on a terminal; elsewhere nothing."""

from __future__ import annotations

import itertools
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Final

import click

from synbib.cli import printing

__all__ = ["busy", "counting", "reading"]

_STEPS: Final = 1000
# Seconds until somebody wonders, and between two signs of life.
_PATIENCE: Final = 1.0
_BETWEEN: Final = 0.2
_SIGNS: Final = "|/-\\"


@contextmanager
def busy(name: Callable[[], str | None]) -> Iterator[None]:
    """Show that a command is at work, with its seconds, until it prints something; after a second, on a terminal.

    Args:
        name: Gives what is at work; None if nothing is to be shown.
    """
    if not printing.is_live(sys.stderr) or os.environ.get("TERM") == "dumb":
        yield
        return
    is_over = threading.Event()
    began = time.monotonic()

    def show() -> None:
        waited = _PATIENCE
        for sign in itertools.cycle(_SIGNS):
            if is_over.wait(waited) or (what := name()) is None:
                return
            draw(f"{sign} {what}: {time.monotonic() - began:.0f} s")
            waited = _BETWEEN

    def leave() -> None:
        is_over.set()
        shower.join()

    shower = threading.Thread(target=show, daemon=True)
    with printing.passing(leave) as draw:
        shower.start()
        yield


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
                printing.clear()
                made = click.progressbar(length=_STEPS, label=label, file=sys.stderr)
                opened.append(stack.enter_context(made))
            (bar,) = opened
            bar.label = label
            bar.update(_STEPS * done // max(number, 1) - bar.pos)

        yield show
