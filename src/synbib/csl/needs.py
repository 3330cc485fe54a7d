"""What of a style's references rests on the other items of the bibliography, found from the style itself.

What is told is what the style may do: whether it does so depends on the items.
"""

from __future__ import annotations

import os
from enum import Flag, auto

from synbib.csl.phases.disambiguate import Disambiguation
from synbib.csl.run import compile_style
from synbib.csl.style import Style

__all__ = ["Needs", "needs"]


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
