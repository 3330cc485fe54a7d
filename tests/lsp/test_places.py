"""What is being written at a place of a BibTeX file, by the text before it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.lsp.places import Part, Place, begins_entry, field_names, place_at_end


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("@", Place(Part.TYPE)),
        ("@art", Place(Part.TYPE, "art")),
        ("@article{", Place(Part.KEY, type="article")),
        ("@article{roe", Place(Part.KEY, "roe", "article")),
        ("@article{k,", Place(Part.NAME, type="article")),
        ("@Article(k,\n  ti", Place(Part.NAME, "ti", "article")),
        (
            "@article{k, title={x}\n aut",
            Place(Part.NAME, "aut", "article", names=("title",)),
        ),
        (
            "@article{k, title = {A {B",
            Place(Part.VALUE, "A {B", "article", "title", ("title",), "{", "A {B"),
        ),
        (
            "@article{k, keywords = {a b, c",
            Place(Part.VALUE, "c", "article", "keywords", ("keywords",), "{", "a b, c"),
        ),
        (
            '@article{k, note = "x" # ja',
            Place(Part.VALUE, "ja", "article", "note", ("note",), "", "ja"),
        ),
        ("@string{a = b", Place(Part.VALUE, "b", "string", "a", ("a",), "", "b")),
        ("@article{k, x = 1}", Place(Part.NOTHING)),
        ("@article{k, x = {1}}", Place(Part.NOTHING)),
        ("@article{k} ", Place(Part.NOTHING)),
        ("@comment{x", Place(Part.NOTHING)),
        ("@article{k, x", Place(Part.NAME, "x", "article")),
        ("text", Place(Part.NOTHING)),
    ],
)
def test_the_end_of_a_text_tells_what_is_being_written(text: str, place: Place) -> None:
    assert place_at_end(text) == place


@given(st.text(alphabet='@{}(),="# abx\n\\', max_size=40))
def test_whatever_is_written_something_is_told(text: str) -> None:
    assert isinstance(place_at_end(f"@a{text}"), Place)


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        ("@article{a,", True),
        ("  @", True),
        ("@mis", True),
        ("@string(", True),
        ("me@here", False),
        ("@name says", False),
    ],
)
def test_a_line_that_begins_an_entry_is_known(line: str, begins: bool) -> None:
    assert begins_entry(line) is begins


def test_fields_are_known_by_the_beginnings_of_lines() -> None:
    text = "@misc{k,\n  Title = {x},\n, year= 2020\n note = {a\n  b = c}\n}"
    assert field_names(text) == {"title", "year", "note", "b"}
