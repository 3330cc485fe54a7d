"""Punctuation where texts meet: what collides becomes one, and what belongs into quotation marks goes there.

Source: CSL 1.0.2, "Punctuation" (``punctuation-in-quote``), and for what becomes of two characters that meet, the
table that CSL's test suite gives as a whole.
"""

from __future__ import annotations

import re
from typing import Final

from synbib.text.marks import KEEP, MARK, QUOTE

__all__ = ["join_punctuation", "keep_punctuation"]

# What two characters become; a pair that is not here stays a pair, one twice becomes one.
_MEETING: Final = {
    "!:": "!",
    "?:": "?",
    ";:": ";",
    ":.": ":",
    ";.": ";",
    "!.": "!",
    "?.": "?",
    ":!": "!",
    ";!": "!",
    ":?": "?",
    ";?": "?",
    **{char * 2: char for char in ".,:;!?"},
}
_MARKS: Final = MARK.pattern[1:-1]
_TRANSPARENT: Final = f"(?:(?!{QUOTE.close})[{_MARKS}])*"
_MEET: Final = re.compile(rf"([.,:;!?])({_TRANSPARENT})([.,:;!?])")
_QUOTED: Final = re.compile(rf"([.,:;!?]?)([{_MARKS}]*{QUOTE.close}[{_MARKS}]*)([.,:;!?])")
_BLANKS: Final = re.compile(rf"([ \u00a0])([{_MARKS}]*) +")
_ANY: Final = re.compile(
    rf"[.,:;!?][{_MARKS}]*[.,:;!?]|{QUOTE.close}[{_MARKS}]*[.,:;!?]|[ \u00a0][{_MARKS}]* "
)
_TYPED_TWICE: Final = re.compile(
    rf"(?<=[.,:;!?])(?=[.,:;!?])|(?<= )(?= )|(?<={QUOTE.close})(?=[.,:;!?])"
)


def keep_punctuation(text: str) -> str:
    """Return ``text`` with its own runs of punctuation marked as meant, as in ``What?!``."""
    return _TYPED_TWICE.sub(KEEP, text) if _ANY.search(text) else text


def join_punctuation(marked: str, *, in_quote: bool) -> str:
    """Return ``marked`` with no punctuation or blank doubled where texts were joined.

    Args:
        marked: Marked text.
        in_quote: Whether commas and full stops go inside the quotation that they follow (the locale's option
            ``punctuation-in-quote``).
    """
    if _ANY.search(marked) is None:
        return marked.replace(KEEP, "") if KEEP in marked else marked
    marked = _merged(marked)
    if QUOTE.close in marked:
        marked = _through_quotes(marked, in_quote=in_quote)
    return _BLANKS.sub(_one_blank, marked).replace(KEEP, "")


def _merged(marked: str) -> str:
    """Return ``marked`` with characters that meet outside quotation marks made one where they collide."""
    start = 0
    while (meeting := _MEET.search(marked, start)) is not None:
        left, between, right = meeting.groups()
        start = meeting.start()
        both = _MEETING.get(left + right)
        if both is None or KEEP in between:
            start += 1
        else:
            marked = marked[:start] + both + between + marked[meeting.end() :]
    return marked


def _one_blank(blanks: re.Match[str]) -> str:
    return blanks[0] if KEEP in blanks[2] else blanks[1] + blanks[2]


def _through_quotes(marked: str, *, in_quote: bool) -> str:
    """Return ``marked`` with each punctuation mark on its side of a closing quotation mark."""
    start = 0
    while (meeting := _QUOTED.search(marked, start)) is not None:
        left, close, right = meeting.groups()
        both = _MEETING.get(left + right, left + right)
        start = meeting.start()
        if KEEP in close or (not in_quote and both != left):
            start = meeting.end(2)
        elif both == left or right not in ":;":
            # It goes in, or what is there says it already; more may follow.
            at = close.index(QUOTE.close)
            if at and both == left + right and left not in (":", ";"):
                # Formatting that ends inside ends before it.
                inside = left + close[:at]
                marked = marked[:start] + inside + right + close[at:] + marked[meeting.end() :]
                start += len(inside)
                continue
            marked = marked[:start] + both + close + marked[meeting.end() :]
        else:
            inside = left if left not in ":;" else ""
            outside = both.removeprefix(inside) if inside else both
            marked = marked[:start] + inside + close + outside + marked[meeting.end() :]
            start = meeting.start() + len(inside) + len(close)
            continue
        if in_quote and left in (":", ";") and both[0] in ":;":
            # A colon does not stay inside when anything follows it.
            end = start + len(both) + len(close)
            marked = marked[:start] + close + both + marked[end:]
            start += len(close)
    return marked
