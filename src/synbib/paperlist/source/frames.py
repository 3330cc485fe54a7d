"""What can be open while blocks are built: a list, an item, a heading, a cell, a table."""

from __future__ import annotations

from dataclasses import field

from synbib import lazily
from synbib.paperlist.source.blocks import Item
from synbib.paperlist.source.grid import Grid
from synbib.paperlist.source.runs import Runs

__all__ = ["Open", "OpenCell", "OpenHeading", "OpenItem", "OpenList"]


@lazily.dataclass(slots=True)
class OpenList:
    """A list that is open."""


@lazily.dataclass(slots=True)
class OpenItem:
    """An item that is open; also a paragraph, which has no bullet."""

    line: int
    bullet: bool
    runs: Runs = field(default_factory=Runs)
    children: list[Item] = field(default_factory=list)


@lazily.dataclass(slots=True)
class OpenHeading:
    """A heading that is open."""

    line: int
    level: int
    runs: Runs = field(default_factory=Runs)


@lazily.dataclass(slots=True)
class OpenCell:
    """A cell that is open."""

    head: bool
    columns: int
    rows: int
    runs: Runs = field(default_factory=Runs)


Open = OpenList | OpenItem | OpenHeading | OpenCell | Grid
