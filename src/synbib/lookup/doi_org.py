"""doi.org: what the agency that registered a DOI says of it, in the form that is asked for (content negotiation).

Source: https://citation.doi.org/docs.html. Each agency answers in CSL-JSON, or in BibTeX where it lacks that.
Crossref's CSL-JSON is its own record with texts in place of lists; those of DataCite and the others are CSL's items.
"""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily
from synbib.errors import shortened
from synbib.formats import bibtex, csl_json, datacite_json, parts
from synbib.formats.data import Record, record, records, values
from synbib.formats.texts import plain
from synbib.incoming import Date, Incoming
from synbib.limits import LONGEST_MENTION
from synbib.lookup import crossref, datacite
from synbib.lookup.answers import AnswerError, json_answer, refused, text_answer
from synbib.lookup.question import Question, Request, quoted
from synbib.lookup.references import of_reference
from synbib.model.venue import is_preprint

__all__ = ["read", "request"]

_SERVICE: Final = "doi-org"
_CSL: Final = "application/vnd.citationstyles.csl+json"
_ACCEPTED: Final = f"{_CSL}, application/x-bibtex;q=0.5"
_LEFT_OUT: Final = ("abstract", "categories", "contributor", "id")
# What is read at its own address, and not only at that of its DOI.
_PAGES: Final = frozenset({"post", "post-weblog", "webpage"})
# What the service and its agencies say where there is no such DOI.
_NONE: Final = (
    "resource not found",
    "the resource you are looking for doesn't exist",
    "doi not found",
)
_NO_SUCH: Final = b"DOI Not Found"
_NOT_ONE: Final = b"Not a DOI"
# Dataverse's type → the usual one.
_KINDS: Final = {"data": "dataset"}
# How Crossref escaped the signs of HTML until 2019: `$\less$i$\greater$`, `{\textless}i{\textgreater}`, and an
# entity as `{\&}amp$\mathsemicolon$`.
_SIGNS: Final = {
    b"less": b"<",
    b"textless": b"<",
    b"greater": b">",
    b"textgreater": b">",
    b"mathplus": b"+",
    b"mathsemicolon": b";",
}
_SIGN: Final = re.compile(
    rb"\$\\(?:less|greater|mathplus|mathsemicolon)\$|\{\\text(?:less|greater)\}"
)
_ENTITY: Final = re.compile(rb"\{\\&\}(#?\w{1,12})\$\\mathsemicolon\$")
_ENTITIES: Final = {b"amp": rb"{\&}", b"lt": b"<", b"gt": b">"}
_JSON: Final = re.compile(rb"\s*(?:\{|\[\s*[{\]])")


def request(question: Question) -> Request | None:
    """Return what asks for a DOI; there is nothing else that doi.org could be asked for."""
    if question.scheme != "doi":
        return None
    return Request(quoted(question.identifier), headers={"Accept": _ACCEPTED})


def read(data: bytes) -> list[Incoming]:
    """Return the work that an answer tells of: CSL-JSON, BibTeX, or a formatted reference.

    Raises:
        AnswerError: It is something else, or an error.
    """
    if _JSON.match(data):
        return _from_json(data)
    start = data.lstrip()[:1]
    if start == b"@":
        return [_tidied(work) for work in bibtex.works(_unescaped(data), _SERVICE)]
    if start == b"<" and _NO_SUCH in data[:2000]:
        return []
    if start == b"<" and _NOT_ONE in data[:2000]:
        raise refused(_SERVICE, _NOT_ONE.decode(), "check the DOI")
    said = plain(text_answer(_SERVICE, data)[:LONGEST_MENTION])
    if said.casefold().rstrip(". ") in _NONE:
        return []
    return [_from_reference(said)]


def _from_reference(text: str) -> Incoming:
    """Return the work of a formatted reference (``text/x-bibliography``).

    Raises:
        AnswerError: It is none, or tells no title.
    """
    found = of_reference(text)
    if found is None:
        raise AnswerError(
            f"{_SERVICE}: neither CSL-JSON nor BibTeX: {shortened(text, 60)}; ask with the header 'Accept: {_CSL}'"
        )
    return found


def _unescaped(data: bytes) -> bytes:
    """Return BibTeX in which the tags and entities of titles are those of HTML, as Crossref writes them today."""
    data = _ENTITY.sub(lambda found: _ENTITIES.get(found[1], b"&%s;" % found[1]), data)
    return _SIGN.sub(lambda found: _SIGNS[found[0].strip(b"{}$\\")], data)


def _tidied(work: Incoming) -> Incoming:
    """Return what an agency's BibTeX tells: its keys are not ours, and what has no journal is no article in one."""
    kind = _KINDS.get(work.type, work.type)
    journal, publisher = work.fields.get("journal", ""), work.fields.get("publisher", "")
    if kind == "article" and (not journal or journal == publisher or is_preprint(journal)):
        kind = "misc"
    elif kind == "inbook" and work.fields.get("booktitle"):
        kind = "incollection"
    by = parts.publisher(work.fields.get("publisher"))
    fields = {**work.fields, "publisher": by}
    if kind == "misc" and journal:
        fields |= {
            "howpublished": journal,
            "journal": "",
            "publisher": "" if journal == publisher else by,
        }
    # DataCite's keys are the DOIs as they are written; its DOIs are in capitals, and their pages lead nowhere else.
    number = parts.doi(work.key)
    if number.casefold() != work.identifiers.get("doi", "").casefold():
        if kind == "techreport":
            fields.setdefault("number", crossref.number_in(work.identifiers.get("doi", "")))
        if kind == "misc" and (server := crossref.server(work.identifiers.get("doi", ""))):
            fields.setdefault("howpublished", server)
        return lazily.replace(work, type=kind, fields=fields, key="")
    identifiers = {**work.identifiers, "doi": number}
    if kind == "misc":
        shown = fields.get("howpublished") or fields["publisher"]
        fields["howpublished"] = "" if "arxiv" in identifiers else shown
        fields["publisher"] = ""
    return lazily.replace(work, type=kind, fields=fields, key="", links={}, identifiers=identifiers)


def _from_json(data: bytes) -> list[Incoming]:
    answer = json_answer(_SERVICE, data)
    if "message" in record(answer):
        return crossref.read(data)
    if {"data", "errors"} & record(answer).keys():
        return datacite.read(data)
    found = records(answer)
    if not found or not all({"type", "title", "titles"} & each.keys() for each in found):
        raise AnswerError(
            f"{_SERVICE}: JSON that is of no work; ask with the header 'Accept: {_CSL}'"
        )
    return [_work(each) for each in found]


def _work(data: Record) -> Incoming:
    if datacite_json.has_form(data):
        return datacite_json.work(data)
    if crossref.has_form(data):
        return crossref.work(data)
    # DataCite calls every text of a repository an article, and the repository its journal. Its DOIs are in capitals.
    if data.get("type") == "article-journal" and data.get("container-title") == data.get(
        "publisher"
    ):
        data = {**data, "type": "article"}
    if parts.doi(data.get("id")).casefold() == parts.doi(data.get("DOI")).casefold():
        data = {**data, "DOI": data.get("id")}
    left_out = _LEFT_OUT if data.get("type") in _PAGES else (*_LEFT_OUT, "URL")
    if data.get("type") == "article" and data.get("container-title") == data.get("publisher"):
        data = {**data, "publisher": ""}
    # As from other services, the first number of a book or a journal is enough for a reference.
    first = {
        "ISBN": parts.isbn(values(data, "ISBN")),
        "ISSN": parts.issn(values(data, "ISSN")),
    }
    told = {name: value for name, value in data.items() if name not in left_out}
    found = csl_json.work({**told, **first}, literal=parts.spoken)
    return lazily.replace(found, date=Date(found.date.year, found.date.month))
