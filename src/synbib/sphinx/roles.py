"""The roles: a citation in a document becomes a `PendingCite`, or a footnote."""

from __future__ import annotations

from functools import cache

from docutils import nodes
from docutils.nodes import fully_normalize_name
from sphinx.util.docutils import SphinxRole

from synbib.csl import Processor
from synbib.errors import SynbibError
from synbib.sphinx.composing import reference_alone
from synbib.sphinx.forms import Form, Part, read_role
from synbib.sphinx.inlines import to_docutils
from synbib.sphinx.pending import PendingCite, PendingLead, add_note, cited_in_footnotes
from synbib.sphinx.settings import library_of, locale_of, style_of
from synbib.sphinx.warnings import warn

__all__ = ["CiteRole", "FootCiteRole"]

_Nodes = tuple[list[nodes.Node], list[nodes.system_message]]


class _Role(SphinxRole):
    """A role with keys in its text.

    Args:
        form: How it shows its citation.
    """

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form

    def _refused(self) -> _Nodes:
        message = self.inliner.reporter.error(
            f"'{self.text}' is not a list of citation keys; write e.g. {{see}}roe2020{{p. 3}},poe1999",
            line=self.lineno,
        )
        return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]


class CiteRole(_Role):
    """A citation of a bibliography."""

    def run(self) -> _Nodes:
        """Return what stands in the document until all of it is read."""
        keys = read_role(self.text)
        if not keys:
            return self._refused()
        cite = PendingCite(self.rawtext, docname=self.env.docname, keys=keys, form=self._form)
        self.set_source_info(cite)
        shows_note = self._form.part in (Part.WHOLE, Part.NARRATIVE) and self._form.brackets
        if not (shows_note and _in_notes(style_of(self.env.config), locale_of(self.env.config))):
            return [cite], []
        found: list[nodes.Node] = []
        if self._form.part is Part.NARRATIVE:
            found.append(PendingLead(self.rawtext, cite=cite))
        found.append(add_note(self.inliner.document, cite))
        return found, []


class FootCiteRole(_Role):
    """A citation of a footnote with the whole reference."""

    def run(self) -> _Nodes:
        """Return references to footnotes, which ``footbibliography`` makes."""
        keys = read_role(self.text)
        if not keys:
            return self._refused()
        document = self.inliner.document
        library = library_of(self.env)
        found: list[nodes.Node] = []
        for written in keys:
            entry = library.get(written.key)
            if entry is None:
                warn("key_not_found", f"no entry has the key '{written.key}'", self.get_location())
                continue
            cited_in_footnotes(document).setdefault(entry.key, False)
            if self._form.part is Part.NARRATIVE:
                authors, _ = reference_alone(
                    entry, style_of(self.env.config), locale_of(self.env.config)
                )
                if found:
                    found.append(nodes.Text(", "))
                found += to_docutils(authors)
            name = fully_normalize_name(f"footcite-{entry.key}")
            reference = nodes.footnote_reference(
                self.rawtext, "", refname=name, auto=1, ids=[], docname=self.env.docname
            )
            self.set_source_info(reference)
            document.note_autofootnote_ref(reference)
            document.note_footnote_ref(reference)
            found.append(reference)
        return found, []


@cache
def _in_notes(style: str, locale: str | None) -> bool:
    try:
        return Processor(style, [], locale).in_notes
    except SynbibError:
        # Said where all is composed.
        return False
