"""A Sphinx extension: citations and bibliographies in any CSL style, in all documents and builders of a project.

``extensions = ["synbib.sphinx"]`` and ``synbib_stores = ["refs.bib"]`` in ``conf.py`` are all that it needs. Roles,
directives and settings have the names of sphinxcontrib-bibtex. While documents are read, roles and directives leave
pending nodes (`pending`), which `domain` gathers; when all are read, `composing` formats them as one document;
`transforms` put the outcome in their place when a document is written.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import synbib

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["setup"]


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the extension to Sphinx."""
    from synbib.sphinx.directives import BibliographyDirective, FootBibliographyDirective
    from synbib.sphinx.domain import CiteDomain, FootCiteDomain, compose_all
    from synbib.sphinx.fallback import VISITORS
    from synbib.sphinx.forms import FOOT_ROLES, ROLES
    from synbib.sphinx.pending import PendingCite
    from synbib.sphinx.roles import CiteRole, FootCiteRole
    from synbib.sphinx.settings import VALUES, library_of
    from synbib.sphinx.transforms import PlaceNotes, show_citations

    for name, default in VALUES.items():
        app.add_config_value(name, default, "env")
    app.add_domain(CiteDomain)
    app.add_domain(FootCiteDomain)
    app.add_role("cite", CiteRole(ROLES["p"]))
    app.add_role("footcite", FootCiteRole(FOOT_ROLES["p"]))
    app.add_directive("bibliography", BibliographyDirective)
    app.add_directive("footbibliography", FootBibliographyDirective)
    app.add_node(PendingCite, override=False, **VISITORS)
    app.add_transform(PlaceNotes)
    # What is wrong with a store is said before anything is read.
    app.connect("builder-inited", lambda app: library_of(app.env))
    app.connect("env-updated", compose_all)
    app.connect("doctree-resolved", show_citations)
    app.connect("config-inited", _add_style_sheet)
    return {"version": synbib.__version__, "parallel_read_safe": True, "parallel_write_safe": True}


def _add_style_sheet(app: Sphinx, config: Any) -> None:
    config.html_static_path.append(str(Path(__file__).parent / "static"))
    app.add_css_file("synbib.css")
