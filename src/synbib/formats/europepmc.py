"""A result of Europe PMC, https://europepmc.org/RestfulWebService: articles, preprints, books, theses, patents.

It is the same in JSON and in XML, but for capitals.
"""

from __future__ import annotations

from typing import Any, Final

from synbib import lazily
from synbib.formats.data import Element, Record, at, inner_markup, records
from synbib.formats.indexes import date, indexed, with_periods, without_suffix
from synbib.formats.medline import RETRACTED, Citation, dated
from synbib.formats.parts import doi, issn, organization, people, person
from synbib.formats.pick import string, strings
from synbib.incoming import Date, Person

__all__ = ["as_json", "citation"]

_TEXTS: Final = frozenset({"abstractText", "title"})
# The heading of a part of an abstract.
_HEADING: Final = lazily.pattern(r"\s*<h4>\s*(?P<label>[^<>]*?):?\s*</h4>\s*")
# How an article that is in no print is published.
_ELECTRONIC: Final = frozenset({"Electronic", "Electronic-eCollection"})
_PREPRINTS: Final = "PPR"
# What has one year, though its first date has a month, too.
_WHOLE: Final = {"ETH": "thesis", "PAT": "patent", "HIR": "report", "NBK": ""}
_RETRACTION: Final = "retraction in"
# The comment on a preprint that names what it was published as.
_PREPRINT_OF: Final = "preprint of"


def as_json(element: Element) -> dict[str, Any]:
    """Return what stands in an element of XML as JSON has it."""
    found: dict[str, Any] = {}
    for child in element:
        name = str(child.tag).rpartition("}")[2]
        name = name.lower() if name[:2].isupper() else name
        value = as_json(child) if len(child) and name not in _TEXTS else inner_markup(child)
        known = found.setdefault(name, [])
        known.append(value)
    return {name: each[0] if len(each) == 1 else each for name, each in found.items()}


def citation(result: Record) -> Citation:
    """Return the citation of a result in JSON."""
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
        issns=list(filter(None, (string(journal, "journal", each) for each in ("issn", "essn")))),
        abstract=_HEADING.sub(r" \g<label>: ", string(result, "abstractText")).strip(),
        keywords=_keywords(result),
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


def _keywords(result: Record) -> list[str]:
    """Return the words of the authors and the headings of NLM, as `synbib.formats.pubmed_xml` has them."""
    headings = []
    for each in records(result, "meshHeadingList", "meshHeading"):
        qualifiers = records(each, "meshQualifierList", "meshQualifier")
        named = (string(each, "descriptorName"), *(string(q, "qualifierName") for q in qualifiers))
        headings.append("/".join(filter(None, named)))
    return list(dict.fromkeys((*strings(result, "keywordList", "keyword"), *headings)))
