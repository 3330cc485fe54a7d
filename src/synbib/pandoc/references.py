"""The bibliography of a document of pandoc's: where it goes, and its blocks.

As pandoc has it: in the division ``refs``; else after the last heading, if nothing follows that; else at the end, with
a heading if the metadata has one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from synbib.csl import Bibliography
from synbib.csl.cite import reference_target
from synbib.pandoc.ast import Node, node
from synbib.pandoc.inlines import to_inlines

__all__ = ["insert_references"]

_ID = "refs"
_UNNUMBERED = "unnumbered"


def insert_references(
    blocks: list[Node], bibliography: Bibliography, title: Sequence[Node] = ()
) -> None:
    """Put the bibliography into the blocks of a document, which are changed.

    Args:
        blocks: The blocks of the document.
        bibliography: The references, as marked text.
        title: The heading of the bibliography, if it has one and no place of its own.
    """
    entries = [_entry(key, text) for key, text in bibliography.entries]
    if not entries:
        return
    layout = bibliography.params
    classes = ["references", "csl-bib-body"] + ["hanging-indent"] * layout.hanging_indent
    spacing = {"entry-spacing": layout.entry_spacing, "line-spacing": layout.line_spacing}
    attributes = [[name, str(lines)] for name, lines in spacing.items() if lines != 1]
    if division := _division(blocks):
        content = division["c"]
        content[0][1] = list(dict.fromkeys((*content[0][1], *classes)))
        content[0][2] += [each for each in attributes if each not in content[0][2]]
        content[1] += entries
        return
    if title:
        heading = node("Header", [1, ["bibliography", [_UNNUMBERED], []], list(title)])
        blocks.append(heading)
    elif blocks and blocks[-1]["t"] == "Header":
        given = blocks[-1]["c"][1]
        given[1] = [_UNNUMBERED, *(name for name in given[1] if name != _UNNUMBERED)]
    blocks.append(node("Div", [[_ID, classes, attributes], entries]))


def _entry(key: str, text: str) -> Node:
    target = reference_target(key).removeprefix("#")
    return node("Div", [[target, ["csl-entry"], []], [node("Para", to_inlines(text))]])


def _division(value: Any) -> Node | None:
    """Return the division that is made for the bibliography, the first in the order of the document."""
    if isinstance(value, list):
        return next((found for each in value if (found := _division(each))), None)
    if not isinstance(value, dict):
        return None
    if value["t"] == "Div" and value["c"][0][0] == _ID:
        return value
    return _division(value["c"]) if value["t"] in _HOLDERS else None


# Blocks that may hold a division.
_HOLDERS = frozenset(
    ("BlockQuote", "BulletList", "DefinitionList", "Div", "Figure", "OrderedList", "Table")
)
