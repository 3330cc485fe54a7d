"""CSL-JSON, the items of CSL processors: the schema ``csl-data.json`` of citation-style-language/schema 1.0.2.

Zotero, citeproc-js and pandoc write it; doi.org answers in it. A file holds a list of items, or one of them. Abstracts
are kept, as they are the file's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from synbib import lazily
from synbib.formats import parts
from synbib.formats.data import FormatError, Record, Tell, as_json, at, untold, values
from synbib.formats.extra import with_extra
from synbib.formats.indexes import date, place
from synbib.formats.status import told_by_title
from synbib.formats.texts import marked, plain, title
from synbib.incoming import CONTAINERS, Date, Incoming, Person, publisher_field
from synbib.model.citekey import UNCITABLE
from synbib.model.fields import FIELDS, FieldKind
from synbib.model.identifiers import arxiv_as_written
from synbib.model.venue import is_preprint
from synbib.text.months import month_number

__all__ = ["read", "work"]

# CSL type (CSL 1.0.2, appendix III) → the type of the entry; others are `misc`.
_TYPES: Final = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "bill": "legislation",
    "broadcast": "video",
    "book": "book",
    "chapter": "incollection",
    "classic": "book",
    "dataset": "dataset",
    "entry": "incollection",
    "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection",
    "figure": "image",
    "graphic": "image",
    "hearing": "jurisdiction",
    "legal_case": "jurisdiction",
    "legislation": "legislation",
    "manuscript": "unpublished",
    "map": "image",
    "motion_picture": "video",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "post": "online",
    "post-weblog": "online",
    "regulation": "legislation",
    "report": "techreport",
    "review": "article",
    "review-book": "article",
    "software": "software",
    "song": "audio",
    "standard": "standard",
    "thesis": "phdthesis",
    "treaty": "legal",
    "webpage": "online",
}
# Entry type → the field of what it stands in.
_CONTAINERS: Final = {**CONTAINERS, "misc": "howpublished", "online": "howpublished"}
_BOOKS: Final = frozenset({"book", "incollection", "inproceedings", "techreport"})
# Under these names some programs keep the list.
_LISTS: Final = ("items", "references")
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
# What is said in the place of a date that is not yet.
_TO_APPEAR: Final = lazily.pattern(
    r"(?:in press|forthcoming|to appear|submitted|in preparation)\Z", re.IGNORECASE
)
_THESES: Final = ("mastersthesis", "phdthesis")
# What has a number of its own, which is not that of an issue.
_NUMBERED: Final = frozenset({"legal", "legislation", "patent", "standard", "techreport"})
_BETWEEN: Final = lazily.pattern(r"[,;\s]+(?=[\dX]{4})")
_QUOTED: Final = lazily.pattern(r"[\"“](.+)[\"”]")
_INITIAL: Final = lazily.pattern(r"(?<!\S)[A-Z]\.?(?=\s)")


def read(data: bytes, name: str = "<data>", tell: Tell = untold) -> list[Incoming]:
    """Return the works that a file of CSL-JSON tells of.

    Raises:
        FormatError: It is not JSON, or no list of items.
    """
    held = as_json(data, name)
    if isinstance(held, dict):
        lists = (held[each] for each in _LISTS if isinstance(held.get(each), list))
        held = next(lists, [held])
    if not isinstance(held, list):
        raise FormatError(f"{name}: not CSL-JSON, which is a list of items")
    for number, item in enumerate(held, 1):
        if not isinstance(item, dict) or not ({"type", "title"} & item.keys()):
            raise FormatError(
                f"{name}: item {number} of the list is no item of CSL-JSON: it has neither type nor title"
            )
    works = [work(item, name) for item in held]
    for number, each in enumerate(works, 1):
        if not each.entry().fields:
            raise FormatError(
                f"{name}: item {number} of the list says nothing of a work but its type"
            )
    return works


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
    item, extra = with_extra(item)
    identifiers = parts.identified(item.get("DOI"), item.get("URL"), _on_arxiv(extra))
    kind = _kind(item, plain(item.get("type")))
    published = dict(_published(item, kind))
    is_draft = plain(item.get("type")) == "article" or "arxiv" in identifiers
    if is_draft and any(map(is_preprint, published.values())):
        kind, published = _preprint(published, identifiers)
    names = {
        field: found
        for variable, field in _NAMES.items()
        if (found := parts.people(_person(each, read_literal) for each in values(item, variable)))
    }
    named, status = told_by_title(_raw(item.get("title")))
    fields = {"title": title(named), **{name: plain(text) for name, text in extra.items()}}
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
        status=status,
    )


def _on_arxiv(extra: dict[str, str]) -> str:
    """Return the place of a paper whose number a note has; the fields that say it are taken out."""
    archive = extra.pop("archiveprefix", "") or extra.pop("eprinttype", "")
    number = extra.pop("arxiv", "") or (
        extra.pop("eprint", "") if archive.casefold() == "arxiv" else ""
    )
    return f"https://arxiv.org/abs/{number}" if number else ""


def _raw(value: Any) -> str:
    return value if isinstance(value, str) else str(at(value, 0) or "")


def _preprint(
    published: dict[str, str], identifiers: Mapping[str, str]
) -> tuple[str, dict[str, str]]:
    """Return the type of a preprint, and the fields that say where it is; of arXiv's its number does."""
    if "arxiv" in identifiers:
        return "misc", {}
    server = next(filter(is_preprint, published.values()))
    return "misc", {"howpublished": server, "note": published.get("note", "")}


def _kind(item: Record, told: str) -> str:
    """Return the type of the entry; ``""`` where the item does not tell it."""
    kind = _TYPES.get(told, "misc" if told else "")
    if kind == "phdthesis" and parts.is_masters(item.get("genre")):
        return "mastersthesis"
    return "misc" if kind == "article" and not values(item, "container-title") else kind


def _key(item: Record) -> str:
    """Return the citation key; an `id` that is an address, or that TeX would obey, is not one."""
    given = plain(item.get("citation-key") or item.get("citation-label") or item.get("id"))
    return "" if "/" in given or " " in given or UNCITABLE.search(given) else given


def _literal(name: Any) -> Person | None:
    return parts.spoken(name) if _INITIAL.search(plain(name)) else parts.organization(name)


def _person(data: Any, literal: Callable[[Any], Person | None]) -> Person | None:
    """Return a name in any of its forms; in quotation marks, or in one piece, it may be an organization's."""
    if not isinstance(data, dict):
        return parts.spoken(data)
    whole = data.get("literal") or data.get("name")
    if whole and not data.get("family"):
        return literal(whole)
    if (quoted := _QUOTED.fullmatch(plain(data.get("family")))) and not data.get("given"):
        return parts.organization(quoted[1])
    dropping, kept = plain(data.get("dropping-particle")), plain(data.get("non-dropping-particle"))
    return parts.person(
        data.get("family"), data.get("given"), data.get("suffix"), f"{dropping} {kept}".strip()
    )


def _date(item: Record, variable: str) -> Date:
    """Return a date in any of its forms: parts, the first of a range; text."""
    given = at(item, variable)
    pieces = at(given, "date-parts") if isinstance(given, dict) else given
    if isinstance(at(pieces, 0), list):
        pieces = pieces[0]
    if isinstance(pieces, list) and (found := _of_parts(pieces)).year:
        return found
    if isinstance(given, dict):
        if (found := _of_parts([given.get(each) for each in ("year", "month", "day")])).year:
            return found
        given = given.get("raw") or given.get("literal") or given.get("edtf")
    found = parts.iso_date(given)
    return found if found.month else date(given)


def _of_parts(pieces: list[Any]) -> Date:
    """Return a date by its numbers; a month may have its name, and all may stand in one: ``["2020-05"]``."""
    year, month, day = (*pieces[:3], None, None, None)[:3]
    if isinstance(month, str) and (number := month_number(month)):
        month = number
    return parts.date(year, month, day) if len(plain(year)) <= 4 else parts.iso_date(year)


def _published(item: Record, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the fields that say where a work was published, and by whom."""
    container = (
        title(item.get("container-title")) if kind in ("incollection", "inproceedings") else ""
    )
    event = plain(item.get("event-title")) or plain(item.get("event"))
    if field := _CONTAINERS.get(kind):
        shown = container or marked(item.get("container-title"))
        yield field, shown or (event if kind == "inproceedings" else "")
    yield publisher_field(kind), plain(item.get("publisher"))
    place = plain(item.get("event-place")) if kind == "inproceedings" else ""
    yield "address", place or plain(item.get("publisher-place"))
    yield "series", marked(item.get("collection-title"))
    genre = plain(item.get("genre"))
    if kind in _THESES:
        genre = parts.other_degree(genre)
    if kind in ("techreport", "misc", "patent", "standard", "dataset", *_THESES):
        yield "type", genre
    said = plain(at(item, "issued", "literal"))
    when = said if _TO_APPEAR.match(said) else ""
    told = (marked(item.get("note")), plain(item.get("status")), when)
    yield "note", "; ".join(dict.fromkeys(filter(None, told)))


def _numbers(item: Record, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the fields that say which part of a journal or a book a work is."""
    series = item.get("collection-number") if kind in _BOOKS else ""
    told = [plain(item.get("issue")), plain(item.get("number"))]
    if kind in _NUMBERED:
        told.reverse()
    number = next(filter(None, told), plain(series))
    yield "number", "" if kind == "misc" and arxiv_as_written(f"arxiv.org/abs/{number}") else number
    yield from place(item.get("page") or item.get("page-first")).items()
    yield "isbn", parts.isbn(_several(item, "ISBN"))
    yield "issn", parts.issn(_several(item, "ISSN"))
    yield "langid", parts.langid(item.get("language"))
    accessed = _date(item, "accessed")
    yield "urldate", "-".join(f"{each:02}" for each in accessed if each)
    yield "origdate", "-".join(f"{each:02}" for each in _date(item, "original-date") if each)


def _several(item: Record, variable: str) -> list[str]:
    """Return the numbers that a variable has: of more than one, some write a list, others one text."""
    return [each for value in values(item, variable) for each in _BETWEEN.split(plain(value))]
