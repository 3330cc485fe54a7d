"""What a field says is read in time that grows with its length, whatever is in it."""

from collections.abc import Callable

import pytest

from synbib.csl.elements import is_many, is_numeric, page_range
from synbib.csl.items import read_date, read_person
from synbib.latex import decode, encode
from synbib.model import links, name_problems, parse_date, parse_names, to_csl, venue
from synbib.model.identifiers import find_identifiers
from synbib.text.markdown import cell, escape

Grows = Callable[[Callable[[int], object], int], bool]


def field(name: str) -> Callable[[str], object]:
    """What makes an item and links of an entry with that field."""

    def read(value: str) -> object:
        fields = {"title": "T", "author": "A, B.", name: value}
        return to_csl("k", "article", fields), links(fields), venue(fields)

    return read


READERS: dict[str, Callable[[str], object]] = {
    "names": parse_names,
    "problems of names": name_problems,
    "date": parse_date,
    "identifiers": find_identifiers,
    "LaTeX": decode,
    "LaTeX, written": encode,
    "date of an item": lambda text: read_date({"raw": text}),
    "numbers of an item": lambda text: (is_numeric(text), is_many(text), page_range(text, "", "–")),
    "name of an item": lambda text: read_person({"family": text, "given": text}),
    "Markdown": lambda text: (escape(text), cell(text)),
    **{
        name: field(name)
        for name in ("title", "author", "pages", "date", "year", "number", "doi", "url")
    },
}
TOKENS = [
    "~", " ", "\r\n", "-", "--", "1-", "1 - ", "a1", "1", "{", "}", "\\", "\\'", "\\emph{", "$", "^", ", ", " and ", "and ",
    ":", ". ", "/", "http://", "10.1/", "2000-", "\\url{", "\\href{a}{", "`", "'", "\u00a0", "é", "van ", "{a}", "\\verb|",
]  # fmt: skip


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("token", TOKENS)
def test_reading_takes_time_in_proportion_to_the_text(
    reader: str, token: str, grows_in_proportion: Grows
) -> None:
    assert grows_in_proportion(lambda n: READERS[reader](f"A {token * n} 1, b"), 2500)


@pytest.mark.parametrize(
    ("pages", "page"),
    [
        ("1 -- 5", "1-5"),
        ("1~--~5", "1-5"),
        ("1 - - 5", "1-5"),
        ("  ", ""),
        ("1   5", "1 5"),
        ("1–5, 7—9", "1-5, 7-9"),
        ("xii--xv", "xii-xv"),
        ("e12--e20", "e12-e20"),
        ("34,37--39", "34,37-39"),
        # What a style would not know for a range keeps its dash.
        ("546--e1", "546–e1"),
        ("12-1 -- 12-20", "12-1–12-20"),
        ("A.3--A.9, 22--23", "A.3–A.9, 22-23"),
        ("71--", "71–"),
        ("S1-1", "S1-1"),
    ],
)
def test_blanks_around_the_dash_of_pages_are_left_out(pages: str, page: str) -> None:
    assert to_csl("k", "article", {"pages": pages}).get("page", "") == page


@pytest.mark.parametrize(
    ("text", "many"),
    [("1-2", True), ("12a, 3", True), ("a1b2c and 3", True), ("1and 2", False), ("i–iv", True), ("1a1", False)],
)  # fmt: skip
def test_a_list_or_a_range_is_many(text: str, many: bool) -> None:
    assert is_many(text) == many


@pytest.mark.parametrize("text", ["a \n b", "a\r\n\r\nb", "a\n b", "a  \n  \n b"])
def test_line_breaks_are_one_blank_in_markdown(text: str) -> None:
    assert cell(text) == escape(text) == "a b"


@pytest.mark.parametrize(
    "name", ["year", "date", "month", "day", "volume", "pages", "edition", "series"]
)
def test_numbers_of_thousands_of_digits_are_read(name: str) -> None:
    for digits in ("1" * 5000, "y" + "1" * 5000, "-" + "1" * 5000, "1" * 5000 + "-" + "2" * 5000):
        assert to_csl("k", "article", {"title": "T", name: digits})["id"] == "k"
