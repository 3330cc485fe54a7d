"""Entries held against sources of works, and corrected by them: what ``synbib verify`` does."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from synbib import lazily
from synbib.bibtex import Edits
from synbib.bibtex.encoding import decode
from synbib.diagnostics import Severity
from synbib.errors import Diagnostic, FileError
from synbib.files import file_at
from synbib.incoming import completed
from synbib.library import Entry, Library, read_text
from synbib.library.matching.people import ends_early
from synbib.lookup.ahead import ask_ahead
from synbib.model.fields import canonical
from synbib.verbs.stores import ChangedStore, change_stores
from synbib.verbs.taken import set_fields
from synbib.verification import (
    EVERYWHERE,
    SEVERITIES,
    Difference,
    Known,
    Outcome,
    Source,
    Verdict,
    is_unpublished,
    questions,
    verify,
)

__all__ = ["VerifiedFile", "corrected", "findings", "verify_files", "verify_library"]

Progress = Callable[[int, int], None]
"""Is told how many entries are verified, and of how many."""

# What is corrected → the fields that say it, by the names of `model.fields`.
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("title", "subtitle"),
    "author": ("author",),
    "editor": ("editor",),
    "year": ("year",),
    "venue": ("booktitle", "journaltitle"),
    "arxiv": ("eprint",),
    "doi": ("doi",),
}


@lazily.dataclass(frozen=True)
class VerifiedFile(ChangedStore):
    """A BibTeX file as it was, verified, and as it is corrected.

    Attributes:
        verdicts: What came of its entries, in their order.
        corrected: The keys of the entries that were completed or corrected.
    """

    verdicts: tuple[Verdict, ...] = ()
    corrected: tuple[str, ...] = ()


def verify_library(
    library: Library,
    sources: Sequence[Source],
    keys: Iterable[str] | None = None,
    progress: Progress = lambda _done, _all: None,
) -> list[Verdict]:
    """Return what sources say of the entries of a library, in their order.

    Args:
        library: The library.
        sources: The sources, the nearest first.
        keys: The entries that are verified; all by default.
        progress: Is told how far it is.
    """
    wanted = [library[key] for key in keys] if keys is not None else list(library.values())
    verdicts = []
    if wanted:
        progress(0, len(wanted))
    ask_ahead(sources, chain.from_iterable(map(questions, wanted)), EVERYWHERE)
    for number, entry in enumerate(wanted, 1):
        verdicts.append(verify(entry, sources))
        progress(number, len(wanted))
    return verdicts


def verify_files(
    paths: Iterable[str | os.PathLike[str]],
    sources: Sequence[Source],
    *,
    since: str | None = None,
    fix: bool = False,
    write: bool = True,
    encoding: str | None = None,
    keep: Callable[[str, bytes], bool] = lambda _name, _old: False,
    tell: Callable[[str], None] = lambda _line: None,
    progress: Progress = lambda _done, _all: None,
) -> list[VerifiedFile]:
    """Verify BibTeX files, and correct them if that is wanted; each is written whole, and none if one cannot be.

    Args:
        paths: The files.
        sources: The sources, the nearest first.
        since: A revision of git: only entries that are new or changed since then are verified.
        fix: Whether entries are completed and corrected by what confirms them.
        write: Whether the files are written; else what would be written is only returned.
        encoding: What a file is read as that neither is Unicode nor says what it is; guessed by default.
        keep: Whether a file that is written is kept beside it, as `synbib.files.update` takes it.
        tell: Is given a line when another process has to be waited for.
        progress: Is told how far it is.

    Raises:
        ArgumentError: An argument is something else than what is wanted there.
        FileError: A file cannot be read, or git has no such revision.
        SynbibError: A file cannot be written.
    """

    def verified(library: Library) -> VerifiedFile:
        document = library.document
        keys = _changed(library, since, encoding) if since else None
        verdicts = tuple(verify_library(library, sources, keys, progress))
        text, fixed = corrected(library, verdicts) if fix else (document.text, ())
        return VerifiedFile(
            document.name,
            document.text,
            text,
            library.encoding,
            verdicts=verdicts,
            corrected=fixed,
        )

    return change_stores(
        paths, verified, write=fix and write, encoding=encoding, keep=keep, tell=tell
    )


def findings(
    verdicts: Iterable[Verdict], severities: Mapping[Outcome, Severity | None] = SEVERITIES
) -> Iterator[Diagnostic]:
    """Yield what is not in order, with its place.

    Args:
        verdicts: What came of entries.
        severities: How much each outcome matters; what is ``None`` is left out.
    """
    for verdict in verdicts:
        if severity := severities.get(verdict.outcome):
            entry = verdict.entry
            line, column = (
                entry.source.document.position(entry.source.start) if entry.source else (0, 0)
            )
            yield Diagnostic(
                entry.source.document.name if entry.source else "",
                line,
                column,
                verdict.outcome.value,
                f"'{entry.key}': {verdict.message}",
                key=entry.key,
                set_severity=severity,
            )


def _changed(library: Library, revision: str, encoding: str | None) -> list[str]:
    """Return the keys of the entries that a file did not have at a revision, or had otherwise.

    Raises:
        FileError: Git has no such revision.
    """
    name = library.document.name
    data = file_at(name, revision)
    if data is None:
        raise FileError(
            f"{name}: git has no revision '{revision}' of it; name one that git rev-parse knows"
        )
    old = read_text(decode(data, name, encoding).text, name)
    return [
        key
        for key, entry in library.items()
        if key not in old or (old[key].type, old[key].fields) != (entry.type, entry.fields)
    ]


# --- corrections ----------------------------------------------------------------------------------------


def corrected(library: Library, verdicts: Iterable[Verdict]) -> tuple[str, tuple[str, ...]]:
    """Return the text of a library's file with entries completed and corrected, and their keys.

    Only what a source confirms beyond doubt is taken from it: a verdict that is `Verdict.sure`.
    """
    edits = Edits(library.document)
    keys = []
    for verdict in verdicts:
        entry, record = verdict.entry, verdict.record
        if (
            not verdict.sure
            or record is None
            or verdict.outcome not in (Outcome.CONFIRMED, Outcome.DIFFERS)
        ):
            continue
        theirs = record.entry()
        gains = _gains(entry, theirs) | _corrections(entry, theirs, verdict.differences)
        if set_fields(edits, entry.key, entry.type, gains):
            keys.append(entry.key)
    return edits.text(), tuple(keys)


def _gains(entry: Entry, theirs: Entry) -> dict[str, str]:
    """Return the fields that an entry lacks; what is published says nothing of its preprint."""
    if is_unpublished(Known.of(entry)) != is_unpublished(Known.of(theirs)):
        return {}
    gains = dict(completed(entry, theirs).fields)
    for role in ("author", "editor"):
        if (
            ends_early(entry.own_fields.get(role, ""))
            and role in theirs.fields
            and not ends_early(theirs.fields[role])
        ):
            gains[role] = theirs.fields[role]
    return {
        name: value
        for name, value in gains.items()
        if name not in entry.fields or name in ("author", "editor")
    }


def _corrections(entry: Entry, theirs: Entry, differences: Iterable[Difference]) -> dict[str, str]:
    """Return the fields of an entry that say something else than their source."""
    found: dict[str, str] = {}
    told = {canonical(name): value for name, value in theirs.fields.items()}
    for difference in differences:
        for name in entry.own_fields:
            field = canonical(name)
            if field in _FIELDS.get(difference.field, ()) and field in told:
                found[name] = told[field]
    return found
