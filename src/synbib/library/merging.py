"""One entry made of several that are one work: the most complete one is kept, and loses nothing of the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Final

from synbib import bibtex, lazily
from synbib.bibtex import MONTH_MACROS, Edits, is_month_macro
from synbib.errors import SynbibError
from synbib.library.entry import Entry
from synbib.library.groups import keyword_separator, split_field
from synbib.library.inherit import NOT_INHERITED
from synbib.library.library import Library
from synbib.library.matching import Cluster, Union, plain
from synbib.model import split_names
from synbib.model.fields import FieldKind, find_field

__all__ = ["Merged", "merge"]


@lazily.dataclass(frozen=True, slots=True)
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


# Lists, in which what all of them have is wanted.
_UNITED: Final = ("groups", "keywords")
# Nobody inherits these, and yet they say of the work what it inherits.
_PARENTS: Final = frozenset({"crossref", "xdata"})
_NOT_TAKEN: Final = NOT_INHERITED - _PARENTS


def merge(
    library: Library,
    clusters: Iterable[Cluster],
    repeated: Iterable[Entry] = (),
    keep: Collection[str] = (),
) -> Merged:
    """Return a library's file with each cluster as one entry.

    The most complete entry is kept, the first of several. It gets the fields that only the others have, and another
    value for one of its own only where that is a list of names ended by ``others`` and theirs names more. Their keys
    become its ``ids``, groups and keywords are united, and what referred to them refers to it.

    Args:
        library: A library of one file.
        clusters: Those to be merged; likely ones too, if they are among them.
        repeated: Of the library's `repeated` entries, those to be merged with the first of their key.
        keep: Of the keys of one work, the one that its entry has afterwards; that of the kept entry by default.

    Raises:
        BibtexError: A value cannot be carried over.
        SynbibError: Two keys of ``keep`` are of one work.
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
        fuller = _fuller(kept, others)
        conflicts += _conflicts(kept, others, fuller)
        key = _chosen(keys, keep) or kept.key
        gained = _missing(kept, others) | fuller | _united(key, kept, others)
        for other in others:
            assert isinstance(other.source, bibtex.Entry)  # it was read from a file
            edits.remove_entry(other.source)
        renamed |= {old: key for old in keys if old != key}
        if key != kept.key:
            assert isinstance(kept.source, bibtex.Entry)
            edits.rename_entry(kept.source, key, references=False)
        for name, value in gained.items():
            assert isinstance(kept.source, bibtex.Entry)
            edits.set_field(kept.source, name, value, as_written=is_month_macro(name, value))
    edits.rename_references(renamed)
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


def _chosen(keys: Iterable[str], keep: Collection[str]) -> str:
    """Return which of a work's keys is to be kept; ``""`` if that is not said."""
    chosen = [key for key in keys if key in keep]
    if len(chosen) > 1:
        raise SynbibError(f"'{chosen[0]}' and '{chosen[1]}' are one work; keep one of them")
    return chosen[0] if chosen else ""


def _missing(kept: Entry, others: Sequence[Entry]) -> dict[str, str]:
    """Return the fields that only the others have; months as macros, as they are written."""
    months = {month: macro for macro, month in MONTH_MACROS.items()}
    found: dict[str, str] = {}
    for other in others:
        for name, value in other.own_fields.items():
            if name not in kept.own_fields and name not in _NOT_TAKEN:
                found.setdefault(name, months.get(value, value) if name == "month" else value)
    return found


def _fuller(kept: Entry, others: Sequence[Entry]) -> dict[str, str]:
    """Return the lists of names of the others that go on where that of ``kept`` ends with ``others``."""
    found: dict[str, str] = {}
    for name, value in kept.own_fields.items():
        field = find_field(name)
        if field and field.kind is FieldKind.NAMES and _ends_early(value):
            fullest = max(
                (value, *(other.own_fields[name] for other in others if name in other.own_fields)),
                key=lambda names: (len(split_names(names)), not _ends_early(names)),
            )
            if fullest != value:
                found[name] = fullest
    return found


def _ends_early(names: str) -> bool:
    return names.casefold().endswith("others") and split_names(names)[-1].casefold() == "others"


def _united(key: str, kept: Entry, others: Sequence[Entry]) -> dict[str, str]:
    """Return the lists of ``kept``, which will have this key, that grow by what the others have in theirs."""
    found: dict[str, str] = {}
    for name in _UNITED:
        written = kept.own_fields.get(name, "")
        own = split_field(name, written)
        united = split_field(
            name, ",".join([*own, *(other.own_fields.get(name, "") for other in others)])
        )
        if len(united) > len(own):
            separator = keyword_separator(written) if name == "keywords" else ", "
            found[name] = separator.join(united)
    aliases = [*kept.aliases, kept.key]
    for other in others:
        aliases += (other.key, *other.aliases)
    names = tuple(alias for alias in dict.fromkeys(aliases) if alias != key)
    if names != kept.aliases:
        found["ids"] = ", ".join(names)
    return found


def _conflicts(kept: Entry, others: Sequence[Entry], fuller: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each field in which the entries differ from what stands afterwards."""
    for name, value in fuller.items():
        yield f"{kept.key}: {name} = {{{value}}} is kept; it had {{{kept.own_fields[name]}}}"
    for other in others:
        where = other.key if other.key != kept.key else f"the one in line {other.line}"
        for name, value in other.own_fields.items():
            has = fuller.get(name) or kept.own_fields.get(name)
            if name in _UNITED or name == "ids" or (has is None and name not in _NOT_TAKEN):
                continue
            if has is None:
                yield f"{kept.key}: no {name} is kept; {where} had {{{value}}}"
            elif plain(has) != plain(value):
                yield f"{kept.key}: {name} = {{{has}}} is kept; {where} had {{{value}}}"
