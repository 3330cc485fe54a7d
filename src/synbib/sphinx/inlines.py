"""Marked text → docutils' nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from docutils import nodes

from synbib import lazily
from synbib.csl.cite import reference_target
from synbib.text import Node, to_nodes
from synbib.text.marks import LEFT_MARGIN

__all__ = ["to_docutils", "without_label"]

_LABEL: Final = lazily.pattern(rf"{LEFT_MARGIN.open}[^{LEFT_MARGIN.close}]*{LEFT_MARGIN.close}\s*")
_TARGET: Final = reference_target("")
Refer = Callable[[str, Sequence[nodes.Node]], nodes.Node]
"""Citation key, and what is shown for it → the link to its reference."""

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


def _unlinked(_: str, children: Sequence[nodes.Node]) -> nodes.Node:
    return nodes.inline("", "", *children)


def to_docutils(marked: str, refer: Refer = _unlinked) -> list[nodes.Node]:
    """Return marked text (see `synbib.text`) as docutils' inline nodes.

    Args:
        marked: The text.
        refer: Makes the links to references.
    """
    return list(_converted(to_nodes(marked), refer))


def without_label(marked: str) -> str:
    """Return a reference without its number or letters, where the style sets these apart."""
    return _LABEL.sub("", marked, count=1)


def _converted(parts: Sequence[Node | str], refer: Refer) -> Iterator[nodes.Node]:
    for part in parts:
        if isinstance(part, str):
            yield nodes.Text(part)
            continue
        children = list(_converted(part.children, refer))
        if part.name == "link" and part.url.startswith(_TARGET):
            yield refer(part.url.removeprefix(_TARGET), children)
        elif part.name == "link":
            yield nodes.reference("", "", *children, refuri=part.url, internal=False)
        elif part.name in _NODES:
            yield _NODES[part.name]("", "", *children)
        elif part.name in _CLASSES:
            yield nodes.inline("", "", *children, classes=[_CLASSES[part.name]])
            if part.name == LEFT_MARGIN.name:
                # For the writers that do not set it apart.
                yield nodes.Text(" ")
        else:
            yield from children
