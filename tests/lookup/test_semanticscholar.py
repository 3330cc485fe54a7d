"""Semantic Scholar's papers: small answers, and the whole entry of each."""

from typing import Any

import pytest
from answering import entries

from synbib.lookup import SERVICES, Question, read_answer
from synbib.lookup.answers import AnswerError

AUTHORS = [{"name": "Ana Silva"}, {"name": "B. Jones"}]
BY = "Ana Silva and B. Jones"


@pytest.mark.parametrize(
    ("told", "entry"),
    [
        (  # of ACL's Anthology, and a preprint before
            {
                "externalIds": {"ACL": "2020.acl-main.1", "ArXiv": "1912.00001", "DBLP": "conf/acl/SilvaJ20"},
                "publicationVenue": {"name": "Annual Meeting of the Association for Computational Linguistics", "type": "conference"},
                "publicationDate": "2019-12-01",
                "year": 2019,
                "journal": {"pages": "1-12"},
            },
            {
                "": "inproceedings",
                "booktitle": "Annual Meeting of the Association for Computational Linguistics",
                "pages": "1--12",
                "year": "2020",
                "url": "https://aclanthology.org/2020.acl-main.1/",
                "eprint": "1912.00001",
                "archiveprefix": "arXiv",
            },
        ),
        (
            {
                "externalIds": {"DOI": "10.1101/2020.01.02.000003"},
                "venue": "bioRxiv",
                "journal": {"name": "bioRxiv"},
                "publicationTypes": ["JournalArticle"],
                "publicationDate": "2020-01-02",
                "year": 2020,
            },
            {
                "": "misc",
                "howpublished": "bioRxiv",
                "year": "2020",
                "month": "jan",
                "doi": "10.1101/2020.01.02.000003",
            },
        ),
        (
            {
                "externalIds": {"MAG": "1"},
                "venue": "Workshop on Unheard-of Things",
                "publicationTypes": ["Conference"],
                "year": 1999,
                "publicationDate": "1999-01-01",
                "url": "https://www.semanticscholar.org/paper/1",
            },
            {
                "": "inproceedings",
                "booktitle": "Workshop on Unheard-of Things",
                "year": "1999",
                "url": "https://www.semanticscholar.org/paper/1",
            },
        ),
        (
            {"externalIds": {"DOI": "10.1000/b"}, "venue": "", "publicationTypes": ["Book"], "year": 2001},
            {"": "book", "year": "2001", "doi": "10.1000/b"},
        ),
    ],
    ids=["anthology", "biorxiv", "unknown-venue", "no-venue"],
)  # fmt: skip
def test_a_paper_becomes_the_entry_of_what_was_published(
    told: dict[str, Any], entry: dict[str, str]
) -> None:
    paper = {"paperId": "1", "title": "On Tests", "authors": AUTHORS, **told}
    (made,) = entries("semanticscholar", paper)
    assert made == {"author": BY, "title": "On Tests", **entry}


def test_a_batch_leaves_out_what_was_not_found() -> None:
    found = entries("semanticscholar", [None, {"paperId": "1", "title": "On Tests", "year": 2001}])
    assert [entry["title"] for entry in found] == ["On Tests"]


@pytest.mark.parametrize(
    "answer",
    [
        b'{"error": "Paper with id DOI:10.1/x not found"}',
        b'{"error": "Title match not found"}',
        b'{"total": 0, "offset": 0}',
        b'{"data": []}',
        b"[null]",
    ],
)
def test_where_there_is_no_such_paper_there_are_none(answer: bytes) -> None:
    assert read_answer("semanticscholar", answer) == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b'{"message": "Too Many Requests. Please wait", "code": "429"}', "Too Many Requests"),
        (b'{"error": "Unrecognized or unsupported fields: [x]"}', "unsupported fields"),
        (b'{"message": "Internal Server Error"}', "Internal Server Error"),
        (b'"text"', "semanticscholar"),
        (b'{"data": [{"x": 1}]}', "semanticscholar"),
    ],
)
def test_what_is_not_a_paper_is_an_error_that_says_so(answer: bytes, said: str) -> None:
    with pytest.raises(AnswerError, match=said):
        read_answer("semanticscholar", answer)


@pytest.mark.parametrize(
    ("question", "path"),
    [
        (Question("doi", "10.1000/a b"), "graph/v1/paper/DOI:10.1000/a%20b"),
        (Question("arxiv", "2101.00001"), "graph/v1/paper/ARXIV:2101.00001"),
        (Question("anthology", "P19-1001"), "graph/v1/paper/ACL:P19-1001"),
        (Question(title="On Tests", most=1), "graph/v1/paper/search/match"),
        (Question(title="On Tests"), "graph/v1/paper/search"),
    ],
)
def test_a_paper_is_asked_for_by_an_identifier_or_by_its_title(
    question: Question, path: str
) -> None:
    asked = SERVICES["semanticscholar"].request(question)
    assert asked is not None
    assert asked.path == path
