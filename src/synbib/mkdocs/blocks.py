"""What `synbib.readme` writes into blocks, as Python-Markdown reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from synbib import lazily
from synbib.readme import parse

__all__ = ["as_python_markdown"]

_ITEM: Final = lazily.pattern(r"(?P<indent>[ ]*)(?P<marker>(?:[-*+]|\d+[.)])[ ]+)\S")
# The paragraphs of an item stand below its text in CommonMark, and so far in here (Python-Markdown's documentation,
# "Indentation/Tab Length").
_INDENT: Final = 4


def as_python_markdown(text: str) -> str:
    """Return a page whose lists in blocks have what belongs to an item indented far enough.

    Args:
        text: The page, with its blocks written.
    """
    pieces: list[str] = []
    end = 0
    for block in parse(text):
        pieces += (text[end : block.start], "\n".join(_indented(block.inside.split("\n"))))
        end = block.end
    return "".join((*pieces, text[end:]))


def _indented(lines: list[str]) -> Iterator[str]:
    start = width = 0
    for line in lines:
        item = _ITEM.match(line)
        blanks = len(line) - len(line.lstrip(" "))
        if item and (not width or blanks <= start):
            start, width = len(item["indent"]), len(item["marker"])
        elif line and blanks <= start:
            width = 0
        elif line and width and blanks >= start + width:
            line = " " * max(_INDENT - width, 0) + line
        yield line
