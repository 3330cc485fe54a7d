"""Google Books' volumes: small answers, and the whole entry of each."""

import pytest
from answering import entries

from synbib.lookup import SERVICES, Question, read_answer
from synbib.lookup.answers import AnswerError

VOLUME = {
    "kind": "books#volume",
    "id": "zyTCAlFPjgYC",
    "volumeInfo": {
        "title": "Schlaf",
        "subtitle": "Eine Geschichte",
        "authors": ["Ana Silva", "Sleep Research Institute"],
        "publisher": "Beck",
        "publishedDate": "2005-11",
        "industryIdentifiers": [
            {"type": "ISBN_10", "identifier": "055380457X"},
            {"type": "ISBN_13", "identifier": "9780553804577"},
        ],
        "pageCount": 207,
        "printType": "BOOK",
        "language": "de",
    },
}
ENTRY = {
    "": "book",
    "author": "Ana Silva and {Sleep Research Institute}",
    "title": "Schlaf: Eine Geschichte",
    "publisher": "Beck",
    "year": "2005",
    "month": "nov",
    "pagetotal": "207",
    "isbn": "9780553804577",
    "langid": "ngerman",
}


def test_a_volume_and_a_search_give_the_same_book() -> None:
    assert entries("google-books", VOLUME) == [ENTRY]
    assert entries("google-books", {"totalItems": 1, "items": [VOLUME]}) == [ENTRY]


def test_what_has_no_isbn_is_read_at_google() -> None:
    volume = {"id": "abc", "volumeInfo": {"title": "Schlaf", "pageCount": 0}}
    assert entries("google-books", volume) == [
        {"": "book", "title": "Schlaf", "url": "https://books.google.com/books?id=abc"}
    ]


def test_an_error_says_what_the_service_says() -> None:
    answer = b'{"error": {"code": 429, "message": "Quota exceeded for quota metric"}}'
    with pytest.raises(AnswerError, match="Quota exceeded"):
        read_answer("google-books", answer)


@pytest.mark.parametrize(
    ("question", "query"),
    [
        (Question("isbn", "978-0-553-80457-7"), "isbn:9780553804577"),
        (Question(title='A "b"', family="Li"), 'intitle:"A  b " inauthor:"Li"'),
    ],
)
def test_a_book_is_asked_for_by_a_query(question: Question, query: str) -> None:
    asked = SERVICES["google-books"].request(question)
    assert asked is not None
    assert asked.params["q"] == query
