"""What is made of styles and locales, kept from one run to the next in the user's cache.

What is kept holds for the files that it was made of and for what made it: this version of Python, as compiled code is
among it, and these very modules, told by the sizes and times of their files.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Iterator
from functools import cache as cached
from pathlib import Path
from typing import Any, Final

from synbib import cache

__all__ = ["keep", "kept"]

_PACKAGE: Final = Path(__file__).parents[1]
_MADE_BY: Final = ("csl", "text")  # the packages whose modules read and generate


def kept(kind: str, *made_of: bytes) -> Any:
    """Return what is kept of a kind for the contents of some files; ``None`` if nothing is."""
    data = cache.read(_key(kind, made_of))
    if data is None:
        return None
    try:
        return marshal.loads(data)
    except (ValueError, EOFError, TypeError):
        return None


def keep(value: Any, kind: str, *made_of: bytes) -> None:
    """Keep a value for the contents of some files.

    Args:
        value: Tuples, dicts, sets, texts, numbers and compiled code.
        kind: What it is.
        made_of: The contents.
    """
    cache.write(_key(kind, made_of), marshal.dumps(value))


def _key(kind: str, made_of: tuple[bytes, ...]) -> bytes:
    parts = (kind.encode(), _makers(), *made_of)
    return b"".join(len(part).to_bytes(8, "big") + part for part in parts)


@cached
def _makers() -> bytes:
    version = (_PACKAGE / "__init__.py").read_bytes()  # it stands there
    stamps = [stamp for name in _MADE_BY for stamp in _stamps(str(_PACKAGE / name))]
    return repr((sys.version, version, sorted(stamps))).encode()


def _stamps(folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                stat = entry.stat()
                yield entry.path, stat.st_size, stat.st_mtime_ns
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _stamps(entry.path)
