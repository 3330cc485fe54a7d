"""The directives ``bibliography`` and ``footbibliography``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Final

from docutils import nodes
from docutils.nodes import fully_normalize_name, make_id
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from synbib.errors import SynbibError
from synbib.sphinx.composing import BibliographyRecord, reference_alone
from synbib.sphinx.filters import parse_filter
from synbib.sphinx.inlines import to_docutils
from synbib.sphinx.pending import PendingBibliography, cited_in_footnotes
from synbib.sphinx.settings import library_of, locale_of, stores_of, style_named, style_of
from synbib.sphinx.warnings import warn

__all__ = ["BibliographyDirective", "FootBibliographyDirective"]

_LISTS: Final = ("citation", "bullet", "enumerated")
_ENUMERATIONS: Final = ("arabic", "loweralpha", "upperalpha", "lowerroman", "upperroman")
_FILTERS: Final = {"all": "True", "cited": "cited", "notcited": "not cited"}


def _one_of(*names: str) -> Callable[[str], str]:
    return lambda argument: directives.choice(argument, names)


def _start(argument: str) -> int:
    """The first number; -1 where it goes on from the bibliography before."""
    return -1 if argument == "continue" else directives.positive_int(argument)


class BibliographyDirective(SphinxDirective):
    """The references of what is cited, or of what is chosen otherwise."""

    required_arguments = 0
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        "all": directives.flag,
        "cited": directives.flag,
        "notcited": directives.flag,
        "filter": directives.unchanged,
        "style": directives.unchanged,
        "list": _one_of(*_LISTS),
        "enumtype": _one_of(*_ENUMERATIONS),
        "start": _start,
        "labelprefix": directives.unchanged,
        "keyprefix": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """Return what stands in the document until all of it is read."""
        for store in stores_of(self.env):
            self.env.note_dependency(store)
        named = [self.env.relfn2path(name)[1] for name in "".join(self.arguments).split()]
        pending = PendingBibliography(
            docname=self.env.docname,
            record=BibliographyRecord(
                self.env.docname,
                self.lineno,
                self._filter(),
                tuple(key for line in self.content for key in line.split()),
                tuple(named),
                style_named(self.options.get("style", "")),
                self.options.get("keyprefix", ""),
            ),
            list=self.options.get("list", "citation"),
            enumtype=self.options.get("enumtype", "arabic"),
            start=self.options.get("start", 1),
        )
        self.set_source_info(pending)
        header = self.config.bibtex_bibliography_header
        return [*(self.parse_text_to_nodes(header) if header else ()), pending]

    def _filter(self) -> str:
        """Return the expression that chooses the entries."""
        given = [name for name in _FILTERS if name in self.options]
        if "filter" not in self.options:
            return _FILTERS[given[0]] if given else _FILTERS["cited"]
        if given:
            warn(
                "filter_overrides",
                f"':filter:' counts, and ':{given[0]}:' does not; delete one",
                self.get_location(),
            )
        text: str = self.options["filter"]
        try:
            parse_filter(text)
        except SynbibError as error:
            warn("filter_syntax_error", str(error), self.get_location())
            return _FILTERS["cited"]
        return text


class FootBibliographyDirective(SphinxDirective):
    """The footnotes of what was cited in footnotes so far in this document."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """Return the footnotes."""
        for store in stores_of(self.env):
            self.env.note_dependency(store)
        document = self.state.document
        cited = cited_in_footnotes(document)
        waiting = [key for key, has_footnote in cited.items() if not has_footnote]
        if not waiting:
            return []
        library = library_of(self.env)
        body = nodes.container(classes=["footbibliography"])
        for key in waiting:
            _, reference = reference_alone(
                library[key], style_of(self.env.config), locale_of(self.env.config)
            )
            name = fully_normalize_name(f"footcite-{key}")
            note = nodes.footnote(auto=1, names=[name], docname=self.env.docname)
            if template := self.config.bibtex_footcite_id:
                note["ids"].append(make_id(template.format(key=key)))
            note += nodes.paragraph("", "", *to_docutils(reference))
            document.note_autofootnote(note)
            document.note_explicit_target(note, note)
            body += note
            cited[key] = True
        header = self.config.bibtex_footbibliography_header
        return [*(self.parse_text_to_nodes(header) if header else ()), body]
