"""How many works a library has: by year, kind, venue, group, author and language; and how many have a DOI or code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import accumulate
from typing import Final, NamedTuple

from synbib import lazily
from synbib.arguments import expect, expect_several
from synbib.errors import SynbibError, UnknownNameError
from synbib.library.entry import Entry
from synbib.library.facets import group_paths
from synbib.library.library import Library
from synbib.library.named import NAMED

__all__ = ["COUNTED", "SHARES", "Count", "Growth", "Statistics", "parse_counted", "statistics"]


class Count(NamedTuple):
    """How many works have a name.

    Attributes:
        name: A year, a venue, an author …
        works: How many.
    """

    name: str
    works: int


class Growth(NamedTuple):
    """How many works there are of a year.

    Attributes:
        year: The year.
        works: How many were published in it.
        total: How many were published in it or before.
    """

    year: int
    works: int
    total: int


@lazily.dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of a library.

    Attributes:
        works: How many works there are.
        counts: What is counted → its names with the number of works, the most first; years, and the years in which
            works were added, in their order. A work counts under each of its names.
        without: What is counted → how many works have no name under it.
        shares: What a work may have → how many have it: names of `SHARES`.
        growth: The years with works, in their order; what is no number is left out.
    """

    works: int
    counts: Mapping[str, tuple[Count, ...]]
    without: Mapping[str, int]
    shares: Mapping[str, int]
    growth: tuple[Growth, ...]


# When a program put the work into the file: BibDesk's field, JabRef's of today and of before.
_ADDED: Final = ("date-added", "creationdate", "timestamp")
_YEAR: Final = lazily.pattern(r"\s*\{?(?P<year>(?:19|20)\d\d)(?=[-./ ]\d)")


def _added(entry: Entry) -> list[str]:
    for name in _ADDED:
        if found := _YEAR.match(entry.own_fields.get(name, "")):
            return [found["year"]]
    return []


def _no_groups(_: Entry) -> list[str]:
    return []


COUNTED: Final[Mapping[str, Callable[[Entry], Iterable[str]]]] = {
    "year": NAMED["year"],
    "type": NAMED["type"],
    "venue": NAMED["venue"],
    "group": _no_groups,  # an entry does not know them; `statistics` asks the library
    "author": NAMED["author"],
    "language": NAMED["language"],
    "keyword": NAMED["keyword"],
    "added": _added,
}
"""What works are counted by."""

_IN_ORDER: Final = frozenset({"year", "added"})

SHARES: Final[Mapping[str, Callable[[Entry], bool]]] = {
    "DOI": lambda entry: bool(entry.csl.get("DOI")),
    "link": lambda entry: bool(entry.links),
    "code": lambda entry: any(link.kind == "code" for link in entry.links),
    "abstract": lambda entry: bool(entry.fields.get("abstract", "").strip(" {}")),
}
"""What a work may have."""


def statistics(library: Library, entries: Iterable[Entry] | None = None) -> Statistics:
    """Return the figures of a library.

    Args:
        library: The library.
        entries: Only these of its entries; all by default.

    Raises:
        ArgumentError: An argument is something else than what is wanted there.
    """
    expect(library, "library", Library, "synbib.read(path) reads one")
    chosen = (
        list(library.values())
        if entries is None
        else expect_several(entries, "entries", Entry, "entries")
    )
    paths = group_paths(library.groups)
    named = {
        **COUNTED,
        "group": lambda entry: filter(None, paths.get(entry.key, ())),
    }
    counts: dict[str, tuple[Count, ...]] = {}
    without: dict[str, int] = {}
    for what, names in named.items():
        counts[what], without[what] = _counted(chosen, names, in_order=what in _IN_ORDER)
    return Statistics(
        len(chosen),
        counts,
        without,
        {name: sum(map(has, chosen)) for name, has in SHARES.items()},
        _growth(counts["year"]),
    )


def parse_counted(text: str) -> tuple[str, ...]:
    """Return what is counted by ``text``: ``year,venue``.

    Raises:
        UnknownNameError: There is nothing of this name; the nearest names are suggested.
        SynbibError: It names nothing.
    """
    names = tuple(dict.fromkeys(filter(None, map(str.strip, text.split(",")))))
    for name in names:
        if name not in COUNTED:
            raise UnknownNameError.among("figure", name, COUNTED)
    if not names:
        raise SynbibError("by: there is nothing to count by; write e.g. year,venue")
    return names


def _counted(
    entries: Iterable[Entry], names: Callable[[Entry], Iterable[str]], *, in_order: bool
) -> tuple[tuple[Count, ...], int]:
    """Return how many entries have each name, and how many have none."""
    counter: Counter[str] = Counter()
    spellings: dict[str, str] = {}  # of names that differ by capitals the first one counts
    without = 0
    for entry in entries:
        found = {spellings.setdefault(name.casefold(), name) for name in names(entry)}
        counter.update(found)
        without += not found
    rows = [Count(name, works) for name, works in counter.items()]
    rows.sort(key=lambda row: (_number(row.name), row.name) if in_order else (-row.works, row.name))
    return tuple(rows), without


def _number(year: str) -> int:
    return int(year) if re.fullmatch(r"-?[0-9]{1,9}", year) else 0


def _growth(years: Iterable[Count]) -> tuple[Growth, ...]:
    numbered = [(int(name), works) for name, works in years if re.fullmatch(r"-?[0-9]{1,9}", name)]
    sums = accumulate(works for _, works in numbered)
    return tuple(
        Growth(year, works, total) for (year, works), total in zip(numbered, sums, strict=True)
    )
