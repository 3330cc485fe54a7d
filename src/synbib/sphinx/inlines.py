"""Marked text → docutils' nodes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from docutils import nodes

from synbib.text import Node, to_nodes

__all__ = ["to_docutils"]

# Span → docutils' node for it; of the others the writers of Sphinx know a class at most.
_NODES: Final[Mapping[str, type[nodes.TextElement]]] = {
    "italic": nodes.emphasis,
    "oblique": nodes.emphasis,
    "bold": nodes.strong,
    "superscript": nodes.superscript,
    "subscript": nodes.subscript,
    "code": nodes.literal,
}
_CLASSES: Final = {
    "small-caps": "csl-small-caps",
    "underline": "csl-underline",
    "left-margin": "csl-left-margin",
    "right-inline": "csl-right-inline",
    "block": "csl-block",
    "indent": "csl-indent",
}


def to_docutils(marked: str) -> list[nodes.Node]:
    """Return marked text (see `synbib.text`) as docutils' inline nodes."""
    return list(_converted(to_nodes(marked)))


def _converted(parts: tuple[Node | str, ...]) -> Iterator[nodes.Node]:
    for part in parts:
        if isinstance(part, str):
            yield nodes.Text(part)
            continue
        children = list(_converted(part.children))
        if part.name == "link":
            yield nodes.reference("", "", *children, refuri=part.url, internal=False)
        elif part.name in _NODES:
            yield _NODES[part.name]("", "", *children)
        elif part.name in _CLASSES:
            yield nodes.inline("", "", *children, classes=[_CLASSES[part.name]])
        else:
            yield from children
