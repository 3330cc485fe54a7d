"""Titles found again though they are misspelt: by stretches of letters that few titles have.

A stretch is five letters in a row, of which those count that begin with a vowel, which is as good as any third of them.
A misspelt letter spoils those that it stands in; all others stay. Few enough are looked up that the time does not grow
with the index, and the titles that have most of them are compared as a whole. Of a short title all stretches count, and
in other scripts than the Latin one three letters are enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from synbib import lazily

__all__ = [
    "LEAST_ALIKE",
    "LEAST_OF_A_PART",
    "LIKENESS_OF_A_PART",
    "asked",
    "chosen",
    "likeness",
    "stretches",
    "trigrams",
    "within",
]

_ALL: Final = lazily.pattern(r"(?=(.{5}))", re.DOTALL)
_SOME: Final = lazily.pattern(r"(?=([^bcdfghjklmnpqrstvwxyz].{4}))", re.DOTALL)
_OF_THREE: Final = lazily.pattern(r"(?=(.{3}))", re.DOTALL)
# As many letters of a title tell it from others.
_TELLING: Final = 250
# Titles of as many letters are short; who looks for one may have misspelt it by some letters more or less.
_SHORT: Final = 30
_MORE_OR_LESS: Final = 4
# As many stretches are looked up at most, and at least, whatever the titles that have them.
_MOST: Final = 24
_LEAST: Final = 6
# As many titles of all of them are looked at, beyond the least.
_MOST_TITLES: Final = 4000

LEAST_OF_A_PART: Final = 10
"""So many letters before a colon are those of a title, which may stand without its subtitle."""

LIKENESS_OF_A_PART: Final = 0.8
"""How much such a title is like the whole one."""

LEAST_ALIKE: Final = 0.4
"""How much of their trigrams two titles share at least that are worth comparing."""


def stretches(letters: str) -> frozenset[str]:
    """Return the stretches that a title is found by.

    Args:
        letters: Its letters, folded.
    """
    return _stretches(letters, _SHORT + _MORE_OR_LESS)


def asked(letters: str) -> frozenset[str]:
    """Return the stretches by which a title is looked for, which may be misspelt."""
    return _stretches(letters, _SHORT)


def within(letters: str) -> frozenset[str]:
    """Return the stretches that every longer title has which holds this one; none if it is not short, or has one only.

    A misspelt one is looked for by all its stretches, of which a long title has a third, and short ones have more.
    """
    if len(letters) > _SHORT + _MORE_OR_LESS or not letters.isalnum() or not letters.isascii():
        return frozenset()
    found = frozenset(_SOME.findall(letters))
    return found if len(found) > 1 else frozenset()


def _stretches(letters: str, short: int) -> frozenset[str]:
    letters = letters[:_TELLING]
    if not letters.isalnum():  # nothing but signs
        return frozenset()
    if not letters.isascii():
        return frozenset(_OF_THREE.findall(letters))
    return frozenset((_ALL if len(letters) <= short else _SOME).findall(letters))


def trigrams(letters: str) -> frozenset[str]:
    """Return the trigrams of a title, by which two are compared.

    Args:
        letters: Its letters, folded.
    """
    letters = letters[:_TELLING]
    return frozenset([letters[at : at + 3] for at in range(len(letters) - 2)])


def chosen(counts: Mapping[str, int]) -> list[str]:
    """Return the stretches to look up, the rarest first.

    Args:
        counts: Stretch → how many titles have it.
    """
    found: list[str] = []
    titles = 0
    for stretch in sorted(counts, key=counts.__getitem__)[:_MOST]:
        titles += counts[stretch]
        if titles > _MOST_TITLES and len(found) >= _LEAST:
            break
        found.append(stretch)
    return found


def likeness(one: frozenset[str], other: Iterable[str]) -> float:
    """Return how much two titles share of their trigrams, from 0 to 1 (Dice's coefficient)."""
    others = frozenset(other)
    both = len(one) + len(others)
    return 2 * len(one & others) / both if both else 0.0
