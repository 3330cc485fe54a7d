"""The entries of a store, to be found again by what a list says of a paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from synbib.library import Entry
from synbib.paperlist.works.alike import Marks, contradict, marks_of, same_title

__all__ = ["Found", "Known"]

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

    def afresh(self) -> Known:
        """Return the same entries, none of them found yet."""
        other = Known(())
        other._by = self._by
        return other

    def find(self, marks: Marks, incoming: Entry) -> Found:
        """Return the entry that is this paper: by identifier and title, by an identifier alone, by title.

        Args:
            marks: What the paper is recognised by.
            incoming: Its entry, for what has a title that many have.
        """
        unlike: Entry | None = None
        for feature in _features(marks):
            exact = len(feature) > 2
            for theirs, entry in self._candidates(feature):
                if feature[0] == "title":
                    same = exact or (
                        not contradict(marks, theirs) and _near(marks, theirs, incoming, entry)
                    )
                else:
                    same = same_title(marks, theirs)
                    unlike = unlike if same else entry
                if same:
                    self._taken.add(entry.key)
                    return Found(entry)
        return Found(None, unlike)

    def _candidates(self, feature: tuple[str, ...]) -> Iterator[tuple[Marks, Entry]]:
        found = self._by.get(feature, [])
        # Those at the head that are taken will be so for good.
        first = self._passed.get(feature, 0)
        while first < len(found) and found[first][1].key in self._taken:
            first += 1
        self._passed[feature] = first
        return (e for e in found[first : first + _MOST] if e[1].key not in self._taken)


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
