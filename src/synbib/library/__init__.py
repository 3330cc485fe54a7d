"""The store as its entries mean it: macros and parents resolved, groups as a tree, entries by key, alias or search."""

from importlib import import_module
from typing import TYPE_CHECKING, Final

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

# What is imported when it is asked for, and where it is: most commands do without, and start sooner.
_LATER: Final = {
    "Cluster": "matching",
    "find_duplicates": "matching",
    "find_repeated": "matching",
    "Merged": "merging",
    "merge": "merging",
    "Query": "query",
    "parse_query": "query",
}


def __getattr__(name: str) -> object:
    """Import what finds and merges duplicates, or searches."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"synbib.library.{_LATER[name]}"), name)
