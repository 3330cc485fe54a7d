"""Word documents, as python-docx and a parser of XML see them."""

from __future__ import annotations

import io
import sys
import zipfile
from typing import Any

import docx
import pytest
from docx.document import Document as WordDocument
from docx.shared import Pt

from synbib.errors import SynbibError
from synbib.office import Document, Reference, Template, write_document
from synbib.text import BibliographyLayout, link
from synbib.text.marks import (
    BLOCK,
    BOLD,
    CODE,
    INDENT,
    ITALIC,
    LEFT_MARGIN,
    RIGHT_INLINE,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    UNDERLINE,
)

HANGING = BibliographyLayout(hanging_indent=True, line_spacing=2, entry_spacing=0)
NUMBERED = BibliographyLayout(second_field_align="flush")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def written(
    *references: Reference | str,
    layout: BibliographyLayout = HANGING,
    language: str = "en-US",
    template: Template | None = None,
) -> WordDocument:
    all_of_them = tuple(
        Reference(f"k{i}", each) if isinstance(each, str) else each
        for i, each in enumerate(references, 1)
    )
    data = write_document(Document(all_of_them, layout, language), "docx", template)
    return docx.Document(io.BytesIO(data))


def numbered(label: str, text: str) -> str:
    return LEFT_MARGIN.wrap(label) + RIGHT_INLINE.wrap(text)


def attributes(element: Any, path: str) -> dict[str, str]:
    """The attributes of the one element at a path below, without their namespace."""
    [found] = element.xpath(path)
    return {name.removeprefix(W): value for name, value in found.attrib.items()}


# --- Runs ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marked", "properties"),
    [
        (ITALIC.wrap("a"), "<w:i/><w:iCs/>"),
        (BOLD.wrap("a"), "<w:b/><w:bCs/>"),
        (ITALIC.wrap(BOLD.wrap("a")), "<w:b/><w:bCs/><w:i/><w:iCs/>"),
        (SMALL_CAPS.wrap("a"), "<w:smallCaps/>"),
        (UNDERLINE.wrap("a"), '<w:u w:val="single"/>'),
        (SUPERSCRIPT.wrap("a"), '<w:vertAlign w:val="superscript"/>'),
        (SUBSCRIPT.wrap("a"), '<w:vertAlign w:val="subscript"/>'),
        (
            CODE.wrap("a"),
            '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>',
        ),
    ],
)
def test_each_span_is_a_property_of_its_run(marked: str, properties: str) -> None:
    [paragraph] = written(marked).paragraphs
    [run] = paragraph.runs
    assert run._r.rPr is not None
    xml = "".join(line.strip() for line in run._r.rPr.xml.splitlines()[1:-1])
    assert (run.text, xml) == ("a", properties)


def test_blanks_tabs_and_line_breaks_are_kept() -> None:
    [paragraph] = written(f"a  b\tc\nd {ITALIC.wrap(' e')}").paragraphs
    assert paragraph.text == "a  b\tc\nd  e"


def test_a_link_is_one_with_the_style_of_links() -> None:
    word = written(f"see {link('https://e.org/ä b', 'a ' + ITALIC.wrap('b'))}.")
    [paragraph] = word.paragraphs
    [found] = paragraph.hyperlinks
    assert (found.url, found.text) == ("https://e.org/ä%20b", "a b")
    assert [run.style.name for run in found.runs] == ["Hyperlink", "Hyperlink"]
    assert [run.italic for run in found.runs] == [None, True]


def test_one_address_is_one_relationship() -> None:
    word = written(link("https://e.org", "a"), link("https://e.org", "b"))
    external = [each for each in word.part.rels.values() if each.is_external]
    assert [each.target_ref for each in external] == ["https://e.org"]


# --- Places -------------------------------------------------------------------------------------------------------


def bookmarks(word: WordDocument) -> list[str]:
    return [str(name) for name in word.element.body.xpath(".//w:bookmarkStart/@w:name")]


def test_each_entry_has_a_bookmark_around_all_of_it() -> None:
    word = written("a", f"b {BLOCK.wrap('c')}")
    assert bookmarks(word) == ["ref-k1", "ref-k2"]
    begins = word.element.body.xpath("w:p[w:bookmarkStart]")
    ends = word.element.body.xpath("w:p[w:bookmarkEnd]")
    paragraphs = list(word.element.body.xpath("w:p"))
    assert [paragraphs.index(p) for p in begins] == [0, 1]
    assert [paragraphs.index(p) for p in ends] == [0, 2]


def test_bookmarks_are_names_that_word_takes_and_none_is_there_twice() -> None:
    keys = ("Tan2024", "tan2024", "a b", "a_b", "x" * 60)
    names = bookmarks(written(*(Reference(key, "t") for key in keys)))
    assert names[0] == "ref-Tan2024"
    assert names[3] == "ref-a_b"
    assert len({name.casefold() for name in names}) == len(keys)
    assert max(map(len, names)) <= 40
    assert not any(" " in name for name in names)


def test_a_link_within_the_document_leads_to_a_bookmark() -> None:
    word = written(Reference("a b", link("#ref-a b", "here") + link("#ref-none", "nowhere")))
    [paragraph] = word.paragraphs
    [found] = paragraph.hyperlinks
    assert [found.fragment] == bookmarks(word)
    assert paragraph.text == "herenowhere"


# --- How entries are set ------------------------------------------------------------------------------------------


def test_entries_have_the_style_bibliography_with_the_distances_of_the_csl_style() -> None:
    word = written("a", "b")
    assert [p.style.name for p in word.paragraphs if p.style] == ["Bibliography", "Bibliography"]
    form = word.styles["Bibliography"].paragraph_format
    assert (form.left_indent, form.first_line_indent) == (Pt(36), Pt(-36))
    assert (form.space_after, form.line_spacing) == (Pt(0), 2.0)


def test_space_between_entries_is_that_of_the_csl_style() -> None:
    form = (
        written("a", layout=BibliographyLayout(entry_spacing=1))
        .styles["Bibliography"]
        .paragraph_format
    )
    assert (form.space_after, form.line_spacing) == (Pt(12), 1.0)
    assert (form.left_indent, form.first_line_indent) == (Pt(0), Pt(0))


@pytest.mark.parametrize(
    ("align", "left", "first"), [("flush", Pt(36), Pt(-36)), ("margin", Pt(0), Pt(-36))]
)
def test_numbers_stand_before_a_tab_with_room_for_the_widest(
    align: str, left: int, first: int
) -> None:
    word = written(
        numbered("[9]", "a"),
        numbered("[10]", "b"),
        layout=BibliographyLayout(second_field_align=align),
    )
    form = word.styles["Bibliography"].paragraph_format
    assert [p.text for p in word.paragraphs] == ["[9]\ta", "[10]\tb"]
    assert (form.left_indent, form.first_line_indent) == (left, first)
    assert [stop.position for stop in form.tab_stops] == [left]


def test_blocks_are_paragraphs_of_their_entry() -> None:
    word = written(f"a {BLOCK.wrap('b')} {INDENT.wrap('c')}", "d")
    forms = [(p.text, p.paragraph_format) for p in word.paragraphs]
    assert [
        (text, form.left_indent, form.first_line_indent, form.space_after) for text, form in forms
    ] == [
        ("a", None, None, Pt(0)),
        ("b", Pt(36), Pt(0), Pt(0)),
        ("c", Pt(72), Pt(0), None),
        ("d", None, None, None),
    ]


# --- Languages ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de-DE", {"val": "de-DE"}),
        ("zh-CN", {"val": "en-US", "eastAsia": "zh-CN"}),
        ("he-IL", {"val": "en-US", "bidi": "he-IL"}),
    ],
)
def test_the_document_has_its_language(language: str, expected: dict[str, str]) -> None:
    word = written("a", language=language)
    styles = word.styles.element
    assert attributes(styles, "w:docDefaults/w:rPrDefault/w:rPr/w:lang") == expected
    assert word.core_properties.language == language


def test_entries_in_other_languages_say_so_in_each_run() -> None:
    word = written(
        Reference("a", "Über", "de-DE"),
        Reference("b", "深度", "zh-CN"),
        Reference("c", "深層", "ja-JP"),
        Reference("d", "Deep", "en-US"),
        Reference("e", "עברית", "he-IL"),
    )
    assert attributes(word.styles.element, "w:docDefaults/w:rPrDefault/w:rPr/w:lang") == {
        "val": "en-US",
        "eastAsia": "zh-CN",
    }
    runs = [p.runs[0]._r for p in word.paragraphs]
    assert attributes(runs[0], "w:rPr/w:lang") == {"val": "de-DE"}
    assert attributes(runs[2], "w:rPr/w:lang") == {"eastAsia": "ja-JP"}
    assert attributes(runs[4], "w:rPr/w:lang") == {"bidi": "he-IL"}
    assert [bool(run.xpath("w:rPr/w:lang")) for run in runs] == [True, False, True, False, True]


def test_punctuation_of_east_asian_entries_is_as_wide_as_their_letters() -> None:
    word = written(Reference("a", "“深度”", "zh-CN"), Reference("b", "“Deep”"))
    assert attributes(word.paragraphs[0].runs[0]._r, "w:rPr/w:rFonts") == {"hint": "eastAsia"}
    assert not word.paragraphs[1].runs[0]._r.xpath("w:rPr")
    fonts = attributes(word.styles.element, "w:docDefaults/w:rPrDefault/w:rPr/w:rFonts")
    assert fonts["eastAsia"] == "SimSun"


# --- What else a document says ------------------------------------------------------------------------------------


def test_a_document_tells_nothing_of_who_made_it() -> None:
    about = written("a").core_properties
    assert (about.author, about.last_modified_by, about.comments, about.title) == ("", "", "", "")


def template_of(word: WordDocument) -> Template:
    made = io.BytesIO()
    word.save(made)
    return Template("my.docx", made.getvalue())


def test_a_template_gives_its_styles_pages_and_headers_and_not_its_text() -> None:
    own = docx.Document()
    own.add_paragraph("Dear reader")
    own.sections[0].left_margin = Pt(99)
    own.sections[0].header.paragraphs[0].text = "My paper"
    style = own.styles.add_style("Bibliography", 1)
    style.paragraph_format.left_indent = Pt(7)
    word = written("a", template=template_of(own))
    assert [(p.text, p.style and p.style.name) for p in word.paragraphs] == [("a", "Bibliography")]
    assert word.styles["Bibliography"].paragraph_format.left_indent == Pt(7)
    assert word.sections[0].left_margin == Pt(99)
    assert word.sections[0].header.paragraphs[0].text == "My paper"


def test_styles_are_found_by_their_names_as_ids_depend_on_the_language_of_word() -> None:
    own = docx.Document()
    style = own.styles.add_style("Bibliography", 1)
    style.element.set(f"{W}styleId", "Literaturverzeichnis")
    other = own.styles.add_style("Something else", 2)
    other.element.set(f"{W}styleId", "Hyperlink")
    word = written(link("https://e.org", "a"), template=template_of(own))
    [paragraph] = word.paragraphs
    assert paragraph.style is not None
    assert paragraph.style.style_id == "Literaturverzeichnis"
    [run] = paragraph.hyperlinks[0].runs
    assert run.style is not None
    assert (run.style.name, run.style.style_id) == ("Hyperlink", "Hyperlink1")


def test_nothing_is_left_of_what_the_template_linked_to() -> None:
    own = written(link("https://old.org/1", "a"), link("https://old.org/2", "b"))
    word = written(link("https://new.org", "a"), template=template_of(own))
    external = [each.target_ref for each in word.part.rels.values() if each.is_external]
    assert external == ["https://new.org"]


def test_a_template_without_defaults_gets_those_that_are_needed_and_keeps_the_others() -> None:
    own = docx.Document()
    [runs] = own.styles.element.xpath("w:docDefaults/w:rPrDefault")
    runs.getparent().remove(runs)
    word = written("a", language="de-DE", template=template_of(own))
    [found] = word.styles.element.xpath("w:docDefaults")
    assert [child.tag.removeprefix(W) for child in found] == ["rPrDefault", "pPrDefault"]
    styles = word.styles.element
    assert attributes(styles, "w:docDefaults/w:rPrDefault/w:rPr/w:lang") == {"val": "de-DE"}


def as_word_template() -> bytes:
    """A document that says of itself that it is a .dotx file."""
    data = template_of(docx.Document()).data
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        files = {name: file.read(name) for name in file.namelist()}
    types = files["[Content_Types].xml"]
    files["[Content_Types].xml"] = types.replace(b"document.main+xml", b"template.main+xml")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in files.items():
            file.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"@misc{a}",
        pytest.param(b"PK\x05\x06" + bytes(18), id="an empty archive"),
        pytest.param(as_word_template(), id="a .dotx file"),
        pytest.param(template_of(docx.Document()).data[:5000], id="cut off"),
    ],
)
def test_a_template_that_is_no_word_document_is_an_error(data: bytes) -> None:
    with pytest.raises(
        SynbibError,
        match=r"^my\.docx: not a Word document; open it in Word and save it as \.docx$",
    ):
        written("a", template=Template("my.docx", data))


def test_without_python_docx_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(SynbibError, match="to write Word documents, install the extra docx: "):
        written("a")
