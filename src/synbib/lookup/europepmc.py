"""Europe PMC's REST API, https://europepmc.org/RestfulWebService: articles, preprints, books, theses, patents.

It answers in XML, unless it is asked for JSON; both have the same names, but for capitals.
"""

from __future__ import annotations

import re
from typing import Any, Final

from synbib.formats.data import Element, Record, at, inner_markup, records
from synbib.formats.indexes import date, indexed, with_periods, without_suffix
from synbib.formats.medline import RETRACTED, Citation, dated, incoming
from synbib.formats.parts import doi, issn, organization, people, person
from synbib.formats.pick import string, strings
from synbib.incoming import Date, Incoming, Person
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
# How an article that is in no print is published.
_ELECTRONIC: Final = frozenset({"Electronic", "Electronic-eCollection"})
_PREPRINTS: Final = "PPR"
# What has one year, though its first date has a month, too.
_WHOLE: Final = {"ETH": "thesis", "PAT": "patent", "HIR": "report", "NBK": ""}
_RETRACTION: Final = "retraction in"
# The comment on a preprint that names what it was published as.
_PREPRINT_OF: Final = "preprint of"


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
        return [incoming(_citation(each)) for each in records(answer, "resultList", "result")]
    if isinstance(at(answer, "result"), dict):
        return [incoming(_citation(answer["result"]))]
    if at(answer, "hitCount") == 0:
        return []
    said = (string(answer, name) for name in ("errMsg", "message", "error"))
    raise refused("europepmc", next(filter(None, said), ""))


def _of_xml(data: bytes) -> Record:
    """Return an answer in XML as JSON has it, where also no result and a single one are a list."""
    answer = _as_json(xml_answer("europepmc", data))
    if "hitCount" in answer or "resultList" in answer:
        answer["resultList"] = {"result": records(answer, "resultList", "result")}
    return answer


def _as_json(element: Element) -> dict[str, Any]:
    """Return what stands in an element of XML as JSON has it."""
    found: dict[str, Any] = {}
    for child in element:
        name = str(child.tag).rpartition("}")[2]
        name = name.lower() if name[:2].isupper() else name
        value = _as_json(child) if len(child) and name != "title" else inner_markup(child)
        known = found.setdefault(name, [])
        known.append(value)
    return {name: each[0] if len(each) == 1 else each for name, each in found.items()}


def _citation(result: Record) -> Citation:
    journal = at(result, "journalInfo") or {}
    source = string(result, "source")
    book = at(result, "bookOrReportDetails") or {}
    types = strings(result, "pubTypeList", "pubType") or strings(result, "pubType")
    numbers = {
        "volume": string(journal, "volume") or string(result, "journalVolume"),
        "number": string(journal, "issue") or string(result, "issue"),
        "issn": string(journal, "journal", "issn")
        or string(journal, "journal", "essn")
        or issn([string(result, "journalIssn")]),
        "isbn": string(book, "isbn13") or string(book, "isbn10"),
        "publisher": string(book, "publisher"),
        "edition": string(book, "edition"),
    }
    if source == "PAT":
        numbers["number"] = string(result, "id")
    ids = {
        "pmid": string(result, "pmid"),
        "pmc": string(result, "pmcid"),
        "doi": doi(string(result, "doi")),
    }
    electronic = string(result, "pubModel") in _ELECTRONIC
    preprint = source == _PREPRINTS
    return Citation(
        string(result, "title"),
        names={"author": _authors(result)},
        journal=string(book, "publisher")
        if preprint
        else string(journal, "journal", "title") or string(result, "journalTitle"),
        short=string(journal, "journal", "isoabbreviation")
        or string(journal, "journal", "medlineAbbreviation"),
        numbers={} if preprint else {name: text for name, text in numbers.items() if text},
        pages=string(result, "pageInfo"),
        date=dated(
            date(string(journal, "dateOfPublication")), _first_date(result), electronic=electronic
        ),
        identifiers={scheme: text for scheme, text in ids.items() if text},
        languages=strings(result, "language"),
        types=[*types, "preprint" if preprint else _WHOLE.get(source, ""), *_retraction(result)],
        electronic=electronic,
        book="" if preprint else _book(result, types),
        published_as=_published(result) if preprint else {},
    )


def _book(result: Record, types: list[str]) -> str:
    """Return the title of the book that a result is, or stands in."""
    within = string(result, "bookOrReportDetails", "comprisingTitle")
    is_book = "book" in (each.casefold() for each in types)
    return within or (string(result, "title") if is_book else "")


def _first_date(result: Record) -> Date:
    when = date(string(result, "firstPublicationDate"))
    if when.year and string(result, "source") not in _WHOLE:
        return when
    return date(
        string(result, "bookOrReportDetails", "yearOfPublication") or string(result, "pubYear")
    )


def _authors(result: Record) -> tuple[Person, ...]:
    if listed := records(result, "authorList", "author"):
        return people(map(_author, listed))
    return people(map(indexed, string(result, "authorString").rstrip(".").split(", ")))


def _author(author: Record) -> Person | None:
    if group := string(author, "collectiveName"):
        return organization(group)
    if family := string(author, "lastName"):
        given = with_periods(string(author, "firstName") or string(author, "initials"))
        return person(family, given, without_suffix(string(author, "fullName"))[1])
    return indexed(string(author, "fullName"))


def _retraction(result: Record) -> list[str]:
    """Return the type of a retracted article, where only a note on its retraction tells it."""
    notes = records(result, "commentCorrectionList", "commentCorrection")
    told = any(string(each, "type").casefold() == _RETRACTION for each in notes)
    return [RETRACTED] if told else []


def _published(result: Record) -> dict[str, str]:
    for each in records(result, "commentCorrectionList", "commentCorrection"):
        if string(each, "type").casefold() == _PREPRINT_OF and string(each, "source") == "MED":
            return {"pmid": string(each, "id")}
    return {}
