"""CITATION.cff, in which a repository says how it is to be cited: Citation File Format 1.2.0.

Source: ``schema-guide.md`` of github.com/citation-file-format/citation-file-format. Where authors prefer that another
work is cited, that comes first, and the software or the data after it; then ``references``, on which it builds.
Whoever only wants to know what is to be cited asks `cited`, and gets no references, abstracts and keywords.

An entry of software or data is written at the top of a file, the first other one as what is preferred, more of them as
references. Where there is only a paper, or software of which the day of release is not known, for which the top has no
room, its title and its authors are at the top, too, as the format wants some there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from synbib import lazily
from synbib.formats import parts
from synbib.formats.cff_schema import check
from synbib.formats.data import (
    FormatError,
    Placed,
    Record,
    Tell,
    as_yaml,
    at,
    line_of,
    placed,
    record,
    records,
    untold,
    values,
)
from synbib.formats.indexes import date
from synbib.formats.texts import marked, plain, title
from synbib.formats.yaml_text import dumped
from synbib.incoming import CONTAINERS, Date, Incoming, Person, publisher_field
from synbib.limits import LONGEST_CITATION_CFF
from synbib.model.dates import to_edtf
from synbib.model.identifiers import ARXIV
from synbib.model.languages import language_tag
from synbib.model.venue import is_preprint

if TYPE_CHECKING:
    from synbib.formats.outgoing import Outgoing
    from synbib.model.csl_item import CslName

__all__ = ["cited", "read", "write"]

# The type of a reference → the type of the entry; others are `misc`.
_TYPES: Final = {
    "art": "artwork",
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
    "hearing": "jurisdiction",
    "legal-case": "jurisdiction",
    "legal-rule": "legislation",
    "magazine-article": "article",
    "manual": "manual",
    "map": "image",
    "multimedia": "video",
    "music": "music",
    "newspaper-article": "article",
    "pamphlet": "booklet",
    "patent": "patent",
    "personal-communication": "letter",
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
# The same → the `entrysubtype` that tells it from others of its type.
_SUBTYPES: Final = {"magazine-article": "magazine", "newspaper-article": "newspaper"}
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
# Keys of which the top of a file tells a work of its own.
_OF_A_WORK: Final = frozenset(
    {"commit", "date-released", "doi", "identifiers", "repository", "repository-artifact"}
    | {"repository-code", "url", "version"}
)
# Keys that have no field, and say something of the work.
_KEPT: Final = (
    "collection-doi",
    "collection-type",
    "commit",
    "copyright",
    "database",
    "date-downloaded",
    "editors-series",
    "entry",
    "filename",
    "format",
    "license",
    "license-url",
    "loc-end",
    "loc-start",
    "medium",
    "nihmsid",
    "patent-states",
    "repository-artifact",
    "scope",
    "term",
    "volume-title",
)


def read(data: bytes, name: str = "CITATION.cff", tell: Tell = untold) -> list[Incoming]:
    """Return the works that a CITATION.cff tells of, those first that it asks to cite.

    Raises:
        FormatError: It is not YAML, or no valid CITATION.cff.
    """
    held = _held(data, name)
    check(held, name)
    preferred, own = record(held, "preferred-citation"), _own(held)
    asked = [each for each in (preferred, own) if each and not _repeats(each, preferred)]
    works = []
    for each in (*asked, *records(held, "references")):
        with placed(name, line_of(each)):
            works.append(_complete(_work(each, name), each))
    return works


def cited(data: bytes, name: str = "CITATION.cff") -> list[Incoming]:
    """Return the works that a CITATION.cff asks to cite, with what a list of references has of them.

    Raises:
        FormatError: It is not YAML, or no CITATION.cff.
    """
    held = _held(data, name)
    preferred = record(held, "preferred-citation")
    if not plain(held.get("title")) and not preferred:
        raise FormatError(f"{name}: no title; a CITATION.cff has one at its top")
    return [_work(each, name) for each in (preferred, _own(held)) if plain(each.get("title"))]


def _held(data: bytes, name: str) -> Placed:
    if len(data) > LONGEST_CITATION_CFF:
        raise FormatError(
            f"{name}: {len(data):,} bytes, more than LONGEST_CITATION_CFF, {LONGEST_CITATION_CFF:,}"
        )
    held = as_yaml(data, name, unique=True)
    if not isinstance(held, Placed) or "cff-version" not in held:
        raise FormatError(
            f"{name}:1:1: no CITATION.cff, as it says no cff-version; begin it with cff-version: 1.2.0"
        )
    return held


def _own(held: Placed) -> Placed:
    """Return what the top of a file says of the software or the data itself."""
    return Placed({**held, "type": plain(held.get("type")) or "software"}, held.line)


def _repeats(own: Record, preferred: Record) -> bool:
    """Whether the top of a file says nothing of a work of its own, beside the one that is preferred."""
    is_top = "cff-version" in own
    return is_top and preferred.get("title") == own.get("title") and _OF_A_WORK.isdisjoint(own)


def _complete(work: Incoming, data: Record) -> Incoming:
    """Return a work with what a file of a user's own says beside what is cited."""
    told = {
        "abstract": marked(data.get("abstract")),
        "keywords": ", ".join(map(plain, values(data, "keywords"))),
        "issuetitle": marked(data.get("issue-title")),
        "origdate": plain(data.get("year-original")),
        "shorttitle": marked(data.get("abbreviation")),
    }
    conference = record(data, "conference")
    if work.type == "inproceedings":
        told["eventtitle"] = marked(conference.get("name"))
        where = (plain(conference.get("location")), _place(conference))
        told["venue"] = ", ".join(filter(None, where))
        dates = (plain(conference.get(each))[:10] for each in ("date-start", "date-end"))
        told["eventdate"] = "/".join(filter(None, dates))
        if told["eventtitle"] == work.fields.get("booktitle"):
            del told["eventtitle"]
        if told["venue"] == work.fields.get("address"):
            del told["venue"]
    told["entrysubtype"] = _SUBTYPES.get(plain(data.get("type")), "")
    if data.get("data-type"):
        told["type"] = plain(data["data-type"])
    if location := record(data, "location"):
        place = (plain(location.get("name")), _place(location))
        told["library"] = ", ".join(filter(None, place))
    others = records(data, "identifiers")
    pmid = (_PMID.fullmatch(plain(each.get("value"))) for each in others)
    told["pmid"] = next((found[1] for found in pmid if found), "")
    keys = (plain(each.get("value")) for each in others if each.get("description") == _KEY)
    links = dict(work.links)
    numbers = list(_identifiers(work, others))
    told["swhid"] = next((value for kind, value in numbers if kind == "swh"), "")
    if page := next((parts.link(value) for kind, value in numbers if kind == "url"), ""):
        links.setdefault("paper", page)
    people = {
        field: found
        for role, field in (("recipients", "recipient"), ("senders", "author"))
        if (found := parts.people(map(_person, values(data, role)))) and field not in work.names
    }
    if not work.fields.get("edition"):  # the first is none to a list of references
        told["edition"] = plain(data.get("edition"))
    told |= parts.language(at(values(data, "languages"), 0))
    told = {name: text for name, text in told.items() if text and not work.fields.get(name)}
    left = [f"{key}: {text}" for key in _KEPT if (text := _said(data.get(key)))]
    taken = (*told.values(), *links.values())
    left += (f"{kind}: {value}" for kind, value in numbers if value not in taken)
    return lazily.replace(
        work,
        fields={**work.fields, **told},
        names={**work.names, **people},
        key=next(keys, ""),
        date=_day(data, work.date),
        links=links,
        note="; ".join(filter(None, (work.note, *left))),
        lines=(line_of(data),),
    )


def _identifiers(work: Incoming, listed: Iterable[Record]) -> Iterator[tuple[str, str]]:
    """Yield type and value of each identifier that is not yet told: other DOIs, addresses, those of archives."""
    told = {each.casefold() for each in work.identifiers.values()}
    for each in listed:
        kind, value = plain(each.get("type")), plain(each.get("value"))
        is_told = parts.doi(value).casefold() in told or _PMID.fullmatch(value) or _on_arxiv(value)
        if value and not is_told and each.get("description") != _KEY:
            yield kind, value


def _day(data: Record, told: Date) -> Date:
    """Return a date with its day, where one of the dates of that month has one."""
    given = (parts.iso_date(data.get(name)) for name in ("date-published", "date-released"))
    return next((each for each in given if each[:2] == told[:2] and each.day), told)


def _further(data: Record) -> Iterator[Any]:
    """Yield where else software is: addresses among its identifiers, and what it is downloaded as."""
    listed = records(data, "identifiers")
    yield from (each.get("value") for each in listed if each.get("type") == "url")
    yield data.get("repository-artifact")


def _said(value: Any) -> str:
    """Return a text, the texts of a list, or the names of people and places."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_said, value)))
    if isinstance(value, dict):
        named = _person(value)
        return named.name if named else plain(value.get("value"))
    return plain(value)


def _place(entity: Record) -> str:
    return ", ".join(
        filter(None, (plain(entity.get(each)) for each in ("city", "region", "country")))
    )


def _work(data: Record, name: str) -> Incoming:
    kind = _kind(data)
    identifiers = parts.identified(
        _doi(data), data.get("url"), *map(_on_arxiv, _naming_arxiv(data))
    )
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


def _naming_arxiv(data: Record) -> Iterator[str]:
    yield from (plain(data.get(name)) for name in ("journal", "notes"))
    yield from (plain(each.get("value")) for each in records(data, "identifiers"))


def _on_arxiv(text: str) -> str:
    """Return the place of the paper that a text names by its number: ``arXiv preprint arXiv:2201.00001``."""
    found = _ARXIV.fullmatch(text)
    return f"https://arxiv.org/abs/{found['number']}" if found else ""


def _doi(data: Record) -> str:
    """Return the DOI of the work, or the first among its identifiers: that of all its versions, by custom."""
    listed = (
        plain(each.get("value")).removeprefix("doi:")
        for each in records(data, "identifiers")
        if each.get("type") == "doi" or plain(each.get("value")).startswith("doi:")
    )
    return next(filter(None, map(parts.doi, (data.get("doi"), *listed))), "")


def _person(data: Any) -> Person | None:
    if not isinstance(data, dict):  # against the schema, but it is a name
        return parts.spoken(data)
    if data == _NOBODY:  # as the guide has it where nobody is known
        return None
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
    published = parts.iso_date(data.get("date-published"))
    if told.month and told == published._replace(day=None):
        return published
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
    yield "address", _place(place)
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
        page = code or next(filter(None, map(parts.link, _further(data))), "")
    links = {"paper": page, "code": "" if code == page else code}
    return {name: address for name, address in links.items() if address}


# --- writing ---------------------------------------------------------------------------------------------------------

# Entry type → the type of a reference, where it is not the first in `_TYPES` that is read as that.
_WRITTEN: Final = {kind: name for name, kind in reversed(_TYPES.items())} | {
    "audio": "sound-recording",
    "book": "book",
    "bookinbook": "book",
    "collection": "edited-work",
    "conference": "conference-paper",
    "dataset": "dataset",
    "inbook": "book",
    "incollection": "book",
    "inproceedings": "conference-paper",
    "jurisdiction": "legal-case",
    "legislation": "statute",
    "mastersthesis": "thesis",
    "movie": "video",
    "mvbook": "book",
    "online": "website",
    "reference": "encyclopedia",
    "report": "report",
    "software": "software",
    "techreport": "report",
    "thesis": "thesis",
    "video": "video",
}
_OTHER: Final = "generic"
# Key → the fields of which the first that an entry has is its text.
_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "abbreviation": ("shorttitle",),
    "abstract": ("abstract",),
    "collection-title": ("booktitle", "series"),
    "edition": ("edition",),
    "isbn": ("isbn",),
    "issn": ("issn",),
    "issue": ("number", "issue"),
    "issue-title": ("issuetitle",),
    "journal": ("journaltitle",),
    "notes": ("note",),
    "number-volumes": ("volumes",),
    "pages": ("pagetotal",),
    "pmcid": ("pmcid",),
    "version": ("version",),
    "volume": ("volume",),
}
_AT_TOP: Final = frozenset({"abstract", "version"})
_DOI: Final = lazily.pattern(r"10\.\d{4,9}(?:\.\d+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+")
_URL: Final = lazily.pattern(r"(?:https?|s?ftp)://\S+")
_FORMS: Final = {
    "isbn": lazily.pattern(r"(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dX]"),
    "issn": lazily.pattern(r"\d{4}-\d{3}[\dxX]"),
    "pmcid": lazily.pattern(r"PMC\d{7,}"),
}
_ISO: Final = lazily.pattern(r"\d{4}-\d\d-\d\d")
_FULL: Final = 3
# So an identifier is described that is the key in a library.
_KEY: Final = "citation key"
_PMID: Final = lazily.pattern(r"PMID:\s*(\d+)", re.IGNORECASE)
_NOBODY: Final = {"name": "anonymous"}
_PLEASE: Final = "If you use this {what}, please cite {it}."


def write(works: Iterable[Outgoing]) -> Iterator[str]:
    """Yield a CITATION.cff.

    Raises:
        FormatError: There are no entries, of which a CITATION.cff needs one.
    """
    root: Record = {}
    others: list[Record] = []
    for work in works:
        if not root and work.type in _MADE_HERE and _fits_top(work):
            root = _written(work, is_top=True)
        else:
            others.append(_written(work, is_top=False))
    if not root and not others:
        raise FormatError("no entry; a CITATION.cff asks to cite at least one")
    named = root or {name: others[0][name] for name in ("title", "authors")}
    what = "dataset" if named.get("type") == "dataset" else "software" if root else "work"
    it = "the work under 'preferred-citation'" if others else "it as below"
    yield dumped(
        {
            "cff-version": "1.2.0",
            "message": _PLEASE.format(what=what, it=it),
            **named,
            "preferred-citation": others[0] if others else {},
            "references": others[1:],
        }
    )


def _fits_top(work: Outgoing) -> bool:
    """Whether the top of a file has room for the date of a release: a whole one."""
    told = work.item.get("issued", {}).get("date-parts", [[]])
    return not told[0] or len(told[0]) == _FULL


def _written(work: Outgoing, *, is_top: bool) -> Record:
    """Return an entry as what stands at the top of a file, or as a reference."""
    kind = _WRITTEN.get(work.type, _OTHER)
    title_of = ": ".join(filter(None, (work.text("title"), work.text("subtitle"))))
    subtype = work.entry.fields.get("entrysubtype", "") if work.type == "article" else ""
    if told := next((name for name, each in _SUBTYPES.items() if each == subtype), ""):
        kind = told
        work.take("entrysubtype")
    if kind == "dataset" and not is_top:
        kind = "data"  # as a reference has it
    found: Record = {"type": kind, "title": title_of or "Untitled"}
    authors = [_author(each) for each in work.people("author")]
    # The schema wants each once.
    found["authors"] = [each for n, each in enumerate(authors) if each not in authors[:n]] or [
        _NOBODY
    ]
    for key, names in _KEYS.items():
        if not is_top or key in _AT_TOP:
            found[key] = _of_form(work, key, work.text(*names))
    found |= dict(_written_addresses(work))
    found |= dict(_written_date(work, is_top=is_top))
    if work.has("keywords"):
        words = (word.strip() for word in work.text("keywords").split(","))
        found["keywords"] = list(dict.fromkeys(filter(None, words)))
    if not is_top:
        found |= dict(_written_places(work))
        found |= dict(_written_pages(work))
    work.becomes(_kind(found))
    return {key: value for key, value in found.items() if value not in ("", [], {})}


def _of_form(work: Outgoing, key: str, text: str) -> str:
    """Return a text, or the first number in it that is of the form which the schema wants; the rest is lost."""
    if not text or (form := _FORMS.get(key)) is None:
        return text
    found = form.search(text)
    if found is None or found[0] != text:
        work.lose(key, "all but one number" if found else "what is not such a number")
    return found[0] if found else ""


def _author(name: CslName) -> Record:
    if "literal" in name:
        return {"name": name["literal"]}
    particles = (name.get("dropping-particle"), name.get("non-dropping-particle"))
    return {
        "family-names": name.get("family", ""),
        "given-names": name.get("given", ""),
        "name-particle": " ".join(filter(None, particles)),
        "name-suffix": name.get("suffix", ""),
    }


def _written_addresses(work: Outgoing) -> Iterator[tuple[str, Any]]:
    doi, url = work.text("doi"), work.text("url")
    yield "doi", doi if _DOI.fullmatch(doi) else ""
    if _URL.fullmatch(url):
        yield "url", url
    elif url:
        work.lose("url", "what is not an address")
    code = work.text("code")
    if _URL.fullmatch(code):
        yield "repository-code", code
    others = {"doi": "" if _DOI.fullmatch(doi) else doi, "PMID": work.text("pmid")}
    if work.raw("eprinttype").casefold() in ("", "arxiv"):
        others["arXiv"] = work.text("eprint").removeprefix("arXiv:")
    key = {"type": "other", "value": work.key(), "description": _KEY}
    yield (
        "identifiers",
        [
            *([key] if key["value"] else []),
            *({"type": "other", "value": f"{name}:{n}"} for name, n in others.items() if n),
        ],
    )


def _written_date(work: Outgoing, *, is_top: bool) -> Iterator[tuple[str, Any]]:
    told = work.one_date()
    if not told.year:
        work.lose("date", "what is not a date")
    if is_top:
        if told.day:
            yield "date-released", parts.iso(told)
        elif told.year:
            work.lose("date", "what is not a whole date")
        return
    yield "year", told.year or ""
    yield "month", told.month or ""
    if told.day:
        yield "date-published", parts.iso(told)
    accessed = work.one_date("urldate")
    if accessed.day:
        yield "date-accessed", parts.iso(accessed)
    elif accessed.year:
        work.lose("urldate", "what is not a whole date")


def _written_places(work: Outgoing) -> Iterator[tuple[str, Any]]:
    for role, field in _ROLES.items():
        if field != "author":
            yield role, list(map(_author, work.people(field)))
    place = work.text("location")
    for key, names in (
        ("institution", ("institution",)),
        ("publisher", ("publisher", "organization")),
    ):
        if name := work.text(*names):
            yield key, {"name": name, "city": place}
            place = ""
    if place:
        work.lose("location", "that of nobody")
    if event := work.text("eventtitle"):
        first, _, last = to_edtf(work.item.get("event-date", {})).partition("/")
        dates = {"date-start": first, "date-end": last}
        work.take("eventdate")
        if not all(_ISO.fullmatch(each) for each in dates.values() if each):
            work.lose("eventdate", "what is not a whole date")
            dates = {}
        yield "conference", {"name": event, "city": work.text("venue"), **dates}
    if work.type in _THESES:
        yield "thesis-type", str(work.item.get("genre", ""))
        work.take("type")
    elif work.type == "dataset":
        yield "data-type", work.text("type")
    if tag := language_tag(work.text("langid", "language")):
        yield "languages", [tag.partition("-")[0]]


def _written_pages(work: Outgoing) -> Iterator[tuple[str, Any]]:
    first, _, last = work.text("pages").replace("–", "-").partition("-")
    yield "start", first.strip(" -") or work.text("eid")
    yield "end", last.strip(" -")
    if chapter := work.text("chapter"):
        yield "section", f"{_CHAPTER}{chapter}"
