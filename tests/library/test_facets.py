"""What an entry has under each name that a search or an order asks for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.library import Group, parse_query, read_text
from synbib.library.facets import Record, date_of, group_paths
from synbib.text.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Müller", "muller"),
        ("Łukasz Ørsted", "lukasz orsted"),
        ("Straße", "strasse"),
        ("Æsir, cœur", "aesir, coeur"),
        ("ﬁnal İstanbul", "final istanbul"),
        ("大规模", "大规模"),
    ],
)
def test_case_accents_and_ligatures_do_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("letter", "folded"),
    [
        pair.split("=")
        for pair in [
            "ø=o",
            "ł=l",
            "đ=d",
            "ð=d",
            "ħ=h",
            "ı=i",
            "æ=ae",
            "œ=oe",
            "þ=th",
            "Đ=d",
            "Ð=d",
            "ß=ss",
            "é=e",
            "ﬁ=fi",
        ]
    ],
)
def test_a_letter_is_compared_as_its_plain_ones(letter: str, folded: str) -> None:
    assert fold(f"A{letter}B") == f"a{folded}b"


@given(st.text())
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("date = {2024-05-17}", (2024, 5, 17)),
        ("year = 2024, month = may", (2024, 5)),
        ("year = 2024", (2024,)),
        ("year = 2024, eprint = {2405.00001}, archiveprefix = {arXiv}", (2024, 5)),
        ("year = 2024, month = nov, eprint = {2405.00001}, archiveprefix = {arXiv}", (2024, 11)),
        ("year = 2025, eprint = {2405.00001}, archiveprefix = {arXiv}", (2025,)),
        ("year = 2024, eprint = {2499.00001}, archiveprefix = {arXiv}", (2024,)),
        ("year = 2005, eprint = {hep-th/0501001}, archiveprefix = {arXiv}", (2005,)),
        ("year = {in press}", ()),
        ("title = {T}", ()),
    ],
)
def test_a_date_has_the_month_of_the_arxiv_number_where_nothing_else_tells_it(
    fields: str, date: tuple[int, ...]
) -> None:
    assert date_of(read_text(f"@misc{{k, {fields}}}")["k"]) == date


def test_an_entry_is_in_each_of_its_groups_by_path() -> None:
    inner = Group("Agent", (), ("a", "b"))
    root = Group("", (Group("Applications", (inner,), ("a",)), Group("Surveys", (), ("b",))))
    assert group_paths(root) == {
        "a": ("Applications", "Applications/Agent"),
        "b": ("Applications/Agent", "Surveys"),
    }


def test_a_group_is_found_by_name_by_path_and_by_those_above_it() -> None:
    entry = read_text("@misc{a}")["a"]
    assert set(Record(entry, ("Applications/Agent",)).facet("group")) == {
        "Applications", "Agent", "Applications/Agent",
    }  # fmt: skip


def test_keywords_stand_between_commas_or_semicolons() -> None:
    entry = read_text(r"@misc{a, keywords = {rag; Data \& Models, agents}}")["a"]
    assert list(Record(entry).facet("keyword")) == ["rag", "Data & Models", "agents"]


WORK = r"""
@inproceedings{roe2024work,
  author = {Roe, Jane and van Gogh, Vincent}, editor = {Doe, John}, title = {{A} Work}, booktitle = {Proceedings of X},
  publisher = {Press}, year = {2024}, month = may, langid = {german}, keywords = {one, two}, groups = {Inner},
  eprint = {2405.00001}, archiveprefix = {arXiv}, url = {https://e.org/paper}, code = {https://e.org/code},
  slides = {https://e.org/slides}, note = {Best}, abstract = {Why not.},
}
@misc{other, title = {Another}}
@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Outer\;0\;1\;\;\;\;;
2 StaticGroup:Inner\;0\;1\;\;\;\;;
}
"""
QUERIES = """
author:roe author:gogh author:"Roe, Jane" author:"Vincent van Gogh" editor:doe title:work year:2024 month:5
date:2024-05 type:inproceedings key:roe2024work venue:x venue:"Proceedings of X" group:Inner groups:Inner
group:Outer groups:Outer group:Outer/Inner keyword:one keywords:two language:de arxiv:2405.00001 paper:e.org code:e.org
slides:any note:best booktitle:proceedings publisher:press jane doe "a work" x two why 2024 roe2024
"""


@pytest.mark.parametrize("query", re.findall(r'(?:[^\s"]|"[^"]*")+', QUERIES))
def test_what_an_entry_is_found_by(query: str) -> None:
    found = parse_query(query).select(read_text(WORK))
    assert [entry.key for entry in found] == ["roe2024work"]
