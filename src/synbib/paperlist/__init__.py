"""Lists of papers, as people write them in READMEs: read into papers, and brought into a store.

The way of a list is that of its packages: `source` makes blocks of its markup, headings, items and tables, all of runs
of text; `phrases` knows what plain text says, names, dates, venues, whole references; `mentions` reads each item and
row as a mention of a paper, with the headings above it as its groups; `works` puts the mentions of one paper together,
hands them on to the store (`synbib.incoming`), and turns the list into one with blocks.
"""

from synbib.deprecation import moved
from synbib.paperlist.mentions import Mention, PaperList, Region, read_list
from synbib.paperlist.works import Collected, Work, collect, convert, incoming_works

__all__ = [
    "Collected",
    "Mention",
    "PaperList",
    "Region",
    "Work",
    "collect",
    "convert",
    "incoming_works",
    "read_list",
]

__getattr__ = moved(__name__, {"Paper": "synbib.paperlist:Mention"})
