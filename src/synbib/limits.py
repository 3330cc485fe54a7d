"""How much of anything there may be, so that time and memory stay in proportion to what is read.

What people and their programs write stays far below; what goes beyond is refused, with an error that names the limit.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "LARGEST_TEMPLATE_NUMBER",
    "LONGEST_INLINE",
    "LONGEST_MENTION",
    "LONGEST_NAME_SHOWN",
    "LONGEST_SETTING",
    "LONGEST_TEMPLATE",
    "LONGEST_TEMPLATE_OUTPUT",
    "LONGEST_TEMPLATE_VALUE",
    "MOST_SETTINGS_BYTES",
    "MOST_TEMPLATE_MEMORY",
    "MOST_TEMPLATE_STEPS",
    "WIDEST_LAYOUT",
]

# --- settings -------------------------------------------------------------------------------------------

MOST_SETTINGS_BYTES: Final = 1_000_000
"""Bytes of ``synbib.toml`` or ``pyproject.toml``: long ones of large projects have a tenth of it."""

LONGEST_SETTING: Final = 2000
"""Characters of a text in the settings: paths of systems end at 4096 bytes, and patterns of keys have some fifty."""

WIDEST_LAYOUT: Final = 10_000
"""Columns of what ``synbib fmt`` writes, as in ``wrap`` and ``align``: each field is filled with blanks up to there."""

LONGEST_NAME_SHOWN: Final = 100
"""Characters of a name in a message that says that there is no such thing."""

# --- lists of papers ------------------------------------------------------------------------------------

LONGEST_MENTION: Final = 10_000
"""Characters of an item or a cell that may tell of a paper: of 7,800 that were looked at the longest has 1,648."""

LONGEST_INLINE: Final = 50_000
"""Characters of a paragraph that are read as Markdown at once; else line by line, and a line that is longer as text."""

# --- templates ------------------------------------------------------------------------------------------

LONGEST_TEMPLATE: Final = 200_000
"""Characters of a template's file: a hundred times what a long one has, and compiled within seconds."""

MOST_TEMPLATE_STEPS: Final = 1_000_000
"""Turns of loops and calls of macros in one run of a template: thirty for each of 30,000 entries."""

LONGEST_TEMPLATE_VALUE: Final = 8_000_000
"""Bytes that one value of a template may take in memory: a list of all titles of a big store takes less."""

MOST_TEMPLATE_MEMORY: Final = 400_000_000
"""Bytes that all values which a run of a template makes, reads or writes may take, counted at each use."""

LONGEST_TEMPLATE_OUTPUT: Final = 20_000_000
"""Characters that a run of a template may write: GitHub shows 512,000 of a README."""

LARGEST_TEMPLATE_NUMBER: Final = 10**9
"""The largest number that templates calculate with: a product of more would grow with each turn of a loop."""
