"""CSL's display blocks for formats that have no boxes: blanks and line breaks.

Source: CSL 1.0.2, "Display".
"""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily
from synbib.text.marks import BLOCK, INDENT, LEFT_MARGIN, MARK, MARKS, RIGHT_INLINE, SPANS
from synbib.text.patterns import BLANKS_BEFORE

__all__ = ["LINE_BREAK", "split_margin", "without_display"]

LINE_BREAK: Final = BLOCK.open + BLOCK.close
"""A block with nothing in it: what writers whose format breaks lines by markup put between blocks."""

_DISPLAYED: Final = lazily.pattern(
    rf"(?P<margin>{BLANKS_BEFORE}{LEFT_MARGIN.close}[{RIGHT_INLINE.open}{BLOCK.open}{INDENT.open}]?\s*)"
    rf"|(?P<break>{BLANKS_BEFORE}[{BLOCK.open}{INDENT.open}{BLOCK.close}{INDENT.close}]+\s*)"
    rf"|[{LEFT_MARGIN.open}{RIGHT_INLINE.open}{RIGHT_INLINE.close}]"
)
_BLANKS: Final = lazily.pattern(rf" ({MARK.pattern}*) +")
_SHOWN: Final = lazily.pattern(rf"[^\s{MARKS}]")
# What may stand after the last character that is shown.
_UNSHOWN: Final = " \t\n\N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}" + "".join(
    span.open + span.close for span in SPANS
)
_ANY: Final = lazily.pattern(
    "[" + "".join(s.open + s.close for s in (LEFT_MARGIN, RIGHT_INLINE, BLOCK, INDENT)) + "]"
)


def without_display(marked: str, line_break: str) -> str:
    """Return ``marked`` with a blank after what stands in the margin, and line breaks around blocks."""
    if _ANY.search(marked) is None:
        return marked
    first = _SHOWN.search(marked)
    begin = first.start() if first else len(marked)
    end = len(marked.rstrip(_UNSHOWN))

    def write(found: re.Match[str]) -> str:
        if not begin < found.start() <= found.end() < end:
            return ""
        return " " if found["margin"] else line_break if found["break"] else ""

    return _BLANKS.sub(r" \1", _DISPLAYED.sub(write, marked))


_MARGIN: Final = lazily.pattern(
    rf"\s*{LEFT_MARGIN.open}(?P<label>[^{LEFT_MARGIN.open}{LEFT_MARGIN.close}]*){LEFT_MARGIN.close}\s*"
)


def split_margin(marked: str) -> tuple[str, str]:
    """Return what stands in the margin before an entry, such as its number, and the rest, both as marked text."""
    found = _MARGIN.match(marked)
    return (found["label"].strip(), marked[found.end() :]) if found else ("", marked)
