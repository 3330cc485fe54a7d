"""A library inspected: what reading found and what the rules find, without what is to be ignored."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from synbib import bibtex, lazily
from synbib.bibtex import Edits
from synbib.errors import BibtexError, Diagnostic, SynbibError, check_ignorable
from synbib.library import Entry, Library, Merged
from synbib.library.rules.checks import CHECKS
from synbib.library.rules.fault import Check, EntryCheck, Fault, FieldCheck
from synbib.library.rules.subject import Subject
from synbib.model.fields import Field, FieldKind, find_field

__all__ = ["Fixed", "check_library", "fix_library", "merge_duplicates"]


def check_library(
    library: Library, ignore: Collection[str] = (), cited: Collection[str] | None = None
) -> list[Diagnostic]:
    """Return what is wrong or doubtful in a library, in the order of its files, each with the key of its entry.

    What ``% synbib: ignore CODE`` right above an entry covers is left out.

    Args:
        library: The library.
        ignore: The codes that are left out throughout, see `synbib.diagnostics.IGNORABLE`.
        cited: The keys that documents cite; what else is there is a note then. None where no document is looked at.

    Raises:
        BibtexError: A file is not BibTeX, or holds conflict markers.
        SynbibError: A code of ``ignore`` does not exist, or cannot be left out.
    """
    subject = _subject(library, ignore, cited)
    found = (_with_key(each.diagnostic, subject) for each in _found(subject))
    unasked = ("uncited-entry",) if cited is None else ()
    told = (
        each for each in (*found, *subject.ignores.findings(unasked)) if each.code not in ignore
    )
    return list(library.in_order(told))


def merge_duplicates(
    library: Library, ignore: Collection[str] = (), keep: Collection[str] = ()
) -> Merged:
    """Return a library's file with one entry for each work that certainly stands twice, under two keys or under one.

    What is to be ignored is not merged either.

    Args:
        library: A library of one file.
        ignore: As for `check_library`.
        keep: Of the keys of one work, the one that its entry has afterwards; that of the most complete by default.

    Raises:
        BibtexError: Something in the file could not be understood, or a value cannot be carried over.
        SynbibError: A code of ``ignore`` does not exist, or cannot be left out; a key of ``keep`` is not that of a work
            that stands twice, or two are of one.
    """
    from synbib.library import merge  # here, as it is needed for merging only

    subject = _subject(library, ignore)
    kept = {
        (found.line, found.column)
        for found in library.diagnostics
        if found.code == "duplicate-key"
        and ("duplicate-key" in ignore or subject.ignores.cover(found))
    }
    repeated = [
        entry
        for entry in subject.repeated
        if entry.source and entry.source.document.position(entry.source.start) not in kept
    ]
    certain = [cluster for cluster in subject.clusters if not cluster.likely]
    twice = {key for cluster in certain for key in cluster.keys} | {each.key for each in repeated}
    for key in keep:
        if key not in twice:
            raise SynbibError(
                f"no other entry is certainly the work of '{key}'; name a key that is merged"
            )
    if not twice:
        return Merged(library.document.text)
    library.raise_on_errors()
    return merge(library, certain, repeated, keep)


def _subject(
    library: Library, ignore: Collection[str], cited: Collection[str] | None = None
) -> Subject:
    for code in ignore:
        check_ignorable(code)
    if library.unreadable:
        raise BibtexError.of(library.unreadable)
    return Subject(library, ignore, cited)


# What a fix makes may need another one, as characters that an entity stood for may have to be escaped.
_MOST_ROUNDS: Final = 10


class Fixed(NamedTuple):
    """A file of which rules have mended what they can.

    Attributes:
        text: The file.
        done: What was mended, each at its place in the file as that was then.
    """

    text: str
    done: tuple[Diagnostic, ...]


def fix_library(library: Library, wanted: Callable[[str], bool] = lambda _code: True) -> Fixed:
    """Return a library's file with what rules can mend without a person mended, and all else as it was.

    A value that is made of macros stays, and so does what a line above an entry has ignored. To fix it again changes
    nothing.

    Args:
        library: A library of one file.
        wanted: Whether findings with a code are mended.

    Raises:
        BibtexError: The file is not BibTeX, or holds conflict markers.
    """
    done: list[Diagnostic] = []
    for _ in range(_MOST_ROUNDS):
        edits = Edits(library.document)
        touched: set[tuple[str, str]] = set()
        # No rule for a whole library mends anything, and to find works that stand twice takes its time.
        subject = _subject(library, ())
        for found in _uncovered(subject, _of_entries(subject)):
            entry = found.entry
            names = {(entry.key, name) for name in found.mended} if entry else set()
            if (
                entry is not None
                and names
                and wanted(found.diagnostic.code)
                and touched.isdisjoint(names)
                and all(_is_literal(entry, name) for name in found.mended)
            ):
                touched |= names
                done.append(found.diagnostic)
                assert isinstance(entry.source, bibtex.Entry)
                for name, content in found.mended.items():
                    if content is None:
                        edits.remove_field(entry.source, name)
                    else:
                        edits.set_field(entry.source, name, content)
        if not touched:
            break
        library = library.with_text(edits.text())
    return Fixed(library.document.text, tuple(library.in_order(done)))


def _is_literal(entry: Entry, name: str) -> bool:
    """Whether a field stands in the file as one text, so that another can take its place."""
    if not isinstance(entry.source, bibtex.Entry):
        return False
    written = [value for own, value in entry.source.pairs if own.lower() == name]
    return len(written) == 1 and written[0][1:-1] == entry.fields[name]


class _Found(NamedTuple):
    """A finding, and where a rule can mend it, how: the entry, and what its fields hold then."""

    diagnostic: Diagnostic
    entry: Entry | None = None
    mended: Mapping[str, str | None] = {}


def _found(subject: Subject) -> Iterator[_Found]:
    """Yield all findings that no line in a file covers."""
    judged = {check.code for check in CHECKS}
    read = (_Found(each) for each in subject.library.diagnostics if each.code not in judged)
    yield from _uncovered(subject, (*read, *_of_libraries(subject), *_of_entries(subject)))


def _uncovered(subject: Subject, found: Iterable[_Found]) -> Iterator[_Found]:
    return (each for each in found if not subject.ignores.cover(each.diagnostic))


def _of_libraries(subject: Subject) -> Iterator[_Found]:
    for check in CHECKS:
        if isinstance(check, Check):
            yield from map(_Found, check.run(subject))


def _of_entries(subject: Subject) -> Iterator[_Found]:
    """Yield what the rules for entries and fields find, one entry after the other."""
    of_entries = [check for check in CHECKS if isinstance(check, EntryCheck)]
    for entry in subject.library.values():
        faults: list[tuple[str, Fault]] = [
            (check.code, fault) for check in of_entries for fault in check.run(entry)
        ]
        for name, value in entry.own_fields.items():
            field, checks = _checks_of(name)
            faults += (
                (check.code, fault) for check in checks for fault in check.run(value, field, entry)
            )
        for code, fault in faults:
            diagnostic = subject.find(
                entry, code, fault.message, fault.hint, fault.field, fault.text
            )
            yield _Found(diagnostic, entry, fault.mended)


@lru_cache(maxsize=4096)
def _checks_of(name: str) -> tuple[Field, tuple[FieldCheck, ...]]:
    """What a field of this name is, by this name, and the rules that look at it."""
    known = find_field(name)
    field = Field(name, FieldKind.LITERAL) if known is None else lazily.replace(known, name=name)
    return field, tuple(
        check
        for check in CHECKS
        if isinstance(check, FieldCheck)
        and (name in check.of or (known is not None and known.kind in check.of))
    )


def _with_key(found: Diagnostic, subject: Subject) -> Diagnostic:
    block = subject.ignores.block_of(found)
    return lazily.replace(found, key=block.key) if isinstance(block, bibtex.Entry) else found
