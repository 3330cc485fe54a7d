"""What a style's references rest on, found from the style itself: the other items of the bibliography, and variables.

What is told is what the style may do: whether it does so depends on the items.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import Flag, auto
from typing import Final

from synbib.csl.phases.disambiguate import Disambiguation
from synbib.csl.run import compile_style
from synbib.csl.style import Style
from synbib.csl.vocabulary import ADDRESSES, NAMES, OLD_NAMES
from synbib.model import CslItem

__all__ = ["Needs", "needs", "variables"]

# What an item is looked at for in any style: what it is, its language, or else the letters that tell that, the
# variables that its note holds, and where it links to.
_ALWAYS: Final = ADDRESSES | {
    "author",
    "container-title",
    "id",
    "language",
    "note",
    "title",
    "type",
}
# What is looked at where a style names a variable: short forms, and what something is made of.
_WITH: Final[Mapping[str, frozenset[str]]] = {
    "title": frozenset({"title-short"}),
    "container-title": frozenset({"container-title-short"}),
    "page-first": frozenset({"page"}),
    "citation-label": NAMES | {"issued"},
}


class Needs(Flag):
    """What a reference has from the others of its bibliography; none of it where each stands for itself."""

    NUMBERS = auto()
    """References are numbered."""
    LETTERS = auto()
    """Letters after the year tell works of the same authors and year apart."""
    NAMES = auto()
    """More names, or more of given names, or something else tells works apart that would read the same."""
    ORDER = auto()
    """References are sorted."""
    SUBSTITUTE = auto()
    """Something stands for the authors that the reference before has, too."""


def needs(style: Style | str | os.PathLike[str]) -> Needs:
    """Return what the references of a style have from the others of their bibliography.

    Args:
        style: The style, or what `Style.load` finds it by.

    Raises:
        ArgumentError: It is something else.
        StyleError: The style cannot be used.
    """
    program = compile_style(Style.load(style), None)
    citation, bibliography = program.citation, program.bibliography
    if bibliography is None:
        return Needs(0)
    apart = Disambiguation.of(citation.area.options)
    is_placed = "year-suffix" in citation.shown | bibliography.shown
    found = {
        Needs.NUMBERS: "citation-number" in bibliography.shown,
        # A style that places the letter itself shows it nowhere else.
        Needs.LETTERS: apart.add_year_suffix
        and (not is_placed or "year-suffix" in bibliography.shown),
        Needs.NAMES: apart.add_names
        or apart.add_givenname
        or "disambiguate" in bibliography.tested,
        Needs.ORDER: bool(bibliography.area.sort),
        Needs.SUBSTITUTE: "subsequent-author-substitute" in bibliography.area.options,
    }
    whole = Needs(0)
    for need, is_there in found.items():
        if is_there:
            whole |= need
    return whole


def variables(style: Style | str | os.PathLike[str]) -> frozenset[str]:
    """Return the members of an item that its cites and its reference in a style may rest on: all others may be absent.

    Args:
        style: The style, or what `Style.load` finds it by.

    Raises:
        ArgumentError: It is something else.
        StyleError: There is no such style, or it is not valid.
    """
    # What an element shows or asks for stands in an attribute of it. A word there that is one by chance does no harm.
    named = _ALWAYS.union(
        *(
            str(value).split()
            for each in Style.load(style).root.iter("*")
            for value in each.attrib.values()
        )
    )
    named = named.union(*(_WITH[name] for name in named & _WITH.keys()))
    named |= {old for old, new in OLD_NAMES.items() if new in named}
    return named & CslItem.__annotations__.keys()
