"""What belongs to a paper: which items and headings are one, and which say more of the one above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from synbib.paperlist.mentions.flat import flatten
from synbib.paperlist.mentions.labels import is_paper_host
from synbib.paperlist.mentions.mention import Mention
from synbib.paperlist.mentions.titles import words
from synbib.paperlist.phrases.people import read_people
from synbib.paperlist.source.blocks import Item
from synbib.paperlist.source.spans import Span, plain

__all__ = [
    "FEWEST_WORDS",
    "has_paper",
    "is_contents",
    "is_headed",
    "names_authors",
    "reference_below",
    "stands_alone",
]

# A heading with so many words may be the title of a paper.
FEWEST_WORDS: Final = 3
_AUTHORS: Final = re.compile(r"\W*authors?\b\W*[:：]", re.IGNORECASE)


def is_headed(mention: Mention) -> bool:
    """Whether what a heading says is a paper: its title leads to one, or a link beside it does."""
    if mention.shown == "link" and is_paper_host(mention.url):
        return True
    return words(mention.title) >= FEWEST_WORDS and has_paper(mention)


def has_paper(mention: Mention) -> bool:
    """Whether a mention has a link that is called the paper."""
    return "paper" in mention.links or "pdf" in mention.links


def names_authors(mention: Mention, item: Item) -> bool:
    """Whether an item tells authors and says that it does: ``**Authors**: Jonathan Ho, Ajay Jain``."""
    return bool(mention.facts.authors) and _AUTHORS.match(plain(item.spans)) is not None


def is_contents(item: Item) -> bool:
    """Whether an item belongs to a table of contents: all that it links to is on the page itself."""
    urls = [span.url for span in item.spans if span.url]
    return bool(urls) and all(url.startswith("#") for url in urls)


def stands_alone(mention: Mention, spans: Sequence[Span]) -> bool:
    """Whether a paragraph is an entry and no running text: its title stands at its start, or it is a reference."""
    if mention.reference is not None:
        return True
    if mention.shown not in ("link", "bold", "quoted", "line"):
        return False
    flat = flatten(spans)
    at = flat.text.find(mention.title[:20])
    before = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", flat.text[: max(at, 0)])
    running = sum(words(rest) for rest in mention.facts.rest)
    authors = mention.facts.authors and read_people(before.strip(' .,:“"'))
    return at >= 0 and (words(before) < 3 or bool(authors)) and running < 12


def reference_below(above: Mention, below: Mention) -> bool:
    """Whether the item below a name and its links is the reference of what has that name.

    * ResNet [[Paper](…)]
      * Kaiming He, Xiangyu Zhang, *Deep Residual Learning for Image Recognition*, CVPR, 2016.
    """
    if above.shown != "plain" or not above.links or below.url or below.links:
        return False
    return not _has_authors(above) and _has_authors(below)


def _has_authors(mention: Mention) -> bool:
    return bool(mention.facts.authors or (mention.reference and mention.reference.authors))
