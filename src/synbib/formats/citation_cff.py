"""CITATION.cff, in which a repository says how it is to be cited: Citation File Format 1.2.0.

Source: ``schema-guide.md`` of github.com/citation-file-format/citation-file-format. Where authors prefer that another
work is cited, that comes first, and the software or the data after it. ``references`` are works that it
builds on, and are left out, as are its abstract and keywords.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from synbib.formats import parts
from synbib.formats.data import FormatError, Record, as_yaml, at, record, records, values
from synbib.formats.texts import marked, plain, title
from synbib.incoming import Date, Incoming, Person
from synbib.limits import LONGEST_CITATION_CFF

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
_PUBLISHERS: Final = {"mastersthesis": "school", "phdthesis": "school", "techreport": "institution"}
_ROLES: Final = {"authors": "author", "editors": "editor", "translators": "translator"}
_FIELDS: Final = ("volume", "number", "edition", "pmcid", "section")
_CODE: Final = ("repository-code", "repository")


def read(data: bytes, name: str = "CITATION.cff") -> list[Incoming]:
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
    own = {**held, "type": plain(held.get("type")) or "software"}
    return [_work(each, name) for each in (preferred, own) if each]


def _work(data: Record, name: str) -> Incoming:
    kind = _TYPES.get(plain(data.get("type")), "misc")
    if kind == "phdthesis" and parts.is_masters(data.get("thesis-type")):
        kind = "mastersthesis"
    if kind == "article" and not data.get("journal"):
        kind = "misc"
    identifiers = parts.identified(_doi(data), data.get("url"))
    fields = {"title": title(data.get("title")), **dict(_published(data, kind))}
    fields |= {field: plain(data.get(field)) or fields.get(field, "") for field in _FIELDS}
    fields |= {
        "isbn": parts.isbn(values(data, "isbn")),
        "langid": parts.langid(at(values(data, "languages"), 0)),
        "issn": parts.issn(values(data, "issn")),
        "note": plain(data.get("notes")),
    }
    return Incoming(
        {field: text for field, text in fields.items() if text},
        kind,
        names={
            field: people
            for role, field in _ROLES.items()
            if (people := parts.people(map(_person, records(data, role))))
        },
        date=_date(data),
        links=dict(_links(data, identifiers)),
        identifiers=identifiers,
        source=name,
    )


def _doi(data: Record) -> str:
    """Return the DOI of the work, or the first among its identifiers: that of all its versions, by custom."""
    listed = (
        each.get("value") for each in records(data, "identifiers") if each.get("type") == "doi"
    )
    return next(filter(None, map(parts.doi, (data.get("doi"), *listed))), "")


def _person(data: Record) -> Person | None:
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
    for name in ("date-published", "date-released", "issue-date"):
        if not told.year and (found := parts.iso_date(data.get(name))).year:
            told = Date(found.year, found.month)
    return told


def _published(data: Record, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the fields that say where a work was published, and as which part of it."""
    publisher, conference = record(data, "publisher"), record(data, "conference")
    institution = record(data, "institution")
    collection = marked(data.get("collection-title"))
    if kind == "article":
        yield "journal", marked(data.get("journal"))
    elif kind == "inproceedings":
        yield "booktitle", collection or marked(conference.get("name"))
    elif kind == "book":
        yield "series", collection
    by = institution if kind in _PUBLISHERS and institution else publisher
    yield _PUBLISHERS.get(kind, "publisher"), plain(by.get("name")) or plain(data.get("department"))
    place = conference if kind == "inproceedings" and conference.get("city") else by
    yield (
        "address",
        ", ".join(filter(None, (plain(place.get("city")), plain(place.get("country"))))),
    )
    yield "number", plain(data.get("issue"))
    yield "pages", parts.pages(data.get("start"), data.get("end"))
    if kind in ("dataset", "software"):
        yield "version", plain(data.get("version"))


def _links(data: Record, identifiers: dict[str, str]) -> Iterator[tuple[str, str]]:
    if page := parts.further_link(data.get("url"), identifiers):
        yield "paper", page
    code = next(filter(None, (parts.link(data.get(each)) for each in _CODE)), "")
    if code and code != page:
        yield "code", code
