"""What a paper list is made of, whatever its markup: headings, items, tables."""

from __future__ import annotations

from dataclasses import field

from synbib import lazily
from synbib.paperlist.source.spans import TextSpan

__all__ = ["FOLD", "Block", "Heading", "Item", "Row", "Table"]

# The level of a ``<summary>``: what is folded under it stands below every real heading.
FOLD = 7


@lazily.dataclass(frozen=True, slots=True)
class Heading:
    """A heading.

    Attributes:
        level: 1 to 6; `FOLD` for the summary of a ``<details>``.
        text: Plain text; ``""`` at level `FOLD` ends the innermost ``<details>``.
        line: The line of the file, from 1.
        spans: What stands in it.
    """

    level: int
    text: str
    line: int
    spans: tuple[TextSpan, ...] = field(default=(), compare=False)


@lazily.dataclass(frozen=True, slots=True)
class Item:
    """A list item, or a paragraph that stands in no list.

    Attributes:
        spans: What stands in it, without its sublists; paragraphs and lines end with a `BREAK`.
        line: The first line of the file, from 1.
        end: The line after the last, sublists included.
        children: The items of its sublists.
        bullet: Whether it is a list item.
    """

    spans: tuple[TextSpan, ...]
    line: int
    end: int
    children: tuple[Item, ...] = ()
    bullet: bool = True


@lazily.dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Attributes:
        cells: As many as the table has columns; a cell that spans several rows stands in each of them.
        line: The line of the file, from 1.
        end: The line after its last.
    """

    cells: tuple[tuple[TextSpan, ...], ...]
    line: int
    end: int


@lazily.dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        header: The cells of its head; empty if it has none.
        rows: The rows below the head.
        line: The first line of the file, from 1.
        end: The line after the last.
    """

    header: tuple[tuple[TextSpan, ...], ...]
    rows: tuple[Row, ...]
    line: int
    end: int


Block = Heading | Item | Table
