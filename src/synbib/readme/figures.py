"""The block ``stats``: how many entries there are of each year, venue …, and how many have a DOI or code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from synbib.library import Library
from synbib.library.statistics import Count, Statistics, statistics
from synbib.readme.options import Options
from synbib.readme.selection import select
from synbib.text import markdown

__all__ = ["HEADS", "counted", "figures", "percent", "statistics_of"]

HEADS: Final = {
    "year": "Year",
    "type": "Type",
    "venue": "Venue",
    "group": "Group",
    "author": "Author",
    "language": "Language",
    "keyword": "Keyword",
    "added": "Added",
}
"""What is counted → how it is headed."""


def figures(library: Library, options: Options) -> str:
    """Return a table for each thing that is counted; without any, a list of what there is in all.

    Raises:
        UnknownNameError: A group, or a field that a search names, does not exist.
    """
    found = statistics_of(library, options)
    if not options.by:
        return _summary(found)
    return "\n\n".join(
        _table(what, counted(found, what, options.top), found) for what in options.by
    )


def statistics_of(library: Library, options: Options) -> Statistics:
    """Return the figures of what the options select."""
    is_whole = not (options.groups or options.tests)
    return statistics(library, None if is_whole else select(library, options).all_entries)


def counted(found: Statistics, what: str, top: int | None) -> tuple[Count, ...]:
    """Return the names with the most works; of years the last ones, in their order."""
    rows = found.counts[what]
    if top is None:
        return rows
    return rows[-top:] if what in ("year", "added") else rows[:top]


def percent(part: int, all: int) -> str:
    """Return a share as it is read: ``8 %``; ``< 1 %`` for what is there and would be none."""
    if part and part * 200 < all:
        return "< 1 %"
    return f"{round(100 * part / all) if all else 0} %"


def _summary(found: Statistics) -> str:
    years = found.growth
    span = f", {years[0].year}\N{EN DASH}{years[-1].year}" if len(years) > 1 else ""
    lines = [f"- {_number(found.works, 'paper')}{span}"]
    lines += [
        f"- {works:,} with {_A[name]} ({percent(works, found.works)})"
        for name, works in found.shares.items()
        if works
    ]
    return "\n".join(lines)


_A: Final = {"DOI": "a DOI", "link": "a link", "code": "code", "abstract": "an abstract"}


def _number(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _table(what: str, rows: Sequence[Count], found: Statistics) -> str:
    lines = [f"| {HEADS[what]} | Papers | Share |", "|---|---:|---:|"]
    lines += [
        f"| {markdown.cell(markdown.escape(name))} | {works:,} | {percent(works, found.works)} |"
        for name, works in rows
    ]
    return "\n".join(lines)
