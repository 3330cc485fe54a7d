"""Rogue Scholar's posts: small answers, and the whole entry of each."""

import pytest
from answering import entries

from synbib.lookup import SERVICES, Question, Request, read_answer
from synbib.lookup.answers import AnswerError

POST = {
    "title": "On <em>Sleep</em>",
    "authors": [{"family": "Silva", "given": "Ana"}, {"name": "Sleep Research Team"}],
    "blog_name": "Night Notes",
    "blog": {"issn": "2749-9952"},
    "doi": "https://doi.org/10.59350/abcde-12345",
    "published_at": 1215993600,
    "language": "pt",
    "url": "https://night.example.org/sleep",
}
ENTRY = {
    "": "online",
    "author": "Silva, Ana and {Sleep Research Team}",
    "title": r"On \textit{Sleep}",
    "howpublished": "Night Notes",
    "year": "2008",
    "month": "jul",
    "issn": "2749-9952",
    "doi": "10.59350/abcde-12345",
    "langid": "portuguese",
    "url": "https://night.example.org/sleep",
}


@pytest.mark.parametrize(
    "answer", [POST, {"items": [POST], "total-results": 1}, [POST], {"items": [{"document": POST}]}]
)
def test_a_post_is_a_page_of_its_blog(answer: object) -> None:
    assert entries("rogue-scholar", answer) == [ENTRY]


def test_where_there_is_no_such_post_there_are_none() -> None:
    assert read_answer("rogue-scholar", b'{"error": "Post not found."}') == []
    assert read_answer("rogue-scholar", b'{"total-results": 0, "items": []}') == []


def test_an_error_says_what_the_service_says() -> None:
    with pytest.raises(AnswerError, match="An error occurred"):
        read_answer("rogue-scholar", b'{"error": "An error occurred."}')


def test_a_post_is_asked_for_by_its_doi() -> None:
    asked = SERVICES["rogue-scholar"].request(Question("doi", "10.59350/abcde-12345"))
    assert asked == Request("posts/10.59350/abcde-12345")
