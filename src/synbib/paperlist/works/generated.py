"""What synbib wrote into a README itself: it comes from the store, and is not read back into it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import Final

from synbib.errors import ReadmeError, SynbibError
from synbib.library import Library
from synbib.library.matching import marks_in
from synbib.model.links import comparable_url
from synbib.paperlist.mentions.mention import Mention
from synbib.paperlist.mentions.outcome import Mark, known_by
from synbib.paperlist.mentions.reader import PaperList, Progress, read_list
from synbib.readme import Block, Options, parse, write_blocks
from synbib.readme.blocks import LINE_BREAK, blanked

__all__ = ["has_forms", "read_new"]

_FORM: Final = "form"


def read_new(
    text: str,
    library: Library,
    name: str = "README.md",
    defaults: Options | None = None,
    progress: Progress | None = None,
    *,
    everything: bool = False,
    known: Callable[[], Collection[Mark]] = frozenset,
) -> PaperList:
    """Return the papers of a README without those in blocks that come from the store.

    A block comes from it if the store writes the same again, or else if it has every paper of the block. It may have
    headings that its options ask for; read back, they would be groups of their own. One in a form has none, and is
    read with what stands around it, as its lines may be what makes a group of the bullet above them.

    Args:
        text: The README.
        library: The store.
        name: The README's name in messages.
        defaults: What holds where a block does not say otherwise.
        progress: See `synbib.paperlist.mentions.reader.read_list`, as for the others.
        everything: Whether what has a title and a link is taken.
        known: Gives what the papers of the store are known by.
    """
    generated = _generated(text, library, name, defaults)
    in_forms = [block for block in generated if _FORM in dict(block.options)]
    text = blanked(text, [block for block in generated if _FORM not in dict(block.options)])
    papers = read_list(text, name, "markdown", progress, everything=everything, known=known)
    lines = {
        block.line + n for block in in_forms for n in range(len(LINE_BREAK.findall(block.inside)))
    }
    return replace(
        papers,
        mentions=tuple(each for each in papers.mentions if each.line not in lines),
        unread=tuple(each for each in papers.unread if each.line not in lines),
        notes=tuple(each for each in papers.notes if each.line not in lines),
    )


def has_forms(text: str, name: str = "README.md") -> bool:
    """Whether a README has blocks in forms: these keep what it calls a venue themselves."""
    try:
        return any(_FORM in dict(block.options) for block in parse(text, name))
    except ReadmeError:
        return False


def _generated(text: str, library: Library, name: str, defaults: Options | None) -> list[Block]:
    """Return the blocks of a README that come from the store."""
    if not library:
        return []
    try:
        blocks = parse(text, name)
    except ReadmeError:
        return []  # what is not a block is read like all else
    known = _known(library) if blocks else frozenset()
    written = _written(text, library, name, defaults) if blocks else ()
    return [
        block
        for number, block in enumerate(blocks)
        if (number < len(written) and written[number] == block.inside)
        or _is_known(block.inside, known, name)
    ]


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
