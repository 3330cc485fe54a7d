"""Europe PMC's REST API, https://europepmc.org/RestfulWebService: articles of PubMed, preprints, books, theses."""

from __future__ import annotations

import re
from typing import Final

from synbib.formats.data import Record, at, records
from synbib.formats.indexes import date, indexed, with_periods
from synbib.formats.medline import Citation, dated, incoming
from synbib.formats.parts import doi, organization, people, person
from synbib.formats.pick import string, strings
from synbib.incoming import Date, Incoming, Person
from synbib.lookup.answers import json_answer, refused
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
_THESES: Final = "ETH"
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
    answer = json_answer("europepmc", data)
    if isinstance(at(answer, "resultList", "result"), list):
        return [incoming(_citation(each)) for each in records(answer, "resultList", "result")]
    if isinstance(at(answer, "result"), dict):
        return [incoming(_citation(answer["result"]))]
    if at(answer, "hitCount") == 0:
        return []
    raise refused("europepmc", string(answer, "errMsg") or string(answer, "message"))


def _citation(result: Record) -> Citation:
    journal = at(result, "journalInfo") or {}
    source = string(result, "source")
    book = at(result, "bookOrReportDetails") or {}
    types = strings(result, "pubTypeList", "pubType") or strings(result, "pubType")
    numbers = {
        "volume": string(journal, "volume") or string(result, "journalVolume"),
        "number": string(journal, "issue") or string(result, "issue"),
        "issn": string(journal, "journal", "issn") or string(journal, "journal", "essn"),
        "isbn": string(book, "isbn13") or string(book, "isbn10"),
        "publisher": string(book, "publisher"),
    }
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
        types=[*types, "preprint"]
        if preprint
        else [*types, "thesis"]
        if source == _THESES
        else types,
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
    return when if when.year else date(string(result, "pubYear"))


def _authors(result: Record) -> tuple[Person, ...]:
    if listed := records(result, "authorList", "author"):
        return people(map(_author, listed))
    return people(map(indexed, string(result, "authorString").rstrip(".").split(", ")))


def _author(author: Record) -> Person | None:
    if group := string(author, "collectiveName"):
        return organization(group)
    if family := string(author, "lastName"):
        return person(
            family, with_periods(string(author, "firstName") or string(author, "initials"))
        )
    return indexed(string(author, "fullName"))


def _published(result: Record) -> dict[str, str]:
    for each in records(result, "commentCorrectionList", "commentCorrection"):
        if string(each, "type").casefold() == _PREPRINT_OF and string(each, "source") == "MED":
            return {"pmid": string(each, "id")}
    return {}
