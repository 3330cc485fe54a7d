"""Zenodo's records: small answers, and the whole entry of each."""

import json
from typing import Any

import pytest
from answering import entries

from synbib.lookup import SERVICES, Question, Request, read_answer
from synbib.lookup.answers import AnswerError

BASE = {"title": "Sleep", "creators": [{"name": "Silva, Ana"}], "publication_date": "2020-05-01"}
ENTRY = {"author": "Silva, Ana", "title": "Sleep", "year": "2020", "month": "may"}
DOI = "10.5281/zenodo.7"


def record(**metadata: Any) -> dict[str, Any]:
    return {"id": 7, "doi": DOI, "metadata": {**BASE, **metadata}}


@pytest.mark.parametrize(
    ("metadata", "entry"),
    [
        (
            {
                "resource_type": {"type": "publication", "subtype": "thesis"},
                "thesis": {"university": "Universidade de Lisboa"},
                "language": "por",
            },
            {"": "phdthesis", "school": "Universidade de Lisboa", "langid": "portuguese"},
        ),
        (
            {
                "resource_type": {"type": "publication", "subtype": "section"},
                "part_of": {"title": "A Book of Sleep", "pages": "15-23"},
                "imprint": {"publisher": "Beck", "isbn": "9780553804577"},
                "contributors": [{"name": "Li, Bo", "type": "Editor"}, {"name": "Roe, C.", "type": "DataManager"}],
            },
            {
                "": "incollection",
                "booktitle": "A Book of Sleep",
                "pages": "15--23",
                "publisher": "Beck",
                "isbn": "9780553804577",
                "editor": "Li, Bo",
            },
        ),
        (
            {"resource_type": {"type": "poster"}, "meeting": {"title": "Sleep 2020", "place": "Lyon, France"}},
            {"": "misc", "howpublished": "Poster at Sleep 2020, Lyon, France", "publisher": "Zenodo"},
        ),
        (
            {"resource_type": {"type": "dataset"}, "version": "2.1"},
            {"": "dataset", "publisher": "Zenodo", "version": "2.1"},
        ),
        (
            {"resource_type": {"type": "publication", "subtype": "deliverable"}},
            {"": "techreport", "institution": "Zenodo"},
        ),
    ],
    ids=["thesis", "section", "poster", "dataset", "deliverable"],
)  # fmt: skip
def test_a_record_becomes_the_entry_of_its_type(
    metadata: dict[str, Any], entry: dict[str, str]
) -> None:
    assert entries("zenodo", record(**metadata)) == [{**ENTRY, "doi": DOI, **entry}]


def test_a_record_in_the_form_of_inveniordm_is_the_same() -> None:
    answer = {
        "id": "7",
        "pids": {"doi": {"identifier": DOI}},
        "metadata": {
            "title": "Sleep",
            "creators": [{"person_or_org": {"name": "Silva, Ana", "type": "personal"}}],
            "publication_date": "2020-05-01",
            "publisher": "Zenodo",
            "resource_type": {"id": "publication-report", "title": {"en": "Report"}},
            "languages": [{"id": "por"}],
        },
    }
    report = {"": "techreport", "institution": "Zenodo", "langid": "portuguese"}
    assert entries("zenodo", answer) == [{**ENTRY, "doi": DOI, **report}]


def test_a_preprint_knows_what_it_was_published_as() -> None:
    related = [{"identifier": "https://doi.org/10.1000/x", "relation": "isPublishedIn"}]
    answer = record(
        resource_type={"type": "publication", "subtype": "preprint"}, related_identifiers=related
    )
    (work,) = read_answer("zenodo", json.dumps(answer).encode())
    assert work.published_as == {"doi": "10.1000/x"}


def test_where_there_is_no_such_record_there_are_none() -> None:
    said = b'{"status": 404, "message": "The persistent identifier does not exist."}'
    assert read_answer("zenodo", said) == []
    assert read_answer("zenodo", b'{"hits": {"hits": [], "total": 0}}') == []


def test_an_error_says_what_the_service_says() -> None:
    with pytest.raises(AnswerError, match="Rate limit exceeded"):
        read_answer("zenodo", b'{"status": 429, "message": "Rate limit exceeded"}')


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (Question("doi", DOI), Request("api/records/7")),
        (Question("zenodo", "7"), Request("api/records/7")),
        (
            Question("doi", "10.1000/x"),
            Request("api/records", {"q": 'doi:"10.1000/x"', "size": "1"}),
        ),
        (Question(title='On "x"'), Request("api/records", {"q": 'title:"On x"', "size": "5"})),
        (Question("isbn", "1"), None),
    ],
)
def test_a_record_is_asked_for_by_its_number(question: Question, asked: Request | None) -> None:
    assert SERVICES["zenodo"].request(question) == asked
