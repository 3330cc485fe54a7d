"""How far the entries of a bibliography stand from the margin and from each other, for formats that measure it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from synbib.text.columns import columns
from synbib.text.writers.form import BibliographyLayout

__all__ = ["FONT_SIZE", "LINE", "STEP", "TWIPS", "Indents", "measured"]

FONT_SIZE: Final = 12
"""Points of a line of text, as distances are reckoned with."""

STEP: Final = 36
"""Points of one indent: half an inch, as word processors have it."""

TWIPS: Final = 20
"""Twips of a point: what Word and RTF reckon in."""

LINE: Final = 240
"""What Word and RTF call one line, where lines are as far from each other as their letters are high."""

_DIGIT: Final = FONT_SIZE // 2  # a figure is half as wide as it is high in most typefaces


class Indents(NamedTuple):
    """The distances of an entry, in points.

    Attributes:
        left: From the margin to the lines of an entry.
        first: From these to its first line; negative where that begins before them.
        after: From an entry to the next.
        lines: Distance of lines, in lines.
    """

    left: int
    first: int
    after: int
    lines: int


def measured(layout: BibliographyLayout, labels: Iterable[str]) -> Indents:
    """Return the distances of a style's layout.

    Args:
        layout: How the style wants its bibliography set.
        labels: What stands in the margin before each entry, as plain text; the widest makes room for all.
    """
    widest = max((columns(label) for label in labels), default=0)
    hanging = _DIGIT * (widest + 2) if widest else STEP if layout.hanging_indent else 0
    left = 0 if widest and layout.second_field_align == "margin" else hanging
    return Indents(left, -hanging, layout.entry_spacing * FONT_SIZE, layout.line_spacing)
