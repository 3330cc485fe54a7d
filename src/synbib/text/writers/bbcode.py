"""BBCode, which forums read: nobody's standard, so only what nearly all of them have.

It has no escape. In text that reads as a tag, an invisible character (U+2060, *word joiner*) parts the bracket from the
name.
"""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily
from synbib.text.urls import percent_encode
from synbib.text.writers.form import Writer
from synbib.text.writers.layouts import paragraphs
from synbib.text.writers.spans import flattened, inline_by_table

__all__ = ["WRITER"]

_SPANS: Final = {
    "italic": ("[i]", "[/i]"),
    "oblique": ("[i]", "[/i]"),
    "bold": ("[b]", "[/b]"),
    "underline": ("[u]", "[/u]"),
    "superscript": ("[sup]", "[/sup]"),
    "subscript": ("[sub]", "[/sub]"),
    "block": ("\n", ""),
}
# The tags of phpBB, vBulletin, MyBB, XenForo and Discourse.
_TAG: Final = lazily.pattern(
    r"""
    \[ (?= /? (?:
        \* | abbr | align | attach(?:ment)? | b | background | bbcode | bg | blur | br | center | code | colou?r | dfn
      | div | email | embed | face | fieldset | flash | font | gallery | h\d? | hr | heading | hide | highlight | html
      | i | icode | img | indent | ins | justify | left | li | list | math | media | member | mention | nfo | noparse
      | ol | p | php | plain | post | pre | quote | right | s | size | spoiler | strike | style | sub | sup | table
      | t[bdhrt] | tbody | thead | thread | topic | u | ul | url | user | video | youtube
    ) (?: [\s=/] [^\[\]]* )? \] )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_JOINER: Final = "\N{WORD JOINER}"


def _escape(text: str) -> str:
    return _TAG.sub(rf"\g<0>{_JOINER}", text)


def _link(url: str) -> tuple[str, str]:
    if url.startswith("#"):  # no place in a post has a name
        return "", ""
    return f"[url={percent_encode(url).replace('[', '%5B').replace(']', '%5D')}]", "[/url]"


_spanned: Final = inline_by_table(_escape, _SPANS, _link)


def _inline(marked: str) -> str:
    return _spanned(flattened(marked))


WRITER: Final = Writer("bbcode", _inline, paragraphs(_inline))
