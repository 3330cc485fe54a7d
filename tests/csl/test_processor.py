from __future__ import annotations

import gc
import linecache
from typing import Any, get_args

import pytest

from synbib.choices import EngineName, OutputFormat
from synbib.csl import Cite, Processor, Style
from synbib.csl.run.program import compile_style
from synbib.errors import StyleError, SynbibError, UnknownNameError

ITEMS: list[dict[str, Any]] = [
    {
        "id": "Knuth1984",
        "type": "book",
        "title": "The <i>TeX</i>book & more",
        "author": [{"family": "Knuth", "given": "Donald E."}],
        "issued": {"date-parts": [[1984]]},
        "publisher": "Addison-Wesley",
    },
    {
        "id": "knuth1984",
        "type": "article-journal",
        "title": "Literate Programming",
        "author": [{"family": "Knuth", "given": "Donald E."}, {"family": "Able", "given": "Ann"}],
        "issued": {"date-parts": [[1984]]},
        "container-title": "The Computer Journal",
        "volume": "27",
        "page": "97-111",
    },
]


def processor(
    style: str = "apa", format: OutputFormat = "markdown", engine: EngineName = "synbib"
) -> Processor:
    return Processor(Style.load(style), ITEMS, format=format, engine=engine)


def test_a_bibliography_in_each_format() -> None:
    # The items' keys differ in case only: they are two items all the same.
    assert processor().bibliography().entries == [
        ("Knuth1984", r"Knuth, D. E. (1984). *The* TeX*book & more*. Addison-Wesley."),
        (
            "knuth1984",
            "Knuth, D. E., & Able, A. (1984). Literate Programming. *The Computer Journal*, *27*, 97–111.",
        ),
    ]


def test_citations_in_the_text_of_a_document() -> None:
    p = processor("ieee", "text")
    assert p.citation([Cite("knuth1984")]) == "[1]"
    assert p.citation([Cite("Knuth1984", locator="12", label="page")]) == "[2, p. 12]"
    assert p.citations() == ["[1]", "[2, p. 12]"]
    assert [key for key, _ in p.bibliography().entries] == ["knuth1984", "Knuth1984"]
    assert p.bibliography().params.second_field_align == "flush"


def test_prefix_and_suffix_stand_around_a_cite() -> None:
    cite = Cite("knuth1984", prefix="see ", suffix=" and elsewhere")
    assert processor(format="text").citation([cite]) == "(see Knuth & Able, 1984 and elsewhere)"


def test_punctuation_goes_into_american_quotes_and_does_not_pile_up() -> None:
    question = {**ITEMS[1], "title": "Why Program?"}
    (entry,) = Processor(Style.load("ieee"), [question], format="text").bibliography().entries
    assert entry[1].startswith("[1] D. E. Knuth and A. Able, “Why Program?,” ")
    (entry,) = Processor(Style.load("acl"), [question], format="text").bibliography().entries
    assert entry[1].startswith(
        "Donald E. Knuth and Ann Able. 1984. Why Program? The Computer Journal"
    )


def test_the_locale_may_be_chosen() -> None:
    p = Processor(Style.load("apa"), ITEMS, locale="de-DE", format="text")
    assert p.citation([Cite("knuth1984")]) == "(Knuth & Able, 1984)"
    with pytest.raises(
        StyleError, match=r"unknown locale 'xx-XX'; give a language tag such as en-US"
    ):
        Processor(Style.load("apa"), ITEMS, locale="xx-XX").bibliography()


def test_an_author_is_left_out_or_stands_alone() -> None:
    p = processor(format="text")
    assert p.citation([Cite("knuth1984", suppress_author=True)]) == "(1984)"
    assert p.citation([Cite("knuth1984", author_only=True)]) == "Knuth & Able"


def test_the_second_engine_gives_its_own_opinion() -> None:
    mine, theirs = (processor("apa", "text", engine) for engine in get_args(EngineName))
    assert mine.bibliography().entries == theirs.bibliography().entries
    cite = [Cite("knuth1984", locator="12")]
    assert mine.citation(cite) == theirs.citation(cite) == "(Knuth & Able, 1984, p. 12)"


def test_what_does_not_exist_is_named_with_what_is_near() -> None:
    with pytest.raises(
        UnknownNameError, match=r"unknown citation key 'Knut1984'; did you mean Knuth1984"
    ):
        processor().citation([Cite("Knut1984")])
    with pytest.raises(UnknownNameError, match="unknown format 'htm'; did you mean html"):
        processor(format="htm")  # type: ignore[arg-type]


def test_what_the_engine_cannot_do_is_said() -> None:
    with pytest.raises(SynbibError, match="can neither suppress an author nor show it alone"):
        processor(engine="citeproc-py").citation([Cite("knuth1984", suppress_author=True)])
    with pytest.raises(
        UnknownNameError, match="unknown engine 'citeproc'; did you mean citeproc-py"
    ):
        processor(engine="citeproc")  # type: ignore[arg-type]
    with pytest.raises(StyleError, match="the style has no bibliography"):
        Processor(Style.load("bluebook-law-review"), ITEMS).bibliography()


CHINESE = {
    "id": "wang",
    "type": "book",
    "language": "zh-CN",
    "title": "引文",
    "author": [{"family": family, "given": "明"} for family in "王李张赵"],
    "issued": {"date-parts": [[2020]]},
}


def test_each_reference_may_be_in_the_language_of_its_item() -> None:
    style = Style.load("china-national-standard-gb-t-7714-2015-numeric")
    names = [{"family": f"Doe{letter}", "given": "J."} for letter in "abcd"]
    items = [CHINESE, {**ITEMS[0], "language": "en", "author": names}]
    by_item = Processor(style, items, locale="item", format="text").bibliography().entries
    assert "王明, 李明, 张明, 等" in by_item[0][1]
    assert "et al" in by_item[1][1]
    for_all = Processor(style, items, locale="zh-CN", format="text").bibliography().entries
    assert "等" in for_all[1][1]


def test_a_style_may_have_a_layout_for_a_language() -> None:
    style = Style.parse(
        """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
          <info><title>T</title><id>t</id><updated>2026-01-01T00:00:00Z</updated></info>
          <citation><layout><text variable="title"/></layout></citation>
          <bibliography>
            <layout locale="zh ja"><text variable="title" prefix="《" suffix="》"/></layout>
            <layout><text variable="title" font-style="italic"/></layout>
          </bibliography>
        </style>"""
    )
    entries = Processor(style, [CHINESE, {**ITEMS[1]}], format="markdown").bibliography().entries
    assert [text for _, text in entries] == ["《引文》", "*Literate Programming*"]


def test_addresses_are_links_when_asked_for_and_else_the_title() -> None:
    with_doi = {**ITEMS[1], "DOI": "10.1093/comjnl/27.2.97"}

    def reference(style: str, item: dict[str, Any]) -> str:
        processor = Processor(Style.load(style), [item], format="markdown", links=True)
        return processor.bibliography().entries[0][1]

    address = "https://doi.org/10.1093/comjnl/27.2.97"
    assert reference("apa", with_doi).endswith(f"*27*, 97–111. [{address}]({address})")
    assert f"[Literate Programming]({address})" in reference("nature", with_doi)
    assert "](" not in reference("apa", ITEMS[1])


def test_abbreviations_stand_for_what_a_style_wants_short() -> None:
    journals = {"container-title": {"The Computer Journal": "Comput. J."}}
    processor = Processor(Style.load("nature"), [ITEMS[1]], format="text", abbreviations=journals)
    assert "Comput. J." in processor.bibliography().entries[0][1]


def test_citations_added_one_by_one_are_those_of_the_whole_document() -> None:
    items = [{**ITEMS[0], "id": f"k{i}", "title": f"Title {i % 3}"} for i in range(6)]
    processor = Processor(Style.load("apa"), items, format="text")
    for key in ("k4", "k1", "k4", "k0"):
        processor.citation([Cite(key), Cite("k2")])
    assert processor.citation([Cite("k3")]) == processor.citations()[-1]


def test_a_bibliography_by_descending_number_counts_down() -> None:
    style = Style.parse(
        """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
          <info><title>T</title><id>t</id><updated>2026-01-01T00:00:00Z</updated></info>
          <citation><layout><text variable="citation-number"/></layout></citation>
          <bibliography>
            <sort><key variable="citation-number" sort="descending"/></sort>
            <layout><text variable="citation-number"/><text variable="title" prefix=" "/></layout>
          </bibliography>
        </style>"""
    )
    p = Processor(style, ITEMS, format="text")
    assert [p.citation([Cite(str(item["id"]))]) for item in ITEMS] == ["1", "2"]
    texts = [text for _, text in p.bibliography().entries]
    assert texts == ["2 Literate Programming", "1 The TeXbook & more"]


def test_a_style_that_is_gone_leaves_no_generated_code() -> None:
    def lines() -> int:
        return sum(style.name in file for file in linecache.cache)

    style = Style.load("nature")
    processor = Processor(style, [{"id": "x", "type": "book", "title": "T"}])
    assert processor.bibliography().entries
    assert lines() > 0
    del processor
    compile_style.cache_clear()
    gc.collect()
    assert lines() == 0


# --- one item by itself --------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", get_args(EngineName))
@pytest.mark.parametrize("style", ["apa", "ieee"])
def test_the_reference_of_an_item_is_that_of_a_bibliography_of_it(
    style: str, engine: EngineName
) -> None:
    whole = processor(style, engine=engine)
    for item in ITEMS:
        alone = Processor(style, [item], format="markdown", engine=engine).bibliography()
        assert alone.entries == [(item["id"], whole.reference(item))]
    assert Processor(style, [], format="markdown", engine=engine).reference(ITEMS[0]) == (
        whole.reference(ITEMS[0])
    )


def test_the_reference_of_an_item_changes_nothing_of_the_bibliography() -> None:
    asked, other = processor("ieee"), processor("ieee")
    assert [asked.reference(item)[:3] for item in reversed(ITEMS)] == ["[1]", "[1]"]
    assert asked.bibliography().entries == other.bibliography().entries


def test_an_item_of_which_a_style_shows_nothing_has_an_empty_reference() -> None:
    letter = {"id": "letter", "type": "personal_communication", "author": [{"family": "Roe"}]}
    assert processor("apa").reference(letter) == ""


def test_a_style_without_a_bibliography_has_no_reference_either() -> None:
    with pytest.raises(StyleError, match="the style has no bibliography"):
        processor("bluebook-law-review").reference(ITEMS[0])


def test_nothing_tells_items_apart_where_each_stands_for_itself() -> None:
    # The names are the same, and the style says more of the second test only if others read alike.
    style = Style.parse_unchecked(
        """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
        <citation><layout><names variable="author"/>
          <choose><if disambiguate="true"><text variable="title" prefix=" "/></if></choose></layout></citation>
        <bibliography><layout><names variable="author"/>
          <choose><if disambiguate="true"><text variable="title" prefix=" "/></if></choose></layout></bibliography>
        </style>""",
        "telling",
    )
    two = [{**ITEMS[0], "id": key, "title": f"Title {key}"} for key in "ab"]
    together = Processor(style, two, format="text").bibliography()
    assert together.entries == [
        ("a", "Donald E. Knuth Title a"),
        ("b", "Donald E. Knuth Title b"),
    ]
    alone = Processor(style, two, format="text", alone=True).bibliography()
    assert alone.entries == [("a", "Donald E. Knuth"), ("b", "Donald E. Knuth")]
