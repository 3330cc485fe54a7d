"""Parts of a style's tree as plain values and back: what is kept from one run to the next has no objects in it."""

from __future__ import annotations

from typing import Any, Final

from synbib.csl.style import ast
from synbib.text import Span, marks

__all__ = ["packed", "unpacked"]

_KINDS: Final[tuple[type, ...]] = (
    ast.Area,
    ast.Branch,
    ast.Choose,
    ast.Date,
    ast.DatePart,
    ast.EtAl,
    ast.Format,
    ast.Group,
    ast.Key,
    ast.Label,
    ast.Layout,
    ast.Macro,
    ast.Name,
    ast.Names,
    ast.Number,
    ast.Term,
    ast.Test,
    ast.Value,
    ast.Variable,
)
_NUMBERS: Final = {kind: number for number, kind in enumerate(_KINDS)}


def packed(value: object) -> tuple[Any, ...]:
    """Return a value in which nodes may stand, as a table of nodes and the value with places in it.

    A list of one number is a place in the table, and one of one text a span; there are no other lists in a tree. A node
    that stands in two places is one node again when it is unpacked.
    """
    table: list[tuple[int, tuple[Any, ...]]] = []
    places = {id(ast.PLAIN): 0}

    def plain(value: Any) -> Any:
        kind = type(value)
        if kind is tuple:
            return tuple([plain(one) for one in value])
        if kind is dict:
            return {name: plain(one) for name, one in value.items()}
        if kind is Span:
            return [value.open]
        if kind not in _NUMBERS:
            return value
        if id(value) not in places:
            fields = tuple([plain(getattr(value, name)) for name in kind.__slots__])
            table.append((_NUMBERS[kind], fields))
            places[id(value)] = len(table)
        return [places[id(value)]]

    whole = plain(value)
    return tuple(table), whole


def unpacked(data: tuple[Any, ...]) -> Any:
    """Return what was packed."""
    table, whole = data
    nodes: list[Any] = [ast.PLAIN]

    def back(value: Any) -> Any:
        kind = type(value)
        if kind is tuple:
            return tuple([back(one) for one in value])
        if kind is dict:
            return {name: back(one) for name, one in value.items()}
        if kind is list:
            (place,) = value
            return nodes[place] if type(place) is int else marks.BY_OPEN[place]
        return value

    for number, fields in table:
        nodes.append(_KINDS[number](*[back(field) for field in fields]))
    return back(whole)
