"""Addresses in rich text: which of them markup languages make links of as they stand.

That differs between languages, and so does what they take for the end. What is here is what all of them agree on.
"""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily
from synbib.text.autolinks import autolinks
from synbib.text.marks import CODE, MARKS, SUBSCRIPT, SUPERSCRIPT, link, split_links

__all__ = ["stands_bare", "with_links"]

_STRETCH: Final = lazily.pattern(f"[^{MARKS}]+|[{MARKS}]")
# In these an address is text: code, and what a link would lift or lower.
_WITHOUT: Final = (CODE, SUPERSCRIPT, SUBSCRIPT)
_DEPTH: Final = {span.open: 1 for span in _WITHOUT} | {span.close: -1 for span in _WITHOUT}
_BARE: Final = lazily.pattern(
    r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:/(?:[A-Za-z0-9]|[._-](?=[A-Za-z0-9]))*)*"
)
_AFTER: Final = lazily.pattern(r"[.,;:)]?(?:\s|\Z)")


def with_links(marked: str) -> str:
    """Return marked text in which each address with a scheme is a link to itself."""
    if "://" not in marked:
        return marked
    depth = 0

    def linked(stretch: re.Match[str]) -> str:
        nonlocal depth
        depth += _DEPTH.get(stretch[0], 0)
        return stretch[0] if depth or "://" not in stretch[0] else _linked(stretch[0])

    return "".join(
        link(url, text) if url else _STRETCH.sub(linked, text) for text, url in split_links(marked)
    )


def _linked(text: str) -> str:
    pieces: list[str] = []
    end = 0
    for found in autolinks(text):
        if end <= found.start < found.end and text[found.trigger] == ":":
            url = text[found.start : found.end]
            pieces += [text[end : found.start], link(url, url)]
            end = found.end
    return "".join((*pieces, text[end:]))


def stands_bare(url: str, before: str, after: str) -> bool:
    """Whether all markup languages make a link of an address as it stands, between these texts."""
    return bool(_BARE.fullmatch(url) and (not before or before[-1] in " (") and _AFTER.match(after))
