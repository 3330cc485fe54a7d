"""Typst, by its functions: its signs for emphasis mean something at the ends of words only.

Source: Typst's reference, "Syntax".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from synbib import lazily
from synbib.text.display import split_margin
from synbib.text.marks import MARKS
from synbib.text.urls import percent_encode
from synbib.text.writers.form import BibliographyLayout, Writer, reference_anchor
from synbib.text.writers.spans import flattened, inline_by_table

__all__ = ["WRITER"]

_SPANS: Final = {
    "italic": ("#emph[", "]"),
    "oblique": ("#emph[", "]"),
    "bold": ("#strong[", "]"),
    "small-caps": ("#smallcaps[", "]"),
    "underline": ("#underline[", "]"),
    "superscript": ("#super[", "]"),
    "subscript": ("#sub[", "]"),
    "block": ("#linebreak();", ""),
}
_SPECIAL: Final = lazily.pattern(
    rf"""
      [\\\#$*_`@<>~\[\]"']
    | /(?=[/*]) | (?<=[/*])/                 # a comment; and an address would be a link
    | -(?=[-?\d])                            # a dash, a soft hyphen, a minus sign
    | \.(?=\.\.)                             # an ellipsis
    | (?: ^ | (?<=[{MARKS}]) ) [ ]*          # what begins a line: a heading, an item
      (?: = | (?: \d+\. | [-+/] ) (?= [\s{MARKS}] | $ ) )
    """,
    re.VERBOSE,
)
# After a function in brackets, what would be its arguments, a field of it, or its end; not in a string.
_GOES_ON: Final = lazily.pattern(r'\\.|"(?:[^"\\]|\\.)*"|\](?=[(.;])', re.DOTALL)
_LABEL: Final = lazily.pattern(r"[\w-](?:[\w.:-]*[\w-])?")


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", text)


def _string(text: str) -> str:
    return '"' + re.sub(r'[\\"]', r"\\\g<0>", text) + '"'


def _link(url: str) -> tuple[str, str]:
    target = f"label({_string(url[1:])})" if url.startswith("#") else _string(percent_encode(url))
    return f"#link({target})[", "]"


_spanned: Final = inline_by_table(
    _escape, _SPANS, _link, verbatim=lambda text: f"#raw({_string(text)});", bare_addresses=True
)


def _inline(marked: str) -> str:
    written = _spanned(flattened(marked))
    return _GOES_ON.sub(lambda found: "];" if found[0] == "]" else found[0], written)


def _label(key: str) -> str:
    """Return what names the place of the reference after which it stands."""
    name = reference_anchor(key)
    return f"<{name}>" if _LABEL.fullmatch(name) else f"#label({_string(name)})"


def _bibliography(entries: Iterable[tuple[str, str]], layout: BibliographyLayout) -> str:
    references = [(key, *split_margin(text)) for key, text in entries]
    if any(margin for _, margin, _ in references):
        cells = "".join(
            f"  [{_inline(margin)}],\n  [{_inline(text)} {_label(key)}],\n"
            for key, margin, text in references
        )
        return f"#grid(\n  columns: (auto, 1fr),\n  column-gutter: 0.65em,\n  row-gutter: 1em,\n{cells})"
    indent = "2em" if layout.hanging_indent else "0em"
    return "\n\n".join(
        f"#par(hanging-indent: {indent})[{_inline(text)}] {_label(key)}"
        for key, _, text in references
    )


WRITER: Final = Writer("typst", _inline, _bibliography)
