"""Works for what somebody begins to write: by their keys, and by the words of their people, years and titles."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, islice

from synbib import bibtex, collector
from synbib.library import Library
from synbib.text.folding import fold

__all__ = ["Searched", "Searches"]

# What an entry takes from others changes when these do.
_FROM_OTHERS = ("crossref", "xdata")


class Searched:
    """A library, made ready to be searched while somebody types.

    Args:
        library: The library.
        before: The same of an earlier state of its files: what stays as it was need not be read again.

    Attributes:
        library: The library.
    """

    def __init__(self, library: Library, before: Searched | None = None) -> None:
        self.library = library
        known: Mapping[str, str] = before._keys if before is not None else {}
        self._keys: Mapping[str, str] = {key: known.get(key) or fold(key) for key in library}
        self._folded = sorted((folded, key) for key, folded in self._keys.items())
        self._said: dict[str, tuple[str, str]] = {}
        self._before: Mapping[str, tuple[str, str]] = before._said if before is not None else {}

    def find(self, typed: str, most: int) -> list[str]:
        """Return keys: those that begin so, those that have it inside, then those of works that have all its words.

        Args:
            typed: What is typed; capitals and accents do not count.
            most: How many are wanted.
        """
        wanted = fold(typed)
        with collector.resting():
            found = chain(
                self._beginning(wanted), self._holding(wanted), self._with_words(wanted.split())
            )
            chosen: dict[str, None] = {}
            for key in found:
                if len(chosen) >= most:
                    break
                chosen[key] = None
        return list(chosen)

    def _beginning(self, wanted: str) -> Iterator[str]:
        for at in range(bisect_left(self._folded, (wanted,)), len(self._folded)):
            folded, key = self._folded[at]
            if not folded.startswith(wanted):
                return
            yield key

    def _holding(self, wanted: str) -> Iterator[str]:
        return (key for folded, key in self._folded if wanted in folded)

    def _with_words(self, words: Sequence[str]) -> Iterator[str]:
        for _, key in self._folded:
            said = self.words(key)
            if all(word in said for word in words):
                yield key

    def words(self, key: str) -> str:
        """Return the people, the year and the title of a work, folded."""
        if key not in self._said:
            block = self._blocks.get(key)
            source = block.source if block is not None else ""
            known = self._before.get(key)
            is_same = known is not None and known[0] == source and not _depends(source)
            said = known[1] if known and is_same else self.library.search_text(key)
            self._said[key] = (source, said)
        return self._said[key][1]

    def prepare(self, most: int) -> bool:
        """Make some more works ready, and return whether there are any left.

        Args:
            most: How many.
        """
        for _, key in islice(self._folded, len(self._said), len(self._said) + most):
            self.words(key)
        return len(self._said) < len(self._folded)

    @cached_property
    def _blocks(self) -> Mapping[str, bibtex.Entry]:
        """Key → the entry that counts."""
        found: dict[str, bibtex.Entry] = {}
        for document in self.library.documents:
            for entry in document.entries:
                found.setdefault(entry.key, entry)
        return found


def _depends(source: str) -> bool:
    return any(name in source for name in _FROM_OTHERS)


class Searches:
    """The libraries that are being searched, each made ready once for each of its states."""

    def __init__(self) -> None:
        self._last: dict[tuple[str, ...], Searched] = {}

    def of(self, library: Library) -> Searched:
        """Return a library made ready."""
        names = tuple(document.name for document in library.documents)
        found = self._last.get(names)
        if found is None or found.library is not library:
            found = self._last[names] = Searched(library, found)
        return found
