"""Plain text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from synbib.text.columns import columns
from synbib.text.display import split_margin, without_display
from synbib.text.marks import strip
from synbib.text.scripts import plain_scripts
from synbib.text.writers.form import BibliographyLayout, Writer
from synbib.text.writers.layouts import lines

__all__ = ["HANGING", "WRITER", "margin_width", "text_bibliography"]

HANGING: Final = 4
"""How many columns hanging lines are indented."""


def _inline(marked: str) -> str:
    return strip(plain_scripts(without_display(marked, "\n")))


def margin_width(labels: Iterable[str]) -> int:
    """Return how many columns the widest of the labels takes with a blank after it, 0 if there are none."""
    widest = max(map(columns, labels), default=0)
    return widest + 1 if widest else 0


def text_bibliography(
    entries: Iterable[tuple[str, str]], layout: BibliographyLayout, width: int
) -> str:
    """Return a bibliography with lines of at most ``width`` columns, set as the style wants it."""
    from synbib.text.wrapping import broken

    parts = [tuple(map(_inline, split_margin(marked))) for _, marked in entries]
    margin = margin_width(label for label, _ in parts)
    hanging = margin or (HANGING if layout.hanging_indent else 0)
    written: list[str] = []
    for label, text in parts:
        first = label + " " * (margin - columns(label))
        places = broken(text, max(width - margin, 1), hanging - margin)
        body = f"\n{' ' * hanging}".join(text[start:end] for start, end in places)
        written.append(f"{first}{body}".rstrip())
    return ("\n" * (1 + min(layout.entry_spacing, 1))).join(written)


WRITER: Final = Writer("text", _inline, lines(_inline))
