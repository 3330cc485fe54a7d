"""A library as a document: what `synbib.render_document` makes of entries and a style."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument

import synbib
from synbib.errors import ArgumentError, FileError, UnknownNameError

STORE = """\
@article{zhang2020, author = {张三 and 李四}, title = {深度学习综述}, journal = {计算机学报}, year = 2020,
  langid = {chinese}}
@book{mueller2001, author = {Müller, Jörg}, title = {Über Zahlen}, publisher = {Springer}, year = 2001,
  langid = {german}, doi = {10.1000/x}}
@book{roe2010, author = {Roe, Ann}, title = {On {H$_2$O}}, publisher = {Pub}, year = 2010}
"""
LIBRARY = synbib.read_text(STORE)
GB_T = "china-national-standard-gb-t-7714-2015-numeric"


def word_of(data: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(data))


def test_each_reference_is_a_paragraph_in_the_order_of_the_style() -> None:
    word = word_of(synbib.render_document(LIBRARY, "apa"))
    assert [p.text for p in word.paragraphs] == [
        "Müller, J. (2001). Über Zahlen. Springer. https://doi.org/10.1000/x",
        "Roe, A. (2010). On H2O. Pub.",
        "张三, & 李四. (2020). 深度学习综述. 计算机学报.",
    ]
    roe = word.paragraphs[1].runs
    assert [(run.text, run.italic, run.font.subscript) for run in roe] == [
        ("Roe, A. (2010). ", None, None),
        ("On H", True, None),
        ("2", True, True),
        ("O", True, None),
        (". Pub.", None, None),
    ]


def test_numbers_of_a_numeric_style_stand_before_a_tab() -> None:
    word = word_of(synbib.render_document(LIBRARY, GB_T, locale="item"))
    assert [p.text for p in word.paragraphs] == [
        "[1]\t张三, 李四. 深度学习综述[J]. 计算机学报, 2020.",
        "[2]\tMÜLLER J. Über Zahlen[M/OL]. Springer, 2001. DOI:10.1000/x.",
        "[3]\tROE A. On H2O[M]. Pub, 2010.",
    ]


def languages(word: WordDocument) -> list[list[str]]:
    """The languages that are said of each paragraph."""
    return [sorted({str(tag) for tag in p._p.xpath(".//w:lang/@*")}) for p in word.paragraphs]


@pytest.mark.parametrize(
    ("locale", "default", "expected"),
    [
        (None, ["en-US", "zh-CN"], [["de-DE"], [], []]),
        ("de", ["de-DE", "zh-CN"], [[], [], []]),
        ("item", ["en-US", "zh-CN"], [[], ["de-DE"], []]),
    ],
)
def test_the_document_is_in_the_language_of_the_style_and_entries_in_theirs(
    locale: str | None, default: list[str], expected: list[list[str]]
) -> None:
    word = word_of(synbib.render_document(LIBRARY, "apa", locale=locale))
    assert [str(tag) for tag in word.styles.element.xpath("w:docDefaults//w:lang/@*")] == default
    assert languages(word) == expected


def test_links_are_there_where_they_are_asked_for() -> None:
    def urls(*, links: bool) -> list[str]:
        word = word_of(synbib.render_document(LIBRARY, "apa", links=links))
        return [link.url for p in word.paragraphs for link in p.hyperlinks]

    assert urls(links=True) == ["https://doi.org/10.1000/x"]
    assert urls(links=False) == []


def test_keys_choose_entries() -> None:
    word = word_of(synbib.render_document(LIBRARY, "apa", keys=["roe2010"]))
    assert [p.text for p in word.paragraphs] == ["Roe, A. (2010). On H2O. Pub."]
    assert word_of(synbib.render_document(LIBRARY, "apa", keys=[])).paragraphs == []


def test_what_is_no_document_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match=r"^'docx' is not a text; synbib\.render_document"):
        synbib.render(LIBRARY, "apa", "docx")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match=r"^unknown format of documents 'html'$"):
        synbib.render_document(LIBRARY, "apa", "html")  # type: ignore[arg-type]
    with pytest.raises(FileError, match=r"none\.docx: no such file"):
        synbib.render_document(LIBRARY, "apa", template=tmp_path / "none.docx")
    with pytest.raises(ArgumentError, match=r"^library: the string 'refs\.bib' where a Library"):
        synbib.render_document("refs.bib")  # type: ignore[arg-type]
