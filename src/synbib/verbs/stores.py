"""Stores that a function changes, and the documents that cite them with the new keys: all of them written, or none."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from itertools import zip_longest
from typing import Any, TypeVar

from synbib import lazily
from synbib.arguments import expect_several
from synbib.errors import SynbibError
from synbib.files import Updated, opened, read_files, unified_diff, update
from synbib.files.reading import HINT
from synbib.library import Library, read_data
from synbib.verbs.rewritten import Rewritten

__all__ = [
    "ChangedStore",
    "CitingDocument",
    "change_stores",
    "with_cited_renamed",
    "with_names_now",
]


class CitingDocument(Rewritten):
    """A document as it was, and as it cites new keys. What in it is not UTF-8 stays as it is."""

    @property
    def diff(self) -> str:
        """What differs, as a unified diff; ``""`` if nothing does."""
        from synbib.documents import encode

        before, text = (
            encode(each).decode("utf-8", "replace") for each in (self.before, self.text)
        )
        return unified_diff(self.name, before, text)

    @property
    def data(self) -> bytes:
        """The new text, as bytes."""
        from synbib.documents import encode

        return encode(self.text)


@lazily.dataclass(frozen=True)
class ChangedStore(Rewritten):
    """A store as it was, and as a call makes it.

    Attributes:
        keys: Old key → new key, of the entries that got another.
        groups: Each way in which a block may name a group that has another name or place now, in small letters → the
            way in which it names it then.
        documents: The documents that were named, as they cite the new keys.
        written: What became of the files, if they were written.
    """

    keys: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    documents: tuple[CitingDocument, ...] = ()
    written: Updated[Any] | None = None


Store = TypeVar("Store", bound=ChangedStore)


def change_stores(
    paths: Iterable[str | os.PathLike[str]],
    change: Callable[[Library], Store],
    *,
    rewrite: Iterable[str | os.PathLike[str]] = (),
    given: Mapping[str, bytes] | None = None,
    write: bool = True,
    encoding: str | None = None,
    hint: str = HINT,
    keep: Callable[[str, bytes], bool] = lambda _name, _old: False,
    tell: Callable[[str], None] = lambda _line: None,
) -> list[Store]:
    """Change stores, and let documents name keys and groups as they are then; all files are written whole, or none.

    Args:
        paths: The BibTeX files.
        change: What is made of one. Called again if a file was changed meanwhile, so it may have no other effect.
        rewrite: The documents: LaTeX, Markdown and what `synbib.documents.ENDINGS` has. What they cite follows, and
            what blocks of a README say.
        given: Stores that are not files, such as standard input: name → content. They are never written.
        write: Whether the files are written; else what would be written is only returned.
        encoding: What a store is read as that neither is Unicode nor says what it is; guessed by default.
        hint: What to do where a BibTeX file does not exist.
        keep: Whether a file that is written is kept beside it, as `synbib.files.update` takes it.
        tell: Is given a line when another process has to be waited for.

    Raises:
        ArgumentError: An argument is something else than what is wanted there.
        FileError: A file cannot be read.
        SynbibError: A file cannot be written, two stores give one key two new ones, or a document's ending tells no
            syntax.
    """
    names = [os.fspath(path) for path in expect_several(paths, "paths", os.PathLike, "files", str)]
    documents = [
        os.fspath(path) for path in expect_several(rewrite, "rewrite", os.PathLike, "files", str)
    ]
    syntaxes = _syntaxes(documents)
    others = given or {}

    def changed(read: Mapping[str, bytes]) -> tuple[dict[str, bytes], list[Store]]:
        stores = [
            change(read_data(data, name, encoding))
            for name, data in (*others.items(), *((name, read[name]) for name in names))
        ]
        renamed = _together(stores)
        groups = {way: now for each in reversed(stores) for way, now in each.groups.items()}
        cited = tuple(
            _citing(name, read[name], renamed, groups, syntax) for name, syntax in syntaxes.items()
        )
        files: list[Rewritten] = [each for each in stores if each.name not in others]
        files += cited
        contents = {each.name: each.data for each in files if each.changed}
        return contents, [lazily.replace(each, documents=cited) for each in stores]

    files = [*dict.fromkeys((*names, *documents))]
    if not write:
        return changed(read_files(files, (), hint))[1]
    written = update(files, changed, hint=hint, keep=keep, tell=tell)
    return [lazily.replace(each, written=written) for each in written.result]


def with_cited_renamed(text: str, renamed: Mapping[str, str]) -> str:
    r"""Return BibTeX with other keys where its own values cite: ``note = {A reply to \cite{roe2020}}``.

    Args:
        text: The file.
        renamed: Old key → new key.
    """
    if not renamed:
        return text
    from synbib.documents import rename_cited

    return rename_cited(text, renamed, "latex")


def _syntaxes(documents: Sequence[str]) -> dict[str, str]:
    """Return the syntax of each document.

    Raises:
        FileError: A document does not exist.
        SynbibError: Its ending tells no syntax.
    """
    if not documents:
        return {}
    from synbib import documents as citing

    syntaxes = {name: citing.syntax_of(name) for name in documents}
    for name in syntaxes:
        with opened(name, citing.HINT):
            pass
    return syntaxes


def _together(stores: Iterable[ChangedStore]) -> dict[str, str]:
    """Return the new keys of all stores.

    Raises:
        SynbibError: Two give one key two new ones.
    """
    renamed: dict[str, str] = {}
    for store in stores:
        for old, new in store.keys.items():
            if renamed.setdefault(old, new) != new:
                raise SynbibError(
                    f"{store.name}: '{old}' becomes '{new}' here and '{renamed[old]}' in another file, so that "
                    "documents cannot follow; take one file after the other"
                )
    return renamed


def _citing(
    name: str, data: bytes, keys: Mapping[str, str], groups: Mapping[str, str], syntax: str
) -> CitingDocument:
    from synbib.documents import decode

    before = decode(data)
    return CitingDocument(name, before, with_names_now(before, name, keys, groups, syntax))


def with_names_now(
    text: str, name: str, keys: Mapping[str, str], groups: Mapping[str, str], syntax: str
) -> str:
    """Return a document that names keys and groups as they are called now, where it cites and in blocks of a README.

    Args:
        text: The document.
        name: Its name in messages.
        keys: Old key → new key.
        groups: As `ChangedStore` has them.
        syntax: What it is written in.

    Raises:
        ReadmeError: Its blocks are malformed.
        SynbibError: A new key cannot be cited in its syntax.
    """
    from synbib.documents import rename_cited

    _check_citable(name, text, rename_cited(text, keys, syntax), keys, syntax)
    if syntax != "markdown":
        return rename_cited(text, keys, syntax)
    from synbib.readme.renamed import with_checksums, with_names_renamed

    marked = with_names_renamed(text, name, keys, groups)
    return with_checksums(marked, rename_cited(marked, keys, syntax), name)


def _check_citable(name: str, before: str, text: str, keys: Mapping[str, str], syntax: str) -> None:
    """Make sure that a document cites the new keys where it cited the old ones.

    Raises:
        SynbibError: One cannot be written so in its syntax.
    """
    from synbib.documents import find_cited

    if text == before:
        return
    wanted = [keys.get(cited.key, cited.key) for cited in find_cited(before, syntax).keys]
    found = [cited.key for cited in find_cited(text, syntax).keys]
    if wrong := next((w for w, f in zip_longest(wanted, found) if w != f), None):
        raise SynbibError(
            f"{name}: '{wrong}' cannot be cited there, in the syntax of {syntax}; choose another key"
        )
