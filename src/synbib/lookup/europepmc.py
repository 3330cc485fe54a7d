"""Europe PMC's REST API, https://europepmc.org/RestfulWebService: articles, preprints, books, theses, patents.

It answers in XML, unless it is asked for JSON; both have the same names, but for capitals.
"""

from __future__ import annotations

import re
from typing import Final

from synbib.formats.data import Record, at, records
from synbib.formats.europepmc import as_json, citation
from synbib.formats.medline import incoming
from synbib.formats.pick import string
from synbib.incoming import Incoming
from synbib.lookup.answers import json_answer, refused, xml_answer
from synbib.lookup.question import Question, Request

__all__ = ["read", "request"]

# The scheme of a question → the query for it, "Search syntax reference".
_QUERIES: Final = {
    "doi": 'DOI:"{}"',
    "pmid": "EXT_ID:{} AND SRC:MED",
    "pmc": "PMCID:{}",
}
_NOT_IN_TERMS: Final = re.compile(r'["\\]')


def request(question: Question) -> Request | None:
    """Return what asks for a work by an identifier, else for those that a title finds."""
    if question.scheme in _QUERIES:
        query = _QUERIES[question.scheme].format(_NOT_IN_TERMS.sub("", question.identifier))
    elif question.title:
        query = f'TITLE:"{_NOT_IN_TERMS.sub(" ", question.title)}"'
        if question.family:
            query += f' AND AUTH:"{_NOT_IN_TERMS.sub(" ", question.family)}"'
    else:
        return None
    params = {
        "query": query,
        "resultType": "core",
        "format": "json",
        "pageSize": str(question.most),
    }
    return Request("webservices/rest/search", params)


def read(data: bytes) -> list[Incoming]:
    """Return the works of an answer, be its results ``core`` or ``lite``.

    Raises:
        AnswerError: It is not such an answer, or it tells of an error.
    """
    is_xml = data.lstrip()[:1] == b"<"
    answer = _of_xml(data) if is_xml else json_answer("europepmc", data)
    if isinstance(at(answer, "resultList", "result"), list):
        return [incoming(citation(each)) for each in records(answer, "resultList", "result")]
    if isinstance(at(answer, "result"), dict):
        return [incoming(citation(answer["result"]))]
    if at(answer, "hitCount") == 0:
        return []
    said = (string(answer, name) for name in ("errMsg", "message", "error"))
    raise refused("europepmc", next(filter(None, said), ""))


def _of_xml(data: bytes) -> Record:
    """Return an answer in XML as JSON has it, where also no result and a single one are a list."""
    answer = as_json(xml_answer("europepmc", data))
    if "hitCount" in answer or "resultList" in answer:
        answer["resultList"] = {"result": records(answer, "resultList", "result")}
    return answer
