"""Which entries some keys need: their own, and those that these refer to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from synbib import bibtex
from synbib.library.inherit import keys_of, reference
from synbib.library.resolve import Resolver
from synbib.model import split_names
from synbib.model.fields import REFERENCES

__all__ = ["named", "reached"]

_XDATA = "xdata"


def reached(resolver: Resolver, keys: Iterable[str]) -> list[bibtex.Entry]:
    """Return the entries of some keys and all that they refer to: parents, data, members of sets, related works.

    Args:
        resolver: Knows the entries.
        keys: Citation keys, or further keys of entries (``ids``); what no entry has is left out.
    """
    waiting = [entry for key in keys if (entry := resolver.find(key))]
    found: dict[bibtex.Entry, None] = {}
    while waiting:
        entry = waiting.pop()
        if entry not in found:
            found[entry] = None
            waiting += (
                other for key in named(resolver, entry) if (other := resolver.find_parent(key))
            )
    return list(found)


def named(
    resolver: Resolver, entry: bibtex.Entry, by: frozenset[str] = REFERENCES
) -> Iterator[str]:
    """Yield the keys that an entry names.

    Args:
        resolver: Knows the macros.
        entry: The entry.
        by: The fields of keys that are looked at; references to single fields of ``xdata`` are found in all.
    """
    pairs = entry.pairs
    if not any(name.lower() in by or _XDATA in value for name, value in pairs):
        return
    fields = resolver.written_fields(entry)
    for name in by & fields.keys():
        yield from keys_of(fields[name])
    for value in fields.values():
        if _XDATA in value:
            parts = [value] if reference(value) else split_names(value)
            yield from (found.key for part in parts if (found := reference(part)))
