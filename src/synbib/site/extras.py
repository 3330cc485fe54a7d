"""What stands beside the pages: the store to download, what search engines and GitHub Pages look for."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from synbib.site.pages import Pages
from synbib.site.work import Site

__all__ = ["files"]


def files(site: Site, pages: Pages) -> Iterator[tuple[str, bytes]]:
    """Yield the works as BibTeX, the page for what is not there, and of a site whose address is known its map."""
    yield site.store, _bibtex(site).encode()
    yield pages.page("404.html", "404.html")
    yield ".nojekyll", b""  # else GitHub Pages leaves out what it takes for its own
    if url := site.options.url:
        yield "sitemap.xml", _sitemap(site, url).encode()
        yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {url}sitemap.xml\n".encode()


def _bibtex(site: Site) -> str:
    """Return the works as each stands for itself: a store may hold what is private, such as notes and paths."""
    return "\n\n".join(work.bibtex for work in site.works) + "\n"


def _sitemap(site: Site, url: str) -> str:
    """Return the map of the site (sitemaps.org, 0.9)."""
    pages = ("", *(work.page for work in site.works))
    places = "".join(f"<url><loc>{escape(url + page)}</loc></url>\n" for page in pages)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{places}</urlset>\n'
    )
