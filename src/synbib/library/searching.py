"""A library that is searched again and again, as while somebody types: what searches ask entries for is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice

from synbib import lazily
from synbib.library.facets import Record, group_paths
from synbib.library.library import Library
from synbib.library.query import Query
from synbib.text.folding import fold
from synbib.text.narrowing import matching

__all__ = ["Searcher"]


@lazily.dataclass(frozen=True)
class _Kept(Record):
    """A record that works out only once what it is asked for."""

    @cached_property
    def _facets(self) -> dict[str, tuple[str, ...]]:
        return {}

    def facet(self, name: str) -> Iterator[str]:
        found = self._facets.get(name)
        if found is None:
            found = self._facets[name] = tuple(Record.facet(self, name))
        return iter(found)


class Searcher:
    """The entries of a library by their numbers, from 0, ready to be searched as far as `prepare` has made them.

    Args:
        library: The entries.

    Attributes:
        keys: The citation keys, in the order of the library.
    """

    def __init__(self, library: Library) -> None:
        self.keys: Sequence[str] = tuple(library)
        self._library = library
        self._records: list[_Kept] = []
        self._near: list[str] = []
        self._fields: tuple[int, frozenset[str]] = (0, frozenset())

    @property
    def ready(self) -> int:
        """How many entries can be searched: the first ones."""
        return len(self._records)

    @property
    def is_ready(self) -> bool:
        """Whether all of them can."""
        return self.ready == len(self.keys)

    @cached_property
    def _paths(self) -> dict[str, tuple[str, ...]]:
        return group_paths(self._library.groups)

    def prepare(self, most: int | None = None) -> None:
        """Make further entries ready.

        Args:
            most: How many at most; all by default.
        """
        end = None if most is None else self.ready + most
        for key in islice(self.keys, self.ready, end):
            record = _Kept(self._library[key], self._paths.get(key, ()))
            record.anywhere  # noqa: B018 - what takes the time
            self._records.append(record)
            self._near.append(f"{fold(key)} {self._library.search_text(key)}")

    def find(self, query: Query, first: int = 0, last: int | None = None) -> list[int]:
        """Return the entries that a search finds, among those that are ready.

        Args:
            query: The search.
            first: The first number that is looked at.
            last: The number before which that ends.

        Raises:
            UnknownNameError: A field does not exist; the nearest names are suggested. That is known when all entries
                are ready.
        """
        if self.is_ready:
            query.check_fields(self._names)
        test = query.test
        return [i for i, record in self._between(first, last) if test(record)]

    def _names(self) -> frozenset[str]:
        """The names of the fields that the entries have."""
        if self._fields[0] < self.ready:
            new = (record.entry.fields for record in self._records[self._fields[0] :])
            self._fields = (self.ready, self._fields[1].union(*new))
        return self._fields[1]

    def with_words(
        self, words: Iterable[str], first: int = 0, last: int | None = None
    ) -> list[int]:
        """Return the entries in which each of some words stands as it is, among those that are ready.

        Args:
            words: The words, in any case; nothing in them is a sign of the query language.
            first: The first number that is looked at.
            last: The number before which that ends.
        """
        wanted = list(map(fold, words))
        between = self._between(first, last)
        return [i for i, record in between if all(word in record.anywhere for word in wanted)]

    def near(self, words: str) -> list[int]:
        """Return the entries with the letters of words in order, in key, people, year or title; the nearest first."""
        return matching(words, self._near)

    def _between(self, first: int, last: int | None) -> Iterator[tuple[int, _Kept]]:
        return enumerate(islice(self._records, first, last), first)
