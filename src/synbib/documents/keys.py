"""Citation keys alone, with blanks, commas or semicolons between: ``roe2020, @poe1999``."""

from __future__ import annotations

from typing import Final

from synbib import lazily
from synbib.documents.citing import CitedKey, Citing

__all__ = ["find"]

_KEY: Final = lazily.pattern(r"@?+([^\s,;@][^\s,;]*+)")


def find(text: str) -> Citing:
    """Return the keys of a text that holds nothing else; ``*`` stands for all entries."""
    keys = tuple(CitedKey(found[1], *found.span(1)) for found in _KEY.finditer(text))
    return Citing(tuple(key for key in keys if key.key != "*"), any(k.key == "*" for k in keys))
