"""Preprints that were published since become entries of what was published: what ``synbib upgrade`` does."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from itertools import chain
from typing import Any

from synbib import lazily
from synbib.arguments import expect_several
from synbib.bibtex import Edits
from synbib.files import Updated, read_files, update
from synbib.library import Library, read_data
from synbib.lookup.ahead import ask_ahead
from synbib.model.citekey import DEFAULT, citation_key, unique_key
from synbib.verbs.rewritten import Rewritten
from synbib.verbs.taken import set_fields
from synbib.verification import (
    Known,
    Publication,
    Source,
    changes,
    is_unpublished,
    published,
    questions,
)

__all__ = ["UpgradedFile", "upgrade_files", "upgrade_library"]

Progress = Callable[[int, int], None]
"""Is told how many entries were looked at, and of how many."""


@lazily.dataclass(frozen=True)
class UpgradedFile(Rewritten):
    """A BibTeX file as it was, and with its preprints as what was published.

    Attributes:
        upgraded: What was published, for each entry that changed.
        doubtful: What may have been published; these entries stay as they are.
        keys: Old key → new key, of the entries that got another.
        written: What became of the file, if it was written.
    """

    upgraded: tuple[Publication, ...] = ()
    doubtful: tuple[Publication, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)
    written: Updated[Any] | None = None


def upgrade_library(
    library: Library,
    sources: Sequence[Source],
    keys: Iterable[str] | None = None,
    *,
    rekey: bool = False,
    pattern: str | None = None,
    progress: Progress = lambda _done, _all: None,
) -> UpgradedFile:
    """Return a library's file with its preprints as what was published since.

    The type and the fields become those of the published version. arXiv number, groups, links, notes and key stay.

    Args:
        library: A library of one file.
        sources: The sources, the surest first.
        keys: The entries that are looked at; all by default.
        rekey: Whether what changes gets a new key, also where other entries name it.
        pattern: The pattern of new keys (see `synbib.model.citekey`).
        progress: Is told how far it is.
    """
    wanted = list(keys) if keys is not None else list(library)
    edits = Edits(library.document)
    taken = {block.key for block in library.document.entries}
    renamed: dict[str, str] = {}
    sure: list[Publication] = []
    doubtful: list[Publication] = []
    preprints = (library[key] for key in wanted if is_unpublished(Known.of(library[key])))
    ask_ahead(sources, chain.from_iterable(map(questions, preprints)))
    for number, key in enumerate(wanted, 1):
        found = published(library[key], sources)
        if found:
            (doubtful if found.doubt else sure).append(found)
        progress(number, len(wanted))
    for each in sure:
        key = each.entry.key
        kind, sets, gone = changes(each)
        edits.set_type(key, kind)
        set_fields(edits, key, kind, sets)
        for name in gone:
            edits.remove_field(key, name)
        if rekey:
            fields = {
                n: value for n, value in each.entry.own_fields.items() if n not in gone
            } | dict(sets)
            new = unique_key(citation_key(fields, kind, pattern or DEFAULT), taken - {key})
            if new != key:
                edits.rename_entry(key, new)
                taken.add(new)
                renamed[key] = new
    document = library.document
    return UpgradedFile(
        document.name,
        document.text,
        edits.text(),
        library.encoding,
        tuple(sure),
        tuple(doubtful),
        renamed,
    )


def upgrade_files(
    paths: Iterable[str | os.PathLike[str]],
    sources: Sequence[Source],
    *,
    rekey: bool = False,
    pattern: str | None = None,
    write: bool = True,
    encoding: str | None = None,
    keep: Callable[[str, bytes], bool] = lambda _name, _old: False,
    tell: Callable[[str], None] = lambda _line: None,
    progress: Progress = lambda _done, _all: None,
) -> list[UpgradedFile]:
    """Upgrade the preprints of BibTeX files; each is written whole, and none if one cannot be.

    Args:
        paths: The files.
        sources: The sources, the surest first.
        rekey: Whether what changes gets a new key.
        pattern: The pattern of new keys.
        write: Whether the files are written; else what would be written is only returned.
        encoding: What a file is read as that neither is Unicode nor says what it is; guessed by default.
        keep: Whether a file that is written is kept beside it, as `synbib.files.update` takes it.
        tell: Is given a line when another process has to be waited for.
        progress: Is told how far it is.

    Raises:
        ArgumentError: An argument is something else than what is wanted there.
        FileError: A file cannot be read.
        SynbibError: A file cannot be written.
    """
    names = [os.fspath(path) for path in expect_several(paths, "paths", os.PathLike, "files", str)]

    def upgraded(read: Mapping[str, bytes]) -> tuple[dict[str, bytes], list[UpgradedFile]]:
        done = [
            upgrade_library(
                read_data(data, name, encoding),
                sources,
                rekey=rekey,
                pattern=pattern,
                progress=progress,
            )
            for name, data in read.items()
        ]
        return {each.name: each.data for each in done if each.changed}, done

    if not write:
        return upgraded(read_files(names))[1]
    written = update(names, upgraded, keep=keep, tell=tell)
    return [lazily.replace(each, written=written) for each in written.result]
