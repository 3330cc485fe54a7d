"""Links in references: of what is an address, and of the title where none is shown.

Source: CSL 1.0.2-dev, "Hyperlinking": ``URL``, ``DOI``, ``PMID`` and ``PMCID`` are links, and the address that a style
prints before an identifier belongs to it.
"""

from __future__ import annotations

from typing import Final

from synbib import lazily
from synbib.csl.elements.formatting import dress
from synbib.csl.elements.request import Request, Trace
from synbib.csl.items import Item
from synbib.csl.style import Variable
from synbib.csl.vocabulary import ADDRESSES
from synbib.text import link, strip
from synbib.text.urls import clean_url, resolved

__all__ = ["LINKED", "linked", "target"]

# Identifier → what makes an address of it.
_RESOLVERS: Final = {
    "DOI": "https://doi.org/",
    "PMID": "https://www.ncbi.nlm.nih.gov/pubmed/",
    "PMCID": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
}
LINKED: Final = ADDRESSES | {"title"}


def linked(node: Variable, text: str, request: Request, trace: Trace) -> str:
    """Return a variable's ``text`` as a link, dressed as its element asks."""
    if node.variable == "title":
        address = target(request.item) if request.link_title else ""
    else:
        address = _address(node.variable, strip(text))
    if not address:
        return dress(text, node.format, request.language)
    if node.variable != "URL" and node.format.prefix.startswith(("http://", "https://")):
        bare = lazily.replace(node.format, prefix="")
        return dress(link(address, node.format.prefix + text), bare, request.language)
    return dress(link(address, text), node.format, request.language)


def target(item: Item) -> str:
    """Return the address of an item: its DOI's or its URL, ``""`` if it has none."""
    for variable in ("DOI", "URL", "PMCID", "PMID"):
        if text := strip(item.texts[variable]):
            return _address(variable, text)
    return ""


def _address(variable: str, text: str) -> str:
    resolver = _RESOLVERS.get(variable)
    if resolver is None or text.startswith(("http://", "https://")):
        return clean_url(text)
    return resolved(resolver, text)
