"""A library: the entries of BibTeX files as they are meant, with their groups."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice, takewhile
from typing import Any, Final

from synbib import bibtex, collector, lazily
from synbib.arguments import expect, expect_several, expect_text
from synbib.bibtex import Broken, Comment, Document
from synbib.bibtex.careful import Problem
from synbib.bibtex.convert import apply_middlewares
from synbib.bibtex.encoding import decode, encode
from synbib.errors import ArgumentError, BibtexError, Diagnostic, UnknownKeyError
from synbib.files import read_bytes
from synbib.files.reading import STORE_HINT
from synbib.latex import decode as decode_latex
from synbib.library.criteria import NotUnderstoodError, criteria
from synbib.library.entry import Entry
from synbib.library.facets import group_paths
from synbib.library.groups import Group, fill_tree, parse_tree
from synbib.library.resolve import Resolver
from synbib.limits import MOST_OF_A_NAME, MOST_RULES
from synbib.model import CslItem
from synbib.text import html_table, markdown, scrub, strip
from synbib.text.folding import fold

__all__ = ["Library", "combine", "read", "read_data", "read_text"]

# What is not a work: data for other entries, and entries under one number.
_NO_WORKS: Final = frozenset({"set", "xdata"})
# How many works a notebook shows of a library.
_SHOWN_IN_NOTEBOOKS: Final = 20
# What somebody looks a work up by.
_SEARCHED: Final = ("author", "editor", "year", "date", "title")
_FROM_OTHERS: Final = frozenset({"crossref", "xdata"})
# What LaTeX makes something else of, beside braces.
_MARKED: Final = lazily.pattern(r"[\\$~<&]|--|``|''")
# What stands after an entry that a brace too many closed before its end.
_LEFTOVER: Final = lazily.pattern(r"[ \t\r\n]*[,}]")


class Library(Mapping[str, Entry]):
    """The works in BibTeX files by citation key, in the order of the files.

    It goes over what can stand in a bibliography, each once. By key it has more: ``@set`` and ``@xdata`` entries, and
    entries by another key of theirs (``ids``). An entry is interpreted when it is asked for.

    Args:
        documents: The files; of two entries with one key the first counts.
        notes: What was found when they were read from disk.
        encoding: The encoding of the first.
        sentence_case: Whether the entries' CSL items have English titles in sentence case.

    Attributes:
        documents: The files.
        encoding: The encoding of the first, to write it back in.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        notes: Iterable[Diagnostic] = (),
        encoding: str = "utf-8",
        sentence_case: bool = True,
    ) -> None:
        self.documents = tuple(documents)
        self.encoding = encoding
        self._notes = tuple(notes)
        self._resolver = Resolver(self.documents, sentence_case)
        self.sentence_case = sentence_case
        self._made: dict[str, Entry] = {}
        self._order: tuple[str, ...] | None = None

    @classmethod
    def of(
        cls, entries: Iterable[Entry], name: str = "<string>", notes: Iterable[Diagnostic] = ()
    ) -> Library:
        """Return the library of entries that come from no BibTeX file.

        Args:
            entries: The entries; of two with one key the first counts.
            name: What stands for the file in messages.
            notes: What was found when they were read.
        """
        library = cls([Document.parse("", name)], notes)
        for entry in entries:
            library._made.setdefault(entry.key, entry)
        return library

    @cached_property
    def document(self) -> Document:
        """The file; of several, all of them one after the other."""
        if len(self.documents) == 1:
            return self.documents[0]
        text = "\n".join(document.text for document in self.documents)
        return Document.parse(text, ", ".join(document.name for document in self.documents))

    def encode(self, text: str) -> bytes:
        """Return ``text``, a new version of the file, in the file's encoding.

        Raises:
            SynbibError: The encoding has no such character.
        """
        return encode(text, self.encoding)

    # --- the mapping --------------------------------------------------------------------------------

    def __getitem__(self, key: str) -> Entry:
        if key in self._made:
            return self._made[key]
        block = self._resolver.find(key)
        if block is None:
            raise self._unknown(key)
        return self._resolver.entry(block)

    def get(self, key: str, default: Any = None) -> Any:
        """Return the entry with this key, or ``default``."""
        # `Mapping.get` would have an error made each time, with the nearest keys.
        if key in self:
            return self[key]
        return default

    def __contains__(self, key: object) -> bool:
        if not isinstance(key, str):
            return False
        return key in self._made or self._resolver.find(key) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._works)

    def __len__(self) -> int:
        return len(self._works)

    @cached_property
    def _works(self) -> tuple[str, ...]:
        if self._order is not None:
            return self._order
        blocks = self._resolver.blocks.items()
        return (*self._made, *(k for k, block in blocks if block.type.lower() not in _NO_WORKS))

    def csl_items(self) -> list[CslItem]:
        """Return the CSL-JSON items of all entries, in order; quicker than one by one."""
        with collector.resting():
            return [entry.csl for entry in self.values()]

    def __repr__(self) -> str:
        names = ", ".join(document.name for document in self.documents)
        return f"<Library {names}: {len(self)} entries>"

    def find(self, key: str) -> Entry:
        """Return the entry with this key, or with this key among its ``ids``.

        Raises:
            UnknownKeyError: There is none; the nearest keys are suggested.
        """
        return self[key]

    def search_text(self, key: str) -> str:
        """Return what a work is looked up by: its people, its year and its title, without accents, case and markup.

        Of all works of a large file at once this is several times as quick as their entries.

        Raises:
            UnknownKeyError: There is none; the nearest keys are suggested.
        """
        block = None if key in self._made else self._resolver.find(key)
        fields = self[key].fields if block is None else self._resolver.written_fields(block)
        if not _FROM_OTHERS.isdisjoint(fields):
            fields = self[key].fields
        said = [fields[name] for name in _SEARCHED if name in fields]
        text = " ".join(said)
        if _MARKED.search(text):
            text = " ".join(
                [strip(decode_latex(each)) if _MARKED.search(each) else each for each in said]
            )
        return " ".join(fold(text.replace("{", "").replace("}", "")).split())

    def _unknown(self, key: str) -> UnknownKeyError:
        return UnknownKeyError.among("citation key", key, [*self._made, *self._resolver.blocks])

    def records(self) -> list[dict[str, str]]:
        """Return the works as plain dictionaries, as a data frame takes them.

        Each has its ``key``, its ``type`` and its fields, as plain text; ``groups`` are paths, with semicolons between.
        """
        groups = group_paths(self.groups)
        return [
            {
                "key": entry.key,
                "type": entry.type,
                **entry.texts,
                "groups": "; ".join(groups.get(entry.key, ())),
            }
            for entry in self.values()
        ]

    def _repr_markdown_(self) -> str:
        """What a notebook shows: a row for each of the first works."""
        rows = [
            f"| {markdown.cell(markdown.inline(scrub(entry.key)))} "
            f"| {markdown.cell(markdown.inline(entry.marked_title))} | {entry.year} |"
            for entry in islice(self.values(), _SHOWN_IN_NOTEBOOKS)
        ]
        more = len(self) - len(rows)
        rest = f"\n\nand {more:,} more" if more else ""
        return "\n".join(("| key | title | year |", "|---|---|---|", *rows)) + rest

    def _repr_html_(self) -> str:
        """What a notebook shows: a row for each of the first works."""
        cells = [
            (scrub(entry.key), entry.marked_title, entry.year)
            for entry in islice(self.values(), _SHOWN_IN_NOTEBOOKS)
        ]
        more = len(self) - len(cells)
        rest = f"<p>and {more:,} more</p>" if more else ""
        return html_table(cells, ("key", "title", "year")) + rest

    def select(self, keys: Iterable[str] | None = None, group: str | None = None) -> list[Entry]:
        """Return entries, each once; an ``@set`` stands for its members.

        Args:
            keys: Those with these keys, in this order; all by default, none if there are no keys in it.
            group: Of these, those of the group and of all below it, in the group's order if ``keys`` is not given.

        Raises:
            ArgumentError: ``keys`` is one string, or holds something else.
            UnknownNameError: A key or the group does not exist.
        """
        inside = None if group is None else self.groups.find(group).all_keys
        if keys is None:
            wanted = list(self.values()) if inside is None else [self[key] for key in inside]
        else:
            given = expect_several(keys, "keys", str, "keys")
            wanted = [entry for key in given for entry in self._members(self.find(key))]
            if inside is not None:
                in_group = frozenset(inside)
                wanted = [entry for entry in wanted if entry.key in in_group]
        return list({entry.key: entry for entry in wanted}.values())

    def subset(self, keys: Iterable[str]) -> str:
        """Return some entries as BibTeX, as they are written, with all that they need.

        That is the entries that they refer to (``crossref``, ``xdata``, ``entryset``, ``related``), the ``@string``
        definitions that are used, and the preambles.

        Args:
            keys: Citation keys, or further keys of entries (``ids``).

        Raises:
            ArgumentError: ``keys`` is one string, or holds something else.
            UnknownNameError: A key does not exist.
        """
        from synbib.library.subset import subset_text

        wanted = expect_several(keys, "keys", str, "keys")
        for key in wanted:
            if self._resolver.find(key) is None:
                raise self._unknown(key)
        return subset_text(self.documents, self.reached(wanted))

    def reached(self, keys: Iterable[str]) -> frozenset[bibtex.Entry]:
        """Return the entries of some keys and all that they refer to; keys that no entry has are left out."""
        from synbib.library.reach import reached

        return frozenset(reached(self._resolver, keys))

    def _members(self, entry: Entry) -> list[Entry]:
        return [self[key] for key in entry.members if key in self] or [entry]

    @cached_property
    def repeated(self) -> tuple[Entry, ...]:
        """The entries whose key is taken by one before them, each with what it says itself; nothing reads them."""
        resolver = self._resolver
        return tuple(
            Entry(block.type.lower(), block.key, resolver.own_fields(block), source=block)
            for block, _ in resolver.repeated
        )

    # --- groups -------------------------------------------------------------------------------------

    @cached_property
    def groups(self) -> Group:
        """The root of the group tree."""
        return self._grouped[0]

    @cached_property
    def group_tree(self) -> Group | None:
        """The tree that the file itself holds, without entries; None if it has none."""
        blocks = (block for document in self.documents for block in document.blocks)
        return parse_tree(block.text for block in blocks if isinstance(block, Comment))

    @cached_property
    def _grouped(self) -> tuple[Group, tuple[Diagnostic, ...]]:
        tree = self.group_tree
        # With a tree of its own, the file's keywords are just keywords.
        named = {
            entry.key: entry.group_names
            for entry in self.values()
            if tree is None or entry.fields.get("groups")
        }
        found: list[Diagnostic] = []
        rules = 0

        def by_rule(group: Group) -> list[str] | None:
            nonlocal rules
            try:
                test = criteria(group)
            except NotUnderstoodError as error:
                found.append(self._group_warning(group, str(error)))
                return None
            rules += test is not None
            if test is not None and rules > MOST_RULES:
                why = f"more than {MOST_RULES} groups choose their entries by a rule"
                found.append(self._group_warning(group, why))
                return None
            return test and [entry.key for entry in self.values() if test(entry)]

        filled = fill_tree(tree, named, list(self), by_rule)
        for group in filled.left_empty:
            why = f"more than {MOST_OF_A_NAME} groups have this name"
            found.append(self._group_warning(group, why))
        return filled.root, tuple(found)

    def _group_warning(self, group: Group, why: str) -> Diagnostic:
        return self._tree_comment.document.diagnose(
            Problem(
                self._tree_comment.start,
                "unknown-group-kind",
                f"the group '{group.name}' stays empty: {why}",
            )
        )

    @cached_property
    def _tree_comment(self) -> Comment:
        """The comment that holds the tree."""
        blocks = (block for document in self.documents for block in document.blocks)
        comments = (block for block in blocks if isinstance(block, Comment))
        return next(comment for comment in comments if parse_tree([comment.text]) is not None)

    # --- what is wrong ------------------------------------------------------------------------------

    @cached_property
    def unreadable(self) -> tuple[Diagnostic, ...]:
        """Why files as a whole cannot be used: see `synbib.bibtex.Document.unreadable`."""
        return tuple(each for document in self.documents for each in document.unreadable)

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All that is wrong or doubtful in the files, in order; reads everything.

        Of files that cannot be used as a whole, this alone is said: what else is found in them comes of it.
        """
        if self.unreadable:
            return self.unreadable
        resolver = self._resolver
        found = set(self._notes) | set(resolver.findings) | set(self._grouped[1])
        for document in self.documents:
            found.update(document.structural_diagnostics)
        for block in (b for document in self.documents for b in document.entries):
            found.update(resolver.judge(block))
        found.update(_duplicate(block, first) for block, first in resolver.repeated)
        return self.in_order(found)

    def check(self, keys: Iterable[str]) -> tuple[Diagnostic, ...]:
        """Return what concerns the use of these entries: they, what they inherit from, and notes on the files.

        What is broken elsewhere in the files does not hinder that.

        Raises:
            UnknownNameError: There is no such entry.
            BibtexError: The same, where it may be among what could not be read.
        """
        if self.unreadable:
            return self.unreadable
        resolver = self._resolver
        used: dict[str, bibtex.Entry] = {}
        heirs: set[str] = set()
        for key in keys:
            for entry in self._members(self._find_readable(key)):
                if block := resolver.blocks.get(entry.key):
                    data = resolver.data_of(block, resolver.own_fields(block))
                    used |= {b.key: b for b in (block, *data)}
                    for above in takewhile(lambda b: b.key not in heirs, resolver.ancestors(block)):
                        heirs.add(above.key)
                        used[above.key] = above
        found = set(self._notes) | set(_errors(resolver.findings))
        for block in used.values():
            found.update(resolver.judge(block))
            if _LEFTOVER.match(block.document.text, block.end):
                # It was closed too early, and some of its fields are among what is left.
                found.update(block.document.structural_diagnostics)
        found.update(_duplicate(b, first) for b, first in resolver.repeated if b.key in used)
        return self.in_order(found)

    def _find_readable(self, key: str) -> Entry:
        try:
            return self.find(key)
        except UnknownKeyError as unknown:
            documents = [d for d in self.documents if any(isinstance(b, Broken) for b in d.blocks)]
            errors = [d for document in documents for d in _errors(document.structural_diagnostics)]
            if not errors:
                raise
            lines = "\n".join(map(str, errors))
            raise BibtexError(f"{lines}\n{unknown}", tuple(errors)) from None

    def in_order(self, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Return findings in the order of the files, and of the places in each."""
        files = {document.name: number for number, document in enumerate(self.documents)}
        return tuple(sorted(found, key=lambda d: (files.get(d.name, 0), d)))

    def with_sentence_case(self, sentence_case: bool) -> Library:
        """Return the library with English titles in sentence case in its CSL items, or as they are."""
        if sentence_case == self.sentence_case:
            return self
        return Library(self.documents, (), self.encoding, sentence_case)

    def with_text(self, text: str) -> Library:
        """Return the library of one file with another text in it."""
        document = Document.parse(text, self.document.name)
        return Library([document], (), self.encoding, self.sentence_case)

    def raise_on_errors(self) -> None:
        """Raise if something in the files could not be understood.

        Raises:
            BibtexError: Its message has a line for each error.
        """
        if errors := _errors(self.diagnostics):
            raise BibtexError.of(errors)


def _errors(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    return [diagnostic for diagnostic in diagnostics if diagnostic.severity == "error"]


def _taken(key: str, library: Library, counts: Library) -> Diagnostic:
    """Return what is told of a key in files of records, of which no entry has a place."""
    return Diagnostic(
        library.documents[0].name,
        0,
        0,
        "duplicate-key",
        f"the key '{key}' is taken by the entry in {counts.documents[0].name}, which is the one that counts",
        "give one of them another key",
        key=key,
    )


def _duplicate(block: bibtex.Entry, first: bibtex.Entry) -> Diagnostic:
    document = block.document
    line, column = document.position(block.start)
    same_file = first.document is document
    where = f"line {first.line}" if same_file else f"{first.document.name}:{first.line}"
    return Diagnostic(
        document.name,
        line,
        column,
        "duplicate-key",
        f"the key '{block.key}' is taken by the entry in {where}, which is the one that counts",
        "give one of them another key",
    )


def read(
    path: str | os.PathLike[str],
    encoding: str | None = None,
    middlewares: Sequence[str] = (),
    *,
    sentence_case: bool = True,
) -> Library:
    """Return the library of a BibTeX file.

    Args:
        path: The file.
        encoding: What to read it as where it neither is Unicode nor says what it is; guessed by default.
        middlewares: bibtexparser middlewares, ``package.module:Class``, that what was read goes through.
        sentence_case: Whether the entries' CSL items have English titles in sentence case, as CSL styles expect
            them: `Entry.csl`. What stands in braces keeps its case.

    Raises:
        ArgumentError: It is not a path.
        SynbibError: The file cannot be read, or there is no such encoding or middleware. Broken entries do not
            raise: see `Library.diagnostics`.
    """
    expect(path, "path", str, "synbib.read_text(text) takes text", os.PathLike)
    name = os.fspath(path)
    data = read_bytes(name, hint=STORE_HINT)
    return read_data(data, name, encoding, middlewares, sentence_case=sentence_case)


def read_data(
    data: bytes,
    name: str = "<string>",
    encoding: str | None = None,
    middlewares: Sequence[str] = (),
    *,
    sentence_case: bool = True,
) -> Library:
    """Return the library of a file's bytes; see `read`."""
    decoded = decode(data, name, encoding)
    document = Document.parse(decoded.text, name)
    notes = decoded.diagnostics
    if middlewares and not document.unreadable:
        # Places are those of the file, not of what the middlewares made of it.
        notes = (*notes, *document.diagnostics)
        document = apply_middlewares(document, middlewares)
    return Library([document], notes, decoded.encoding, sentence_case)


def read_text(text: str, name: str = "<string>") -> Library:
    """Return the library of BibTeX ``text``; ``name`` stands for the file in messages.

    Raises:
        ArgumentError: It is not text, or the name of a file.
    """
    expect_text(text, "text", "synbib.read(path) reads a file")
    return Library([Document.parse(text, name)])


def combine(libraries: Iterable[Library]) -> Library:
    """Return several libraries as one; of two entries with one key the first counts, and a warning says so.

    Raises:
        ArgumentError: It is one library, none, or something else.
    """
    given: list[Library] = expect_several(libraries, "libraries", Library, "libraries")
    if not given:
        raise ArgumentError("libraries: none are given; synbib.read(path) reads one")
    first, *others = given
    if not others:
        return first
    documents = [document for library in given for document in library.documents]
    notes = [note for library in given for note in library._notes]
    made: dict[str, Entry] = {}
    if any(library._made for library in given):
        for number, library in enumerate(given):
            for key in library:
                counts = next((other for other in given[:number] if key in other), None)
                if counts is None and key in library._made:
                    made[key] = library._made[key]
                elif counts is not None and (key in library._made or key in counts._made):
                    notes.append(_taken(key, library, counts))
    together = Library(documents, notes, first.encoding, first.sentence_case)
    if made:
        together._made = made
        together._order = tuple(dict.fromkeys(key for library in given for key in library))
    return together
