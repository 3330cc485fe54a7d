"""The tag file of Biblioscape: small records, and the whole entry of each."""

import pytest

from synbib.errors import Diagnostic
from synbib.formats import format_of, read
from synbib.formats.data import FormatError

ARTICLE = """\
--AU-- Roe, M. CM.; van Doe, A.
--TI-- Naps at Noon
--ST-- Journal of Naps
--YP-- 1996
--VL-- 61
--NB-- 11
--PS-- 3749
--PE-- 3752
--TW-- Article
--QT-- Beds.
--IS-- 0022-3263
--AB-- We look
at naps.
--AD-- Nap Town
--NT-- A note
--PB-- Nap House
--CO-- France
--AT-- nap.pdf
--UR-- https://example.org/nap
--C1-- One
--KW-- naps; beds
--LG-- English
--RT-- Journal Article
------
"""


def entries(text: str) -> list[dict[str, str]]:
    works = read(text.encode(), "biblioscape")
    return [{"": work.entry().type, **work.entry().fields} for work in works]


def test_a_record_becomes_an_article() -> None:
    assert entries(ARTICLE) == [
        {
            "": "article",
            "author": "Roe, M. C. M. and van Doe, A.",
            "title": "Naps at Noon",
            "journal": "Journal of Naps",
            "volume": "61",
            "number": "11",
            "pages": "3749--3752",
            "year": "1996",
            "publisher": "Nap House",
            "address": "France",
            "issn": "0022-3263",
            "url": "https://example.org/nap",
            "langid": "english",
            "abstract": "We look at naps.",
            "keywords": "naps, beds",
            "note": "A note",
            "file": "nap.pdf",
            "annotation": "Quaternary title: Beds.; Custom 1: One",
        }
    ]


@pytest.mark.parametrize(
    ("lines", "entry"),
    [
        ("--RT-- article\n--ST-- Beds\n", {"": "article", "journal": "Beds"}),
        ("--RT-- Book Chapter\n--ST-- Beds\n--SA-- Doe, A.\n--SE-- 3\n--IS-- 9781860163593\n",
         {"": "incollection", "booktitle": "Beds", "editor": "Doe, A.", "chapter": "3", "isbn": "9781860163593"}),
        ("--RT-- Book\n--ST-- Bed Series\n", {"": "book", "series": "Bed Series"}),
        ("--RT-- Electronic Journal\n--ST-- Beds\n", {"": "article", "journal": "Beds"}),
        ("--RT-- Master Thesis\n", {"": "mastersthesis"}),
        ("--RT-- PhD thesis\n", {"": "phdthesis"}),
        ("--RT-- Of mine\n--TW-- Book\n", {"": "book"}),
        ("--AT-- ftp://example.org/nap\n", {"": "misc", "url": "ftp://example.org/nap"}),
        ("--YP-- 1996\n", {"": "misc", "year": "1996"}),
    ],
)  # fmt: skip
def test_a_type_says_what_a_title_is(lines: str, entry: dict[str, str]) -> None:
    assert entries(f"--TI-- Naps\n{lines}------\n") == [{"title": "Naps", **entry}]


def test_an_unknown_tag_is_told_and_kept() -> None:
    told: list[Diagnostic] = []
    (work,) = read(b"--TI-- Naps\n--XX-- what\n------\n", "biblioscape", "x.txt", told.append)
    assert work.entry().fields["annotation"] == "XX: what"
    assert [each.line for each in told] == [2]


def test_a_file_without_a_record_is_an_error_with_its_place() -> None:
    with pytest.raises(FormatError, match=r"x\.txt:1:1: not a tag file of Biblioscape"):
        read(b"Naps\n", "biblioscape", "x.txt")


def test_the_format_is_told_by_its_content() -> None:
    assert format_of(ARTICLE.encode()) == "biblioscape"
