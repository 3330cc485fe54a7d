"""The store as its entries mean it: macros and parents resolved, groups as a tree, entries found by key or alias."""

from synbib.library.duplicates import Cluster, Merged, find_duplicates, find_repeated, merge
from synbib.library.entry import Entry
from synbib.library.groups import Group, format_tree
from synbib.library.library import Library, combine, read, read_data, read_text

__all__ = [
    "Cluster",
    "Entry",
    "Group",
    "Library",
    "Merged",
    "combine",
    "find_duplicates",
    "find_repeated",
    "format_tree",
    "merge",
    "read",
    "read_data",
    "read_text",
]
