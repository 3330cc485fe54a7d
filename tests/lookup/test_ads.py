"""ADS's records and exports: small answers, and the whole entry of each."""

from typing import Any

import pytest
from answering import entries

from synbib.lookup import SERVICES, Question, read_answer
from synbib.lookup.answers import AnswerError


def found(**document: Any) -> dict[str, Any]:
    return {"response": {"numFound": 1, "docs": [document]}}


@pytest.mark.parametrize(
    ("document", "entry"),
    [
        (
            {
                "bibcode": "2013A&A...552A.143S",
                "doctype": "article",
                "title": ["Dark &amp; bright"],
                "author": ["Silva, Ana", "van Berg, J. P."],
                "pub": "Astronomy and Astrophysics",
                "volume": "552",
                "eid": "A143",
                "page": ["A143"],
                "pubdate": "2013-04-00",
                "doi": ["10.1051/x"],
                "identifier": ["arXiv:1302.6362", "10.1051/x"],
            },
            {
                "": "article",
                "author": "Silva, Ana and van Berg, J. P.",
                "title": r"Dark \& bright",
                "journal": "Astronomy and Astrophysics",
                "volume": "552",
                "eid": "A143",
                "year": "2013",
                "month": "apr",
                "doi": "10.1051/x",
                "eprint": "1302.6362",
                "archiveprefix": "arXiv",
            },
        ),
        (
            {
                "bibcode": "2020arXiv200100001S",
                "doctype": "eprint",
                "title": ["Dark"],
                "pub": "arXiv e-prints",
                "eid": "arXiv:2001.00001",
                "pubdate": "2020-01-00",
                "identifier": ["arXiv:2001.00001"],
            },
            {
                "": "misc",
                "title": "Dark",
                "year": "2020",
                "month": "jan",
                "eprint": "2001.00001",
                "archiveprefix": "arXiv",
            },
        ),
        (
            {
                "bibcode": "2017PhDT........14C",
                "title": ["Dark"],
                "pub": "Ph.D. Thesis",
                "pub_raw": "PhD Thesis, Leiden University, 2017",
                "page": ["14"],
                "year": "2017",
            },
            {
                "": "phdthesis",
                "title": "Dark",
                "school": "Leiden University",
                "year": "2017",
                "url": "https://ui.adsabs.harvard.edu/abs/2017PhDT........14C",
            },
        ),
    ],
    ids=["article", "eprint", "thesis-by-bibcode"],
)
def test_a_record_becomes_the_entry_of_its_type(
    document: dict[str, Any], entry: dict[str, str]
) -> None:
    assert entries("ads", found(**document)) == [entry]


def test_an_export_is_read_by_what_it_is_in() -> None:
    bibtex = "@BOOK{2023uwff.book.....R, author = {{Renwick}, J.~A.}, title = {Under the weather}, year = 2023}"
    medlars = "PT  - Journal Article\nTI  - Dark.\nAU  - Silva, Ana\nSO  - Spin, Volume 8, Issue 4, id. 1877001\nVI  - 8\nDP  - 2018 Jan 01\nPG  - 1877001\n"
    (book,) = entries("ads", {"msg": "Retrieved 1", "export": bibtex})
    assert (book[""], book["author"], book["title"]) == (
        "book",
        "Renwick, J. A.",
        "Under the weather",
    )
    assert entries("ads", {"msg": "Retrieved 1", "export": medlars}) == [
        {
            "": "article",
            "author": "Silva, Ana",
            "title": "Dark",
            "journal": "Spin",
            "volume": "8",
            "number": "4",
            "eid": "1877001",
            "year": "2018",
        }
    ]


def test_a_search_without_hits_has_no_works() -> None:
    assert read_answer("ads", b'{"response": {"numFound": 0, "docs": []}}') == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b'{"error": "Unauthorized"}', "Unauthorized"),
        (b'{"error": {"msg": "org.apache.solr.search.SyntaxError", "code": 400}}', "SyntaxError"),
    ],
)
def test_an_error_says_what_the_service_says(answer: bytes, said: str) -> None:
    with pytest.raises(AnswerError, match=said):
        read_answer("ads", answer)


@pytest.mark.parametrize(
    ("question", "query"),
    [
        (Question("ads", "2013A&A...552A.143S"), 'bibcode:"2013A&A...552A.143S"'),
        (Question("arxiv", "1302.6362"), 'arXiv:"1302.6362"'),
        (
            Question(title="Dark", family="Silva", year="2013"),
            'title:"Dark" author:"Silva" year:2012-2014',
        ),
    ],
)
def test_a_work_is_asked_for_by_a_query(question: Question, query: str) -> None:
    asked = SERVICES["ads"].request(question)
    assert asked is not None
    assert asked.params["q"] == query
