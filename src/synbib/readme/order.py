"""The order of entries: the keys that they may be sorted by, each up or down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import Any, Final

from synbib import lazily
from synbib.errors import SynbibError, UnknownNameError
from synbib.library import Entry, Library
from synbib.library.facets import date_of, names
from synbib.text.folding import fold

__all__ = [
    "SORT_KEYS",
    "SortKey",
    "between",
    "moved",
    "ordered",
    "parse_places",
    "parse_sort",
]


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


_PLACE: Final = lazily.pattern(r"(?P<key>\S+)\s+(?:first|after\s+(?P<above>\S+))")


def parse_places(text: str) -> tuple[tuple[str, str], ...]:
    """Return what ``text`` moves where: ``roe2021 after doe2020, poe1999 first``; the key and that above it.

    Raises:
        SynbibError: It is not of that form.
    """
    places = []
    for part in filter(None, map(str.strip, text.split(","))):
        found = _PLACE.fullmatch(part)
        if not found:
            raise SynbibError(f"place: '{part}' is not KEY after KEY, nor KEY first")
        places.append((found["key"], found["above"] or ""))
    if not places:
        raise SynbibError("place: there is nothing to move; write e.g. roe2021 after doe2020")
    return tuple(places)


def moved(keys: Iterable[str], places: Iterable[tuple[str, str]]) -> list[str]:
    """Return ``keys`` with some put in their places, one after the other; what is not there moves nothing."""
    below: dict[str, str] = dict(pairwise(["", *keys]))
    above = {key: before for before, key in below.items()}
    for key, target in places:
        if key not in above or (target and target not in above) or key == target:
            continue
        _take_out(key, below, above)
        following = below.get(target, "")
        below[target], above[key] = key, target
        if following:
            below[key], above[following] = following, key
    found = []
    key = ""
    while key := below.get(key, ""):
        found.append(key)
    return found


def _take_out(key: str, below: dict[str, str], above: dict[str, str]) -> None:
    before, following = above.pop(key), below.pop(key, "")
    if following:
        below[before], above[following] = following, before
    else:
        del below[before]


def between(entries: Sequence[Entry], after: str, until: str) -> list[Entry]:
    """Return the entries after one and up to another, keys; ``""`` for the first and the last of all.

    Raises:
        UnknownNameError: One of them is not there; the nearest keys are suggested.
    """
    places = {entry.key: place for place, entry in enumerate(entries)}
    for key in (after, until):
        if key and key not in places:
            raise UnknownNameError.among("entry of this block", key, places)
    first = places[after] + 1 if after else 0
    return list(entries[first : places[until] + 1 if until else None])
