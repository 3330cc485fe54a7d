"""The hooks by which MkDocs calls, in the order in which it does."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from synbib.documents.markdown import find
from synbib.errors import SynbibError
from synbib.library import Library
from synbib.mkdocs.extension import HoldCitations
from synbib.mkdocs.settings import Settings
from synbib.mkdocs.site import Composer, Site, SitePage, Wishes
from synbib.mkdocs.sources import Loader, store_paths, style_name

__all__ = ["SynbibPlugin"]

_log: Final = get_plugin_logger("synbib")
# What it adds to the configuration is there before others copy it; and it reads what other plugins wrote into pages.
_FIRST: Final = 100
_LAST: Final = -100


class SynbibPlugin(BasePlugin[Settings]):  # type: ignore[no-untyped-call]
    """Citations and bibliographies in the pages of a site.

    Attributes:
        composer: Formats pages.
    """

    def __init__(self) -> None:
        self._loader = Loader()
        self.composer = Composer()
        self._folder = Path()
        self._files: list[str] = []
        self._library: Library
        self._site: Site
        self._order: list[Page] = []

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Nothing; that it is here has MkDocs keep the plugin, and what it has read, from build to build."""

    @event_priority(_FIRST)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the stores and the style."""
        settings = self.config
        self._folder = Path(config.config_file_path or "mkdocs.yml").absolute().parent
        if "{key}" not in settings.footnote_format:
            raise ConfigurationError("synbib: footnote_format: write {key} where the key goes")
        named = settings.style or settings.csl_file
        try:
            stores = store_paths(settings.store_names, self._folder, settings.bib_dir)
            name = style_name(named, self._folder)
            self._files = [*stores, *([name] if Path(name).is_file() else [])]
            self._library = self._loader.library(stores)
            style = self._loader.style(name)
            wishes = Wishes(
                settings.scope == "site",
                settings.backlinks,
                settings.bib_by_default,
                settings.enable_inline_citations,
                settings.bib_command,
                settings.full_bib_command,
                name if named else "",
            )
            self._site = Site(self._library, style, settings.locale or None, wishes, self.composer)
        except SynbibError as error:
            raise ConfigurationError(f"synbib: {error}") from None
        config.markdown_extensions.append(HoldCitations(self._site.hold))  # type: ignore[arg-type]
        return config

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Build again when a store or the style changes."""
        for path in self._files:
            server.watch(path)
        return server

    @event_priority(_LAST)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Note the order of the pages."""
        self._order = list(nav.pages)
        return nav

    @event_priority(_LAST)
    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Write the blocks of a page."""
        # The metadata is cut off; lines keep their numbers.
        above = max(page.file.content_string.count("\n") - markdown.count("\n"), 0)
        return self._site.write_blocks(markdown, self._name(page), above)

    @event_priority(_FIRST)
    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Write the citations of all pages, before templates and the search index take them."""
        others = (file.page for file in files.documentation_pages() if file.page is not None)
        # By their files, as pages are equal or not by what they hold.
        every = {page.file.src_uri: page for page in (*self._order, *others)}
        pages = [page for page in every.values() if page.content is not None]
        try:
            written = self._site.write([self._site_page(page) for page in pages])
        except SynbibError as error:
            raise PluginError(f"synbib: {error}") from None
        for page, done in zip(pages, written, strict=True):
            page.content = done.html
            if page.present_anchor_ids is not None:
                page.present_anchor_ids = {*page.present_anchor_ids, *done.ids}
            if page.title:
                # What is not taken from the page has no token.
                page.title = self._site.plain(page.title)
            self._name_anchors(page.toc)
        for finding in self._site.findings:
            _log.warning("%s", finding)
        return env

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Write the citations of what was converted since."""
        return self._site.finish(output)

    def _site_page(self, page: Page) -> SitePage:
        nocite = page.meta.get("nocite", ())
        texts = nocite if isinstance(nocite, list) else [nocite]
        uncited = find("\n".join(text for text in texts if isinstance(text, str)))
        keys = tuple(self._library) if uncited.everything else ()
        return SitePage(
            self._name(page),
            page.url,
            page.content or "",
            page.file.content_string,
            (*keys, *(cited.key for cited in uncited.keys)),
        )

    def _name(self, page: Page) -> str:
        """Return how messages name the file of a page: from the folder of ``mkdocs.yml``."""
        path = page.file.abs_src_path
        return os.path.relpath(path, self._folder) if path else page.file.src_uri

    def _name_anchors(self, anchors: Iterable[AnchorLink]) -> None:
        for each in anchors:
            each.title = self._site.plain(each.title)
            self._name_anchors(each.children)
