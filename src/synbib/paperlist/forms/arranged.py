"""The options of blocks that show stretches of one group, in the order in which the list has them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from synbib.readme.order import moved

__all__ = ["Arranged", "arranged"]

_MOST_MOVES = 30


@dataclass(frozen=True, slots=True)
class Arranged:
    """How the entries of a group are put in the order of a list.

    Attributes:
        places: What is moved: a key, and the key above it, ``""`` for none.
        bounds: For each stretch the key after which it begins, and that with which it ends; ``""`` for the first and
            the last of all. ``None`` for a stretch that no block can show.
    """

    places: tuple[tuple[str, str], ...]
    bounds: tuple[tuple[str, str] | None, ...] = field(default=())


def arranged(keys: Sequence[str], stretches: Sequence[Sequence[str]]) -> Arranged:
    """Return how the entries of a group are put in the order of a list.

    Args:
        keys: The group's entries, in the order of the store.
        stretches: The keys of each stretch, in the order of the list.
    """
    wanted = list(dict.fromkeys(key for stretch in stretches for key in stretch))
    rank = {key: n for n, key in enumerate(keys)}
    kept = _rising([rank.get(key, -1) for key in wanted])
    staying = {wanted[n] for n in kept}
    places = [
        (key, above) for above, key in pairwise(["", *wanted]) if key in rank and key not in staying
    ]
    if len(places) > _MOST_MOVES:
        return Arranged((), (None,) * len(stretches))
    order = moved(keys, places)
    at = {key: n for n, key in enumerate(order)}
    seen: set[str] = set()
    bounds: list[tuple[str, str] | None] = []
    for stretch in stretches:
        first = at.get(stretch[0], -1)
        if first < 0 or seen & set(stretch) or order[first : first + len(stretch)] != list(stretch):
            bounds.append(None)
            continue
        seen |= set(stretch)
        last = first + len(stretch) - 1
        after = order[first - 1] if first else ""
        bounds.append((after, stretch[-1] if last + 1 < len(order) else ""))
    return Arranged(tuple(places), tuple(bounds))


def _rising(numbers: Sequence[int]) -> list[int]:
    """Return the places of a longest rising sequence; what is negative is left out."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = [-1] * len(numbers)
    for place, number in enumerate(numbers):
        if number < 0:
            continue
        n = bisect_left(tails, number)
        before[place] = at[n - 1] if n else -1
        if n == len(tails):
            tails.append(number)
            at.append(place)
        else:
            tails[n], at[n] = number, place
    found: list[int] = []
    place = at[-1] if at else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]
