"""INSPIRE's records: small answers, and the whole entry of each."""

from typing import Any

import pytest
from answering import entries

from synbib.lookup import SERVICES, Question, read_answer
from synbib.lookup.answers import AnswerError

ANA = {"full_name": "Silva, Ana"}


@pytest.mark.parametrize(
    ("told", "entry"),
    [
        (
            {
                "document_type": ["article"],
                "titles": [{"title": "Search for $B^0\\to\\mu^+\\mu^-$ decays", "subtitle": "at the LHC"}],
                "authors": [ANA, {"full_name": "Smith, John, Jr."}],
                "collaborations": [{"value": "LHCb"}],
                "dois": [{"material": "erratum", "value": "10.1000/e"}, {"value": "10.1000/x"}],
                "publication_info": [
                    {"material": "erratum", "journal_title": "Phys.Rev.D", "journal_volume": "99"},
                    {"journal_title": "Phys.Rev.D", "journal_volume": "98", "journal_issue": "2", "page_start": "101", "page_end": "110", "year": 2018},
                ],
                "arxiv_eprints": [{"value": "1805.00001", "categories": ["hep-ex"]}],
                "preprint_date": "2018-05-01",
            },
            {
                "": "article",
                "author": "Silva, Ana and Smith, Jr., John",
                "title": r"Search for $B^0\to\mu^+\mu^-$ decays: at the {LHC}",
                "collaboration": "LHCb",
                "journal": "Physical Review D",
                "shortjournal": "Phys. Rev. D",
                "volume": "98",
                "number": "2",
                "pages": "101--110",
                "year": "2018",
                "doi": "10.1000/x",
                "eprint": "1805.00001",
                "archiveprefix": "arXiv",
                "primaryclass": "hep-ex",
            },
        ),
        (
            {
                "document_type": ["thesis"],
                "titles": [{"title": "On Neutrinos"}],
                "authors": [ANA, {"full_name": "Roe, Carl", "inspire_roles": ["supervisor"]}],
                "thesis_info": {"degree_type": "phd", "date": "2019-06", "institutions": [{"name": "Lisbon U."}]},
                "control_number": 7,
            },
            {
                "": "phdthesis",
                "author": "Silva, Ana",
                "title": "On Neutrinos",
                "school": "Lisbon University",
                "year": "2019",
                "month": "jun",
                "url": "https://inspirehep.net/literature/7",
            },
        ),
        (
            {
                "document_type": ["proceedings"],
                "titles": [{"title": "Neutrinos 2019"}],
                "authors": [{"full_name": "Silva, Ana", "inspire_roles": ["editor"]}],
                "imprints": [{"publisher": "CERN", "place": "Geneva", "date": "2020"}],
                "isbns": [{"value": "9789290835004"}],
                "number_of_pages": 300,
                "control_number": 8,
            },
            {
                "": "proceedings",
                "editor": "Silva, Ana",
                "title": "Neutrinos 2019",
                "publisher": "CERN",
                "address": "Geneva",
                "year": "2020",
                "pagetotal": "300",
                "isbn": "9789290835004",
                "url": "https://inspirehep.net/literature/8",
            },
        ),
        (
            {
                "document_type": ["conference paper"],
                "titles": [{"title": "Light Neutrinos"}],
                "corporate_author": ["KATRIN Collaboration"],
                "arxiv_eprints": [{"value": "hep-ex/0101001", "categories": ["hep-ex"]}],
                "preprint_date": "2001-01",
                "withdrawn": True,
            },
            {
                "": "misc",
                "author": "{KATRIN Collaboration}",
                "title": "Light Neutrinos",
                "year": "2001",
                "month": "jan",
                "note": "Withdrawn",
                "eprint": "hep-ex/0101001",
                "archiveprefix": "arXiv",
                "primaryclass": "hep-ex",
            },
        ),
    ],
    ids=["article", "thesis", "proceedings", "talk-on-arxiv"],
)  # fmt: skip
def test_a_record_becomes_the_entry_of_its_type(
    told: dict[str, Any], entry: dict[str, str]
) -> None:
    (made,) = entries("inspire", {"hits": {"hits": [{"metadata": told}], "total": 1}})
    assert made == entry


@pytest.mark.parametrize(
    "answer",
    [b'{"hits": {"hits": [], "total": 0}}', b'{"status": 404, "message": "PID does not exist."}'],
)
def test_where_there_is_no_such_record_there_are_none(answer: bytes) -> None:
    assert read_answer("inspire", answer) == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b'{"status": 400, "message": "Maximum number of 10000 results"}', "Maximum number"),
        (b'{"status": 500}', "inspire"),
        (b"<html><head><title>503 Service Unavailable</title></head></html>", "503"),
    ],
)
def test_an_error_says_what_the_service_says(answer: bytes, said: str) -> None:
    with pytest.raises(AnswerError, match=said):
        read_answer("inspire", answer)


@pytest.mark.parametrize(
    ("question", "path"),
    [
        (Question("inspire", "1459277"), "api/literature/1459277"),
        (Question("arxiv", "hep-th/0101001"), "api/arxiv/hep-th/0101001"),
        (Question("doi", "10.1000/x y"), "api/doi/10.1000/x%20y"),
        (Question(title='On "Light"', family="Silva"), "api/literature"),
    ],
)
def test_a_record_is_asked_for_by_an_identifier_or_its_title(question: Question, path: str) -> None:
    asked = SERVICES["inspire"].request(question)
    assert asked is not None
    assert asked.path == path
    if question.title:
        assert asked.params["q"] == 't "On  Light " and a "Silva"'
