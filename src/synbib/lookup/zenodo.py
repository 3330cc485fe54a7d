"""Zenodo's API of records, https://developers.zenodo.org/#records: a record, or the hits of a search."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from synbib import lazily
from synbib.formats.data import Record, at, records
from synbib.formats.indexes import date, place, signed
from synbib.formats.parts import doi, isbn, langid, organization, people, person
from synbib.formats.pick import string
from synbib.formats.texts import marked, plain, title
from synbib.incoming import Incoming, Person
from synbib.lookup.answers import json_answer, refused
from synbib.lookup.question import Question, Request
from synbib.model.identifiers import find_identifier

__all__ = ["read", "request"]

_ZENODO: Final = "Zenodo"
_OWN_DOI: Final = lazily.pattern(r"10\.5281/zenodo\.(\d+)", re.IGNORECASE)
# Type of a resource, or its subtype where it is a publication → the type of an entry.
_TYPES: Final = {
    "article": "article",
    "book": "book",
    "conferencepaper": "inproceedings",
    "dataset": "dataset",
    "deliverable": "techreport",
    "milestone": "techreport",
    "patent": "patent",
    "report": "techreport",
    "section": "incollection",
    "software": "software",
    "technicalnote": "techreport",
    "thesis": "phdthesis",
    "workingpaper": "techreport",
}
# What is shown or told where people meet.
_TALKS: Final = {"lesson": "Lesson", "poster": "Poster", "presentation": "Presentation"}
_HOW: Final = {"video": "Video", "image": "Image", "workflow": "Workflow", "model": "Model"}
_BEHALF: Final = lazily.pattern(r",?\s+on\s+(?:the\s+)?behalf\s+of\s+(?:the\s+)?", re.IGNORECASE)
# Relations to what a preprint was published as.
_PUBLISHED: Final = frozenset({"isPublishedIn", "isPreprintOf"})
_CODE: Final = frozenset({"isSupplementTo", "isSupplementedBy", "isDerivedFrom", "isCompiledBy"})
_CODE_HOST: Final = lazily.pattern(
    r"https?://(?:www\.)?(?:github|gitlab|bitbucket|codeberg)\.(?:com|org)/"
)


def request(question: Question) -> Request | None:
    """Return what asks for a record by its number or its DOI, else for those that a title's words find."""
    own = _OWN_DOI.fullmatch(question.identifier) if question.scheme == "doi" else None
    if question.scheme == "zenodo" or own:
        number = own[1] if own else question.identifier
        return Request(f"api/records/{quote(number, safe='')}")
    if question.scheme == "doi":
        return Request("api/records", {"q": f'doi:"{question.identifier}"', "size": "1"})
    if not question.title:
        return None
    words = " ".join(re.sub(r'["\\]', " ", question.title).split())
    return Request("api/records", {"q": f'title:"{words}"', "size": str(question.most)})


def read(data: bytes) -> list[Incoming]:
    """Return the records of an answer.

    Raises:
        AnswerError: It is not such an answer, or it tells of an error.
    """
    answer = json_answer("zenodo", data)
    if isinstance(at(answer, "hits", "hits"), list):
        return [_record(each) for each in records(answer, "hits", "hits")]
    if isinstance(at(answer, "metadata"), dict):
        return [_record(answer)]
    if string(answer, "status") in ("404", "410"):
        return []
    raise refused("zenodo", string(answer, "message"))


def _record(record: Record) -> Incoming:
    data = _metadata(record)
    resource, subtype = _resource(data)
    kind = _TYPES.get(subtype if resource == "publication" else resource, "misc")
    if kind == "article" and not string(data, "journal", "title"):
        kind = "misc"
    fields = {
        "title": title(string(data, "title")),
        **_published(data, kind, resource),
        "version": marked(string(data, "version")),
        "langid": langid(string(data, "language") or string(data, "languages", 0, "id")),
    }
    links, published, same = _related(data)
    own = doi(
        string(record, "doi") or string(data, "doi") or string(record, "pids", "doi", "identifier")
    )
    number = string(record, "id") or string(record, "recid")
    if not own and number:
        links["paper"] = f"https://zenodo.org/records/{number}"
    return Incoming(
        fields,
        kind,
        _names(data),
        date(string(data, "publication_date")),
        links=links,
        identifiers={**same, **({"doi": own} if own else {})},
        published_as=published if subtype in ("preprint", "workingpaper") else {},
    )


def _metadata(record: Record) -> Record:
    """Return the metadata of a record; InvenioRDM keeps what only some types have apart, as ``custom_fields``."""
    data: Record = at(record, "metadata") or {}
    apart = {
        name: each
        for name in ("journal", "imprint", "meeting", "thesis")
        if isinstance(each := at(record, "custom_fields", f"{name}:{name}"), dict)
    }
    imprint = apart.get("imprint", {})
    if "title" in imprint:
        apart["part_of"] = imprint
    return {**data, **apart}


def _resource(data: Record) -> tuple[str, str]:
    """Return type and subtype of a resource; InvenioRDM's own form has both in one: ``publication-article``."""
    if told := string(data, "resource_type", "id"):
        resource, _, subtype = told.partition("-")
        return resource, subtype
    return string(data, "resource_type", "type"), string(data, "resource_type", "subtype")


def _published(data: Record, kind: str, resource: str) -> dict[str, str]:
    """Return the fields that say where a record has appeared, besides Zenodo."""
    publisher = marked(string(data, "imprint", "publisher") or string(data, "publisher"))
    address = marked(string(data, "imprint", "place"))
    numbers = {"isbn": isbn([string(data, "imprint", "isbn")])}
    if kind == "article":
        return {
            "journal": marked(string(data, "journal", "title")),
            "volume": marked(string(data, "journal", "volume")),
            "number": marked(string(data, "journal", "issue")),
            **place(string(data, "journal", "pages")),
        }
    if kind in ("inproceedings", "incollection"):
        meeting = marked(string(data, "meeting", "title")) if kind == "inproceedings" else ""
        return {
            "booktitle": marked(string(data, "part_of", "title")) or meeting,
            **place(string(data, "part_of", "pages")),
            "publisher": publisher,
            "address": address if kind == "incollection" else "",
            **numbers,
        }
    if kind == "book":
        return {"publisher": publisher or _ZENODO, "address": address, **numbers}
    if kind == "techreport":
        return {"institution": publisher or _ZENODO}
    if kind == "phdthesis":
        return {"school": marked(string(data, "thesis", "university"))}
    by = publisher or _ZENODO
    if kind != "misc":
        return {"publisher": by}
    said = _told(data, _TALKS[resource]) if resource in _TALKS else _HOW.get(resource, "")
    return {"howpublished": said, "publisher": by} if said else {"howpublished": by}


def _told(data: Record, what: str) -> str:
    """Return how something was published that was shown where people met: ``Poster at a conference, Paris``."""
    meeting = marked(string(data, "meeting", "title")) or marked(string(data, "meeting", "acronym"))
    where = marked(string(data, "meeting", "place"))
    return ", ".join(filter(None, (f"{what} at {meeting}" if meeting else what, where)))


def _names(data: Record) -> dict[str, tuple[Person, ...]]:
    authors = [who for each in records(data, "creators") for who in _people(each)]
    of_editors = (
        each
        for each in records(data, "contributors")
        if "editor" in (string(each, "type").casefold(), string(each, "role", "id"))
    )
    editors = [who for each in of_editors for who in _people(each)]
    return {"author": people(authors), "editor": people(editors)}


def _people(creator: Record) -> list[Person | None]:
    """Return somebody, and those on whose behalf somebody has written."""
    told = at(creator, "person_or_org") or creator
    name = string(told, "name")
    if string(told, "type") == "organizational":
        return [organization(name)]
    if family := string(told, "family_name"):
        return [person(family, string(told, "given_name"))]
    own, *others = _BEHALF.split(name, maxsplit=1)
    return [signed(own), *map(organization, others)]


def _related(data: Record) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Return the links to code, what a preprint was published as, and the number on arXiv of the same work."""
    links: dict[str, str] = {}
    same: dict[str, str] = {}
    published: dict[str, str] = {}
    for each in records(data, "related_identifiers"):
        named, relation = plain(string(each, "identifier")), string(each, "relation")
        if relation in _CODE and _CODE_HOST.match(named):
            links.setdefault("code", named)
        elif relation in _PUBLISHED and (found := find_identifier(named)):
            published.setdefault(*found)
        elif (
            relation == "isIdenticalTo"
            and (found := find_identifier(named))
            and found[0] == "arxiv"
        ):
            same.setdefault(*found)
    return links, published, same
