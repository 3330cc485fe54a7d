"""Entries found by a call, and shown."""

from __future__ import annotations

import json
from typing import get_args

import pytest

import synbib
from synbib.choices import FoundFormat
from synbib.errors import SynbibError, UnknownNameError
from synbib.readme import Options
from synbib.verbs.finding import FOUND_FORMATS

STORE = """@book{knuth1984, author = {Knuth, Donald}, title = {The {TeX}book}, year = 1984}

@article{chen2023, author = {陈, 伟}, title = {大规模语言模型综述}, year = 2023}
"""


@pytest.fixture
def library() -> synbib.Library:
    return synbib.read_text(STORE)


def test_what_a_search_finds_in_the_order_of_the_library(library: synbib.Library) -> None:
    assert [entry.key for entry in synbib.find_entries(library, "year>1900")] == [
        "knuth1984",
        "chen2023",
    ]
    assert synbib.find_entries(library, "type:book -author:knuth") == []


def test_what_is_no_search_is_an_error_with_its_place(library: synbib.Library) -> None:
    with pytest.raises(SynbibError, match=r"^query:6: "):
        synbib.find_entries(library, "year >= 2023")


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("keys", "knuth1984\nchen2023"),
        (
            "lines",
            "knuth1984  Knuth  1984  The TeXbook\nchen2023   陈     2023  大规模语言模型综述",
        ),
        ("bibtex", STORE.rstrip()),
        ("count", "2"),
    ],
)
def test_entries_as_text(library: synbib.Library, format: FoundFormat, text: str) -> None:
    assert synbib.write_entries(library.values(), format) == text


def test_lines_are_cut_to_a_width(library: synbib.Library) -> None:
    lines = synbib.write_entries(library.select(["chen2023"]), "lines", width=10)
    assert lines == "chen2023  大规模语…"
    long = synbib.read_text("@misc{a, title = {A title of more than twenty characters}}")
    assert synbib.write_entries(long.values(), "lines", width=30) == (
        "a      A title of more than…"
    )


def test_references_are_in_a_style_and_a_language(library: synbib.Library) -> None:
    options = Options().set("style", "apa")
    [knuth] = library.select(["knuth1984"])
    assert synbib.write_entries([knuth], "reference", options=options) == (
        "Knuth, D. (1984). The TeXbook."
    )


def test_json_is_csl_json(library: synbib.Library) -> None:
    items = json.loads(synbib.write_entries(library.values(), "json"))
    assert items == [entry.csl for entry in library.values()]


def test_nothing_found_is_nothing_shown() -> None:
    shown = {name: synbib.write_entries([], name) for name in get_args(FoundFormat)}
    assert shown == {name: {"json": "[]", "count": "0"}.get(name, "") for name in FOUND_FORMATS}


def test_the_formats_are_those_of_the_table(library: synbib.Library) -> None:
    assert set(get_args(FoundFormat)) == set(FOUND_FORMATS)
    with pytest.raises(UnknownNameError, match="unknown format 'key'; did you mean keys"):
        synbib.write_entries(library.values(), "key")  # type: ignore[arg-type]
