"""MediaWiki's markup: signs that mean something become numbers of characters, so that templates may hold it, too.

Source: mediawiki.org, "Help:Formatting" and "Help:Links"; Wikipedia, "Help:Wikitext".
"""

from __future__ import annotations

import html
import re
from typing import Final

from synbib import lazily
from synbib.text.marks import BOLD, ITALIC, MARKS, OBLIQUE
from synbib.text.urls import percent_encode
from synbib.text.writers.form import Writer, reference_anchor
from synbib.text.writers.layouts import paragraphs
from synbib.text.writers.spans import flattened, inline_by_table

__all__ = ["WRITER"]

_SPANS: Final = {
    "small-caps": ('<span style="font-variant:small-caps">', "</span>"),
    "underline": ("<u>", "</u>"),
    "superscript": ("<sup>", "</sup>"),
    "subscript": ("<sub>", "</sub>"),
    "code": ("<code>", "</code>"),
    "block": ("<br />", ""),
}
_QUOTES: Final = {"italic": ("''", "''"), "oblique": ("''", "''"), "bold": ("'''", "'''")}
_TAGS: Final = {"italic": ("<i>", "</i>"), "oblique": ("<i>", "</i>"), "bold": ("<b>", "</b>")}
_SPECIAL: Final = lazily.pattern(
    r"""
      [<>&'\[\]{}|=~]                                     # = is what an argument of a template is named with
    | (?<=_)_                                           # __TOC__
    | (?<=-)- | :(?=//)                                 # a rule, a row of a table; an address
    | \b (?i: mailto|news|magnet|geo|sips?|sms|tel|urn|xmpp|bitcoin|matrix ) : (?=\S)
    | \b (?: ISBN|RFC|PMID ) \s                         # links by themselves
    """,
    re.VERBOSE,
)
# What the beginning of a line means: a list, an indent, code, a rule, a redirection.
_STARTS: Final = lazily.pattern(r"[*#:;-]")
_NOT_IN_URLS: Final = lazily.pattern(r"[*\[\]']")
_EMPHASIS: Final = "".join(span.open + span.close for span in (ITALIC, OBLIQUE, BOLD))
# Signs of emphasis that touch, or are in one another, would be read as others.
_ENTANGLED: Final = lazily.pattern(f"[{_EMPHASIS}][{MARKS}]*[{_EMPHASIS}]")


def _number(char: str) -> str:
    return f"&#{ord(char)};"


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda found: f"{found[0][:-1]}{_number(found[0][-1])}", text)


def _link(url: str) -> tuple[str, str]:
    if url.startswith("#"):  # a place in the page
        return f"[[{_escape(url)}|", "]]"
    target = _NOT_IN_URLS.sub(lambda found: f"%{ord(found[0]):X}", percent_encode(url))
    return f"[{target} ", "]"


_by_quotes: Final = inline_by_table(_escape, {**_SPANS, **_QUOTES}, _link, bare_addresses=True)
_by_tags: Final = inline_by_table(_escape, {**_SPANS, **_TAGS}, _link, bare_addresses=True)


def _written(marked: str) -> str:
    flat = flattened(marked).strip()
    return (_by_tags if _ENTANGLED.search(flat) else _by_quotes)(flat)


def _inline(marked: str) -> str:
    text = _written(marked)
    return f"{_number(text[0])}{text[1:]}" if _STARTS.match(text) else text


def _anchor(key: str) -> str:
    return f'<span id="{html.escape(reference_anchor(key))}"></span>'


WRITER: Final = Writer("mediawiki", _inline, paragraphs(_written, _anchor))
