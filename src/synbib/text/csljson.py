"""CSL-JSON's inline markup ⇄ marked text.

Source: the CSL-JSON schema's and citeproc-js's "rich text" tags: ``<i> <b> <sub> <sup> <sc>``,
``<span style="font-variant:small-caps;">`` and ``<span class="nocase">``. Anything else that looks like a tag is text.
"""

from __future__ import annotations

import re
from typing import Final

from synbib.text.marks import (
    BOLD,
    ITALIC,
    NOCASE,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    Node,
    Span,
    scrub,
    to_nodes,
)

__all__ = ["from_markup", "to_markup"]

_TAG: Final = re.compile(
    r"<(/?)(i|b|sub|sup|sc|span)"
    r"((?<=span)\s+(?:style=\"font-variant:\s*small-caps;?\"|class=\"nocase\"))?\s*>"
)
_SIMPLE: Final = {
    "i": ITALIC,
    "b": BOLD,
    "sub": SUBSCRIPT,
    "sup": SUPERSCRIPT,
    "sc": SMALL_CAPS,
}
_OPENING: Final = {
    "italic": ("<i>", "</i>"),
    "bold": ("<b>", "</b>"),
    "subscript": ("<sub>", "</sub>"),
    "superscript": ("<sup>", "</sup>"),
    "small-caps": ('<span style="font-variant:small-caps;">', "</span>"),
    "nocase": ('<span class="nocase">', "</span>"),
}


def from_markup(text: str) -> str:
    """Return CSL-JSON ``text`` as marked text; a tag that is not closed, or not opened, stays as text."""
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
            span = NOCASE if "nocase" in attribute else SMALL_CAPS
            opened.append((name, span, len(pieces) - 1))
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

    def write(node: Node | str) -> str:
        if isinstance(node, str):
            return node
        body = "".join(map(write, node.children))
        before, after = _OPENING.get(node.name, ("", ""))
        return f"{before}{body}{after}" if body else ""

    return "".join(map(write, to_nodes(marked)))
