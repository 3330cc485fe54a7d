"""CSL-JSON, the items of CSL processors: the schema ``csl-data.json`` of citation-style-language/schema 1.0.2.

Zotero, citeproc-js and pandoc write it; doi.org answers in it. A file holds a list of items, or one of them. Abstracts
are kept, as they are the file's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from synbib import lazily
from synbib.formats import parts
from synbib.formats.data import FormatError, Record, as_json, at, records, values
from synbib.formats.indexes import place
from synbib.formats.texts import marked, plain, title
from synbib.incoming import Date, Incoming, Person
from synbib.model.citekey import UNCITABLE
from synbib.model.fields import FIELDS, FieldKind
from synbib.model.identifiers import arxiv_as_written
from synbib.model.venue import is_preprint

__all__ = ["read", "work"]

# CSL type (CSL 1.0.2, appendix III) → the type of the entry; others are `misc`.
_TYPES: Final = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "bill": "legislation",
    "book": "book",
    "chapter": "incollection",
    "classic": "book",
    "dataset": "dataset",
    "entry": "incollection",
    "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection",
    "legal_case": "jurisdiction",
    "legislation": "legislation",
    "manuscript": "unpublished",
    "motion_picture": "video",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "patent": "patent",
    "periodical": "periodical",
    "post": "online",
    "post-weblog": "online",
    "report": "techreport",
    "review": "article",
    "review-book": "article",
    "software": "software",
    "standard": "standard",
    "thesis": "phdthesis",
    "webpage": "online",
}
# Entry type → the field of what it stands in, and the field of who published it.
_CONTAINERS: Final = {
    "article": "journal",
    "incollection": "booktitle",
    "inproceedings": "booktitle",
    "misc": "howpublished",
    "online": "howpublished",
}
_PUBLISHERS: Final = {
    "mastersthesis": "school",
    "phdthesis": "school",
    "standard": "organization",
    "techreport": "institution",
}
_BOOKS: Final = frozenset({"book", "incollection", "inproceedings", "techreport"})
# What is read by a rule of its own.
_APART: Final = frozenset({"annote", "issue", "ISBN", "ISSN"})
# Variable → field, of those that hold a text or a number and need nothing else to be understood.
_KINDS: Final = frozenset({FieldKind.LITERAL, FieldKind.NUMBER, FieldKind.VERBATIM})
_FIELDS: Final = {
    field.variable: field.name
    for field in FIELDS.values()
    if field.variable not in ("", "event-place", *_APART)
    and field.kind in _KINDS
    and not field.biblatex
} | {"keyword": "keywords", "journalAbbreviation": "shortjournal", "title-short": "shorttitle"}
_NAMES: Final = {
    field.variable: field.name
    for field in FIELDS.values()
    if field.variable and field.kind is FieldKind.NAMES
} | {"collection-editor": "editora"}
_BETWEEN: Final = lazily.pattern(r"[,;\s]+(?=[\dX]{4})")
_INITIAL: Final = lazily.pattern(r"(?<!\S)[A-Z]\.?(?=\s)")


def read(data: bytes, name: str = "<data>") -> list[Incoming]:
    """Return the works that a file of CSL-JSON tells of.

    Raises:
        FormatError: It is not JSON, or no list of items.
    """
    held = as_json(data, name)
    if isinstance(held, dict):
        held = held["items"] if isinstance(held.get("items"), list) else [held]
    if not isinstance(held, list):
        raise FormatError(f"{name}: not CSL-JSON, which is a list of items")
    for number, item in enumerate(held, 1):
        if not isinstance(item, dict) or not ({"type", "title"} & item.keys()):
            raise FormatError(
                f"{name}: item {number} of the list is no item of CSL-JSON: it has neither type nor title"
            )
    return [work(item, name) for item in held]


def work(
    item: Record, name: str = "", literal: Callable[[Any], Person | None] | None = None
) -> Incoming:
    """Return the work of one item.

    Args:
        item: The item.
        name: The file's name.
        literal: How a name in one piece is read; that of an organization by default, unless it has an initial.
    """
    read_literal = literal or _literal
    identifiers = parts.identified(item.get("DOI"), item.get("URL"))
    kind = _kind(item, plain(item.get("type")))
    published = dict(_published(item, kind))
    if "arxiv" in identifiers and any(map(is_preprint, published.values())):
        kind, published = "misc", {}
    names = {
        field: found
        for variable, field in _NAMES.items()
        if (found := parts.people(_person(each, read_literal) for each in records(item, variable)))
    }
    fields = {"title": title(item.get("title"))}
    fields |= {field: marked(item.get(variable)) for variable, field in _FIELDS.items()}
    fields |= published | dict(_numbers(item, kind))
    link = parts.further_link(item.get("URL"), identifiers)
    return Incoming(
        {field: text for field, text in fields.items() if text},
        kind,
        names=names,
        date=_date(item, "issued"),
        links={"paper": link} if link else {},
        identifiers=identifiers,
        key=_key(item),
        note=plain(item.get("annote")),
        source=name,
    )


def _kind(item: Record, told: str) -> str:
    """Return the type of the entry; ``""`` where the item does not tell it."""
    kind = _TYPES.get(told, "misc" if told else "")
    if kind == "phdthesis" and parts.is_masters(item.get("genre")):
        return "mastersthesis"
    return "misc" if kind == "article" and not values(item, "container-title") else kind


def _key(item: Record) -> str:
    """Return the citation key; an `id` may be an address, which is none, or what TeX would obey."""
    given = plain(item.get("citation-key") or item.get("citation-label") or item.get("id"))
    return "" if "/" in given or " " in given or UNCITABLE.search(given) else given


def _literal(name: Any) -> Person | None:
    return parts.spoken(name) if _INITIAL.search(plain(name)) else parts.organization(name)


def _person(data: Record, literal: Callable[[Any], Person | None]) -> Person | None:
    if "literal" in data and not data.get("family"):
        return literal(data["literal"])
    dropping, kept = plain(data.get("dropping-particle")), plain(data.get("non-dropping-particle"))
    return parts.person(
        data.get("family"), data.get("given"), data.get("suffix"), f"{dropping} {kept}".strip()
    )


def _date(item: Record, variable: str) -> Date:
    """Return a date in any of its forms: parts, the first of a range; text."""
    given = at(item, variable)
    pieces = at(given, "date-parts", 0)
    if isinstance(pieces, list) and pieces:
        return parts.date(*pieces[:3])
    if isinstance(given, dict):
        given = given.get("raw") or given.get("literal") or given.get("year")
    return parts.iso_date(given)


def _published(item: Record, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the fields that say where a work was published, and by whom."""
    container = (
        title(item.get("container-title")) if kind in ("incollection", "inproceedings") else ""
    )
    event = plain(item.get("event-title")) or plain(item.get("event"))
    if field := _CONTAINERS.get(kind):
        shown = container or marked(item.get("container-title"))
        yield field, shown or (event if kind == "inproceedings" else "")
    yield _PUBLISHERS.get(kind, "publisher"), plain(item.get("publisher"))
    place = plain(item.get("event-place")) if kind == "inproceedings" else ""
    yield "address", place or plain(item.get("publisher-place"))
    yield "series", marked(item.get("collection-title"))
    if kind in ("techreport", "misc", "patent", "standard", "dataset"):
        yield "type", plain(item.get("genre"))
    yield "note", "; ".join(filter(None, (marked(item.get("note")), plain(item.get("status")))))


def _numbers(item: Record, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the fields that say which part of a journal or a book a work is."""
    series = item.get("collection-number") if kind in _BOOKS else ""
    number = plain(item.get("issue")) or plain(item.get("number")) or plain(series)
    yield "number", "" if kind == "misc" and arxiv_as_written(f"arxiv.org/abs/{number}") else number
    yield from place(item.get("page") or item.get("page-first")).items()
    yield "isbn", parts.isbn(_several(item, "ISBN"))
    yield "issn", parts.issn(_several(item, "ISSN"))
    yield "langid", parts.langid(item.get("language"))
    accessed = _date(item, "accessed")
    yield "urldate", "-".join(f"{each:02}" for each in accessed if each)


def _several(item: Record, variable: str) -> list[str]:
    """Return the numbers that a variable has: of more than one, some write a list, others one text."""
    return [each for value in values(item, variable) for each in _BETWEEN.split(plain(value))]
