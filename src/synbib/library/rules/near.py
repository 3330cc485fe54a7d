"""Names that look like others: what was meant by a slip of the keyboard."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

__all__ = ["meant_by"]

# Shorter names are near too many others.
_SHORTEST: Final = 4


@lru_cache(maxsize=4096)
def meant_by(name: str, known: tuple[str, ...]) -> str:
    """Return the name that one letter more, less, other or changed with its neighbour makes of this; ``""`` if none is.

    Of three letters, a name is near one of the same letters, and one with a letter more.
    """
    return next((other for other in known if _is_near(name, other)), "")


def _is_near(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1 or one == other or len(one) < _SHORTEST - 1:
        return False
    if min(len(one), len(other)) < _SHORTEST and not (
        len(other) == _SHORTEST or sorted(one) == sorted(other)
    ):
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    one, other = one[start:], other[start:]
    if one[2:] == other[2:] and one[:2] == other[1::-1]:
        return True
    if any(char.isdigit() for char in one[:1] + other[:1]):
        return False  # `author2` and `isbn13` are meant so
    return one[1:] == other[1:] or one[1:] == other or one == other[1:]
