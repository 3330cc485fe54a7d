"""Headers of tables: what the cells below them hold, and which column of a block shows it."""

from __future__ import annotations

import pytest

from synbib.paperlist.mentions.headers import HEADERS, Header, block_columns, read_header
from synbib.readme.columns import COLUMNS


@pytest.mark.parametrize(
    ("text", "role", "column"),
    [
        ("Titles", "title", "paper"),
        ("**Paper Title**", "title", "paper"),
        ("论文标题", "title", "paper"),
        ("Publications", "title", "published"),
        ("Method", "name", "paper"),
        ("Dataset", "name", "dataset"),
        ("Author(s)", "authors", "authors"),
        ("Venues", "venue", "published"),
        ("Year (of arXiv)", "date", "year"),
        ("Pub. & Date", "date", "published"),
        ("Month", "date", ""),
        ("Code", "links", "code"),
        ("Project / Code", "links", "code"),
        ("Poster", "links", "poster"),
        ("Links", "links", "links"),
        ("PDF", "links", "pdf"),
        ("Remarks", "note", "note"),
        ("Key", "note", "key"),
        ("Stars", "ignored", ""),
        ("Parameters", "note", ""),
        ("", "note", ""),
        ("Title" * 100, "note", ""),
    ],
)
def test_a_header_tells_what_its_column_holds_and_which_of_a_block_shows_it(
    text: str, role: str, column: str
) -> None:
    header = read_header(text)
    assert (header.role, header.column) == (role, column)


def test_each_column_that_a_header_names_is_one_of_blocks() -> None:
    assert {header.column for header in HEADERS.values()} - {""} <= COLUMNS.keys()


def test_a_header_is_read_as_it_stands_in_the_table() -> None:
    assert read_header("venue") is HEADERS["venue"] == Header("venue", "venue", "published")


@pytest.mark.parametrize(
    ("headers", "columns"),
    [
        (["Title", "Venue", "Code"], ["paper", "published", "code"]),
        # The year of what is published is said once.
        (["Title", "Venue", "Date"], ["paper", "venue", "year"]),
        # What a table without titles names are its papers; beside titles, a method is shown by no block.
        (["Method", "Venue"], ["paper", "published"]),
        (["Title", "Method"], ["paper", ""]),
        (["Dataset", "Year"], ["paper", "year"]),
        (["Title", "Dataset", "Project"], ["paper", "dataset", "code"]),
    ],
)
def test_the_columns_of_a_block_for_those_of_a_table(
    headers: list[str], columns: list[str]
) -> None:
    assert block_columns(headers) == columns
