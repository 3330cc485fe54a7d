"""What synbib wrote into a README itself: it comes from the store, and is not read back into it."""

from __future__ import annotations

import re
from typing import Final

from synbib.errors import ReadmeError
from synbib.library import Library
from synbib.paperlist.mentions.reader import read_list
from synbib.paperlist.works.collect import collect
from synbib.paperlist.works.known import Known
from synbib.paperlist.works.store import incoming_works
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
    known = Known(library.values() if blocks else ())
    for block in blocks:
        if _is_known(block.inside, known.afresh(), name):
            pieces += (text[end : block.start], _SHOWN.sub("", block.inside))
            end = block.end
    return "".join((*pieces, text[end:]))


def _is_known(inside: str, known: Known, name: str) -> bool:
    """Whether a text lists papers, and the store has them all."""
    works = collect(read_list(inside, name, "markdown").papers, name).works
    incoming = incoming_works(works, name)
    return bool(works) and all(known.find(each.marks, each.entry).entry for each in incoming)
