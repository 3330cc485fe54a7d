"""Scopus's records: small answers, and the whole entry of each."""

from typing import Any

import pytest
from answering import entries

from synbib.lookup import SERVICES, Question, read_answer
from synbib.lookup.answers import AnswerError

BASE = {
    "dc:title": "Sleep",
    "prism:publicationName": "Acta of Sleep",
    "prism:issn": "12345679",
    "prism:volume": "7",
    "prism:coverDate": "2021-01-01",
    "prism:coverDisplayDate": "January-March 2021",
    "prism:doi": "10.1000/x",
    "prism:aggregationType": "Journal",
    "subtype": "ar",
}
ENTRY = {"title": "Sleep", "volume": "7", "year": "2021", "issn": "1234-5679", "doi": "10.1000/x"}


def found(**told: Any) -> dict[str, Any]:
    return {"search-results": {"opensearch:totalResults": "1", "entry": [{**BASE, **told}]}}


@pytest.mark.parametrize(
    ("told", "entry"),
    [
        (
            {"dc:creator": "van Berg J.P.", "article-number": "107831", "prism:pageRange": None},
            {"": "article", "author": "van Berg, J. P. and others", "journal": "Acta of Sleep", "eid": "107831"},
        ),
        (
            {
                "author": [
                    {"surname": "Silva", "given-name": "Ana B."},
                    {"authname": "Li B."},
                ],
                "subtype": "cp",
                "prism:aggregationType": "Conference Proceeding",
                "prism:pageRange": "1-9",
            },
            {"": "inproceedings", "author": "Silva, Ana B. and Li, B.", "booktitle": "Acta of Sleep", "pages": "1--9"},
        ),
        (
            {"subtype": "bk", "prism:aggregationType": "Book", "prism:publicationName": "Sleep", "prism:isbn": [{"$": "9780553804577"}], "prism:volume": None, "prism:issn": None},
            {"": "book", "isbn": "9780553804577", "volume": "", "issn": ""},
        ),
        (
            {"dc:title": "RETRACTED: Sleep", "dc:creator": None},
            {"": "article", "journal": "Acta of Sleep", "note": "Retracted"},
        ),
    ],
    ids=["first-author", "all-authors", "book", "retracted"],
)  # fmt: skip
def test_a_record_becomes_the_entry_of_its_type(
    told: dict[str, Any], entry: dict[str, str]
) -> None:
    wanted = {name: text for name, text in {**ENTRY, **entry}.items() if text}
    assert entries("scopus", found(**told)) == [wanted]


def test_an_abstract_has_its_authors_apart() -> None:
    answer = {
        "abstracts-retrieval-response": {
            "coredata": BASE,
            "authors": {"author": [{"ce:surname": "Silva", "ce:given-name": "Ana", "@seq": "1"}]},
        }
    }
    (entry,) = entries("scopus", answer)
    assert (entry["author"], entry["journal"]) == ("Silva, Ana", "Acta of Sleep")


@pytest.mark.parametrize(
    "answer",
    [
        b'{"search-results": {"entry": [{"@_fa": "true", "error": "Result set was empty"}]}}',
        b'{"service-error": {"status": {"statusCode": "RESOURCE_NOT_FOUND", "statusText": "No"}}}',
    ],
)
def test_where_there_is_no_such_work_there_are_none(answer: bytes) -> None:
    assert read_answer("scopus", answer) == []


def test_an_error_says_what_the_service_says() -> None:
    answer = b'{"service-error": {"status": {"statusCode": "AUTHENTICATION_ERROR", "statusText": "Invalid API Key"}}}'
    with pytest.raises(AnswerError, match="Invalid API Key"):
        read_answer("scopus", answer)


@pytest.mark.parametrize(
    ("question", "query"),
    [
        (Question("doi", '10.1/x"y'), 'DOI("10.1/xy")'),
        (Question(title="Sleep", family="Silva"), 'TITLE("Sleep") AND AUTHLASTNAME("Silva")'),
    ],
)
def test_a_work_is_asked_for_by_a_query(question: Question, query: str) -> None:
    asked = SERVICES["scopus"].request(question)
    assert asked is not None
    assert asked.params["query"] == query
