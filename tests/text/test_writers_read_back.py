"""What is written is read by other programs as what was meant: the same characters, each set as it was.

Texts are made of what means something in one format or another, at any place and in any formatting.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from consumers import Letter, asciidoctor, browser, docutils, normal, pandoc
from hypothesis import given, settings
from hypothesis import strategies as st

from synbib.text import WRITERS, BibliographyLayout, link, strip
from synbib.text.marks import (
    BOLD,
    CODE,
    ITALIC,
    NOCASE,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    UNDERLINE,
)
from synbib.text.runs import Run, runs
from synbib.text.scripts import plain_scripts

LAYOUT = BibliographyLayout()
# What may mean something: signs, and whole pieces of markup of each format.
PIECES = (
    *"*_`[]<>{}|#$~\\^=+-'\"/:;%!@&,().",
    *("**", "__", "``", "{{", "}}", "//", "/*", "--", "---", "...", "''", "'''", "::", "->", "=>"),
    *("1. ", "a. ", "- ", "# ", ".. ", "NOTE: ", "= ", "(a) ", "a:: b", "[[a]]", "[1]_", "[fn:1]"),
    *("<b>", "</b>", "<!--", "&amp;", "&#42;", "[b]", "__TOC__", "ISBN 9780", "(C)", "((a))"),
    *("*d*", "/a/", "=b=", "~c~", "_e_", "+f+", "|a|", "$x$", "x_1", "x^2", "src_c{x}", "\\alpha"),
    *("https://e.org/a_b", "a@b.c", "{{{m}}}", "<<a>>", "#let", "#emph[a]", "@key", "<label>"),
    *("a", "b c", "王", "é", "2024", " ", "  ", " a", "z "),
)
URLS = ("https://x.org/a_b", "https://x.org/?q=1&r=2#f", "https://x.org/(x)", "https://x.org/~y")


def texts(without: str = "") -> st.SearchStrategy[str]:
    pieces = [piece for piece in PIECES if not set(piece) & set(without)]
    return st.lists(st.sampled_from(pieces), min_size=1, max_size=6).map("".join)


def marked(without: str = "") -> st.SearchStrategy[str]:
    """Marked text, in which what raises, lowers, underlines or is code holds plain text."""
    plain = texts(without)
    leaf = plain | st.builds(
        lambda span, text: span.wrap(text),
        st.sampled_from((CODE, SMALL_CAPS, UNDERLINE, SUPERSCRIPT, SUBSCRIPT)),
        plain,
    )

    def around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        several = st.lists(inner, min_size=1, max_size=3).map("".join)
        spans = st.sampled_from((ITALIC, BOLD, NOCASE))
        return st.builds(lambda span, text: span.wrap(text), spans, several) | st.builds(
            link, st.sampled_from(URLS), several
        )

    whole = st.lists(st.recursive(leaf, around, max_leaves=4), min_size=1, max_size=4)
    return whole.map("".join).filter(lambda text: bool(strip(text).strip()))


Shown = Callable[[Run], frozenset[str]]


def only(*spans: str) -> Shown:
    return lambda run: run.spans.intersection(spans)


def one_of(*spans: str) -> Shown:
    """The first of several formattings, and none in a link: what does not nest."""

    def shown(run: Run) -> frozenset[str]:
        if run.url and run.url != run.text:
            return frozenset()
        return frozenset(next(([span] for span in spans if span in run.spans), []))

    return shown


def without_roles_in_links(run: Run) -> frozenset[str]:
    return run.spans - {"small-caps", "underline"} if run.url else run.spans


def on_a_terminal(text: str) -> list[list[Letter]]:
    """What pyte, an emulator of a terminal, shows of each paragraph; it has lines that are long enough."""
    import pyte

    screen = pyte.Screen(4000, len(text.split("\n")) + 1)
    pyte.Stream(screen).feed(text.replace("\n", "\r\n"))
    styles = {"bold": "bold", "italics": "italic", "underscore": "underline"}
    shown: list[list[Letter]] = []
    for y in range(screen.lines):
        cells = [screen.buffer[y][x] for x in range(screen.columns)]
        letters = normal(
            (cell.data, frozenset(styles[name] for name in styles if getattr(cell, name)), "")
            for cell in cells
            if cell.data  # the second half of a wide one is empty
        )
        shown += [letters] if letters else []
    return shown


def in_json(text: str) -> list[list[Letter]]:
    return [
        normal(
            (char, frozenset(span) - {"text", "link"}, span.get("link", ""))
            for span in entry["spans"]
            for char in span["text"]
        )
        for entry in json.loads(text)
    ]


def in_a_forum(text: str) -> list[list[Letter]]:
    import bbcode

    parser = bbcode.Parser(replace_links=False)
    parser.REPLACE_COSMETIC = ()
    return browser("".join(f"<p>{parser.format(entry)}</p>" for entry in text.split("\n\n")))


ASCIIDOCTOR = os.environ.get("SYNBIB_ASCIIDOCTOR", "")


def by_asciidoctor(text: str) -> list[list[Letter]]:
    if not ASCIIDOCTOR:
        pytest.skip(
            "SYNBIB_ASCIIDOCTOR names no folder in which npm has installed @asciidoctor/core"
        )
    return asciidoctor(text, Path(ASCIIDOCTOR))


def whole(format: str, entries: list[str]) -> str:
    keyed = [(f"key{i}", text) for i, text in enumerate(entries)]
    return WRITERS[format].bibliography(keyed, LAYOUT)


def paragraphs(format: str, entries: list[str]) -> str:
    return "\n\n".join(map(WRITERS[format].inline, entries))


class Reader(NamedTuple):
    """A program that reads a format.

    Attributes:
        read: A text → the letters of each paragraph.
        shown: What the format can say of the formatting of a run.
        without: Characters that the program, not the format, reads wrongly.
        write: What it reads of entries: by default the whole bibliography.
        meant: What a text is before it is written.
        has_links: Whether it tells what a text links to.
    """

    read: Callable[[str], list[list[Letter]]]
    shown: Shown = lambda run: run.spans
    without: str = ""
    write: Callable[[str, list[str]], str] = whole
    meant: Callable[[str], str] = str
    has_links: bool = True


SCRIPTS = ("superscript", "subscript")
READERS = {
    "html": Reader(browser),
    # Of an address with brackets in brackets pandoc takes only what is before them.
    "mediawiki": Reader(
        lambda text: pandoc(text, "mediawiki"),
        only("italic", "bold", "underline", "code", *SCRIPTS),
        without="()",
    ),
    "rst": Reader(docutils, one_of("code", *SCRIPTS, "bold", "italic")),
    # What is around a paragraph pandoc does not read; Typst itself compiles it below.
    "typst": Reader(lambda text: pandoc(text, "typst"), write=paragraphs),
    # It passes over \textbar at the beginning of a paragraph, and takes each ' for an apostrophe, as TeX's fonts do.
    "latex": Reader(lambda text: pandoc(text, "latex"), without="|'\"`", write=paragraphs),
    "asciidoc": Reader(by_asciidoctor, without_roles_in_links),
    "bbcode": Reader(in_a_forum, only("italic", "bold", "underline", *SCRIPTS)),
    "json": Reader(in_json),
    "terminal": Reader(
        on_a_terminal, only("italic", "bold", "underline"), meant=plain_scripts, has_links=False
    ),
}


def expected(text: str, reader: Reader) -> list[Letter]:
    return normal(
        (char, reader.shown(run), run.url if reader.has_links else "")
        for run in runs(reader.meant(text))
        for char in run.text
    )


@pytest.mark.parametrize("format", READERS)
@given(st.data())
@settings(max_examples=25)
def test_a_bibliography_reads_as_what_was_meant(format: str, data: st.DataObject) -> None:
    reader = READERS[format]
    entries = data.draw(st.lists(marked(reader.without), min_size=1, max_size=8))
    written = reader.write(format, entries)
    assert reader.read(written) == [expected(text, reader) for text in entries], written


# Of Org's signs pandoc reads some otherwise than Org does where one is next to another; so here each is alone.
@pytest.mark.parametrize(
    "text",
    [
        "a " + ITALIC.wrap("b c") + ", " + BOLD.wrap("d") + ".",
        ITALIC.wrap("a ") + "b" + ITALIC.wrap(" c"),
        "a" + ITALIC.wrap("b") + "c" + BOLD.wrap("d") + "e",
        ITALIC.wrap("a " + BOLD.wrap("b")) + "(1)",
        "H" + SUBSCRIPT.wrap("2") + "O and x" + SUPERSCRIPT.wrap("10 a"),
        SUPERSCRIPT.wrap("1") + " a " + SUBSCRIPT.wrap("b"),
        "a " + CODE.wrap("f(x) = *y*") + " b",
        link("https://e.org/a_b?c=1", "a " + ITALIC.wrap("b")) + " c",
        ITALIC.wrap(link("https://e.org/a_b", "c")),
        *(f"a {sign}b{sign} c" for sign in ("*", "/", "_", "=", "~", "+")),
        *("a_b x_1 y^2 z_{3}", "[[a]] [fn:1] [cite:@a]", "<<a>> <<<b>>> <2024-01-01>", "{{{a}}}"),
        *("* a", "- a", "+ a", "1. a", "a) b", "| a |", "# a", "#+begin_src", ": a", ":a: b"),
        *("a -- b --- c ... d", "$a$ and $b$", "@@html:a@@", "src_c{x} call_f(x)", "a < b > c"),
        *("NOTE: a", "doi:10.1/x", "mailto:a@b.c", "a (https://e.org/x_y), b", "王 é"),
    ],
)
def test_pandoc_reads_org_as_what_was_meant(text: str) -> None:
    shown = only("italic", "bold", "superscript", "subscript", "code")
    meant = [expected(text, Reader(lambda written: pandoc(written, "org"), shown))]
    assert pandoc(whole("org", [text]), "org") == meant
    assert pandoc(paragraphs("org", [text]), "org") == meant
