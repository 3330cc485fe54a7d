"""A document as lines: blocks, and what stands between and after them, with the blank lines counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from synbib import lazily
from synbib.bibtex.syntax import Block, Document, Junk

__all__ = ["BLANKS", "NEWLINE", "Line", "lines_of"]

NEWLINE: Final = lazily.pattern(r"\r\n?|\n")
BLANKS: Final = " \t\r\n\f\v"


@lazily.dataclass(frozen=True, slots=True)
class Line:
    """A line of free text, or a block with what stands after it on its line.

    Attributes:
        text: The text, without what ends the line.
        block: The block that it begins with, if any.
        blanks: How many blank lines stand before it.
    """

    text: str
    block: Block | None
    blanks: int


def lines_of(
    document: Document, write: Callable[[Block], str], keep: Callable[[Block], None], *, tidy: bool
) -> list[Line]:
    """Return a document as lines.

    Args:
        document: The document; a byte order mark at its beginning is left out.
        write: Returns how a block is written, with no blanks after it.
        keep: Is told of each block that stands after other text on its line, and is kept as it is.
        tidy: Whether blanks are taken off the ends of lines of text.
    """
    builder = _Builder(write, keep, tidy)
    for block in document.blocks:
        source = block.source
        if block.start == 0:
            source = source.removeprefix("\ufeff")
        if isinstance(block, Junk):
            builder.add_text(source)
            continue
        # What is broken or not closed reaches to the next entry, blank lines with it.
        body = source.rstrip(BLANKS)
        builder.add_block(block, body)
        builder.add_text(source[len(body) :])
    builder.end_line()
    return builder.lines


class _Builder:
    def __init__(
        self, write: Callable[[Block], str], keep: Callable[[Block], None], tidy: bool
    ) -> None:
        self.lines: list[Line] = []
        self._write = write
        self._keep = keep
        self._tidy = tidy
        self._text = ""
        self._block: Block | None = None
        self._following = 0  # where in the text what is after the block begins
        self._blanks = 0

    def add_block(self, block: Block, source: str) -> None:
        if self._text[self._following :].strip(BLANKS):
            self._keep(block)
            self._text += source
            return
        if self._block is not None:
            self.end_line()
        self._text, self._block = self._write(block), block
        self._following = len(self._text)

    def add_text(self, source: str) -> None:
        first, *others = NEWLINE.split(source)
        self._text += first
        for other in others:
            self.end_line()
            self._text = other

    def end_line(self) -> None:
        text = self._text
        if text.strip(BLANKS):
            text = text.rstrip(BLANKS) if self._tidy or self._block is not None else text
            self.lines.append(Line(text, self._block, self._blanks))
            self._blanks = 0
        else:
            self._blanks += 1
        self._text, self._block, self._following = "", None, 0
