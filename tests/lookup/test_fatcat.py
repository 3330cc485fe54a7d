"""Fatcat's releases: small answers, and the whole entry of each."""

from typing import Any

import pytest
from answering import entries

from synbib.lookup import SERVICES, Question, read_answer
from synbib.lookup.answers import AnswerError


@pytest.mark.parametrize(
    ("told", "entry"),
    [
        (
            {
                "release_type": "thesis",
                "publisher": "Universidade de Lisboa",
                "language": "pt",
                "ident": "abc",
            },
            {
                "": "phdthesis",
                "school": "Universidade de Lisboa",
                "langid": "portuguese",
                "url": "https://fatcat.wiki/release/abc",
            },
        ),
        (
            {
                "release_type": "article-journal",
                "withdrawn_status": "retracted",
                "subtitle": "A long study",
                "container": {"name": "Acta", "issnl": "1234-5679"},
                "pages": "1-9",
                "ext_ids": {"doi": "10.1000/x", "pmid": "101", "pmcid": "PMC7"},
            },
            {
                "": "article",
                "title": "Sleep: A long study",
                "journal": "Acta",
                "issn": "1234-5679",
                "pages": "1--9",
                "doi": "10.1000/x",
                "pmid": "101",
                "pmcid": "PMC7",
                "note": "Retracted",
            },
        ),
        (
            {"release_type": "article-journal", "ext_ids": {"arxiv": "1302.6362v2"}},
            {"": "misc", "eprint": "1302.6362", "archiveprefix": "arXiv"},
        ),
    ],
    ids=["thesis", "retracted", "arxiv"],
)
def test_a_release_becomes_the_entry_of_its_type(
    told: dict[str, Any], entry: dict[str, str]
) -> None:
    release = {
        "title": "Sleep",
        "release_date": "2011-09-09",
        "contribs": [
            {"index": 1, "raw_name": "Li, Bo", "role": "editor"},
            {"index": 0, "given_name": "Ana", "surname": "Silva", "role": "author"},
            {"index": 2, "raw_name": "C. Roe", "role": "illustrator"},
        ],
        **told,
    }
    base = {
        "author": "Silva, Ana",
        "editor": "Li, Bo",
        "title": "Sleep",
        "year": "2011",
        "month": "sep",
    }
    assert entries("fatcat", release) == [{**base, **entry}]


def test_where_there_is_no_such_release_there_are_none() -> None:
    said = b'{"success": false, "error": "not-found", "message": "No such release"}'
    assert read_answer("fatcat", said) == []


def test_an_error_says_what_the_service_says() -> None:
    said = b'{"success": false, "error": "malformed-external-id", "message": "not a valid DOI"}'
    with pytest.raises(AnswerError, match="not a valid DOI"):
        read_answer("fatcat", said)


def test_a_release_is_looked_up_by_an_identifier() -> None:
    asked = SERVICES["fatcat"].request(Question("isbn", "9780553804577"))
    assert asked is not None
    assert (asked.path, asked.params["isbn13"]) == ("v0/release/lookup", "9780553804577")
    assert SERVICES["fatcat"].request(Question(title="Sleep")) is None
