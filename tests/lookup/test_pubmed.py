"""PubMed's answers that are not its XML or NBIB, which `tests/formats` has: summaries, searches, numbers."""

import pytest
from answering import entries

from synbib.lookup import SERVICES, Question, read_answer
from synbib.lookup.answers import AnswerError

SUMMARY = {
    "uid": "101",
    "pubdate": "1965 Aug",
    "source": "Arch Dermatol",
    "authors": [
        {"name": "Hambrick GW Jr", "authtype": "Author"},
        {"name": "Skin Study Group", "authtype": "CollectiveName"},
    ],
    "title": "Zirconium &amp; skin.",
    "volume": "92",
    "issue": "2",
    "pages": "188-91",
    "lang": ["eng"],
    "issn": "0003-987X",
    "essn": "",
    "pubtype": ["Journal Article"],
    "articleids": [
        {"idtype": "pubmed", "value": "101"},
        {"idtype": "doi", "value": "10.1001/archderm.1965.1"},
        {"idtype": "pmcid", "value": "pmc-id: PMC12;"},
    ],
    "fulljournalname": "Archives of dermatology",
}
ENTRY = {
    "": "article",
    "author": "Hambrick, Jr, G. W. and {Skin Study Group}",
    "title": r"Zirconium \& skin",
    "journal": "Archives of Dermatology",
    "shortjournal": "Arch Dermatol",
    "volume": "92",
    "number": "2",
    "pages": "188--191",
    "year": "1965",
    "month": "aug",
    "issn": "0003-987X",
    "doi": "10.1001/archderm.1965.1",
    "pmid": "101",
    "pmcid": "PMC12",
}


def test_a_summary_in_json_has_the_whole_citation() -> None:
    answer = {
        "result": {
            "uids": ["101", "102"],
            "101": SUMMARY,
            "102": {"uid": "102", "error": "cannot get"},
        }
    }
    assert entries("pubmed", answer) == [ENTRY]


@pytest.mark.parametrize(
    ("told", "differs"),
    [
        ({"pubdate": "2010 Jan-Feb"}, {"year": "2010", "month": None}),
        ({"title": "[Schlaf].", "vernaculartitle": "Der Schlaf.", "lang": ["ger"]}, {"title": "Der Schlaf", "langid": "ngerman"}),
        ({"title": "RETRACTED: Zirconium.", "pubtype": ["Retracted Publication"]}, {"title": "Zirconium", "note": "Retracted"}),
        ({"pages": "", "issn": "", "essn": "2072-6643", "elocationid": "pii: E92. doi: 10.3390/nu11010092"}, {"pages": None, "eid": "E92", "issn": "2072-6643"}),
        ({"authors": [{"name": "Smith JA 3rd", "authtype": "Author"}]}, {"author": "Smith, III, J. A."}),
    ],
)  # fmt: skip
def test_what_a_summary_says_otherwise_is_in_the_entry(
    told: dict[str, object], differs: dict[str, str | None]
) -> None:
    wanted = {**ENTRY, **differs}
    assert entries("pubmed", {"result": {"uids": ["101"], "101": SUMMARY | told}}) == [
        {name: text for name, text in wanted.items() if text is not None}
    ]


def test_a_summary_of_a_chapter_is_in_its_book() -> None:
    told = {
        "uid": "9",
        "pubdate": "2024 Jan",
        "title": "Insomnia",
        "booktitle": "StatPearls",
        "publishername": "StatPearls Publishing",
        "publisherlocation": "Treasure Island (FL)",
        "authors": [{"name": "Li B", "authtype": "Author"}],
        "articleids": [{"idtype": "bookaccession", "value": "NBK9"}],
    }
    assert entries("pubmed", {"result": {"9": told}}) == [
        {
            "": "incollection",
            "author": "Li, B.",
            "title": "Insomnia",
            "booktitle": "StatPearls",
            "publisher": "StatPearls Publishing",
            "address": "Treasure Island (FL)",
            "year": "2024",
            "month": "jan",
            "url": "https://www.ncbi.nlm.nih.gov/books/NBK9",
            "pmid": "9",
        }
    ]


def test_a_summary_of_version_2_in_xml_is_the_same() -> None:
    answer = """<eSummaryResult><DocumentSummarySet><DocumentSummary uid="101">
    <PubDate>1965 Aug</PubDate><Source>Arch Dermatol</Source><Authors>
    <Author><Name>Hambrick GW Jr</Name><AuthType>Author</AuthType></Author>
    <Author><Name>Skin Study Group</Name><AuthType>CollectiveName</AuthType></Author></Authors>
    <Title>Zirconium &amp;amp; skin.</Title><Volume>92</Volume><Issue>2</Issue><Pages>188-91</Pages>
    <Lang><string>eng</string></Lang><ISSN>0003-987X</ISSN><ESSN/><PubType><flag>Journal Article</flag></PubType>
    <ArticleIds><ArticleId><IdType>doi</IdType><Value>10.1001/archderm.1965.1</Value></ArticleId>
    <ArticleId><IdType>pmcid</IdType><Value>pmc-id: PMC12;</Value></ArticleId></ArticleIds>
    <FullJournalName>Archives of dermatology</FullJournalName></DocumentSummary></DocumentSummarySet></eSummaryResult>"""
    assert entries("pubmed", answer) == [ENTRY]


@pytest.mark.parametrize(
    "answer",
    [
        {"esearchresult": {"count": "1", "idlist": ["101"]}},
        "<eSearchResult><Count>1</Count><IdList><Id>101</Id></IdList></eSearchResult>",
        {"records": [{"pmid": "101"}, {"pmid": "7", "status": "error", "errmsg": "invalid"}]},
        '<pmcids status="ok"><record pmid="101"/><record pmid="7" status="error"/></pmcids>',
    ],
)
def test_of_what_a_search_and_the_converter_find_the_numbers_are_known(answer: object) -> None:
    assert entries("pubmed", answer) == [{"": "misc", "pmid": "101"}]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b'{"error": "API rate limit exceeded", "count": "4"}', "API rate limit exceeded"),
        (b'{"esearchresult": {"ERROR": "Search Backend failed"}}', "Search Backend failed"),
        (b"<eSummaryResult><ERROR>Invalid uid</ERROR></eSummaryResult>", "Invalid uid"),
        (b"<html><title>502 Bad Gateway</title></html>", "502 Bad Gateway"),
        (
            b"<eFetchResult><ERROR>Cannot process ID list</ERROR></eFetchResult>",
            "pubmed: Cannot process ID list; save",
        ),
        (
            b"Error occurred: the PMID 9 is not available",
            "pubmed: the service says: Error occurred",
        ),
        (b"PMID- 9\nOWN - NLM\n", "pubmed: record 1 has no title"),
        (b"<PubmedArticleSet><PubmedArticle>", "save the whole answer"),
    ],
)
def test_an_error_says_what_the_service_says(answer: bytes, said: str) -> None:
    with pytest.raises(AnswerError, match=said):
        read_answer("pubmed", answer)


@pytest.mark.parametrize(
    ("question", "path", "term"),
    [
        (Question("pmid", "101"), "efetch.fcgi", None),
        (Question("doi", "10.1/x(1)[2]"), "esearch.fcgi", "10.1/x 1 2[AID]"),
        (
            Question(title='The "Art" of Sleep', family="Li", year="2001"),
            "esearch.fcgi",
            "The Art of Sleep[Title] AND Li[Author] AND 2000:2002[pdat]",
        ),
    ],
)
def test_a_work_is_fetched_by_its_number_and_searched_for_by_all_else(
    question: Question, path: str, term: str | None
) -> None:
    asked = SERVICES["pubmed"].request(question)
    assert asked is not None
    assert (asked.path, asked.params.get("term")) == (path, term)


def test_what_no_reference_says_is_left_out_of_what_is_added() -> None:
    record = b"PMID- 9\nTI  - Naps.\nDP  - 2020 May 7\nLA  - eng\nAB  - Of naps.\nOT  - beds\nGN  - A note\nPT  - Journal Article\n"
    (work,) = read_answer("pubmed", record)
    assert work.entry().fields == {"title": "Naps", "year": "2020", "month": "may", "pmid": "9"}
