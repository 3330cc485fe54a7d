"""HTML, as the CSL test suite has it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from synbib import lazily
from synbib.text.marks import SUPERSCRIPT
from synbib.text.urls import is_web_address, percent_encode
from synbib.text.writers.form import BibliographyLayout, Writer, reference_anchor
from synbib.text.writers.spans import inline_by_table

__all__ = ["WRITER", "coins", "html_bibliography", "html_table", "page_inline", "rdfa"]

_SPANS: Final = {
    "italic": ("<i>", "</i>"),
    "oblique": ("<em>", "</em>"),
    "bold": ("<b>", "</b>"),
    "small-caps": ('<span style="font-variant:small-caps;">', "</span>"),
    "underline": ('<span style="text-decoration:underline;">', "</span>"),
    "superscript": ("<sup>", "</sup>"),
    "subscript": ("<sub>", "</sub>"),
    "code": ("<code>", "</code>"),
    "upright": ('<span style="font-style:normal;">', "</span>"),
    "medium": ('<span style="font-weight:normal;">', "</span>"),
    "full-size": ('<span style="font-variant:normal;">', "</span>"),
    "plain-line": ('<span style="text-decoration:none;">', "</span>"),
    "baseline": ('<span style="baseline">', "</span>"),
    "light": ('<span style="font-weight:light;">', "</span>"),
    "block": ('\n\n    <div class="csl-block">', "</div>\n"),
    "left-margin": ('\n    <div class="csl-left-margin">', "</div>"),
    "right-inline": ('<div class="csl-right-inline">', "</div>\n  "),
    "indent": ('<div class="csl-indent">', "</div>\n  "),
}


# Characters that are superscript by themselves; fonts have few of them, and not of one size.
_SUPERSCRIPT: Final = lazily.pattern(
    "[\u00aa\u00b2\u00b3\u00b9\u00ba\u02b0-\u02b8\u02c0\u02c1\u02e0-\u02e4\u06e5\u06e6\u1d2c-\u1d6a\u2070-\u207f"
    "\u2120\u2122\u3192-\u319f]"
)
_RAISED: Final = {"\u02c0": "\u0294", "\u02c1": "\u0295", "\u06e5": "و", "\u06e6": "ي"}


def _escape(text: str) -> str:
    if not text.isascii():
        text = _SUPERSCRIPT.sub(_raised, text)
    return text.replace("&", "&#38;").replace("<", "&#60;").replace(">", "&#62;")


def _raised(char: re.Match[str]) -> str:
    plain = _RAISED.get(char[0])
    if plain is None:
        kind, _, points = unicodedata.decomposition(char[0]).partition(" ")
        if kind != "<super>":
            return char[0]
        plain = "".join(chr(int(point, 16)) for point in points.split())
    return SUPERSCRIPT.wrap(plain)


# What sets the first field apart where no style sheet does.
_DISPLAY: Final = {
    '<div class="csl-left-margin">': '<div class="csl-left-margin" style="float:left;min-width:2.5em;">',
    '<div class="csl-right-inline">': '<div class="csl-right-inline" style="margin-left:3em;">',
    '<div class="csl-indent">': '<div class="csl-indent" style="margin-left:2em;">',
}


def _attribute(text: str) -> str:
    import html

    return html.escape(text)


def html_bibliography(
    written: Iterable[tuple[str, str]],
    layout: BibliographyLayout,
    data: Callable[[str], tuple[str, str]] = lambda key: ("", ""),
) -> str:
    """Return the bibliography of entries that are HTML already.

    Args:
        written: ``(citation key, HTML)`` of each.
        layout: How the style wants the whole set.
        data: A citation key → further attributes of the entry, and what stands in it for programs alone.
    """
    hanging = ' style="padding-left:2em;text-indent:-2em;"' if layout.hanging_indent else ""
    body = ""
    for key, text in written:
        for bare, styled in _DISPLAY.items():
            text = text.replace(bare, styled)
        anchor = _attribute(reference_anchor(key))
        attributes, unseen = data(key)
        body += (
            f'  <div class="csl-entry" id="{anchor}"{hanging}{attributes}>{text}{unseen}</div>\n'
        )
    return f'<div class="csl-bib-body">\n{body}</div>'


def coins(context_object: str) -> str:
    """Return the COinS of an OpenURL context object: an empty element, by whose class programs find it."""
    return f'<span class="Z3988" title="{_attribute(context_object)}"></span>'


def rdfa(type: str, properties: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Return RDFa Lite 1.1 of schema.org: the attributes of an element, and the elements in it that say the rest."""
    said = "".join(
        f'<meta property="{name}" content="{_attribute(value)}">' for name, value in properties
    )
    return f' vocab="https://schema.org/" typeof="{type}"', said


_inline: Final = inline_by_table(
    _escape, _SPANS, lambda url: (f'<a href="{_attribute(percent_encode(url))}">', "</a>")
)


def _bibliography(entries: Iterable[tuple[str, str]], layout: BibliographyLayout) -> str:
    return html_bibliography(((key, _inline(text)) for key, text in entries), layout)


WRITER: Final = Writer("html", _inline, _bibliography)

# For pages whose style sheet says what these look like, as their security policy allows no ``style`` attributes.
_CLASSED: Final = _SPANS | {
    "small-caps": ('<span class="small-caps">', "</span>"),
    "underline": ('<span class="underline">', "</span>"),
    "upright": ('<span class="upright">', "</span>"),
    "medium": ('<span class="medium">', "</span>"),
    "full-size": ('<span class="full-size">', "</span>"),
    "plain-line": ('<span class="plain-line">', "</span>"),
    "baseline": ('<span class="baseline">', "</span>"),
    "light": ('<span class="light">', "</span>"),
    "block": (" ", ""),
    "left-margin": ("", " "),
    "right-inline": ("", ""),
    "indent": (" ", ""),
}


def _web_link(url: str) -> tuple[str, str]:
    if not is_web_address(url):
        return "", ""
    return f'<a href="{_attribute(percent_encode(url))}">', "</a>"


page_inline: Final = inline_by_table(_escape, _CLASSED, _web_link)
"""Marked text → HTML that formats by classes alone, stays within a line, and links to the web alone."""


def html_table(rows: Iterable[Sequence[str]], head: Sequence[str] = ()) -> str:
    """Return an HTML table whose cells are marked text."""
    body = "".join(
        f"<tr>{''.join(f'<td>{_inline(cell)}</td>' for cell in row)}</tr>\n" for row in rows
    )
    titles = "".join(f"<th>{_inline(title)}</th>" for title in head)
    first = f"<tr>{titles}</tr>\n" if head else ""
    return f"<table>\n{first}{body}</table>"
