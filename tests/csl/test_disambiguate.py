from __future__ import annotations

from collections.abc import Callable

import pytest

from synbib.csl.phases import Engine

Build = Callable[..., Engine]
Read = Callable[..., list[str]]

AUTHOR_DATE = (
    '<group delimiter=" "><names variable="author"><name form="short" delimiter=", "/></names>'
    '<date variable="issued"><date-part name="year"/></date><text variable="locator"/></group>'
)

CONDITION = (
    '<group delimiter=", "><names variable="author"><name form="short"/></names>'
    '<date variable="issued"><date-part name="year"/></date>'
    '<choose><if disambiguate="true"><text variable="title"/></if></choose></group>'
)
TWO = [("a", "Jane Roe"), ("b", "Jane Roe")]


def test_year_suffixes_leave_nothing_for_the_condition(engine: Build, cited: Read) -> None:
    e = engine(CONDITION, TWO, 'disambiguate-add-year-suffix="true"')
    assert cited(e, "a", "b") == ["(Roe, 2000a)", "(Roe, 2000b)"]


def test_the_condition_holds_where_there_are_no_year_suffixes(engine: Build, cited: Read) -> None:
    assert cited(engine(CONDITION, TWO), "a", "b") == ["(Roe, 2000, Book a)", "(Roe, 2000, Book b)"]


def test_the_condition_is_for_what_given_names_do_not_tell_apart(
    engine: Build, cited: Read
) -> None:
    e = engine(CONDITION, [*TWO, ("c", "John Roe")], 'disambiguate-add-givenname="true"')
    assert cited(e, "a", "b", "c") == [
        "(Jane Roe, 2000, Book a)",
        "(Jane Roe, 2000, Book b)",
        "(John Roe, 2000)",
    ]


def test_a_condition_with_nothing_to_show_passes_to_the_next_one(
    engine: Build, cited: Read
) -> None:
    layout = (
        '<names variable="author"/><choose><if disambiguate="true"><text variable="medium"/></if></choose>'
        '<choose><if disambiguate="true"><text variable="title" prefix=", "/></if></choose>'
    )
    assert cited(engine(layout, TWO), "a", "b") == ["(Jane Roe, Book a)", "(Jane Roe, Book b)"]


def test_a_condition_that_shows_something_and_does_not_help_is_the_last_one(
    engine: Build, cited: Read
) -> None:
    layout = (
        '<text variable="title" form="short"/><choose><if disambiguate="true"><names variable="author"/></if></choose>'
        '<choose><if disambiguate="true"><text variable="note"/></if></choose>'
    )
    items = [(key, "Jane Roe", {"title": "T", "note": key}) for key in "ab"]
    assert cited(engine(layout, items), "a", "b") == ["(TJane Roe)", "(TJane Roe)"]


def test_the_condition_holds_in_short_forms_that_read_the_same(engine: Build, cited: Read) -> None:
    layout = (
        '<choose><if position="subsequent"><names variable="author"><name form="short"/></names>'
        '<choose><if disambiguate="true"><text variable="title" prefix=", "/></if></choose></if>'
        '<else><names variable="author"/><text variable="title" prefix=": "/></else></choose>'
    )
    e = engine(layout, TWO, kind="note")
    assert cited(e, "a", "b", "a", "b", notes=[1, 2, 3, 4]) == [
        "(Jane Roe: Book a)",
        "(Jane Roe: Book b)",
        "(Roe, Book a)",
        "(Roe, Book b)",
    ]


def test_the_number_of_the_first_note_tells_later_cites_apart(engine: Build, cited: Read) -> None:
    layout = (
        '<choose><if position="subsequent"><text variable="first-reference-note-number"/>'
        '<choose><if disambiguate="true"><text variable="title" prefix=", "/></if></choose></if>'
        '<else><text variable="title"/></else></choose>'
    )
    e = engine(layout, TWO, kind="note")
    assert cited(e, "a", "b", "a", "b", notes=[1, 2, 3, 4]) == [
        "(Book a)",
        "(Book b)",
        "(1)",
        "(2)",
    ]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("by-cite", ["(Jane Roe, Doe 2000)", "(John Roe, Doe 2000)", "(Doe 2001)"]),
        (
            "all-names",
            ["(Jane Roe, Jack Doe 2000)", "(John Roe, Jack Doe 2000)", "(Mary Doe 2001)"],
        ),
        ("primary-name", ["(Jane Roe, Doe 2000)", "(John Roe, Doe 2000)", "(Doe 2001)"]),
    ],
)
def test_given_names_are_added_by_the_rule(
    rule: str, expected: list[str], engine: Build, cited: Read
) -> None:
    items = [
        ("a", "Jane Roe", "Jack Doe"),
        ("b", "John Roe", "Jack Doe"),
        ("c", "Mary Doe", 2001),
    ]
    attributes = f'disambiguate-add-givenname="true" givenname-disambiguation-rule="{rule}"'
    assert cited(engine(AUTHOR_DATE, items, attributes), "a", "b", "c") == expected


def test_a_year_suffix_that_a_style_places_in_cites_is_in_no_date_of_the_bibliography(
    engine: Build,
) -> None:
    layout = '<date variable="issued" form="text"/><text variable="year-suffix"/>'
    reference = '<text variable="title" suffix=" "/><date variable="issued" form="text"/>'
    e = engine(
        layout,
        TWO,
        'disambiguate-add-year-suffix="true"',
        bibliography=f"<bibliography><layout>{reference}</layout></bibliography>",
    )
    assert [text for _, text in e.bibliography([])] == ["Book a 2000", "Book b 2000"]
