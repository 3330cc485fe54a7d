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
            "edition": "2",
            "year": "1996",
            "langid": "ngerman",
            "url": "https://openlibrary.org/books/OL2M",
        }
    ]


@pytest.mark.parametrize(
    ("statement", "people"),
    [
        ("by Ana Silva ; translated by Bo Li.", {"author": "Ana Silva", "translator": "Bo Li"}),
        ("Leo Tolstoy ; translated from the Russian by Ann Lee and Bo Li ; with an introduction by X.", {"author": "Leo Tolstoy", "translator": "Ann Lee and Bo Li"}),
        ("Leo Tolstoy; a new translation by Bo Li; edited by C. Roe", {"author": "Leo Tolstoy", "translator": "Bo Li", "editor": "C. Roe"}),
        ("[edited by] Ana Silva and Bo Li.", {"editor": "Ana Silva and Bo Li"}),
        ("Hrsg. von Ana Silva", {"editor": "Ana Silva"}),
        ("Ana Silva, editor", {"editor": "Ana Silva"}),
        ("[by] Ana Silva ... [et al.].", {"author": "Ana Silva and others"}),
        ("written and illustrated by Ana Silva", {"author": "Ana Silva"}),
        ("text by Ana Silva ; photographs by Bo Li", {"author": "Ana Silva"}),
        ("Sleep Research Society", {"author": "{Sleep Research Society}"}),
    ],
)  # fmt: skip
def test_a_statement_of_responsibility_tells_who_did_what(
    statement: str, people: dict[str, str]
) -> None:
    edition = {"key": "/books/OL2M", "title": "Sleep", "by_statement": statement}
    assert entries("openlibrary", edition) == [
        {"": "book", "title": "Sleep", **people, "url": "https://openlibrary.org/books/OL2M"}
    ]


@pytest.mark.parametrize(
    ("told", "differs"),
    [
        ({"publish_date": "May 2003"}, {"year": "2003", "month": "may"}),
        ({"publish_date": "c1999"}, {"year": "1999"}),
        ({"publish_date": "[1984]"}, {"year": "1984"}),
        ({"publish_date": "2001, c2000"}, {"year": "2001"}),
        ({"publish_date": "June 1st 2004"}, {"year": "2004", "month": "jun"}),
        ({"publish_date": "05/2003"}, {"year": "2003", "month": "may"}),
        ({"publish_date": "2005, January 3"}, {"year": "2005", "month": "jan"}),
        ({"publish_date": "1850s"}, {}),
        ({"edition_name": "[2nd ed.]"}, {"edition": "2"}),
        ({"edition_name": "3. Aufl."}, {"edition": "3"}),
        ({"edition_name": "Rev. ed."}, {"edition": "Rev."}),
        ({"subtitle": "second edition"}, {"edition": "2"}),
        ({"subtitle": "A History, 3rd ed."}, {"title": "Sleep: A History", "edition": "3"}),
        ({"title_prefix": "The "}, {"title": "The Sleep"}),
        ({"series": ["Collection Folio ; 12"]}, {"series": "Collection Folio", "number": "12"}),
        ({"series": ["Lecture Notes in Sleep (1234)"]}, {"series": "Lecture Notes in Sleep", "number": "1234"}),
        ({"series": ["Studies, v. 7"], "volume_number": "2"}, {"series": "Studies", "number": "7", "volume": "2"}),
        ({"series": ["Studies in Sleep, Dreams"]}, {"series": "Studies in Sleep, Dreams"}),
        ({"contributions": ["Li, Bo (Translator)", "Roe, C. (Illustrator)"]}, {"translator": "Li, Bo"}),
        ({"contributors": [{"role": "Editor", "name": "C. Roe"}]}, {"editor": "C. Roe"}),
        ({"isbn_10": ["0140328726"]}, {"isbn": "0140328726", "url": ""}),
        ({"subtitle": "10th Conference, Oslo, Proceedings", "authors": [{"name": "Bo Li"}]}, {"": "proceedings", "title": "Sleep: 10th Conference, Oslo, Proceedings", "editor": "Bo Li"}),
    ],
)  # fmt: skip
def test_what_an_edition_says_is_in_the_entry(
    told: dict[str, object], differs: dict[str, str]
) -> None:
    entry = {"": "book", "title": "Sleep", "url": "https://openlibrary.org/books/OL2M", **differs}
    made = entries("openlibrary", {"key": "/books/OL2M", "title": "Sleep", **told})
    assert made == [{name: text for name, text in entry.items() if text}]


def test_the_api_of_volumes_is_read() -> None:
    answer = {"items": [], "records": {"/books/OL1M": {"isbns": [], "data": BOOK}}}
    assert entries("openlibrary", answer) == [ENTRY]


def test_what_isbnlib_writes_has_the_subtitle_after_a_colon() -> None:
    told = {"ISBN-13": "9780140328721", "Title": "Sleep - A History", "Authors": ["Prof. Dr. Ana Silva"], "Year": "1988"}  # fmt: skip
    assert entries("openlibrary", told) == [
        {"": "book", "author": "Ana Silva", "title": "Sleep: A History", "year": "1988", "isbn": "9780140328721"}
    ]  # fmt: skip


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
    [
        b"{}",
        b'{"numFound": 0, "docs": []}',
        b'{"error": "notfound", "key": "/books/OL0M"}',
        b'{"error": "not_found"}',
    ],
)
def test_where_there_is_no_such_book_there_are_none(answer: bytes) -> None:
    assert read_answer("openlibrary", answer) == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b'{"error": "bad_query"}', "bad_query"),
        (b'{"status": "error", "message": "rate limited"}', "rate limited"),
        (b'{"docs": [{"key"', "save the whole answer"),
        (b"<html><title>Internal Error</title></html>", "Internal Error"),
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
