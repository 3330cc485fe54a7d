"""Entries that are one work, and one entry made of them.

Two entries are one work when they have the same DOI or the same eprint, or the same title and first author in the
same year, up to LaTeX, letter case, accents and punctuation. Where they say something else that two records of one
work would not (another DOI, another volume, other pages, an unlike title), or their years are next to each other, as
a preprint's and the paper's are, the cluster is only *likely*: it is reported, and not merged by itself. An entry with
the key of another is the same work too if they share a title, a DOI or an eprint and nothing speaks against it.

Buckets and union-find: the time grows with the number of entries, also where many have one title.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from synbib import bibtex
from synbib.bibtex import MONTH_MACROS, Edits
from synbib.library.entry import Entry
from synbib.library.features import TELLING, Features, Union, features, plain
from synbib.library.groups import split_list
from synbib.library.inherit import NOT_INHERITED, keys_of
from synbib.library.library import Library
from synbib.model.fields import REFERENCES

__all__ = ["Cluster", "Merged", "find_duplicates", "find_repeated", "merge"]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Entries that are one work.

    Attributes:
        keys: Their keys, in the order of the file.
        reason: What they share: ``doi``, ``eprint`` or ``title``.
        likely: Whether something speaks against it, so that a person has to look.
    """

    keys: tuple[str, ...]
    reason: str
    likely: bool = False


@dataclass(frozen=True, slots=True)
class Merged:
    """A file with its duplicates merged.

    Attributes:
        text: The new text.
        keys: Old key → the key of the entry that now has it among its ``ids``.
        conflicts: A line for each field in which the entries differed; the kept entry's value stands.
    """

    text: str
    keys: Mapping[str, str] = field(default_factory=dict)
    conflicts: tuple[str, ...] = ()


# Features of which one that is shared is enough, under one key.
_ID: Final = ("doi", "eprint", "title")


def find_duplicates(library: Library) -> list[Cluster]:
    """Return the works that stand several times in a library, in the order of the file."""
    known = [features(entry) for entry in library.values()]
    order = {one.key: number for number, one in enumerate(known)}
    certain, likely = Union(), Union()
    for reason, one, other in _pairs(known):
        (likely if _doubtful(reason, one, other) else certain).join(one.key, other.key, reason)
    clusters = [
        Cluster(tuple(sorted(keys, key=order.__getitem__)), reason)
        for keys, reason in certain.sets()
    ]
    for keys, reason in likely.sets():
        # Those that certainly are one count as one here.
        if len({certain.root(key) for key in keys}) > 1:
            clusters.append(Cluster(tuple(sorted(keys, key=order.__getitem__)), reason, True))
    return sorted(clusters, key=lambda cluster: (order[cluster.keys[0]], cluster.likely))


def find_repeated(library: Library) -> list[Entry]:
    """Return the entries whose key is taken and that are the work that has it, in the order of the file."""
    return [entry for entry in library.repeated if _is_repeated(library[entry.key], entry)]


def _is_repeated(first: Entry, entry: Entry) -> bool:
    """Whether two entries with one key are one work."""
    if first.own_fields == entry.own_fields:
        return True
    one, other = features(first), features(entry)
    shared = any(getattr(one, name) and getattr(one, name) == getattr(other, name) for name in _ID)
    return shared and not any(
        mine and theirs and mine != theirs
        for mine, theirs in (
            *((getattr(one, name), getattr(other, name)) for name in (*_ID, "author", "year")),
            *((one.telling.get(name), other.telling.get(name)) for name in TELLING),
        )
    )


def _pairs(features: Sequence[Features]) -> Iterator[tuple[str, Features, Features]]:
    """Yield entries that share something: each with the one before it in its bucket."""
    for reason in ("doi", "eprint"):
        buckets: dict[object, list[Features]] = {}
        for one in features:
            if shared := getattr(one, reason):
                buckets.setdefault(shared, []).append(one)
        yield from _neighbours(reason, buckets.values())
    titles: dict[object, list[Features]] = {}
    for one in features:
        if one.title and one.author:
            titles.setdefault((one.title, one.author), []).append(one)
    for bucket in titles.values():
        # Same year, and within it the same volume and pages, side by side.
        bucket.sort(key=lambda one: (one.year or 0, one.doi, sorted(one.telling.items())))
    yield from _neighbours("title", titles.values())


def _neighbours(
    reason: str, buckets: Iterable[list[Features]]
) -> Iterator[tuple[str, Features, Features]]:
    for bucket in buckets:
        for one, other in pairwise(bucket):
            apart = abs(one.year - other.year) if one.year and other.year else 0
            if reason != "title" or apart <= 1:
                yield reason, one, other


def _doubtful(reason: str, one: Features, other: Features) -> bool:
    if reason == "title":
        if one.year != other.year or (one.doi and other.doi and one.doi != other.doi):
            return True
        if one.eprint and other.eprint and one.eprint != other.eprint:
            return True
    elif not (one.title in other.title or other.title in one.title):
        return True
    both = one.telling.keys() & other.telling.keys()
    return any(one.telling[name] != other.telling[name] for name in both)


# --- one entry made of several ---------------------------------------------------------------------------

# Lists, in which what all of them have is wanted.
_UNITED: Final = ("groups", "keywords")


def merge(library: Library, clusters: Iterable[Cluster], repeated: Iterable[Entry] = ()) -> Merged:
    """Return a library's file with each cluster as one entry.

    The most complete entry is kept, the first of several. It gets the fields that only the others have, never
    another value for one of its own; their keys become its ``ids``, groups and keywords are united, and what
    referred to them refers to it.

    Args:
        library: A library of one file.
        clusters: Those to be merged; likely ones too, if they are among them.
        repeated: Of the library's `repeated` entries, those to be merged with the first of their key.

    Raises:
        BibtexError: A value cannot be carried over.
    """
    edits = Edits(library.document)
    renamed: dict[str, str] = {}
    conflicts: list[str] = []
    further: dict[str, list[Entry]] = {}
    for entry in repeated:
        further.setdefault(entry.key, []).append(entry)
    for keys in _merged_keys(library, clusters, further):
        entries = [library[key] for key in keys]
        kept = max(entries, key=lambda entry: len(entry.own_fields))  # the first of equal ones
        others = [entry for entry in entries if entry is not kept]
        others += [entry for key in keys for entry in further.get(key, ())]
        conflicts += _conflicts(kept, others)
        for name, value in (_missing(kept, others) | _united(kept, others)).items():
            edits.set_field(kept.key, name, value, as_written=value in MONTH_MACROS)
        for other in others:
            assert isinstance(other.source, bibtex.Entry)  # it was read from a file
            edits.remove_entry(other.source)
            if other.key != kept.key:
                renamed[other.key] = kept.key
    edits.rename_in_groups(renamed)
    for entry in library.values():
        if entry.key not in renamed:
            for name, value in _pointed(entry, renamed).items():
                edits.set_field(entry.key, name, value)
    return Merged(edits.text(), renamed, tuple(conflicts))


def _merged_keys(
    library: Library, clusters: Iterable[Cluster], repeated: Iterable[str]
) -> Iterator[list[str]]:
    """Yield the keys of each work that becomes one entry, in the order of the file; one key where that is repeated."""
    works = Union()
    for cluster in clusters:
        for key in cluster.keys:
            works.join(cluster.keys[0], key, cluster.reason)
    order = {key: number for number, key in enumerate(library)}
    alone = set(repeated)
    for keys, _ in works.sets():
        alone -= keys
        yield sorted(keys, key=order.__getitem__)
    yield from ([key] for key in repeated if key in alone)


def _missing(kept: Entry, others: Sequence[Entry]) -> dict[str, str]:
    """Return the fields that only the others have; months as macros, as they are written."""
    months = {month: macro for macro, month in MONTH_MACROS.items()}
    found: dict[str, str] = {}
    for other in others:
        for name, value in other.own_fields.items():
            if name not in kept.own_fields and name not in NOT_INHERITED:
                found.setdefault(name, months.get(value, value) if name == "month" else value)
    return found


def _united(kept: Entry, others: Sequence[Entry]) -> dict[str, str]:
    """Return the lists of ``kept`` that grow by what the others have in theirs."""
    found: dict[str, str] = {}
    for name in _UNITED:
        own = split_list(kept.own_fields.get(name, ""))
        united = split_list(",".join([*own, *(other.own_fields.get(name, "") for other in others)]))
        if len(united) > len(own):
            found[name] = ", ".join(united)
    aliases = [*kept.aliases]
    for other in others:
        aliases += [key for key in (other.key, *other.aliases) if key != kept.key]
    if len(aliases) > len(kept.aliases):
        found["ids"] = ", ".join(dict.fromkeys(aliases))
    return found


def _conflicts(kept: Entry, others: Sequence[Entry]) -> Iterator[str]:
    """Yield a line for each field in which the others differ from what is kept."""
    for other in others:
        where = other.key if other.key != kept.key else f"the one in line {other.line}"
        for name, value in other.own_fields.items():
            has = kept.own_fields.get(name)
            if name in _UNITED or name == "ids" or (has is None and name not in NOT_INHERITED):
                continue
            if has is None:
                yield f"{kept.key}: no {name} is kept; {where} had {{{value}}}"
            elif plain(has) != plain(value):
                yield f"{kept.key}: {name} = {{{has}}} is kept; {where} had {{{value}}}"


def _pointed(entry: Entry, renamed: Mapping[str, str]) -> dict[str, str]:
    """Return the fields in which an entry names one that is gone, with the key of the one that has its place."""
    found: dict[str, str] = {}
    for name in REFERENCES:
        keys = keys_of(entry.own_fields.get(name, ""))
        if any(key in renamed for key in keys):
            found[name] = ", ".join(dict.fromkeys(renamed.get(key, key) for key in keys))
    return found
