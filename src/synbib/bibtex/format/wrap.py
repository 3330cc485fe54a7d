"""Breaking long values, between words only, where white space stands already."""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily

__all__ = ["wrapped"]

_NAME: Final = lazily.pattern(r"(?<= and) ", re.IGNORECASE)
_WORD: Final = lazily.pattern(r"(?<!\\) ")
# The first line leaves room for the opening delimiter, the last for the closing one and the comma.
_OPENING: Final = 1
_CLOSING: Final = 2


def wrapped(text: str, first: int, column: int, *, names: bool) -> list[str]:
    """Return the lines of a value.

    Args:
        text: The value's content, with single blanks.
        first: The column at which each line begins.
        column: The width that no line should pass.
        names: Whether lines break after ``and`` only.
    """
    room = column - first
    if len(text) + _OPENING + _CLOSING <= room:
        return [text]
    words = _names(text) if names else _WORD.split(text)
    if names:
        # What is not a list of names, or holds a name longer than a line, breaks between words.
        words = [w for word in words for w in ([word] if len(word) <= room else _WORD.split(word))]
    lines: list[str] = []
    line = words[0]
    last = len(words) - 1
    for i, word in enumerate(words[1:], 1):
        needed = len(line) + 1 + len(word) + _CLOSING * (i == last) + _OPENING * (not lines)
        # A line that begins with @ would look like an entry.
        if needed <= room or word.startswith("@") or not line:
            line = f"{line} {word}"
        else:
            lines.append(line)
            line = word
    return [*lines, line]


def _names(text: str) -> list[str]:
    """Return the names of a list, each with its ``and``."""
    found: list[str] = []
    depth = 0
    for part in _NAME.split(text):
        if depth > 0:
            found[-1] += f" {part}"  # this `and` stands in braces
        else:
            found.append(part)
        depth += part.count("{") - part.count("}")
    return found
