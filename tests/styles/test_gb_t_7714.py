"""GB/T 7714-2025: sixty works of all kinds, in Chinese and in English, in both systems of the standard."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

import synbib
from synbib.csl import Cite, Processor

HERE = Path(__file__).parent
STYLES = HERE.parents[1] / "styles"
NAMES = ("gb-t-7714-2025-numeric", "gb-t-7714-2025-author-date")
CS = {"cs": "http://purl.org/net/xbiblio/csl"}
# What stands in a Chinese reference in place of the Latin mark.
MARKS = {
    ". ": "．",
    ", ": "，",
    ": ": "：",
    "(": "（",
    ")": "）",
    "[": "［",
    "]": "］",
    "DOI:": "DOI：",
}


@pytest.fixture(scope="module")
def library() -> synbib.Library:
    return synbib.read(HERE / "gb_t_7714.bib")


@pytest.mark.parametrize("name", NAMES)
def test_the_references_of_all_kinds_of_works(
    library: synbib.Library, name: str, matches_snapshot: Callable[[str, str], None]
) -> None:
    matches_snapshot(f"{name}.txt", synbib.render(library, name, "text") + "\n")


@pytest.mark.parametrize("name", NAMES)
def test_marks_are_full_width_in_chinese_references_and_latin_in_all_others(
    library: synbib.Library, name: str
) -> None:
    for key, text in Processor(name, library.csl_items(), format="text").bibliography().entries:
        bare = re.sub(r"\A\[\d+\] |https?:[!-~]+", "", text)
        if key.startswith("zh-"):
            assert not re.search(r"[,:;()] ?|\. |\[(?!\d{4}\])", bare), text
            assert text.endswith("．")
        else:
            assert not re.search(r"[．，：（）［］等译版]", bare), text
            assert text.endswith(".")


@pytest.mark.parametrize("name", NAMES)
def test_the_macros_for_chinese_are_the_others_but_for_the_marks(name: str) -> None:
    root = etree.parse(STYLES / f"{name}.csl").getroot()
    macros = {macro.get("name"): macro for macro in root.iterfind("cs:macro", CS)}
    chinese = {each.removesuffix("-zh") for each in map(str, macros) if each.endswith("-zh")}
    # Numbers of volumes and editions are said in other words: `第2卷`. In the text, a Chinese author has the whole name.
    for each in chinese - {"edition", "volume", "author-in-text"}:
        assert _shape(macros[each], chinese, to_chinese=True) == _shape(
            macros[f"{each}-zh"], chinese, to_chinese=False
        )


def _shape(element: etree._Element, chinese: set[str], *, to_chinese: bool) -> object:
    attributes = {
        name: MARKS.get(value, value)
        if to_chinese and name in ("delimiter", "prefix", "suffix")
        else f"{value}-zh"
        if to_chinese and name == "macro" and value in chinese
        else value
        for name, value in element.attrib.items()
    }
    attributes.pop("name", None)
    children = [_shape(child, chinese, to_chinese=to_chinese) for child in element]
    return element.tag, attributes, children


def test_the_two_styles_differ_in_when_alone() -> None:
    numeric, author_date = (
        {
            macro.get("name"): etree.tostring(macro)
            for macro in etree.parse(STYLES / f"{name}.csl").getroot().iterfind("cs:macro", CS)
        }
        for name in NAMES
    )
    assert {each for each in numeric if numeric[each] != author_date[each]} == {
        f"{each}{language}"
        for each in ("author", "container-periodical", "publisher", "reference")
        for language in ("", "-zh")
    }
    assert author_date.keys() - numeric.keys() == {
        "author-in-text",
        "author-in-text-zh",
        "year-and-letter",
    }


@pytest.mark.parametrize(
    ("name", "cites", "expected"),
    [
        (NAMES[0], [Cite("zh-book")], "<sup>[1]</sup>"),
        (
            NAMES[0],
            [Cite("zh-book"), Cite("zh-edition"), Cite("zh-first-edition")],
            "<sup>[1–3]</sup>",
        ),
        (NAMES[1], [Cite("zh-article")], "(车万翔等，2023)"),
        (NAMES[1], [Cite("zh-book", "12")], "(王国维，1960，第12页)"),
        (NAMES[1], [Cite("en-paper", "3")], "(Vaswani et al, 2017: 3)"),
        (NAMES[1], [Cite("zh-phd"), Cite("en-phd")], "(陈凯，2022; Liang, 2011)"),
        (NAMES[1], [Cite("zh-anonymous")], "(佚名，1982)"),
        (
            NAMES[1],
            [Cite("zh-book"), Cite("zh-anonymous"), Cite("zh-phd")],
            "(王国维，1960; 佚名，1982; 陈凯，2022)",
        ),
        (NAMES[1], [Cite("zh-book", "3", "volume")], "(王国维，1960，第3卷)"),
    ],
)
def test_citations_in_the_text(
    library: synbib.Library, name: str, cites: list[Cite], expected: str
) -> None:
    processor = Processor(name, library.csl_items(), format="html")
    assert processor.citation(cites) == expected


def test_a_title_tells_the_language_of_an_entry_that_names_none() -> None:
    def reference(title: str) -> str:
        item = {"id": "a", "type": "book", "title": title, "issued": {"date-parts": [[2020]]}}
        processor = Processor("gb7714-2025", [item], format="text")
        return processor.bibliography().entries[0][1].removeprefix("[1] ")

    assert reference("引文") == "引文［M］．2020．"
    assert reference("Citations") == "Citations[M]. 2020."
    assert reference("Цитаты") == "Цитаты[M]. 2020."


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"title": "Schrödinger’s “cat” – a review"}, "Schrödinger’s “cat” – a review[M]. 2020."),
        ({"title": "L’été"}, "L’été[M]. 2020."),
        ({"title": "α-Teilchen"}, "α-Teilchen[M]. 2020."),
        ({"title": "α粒子"}, "α粒子［M］．2020．"),
        (
            {"title": "1984", "author": [{"family": "Orwell", "given": "George"}]},
            "Orwell G. 1984[M]. 2020.",
        ),
        ({"title": "1984", "author": [{"literal": "董乐山"}]}, "董乐山．1984［M］．2020．"),
        ({"title": "1984"}, "1984［M］．2020．"),
        ({"title": '论 "深度学习" 的意义'}, "论 “深度学习” 的意义［M］．2020．"),
    ],
)
def test_the_letters_of_an_entry_tell_its_language_whatever_other_signs_there_are(
    item: dict[str, object], expected: str
) -> None:
    item = {"id": "a", "type": "book", "issued": {"date-parts": [[2020]]}, **item}
    entries = Processor("gb7714-2025", [item], format="text").bibliography().entries
    assert entries == [("a", f"[1] {expected}")]


@pytest.mark.parametrize("locale", [None, "zh-CN", "en-US", "de-DE"])
def test_references_are_in_the_words_of_their_own_language_whatever_the_locale_of_the_document(
    locale: str | None,
) -> None:
    author = [{"family": family} for family in "ABCD"]
    issued = {"date-parts": [[2020]]}
    items = [
        {"id": "a", "type": "book", "title": "引文", "author": author, "issued": issued},
        {"id": "b", "type": "book", "title": "Citations", "author": author, "issued": issued},
    ]
    entries = Processor("gb7714-2025", items, locale=locale, format="text").bibliography().entries
    assert [text for _, text in entries] == [
        "[1] A，B，C，等．引文［M］．2020．",
        "[2] A, B, C, et al. Citations[M]. 2020.",
    ]


def test_citations_in_the_text_have_the_whole_name_of_a_chinese_author_and_the_family_name_of_others() -> (
    None
):
    library = synbib.read_text("""
        @article{a, author = {王, 伟 and 李, 雷}, title = {神经网络}, year = 2020}
        @article{b, author = {王, 伟 and 李, 雷}, title = {知识图谱}, year = 2020}
        @article{c, author = {王, 伟 and 李, 雷}, title = {知识蒸馏}, year = 2021}
        @article{d, author = {Smith, Ann and Lee, Bo}, title = {Networks}, year = 2020}
    """)
    processor = Processor(NAMES[1], library.csl_items(), format="text")
    assert processor.citation([Cite(key) for key in "abcd"]) == (
        "(王伟等，2020a, 2020b, 2021; Smith et al, 2020)"
    )
