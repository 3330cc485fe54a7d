"""Which entries show, and in which order: a search, a group, a column to sort by. It knows no terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from synbib import lazily
from synbib.browser.rows import Row, row_of
from synbib.errors import SynbibError
from synbib.library import Entry, Library, Query, parse_query
from synbib.library.searching import Searcher

__all__ = ["Listing"]

_MADE_AT_ONCE: Final = 50  # entries that are made ready to be searched
_SEARCHED_AT_ONCE: Final = 500
_WORDS: Final = lazily.pattern(r"[\w\s]*")
# From one number to another: those that are found.
_Find = Callable[[int, int], list[int]]


class Listing:
    """The entries of a library, of which some show.

    A search goes on in steps, so that nobody waits for it: `search` begins it, `go_on` does a step.

    Args:
        library: The entries.

    Attributes:
        library: The entries.
        keys: Their keys; an entry's number is its place there.
        shown: The numbers of the entries that show, in order.
        query: What is searched.
        note: What is to be said of the search: why it is none; that it was taken more widely.
        sorted_by: The column that the order goes by, and whether the greatest comes first; None: that of the file.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self._searcher = Searcher(library)
        self.keys = self._searcher.keys
        self.shown: Sequence[int] = range(len(self.keys))
        self.query = ""
        self.note = ""
        self.sorted_by: tuple[str, bool] | None = None
        self._rows: dict[int, Row] = {}
        self._group: frozenset[str] | None = None
        self._ranks: Sequence[int] | None = None
        self._find: _Find | None = None
        self._found: Sequence[int] = self.shown
        self._new: list[int] = []
        self._looked_at = len(self.keys)
        self._instead = False
        self._is_near = False

    def __len__(self) -> int:
        return len(self.keys)

    def entry(self, number: int) -> Entry:
        """Return an entry."""
        return self.library[self.keys[number]]

    def row(self, number: int) -> Row:
        """Return what shows of an entry in a line."""
        if number not in self._rows:
            self._rows[number] = row_of(self.entry(number))
        return self._rows[number]

    # --- the search ---------------------------------------------------------------------------------

    def search(self, text: str) -> None:
        """Begin a search, in the language of ``synbib find``.

        What is none, as it is half typed, is taken for words as they stand; where no entry has these, what stands
        before its last words is searched.
        """
        self.query, self.note, self._is_near = text, "", False
        try:
            query = parse_query(text) if text.strip() else None
        except SynbibError as error:
            self._take_as_words(error)
        else:
            self._begin(query)

    def _begin(self, query: Query | None) -> None:
        self._new, self._looked_at, self._instead = [], 0, False
        if query is None:
            self._end(range(len(self.keys)))
        else:
            self._find = lambda first, last: self._searcher.find(query, first, last)

    def _take_as_words(self, error: SynbibError) -> None:
        words = self.query.split()
        self.note, self._new, self._looked_at, self._instead = error.message, [], 0, True
        self._find = lambda first, last: self._searcher.with_words(words, first, last)

    def _begin_with_less(self) -> None:
        """Search the longest beginning of what is typed that is a search."""
        words = self.query.split()
        for end in range(len(words) - 1, 0, -1):
            try:
                query = parse_query(" ".join(words[:end]))
                self._searcher.find(query, 0, 0)
            except SynbibError:
                continue
            self._begin(query)
            return
        self._begin(None)

    @property
    def is_searching(self) -> bool:
        """Whether the search goes on."""
        return self._find is not None

    def go_on(self) -> bool:
        """Do a step of the search, or make further entries ready for the next one; return whether more is to do."""
        if self._find is not None and self._looked_at < self._searcher.ready:
            self._look(self._find)
        elif not self._searcher.is_ready:
            self._searcher.prepare(_MADE_AT_ONCE)
        if self._find is not None and self._looked_at == len(self.keys):
            self._end(self._new)
        return self.is_searching or not self._searcher.is_ready

    def _look(self, find: _Find) -> None:
        last = min(self._looked_at + _SEARCHED_AT_ONCE, self._searcher.ready)
        try:
            self._new += find(self._looked_at, last)
        except SynbibError as error:  # there is no such field
            self._take_as_words(error)
            return
        self._looked_at = last
        if not self._instead:
            self._show(self._new)

    def _end(self, found: Sequence[int]) -> None:
        self._find, self._looked_at = None, len(self.keys)
        if not found and self._instead:
            self._begin_with_less()
            return
        if not found and not self.note and _WORDS.fullmatch(self.query):
            found = self._searcher.near(self.query)
            self._is_near = bool(found)
            self.note = "no such words; their letters in order" if found else ""
        self._found = found
        self._show(found)

    # --- group and order ----------------------------------------------------------------------------

    def choose(self, keys: Iterable[str] | None) -> None:
        """Show only entries with these keys; all by default."""
        self._group = None if keys is None else frozenset(keys)
        self._show(self._new if self.is_searching and not self._instead else self._found)

    def sort(self, column: str | None) -> None:
        """Sort by a column, and if that is done already, the other way round; by default in the order of the file.

        The newest years come first.
        """
        if column is None:
            self.sort_so(None)
        elif self.sorted_by and self.sorted_by[0] == column:
            self.sort_so((column, not self.sorted_by[1]))
        else:
            self.sort_so((column, column == "year"))

    def sort_so(self, order: tuple[str, bool] | None) -> None:
        """Sort in this order, as `sorted_by` has it."""
        self.sorted_by, self._ranks = order, None
        if order is not None:
            from synbib.readme.order import SortKey, ordered

            made = ordered(self.library.values(), [SortKey(*order)], self.library)
            places = {entry.key: place for place, entry in enumerate(made)}
            self._ranks = [places[key] for key in self.keys]
        self._show(self._new if self.is_searching and not self._instead else self._found)

    def _show(self, numbers: Sequence[int]) -> None:
        if self._group is not None:
            numbers = [i for i in numbers if self.keys[i] in self._group]
        if self._ranks is not None and not self._is_near:  # the nearest first
            numbers = sorted(numbers, key=self._ranks.__getitem__)
        self.shown = numbers
