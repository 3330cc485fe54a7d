"""CITATION.cff, in which a repository says how it is to be cited: Citation File Format 1.2.0.

Source: ``schema-guide.md`` of github.com/citation-file-format/citation-file-format. Where authors prefer that another
work is cited, that comes first, and the software or the data after it. ``references`` are works that it
builds on, and are left out, as are its abstract and keywords.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from synbib import lazily
from synbib.formats import parts
from synbib.formats.data import (
    FormatError,
    Record,
    Tell,
    as_yaml,
    at,
    record,
    records,
    untold,
    values,
)
from synbib.formats.indexes import date
from synbib.formats.texts import marked, plain, title
from synbib.incoming import CONTAINERS, Date, Incoming, Person, publisher_field
from synbib.limits import LONGEST_CITATION_CFF
from synbib.model.identifiers import ARXIV
from synbib.model.venue import is_preprint

__all__ = ["read"]

# The type of a reference → the type of the entry; others are `misc`.
_TYPES: Final = {
    "article": "article",
    "audiovisual": "video",
    "bill": "legislation",
    "blog": "online",
    "book": "book",
    "catalogue": "book",
    "conference": "proceedings",
    "conference-paper": "inproceedings",
    "data": "dataset",
    "database": "dataset",
    "dataset": "dataset",
    "dictionary": "book",
    "edited-work": "book",
    "encyclopedia": "book",
    "film-broadcast": "video",
    "government-document": "techreport",
    "legal-case": "jurisdiction",
    "magazine-article": "article",
    "manual": "manual",
    "newspaper-article": "article",
    "pamphlet": "booklet",
    "patent": "patent",
    "proceedings": "proceedings",
    "report": "techreport",
    "serial": "periodical",
    "software": "software",
    "software-code": "software",
    "software-container": "software",
    "software-executable": "software",
    "software-virtual-machine": "software",
    "sound-recording": "audio",
    "standard": "standard",
    "statute": "legislation",
    "thesis": "phdthesis",
    "unpublished": "unpublished",
    "video": "video",
    "website": "online",
}
# Entry type → the field of what it stands in.
_CONTAINERS: Final = {**CONTAINERS, "online": "howpublished"}
_MADE_HERE: Final = frozenset({"dataset", "software"})
_CHAPTER: Final = "Chapter "
_ROLES: Final = {"authors": "author", "editors": "editor", "translators": "translator"}
_THESES: Final = ("mastersthesis", "phdthesis")
# What has pages of its own.
_WHOLE: Final = ("book", "techreport", *_THESES)
_FIELDS: Final = ("volume", "number", "edition", "pmcid", "section")
# What the schema knows that a work may be, where it is not published.
_STATUS: Final = {
    "in-preparation": "In preparation",
    "in-press": "In press",
    "submitted": "Submitted",
}
_ARXIV: Final = lazily.pattern(
    rf"(?:arXiv\s+(?:preprint|e-prints?),?\s+)?arXiv:\s*(?P<number>{ARXIV})(?:\s*\[[\w.-]+\])?\.?",
    re.IGNORECASE,
)
_CODE: Final = ("repository-code", "repository")


def read(data: bytes, name: str = "CITATION.cff", tell: Tell = untold) -> list[Incoming]:
    """Return the works that a CITATION.cff asks to cite.

    Raises:
        FormatError: It is not YAML, or no CITATION.cff.
    """
    if len(data) > LONGEST_CITATION_CFF:
        raise FormatError(
            f"{name}: {len(data):,} bytes, more than LONGEST_CITATION_CFF, {LONGEST_CITATION_CFF:,}"
        )
    held = as_yaml(data, name)
    if not isinstance(held, dict) or "cff-version" not in held:
        raise FormatError(f"{name}: no CITATION.cff, as it says no cff-version")
    preferred = record(held, "preferred-citation")
    if not plain(held.get("title")) and not preferred:
        raise FormatError(f"{name}: no title; a CITATION.cff has one at its top")
    own = {**held, "type": plain(held.get("type")) or "software"}
    return [_work(each, name) for each in (preferred, own) if plain(each.get("title"))]


def _work(data: Record, name: str) -> Incoming:
    kind = _kind(data)
    identifiers = parts.identified(_doi(data), data.get("url"), *map(_on_arxiv, _said(data)))
    fields = {"title": title(data.get("title")), **dict(_published(data, kind))}
    fields |= {field: plain(data.get(field)) or fields.get(field, "") for field in _FIELDS}
    fields["edition"] = parts.edition(fields["edition"])
    if is_preprint(fields.get("journal", "")):
        kind = "misc"
        server = fields.pop("journal")
        fields |= {"howpublished": "" if "arxiv" in identifiers else server}
    fields |= {
        "isbn": parts.isbn(values(data, "isbn")),
        "langid": parts.langid(at(values(data, "languages"), 0)),
        "issn": parts.issn(values(data, "issn")),
        "note": plain(data.get("notes")) or _STATUS.get(plain(data.get("status")), ""),
        "pagetotal": plain(data.get("pages")) if kind in _WHOLE else "",
        "urldate": plain(data.get("date-accessed")),
        "volumes": plain(data.get("number-volumes")),
    }
    if kind == "incollection":
        fields["chapter"] = fields.pop("section", "").removeprefix(_CHAPTER)
    if "arxiv" in identifiers and _on_arxiv(fields["note"]):
        fields["note"] = ""
    return Incoming(
        {field: text for field, text in fields.items() if text},
        kind,
        names={
            field: people
            for role, field in _ROLES.items()
            if (people := parts.people(map(_person, values(data, role))))
        },
        date=_date(data),
        links=_links(data, kind, identifiers),
        identifiers=identifiers,
        source=name,
    )


def _kind(data: Record) -> str:
    """Return the type of the entry, which the rest may tell better than the type: the format has none for a chapter."""
    kind = _TYPES.get(plain(data.get("type")), "misc")
    if kind == "phdthesis" and parts.is_masters(data.get("thesis-type")):
        return "mastersthesis"
    if kind == "article" and not data.get("journal"):
        return "misc"
    if not data.get("type") and data.get("journal"):
        return "article"
    if kind == "book" and data.get("start") and data.get("collection-title"):
        return "incollection"
    return kind


def _said(data: Record) -> Iterator[str]:
    yield from (plain(data.get(name)) for name in ("journal", "notes"))


def _on_arxiv(text: str) -> str:
    """Return the place of the paper that a text names by its number: ``arXiv preprint arXiv:2201.00001``."""
    found = _ARXIV.fullmatch(text)
    return f"https://arxiv.org/abs/{found['number']}" if found else ""


def _doi(data: Record) -> str:
    """Return the DOI of the work, or the first among its identifiers: that of all its versions, by custom."""
    listed = (
        each.get("value") for each in records(data, "identifiers") if each.get("type") == "doi"
    )
    return next(filter(None, map(parts.doi, (data.get("doi"), *listed))), "")


def _person(data: Any) -> Person | None:
    if not isinstance(data, dict):  # against the schema, but it is a name
        return parts.spoken(data)
    if data.get("name"):
        return parts.organization(data["name"])
    if not data.get("family-names") and not data.get("given-names"):
        return parts.organization(data.get("alias"))
    return parts.person(
        data.get("family-names"),
        data.get("given-names"),
        data.get("name-suffix"),
        data.get("name-particle"),
    )


def _date(data: Record) -> Date:
    told = parts.date(data.get("year"), data.get("month"))
    dates = [data.get(name) for name in ("date-published", "date-released", "issue-date")]
    for given in (*dates, record(data, "conference").get("date-start")):
        if not told.year:
            found = parts.iso_date(given)
            told = Date(found.year, found.month) if found.year else date(given)
    return told


def _published(data: Record, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the fields that say where a work was published, and as which part of it."""
    publisher, conference = record(data, "publisher"), record(data, "conference")
    institution, provider = record(data, "institution"), record(data, "database-provider")
    collection, journal = marked(data.get("collection-title")), marked(data.get("journal"))
    container = {
        "article": journal,
        "inproceedings": collection or journal or marked(conference.get("name")),
    }.get(kind, collection)
    yield _CONTAINERS.get(kind, "series"), container if kind in ("book", *_CONTAINERS) else ""
    field = publisher_field(kind)
    by = institution if field != "publisher" and institution else publisher or provider
    yield field, plain(by.get("name")) or plain(data.get("department"))
    place = conference if kind == "inproceedings" and conference.get("city") else by
    where = (plain(place.get(each)) for each in ("city", "region", "country"))
    yield "address", ", ".join(filter(None, where))
    yield "number", plain(data.get("issue"))
    yield "pages", parts.pages(data.get("start"), data.get("end"))
    if kind in _THESES:
        yield "type", parts.other_degree(data.get("thesis-type"))
    if kind in _MADE_HERE:
        yield "version", plain(data.get("version"))


def _links(data: Record, kind: str, identifiers: dict[str, str]) -> dict[str, str]:
    """Return the page of a work, and its code, which is the page of software that has no other."""
    page = parts.further_link(data.get("url"), identifiers)
    code = next(filter(None, (parts.link(data.get(each)) for each in _CODE)), "")
    if not page and not identifiers and kind in _MADE_HERE:
        page = code
    links = {"paper": page, "code": "" if code == page else code}
    return {name: address for name, address in links.items() if address}
