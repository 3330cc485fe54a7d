"""What may be written where the cursor is: keys where something is cited; in a store types, fields and values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from lsprotocol.types import (
    CompletionItem,
    CompletionItemKind,
    CompletionItemLabelDetails,
    CompletionList,
    InsertTextFormat,
    MarkupContent,
    MarkupKind,
    Position,
    Range,
    TextEdit,
)

from synbib import lazily
from synbib.bibtex import MONTH_MACROS, StringDef
from synbib.bibtex.values import expand
from synbib.documents import begun_key
from synbib.documents.markdown import as_bare_key
from synbib.errors import SynbibError
from synbib.library import Entry, Library
from synbib.lsp.describing import described_field, described_type, names_of, reference
from synbib.lsp.places import Part, Place, begins_entry, field_names, place_at_end
from synbib.lsp.searching import Searches
from synbib.lsp.text import Text
from synbib.lsp.workspace import BIBTEX, Workspace
from synbib.model.fields import FIELDS, FieldKind, find_field
from synbib.model.required import missing_fields
from synbib.model.types import TYPES
from synbib.model.venues import venues
from synbib.text.controls import one_line
from synbib.text.folding import fold

__all__ = ["TRIGGERS", "complete", "resolve"]

TRIGGERS: Final = ("@", "{", ",", "`", "<", '"', "=", " ")
"""What an editor asks for completions after, beside letters."""

# So many works at a time; the rest is found by more letters.
_MOST: Final = 100
# The rest of a key after the cursor: in a sentence the punctuation after it is none of it.
_KEY_END: Final = lazily.pattern(r"(?:\w|[:.#$%&+?~/-](?=\w))*")
_KEY_ENDS: Final = {
    "latex": lazily.pattern(r"[^\s,{}%\\]*"),
    "rst": lazily.pattern(r"[^\s,{}`]*"),
}
_NAME_END: Final = lazily.pattern(r"\w*")
_NO_WORKS: Final = ("comment", "preamble", "string", "set", "xdata")
_VENUES: Final = frozenset({"booktitle", "journal", "journaltitle"})
_WORDS: Final = frozenset({"keywords", "keyword"})
_LISTS: Final = frozenset({FieldKind.KEYS, FieldKind.SEPARATED})
# What biblatex's styles and arXiv's own references write.
_CODES: Final[Mapping[str, tuple[str, ...]]] = {
    "archiveprefix": ("arXiv",),
    "eprinttype": ("arxiv", "hdl", "jstor", "pubmed"),
    "pubstate": ("forthcoming", "inpreparation", "inpress", "prepublished", "submitted"),
}


def complete(
    workspace: Workspace,
    searches: Searches,
    uri: str,
    position: Position,
    *,
    snippets: bool = False,
) -> CompletionList | None:
    """Return what may be written at a position.

    Args:
        workspace: The workspace.
        searches: Its libraries, ready to be searched.
        uri: An open document.
        position: Where the cursor is.
        snippets: Whether the editor knows snippets.
    """
    text = workspace.text(uri)
    if text is None:
        return None
    if workspace.syntax(uri) == BIBTEX:
        return _in_store(workspace, searches, uri, text, position, snippets=snippets)
    before = text.before(position)
    begun = begun_key(before, workspace.syntax(uri), workspace.commands(uri))
    if begun is None:
        return None
    library = workspace.works(uri, at_once=True)
    start = text.position(begun.start)
    rest = _KEY_ENDS.get(workspace.syntax(uri), _KEY_END)
    replaced = Range(start, _after(text, position, rest))
    is_bare = workspace.syntax(uri) == "markdown" and begun.opened == "@"
    return _works(uri, library, searches, begun.typed, replaced, in_braces=is_bare)


def resolve(workspace: Workspace, item: CompletionItem) -> CompletionItem:
    """Return a completion of a work with its reference, in the style of the project."""
    data = item.data
    if isinstance(data, dict) and isinstance(data.get("uri"), str):
        entry = workspace.works(data["uri"], at_once=True).get(str(data.get("key")))
        if isinstance(entry, Entry):
            shown = reference(entry, workspace.project(data["uri"]))
            item.documentation = MarkupContent(MarkupKind.Markdown, shown)
    return item


def _works(
    uri: str,
    library: Library,
    searches: Searches,
    typed: str,
    replaced: Range,
    *,
    in_braces: bool = False,
) -> CompletionList:
    """Return the works that somebody may mean who has typed so much of a key, or of a title."""
    keys = searches.of(library).find(typed, _MOST)
    items = []
    for number, key in enumerate(keys):
        written = as_bare_key(key) if in_braces else key
        items.append(_work(uri, library, key, TextEdit(replaced, written), number, typed))
    return CompletionList(is_incomplete=len(library) > len(keys), items=items)


def _work(
    uri: str, library: Library, key: str, edit: TextEdit, number: int, typed: str
) -> CompletionItem:
    entry = library[key]
    people, year, title = names_of(entry), entry.year, one_line(entry.title)
    said = f"{people} {year}".strip()
    return CompletionItem(
        label=one_line(key),
        label_details=CompletionItemLabelDetails(f" {said}" if said else None, title or None),
        kind=CompletionItemKind.Reference,
        detail=title,
        filter_text=_filter_text(key, f"{people} {year} {title}", typed),
        sort_text=f"{number:04}",
        text_edit=edit,
        data={"uri": uri, "key": key},
    )


def _filter_text(key: str, said: str, typed: str) -> str:
    """Return what an editor compares with what is typed: it may want it at the beginning, as it stands there."""
    text = f"{key} {said}"
    if typed and not text.lower().startswith(typed.lower()) and fold(typed) not in fold(key):
        return f"{typed} {text}"
    return text


# --- In a store ----------------------------------------------------------------------------------------------------


def _in_store(
    workspace: Workspace,
    searches: Searches,
    uri: str,
    text: Text,
    position: Position,
    *,
    snippets: bool,
) -> CompletionList | None:
    before, first = text.since(position, begins_entry)
    place = place_at_end(before)
    if place.part in (Part.NOTHING, Part.KEY):
        return None
    field = find_field(place.field)
    is_list = field is not None and field.kind in _LISTS
    typed = place.typed if is_list or place.part is not Part.VALUE else place.content
    start = text.moved(position, -len(typed))
    if place.part is Part.TYPE:
        replaced = Range(start, _after(text, position, _NAME_END))
        at_end = not text.after(position).strip()
        return CompletionList(False, [*_types(replaced, snippets=snippets and at_end)])
    if place.part is Part.NAME:
        replaced = Range(start, _after(text, position, _NAME_END))
        rest = _rest_of_entry(text, first)
        is_named = "=" in text.after(position)
        shown = _names(place, rest, replaced, plain=is_named, snippets=snippets)
        return CompletionList(False, [*shown])
    library = workspace.works(uri, at_once=True)
    if "\n" in typed or "\r" in typed:
        return None  # what is replaced has to be of one line
    replaced = Range(start, position)
    if field is not None and field.kind is FieldKind.KEYS and field.name != "ids":
        if not place.delimiter:
            return None
        found = _works(uri, library, searches, place.typed, replaced)
        own = place_key(before)
        found.items = [item for item in found.items if item.label != one_line(own)]
        return found
    return CompletionList(False, [*_values(library, place, replaced)])


def place_key(entry: str) -> str:
    """Return the key of the entry that a text begins with."""
    _, _, rest = entry.partition("{")
    return rest.partition(",")[0].strip()


def _types(replaced: Range, *, snippets: bool) -> Iterator[CompletionItem]:
    for name in sorted((*TYPES, *_NO_WORKS)):
        item = CompletionItem(
            label=name,
            kind=CompletionItemKind.Class,
            documentation=described_type(name),
            text_edit=TextEdit(replaced, name),
        )
        if snippets and name in TYPES:
            item.text_edit = TextEdit(replaced, _snippet(name))
            item.insert_text_format = InsertTextFormat.Snippet
        yield item


def _snippet(name: str) -> str:
    """Return an entry with the fields that it needs, as a snippet."""
    needed = [choices[0] for choices in missing_fields(name, {})]
    usual = [_USUAL.get(each, each) for each in needed]
    fields = "".join(f"  {field} = {{${number}}},\n" for number, field in enumerate(usual, 2))
    return f"{name}{{${{1:key}},\n{fields}}}"


# As most files have them, and BibTeX reads them.
_USUAL: Final = {"journaltitle": "journal", "date": "year", "institution": "institution"}


def _names(
    place: Place, there: Iterable[str], replaced: Range, *, plain: bool, snippets: bool
) -> Iterator[CompletionItem]:
    present = {*place.names, *there} - {place.typed.lower()}
    lacking = [
        _USUAL.get(name, name)
        for choices in missing_fields(place.type, dict.fromkeys(present, "x"))
        for name in choices
    ]
    others = [name for name in (*FIELDS, *_ALIASES) if name not in lacking]
    for number, name in enumerate((*lacking, *others)):
        if name in present or name.startswith("__"):
            continue
        written = name if plain else f"{name} = {{$1}}," if snippets else f"{name} = "
        yield CompletionItem(
            label=name,
            label_details=CompletionItemLabelDetails(
                description="the entry needs it" if name in lacking else None
            ),
            kind=CompletionItemKind.Field,
            documentation=described_field(name),
            sort_text=f"{number:04}",
            text_edit=TextEdit(replaced, written),
            insert_text_format=InsertTextFormat.Snippet if snippets and not plain else None,
        )


# Names that BibTeX's own styles know, and biblatex calls otherwise.
_ALIASES: Final = ("journal", "address", "school", "annote", "archiveprefix", "primaryclass")


def _values(library: Library, place: Place, replaced: Range) -> Iterator[CompletionItem]:
    if not place.delimiter:
        yield from _macros(library, place, replaced)
    for number, (value, said) in enumerate(_texts(library, place)):
        written = value if place.delimiter else f"{{{value}}}"
        yield CompletionItem(
            label=value,
            kind=CompletionItemKind.Value,
            detail=said or None,
            filter_text=f"{value} {said}" if said else None,
            sort_text=f"{number:05}",
            text_edit=TextEdit(replaced, written),
        )


def _macros(library: Library, place: Place, replaced: Range) -> Iterator[CompletionItem]:
    names = {
        block.name: expand(block.value, {})[0]
        for document in library.documents
        for block in document.blocks
        if isinstance(block, StringDef) and block.name
    }
    months = MONTH_MACROS if place.field == "month" else {}
    for name, value in {**names, **months}.items():
        yield CompletionItem(
            label=name,
            kind=CompletionItemKind.Constant,
            detail=one_line(value),
            text_edit=TextEdit(replaced, name),
        )


def _texts(library: Library, place: Place) -> Iterator[tuple[str, str]]:
    """Yield the values that a field may have, with what is said of each."""
    name = place.field
    if name == "groups":
        yield from ((group, "a group") for group in _groups(library))
    elif name in _WORDS:
        words = dict.fromkeys(
            word for entry in _written(library, name) for word in entry.split(", ") if word
        )
        yield from ((word, "") for word in sorted(words, key=str.lower))
    elif name in _VENUES:
        used = dict.fromkeys(_written(library, name))
        yield from ((value, "used in this file") for value in sorted(used))
        for venue in venues().values():
            if (venue.type == "journal") == name.startswith("journal") and venue.name not in used:
                yield venue.name, venue.acronym
    else:
        yield from ((value, "") for value in _CODES.get(name, ()))


def _groups(library: Library) -> list[str]:
    try:
        waiting, found = [library.groups], []
        while waiting:
            group = waiting.pop()
            found += [child.name for child in group.children]
            waiting += group.children
    except SynbibError:
        return []
    return list(dict.fromkeys(found))


def _written(library: Library, name: str) -> Iterator[str]:
    """Yield the contents of a field in all entries, as they are written between delimiters."""
    for document in library.documents:
        for entry in document.entries:
            for own, value in entry.pairs:
                if own.lower() == name and value[:1] in ("{", '"'):
                    yield " ".join(value[1:-1].split())


def _rest_of_entry(text: Text, first: int) -> frozenset[str]:
    """Return the fields of the entry that begins with a line."""
    last = first + 1
    while last < len(text.lines) and not begins_entry(text.lines[last]):
        last += 1
    return field_names("".join(text.lines[first:last]))


def _after(text: Text, position: Position, pattern: Any) -> Position:
    """Return where what is written at a position ends."""
    found = pattern.match(text.after(position))
    return text.moved(position, found.end())
