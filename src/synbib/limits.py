"""How much of anything there may be, so that time and memory stay in proportion to what is read.

What people and their programs write stays far below; what goes beyond is refused, with an error that names the limit.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "DEEPEST_REFERENCE",
    "DEEPEST_STYLE",
    "GROWTH",
    "LARGEST_STYLE_NUMBER",
    "LEAST_GROWTH",
    "LONGEST_EXPRESSION",
    "LONGEST_KEY",
    "LONGEST_STYLE",
    "LONGEST_STYLE_NAME",
    "LONGEST_VALUE",
    "MOST_EXPRESSION_STATES",
    "MOST_OF_A_NAME",
    "MOST_REFERENCES",
    "MOST_RULES",
    "MOST_STYLE_ELEMENTS",
    "MOST_STYLE_PARENTS",
    "MOST_STYLE_STEPS",
    "MOST_XDATA",
]

# --- BibTeX ---------------------------------------------------------------------------------------------

LONGEST_KEY: Final = 1000
"""Characters of a citation key where the reader has to look for its end."""

LONGEST_VALUE: Final = 1_000_000
"""Characters that macros and ``#`` may make of one value."""

GROWTH: Final = 20
"""How many times as long as its files a library may become by macros and by what entries inherit."""

LEAST_GROWTH: Final = 10_000_000
"""Characters that a library, however short, may grow by."""

DEEPEST_REFERENCE: Final = 100
"""References to other entries' fields (``xdata=key-field``) that lead on to each other."""

MOST_REFERENCES: Final = 1000
"""References to other entries' fields (``xdata=key-field``) behind one value, those that they lead to included."""

MOST_XDATA: Final = 100
"""Entries that one entry takes data from by ``xdata``, those that these name included."""

MOST_RULES: Final = 200
"""Groups of a tree that choose their entries by a word or a search: each of them looks at all entries."""

MOST_OF_A_NAME: Final = 200
"""Groups of a tree that have one name, and so the same entries."""

# --- searches -------------------------------------------------------------------------------------------

LONGEST_EXPRESSION: Final = 500
"""Characters of a regular expression."""

MOST_EXPRESSION_STATES: Final = 500
"""Characters and choices that a regular expression stands for, each repetition by number (``a{50}``) written out."""

# --- CSL styles -----------------------------------------------------------------------------------------

LONGEST_STYLE: Final = 5_000_000
"""Bytes of a style: the longest public one has 250,000."""

MOST_STYLE_ELEMENTS: Final = 50_000
"""Elements of a style: the public one with the most has 3,600."""

MOST_STYLE_STEPS: Final = 30_000
"""Elements and conditions that one reference may run through, macros each time anew: Chicago's takes 2,700."""

DEEPEST_STYLE: Final = 80
"""Elements within elements of a style, macros included: no public style goes half as deep."""

MOST_STYLE_PARENTS: Final = 5
"""Dependent styles that lead on to each other: in public ones the parent is independent."""

LONGEST_STYLE_NAME: Final = 1000
"""Characters of a style's name or path."""

LARGEST_STYLE_NUMBER: Final = 999_999
"""The largest number in a style's attribute: a larger one means the same."""
