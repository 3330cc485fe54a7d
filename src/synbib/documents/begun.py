r"""The key that somebody is writing: what stands before the cursor in ``\cite{roe2020, po``, ``[see @po`` and the like.

What cites in a syntax, its module knows. So the text before the cursor is ended as the rest of a citation would end it,
with a character for the rest of the key, and the module is asked whether that character is part of a key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from synbib import lazily
from synbib.documents.definitions import Command
from synbib.documents.documents import find_cited

__all__ = ["BegunKey", "begun_key"]


class BegunKey(NamedTuple):
    """A key that is being written.

    Attributes:
        typed: What there is of it; ``""`` if nothing is.
        start: Where it begins in the text, in characters.
        opened: What stands right before it: one character, ``""`` at the beginning of the text.
    """

    typed: str
    start: int
    opened: str


class _Ends(NamedTuple):
    """What in a syntax may be the end of a citation that is begun, and what its last line looks like."""

    closing: tuple[str, ...]
    begun: re.Pattern[str]


_REST: Final = "x"
# The second column spares the whole text a reading where nothing of the kind is at its end.
_ENDS: Final[Mapping[str, _Ends]] = {
    "latex": _Ends(("}",), lazily.pattern(r"\{[^{}]*\Z")),
    "markdown": _Ends(
        ("", "}", "`", "\n---\n"),
        lazily.pattern(r"@\{?[^\s@{}\[\]]*\Z|@\{[^{}\r\n]*\Z|\}`+[^`]*\Z"),
    ),
    "rst": _Ends(("`",), lazily.pattern(r"`[^`]*\Z")),
    "typst": _Ends(("", ">)", '")'), lazily.pattern(r"@[^\s@]*\Z|[<\"][^<>\"\n]*\Z")),
}
# So far before the cursor a list of keys may begin.
_LOOKED_BACK: Final = 5_000
# Of a longer Markdown document its end is read: to read all of it takes longer than a keystroke may.
_LONG: Final = 8_000
_PARAGRAPH: Final = lazily.pattern(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)")
_FENCE: Final = lazily.pattern(r"^[ \t>]*(?:```|~~~)", re.MULTILINE)


def begun_key(
    before: str, syntax: str, commands: Mapping[str, Command] | None = None
) -> BegunKey | None:
    """Return the key that is being written at the end of a text; None if none is, or the syntax is not written by hand.

    Args:
        before: The document as far as the cursor.
        syntax: What it is written in, as `find_cited` has it.
        commands: Name → what it takes, of the commands of LaTeX that its other files define.
    """
    ends = _ENDS.get(syntax)
    if ends is None or not ends.begun.search(before, max(len(before) - _LOOKED_BACK, 0)):
        return None
    read = _end_of(before) if syntax == "markdown" else before
    for closing in ends.closing:
        for cited in reversed(find_cited(f"{read}{_REST}{closing}", syntax, commands).keys):
            if cited.start <= len(read) < cited.end:
                typed = read[cited.start :]
                start = len(before) - len(typed)
                return BegunKey(typed, start, before[start - 1 : start])
            if cited.end < len(read):
                break
    return None


def _end_of(before: str) -> str:
    """Return the last paragraphs of a long Markdown document, with the fence before them that is still open."""
    if len(before) <= _LONG:
        return before
    paragraph = _PARAGRAPH.search(before, len(before) - _LONG)
    if paragraph is None:
        return before
    is_code = len(_FENCE.findall(before, 0, paragraph.end())) % 2
    return ("```\n" if is_code else "") + before[paragraph.end() :]
