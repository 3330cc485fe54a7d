"""DataCite's REST API, https://support.datacite.org/docs/api: one DOI, or those that a search finds.

What a record says, `synbib.formats.datacite_json` reads.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Final

from synbib.formats import datacite_json
from synbib.formats.data import at, record, records
from synbib.formats.texts import plain
from synbib.incoming import Incoming
from synbib.lookup.answers import AnswerError, json_answer, refused
from synbib.lookup.question import Question, Request, quoted

__all__ = ["read", "read_many", "request", "request_many"]

_SERVICE: Final = "datacite"


def request(question: Question) -> Request | None:
    """Return what asks DataCite for a DOI, or for works by their title."""
    if question.scheme == "doi":
        return Request(f"dois/{quoted(question.identifier)}")
    if question.scheme or not question.title:
        return None
    asked = [f"titles.title:{_phrase(question.title)}"]
    if question.family:
        asked.append(f"creators.name:{_phrase(question.family)}")
    if question.year:
        asked.append(f"publicationYear:{_phrase(question.year)}")
    return Request("dois", {"query": " AND ".join(asked), "page[size]": str(question.most)})


def _phrase(text: str) -> str:
    """Return a text as a phrase of the search, in which nothing has a meaning of its own (Query string syntax)."""
    escaped = text.replace("\\", r"\\").replace('"', r"\"")
    return f'"{escaped}"'


def read(data: bytes) -> list[Incoming]:
    """Return the works that an answer of DataCite tells of."""
    answer = json_answer(_SERVICE, data)
    if errors := records(answer, "errors"):
        if plain(errors[0].get("status")) == "404":
            return []
        raise refused(
            _SERVICE, errors[0].get("title") or errors[0].get("detail"), "check what was asked"
        )
    if at(answer, "data") == []:
        return []
    found = [record(each, "attributes") for each in records(answer, "data")] or records(answer)
    works = [datacite_json.work(each) for each in found if datacite_json.has_form(each)]
    if not works:
        raise AnswerError(
            f"{_SERVICE}: the answer is of no work; ask https://api.datacite.org/dois/"
        )
    return works


def request_many(identifiers: Sequence[str]) -> Request:
    """Return what asks DataCite for DOIs."""
    asked = " OR ".join(f"doi:{_phrase(each)}" for each in identifiers)
    return Request("dois", {"query": asked, "page[size]": str(len(identifiers))})


def read_many(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the DOI of each work of a list, and an answer of that work alone."""
    read(data)
    for each in records(json_answer(_SERVICE, data), "data"):
        yield plain(at(each, "attributes", "doi")), json.dumps({"data": each}).encode()
