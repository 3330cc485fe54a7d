"""Letters without their accents: how texts are compared, searched and sorted, and spelled in citation keys.

Sources: Unicode §3.13, D146 (case is folded between two decompositions); UAX #15. Some letters are a letter and an
accent to a reader and one letter to Unicode (``ø``, ``ł``): these are a table.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

__all__ = ["fold", "letters", "unaccented"]

# Letters that decompose into no other, and how people who lack the key write them.
_SMALL: Final = {
    "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
    "ŋ": "n", "ŧ": "t"
}  # fmt: skip
_LETTERS: Final = str.maketrans(
    _SMALL | {"ẞ": "SS", "Þ": "Th", "Æ": "AE", "Œ": "OE", "Ø": "O", "Ł": "L", "Đ": "D"}
    | {"Ð": "D", "Ħ": "H", "Ŋ": "N", "Ŧ": "T"}
)  # fmt: skip

_FIRST_COMBINING: Final = "\N{COMBINING GRAVE ACCENT}"


def unaccented(text: str) -> str:
    """Return ``text`` with each letter as the one that an accent, a stroke or a ligature made it of; case stays."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(
        [char for char in decomposed if char < _FIRST_COMBINING or not unicodedata.combining(char)]
    )


def fold(text: str) -> str:
    """Return ``text`` as it is compared: no case, no accents, no ligatures."""
    if text.isascii():
        return text.casefold()
    return unaccented(unicodedata.normalize("NFKD", text).casefold())


@lru_cache(maxsize=16384)
def letters(text: str) -> str:
    """Return the letters and digits of ``text``, folded."""
    return "".join(filter(str.isalnum, fold(text)))
