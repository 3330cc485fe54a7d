"""What replaces pending nodes: at the end of reading the notes, before writing the citations and bibliographies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform

from synbib.sphinx.composing import Shown
from synbib.sphinx.domain import CiteDomain, Reference, domain_of
from synbib.sphinx.forms import WrittenKey
from synbib.sphinx.inlines import to_docutils, without_label
from synbib.sphinx.pending import PendingBibliography, PendingCite, PendingLead, notes_of
from synbib.text import strip

__all__ = ["PlaceNotes", "plain_text", "show_citations"]


class PlaceNotes(SphinxTransform):
    """Puts the notes of citations at the end of their document, before docutils numbers footnotes (priority 620)."""

    default_priority = 600

    def apply(self, **kwargs: Any) -> None:
        """Place them."""
        if notes := notes_of(self.document):
            self.document += nodes.container("", *notes, classes=["footbibliography"])


def show_citations(app: Sphinx, document: nodes.document, _docname: str) -> None:
    """Put citations and bibliographies in the place of the pending nodes."""
    showing = _Showing(app)
    domain = domain_of(app.env)
    for lead in list(document.findall(PendingLead)):
        shown = _shown(domain, lead["cite"])
        lead.replace_self(to_docutils(shown.lead) if shown else [])
    for cite in list(document.findall(PendingCite)):
        cite.replace_self(showing.cite(domain, cite))
    for bibliography in list(document.findall(PendingBibliography)):
        bibliography.replace_self(showing.bibliography(domain, bibliography))


class _Showing:
    """Makes the nodes of citations and bibliographies.

    Args:
        app: The builder and the settings.
    """

    def __init__(self, app: Sphinx) -> None:
        self._builder = app.builder
        self._config = app.config

    def cite(self, domain: CiteDomain, cite: PendingCite) -> list[nodes.Node]:
        shown = _shown(domain, cite)
        if shown is None or not shown.text:
            return []
        docname = cite["docname"]

        def refer(key: str, children: Sequence[nodes.Node]) -> nodes.Node:
            reference = domain.place(docname, key, _prefix(cite["keys"], key))
            if reference is None:
                return nodes.inline("", "", *children)
            return self._link(docname, reference.docname, reference.id, children, reference.text)

        found = nodes.inline(classes=["synbib-cite"], ids=[f"cite-{cite['number']}"])
        found += to_docutils(shown.text, refer)
        return [found]

    def _link(
        self, docname: str, target: str, id: str, children: Sequence[nodes.Node], title: str = ""
    ) -> nodes.reference:
        link = nodes.reference("", "", *children, internal=True)
        if docname == target:
            link["refid"] = id
        else:
            link["refuri"] = f"{self._builder.get_relative_uri(docname, target)}#{id}"
        if title and self._config.bibtex_tooltips:
            link["reftitle"] = strip(title)
        return link

    def bibliography(self, domain: CiteDomain, pending: PendingBibliography) -> list[nodes.Node]:
        entries = domain.references.get(pending["docname"], [])[pending["number"]]
        if not entries:
            return []
        is_list = pending["list"] != "citation"
        prefix = pending["record"].prefix
        paragraphs = [self._entry(domain, entry, prefix, labelled=not is_list) for entry in entries]
        classes = ["bibliography", "csl-bib-body"]
        if not is_list:
            return [nodes.container("", *paragraphs, classes=classes)]
        items = [nodes.list_item("", paragraph) for paragraph in paragraphs]
        if pending["list"] == "bullet":
            return [nodes.bullet_list("", *items, classes=classes)]
        found = nodes.enumerated_list("", *items, classes=classes)
        found["enumtype"], found["prefix"], found["suffix"] = pending["enumtype"], "", "."
        found["start"] = _start(domain, pending)
        return [found]

    def _entry(
        self, domain: CiteDomain, entry: Reference, prefix: str, *, labelled: bool
    ) -> nodes.paragraph:
        paragraph = nodes.paragraph(classes=["csl-entry"])
        paragraph += nodes.target("", "", ids=[entry.id])
        # An item of a list has a number or a bullet already.
        paragraph += to_docutils(entry.text if labelled else without_label(entry.text))
        if self._config.synbib_backlinks and self._builder.format == "html":
            paragraph += self._backlinks(domain, entry, prefix)
        return paragraph

    def _backlinks(self, domain: CiteDomain, entry: Reference, prefix: str) -> Iterator[nodes.Node]:
        places = domain.citing(prefix + entry.key)
        if not places:
            return
        links = nodes.inline(classes=["csl-backlinks"])
        for number, (docname, cite) in zip(count(1), places):
            shown = "↑" if len(places) == 1 else str(number)
            links += nodes.Text(" ")
            links += self._link(entry.docname, docname, f"cite-{cite}", [nodes.Text(shown)])
        yield links


def _shown(domain: CiteDomain, cite: PendingCite) -> Shown | None:
    found = domain.shown.get(cite["docname"], [])
    number = cite.get("number", -1)
    return found[number] if 0 <= number < len(found) else None


def _prefix(keys: Sequence[WrittenKey], key: str) -> str:
    """Return what stands before the key of an entry where it is cited."""
    return next((w.key.removesuffix(key) for w in keys if w.key.endswith(key)), "")


def _start(domain: CiteDomain, pending: PendingBibliography) -> int:
    """Return the first number of a list, which may go on from the one before it in its document."""
    if pending["start"] > 0:
        return cast(int, pending["start"])
    before = domain.references[pending["docname"]][: pending["number"]]
    return 1 + sum(map(len, before))


def plain_text(env: BuildEnvironment, cite: PendingCite) -> str:
    """Return what a citation shows, where a title was copied before it was shown."""
    shown = _shown(domain_of(env), cite)
    return strip(shown.text) if shown else ""
