"""The tree of groups as lines: which of them show, how deep they stand, how many entries they have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from synbib.library import Group
from synbib.text.controls import visible

__all__ = ["Branch", "branches"]


class Branch(NamedTuple):
    """A group that shows.

    Attributes:
        path: Its name after those of the groups above it, as the file has them; none for all entries.
        name: Its name, as a terminal may show it.
        keys: The keys of its entries, and of those of all groups below it.
        closed: Whether its groups are hidden; None where it has none.
    """

    path: tuple[str, ...]
    name: str
    keys: Sequence[str]
    closed: bool | None


def branches(root: Group, keys: Sequence[str], closed: frozenset[tuple[str, ...]]) -> list[Branch]:
    """Return the groups that show, in the order of the tree; first all entries.

    Args:
        root: The root of the tree.
        keys: The keys of all entries.
        closed: The paths of the groups whose own groups are hidden.
    """
    return [Branch((), "all", keys, None), *_below(root, (), closed)]


def _below(
    group: Group, path: tuple[str, ...], closed: frozenset[tuple[str, ...]]
) -> Iterator[Branch]:
    for child in group.children:
        here = (*path, child.name)
        hides = here in closed if child.children else None
        yield Branch(here, visible(" ".join(child.name.split())), child.all_keys, hides)
        if hides is False:
            yield from _below(child, here, closed)
