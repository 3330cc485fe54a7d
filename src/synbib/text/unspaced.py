"""Scripts that set no blanks between words: Chinese, Japanese and Korean."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

__all__ = ["is_unspaced"]

# Where each stretch of characters begins, and the character after it.
_UNSPACED: Final = (
    "\u1100\u1200\u2e80\u2fe0\u3005\u3008\u3040\u3100\u3130\u3190\u31c0\u3200\u3400\u4dc0\u4e00\ua000"
    "\ua960\ua980\uac00\ud800\uf900\ufb00\uff66\uffa0\U00020000\U00040000"
)


def is_unspaced(char: str) -> bool:
    """Whether a character is of a script that sets no blanks between words, nor between the parts of a name."""
    return bisect_right(_UNSPACED, char) % 2 == 1
