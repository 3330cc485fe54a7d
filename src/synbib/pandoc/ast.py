"""pandoc's AST as JSON: its nodes read and made.

Source: pandoc-types 1.23, *Text.Pandoc.Definition*. A node is ``{"t": name, "c": content}``; ``c`` is missing where
there is no content. An ``Attr`` is ``[identifier, [class, …], [[name, value], …]]``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from synbib import lazily

__all__ = [
    "CHILDREN",
    "Node",
    "inlines_of",
    "is_blank",
    "last_text",
    "node",
    "plain",
    "words",
]

Node = dict[str, Any]

# Inline with inlines in it → the place of these in its content; None if they are its content.
CHILDREN: Final[dict[str, int | None]] = {
    "Emph": None,
    "Underline": None,
    "Strong": None,
    "Strikeout": None,
    "Superscript": None,
    "Subscript": None,
    "SmallCaps": None,
    "Quoted": 1,
    "Cite": 1,
    "Link": 1,
    "Image": 1,
    "Span": 1,
}
_BLANKS: Final = frozenset(("Space", "SoftBreak", "LineBreak"))
_VERBATIM: Final = frozenset(("Code", "Math"))
_WORDS: Final = lazily.pattern(r"(?P<blank>[ \t\r\n]+)|[^ \t\r\n]+")


def node(name: str, content: object = None) -> Node:
    """Return a node; without content if that is None."""
    return {"t": name} if content is None else {"t": name, "c": content}


def words(text: str) -> list[Node]:
    """Return a text as inlines: its words, and the blanks between them."""
    return [
        node("Space") if found["blank"] else node("Str", found[0])
        for found in _WORDS.finditer(text)
    ]


def is_blank(inline: Node) -> bool:
    """Whether an inline is a blank or the end of a line."""
    return inline["t"] in _BLANKS


def inlines_of(inline: Node) -> list[Node]:
    """Return the inlines in an inline; none if it has none."""
    if inline["t"] not in CHILDREN:
        return []
    at = CHILDREN[inline["t"]]
    found: list[Node] = inline["c"] if at is None else inline["c"][at]
    return found


def plain(inlines: Iterable[Node]) -> str:
    """Return the text of inlines; notes and what is raw for one format say nothing."""
    return "".join(map(_plain, inlines))


def _plain(inline: Node) -> str:
    name = inline["t"]
    if name == "Str":
        return str(inline["c"])
    if name in _BLANKS:
        return " "
    if name in _VERBATIM:
        return str(inline["c"][1])
    if name == "Quoted":
        opened, closed = ("‘", "’") if inline["c"][0]["t"] == "SingleQuote" else ("“", "”")
        return f"{opened}{plain(inline['c'][1])}{closed}"
    return plain(inlines_of(inline))


def last_text(inlines: Sequence[Node]) -> Node | None:
    """Return the ``Str`` that inlines end with, however deep it stands; None if they end otherwise."""
    while inlines:
        if inlines[-1]["t"] == "Str":
            return inlines[-1]
        inlines = inlines_of(inlines[-1])
    return None
