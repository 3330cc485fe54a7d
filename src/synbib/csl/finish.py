"""From what the layout rendered to the text of a citation or a reference.

The passes that need the whole text: punctuation where texts meet, quotation marks, formatting within the same
formatting.
"""

from __future__ import annotations

import re
from typing import Final

from synbib.csl.locale import Locale
from synbib.text import flip_flop, marks
from synbib.text.punctuation import join_punctuation
from synbib.text.quotes import to_typed

__all__ = ["finish"]

_AROUND_DISPLAY: Final = re.compile(
    f"\\A({marks.LEFT_MARGIN.open}) |( )({marks.RIGHT_INLINE.close})\\Z"
)


def finish(marked: str, locale: Locale) -> str:
    """Return the marked text of a whole citation or reference as it is to be written."""
    text = join_punctuation(marked, in_quote=locale.punctuation_in_quote)
    if text.startswith(marks.LEFT_MARGIN.open) or text.endswith(marks.RIGHT_INLINE.close):
        # Blanks at the outer edges are not part of what is displayed.
        text = _AROUND_DISPLAY.sub(
            lambda found: f" {found[1]}" if found[1] else f"{found[3]} ", text
        )
    text = to_typed(text, locale.quotes)
    return flip_flop(text)
