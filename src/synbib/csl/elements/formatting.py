"""Putting an element's formatting around its text.

Source: CSL 1.0.2, "Affixes", "Formatting", "Quotes", "Strip-periods", "Text-case": the text itself changes first,
formatting and the quotation marks around it follow, affixes stand outside, and display is around all.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from synbib import lazily
from synbib.csl.style import PLAIN, Format
from synbib.text import marks
from synbib.text.quotes import from_typed
from synbib.text.textcase import text_case

__all__ = ["dress", "dress_own", "dress_text", "is_slanted"]

# Letters and digits that have italics; those of Chinese or Japanese, say, have none.
_SLANTING: Final = lazily.pattern(
    "[-0-9A-Za-z\u00c0-\u017f\u0218-\u021b\u0370-\u052f\u0590-\u06ff\u0e01-\u0e5b\u1f00-\u1fff]"
)
_SLANTED: Final = (marks.ITALIC, marks.OBLIQUE)


def is_slanted(format: Format) -> bool:
    """Whether ``format`` has italics."""
    return any(span in _SLANTED for span in format.spans)


def dress_text(text: str, format: Format, language: str) -> str:
    """Return ``text``, which is no more than characters, as ``format`` asks; what has no italics stays upright."""
    if format.spans and not text.isascii() and _SLANTING.search(text) is None:
        upright = tuple(span for span in format.spans if span not in _SLANTED)
        return dress(text, replace(format, spans=upright), language)
    return dress(text, format, language)


def dress_own(text: str, format: Format, language: str) -> str:
    """Return what the style itself says, in its language, as ``format`` asks: title case, too, in any language."""
    return dress_text(text, format, "" if format.text_case == "title" else language)


def dress(text: str, format: Format, language: str) -> str:
    """Return ``text`` as ``format`` asks; nothing stays nothing.

    Args:
        text: Marked text.
        format: What to put around it.
        language: The language tag of the text, for ``text-case``.
    """
    if format is PLAIN or not text:
        return text
    if format.strip_periods:
        text = text.replace(".", "")
    if format.text_case:
        text = text_case(format.text_case, text, language)
        if format.text_case == "lowercase":
            text = text.replace(
                marks.TERM, ""
            )  # the style's own word, also where a note begins with it
    for span in reversed(format.spans):
        text = span.wrap(text)
    if format.quotes:
        if "‘" in text:
            text = from_typed(text, inside=True)
        text = marks.QUOTE.wrap(text)
    text = format.prefix + text + format.suffix
    return format.display.wrap(text) if format.display else text
