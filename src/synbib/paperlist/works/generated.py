"""What synbib wrote into a README itself: it comes from the store, and is not read back into it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from synbib.errors import ReadmeError
from synbib.library import Library
from synbib.paperlist.mentions.outcome import Mark, known_by
from synbib.paperlist.mentions.paper import Paper
from synbib.paperlist.mentions.reader import read_list
from synbib.paperlist.works.alike import comparable_url
from synbib.paperlist.works.known import marks_in
from synbib.readme import parse

__all__ = ["without_generated"]

_SHOWN: Final = re.compile(r"[^\r\n]+")


def without_generated(text: str, library: Library, name: str = "README.md") -> str:
    """Return a README with the blocks blank of which the store has every paper; lines keep their numbers.

    The headings in such a block are those that its options ask for. Read back, they would be groups of their own.
    """
    if not library:
        return text
    try:
        blocks = parse(text, name)
    except ReadmeError:
        return text  # what is no block is read like all else
    pieces: list[str] = []
    end = 0
    known = _known(library) if blocks else frozenset()
    for block in blocks:
        if _is_known(block.inside, known, name):
            pieces += (text[end : block.start], _SHOWN.sub("", block.inside))
            end = block.end
    return "".join((*pieces, text[end:]))


def _known(library: Library) -> frozenset[Mark]:
    """Return what tells an entry of the store in a block: an identifier, the title, a link."""
    links = (link.url for entry in library.values() for link in entry.links)
    return marks_in(library.values()) | {("url", comparable_url(url)) for url in links}


def _is_known(inside: str, known: Collection[Mark], name: str) -> bool:
    """Whether a text lists papers, and the store has them all.

    What else is read of them there may differ from the store, as a style shows no more than a part of it.
    """
    papers = read_list(inside, name, "markdown").papers
    return bool(papers) and all(any(mark in known for mark in _marks(each)) for each in papers)


def _marks(paper: Paper) -> Iterator[Mark]:
    yield from known_by(paper)
    for url in paper.links.values():
        yield "url", comparable_url(url)
