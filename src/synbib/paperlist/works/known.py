"""The entries of a store, to be found again by what a list says of a paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from synbib.library import Entry
from synbib.paperlist.mentions.outcome import Mark
from synbib.paperlist.works.alike import Marks, contradict, marks_of, same_title

__all__ = ["Found", "Known", "marks_in"]

# As many entries with one title, or one identifier, are looked at: so hostile files take no longer.
_MOST: Final = 8


@dataclass(frozen=True, slots=True)
class Found:
    """What was found.

    Attributes:
        entry: The entry of the paper, if the store has it.
        unlike: An entry with the paper's identifier under quite another title.
    """

    entry: Entry | None = None
    unlike: Entry | None = None


class Known:
    """Entries by identifier and title. Each is found once: two papers of a list are two in the store.

    Args:
        entries: The store's, in order.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by: dict[tuple[str, ...], list[tuple[Marks, Entry]]] = {}
        self._taken: set[str] = set()
        self._passed: dict[tuple[str, ...], int] = {}  # how many at the head are taken
        for entry in entries:
            marks = marks_of(entry)
            for feature in _features(marks):
                self._by.setdefault(feature, []).append((marks, entry))

    def held_by_others(self, marks: Marks, entry: Entry) -> frozenset[str]:
        """Return the schemes of a paper's identifiers that other entries have, beside the one that it is."""
        return frozenset(
            scheme
            for scheme, identifier in marks.identifiers.items()
            if any(
                other.key != entry.key
                for _, other in self._by.get((scheme, identifier), ())[:_MOST]
            )
        )

    def find(self, marks: Marks, incoming: Entry) -> Found:
        """Return the entry that is this paper: by identifier and title, by an identifier alone, by title.

        Args:
            marks: What the paper is recognised by.
            incoming: Its entry, for what has a title that many have.
        """
        unlike: Entry | None = None
        for feature in _features(marks):
            if feature[0] != "title" and (other := self._unlike(feature, marks)):
                # What is another's says nothing of this paper, as where a line was copied.
                unlike = unlike or other
                kept = {s: i for s, i in marks.identifiers.items() if s != feature[0]}
                marks = replace(marks, identifiers=kept)
                continue
            for theirs, entry in self._candidates(feature):
                if feature[0] != "title":
                    same = same_title(marks, theirs)
                else:
                    same = len(feature) > 2 or (
                        not contradict(marks, theirs) and _near(marks, theirs, incoming, entry)
                    )
                if same:
                    self._taken.add(entry.key)
                    return Found(entry)
        return Found(self._called_otherwise(marks, incoming), unlike)

    def _called_otherwise(self, marks: Marks, incoming: Entry) -> Entry | None:
        """Return the entry of which a list has another name, by the link: that it was found already does not matter."""
        for feature in marks_of(incoming).identifiers.items():
            for theirs, entry in self._by.get(feature, ())[:_MOST]:
                if same_title(marks, theirs):
                    return entry
        return None

    def _unlike(self, feature: tuple[str, ...], marks: Marks) -> Entry | None:
        """Return the entry with an identifier under quite another title; None if one has it under the same."""
        found = self._by.get(feature, ())[:_MOST]
        if any(same_title(marks, theirs) for theirs, _ in found):
            return None
        return next((entry for _, entry in found), None)

    def _candidates(self, feature: tuple[str, ...]) -> Iterator[tuple[Marks, Entry]]:
        found = self._by.get(feature, [])
        # Those at the head that are taken will be so for good.
        first = self._passed.get(feature, 0)
        while first < len(found) and found[first][1].key in self._taken:
            first += 1
        self._passed[feature] = first
        return (e for e in found[first : first + _MOST] if e[1].key not in self._taken)


def marks_in(entries: Iterable[Entry]) -> frozenset[Mark]:
    """Return what entries are known by, for `read_list`."""
    found = map(marks_of, entries)
    return frozenset(mark for m in found for mark in (*m.identifiers.items(), ("title", m.letters)))


def _features(marks: Marks) -> Iterator[tuple[str, ...]]:
    """Yield what an entry can be found by, the surest first."""
    for scheme, identifier in marks.identifiers.items():
        yield "title", marks.letters, scheme, identifier
    for scheme, identifier in marks.identifiers.items():
        yield scheme, identifier
    yield "title", marks.letters


def _near(marks: Marks, theirs: Marks, incoming: Entry, entry: Entry) -> bool:
    """Whether papers with one title are of one time; of a short title, whether they have a link in common, too."""
    if marks.year and theirs.year and abs(marks.year - theirs.year) > 1:
        return False
    if marks.is_telling:
        return True
    ours, others = ({link.url for link in each.links} for each in (incoming, entry))
    return marks.year == theirs.year and (bool(ours & others) or not (ours or others))
