"""Bars as an SVG: its own colours in light and in dark, its numbers as text, a title and a description; no script.

Sources: SVG 2; *SVG Accessibility API Mappings* (a ``role`` of ``img`` is named by its ``title`` and ``desc``); CSS
Media Queries 5 (``prefers-color-scheme``), which hold in an image of a page, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from synbib import lazily
from synbib.plots.bars import Bar
from synbib.text.columns import columns, fitted
from synbib.text.controls import visible

__all__ = ["Chart", "svg_bars"]

_ROW: Final = 24  # pixels from one row to the next
_BAR: Final = 14
_HEADING: Final = 32
_COLUMN: Final = 8  # pixels that a column of a terminal takes in this font, at most
_MOST_LABEL: Final = 32  # columns
_MARGIN: Final = 12
# Letters have 4.5 to 1 of contrast at least, bars 3 to 1, to a white and to a black page (WCAG 2.2, 1.4.3 and 1.4.11).
# Every rule begins with the id, as the image may stand inside a page whose own texts it must not change.
_RULES: Final = (
    ("", "color:#1f2328;font:13px system-ui,sans-serif;max-width:100%;height:auto"),
    (" text", "fill:currentColor"),
    (" .h", "font-weight:600"),
    (" rect", "fill:#0969da"),
)
_DARK_RULES: Final = (("", "color:#e6edf3"), (" rect", "fill:#58a6ff"))


@lazily.dataclass(frozen=True, slots=True)
class Chart:
    """Bars under a heading.

    Attributes:
        heading: The heading.
        rows: The bars.
    """

    heading: str
    rows: Sequence[Bar]


def svg_bars(
    charts: Sequence[Chart],
    *,
    title: str,
    description: str = "",
    width: int = 640,
    id: str = "plot",
) -> str:
    """Return charts, one below the other, as an SVG.

    Args:
        charts: The charts.
        title: What a screen reader calls the image.
        description: What it says of it; all numbers by default.
        width: How many pixels wide it is; it shrinks with the page.
        id: Its id, which all ids and rules in it begin with: another one for each in a page.
    """
    said = description or "; ".join(
        f"{chart.heading}: " + ", ".join(f"{row.label} {row.value:,}" for row in chart.rows)
        for chart in charts
    )
    names = [_name(row) for chart in charts for row in chart.rows]
    label = min(max(map(columns, names), default=0), _MOST_LABEL)  # all bars begin at one line
    parts: list[str] = []
    top = _MARGIN
    for chart in charts:
        parts.append(
            f'<text class="h" x="{_MARGIN}" y="{top + 16}">{_escaped(chart.heading)}</text>'
        )
        top += _HEADING
        parts += _rows(chart.rows, top, width, label)
        top += _ROW * len(chart.rows) + _MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {top}" width="{width}" height="{top}" '
        f'id="{id}" role="img" aria-labelledby="{id}-title {id}-desc">\n'
        f'<title id="{id}-title">{_escaped(title)}</title>\n'
        f'<desc id="{id}-desc">{_escaped(said)}</desc>\n'
        f"<style>{_css(id)}</style>\n" + "\n".join(parts) + "\n</svg>\n"
    )


def _css(id: str) -> str:
    light, dark = (
        "".join(f"#{id}{which}{{{rule}}}" for which, rule in rules)
        for rules in (_RULES, _DARK_RULES)
    )
    return f"{light}@media(prefers-color-scheme:dark){{{dark}}}"


def _name(row: Bar) -> str:
    return visible(" ".join(row.label.split()))


def _rows(rows: Sequence[Bar], top: int, width: int, label: int) -> list[str]:
    numbers = [f"{row.value:,} {row.note}".strip() for row in rows]
    start = round(_MARGIN + (label + 1) * _COLUMN)
    number = round((max(map(columns, numbers), default=0) + 1) * _COLUMN)
    longest = max(width - start - number - _MARGIN, 1)
    greatest = max((row.value for row in rows), default=0) or 1
    parts = []
    for at, (row, value) in enumerate(zip(rows, numbers, strict=True)):
        y = top + at * _ROW
        length = max(round(row.value / greatest * longest), 1 if row.value else 0)
        parts.append(
            f'<text x="{_MARGIN}" y="{y + 12}">{_escaped(fitted(_name(row), label).rstrip())}</text>'
            f'<rect x="{start}" y="{y}" width="{length}" height="{_BAR}" rx="2"/>'
            f'<text x="{start + length + 6}" y="{y + 12}">{_escaped(value)}</text>'
        )
    return parts


def _escaped(text: str) -> str:
    from html import escape

    return escape(visible(text), quote=False)
