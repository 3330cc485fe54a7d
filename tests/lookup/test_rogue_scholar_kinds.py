"""Rogue Scholar: a small answer of each further kind of record, and the whole entry that it becomes."""

from typing import Any

import pytest
from answering import entries

# What is told of a work → the entry.
# fmt: off
RECORDS: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "p": (
        {"title": "Cats &amp; <em>dogs</em>", "authors": [{"name": "Ada Lovelace", "url": "x"}, {"given": "Jane", "family": "Doe"}], "blog_name": "B", "doi": "https://doi.org/10.53731/x", "published_at": 1590000000, "url": "https://b.org/x", "language": "de"},
        {"": "online", "author": "Ada Lovelace and Doe, Jane", "title": "Cats \\& \\textit{dogs}", "howpublished": "B", "year": "2020", "month": "may", "doi": "10.53731/x", "url": "https://b.org/x", "langid": "ngerman"},
    ),
    "names-in-parts": (
        {"title": "On Cats", "doi": "https://doi.org/10.53731/x", "url": "https://blog.example.org/cats", "published_at": 1590000000, "authors": [{"given": "Jane", "family": "Doe"}, {"given": "Jan", "family": "van der Berg"}], "blog_name": "Cats Daily"},
        {"": "online", "author": "Doe, Jane and van der Berg, Jan", "title": "On Cats", "howpublished": "Cats Daily", "year": "2020", "month": "may", "doi": "10.53731/x", "url": "https://blog.example.org/cats"},
    ),
    "markup-in-title": (
        {"title": "On <em>Felis catus</em> &amp; H<sub>2</sub>O", "doi": "https://doi.org/10.53731/x", "url": "https://blog.example.org/cats", "published_at": 1590000000, "authors": [{"name": "Ada Lovelace"}], "blog_name": "Cats Daily"},
        {"": "online", "author": "Ada Lovelace", "title": "On \\textit{Felis catus} \\& {H}\\textsubscript{2}{O}", "howpublished": "Cats Daily", "year": "2020", "month": "may", "doi": "10.53731/x", "url": "https://blog.example.org/cats"},
    ),
    "german": (
        {"title": "Über Katzen", "doi": "https://doi.org/10.53731/x", "url": "https://blog.example.org/cats", "published_at": 1590000000, "authors": [{"name": "Ada Lovelace"}], "blog_name": "Cats Daily", "language": "de"},
        {"": "online", "author": "Ada Lovelace", "title": "Über Katzen", "howpublished": "Cats Daily", "year": "2020", "month": "may", "doi": "10.53731/x", "url": "https://blog.example.org/cats", "langid": "ngerman"},
    ),
    "blog-as-an-object": (
        {"title": "On Cats", "doi": "https://doi.org/10.53731/x", "url": "https://blog.example.org/cats", "published_at": 1590000000, "authors": [{"name": "Ada Lovelace"}], "blog_name": None, "blog": {"title": "Cats Weekly", "issn": "2749-9952"}},
        {"": "online", "author": "Ada Lovelace", "title": "On Cats", "howpublished": "Cats Weekly", "year": "2020", "month": "may", "doi": "10.53731/x", "issn": "2749-9952", "url": "https://blog.example.org/cats"},
    ),
    "date-as-text": (
        {"title": "On Cats", "doi": "https://doi.org/10.53731/x", "url": "https://blog.example.org/cats", "published_at": "2021-07-08T09:10:11Z", "authors": [{"name": "Ada Lovelace"}], "blog_name": "Cats Daily"},
        {"": "online", "author": "Ada Lovelace", "title": "On Cats", "howpublished": "Cats Daily", "year": "2021", "month": "jul", "doi": "10.53731/x", "url": "https://blog.example.org/cats"},
    ),
    "no-date": (
        {"title": "On Cats", "doi": "https://doi.org/10.53731/x", "url": "https://blog.example.org/cats", "published_at": None, "authors": [{"name": "Ada Lovelace"}], "blog_name": "Cats Daily"},
        {"": "online", "author": "Ada Lovelace", "title": "On Cats", "howpublished": "Cats Daily", "doi": "10.53731/x", "url": "https://blog.example.org/cats"},
    ),
    "organization": (
        {"title": "On Cats", "doi": "https://doi.org/10.53731/x", "url": "https://blog.example.org/cats", "published_at": 1590000000, "authors": [{"name": "Cat Research Group"}], "blog_name": "Cats Daily"},
        {"": "online", "author": "{Cat Research Group}", "title": "On Cats", "howpublished": "Cats Daily", "year": "2020", "month": "may", "doi": "10.53731/x", "url": "https://blog.example.org/cats"},
    ),
    "no-authors": (
        {"title": "On Cats", "doi": "https://doi.org/10.53731/x", "url": "https://blog.example.org/cats", "published_at": 1590000000, "authors": [], "blog_name": "Cats Daily"},
        {"": "online", "title": "On Cats", "howpublished": "Cats Daily", "year": "2020", "month": "may", "doi": "10.53731/x", "url": "https://blog.example.org/cats"},
    ),
    "no-doi": (
        {"title": "On Cats", "doi": None, "url": "https://blog.example.org/cats", "published_at": 1590000000, "authors": [{"name": "Ada Lovelace"}], "blog_name": "Cats Daily"},
        {"": "online", "author": "Ada Lovelace", "title": "On Cats", "howpublished": "Cats Daily", "year": "2020", "month": "may", "url": "https://blog.example.org/cats"},
    ),
    "acronyms": (
        {"title": "Why DNS needs COVID-19 data from U-Net", "doi": "https://doi.org/10.53731/x", "url": "https://blog.example.org/cats", "published_at": 1590000000, "authors": [{"name": "Ada Lovelace"}], "blog_name": "Cats Daily"},
        {"": "online", "author": "Ada Lovelace", "title": "Why {DNS} needs {COVID-19} data from {U-Net}", "howpublished": "Cats Daily", "year": "2020", "month": "may", "doi": "10.53731/x", "url": "https://blog.example.org/cats"},
    ),
    "full-stop": (
        {"title": "Cats are everywhere.", "doi": "https://doi.org/10.53731/x", "url": "https://blog.example.org/cats", "published_at": 1590000000, "authors": [{"name": "Ada Lovelace"}], "blog_name": "Cats Daily"},
        {"": "online", "author": "Ada Lovelace", "title": "Cats are everywhere", "howpublished": "Cats Daily", "year": "2020", "month": "may", "doi": "10.53731/x", "url": "https://blog.example.org/cats"},
    ),
    "question": (
        {"title": "Do cats dream?", "doi": "https://doi.org/10.53731/x", "url": "https://blog.example.org/cats", "published_at": 1590000000, "authors": [{"name": "Ada Lovelace"}], "blog_name": "Cats Daily"},
        {"": "online", "author": "Ada Lovelace", "title": "Do cats dream?", "howpublished": "Cats Daily", "year": "2020", "month": "may", "doi": "10.53731/x", "url": "https://blog.example.org/cats"},
    ),
    "capitals": (
        {"title": "WHY CATS NEED DNA TESTS", "doi": "https://doi.org/10.53731/x", "url": "https://blog.example.org/cats", "published_at": 1590000000, "authors": [{"name": "Ada Lovelace"}], "blog_name": "Cats Daily"},
        {"": "online", "author": "Ada Lovelace", "title": "Why cats need {DNA} tests", "howpublished": "Cats Daily", "year": "2020", "month": "may", "doi": "10.53731/x", "url": "https://blog.example.org/cats"},
    ),
    "suffix": (
        {"title": "On Cats", "doi": "https://doi.org/10.53731/x", "url": "https://blog.example.org/cats", "published_at": 1590000000, "authors": [{"name": "John Smith Jr."}], "blog_name": "Cats Daily"},
        {"": "online", "author": "Smith, Jr., John", "title": "On Cats", "howpublished": "Cats Daily", "year": "2020", "month": "may", "doi": "10.53731/x", "url": "https://blog.example.org/cats"},
    ),
}
# fmt: on

# A whole answer → its entries.
# fmt: off
ANSWERS: dict[str, tuple[Any, list[dict[str, str]]]] = {
    "search": (
        {"found": 2, "items": [{"document": {"title": "One", "doi": "https://doi.org/10.53731/a", "authors": [{"name": "Ada Lovelace"}], "blog_name": "B", "url": "https://b.example.org/1", "published_at": 1590000000}}, {"document": {"title": "Two", "doi": "https://doi.org/10.53731/b", "authors": [], "blog_name": "B", "url": "https://b.example.org/2", "published_at": 1600000000}}]},
        [
            {"": "online", "author": "Ada Lovelace", "title": "One", "howpublished": "B", "year": "2020", "month": "may", "doi": "10.53731/a", "url": "https://b.example.org/1"},
            {"": "online", "title": "Two", "howpublished": "B", "year": "2020", "month": "sep", "doi": "10.53731/b", "url": "https://b.example.org/2"},
        ],
    ),
}
# fmt: on


@pytest.mark.parametrize(("record", "entry"), RECORDS.values(), ids=RECORDS)
def test_a_record_becomes_the_entry_of_its_kind(
    record: dict[str, Any], entry: dict[str, str]
) -> None:
    assert entries("rogue-scholar", record) == [entry]


@pytest.mark.parametrize(("answer", "found"), ANSWERS.values(), ids=ANSWERS)
def test_an_answer_becomes_the_entries_of_its_works(
    answer: Any, found: list[dict[str, str]]
) -> None:
    assert entries("rogue-scholar", answer) == found
