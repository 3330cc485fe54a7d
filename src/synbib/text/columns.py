"""How many columns of a terminal a text takes (Unicode Standard Annex 11, *East Asian Width*)."""

from __future__ import annotations

import unicodedata

__all__ = ["column", "columns", "fitted"]


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for each East Asian character."""
    return len(text) if text.isascii() else sum(map(column, text))


def column(char: str) -> int:
    """Return how many columns a character takes."""
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def fitted(text: str, width: int) -> str:
    """Return a text in exactly so many columns: with blanks after it, or cut, an ellipsis for what is left out."""
    if columns(text) > width:
        kept, used = [], 1
        for char in text:
            used += column(char)
            if used > width:
                break
            kept.append(char)
        text = "".join(kept).rstrip() + "…"
    return text + " " * (width - columns(text))
