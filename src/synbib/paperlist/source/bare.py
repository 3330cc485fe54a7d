"""URLs that stand bare in text, found as GitHub finds them (GFM §6.9, autolinks)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from synbib import lazily

__all__ = ["bare_url_end", "split_bare_urls"]

# Full-width punctuation ends a URL too: Chinese sets no blank before it.
_BARE: Final = lazily.pattern(
    r"(?<![A-Za-z0-9])(?:https?://|www\.)(?=\w)[^\s<>\"`\[\]{}|，。；：、！？（）【】《》「」]+",
    re.IGNORECASE,
)
_PUNCTUATION: Final = "?!.,:;*_~'"


def split_bare_urls(text: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a text, each with the URL that it is or ``""``."""
    at = 0
    for found in _BARE.finditer(text):
        end = _trimmed(text, *found.span())
        if found.start() > at:
            yield text[at : found.start()], ""
        yield text[found.start() : end], text[found.start() : end]
        at = end
    if at < len(text):
        yield text[at:], ""


def bare_url_end(text: str, start: int, stop: int) -> int:
    """Return where the bare URL that starts at ``start`` ends, or ``start`` if there is none."""
    found = _BARE.match(text, start, stop)
    return _trimmed(text, start, found.end()) if found else start


def _trimmed(text: str, start: int, end: int) -> int:
    """Return the end without the punctuation and the closing parentheses of the sentence around."""
    closing = text.count(")", start, end) - text.count("(", start, end)
    while text[end - 1] in _PUNCTUATION or (text[end - 1] == ")" and closing > 0):
        end -= 1
        closing -= text[end] == ")"
    return end
