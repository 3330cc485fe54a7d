"""The cells of a table's row (GFM §4.10), and rows whose columns are as wide as the rule below the head."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Literal, get_args
from unicodedata import east_asian_width

from synbib import lazily

__all__ = ["ALIGNMENTS", "Alignment", "aligned", "cells", "columns"]

Alignment = Literal["no", "left", "centre", "odd-left"]
"""How cells are as wide as the rule below the head: not at all; with all texts at the left; as the rule says, where an
odd blank of a centred text stands after it, or before it."""

ALIGNMENTS: Final = get_args(Alignment)
_SIDES: Final = {
    (False, False): "left",
    (True, False): "left",
    (False, True): "right",
    (True, True): "centre",
}

# A bar that parts cells: not escaped, and not in code.
_BAR: Final = lazily.pattern(r"\\.|(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|\|")
_RULE: Final = lazily.pattern(r"\s*\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*")
_WIDE: Final = frozenset("WF")


def cells(row: str) -> list[tuple[int, int]]:
    """Return where the cells of a row stand in it, the blanks around their text included."""
    bars = [found.start() for found in _BAR.finditer(row) if found[0] == "|"]
    edges = [-1, *bars, len(row)]
    found = [(one + 1, other) for one, other in pairwise(edges)]
    # Before a bar at the beginning and after one at the end there is no cell.
    first = 1 if bars and not row[: bars[0]].strip() else 0
    last = -1 if len(found) > 1 and not row[found[-1][0] :].strip() else None
    return found[first:last]


def columns(head: Sequence[str], alignment: Alignment) -> list[tuple[int, str]]:
    """Return how wide the columns are by the rule of a head, and where their texts stand; none if it has no rule.

    Args:
        head: The lines above the rows.
        alignment: See `Alignment`.
    """
    if alignment == "no" or not head or not _RULE.fullmatch(head[-1]):
        return []
    rule = head[-1]
    found = []
    for start, end in cells(rule):
        dashes = rule[start:end].strip()
        ends = (dashes.startswith(":"), dashes.endswith(":"))
        side = "left" if alignment == "left" else _SIDES[ends]
        found.append(
            (end - start, "odd-left" if (side, alignment) == ("centre", "odd-left") else side)
        )
    return found


def aligned(row: str, columns: Sequence[tuple[int, str]]) -> str:
    """Return a row with its cells as wide as the columns: a blank at both sides, the rest where the text is not.

    What stands in lines below the row stays as it is.
    """
    shown = []
    row, line_break, below = row.partition("\n")
    texts = [row[start:end].strip() for start, end in cells(row)]
    for text, (width, side) in zip(texts, columns, strict=False):
        missing = max(width - 2 - _width(text), 0)
        left = {"left": 0, "right": missing, "centre": missing // 2, "odd-left": -(-missing // 2)}[
            side
        ]
        shown.append(f" {' ' * left}{text}{' ' * (missing - left)} ")
    return f"|{'|'.join(shown)}|{line_break}{below}"


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(2 if east_asian_width(char) in _WIDE else 1 for char in text)
