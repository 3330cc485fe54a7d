"""A library: the entries of a BibTeX file as they are meant, macros expanded, with their groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from synbib.bibtex import MONTH_MACROS, Comment, Document, StringDef, expand
from synbib.errors import BibtexError, Diagnostic, UnknownNameError
from synbib.files import decode_utf8, read_bytes
from synbib.latex import decode
from synbib.library.groups import Group, group_tree, parse_tree, split_list
from synbib.model import CslItem, Link, links, published_in, to_csl
from synbib.text import strip

__all__ = ["Entry", "Library", "combine", "read", "read_text"]


@dataclass(frozen=True)
class Entry:
    """One entry as it is meant.

    Attributes:
        type: The entry type in lower case, e.g. ``inproceedings``.
        key: The citation key.
        fields: Field names in lower case → their LaTeX source, ``@string`` and ``#`` expanded.
        line: The line of the file on which the entry begins.
    """

    type: str
    key: str
    fields: Mapping[str, str]
    line: int = 0

    @cached_property
    def csl(self) -> CslItem:
        """The entry as a CSL-JSON item."""
        return to_csl(self.key, self.type, self.fields)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The entry's named URLs, the paper first."""
        return links(self.fields)

    @cached_property
    def marked_title(self) -> str:
        """The title as marked text (see `synbib.text`)."""
        return decode(self.fields.get("title", ""))

    @property
    def title(self) -> str:
        """The title as plain text."""
        return strip(self.marked_title)

    @property
    def year(self) -> str:
        """The year of publication, ``""`` where the entry has none."""
        issued = self.csl.get("issued", {})
        parts = issued.get("date-parts")
        return str(parts[0][0]) if parts else ""

    @property
    def published_in(self) -> str:
        """The venue's short name and the year, e.g. ``ACL 2024``."""
        return published_in(self.fields, self.year)

    @property
    def group_names(self) -> tuple[str, ...]:
        """The groups that the entry names: its ``groups``, else its ``keywords``."""
        value = self.fields.get("groups") or self.fields.get("keywords", "")
        return split_list(strip(decode(value)))


@dataclass(frozen=True)
class Library(Mapping[str, Entry]):
    """The entries of a document by citation key, in the order of the file.

    Attributes:
        document: The file that they were read from.
        diagnostics: What in it could not be understood, in the order of the file.
    """

    document: Document
    diagnostics: tuple[Diagnostic, ...]
    _entries: Mapping[str, Entry] = field(repr=False)

    def __getitem__(self, key: str) -> Entry:
        return self._entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def find(self, key: str) -> Entry:
        """Return the entry with this key.

        Raises:
            UnknownNameError: There is none; the nearest keys are suggested.
        """
        if key in self._entries:
            return self._entries[key]
        raise UnknownNameError.among("citation key", key, self._entries)

    @cached_property
    def groups(self) -> Group:
        """The root of the group tree."""
        comments = (b.text for b in self.document.blocks if isinstance(b, Comment))
        tree = parse_tree(comments)
        return group_tree(tree, {key: self._memberships(e, tree) for key, e in self.items()})

    @staticmethod
    def _memberships(entry: Entry, tree: Group | None) -> tuple[str, ...]:
        # With a tree of its own, the file's keywords are just keywords.
        return entry.group_names if tree is None or entry.fields.get("groups") else ()

    def select(self, keys: Iterable[str] = (), group: str | None = None) -> list[Entry]:
        """Return the entries with these keys, else those of the group and all below it, else all.

        Raises:
            UnknownNameError: A key or the group does not exist.
        """
        wanted = list(keys)
        if group is not None:
            inside = self.groups.find(group).all_keys
            wanted = (
                [self.find(key).key for key in wanted if key in inside] if wanted else list(inside)
            )
        elif not wanted:
            wanted = list(self)
        return [self.find(key) for key in wanted]

    def raise_on_errors(self) -> None:
        """Raise if something in the file could not be understood.

        Raises:
            BibtexError: Its message has a line for each error.
        """
        if errors := [d for d in self.diagnostics if d.severity == "error"]:
            raise BibtexError.of(errors)


def read(path: str | Path) -> Library:
    """Return the library of a BibTeX file.

    Args:
        path: A UTF-8 file; a byte order mark is skipped.

    Raises:
        SynbibError: The file cannot be read or is not UTF-8. Broken entries do not raise: see
            `Library.diagnostics`.
    """
    data = read_bytes(path, hint="name a BibTeX file, or create refs.bib in this folder")
    return read_text(decode_utf8(data, str(path)), str(path))


def combine(libraries: Sequence[Library]) -> Library:
    """Return several libraries as one; of two entries with one key the first counts, and a warning says so."""
    if len(libraries) == 1:
        return libraries[0]
    entries: dict[str, Entry] = {}
    diagnostics: list[Diagnostic] = []
    for library in libraries:
        diagnostics += library.diagnostics
        for key, entry in library.items():
            if key in entries:
                diagnostics.append(_duplicate(library.document.name, entry, "another file"))
            entries.setdefault(key, entry)
    document = Document(
        ", ".join(library.document.name for library in libraries),
        tuple(block for library in libraries for block in library.document.blocks),
        (),
    )
    return Library(document, tuple(diagnostics), entries)


def _duplicate(name: str, entry: Entry, where: str) -> Diagnostic:
    return Diagnostic(
        name,
        entry.line,
        0,
        "duplicate-key",
        f"the key '{entry.key}' is taken by an entry in {where}, which is the one that counts",
        "give one of them another key",
        "warning",
    )


def read_text(text: str, name: str = "<string>") -> Library:
    """Return the library of BibTeX ``text``; ``name`` stands for the file in messages."""
    document = Document.parse(text.removeprefix("\N{BYTE ORDER MARK}"), name)
    macros = dict(MONTH_MACROS)
    entries: dict[str, Entry] = {}
    diagnostics = list(document.diagnostics)

    def resolve(value: str, line: int) -> str:
        resolved, unknown = expand(value, macros)
        diagnostics.extend(
            Diagnostic(
                name,
                line,
                0,
                "undefined-macro",
                f"'{macro}' is no @string of this file and stands for itself",
                f"define it, or write {{{macro}}}",
                "warning",
            )
            for macro in unknown
        )
        return resolved

    for block in document.blocks:
        if isinstance(block, StringDef):
            macros[block.name.lower()] = resolve(block.value, block.line)
    for source in document.entries:
        fields: dict[str, str] = {}
        for f in source.fields:
            # BibTeX takes the first of two fields with one name.
            fields.setdefault(f.name.lower(), resolve(f.value, f.line))
        entry = Entry(source.type.lower(), source.key, fields, source.line)
        if source.key in entries:
            first = entries[source.key].line
            diagnostics.append(_duplicate(name, entry, f"line {first}"))
        entries.setdefault(source.key, entry)
    return Library(document, tuple(sorted(diagnostics)), entries)
