"""Citations in Typst: ``@roe2020``, ``@roe2020[p. 3]``, ``#cite(<roe2020>)``, ``#cite(label("DBLP:x/y"))``.

A reference to a label of the document itself, ``@fig-one`` where ``<fig-one>`` stands, is not a citation. What is raw
text or a comment is not searched; ``full: true`` of a bibliography asks for all entries.

Source: the Typst reference, *Syntax*, *Reference*, *Cite* and *Bibliography*.
"""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily
from synbib.documents.citing import CitedKey, Citing

__all__ = ["find"]

_NOTABLE: Final = lazily.pattern(
    r"""
      (?P<ticks> `+ )
    | \b[a-z][a-z0-9+.-]{1,20}://[^\s<>\])]*                # an address
    | //[^\n]*
    | /\*
    | \\.
    | (?<![\w.]) @ (?P<reference> \w (?: [\w-] | [.:](?=[\w-]) )*+ )
    | \#? \b cite \s*+ \( \s*+ (?: < (?P<label> [^<>\s]++ ) > | label \( \s*+ " (?P<quoted> [^"\n]++ ) " )
    | < (?P<own> \w [\w.:-]*+ ) >
    | \b include \s*+ " (?P<file> [^"\n]++ ) "
    | \b bibliography \s*+ \( [^()]{0,2000} \b full \s*+ : \s*+ (?P<full> true )
    """,
    re.VERBOSE,
)
_COMMENT_SIGN: Final = lazily.pattern(r"/\*|\*/")
_CITING: Final = ("reference", "label", "quoted")


def find(text: str) -> Citing:
    """Return what a Typst file cites."""
    keys: list[tuple[str, CitedKey]] = []
    own: set[str] = set()
    files: list[str] = []
    everything = False
    at = 0
    while found := _NOTABLE.search(text, at):
        at = found.end()
        kind = found.lastgroup
        if kind == "ticks":
            at = _after_raw(text, found["ticks"], at)
        elif found[0] == "/*":
            at = _after_comment(text, at)
        elif kind == "own":
            own.add(found["own"])
        elif kind == "file":
            files.append(found["file"])
        elif kind == "full":
            everything = True
        elif kind in _CITING:
            keys.append((kind, CitedKey(found[kind], *found.span(kind))))
    cited = (key for kind, key in keys if kind != "reference" or key.key not in own)
    return Citing(tuple(cited), everything, tuple(files))


def _after_raw(text: str, ticks: str, at: int) -> int:
    """Where raw text ends that these backticks open; two of them are an empty one."""
    if len(ticks) == 2:
        return at
    end = text.find(ticks, at)
    return len(text) if end < 0 else end + len(ticks)


def _after_comment(text: str, at: int) -> int:
    """Where a comment ends; comments may stand in it."""
    depth = 1
    for sign in _COMMENT_SIGN.finditer(text, at):
        depth += 1 if sign[0] == "/*" else -1
        if not depth:
            return sign.end()
    return len(text)
