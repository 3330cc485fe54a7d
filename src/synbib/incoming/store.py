"""What comes in → the store: entries found again and completed, new ones added, groups hung into the tree.

What an entry says already is never overwritten; where a source says otherwise, that is reported. What came in once is
found again, so that a second time changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Final

from synbib import lazily
from synbib.bibtex import Comment, Document, Edits, is_month_macro
from synbib.bibtex.format import FormatOptions, format_document
from synbib.bibtex.jabref import quote
from synbib.errors import Diagnostic
from synbib.incoming.complete import completed
from synbib.incoming.incoming import Incoming, ordered
from synbib.incoming.tree import Path, grow, labels, levels_above, members, sound
from synbib.latex.escape import escape
from synbib.library import Entry, Group, Library, format_tree
from synbib.library.groups import split_list
from synbib.library.inherit import keys_of
from synbib.library.matching import Index
from synbib.model.citekey import DEFAULT, TakenKeys, citation_key, unique_key
from synbib.model.fields import REFERENCES

__all__ = ["Imported", "annotated", "implied_tree", "merge_into", "with_fields"]

_PREFIXES: Final = ("jabref-meta: grouping:", "jabref-meta: groupstree:")
# What cannot stand in a citation key.
_NO_KEY: Final = lazily.pattern(r"[\s,={}\"]+")
# Scheme of an identifier → the fields that hold it.
_IDENTIFYING: Final = {"arxiv": ("eprint", "archiveprefix"), "doi": ("doi",)}


@lazily.dataclass(frozen=True, slots=True)
class Imported:
    """A store with what came in.

    Attributes:
        text: Its new text.
        new: The keys of the entries that were added.
        completed: The keys of those that grew, by a field or a group.
        unchanged: The keys of those that the source says nothing new of.
        groups: How many groups were added.
        above: How many headings at the top of a list are not groups: its title.
        findings: Where the source and the store differ.
        mentioned: Line of the source → the keys of the entries that are mentioned there.
    """

    text: str
    new: tuple[str, ...] = ()
    completed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    groups: int = 0
    above: int = 0
    findings: tuple[Diagnostic, ...] = ()
    mentioned: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


def merge_into(
    library: Library,
    incoming: Sequence[Incoming],
    headings: Sequence[Path] = (),
    *,
    titled: bool = True,
    page: Sequence[Path] = (),
    pattern: str | None = None,
    form: FormatOptions | None = None,
) -> Imported:
    """Return the store with what comes in merged into it.

    Args:
        library: The store, of one file; an empty one if there is none yet.
        incoming: What comes in, in order.
        headings: The paths of all groups, in order; those that hold nothing, too.
        titled: Whether the one heading above all others is the title of the page, and no group.
        page: All headings of that page, where only what stands under some of them comes in.
        pattern: The pattern of new citation keys.
        form: How a store that had no entries is formatted.

    Raises:
        BibtexError: A value cannot stand in a file.
    """
    before = library.group_tree or implied_tree(library)
    paths = [sound(path) for path in (*headings, *(p for each in incoming for p in each.groups))]
    above = levels_above((*page, *paths), before) if titled else 0
    tree = grow(before, (path[above:] for path in paths))
    writer = _Writer(library, labels(tree), pattern)
    for each in incoming:
        groups = tuple(dict.fromkeys(sound(path)[above:] for path in each.groups))
        writer.take(lazily.replace(each, groups=groups))
    writer.mend_references()
    if tree != before or (library.group_tree is None and paths and tree.children):
        writer.edits.set_comment(*_comment(tree, library.document))
    text = writer.edits.text()
    if not any(library.document.entries):
        text = format_document(Document.parse(text), form or FormatOptions()).text
    return Imported(
        text,
        tuple(writer.new),
        tuple(key for key, grew in writer.found.items() if grew),
        tuple(key for key, grew in writer.found.items() if not grew),
        sum(1 for _ in tree.walk()) - sum(1 for _ in before.walk()),
        above,
        tuple(writer.findings),
        {line: tuple(keys) for line, keys in writer.mentioned.items()},
    )


def annotated(library: Library, notes: Mapping[str, Sequence[str]]) -> str:
    """Return a store's text with notes added to the annotations of entries; ``notes`` are plain text, by key."""
    edits = Edits(library.document)
    for key, texts in notes.items():
        own = library[key].own_fields.get("annotation", "")
        pieces = own.split("; ") if own else []
        united = list(dict.fromkeys([*pieces, *map(escape, texts)]))
        if united != pieces:
            edits.set_field(key, "annotation", "; ".join(united))
    return edits.text()


def with_fields(library: Library, fields: Mapping[str, Mapping[str, str]]) -> str:
    """Return a store's text with fields set; ``fields`` are key → name → value, as a file has it."""
    edits = Edits(library.document)
    for key, of_entry in fields.items():
        for name, value in of_entry.items():
            edits.set_field(key, name, value)
    return edits.text()


class _Writer:
    """Takes what comes in, one by one."""

    def __init__(self, library: Library, labels: Mapping[Path, str], pattern: str | None) -> None:
        self.edits = Edits(library.document)
        self.new: list[str] = []
        self.found: dict[str, bool] = {}  # key → whether the entry grew
        self.findings: list[Diagnostic] = []
        self.mentioned: dict[int, list[str]] = {}
        self._library = library
        self._known = Index(library.values())
        self._labels = labels
        self._members = {path: set(keys) for path, keys in members(library.groups).items()}
        self._pattern = pattern or DEFAULT
        aliases = (alias for entry in library.values() for alias in entry.aliases)
        self._keys = TakenKeys((*(block.key for block in library.document.entries), *aliases))
        self._renamed: dict[str, str] = {}
        self._written: list[tuple[str, Mapping[str, str]]] = []

    def take(self, incoming: Incoming) -> None:
        """Complete the entry that this is, or add it."""
        found = self._known.find(incoming.identity, incoming.linked)
        if found.unlike is not None:
            self._report(
                incoming,
                "shared-link",
                f"the link of '{incoming.title}' is that of the store's '{found.unlike.key}', "
                f"'{found.unlike.title}'",
                "correct the link in one of them",
            )
        if found.entry is None:
            key = self._add(incoming)
        else:
            key = found.entry.key
            self._complete(found.entry, incoming)
        for line in incoming.lines:
            self.mentioned.setdefault(line, []).append(key)

    def _add(self, incoming: Incoming) -> str:
        entry = incoming.entry()
        wanted = _sound_key(entry.key) or citation_key(entry.fields, entry.type, self._pattern)
        key = unique_key(wanted, self._keys)
        self._keys.add(key)
        self._renamed[entry.key] = key
        groups = ", ".join(self._labels[path] for path in incoming.groups if path)
        own = {name: value for name, value in entry.fields.items() if name != "groups"}
        fields = ordered({**own, "groups": groups} if groups else own, entry.type)
        self.edits.add_entry(entry.type, key, fields)
        if is_month_macro("month", month := fields.get("month", "")):
            self.edits.set_field(key, "month", month, as_written=True)
        self.new.append(key)
        self._written.append((key, entry.fields))
        return key

    def _complete(self, entry: Entry, incoming: Incoming) -> None:
        # What is another's by the store is a slip of the list, as where a line was copied.
        others = self._known.held_by_others(incoming.identity, entry)
        slips = {field for scheme in others for field in _IDENTIFYING.get(scheme, ())}
        theirs = incoming.entry()
        fields = {n: value for n, value in theirs.fields.items() if n not in slips}
        done = completed(
            entry, lazily.replace(theirs, fields=fields), venue_as_written=incoming.venue_as_written
        )
        for name, value in done.fields.items():
            self.edits.set_field(entry.key, name, value, as_written=is_month_macro(name, value))
        self._written.append((entry.key, done.fields))
        for message in done.differences:
            self._report(incoming, "differs-from-store", f"'{entry.title}': {message}")
        names = split_list(entry.own_fields.get("groups", ""))
        missing = [
            self._labels[path]
            for path in incoming.groups
            if path and entry.key not in self._members.get(path, ())
        ]
        united = tuple(dict.fromkeys([*names, *missing]))
        if united != names:
            self.edits.set_field(entry.key, "groups", ", ".join(united))
        self.found[entry.key] = bool(done.fields) or united != names
        if incoming.key:
            self._renamed[incoming.key] = entry.key

    def mend_references(self) -> None:
        """Let what was written name entries by the keys that those have in the store."""
        for written, fields in self._written:
            for name in REFERENCES:
                keys = keys_of(fields.get(name, ""))
                mended = [self._renamed.get(key, key) for key in keys]
                if mended != list(keys):
                    self.edits.set_field(written, name, ", ".join(mended))

    def _report(self, incoming: Incoming, code: str, message: str, hint: str = "") -> None:
        self.findings.append(Diagnostic(incoming.source, incoming.line, 0, code, message, hint))


def _sound_key(key: str) -> str:
    """Return a key that a source gives as a file can hold it: what cannot stand in one is left out."""
    return _NO_KEY.sub("", key)


def implied_tree(library: Library) -> Group:
    """Return the groups of a store that has no tree such that they stay when it gets one: by keywords, too."""

    def kept(group: Group) -> Group:
        if all("groups" in library[key].fields for key in group.keys):
            return Group(group.name)
        details = ("0", "keywords", quote(group.name), "0", "0", "1", "", "", "")
        return Group(group.name, kind="KeywordGroup", details=details)

    return Group("", tuple(map(kept, library.groups.children)))


def _comment(tree: Group, document: Document) -> tuple[str, str]:
    """Return the beginning of the comment with the tree, as the store has it, and the whole of it."""
    comments = [
        "".join(b.text.split()).casefold() for b in document.blocks if isinstance(b, Comment)
    ]
    old = any(comment.startswith("jabref-meta:groupstree:") for comment in comments)
    newline = "\r\n" if "\r\n" in document.text else "\n"
    written = format_tree(tree, newline)
    prefix = _PREFIXES[old]
    return prefix, written.replace(_PREFIXES[0], prefix, 1)
