"""Each mark in each format, and each character that a format escapes."""

from __future__ import annotations

import pytest

from synbib.text import Span, link, writer
from synbib.text.marks import BLOCK, INDENT, ITALIC, LEFT_MARGIN, RIGHT_INLINE, SPANS

# What the formats make of "a b c" with a mark around the b: HTML, LaTeX, Markdown, plain text.
# fmt: off
MARKS = {
    "italic": ('a <i>b</i> c', 'a \\textit{b} c', 'a *b* c', 'a b c'),
    "oblique": ('a <em>b</em> c', 'a \\textsl{b} c', 'a *b* c', 'a b c'),
    "bold": ('a <b>b</b> c', 'a \\textbf{b} c', 'a **b** c', 'a b c'),
    "small-caps": ('a <span style="font-variant:small-caps;">b</span> c', 'a \\textsc{b} c', 'a b c', 'a b c'),
    "underline": ('a <span style="text-decoration:underline;">b</span> c', 'a \\underline{b} c', 'a <ins>b</ins> c', 'a b c'),
    "superscript": ('a <sup>b</sup> c', 'a \\textsuperscript{b} c', 'a <sup>b</sup> c', 'a ᵇ c'),
    "subscript": ('a <sub>b</sub> c', 'a \\textsubscript{b} c', 'a <sub>b</sub> c', 'a _b c'),
    "nocase": ('a b c', 'a b c', 'a b c', 'a b c'),
    "code": ('a <code>b</code> c', 'a \\texttt{b} c', 'a `b` c', 'a b c'),
    "no-decoration": ('a b c', 'a b c', 'a b c', 'a b c'),
    "upright": ('a <span style="font-style:normal;">b</span> c', 'a \\textup{b} c', 'a b c', 'a b c'),
    "medium": ('a <span style="font-weight:normal;">b</span> c', 'a \\textmd{b} c', 'a b c', 'a b c'),
    "full-size": ('a <span style="font-variant:normal;">b</span> c', 'a \\textup{b} c', 'a b c', 'a b c'),
    "plain-line": ('a <span style="text-decoration:none;">b</span> c', 'a b c', 'a b c', 'a b c'),
    "baseline": ('a <span style="baseline">b</span> c', 'a b c', 'a b c', 'a b c'),
    "light": ('a <span style="font-weight:light;">b</span> c', 'a b c', 'a b c', 'a b c'),
    "quote": ('a b c', 'a b c', 'a b c', 'a b c'),
    "block": ('a \n\n    <div class="csl-block">b</div>\n c', 'a\nb\nc', 'a b c', 'a\nb\nc'),
    "left-margin": ('a \n    <div class="csl-left-margin">b</div> c', 'a b c', 'a b c', 'a b c'),
    "right-inline": ('a <div class="csl-right-inline">b</div>\n   c', 'a b c', 'a b c', 'a b c'),
    "indent": ('a <div class="csl-indent">b</div>\n   c', 'a\nb\nc', 'a b c', 'a\nb\nc'),
}
ESCAPED = {
    "html": {"&": "&#38;", "<": "&#60;", ">": "&#62;", "²": "<sup>2</sup>", "ª": "<sup>a</sup>"},
    "latex": {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%",
        "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "\u00a0": "~", "<": r"\textless{}",
        ">": r"\textgreater{}", "|": r"\textbar{}",
    },
    "markdown": {"*": r"\*", "`": r"\`", "\\": r"\\", "&": "&", "$": r"\$"},
    "text": {"<": "<", "&": "&", "*": "*", "\\": "\\"},
}
# fmt: on


def test_all_marks_are_in_the_table() -> None:
    assert MARKS.keys() == {span.name for span in SPANS}


@pytest.mark.parametrize("span", SPANS, ids=lambda span: span.name)
def test_a_mark_in_each_format(span: Span) -> None:
    marked = f"a {span.wrap('b')} c"
    written = tuple(writer(name).inline(marked) for name in ("html", "latex", "markdown", "text"))
    assert written == MARKS[span.name]


@pytest.mark.parametrize(
    ("format", "char", "expected"),
    [(name, *pair) for name, table in ESCAPED.items() for pair in table.items()],
)
def test_a_character_that_means_something_is_escaped(format: str, char: str, expected: str) -> None:
    assert writer(format).inline(f"a {char} b{char}c") == f"a {expected} b{expected}c"


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("html", 'see <a href="https://e.org/a?b=1&amp;c=%22">it</a>.'),
        ("latex", r"see \href{https://e.org/a?b=1\&c=\%22}{it}."),
        ("markdown", "see [it](https://e.org/a?b=1&c=%22)."),
        ("text", "see it."),
    ],
)
def test_a_link_in_a_format(format: str, expected: str) -> None:
    marked = "see " + link('https://e.org/a?b=1&c="', "it") + "."
    assert writer(format).inline(marked) == expected


@pytest.mark.parametrize(
    ("marked", "text", "markdown"),
    [
        (BLOCK.wrap("a"), "a", "a"),
        (f"a {BLOCK.wrap('b')}", "a\nb", "a b"),
        (f"{BLOCK.wrap('a')} b", "a\nb", "a b"),
        (f"{BLOCK.wrap('a')}{BLOCK.wrap('b')}", "a\nb", "a b"),
        (f"a{INDENT.wrap('b')}c", "a\nb\nc", "a b c"),
        (LEFT_MARGIN.wrap("[1]"), "[1]", "[1]"),
        (LEFT_MARGIN.wrap("[1]") + RIGHT_INLINE.wrap("a"), "[1] a", "[1] a"),
        (LEFT_MARGIN.wrap("[1] ") + RIGHT_INLINE.wrap(" a"), "[1] a", "[1] a"),
        (ITALIC.wrap(BLOCK.wrap("a")) + "b", "a\nb", "*a* b"),
    ],
)
def test_display_in_formats_without_boxes(marked: str, text: str, markdown: str) -> None:
    assert writer("text").inline(marked) == text
    assert writer("latex").inline(marked).replace(r"\textit{", "").replace("}", "") == text
    assert writer("markdown").inline(marked) == markdown


def test_no_line_break_stands_after_a_block_that_ends_what_is_beside_a_number() -> None:
    marked = LEFT_MARGIN.wrap("1") + RIGHT_INLINE.wrap(f"a {BLOCK.wrap(ITALIC.wrap('b'))}")
    assert writer("text").inline(marked) == "1 a\nb"
