"""Unpaywall's works: small answers, and the whole entry of each."""

import pytest
from answering import entries

from synbib.lookup import SERVICES, Question, Request, read_answer
from synbib.lookup.answers import AnswerError


def test_the_pdf_is_that_of_the_best_place_that_has_one() -> None:
    answer = {
        "doi": "10.1000/x",
        "title": "RETRACTED: Sleep &amp; light",
        "genre": "proceedings-article",
        "journal_name": "Proceedings of Sleep 2020",
        "publisher": "ACM",
        "published_date": "2020-05-01",
        "z_authors": [{"given": "Ana", "family": "Silva", "sequence": "first"}, {"raw_author_name": "Bo Li"}],
        "best_oa_location": {"url": "https://example.org/x", "url_for_pdf": None},
        "oa_locations": [
            {"url_for_pdf": None},
            {"url_for_pdf": "https://repository.example.org/x.pdf"},
        ],
    }  # fmt: skip
    assert entries("unpaywall", answer) == [
        {
            "": "inproceedings",
            "author": "Silva, Ana and Bo Li",
            "title": r"Sleep \& light",
            "booktitle": "Proceedings of Sleep 2020",
            "publisher": "ACM",
            "year": "2020",
            "month": "may",
            "doi": "10.1000/x",
            "note": "Retracted",
            "pdf": "https://repository.example.org/x.pdf",
        }
    ]


def test_where_there_is_no_such_work_there_are_none() -> None:
    said = b'{"HTTP_status_code": 404, "error": true, "message": "\'10.1/x\' isn\'t in Unpaywall."}'
    assert read_answer("unpaywall", said) == []
    assert read_answer("unpaywall", b'{"results": [], "elapsed_seconds": 0.1}') == []


def test_an_error_says_what_the_service_says() -> None:
    said = (
        b'{"HTTP_status_code": 422, "error": true, "message": "Email address required in API call"}'
    )
    with pytest.raises(AnswerError, match="Email address required"):
        read_answer("unpaywall", said)


def test_a_work_is_asked_for_by_its_doi() -> None:
    service = SERVICES["unpaywall"]
    assert service.request(Question("doi", "10.1000/x y")) == Request("v2/10.1000/x%20y")
    assert service.request(Question("isbn", "1")) is None
