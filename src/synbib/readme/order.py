"""The order of entries: the keys that they may be sorted by, each up or down."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any, Final

from synbib import lazily
from synbib.errors import SynbibError, UnknownNameError
from synbib.library import Entry, Library
from synbib.library.facets import date_of, names
from synbib.text.folding import fold

__all__ = ["SORT_KEYS", "SortKey", "ordered", "parse_sort"]


@lazily.dataclass(frozen=True, slots=True)
class SortKey:
    """One key of an order.

    Attributes:
        name: A name of `SORT_KEYS`.
        descending: Whether the greatest comes first.
    """

    name: str
    descending: bool = False


def _families(entry: Entry) -> tuple[str, ...]:
    people = names(entry) or names(entry, "editor")
    return tuple(
        fold(f"{n.get('family') or n.get('literal')}, {n.get('given', '')}") for n in people
    )


# Key → what of an entry, and of its place in the file, is compared; nothing comes last.
SORT_KEYS: Final[dict[str, Callable[[Entry, int], Any]]] = {
    "year": lambda entry, _: date_of(entry)[:1],
    "date": lambda entry, _: date_of(entry),
    "author": lambda entry, _: _families(entry),
    "title": lambda entry, _: fold(entry.title),
    "venue": lambda entry, _: fold(entry.venue),
    "type": lambda entry, _: entry.type,
    "key": lambda entry, _: fold(entry.key),
    "added": lambda _, place: (place,),
}


def parse_sort(text: str) -> tuple[SortKey, ...]:
    """Return the order that ``text`` names: ``-year,author``, the newest first, then by family name.

    Raises:
        UnknownNameError: There is no such key; the nearest names are suggested.
        SynbibError: It names none.
    """
    keys = []
    for part in filter(None, map(str.strip, text.split(","))):
        name = part.removeprefix("-").strip()
        if name not in SORT_KEYS:
            raise UnknownNameError.among("sort key", name, SORT_KEYS)
        keys.append(SortKey(name, part.startswith("-")))
    if not keys:
        raise SynbibError("sort: there is nothing to sort by; write e.g. -year,author")
    return tuple(keys)


def ordered(entries: Iterable[Entry], keys: Iterable[SortKey], library: Library) -> list[Entry]:
    """Return ``entries`` in order; what no key tells apart stays as it was, and what lacks a key comes last."""
    found = list(entries)
    places = {key: place for place, key in enumerate(library)}
    for key in reversed(tuple(keys)):
        value = SORT_KEYS[key.name]
        valued = [(value(entry, places[entry.key]), entry) for entry in found]
        present = [pair for pair in valued if pair[0]]
        present.sort(key=itemgetter(0), reverse=key.descending)
        found = [entry for _, entry in present] + [entry for has, entry in valued if not has]
    return found
