"""Which records are compared at all: those that meet in a bucket, and of a full one only a few.

Nothing is compared with everything. So the time grows with the number of records, also where many have one title or
one link.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from synbib import lazily
from synbib.library.entry import Entry
from synbib.library.matching.identity import Identity, identity_of
from synbib.library.matching.verdict import IMPORT, compare
from synbib.text.folding import letters

__all__ = ["MOST", "Found", "Index", "Mark", "by_identifier", "marks_in", "neighbours"]

# As many records in one bucket are looked at: more works of one title there are not.
MOST: Final = 8

# What a work is known by: the scheme of an identifier and that, or ``title`` and the title's letters.
Mark = tuple[str, str]
_Feature = tuple[str, ...]


def by_identifier(identities: Sequence[Identity]) -> dict[Mark, list[int]]:
    """Return identifier → the numbers of those that have it."""
    buckets: dict[Mark, list[int]] = {}
    for number, one in enumerate(identities):
        for mark in one.identifiers.items():
            buckets.setdefault(mark, []).append(number)
    return buckets


def neighbours(identities: Sequence[Identity]) -> Iterator[tuple[int, int]]:
    """Yield pairs to be compared, by identifier, then by title: each record with the one before it in its bucket."""
    for numbers in by_identifier(identities).values():
        yield from pairwise(numbers)
    titles: dict[Hashable, list[int]] = {}
    for number, one in enumerate(identities):
        if one.letters and one.family:
            titles.setdefault((one.letters, one.family), []).append(number)

    def place(number: int) -> tuple[object, ...]:
        # Same year, and within it the same journal, volume and pages, side by side.
        one = identities[number]
        where = letters(one.journal or one.book)
        return (one.year or 0, one.identifiers.get("doi", ""), where, sorted(one.numbers.items()))

    for numbers in titles.values():
        yield from pairwise(sorted(numbers, key=place))


def marks_in(entries: Iterable[Entry]) -> frozenset[Mark]:
    """Return what entries are known by, to ask of many records whether they are there."""
    found = map(identity_of, entries)
    return frozenset(
        mark for one in found for mark in (*one.identifiers.items(), ("title", one.letters))
    )


@lazily.dataclass(frozen=True, slots=True)
class Found:
    """What was found.

    Attributes:
        entry: The entry of the work, if the store has it.
        unlike: An entry with the work's identifier under quite another title.
    """

    entry: Entry | None = None
    unlike: Entry | None = None


class Index:
    """The entries of a store, to be found again. Each is found once: two works that come in are two in the store.

    Args:
        entries: The store's, in order.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by: dict[_Feature, list[tuple[Identity, Entry]]] = {}
        self._taken: set[str] = set()
        self._passed: dict[_Feature, int] = {}  # how many at the head are taken
        for entry in entries:
            identity = identity_of(entry)
            for feature in _features(identity):
                self._by.setdefault(feature, []).append((identity, entry))

    def held_by_others(self, identity: Identity, entry: Entry) -> frozenset[str]:
        """Return the schemes of a work's identifiers that other entries have, beside the one that it is."""
        return frozenset(
            mark[0]
            for mark in identity.identifiers.items()
            if any(other.key != entry.key for _, other in self._bucket(mark))
        )

    def find(self, identity: Identity, linked: Identity) -> Found:
        """Return the entry that is this work: by identifier and title, by an identifier alone, by title.

        Args:
            identity: What the work is recognised by.
            linked: The same with what its links name, also where the source gives those to another work.
        """
        unlike: Entry | None = None
        for feature in _features(identity):
            if feature[0] != "title" and (other := self._unlike(feature, identity)):
                # What is another's says nothing of this work, as where a line was copied.
                unlike = unlike or other
                kept = {s: i for s, i in identity.identifiers.items() if s != feature[0]}
                identity = lazily.replace(identity, identifiers=kept)
                continue
            for theirs, entry in self._candidates(feature):
                if compare(identity, theirs, IMPORT).is_same:
                    self._taken.add(entry.key)
                    return Found(entry)
        return Found(self._called_otherwise(identity, linked), unlike)

    def _called_otherwise(self, identity: Identity, linked: Identity) -> Entry | None:
        """Return the entry of which this is another name, by the link: that it was found already does not matter."""
        renamed = lazily.replace(identity, identifiers=linked.identifiers)
        for mark in linked.identifiers.items():
            for theirs, entry in self._bucket(mark):
                if compare(renamed, theirs, IMPORT).is_same:
                    return entry
        return None

    def _unlike(self, feature: _Feature, identity: Identity) -> Entry | None:
        """Return the entry with an identifier under quite another title; None if one has it under the same."""
        found = self._bucket(feature)
        if any(compare(identity, theirs, IMPORT).is_same for theirs, _ in found):
            return None
        return next((entry for _, entry in found), None)

    def _bucket(self, feature: _Feature) -> Sequence[tuple[Identity, Entry]]:
        return self._by.get(feature, ())[:MOST]

    def _candidates(self, feature: _Feature) -> Iterator[tuple[Identity, Entry]]:
        found = self._by.get(feature, [])
        # Those at the head that are taken will be so for good.
        first = self._passed.get(feature, 0)
        while first < len(found) and found[first][1].key in self._taken:
            first += 1
        self._passed[feature] = first
        return (e for e in found[first : first + MOST] if e[1].key not in self._taken)


def _features(identity: Identity) -> Iterator[_Feature]:
    """Yield what an entry can be found by, the surest first."""
    for scheme, identifier in identity.identifiers.items():
        yield "title", identity.letters, scheme, identifier
    for scheme, identifier in identity.identifiers.items():
        yield scheme, identifier
    yield "title", identity.letters
