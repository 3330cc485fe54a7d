"""What synbib wrote into a README itself: it comes from the store, and is not read back into it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from synbib import lazily
from synbib.errors import ReadmeError, SynbibError
from synbib.library import Library
from synbib.library.matching import marks_in
from synbib.model.links import comparable_url
from synbib.paperlist.mentions.mention import Mention
from synbib.paperlist.mentions.outcome import Mark, known_by
from synbib.paperlist.mentions.reader import read_list
from synbib.readme import Options, parse, write_blocks

__all__ = ["without_generated"]

_SHOWN: Final = lazily.pattern(r"[^\r\n]+")


def without_generated(
    text: str, library: Library, name: str = "README.md", defaults: Options | None = None
) -> str:
    """Return a README with the blocks blank that come from the store; lines keep their numbers.

    A block comes from it if the store writes the same again, or else if it has every paper of the block. The headings
    in such a block are those that its options ask for. Read back, they would be groups of their own.

    Args:
        text: The README.
        library: The store.
        name: The README's name in messages.
        defaults: What holds where a block does not say otherwise.
    """
    if not library:
        return text
    try:
        blocks = parse(text, name)
    except ReadmeError:
        return text  # what is not a block is read like all else
    pieces: list[str] = []
    end = 0
    known = _known(library) if blocks else frozenset()
    written = _written(text, library, name, defaults) if blocks else ()
    for number, block in enumerate(blocks):
        is_same = number < len(written) and written[number] == block.inside
        if is_same or _is_known(block.inside, known, name):
            pieces += (text[end : block.start], _SHOWN.sub("", block.inside))
            end = block.end
    return "".join((*pieces, text[end:]))


def _written(text: str, library: Library, name: str, defaults: Options | None) -> Sequence[str]:
    """Return what the store writes into each block; nothing if one cannot be written."""
    try:
        return [each.inside for each in parse(write_blocks(text, library, name, defaults), name)]
    except SynbibError:
        return ()


def _known(library: Library) -> frozenset[Mark]:
    """Return what tells an entry of the store in a block: an identifier, the title, a link."""
    links = (link.url for entry in library.values() for link in entry.links)
    return marks_in(library.values()) | {("url", comparable_url(url)) for url in links}


def _is_known(inside: str, known: Collection[Mark], name: str) -> bool:
    """Whether a text lists papers, and the store has them all.

    What else is read of them there may differ from the store, as a style shows no more than a part of it.
    """
    papers = read_list(inside, name, "markdown").mentions
    return bool(papers) and all(any(mark in known for mark in _marks(each)) for each in papers)


def _marks(paper: Mention) -> Iterator[Mark]:
    yield from known_by(paper)
    for url in paper.links.values():
        yield "url", comparable_url(url)
