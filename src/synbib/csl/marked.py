"""Text of items and styles made marked text."""

from __future__ import annotations

from typing import Final

from synbib import lazily
from synbib.text import from_markup, scrub
from synbib.text.flipflop import flipping
from synbib.text.punctuation import keep_punctuation
from synbib.text.quotes import from_typed

__all__ = ["marked_text"]

# Words with a blank, a comma or a full stop between them, as most texts are: nothing in them is marked.
_PLAIN: Final = lazily.pattern(r"[\w()/+-]*+(?:(?:[.,]\s?|\s)[\w()/+-]++)*+[.,]?")
# A blank that French has before tall punctuation and inside its quotation marks is a narrow one, and does not break.
_NARROW: Final = lazily.pattern(r"(?<=«) | (?=[»:;!?])")


def marked_text(text: str) -> str:
    """Return the text of a variable as marked text: markup, quotation marks, punctuation that is meant."""
    if _PLAIN.fullmatch(text):
        return scrub(text)
    return keep_punctuation(from_typed(_NARROW.sub("\u202f", flipping(from_markup(text)))))
