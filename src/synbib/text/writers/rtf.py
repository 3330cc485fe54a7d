r"""Rich Text Format, which every word processor reads; it is ASCII, and so text.

Source: Microsoft, "Rich Text Format (RTF) Specification", version 1.9.1.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from synbib import lazily
from synbib.text.bookmarks import bookmark, bookmarks
from synbib.text.controls import without_controls
from synbib.text.display import LINE_BREAK, split_margin, without_display
from synbib.text.indents import FONT_SIZE, LINE, TWIPS, measured
from synbib.text.marks import MARKS, strip
from synbib.text.urls import percent_encode
from synbib.text.writers.form import BibliographyLayout, Writer, reference_anchor
from synbib.text.writers.spans import inline_by_table

__all__ = ["WRITER"]

# "Font (Character) Formatting Properties": a group ends what begins in it, and 0 turns off what is around.
_SPANS: Final = {
    "italic": (r"{\i ", "}"),
    "oblique": (r"{\i ", "}"),
    "bold": (r"{\b ", "}"),
    "small-caps": (r"{\scaps ", "}"),
    "underline": (r"{\ul ", "}"),
    "superscript": (r"{\super ", "}"),
    "subscript": (r"{\sub ", "}"),
    "code": (r"{\f1 ", "}"),
    "upright": (r"{\i0 ", "}"),
    "medium": (r"{\b0 ", "}"),
    "light": (r"{\b0 ", "}"),
    "full-size": (r"{\scaps0 ", "}"),
    "plain-line": (r"{\ulnone ", "}"),
    "baseline": (r"{\nosupersub ", "}"),
    "block": (r"\line ", ""),
}
_CHARACTERS: Final = {
    "\\": r"\\",
    "{": r"\{",
    "}": r"\}",
    "\t": r"\tab ",
    "\n": " ",
    "\N{NO-BREAK SPACE}": r"\~",
    "\N{NON-BREAKING HYPHEN}": r"\_",
}
_SPECIAL: Final = lazily.pattern(rf"[\\{{}}\t\n]|[^\x00-\x7f{MARKS}]")

# Two typefaces, of which the second is for code, and the colour of links.
_HEAD: Final = (
    r"{\rtf1\ansi\ansicpg1252\uc1\deff0"
    r"{\fonttbl{\f0\froman Times New Roman;}{\f1\fmodern Courier New;}}"
    r"{\colortbl;\red5\green99\blue193;}"
    "\n"
)


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda found: _character(found[0]), without_controls(text))


def _character(char: str) -> str:
    """Return a character as one or two numbers of 16 bits with a sign, each with what old readers show instead."""
    if char in _CHARACTERS:
        return _CHARACTERS[char]
    data = char.encode("utf-16-le", "replace")
    units = [int.from_bytes(data[i : i + 2], "little", signed=True) for i in range(0, len(data), 2)]
    # The blank ends the number: without one pandoc takes a character too much for what old readers show.
    return "".join(rf"\u{unit} ?" for unit in units)


def _link(url: str) -> tuple[str, str]:
    if url.startswith("#"):  # a place in the document
        target = rf'\\l "{_escape(bookmark(url[1:]))}"'
    else:
        target = f'"{_escape(percent_encode(url))}"'
    return rf"{{\field{{\*\fldinst{{HYPERLINK {target}}}}}{{\fldrslt{{\ul\cf1 ", "}}}"


_spanned: Final = inline_by_table(_escape, _SPANS, _link)


def _inline(marked: str) -> str:
    return _spanned(without_display(marked, LINE_BREAK))


def _bibliography(entries: Iterable[tuple[str, str]], layout: BibliographyLayout) -> str:
    references = [(reference_anchor(key), *split_margin(text)) for key, text in entries]
    indents = measured(layout, (strip(margin) for _, margin, _ in references))
    form = (
        rf"\li{indents.left * TWIPS}\fi{indents.first * TWIPS}\tx{indents.left * TWIPS}"
        rf"\sa{indents.after * TWIPS}\sl{indents.lines * LINE}\slmult1\fs{FONT_SIZE * 2}"
    )
    styles = rf"{{\stylesheet{{\s0 Normal;}}{{\s1\sbasedon0{form} Bibliography;}}}}"
    names = bookmarks(anchor for anchor, _, _ in references)
    paragraphs = "\n".join(
        rf"\pard\plain\s1{form} {{\*\bkmkstart {_escape(names[anchor])}}}"
        rf"{_margin(margin)}{_inline(text)}{{\*\bkmkend {_escape(names[anchor])}}}\par"
        for anchor, margin, text in references
    )
    return f"{_HEAD}{styles}\n{paragraphs}\n}}"


def _margin(marked: str) -> str:
    return rf"{_inline(marked)}\tab " if marked else ""


WRITER: Final = Writer("rtf", _inline, _bibliography)
