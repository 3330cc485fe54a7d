"""Names and what belongs to each, as a terminal shows them: two columns, the second broken into lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from synbib.text.columns import columns
from synbib.text.controls import visible
from synbib.text.wrapping import broken

__all__ = ["folded_lines", "listed"]

_GAP: Final = 2
_LEAST: Final = 16  # columns of the second column, below which it stands on lines of its own


def listed(rows: Iterable[tuple[str, str]], width: int | None, indent: int = 2) -> str:
    """Return names and values in two columns, a row without a value left out.

    Args:
        rows: Names and values; a line break in a value stays one.
        width: How many columns a line has; a value is not broken without one.
        indent: How many blanks stand before the names.
    """
    shown = [(visible(name), visible(value)) for name, value in rows if value]
    at = indent + max((columns(name) for name, _ in shown), default=0) + _GAP
    is_stacked = width is not None and width - at < _LEAST
    lines: list[str] = []
    for name, value in shown:
        start = " " * indent + name
        if is_stacked:
            lines.append(start)
            lines += folded_lines(value, width, indent + _GAP)
            continue
        first, *rest = folded_lines(value, width, at)
        lines += [start + " " * (at - columns(start)) + first.lstrip(), *rest]
    return "\n".join(lines)


def folded_lines(text: str, width: int | None, indent: int = 0) -> list[str]:
    """Return a text in lines of at most ``width`` columns, each after so many blanks."""
    before = " " * indent
    found: list[str] = []
    for paragraph in text.split("\n"):
        if width is None:
            found.append(before + paragraph)
        else:
            places = broken(paragraph, max(width - indent, 1), 0)
            found += [before + paragraph[start:end] for start, end in places]
    return found
