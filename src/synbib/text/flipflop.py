"""Flip-flop formatting: italics within italics are upright again.

Source: CSL 1.0.2, "Flip-flopping of formatting": italic, bold and small capitals
inside the same formatting turn it off.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from synbib.text.marks import SPANS, Node, link, to_nodes

__all__ = ["flip_flop"]

_BY_NAME: Final = {span.name: span for span in SPANS}
_FLIPS: Final = frozenset({"italic", "oblique", "bold", "small-caps"})

# A stretch of text and the spans around it, the outermost first.
_Run = tuple[str, tuple[str, ...]]


def flip_flop(marked: str) -> str:
    """Return ``marked`` with every second level of the same formatting turned off."""
    if not any(marked.count(_BY_NAME[name].open) > 1 for name in _FLIPS):
        return marked
    return _write(to_nodes(marked), ())


def _write(nodes: tuple[Node | str, ...], around: tuple[str, ...]) -> str:
    out = ""
    active: tuple[str, ...] = ()
    for text, spans in _runs(nodes, around):
        common = 0
        while active[common : common + 1] == spans[common : common + 1] != ():
            common += 1
        out += "".join(_BY_NAME[name].close for name in reversed(active[common:]))
        out += "".join(_BY_NAME[name].open for name in spans[common:]) + text
        active = spans
    return out + "".join(_BY_NAME[name].close for name in reversed(active))


def _runs(nodes: tuple[Node | str, ...], around: tuple[str, ...]) -> Iterator[_Run]:
    for node in nodes:
        if isinstance(node, str):
            yield node, around
        elif node.name == "link":
            # Links hold their text whole: what is formatted around them is formatted inside.
            yield link(node.url, _write(node.children, around)), ()
        elif node.name in _FLIPS and node.name in around:
            yield from _runs(node.children, tuple(name for name in around if name != node.name))
        else:
            yield from _runs(node.children, (*around, node.name))
