"""From what the layout rendered to the text of a citation or a reference.

The passes that need the whole text: punctuation where texts meet, quotation marks, formatting within the same
formatting.
"""

from __future__ import annotations

from typing import Final

from synbib.csl.style import Locale
from synbib.text import flip_flop, marks
from synbib.text.punctuation import join_punctuation
from synbib.text.quotes import from_own, to_typed

__all__ = ["finish"]

_FIRST: Final = marks.LEFT_MARGIN.open
_LAST: Final = marks.RIGHT_INLINE.close


def finish(marked: str, locale: Locale) -> str:
    """Return the marked text of a whole citation or reference as it is to be written."""
    text = join_punctuation(from_own(marked, locale.quotes), in_quote=locale.punctuation_in_quote)
    # Blanks at the outer edges are not part of what is displayed.
    if text.startswith(f"{_FIRST} "):
        text = f" {_FIRST}{text[2:]}"
    if text.endswith(f" {_LAST}"):
        text = f"{text[:-2]}{_LAST} "
    return flip_flop(to_typed(text, locale.quotes))
