"""A work that was looked up, put into a store, and cited where it was named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lsprotocol.types import Range, TextDocumentEdit, TextEdit

from synbib import lazily
from synbib.bibtex import Document
from synbib.bibtex.format import FormatOptions
from synbib.documents.markdown import as_bare_key
from synbib.errors import SynbibError
from synbib.incoming import Incoming
from synbib.library import Library
from synbib.lsp.finding import key_at
from synbib.lsp.renaming import document_edit
from synbib.lsp.workspace import BIBTEX, Workspace
from synbib.verbs.adding import with_works

__all__ = ["put_in"]

# How a key is cited where an identifier was selected.
_CITED: Final = {
    "latex": "\\cite{{{key}}}",
    "markdown": "[@{key}]",
    "rst": ":cite:p:`{key}`",
    "typst": "@{key}",
}


def put_in(
    workspace: Workspace, uri: str, range: Range, what: str, works: Sequence[Incoming]
) -> list[TextDocumentEdit]:
    """Return what puts works into a document's store, and their entry, or a citation, in the place of what named them.

    Args:
        workspace: The workspace.
        uri: The document, which may be the store.
        range: What named them there, when they were asked for.
        what: What stood there.
        works: The works.

    Raises:
        SynbibError: It does not stand there any more, or the store cannot be understood.
    """
    text = workspace.text(uri)
    if text is None or text.text[text.offset(range.start) : text.offset(range.end)] != what:
        raise SynbibError(f"'{what}' does not stand there any more; ask again")
    start, end = text.offset(range.start), text.offset(range.end)
    settings = workspace.project(uri).settings
    form = FormatOptions(**settings.fmt)
    path = workspace.stores(uri)[0]
    if workspace.syntax(uri) == BIBTEX:
        rest = text.text[:start] + text.text[end:]
        library = Library([Document.parse(rest, str(path))])
        done = with_works(library, works, settings.citation_key, form)
        if len(done.new) == 1 and not done.completed:
            written = Document.parse(done.store.text)
            entry = next((e for e in written.entries if e.key == done.new[0]), None)
            if entry is not None:
                return [document_edit(workspace, uri, [TextEdit(range, entry.source)])]
        return [document_edit(workspace, uri, text.edits(done.store.text))]
    named = key_at(workspace, uri, range.start)
    is_cited = named is not None and (named.start, named.end) == (start, end)
    if is_cited:  # the entry gets the key that is cited
        works = [lazily.replace(work, key=what) for work in works]
    library = workspace.library(path)
    done = with_works(library, works, settings.citation_key, form)
    stored = workspace.store_text(path, library).edits(done.store.text)
    edits = [document_edit(workspace, workspace.uri(path), stored)]
    [key] = done.keys[:1]
    syntax = workspace.syntax(uri)
    if not is_cited:
        bare = as_bare_key(key) if syntax == "markdown" else key
        edits.append(
            document_edit(workspace, uri, [TextEdit(range, _CITED[syntax].format(key=bare))])
        )
    elif key != what:
        edits.append(document_edit(workspace, uri, [TextEdit(range, key)]))
    return [each for each in edits if each.edits]
