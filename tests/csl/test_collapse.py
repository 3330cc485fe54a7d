from __future__ import annotations

from collections.abc import Callable

import pytest

from synbib.csl.cite import Cite
from synbib.csl.phases import Engine

Build = Callable[..., Engine]
Read = Callable[..., list[str]]

AUTHOR_DATE = (
    '<group delimiter=" "><names variable="author"><name form="short" delimiter=", "/></names>'
    '<date variable="issued"><date-part name="year"/></date><text variable="locator"/></group>'
)

SUFFIXES = 'disambiguate-add-year-suffix="true"'
ROES = [(key, "Jane Roe") for key in "abcde"]
NUMBER = (
    '<text variable="citation-number" prefix="[" suffix="]"/><text variable="locator" prefix=" p"/>'
)
BOOKS = [(key,) for key in "1234567"]


@pytest.mark.parametrize(
    ("collapse", "expected"),
    [
        ("year", "(Roe 2000a, 2000b, 2000c, 2000e)"),
        ("year-suffix", "(Roe 2000a,b,c,e)"),
        ("year-suffix-ranged", "(Roe 2000a–c,e)"),
    ],
)
def test_years_and_their_suffixes_are_collapsed(
    collapse: str, expected: str, engine: Build, cited: Read
) -> None:
    e = engine(AUTHOR_DATE, ROES, f'{SUFFIXES} collapse="{collapse}" year-suffix-delimiter=","')
    assert cited(e, "a b c d e", "a b c e")[1] == expected


@pytest.mark.parametrize(
    ("cites", "expected"),
    [
        (["a", Cite("b", locator="5"), "c", "d"], "(Roe 2000a, 2000b 5, 2000c,d)"),
        (["a", Cite("b", prefix="see also"), "c"], "(Roe 2000a, see also b,c)"),
        ([Cite("a", suffix=", note"), "b"], "(Roe 2000a, note, b)"),
        (["a", "b", "c", Cite("d", suffix="passim"), "e"], "(Roe 2000a–c, d passim, e)"),
    ],
)
def test_a_locator_keeps_the_year_and_affixes_do_not(
    cites: list[Cite | str], expected: str, engine: Build, cited: Read
) -> None:
    e = engine(
        AUTHOR_DATE, ROES, f'{SUFFIXES} collapse="year-suffix-ranged" year-suffix-delimiter=","'
    )
    assert cited(e, "a b c d e", cites)[1] == expected


def test_after_a_collapsed_group_stands_its_own_delimiter(engine: Build, cited: Read) -> None:
    items = [("a", "Jane Roe"), ("b", "Jane Roe", 2001), ("c", "John Doe")]
    attributes = 'collapse="year" after-collapse-delimiter="; "'
    e = engine(AUTHOR_DATE, items, attributes, delimiter=", ")
    assert cited(e, "a b c") == ["(Roe 2000, 2001; Doe 2000)"]


@pytest.mark.parametrize(
    ("cites", "expected"),
    [
        (["1", "2", "3", "5", "6"], "([1]–[3], [5], [6])"),
        (["3", "2", "1"], "([3], [2], [1])"),
        ([Cite("1", prefix="see"), "2", "3"], "(see [1]–[3])"),
        (["1", Cite("2", prefix="see"), "3"], "([1], see [2], [3])"),
        (["1", "2", Cite("3", suffix="passim")], "([1], [2], [3] passim)"),
        (["1", Cite("2", locator="9"), "3"], "([1], [2] p9, [3])"),
        ([Cite("1", suffix="."), "2"], "([1]. [2])"),
    ],
)
def test_numbers_that_follow_each_other_are_collapsed(
    cites: list[Cite | str], expected: str, engine: Build, cited: Read
) -> None:
    attributes = 'collapse="citation-number" after-collapse-delimiter="; "'
    e = engine(NUMBER, BOOKS, attributes, delimiter=", ")
    assert cited(e, "1 2 3 4 5 6 7", cites)[1] == expected


def test_a_locator_that_the_style_does_not_show_keeps_no_number_from_a_range(
    engine: Build, cited: Read
) -> None:
    e = engine(
        '<text variable="citation-number"/>', BOOKS, 'collapse="citation-number"', delimiter=","
    )
    assert cited(e, ["1", Cite("2", locator="9"), "3"]) == ["(1–3)"]


def test_a_number_with_a_title_is_in_no_range(engine: Build, cited: Read) -> None:
    layout = '<text variable="citation-number"/><text variable="title" prefix=" "/>'
    e = engine(layout, BOOKS, 'collapse="citation-number"', delimiter=", ")
    assert cited(e, "1 2 3") == ["(1 Book 1, 2 Book 2, 3 Book 3)"]


@pytest.mark.parametrize(
    ("cites", "expected"),
    [
        (["a", "empty", "b"], "(Book a; Book b)"),
        (["a", "empty"], "(Book a)"),
        ([Cite("empty", suppress_author=True), "a"], "(Book a)"),
        (["empty", "a"], "([CSL STYLE ERROR: reference with no printed form.]; Book a)"),
        (["a", Cite("empty", prefix="see"), "b"], "(Book a; see ; Book b)"),
    ],
)
def test_a_cite_that_shows_nothing_leaves_no_delimiter(
    cites: list[Cite | str], expected: str, engine: Build, cited: Read
) -> None:
    items = [("a",), ("b",), ("empty", {"title": ""})]
    assert cited(engine('<text variable="title"/>', items), cites) == [expected]


def test_a_delimiter_gives_way_to_the_punctuation_of_affixes(engine: Build, cited: Read) -> None:
    e = engine('<text variable="title"/>', BOOKS, delimiter=" | ")
    assert cited(e, [Cite("1", suffix=", but"), "2"], [Cite("1", suffix=";"), "2"]) == [
        "(Book 1, but | Book 2)",
        "(Book 1; | Book 2)",
    ]
    e = engine('<text variable="title"/>', BOOKS)
    assert cited(e, [Cite("1", suffix="."), "2"], ["1", Cite("2", prefix=", and")]) == [
        "(Book 1. Book 2)",
        "(Book 1, and Book 2)",
    ]
