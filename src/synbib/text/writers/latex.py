"""LaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from synbib import lazily
from synbib.text.display import without_display
from synbib.text.urls import percent_encode
from synbib.text.writers.form import BibliographyLayout, Writer
from synbib.text.writers.spans import inline_by_table

__all__ = ["LATEX_SPANS", "WRITER", "latex_label"]

_CHARACTERS: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "\N{NO-BREAK SPACE}": "~",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
}
_SPECIAL: Final = lazily.pattern("[" + re.escape("".join(_CHARACTERS)) + "]")
LATEX_SPANS: Final[Mapping[str, tuple[str, str]]] = {
    "italic": (r"\textit{", "}"),
    "oblique": (r"\textsl{", "}"),
    "bold": (r"\textbf{", "}"),
    "small-caps": (r"\textsc{", "}"),
    "underline": (r"\underline{", "}"),
    "superscript": (r"\textsuperscript{", "}"),
    "subscript": (r"\textsubscript{", "}"),
    "code": (r"\texttt{", "}"),
    "upright": (r"\textup{", "}"),
    "medium": (r"\textmd{", "}"),
    "full-size": (r"\textup{", "}"),
}


_NO_LABEL: Final = lazily.pattern(r"[^\w:./+-]")


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda m: _CHARACTERS[m[0]], text)


def latex_label(name: str) -> str:
    """Return the name of a place as LaTeX can have it: signs that mean something to TeX become their numbers."""
    return _NO_LABEL.sub(lambda found: f"ux{ord(found[0]):x}", name)


def _link(url: str) -> tuple[str, str]:
    if url.startswith("#"):  # a place in the document
        return rf"\hyperlink{{{latex_label(url[1:])}}}{{", "}"
    # hyperref reads the target verbatim but for these characters, which a backslash keeps.
    target = re.sub(r"[%#&]", r"\\\g<0>", percent_encode(url))
    return rf"\href{{{target}}}{{", "}"


_inline: Final = inline_by_table(_escape, LATEX_SPANS, _link)


def _bibliography(entries: Iterable[tuple[str, str]], layout: BibliographyLayout) -> str:
    start = r"\noindent\hangindent=2em\hangafter=1 " if layout.hanging_indent else r"\noindent "
    return "\n\n".join(start + text for _, text in entries)


WRITER: Final = Writer(
    "latex", lambda marked: _inline(without_display(marked, "\n")), _bibliography
)
