"""CiteSeerX's API of papers: what its crawler has read from a PDF; years and venues are often missing."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from synbib.formats.data import Record, records
from synbib.formats.parts import date, people, spoken
from synbib.formats.pick import string, strings
from synbib.formats.texts import marked, title
from synbib.incoming import Incoming
from synbib.lookup.answers import json_answer, refused
from synbib.lookup.question import Question, Request

__all__ = ["read", "request"]

_SITE: Final = "https://citeseerx.ist.psu.edu/doc_view/pid/"


def request(question: Question) -> Request | None:
    """Return what asks for a paper by its id; the service's search is not documented."""
    if question.scheme != "citeseerx":
        return None
    return Request("api/paper", {"paper_id": quote(question.identifier, safe="")})


def read(data: bytes) -> list[Incoming]:
    """Return the paper of an answer.

    Raises:
        AnswerError: It is not such an answer, or it tells of an error.
    """
    answer = json_answer("citeseerx", data)
    if not isinstance(answer, dict) or "paper" not in answer:
        raise refused("citeseerx", string(answer, "detail") or string(answer, "message"))
    return [_paper(each) for each in records(answer, "paper") if string(each, "title")]


def _paper(paper: Record) -> Incoming:
    source, own = string(paper, "source"), string(paper, "id")
    links = {"pdf": source} if source.lower().endswith(".pdf") else {"other": source}
    if own:
        links["paper"] = _SITE + own
    return Incoming(
        {"title": title(string(paper, "title")), "howpublished": marked(string(paper, "venue"))},
        "misc",
        {"author": people(map(spoken, strings(paper, "authors")))},
        date(string(paper, "year")),
        links={kind: url for kind, url in links.items() if url},
    )
