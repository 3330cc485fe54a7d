"""A part of a library as BibTeX: some entries as they are written, and what they need."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Set
from itertools import pairwise
from typing import Final

from synbib import bibtex
from synbib.bibtex import Document, Preamble, StringDef
from synbib.bibtex.above import comment_lines_above
from synbib.bibtex.draft import NEWLINE
from synbib.bibtex.encoding import declaration
from synbib.bibtex.values import macro_names

__all__ = ["subset_text"]

_BOM: Final = "\ufeff"
_DELIMITERS: Final = frozenset({"{", '"'})


def subset_text(documents: Iterable[Document], entries: Set[bibtex.Entry]) -> str:
    """Return entries with the comments above them, the ``@string`` definitions that they use, and all preambles.

    All of it stands as it is in its file, in the same order, so that BibTeX makes of it what it makes of the whole.

    Args:
        documents: The files.
        entries: The entries that are wanted.
    """
    documents = tuple(documents)
    macros = _macros(documents, entries)
    parts = [part for document in documents if (part := _part(document, entries, macros))]
    return "\n".join(parts)


def _macros(documents: Iterable[Document], entries: Iterable[bibtex.Entry]) -> set[str]:
    """Return the macros that entries and preambles use, and those that these are made of, in lower case."""
    definitions: dict[str, list[str]] = {}
    waiting = [value for entry in entries for _, value in entry.pairs]
    for document in documents:
        for block in document.blocks:
            if isinstance(block, StringDef):
                for field in block.fields:
                    definitions.setdefault(field.name.lower(), []).append(field.value)
            elif isinstance(block, Preamble):
                waiting.append(block.value)
    used: set[str] = set()
    while waiting:
        value = waiting.pop()
        if value[:1] in _DELIMITERS and "#" not in value:
            continue
        for name in map(str.lower, macro_names(value)):
            if name not in used:
                used.add(name)
                waiting += definitions.get(name, ())
    return used


def _part(document: Document, entries: Set[bibtex.Entry], macros: Collection[str]) -> str:
    """Return what is wanted of one file."""
    newline = NEWLINE.search(document.text)
    end = newline[0] if newline else "\n"
    kept = list(_kept(document, entries, macros))
    if not kept:
        return ""
    head = _BOM if document.text.startswith(_BOM) else ""
    if declared := declaration(document.text):
        head += f"{declared}{end}{end}"
    pieces = [head, kept[0][1]]
    for (before, _), (block, source) in pairwise(kept):
        together = type(before) is type(block) is StringDef
        pieces += (end if together else end + end, source)
    return "".join((*pieces, end))


def _kept(
    document: Document, entries: Set[bibtex.Entry], macros: Collection[str]
) -> Iterator[tuple[bibtex.Block, str]]:
    """Yield the blocks that are wanted, each with its text and the comment lines above it."""
    before: bibtex.Block | None = None
    for block in document.blocks:
        if (
            block in entries
            if isinstance(block, bibtex.Entry)
            else isinstance(block, Preamble)
            or (
                isinstance(block, StringDef)
                and any(field.name.lower() in macros for field in block.fields)
            )
        ):
            above = comment_lines_above(document, before, block) if before else []
            lines = "".join(line[0] for line in above if not declaration(line[0]))
            yield block, lines + block.source
        before = block
