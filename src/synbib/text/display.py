"""CSL's display blocks for formats that have no boxes: blanks and line breaks.

Source: CSL 1.0.2, "Display".
"""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily
from synbib.text.marks import BLOCK, INDENT, LEFT_MARGIN, MARK, MARKS, RIGHT_INLINE, SPANS

__all__ = ["LINE_BREAK", "split_margin", "without_display"]

LINE_BREAK: Final = BLOCK.open + BLOCK.close
"""A block with nothing in it: what writers whose format breaks lines by markup put between blocks."""

_IN_LINE: Final = LEFT_MARGIN.open + RIGHT_INLINE.open + RIGHT_INLINE.close
_BREAKING: Final = BLOCK.open + INDENT.open + BLOCK.close + INDENT.close
# A mark first, as one set of characters is looked for many times as fast as alternatives.
_DISPLAYED: Final = lazily.pattern(
    rf"""
    [{LEFT_MARGIN.close}{_BREAKING}{_IN_LINE}]
    (?: (?<={LEFT_MARGIN.close}) [{RIGHT_INLINE.open}{BLOCK.open}{INDENT.open}]? \s*
      | (?<=[{_BREAKING}]) [{_BREAKING}]* \s*
      | (?<=[{_IN_LINE}])
    )
    """,
    re.VERBOSE,
)
_BLANKS: Final = lazily.pattern(rf" ({MARK.pattern}*) +")
_SHOWN: Final = lazily.pattern(rf"[^\s{MARKS}]")
# What may stand after the last character that is shown.
_UNSHOWN: Final = " \t\n\N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}" + "".join(
    span.open + span.close for span in SPANS
)


def without_display(marked: str, line_break: str) -> str:
    """Return ``marked`` with a blank after what stands in the margin, and line breaks around blocks."""
    if _DISPLAYED.search(marked) is None:
        return marked
    first = _SHOWN.search(marked)
    begin = first.start() if first else len(marked)
    end = len(marked.rstrip(_UNSHOWN))

    pieces: list[str] = []
    at = 0
    for found in _DISPLAYED.finditer(marked):
        mark, before = found[0][0], marked[at : found.start()]
        # Blanks beside what stands in the margin, and beside blocks, are not shown.
        pieces.append(before if mark in _IN_LINE else before.rstrip())
        at = found.end()
        if mark not in _IN_LINE and begin < found.start() and at < end:
            pieces.append(" " if mark == LEFT_MARGIN.close else line_break)
    pieces.append(marked[at:])
    return _BLANKS.sub(r" \1", "".join(pieces))


_MARGIN: Final = lazily.pattern(
    rf"\s*{LEFT_MARGIN.open}(?P<label>[^{LEFT_MARGIN.open}{LEFT_MARGIN.close}]*){LEFT_MARGIN.close}\s*"
)


def split_margin(marked: str) -> tuple[str, str]:
    """Return what stands in the margin before an entry, such as its number, and the rest, both as marked text."""
    found = _MARGIN.match(marked)
    return (found["label"].strip(), marked[found.end() :]) if found else ("", marked)
