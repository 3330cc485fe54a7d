"""The API of bioRxiv and medRxiv, https://api.biorxiv.org: preprints, and what they were published as."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from synbib.formats.data import Record, at, records
from synbib.formats.indexes import date, signed
from synbib.formats.parts import doi, people
from synbib.formats.pick import string
from synbib.formats.status import told_by_title
from synbib.formats.texts import title
from synbib.incoming import Incoming
from synbib.lookup.answers import json_answer, refused
from synbib.lookup.question import Question, Request

__all__ = ["read", "request"]

_SERVERS: Final = {"biorxiv": "bioRxiv", "medrxiv": "medRxiv"}
_PREFIXES: Final = ("10.1101/", "10.64898/")
_NONE: Final = "NA"
_DATES: Final = ("date", "preprint_date")
# How a type begins → what became of the preprint.
_TAKEN_BACK: Final = {"withdraw": "withdrawn", "retract": "retracted"}


def request(question: Question) -> Request | None:
    """Return what asks for the versions of a preprint by its DOI; by anything else the service cannot be asked."""
    server = question.scheme if question.scheme in _SERVERS else "biorxiv"
    named = question.identifier if question.scheme in ("doi", *_SERVERS) else ""
    if not named.startswith(_PREFIXES):
        return None
    return Request(f"details/{server}/{quote(named, safe='/')}/na/json")


def read(data: bytes) -> list[Incoming]:
    """Return the preprints of an answer, each in its last version, with the date of the first.

    Raises:
        AnswerError: It is not such an answer, or it tells of an error.
    """
    answer = json_answer("biorxiv", data)
    if not isinstance(at(answer, "collection"), list):
        raise refused("biorxiv", string(answer, "messages", 0, "status"))
    last: dict[str, Record] = {}
    first: dict[str, str] = {}
    for each in records(answer, "collection"):
        own = _first(each, "doi", "preprint_doi", "biorxiv_doi")
        known = last.get(own)
        if known is None or _version(each) >= _version(known):
            last[own] = each
        first[own] = min(filter(None, (first.get(own, ""), _first(each, *_DATES))), default="")
    return [_preprint(each, first[own]) for own, each in last.items()]


def _version(preprint: Record) -> int:
    text = string(preprint, "version")
    return int(text) if text.isdigit() and len(text) < 5 else 0


def _first(preprint: Record, *names: str) -> str:
    """Return the first value that is there; the service writes ``NA`` where there is none."""
    found = (string(preprint, name) for name in names)
    return next((text for text in found if text not in ("", _NONE)), "")


def _preprint(preprint: Record, posted: str) -> Incoming:
    named, taken_back = told_by_title(_first(preprint, "title", "preprint_title"))
    server = _first(preprint, "server", "preprint_platform")
    own = doi(_first(preprint, "doi", "preprint_doi", "biorxiv_doi"))
    published = doi(_first(preprint, "published", "published_doi"))
    told = _first(preprint, "type").casefold()
    taken_back = taken_back or next(
        (status for sign, status in _TAKEN_BACK.items() if told.startswith(sign)), ""
    )
    names = _first(preprint, "authors", "preprint_authors").split(";")
    return Incoming(
        {
            "title": title(named),
            "howpublished": _SERVERS.get(server.casefold(), server),
        },
        "misc",
        {"author": people(map(signed, names))},
        date(posted),
        identifiers={"doi": own} if own else {},
        status=taken_back,
        published_as={"doi": published} if published else {},
    )
