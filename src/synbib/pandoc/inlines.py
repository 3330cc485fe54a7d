"""Inlines of pandoc into the text of prefixes and suffixes, and marked text into inlines.

Prefixes and suffixes hold what no citation processor knows: mathematics, code, links, footnotes. The text that the
processor gets has a character for each such thing, and one for where formatting begins and one for where it ends;
afterwards these are inlines again, just as they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from synbib import lazily
from synbib.pandoc.ast import CHILDREN, Node, inlines_of, is_blank, node, plain, words
from synbib.text import Node as Span
from synbib.text import to_nodes
from synbib.text.inlines import FIRST_STAND_IN, MOST_STAND_INS, STAND_IN

__all__ = ["StandIns", "to_inlines"]


# Signs that the processor does not take as they are: what may begin a tag, and what turns into the quotation marks of
# the language, though it was meant to be straight, or it would be `Quoted`.
_NOT_TEXT: Final = lazily.pattern('["<]')


class _Opening(NamedTuple):
    """Where an inline with inlines in it begins."""

    inline: Node


class _Closing(NamedTuple):
    """Where it ends."""

    opening: int


class StandIns:
    """The inlines for which a character stands."""

    def __init__(self) -> None:
        self._held: list[Node | _Opening | _Closing] = []

    def text(self, inlines: Iterable[Node]) -> str:
        """Return inlines as text, with characters that stand for what is not text."""
        return "".join(map(self._text, inlines))

    def _text(self, inline: Node) -> str:
        if inline["t"] == "Str" and len(self._held) < MOST_STAND_INS:
            return _NOT_TEXT.sub(self._sign, STAND_IN.sub("", inline["c"]))
        if inline["t"] in ("Space", "SoftBreak"):
            return " "
        if len(self._held) + 2 > MOST_STAND_INS:
            return plain([inline])
        if inline["t"] not in CHILDREN or inline["t"] == "Cite":
            return self._stand_in(inline)
        opened = self._stand_in(_Opening(inline))
        closing = _Closing(len(self._held) - 1)
        return f"{opened}{self.text(inlines_of(inline))}{self._stand_in(closing)}"

    def _sign(self, found: re.Match[str]) -> str:
        return self._stand_in(node("Str", found[0]))

    def _stand_in(self, held: Node | _Opening | _Closing) -> str:
        self._held.append(held)
        return chr(FIRST_STAND_IN + len(self._held) - 1)

    def put_back(self, text: str) -> list[Node]:
        """Return text as inlines, with what was in the place of the characters that stand for it."""
        if text.isascii() or not self._held:
            return words(text)
        # The first holds what is outside of all that was opened here.
        open_: list[tuple[int, list[Node]]] = [(-1, [])]

        def close() -> None:
            number, children = open_.pop()
            opening = self._held[number]
            assert isinstance(opening, _Opening)
            open_[-1][1].append(_with_inlines(opening.inline, children))

        end = 0
        for found in STAND_IN.finditer(text):
            open_[-1][1].extend(words(text[end : found.start()]))
            end = found.end()
            number = ord(found[0]) - FIRST_STAND_IN
            held = self._held[number] if number < len(self._held) else None
            if isinstance(held, _Opening):
                open_.append((number, []))
            elif isinstance(held, _Closing):
                if any(each[0] == held.opening for each in open_):
                    while open_[-1][0] != held.opening:
                        close()
                    close()
            elif held is not None:
                open_[-1][1].append(held)
        open_[-1][1].extend(words(text[end:]))
        while len(open_) > 1:
            close()
        return open_[0][1]


def _with_inlines(inline: Node, children: list[Node]) -> Node:
    at = CHILDREN[inline["t"]]
    if at is None:
        return node(inline["t"], children)
    content = list(inline["c"])
    content[at] = children
    return node(inline["t"], content)


# Span of marked text → the inline that it is; what stands upright in italics has pandoc's class for it.
_NODES: Final[Mapping[str, str]] = {
    "italic": "Emph",
    "oblique": "Emph",
    "bold": "Strong",
    "small-caps": "SmallCaps",
    "underline": "Underline",
    "superscript": "Superscript",
    "subscript": "Subscript",
}
_CLASSES: Final[Mapping[str, str]] = {
    "upright": "csl-no-emph",
    "medium": "csl-no-strong",
    "full-size": "csl-no-smallcaps",
    "no-decoration": "nodecoration",
    "block": "csl-block",
    "left-margin": "csl-left-margin",
    "right-inline": "csl-right-inline",
    "indent": "csl-indent",
}


def to_inlines(marked: str, stand_ins: StandIns | None = None) -> list[Node]:
    """Return marked text (see `synbib.text`) as inlines.

    Args:
        marked: The text.
        stand_ins: The inlines for which characters in it stand.
    """
    return list(_converted(to_nodes(marked), stand_ins or StandIns()))


def _converted(parts: Sequence[Span | str], stand_ins: StandIns) -> Iterator[Node]:
    for part in parts:
        if isinstance(part, str):
            yield from stand_ins.put_back(part)
            continue
        children = list(_converted(part.children, stand_ins))
        if part.name == "link":
            yield node("Link", [["", [], []], children, [part.url, ""]])
        elif part.name == "code":
            yield node("Code", [["", [], []], plain(children)])
        elif part.name in _NODES:
            yield node(_NODES[part.name], children)
        elif part.name in _CLASSES:
            if part.name == "left-margin" and not (children and is_blank(children[-1])):
                children.append(node("Space"))
            yield node("Span", [["", [_CLASSES[part.name]], []], children])
        else:
            yield from children
