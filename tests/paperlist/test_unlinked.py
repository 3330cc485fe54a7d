"""Items without a link: each is a paper, a part of one, a group, or is reported; none is passed over in silence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synbib.incoming import merge_into
from synbib.library import read_text
from synbib.paperlist import collect, read_list
from synbib.paperlist.mentions.outcome import PaperList
from synbib.paperlist.works import incoming_works

LINK = "https://arxiv.org/abs/2402.13446"
TITLE = "A Learned Index for Spatial Data"
AUTHORS = ("Ann Lee", "Bob Roe")


def listed(*items: str) -> PaperList:
    return read_list("# Papers\n\n## Indexes\n\n" + "".join(f"- {item}\n" for item in items))


def codes(found: PaperList) -> list[str]:
    return [each.code for each in found.unread]


# --- what is a paper --------------------------------------------------------------------------------

FORMS = {
    # venue and date in brackets after the title
    f"{TITLE} (SIGMOD 2024)": ((), "SIGMOD", 2024),
    f"{TITLE} (SIGMOD-Companion ’24)": ((), "SIGMOD-Companion", 2024),
    f"{TITLE} （VLDB 2024）": ((), "VLDB", 2024),
    f"{TITLE} (Distributed and Parallel Databases 2024)": (
        (),
        "Distributed and Parallel Databases",
        2024,
    ),
    f"{TITLE} [SIGMOD'24] [[pdf]]": ((), "SIGMOD", 2024),
    f"✅ {TITLE} (SIGMOD 2024) ⭐": ((), "SIGMOD", 2024),
    f"{TITLE} (SIGMOD 2024) - a short description": ((), "SIGMOD", 2024),
    f"*{TITLE}* (SIGMOD, 2024)": ((), "SIGMOD", 2024),
    # … before it
    f"[2024 NeurIPS] {TITLE}": ((), "NeurIPS", 2024),
    f"[x] [NeurIPS 2024] {TITLE}": ((), "NeurIPS", 2024),
    f"NeurIPS 2024: {TITLE}": ((), "NeurIPS", 2024),
    f"`NeurIPS 2024` {TITLE}": ((), "NeurIPS", 2024),
    f"**NeurIPS 2024** {TITLE}": ((), "NeurIPS", 2024),
    # … parted by commas, periods, dashes, bars
    f"{TITLE}, SIGMOD, 2024": ((), "SIGMOD", 2024),
    f"{TITLE}. SIGMOD 2024.": ((), "SIGMOD", 2024),
    f"{TITLE} - SIGMOD 2024": ((), "SIGMOD", 2024),
    f"{TITLE} | SIGMOD | 2024": ((), "SIGMOD", 2024),
    f"{TITLE} @ SIGMOD 2024": ((), "SIGMOD", 2024),
    f"{TITLE}, Journal of Economic Theory, 2024": ((), "Journal of Economic Theory", 2024),
    # people
    f"{TITLE}, Ann Lee, Bob Roe, VLDB 2024": (AUTHORS, "VLDB", 2024),
    f"{TITLE} - Ann Lee, Bob Roe (2024)": (AUTHORS, "", 2024),
    f"{TITLE} (Ann Lee, Bob Roe, VLDB 2024)": (AUTHORS, "VLDB", 2024),
    f"{TITLE} *Ann Lee, Bob Roe.* VLDB 2024.": (AUTHORS, "VLDB", 2024),
    f"{TITLE}<br>Ann Lee, Bob Roe<br>VLDB 2024": (AUTHORS, "VLDB", 2024),
    f"**{TITLE}.** Ann Lee, Bob Roe. *VLDB* 2024.": (AUTHORS, "VLDB", 2024),
    f"**Ann Lee, Bob Roe**. {TITLE}. VLDB 2024.": (AUTHORS, "VLDB", 2024),
    f"[VLDB 2024] Ann Lee, Bob Roe. {TITLE}": (AUTHORS, "VLDB", 2024),
    f"Ann Lee, Bob Roe, {TITLE}, VLDB 2024": (AUTHORS, "VLDB", 2024),
    f"A. Lee and B. Roe. {TITLE}. In VLDB, 2024.": (("A. Lee", "B. Roe"), "VLDB", 2024),
    f'Ann Lee et al., "{TITLE}", VLDB 2024.': (("Ann Lee", "others"), "VLDB", 2024),
    f"{TITLE} - Lee, Roe (2024)": (("Lee", "Roe"), "", 2024),
    f'"{TITLE}" [2024-05]': ((), "", 2024),
}


@pytest.mark.parametrize("item", FORMS)
def test_an_item_without_a_link_is_a_paper_if_its_text_tells_enough(item: str) -> None:
    found = listed(item)
    (paper,) = found.mentions
    assert paper.title == TITLE
    assert (paper.authors, paper.venue, paper.year) == FORMS[item]
    assert (paper.links, found.unread) == ({}, ())


@pytest.mark.parametrize(
    ("item", "title"),
    [
        ("Stacked Filters: Learning to Filter (VLDB 2021)", "Stacked Filters: Learning to Filter"),
        (
            "Detect, Distill and Update: Learned Systems (SIGMOD 2023)",
            "Detect, Distill and Update: Learned Systems",
        ),
        ("Tastes Great! Less Filling! (SIGMOD 2022)", "Tastes Great! Less Filling!"),
        (
            'Tuning Tools that "Read the Manual" at Night (VLDB 2021)',
            'Tuning Tools that "Read the Manual" at Night',
        ),
        ("A Unified Model [Vision] (arXiv 2021)", "A Unified Model [Vision]"),
        ("A Cost Model （ICDEW 2017）(short version)", "A Cost Model"),
    ],
)
def test_colons_quotation_marks_and_brackets_within_a_title_belong_to_it(
    item: str, title: str
) -> None:
    assert [(paper.title, paper.authors) for paper in listed(item).mentions] == [(title, ())]


# --- what is not one -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "item",
    [
        "Download the data",
        "see below",
        "TODO",
        "Ann Lee",
        "Ann Lee, Bob Roe",
        "Machine Learning (ML)",
        "NeurIPS 2021, Vancouver, Canada",
        "ICML 2020, July 12-18, 2020, Vienna",
        "v1.0 (2021)",
        "Paper submission (May 2021)",
        "BERT (Google, 2018)",
        "ImageNet (CVPR 2009)",
        "We released the code (NeurIPS 2021)",
        "Our paper is accepted (NeurIPS 2021)",
        "Added 30 papers (ICML 2021)",
        "List of accepted papers (ICML 2021)",
        "Best paper award (VLDB 2020)",
        "Title, First Author et al. (Conference/Journal Year)",
        "If you find this useful, please cite our paper (NeurIPS 2021)",
        "Natural Language Processing, Stanford University, Spring 2021",
        # whether a surname or a part of the title stands there, nobody can tell
        "The Reflection Problem of Networks - Manski (1996)",
        "Ann Lee, A Learned Index for Spatial Data, ICML 2020",
    ],
)
def test_what_may_be_anything_is_reported_and_no_paper(item: str) -> None:
    found = listed(item)
    assert found.mentions == ()
    assert codes(found) == ["no-link"]
    assert "that this is a paper" in found.unread[0].message


def test_what_tells_one_thing_only_is_a_paper_among_papers() -> None:
    found = listed(
        f"{TITLE} (SIGMOD 2024)",
        "Another Learned Index for Strings (VLDB 2023)",
        "Learning to Hash for Big Data (2016)",
        "Version 2.0 (2016)",
    )
    assert [paper.year for paper in found.mentions] == [2024, 2023, 2016]
    assert codes(found) == ["no-link"]
    assert (
        listed("Learning to Hash for Big Data (2016)", "An Introduction to Graphs (2017)").mentions
        == ()
    )


def test_a_heading_may_tell_the_venue_or_the_year() -> None:
    found = read_list(
        f"# Papers\n\n## SIGMOD 2024\n\n- {TITLE}\n- Deadline January 28\n\n## 2023\n\n"
        "- Another Learned Index for Strings, Ann Lee, Bob Roe\n- Something else\n"
    )
    assert [(paper.title, paper.venue, paper.year) for paper in found.mentions] == [
        (TITLE, "SIGMOD", 2024),
        ("Another Learned Index for Strings", "", 2023),
    ]
    assert [each.line for each in found.unread] == [6, 11]


def test_in_the_news_a_paper_without_a_link_is_only_spoken_of() -> None:
    found = read_list(f"# Papers\n\n## News\n\n- {TITLE} (SIGMOD 2024)\n")
    assert (found.mentions, codes(found)) == ((), ["no-link"])


def test_a_heading_that_calls_the_whole_list_its_contents_is_no_aside() -> None:
    found = read_list(f"# Table of Contents\n\n## Indexes\n\n- {TITLE} (SIGMOD 2024)\n")
    assert [paper.title for paper in found.mentions] == [TITLE]


# --- items below items ------------------------------------------------------------------------------


def test_text_below_a_paper_says_more_of_it() -> None:
    found = listed(
        f"[{TITLE}]({LINK})\n  - Best paper award (VLDB 2020)\n  - keeps its errors small"
    )
    (paper,) = found.mentions
    assert (paper.venue, paper.year) == ("VLDB", 2020)
    assert paper.fields == {"note": "Best paper award"}
    assert paper.note == "keeps its errors small"
    assert found.unread == ()


def test_text_below_what_is_no_paper_is_reported() -> None:
    found = listed("[A tool](https://example.org/tool)\n  - works well", f"[{TITLE}]({LINK})")
    assert [(each.line, each.code) for each in found.unread] == [(5, "no-paper"), (6, "no-link")]


def test_an_item_above_papers_is_a_group_and_one_above_none_is_reported() -> None:
    found = listed(f"Trees (VLDB 2020)\n  - {TITLE} (SIGMOD 2024)", "Rules\n  - be kind")
    assert [paper.groups for paper in found.mentions] == [
        ("Papers", "Indexes", "Trees (VLDB 2020)")
    ]
    assert [each.line for each in found.unread] == [7, 8]


def test_a_paper_below_an_entry_of_the_contents_is_read() -> None:
    found = read_list(
        f"- [Indexes](#indexes)\n  - [{TITLE}]({LINK})\n- [Trees](#trees)\n  - Old ones\n"
    )
    assert [paper.title for paper in found.mentions] == [TITLE]


def test_a_row_of_a_table_of_anything_is_reported_once() -> None:
    found = read_list(f"- [{TITLE}]({LINK})\n\n| Who | What |\n|---|---|\n| Ann | tests |\n")
    assert [(each.line, each.message[-9:]) for each in found.unread] == [(5, "Ann tests")]


def test_the_mark_of_a_document_type_tells_a_reference_without_authors() -> None:
    text = "- Counting sums: Toward a sum that is right[C]//Conference on Sums. 2017.\n"
    (paper,) = read_list(text).mentions
    assert (paper.title, paper.authors) == ("Counting sums: Toward a sum that is right", ())
    assert (paper.venue, paper.year) == ("Conference on Sums", 2017)


# --- works ------------------------------------------------------------------------------------------

TWICE = f"# Papers\n\n## A\n\n- {TITLE} (SIGMOD 2024)\n\n## B\n\n- {TITLE} (SIGMOD 2024)\n"


def test_a_title_under_two_headings_is_one_work_in_two_groups() -> None:
    (work,) = collect(read_list(TWICE).mentions).works
    assert work.groups == (("Papers", "A"), ("Papers", "B"))


def test_an_entry_without_an_identifier_is_found_again_by_its_title() -> None:
    found = read_list(TWICE)
    works = incoming_works(collect(found.mentions).works, "README.md")
    first = merge_into(read_text(""), works, found.headings, titled=found.titled)
    again = merge_into(read_text(first.text), works, found.headings, titled=found.titled)
    assert (len(first.new), again.new, again.text) == (1, (), first.text)


# --- whatever comes ---------------------------------------------------------------------------------

_ITEMS = st.recursive(
    st.tuples(
        st.sampled_from(
            [
                *FORMS,
                f"[{TITLE}]({LINK})",
                f"[{TITLE}]({LINK}) [[code](https://github.com/a/b)]",
                "[a tool](https://example.org/tool)",
                "[x](https://x.com/a/status/1)",
                "**Trees**",
                "Ann Lee, Bob Roe",
                "VLDB 2020",
                "What follows are the rules, which we keep short",
                "two words",
            ]
        ),
        st.just(()),
    ),
    lambda below: st.tuples(
        st.sampled_from(["Trees", f"[{TITLE}]({LINK})", f"{TITLE} (SIGMOD 2024)", "a remark"]),
        st.lists(below, max_size=3).map(tuple),
    ),
    max_leaves=8,
)


def _lines(items: Any, depth: int = 0) -> Iterator[str]:
    for text, below in items:
        yield f"{'  ' * depth}- {text}"
        yield from _lines(below, depth + 1)


@settings(max_examples=50)
@given(st.lists(_ITEMS, min_size=1, max_size=6).map(tuple))
def test_no_item_is_silent(items: Any) -> None:
    lines = list(_lines(items))
    found = read_list("\n".join(lines) + "\n")
    papers = {line for paper in found.mentions for line in range(paper.line, paper.end)}
    reported = {each.line for each in found.unread}
    groups = {name for path in found.headings for name in path}
    for number, line in enumerate(lines, 1):
        label = line.strip(" -*")
        assert number in papers or number in reported or label in groups, line


@pytest.mark.parametrize("unit", ["a, ", "a - ", "(a", "a. ", "【", "a and b - ", " .A"])
def test_a_hundred_kilobytes_in_an_item_are_no_trouble(unit: str) -> None:
    assert read_list("- " + unit * (100_000 // len(unit)) + "\n").mentions == ()
