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


CORE = {
    "source": "MED",
    "pmid": "101",
    "doi": "10.1000/x",
    "title": "Sleep.",
    "authorString": "Li B.",
    "pubYear": "2020",
    "journalInfo": {
        "issue": "2",
        "volume": "7",
        "dateOfPublication": "2020 Mar",
        "journal": {"title": "Journal of sleep", "isoabbreviation": "J Sleep", "issn": "1111-2222"},
    },
    "pageInfo": "188-91",
    "language": "eng",
    "pubModel": "Print",
    "pubTypeList": {"pubType": ["Journal Article"]},
    "firstPublicationDate": "2020-02-01",
}
ENTRY = {
    "": "article",
    "author": "Li, B.",
    "title": "Sleep",
    "journal": "Journal of Sleep",
    "shortjournal": "J Sleep",
    "volume": "7",
    "number": "2",
    "pages": "188--191",
    "year": "2020",
    "month": "mar",
    "doi": "10.1000/x",
    "issn": "1111-2222",
    "pmid": "101",
}
BARE = {name: text for name, text in ENTRY.items() if name in ("author", "title", "year")}


@pytest.mark.parametrize(
    ("told", "entry"),
    [
        ({}, ENTRY),
        ({"title": "[Sleep].", "language": "ger"}, {**ENTRY, "langid": "ngerman"}),
        ({"title": "RETRACTED: Sleep.", "pubTypeList": {"pubType": ["Retracted Publication"]}}, {**ENTRY, "note": "Retracted"}),
        ({"commentCorrectionList": {"commentCorrection": [{"type": "Retraction in", "source": "MED", "id": "9"}]}}, {**ENTRY, "note": "Retracted"}),
        ({"authorString": "Smith JA 3rd, van der Berg J, WHO Sleep Group."}, {**ENTRY, "author": "Smith, III, J. A. and van der Berg, J. and {WHO Sleep Group}"}),
        (
            {"authorList": {"author": [{"fullName": "Smith JA 3rd", "firstName": "John A", "lastName": "Smith"}, {"fullName": "Madonna"}]}},
            {**ENTRY, "author": "Smith, III, John A. and Madonna"},
        ),
        ({"journalInfo": None, "journalTitle": "J Sleep", "journalVolume": "7", "issue": "2", "journalIssn": "1111-2222; 3333-4444"},
         {name: text for name, text in ENTRY.items() if name != "shortjournal"} | {"journal": "J Sleep", "month": "feb"}),
        (
            {"pubModel": "Electronic", "pageInfo": "e123", "journalInfo": {"volume": "7", "dateOfPublication": "2020", "journal": {"title": "PloS one", "isoabbreviation": "PLoS One"}}},
            {**BARE, "": "article", "journal": "PLoS One", "volume": "7", "eid": "e123", "month": "feb", "doi": "10.1000/x", "pmid": "101"},
        ),
        (
            {"journalInfo": None, "pageInfo": "10-9", "pubTypeList": {"pubType": ["Book Chapter"]}, "doi": None,
             "bookOrReportDetails": {"comprisingTitle": "Sleep Medicine", "publisher": "Humana", "isbn10": "186016359X", "edition": "3rd ed."}},
            {**BARE, "": "incollection", "booktitle": "Sleep Medicine", "edition": "3", "publisher": "Humana", "isbn": "186016359X", "pages": "10--19", "month": "feb", "pmid": "101"},
        ),
        ({"source": "PAT", "id": "EP1", "pmid": None, "doi": None, "journalInfo": None, "pageInfo": None}, {**BARE, "": "patent", "number": "EP1"}),
        (
            {"source": "HIR", "pmid": None, "doi": None, "journalInfo": None, "pageInfo": None, "bookOrReportDetails": {"publisher": "NICE"}},
            {**BARE, "": "techreport", "institution": "NICE"},
        ),
        (
            {"source": "PPR", "pmid": None, "doi": "10.48550/arXiv.2101.00001", "journalInfo": None, "pageInfo": None, "bookOrReportDetails": {"publisher": "arXiv"}},
            {**BARE, "": "misc", "month": "feb", "doi": "10.48550/arXiv.2101.00001", "eprint": "2101.00001", "archiveprefix": "arXiv"},
        ),
        (
            {"source": "PPR", "title": "WITHDRAWN: Sleep", "pmid": None, "journalInfo": None, "pageInfo": None, "bookOrReportDetails": {"publisher": "medRxiv"}},
            {**BARE, "": "misc", "howpublished": "medRxiv", "month": "feb", "doi": "10.1000/x", "note": "Withdrawn"},
        ),
    ],
)  # fmt: skip
def test_a_core_result_of_each_kind_becomes_its_entry(
    told: dict[str, Any], entry: dict[str, str]
) -> None:
    assert entries("europepmc", found(**CORE | told)) == [entry]


def test_an_answer_in_xml_is_the_same() -> None:
    answer = """<responseWrapper><version>6.9</version><hitCount>1</hitCount><resultList><result><source>MED</source>
    <pmid>101</pmid><doi>10.1000/x</doi><title>Sleep of <i>Mus</i>.</title>
    <authorList><author><fullName>Li B</fullName><firstName>B</firstName><lastName>Li</lastName></author></authorList>
    <journalInfo><issue>2</issue><volume>7</volume><dateOfPublication>2020 Mar</dateOfPublication><journal><title>Journal of sleep</title>
    <ISOAbbreviation>J Sleep</ISOAbbreviation><ISSN>1111-2222</ISSN></journal></journalInfo><pubYear>2020</pubYear>
    <pageInfo>188-91</pageInfo><pubTypeList><pubType>Journal Article</pubType></pubTypeList></result></resultList></responseWrapper>"""
    assert entries("europepmc", answer) == [{**ENTRY, "title": r"Sleep of \textit{Mus}"}]
    none = "<responseWrapper><hitCount>0</hitCount><resultList/></responseWrapper>"
    assert entries("europepmc", none) == []


def test_a_search_without_hits_has_no_works() -> None:
    assert read_answer("europepmc", b'{"hitCount": 0, "resultList": {"result": []}}') == []
    assert read_answer("europepmc", b'{"version": "6.9", "hitCount": 0}') == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b'{"errCode": 404, "errMsg": "Invalid cursorMark"}', "Invalid cursorMark; check what was asked"),
        (b'{"status": 400, "error": "Bad Request"}', "Bad Request; try again later"),
        (b"<errorBean><errMsg>No such query</errMsg></errorBean>", "No such query; try again later"),
        (b'{"hitCount": 3, "resultList": {', "save the whole answer"),
        (b"<html><title>503</title></html>", "503; try again later"),
    ],
)  # fmt: skip
def test_an_error_says_what_the_service_says(answer: bytes, said: str) -> None:
    with pytest.raises(AnswerError, match=said):
        read_answer("europepmc", answer)


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
