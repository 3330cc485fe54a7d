"""The working papers of the NBER: what is asked, and what is refused; `tests/formats/test_bibtex.py` has the rest."""

import pytest
from answering import entries

from synbib.lookup import SERVICES, Question, Request, read_answer
from synbib.lookup.answers import AnswerError


def test_a_working_paper_is_asked_for_by_its_doi() -> None:
    service = SERVICES["nber"]
    assert service.request(Question("doi", "10.3386/w29971")) == Request("papers/w29971.bib")
    assert service.request(Question("doi", "10.1000/x")) is None
    assert service.request(Question(title="On Money")) is None


PAPER = """% WARNING: This file may contain UTF-8 characters.
@techreport{{NBERw1, title = "Money & Banks", author = "{author}", institution = "National Bureau of Economic Research",
 type = "Working Paper", series = "Working Paper Series", number = "1", year = "1973", month = "June",
 doi = {{10.3386/w0001}}, URL = "http://www.nber.org/papers/w0001", abstract = {{x}},}}"""


@pytest.mark.parametrize(
    ("written", "author"),
    [
        ("Smith, John A and van der Berg, Jan", "Smith, John A. and van der Berg, Jan"),
        ("Jones, Mary B, Jr.", "Jones, Jr., Mary B."),
        ("Acemoglu, K. Daron", "Acemoglu, K. Daron"),
        ("{The Budget Group}", "{The Budget Group}"),
    ],
)
def test_a_working_paper_is_a_report(written: str, author: str) -> None:
    assert entries("nber", PAPER.format(author=written)) == [
        {
            "": "techreport",
            "author": author,
            "title": r"Money \& Banks",
            "type": "Working Paper",
            "institution": "National Bureau of Economic Research",
            "number": "1",
            "series": "Working Paper Series",
            "year": "1973",
            "month": "jun",
            "doi": "10.3386/w0001",
        }
    ]


def test_a_chapter_has_its_editors_without_the_word() -> None:
    chapter = """@incollection{NBERc1, Crossref = "NBERx", title = "A Chapter", BookTitle = "NBER Macroeconomics Annual 2010",
     author = "John A. Smith", editor = "Daron Acemoglu, editor and Michael Woodford, editor", pages = "1-20",
     publisher = "University of Chicago Press", year = "2011", URL = "http://www.nber.org/chapters/c1"}"""
    assert entries("nber", chapter) == [
        {
            "": "incollection",
            "author": "Smith, John A.",
            "title": "A Chapter",
            "booktitle": "NBER Macroeconomics Annual 2010",
            "editor": "Daron Acemoglu and Michael Woodford",
            "publisher": "University of Chicago Press",
            "year": "2011",
            "pages": "1--20",
            "url": "http://www.nber.org/chapters/c1",
        }
    ]


@pytest.mark.parametrize(("answer", "said"), [(b"Access Denied", "no entry of BibTeX"), (b"", "the answer is empty"), (b"@techreport{x, title = {T", "no entry")])  # fmt: skip
def test_half_an_answer_is_an_error(answer: bytes, said: str) -> None:
    with pytest.raises(AnswerError, match=said):
        read_answer("nber", answer)


def test_a_page_for_a_browser_is_no_answer() -> None:
    with pytest.raises(AnswerError, match="Page not found"):
        read_answer(
            "nber", b"<!DOCTYPE html><html><head><title>Page not found | NBER</title></head></html>"
        )
