"""Preprints that were published since become entries of what was published: what ``synbib upgrade`` does.

First all is looked up and what is doubtful is decided, then the stores are changed, once.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence, Set
from itertools import chain

from synbib import lazily
from synbib.arguments import expect_several
from synbib.bibtex import Edits
from synbib.files import read_files
from synbib.library import Entry, Library, read_data
from synbib.library.matching import find_duplicates
from synbib.lookup.ahead import ask_ahead
from synbib.model.citekey import DEFAULT, TakenKeys, citation_key, unique_key
from synbib.verbs.habits import Habits
from synbib.verbs.renaming import rename_keys
from synbib.verbs.stores import ChangedStore, change_stores
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

__all__ = ["UpgradedFile", "publications", "upgrade_files", "upgrade_library"]

Progress = Callable[[int, int], None]
"""Is told how many entries were looked at, and of how many."""


@lazily.dataclass(frozen=True)
class UpgradedFile(ChangedStore):
    """A BibTeX file as it was, and with its preprints as what was published.

    Attributes:
        upgraded: What was published, for each entry that changed.
        doubtful: What may have been published; these entries stay as they are.
        twins: The keys of works that stand twice now, as the store had the publication, too.
    """

    upgraded: tuple[Publication, ...] = ()
    doubtful: tuple[Publication, ...] = ()
    twins: tuple[tuple[str, ...], ...] = ()


def publications(
    library: Library,
    sources: Sequence[Source],
    keys: Iterable[str] | None = None,
    progress: Progress = lambda _done, _all: None,
) -> list[Publication]:
    """Return what preprints of a library were published as, and may have been.

    Args:
        library: A library of one file.
        sources: The sources, the surest first.
        keys: The entries that are looked at; all by default.
        progress: Is told how far it is.
    """
    wanted = list(keys) if keys is not None else list(library)
    if wanted:
        progress(0, len(wanted))
    preprints = (library[key] for key in wanted if is_unpublished(Known.of(library[key])))
    ask_ahead(sources, chain.from_iterable(map(questions, preprints)))
    found = []
    for number, key in enumerate(wanted, 1):
        if publication := published(library[key], sources):
            found.append(publication)
        progress(number, len(wanted))
    return found


def upgrade_library(
    library: Library,
    found: Iterable[Publication],
    *,
    rekey: bool = False,
    pattern: str | None = None,
    accept: Callable[[Publication], bool] = lambda publication: not publication.doubt,
) -> UpgradedFile:
    """Return a library's file with its preprints as what was published since.

    The type and the fields become those of the published version, written as the store writes them. arXiv number,
    groups, links, notes and key stay. An entry that is not what it was when it was looked up stays as it is.

    Args:
        library: A library of one file.
        found: What `publications` found.
        rekey: Whether what changes gets a new key, also where other entries name it.
        pattern: The pattern of new keys (see `synbib.model.citekey`).
        accept: Whether an entry becomes what it was published as; by default where nothing is in doubt.
    """
    edits = Edits(library.document)
    current = [each for each in found if _is_as_found(library, each)]
    sure = [each for each in current if accept(each)]
    taken = TakenKeys(name for key, entry in library.items() for name in (key, *entry.aliases))
    # Which of two entries of one key is cited, nobody knows.
    twice = {entry.key for entry in library.repeated}
    renamed: dict[str, str] = {}
    habits = Habits(library.document)
    for each in sure:
        key = each.entry.key
        kind, sets, gone = changes(each)
        edits.set_type(key, kind)
        has = set_fields(edits, key, kind, sets, habits)
        for name in gone - has:
            edits.remove_field(key, name)
        if rekey and key not in twice:
            fields = _without(each.entry, gone) | dict(sets)
            own = {key, *each.entry.aliases}
            new = unique_key(citation_key(fields, kind, pattern or DEFAULT), taken.without(own))
            if new != key:
                taken.add(new)
                renamed[key] = new
    document = library.document
    text = edits.text()
    if renamed:
        text = rename_keys(library.with_text(text), renamed).text
    keys = {renamed.get(each.entry.key, each.entry.key) for each in sure}
    return UpgradedFile(
        document.name,
        document.text,
        text,
        library.encoding,
        renamed,
        upgraded=tuple(sure),
        doubtful=tuple(each for each in current if each not in sure),
        twins=_twins(library.with_text(text), keys) if keys else (),
    )


def _twins(library: Library, keys: Set[str]) -> tuple[tuple[str, ...], ...]:
    clusters = find_duplicates(library)
    return tuple(
        each.keys for each in clusters if not each.likely and not keys.isdisjoint(each.keys)
    )


def _is_as_found(library: Library, publication: Publication) -> bool:
    entry = publication.entry
    now = library.get(entry.key)
    return now is not None and (now.type, now.own_fields) == (entry.type, entry.own_fields)


def _without(entry: Entry, gone: frozenset[str]) -> dict[str, str]:
    return {name: value for name, value in entry.own_fields.items() if name not in gone}


def upgrade_files(
    paths: Iterable[str | os.PathLike[str]],
    sources: Sequence[Source],
    *,
    rekey: bool = False,
    pattern: str | None = None,
    rewrite: Iterable[str | os.PathLike[str]] = (),
    decide: Callable[[str, Publication], bool] = lambda _name, _publication: False,
    write: bool = True,
    encoding: str | None = None,
    keep: Callable[[str, bytes], bool] = lambda _name, _old: False,
    tell: Callable[[str], None] = lambda _line: None,
    progress: Progress = lambda _done, _all: None,
) -> list[UpgradedFile]:
    """Upgrade the preprints of BibTeX files; each file is written whole, and none if one cannot be.

    Args:
        paths: The files.
        sources: The sources, the surest first.
        rekey: Whether what changes gets a new key.
        pattern: The pattern of new keys.
        rewrite: The documents that are to cite the new keys; see `synbib.verbs.stores.change_stores`.
        decide: Whether an entry of a file becomes what it may have been published as, which is in doubt. Asked once for
            each, after all is looked up.
        write: Whether the files are written; else what would be written is only returned.
        encoding: What a file is read as that neither is Unicode nor says what it is; guessed by default.
        keep: Whether a file that is written is kept beside it, as `synbib.files.update` takes it.
        tell: Is given a line when another process has to be waited for.
        progress: Is told how far it is.

    Raises:
        ArgumentError: An argument is something else than what is wanted there.
        FileError: A file cannot be read.
        SynbibError: A file cannot be written, or a document's ending tells no syntax.
    """
    names = [os.fspath(path) for path in expect_several(paths, "paths", os.PathLike, "files", str)]
    found = {
        name: publications(read_data(data, name, encoding), sources, progress=progress)
        for name, data in read_files(names).items()
    }
    accepted = {
        (name, each.entry.key)
        for name, several in found.items()
        for each in several
        if not each.doubt or decide(name, each)
    }

    def upgraded(library: Library) -> UpgradedFile:
        name = library.document.name
        return upgrade_library(
            library,
            found[name],
            rekey=rekey,
            pattern=pattern,
            accept=lambda publication: (name, publication.entry.key) in accepted,
        )

    return change_stores(
        names, upgraded, rewrite=rewrite, write=write, encoding=encoding, keep=keep, tell=tell
    )
