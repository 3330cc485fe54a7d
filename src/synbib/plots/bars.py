"""Bars of block characters, in as many columns as there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from synbib.text.columns import columns, fitted
from synbib.text.controls import visible

__all__ = ["Bar", "text_bars"]

_FULL: Final = "█"
_EIGHTHS: Final = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")  # Unicode, Block Elements
_GAP: Final = "  "
_LEAST: Final = 4  # columns of the longest bar


class Bar(NamedTuple):
    """A number with its name.

    Attributes:
        label: The name.
        value: The number, not less than 0.
        note: What stands after the number.
    """

    label: str
    value: int
    note: str = ""


def text_bars(
    rows: Sequence[Bar], width: int, *, indent: int = 2, most: int | None = None
) -> list[str]:
    """Return a line for each row: its label, a bar in proportion to its number, the number and the note.

    Args:
        rows: The rows.
        width: How many columns a line has; a label gets at most half of them.
        indent: How many blanks stand before the labels.
        most: The number whose bar is the longest; the greatest of the rows by default.
    """
    if not rows:
        return []
    labels = [visible(" ".join(row.label.split())) for row in rows]
    numbers = [f"{row.value:,}" for row in rows]
    notes = [visible(row.note) for row in rows]
    number, note = max(map(len, numbers)), max(map(columns, notes))
    rest = width - indent - number - (note + len(_GAP) if note else 0) - 2 * len(_GAP)
    label = max(min(max(map(columns, labels)), width // 2 - indent, rest - _LEAST), 1)
    longest = max(rest - label, _LEAST)
    greatest = max(most or max(row.value for row in rows), 1)
    return [
        (
            f"{' ' * indent}{fitted(name, label)}{_GAP}{fitted(_bar(row.value, greatest, longest), longest)}"
            f"{_GAP}{value:>{number}}{_GAP}{said:>{note}}"
        ).rstrip()
        for row, name, value, said in zip(rows, labels, numbers, notes, strict=True)
    ]


def _bar(value: int, greatest: int, longest: int) -> str:
    """Return a bar; the least number that is not 0 is seen, too."""
    eighths = round(value / greatest * longest * len(_EIGHTHS))
    eighths = max(eighths, 1) if value else 0
    return _FULL * (eighths // len(_EIGHTHS)) + _EIGHTHS[eighths % len(_EIGHTHS)]
