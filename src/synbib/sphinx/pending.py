"""What stands in a document until all documents are read: citations and bibliographies, with their places."""

from __future__ import annotations

from typing import Any, Final

from docutils import nodes

__all__ = [
    "PendingBibliography",
    "PendingCite",
    "PendingLead",
    "add_note",
    "cited_in_footnotes",
    "notes_of",
]


class PendingCite(nodes.Inline, nodes.Element):
    """A citation: ``docname``, ``number`` in the document, ``keys`` and ``form``."""


class PendingLead(nodes.Inline, nodes.Element):
    """What stands in the sentence before the note of ``cite``, a `PendingCite`."""


class PendingBibliography(nodes.General, nodes.Element):
    """A bibliography: ``docname``, ``number`` in the document, and ``record``; ``list`` is how it is set."""


_NOTES: Final = "synbib_notes"
_FOOTCITES: Final = "synbib_footcites"


def notes_of(document: nodes.document) -> list[nodes.footnote]:
    """Return the notes of the citations of a document, which `add_note` made, in order."""
    found: list[nodes.footnote] = _kept(document, _NOTES, [])
    return found


def cited_in_footnotes(document: nodes.document) -> dict[str, bool]:
    """Return the keys that are cited in footnotes, in order, and whether each has its footnote."""
    found: dict[str, bool] = _kept(document, _FOOTCITES, {})
    return found


def add_note(document: nodes.document, cite: PendingCite) -> nodes.footnote_reference:
    """Make a note of a citation, for the end of its document, and return what refers to it."""
    notes = notes_of(document)
    name = f"cite-note-{len(notes) + 1}"
    reference = nodes.footnote_reference("", "", refname=name, auto=1, docname=cite["docname"])
    note = nodes.footnote(
        "", nodes.paragraph("", "", cite), auto=1, names=[name], docname=cite["docname"]
    )
    document.note_autofootnote_ref(reference)
    document.note_footnote_ref(reference)
    document.note_autofootnote(note)
    document.note_explicit_target(note, note)
    notes.append(note)
    return reference


def _kept(document: nodes.document, name: str, empty: Any) -> Any:
    if not hasattr(document, name):
        setattr(document, name, empty)
    return getattr(document, name)
