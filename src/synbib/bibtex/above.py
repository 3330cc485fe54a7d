"""What stands right above a block: comment lines that go where it goes, and among them what they tell synbib.

BibTeX reads no text between blocks, so a line such as ``% synbib: ignore late-macro`` changes nothing for others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise, takewhile
from typing import Final

from synbib import lazily
from synbib.bibtex.syntax import Block, Document, Junk

__all__ = ["Directive", "comment_lines_above", "directives", "is_directive", "with_keys_renamed"]

_MARK: Final = "synbib:"
_BOM: Final = "\ufeff"
_LINE: Final = lazily.pattern(r"[^\r\n]++(?:\r\n?|\n)?+|\r\n?|\n")
_COMMENT_LINE: Final = lazily.pattern(r"[ \t]*+%[^\r\n@]*+[\r\n]")
_DIRECTIVE: Final = lazily.pattern(rf"[ \t]*+(?P<sign>%)++[ \t]*+{_MARK}(?P<words>[^\r\n@]*+)")
_WORD: Final = lazily.pattern(r"[^\s,]+")


@lazily.dataclass(frozen=True, slots=True, eq=False)
class Directive:
    """A line that tells synbib something about the block below it.

    Attributes:
        at: Where in the text its percent sign stands.
        words: What it says, in words.
        block: The block that it stands right above; None if it stands above none.
    """

    at: int
    words: tuple[str, ...]
    block: Block | None


def is_directive(line: str) -> bool:
    """Whether a line tells synbib something."""
    return _DIRECTIVE.match(line) is not None


def directives(document: Document) -> Iterator[Directive]:
    """Yield the lines of a document that tell synbib something, in order."""
    if _MARK not in document.text:
        return
    for before, block in pairwise((*document.blocks, None)):
        if not isinstance(before, Junk) or _MARK not in before.source:
            continue
        above = comment_lines_above(document, before, block) if block is not None else []
        attached = {line.start() for line in above}
        for line in _lines(document.text, before.start, before.end):
            # In its own stretch: a last line without its end is not to run on into the block.
            if found := _DIRECTIVE.match(document.text, line.start(), line.end()):
                words = tuple(_WORD.findall(found["words"]))
                yield Directive(
                    found.start("sign"), words, block if line.start() in attached else None
                )


def with_keys_renamed(document: Document, renamed: Mapping[str, str]) -> str:
    """Return the text of a document with the keys that directives name renamed.

    Args:
        document: The document.
        renamed: Old key → new key.
    """
    text = document.text
    pieces: list[str] = []
    done = 0
    for directive in directives(document):
        # The verb and the code come first; what follows is keys.
        if renamed.keys().isdisjoint(directive.words[2:]):
            continue
        line = _DIRECTIVE.match(text, directive.at)
        assert line is not None  # it was found there
        left = 2
        for word in _WORD.finditer(text, line.start("words"), line.end()):
            left -= 1
            if left < 0 and word[0] in renamed:
                pieces += (text[done : word.start()], renamed[word[0]])
                done = word.end()
    return "".join((*pieces, text[done:]))


def comment_lines_above(document: Document, before: Block, block: Block) -> list[re.Match[str]]:
    """Return the comment lines right above a block, in order.

    Args:
        document: The document.
        before: The block before it.
        block: The block.
    """
    text = document.text
    start = block.start
    while start > before.start and text[start - 1] in " \t":
        start -= 1
    if not isinstance(before, Junk):
        return []
    # What stands on the line on which the block before ends is that one's.
    lines = [
        line
        for line in _lines(text, before.start, start)
        if line.start() != before.start or not before.start
    ]
    above = takewhile(lambda line: _COMMENT_LINE.match(line[0]), reversed(lines))
    return list(above)[::-1]


def _lines(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the lines of a stretch, each with its end; a byte order mark is not in them."""
    return _LINE.finditer(text, start + text.startswith(_BOM, start), end)
