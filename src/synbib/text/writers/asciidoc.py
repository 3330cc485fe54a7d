"""AsciiDoc, as Asciidoctor reads it: signs that mean something become numbers of characters.

Source: AsciiDoc Language Documentation, "Text formatting", "Substitutions" and "Prevent substitutions". Formatting is
written unconstrained (``__x__``), so that it holds within a word as well.
"""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily
from synbib.text.marks import LINK_CLOSE, LINK_OPEN, SMALL_CAPS, SUBSCRIPT, SUPERSCRIPT, UNDERLINE
from synbib.text.urls import percent_encode
from synbib.text.writers.form import Writer, reference_anchor
from synbib.text.writers.layouts import paragraphs
from synbib.text.writers.spans import flattened, inline_by_table

__all__ = ["WRITER"]

_SPANS: Final = {
    "italic": ("__", "__"),
    "oblique": ("__", "__"),
    "bold": ("**", "**"),
    "small-caps": ("[.small-caps]##", "##"),
    "underline": ("[.underline]##", "##"),
    "superscript": ("^", "^"),
    "subscript": ("~", "~"),
    "code": ("``", "``"),
    "block": (" +\n", ""),
}
_SPECIAL: Final = lazily.pattern(
    r"""
      [*_`\#^~+{}\[\]|\\'<>=]
    | &(?= \#?\w+; )                    # a number or a name of a character
    | :(?= \S ) | (?<=:): | (?<=\W);     # a macro, an address, an item of a list of terms
    | (?<=\w)@(?=\w)                    # an address of mail
    | \((?= \( | (?:C|R|TM)\) )         # an index term; © ® ™
    | (?<=-)- | (?<=\.)\.(?=\.)         # a dash, an ellipsis
    | (?<=\$)\$                        # a passthrough
    """,
    re.VERBOSE,
)
# What the beginning of a line means: a heading, a list, a block, a comment, an admonition.
_STARTS: Final = lazily.pattern(r"[^\w&(“„«‘]|\w+[.:)]|//")
_NOT_IN_ANCHORS: Final = lazily.pattern(r"[^\w:.-]")
_NOT_IN_URLS: Final = lazily.pattern(r"[\[\]^~]")
# The text of a link that would be the attributes of what is formatted right after it.
_ATTRIBUTES: Final = lazily.pattern(r"\](?=[*_`^~]|\[\.)")
# In raised and lowered text there is no blank, and in the text of a link no sign of equality; a role has both in HTML.
_WITHOUT_ROLES: Final = lazily.pattern(
    "|".join(
        f"{opening}[^{close}]*{close}"
        for opening, close in (
            (SUPERSCRIPT.open, SUPERSCRIPT.close),
            (SUBSCRIPT.open, SUBSCRIPT.close),
            (LINK_OPEN, LINK_CLOSE),
        )
    )
)
_ROLE: Final = lazily.pattern(
    f"[{SMALL_CAPS.open}{SMALL_CAPS.close}{UNDERLINE.open}{UNDERLINE.close}]"
)
_SCRIPT: Final = lazily.pattern(r"([\^~])([^\^~]*)\1")


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", text)


def _link(url: str) -> tuple[str, str]:
    if url.startswith("#"):  # a place in the document
        return f"<<{url[1:]},", ">>"
    target = _NOT_IN_URLS.sub(lambda found: f"%{ord(found[0]):X}", percent_encode(url))
    return f"link:++{target}++[", "]"


_spanned: Final = inline_by_table(_escape, _SPANS, _link, bare_addresses=True)


def _written(marked: str) -> str:
    flat = _WITHOUT_ROLES.sub(lambda found: _ROLE.sub("", found[0]), flattened(marked))
    written = _ATTRIBUTES.sub("]{empty}", _spanned(flat))
    return _SCRIPT.sub(lambda found: found[0].replace(" ", "&#32;"), written)


def _inline(marked: str) -> str:
    text = _written(marked).strip()
    return f"{{empty}}{text}" if _STARTS.match(text) else text


def _anchor(key: str) -> str:
    name = _NOT_IN_ANCHORS.sub("_", reference_anchor(key))
    return f"[[{name}]]"


WRITER: Final = Writer("asciidoc", _inline, paragraphs(_written, _anchor))
