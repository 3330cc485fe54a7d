"""The store as its entries mean it: macros and parents resolved, groups as a tree, entries by key, alias or search."""

from typing import TYPE_CHECKING

from synbib.library.entry import Entry
from synbib.library.groups import Group, format_tree
from synbib.library.library import Library, combine, read, read_data, read_text

if TYPE_CHECKING:
    from synbib.library.duplicates import Cluster, Merged, find_duplicates, find_repeated, merge
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


def __getattr__(name: str) -> object:
    """Import what looks for duplicates, or searches, when it is asked for: most commands do not, and start sooner."""
    if name in ("Query", "parse_query"):
        from synbib.library import query

        return getattr(query, name)
    if name in __all__:
        from synbib.library import duplicates

        return getattr(duplicates, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
