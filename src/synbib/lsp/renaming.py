"""A key renamed: in its store and in all documents of the workspace that cite from it, as edits of an editor."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol.types import (
    OptionalVersionedTextDocumentIdentifier,
    Position,
    PrepareRenamePlaceholder,
    TextDocumentEdit,
    TextEdit,
    WorkspaceEdit,
)

from synbib.errors import SynbibError, UnknownKeyError
from synbib.lsp.finding import defined, key_at
from synbib.lsp.workspace import CitingFile, Workspace
from synbib.verbs.renaming import rename_keys
from synbib.verbs.stores import with_names_now

__all__ = ["document_edit", "prepare", "rename", "workspace_edit"]


def prepare(workspace: Workspace, uri: str, position: Position) -> PrepareRenamePlaceholder | None:
    """Return the key at a position that can be renamed; None if there is none, or no entry has it."""
    named, text = key_at(workspace, uri, position), workspace.text(uri)
    if named is None or text is None or defined(workspace, uri, named.key) is None:
        return None
    return PrepareRenamePlaceholder(text.range(named.start, named.end), named.key)


def rename(workspace: Workspace, uri: str, position: Position, new: str) -> list[TextDocumentEdit]:
    """Return what gives an entry another key wherever it is named.

    Args:
        workspace: The workspace.
        uri: A document.
        position: Where its key, or a citation of it, stands.
        new: The new key.

    Raises:
        SynbibError: No key stands there, no entry has it, or the new one cannot be its key.
    """
    named = key_at(workspace, uri, position)
    if named is None:
        raise SynbibError("no citation key stands here; put the cursor on one")
    found = defined(workspace, uri, named.key)
    if found is None:
        known = workspace.works(uri)
        raise UnknownKeyError.among("citation key", named.key, known)
    old, new = found.block.key, new.strip()
    # A further key of an entry may be what stands here: it stays in the file, and its citations change.
    changed = rename_keys(found.library, {old: new})
    edits = [
        document_edit(workspace, workspace.uri(found.path), found.text.edits(changed.text)),
        *(
            document_edit(workspace, document.uri, _cited(document, old, new))
            for document in workspace.citing_from(found.path)
        ),
    ]
    return [each for each in edits if each.edits]


def _cited(document: CitingFile, old: str, new: str) -> list[TextEdit]:
    """Return what lets a document cite another key, and blocks of a README name it."""
    text = document.text
    return text.edits(with_names_now(text.text, document.name, {old: new}, {}, document.syntax))


def document_edit(workspace: Workspace, uri: str, edits: Iterable[TextEdit]) -> TextDocumentEdit:
    """Return edits of a document in the state in which the workspace has it."""
    named = OptionalVersionedTextDocumentIdentifier(uri, workspace.version(uri))
    return TextDocumentEdit(named, list(edits))


def workspace_edit(edits: Iterable[TextDocumentEdit], *, versioned: bool) -> WorkspaceEdit:
    """Return edits as an editor takes them.

    Args:
        edits: The edits.
        versioned: Whether it knows edits of documents in one state.
    """
    if versioned:
        return WorkspaceEdit(document_changes=list(edits))
    changes: dict[str, list[TextEdit]] = {}
    for each in edits:
        changes.setdefault(each.text_document.uri, []).extend(
            edit for edit in each.edits if isinstance(edit, TextEdit)
        )
    return WorkspaceEdit(changes=changes)
