"""A BibTeX file as blocks and fields, with the place of each.

bibtexparser splits the text; what its splitter hands over is turned into our own frozen blocks here, so that
nothing above this package sees its model. Values stay as they were written: braces, quotes and ``#`` included.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from synbib.errors import Diagnostic

if TYPE_CHECKING:
    from bibtexparser.model import Block as ParserBlock

__all__ = ["Block", "Comment", "Document", "Entry", "Field", "Preamble", "StringDef"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the file.

    Attributes:
        source: The block's exact text.
        line: The line on which it begins, from 1.
    """

    source: str
    line: int


@dataclass(frozen=True, slots=True)
class Comment(Block):
    """``@comment{…}`` or the text between entries."""

    text: str


@dataclass(frozen=True, slots=True)
class Preamble(Block):
    """``@preamble{…}``."""

    value: str


@dataclass(frozen=True, slots=True)
class StringDef(Block):
    """``@string{name = value}``; the value is as written."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Field:
    """One ``name = value`` of an entry; the value is as written, delimiters and ``#`` included."""

    name: str
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Entry(Block):
    """One entry; type and field names as written."""

    type: str
    key: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A BibTeX file.

    Attributes:
        name: The file's name, for messages.
        blocks: All blocks in order.
        diagnostics: What could not be understood.
    """

    name: str
    blocks: tuple[Block, ...]
    diagnostics: tuple[Diagnostic, ...]

    @classmethod
    def parse(cls, text: str, name: str = "<string>") -> Document:
        """Return the document that ``text`` is; what is broken becomes a diagnostic, never an exception."""
        return _parse(text, name)

    @property
    def entries(self) -> Iterator[Entry]:
        """The entries in order."""
        return (block for block in self.blocks if isinstance(block, Entry))


_START: Final = re.compile(r"^[ \t]*@[ \t]*([A-Za-z]\w*)\s*[{(]", re.MULTILINE)


def _parse(text: str, name: str) -> Document:
    from bibtexparser import parse_string

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    blocks: list[Block] = []
    diagnostics: list[Diagnostic] = []
    for parsed in parse_string(text, parse_stack=[]).blocks:
        line = (parsed.start_line or 0) + 1
        block = _convert(parsed, line)
        if block is None:
            block = Comment(parsed.raw or "", line, parsed.raw or "")
            diagnostics.append(_broken(parsed, line, name))
        blocks.append(block)
    diagnostics += _unseen(text, name, blocks, {d.line for d in diagnostics})
    return Document(name, tuple(blocks), tuple(sorted(diagnostics)))


def _convert(parsed: ParserBlock, line: int) -> Block | None:
    from bibtexparser import model

    source = parsed.raw or ""
    match parsed:
        case model.DuplicateFieldKeyBlock() | model.DuplicateBlockKeyBlock():
            return _convert(parsed.ignore_error_block, line) if parsed.ignore_error_block else None
        case model.Entry():
            fields = tuple(
                Field(f.key, str(f.value), (f.start_line or 0) + 1) for f in parsed.fields
            )
            return Entry(source, line, parsed.entry_type, parsed.key, fields)
        case model.String():
            return StringDef(source, line, parsed.key, str(parsed.value))
        case model.Preamble():
            return Preamble(source, line, parsed.value)
        case model.ExplicitComment() | model.ImplicitComment():
            return Comment(source, line, parsed.comment)
    return None


def _broken(parsed: ParserBlock, line: int, name: str) -> Diagnostic:
    found = re.match(r"\s*@\s*(\w+)\s*[{(]\s*([^\s,{}()]*)", parsed.raw or "")
    what = f"@{found[1]}{{{found[2]}" if found else "this block"
    return Diagnostic(
        name,
        line,
        1,
        "broken-entry",
        f"cannot read {what}: a brace, quote or comma is missing or out of place",
        "check that every { has its }, that each field ends with a comma, and the key too",
    )


def _unseen(text: str, name: str, blocks: list[Block], reported: set[int]) -> Iterator[Diagnostic]:
    """Report what looks like an entry at the start of a line and was read as none."""
    starts = {block.line for block in blocks if not isinstance(block, Comment)} | reported
    comments = [
        b
        for b in blocks
        if isinstance(b, Comment) and b.source.lstrip().lower().startswith("@comment")
    ]
    for found in _START.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        if line in starts or found[1].lower() == "comment":
            continue
        if any(c.line <= line <= c.line + c.source.count("\n") for c in comments):
            continue
        yield Diagnostic(
            name,
            line,
            1,
            "unread-entry",
            f"what looks like an entry, @{found[1]}, was not read",
            "put its type and opening brace on one line, and close the entry before it",
        )
