"""The ACL Anthology: the BibTeX and the MODS of a paper, and the XML that all of it is made from.

Source: the Anthology's schema, ``data/xml/schema.rnc`` of github.com/acl-org/acl-anthology; its page "Export Formats".
A file of XML tells of whole volumes: each paper is a work, and so are the proceedings themselves; an issue of a journal
is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from synbib import lazily
from synbib.formats import bibtex, parts
from synbib.formats.data import Element, inner_markup
from synbib.formats.indexes import place
from synbib.formats.pick import words
from synbib.formats.texts import marked, plain, title
from synbib.incoming import Date, Incoming, Person
from synbib.lookup.answers import AnswerError, text_answer, xml_answer
from synbib.lookup.question import Question, Request, quoted
from synbib.model.identifiers import anthology_of_doi, canonical_url, find_identifier
from synbib.text.months import MONTH, month_number

__all__ = ["read", "request"]

_SERVICE: Final = "acl-anthology"
_SITE: Final = "https://aclanthology.org/"
_NO_SUCH: Final = re.compile(rb"<title[^>]{0,200}>[^<]{0,100}\b404\b", re.IGNORECASE)
# `Computational Linguistics, Volume 15, Number 1, March 1989`
_ISSUE: Final = lazily.pattern(
    r"(?P<journal>.+?),\s+Volume\b.*?(?:(?P<month>[A-Z][a-z]+)\s+\d{4})?\Z"
)
# `July 7-12`, `May-June`
_MONTH: Final = lazily.pattern(rf"\b{MONTH}\b", re.IGNORECASE)
_MODS: Final = "{http://www.loc.gov/mods/v3}"
_JOURNALS: Final = frozenset({"journal article", "periodical"})


def request(question: Question) -> Request | None:
    """Return what asks the Anthology for one of its papers, by its number or by the DOI that the ACL gave it."""
    number = question.identifier if question.scheme == "anthology" else ""
    if question.scheme == "doi":
        number = anthology_of_doi(question.identifier) or ""
    return Request(f"{quoted(number)}.bib") if number else None


def read(data: bytes) -> list[Incoming]:
    """Return the works that an answer of the Anthology tells of."""
    if _NO_SUCH.search(data[:2000]):
        return []
    if data.lstrip()[:1] != b"<":
        return _of_bibtex(data)
    root = xml_answer(_SERVICE, data)
    if root.tag in (f"{_MODS}modsCollection", f"{_MODS}mods"):
        return [_of_mods(each) for each in root.iter(f"{_MODS}mods")]
    if root.tag not in ("collection", "volume"):
        raise AnswerError(
            f"{_SERVICE}: not the Anthology's XML, but '{plain(root.tag)}'; ask {_SITE}ID.bib"
        )
    volumes = root.iterfind("volume") if root.tag == "collection" else iter([root])
    return [work for volume in volumes for work in _of_volume(volume)]


def _of_bibtex(data: bytes) -> list[Incoming]:
    found = bibtex.works(text_answer(_SERVICE, data), _SERVICE)
    return [lazily.replace(work, key="", links=_further(work)) for work in found]


def _further(work: Incoming) -> Mapping[str, str]:
    """Return the links of a paper; not to the page that the ACL's own DOI leads to."""
    number = anthology_of_doi(work.identifiers.get("doi", ""))
    if number and find_identifier(work.links.get("paper", "")) == ("anthology", number):
        return {kind: url for kind, url in work.links.items() if kind != "paper"}
    return work.links


def _of_volume(volume: Element) -> Iterator[Incoming]:
    meta = volume.find("meta")
    if meta is None:
        return
    is_journal = volume.get("type") == "journal" or meta.find("journal-volume") is not None
    shared = dict(_of_journal(meta) if is_journal else _of_proceedings(meta))
    editors = _people(meta, "editor")
    front = volume.find("frontmatter")
    if front is not None and not is_journal:
        fields = {name: text for name, text in shared.items() if name != "booktitle"}
        fields = {
            "title": title(inner_markup(meta.find("booktitle"))),
            **fields,
            "isbn": parts.isbn([_text(meta, "isbn")]),
        }
        yield _work(front, "proceedings", fields, {"editor": editors}, _date(meta))
    for paper in volume.iterfind("paper"):
        names = {"author": _people(paper, "author"), "editor": () if is_journal else editors}
        fields = {"title": title(inner_markup(paper.find("title"))), **shared}
        fields |= {"langid": parts.langid(_text(paper, "language"))} | place(_text(paper, "pages"))
        fields["isbn"] = "" if is_journal else parts.isbn([_text(meta, "isbn")])
        kind = "article" if is_journal else "inproceedings"
        yield _work(paper, kind, fields, names, _date(meta, paper))


def _work(
    element: Element,
    kind: str,
    fields: dict[str, str],
    names: dict[str, tuple[Person, ...]],
    date: Date,
) -> Incoming:
    identifiers = parts.identified(_text(element, "doi"))
    address = _text(element, "url")
    if named := find_identifier(address if "://" in address else f"{_SITE}{address}"):
        identifiers.setdefault(*named)
    work = Incoming(
        {field: text for field, text in fields.items() if text},
        kind,
        names={role: people for role, people in names.items() if people},
        date=date,
        links=dict(_links(element, identifiers.get("anthology", ""), address)),
        identifiers=identifiers,
        status=_status(element),
    )
    return lazily.replace(work, links=_further(work))


def _links(element: Element, number: str, address: str) -> Iterator[tuple[str, str]]:
    """Yield the page of a paper, as the Anthology's own BibTeX has it, and its code."""
    if page := canonical_url("anthology", number) if number else parts.link(address):
        yield "paper", page
    code = element.find("pwccode")
    if code is not None and (url := parts.link(code.get("url"))):
        yield "code", url


def _status(element: Element) -> str:
    if element.find("retracted") is not None:
        return "retracted"
    return "withdrawn" if element.find("removed") is not None else ""


def _of_proceedings(meta: Element) -> Iterator[tuple[str, str]]:
    yield "booktitle", marked(inner_markup(meta.find("booktitle")))
    yield from _publisher(meta)


def _of_journal(meta: Element) -> Iterator[tuple[str, str]]:
    name = _text(meta, "journal-title") or _text(meta, "booktitle")
    found = _ISSUE.match(name)
    yield "journal", found["journal"] if found else name
    yield "volume", _text(meta, "journal-volume")
    yield "number", _text(meta, "journal-issue")
    yield from _publisher(meta)


def _publisher(meta: Element) -> Iterator[tuple[str, str]]:
    yield "publisher", _text(meta, "publisher")
    yield "address", _text(meta, "address")


def _date(meta: Element, paper: Element | None = None) -> Date:
    """Return when a volume appeared; that of a paper, where a volume has those of several years."""
    own = _text(paper, "year") if paper is not None else ""
    found = _ISSUE.match(_text(meta, "booktitle"))
    told = _MONTH.search(_text(meta, "month"))
    month = told[0] if told else (found and found["month"]) or ""
    return parts.date(own or _text(meta, "year"), month_number(month) if month else None)


def _people(element: Element, role: str) -> tuple[Person, ...]:
    return parts.people(
        parts.person(_text(each, "last"), _text(each, "first")) for each in element.iterfind(role)
    )


def _text(element: Element, name: str) -> str:
    return plain(inner_markup(element.find(name)))


# --- MODS -------------------------------------------------------------------------------------------------------------


def _of_mods(record: Element) -> Incoming:
    """Return the work of a record in MODS; it stands in what is related to it as its host."""
    host = record.find("{*}relatedItem[@type='host']")
    genres = {words(each) for each in record.iterfind(".//{*}genre")}
    kind = "inproceedings" if host is not None else "proceedings"
    if genres & _JOURNALS:
        kind = "article"
    numbers = {
        each.get("type", ""): words(each, "{*}number") for each in record.iterfind(".//{*}detail")
    }
    published = host if host is not None else record
    extent = record.find("{*}part/{*}extent[@unit='page']")
    fields = {
        "title": title(words(record, "{*}titleInfo/{*}title")),
        "journal" if kind == "article" else "booktitle": words(host, "{*}titleInfo/{*}title"),
        "volume": numbers.get("volume", ""),
        "number": numbers.get("issue", ""),
        "publisher": words(published, "{*}originInfo/{*}publisher"),
        "address": words(published, "{*}originInfo/{*}place/{*}placeTerm"),
        "isbn": parts.isbn([words(record, ".//{*}identifier[@type='isbn']")]),
        "langid": parts.langid(words(record, "{*}language/{*}languageTerm")),
        **place(words(extent, "{*}start"), words(extent, "{*}end")),
    }
    page = words(record, "{*}location/{*}url")
    identifiers = parts.identified(words(record, "{*}identifier[@type='doi']"), page)
    names = {"author": _mods_names(record, "author"), "editor": _mods_names(record, "editor")}
    if host is not None:
        names["editor"] = _mods_names(host, "editor")
    work = Incoming(
        {field: text for field, text in fields.items() if text},
        kind,
        names={role: people for role, people in names.items() if people},
        date=parts.iso_date(words(record, "{*}originInfo/{*}dateIssued")),
        links={"paper": page} if page else {},
        identifiers=identifiers,
    )
    return lazily.replace(work, links=_further(work))


def _mods_names(record: Element, role: str) -> tuple[Person, ...]:
    named = [
        each for each in record.iterfind("{*}name") if words(each, "{*}role/{*}roleTerm") == role
    ]
    return parts.people(
        parts.person(
            words(each, "{*}namePart[@type='family']"), words(each, "{*}namePart[@type='given']")
        )
        or parts.organization(words(each, "{*}namePart"))
        for each in named
    )
