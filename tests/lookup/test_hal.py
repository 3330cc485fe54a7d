"""HAL's documents: small answers, and the whole entry of each."""

from typing import Any

import pytest
from answering import entries

from synbib.lookup import SERVICES, Question, read_answer
from synbib.lookup.answers import AnswerError


def found(**document: Any) -> dict[str, Any]:
    return {"response": {"numFound": 1, "start": 0, "docs": [document]}}


@pytest.mark.parametrize(
    ("document", "entry"),
    [
        (
            {
                "docType_s": "ART",
                "title_s": ["Le sommeil"],
                "subTitle_s": ["une histoire"],
                "authFullName_s": ["Ana Silva", "Rémi Le Roux"],
                "journalTitle_s": "Revue du sommeil",
                "volume_s": "12",
                "issue_s": ["3"],
                "page_s": "1-10",
                "doiId_s": "10.1000/x",
                "producedDate_s": "2014-02-03",
                "language_s": ["fr"],
                "uri_s": "https://hal.science/hal-1",
                "fileMain_s": "https://hal.science/hal-1/document.pdf",
            },
            {
                "": "article",
                "author": "Ana Silva and Rémi Le Roux",
                "title": "Le sommeil: une histoire",
                "journal": "Revue du sommeil",
                "volume": "12",
                "number": "3",
                "pages": "1--10",
                "year": "2014",
                "month": "feb",
                "doi": "10.1000/x",
                "langid": "french",
                "pdf": "https://hal.science/hal-1/document.pdf",
            },
        ),
        (
            {
                "docType_s": "THESE",
                "title_s": ["Sleep"],
                "authFullName_s": ["Ana Silva"],
                "authorityInstitution_s": ["Université de Lyon", "INSA"],
                "producedDateY_i": 2011,
                "uri_s": "https://theses.hal.science/tel-1",
            },
            {
                "": "phdthesis",
                "author": "Ana Silva",
                "title": "Sleep",
                "school": "Université de Lyon",
                "year": "2011",
                "url": "https://theses.hal.science/tel-1",
            },
        ),
        (
            {
                "docType_s": "COMM",
                "title_s": ["Sleep"],
                "conferenceTitle_s": "Sleep 2011",
                "arxivId_s": "1101.0001",
            },
            {
                "": "inproceedings",
                "title": "Sleep",
                "booktitle": "Sleep 2011",
                "eprint": "1101.0001",
                "archiveprefix": "arXiv",
            },
        ),
    ],
    ids=["article", "thesis", "talk"],
)
def test_a_document_becomes_the_entry_of_its_type(
    document: dict[str, Any], entry: dict[str, str]
) -> None:
    assert entries("hal", found(**document)) == [entry]


DC = """<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><GetRecord><record><metadata>
<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>Sleep in &lt;i&gt;Mus&lt;/i&gt;</dc:title><dc:creator>Silva, Ana</dc:creator><dc:creator>Le Roux, Rémi</dc:creator>
<dc:source>Revue du sommeil, Elsevier, 2014, 12 (3), pp.1-10. &#x27E8;10.1000/x&#x27E9;</dc:source>
<dc:identifier>hal-1</dc:identifier><dc:identifier>https://hal.science/hal-1</dc:identifier>
<dc:identifier>https://hal.science/hal-1/document.pdf</dc:identifier><dc:identifier>DOI : 10.1000/x</dc:identifier>
<dc:language>en</dc:language><dc:type>info:eu-repo/semantics/article</dc:type><dc:type>Journal articles</dc:type>
<dc:date>2014-02-03</dc:date></oai_dc:dc></metadata></record></GetRecord></OAI-PMH>"""


def test_a_record_in_dublin_core_says_in_one_line_where_it_appeared() -> None:
    assert entries("hal", DC) == [
        {
            "": "article",
            "author": "Silva, Ana and Le Roux, Rémi",
            "title": r"Sleep in \textit{Mus}",
            "journal": "Revue du sommeil",
            "volume": "12",
            "number": "3",
            "pages": "1--10",
            "year": "2014",
            "month": "feb",
            "doi": "10.1000/x",
            "pdf": "https://hal.science/hal-1/document.pdf",
        }
    ]


@pytest.mark.parametrize("code", ["idDoesNotExist", "noRecordsMatch"])
def test_where_there_is_no_such_document_there_are_none(code: str) -> None:
    answer = f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><error code="{code}">No</error></OAI-PMH>'
    assert read_answer("hal", answer.encode()) == []
    assert read_answer("hal", b'{"response": {"numFound": 0, "start": 0, "docs": []}}') == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b'{"error": {"msg": "undefined field tytle_s", "code": 400}}', "undefined field"),
        (b'<OAI-PMH><error code="badVerb">Illegal verb</error></OAI-PMH>', "Illegal verb"),
        (b"<OAI-PMH/>", "hal"),
    ],
)
def test_an_error_says_what_the_service_says(answer: bytes, said: str) -> None:
    with pytest.raises(AnswerError, match=said):
        read_answer("hal", answer)


def test_a_document_is_asked_for_by_a_field() -> None:
    asked = SERVICES["hal"].request(Question("hal", 'hal-1"'))
    assert asked is not None
    assert asked.params["q"] == 'halId_s:"hal-1"'
