"""Inline text by a table of spans and an escape, which is all that most formats are."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Final

from synbib import lazily
from synbib.text.addresses import stands_bare, with_links
from synbib.text.display import LINE_BREAK, without_display
from synbib.text.flipflop import without_normal
from synbib.text.marks import (
    BLOCK,
    BY_CLOSE,
    BY_OPEN,
    CODE,
    LINK_CLOSE,
    LINK_OPEN,
    LINK_TEXT,
    MARK,
    SPANS,
    is_blank,
    split_links,
    strip,
)

__all__ = ["flattened", "inline_by_table"]

_INLINE: Final = tuple(span for span in SPANS if span is not BLOCK)
_TOUCHING: Final = lazily.pattern(
    "|".join(f"{span.close}{span.open}|{span.open}{span.close}" for span in _INLINE)
)
_OPENING: Final = (
    rf"(?:[{''.join(span.open for span in _INLINE)}]|{LINK_OPEN}[^{LINK_TEXT}]*{LINK_TEXT})"
)
_CLOSING: Final = f"[{''.join(span.close for span in _INLINE)}{LINK_CLOSE}]"
_OPENINGS: Final = lazily.pattern(f"{_OPENING}(?:{_OPENING}| )*+")
_CLOSINGS: Final = lazily.pattern(f"(?<! ) +{_CLOSING}(?:{_CLOSING}| )*+")
_CODE: Final = lazily.pattern(f"{CODE.open}([^{CODE.open}{CODE.close}]*){CODE.close}")


def inline_by_table(
    escape: Callable[[str], str],
    spans: Mapping[str, tuple[str, str]],
    link: Callable[[str], tuple[str, str]],
    verbatim: Callable[[str], str] | None = None,
    *,
    bare_addresses: bool = False,
) -> Callable[[str], str]:
    """Return a function of marked text that writes it by a table.

    Args:
        escape: What plain text becomes; it may stand between marks, which stay.
        spans: The name of a span → what opens and what closes it; others lose their formatting.
        link: A URL → what opens and what closes a link to it.
        verbatim: What code becomes, of whose text nothing is escaped by ``escape``; by default it is a span.
        bare_addresses: Whether the format makes links of addresses as they stand.
    """
    marks = {char: spans.get(span.name, ("", ""))[0] for char, span in BY_OPEN.items()}
    marks |= {char: spans.get(span.name, ("", ""))[1] for char, span in BY_CLOSE.items()}

    def spanned(marked: str) -> str:
        escaped = escape(marked)
        return MARK.sub(lambda m: marks.get(m[0], ""), escaped) if MARK.search(escaped) else escaped

    def unlinked(marked: str) -> str:
        if verbatim is None or CODE.open not in marked:
            return spanned(marked)
        pieces: list[str] = []
        end = 0
        for found in _CODE.finditer(marked):
            pieces += (spanned(marked[end : found.start()]), verbatim(strip(found[1])))
            end = found.end()
        return "".join((*pieces, spanned(marked[end:])))

    def inline(marked: str) -> str:
        if LINK_OPEN not in marked:
            return unlinked(marked)
        pieces: list[str] = []
        stretches = list(split_links(marked))
        for (text, url), (following, _) in pairwise((*stretches, ("", ""))):
            before = "".join(pieces[-3:])
            touches = not following and len(pieces) // 3 < len(stretches) - 2
            if (
                bare_addresses
                and url == text
                and not touches
                and stands_bare(url, before, following)
            ):
                pieces.append(url)
            else:
                opened, closed = link(url) if url and not is_blank(text) else ("", "")
                pieces += (opened, unlinked(text), closed)
        return "".join(pieces)

    return inline


def flattened(marked: str) -> str:
    """Return marked text for markup that cannot say all of it.

    Nothing is upright within italics, nor in one formatting twice. What touches in one formatting is one, and neither
    begins nor ends with a blank. Each block is on a line of its own (`LINE_BREAK`); what is a line break in the text
    itself is a blank. Addresses are links to themselves.
    """
    flat = with_links(without_normal(without_display(marked.replace("\n", " "), LINE_BREAK)))
    while (tidied := _tidied(flat)) != flat:
        flat = tidied
    return flat


def _tidied(flat: str) -> str:
    """Return marked text with blanks outside of the formatting that they stood next to, and without empty spans.

    Where such a span is gone, a blank may stand next to the formatting around it.
    """
    return _TOUCHING.sub("", _OPENINGS.sub(_blanks_first, _CLOSINGS.sub(_blanks_last, flat)))


def _blanks_first(found: re.Match[str]) -> str:
    return " " * found[0].count(" ") + found[0].replace(" ", "")


def _blanks_last(found: re.Match[str]) -> str:
    return found[0].replace(" ", "") + " " * found[0].count(" ")
