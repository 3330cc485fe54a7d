"""Works found in files of the index, in one or in many: the answer is that of one file which has all their works.

What costs is asked of each file: which works have an identifier, a title, or stretches of one. What is found is put
together, and the best of all of them are compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Final, NamedTuple, Protocol

from synbib import lazily
from synbib.index.record import Record
from synbib.index.titles import (
    LEAST_ALIKE,
    LIKENESS_OF_A_PART,
    asked,
    chosen,
    likeness,
    trigrams,
    within,
)
from synbib.library.matching import plain
from synbib.model import parse_names

__all__ = ["Hit", "Kept", "Shelf", "Shelves", "by_mark", "by_title"]

# As many titles that share stretches are compared, and as many works with one identifier or title are given.
_COMPARED: Final = 40
_MOST: Final = 20
_DIGITS: Final = 4  # of a year
_UNKNOWN: Final = 9999  # years apart


@lazily.dataclass(frozen=True, slots=True)
class Hit:
    """A work that was found.

    Attributes:
        record: The work.
        file: The name of the file that it comes from.
        likeness: How much its title is the one looked for, from 0 to 1; 1 where it was found by an identifier.
    """

    record: Record
    file: str
    likeness: float = 1.0


class Kept(NamedTuple):
    """A work as a file of the index has it.

    Attributes:
        number: Its number, which no other work of the index has; it grows in the order in which works came.
        file: The name of the file that it comes from.
        letters: The letters of its title.
        record: The work, packed.
    """

    number: int
    file: str
    letters: str
    record: bytes


class Shelf(Protocol):
    """A file of the index. Of what it gives, the least numbers stand first."""

    def marked(self, mark: str, most: int) -> list[Kept]:
        """Return works with an identifier."""

    def titled(self, letters: str, most: int) -> list[Kept]:
        """Return works of a title."""

    def headed(self, letters: str, most: int) -> list[Kept]:
        """Return works whose title up to its colon may be this one."""

    def counted(self, stretches: Collection[str]) -> dict[str, int]:
        """Return how many titles have each stretch, about; what is not counted is left out."""

    def sharing(self, stretches: Sequence[str], most: int) -> list[tuple[int, int]]:
        """Return the numbers of the works that have most of some stretches, and of how many: those first."""

    def holding(self, stretches: Collection[str], most: int) -> list[tuple[int, str]]:
        """Return the numbers of works that have all of some stretches, and the letters of their titles."""

    def letters(self, numbers: Sequence[int]) -> list[tuple[int, str]]:
        """Return the letters of the titles of works, with their numbers."""

    def kept(self, number: int) -> Kept:
        """Return a work by its number."""


class Shelves(Protocol):
    """The files of an index, in order."""

    def __getitem__(self, at: int, /) -> Shelf:
        """Return a file by its place."""

    def __iter__(self) -> Iterator[Shelf]:
        """Yield all of them."""


# A work's number, and the place of the file that has it.
_Place = tuple[int, int]


def by_mark(shelves: Shelves, mark: str) -> list[Hit]:
    """Return the works with an identifier, as `synbib.index.rows.mark` gives it."""
    return [_hit(each) for each in _first(shelves, lambda shelf: shelf.marked(mark, _MOST))]


def by_title(
    shelves: Shelves, letters: str, family: str = "", year: int | None = None
) -> list[Hit]:
    """Return the works of a title, else those of titles like it, the most fitting first.

    Args:
        shelves: The files.
        letters: The title's letters, folded.
        family: The letters of the first author's family name, ``""`` if it is not known.
        year: The year, if it is known: of several works of one title, the nearest goes first.
    """
    hits = [_hit(each) for each in _first(shelves, lambda shelf: shelf.titled(letters, _MOST))]
    if not hits:
        longer = [
            each
            for each in _first(shelves, lambda shelf: shelf.headed(letters, _MOST))
            if each.letters.startswith(letters)
        ]
        hits = [_hit(each, LIKENESS_OF_A_PART) for each in longer]
        hits += _like(shelves, letters, {each.number for each in longer})

    def fit(hit: Hit) -> tuple[float, bool, int]:
        fields = hit.record.fields
        written = fields.get("author") or fields.get("editor", "")
        families = [plain(name.family) for name in parse_names(written)] if family else []
        told = fields.get("year", "")
        is_told = year and told.isdecimal() and len(told) <= _DIGITS
        apart = abs(int(told) - year) if is_told and year else _UNKNOWN
        return -hit.likeness, family not in families, apart

    return sorted(hits, key=fit) if len(hits) > 1 else hits


def _first(shelves: Shelves, ask: Callable[[Shelf], list[Kept]]) -> list[Kept]:
    """Return the first works of all that the files give."""
    found = [each for shelf in shelves for each in ask(shelf)]
    return sorted(found, key=lambda each: each.number)[:_MOST]


def _hit(kept: Kept, alike: float = 1.0) -> Hit:
    return Hit(Record.unpacked(kept.record), kept.file, alike)


def _like(shelves: Shelves, letters: str, besides: Collection[int]) -> Iterator[Hit]:
    """Yield works whose title is like one; not some that are known already, by their numbers."""
    wanted = sorted(asked(letters))
    if not wanted:
        return
    counts: Counter[str] = Counter(dict.fromkeys(wanted, 0))
    for shelf in shelves:
        counts.update(shelf.counted(wanted))
    rare, parts = chosen(counts), within(letters)
    sharing: list[tuple[int, int, int]] = []
    holding: list[tuple[_Place, str]] = []
    for at, shelf in enumerate(shelves):
        sharing += ((-shared, n, at) for n, shared in shelf.sharing(rare, _COMPARED))
        if parts:
            holding += (((n, at), found) for n, found in shelf.holding(parts, _COMPARED))
    places = [(number, at) for _, number, at in sorted(sharing)[:_COMPARED]]
    compared = trigrams(letters)

    def ranked(titles: Iterable[tuple[_Place, str]]) -> list[tuple[float, _Place]]:
        return [
            (likeness(compared, trigrams(found)), place)
            for place, found in titles
            if place[0] not in besides
        ]

    best = sorted(ranked(_letters(shelves, places)), reverse=True)[:_MOST]
    best = [each for each in best if each[0] >= LEAST_ALIKE]
    known = {place for _, place in best}
    # Those that begin or end with a short one, such as those with a subtitle.
    around = [
        (place, found)
        for place, found in sorted(holding)[:_COMPARED]
        if place not in known and (found.startswith(letters) or found.endswith(letters))
    ]
    for alike, (number, at) in best + ranked(around):
        yield _hit(shelves[at].kept(number), alike)


def _letters(shelves: Shelves, places: Sequence[_Place]) -> Iterator[tuple[_Place, str]]:
    numbers: dict[int, list[int]] = {}
    for number, at in places:
        numbers.setdefault(at, []).append(number)
    for at, wanted in numbers.items():
        yield from (((number, at), found) for number, found in shelves[at].letters(wanted))
