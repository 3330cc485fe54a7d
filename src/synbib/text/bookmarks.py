"""Names of places in documents of Word and in RTF."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Final

from synbib import lazily

__all__ = ["bookmark", "bookmarks"]

_LONGEST: Final = 40
_NOT_IN_NAMES: Final = lazily.pattern(r"[^\w.-]")


def bookmark(target: str) -> str:
    """Return the name of a place as Word takes it: no more than 40 letters, figures and few signs.

    One that had to be changed ends in what tells it from all others.
    """
    name = _NOT_IN_NAMES.sub("_", target)
    return name if name == target and len(name) <= _LONGEST else _told_apart(name, target)


def bookmarks(targets: Iterable[str]) -> dict[str, str]:
    """Return places → their names, each once: Word takes capital letters for small ones."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for target in targets:
        name = bookmark(target)
        if name.casefold() in taken:
            name = _told_apart(name, target)
        found[target] = name
        taken.add(name.casefold())
    return found


def _told_apart(name: str, target: str) -> str:
    digest = hashlib.sha256(target.encode(errors="replace")).hexdigest()[:10]
    return f"{name[: _LONGEST - len(digest) - 1]}_{digest}"
