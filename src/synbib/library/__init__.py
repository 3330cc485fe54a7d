"""The store as its entries mean it: macros and parents resolved, groups as a tree, entries by key, alias or search."""

from typing import TYPE_CHECKING

from synbib import lazily
from synbib.library.entry import Entry
from synbib.library.groups import Group, format_tree
from synbib.library.library import Library, combine, read, read_data, read_text

if TYPE_CHECKING:
    from synbib.library.matching import Cluster, find_duplicates, find_repeated
    from synbib.library.merging import Merged, merge
    from synbib.library.query import Query, parse_query

__all__ = [
    "Cluster",
    "Entry",
    "Group",
    "Library",
    "Merged",
    "Query",
    "combine",
    "find_duplicates",
    "find_repeated",
    "format_tree",
    "merge",
    "parse_query",
    "read",
    "read_data",
    "read_text",
]

# Most commands do without these, and start sooner.
__getattr__ = lazily.names(
    __name__,
    {
        "matching": ("Cluster", "find_duplicates", "find_repeated"),
        "merging": ("Merged", "merge"),
        "query": ("Query", "parse_query"),
    },
)
