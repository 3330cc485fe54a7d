"""The working papers of the NBER: what is asked, and what is refused; `tests/formats/test_bibtex.py` has the rest."""

import pytest

from synbib.lookup import SERVICES, Question, Request, read_answer
from synbib.lookup.answers import AnswerError


def test_a_working_paper_is_asked_for_by_its_doi() -> None:
    service = SERVICES["nber"]
    assert service.request(Question("doi", "10.3386/w29971")) == Request("papers/w29971.bib")
    assert service.request(Question("doi", "10.1000/x")) is None
    assert service.request(Question(title="On Money")) is None


def test_a_page_for_a_browser_is_no_answer() -> None:
    with pytest.raises(AnswerError, match="Page not found"):
        read_answer(
            "nber", b"<!DOCTYPE html><html><head><title>Page not found | NBER</title></head></html>"
        )
