"""Where the lines of a text may end, in columns of a terminal.

A line ends at a blank; and between East Asian characters, which are two columns wide, but not before a closing or after
an opening sign (Unicode Standard Annex 14, classes *CL*, *NS*, *OP*). A word that is longer than a line stays whole: it
is an address, mostly.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from unicodedata import category

from synbib.text.columns import column, columns

__all__ = ["broken"]

_NO_BLANKS: Final = frozenset("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}")
# General categories of closing and opening signs, and Japanese signs that belong to the letter before.
_NOT_FIRST: Final = frozenset({"Pe", "Pf", "Po"})
_NOT_LAST: Final = frozenset({"Ps", "Pi"})
_GOES_ON: Final = frozenset("\u30fc\u3005\u301c")


def broken(text: str, width: int, hanging: int) -> list[tuple[int, int]]:
    """Return where each line of a text starts and ends, without the blanks between lines.

    Args:
        text: The text; it breaks where it has a line break, too.
        width: How many columns a line has.
        hanging: How many of them the second and further lines do not have.
    """
    lines: list[tuple[int, int]] = []
    start, end, used = -1, 0, 0
    for first, last in _pieces(text):
        between, taken = text[end:first], columns(text[first:last])
        room = width - (hanging if lines else 0)
        if start < 0:
            start, used = first, taken
        elif "\n" in between or used + columns(between) + taken > room:
            lines.append((start, end))
            start, used = first, taken
        else:
            used += columns(between) + taken
        end = last
    return [*lines, (max(start, 0), end)]


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each stretch without a place for a break starts and ends; blanks are in none."""
    start = -1
    for i, char in enumerate(text):
        is_blank = char.isspace() and char not in _NO_BLANKS
        if start >= 0 and (is_blank or _may_part(text[i - 1], char)):
            yield start, i
            start = -1
        if start < 0 and not is_blank:
            start = i
    if start >= 0:
        yield start, len(text)


def _may_part(before: str, after: str) -> bool:
    if before.isascii() and after.isascii():
        return False
    is_wide = column(before) == 2 or column(after) == 2
    return (
        is_wide
        and column(after) > 0
        and after not in _GOES_ON
        and category(after) not in _NOT_FIRST
        and category(before) not in _NOT_LAST
    )
