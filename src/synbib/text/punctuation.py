"""Punctuation where texts meet: what collides becomes one, and what belongs into quotation marks goes there.

Source: CSL 1.0.2, "Punctuation" (``punctuation-in-quote``), and for what becomes of two characters that meet, the
table that CSL's test suite gives as a whole.
"""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily
from synbib.text.marks import KEEP, MARKS, QUOTE

__all__ = ["join_punctuation", "keep_ellipses", "keep_punctuation"]

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
_SIGNS: Final = ".,:;!?"
_ELLIPSIS: Final = f".{KEEP}.{KEEP}."
_COLONS: Final = (":", ";")
# Marks that signs meet across: all but the end of a quotation.
_TRANSPARENT: Final = (
    f"[{MARKS[0]}-{chr(ord(QUOTE.close) - 1)}{chr(ord(QUOTE.close) + 1)}-{MARKS[-1]}]*"
)
_TRANSPARENT_MARKS: Final = "".join(map(chr, range(ord(MARKS[0]), ord(MARKS[-1]) + 1))).replace(
    QUOTE.close, ""
)
# Signs that collide, and all that follow in the same place: what becomes of two may collide with the next.
_COLLIDING: Final = "|".join(_TRANSPARENT.join(map(re.escape, pair)) for pair in _MEETING)
_COLLISION: Final = lazily.pattern(rf"(?:{_COLLIDING})(?:{_TRANSPARENT}[{_SIGNS}])*")
_CLUSTER: Final = lazily.pattern(rf"[{_SIGNS}{MARKS}][{_SIGNS}{MARKS}]+")
# A blank, and all that follow it with nothing but marks between.
_BLANKS: Final = lazily.pattern(rf"(?P<first> )(?P<more>(?:[{MARKS}]*+ )++)")
_MET: Final = lazily.pattern(rf"(?<!{KEEP}) ")
_TYPED_TWICE: Final = lazily.pattern(rf"[{_SIGNS}{QUOTE.close}](?=[{_SIGNS}])| (?= )")


def keep_punctuation(text: str) -> str:
    """Return ``text`` with its own runs of punctuation marked as meant, as in ``What?!``."""
    return _TYPED_TWICE.sub(lambda sign: sign[0] + KEEP, text)


def keep_ellipses(text: str) -> str:
    """Return ``text`` with its ``...`` marked as meant, and nothing else: what stands around texts may collide."""
    return text.replace("...", _ELLIPSIS)


def join_punctuation(marked: str, *, in_quote: bool) -> str:
    """Return ``marked`` with no punctuation or blank doubled where texts were joined.

    Args:
        marked: Marked text.
        in_quote: Whether commas and full stops go inside the quotation that they follow (the locale's option
            ``punctuation-in-quote``).
    """
    if _ELLIPSIS in marked:
        marked = _with_whole_ellipses(marked)
    marked = _COLLISION.sub(_merged, marked)
    if QUOTE.close in marked:
        marked = _CLUSTER.sub(lambda found: _through_quotes(found[0], in_quote=in_quote), marked)
    return _BLANKS.sub(_one_blank, marked).replace(KEEP, "")


def _with_whole_ellipses(marked: str) -> str:
    """Return ``marked`` with its ``...`` kept from losing their first stop to a sign or a quotation before them.

    A full stop that meets them is one of the three.
    """
    *befores, last = marked.split(_ELLIPSIS)
    return (
        "".join(
            before + ("" if before.rstrip(_TRANSPARENT_MARKS).endswith(".") else KEEP) + _ELLIPSIS
            for before in befores
        )
        + last
    )


def _merged(run: re.Match[str]) -> str:
    """Return signs that meet outside quotation marks, made one where they collide."""
    out: list[str] = []
    left = -1  # the place of the sign that the next one may collide with
    for char in run[0]:
        both = _MEETING.get(out[left] + char) if left >= 0 else None
        if both is not None:
            out[left] = both
            continue
        if char in _SIGNS:
            left = len(out)
        elif char == KEEP:
            left = -1
        out.append(char)
    return "".join(out)


def _one_blank(blanks: re.Match[str]) -> str:
    return blanks["first"] + _MET.sub("", blanks["more"])


def _through_quotes(cluster: str, *, in_quote: bool) -> str:
    """Return signs and marks in a row with each sign on its side of the ends of quotations among them."""
    if QUOTE.close not in cluster:
        return cluster
    out: list[str] = []
    # What the next sign may move across: the sign before, marks, and the end of a quotation with what is after it.
    left = ""
    before: list[str] = []
    close: list[str] = []
    kept = False
    for char in cluster:
        if char not in _SIGNS:
            (close if close or char == QUOTE.close else before).append(char)
            kept = kept or char == KEEP
            continue
        both = _MEETING.get(left + char, left + char)
        if kept or not close or not (in_quote or both == left):
            out += (left, *before, *close)
            left = char
        elif both != left and char in _COLONS:
            inside = "" if left in _COLONS else left
            outside = both.removeprefix(inside)
            out += (inside, *before, *close, outside[:-1])
            left = outside[-1]
        elif in_quote and left in _COLONS and both[0] in _COLONS:
            # A colon does not stay inside when anything follows it.
            out += (*before, *close, both[:-1])
            left = both[-1]
        elif before and both == left + char and left not in _COLONS:
            # Formatting that ends inside ends before it.
            out += (left, *before)
            left, before = char, []
            continue
        else:
            # It goes in, or what is there says it already; more may follow.
            out.append(both[:-1])
            left = both[-1]
            continue
        before, close, kept = [], [], False
    return "".join((*out, left, *before, *close))
