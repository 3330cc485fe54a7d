"""Citations in HTML and in plain text: ``{{cite roe2020, p. 3; see also @poe1999}}``.

What stands in the braces is what stands in pandoc's brackets; a key that begins a cite needs no ``@``. In
``{{citet roe2020, p. 3}}`` the authors are part of the sentence, ``{{nocite roe2020}}`` shows nothing, and
``{{bibliography}}`` is where the references go. Comments, scripts, styles and what HTML shows as it stands are not
searched.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import Final, NamedTuple

from synbib import lazily
from synbib.documents.citing import CitedKey
from synbib.documents.clusters import Cluster, Found, WrittenCite
from synbib.documents.markdown import KEY
from synbib.readme.blocks import LINE

__all__ = ["Braces", "find_braces"]

_OPAQUE: Final = lazily.pattern(
    r"""
      <!-- .*? (?: --> | \Z )
    | < (?P<element> pre | code | script | style | textarea ) \b .*? (?: </ (?P=element) \s* > | \Z )
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_COMMAND: Final = lazily.pattern(
    r"""
    \{\{ [ \t]* (?:
        (?P<command> citet? | nocite ) \s+ (?P<cites> (?: [^{}] | \{ [^{}]* \} )*+ )
      | (?P<bibliography> bibliography ) [ \t]*
    ) \}\}
    """,
    re.VERBOSE,
)
_CITE: Final = lazily.pattern(
    rf"""
    (?P<prefix> [^@;]*? ) (?P<minus> (?<![\w-]) - )? @ (?: \{{ (?P<braced> [^{{}}]+ ) \}} | (?P<key> {KEY} ) )
    | \s* (?P<minus_alone> - )? (?P<alone> {KEY} )
    """,
    re.VERBOSE,
)
_NOT_LINE_END: Final = lazily.pattern(r"[^\r\n]")


class Braces(NamedTuple):
    """What stands in braces in a document.

    Attributes:
        found: The citations.
        nocite: What goes into the bibliography and is not cited.
        silent: Where the commands stand that show nothing.
        bibliography: Where the references go, the last such place; None if nothing says.
    """

    found: Found
    nocite: tuple[CitedKey, ...]
    silent: tuple[tuple[int, int], ...]
    bibliography: tuple[int, int] | None


def find_braces(text: str, *, is_html: bool) -> Braces:
    """Return the citations of a document in HTML or in plain text.

    Args:
        text: The document.
        is_html: Whether it is HTML.
    """
    shown = _OPAQUE.sub(lambda hidden: _NOT_LINE_END.sub(" ", hidden[0]), text) if is_html else text
    starts = [0, *accumulate(map(len, LINE.findall(text)))]
    clusters: list[Cluster] = []
    nocite: list[CitedKey] = []
    silent: list[tuple[int, int]] = []
    bibliography: tuple[int, int] | None = None
    for command in _COMMAND.finditer(shown):
        if command["bibliography"]:
            bibliography = command.span()
            continue
        cites = _cites(shown, *command.span("cites"))
        if command["command"] == "nocite":
            nocite += (cite.key for cite in cites)
            silent.append(command.span())
        elif cites:
            line = bisect_right(starts, command.start())
            column = command.start() - starts[line - 1] + 1
            narrative = command["command"] == "citet"
            clusters.append(Cluster(*command.span(), line, column, tuple(cites), narrative))
    return Braces(Found(tuple(clusters)), tuple(nocite), tuple(silent), bibliography)


def _cites(text: str, start: int, end: int) -> list[WrittenCite]:
    """Return the cites between two places; none if one of them has no key."""
    cites: list[WrittenCite] = []
    at = start
    while at < end:
        after = _part_end(text, at, end)
        found = _CITE.match(text, at, after)
        if found is None:
            return []
        group = next(name for name in ("braced", "key", "alone") if found[name])
        suffix = " ".join(text[found.end() : after].split())
        blank = " " if text[found.end() : found.end() + 1].isspace() and suffix else ""
        cites.append(
            WrittenCite(
                CitedKey(found[group], *found.span(group)),
                " ".join((found["prefix"] or "").split()) + (" " if found["prefix"] else ""),
                f"{blank}{suffix}",
                bool(found["minus"] or found["minus_alone"]),
            )
        )
        at = after + 1
    return cites


def _part_end(text: str, start: int, end: int) -> int:
    """Where a cite ends: before the next semicolon outside of braces."""
    depth = 0
    for i in range(start, end):
        depth += (text[i] == "{") - (text[i] == "}")
        if text[i] == ";" and depth == 0:
            return i
    return end
