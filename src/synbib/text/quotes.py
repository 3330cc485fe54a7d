"""Quotation marks: found in plain text, and written as the locale and the nesting ask.

Between the two a quotation is the span `QUOTE`. Source: CSL 1.0.2, "Quotes", and for the marks that people type,
citeproc-js.
"""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily
from synbib.text.columns import column
from synbib.text.marks import MARK, QUOTE

__all__ = ["QuoteMarks", "from_own", "from_typed", "to_typed"]

_DEEPEST: Final = 50
_TYPED: Final = lazily.pattern("[\"'“”‘’]")
_QUOTE: Final = lazily.pattern(f"[{QUOTE.open}{QUOTE.close}]")
# Opening marks of the same kind as a closing one.
_KIND: Final = {'"': '"', "“": '"', "”": '"', "'": "'", "‘": "‘", "’": "‘"}
_BEFORE_OPENING: Final = frozenset(" \u00a0\n\t([{-–—/:¿¡<>=+*")
_OPENERS: Final = frozenset("\"'“")
_BEFORE: Final = _BEFORE_OPENING | _OPENERS | {"‘"}
_CLOSERS: Final = frozenset("\"'”’")


@lazily.dataclass(frozen=True, slots=True)
class QuoteMarks:
    """The quotation marks of a locale: its terms ``open-quote``, ``close-quote`` and the inner ones."""

    open: str
    close: str
    open_inner: str
    close_inner: str


def from_typed(text: str, *, inside: bool = False) -> str:
    """Return ``text`` with typed quotation marks as `QUOTE` spans, and other single ones as apostrophes.

    A mark opens a quotation where something begins and closes one where something ends; what finds no partner stays
    as it was typed. So do “these” around Chinese, Japanese or Korean: they are right there, whatever marks the language
    of the list has. A curly single mark is a quotation's inside of another quotation; ``inside`` says that all of
    ``text`` is.
    """
    if _TYPED.search(text) is None:
        return text
    found = list(_TYPED.finditer(text))
    chars = list(text)
    opened: list[tuple[str, int]] = []
    for mark in found:
        at, char = mark.start(), mark[0]
        before, after = _neighbour(text, at, -1), _neighbour(text, at, 1)
        # Single ones that were typed as such are meant, but inside of others.
        begins = (char in _OPENERS or (char == "‘" and (inside or bool(opened)))) and _may_open(
            before, after
        )
        ends = char in _CLOSERS and _may_close(before, after)
        kind = _KIND[char]
        # Nobody opens so many quotations in one another; to look through all would take forever.
        nearest = range(len(opened) - 1, max(len(opened) - _DEEPEST, 0) - 1, -1)
        partner = next((i for i in nearest if opened[i][0] == kind), -1)
        if ends and partner >= 0 and opened[partner][1] != at - 1:
            start = opened[partner][1]
            if char == '"' or not _is_wide(text[start + 1]):
                chars[start], chars[at] = QUOTE.open, QUOTE.close
            del opened[partner:]
        elif begins:
            opened.append((kind, at))
    return "".join("’" if char == "'" else char for char in chars)


def from_own(marked: str, marks: QuoteMarks) -> str:
    """Return ``marked`` with what stands in a locale's own marks inside of a quotation, as „this“, as `QUOTE` spans.

    So it gets the inner marks. English marks are read by `from_typed`, whatever the locale.
    """
    if QUOTE.open not in marked or marks.open not in marked:
        return marked
    if marks.open in _BEFORE or len(marks.open + marks.close) > 2:
        return marked
    depth = end = 0

    def write(quoted: re.Match[str]) -> str:
        nonlocal depth, end
        before = marked[end : quoted.start()]
        depth += before.count(QUOTE.open) - before.count(QUOTE.close)
        end = quoted.start()
        return QUOTE.wrap(quoted[1]) if depth > 0 else quoted[0]

    within = f"[^{marks.open}{marks.close}{QUOTE.open}{QUOTE.close}]+"
    return re.sub(f"{marks.open}({within}){marks.close}", write, marked)


def _is_wide(char: str) -> bool:
    return column(char) > 1


def _neighbour(text: str, at: int, step: int) -> str:
    """Return the next visible character, ``""`` at the end."""
    at += step
    while (
        0 <= at < len(text) and MARK.match(text[at]) and text[at] not in (QUOTE.open, QUOTE.close)
    ):
        at += step
    return text[at] if 0 <= at < len(text) else ""


def _may_open(before: str, after: str) -> bool:
    return (not before or before in _BEFORE) and bool(after) and not after.isspace()


def _may_close(before: str, after: str) -> bool:
    return bool(before) and not before.isspace() and not after.isalnum()


def to_typed(marked: str, marks: QuoteMarks) -> str:
    """Return ``marked`` with its quotations in the marks of a locale, those inside others in the inner ones."""
    if QUOTE.open not in marked:
        return marked
    depth = 0

    def write(mark: re.Match[str]) -> str:
        nonlocal depth
        if mark[0] == QUOTE.open:
            depth += 1
            return marks.open if depth % 2 else marks.open_inner
        depth -= 1
        return marks.close_inner if depth % 2 else marks.close

    return _QUOTE.sub(write, marked)
