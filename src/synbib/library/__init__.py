"""The store as its entries mean it: macros expanded, groups as a tree, entries found by key."""

from synbib.library.groups import Group
from synbib.library.library import Entry, Library, combine, read, read_text

__all__ = ["Entry", "Group", "Library", "combine", "read", "read_text"]
