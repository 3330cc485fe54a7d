"""Rich Text Format, as it is written and as pandoc reads it."""

from __future__ import annotations

import pytest
from consumers import PANDOC, Letter, in_document, of_reference
from hypothesis import given, settings
from hypothesis import strategies as st

from synbib.office import Reference
from synbib.text import BibliographyLayout, Span, link, writer
from synbib.text.marks import (
    BASELINE,
    BLOCK,
    BOLD,
    CODE,
    FULL_SIZE,
    INDENT,
    ITALIC,
    LEFT_MARGIN,
    LIGHT,
    MEDIUM,
    OBLIQUE,
    PLAIN_LINE,
    RIGHT_INLINE,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    UNDERLINE,
    UPRIGHT,
)

inline = writer("rtf").inline
needs_pandoc = pytest.mark.skipif(not PANDOC, reason="pandoc is not there")


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (ITALIC, r"{\i a}"),
        (OBLIQUE, r"{\i a}"),
        (BOLD, r"{\b a}"),
        (SMALL_CAPS, r"{\scaps a}"),
        (UNDERLINE, r"{\ul a}"),
        (SUPERSCRIPT, r"{\super a}"),
        (SUBSCRIPT, r"{\sub a}"),
        (CODE, r"{\f1 a}"),
        (UPRIGHT, r"{\i0 a}"),
        (MEDIUM, r"{\b0 a}"),
        (LIGHT, r"{\b0 a}"),
        (FULL_SIZE, r"{\scaps0 a}"),
        (PLAIN_LINE, r"{\ulnone a}"),
        (BASELINE, r"{\nosupersub a}"),
    ],
)
def test_each_span_is_a_group(span: Span, expected: str) -> None:
    assert inline(span.wrap("a")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\par {a}", r"\\par \{a\}"),
        ("a\tb\nc", r"a\tab b c"),
        ("a\u00a0b\u2011c", r"a\~b\_c"),
        ("é", r"\u233 ?"),
        ("中", r"\u20013 ?"),
        ("！", r"\u-255 ?"),  # numbers have a sign
        ("🙂", r"\u-10179 ?\u-8638 ?"),
        ("a\x00\x1bb", "ab"),
        ("\ud800", r"\u63 ?"),
    ],
)
def test_what_is_not_ascii_or_means_something_is_escaped(text: str, expected: str) -> None:
    assert inline(text) == expected


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://e.org/?a=1&b", '"https://e.org/?a=1&b"'),
        (r'https://e.org/"\{}', '"https://e.org/%22%5C%7B%7D"'),
        ("https://e.org/é", r'"https://e.org/\u233 ?"'),
        ("#ref-doe2020", r'\\l "ref-doe2020"'),
        ("#ref-a b", r'\\l "ref-a_b_63fcf1ab61"'),
    ],
)
def test_a_link_is_a_field(url: str, target: str) -> None:
    assert inline(link(url, ITALIC.wrap("a"))) == (
        rf"{{\field{{\*\fldinst{{HYPERLINK {target}}}}}{{\fldrslt{{\ul\cf1 {{\i a}}}}}}}}"
    )


def test_a_bibliography_is_a_whole_document() -> None:
    entries = [
        ("a", LEFT_MARGIN.wrap("[9]") + RIGHT_INLINE.wrap(f"A {ITALIC.wrap('b')}")),
        ("b", LEFT_MARGIN.wrap("[10]") + RIGHT_INLINE.wrap(f"C {BLOCK.wrap('d')}")),
    ]
    layout = BibliographyLayout(second_field_align="flush", entry_spacing=0)
    form = r"\li720\fi-720\tx720\sa0\sl240\slmult1\fs24"
    assert writer("rtf").bibliography(entries, layout) == (
        r"{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\froman Times New Roman;}{\f1\fmodern Courier New;}}"
        r"{\colortbl;\red5\green99\blue193;}"
        "\n"
        rf"{{\stylesheet{{\s0 Normal;}}{{\s1\sbasedon0{form} Bibliography;}}}}"
        "\n"
        rf"\pard\plain\s1{form} {{\*\bkmkstart ref-a}}[9]\tab A {{\i b}}{{\*\bkmkend ref-a}}\par"
        "\n"
        rf"\pard\plain\s1{form} {{\*\bkmkstart ref-b}}[10]\tab C\line d{{\*\bkmkend ref-b}}\par"
        "\n}"
    )


@pytest.mark.parametrize(
    ("layout", "form"),
    [
        (BibliographyLayout(), r"\li0\fi0\tx0\sa240\sl240\slmult1\fs24 "),
        (
            BibliographyLayout(hanging_indent=True, line_spacing=2, entry_spacing=0),
            r"\li720\fi-720\tx720\sa0\sl480\slmult1\fs24 ",
        ),
    ],
)
def test_entries_are_set_as_the_style_says(layout: BibliographyLayout, form: str) -> None:
    assert rf"\pard\plain\s1{form}" in writer("rtf").bibliography([("a", "A")], layout)


# --- Read back ----------------------------------------------------------------------------------------------------

# Without subscripts: what is below the line within what is above it is both to pandoc, and below to all others.
_SPANS = (ITALIC, BOLD, SMALL_CAPS, UNDERLINE, SUPERSCRIPT, CODE, UPRIGHT, BLOCK, INDENT)


def as_pandoc_reads(reference: Reference) -> list[Letter]:
    """A link is underlined in the text, and pandoc tells of both."""
    return [
        (char, spans | {"underline"} if url else spans, url)
        for char, spans, url in of_reference(reference)
    ]


def read(*marked: str) -> list[Letter]:
    """All that pandoc reads in the bibliography of these texts."""
    entries = [(f"k{i}", text) for i, text in enumerate(marked)]
    data = writer("rtf").bibliography(entries, BibliographyLayout()).encode("ascii")
    return [letter for paragraph in in_document(data, "rtf") for letter in paragraph]


@needs_pandoc
def test_pandoc_reads_what_was_written() -> None:
    marked = LEFT_MARGIN.wrap("[1]") + RIGHT_INLINE.wrap(
        ITALIC.wrap(f"a {BOLD.wrap('b')} {UPRIGHT.wrap('c')}")
        + SMALL_CAPS.wrap("d")
        + link("https://e.org/?a=1&b", "中文：é x")
    )
    assert read(marked) == as_pandoc_reads(Reference("a", marked))


# pandoc takes each half of a pair for a character of its own, so that there are no characters beyond 16 bits.
_TEXTS = st.text(st.sampled_from("aZ 1\t&<>\"'\\{}#é中！\u00a0?*;"), max_size=6)


def _around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    spanned = st.builds(lambda span, text: span.wrap(text), st.sampled_from(_SPANS), inner)
    linked = st.builds(link, st.just("https://e.org/a b?\"<&'"), inner)
    return st.lists(spanned | linked | _TEXTS, max_size=4).map("".join)


@needs_pandoc
@pytest.mark.slow
@settings(max_examples=15)
@given(st.lists(st.recursive(_TEXTS, _around, max_leaves=8), min_size=10, max_size=20))
def test_pandoc_reads_whatever_was_written(marked: list[str]) -> None:
    wanted = [letter for text in marked for letter in as_pandoc_reads(Reference("a", text))]
    assert read(*marked) == wanted
