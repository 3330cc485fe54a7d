"""Citation numbers: by the order of the bibliography, and by the order of citing among what it leaves equal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from synbib.csl.items import Item

__all__ = ["Numbering"]


class Numbering:
    """Numbers items, and numbers them anew as they are cited.

    Args:
        items: The items by id.
    """

    def __init__(self, items: Mapping[str, Item]) -> None:
        self._items = items
        self._ranks: Sequence[Sequence[str]] = []
        self._rank_of: dict[str, Sequence[str]] = {}
        self._place: dict[str, int] = {}
        self._cited: set[str] = set()

    def of(self, key: str) -> int:
        """Return the number of an item."""
        return self._items[key].citation_number

    def order(self, key: str) -> int:
        """Return what orders items while they are cited one by one."""
        return self._place[key] if len(self._ranks) == 1 else self.of(key)

    def by_citing(self, keys: Sequence[str], cited: int) -> None:
        """Number the items in the order in which they are cited.

        Args:
            keys: The items.
            cited: How many of them are cited, the first ones.
        """
        self._cited = set(keys[:cited])
        # What is cited one by one from here on takes the places from `cited - len(self._items)` to -1.
        below = len(self._items)
        self._place = {key: i - below if i < cited else i for i, key in enumerate(keys)}
        for number, key in enumerate(keys, 1):
            self._items[key].citation_number = number

    def rank(self, ranks: Sequence[Sequence[str]]) -> None:
        """Take the order of the bibliography, as groups of what it leaves equal."""
        self._ranks = ranks
        self._rank_of = {key: rank for rank in ranks for key in rank}

    def by_rank(self, *, counts_down: bool) -> list[str]:
        """Number the items in the order of the bibliography, and return them in it."""
        place = self._place.__getitem__
        ordered: list[str] = []
        for rank in self._ranks:
            ordered += rank if len(rank) == 1 else sorted(rank, key=place)
        for number, key in enumerate(reversed(ordered) if counts_down else ordered, 1):
            self._items[key].citation_number = number
        return ordered

    def cite(self, key: str) -> bool:
        """Note that an item is cited, and return whether it is for the first time: others may change with it."""
        if key in self._cited:
            return False
        self._place[key] = len(self._cited) - len(self._items)
        self._cited.add(key)
        rank = self._rank_of[key]
        if len(self._ranks) == 1:
            # Nothing but the order of citing counts; the numbers of what is not cited are for later.
            self._items[key].citation_number = len(self._cited)
        elif len(rank) > 1:
            numbers = sorted(map(self.of, rank))
            members = sorted(rank, key=self._place.__getitem__)
            for member, number in zip(members, numbers, strict=True):
                self._items[member].citation_number = number
        return True
