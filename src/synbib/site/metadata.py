"""What the page of a work says to programs: search engines, reference managers, and what shows a link to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from synbib import lazily
from synbib.formats.json_ld import node_of
from synbib.model import arxiv_id
from synbib.model.meta_tags import meta_tags
from synbib.model.openurl import context_object
from synbib.model.schema_org import type_of
from synbib.site.html import Html
from synbib.site.work import Site, Work
from synbib.text.writers.html import coins

__all__ = ["Tag", "coins_of", "json_ld", "tags"]

# As much of an abstract as search engines and messengers show.
_LONGEST_DESCRIPTION: Final = 300
# Property of schema.org → the link that it has.
_ADDRESSES: Final = {"url": "paper", "codeRepository": "code"}
# What could end a script, or a line of one (HTML, "Restrictions for contents of script elements"; ECMA-262, 2018).
_IN_SCRIPTS: Final = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


@lazily.dataclass(frozen=True, slots=True)
class Tag:
    """A ``<meta>`` tag.

    Attributes:
        attribute: What it is named by: ``name``, or ``property`` as Open Graph has it.
        name: Its name.
        content: What it says.
    """

    attribute: str
    name: str
    content: str


def tags(site: Site, work: Work) -> Iterator[Tag]:
    """Yield the tags of a work: those of its citation, and those for what shows a link to its page."""
    for name, content in meta_tags({**work.entry.csl, "title": work.title}):
        yield Tag("name", name, content)
    if number := arxiv_id(work.entry.fields):
        yield Tag("name", "citation_arxiv_id", number)
    for word in work.keywords:
        yield Tag("name", "citation_keywords", word)
    for url in _pdfs(work):
        yield Tag("name", "citation_pdf_url", url)
    description = _description(work)
    yield Tag("name", "description", description)
    yield Tag("property", "og:type", "article")
    yield Tag("property", "og:title", work.title)
    yield Tag("property", "og:description", description)
    yield Tag("property", "og:site_name", site.options.title)
    if site.options.url:
        yield Tag("name", "citation_abstract_html_url", site.options.url + work.page)
        yield Tag("property", "og:url", site.options.url + work.page)
        if site.options.logo_path:
            yield Tag("property", "og:image", site.options.url + site.options.logo_path)


def coins_of(work: Work) -> Html:
    """Return the COinS of a work."""
    return Html(coins(context_object(work.entry.csl)))


def json_ld(work: Work) -> Html:
    """Return a work as JSON-LD of schema.org, as it may stand in a script element."""
    said = {"@context": "https://schema.org", **node_of(work.entry)}
    # So that it is read back as it was; a search engine wants to know more.
    if said["@type"] == "CreativeWork":
        said["@type"] = type_of(work.entry.csl)
    # A field of the store may hold anything, as an address, too: links are sound.
    node = {name: value for name, value in said.items() if name not in _ADDRESSES}
    url_of = {link.kind: link.url for link in work.links}
    node |= {name: url_of[kind] for name, kind in _ADDRESSES.items() if kind in url_of}
    return Html(json.dumps(node, ensure_ascii=False).translate(_IN_SCRIPTS))


def _pdfs(work: Work) -> Iterator[str]:
    for link in work.links:
        if link.kind == "pdf" or (
            link.kind == "paper" and link.url.lower().partition("?")[0].endswith(".pdf")
        ):
            yield link.url
            return


def _description(work: Work) -> str:
    text = work.abstract or ". ".join(filter(None, (work.byline, work.published_in)))
    if len(text) <= _LONGEST_DESCRIPTION:
        return text
    return text[:_LONGEST_DESCRIPTION].rsplit(" ", 1)[0].rstrip(",;:. ") + " …"
