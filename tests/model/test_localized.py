r"""What an entry's language makes of its LaTeX: babel's shorthands, and biblatex's strings."""

from __future__ import annotations

import pytest

from synbib.library import parse_query, read_text
from synbib.model import to_csl
from synbib.model.localized import localized


def title(text: str, **fields: str) -> str:
    return localized({"title": text, **fields})["title"]


@pytest.mark.parametrize(
    ("langid", "text", "read"),
    [
        ("ngerman", "\"`Faust\"' und die Folgen", "„Faust“ und die Folgen"),
        ("german", 'Ver"-ein"=Haus, Haupt"~ und Neben"|satz, Druck""fehler', "Verein-Haus, Haupt- und Nebensatz, Druckfehler"),
        ("austrian", '"<Wien">', "«Wien»"),
        ("dutch", "\"`Zo\"'", "„Zo”"),
        ("polish", "\"`Tak\"'", "„Tak”"),
        ("swedish", 'Stock"-holm, Kung"~ och', "Stockholm, Kung- och"),
        # An accent is none, and a shorthand that the language lacks is as it is written.
        ("ngerman", r"G\"-o", r"G\"-o"),
        ("swedish", '"<x', '"<x'),
        # English and French have none: there these are quotation marks.
        ("english", "The \"`new\"'", "The \"`new\"'"),
        ("", 'A "post"-modern', 'A "post"-modern'),
    ],
)  # fmt: skip
def test_shorthands_are_read_in_the_languages_that_have_them(
    langid: str, text: str, read: str
) -> None:
    assert title(text, langid=langid) == read
    assert title(text, hyphenation=langid) == read


def test_what_a_library_catalogue_calls_the_language_turns_no_shorthands_on() -> None:
    assert title('"-', language="german") == '"-'


@pytest.mark.parametrize(
    ("text", "fields", "read"),
    [
        (r"\bibstring{chapter} 3", {}, "chap. 3"),
        (r"\biblstring{chapter} 3", {"langid": "english"}, "chapter 3"),
        (r"\bibcplstring{chapter} 3", {"langid": "english"}, "Chapter 3"),
        (r"\bibstring{ chapter } 3", {"langid": "ngerman"}, "Kap. 3"),
        (r"\bibsstring{volume} 3", {"language": "french"}, "t. 3"),
        (r"\biblstring{forthcoming}", {"langid": "german"}, "im Erscheinen"),
        (r"\bibstring{in}", {"langid": "spanish"}, "en"),
        # A string that the table lacks in a language is English.
        (r"\bibstring{datacd}", {"langid": "dutch"}, "data CD"),
        # A key that nobody knows stays.
        (r"\bibstring{mine}", {}, r"\bibstring{mine}"),
    ],
)
def test_a_string_is_that_of_the_language(text: str, fields: dict[str, str], read: str) -> None:
    assert title(text, **fields) == read


def test_addresses_are_no_latex() -> None:
    fields = {"langid": "german", "url": 'https://a.org/"-b', "doi": '10.1/"-b', "title": 'a"-b'}
    assert localized(fields) == {**fields, "title": "ab"}


def test_items_titles_and_searches_have_what_is_meant() -> None:
    text = (
        '@book{k, langid = {ngerman}, title = {Der "`Faust"\'}, note = {\\bibstring{reprint} 1990}}'
    )
    library = read_text(text)
    entry = library["k"]
    assert entry.csl["title"] == "Der „Faust“"
    assert entry.csl["note"] == "Nachdr. 1990"
    assert entry.title == "Der „Faust“"
    assert entry.texts["note"] == "Nachdr. 1990"
    assert parse_query('title:"„Faust“"').select(library) == [entry]


@pytest.mark.parametrize(
    ("fields", "short"),
    [
        ({"journal": r"\apj"}, "ApJ"),
        ({"journal": "The Astrophysical Journal"}, "ApJ"),
        ({"journal": r"Astronomy \& Astrophysics"}, "A&A"),
        ({"journaltitle": "{Physical Review Letters}"}, "Phys. Rev. Lett."),
        ({"journal": r"\prl", "shortjournal": "PRL"}, "PRL"),
        ({"journal": "Nature"}, None),
        ({"journal": "A Journal of Ours"}, None),
        ({"journal": "ApJ"}, None),
    ],
)
def test_the_abbreviation_of_a_journal_is_its_short_title(
    fields: dict[str, str], short: str | None
) -> None:
    assert to_csl("k", "article", fields).get("container-title-short") == short
