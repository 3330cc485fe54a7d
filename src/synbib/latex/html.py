r"""HTML in fields, as Crossref, publishers and IEEE Xplore export it: ``&amp;``, ``<i>``, ``<sub>``, MathML.

Read as the LaTeX that means the same. Source: the character references of the HTML standard (§13.5); the tags are
those that Crossref's schema allows in titles (face markup and MathML) and the JATS names for them.
"""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily
from synbib.latex.escape import escape

__all__ = ["MACROS", "tags_as_macros", "without_html"]

_REFERENCE: Final = lazily.pattern(
    r"(?:\{\\&\}|\\?&)(?:amp;)?(#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)
MACROS: Final = {
    "b": "textbf",
    "bold": "textbf",
    "code": "texttt",
    "em": "emph",
    "emph": "emph",
    "i": "emph",
    "inf": "textsubscript",
    "italic": "emph",
    "italics": "emph",
    "sc": "textsc",
    "scp": "textsc",
    "smallcaps": "textsc",
    "strong": "textbf",
    "sub": "textsubscript",
    "sup": "textsuperscript",
    "tt": "texttt",
    "u": "underline",
}
"""Tag of HTML or JATS → the macro of LaTeX that means the same."""
_TAG: Final = lazily.pattern(
    r"<(?P<closes>/?)(?:jats:)?(?P<name>" + "|".join(MACROS) + r")(?P<rest>\s[^<>]*)?>",
    re.IGNORECASE,
)
# What only holds others: its tags say nothing of the text.
_HOLDERS: Final = lazily.pattern(
    r"""
    </? (?: mml:[a-z]+ | m(?:ath|row|i|n|o|text|sup|sub|frac|style) | jats:[a-z-]+
      | (?:inline|disp)-formula | tex-math | alternatives | span | font | ovl | title | a | p )
    (?: \s[^<>]* )? /?>
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BREAK: Final = lazily.pattern(r"<br\s*/?>", re.IGNORECASE)
# What has two parts in MathML → the LaTeX of both.
_BOTH: Final = {
    "frac": r"{}/{}",
    "sub": r"{}\textsubscript{{{}}}",
    "sup": r"{}\textsuperscript{{{}}}",
}


def _child(number: int) -> str:
    """Return the regular expression of an element of MathML with no other of its name in it."""
    tag = f"tag{number}"
    return (
        rf"\s*<(?:mml:)?(?P<{tag}>mi|mn|mo|mtext|mrow|mstyle)(?:\s[^<>]*)?>"
        rf"(?P<part{number}>.{{0,200}}?)</(?:mml:)?(?P={tag})>\s*"
    )


_OF_TWO: Final = lazily.pattern(
    rf"<(?:mml:)?m(?P<kind>sub|sup|frac)(?:\s[^<>]*)?>{_child(1)}{_child(2)}</(?:mml:)?m(?P=kind)>",
    re.IGNORECASE | re.DOTALL,
)


def without_html(latex: str) -> str:
    """Return a field with its HTML as LaTeX; what is not closed, and what only looks like HTML, stays."""
    if "<" in latex and ">" in latex:
        latex = _OF_TWO.sub(_both, _BREAK.sub(" ", latex))
        latex = _HOLDERS.sub("", tags_as_macros(latex))
    return _REFERENCE.sub(_character, latex) if "&" in latex and ";" in latex else latex


def tags_as_macros(latex: str) -> str:
    """Return LaTeX in which the tags that are closed again, in their order, are macros."""
    opened: list[re.Match[str]] = []
    pairs: list[tuple[re.Match[str], re.Match[str]]] = []
    for tag in _TAG.finditer(latex):
        if not tag["closes"]:
            opened.append(tag)
        elif opened and opened[-1]["name"].lower() == tag["name"].lower():
            pairs.append((opened.pop(), tag))
    put = {
        tag.start(): (tag.end(), text)
        for first, last in pairs
        for tag, text in ((first, f"\\{MACROS[first['name'].lower()]}{{"), (last, "}"))
    }
    out: list[str] = []
    at = 0
    for start, (end, text) in sorted(put.items()):
        out += (latex[at:start], text)
        at = end
    return "".join((*out, latex[at:]))


def _both(element: re.Match[str]) -> str:
    return _BOTH[element["kind"].lower()].format(element["part1"], element["part2"])


def _character(reference: re.Match[str]) -> str:
    name = reference[1]
    from html import unescape
    from html.entities import html5

    meant = unescape(f"&{name};") if name.startswith("#") else html5.get(f"{name};")
    return reference[0] if meant is None else escape(meant)
