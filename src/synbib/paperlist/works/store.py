"""Papers → the store: entries found again and completed, new ones added, groups hung into the tree.

What an entry says already is never overwritten; where a list says otherwise, that is reported. What was imported once
is found again, so that importing it a second time changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from synbib.bibtex import MONTH_MACROS, Comment, Document, Edits
from synbib.bibtex.format import FormatOptions, format_document
from synbib.bibtex.jabref import quote
from synbib.errors import Diagnostic
from synbib.latex.escape import escape
from synbib.library import Entry, Group, Library, format_tree
from synbib.library.groups import split_list
from synbib.library.inherit import keys_of
from synbib.model.citekey import DEFAULT, citation_key, unique_key
from synbib.model.fields import REFERENCES
from synbib.paperlist.works.alike import Marks, marks_of
from synbib.paperlist.works.collect import Work
from synbib.paperlist.works.complete import completed
from synbib.paperlist.works.entries import entry_of, ordered
from synbib.paperlist.works.known import Known
from synbib.paperlist.works.tree import Path, grow, labels, levels_above, sound

__all__ = ["Imported", "Incoming", "annotated", "incoming_entries", "incoming_works", "merge_into"]

_PREFIXES: Final = ("jabref-meta: grouping:", "jabref-meta: groupstree:")
# Scheme of an identifier → the fields that hold it.
_IDENTIFYING: Final = {"arxiv": ("eprint", "archiveprefix"), "doi": ("doi",)}


@dataclass(frozen=True, slots=True)
class Incoming:
    """An entry that comes in.

    Attributes:
        entry: Its type and fields; with no key if it shall get one.
        marks: What it is recognised by.
        groups: The paths of its groups.
        name: The file that it comes from.
        lines: The lines there that mention it; its own is the first.
        venue_as_written: Whether the entry that is found gets the name that the list has for the venue, too.
    """

    entry: Entry
    marks: Marks
    groups: tuple[Path, ...]
    name: str
    lines: tuple[int, ...]
    venue_as_written: bool = False

    @property
    def line(self) -> int:
        """Its line there."""
        return self.lines[0]


@dataclass(frozen=True, slots=True)
class Imported:
    """A store with papers imported.

    Attributes:
        text: Its new text.
        new: The keys of the entries that were added.
        completed: The keys of those that grew, by a field or a group.
        unchanged: The keys of those that the list says nothing new of.
        groups: How many groups were added.
        above: How many headings at the top of the list are no groups: its title.
        findings: Where the list and the store differ.
        mentioned: Line of the list → the keys of the entries that are mentioned there.
    """

    text: str
    new: tuple[str, ...] = ()
    completed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    groups: int = 0
    above: int = 0
    findings: tuple[Diagnostic, ...] = ()
    mentioned: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


def incoming_works(
    works: Sequence[Work], name: str, *, venue_as_written: bool = False
) -> list[Incoming]:
    """Return the works of a list as entries.

    Args:
        works: The works.
        name: The list's name in messages.
        venue_as_written: See `entry_of`.
    """
    return [
        Incoming(
            entry_of(work.paper, work.paper.key, venue_as_written=venue_as_written),
            work.marks,
            work.groups,
            name,
            tuple(mention.line for mention in work.mentions),
            venue_as_written,
        )
        for work in works
    ]


def incoming_entries(source: Library) -> tuple[list[Incoming], list[Path]]:
    """Return the entries of another BibTeX file, with the paths of its groups; macros are put in their place."""
    months = {month: macro for macro, month in MONTH_MACROS.items()}
    named = source.group_tree is not None or any("groups" in e.own_fields for e in source.values())
    members = _members(source.groups) if named else {}
    paths: dict[str, list[Path]] = {}
    for path, keys in members.items():
        for key in keys:
            paths.setdefault(key, []).append(path)
    found = []
    for block in source.document.entries:
        if block.key in source and (entry := source[block.key]).source is block:
            own = {n: months.get(v, v) if n == "month" else v for n, v in entry.own_fields.items()}
            kept = replace(entry, fields=own, inherited=frozenset())
            groups = tuple(paths.get(entry.key, ()))
            found.append(
                Incoming(kept, marks_of(kept), groups, source.document.name, (entry.line,))
            )
    return found, list(members)


def merge_into(
    library: Library,
    incoming: Sequence[Incoming],
    headings: Sequence[Path] = (),
    *,
    titled: bool = True,
    pattern: str | None = None,
    form: FormatOptions | None = None,
) -> Imported:
    """Return the store with what comes in merged into it.

    Args:
        library: The store, of one file; an empty one if there is none yet.
        incoming: What comes in, in order.
        headings: The paths of all groups, in order; those that hold nothing, too.
        titled: Whether the one heading above all others is the title of the page, and no group.
        pattern: The pattern of new citation keys.
        form: How a store that had no entries is formatted.

    Raises:
        BibtexError: A value cannot stand in a file.
    """
    before = library.group_tree or _implied(library)
    paths = [sound(path) for path in (*headings, *(p for each in incoming for p in each.groups))]
    above = levels_above(paths, before) if titled else 0
    tree = grow(before, (path[above:] for path in paths))
    writer = _Writer(library, labels(tree), pattern)
    for each in incoming:
        groups = tuple(dict.fromkeys(sound(path)[above:] for path in each.groups))
        writer.take(replace(each, groups=groups))
    writer.mend_references()
    if tree != before or (library.group_tree is None and tree.children):
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


class _Writer:
    """Takes what comes in, one by one."""

    def __init__(self, library: Library, labels: Mapping[Path, str], pattern: str | None) -> None:
        self.edits = Edits(library.document)
        self.new: list[str] = []
        self.found: dict[str, bool] = {}  # key → whether the entry grew
        self.findings: list[Diagnostic] = []
        self.mentioned: dict[int, list[str]] = {}
        self._library = library
        self._known = Known(library.values())
        self._labels = labels
        self._members = {path: set(keys) for path, keys in _members(library.groups).items()}
        self._pattern = pattern or DEFAULT
        aliases = (alias for entry in library.values() for alias in entry.aliases)
        self._keys = {*(block.key for block in library.document.entries), *aliases}
        self._renamed: dict[str, str] = {}
        self._added: list[Incoming] = []

    def take(self, incoming: Incoming) -> None:
        """Complete the entry that this is, or add it."""
        found = self._known.find(incoming.marks, incoming.entry)
        if found.unlike is not None:
            self._report(
                incoming,
                "shared-link",
                f"the link of '{incoming.marks.title}' is that of the store's '{found.unlike.key}', "
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
        entry = incoming.entry
        wanted = entry.key or citation_key(entry.fields, entry.type, self._pattern)
        key = unique_key(wanted, self._keys)
        self._keys.add(key)
        self._renamed[entry.key] = key
        fields = {
            **entry.fields,
            "groups": ", ".join(self._labels[p] for p in incoming.groups if p),
        }
        if not fields["groups"]:
            del fields["groups"]
        fields = ordered(fields, entry.type)
        self.edits.add_entry(entry.type, key, fields)
        if (month := fields.get("month")) in MONTH_MACROS:
            self.edits.set_field(key, "month", month, as_written=True)
        self.new.append(key)
        self._added.append(replace(incoming, entry=replace(entry, key=key)))
        return key

    def _complete(self, entry: Entry, incoming: Incoming) -> None:
        # What is another's by the store is a slip of the list, as where a line was copied.
        others = self._known.held_by_others(incoming.marks, entry)
        slips = {field for scheme in others for field in _IDENTIFYING.get(scheme, ())}
        fields = {n: value for n, value in incoming.entry.fields.items() if n not in slips}
        done = completed(
            entry,
            replace(incoming.entry, fields=fields),
            venue_as_written=incoming.venue_as_written,
        )
        for name, value in done.fields.items():
            self.edits.set_field(entry.key, name, value, as_written=value in MONTH_MACROS)
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
        if incoming.entry.key:
            self._renamed[incoming.entry.key] = entry.key

    def mend_references(self) -> None:
        """Let new entries name others by the keys that those have in the store."""
        for incoming in self._added:
            for name in REFERENCES:
                keys = keys_of(incoming.entry.fields.get(name, ""))
                mended = [self._renamed.get(key, key) for key in keys]
                if mended != list(keys):
                    self.edits.set_field(incoming.entry.key, name, ", ".join(mended))

    def _report(self, incoming: Incoming, code: str, message: str, hint: str = "") -> None:
        self.findings.append(Diagnostic(incoming.name, incoming.line, 0, code, message, hint))


def _implied(library: Library) -> Group:
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


def _members(tree: Group) -> dict[Path, tuple[str, ...]]:
    """Return path → the keys of the entries directly in the group."""

    def walk(group: Group, above: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
        for child in group.children:
            yield (*above, child.name), child.keys
            yield from walk(child, (*above, child.name))

    found: dict[Path, tuple[str, ...]] = {}
    for path, keys in walk(tree, ()):
        found.setdefault(path, keys)
    return found
