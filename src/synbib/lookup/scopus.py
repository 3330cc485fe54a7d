"""Elsevier's Scopus APIs, https://dev.elsevier.com/documentation/ScopusSearchAPI.wadl: a search, or an abstract.

The standard view of a search names the first author only.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from synbib import lazily
from synbib.formats.data import Record, at, records
from synbib.formats.indexes import date, indexed, place, with_periods
from synbib.formats.parts import identified, isbn, issn, langid, people, person
from synbib.formats.pick import string, strings
from synbib.formats.status import told_by_title
from synbib.formats.texts import marked, title
from synbib.incoming import OTHERS, Date, Incoming, Person
from synbib.lookup.answers import json_answer, refused
from synbib.lookup.question import Question, Request

__all__ = ["read", "request"]

# Scopus's `subtype` → the type of an entry.
_TYPES: Final = {
    "ab": "inproceedings",
    "bk": "book",
    "ch": "incollection",
    "cp": "inproceedings",
    "cr": "inproceedings",
    "dp": "article",
    "rp": "techreport",
}
_NO_HITS: Final = "result set was empty"
_NOT_IN_TERMS: Final = re.compile(r'["{}\\]')


def request(question: Question) -> Request | None:
    """Return what asks for a work by its DOI or PMID, else for those that a title finds."""
    if question.scheme == "doi":
        query = f'DOI("{_NOT_IN_TERMS.sub("", question.identifier)}")'
    elif question.scheme == "pmid":
        query = f"PMID({quote(question.identifier, safe='')})"
    elif question.title:
        query = f'TITLE("{_NOT_IN_TERMS.sub(" ", question.title)}")'
        if question.family:
            query += f' AND AUTHLASTNAME("{_NOT_IN_TERMS.sub(" ", question.family)}")'
    else:
        return None
    return Request("content/search/scopus", {"query": query, "count": str(question.most)})


def read(data: bytes) -> list[Incoming]:
    """Return the works of an answer.

    Raises:
        AnswerError: It is not such an answer, or it tells of an error.
    """
    answer = json_answer("scopus", data)
    if isinstance(found := at(answer, "search-results", "entry"), list):
        if _NO_HITS in string(found, 0, "error").casefold():
            return []
        return [_work(each, records(each, "author")) for each in records(found)]
    if isinstance(one := at(answer, "abstracts-retrieval-response"), dict):
        work = _work(at(one, "coredata") or {}, records(one, "authors", "author"))
        language = langid(string(one, "language", "@xml:lang"))
        return [lazily.replace(work, fields={**work.fields, "langid": language})]
    status = at(answer, "service-error", "status") or at(answer, "error-response") or {}
    if string(status, "statusCode") == "RESOURCE_NOT_FOUND":
        return []
    said = (
        string(status, "statusText")
        or string(status, "error-message")
        or string(answer, "fault", "faultstring")
    )
    raise refused("scopus", said)


def _work(work: Record, authors: list[Record]) -> Incoming:
    named, taken_back = told_by_title(string(work, "dc:title"))
    kind = _TYPES.get(string(work, "subtype"), "article")
    if kind == "inproceedings" and string(work, "prism:aggregationType") == "Journal":
        kind = "article"
    name = marked(string(work, "prism:publicationName"))
    numbers = strings([string(each, "$") for each in records(work, "prism:isbn")]) or strings(
        work, "prism:isbn"
    )
    fields = {
        "title": title(named),
        _container(kind, string(work, "prism:aggregationType")): name,
        "volume": marked(string(work, "prism:volume")),
        "number": marked(string(work, "prism:issueIdentifier")),
        **_place(work),
        "issn": issn([string(work, "prism:issn"), string(work, "prism:eIssn")])
        if kind != "book"
        else "",
        "isbn": isbn(numbers),
        "publisher": marked(string(work, "dc:publisher")) if kind != "article" else "",
        "pmid": string(work, "pubmed-id"),
    }
    ids = {**identified(string(work, "prism:doi")), "pmid": string(work, "pubmed-id")}
    if kind == "book":
        fields["series"] = (
            "" if fields.get("series") == fields["title"] else fields.get("series", "")
        )
    return Incoming(
        fields,
        kind,
        {"author": _authors(work, authors)},
        _date(work),
        identifiers={scheme: text for scheme, text in ids.items() if text},
        status=taken_back,
    )


def _container(kind: str, aggregation: str) -> str:
    """Return the field of the name under which Scopus lists a work, by what kind of thing that is the name of."""
    if kind == "article":
        return "journal"
    return (
        "series" if kind in ("book", "techreport") or aggregation == "Book Series" else "booktitle"
    )


def _place(work: Record) -> dict[str, str]:
    if number := string(work, "article-number"):
        return {"eid": number}
    pages = string(work, "prism:pageRange")
    return place(
        pages or string(work, "prism:startingPage"),
        "" if pages else string(work, "prism:endingPage"),
    )


def _authors(work: Record, authors: list[Record]) -> tuple[Person, ...]:
    if authors:
        return people(map(_author, authors))
    first = indexed(string(work, "dc:creator"))
    return people([first, OTHERS]) if first else ()


def _author(author: Record) -> Person | None:
    family = string(author, "surname") or string(author, "ce:surname")
    given = (
        string(author, "given-name")
        or string(author, "ce:given-name")
        or string(author, "initials")
    )
    if family:
        return person(family, with_periods(given))
    return indexed(string(author, "authname"))


def _date(work: Record) -> Date:
    """Return the date of an issue as it is shown: what is not known of it is the first in ``prism:coverDate``."""
    shown = date(string(work, "prism:coverDisplayDate"))
    return shown if shown.year else date(string(work, "prism:coverDate"))
