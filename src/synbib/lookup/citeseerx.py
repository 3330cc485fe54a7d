"""CiteSeerX's API of papers: what its crawler has read from a PDF; years and venues are often missing."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from synbib.formats.data import Record, records
from synbib.formats.parts import date, is_masters, people, spoken
from synbib.formats.pick import string, strings
from synbib.formats.texts import plain, title
from synbib.incoming import Incoming
from synbib.lookup.answers import json_answer, refused
from synbib.lookup.question import Question, Request

__all__ = ["read", "request"]

_NOT_FOUND: Final = "Paper not found"
_IN: Final = re.compile(r"(?i:\A(?:appeared\s+)?in:?\s+)")
_THESIS: Final = re.compile(r"(?i:\b(?:thesis|dissertation)\b)")
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
    if string(answer, "detail") == _NOT_FOUND:
        return []
    if not isinstance(answer, dict) or "paper" not in answer:
        raise refused("citeseerx", string(answer, "detail") or string(answer, "message"))
    return [_paper(each) for each in records(answer, "paper") if string(each, "title")]


def _paper(paper: Record) -> Incoming:
    source, own = string(paper, "source"), string(paper, "id")
    links = {"pdf": source} if source.lower().endswith(".pdf") else {"other": source}
    if own:
        links["paper"] = _SITE + own
    venue = _IN.sub("", plain(string(paper, "venue")))
    kind = ""
    if _THESIS.search(venue):
        kind, venue = "mastersthesis" if is_masters(venue) else "phdthesis", ""
    return Incoming(
        {"title": title(string(paper, "title"))},
        kind,
        {"author": people(map(spoken, strings(paper, "authors")))},
        date(string(paper, "year")),
        venue,
        links={kind: url for kind, url in links.items() if url},
    )
