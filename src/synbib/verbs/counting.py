"""The figures of a library as bars, as an SVG and as JSON: what ``synbib stats`` does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from synbib.library.statistics import Count, Statistics
from synbib.plots import Bar, Chart, svg_bars, text_bars
from synbib.readme.figures import HEADS, counted, percent

__all__ = ["DEFAULT_BY", "DEFAULT_TOP", "figures_json", "figures_svg", "write_figures"]

DEFAULT_BY: Final = ("year", "type", "venue", "group", "author", "language")
DEFAULT_TOP: Final = 10
_WIDTH: Final = 80  # columns, where nothing tells how many there are
_SHARES: Final = "With"


def write_figures(
    found: Statistics,
    by: tuple[str, ...] = (),
    top: int | None = DEFAULT_TOP,
    width: int | None = None,
) -> str:
    """Return the figures as bars.

    Args:
        found: The figures.
        by: What is counted; the usual, and what works have, by default.
        top: How many names of each are shown; None for all.
        width: How many columns a line has; 80 by default.
    """
    columns = width or _WIDTH
    years = {str(row.year): row.total for row in found.growth}
    blocks = ["1 work" if found.works == 1 else f"{found.works:,} works"]
    for what in by or DEFAULT_BY:
        rows = counted(found, what, top)
        if not rows and not by:
            continue
        notes = [
            f"{years.get(name, 0):,} so far" if what == "year" else percent(works, found.works)
            for name, works in rows
        ]
        labels = _labels(what, rows)
        bars = [
            Bar(label, row.works, note)
            for label, row, note in zip(labels, rows, notes, strict=True)
        ]
        lines = [HEADS[what], *text_bars(bars, columns)]
        blocks.append("\n".join([*lines, *_rest(found, what, len(rows))]))
    if not by:
        bars = [
            Bar(name, works, percent(works, found.works)) for name, works in found.shares.items()
        ]
        most = max(found.works, 1)
        blocks.append("\n".join([_SHARES, *text_bars(bars, columns, most=most)]))
    return "\n\n".join(blocks)


def _rest(found: Statistics, what: str, shown: int) -> list[str]:
    """Return what is said of the names that are not shown, and of the works that have none."""
    more, without = len(found.counts[what]) - shown, found.without[what]
    said = [f"{more:,} more"] if more else []
    if without and what != "added":
        said.append(f"{without:,} without")
    if not shown:
        said = ["nothing tells it"]
    return [f"  ({', '.join(said)})"] if said else []


def _labels(what: str, rows: Sequence[Count]) -> list[str]:
    """Return the names as bars have them: of groups without what they stand in, where that tells them apart."""
    if what != "group":
        return [row.name for row in rows]
    last = Counter(row.name.rpartition("/")[2] for row in rows)
    return [
        name if last[name.rpartition("/")[2]] > 1 else name.rpartition("/")[2] for name, _ in rows
    ]


def figures_svg(
    found: Statistics, by: tuple[str, ...] = (), top: int | None = DEFAULT_TOP, title: str = ""
) -> str:
    """Return the figures as an SVG, which has a description with all numbers.

    Args:
        found: The figures.
        by: What is counted; years by default.
        top: How many names of each are shown; None for all.
        title: What it is called.
    """
    charts = [
        Chart(
            f"Papers by {what}",
            [
                Bar(label, row.works)
                for rows in [counted(found, what, top)]
                for label, row in zip(_labels(what, rows), rows, strict=True)
            ],
        )
        for what in by or ("year",)
    ]
    return svg_bars(charts, title=title or ", ".join(chart.heading for chart in charts))


def figures_json(
    found: Statistics, by: tuple[str, ...] = (), top: int | None = None
) -> dict[str, object]:
    """Return the figures as JSON has them.

    Args:
        found: The figures.
        by: What is counted; all by default.
        top: How many names of each there are; all by default.
    """
    return {
        "works": found.works,
        "with": {name.lower(): works for name, works in found.shares.items()},
        "growth": [row._asdict() for row in found.growth],
        "by": {what: [row._asdict() for row in counted(found, what, top)] for what in by or HEADS},
        "without": {what: found.without[what] for what in by or HEADS},
    }
