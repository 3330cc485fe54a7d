"""CSL-JSON's inline markup ⇄ marked text.

Source: the CSL-JSON schema's and citeproc-js's "rich text" tags: ``<i> <b> <sub> <sup> <sc>``,
``<span style="font-variant:small-caps;">``, ``<span class="nocase">`` and ``<span class="nodecor">``. Anything else
that looks like a tag is text.
"""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily
from synbib.text.marks import (
    BOLD,
    BY_OPEN,
    ITALIC,
    MARK,
    NO_DECORATION,
    NOCASE,
    SMALL_CAPS,
    SPANS,
    SUBSCRIPT,
    SUPERSCRIPT,
    Node,
    Span,
    scrub,
    to_nodes,
)

__all__ = ["from_markup", "to_markup"]

_TAG: Final = lazily.pattern(
    r"""
    < (/?) (i|b|sub|sup|sc|span)
    ( (?<=span)\s+ (?: style="font-variant:\s*small-caps;?" | class="no(?:case|decor)" ) )? \s*
    >
    """,
    re.VERBOSE,
)
# Tags that nest deeper than this are not markup of a title.
_DEEPEST: Final = 50
_SIMPLE: Final = {
    "i": ITALIC,
    "b": BOLD,
    "sub": SUBSCRIPT,
    "sup": SUPERSCRIPT,
    "sc": SMALL_CAPS,
}
_CLASSES: Final = {"nocase": NOCASE, "nodecor": NO_DECORATION}
_OPENING: Final = {
    "italic": ("<i>", "</i>"),
    "bold": ("<b>", "</b>"),
    "subscript": ("<sub>", "</sub>"),
    "superscript": ("<sup>", "</sup>"),
    "small-caps": ('<span style="font-variant:small-caps;">', "</span>"),
    "nocase": ('<span class="nocase">', "</span>"),
    "no-decoration": ('<span class="nodecor">', "</span>"),
}

_TAGS: Final = str.maketrans(
    {
        char: tag
        for span in SPANS
        for char, tag in zip(
            (span.open, span.close), _OPENING.get(span.name, ("", "")), strict=True
        )
    }
)


def from_markup(text: str) -> str:
    """Return CSL-JSON ``text`` as marked text; a tag that is not closed, not opened or too far out stays as text."""
    text = scrub(text)
    if "<" not in text:
        return text
    pieces: list[str] = []
    opened: list[tuple[str, Span, int]] = []
    end = 0
    for tag in _TAG.finditer(text):
        pieces.append(text[end : tag.start()])
        end = tag.end()
        pieces.append(tag[0])
        closing, name, attribute = tag.groups()
        if closing:
            _close(name, opened, pieces)
        elif name in _SIMPLE:
            opened.append((name, _SIMPLE[name], len(pieces) - 1))
        elif attribute:
            span = next((span for word, span in _CLASSES.items() if word in attribute), SMALL_CAPS)
            opened.append((name, span, len(pieces) - 1))
        if len(opened) > _DEEPEST:
            del opened[0]
    pieces.append(text[end:])
    return "".join(pieces)


def _close(name: str, opened: list[tuple[str, Span, int]], pieces: list[str]) -> None:
    """Turn the last tag of ``pieces`` and the open one that it closes into marks."""
    for i in range(len(opened) - 1, -1, -1):
        if opened[i][0] == name:
            _, span, at = opened[i]
            pieces[at], pieces[-1] = span.open, span.close
            del opened[i:]
            return


def to_markup(marked: str) -> str:
    """Return ``marked`` text with CSL-JSON's tags; what they cannot say (links, code) loses its formatting."""
    if MARK.search(marked) is None:
        return marked
    if _is_simple(marked):
        return marked.translate(_TAGS)

    def write(node: Node | str) -> str:
        if isinstance(node, str):
            return node
        body = "".join(map(write, node.children))
        before, after = _OPENING.get(node.name, ("", ""))
        return f"{before}{body}{after}" if body else ""

    return "".join(map(write, to_nodes(marked)))


def _is_simple(marked: str) -> bool:
    """Whether each mark is that of a tag, closes what was opened last, and holds something: nearly all texts."""
    opened: list[str] = []
    end = -1
    for mark in MARK.finditer(marked):
        char = mark[0]
        if char in BY_OPEN:
            opened.append(BY_OPEN[char].close)
            end = mark.end()
        elif not opened or opened.pop() != char or mark.start() == end:
            return False
    return not opened
