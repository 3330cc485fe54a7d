"""Rich text as a flat row of runs, for formats in which formatting does not nest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from synbib.text.display import LINE_BREAK, without_display
from synbib.text.flipflop import without_normal
from synbib.text.marks import Node, to_nodes

__all__ = ["SHOWN", "Run", "lines_of", "runs"]

SHOWN: Final = (
    "italic",
    "oblique",
    "bold",
    "small-caps",
    "underline",
    "superscript",
    "subscript",
    "code",
)
"""The spans that a run may have: what else there is has no formatting of its own."""


class Run(NamedTuple):
    """A stretch of text in one formatting.

    Attributes:
        text: The plain text; a line break is a run of its own, without formatting.
        spans: The names of its spans, those of `SHOWN`.
        url: What it links to, ``""`` if it is not a link.
    """

    text: str
    spans: frozenset[str] = frozenset()
    url: str = ""


_BREAK: Final = Run("\n")
_NONE: Final[frozenset[str]] = frozenset()


def runs(marked: str) -> list[Run]:
    """Return marked text as runs, neighbours of one formatting joined; blocks are parted by line breaks."""
    nodes = to_nodes(without_normal(without_display(marked, LINE_BREAK)))
    joined: list[Run] = []
    for run in _runs(nodes, _NONE, ""):
        if joined and joined[-1][1:] == run[1:] and _BREAK not in (run, joined[-1]):
            joined[-1] = joined[-1]._replace(text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return joined


def lines_of(row: Iterable[Run]) -> list[list[Run]]:
    """Return runs parted at the line breaks."""
    parted: list[list[Run]] = [[]]
    for run in row:
        if run == _BREAK:
            parted.append([])
        else:
            parted[-1].append(run)
    return parted


def _runs(nodes: Iterable[Node | str], spans: frozenset[str], url: str) -> Iterator[Run]:
    for node in nodes:
        if isinstance(node, str):
            # What is a line break in the text itself is a blank, as it is in all markup.
            yield Run(node.replace("\n", " "), spans, url)
        elif node.name == "block" and not node.children:
            yield _BREAK
        else:
            further = spans | {node.name} if node.name in SHOWN else spans
            yield from _runs(node.children, further, node.url or url)
