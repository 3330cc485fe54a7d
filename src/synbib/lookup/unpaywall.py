"""Unpaywall's API, https://unpaywall.org/products/api: where a work with a DOI can be read freely.

Each request needs an address of mail as the parameter ``email``; who sends it adds that.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from synbib.formats.books import holds_proceedings, is_series
from synbib.formats.data import Record, at, records
from synbib.formats.indexes import date, signed
from synbib.formats.parts import identified, issn, people, person, publisher, without_owner
from synbib.formats.pick import string
from synbib.formats.status import told_by_title
from synbib.formats.texts import marked, title
from synbib.incoming import Incoming, Person, publisher_field
from synbib.lookup.answers import json_answer, refused
from synbib.lookup.question import Question, Request

__all__ = ["read", "request"]

# Crossref's types, which are the genres here → the type of an entry, and the field of what `journal_name` is.
_TYPES: Final = {
    "book": ("book", ""),
    "book-chapter": ("incollection", "booktitle"),
    "book-part": ("incollection", "booktitle"),
    "book-section": ("incollection", "booktitle"),
    "dataset": ("dataset", ""),
    "dissertation": ("phdthesis", ""),
    "edited-book": ("book", ""),
    "journal-article": ("article", "journal"),
    "monograph": ("book", ""),
    "posted-content": ("misc", "howpublished"),
    "proceedings": ("proceedings", ""),
    "proceedings-article": ("inproceedings", "booktitle"),
    "reference-book": ("book", ""),
    "reference-entry": ("incollection", "booktitle"),
    "report": ("techreport", ""),
    "standard": ("standard", ""),
}


def request(question: Question) -> Request | None:
    """Return what asks for a work by its DOI, else for those that a title's words find."""
    if question.scheme == "doi":
        return Request(f"v2/{quote(question.identifier, safe='/')}")
    return Request("v2/search", {"query": question.title}) if question.title else None


def read(data: bytes) -> list[Incoming]:
    """Return the works of an answer, with the link of an open PDF where there is one.

    Raises:
        AnswerError: It is not such an answer, or it tells of an error.
    """
    answer = json_answer("unpaywall", data)
    if isinstance(at(answer, "results"), list):
        return [_work(at(each, "response") or each) for each in records(answer, "results")]
    if isinstance(answer, dict) and "doi" in answer and not at(answer, "error"):
        return [_work(answer)]
    if string(answer, "HTTP_status_code") == "404":
        return []
    raise refused("unpaywall", string(answer, "message"))


def _work(work: Record) -> Incoming:
    named, taken_back = told_by_title(string(work, "title"))
    kind, container = _TYPES.get(string(work, "genre"), ("misc", "howpublished"))
    ids = identified(string(work, "doi"))
    name = without_owner(marked(string(work, "journal_name")))
    if container == "booktitle" and is_series(name):
        container = "series"
        kind = "inproceedings" if holds_proceedings(name) else kind
    fields = {
        "title": title(named),
        "issn": issn([string(work, "journal_issn_l")]),
        container: name,
        publisher_field(kind): publisher(string(work, "publisher")),
    }
    fields.pop("", None)
    if kind == "misc" and "arxiv" in ids:
        fields = {"title": fields["title"]}
    when = date(string(work, "published_date"))
    return Incoming(
        fields,
        kind,
        {"author": people(map(_author, records(work, "z_authors")))},
        when if when.year else date(string(work, "year")),
        links={"pdf": pdf} if (pdf := _open_pdf(work)) else {},
        identifiers=ids,
        status=taken_back,
    )


def _author(author: Record) -> Person | None:
    if family := string(author, "family"):
        return person(family, string(author, "given"), string(author, "suffix"))
    return signed(string(author, "raw_author_name") or string(author, "name"))


def _open_pdf(work: Record) -> str:
    """Return the PDF of the best place where the work can be read, else of the first that has one."""
    places = [*records(work, "best_oa_location"), *records(work, "oa_locations")]
    return next(filter(None, (string(each, "url_for_pdf") for each in places)), "")
