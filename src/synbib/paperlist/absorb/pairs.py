"""Which lines of a block are those of which entry, before and after an edit; and as what it was written last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import combinations
from typing import Final

from synbib import lazily
from synbib.paperlist.absorb.units import Unit, differences
from synbib.readme.blocks import checksum, normalized

__all__ = ["Edit", "Pairing", "last_written", "paired"]

# How many changes are told apart by the checksum: with each, twice as many texts are tried.
_MOST_HUNKS: Final = 10
_MOST_TRIED: Final = 40_000_000
# How alike the lines of an entry stay when it is edited.
_ALIKE: Final = 0.4
_URL: Final = lazily.pattern(r"https?://[^\s<>()|]+")
_WORD: Final = lazily.pattern(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Edit:
    """An entry whose lines were edited.

    Attributes:
        old: Its lines as they were written.
        new: Its lines now.
    """

    old: Unit
    new: Unit


@dataclass(frozen=True, slots=True)
class Pairing:
    """What became of the entries of a block.

    Attributes:
        now: All that stand there now, in order; those that are new have no key.
        edits: Those that were edited.
        gone: Those that stand there no more.
    """

    now: tuple[Unit, ...]
    edits: tuple[Edit, ...]
    gone: tuple[Unit, ...]

    @property
    def added(self) -> tuple[Unit, ...]:
        """Those that are new."""
        return tuple(unit for unit in self.now if not unit.key)


def last_written(held: str, written: str, wanted: str) -> str | None:
    """Return the inside of a block as it was written last; None if that cannot be told.

    The store may have changed since. Then each stretch in which the block differs from what the store writes now was
    changed in one of the two; which one, the checksum tells. It does not where both changed the same lines.

    Args:
        held: What stands in the block.
        written: What the store writes now.
        wanted: The checksum of what was written last.
    """
    if checksum(written) == wanted:
        return written
    now, then = normalized(held).split("\n"), normalized(written).split("\n")
    hunks = list(_split(differences(then, now)))
    length = len(written)
    for count in range(1, len(hunks) + 1):
        if len(hunks) > _MOST_HUNKS or length << len(hunks) > _MOST_TRIED:
            return None
        for of_store in combinations(hunks, count):
            text = "\n".join(_with(then, now, of_store))
            if checksum(text) == wanted:
                return text
    return None


def _split(hunks: Sequence[tuple[int, int, int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """Yield stretches that differ; of those with as many lines in both each line is one."""
    for a, b, c, d in hunks:
        if b - a == d - c:
            yield from ((a + n, a + n + 1, c + n, c + n + 1) for n in range(b - a))
        else:
            yield a, b, c, d


def _with(
    then: Sequence[str], now: Sequence[str], hunks: Sequence[tuple[int, int, int, int]]
) -> list[str]:
    """Return lines with some stretches as they are now."""
    found: list[str] = []
    at = 0
    for a, b, c, d in hunks:
        found += then[at:a]
        found += now[c:d]
        at = b
    return found + list(then[at:])


def paired(old: Sequence[Unit], new: Sequence[Unit]) -> Pairing:
    """Return which entries stayed, were edited, went and came; what changed its place under its heading has stayed.

    Args:
        old: The entries as they were written.
        new: The entries as they stand.
    """
    before = [(unit.section, unit.unnumbered) for unit in old]
    after = [(unit.section, unit.unnumbered) for unit in new]
    now = list(new)
    gone: list[Unit] = []
    edits: list[Edit] = []
    at = shift = 0
    for a, b, c, d in [*differences(before, after), (len(old), len(old), len(new), len(new))]:
        for n in range(at, a):
            now[n + shift] = replace(now[n + shift], key=old[n].key)
        at, shift = b, d - b
        left = dict.fromkeys(range(a, b))
        for m, n in _matches([text for _, text in before[a:b]], [text for _, text in after[c:d]]):
            del left[a + m]
            now[c + n] = replace(now[c + n], key=old[a + m].key)
            edits.append(Edit(old[a + m], now[c + n]))
        gone += (old[n] for n in left)
    places = {(unit.section, unit.unnumbered): unit for unit in gone}
    for n, unit in enumerate(now):
        if not unit.key and (moved := places.pop(after[n], None)):
            now[n] = replace(unit, key=moved.key)
            gone.remove(moved)
    return Pairing(tuple(now), tuple(edits), tuple(gone))


def _matches(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield which of some texts became which: the likest first, and none that are unlike."""
    scores = sorted(
        (
            (_likeness(one, other), -abs(m - n), m, n)
            for m, one in enumerate(old)
            for n, other in enumerate(new)
        ),
        reverse=True,
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    for score, _, m, n in scores:
        if score >= _ALIKE and m not in taken[0] and n not in taken[1]:
            taken[0].add(m)
            taken[1].add(n)
            yield m, n


def _likeness(one: str, other: str) -> float:
    """Return how alike the lines of two entries are: more than 1 if a link is the same."""
    if one == other:
        return 3.0
    links = bool(set(_URL.findall(one)) & set(_URL.findall(other)))
    words = SequenceMatcher(None, _WORD.findall(one), _WORD.findall(other), autojunk=False)
    return links + words.ratio()
