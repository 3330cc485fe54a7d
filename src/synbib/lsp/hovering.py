"""What is shown where the mouse rests: the reference of a key, and what a type or a field of an entry is."""

from __future__ import annotations

from lsprotocol import types

from synbib.lsp import describing, finding
from synbib.lsp.places import Part, begins_entry, place_at_end
from synbib.lsp.workspace import BIBTEX, Workspace

__all__ = ["hover"]


def hover(documents: Workspace, uri: str, position: types.Position) -> types.Hover | None:
    """Return what is said of what stands at a place.

    Args:
        documents: What is open.
        uri: The document.
        position: The place.
    """
    text = documents.text(uri)
    if text is None:
        return None
    named = finding.key_at(documents, uri, position)
    if named is not None:
        found = finding.defined(documents, uri, named.key)
        if found is None:
            return None
        shown = describing.hovered(found.library[named.key], documents.project(uri))
        place = text.range(named.start, named.end)
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, shown), place)
    if documents.syntax(uri) != BIBTEX:
        return None
    word = text.word(position)
    if word is None:
        return None
    said, place = word
    before, _ = text.since(place.end, begins_entry)
    place_in = place_at_end(before)
    if place_in.part is Part.TYPE:
        described = describing.described_type(said)
    elif place_in.part is Part.NAME:
        described = describing.described_field(said)
    else:
        return None
    if not described:
        return None
    content = types.MarkupContent(types.MarkupKind.Markdown, f"**{said}** {described}")
    return types.Hover(content, place)
