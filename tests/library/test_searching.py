"""A library that is searched again and again."""

from __future__ import annotations

import pytest

import synbib
from synbib.errors import UnknownNameError
from synbib.library import parse_query
from synbib.library.searching import Searcher

STORE = """\
@misc{a, author = {Doe, Jane}, title = {One}, groups = {G}}
@misc{b, author = {Roe, Ann}, title = {Two}, mine = {x}}
@misc{c, author = {Doe, Jim}, title = {Three}}
"""


def searcher(ready: int | None = None) -> Searcher:
    made = Searcher(synbib.read_text(STORE))
    made.prepare(ready)
    return made


@pytest.mark.parametrize(
    ("query", "expected"),
    [("author:doe", [0, 2]), ("group:G", [0]), ("mine:any", [1]), ("-author:doe", [1])],
)
def test_it_finds_what_the_query_finds(query: str, expected: list[int]) -> None:
    library = synbib.read_text(STORE)
    assert searcher().find(parse_query(query)) == expected
    found = parse_query(query).select(library)
    assert [list(library)[number] for number in expected] == [entry.key for entry in found]


def test_only_what_is_ready_is_searched_and_only_from_one_number_to_another() -> None:
    made = searcher(1)
    assert (made.ready, made.is_ready) == (1, False)
    assert made.find(parse_query("author:doe")) == [0]
    made.prepare()
    assert made.is_ready
    assert made.find(parse_query("author:doe"), 1) == [2]
    assert made.find(parse_query("author:doe"), 0, 2) == [0]


def test_an_unknown_field_is_told_of_when_all_are_ready() -> None:
    made = searcher(1)
    assert made.find(parse_query("mine:x")) == []
    made.prepare()
    assert made.find(parse_query("mine:x")) == [1]
    with pytest.raises(UnknownNameError, match="unknown field 'nine'"):
        made.find(parse_query("nine:x"))


def test_words_stand_as_they_are_and_letters_stand_in_order() -> None:
    made = searcher()
    assert made.with_words(["DOE", "thre"]) == [2]
    assert made.with_words(["(doe"]) == []
    assert made.near("jmthr") == [2]
