"""Text as BibTeX has it: a string in which each character stands for one byte of UTF-8.

BibTeX counts, cuts and compares bytes. In such a string ``len``, slices and ``<`` do so as well, and each of Python's
functions for strings is at hand. What is beyond ASCII is a letter to BibTeX, without case and without width.
"""

from __future__ import annotations

from typing import Final

from synbib import lazily

__all__ = ["ALPHA", "WHITE", "compressed", "lower", "octets", "text_of", "upper"]

WHITE: Final = " \t\r"
"""What BibTeX takes for white space within a line (``bibtex.web`` § 32)."""

ALPHA: Final = "A-Za-z\x80-\xff"
"""What BibTeX takes for letters, as it stands between the brackets of a regular expression."""

_SPACES: Final = lazily.pattern(f"[{WHITE}\n]+")
_UPPER: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_TO_LOWER: Final = str.maketrans(_UPPER, _UPPER.lower())
_TO_UPPER: Final = str.maketrans(_UPPER.lower(), _UPPER)


def octets(text: str) -> str:
    """Return ``text`` as BibTeX has it."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("latin-1")


def text_of(octets: str) -> str:
    """Return the text that octets stand for; half a character is U+FFFD."""
    return octets if octets.isascii() else octets.encode("latin-1").decode("utf-8", "replace")


def lower(octets: str) -> str:
    """Return octets in lower case: the letters of ASCII alone have a case."""
    return octets.translate(_TO_LOWER)


def upper(octets: str) -> str:
    """Return octets in upper case: the letters of ASCII alone have a case."""
    return octets.translate(_TO_UPPER)


def compressed(octets: str) -> str:
    """Return octets with one blank for all white space in a row (``bibtex.web`` § 252)."""
    return _SPACES.sub(" ", octets)
