"""OpenReview's notes in both versions of its API: small answers, and the whole entry of each."""

from typing import Any

import pytest
from answering import entries

from synbib.lookup import SERVICES, Question, Request, read_answer
from synbib.lookup.answers import AnswerError

ICLR = """@inproceedings{
silva2024on,
title={On {GPT} Tests},
author={Ana Silva and Bo Li},
booktitle={The Twelfth International Conference on Learning Representations},
year={2024},
url={https://openreview.net/forum?id=AbCdEf}
}"""
TMLR = """@article{
silva2023on,
title={On Tests},
author={Ana Silva},
journal={Transactions on Machine Learning Research},
issn={2835-8856},
year={2023},
url={https://openreview.net/forum?id=AbCdEf},
note={}
}"""


def note(version: int, **content: Any) -> dict[str, Any]:
    """Return an answer of one note: version 2 wraps each value."""
    wrapped = {name: {"value": value} for name, value in content.items()}
    one = {"id": "AbCdEf", "forum": "AbCdEf", "content": wrapped if version == 2 else content}
    return {"notes": [one], "count": 1}


@pytest.mark.parametrize("version", [1, 2])
def test_an_accepted_paper_is_of_its_conference(version: int) -> None:
    answer = note(
        version,
        title="On GPT Tests",
        authors=["Ana Silva", "Bo Li"],
        venue="ICLR 2024 oral",
        venueid="ICLR.cc/2024/Conference",
        pdf="/pdf/0123.pdf",
        code="https://github.com/x/y",
        _bibtex=ICLR,
    )
    assert entries("openreview", answer) == [
        {
            "": "inproceedings",
            "author": "Ana Silva and Bo Li",
            "title": "On {GPT} Tests",
            "booktitle": "The Twelfth International Conference on Learning Representations",
            "year": "2024",
            "url": "https://openreview.net/forum?id=AbCdEf",
            "pdf": "https://openreview.net/pdf?id=AbCdEf",
            "code": "https://github.com/x/y",
        }
    ]


def test_a_paper_of_a_journal_is_an_article() -> None:
    answer = note(
        2,
        title="On Tests",
        authors=["Ana Silva"],
        venue="Accepted by TMLR",
        venueid="TMLR",
        _bibtex=TMLR,
    )
    assert entries("openreview", answer) == [
        {
            "": "article",
            "author": "Ana Silva",
            "title": "On Tests",
            "journal": "Transactions on Machine Learning Research",
            "year": "2023",
            "issn": "2835-8856",
            "url": "https://openreview.net/forum?id=AbCdEf",
        }
    ]


@pytest.mark.parametrize(
    ("venue", "venueid", "note_of_entry", "status"),
    [
        ("Submitted to ICLR 2024", "ICLR.cc/2024/Conference/Rejected_Submission", "Submitted to ICLR 2024", ""),
        ("ICLR 2024 Conference Withdrawn Submission", "ICLR.cc/2024/Conference/Withdrawn_Submission", "ICLR 2024 Conference Withdrawn Submission", "withdrawn"),
        ("Under review for TMLR", "TMLR/Under_Review", "Under review for TMLR", ""),
    ],
)  # fmt: skip
def test_what_was_not_accepted_is_of_no_conference(
    venue: str, venueid: str, note_of_entry: str, status: str
) -> None:
    answer = note(
        2, title="On Tests", authors=["Ana Silva"], venue=venue, venueid=venueid, _bibtex=ICLR
    )
    (entry,) = entries("openreview", answer)
    assert entry == {
        "": "misc",
        "author": "Ana Silva",
        "title": "On Tests",
        "note": note_of_entry,
        "year": "2024",
        "url": "https://openreview.net/forum?id=AbCdEf",
    }


def test_a_venue_tells_what_a_note_without_bibtex_is_of() -> None:
    answer = note(2, title="On Tests", authors=["Ana Silva"], venue="NeurIPS 2023 poster")
    (entry,) = entries("openreview", answer)
    assert (entry[""], entry["booktitle"], entry["year"]) == (
        "inproceedings",
        "Conference on Neural Information Processing Systems",
        "2023",
    )


def test_reviews_of_a_forum_are_passed_over() -> None:
    answer = note(2, title="On Tests")
    answer["notes"].append(
        {
            "id": "r",
            "forum": "AbCdEf",
            "replyto": "AbCdEf",
            "content": {"title": {"value": "Review"}},
        }
    )
    answer["notes"].append({"id": "s", "content": {"comment": {"value": "Thanks"}}})
    assert len(entries("openreview", answer)) == 1


def test_bibtex_that_cannot_be_read_takes_nothing_from_a_note() -> None:
    (entry,) = entries("openreview", note(2, title="On Tests", _bibtex="@inproceedings{ broken"))
    assert entry["title"] == "On Tests"


def test_where_there_is_no_such_note_there_are_none() -> None:
    said = b'{"name": "NotFoundError", "message": "The Note AbC was not found", "status": 404}'
    assert read_answer("openreview", said) == []
    assert read_answer("openreview", b'{"notes": [], "count": 0}') == []


def test_what_may_not_be_seen_is_an_error_that_says_so() -> None:
    said = b'{"name": "ForbiddenError", "message": "User Guest does not have permission", "status": 403}'
    with pytest.raises(AnswerError, match="does not have permission"):
        read_answer("openreview", said)


def test_a_note_is_asked_for_by_its_id() -> None:
    service = SERVICES["openreview"]
    assert service.request(Question("openreview", "AbCdEf")) == Request("notes", {"id": "AbCdEf"})
    assert service.request(Question("doi", "10.1/x")) is None
