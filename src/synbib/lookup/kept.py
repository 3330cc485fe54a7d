"""Answers of services, kept from one run to the next, so that nothing is asked twice.

One file of SQLite in the folder of `synbib.cache`. An answer is found by what was asked: the service, its address, the
path, the query and what of the header the answer depends on. Neither a key nor an address of mail is among these, and
nothing else of the exchange is kept. Where nothing can be kept, answers are for this run alone.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Final

from synbib import cache
from synbib.limits import MOST_ANSWERS_KEPT

__all__ = ["Answers"]

_DAY: Final = 86_400
# How long an answer counts; that there is no such work may change the next day.
_LONGEST: Final = 30 * _DAY
_LONGEST_NONE: Final = _DAY
_TABLE: Final = """
    CREATE TABLE IF NOT EXISTS answers (asked TEXT PRIMARY KEY, at REAL NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS answers_at ON answers (at);
"""
_NOTHING: Final = b""


class Answers:
    """Answers by what was asked.

    Args:
        path: The file; ``None`` to keep them for this run alone.
        now: Tells the time, in seconds since 1970.
    """

    def __init__(self, path: Path | None, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self._lock = Lock()
        self._file = _opened(path) if path else _in_memory()

    @classmethod
    def of_user(cls) -> Answers:
        """Return those in the user's cache."""
        folder = cache.folder()
        return cls(folder and folder / "answers" / "answers.sqlite")

    def find(self, asked: str) -> bytes | None:
        """Return an answer; ``b""`` where it told of no work, ``None`` if none is kept."""
        with self._lock, contextlib.suppress(sqlite3.Error, zlib.error):
            row = self._file.execute(
                "SELECT at, body FROM answers WHERE asked = ?", (asked,)
            ).fetchone()
            if row is not None:
                at, body = row
                longest = _LONGEST if body else _LONGEST_NONE
                if 0 <= self._now() - at <= longest:
                    return zlib.decompress(body) if body else _NOTHING
        return None

    def keep(self, asked: str, body: bytes) -> None:
        """Keep an answer in place of the one before."""
        packed = zlib.compress(body) if body else _NOTHING
        with self._lock, contextlib.suppress(sqlite3.Error), self._file:
            self._file.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", (asked, self._now(), packed)
            )
            self._file.execute(
                "DELETE FROM answers WHERE at < (SELECT at FROM answers ORDER BY at DESC LIMIT 1 OFFSET ?)",
                (MOST_ANSWERS_KEPT,),
            )

    def close(self) -> None:
        """Close the file; from then on nothing is found, and nothing kept."""
        with self._lock:  # another thread may be in it
            self._file.close()


def _in_memory() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:", check_same_thread=False)
    made.executescript(_TABLE)
    return made


def _opened(path: Path) -> sqlite3.Connection:
    """Return the file, made anew where it is none of SQLite's; answers in memory where it cannot be written."""
    for _ in range(2):
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            made = sqlite3.connect(path, check_same_thread=False)
        except (OSError, sqlite3.Error):
            break
        try:
            made.executescript(_TABLE)
            return made
        except sqlite3.OperationalError:
            made.close()
            break
        except sqlite3.DatabaseError:
            made.close()
            with contextlib.suppress(OSError):
                path.unlink()
    return _in_memory()
