"""Europe PMC's results: small answers, and the whole entry of each."""

from typing import Any

import pytest
from answering import entries

from synbib.lookup import SERVICES, Question, read_answer
from synbib.lookup.answers import AnswerError


def found(**result: Any) -> dict[str, Any]:
    return {"hitCount": 1, "resultList": {"result": [result]}}


def test_a_lite_result_has_names_in_one_line() -> None:
    answer = found(
        source="MED",
        pmid="101",
        doi="10.1000/x",
        title="Sleep in winter.",
        authorString="Liu Q, Sleep Study Group, van Berg J.",
        journalTitle="Acta of sleep",
        journalVolume="7",
        issue="2",
        pageInfo="188-91",
        pubYear="2001",
        pubType="journal article",
    )
    assert entries("europepmc", answer) == [
        {
            "": "article",
            "author": "Liu, Q. and {Sleep Study Group} and van Berg, J.",
            "title": "Sleep in winter",
            "journal": "Acta of Sleep",
            "volume": "7",
            "number": "2",
            "pages": "188--191",
            "year": "2001",
            "doi": "10.1000/x",
            "pmid": "101",
        }
    ]


def test_a_preprint_is_told_by_its_source_and_knows_what_it_was_published_as() -> None:
    answer = found(
        source="PPR",
        doi="10.1101/2020.01.02.000003",
        title="Sleep in winter",
        authorList={
            "author": [{"firstName": "Ana", "lastName": "Silva"}, {"collectiveName": "Sleep Group"}]
        },
        bookOrReportDetails={"publisher": "bioRxiv", "yearOfPublication": 2020},
        firstPublicationDate="2020-01-02",
        commentCorrectionList={
            "commentCorrection": [{"type": "Preprint of", "source": "MED", "id": "202"}]
        },
    )
    assert entries("europepmc", answer) == [
        {
            "": "misc",
            "author": "Silva, Ana and {Sleep Group}",
            "title": "Sleep in winter",
            "howpublished": "bioRxiv",
            "year": "2020",
            "month": "jan",
            "doi": "10.1101/2020.01.02.000003",
        }
    ]
    import json

    (work,) = read_answer("europepmc", json.dumps(answer).encode())
    assert work.published_as == {"pmid": "202"}


def test_a_thesis_and_a_book_are_told_by_their_source_and_type() -> None:
    book = {"publisher": "Universidade de Lisboa", "yearOfPublication": 2011}
    told = {
        "title": "Sleep",
        "authorString": "Silva A.",
        "pubYear": "2011",
        "bookOrReportDetails": book,
    }
    (thesis,) = entries("europepmc", found(source="ETH", **told))
    (whole,) = entries("europepmc", found(source="MED", pubTypeList={"pubType": ["Book"]}, **told))
    base = {"author": "Silva, A.", "title": "Sleep", "year": "2011"}
    assert thesis == {"": "phdthesis", **base, "school": "Universidade de Lisboa"}
    assert whole == {"": "book", **base, "publisher": "Universidade de Lisboa"}


def test_a_search_without_hits_has_no_works() -> None:
    assert read_answer("europepmc", b'{"hitCount": 0, "resultList": {"result": []}}') == []
    assert read_answer("europepmc", b'{"version": "6.9", "hitCount": 0}') == []


def test_an_error_says_what_the_service_says() -> None:
    with pytest.raises(AnswerError, match="Invalid cursorMark"):
        read_answer("europepmc", b'{"errCode": 404, "errMsg": "Invalid cursorMark"}')


@pytest.mark.parametrize(
    ("question", "query"),
    [
        (Question("doi", '10.1/x"y'), 'DOI:"10.1/xy"'),
        (Question("pmid", "101"), "EXT_ID:101 AND SRC:MED"),
        (Question(title='A "b"', family="Li"), 'TITLE:"A  b " AND AUTH:"Li"'),
    ],
)
def test_a_work_is_asked_for_by_a_query(question: Question, query: str) -> None:
    asked = SERVICES["europepmc"].request(question)
    assert asked is not None
    assert asked.params["query"] == query
