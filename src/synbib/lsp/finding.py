"""Where keys stand: the one under the cursor, the entry that it means, all places that name it; lists of entries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lsprotocol.types import (
    DocumentHighlight,
    DocumentHighlightKind,
    DocumentSymbol,
    Location,
    Position,
    Range,
    SymbolKind,
    WorkspaceSymbol,
)

from synbib import lazily
from synbib.bibtex import Comment, Document, Entry, StringDef
from synbib.errors import SynbibError
from synbib.library import Group, Library
from synbib.lsp.places import Part, begins_entry, place_at_end
from synbib.lsp.searching import Searches
from synbib.lsp.text import Text
from synbib.lsp.workspace import BIBTEX, Workspace
from synbib.model.fields import FieldKind, find_field
from synbib.text.controls import one_line

__all__ = [
    "Defined",
    "NamedKey",
    "defined",
    "definition",
    "entry_at",
    "highlights",
    "key_at",
    "key_span",
    "references",
    "symbols",
    "workspace_symbols",
]

_MOST_SYMBOLS: Final = 200
_KEY: Final = lazily.pattern(r"[^\s,{}\"]+")
_BLANK: Final = lazily.pattern(r"\s+")


@lazily.dataclass(frozen=True, slots=True)
class NamedKey:
    """A key where it stands.

    Attributes:
        key: The key.
        start: Where it begins in the text of the document, in characters.
        end: Where it ends.
        defines: Whether it is the key of the entry there.
    """

    key: str
    start: int
    end: int
    defines: bool = False


@lazily.dataclass(frozen=True, slots=True)
class Defined:
    """The entry that has a key.

    Attributes:
        path: The store.
        text: Its text.
        block: The entry.
        library: What the store holds.
    """

    path: Path
    text: Text
    block: Entry
    library: Library

    @property
    def range(self) -> Range:
        """Where its key stands."""
        return self.text.range(*key_span(self.block))


def key_span(entry: Entry) -> tuple[int, int]:
    """Return where the key of an entry stands."""
    start = entry.document.text.find(entry.key, entry.start + len(entry.type) + 1)
    return start, start + len(entry.key)


def entry_at(document: Document, offset: int) -> Entry | None:
    """Return the entry that a place is in."""
    return next((e for e in document.entries if e.start <= offset <= e.end), None)


def key_at(workspace: Workspace, uri: str, position: Position) -> NamedKey | None:
    """Return the key at a position: of a citation, of an entry, or in a field that names entries."""
    text = workspace.text(uri)
    if text is None:
        return None
    if workspace.syntax(uri) == BIBTEX and not _may_be_key(text, position):
        return None
    offset = text.offset(position)
    return next((k for k in _keys(workspace, uri, offset) if k.start <= offset <= k.end), None)


def _may_be_key(text: Text, position: Position) -> bool:
    """Whether a key may stand at a position of a store, as its lines tell: it need not be read where none can."""
    before, _ = text.since(position, begins_entry)
    place = place_at_end(before)
    if place.part is Part.VALUE:
        return _names_entries(place.field)
    return place.part not in (Part.TYPE, Part.NAME)


def _keys(workspace: Workspace, uri: str, offset: int | None = None) -> Iterator[NamedKey]:
    """Yield the keys that an open document names.

    Args:
        workspace: The workspace.
        uri: The document.
        offset: Where it is looked in a store; everywhere by default.
    """
    document = workspace.citing(uri)
    if document is not None:
        for cited in document.citing.keys:
            yield NamedKey(cited.key, cited.start, cited.end)
    elif workspace.syntax(uri) == BIBTEX and (paths := workspace.stores(uri)):
        read = workspace.library(paths[0]).document
        here = entry_at(read, offset) if offset is not None else None
        for entry in read.entries if offset is None else [here] if here else []:
            yield from _keys_of(entry)


def _keys_of(entry: Entry) -> Iterator[NamedKey]:
    yield NamedKey(entry.key, *key_span(entry), defines=True)
    names = {name.lower() for name, _ in entry.pairs}
    if not any(_names_entries(name) for name in names):
        return
    for field in entry.fields:
        if _names_entries(field.name.lower()):
            for found in _KEY.finditer(entry.document.text, field.value_start, field.end):
                yield NamedKey(found[0], *found.span())


def _names_entries(name: str) -> bool:
    field = find_field(name)
    return field is not None and field.kind is FieldKind.KEYS and field.name != "ids"


def defined(workspace: Workspace, uri: str, key: str) -> Defined | None:
    """Return the entry that a key means in a document; the first, where several stores have it."""
    for path in workspace.stores(uri):
        try:
            library = workspace.library(path)
        except SynbibError:
            continue
        source = library[key].source if key in library else None
        if isinstance(source, Entry):
            return Defined(path, workspace.store_text(path, library), source, library)
    return None


def definition(workspace: Workspace, uri: str, position: Position) -> Location | None:
    """Return where the entry stands whose key is at a position."""
    named = key_at(workspace, uri, position)
    found = defined(workspace, uri, named.key) if named else None
    return Location(workspace.uri(found.path), found.range) if found else None


def references(
    workspace: Workspace, uri: str, position: Position, *, declaration: bool
) -> list[Location]:
    """Return all places that name the entry whose key is at a position, in documents and in its store.

    Args:
        workspace: The workspace.
        uri: The document.
        position: The position.
        declaration: Whether the entry itself is among them.
    """
    named = key_at(workspace, uri, position)
    if named is None:
        return []
    found = defined(workspace, uri, named.key)
    if found is None:  # then at least where else it is cited
        return [
            Location(each.uri, place)
            for each in workspace.all_citing()
            for place in each.ranges(named.key)
        ]
    names = {found.block.key, *found.library[named.key].aliases}
    places = [Location(workspace.uri(found.path), found.range)] if declaration else []
    for entry in found.library.document.entries:
        places += [
            Location(workspace.uri(found.path), found.text.range(each.start, each.end))
            for each in _keys_of(entry)
            if each.key in names and not each.defines
        ]
    for document in workspace.citing_from(found.path):
        for at in document.citing.keys:
            if at.key in names:
                places.append(Location(document.uri, document.text.range(at.start, at.end)))
    return places


def highlights(workspace: Workspace, uri: str, position: Position) -> list[DocumentHighlight]:
    """Return where the key at a position stands in the same document."""
    named, text = key_at(workspace, uri, position), workspace.text(uri)
    if named is None or text is None:
        return []
    return [
        DocumentHighlight(
            text.range(each.start, each.end),
            DocumentHighlightKind.Write if each.defines else DocumentHighlightKind.Read,
        )
        for each in _keys(workspace, uri)
        if each.key == named.key
    ]


# --- Lists of entries ------------------------------------------------------------------------------------------------


def symbols(workspace: Workspace, uri: str) -> list[DocumentSymbol]:
    """Return the entries, macros and groups of a store in the order of the file."""
    text, paths = workspace.text(uri), workspace.stores(uri)
    if text is None or workspace.syntax(uri) != BIBTEX or not paths:
        return []
    library = workspace.library(paths[0])
    found = []
    for block in library.document.blocks:
        if isinstance(block, Entry):
            found.append(
                DocumentSymbol(
                    one_line(block.key) or "?",
                    SymbolKind.Constant,
                    text.range(block.start, block.end),
                    text.range(*key_span(block)),
                    _title(block),
                )
            )
        elif isinstance(block, StringDef) and block.fields:
            field = block.fields[0]
            selected = text.range(field.start, field.start + len(field.name))
            whole = text.range(block.start, block.end)
            found.append(
                DocumentSymbol(one_line(field.name) or "?", SymbolKind.Variable, whole, selected)
            )
        elif isinstance(block, Comment) and library.group_tree is not None:
            if block.text.lstrip().startswith("jabref-meta: grouping"):
                whole = text.range(block.start, block.end)
                children = _groups(library.group_tree, whole)
                found.append(
                    DocumentSymbol("groups", SymbolKind.Namespace, whole, whole, children=children)
                )
    return found


def _groups(root: Group, place: Range) -> list[DocumentSymbol]:
    return [
        DocumentSymbol(
            one_line(group.name) or "?",
            SymbolKind.Namespace,
            place,
            place,
            children=_groups(group, place),
        )
        for group in root.children
    ]


def _title(entry: Entry) -> str | None:
    written = next((value for name, value in entry.pairs if name.lower() == "title"), "")
    return one_line(_BLANK.sub(" ", written.strip('{}"'))) or None


def workspace_symbols(
    workspace: Workspace, searches: Searches, query: str
) -> list[WorkspaceSymbol]:
    """Return the entries of the workspace's stores that a query finds: by their keys, or by words of theirs."""
    paths = {
        path for uri in workspace.opened if workspace.syntax(uri) for path in workspace.stores(uri)
    }
    for project in workspace.projects():
        store = project.folder / project.settings.store
        if store.is_file():
            paths.add(store)
    found = []
    for path in sorted(paths):
        try:
            library = workspace.library(path)
        except SynbibError:
            continue
        text = workspace.store_text(path, library)
        for key in searches.of(library).find(query, _MOST_SYMBOLS):
            block = library[key].source
            if isinstance(block, Entry):
                place = Location(workspace.uri(path), text.range(*key_span(block)))
                said = _title(block)
                found.append(
                    WorkspaceSymbol(place, one_line(key), SymbolKind.Constant, container_name=said)
                )
    return found[:_MOST_SYMBOLS]
