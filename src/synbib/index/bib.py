"""BibTeX files, however large: read in stretches, each of which holds whole entries."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import Final

from synbib.bibtex import Document, Junk, StringDef
from synbib.bibtex.encoding import decode
from synbib.index.record import Record
from synbib.index.streams import Member, Raw
from synbib.library import Library
from synbib.limits import LONGEST_RECORD

__all__ = ["of_text", "records", "whole"]

# Bytes read at once: a file of less is read whole, so that its entries may refer to each other.
_STRETCH: Final = 1 << 23


def records(member: Member) -> Iterator[Raw]:
    """Yield the entries of a file; one that refers to an entry many megabytes away goes without what that hands on."""
    strings = rest = ""
    line = 1  # on which the rest begins
    for stretch, is_last in _stretches(member):
        text = strings + rest + stretch
        document = Document.parse(text, member.name)
        cut = len(text) if is_last or len(text) > LONGEST_RECORD else whole(document)
        yield from _entries(document, cut, line - strings.count("\n"))
        line += text.count("\n", len(strings), cut)
        macros = (b for b in document.blocks if isinstance(b, StringDef) and b.start < cut)
        strings = "".join(f"{macro.source}\n" for macro in macros)
        rest = text[cut:]
        # It and its blocks hold each other, and the collector may be at rest.
        document.blocks = ()


def of_text(text: str, name: str) -> Iterator[Raw]:
    """Yield the entries of a BibTeX text."""
    yield from _entries(Document.parse(text, name), len(text), 1)


def _entries(document: Document, cut: int, first: int) -> Iterator[Raw]:
    """Yield the entries of a document that stand before a place in its text, and what is wrong with the broken ones.

    Args:
        document: The document.
        cut: The place.
        first: The line of the file on which the document begins.
    """
    for entry in Library([document]).values():
        if entry.source is not None and entry.source.start >= cut:
            break
        yield Raw(document.name, first + entry.line - 1, Record.of_entry(entry))
    end = document.position(cut)
    for found in document.structural_diagnostics:
        if found.code == "broken-entry" and (found.line, found.column) < end:
            yield Raw(document.name, first + found.line - 1, None, found.message)


def _stretches(member: Member) -> Iterator[tuple[str, bool]]:
    """Yield the text of a file in stretches, and whether each is the last."""
    data = member.stream.read(_STRETCH)
    beyond = member.stream.peek(1)
    if not beyond:
        yield decode(data, member.name).text, True
        return
    # Its beginning tells the encoding; a character that the stretch cuts in two is no sign of another.
    encoding = decode(data[: data.rfind(b"\n") + 1], member.name).encoding
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    while data:
        following = member.stream.read(_STRETCH)
        yield decoder.decode(data, not following), not following
        data = following


def whole(document: Document) -> int:
    """Return how far a text that is cut off can be used: not its last entry, nor one before that which does not end.

    What looks like the last may stand in a value of the one before it. Where there is none, what may begin one.
    """
    at = -1
    for block in reversed(document.blocks):
        if isinstance(block, Junk):
            continue
        if at >= 0 and block.source.count("{") == block.source.count("}"):
            break
        at = block.start
    if at >= 0:
        return at
    begun = document.text.rfind("@")
    return begun if begun >= 0 else len(document.text)
