"""What a document may cite: the entries of BibTeX files and texts, and items of CSL-JSON, made ready when asked for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Final

from synbib import collector, lazily
from synbib.errors import BibtexError, UnknownKeyError
from synbib.files import stamp
from synbib.library import Library, combine, read_text
from synbib.text.folding import fold

__all__ = ["Found", "Works"]

Item = Mapping[str, Any]
ReadFile = Callable[[str], Library]
"""Returns the library of the BibTeX file at a path."""

_YEAR: Final = lazily.pattern(r"-?\d+")
_State = tuple[tuple[int, int, int] | None, ...]


@lazily.dataclass(frozen=True, slots=True)
class Found:
    """A work as a list to choose from shows it.

    Attributes:
        key: Its citation key.
        type: Its CSL type.
        names: The family names of its authors, or of its editors.
        year: The year of its publication.
        title: Its title.
    """

    key: str
    type: str
    names: str
    year: str
    title: str


class Works:
    """The works of one document.

    Args:
        files: Paths of BibTeX files.
        bibtex: Further entries, as BibTeX.
        items: Further items of CSL-JSON, which go before entries with their keys.
        read_file: What reads a file.

    Raises:
        SynbibError: A file cannot be read.
    """

    def __init__(
        self, files: Sequence[str], bibtex: str, items: Iterable[Item], read_file: ReadFile
    ) -> None:
        self._files = list(files)
        self._more = [read_text(bibtex, "bibtex")] if bibtex else []
        self._read_file = read_file
        self._given: dict[str, Item] = {}
        self._state = self._look()
        self._read()
        self.put(items)

    def _read(self) -> None:
        libraries = [self._read_file(path) for path in self._files] + self._more
        self.library = combine(libraries) if libraries else read_text("")
        self._forget()

    def _forget(self) -> None:
        self._items: dict[str, Item] = {}
        self._keys: list[tuple[str, str]] | None = None
        self._said: dict[str, str] = {}

    # --- Works by their keys ---------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __iter__(self) -> Iterator[str]:
        yield from self._given
        yield from (key for key in self.library if key not in self._given)

    def members(self, key: str) -> list[str]:
        """Return the keys that a key stands for: its entry's own, or those of the members of a set.

        Raises:
            UnknownKeyError: There is none; the nearest are suggested.
            BibtexError: It may be among what cannot be read.
        """
        if key in self._given or key in self._items:
            return [key]
        if key not in self.library:
            # An error about what cannot be read says more than one that there is no such key.
            try:
                self.library.check([key])
            except UnknownKeyError:
                if not self._given:
                    raise
                raise UnknownKeyError.among("citation key", key, [*self]) from None
        return [entry.key for entry in self.library.select([key])]

    def item(self, key: str) -> Item:
        """Return the CSL-JSON item of a work; it is made once.

        Raises:
            UnknownKeyError: There is none.
            BibtexError: Something in it could not be understood.
        """
        if key in self._given:
            return self._given[key]
        if key not in self._items:
            errors = [each for each in self.library.check([key]) if each.severity == "error"]
            if errors:
                raise BibtexError.of(errors)
            self._items[key] = self.library.find(key).csl
        return self._items[key]

    def bibtex(self, key: str) -> str | None:
        """Return a work's entry as the file has it, ``None`` where it is an item."""
        if key in self._given:
            return None
        source = self.library.find(key).source
        return source.source if source is not None else None

    # --- Works that change --------------------------------------------------------------------------------------------

    def put(self, items: Iterable[Item]) -> None:
        """Add items, or put them in the place of those with their ids."""
        self._given |= {str(item["id"]): item for item in items}
        self._forget()

    def remove(self, keys: Iterable[str]) -> None:
        """Remove items that were put.

        Raises:
            UnknownKeyError: There is no such item; entries of files are removed there.
        """
        removed = list(keys)
        for key in removed:
            if key not in self._given:
                raise UnknownKeyError.among("item", key, self._given)
        for key in removed:
            self._given.pop(key, None)
        self._forget()

    @property
    def is_stale(self) -> bool:
        """Whether a file is another one than when this was asked, or the file was read, last."""
        before, self._state = self._state, self._look()
        return self._state != before

    def reload(self) -> None:
        """Read the files again.

        Raises:
            SynbibError: One cannot be read; then everything is as it was.
        """
        self._state = self._look()
        self._read()

    def _look(self) -> _State:
        return tuple(map(stamp, self._files))

    # --- Works that are looked for ------------------------------------------------------------------------------------

    def found(self, key: str) -> Found:
        """Return a work as a list shows it."""
        item = self._given.get(key) or self.library[key].csl
        # Items come from others, and may have anything in place of names and dates.
        named = next((item[name] for name in ("author", "editor") if item.get(name)), ())
        names = [name for name in named if isinstance(name, Mapping)]
        family = [str(name.get("family") or name.get("literal") or "") for name in names]
        issued = item.get("issued")
        parts = issued.get("date-parts") if isinstance(issued, Mapping) else None
        year = _YEAR.search(str(parts)) if parts else None
        return Found(
            key,
            str(item.get("type", "")),
            ", ".join(filter(None, family)),
            year[0] if year else "",
            str(item.get("title", "")),
        )

    def complete(self, begun: str, most: int) -> list[Found]:
        """Return works for what somebody began to write.

        First those whose keys begin so, then those that have it in their keys, then those that have all its words in
        their names, year and title.

        Args:
            begun: What is there so far; capitals and accents do not count.
            most: How many are wanted.
        """
        if self._keys is None:
            self._keys = sorted((fold(key), key) for key in self)
        wanted = fold(begun)
        at = bisect_left(self._keys, (wanted,))
        chosen: dict[str, None] = {}
        for folded, key in self._keys[at : at + most]:
            if folded.startswith(wanted):
                chosen[key] = None
        with collector.resting():
            for key in chain(self._with_key(wanted), self._with_words(wanted.split())):
                if len(chosen) >= most:
                    break
                chosen[key] = None
        return [self.found(key) for key in chosen]

    def _with_key(self, wanted: str) -> Iterator[str]:
        return (key for folded, key in self._keys or () if wanted in folded)

    def _with_words(self, words: Sequence[str]) -> Iterator[str]:
        """Yield the keys of works that have all words in what they say, which is made ready as far as it is needed."""
        for _, key in self._keys or ():
            if key not in self._said:
                self._said[key] = self._searched(key)
            if all(word in self._said[key] for word in words):
                yield key

    def _searched(self, key: str) -> str:
        """Return the names, the year and the title of a work, folded."""
        if key in self._given:
            found = self.found(key)
            return fold(f"{found.names} {found.year} {found.title}")
        return self.library.search_text(key)
