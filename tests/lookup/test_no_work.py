"""Answers that tell of no work: each says what is wrong and what to do, and none becomes an empty entry."""

import pytest

from synbib.lookup import read_answer
from synbib.lookup.answers import AnswerError

SERVICES = [
    "ads",
    "crossref",
    "datacite",
    "dblp",
    "doi-org",
    "fatcat",
    "hal",
    "inspire",
    "openalex",
    "rogue-scholar",
    "scopus",
    "semanticscholar",
    "unpaywall",
    "zenodo",
]


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("", "the answer is empty; ask again"),
        ("<html><head><title>429 Too Many Requests</title></head></html>", "429 Too Many Requests; try again later"),
        ("<!DOCTYPE html><title>404 Not Found</title>", "404 Not Found; check what was asked"),
        ('{"message": {"title"', "not JSON: .*; save the whole answer"),
        ('{"unheard": "of"}', "; (?:save the whole answer|ask )"),
    ],
    ids=["empty", "rate-limit-page", "not-found-page", "truncated", "of-something-else"],
)  # fmt: skip
def test_what_is_no_answer_is_an_error(service: str, answer: str, said: str) -> None:
    with pytest.raises(AnswerError, match=f"^{service}.*{said}"):
        read_answer(service, answer.encode())


@pytest.mark.parametrize(
    ("service", "answer"),
    [
        ("ads", '{"response": {"docs": []}}'),
        ("crossref", "Resource not found."),
        ("crossref", '{"status": "ok", "message": {"items": []}}'),
        ("datacite", '{"data": []}'),
        ("datacite", '{"errors": [{"status": "404", "title": "The resource you are looking for doesn\'t exist."}]}'),
        ("dblp", '{"result": {"status": {"@code": "200"}, "hits": {"@total": "0"}}}'),
        ("doi-org", "<html><body><h1>DOI Not Found</h1></body></html>"),
        ("fatcat", '{"success": false, "error": "not-found", "message": "no such release"}'),
        ("hal", '{"response": {"numFound": 0, "docs": []}}'),
        ("inspire", '{"status": 404, "message": "PID does not exist."}'),
        ("openalex", '{"meta": {"count": 0}, "results": []}'),
        ("rogue-scholar", '{"error": "Post not found"}'),
        ("scopus", '{"search-results": {"entry": [{"error": "Result set was empty"}]}}'),
        ("semanticscholar", '{"error": "Paper not found"}'),
        ("unpaywall", '{"HTTP_status_code": 404, "error": true, "message": "no such DOI"}'),
        ("zenodo", '{"status": 410, "message": "PID has been deleted."}'),
    ],
)  # fmt: skip
def test_where_there_is_no_work_there_is_none(service: str, answer: str) -> None:
    assert read_answer(service, answer.encode()) == []


@pytest.mark.parametrize(
    ("service", "answer", "said"),
    [
        ("ads", '{"message": "Too many requests"}', "Too many requests; try again later"),
        ("crossref", '{"status": "error", "message": {"message": "Response Exception"}}', "Response Exception; try again later"),
        ("dblp", '{"result": {"status": {"@code": "500", "text": "Internal"}}}', "Internal; try again later"),
        ("hal", '{"error": {"msg": "undefined field", "code": 400}}', "undefined field; check what was asked"),
        ("inspire", '{"status": 429, "message": "Too many"}', "Too many; try again later"),
        ("openalex", '{"error": "Invalid query", "message": "x is not valid"}', "x is not valid; check what was asked"),
        ("scopus", '{"fault": {"faultstring": "Rate limit quota violation"}}', "Rate limit quota violation; try again later"),
        ("scopus", '{"service-error": {"status": {"statusCode": "AUTHENTICATION_ERROR", "statusText": "Invalid API Key"}}}', "Invalid API Key; check the key for it"),
        ("semanticscholar", '{"message": "Too Many Requests", "code": "429"}', "Too Many Requests; try again later"),
        ("unpaywall", '{"HTTP_status_code": 422, "error": true, "message": "Please use your own email"}', "Please use your own email; set your address of mail, SYNBIB_MAILTO"),
        ("zenodo", '{"status": 429, "message": "Too many"}', "Too many; try again later"),
    ],
)  # fmt: skip
def test_an_error_is_said_in_the_words_of_the_service(service: str, answer: str, said: str) -> None:
    with pytest.raises(AnswerError, match=f"^{service}: the service says: {said}$"):
        read_answer(service, answer.encode())


@pytest.mark.parametrize(
    ("service", "answer"),
    [
        ("openalex", '{"id": "https://openalex.org/W1", "title": null, "doi": null}'),
        ("semanticscholar", '{"paperId": null, "title": null}'),
        ("crossref", '{"status": "ok", "message": {"title": [], "type": "other"}}'),
        ("datacite", '{"data": {"attributes": {"doi": "", "titles": []}}}'),
        ("inspire", '{"metadata": {"control_number": 1, "name": {"value": "Silva, Ana"}}}'),
        (
            "hal",
            '{"response": {"docs": [{"docid": "1", "label_s": "A. Doe. Cats, 2020", "uri_s": "https://hal.science/hal-01"}]}}',
        ),
        ("ads", '{"response": {"docs": [{"bibcode": "2020ApJ...900..123L"}]}}'),
        (
            "dblp",
            '{"result": {"status": {"@code": "200"}, "hits": {"hit": [{"info": {"author": "Ana Silva", "url": "https://dblp.org/pid/1"}}]}}}',
        ),
    ],
)
def test_a_record_that_tells_nothing_becomes_no_entry(service: str, answer: str) -> None:
    with pytest.raises(AnswerError, match="no title, identifier or link; ask for it with"):
        read_answer(service, answer.encode())


@pytest.mark.parametrize(
    ("service", "answer", "said"),
    [
        ("crossref", '{"status": "ok", "message-type": "journal", "message": {"title": "Cats"}}', "the answer tells of a journal, not of a work"),
        ("openalex", '{"results": [{"id": "https://openalex.org/A5023888391", "display_name": "Ana Silva"}]}', "the answer tells of no work"),
        ("semanticscholar", '{"authorId": "1", "name": "Ana Silva"}', "the answer tells of no work"),
        ("doi-org", '[{"DOI": "10.1000/x", "RA": "Crossref"}]', "JSON that is of no work"),
    ],
)  # fmt: skip
def test_a_journal_or_an_author_is_no_work(service: str, answer: str, said: str) -> None:
    with pytest.raises(AnswerError, match=f"^{service}: {said}"):
        read_answer(service, answer.encode())
