"""Lists, tables and tables of contents in Markdown, and the blocks of a README that hold them.

`outline` has the groups of the library as sections, `selection` what of them is asked for; `reference_list` and
`table` write it, `toc` the contents of a whole file. `kinds` are the kinds of blocks. `write_blocks` finds the blocks
of a README (`blocks`) and writes each anew; what stands outside of them it never touches.
"""

from typing import TYPE_CHECKING

from synbib import lazily
from synbib.deprecation import moved
from synbib.readme.columns import COLUMNS, Column, parse_columns
from synbib.readme.kinds import KINDS, write_list, write_table
from synbib.readme.options import OPTIONS, Options
from synbib.readme.outline import Section, outline
from synbib.readme.reference_list import reference_list
from synbib.readme.table import table
from synbib.readme.toc import anchored, toc

if TYPE_CHECKING:
    from synbib.readme.blocks import Block, parse, refuse_conflicts
    from synbib.readme.stale import stale_blocks
    from synbib.readme.sync import write_blocks
    from synbib.readme.unblock import without_markers

__all__ = [
    "COLUMNS",
    "KINDS",
    "OPTIONS",
    "Block",
    "Column",
    "Options",
    "Section",
    "anchored",
    "outline",
    "parse",
    "parse_columns",
    "reference_list",
    "refuse_conflicts",
    "stale_blocks",
    "table",
    "toc",
    "without_markers",
    "write_blocks",
    "write_list",
    "write_table",
]

# What writes a list does without the blocks of a file.
_later = lazily.names(
    __name__,
    {
        "blocks": ("Block", "parse", "refuse_conflicts"),
        "stale": ("stale_blocks",),
        "sync": ("write_blocks",),
        "unblock": ("without_markers",),
    },
)
__getattr__ = moved(__name__, {"sync_text": "synbib.readme:write_blocks"}, _later)
