"""What publishers write beside a title when a work has been taken back: ``RETRACTED: …``, ``… (Retracted)``."""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily

__all__ = ["told_by_title"]

_WORDS: Final = r"""
    (?: (?P<retracted> retracted ) | withdrawn | removed )
    (?: \s+ (?: article | paper | chapter | preprint ) )?
    """
_SIGNS: Final = tuple(
    lazily.pattern(sign, re.DOTALL | re.IGNORECASE | re.VERBOSE)
    for sign in (
        # The bracket of a translated title opens before the word, and closes after the title.
        rf"[^\w\[(]* (?P<opening> \[? ) {_WORDS} \s* : \s* (?P<title> .* )",
        rf"[^\w\[(]* [\[(] \s* {_WORDS} \W* [\])] [\s:.]* (?P<title> .* )",
        rf"(?P<title> .*? ) (?<!\s) \s* [\[(] {_WORDS} (?: \s*[.:;,] [^\[\]()]* )? [\])] [\s.]*",
    )
)


def told_by_title(title: str) -> tuple[str, str]:
    """Return a title without what says that the work was taken back; and that, ``retracted`` or ``withdrawn``."""
    for sign in _SIGNS:
        if found := sign.fullmatch(title):
            opening = found.groupdict().get("opening") or ""
            return opening + found["title"], "retracted" if found["retracted"] else "withdrawn"
    return title, ""
