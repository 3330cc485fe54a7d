"""How far a long run is, or that it goes on, on a terminal; elsewhere nothing."""

from __future__ import annotations

import itertools
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from synbib.cli import printing

__all__ = ["busy", "counting", "reading", "sharing", "time_of", "working"]

_STEPS: Final = 1000
_WIDTH: Final = 10  # columns of a bar
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
    if not _is_shown():
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
def sharing(label: str) -> Iterator[Callable[[float], None]]:
    """Show which share is done, from 0 to 1."""
    with _bar() as bar:
        yield lambda share: bar(int(share * _STEPS), _STEPS, label)


@contextmanager
def working() -> Iterator[Callable[[str, float, int], None]]:
    """Show how far a job of `synbib.bulk` is, how quick, and how long it will still take."""
    stage, began, first = "", 0.0, 0.0
    with _bar() as bar:

        def show(name: str, share: float, rows: int) -> None:
            nonlocal stage, began, first
            now = time.monotonic()
            if name != stage:
                stage, began, first = name, now, share
            took = now - began
            left = took * (1 - share) / (share - first) if share > first else 0
            speed = f", {rows / took:,.0f}/s" if took else ""
            rest = f", {time_of(left)} left" if left else ""
            bar(int(share * _STEPS), _STEPS, f"{_STAGES[name]}: {rows:,} rows{speed}{rest}")

        yield show


_STAGES: Final = {"rows": "1 of 2", "part": "parts"}


def time_of(seconds: float) -> str:
    """Return a time as one says it: ``3 min``."""
    for unit, size in (("h", 3600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} s"


@contextmanager
def _bar() -> Iterator[Callable[[int, int, str], None]]:
    """Give what shows how much of all is done, after a label: where that takes long, and until something is printed."""
    if not _is_shown():
        yield lambda _done, _all, _label: None
        return
    last = time.monotonic() + _PATIENCE - _BETWEEN
    with printing.passing(lambda: None) as draw:

        def show(done: int, number: int, label: str) -> None:
            nonlocal last
            if (now := time.monotonic()) - last < _BETWEEN:
                return
            last = now
            share = min(done / max(number, 1), 1)
            full = round(share * _WIDTH)
            draw(
                f"[{'#' * full}{'-' * (_WIDTH - full)}] {share:4.0%} {printing.for_message(label)}"
            )

        yield show


def _is_shown() -> bool:
    return printing.is_live(sys.stderr) and os.environ.get("TERM") != "dumb"
