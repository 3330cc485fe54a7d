"""The files of a site, from a table of what makes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from synbib.site import assets, entries, extras, feeds, index
from synbib.site.pages import Pages
from synbib.site.work import Site

__all__ = ["build"]

_Producer = Callable[[Site, Pages], Iterator[tuple[str, bytes]]]
# Each yields the path of a file from the site's folder, and its bytes.
_PRODUCERS: Final[tuple[_Producer, ...]] = (
    index.files,
    entries.files,
    feeds.files,
    extras.files,
    assets.files,
)


def build(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of each file of a site; the same site is the same bytes.

    Raises:
        StyleError: A style does not exist or is not valid.
        SynbibError: A template has a mistake, or the logo cannot be read.
    """
    pages = Pages(site)
    for files in _PRODUCERS:
        yield from files(site, pages)
