"""The form of a store: formatted as ``synbib fmt`` does it, and what an editor can fold or follow in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from lsprotocol.types import DocumentLink, FoldingRange, FoldingRangeKind, Range, TextEdit

from synbib import lazily
from synbib.bibtex import Comment, Junk
from synbib.bibtex.format import FormatOptions
from synbib.lsp.text import Text
from synbib.lsp.workspace import BIBTEX, Workspace
from synbib.model.fields import LINK_FIELDS
from synbib.model.links import links
from synbib.verbs.formatting import format_text

__all__ = ["folds", "formatted", "linked"]

_LINK: Final = lazily.pattern(
    rf"""
    (?<![\w-]) (?P<name> {"|".join(("url", "doi", *LINK_FIELDS))} ) \s*+ = \s*+
    (?: \{{ (?P<content> [^{{}}\s]++ ) \}} )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def formatted(workspace: Workspace, uri: str, range: Range | None = None) -> list[TextEdit]:
    """Return what brings a store into the form of its project's settings.

    Args:
        workspace: The workspace.
        uri: An open document.
        range: The lines that may change; all by default.

    Raises:
        SynbibError: It cannot be formatted.
    """
    text = workspace.text(uri)
    if text is None or workspace.syntax(uri) != BIBTEX:
        return []
    options = FormatOptions(**workspace.project(uri).settings.fmt)
    name = str(workspace.stores(uri)[0]) if workspace.stores(uri) else uri
    edits = text.edits(format_text(text.text, name, options=options).text)
    if range is None:
        return edits
    return _inside(text, edits, range)


def _inside(text: Text, edits: Sequence[TextEdit], range: Range) -> list[TextEdit]:
    last = range.end.line - (range.end.character == 0 and range.end.line > range.start.line)
    return [
        edit
        for edit in edits
        if edit.range.start.line <= last and edit.range.end.line >= range.start.line
    ]


def folds(workspace: Workspace, uri: str) -> list[FoldingRange]:
    """Return the lines of a store that can be folded: entries, comments, and macros that follow each other."""
    text, paths = workspace.text(uri), workspace.stores(uri)
    if text is None or workspace.syntax(uri) != BIBTEX or not paths:
        return []
    found = []
    for block in workspace.library(paths[0]).document.blocks:
        if isinstance(block, Junk):
            continue
        first = text.position(block.start).line
        last = text.position(max(block.end - 1, block.start)).line
        if last > first:
            kind = FoldingRangeKind.Comment if isinstance(block, Comment) else None
            found.append(FoldingRange(first, last, kind=kind))
    return found


def linked(workspace: Workspace, uri: str) -> list[DocumentLink]:
    """Return the addresses and DOIs of a store, each with what it leads to."""
    text = workspace.text(uri)
    if text is None or workspace.syntax(uri) != BIBTEX:
        return []
    found = []
    for written in _LINK.finditer(text.text):
        name = written["name"].lower()
        target = next((link.url for link in links({name: written["content"]})), "")
        if target.startswith(("https://", "http://")):
            found.append(DocumentLink(text.range(*written.span("content")), target))
    return found
