"""Bars that show numbers: as lines of a terminal, and as an SVG for a page.

```python
rows = [Bar("2023", 12), Bar("2024", 90)]
text_bars(rows, width=40)
svg_bars([Chart("Papers by year", rows)], title="Papers")
```
"""

from synbib.plots.bars import Bar, text_bars
from synbib.plots.svg import Chart, svg_bars

__all__ = ["Bar", "Chart", "svg_bars", "text_bars"]
