"""OpenDocument texts, as a parser of XML sees them."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from synbib.office import Document, Reference, write_document
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

NAMES = {
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
HANGING = BibliographyLayout(hanging_indent=True, line_spacing=2, entry_spacing=0)


def written(
    *references: Reference | str, layout: BibliographyLayout = HANGING, language: str = "en-US"
) -> bytes:
    all_of_them = tuple(
        Reference(f"k{i}", each) if isinstance(each, str) else each
        for i, each in enumerate(references, 1)
    )
    return write_document(Document(all_of_them, layout, language), "odt")


def part(data: bytes, name: str = "content.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return etree.fromstring(file.read(name))


def found(root: etree._Element, path: str) -> list[str]:
    """What an XPath finds that ends in attributes or texts."""
    return [str(each) for each in root.xpath(path, namespaces=NAMES)]


def body(data: bytes) -> list[str]:
    """The paragraphs as they are written, without what declares namespaces."""
    root = part(data)
    declared = [f' xmlns:{prefix}="{uri}"' for prefix, uri in root.nsmap.items()]
    found = []
    for paragraph in root.iter(f"{{{NAMES['text']}}}p"):
        xml = etree.tostring(paragraph, encoding="unicode")
        for declaration in declared:
            xml = xml.replace(declaration, "")
        found.append(xml)
    return found


# --- The package --------------------------------------------------------------------------------------------------


def test_the_type_stands_first_and_as_it_is() -> None:
    data = written("a")
    # OpenDocument 1.3, part 2, §3.3: so that programs find it at a fixed place.
    assert data[30:38] == b"mimetype"
    assert data[38:].startswith(b"application/vnd.oasis.opendocument.text")


def test_the_manifest_names_every_file() -> None:
    data = written("a")
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        names = file.namelist()
    manifest = part(data, "META-INF/manifest.xml")
    told = [str(value) for value in manifest.xpath("//@*[local-name()='full-path']")]
    assert told == [
        "/",
        *(name for name in names if name not in ("mimetype", "META-INF/manifest.xml")),
    ]


# --- Texts --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marked", "properties"),
    [
        (ITALIC.wrap("a"), {"font-style": "italic"}),
        (BOLD.wrap("a"), {"font-weight": "bold"}),
        (ITALIC.wrap(BOLD.wrap("a")), {"font-style": "italic", "font-weight": "bold"}),
        (SMALL_CAPS.wrap("a"), {"font-variant": "small-caps"}),
        (UNDERLINE.wrap("a"), {"text-underline-style": "solid"}),
        (SUPERSCRIPT.wrap("a"), {"text-position": "super 58%"}),
        (SUBSCRIPT.wrap("a"), {"text-position": "sub 58%"}),
        (CODE.wrap("a"), {"font-name": "Courier New"}),
    ],
)
def test_each_span_is_a_style_of_its_text(marked: str, properties: dict[str, str]) -> None:
    root = part(written(marked))
    [name] = found(root, "//text:span/@text:style-name")
    [style] = root.iterfind(f".//style:style[@style:name='{name}']/style:text-properties", NAMES)
    told = {etree.QName(key).localname: value for key, value in style.attrib.items()}
    assert properties.items() <= told.items()


def test_texts_of_one_formatting_have_one_style() -> None:
    root = part(written(ITALIC.wrap("a"), f"b {ITALIC.wrap('c')}"))
    assert found(root, "//text:span/@text:style-name") == ["T1", "T1"]
    assert found(root, "//style:style/@style:name") == ["T1"]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("a b", "a b"),
        ("a  b", 'a <text:s text:c="1"/>b'),
        ("a    b", 'a <text:s text:c="3"/>b'),
        ("a\tb", "a<text:tab/>b"),
        ("a\n b", 'a<text:line-break/><text:s text:c="1"/>b'),
        (
            f"a{ITALIC.wrap(' b')}",
            'a<text:span text:style-name="T1"><text:s text:c="1"/>b</text:span>',
        ),
        (f"a {ITALIC.wrap('b')}", 'a <text:span text:style-name="T1">b</text:span>'),
        ('& < > "', '&amp; &lt; &gt; "'),
    ],
)
def test_blanks_count_as_they_are_written(marked: str, expected: str) -> None:
    [paragraph] = body(written(marked))
    assert paragraph == (
        '<text:p text:style-name="Bibliography_20_1"><text:bookmark-start text:name="ref-k1"/>'
        f'{expected}<text:bookmark-end text:name="ref-k1"/></text:p>'
    )


def test_a_link_is_one_with_the_style_of_links() -> None:
    root = part(written(f"see {link('https://e.org/ä b?x=1&y', 'a ' + ITALIC.wrap('b'))}."))
    assert found(root, "//text:a/@xlink:href") == ["https://e.org/ä%20b?x=1&y"]
    assert found(root, "//text:a/@text:style-name") == ["Internet_20_link"]
    assert found(root, "//text:a//text()") == ["a ", "b"]


# --- How entries are set ------------------------------------------------------------------------------------------


def distances(
    data: bytes, name: str = "Bibliography_20_1", of: str = "styles.xml"
) -> dict[str, str]:
    path = f".//style:style[@style:name='{name}']/style:paragraph-properties"
    [properties] = part(data, of).iterfind(path, NAMES)
    return {etree.QName(key).localname: value for key, value in properties.attrib.items()}


def test_the_style_of_entries_has_the_distances_of_the_csl_style() -> None:
    assert distances(written("a")) == {
        "margin-left": "36pt",
        "text-indent": "-36pt",
        "margin-top": "0pt",
        "margin-bottom": "0pt",
        "line-height": "200%",
    }


def test_numbers_stand_before_a_tab_with_room_for_the_widest() -> None:
    data = written(
        LEFT_MARGIN.wrap("[9]") + RIGHT_INLINE.wrap("a"),
        LEFT_MARGIN.wrap("[10]") + RIGHT_INLINE.wrap("b"),
        layout=BibliographyLayout(second_field_align="flush"),
    )
    assert ">[9]<text:tab/>a<text:bookmark-end " in body(data)[0]
    told = distances(data)
    assert (told["margin-left"], told["text-indent"], told["margin-bottom"]) == (
        "36pt",
        "-36pt",
        "12pt",
    )


def test_blocks_are_paragraphs_of_their_entry() -> None:
    data = written(f"a {BLOCK.wrap('b')} {INDENT.wrap('c')}", "d")
    styles = found(part(data), "//text:p/@text:style-name")
    assert styles == ["P1", "P2", "P3", "Bibliography_20_1"]
    assert [distances(data, name, "content.xml") for name in styles[:3]] == [
        {"margin-bottom": "0pt"},
        {"margin-bottom": "0pt", "margin-left": "36pt", "text-indent": "0pt"},
        {"margin-left": "72pt", "text-indent": "0pt"},
    ]


# --- Languages ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de-DE", {"language": "de", "country": "DE"}),
        (
            "zh-CN",
            {"language": "en", "country": "US", "language-asian": "zh", "country-asian": "CN"},
        ),
        ("ca-ES-VALENCIA", {"language": "ca", "country": "ES"}),
        ("sr-Cyrl-RS", {"language": "sr", "script": "Cyrl", "country": "RS"}),
        (
            "he-IL",
            {"language": "en", "country": "US", "language-complex": "he", "country-complex": "IL"},
        ),
    ],
)
def test_the_document_has_its_language(language: str, expected: dict[str, str]) -> None:
    path = ".//style:default-style/style:text-properties"
    [properties] = part(written("a", language=language), "styles.xml").iterfind(path, NAMES)
    told = {etree.QName(key).localname: value for key, value in properties.attrib.items()}
    kinds = ("language", "country", "script")
    assert {key: value for key, value in told.items() if key.startswith(kinds)} == expected


def test_entries_in_other_languages_say_so() -> None:
    root = part(written(Reference("a", "Über", "de-DE"), Reference("b", "Deep", "en-US")))
    assert found(root, "//text:span//text()") == ["Über"]
    assert found(root, "//style:text-properties/@fo:language") == ["de"]
