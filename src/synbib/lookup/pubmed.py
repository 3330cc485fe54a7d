"""PubMed by NCBI's E-utilities, https://www.ncbi.nlm.nih.gov/books/NBK25499/, and the converter of its identifiers.

A work is asked for by its PMID. For any other identifier, and for a title, there is a search first, whose answer is
numbers alone: works of which nothing but the PMID is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, Final

from synbib.formats import nbib, pubmed_xml
from synbib.formats.data import Record, at, records, xml_of
from synbib.formats.indexes import date, indexed
from synbib.formats.medline import Citation, article_number, dated, incoming
from synbib.formats.parts import doi, organization, people
from synbib.formats.pick import string, strings, words
from synbib.incoming import Incoming, Person
from synbib.lookup.answers import AnswerError, json_answer, refused, xml_answer
from synbib.lookup.question import Question, Request

__all__ = ["read", "read_many", "request", "request_many"]

# The scheme of a question → the field of a search, "Search Field Descriptions and Tags".
_FIELDS: Final = {"doi": "AID", "pmc": "AID", "isbn": "ISBN"}
_NOT_IN_TERMS: Final = re.compile(r'[\[\]"()]')
# `pii: E92. doi: 10.3390/nu11010092`
_ITEM: Final = re.compile(r"\bpii:\s*([^\s;]+?)\.?(?:\s|\Z)")
_TAGGED: Final = re.compile(rb"\s*\Z|(?:\xef\xbb\xbf)?\s*[A-Z0-9]{2,4} {0,3}-")
_SHOWN: Final = 200
_COLLECTIVE: Final = "CollectiveName"
_SCHEMES: Final = {
    "pubmed": "pmid",
    "doi": "doi",
    "pmc": "pmc",
    "pmcid": "pmc",
    "bookaccession": "bookaccession",
}


def request(question: Question) -> Request | None:
    """Return what asks for a work by its PMID, else for the numbers of those that a search finds."""
    if question.scheme in ("pmid", "pubmed"):
        return Request("efetch.fcgi", {"db": "pubmed", "id": question.identifier, "retmode": "xml"})
    if question.scheme in _FIELDS:
        term = f"{_plain(question.identifier)}[{_FIELDS[question.scheme]}]"
    elif question.title:
        terms = [f"{_plain(question.title)}[Title]"]
        if question.family:
            terms.append(f"{_plain(question.family)}[Author]")
        if question.year.isdigit():
            terms.append(f"{int(question.year) - 1}:{int(question.year) + 1}[pdat]")
        term = " AND ".join(terms)
    else:
        return None
    return Request(
        "esearch.fcgi",
        {"db": "pubmed", "term": term, "retmode": "json", "retmax": str(question.most)},
    )


def _plain(text: str) -> str:
    return " ".join(_NOT_IN_TERMS.sub(" ", text).split())


def read(data: bytes) -> list[Incoming]:
    """Return the works of an answer: of efetch (XML, MEDLINE), esummary and esearch (JSON, XML), or of the converter.

    Raises:
        AnswerError: It is not such an answer, or it tells of an error.
    """
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start in (b"{", b"["):
        return _of_json(json_answer("pubmed", data))
    if start == b"<":
        return _of_xml(data)
    if not _TAGGED.match(data):
        raise refused("pubmed", data[:_SHOWN].decode(errors="replace"))
    return list(map(incoming, _titled(data)))


def _titled(data: bytes) -> Iterator[Citation]:
    """Yield the citations of an answer in MEDLINE's format; each of PubMed's has a title, unless the answer was cut."""
    if not data.strip():
        return
    for number, cited in enumerate(nbib.citations(BytesIO(data), "pubmed"), 1):
        if not cited.title and not cited.vernacular and not cited.book:
            raise AnswerError(
                f"pubmed: record {number} has no title, TI or BTI; save the whole answer"
            )
        yield cited


def request_many(identifiers: Sequence[str]) -> Request:
    """Return what asks for works by their PMIDs."""
    return Request("efetch.fcgi", {"db": "pubmed", "id": ",".join(identifiers), "retmode": "xml"})


def read_many(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the PMID of each citation of a set, and a set of that citation alone."""
    root = xml_answer("pubmed", data)
    for each in root.iterchildren("PubmedArticle", "PubmedBookArticle"):
        alone = b"<PubmedArticleSet>" + xml_of(each) + b"</PubmedArticleSet>"
        yield words(each, "*/PMID"), alone


def _of_json(answer: Any) -> list[Incoming]:
    if isinstance(result := at(answer, "result"), dict):
        return [incoming(_summary(each)) for each in result.values() if _is_found(each)]
    if isinstance(at(answer, "esearchresult", "idlist"), list):
        return [_numbered({"pmid": uid}) for uid in strings(answer, "esearchresult", "idlist")]
    if isinstance(at(answer, "records"), list):
        return [
            _numbered(each)
            for each in records(answer, "records")
            if string(each, "status") != "error"
        ]
    said = (
        string(answer, "error") or string(answer, "esummaryresult", 0) or string(answer, "message")
    )
    raise refused("pubmed", said or string(answer, "esearchresult", "ERROR"))


def _is_found(summary: Any) -> bool:
    return isinstance(summary, dict) and not string(summary, "error")


def _numbered(numbers: Record) -> Incoming:
    """Return the work of which an answer tells nothing but its numbers."""
    found = {
        "doi": doi(string(numbers, "doi")),
        "pmid": string(numbers, "pmid"),
        "pmc": string(numbers, "pmcid"),
    }
    ids = {scheme: number for scheme, number in found.items() if number}
    return Incoming({"pmid": ids.get("pmid", ""), "pmcid": ids.get("pmc", "")}, identifiers=ids)


def _of_xml(data: bytes) -> list[Incoming]:
    root = xml_answer("pubmed", data)
    if root.tag == "eSummaryResult":
        made = [_of_items(each) for each in root.iter("DocSum")]
        made += [
            _of_elements(each)
            for each in root.iter("DocumentSummary")
            if each.find("error") is None
        ]
        if not made and (said := words(root, ".//ERROR")):
            raise refused("pubmed", said)
        return [incoming(_summary(each)) for each in made]
    if root.tag == "eSearchResult":
        return [_numbered({"pmid": words(each)}) for each in root.iterfind("IdList/Id")]
    if root.tag == "pmcids":
        return [
            _numbered(dict(each.attrib))
            for each in root.iter("record")
            if each.get("status") != "error"
        ]
    return list(map(incoming, pubmed_xml.citations(BytesIO(data), "pubmed")))


def _of_items(summary: Any) -> Record:
    """Return a summary of version 1.0 as JSON has one of version 2.0."""

    def items(name: str) -> list[Any]:
        return list(summary.iterfind(f"Item[@Name='{name}']/Item"))

    made: Record = {
        name.lower(): words(summary, f"Item[@Name='{name}']")
        for name in (
            "PubDate",
            "EPubDate",
            "Source",
            "Title",
            "Volume",
            "Issue",
            "Pages",
            "ISSN",
            "ESSN",
            "FullJournalName",
            "ELocationID",
        )
    }
    made["uid"] = words(summary, "Id")
    made["authors"] = [
        {"name": words(each), "authtype": each.get("Name")} for each in items("AuthorList")
    ]
    made["pubtype"] = [words(each) for each in items("PubTypeList")]
    made["lang"] = [words(each) for each in items("LangList")]
    made["articleids"] = [
        {"idtype": each.get("Name"), "value": words(each)} for each in items("ArticleIds")
    ]
    return made


def _of_elements(summary: Any) -> Record:
    """Return a summary of version 2.0 in XML as JSON has it."""
    made: Record = {each.tag.lower(): words(each) for each in summary}
    made["uid"] = summary.get("uid", "")
    made["authors"] = [
        {"name": words(each, "Name"), "authtype": words(each, "AuthType")}
        for each in summary.iterfind("Authors/Author")
    ]
    made["pubtype"] = [words(each) for each in summary.iterfind("PubType/flag")]
    made["lang"] = [words(each) for each in summary.iterfind("Lang/string")]
    made["articleids"] = [
        {"idtype": words(each, "IdType"), "value": words(each, "Value")}
        for each in summary.iterfind("ArticleIds/ArticleId")
    ]
    return made


def _summary(summary: Record) -> Citation:
    """Return the citation of a summary, "Version 2.0" in JSON."""
    ids = {"pmid": string(summary, "uid")}
    for each in records(summary, "articleids"):
        if (scheme := _SCHEMES.get(string(each, "idtype"))) and (value := string(each, "value")):
            # `pmcid` is a sentence that has the number in it.
            found = re.search(r"PMC\d+", value) if scheme == "pmc" else None
            ids[scheme] = found[0] if found else doi(value) if scheme == "doi" else value
    numbers = {
        "volume": string(summary, "volume"),
        "number": string(summary, "issue"),
        "issn": string(summary, "issn") or string(summary, "essn"),
        "publisher": string(summary, "publishername"),
        "address": string(summary, "publisherlocation"),
        "edition": string(summary, "edition"),
    }
    electronic = not string(summary, "issn") and bool(string(summary, "essn"))
    item = _ITEM.search(string(summary, "elocationid"))
    return Citation(
        string(summary, "title"),
        string(summary, "vernaculartitle"),
        {"author": people(map(_person, records(summary, "authors")))},
        string(summary, "fulljournalname"),
        string(summary, "source"),
        {field: value for field, value in numbers.items() if value},
        string(summary, "pages") or (article_number(item[1]) if item and electronic else ""),
        dated(
            date(string(summary, "pubdate")),
            date(string(summary, "epubdate")),
            electronic=electronic,
        ),
        ids,
        strings(summary, "lang"),
        strings(summary, "pubtype"),
        electronic=electronic,
        book=string(summary, "booktitle"),
    )


def _person(author: Record) -> Person | None:
    name = string(author, "name")
    return organization(name) if string(author, "authtype") == _COLLECTIVE else indexed(name)
