"""Citations in Markdown, as pandoc writes them: ``[see @roe2020, p. 3; -@poe1999]``, ``@roe2020 says``, ``@{any key}``.

Source: the pandoc manual, *Citation syntax*. What is code, an address or a comment is not searched. ``nocite`` in the
metadata is a citation as well; ``@*`` there asks for all entries.
"""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily
from synbib.documents.citing import CitedKey, Citing
from synbib.readme.blocks import LINE
from synbib.readme.commonmark import code_lines

__all__ = ["as_bare_key", "find"]

_NOTABLE: Final = lazily.pattern(
    r"""
      (?P<ticks> `+ )
    | <!-- (?: (?s:.)*? --> | (?s:.)*\Z )
    | <[A-Za-z/][^<>\n]*>                                   # a tag, an address in brackets
    | \]\( [^()\s]* (?:\([^()\s]*\)[^()\s]*)* \)?           # where a link leads
    | \b[a-z][a-z0-9+.-]{1,20}://[^\s<>]*                   # an address
    | \\.
    | (?<![\w.+/]) @ (?:
          (?P<everything> \* )
        | \{ (?P<braced> [^{}\n]+ ) \}
        | (?P<key> \w (?: \w | [:.#$%&+?<>~/-](?=\w) )* )
      )
    """,
    re.VERBOSE,
)
_BARE_KEY: Final = lazily.pattern(r"\w(?:\w|[:.#$%&+?<>~/-](?=\w))*")
_SHOWN: Final = lazily.pattern(r"[^\r\n]")
_BLANK_LINE: Final = lazily.pattern(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)")


def find(text: str) -> Citing:
    """Return what a Markdown file cites."""
    keys: list[CitedKey] = []
    everything = False
    blank = _without_code(text)
    at = 0
    while found := _NOTABLE.search(blank, at):
        at = found.end()
        if ticks := found["ticks"]:
            at = _after_code(blank, ticks, at)
        everything = everything or found["everything"] is not None
        if group := found.lastgroup if found.lastgroup in ("braced", "key") else None:
            keys.append(CitedKey(found[group], *found.span(group)))
    return Citing(tuple(keys), everything)


def as_bare_key(key: str) -> str:
    """Return a key as it is written after ``@``: in braces, if it would end too early."""
    return key if _BARE_KEY.fullmatch(key) else f"{{{key}}}"


def _without_code(text: str) -> str:
    """Return a text with blanks in place of its code blocks, so that all else keeps its place."""
    lines = LINE.findall(text)
    for first, after in code_lines(text):
        for number in range(first, min(after, len(lines))):
            lines[number] = _SHOWN.sub(" ", lines[number])
    return "".join(lines)


def _after_code(text: str, ticks: str, at: int) -> int:
    """Where a code span ends that these backticks open; right after them if it has no end (CommonMark 0.31.2 §6.1)."""
    paragraph = _BLANK_LINE.search(text, at)
    end = paragraph.start() if paragraph else len(text)
    closing = re.compile(rf"(?<!`){ticks}(?!`)").search(text, at, end)
    return closing.end() if closing else at
