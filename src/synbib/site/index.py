"""The first page: all works under their groups."""

from __future__ import annotations

from collections.abc import Iterator

from synbib.site.pages import Pages
from synbib.site.work import Site

__all__ = ["files"]


def files(site: Site, pages: Pages) -> Iterator[tuple[str, bytes]]:
    """Yield the first page."""
    yield pages.page("index.html", "index.html")
