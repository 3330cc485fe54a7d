r"""A terminal that knows SGR's bold, italic and underlined type (ECMA-48 §8.3.117) and links (OSC 8).

Nothing of a text is obeyed: what a terminal would take for a command is shown as ``\x1b``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from urllib.parse import quote

from synbib.text.columns import columns
from synbib.text.controls import visible
from synbib.text.display import split_margin
from synbib.text.marks import strip
from synbib.text.runs import Run, runs
from synbib.text.scripts import plain_scripts
from synbib.text.writers.form import BibliographyLayout, Writer
from synbib.text.writers.layouts import lines
from synbib.text.writers.text import HANGING, margin_width

__all__ = ["WRITER", "terminal_bibliography"]

_SGR: Final = {"bold": (1, 22), "italic": (3, 23), "oblique": (3, 23), "underline": (4, 24)}
# What a link may hold; the rest is percent-encoded, as OSC 8 takes ASCII only.
_IN_LINKS: Final = "%/:?#[]@!$&'()*+,;=-._~"


def _styled(run: Run, number: int = 0) -> str:
    """Return a run with what switches its formatting on and off; parts of a link have its number."""
    codes = [code for name, code in _SGR.items() if name in run.spans]
    on = "".join(f"\x1b[{code}m" for code, _ in codes)
    off = "".join(f"\x1b[{code}m" for _, code in reversed(codes))
    text = f"{on}{run.text}{off}"
    if not run.url or run.url.startswith("#"):
        return text
    target = quote(run.url, safe=_IN_LINKS)
    return f"\x1b]8;id={number};{target}\x1b\\{text}\x1b]8;;\x1b\\"


def _runs(marked: str) -> list[Run]:
    return [run._replace(text=visible(run.text)) for run in runs(plain_scripts(marked))]


def _inline(marked: str) -> str:
    return "".join(_styled(run, number) for number, run in enumerate(_runs(marked)))


def _cut(row: Sequence[Run], places: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Yield the lines of a row of runs, of whose text it is said where each starts and ends, in their order."""
    number = at = 0  # of the first run that is not shown to its end, and where that begins
    for start, end in places:
        line = ""
        while number < len(row) and at < end:
            run = row[number]
            shown = run.text[max(start - at, 0) : end - at]
            line += _styled(run._replace(text=shown), number) if shown else ""
            if at + len(run.text) > end:
                break
            at += len(run.text)
            number += 1
        yield line


def terminal_bibliography(
    entries: Iterable[tuple[str, str]], layout: BibliographyLayout, width: int
) -> str:
    """Return a bibliography with lines of at most ``width`` columns, set as the style wants it."""
    from synbib.text.wrapping import broken

    parts = [split_margin(marked) for _, marked in entries]
    labels = [visible(strip(plain_scripts(label))) for label, _ in parts]
    margin = margin_width(labels)
    hanging = margin or (HANGING if layout.hanging_indent else 0)
    written: list[str] = []
    for (styled, marked), label in zip(parts, labels, strict=True):
        row = _runs(marked)
        text = "".join(run.text for run in row)
        places = broken(text, max(width - margin, 1), hanging - margin)
        first = _inline(styled) + " " * (margin - columns(label))
        written.append(first + f"\n{' ' * hanging}".join(_cut(row, places)))
    return ("\n" * (1 + min(layout.entry_spacing, 1))).join(written)


WRITER: Final = Writer("terminal", _inline, lines(_inline))
