"""A page for each work."""

from __future__ import annotations

from collections.abc import Iterator

from synbib.site.pages import Pages
from synbib.site.work import Site

__all__ = ["files"]


def files(site: Site, pages: Pages) -> Iterator[tuple[str, bytes]]:
    """Yield the page of each work."""
    for work in site.works:
        yield pages.page("entry.html", work.page, work=work)
