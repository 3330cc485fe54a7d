"""How many columns of a terminal a text takes (Unicode Standard Annex 11, *East Asian Width*)."""

from __future__ import annotations

import unicodedata

__all__ = ["column", "columns", "cut", "fitted"]


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for each East Asian character."""
    return len(text) if text.isascii() else sum(map(column, text))


def column(char: str) -> int:
    """Return how many columns a character takes."""
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cut(text: str, width: int) -> str:
    """Return the beginning of a text that fits into so many columns."""
    if len(text) <= width and text.isascii():
        return text
    used = 0
    for i, char in enumerate(text):
        used += column(char)
        if used > width:
            return text[:i]
    return text


def fitted(text: str, width: int) -> str:
    """Return a text in exactly so many columns, with an ellipsis where it is longer."""
    if columns(text) > width:
        text = cut(text, width - 1).rstrip() + "…" if width > 0 else ""
    return text + " " * (width - columns(text))
