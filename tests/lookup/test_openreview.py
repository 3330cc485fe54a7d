"""OpenReview's notes in both versions of its API: small answers, and the whole entry of each."""

import json
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
        ("Rejected by TMLR", "TMLR/Rejected", "Rejected by TMLR", ""),
        ("Decision pending for TMLR", "TMLR/Decision_Pending", "Decision pending for TMLR", ""),
        ("Retracted by Authors", "TMLR/Retracted_Acceptance", "Retracted by Authors", "retracted"),
        ("Withdrawn by Authors", "TMLR/Withdrawn_Submission", "Withdrawn by Authors", "withdrawn"),
        ("ICLR 2025 Conference Desk Rejected Submission", "ICLR.cc/2025/Conference/Desk_Rejected_Submission", "ICLR 2025 Conference Desk Rejected Submission", ""),
        ("ICLR 2018 Conference Blind Submission", "ICLR.cc/2018/Conference", "ICLR 2018 Conference Blind Submission", ""),
        ("ACL ARR 2024 June Submission", "aclweb.org/ACL/ARR/2024/June/Submission", "ACL ARR 2024 June Submission", ""),
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
    (work,) = read_answer("openreview", json.dumps(answer).encode())
    assert work.status == status


@pytest.mark.parametrize(
    ("venue", "venueid", "kind", "name", "year"),
    [
        ("NeurIPS 2023 poster", "NeurIPS.cc/2023/Conference", "inproceedings", "Conference on Neural Information Processing Systems", "2023"),
        ("ICLR 2022 Spotlight", "ICLR.cc/2022/Conference", "inproceedings", "International Conference on Learning Representations", "2022"),
        ("NeurIPS 2023 Datasets and Benchmarks Poster", "NeurIPS.cc/2023/Track/Datasets_and_Benchmarks", "inproceedings", "Conference on Neural Information Processing Systems Datasets and Benchmarks Track", "2023"),
        ("EMNLP 2023 Main", "EMNLP/2023/Conference", "inproceedings", "Conference on Empirical Methods in Natural Language Processing", "2023"),
        ("EMNLP 2023 Findings", "EMNLP/2023/Conference", "inproceedings", "Findings of the Association for Computational Linguistics: EMNLP 2023", "2023"),
        ("ICLR 2023 Workshop RTML Poster", "ICLR.cc/2023/Workshop/RTML", "inproceedings", "ICLR 2023 Workshop RTML", "2023"),
        ("R0-FoMo Workshop", "NeurIPS.cc/2023/Workshop/R0-FoMo", "inproceedings", "R0-FoMo Workshop", "2023"),
        ("Accepted by TMLR", "TMLR", "article", "Transactions on Machine Learning Research", None),
    ],
)  # fmt: skip
def test_a_venue_tells_what_a_note_without_bibtex_is_of(
    venue: str, venueid: str, kind: str, name: str, year: str | None
) -> None:
    answer = note(2, title="On Tests", authors=["Ana Silva"], venue=venue, venueid=venueid)
    container = "journal" if kind == "article" else "booktitle"
    entry = {
        "": kind,
        "author": "Ana Silva",
        "title": "On Tests",
        container: name,
        "year": year,
        "url": "https://openreview.net/forum?id=AbCdEf",
    }
    assert entries("openreview", answer) == [{k: v for k, v in entry.items() if v is not None}]


CORR = """@article{DBLP:journals/corr/abs-2301-00001, author={Ana Silva}, title={On Tests.}, year={2023},
journal={CoRR}, volume={abs/2301.00001}, url={https://doi.org/10.48550/arXiv.2301.00001}}"""
ICML = """@inproceedings{DBLP:conf/icml/Silva19, author={Ana Silva}, title={On Tests}, year={2019}, pages={1-10},
url={http://proceedings.mlr.press/v97/silva19a.html}, booktitle={ICML}, crossref={conf/icml/2019}}"""
PAMI = """@article{DBLP:journals/pami/Silva22, author={Ana Silva}, title={On Tests}, year={2022}, month={March},
journal={IEEE Trans. Pattern Anal. Mach. Intell.}, volume={44}, number={3}, pages={11-19}}"""


@pytest.mark.parametrize(
    ("content", "entry"),
    [
        (
            {"venue": "CoRR 2023", "venueid": "dblp.org/journals/CORR/2023", "html": "http://arxiv.org/abs/2301.00001", "_bibtex": CORR},
            {"": "misc", "year": "2023", "doi": "10.48550/arXiv.2301.00001", "eprint": "2301.00001", "archiveprefix": "arXiv"},
        ),
        (
            {"venue": "arXiv.org", "venueid": "arXiv.org", "html": "http://arxiv.org/abs/2301.00001v2"},
            {"": "misc", "eprint": "2301.00001", "archiveprefix": "arXiv"},
        ),
        (
            {"venue": "ICML 2019", "venueid": "dblp.org/conf/ICML/2019", "html": "http://proceedings.mlr.press/v97/silva19a.html", "_bibtex": ICML},
            {"": "inproceedings", "booktitle": "International Conference on Machine Learning", "year": "2019", "pages": "1--10", "url": "http://proceedings.mlr.press/v97/silva19a.html"},
        ),
        (
            {"venue": "IEEE Trans. Pattern Anal. Mach. Intell. 2022", "venueid": "dblp.org/journals/PAMI/2022", "html": "https://doi.org/10.1109/TPAMI.2021.1", "_bibtex": PAMI},
            {"": "article", "journal": "IEEE Transactions on Pattern Analysis and Machine Intelligence", "shortjournal": "IEEE Trans. Pattern Anal. Mach. Intell.", "volume": "44", "number": "3", "pages": "11--19", "year": "2022", "month": "mar", "doi": "10.1109/TPAMI.2021.1"},
        ),
    ],
)  # fmt: skip
def test_what_was_taken_over_is_read_where_it_was_published(
    content: dict[str, str], entry: dict[str, str]
) -> None:
    answer = note(2, title="On Tests", authors=["Ana Silva"], **content)
    assert entries("openreview", answer) == [{"author": "Ana Silva", "title": "On Tests", **entry}]


def test_authors_may_be_unknown() -> None:
    answer = note(1, title="On Tests", authors=["Anonymous authors"], pdf="/references/pdf?id=x")
    assert entries("openreview", answer) == [
        {
            "": "misc",
            "author": "{Anonymous authors}",
            "title": "On Tests",
            "url": "https://openreview.net/forum?id=AbCdEf",
            "pdf": "https://openreview.net/pdf?id=AbCdEf",
        }
    ]


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


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b'{"name": "ForbiddenError", "message": "User Guest does not have permission", "status": 403}', "does not have permission; try again later"),
        (b'{"name": "RateLimitError", "message": "Too many requests", "status": 429}', "Too many requests; try again later"),
        (b'{"errors": ["Invalid"]}', "Invalid; check what was asked"),
        (b'{"notes": [{"id": "a"', "save the whole answer"),
    ],
)  # fmt: skip
def test_what_may_not_be_seen_is_an_error_that_says_so(answer: bytes, said: str) -> None:
    with pytest.raises(AnswerError, match=said):
        read_answer("openreview", answer)


def test_a_note_is_asked_for_by_its_id() -> None:
    service = SERVICES["openreview"]
    assert service.request(Question("openreview", "AbCdEf")) == Request("notes", {"id": "AbCdEf"})
    assert service.request(Question("doi", "10.1/x")) is None
