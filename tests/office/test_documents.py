"""Both formats: what other programs read in them, and that they are the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable

import pytest
from consumers import PANDOC, Letter, in_document, of_reference
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from synbib.errors import ArgumentError, UnknownNameError
from synbib.office import DOCUMENTS, Document, Reference, Template, write_document
from synbib.text import BibliographyLayout, link
from synbib.text.marks import (
    BLOCK,
    BOLD,
    CODE,
    INDENT,
    ITALIC,
    LEFT_MARGIN,
    OBLIQUE,
    RIGHT_INLINE,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    UNDERLINE,
    UPRIGHT,
)

needs_pandoc = pytest.mark.skipif(not PANDOC, reason="pandoc is not there")

LAYOUT = BibliographyLayout()
SPANS = (
    ITALIC, BOLD, SMALL_CAPS, UNDERLINE, SUPERSCRIPT, SUBSCRIPT, CODE, OBLIQUE, UPRIGHT, BLOCK, INDENT, LEFT_MARGIN,
    RIGHT_INLINE,
)  # fmt: skip


def document(
    *marked: str, layout: BibliographyLayout = LAYOUT, language: str = "en-US"
) -> Document:
    references = (Reference(f"key{i}", text) for i, text in enumerate(marked))
    return Document(tuple(references), layout, language)


def as_pandoc_reads(format: str, letters: Iterable[list[Letter]]) -> list[list[Letter]]:
    """What pandoc can tell of a paragraph: of OpenDocument it knows no small capitals, and underlining as emphasis."""
    if format == "docx":
        return [each for each in letters if each]
    seen = {"small-caps": "", "underline": "italic"}
    return [
        [
            (char, frozenset(filter(None, (seen.get(span, span) for span in spans))), url)
            for char, spans, url in each
        ]
        for each in letters
        if each
    ]


def texts_of(data: bytes, part: str) -> list[str]:
    """The text of each paragraph in a part of a document, as an XML parser has it."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        root = etree.fromstring(file.read(part))
    return ["".join(p.itertext()) for p in root.iter() if etree.QName(p).localname == "p"]


PARTS = {"docx": "word/document.xml", "odt": "content.xml"}


@needs_pandoc
@pytest.mark.parametrize("format", DOCUMENTS)
def test_pandoc_reads_what_was_written(format: str) -> None:
    each_span = " ".join(
        span.wrap(span.name)
        for span in (ITALIC, BOLD, SMALL_CAPS, UNDERLINE, SUPERSCRIPT, SUBSCRIPT, CODE)
    )
    nested = ITALIC.wrap(
        f"a {BOLD.wrap('b')} {UPRIGHT.wrap('c')} {link('https://e.org/?a=1&b', 'd')}"
    )
    made = document(
        LEFT_MARGIN.wrap("[1]") + RIGHT_INLINE.wrap(f'A & B < "C"  {each_span}'),
        LEFT_MARGIN.wrap("[2]") + RIGHT_INLINE.wrap(nested),
        "中文“引号”：Ä 🙂 שלום",
    )
    assert in_document(write_document(made, format), format) == as_pandoc_reads(
        format, map(of_reference, made.references)
    )


HOSTILE = "aZ 1\t\n&<>\"'\\{}#é中\u00a0\u2028🙂"
NOT_IN_XML = "\x00\x0b\x85\ufffe\ud800"


def marked_texts(characters: str) -> st.SearchStrategy[str]:
    """Texts of these characters, with marks that are nested in any way, and links."""
    texts = st.text(st.sampled_from(characters), max_size=6)
    urls = st.sampled_from(["https://e.org/a b?\"<&'", "https://e.org/é"])

    def around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        spanned = st.builds(lambda span, text: span.wrap(text), st.sampled_from(SPANS), inner)
        return st.lists(spanned | st.builds(link, urls, inner) | texts, max_size=4).map("".join)

    return st.recursive(texts, around, max_leaves=8)


@pytest.mark.parametrize("format", DOCUMENTS)
@given(marked=st.lists(marked_texts(HOSTILE + NOT_IN_XML), max_size=5), key=st.text(max_size=60))
def test_whatever_a_reference_holds_the_document_is_sound_and_has_its_text(
    format: str, marked: list[str], key: str
) -> None:
    references = tuple(Reference(f"{key}{i}", text) for i, text in enumerate(marked))
    made = Document(references, LAYOUT, "en-US")
    found = texts_of(write_document(made, format), PARTS[format])
    lost = str.maketrans("", "", f" \t\n{NOT_IN_XML}")
    shown = [
        "".join(run.text for run in (*paragraph.label, *paragraph.runs)).translate(lost)
        for reference in references
        for paragraph in reference.paragraphs
    ]
    assert [each.translate(lost) for each in found if each.translate(lost)] == [
        each for each in shown if each
    ]


@needs_pandoc
@pytest.mark.slow
@pytest.mark.parametrize("format", DOCUMENTS)
@settings(max_examples=15)
@given(marked=st.lists(marked_texts(HOSTILE), min_size=10, max_size=20))
def test_pandoc_reads_whatever_was_written(format: str, marked: list[str]) -> None:
    made = document(*marked)
    found = in_document(write_document(made, format), format)
    wanted = as_pandoc_reads(format, map(of_reference, made.references))
    assert [letter for each in found for letter in each] == [
        letter for each in wanted for letter in each
    ]


# --- What both have in common -----------------------------------------------------------------------------------


@pytest.mark.parametrize("format", DOCUMENTS)
def test_the_same_references_are_the_same_bytes(format: str) -> None:
    made = document(
        "a", BLOCK.wrap(ITALIC.wrap("b")), layout=BibliographyLayout(hanging_indent=True)
    )
    again = document(
        "a", BLOCK.wrap(ITALIC.wrap("b")), layout=BibliographyLayout(hanging_indent=True)
    )
    data = write_document(made, format)
    assert data == write_document(again, format)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert {member.date_time for member in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@needs_pandoc
@pytest.mark.parametrize("format", DOCUMENTS)
def test_a_document_without_references_can_be_read(format: str) -> None:
    assert in_document(write_document(document(), format), format) == []


@pytest.mark.parametrize("format", DOCUMENTS)
def test_writing_takes_time_in_proportion(
    format: str, grows_in_proportion: Callable[[Callable[[int], object], int], bool]
) -> None:
    def write(count: int) -> None:
        write_document(
            document(*(link(f"https://e.org/{i}", f"a {ITALIC.wrap('b')}") for i in range(count))),
            format,
        )

    assert grows_in_proportion(write, 500)


def test_an_unknown_format_suggests_the_nearest() -> None:
    with pytest.raises(
        UnknownNameError, match=r"^unknown format of documents 'doc'; did you mean docx\?$"
    ):
        write_document(document(), "doc")


def test_an_odt_takes_no_template() -> None:
    with pytest.raises(ArgumentError, match=r"^template: docx has one, and odt has not;"):
        write_document(document(), "odt", Template("my.odt", b""))
