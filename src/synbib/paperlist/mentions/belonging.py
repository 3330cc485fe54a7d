"""What belongs to a paper: which items and headings are one, and which say more of the one above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from synbib import lazily
from synbib.paperlist.mentions.draft import Draft
from synbib.paperlist.mentions.flat import Flat, flatten
from synbib.paperlist.mentions.labels import is_label, is_paper_host
from synbib.paperlist.mentions.titles import words
from synbib.paperlist.phrases.people import read_people
from synbib.paperlist.source.blocks import Heading, Item
from synbib.paperlist.source.spans import TextSpan, plain

__all__ = [
    "FEWEST_WORDS",
    "has_paper",
    "is_contents",
    "is_headed",
    "is_remark",
    "leads_away",
    "names_authors",
    "reference_below",
    "stands_alone",
]

# A heading with so many words may be the title of a paper.
FEWEST_WORDS: Final = 3
# A paragraph of more words around its title is a text.
_MOST_RUNNING_WORDS: Final = 12
_PDF: Final = lazily.pattern(r"\.pdf\Z", re.IGNORECASE)
_AUTHORS: Final = lazily.pattern(r"\W*authors?\b\W*[:：]", re.IGNORECASE)


def is_headed(draft: Draft, heading: Heading) -> bool:
    """Whether what a heading says is a paper: its title leads to one, or to a file beside the list, or a link does."""
    if draft.shown == "link" and is_paper_host(draft.url):
        return True
    local = draft.shown == "link" and any(_PDF.search(span.url) for span in heading.spans)
    return words(draft.title) >= FEWEST_WORDS and (local or has_paper(draft))


def has_paper(draft: Draft) -> bool:
    """Whether a draft has a link that is called the paper."""
    return "paper" in draft.links or "pdf" in draft.links


def names_authors(draft: Draft, item: Item) -> bool:
    """Whether an item tells authors and says that it does: ``**Authors**: Jonathan Ho, Ajay Jain``."""
    return bool(draft.facts.authors) and _AUTHORS.match(plain(item.spans)) is not None


def is_contents(item: Item) -> bool:
    """Whether an item belongs to a table of contents: it and what is below it link to the page itself only."""
    urls = [span.url for span in item.spans if span.url]
    return bool(urls) and all(map(_is_on_page, urls)) and not any(map(leads_away, item.children))


def leads_away(item: Item) -> bool:
    """Whether an item, or one below it, links to anything that is not on the page itself."""
    urls = (span.url for span in item.spans if span.url)
    return not all(map(_is_on_page, urls)) or any(map(leads_away, item.children))


def _is_on_page(url: str) -> bool:
    return url.startswith("#")


def is_remark(draft: Draft) -> bool:
    """Whether an item below a paper's is text about it: it has no link, and says too little for a paper of its own."""
    if draft.url or draft.links or draft.others:
        return False
    facts, authors = draft.facts, _has_authors(draft)
    published = facts.is_published or bool(draft.reference and draft.reference.published.when)
    return not (authors and published) if draft.title else not (authors or published)


def stands_alone(draft: Draft, spans: Sequence[TextSpan]) -> bool:
    """Whether a paragraph is an entry and no running text: its title stands at its start, or it is a reference."""
    if draft.reference is not None:
        return True
    if draft.shown not in ("link", "bold", "quoted", "line"):
        return False
    flat = flatten(spans)
    at = flat.text.find(draft.title[:20])
    before = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", flat.text[: max(at, 0)])
    running = sum(words(rest) for rest in draft.facts.rest)
    authors = draft.facts.authors and read_people(before.strip(' .,:“"'))
    first = at >= 0 and (words(before) < 3 or bool(authors))
    return first and (running < _MOST_RUNNING_WORDS or _has_label(flat, at + len(draft.title)))


def _has_label(flat: Flat, end: int) -> bool:
    """Whether a link with a label stands right after a title that ends there; what follows says more of the paper."""
    link = next((link for link in flat.links if link.range.start >= end), None)
    if link is None or words(flat.text[end : link.range.start]):
        return False
    return is_label(flat.text[link.range.start : link.range.end])


def reference_below(above: Draft, below: Draft) -> bool:
    """Whether the item below a name and its links is the reference of what has that name.

    * ResNet [[Paper](…)]
      * Kaiming He, Xiangyu Zhang, *Deep Residual Learning for Image Recognition*, CVPR, 2016.
    """
    if above.shown != "plain" or not above.links or below.url or below.links:
        return False
    return not _has_authors(above) and _has_authors(below)


def _has_authors(draft: Draft) -> bool:
    return bool(draft.facts.authors or (draft.reference and draft.reference.authors))
