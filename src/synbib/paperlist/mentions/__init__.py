"""Blocks into papers: each item and row as what it says of a paper, the headings above it as its groups.

The title is told by its look, the links by their labels and hosts, the rest by what it can be. What names a paper and
was not understood is reported, never dropped.
"""

from synbib.paperlist.mentions.mention import Mention
from synbib.paperlist.mentions.reader import PaperList, Region, read_blocks, read_list

__all__ = ["Mention", "PaperList", "Region", "read_blocks", "read_list"]
