"""An extension of Python-Markdown that writes the citations of each page by itself, for Zensical, which has no plugins.

``synbib.mkdocs.zensical`` among the Markdown extensions is all that it needs. A page is a text of its own: what needs
all pages of a site, a bibliography for all of them, it cannot do.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from contextvars import ContextVar
from pathlib import Path
from typing import Any, Final

from markdown import Markdown
from markdown.extensions import Extension

from synbib.mkdocs.extension import HoldCitations
from synbib.mkdocs.site import Composer, Site, SitePage, Wishes
from synbib.mkdocs.sources import Loader, store_paths, style_name

__all__ = ["Citations", "makeExtension"]

_log: Final = logging.getLogger("markdown.synbib")
_DEFAULTS: Final[dict[str, tuple[Any, str]]] = {
    "stores": ([], "the BibTeX files, from the current folder"),
    "style": ("", "a CSL style"),
    "locale": ("", "a language tag"),
    "backlinks": (True, "whether references link back"),
    "bib_by_default": (True, "whether a page without a marker has its references at its end"),
    "bib_command": (r"\bibliography", "what is written where the references go"),
    "full_bib_command": (r"\full_bibliography", "what is written where all entries go"),
    "enable_inline_citations": (True, "whether @key without brackets is a citation"),
}


# The page that is being converted: what is converted within it, as docstrings are, is part of it.
_page: ContextVar[Site | None] = ContextVar("synbib page", default=None)
_loader: Final = Loader()


class Citations(Extension):
    """Writes the citations of pages."""

    def __init__(self, **settings: Any) -> None:
        self.config = {name: list(row) for name, row in _DEFAULTS.items()}
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown calls it
        """Add what is done before a page is converted, and after."""
        HoldCitations(_hold).extendMarkdown(md)
        convert = md.convert

        def convert_and_write(source: str) -> str:
            if _page.get() is not None:
                return convert(source)
            site = self._site()
            before = _page.set(site)
            try:
                page = convert(site.write_blocks(source, _name(md)))
            finally:
                _page.reset(before)
            return _written(md, site, page)

        # A step of its own at the end would not be called for a page that fails, and the next would be taken for a
        # part of that.
        md.convert = convert_and_write  # type: ignore[method-assign]

    def _site(self) -> Site:
        """Return a page, as a site.

        Raises:
            SynbibError: A store or the style cannot be used.
        """
        said = self.getConfigs()
        stores = said["stores"]
        paths = store_paths([stores] if isinstance(stores, str) else stores, Path())
        name = style_name(said["style"], Path())
        style = _loader.style(name)
        wishes = Wishes(
            False,
            said["backlinks"],
            said["bib_by_default"],
            said["enable_inline_citations"],
            said["bib_command"],
            said["full_bib_command"],
            name if said["style"] else "",
        )
        return Site(_loader.library(paths), style, said["locale"] or None, wishes, Composer())


def _hold(text: str) -> str:
    site = _page.get()
    return text if site is None else site.hold(text)


def _written(md: Markdown, site: Site, page: str) -> str:
    [written] = site.write([SitePage(_name(md), "", page)])
    _name_headings(getattr(md, "toc_tokens", ()), site)
    for finding in site.findings:
        _log.warning("%s", finding)
    return written.html


def _name(md: Markdown) -> str:
    """Return how messages name the page: by the path that Zensical keeps among the steps of its converter."""
    for step in md.preprocessors:
        if path := getattr(getattr(step, "page", None), "path", None):
            return str(path)
    return "page"


def _name_headings(headings: Iterable[dict[str, Any]], site: Site) -> None:
    for heading in headings:
        for part in ("name", "html", "data-toc-label"):
            if isinstance(heading.get(part), str):
                heading[part] = site.plain(heading[part])
        _name_headings(heading["children"], site)


def makeExtension(**settings: Any) -> Citations:  # noqa: N802 - Python-Markdown calls it
    """Return the extension, by its settings."""
    return Citations(**settings)
