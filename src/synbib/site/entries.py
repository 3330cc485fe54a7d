"""A page for each work: its citations to copy, its abstract, what else is known of it, and what programs read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from synbib import lazily
from synbib.model import arxiv_id
from synbib.model.eprint import eprint_url
from synbib.site.html import Html, html
from synbib.site.metadata import coins_of, json_ld, tags
from synbib.site.pages import Pages
from synbib.site.work import Site, Work
from synbib.text import from_markup, scrub
from synbib.text.urls import resolved

__all__ = ["files"]

# What a page calls a variable of CSL, in the order in which they are shown.
_DETAILS: Final = {
    "container-title": "Published in",
    "collection-title": "Series",
    "volume": "Volume",
    "issue": "Issue",
    "page": "Pages",
    "edition": "Edition",
    "publisher": "Publisher",
    "publisher-place": "Place",
    "genre": "Kind",
    "version": "Version",
    "ISBN": "ISBN",
    "ISSN": "ISSN",
    "note": "Note",
}


@lazily.dataclass(frozen=True, slots=True)
class Detail:
    """What is known of a work, by name.

    Attributes:
        label: What it is.
        html: What is shown.
        url: Where that leads; ``""`` for nowhere.
    """

    label: str
    html: Html
    url: str = ""


def files(site: Site, pages: Pages) -> Iterator[tuple[str, bytes]]:
    """Yield the page of each work."""
    around = (None, *site.works, None)
    for previous, work, following in zip(around, site.works, around[2:], strict=False):
        yield pages.page(
            "entry.html",
            work.page,
            work=work,
            tags=list(tags(site, work)),
            json_ld=json_ld(work),
            coins=coins_of(work),
            details=list(_details(work)),
            related=site.related.get(work.key, ()),
            previous=previous,
            next=following,
        )


def _details(work: Work) -> Iterator[Detail]:
    item: Mapping[str, Any] = work.entry.csl
    for variable, label in _DETAILS.items():
        text = from_markup(str(item.get(variable, "")))
        if variable == "page":
            text = text.replace("-", "–")
        if shown := html(text, links=False):
            yield Detail(label, shown)
    if doi := str(item.get("DOI", "")):
        yield Detail("DOI", html(scrub(doi)), resolved("https://doi.org/", doi))
    if number := arxiv_id(work.entry.fields):
        yield Detail("arXiv", html(scrub(number)), eprint_url(work.entry.fields))
