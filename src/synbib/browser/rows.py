"""The line of an entry: year, people, title and venue, in columns that fit into a width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from synbib.library import Entry
from synbib.library.facets import names
from synbib.model.plain import name_text
from synbib.text import from_markup, strip
from synbib.text.columns import fitted
from synbib.text.controls import visible

__all__ = ["COLUMNS", "GAP", "Row", "cells", "row_of", "widths"]

COLUMNS: Final = ("year", "author", "title", "venue")
"""The columns by the names that an order has for them."""
GAP: Final = " "
_YEAR: Final = 4
_ROOM_FOR_OTHERS: Final = 12  # columns, for more than one of the people
# From how many columns on people and venues have so many of them; the title has what is left.
_SIZES: Final = ((100, (22, 20)), (72, (16, 14)), (48, (14, 0)), (0, (8, 0)))


class Row(NamedTuple):
    """What shows of an entry, each on one line and as a terminal may show it.

    Attributes:
        year: The year of publication.
        author: The family names of one or two people, of more the first: ``Tan & Wei``, ``Tan et al.``.
        title: The title, else the key.
        venue: The short name of where it was published.
        first: The first of the people, for where there is little room.
    """

    year: str
    author: str
    title: str
    venue: str
    first: str


def row_of(entry: Entry) -> Row:
    """Return what shows of an entry."""
    people = names(entry) or names(entry, "editor")
    families = [strip(from_markup(n.get("family") or name_text(n))) for n in people[:2]]
    # "and others" is none of the names.
    others = len(people) > 2 or len(people) < len(entry.csl.get("author", ()))
    first = families[0] if families else ""
    author = f"{first} et al." if others and first else " & ".join(families)
    said = (entry.year, author, entry.title or entry.key, entry.venue, first)
    return Row(*(visible(" ".join(each.split())) for each in said))


def widths(width: int) -> tuple[int, ...]:
    """Return how wide the columns of a line are; one that has no room has 0.

    Args:
        width: How many columns of the terminal there are.
    """
    people, venue = next(sizes for least, sizes in _SIZES if width >= least)
    gaps = len(GAP) * (3 if venue else 2)
    return _YEAR, people, max(width - _YEAR - people - venue - gaps, 1), venue


def cells(row: Row, columns: Sequence[int]) -> list[str]:
    """Return the cells of a line, each as wide as its column; those without room are left out."""
    shown = (row.year, row.author if columns[1] >= _ROOM_FOR_OTHERS else row.first, *row[2:4])
    return [fitted(cell, width) for cell, width in zip(shown, columns, strict=True) if width]
