"""The first page: all works under their groups, and the data that its script loads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from synbib import lazily
from synbib.site import search
from synbib.site.pages import Pages
from synbib.site.work import Site, SiteGroup, Work

__all__ = ["Listed", "Part", "files"]

# Up to so many characters of abstracts stand on the page itself. With more, it would take long to load.
_MOST_OF_ABSTRACTS: Final = 500_000
_DEEPEST_HEADING: Final = 6


@lazily.dataclass(frozen=True, slots=True)
class Listed:
    """A work as one group lists it.

    Attributes:
        work: The work.
        address: Where its title leads: to the work itself, else to its page.
        authors: The authors; of many the first.
        more_authors: How many more there are.
        again: Whether it stands in an earlier group, too, and is but named here.
    """

    work: Work
    address: str
    authors: str
    more_authors: int
    again: bool


@lazily.dataclass(frozen=True, slots=True)
class Part:
    """A group as the page lists it.

    Attributes:
        group: The group.
        level: The level of its heading, from 2.
        listed: Its own works.
    """

    group: SiteGroup
    level: int
    listed: tuple[Listed, ...]


def files(site: Site, pages: Pages) -> Iterator[tuple[str, bytes]]:
    """Yield the first page, and the data that it loads."""
    abstracts = sum(len(work.abstract_html) for work in site.works)
    yield pages.page(
        "index.html",
        "index.html",
        parts=tuple(_parts(site)),
        with_abstracts=abstracts <= _MOST_OF_ABSTRACTS,
    )
    yield "data/index.js", search.works(site)
    for number, script in search.details(site):
        yield f"data/{number}.js", script


def _parts(site: Site) -> Iterator[Part]:
    """Yield what has works, or groups with works below it; each work in full where it stands first."""
    seen: set[str] = set()
    for group in site.groups.walk():
        if not group.count:
            continue
        listed = tuple(_listed(work, again=work.key in seen) for work in group.works)
        seen.update(work.key for work in group.works)
        if listed or group.name:
            yield Part(group, min(len(group.path) + 1, _DEEPEST_HEADING), listed)


def _listed(work: Work, *, again: bool) -> Listed:
    address = next((link.url for link in work.links if link.kind == "paper"), work.page)
    authors, more = search.shown_authors(work)
    return Listed(work, address, authors, more, again)
