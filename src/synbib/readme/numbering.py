"""The numbers of entries in a list or a table: through all groups, or anew in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count, islice

from synbib.readme.options import Numbering
from synbib.readme.outline import Section

__all__ = ["counted", "numbers"]


def numbers(numbering: Numbering) -> Callable[[Section], Iterable[int]]:
    """Return what gives the numbers of a section's own entries; asked in the order of the document.

    Args:
        numbering: ``group`` begins anew in each section; else they go on through all.
    """
    going_on = count(1)

    def of(section: Section) -> Iterable[int]:
        from_here = count(1) if numbering == "group" else going_on
        return list(islice(from_here, len(section.entries)))

    return of


def counted(first: int = 1) -> Callable[[], int]:
    """Return what gives the numbers from the first on, one each time that it is asked."""
    going_on = count(first)
    return lambda: next(going_on)
