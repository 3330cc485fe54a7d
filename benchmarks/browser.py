"""How long the browser takes to show its first screen, and to answer a key, on a real terminal.

`.venv/bin/python benchmarks/browser.py [STORE…]` runs it on a pseudo-terminal of 80 columns and 24 lines, and reads
what it draws: our own store, and 10,000 entries of the corpus. The times are those that the process computes, which is
what one waits for on a machine that has nothing else to do; how busy it is does not matter. Linux tells them.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pyte
from corpus import REPO, corpus

SIZE = (24, 80)
# What is typed, a key at a time.
TYPED = "data author:wang"
PATIENCE = 60  # seconds


class Terminal:
    """A terminal with the browser on it."""

    def __init__(self, store: Path) -> None:
        lines, columns = SIZE
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self._end, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "synbib", "browse", str(store)],
            env={**os.environ, "TERM": "xterm-256color"},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)

    def computed(self) -> float:
        """Return how long the process has computed, in seconds."""
        # As clock_getcpuclockid(3) does, which Python does not have.
        return time.clock_gettime((~self.process.pid << 3) | 2)

    def until(self, shows: Callable[[list[str]], bool]) -> float:
        """Return how long the process computes until the screen shows something, in seconds."""
        begin, before = time.perf_counter(), self.computed()
        while not shows(self.screen.display):
            if time.perf_counter() - begin > PATIENCE:
                raise TimeoutError("\n".join(self.screen.display))
            if select.select([self._end], [], [], 1)[0]:
                self._stream.feed(os.read(self._end, 65536))
        return self.computed() - before

    def rest(self, seconds: float) -> None:
        """Read what is drawn for a while."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if select.select([self._end], [], [], left)[0]:
                self._stream.feed(os.read(self._end, 65536))

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._end, keys.encode())

    def close(self) -> None:
        """Take the terminal away."""
        self.process.kill()
        self.process.wait()
        os.close(self._end)


@contextmanager
def browser(store: Path) -> Iterator[Terminal]:
    """Give a terminal with the browser on it."""
    terminal = Terminal(store)
    try:
        yield terminal
    finally:
        terminal.close()


def shows_entries(lines: list[str]) -> bool:
    """Whether the list is on the screen."""
    return "Year" in lines[1] and any("> " in line for line in lines[2:4])


def first_screen(store: Path) -> float:
    """Return how long it takes until entries show, in seconds."""
    with browser(store) as terminal:
        terminal.until(shows_entries)
        return terminal.computed()


def keystrokes(store: Path) -> list[float]:
    """Return how long each key of a search takes until list and count show what it finds, in seconds."""
    found = []
    with browser(store) as terminal:
        terminal.until(shows_entries)
        idle(terminal)
        terminal.type("/")
        for end in range(1, len(TYPED) + 1):
            typed = TYPED[:end].rstrip()
            terminal.type(TYPED[end - 1])
            took = terminal.until(partial(shows_found, typed))
            if TYPED[end - 1] != " ":
                found.append(took)
            idle(terminal)
    return found


def shows_found(typed: str, lines: list[str]) -> bool:
    """Whether what was typed shows, and the count of all that it finds."""
    return lines[0].startswith(f"/ {typed}") and " of " in lines[0] and "…" not in lines[0]


def idle(terminal: Terminal) -> None:
    """Wait until the process has nothing to do."""
    before = -1.0
    while terminal.computed() - before > 0.002:
        before = terminal.computed()
        terminal.rest(0.25)


def main() -> None:
    """Print a row for each store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stores", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    print("| store | first screen, best (median) | a key, median (slowest) |")
    print("|---|---|---|")
    for store in given.stores or [REPO / "refs.bib", corpus(10_000)]:
        starts = [first_screen(store) for _ in range(given.runs)]
        keys = keystrokes(store)
        print(
            f"| {store.name} | {min(starts):.2f} s ({statistics.median(starts):.2f} s) "
            f"| {statistics.median(keys) * 1000:.0f} ms ({max(keys) * 1000:.0f} ms) |"
        )


if __name__ == "__main__":
    main()
