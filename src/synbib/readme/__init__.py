"""Lists, tables and tables of contents in Markdown, and the blocks of a README that hold them.

`outline` arranges a selection of the library as sections; `reference_list` and `table` write them, `toc` the contents
of a whole file. `sync_text` finds the blocks of a README (`blocks`) and writes each anew; what stands outside of
them it never touches.
"""

from synbib.readme.blocks import Block, parse
from synbib.readme.columns import COLUMNS, Column, parse_columns
from synbib.readme.options import Options
from synbib.readme.outline import Section, outline
from synbib.readme.reference_list import reference_list
from synbib.readme.sync import KINDS, sync_text
from synbib.readme.table import table
from synbib.readme.toc import toc

__all__ = [
    "COLUMNS",
    "KINDS",
    "Block",
    "Column",
    "Options",
    "Section",
    "outline",
    "parse",
    "parse_columns",
    "reference_list",
    "sync_text",
    "table",
    "toc",
]
