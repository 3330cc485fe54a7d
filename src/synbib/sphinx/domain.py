"""The domain ``cite``: it gathers the citations and bibliographies of all documents, and holds what they show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, NamedTuple, cast

from docutils import nodes
from docutils.nodes import make_id
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

from synbib.errors import SynbibError
from synbib.sphinx.composing import BibliographyRecord, CiteRecord, Composed, Shown, compose
from synbib.sphinx.forms import FOOT_ROLES, ROLES, Part
from synbib.sphinx.pending import PendingBibliography, PendingCite
from synbib.sphinx.roles import CiteRole, FootCiteRole
from synbib.sphinx.settings import library_of, locale_of, stores_of, style_of
from synbib.sphinx.warnings import warn

__all__ = ["CiteDomain", "FootCiteDomain", "Reference", "compose_all", "domain_of"]


class Reference(NamedTuple):
    """An entry of a bibliography.

    Attributes:
        key: Its citation key.
        text: The reference, as marked text.
        docname: The document that it stands in.
        id: Its place there.
    """

    key: str
    text: str
    docname: str
    id: str


class CiteDomain(Domain):
    """Citations and bibliographies."""

    name = "cite"
    label = "citations"
    data_version = 2
    roles: ClassVar[dict[str, Any]] = {name: CiteRole(form) for name, form in ROLES.items()}
    initial_data: ClassVar[dict[str, Any]] = {
        "cites": {},
        "bibliographies": {},
        "shown": {},
        "references": {},
        "places": {},
        "citing": {},
    }

    @property
    def cites(self) -> dict[str, list[CiteRecord]]:
        """Document → its citations, in order."""
        return cast(dict[str, list[CiteRecord]], self.data["cites"])

    @property
    def bibliographies(self) -> dict[str, list[BibliographyRecord]]:
        """Document → its bibliographies, in order."""
        return cast(dict[str, list[BibliographyRecord]], self.data["bibliographies"])

    @property
    def shown(self) -> dict[str, list[Shown]]:
        """Document → what its citations show."""
        return cast(dict[str, list[Shown]], self.data["shown"])

    @property
    def references(self) -> dict[str, list[list[Reference]]]:
        """Document → the entries of each of its bibliographies."""
        return cast(dict[str, list[list[Reference]]], self.data["references"])

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        for name in ("cites", "bibliographies", "shown", "references"):
            self.data[name].pop(docname, None)

    def merge_domaindata(self, docnames: Iterable[str], otherdata: dict[str, Any]) -> None:
        """Take what another process read."""
        for name in ("cites", "bibliographies"):
            self.data[name].update(
                {doc: found for doc, found in otherdata[name].items() if doc in docnames}
            )

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Take what a document cites, and number it."""
        cites = list(document.findall(PendingCite))
        for number, cite in enumerate(cites):
            cite["number"] = number
        bibliographies = list(document.findall(PendingBibliography))
        for number, bibliography in enumerate(bibliographies):
            bibliography["number"] = number
        if cites:
            for store in stores_of(env):
                env.note_dependency(store)
            notes = iter(range(1, len(cites) + 1))
            self.cites[docname] = [
                CiteRecord(
                    docname,
                    cite.line or 0,
                    cite["form"],
                    cite["keys"],
                    next(notes) if _is_in_note(cite) else 0,
                )
                for cite in cites
            ]
        if bibliographies:
            self.bibliographies[docname] = [each["record"] for each in bibliographies]

    def place(self, docname: str, key: str, prefix: str) -> Reference | None:
        """Return the entry that a citation is about: in its own document, if there is one."""
        places: dict[str, Reference] = self.data["places"].get((prefix, key), {})
        return places.get(docname) or next(iter(places.values()), None)

    def citing(self, key: str) -> list[tuple[str, int]]:
        """Return where a key is cited: document, and the number of the citation there."""
        return cast(list[tuple[str, int]], self.data["citing"].get(key, []))

    def index_citations(self) -> None:
        """Find anew, for all documents at once, where each entry stands and where each key is cited."""
        places: dict[tuple[str, str], dict[str, Reference]] = {}
        for docname, bibliographies in self.references.items():
            for record, entries in zip(self.bibliographies[docname], bibliographies, strict=True):
                for entry in entries:
                    places.setdefault((record.prefix, entry.key), {}).setdefault(docname, entry)
        citing: dict[str, list[tuple[str, int]]] = {}
        for docname, cites in self.cites.items():
            for number, cite in enumerate(cites):
                if cite.form.part is not Part.NOTHING:
                    for key in dict.fromkeys(written.key for written in cite.keys):
                        citing.setdefault(key, []).append((docname, number))
        self.data["places"], self.data["citing"] = places, citing


class FootCiteDomain(Domain):
    """Citations in footnotes, which need nothing of other documents."""

    name = "footcite"
    label = "citations in footnotes"
    data_version = 1
    roles: ClassVar[dict[str, Any]] = {
        name: FootCiteRole(form) for name, form in FOOT_ROLES.items()
    }

    def merge_domaindata(self, docnames: Iterable[str], otherdata: dict[str, Any]) -> None:
        """Take nothing: there is nothing to be kept."""


def domain_of(env: BuildEnvironment) -> CiteDomain:
    """Return the domain of a project."""
    return cast(CiteDomain, env.get_domain("cite"))


def compose_all(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Format all citations and bibliographies, and return the documents that show something else than before."""
    domain = domain_of(env)
    order = [name for name in _in_reading_order(env) if name in domain.cites]
    cites = [cite for name in order for cite in domain.cites[name]]
    documents = sorted(domain.bibliographies)
    bibliographies = [record for name in documents for record in domain.bibliographies[name]]
    if not cites and not bibliographies:
        return []
    try:
        library = library_of(env)
        composed = compose(
            library, cites, bibliographies, style_of(app.config), locale_of(app.config)
        )
    except SynbibError as error:
        raise ExtensionError(str(error)) from None
    _warn_of_unknown(composed, cites, bibliographies)
    before = _state(domain)
    texts = iter(composed.cites)
    domain.data["shown"] = {name: [next(texts) for _ in domain.cites[name]] for name in order}
    entries = iter(composed.bibliographies)
    domain.data["references"] = {
        name: [
            [
                Reference(key, text, name, _id_of(app, number, record.prefix + key))
                for key, text in next(entries)
            ]
            for number, record in enumerate(domain.bibliographies[name])
        ]
        for name in documents
    }
    domain.index_citations()
    now = _state(domain)
    return sorted(name for name in now if now[name] != before.get(name))


def _id_of(app: Sphinx, number: int, key: str) -> str:
    """Return where an entry of the bibliography with this number stands in its document."""
    if template := app.config.bibtex_cite_id:
        return make_id(template.format(bibliography_count=number + 1, key=key))
    return make_id(f"ref-{number + 1}-{key}" if number else f"ref-{key}")


def _state(domain: CiteDomain) -> dict[str, Any]:
    """Return what each document shows."""
    return {
        name: (domain.shown.get(name), domain.references.get(name))
        for name in {*domain.shown, *domain.references}
    }


def _in_reading_order(env: BuildEnvironment) -> list[str]:
    """Return the documents in the order of the tables of contents, then those that stand in none."""
    found: dict[str, None] = {}
    waiting = [env.config.root_doc]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = None
            waiting += reversed(env.toctree_includes.get(name, []))
    return [*found, *sorted(set(env.found_docs) - found.keys())]


def _is_in_note(cite: PendingCite) -> bool:
    node = cite.parent
    while node is not None:
        if isinstance(node, nodes.footnote):
            return True
        node = node.parent
    return False


def _warn_of_unknown(
    composed: Composed, cites: list[CiteRecord], bibliographies: list[BibliographyRecord]
) -> None:
    for records, unknown in (
        (cites, composed.unknown_cites),
        (bibliographies, composed.unknown_listed),
    ):
        for number, key in unknown:
            record = records[number]
            warn("key_not_found", f"no entry has the key '{key}'", (record.docname, record.line))
