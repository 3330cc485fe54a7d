"""BibJSON, the JSON of Open Knowledge's bibliographies and of DOAJ.

Source: http://okfnlabs.org/bibjson/. Its names are BibTeX's, as are its types; names of people and identifiers are
objects. A file holds one record, a list of them, or a collection with its ``records``. BibServer wrote a journal as a
text, DOAJ wraps a record as ``bibjson``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from synbib import lazily
from synbib.errors import shortened
from synbib.formats import parts
from synbib.formats.data import (
    FormatError,
    Record,
    Tell,
    at,
    line_of,
    not_understood,
    placed,
    record,
    records,
    untold,
    values,
)
from synbib.formats.indexes import date, place
from synbib.formats.json_file import json_objects
from synbib.formats.texts import marked, plain, title
from synbib.incoming import CONTAINERS, Date, Incoming, Person
from synbib.model.fields import FIELDS, FieldKind, canonical, find_field, stays_here
from synbib.model.types import TYPES
from synbib.text.months import month_number

if TYPE_CHECKING:
    from synbib.formats.outgoing import Outgoing
    from synbib.model.csl_item import CslName

__all__ = ["read", "stream", "write"]

_TYPES: Final = {
    "journal article": "article",
    "journal-article": "article",
    "journal_article": "article",
    "chapter": "incollection",
    "conference": "inproceedings",
    "webpage": "online",
    "website": "online",
}
# Type of an identifier → the field that has it.
_IDENTIFIERS: Final = {
    "isbn": "isbn",
    "eisbn": "isbn",
    "issn": "issn",
    "eissn": "issn",
    "pissn": "issn",
    "pmid": "pmid",
    "pmcid": "pmcid",
}
# What a journal says of the work that stands in it → the field.
_OF_JOURNAL: Final = {
    "volume": "volume",
    "number": "number",
    "issue": "number",
    "publisher": "publisher",
    "country": "",
    "license": "",
    "language": "",
    "issns": "",
}
# What says nothing of the work: how a collection keeps it.
_OF_THE_RECORD: Final = frozenset(
    {"_id", "_rev", "cid", "collection", "created_date", "last_updated", "metadata", "namespace"}
    | {"es_type", "url_admin", "owner", "citekey", "id", "_created", "_last_modified", "admin"}
)
_NAMES: Final = ("title", "type", "journal", "identifier", "link", "year", "month", "day", "author")
# Under this name stands biblatex's `type`, as `type` is the type of the record.
_GENRE: Final = "genre"
_PAGES: Final = frozenset({"end_page", "page", "pages", "start_page"})
# Of these a record has at least one.
_TELLING: Final = ("title", "author", "editor", "journal", "year", "identifier")
_SUBJECTS: Final = ("keywords", "keyword", "subject")


def read(data: bytes, name: str = "<data>", tell: Tell = untold) -> list[Incoming]:
    """Return the works of a file of BibJSON.

    Raises:
        FormatError: It is not JSON, or no record has a title.
    """
    return list(stream(BytesIO(data), name, tell))


def stream(file: BinaryIO, name: str = "<data>", tell: Tell = untold) -> Iterator[Incoming]:
    """Yield the works of a file of BibJSON.

    Raises:
        FormatError: It is not JSON, or a record has no title. Works before it were yielded.
    """
    for number, held in enumerate(json_objects(file, name, "records", "results"), 1):
        data = record(held, "bibjson") or held
        line = line_of(held) or 1
        if not any(values(data, each) for each in _TELLING):
            raise FormatError(
                f"{name}:{line}:1: record {number} is none of BibJSON, as it has no title; add one"
            )
        with placed(name, line):
            work = _work(data, name, line, tell)
        yield lazily.replace(work, lines=(line,))


def _work(data: Record, name: str, line: int, tell: Tell) -> Incoming:
    kind = plain(data.get("type")).casefold()
    journal = data.get("journal")
    of_journal = journal if isinstance(journal, dict) else {"name": journal}
    container = marked(of_journal.get("name") or of_journal.get("title"))
    kind = _TYPES.get(kind, kind if kind in TYPES else "article" if container else "")
    fields: dict[str, str] = {"title": title(data.get("title"))}
    fields[CONTAINERS.get(kind, "journal")] = container
    fields["shortjournal"] = plain(of_journal.get("shortcode") or of_journal.get("abbreviation"))
    for said, name_of in _OF_JOURNAL.items():
        if name_of and not fields.get(name_of):
            fields[name_of] = marked(of_journal.get(said))
    identifiers, told, links, notes = _addresses(data, of_journal)
    names: dict[str, tuple[Person, ...]] = {}
    for said, value in data.items():
        field = find_field("type" if said == _GENRE else said.casefold())
        if said in _NAMES[:5] or said in _OF_THE_RECORD or said in _SUBJECTS:
            continue
        if field is not None and field.kind is FieldKind.NAMES:
            names[field.name] = parts.people(map(_person, values(value)))
        elif (field is not None and field.unit == "date") or said.casefold() in (
            "start_page",
            "end_page",
            "pages",
            "page",
        ):
            continue
        elif field is not None and field.name == "language":
            fields |= parts.language(at(values(value), 0))
        elif field is not None:
            fields[_usual(field.name)] = _text(value)
        elif text := _text(value):
            notes.append(f"{said}: {text}")
            tell(
                not_understood(
                    name,
                    line,
                    f"BibJSON has no '{shortened(said, 40)}'",
                    "it is kept in the annotation",
                )
            )
    words = (plain(at(each, "term") or each) for said in _SUBJECTS for each in values(data, said))
    fields["keywords"] = ", ".join(dict.fromkeys(filter(None, words)))
    first = data.get("start_page") or data.get("pages") or data.get("page")
    fields |= place(first or of_journal.get("pages"), data.get("end_page"))
    fields |= {field: text for field, text in told.items() if text}
    return Incoming(
        {field: text for field, text in fields.items() if text},
        kind,
        names={field: people for field, people in names.items() if people},
        date=_date(data),
        links=links,
        identifiers=identifiers,
        key=next(filter(parts.is_key, map(plain, map(data.get, ("citekey", "id", "cid")))), ""),
        note="; ".join(filter(None, (fields.pop("annotation", ""), *notes))),
        source=name,
    )


def _usual(field: str) -> str:
    """Return the name that BibTeX's styles have for a field of biblatex."""
    return {"location": "address", "eprinttype": "archiveprefix"}.get(field, field)


def _text(value: Any) -> str:
    said = (
        plain(at(each, "name") or at(each, "title") or "")
        if isinstance(each, dict)
        else marked(each)
        for each in values(value)
    )
    return ", ".join(filter(None, said))


def _addresses(
    data: Record, journal: Mapping[str, Any]
) -> tuple[dict[str, str], dict[str, str], dict[str, str], list[str]]:
    """Return the identifiers, the fields of others, the links, and what is neither."""
    told: dict[str, str] = {}
    notes: list[str] = []
    doi = data.get("doi")
    addresses: list[Any] = []
    for each in (*records(data, "identifier"), *records(journal, "identifier")):
        scheme, number = plain(each.get("type")).casefold(), each.get("id")
        if scheme == "doi":
            doi = doi or number
        elif field := _IDENTIFIERS.get(scheme):
            told[field] = told.get(field) or plain(number)
        elif scheme == "arxiv":
            addresses.append(f"https://arxiv.org/abs/{plain(number)}")
        elif text := plain(number):
            notes.append(f"{scheme or 'identifier'}: {text}")
    told["isbn"] = parts.isbns([told.get("isbn"), *values(data, "isbn")])
    told["issn"] = parts.issns([told.get("issn"), *values(data, "issn"), *values(journal, "issns")])
    links: dict[str, str] = {}
    urls = [each.get("url") for each in records(data, "link")] + values(data, "url")
    identifiers = parts.identified(doi, *addresses, *urls)
    for url in urls:
        if found := parts.page(url, identifiers):
            if "paper" not in links:
                links["paper"] = found
            elif found != links["paper"]:
                notes.append(found)
    return identifiers, told, links, notes


def _date(data: Record) -> Date:
    month = data.get("month")
    number = month_number(month) if isinstance(month, str) else None
    told = parts.date(data.get("year"), number or month, data.get("day"))
    return told if told.year else date(data.get("date") or data.get("year"))


def _person(value: Any) -> Person | None:
    if not isinstance(value, dict):
        return parts.spoken(value)
    family = value.get("lastname") or value.get("family")
    given = value.get("firstname") or value.get("given")
    return parts.person(family, given) if family else parts.spoken(value.get("name"))


# --- writing ---------------------------------------------------------------------------------------------------------

# What stands in a place of its own.
_APART: Final = frozenset(
    {"author", "booktitle", "date", "doi", "issn", "isbn", "journaltitle", "keywords", "pages"}
    | {"pmid", "pmcid", "title", "url", "eprint", "eprinttype", "volume", "number"}
)


def write(works: Iterable[Outgoing]) -> Iterator[str]:
    """Yield a file of BibJSON: a collection with a record a line."""
    before = '{"metadata": {}, "records": [\n'
    for work in works:
        yield before + json.dumps(_record(work), ensure_ascii=False)
        before = ",\n"
    yield "\n]}\n" if before == ",\n" else f"{before}]}}\n"


def _record(work: Outgoing) -> Record:
    told = work.one_date()
    if not told.year:
        work.lose("date", "what is not a date")
    work.becomes(work.type)
    found: Record = {
        "citekey": work.key(parts.is_key),
        "type": work.type,
        "title": work.text("title"),
        "author": list(map(_named, work.people("author"))),
        "year": str(told.year or ""),
        "month": str(told.month or ""),
        "day": str(told.day or ""),
        "journal": {
            "name": work.text("journaltitle", "booktitle"),
            "volume": work.text("volume"),
            "number": work.text("number"),
            "shortcode": work.text("shortjournal"),
        },
        "pages": work.text("pages").replace("–", "--"),
        "identifier": list(_numbers(work)),
        "link": [{"url": url}] if (url := work.text("url")) else [],
        "keywords": [each.strip() for each in work.text("keywords").split(",") if each.strip()],
    }
    found["journal"] = {name: text for name, text in found["journal"].items() if text}
    for name in list(work.left):
        field = FIELDS.get(canonical(name))
        if field is None or canonical(name) in _APART or stays_here(name):
            continue
        if field.kind is FieldKind.NAMES:
            found[field.name] = list(map(_named, work.people(name)))
        else:
            found[_GENRE if field.name == "type" else field.name] = work.text(name)
    return {name: value for name, value in found.items() if value not in ("", [], {})}


def _named(name: CslName) -> Record:
    if "literal" in name:
        return {"name": name["literal"]}
    particles = (name.get("dropping-particle"), name.get("non-dropping-particle"))
    family = " ".join(filter(None, (*particles, name.get("family"), name.get("suffix"))))
    given = name.get("given", "")
    found = {"name": f"{family}, {given}" if given else family, "lastname": family}
    return found | ({"firstname": given} if given else {})


def _numbers(work: Outgoing) -> Iterator[Record]:
    told = {name: work.text(name) for name in ("doi", "isbn", "issn", "pmid", "pmcid")}
    if work.raw("eprinttype").casefold() in ("", "arxiv"):
        told["arxiv"] = work.text("eprint")
    for scheme, number in told.items():
        if number:
            yield {"type": scheme, "id": number}
