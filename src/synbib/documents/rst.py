"""Citations in reStructuredText, by the roles of sphinxcontrib-bibtex: ``:cite:p:`roe2020,{see}poe1999{p. 3}```.

Comments, literal blocks and inline literals are not searched. A bibliography of ``:all:`` entries, or with ``:filter:
True``, asks for all of them.

Sources: docutils' reStructuredText specification, *Interpreted Text*, *Literal Blocks* and *Comments*; the manual of
sphinxcontrib-bibtex, *Roles and Directives*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from synbib import lazily
from synbib.documents.citing import CitedKey, Citing
from synbib.readme.blocks import LINE

__all__ = ["find", "role_keys"]

_NOTABLE: Final = lazily.pattern(
    r"""
      ``.*?``
    | \\.
    | : (?: cite | footcite ) (?: :[a-z-]+ )? : ` (?P<keys> [^`]* ) `
    | ^[ \t]*+ \.\.[ \t]++ include:: [ \t]++ (?P<file> \S++ )
    | ^[ \t]++ : (?P<everything> all | filter: [ \t]*+ True ) (?: : | (?<=True) ) [ \t]*+ $
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
# What is said before and after a key stands in braces.
_PART: Final = lazily.pattern(r"\{[^{}]*\}|([^\s,{}`]++)")
_CODE: Final = lazily.pattern(
    r"[ \t]*+\.\.[ \t]++(?:code|code-block|sourcecode|literalinclude|parsed-literal|math|raw)::"
)
_MARKUP: Final = lazily.pattern(r"[ \t]*+\.\.(?:[ \t]++(?:\[|_|\||[\w:.+-]+::)|[ \t]*+$)")
_COMMENT: Final = lazily.pattern(r"[ \t]*+\.\.(?:[ \t]|$)")
_SHOWN: Final = lazily.pattern(r"[^\r\n]")


def find(text: str) -> Citing:
    """Return what a reStructuredText file cites."""
    keys: list[CitedKey] = []
    files: list[str] = []
    everything = False
    for found in _NOTABLE.finditer(_without_literals(text)):
        if found["keys"] is not None:
            keys += role_keys(text, *found.span("keys"))
        elif found["file"]:
            files.append(found["file"])
        everything = everything or found["everything"] is not None
    return Citing(tuple(keys), everything, tuple(files))


def role_keys(text: str, start: int, end: int) -> Iterator[CitedKey]:
    """Yield the keys in the text of a role."""
    for found in _PART.finditer(text, start, end):
        if found[1]:
            yield CitedKey(found[1], *found.span(1))


def _without_literals(text: str) -> str:
    """Return a text with blanks in place of its literal blocks and comments, so that all else keeps its place."""
    lines = LINE.findall(text)
    deeper_than = -1
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        indent = len(line) - len(line.lstrip())
        if deeper_than >= 0 and indent > deeper_than:
            lines[number] = _SHOWN.sub(" ", line)
            continue
        deeper_than = -1
        bare = line.rstrip()
        if _COMMENT.match(bare) and not _MARKUP.match(bare):
            lines[number] = _SHOWN.sub(" ", line)
            deeper_than = indent
        elif _CODE.match(bare) or (bare.endswith("::") and not _MARKUP.match(bare)):
            deeper_than = indent
    return "".join(lines)
