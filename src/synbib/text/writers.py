"""Writers: marked text to one output format each.

A `Writer` is a table of what opens and closes each span plus an escape for plain text, so a new format is a
dozen lines here and a row in `WRITERS`; a format whose markup depends on its surroundings (Markdown) gives a
function for whole inline texts instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from synbib import lazily
from synbib.errors import UnknownNameError
from synbib.text import markdown
from synbib.text.display import without_display
from synbib.text.marks import (
    BY_CLOSE,
    BY_OPEN,
    LINK_OPEN,
    MARK,
    SUPERSCRIPT,
    scrub,
    split_links,
    strip,
)
from synbib.text.scripts import plain_scripts
from synbib.text.urls import percent_encode

__all__ = [
    "LATEX_SPANS",
    "MARKED",
    "WRITERS",
    "BibliographyLayout",
    "Writer",
    "html_table",
    "latex_label",
    "writer",
]


@lazily.dataclass(frozen=True, slots=True)
class BibliographyLayout:
    """How a style wants its bibliography set (CSL 1.0.2, "Bibliography-specific options").

    Attributes:
        hanging_indent: Whether the second and further lines of an entry are indented.
        second_field_align: ``flush`` or ``margin`` where the first field is set apart, else ``""``.
        entry_spacing: Space between entries, in lines.
        line_spacing: Distance of lines, in lines.
    """

    hanging_indent: bool = False
    second_field_align: str = ""
    entry_spacing: int = 1
    line_spacing: int = 1


@lazily.dataclass(frozen=True, slots=True)
class Writer:
    """One output format.

    Attributes:
        name: The name that ``--format`` takes.
        inline: Marked text → text in the format.
        bibliography: ``(citation key, text in the format)`` of each entry and the style's layout → the whole
            bibliography, without a final line break.
    """

    name: str
    inline: Callable[[str], str]
    bibliography: Callable[[Iterable[tuple[str, str]], BibliographyLayout], str]


def _table_inline(
    escape: Callable[[str], str],
    spans: Mapping[str, tuple[str, str]],
    link: Callable[[str], tuple[str, str]],
) -> Callable[[str], str]:
    """Return an inline writer from a table ``span name → (open, close)``."""
    marks = {char: spans.get(span.name, ("", ""))[0] for char, span in BY_OPEN.items()}
    marks |= {char: spans.get(span.name, ("", ""))[1] for char, span in BY_CLOSE.items()}

    def unlinked(marked: str) -> str:
        escaped = escape(marked)
        return MARK.sub(lambda m: marks.get(m[0], ""), escaped) if MARK.search(escaped) else escaped

    def inline(marked: str) -> str:
        if LINK_OPEN not in marked:
            return unlinked(marked)
        pieces: list[str] = []
        for text, url in split_links(marked):
            opened, closed = link(url) if url else ("", "")
            pieces += (opened, unlinked(text), closed)
        return "".join(pieces)

    return inline


# --- HTML: as the CSL test suite writes it -------------------------------------------------------------------

_HTML_SPANS: Final = {
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


def _html_escape(text: str) -> str:
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
_HTML_DISPLAY: Final = {
    '<div class="csl-left-margin">': '<div class="csl-left-margin" style="float:left;min-width:2.5em;">',
    '<div class="csl-right-inline">': '<div class="csl-right-inline" style="margin-left:3em;">',
    '<div class="csl-indent">': '<div class="csl-indent" style="margin-left:2em;">',
}


def _html_attribute(text: str) -> str:
    import html

    return html.escape(text)


def _html_bibliography(entries: Iterable[tuple[str, str]], layout: BibliographyLayout) -> str:
    hanging = ' style="padding-left:2em;text-indent:-2em;"' if layout.hanging_indent else ""
    body = ""
    for key, text in entries:
        for bare, styled in _HTML_DISPLAY.items():
            text = text.replace(bare, styled)
        body += f'  <div class="csl-entry" id="ref-{_html_attribute(scrub(key))}"{hanging}>{text}</div>\n'
    return f'<div class="csl-bib-body">\n{body}</div>'


# --- LaTeX ---------------------------------------------------------------------------------------------------

_LATEX_CHARACTERS: Final = {
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
_LATEX_SPECIAL: Final = lazily.pattern("[" + re.escape("".join(_LATEX_CHARACTERS)) + "]")
LATEX_SPANS: Final = {
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


def _latex_escape(text: str) -> str:
    return _LATEX_SPECIAL.sub(lambda m: _LATEX_CHARACTERS[m[0]], text)


def latex_label(name: str) -> str:
    """Return the name of a place as LaTeX can have it: signs that mean something to TeX become their numbers."""
    return _NO_LABEL.sub(lambda found: f"ux{ord(found[0]):x}", name)


def _latex_link(url: str) -> tuple[str, str]:
    if url.startswith("#"):  # a place in the document
        return rf"\hyperlink{{{latex_label(url[1:])}}}{{", "}"
    # hyperref reads the target verbatim but for these characters, which a backslash keeps.
    target = re.sub(r"[%#&]", r"\\\g<0>", percent_encode(url))
    return rf"\href{{{target}}}{{", "}"


_latex_inline: Final = _table_inline(_latex_escape, LATEX_SPANS, _latex_link)


def _latex_bibliography(entries: Iterable[tuple[str, str]], layout: BibliographyLayout) -> str:
    start = r"\noindent\hangindent=2em\hangafter=1 " if layout.hanging_indent else r"\noindent "
    return "\n\n".join(start + text for _, text in entries)


# --- Markdown and plain text ---------------------------------------------------------------------------------


def _paragraphs(entries: Iterable[tuple[str, str]], layout: BibliographyLayout) -> str:
    return "\n\n".join(text for _, text in entries)


def _lines(entries: Iterable[tuple[str, str]], layout: BibliographyLayout) -> str:
    return ("\n" * (1 + min(layout.entry_spacing, 1))).join(text for _, text in entries)


WRITERS: Final = {
    writer.name: writer
    for writer in (
        Writer(
            "markdown",
            lambda marked: markdown.inline(without_display(marked, " ")),
            _paragraphs,
        ),
        Writer(
            "html",
            _table_inline(
                _html_escape,
                _HTML_SPANS,
                lambda url: (f'<a href="{_html_attribute(percent_encode(url))}">', "</a>"),
            ),
            _html_bibliography,
        ),
        Writer(
            "latex",
            lambda marked: _latex_inline(without_display(marked, "\n")),
            _latex_bibliography,
        ),
        Writer("text", lambda marked: strip(plain_scripts(without_display(marked, "\n"))), _lines),
    )
}


MARKED: Final = Writer("marked", str, _lines)
"""Marked text as it is, for programs that make their own of it: see `synbib.text.to_nodes`."""


def writer(name: str | Writer) -> Writer:
    """Return the writer called ``name``; a writer is returned as it is.

    Raises:
        UnknownNameError: There is none; the nearest names are suggested.
    """
    if isinstance(name, Writer):
        return name
    if name not in WRITERS:
        raise UnknownNameError.among("format", str(name), WRITERS)
    return WRITERS[name]


def html_table(rows: Iterable[Sequence[str]], head: Sequence[str] = ()) -> str:
    """Return an HTML table whose cells are marked text."""
    inline = WRITERS["html"].inline
    body = "".join(
        f"<tr>{''.join(f'<td>{inline(cell)}</td>' for cell in row)}</tr>\n" for row in rows
    )
    titles = "".join(f"<th>{inline(title)}</th>" for title in head)
    first = f"<tr>{titles}</tr>\n" if head else ""
    return f"<table>\n{first}{body}</table>"
