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


@pytest.mark.parametrize(
    ("told", "differs"),
    [
        ({"title": "Introduction to Sleep, third edition"}, {"title": "Introduction to Sleep", "edition": "3"}),
        ({"subtitle": "2nd ed."}, {"edition": "2"}),
        ({"title": "Advances in Sleep", "subtitle": "10th Conference, Oslo, May 2-4, 2003, Proceedings", "authors": ["Dan Boneh"]},
         {"": "proceedings", "title": "Advances in Sleep: 10th Conference, Oslo, May 2-4, 2003, Proceedings", "editor": "Dan Boneh"}),
        ({"title": "Proceedings of the Sleep Society"}, {"": "proceedings", "title": "Proceedings of the Sleep Society"}),
        ({"authors": ["Martin Luther King, Jr.", "United Nations"]}, {"author": "King, Jr., Martin Luther and {United Nations}"}),
        ({"publisher": '"O\'Reilly Media, Inc."'}, {"publisher": "O'Reilly Media, Inc."}),
        ({"publishedDate": "2003"}, {"year": "2003"}),
        ({"publishedDate": "2003-05-06"}, {"year": "2003", "month": "may"}),
        ({"publishedDate": "199?"}, {}),
        ({"language": "pt-BR"}, {"langid": "brazilian"}),
        ({"language": "un"}, {}),
        ({"industryIdentifiers": [{"type": "ISBN_10", "identifier": "055380457X"}]}, {"isbn": "055380457X", "url": ""}),
        ({"industryIdentifiers": [{"type": "OTHER", "identifier": "UOM:39015"}]}, {}),
        ({"printType": "MAGAZINE", "industryIdentifiers": [{"type": "ISSN", "identifier": "ISSN:00243019"}]}, {"": "periodical", "issn": "0024-3019"}),
    ],
)  # fmt: skip
def test_what_a_volume_says_is_in_the_entry(
    told: dict[str, object], differs: dict[str, str]
) -> None:
    entry = {"": "book", "title": "Sleep", "url": "https://books.google.com/books?id=abc"} | differs
    made = entries("google-books", {"id": "abc", "volumeInfo": {"title": "Sleep", **told}})
    assert made == [{name: text for name, text in entry.items() if text}]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b'{"error": {"code": 503, "message": "Service temporarily unavailable."}}', "temporarily unavailable"),
        (b"<html><title>Error 404 (Not Found)!!1</title></html>", "Error 404"),
        (b'{"totalItems": 3}', "not what is wrong"),
        (b'{"items": [{"volumeInfo": {"authors": ["A B"]}}]}', "no title, identifier or link"),
        (b'{"items": [{', "save the whole answer"),
    ],
)  # fmt: skip
def test_what_is_no_volume_is_an_error(answer: bytes, said: str) -> None:
    with pytest.raises(AnswerError, match=said):
        read_answer("google-books", answer)


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
