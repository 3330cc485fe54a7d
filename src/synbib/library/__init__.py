"""The store as its entries mean it: macros and parents resolved, groups as a tree, entries found by key or alias."""

from typing import TYPE_CHECKING

from synbib.library.entry import Entry
from synbib.library.groups import Group, format_tree
from synbib.library.library import Library, combine, read, read_data, read_text

if TYPE_CHECKING:
    from synbib.library.duplicates import Cluster, Merged, find_duplicates, find_repeated, merge

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


def __getattr__(name: str) -> object:
    """Import what looks for duplicates when it is asked for: most commands do not, and start sooner."""
    if name in __all__:
        from synbib.library import duplicates

        return getattr(duplicates, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
