"""The two lists that the project began from, made again from our own store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import synbib
from synbib.library import Library
from synbib.readme import write_blocks
from synbib.readme.toc import slugs

SYNDATA = """\
# SynData-Papers

Paper list of synthesizing data for LLM.

<!-- synbib:start list group="SynData-Papers" style-for="inproceedings=acl" level=3 -->
<!-- synbib:end -->
"""
REVIEW = """\
# A Review for Data Synthesis and Augmentation for Large Models

This is a repository for ...

## Table of Contents

<!-- synbib:start toc -->
<!-- synbib:end -->

<!-- synbib:start table
     group="A Review for Data Synthesis and Augmentation for Large Models/Types of Data Synthesis and Augmentation"
     group="A Review for Data Synthesis and Augmentation for Large Models/Applications"
     level=1 -->
<!-- synbib:end -->

# Dataset

<!-- synbib:start table group=Dataset columns="paper=Dataset,website=Home/Github,dataset=Download link" -->
<!-- synbib:end -->
"""
# What the seeds have wrong → what the store has.
LIST_SLIPS = {
    "177â€“198": "177–198",  # UTF-8 read as Windows-1252
}
TITLE_SLIPS = {
    "metameth: bootstap your own": "metamath: bootstrap your own",
    "conmmon 7b": "common 7b",
    "wizardcode:": "wizardcoder:",
    "speak coherent english": "speak coherent english?",
}
# By arXiv number: the year is not that of the preprint.
YEAR_SLIPS = {
    "2309.12284": ("arxiv 2024", "arxiv 2023"),
    "2212.10560": ("arxiv 2023", "arxiv 2022"),
}
PLACEHOLDER = ["example paper", "arxuv 2023", "-"]


@pytest.fixture(scope="module")
def library(refs_bib: Path) -> Library:
    return synbib.read(refs_bib)


def corrected(text: str, slips: dict[str, str]) -> str:
    """The text of a seed as it should be, but for white space and letter case."""
    text = " ".join(text.split()).casefold()
    for wrong, right in slips.items():
        text = text.replace(wrong, right)
    return text


def seed(shared: Path, name: str) -> str:
    path = shared / "seeds" / name
    if not path.is_file():
        pytest.skip(f"the outside test data, ../shared/seeds/{name}, is not there")
    return path.read_text("utf-8")


def test_the_reference_list_is_that_of_its_snapshot(
    library: Library, matches_snapshot: Callable[[str, str], None]
) -> None:
    matches_snapshot("syndata-papers.md", write_blocks(SYNDATA, library))


def test_the_tables_and_their_contents_are_those_of_their_snapshot(
    library: Library, matches_snapshot: Callable[[str, str], None]
) -> None:
    matches_snapshot("data-synthesis-review.md", write_blocks(REVIEW, library))


def test_the_reference_list_is_the_seed_but_for_its_slips(
    library: Library, shared: Path, read_back: Callable[[str], Any]
) -> None:
    expected = read_back(seed(shared, "syndata-papers.md"))
    found = read_back(write_blocks(SYNDATA, library))
    assert found.headings == expected.headings
    assert len(found.bullets) == len(expected.bullets) == 8
    assert [(corrected(text, {}), links) for text, links in found.bullets] == [
        (corrected(text, LIST_SLIPS), links) for text, links in expected.bullets
    ]


def test_the_tables_are_the_seed_but_for_its_slips(
    library: Library, shared: Path, read_back: Callable[[str], Any]
) -> None:
    expected = read_back(seed(shared, "data-synthesis-review.md"))
    found = read_back(write_blocks(REVIEW, library))
    assert found.headings == expected.headings
    assert len(found.tables) == len(expected.tables) == 13
    assert sum(len(table) - 1 for table in found.tables) == 18

    papers = [url for _, url in found.links if url.startswith("https")]
    assert papers == [
        url for text, url in expected.links if url.startswith("https") and text != PLACEHOLDER[0]
    ]
    rows = [row for table in found.tables for row in table]
    seed_rows = [row for table in expected.tables for row in table]
    assert PLACEHOLDER in seed_rows
    seed_rows.remove(PLACEHOLDER)
    links = iter(papers)
    for row, (title, venue, code) in zip(rows, seed_rows, strict=True):
        if venue.startswith(("arxiv", "github")):
            number = next(links).rsplit("/", 1)[-1]
            wrong, right = YEAR_SLIPS.get(number, (venue, venue))
            assert venue == wrong
            venue = right
        assert [corrected(cell, {}) for cell in row] == [
            corrected(title, TITLE_SLIPS),
            venue.casefold(),
            code.casefold(),
        ]


def test_the_contents_are_the_seed_in_the_order_of_the_headings(
    library: Library, shared: Path, read_back: Callable[[str], Any]
) -> None:
    expected = read_back(seed(shared, "data-synthesis-review.md")).nested_links
    contents = read_back(write_blocks(REVIEW, library)).nested_links
    # The seed's contents have Prompt before Fine-Tuning, its headings after it.
    texts = [text for _, text, _ in expected]
    prompt, tuning = texts.index("Prompt"), texts.index("Fine-Tuning")
    expected[prompt], expected[tuning] = expected[tuning], expected[prompt]
    assert contents == expected


def test_every_anchor_of_the_contents_is_that_of_a_heading(
    library: Library, read_back: Callable[[str], Any]
) -> None:
    found = read_back(write_blocks(REVIEW, library))
    anchors = [f"#{slug}" for slug in slugs(text for _, text in found.headings)]
    assert [url for _, _, url in found.nested_links] == anchors[2:]
    assert len(anchors) == len(set(anchors)) == 17
