"""The citations of a document while it is being written, and what changes in its bibliography."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import count

from synbib import lazily
from synbib.csl.phases import Citation
from synbib.errors import ArgumentError, UnknownNameError

__all__ = ["CitationList", "ReferenceChanges", "placed_anew"]


class CitationList:
    """The citations of a document in their order, each with an id."""

    def __init__(self) -> None:
        self._by_id: dict[str, Citation] = {}
        self._numbers = count(1)

    def __len__(self) -> int:
        return len(self._by_id)

    @property
    def ids(self) -> list[str]:
        """The ids, in the order of the document."""
        return list(self._by_id)

    @property
    def citations(self) -> list[Citation]:
        """The citations, in the order of the document."""
        return list(self._by_id.values())

    def insert(self, citation: Citation, id: str | None = None, before: str | None = None) -> str:
        """Add a citation and return its id.

        Args:
            citation: The citation.
            id: Its id; the next number that is free by default.
            before: The id of the citation that it stands before; it is the last one by default.

        Raises:
            ArgumentError: There is a citation with this id.
            UnknownNameError: There is no citation ``before``.
        """
        if id is None:
            name = next(name for name in map(str, self._numbers) if name not in self._by_id)
        elif id in self._by_id:
            raise ArgumentError(f"id: there is a citation '{id}'; choose another id, or replace it")
        else:
            name = id
        self._put(name, citation, before)
        return name

    def replace(self, id: str, citation: Citation) -> None:
        """Put a citation in the place of the one with this id.

        Raises:
            UnknownNameError: There is none.
        """
        self.find(id)
        self._by_id[id] = citation

    def move(self, id: str, before: str | None = None) -> None:
        """Move a citation before another one, or to the end.

        Raises:
            UnknownNameError: There is no such citation.
        """
        citation = self.find(id)
        if before is not None:
            self.find(before)
        if id != before:
            del self._by_id[id]
            self._put(id, citation, before)

    def delete(self, id: str) -> None:
        """Remove a citation.

        Raises:
            UnknownNameError: There is no such citation.
        """
        self.find(id)
        del self._by_id[id]

    def find(self, id: str) -> Citation:
        """Return the citation with this id.

        Raises:
            UnknownNameError: There is none; the nearest ids are suggested.
        """
        if id not in self._by_id:
            raise UnknownNameError.among("citation", id, self._by_id)
        return self._by_id[id]

    def citing(self, key: str) -> list[str]:
        """Return the ids of the citations that cite an item."""
        return [
            name
            for name, citation in self._by_id.items()
            if any(cite.key == key for cite in citation.cites)
        ]

    def _put(self, id: str, citation: Citation, before: str | None) -> None:
        after: dict[str, Citation] = {}
        if before is not None:
            self.find(before)
            ids = list(self._by_id)
            after = {later: self._by_id.pop(later) for later in ids[ids.index(before) :]}
        self._by_id[id] = citation
        self._by_id |= after


@lazily.dataclass(frozen=True, slots=True)
class ReferenceChanges:
    """What is other in a bibliography than it was.

    To have the new one from the old: take the references out that are ``removed``; then go through ``after`` in order
    and put each reference, taken from where it stands or new, right after the one named there.

    Attributes:
        texts: Id → reference, of those that are new or read otherwise.
        removed: The ids of those that are in it no more.
        after: The id of each reference that is new or stands elsewhere → the id of the one before it, ``None`` where
            it is the first; in the order of the bibliography.
    """

    texts: Mapping[str, str]
    removed: tuple[str, ...]
    after: Mapping[str, str | None]

    def __bool__(self) -> bool:
        return bool(self.texts or self.removed or self.after)


def placed_anew(before: Sequence[str], now: Sequence[str]) -> dict[str, str | None]:
    """Return what has to be placed in a list, as few as can be: each with the one before it, ``None`` for the first.

    Args:
        before: The list as it was, each once.
        now: The list as it is.
    """
    places = {key: place for place, key in enumerate(before)}
    staying = _longest_rising([key for key in now if key in places], places)
    above = [None, *now]
    return {key: above[i] for i, key in enumerate(now) if key not in staying}


def _longest_rising(keys: Sequence[str], places: Mapping[str, int]) -> set[str]:
    """Return the most keys whose places rise: Schensted's algorithm, which takes n log n steps."""
    ends: list[str] = []  # the key with which a rising row of each length ends lowest
    below: dict[str, str | None] = {}
    for key in keys:
        length = bisect_left(ends, places[key], key=places.__getitem__)
        below[key] = ends[length - 1] if length else None
        ends[length : length + 1] = [key]
    rising: set[str] = set()
    key_at: str | None = ends[-1] if ends else None
    while key_at is not None:
        rising.add(key_at)
        key_at = below[key_at]
    return rising
