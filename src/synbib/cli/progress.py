"""How far a long run is, on a terminal; elsewhere nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import click

from synbib.cli import printing

__all__ = ["counting", "reading"]

_STEPS: Final = 1000


@contextmanager
def reading(name: str) -> Iterator[Callable[[int, int, int], None]]:
    """Show how far a file is read, and how many works came of it."""
    if not sys.stderr.isatty():
        yield lambda _done, _size, _works: None
        return
    with click.progressbar(length=_STEPS, label=printing.for_message(name), file=sys.stderr) as bar:

        def show(done: int, size: int, works: int) -> None:
            bar.label = printing.for_message(f"{name}: {works:,} works")
            bar.update(_STEPS * done // max(size, 1) - bar.pos)

        yield show


@contextmanager
def counting(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show how many of all are done."""
    if not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    with click.progressbar(length=_STEPS, label=what, file=sys.stderr) as bar:
        yield lambda done, number: bar.update(_STEPS * done // max(number, 1) - bar.pos)
