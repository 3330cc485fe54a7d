"""Open Library's books: small answers, and the whole entry of each."""

import pytest
from answering import entries

from synbib.lookup import SERVICES, Question, Request, read_answer
from synbib.lookup.answers import AnswerError

BOOK = {
    "title": "Sleep",
    "subtitle": "A History",
    "authors": [{"name": "Ana Silva", "url": "https://openlibrary.org/authors/OL1A"}],
    "publishers": [{"name": "Humana"}, {"name": "Other"}],
    "publish_places": [{"name": "New York"}],
    "publish_date": "October 1, 1988",
    "number_of_pages": 96,
    "identifiers": {"isbn_10": ["0140328726"], "isbn_13": ["9780140328721"]},
    "key": "/books/OL1M",
}
ENTRY = {
    "": "book",
    "author": "Ana Silva",
    "title": "Sleep: A History",
    "publisher": "Humana",
    "address": "New York",
    "year": "1988",
    "month": "oct",
    "pagetotal": "96",
    "isbn": "9780140328721",
}


def test_a_book_found_by_its_isbn_has_all_that_is_cited() -> None:
    assert entries("openlibrary", {"ISBN:0140328726": BOOK}) == [ENTRY]
    assert entries("openlibrary", {"ISBN:0140328726": {"details": BOOK}}) == [ENTRY]


def test_an_edition_says_in_words_who_wrote_it() -> None:
    edition = {
        "key": "/books/OL2M",
        "title": "Sleep",
        "by_statement": "by Ana Silva and Bo Li ; illustrated by C. Roe.",
        "edition_name": "2nd ed.",
        "languages": [{"key": "/languages/ger"}],
        "publish_date": "1996",
    }
    assert entries("openlibrary", edition) == [
        {
            "": "book",
            "author": "Ana Silva and Bo Li",
            "title": "Sleep",
            "edition": "2nd",
            "year": "1996",
            "langid": "ngerman",
            "url": "https://openlibrary.org/books/OL2M",
        }
    ]


def test_a_hit_of_many_editions_has_the_number_of_none() -> None:
    answer = {
        "numFound": 1,
        "docs": [
            {
                "key": "/works/OL1W",
                "title": "Sleep",
                "author_name": ["Ana Silva"],
                "first_publish_year": 1988,
                "isbn": ["9780140328721", "0140328726"],
                "language": ["eng", "ger"],
            }
        ],
    }
    assert entries("openlibrary", answer) == [
        {
            "": "book",
            "author": "Ana Silva",
            "title": "Sleep",
            "year": "1988",
            "url": "https://openlibrary.org/works/OL1W",
        }
    ]


@pytest.mark.parametrize(
    "answer",
    [
        b'{"key": "/books/OL1M", "type": {"key": "/type/redirect"}, "location": "/books/OL2M"}',
        b'[{"key": "/books/OL2M"}]',
    ],
)
def test_where_only_the_place_of_a_book_is_told_that_is_said(answer: bytes) -> None:
    with pytest.raises(AnswerError) as raised:
        read_answer("openlibrary", answer)
    assert str(raised.value) == (
        "openlibrary: the service says: the book is at /books/OL2M; ask for https://openlibrary.org/books/OL2M.json"
    )


def test_an_author_is_no_book() -> None:
    author = b'{"key": "/authors/OL1A", "type": {"key": "/type/author"}, "name": "Ana Silva"}'
    with pytest.raises(AnswerError, match="of type /type/author; ask for a book"):
        read_answer("openlibrary", author)


@pytest.mark.parametrize(
    "answer",
    [b"{}", b'{"numFound": 0, "docs": []}', b'{"error": "notfound", "key": "/books/OL0M"}'],
)
def test_where_there_is_no_such_book_there_are_none(answer: bytes) -> None:
    assert read_answer("openlibrary", answer) == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b'{"error": "bad_query"}', "bad_query"),
        (b"3", "openlibrary"),
        (b'{"x": {"y": 1}}', "openlibrary"),
    ],
)
def test_what_is_no_book_is_an_error(answer: bytes, said: str) -> None:
    with pytest.raises(AnswerError, match=said):
        read_answer("openlibrary", answer)


def test_a_book_is_asked_for_by_its_isbn_or_its_title() -> None:
    service = SERVICES["openlibrary"]
    assert service.request(Question("isbn", "978-0-14-032872-1")) == Request(
        "api/books", {"bibkeys": "ISBN:9780140328721", "format": "json", "jscmd": "data"}
    )
    found = service.request(Question(title="Sleep", family="Silva", most=3))
    assert found is not None
    assert (found.params["title"], found.params["author"], found.params["limit"]) == (
        "Sleep",
        "Silva",
        "3",
    )
    assert service.request(Question("doi", "10.1/x")) is None
