"""Titles found again though they are misspelt: by the rarest of their trigrams.

A trigram is three letters in a row. A misspelt letter spoils three of them; all others stay. Those that few titles have
are looked up, few enough that the time does not grow with the index, and the titles that have most of them are compared
as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

__all__ = ["LEAST_ALIKE", "chosen", "likeness", "trigrams"]

# As many trigrams are looked up at most, and at least, whatever the titles that have them.
_MOST: Final = 40
_LEAST: Final = 10
# As many titles of all of them are looked at, beyond the least.
_MOST_TITLES: Final = 10_000

LEAST_ALIKE: Final = 0.4
"""How much of their trigrams two titles share at least that are worth comparing."""


def trigrams(letters: str) -> frozenset[str]:
    """Return the trigrams of a title.

    Args:
        letters: Its letters, folded.
    """
    return frozenset([letters[at : at + 3] for at in range(len(letters) - 2)])


def chosen(counts: Mapping[str, int]) -> list[str]:
    """Return the trigrams to look up, the rarest first.

    Args:
        counts: Trigram → how many titles have it.
    """
    found: list[str] = []
    titles = 0
    for trigram in sorted(counts, key=counts.__getitem__)[:_MOST]:
        titles += counts[trigram]
        if titles > _MOST_TITLES and len(found) >= _LEAST:
            break
        found.append(trigram)
    return found


def likeness(one: frozenset[str], other: Iterable[str]) -> float:
    """Return how much two titles share of their trigrams, from 0 to 1 (Dice's coefficient)."""
    others = frozenset(other)
    both = len(one) + len(others)
    return 2 * len(one & others) / both if both else 0.0
