"""CSL-JSON, the items of CSL processors: the schema ``csl-data.json`` of citation-style-language/schema 1.0.2.

Zotero, citeproc-js and pandoc write it; doi.org answers in it. A file holds a list of items, or one of them. Abstracts
are kept, as they are the file's own.

What an entry has and no variable holds stands in ``custom``, under biblatex's names: the schema prefers it to ``note``
for what has no field, citation processors print none of it, and pandoc and citeproc-js take a file that has it. An
entry's type is there as ``entrytype``, where the item's type would give another. Zotero keeps no ``custom``; lines of
a note, ``tex.field: text``, which it would keep, are read too, but a note is printed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
    untold,
    values,
)
from synbib.formats.extra import with_extra
from synbib.formats.indexes import date, place
from synbib.formats.json_file import json_objects
from synbib.formats.status import told_by_title
from synbib.formats.texts import marked, plain, title
from synbib.incoming import CONTAINERS, Date, Incoming, Latex, Person, publisher_field
from synbib.model.csl_item import CslItem
from synbib.model.dates import parse_date, to_edtf
from synbib.model.fields import FIELDS, FieldKind, canonical, find_field, stays_here
from synbib.model.identifiers import arxiv_as_written
from synbib.model.item import EDITORS, ROLES
from synbib.model.types import CHAPTERS, TYPES
from synbib.model.venue import is_preprint
from synbib.text import to_markup
from synbib.text.months import month_number

if TYPE_CHECKING:
    from synbib.formats.outgoing import Outgoing

__all__ = ["item_of", "read", "spelled", "stream", "told", "work", "works_of", "write"]

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
    "musical_score": "music",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "patent": "patent",
    "performance": "performance",
    "personal_communication": "letter",
    "periodical": "periodical",
    "post": "online",
    "post-weblog": "online",
    "regulation": "legislation",
    "report": "techreport",
    "review": "article",
    "review-book": "article",
    "software": "software",
    "song": "audio",
    "speech": "unpublished",
    "standard": "standard",
    "thesis": "phdthesis",
    "treaty": "legal",
    "webpage": "online",
    # Crossref's own, which its CSL-JSON has (api.crossref.org/types).
    "book-chapter": "incollection",
    "book-part": "incollection",
    "book-section": "incollection",
    "database": "dataset",
    "dissertation": "phdthesis",
    "edited-book": "book",
    "journal": "periodical",
    "journal-article": "article",
    "journal-issue": "periodical",
    "monograph": "book",
    "proceedings": "proceedings",
    "proceedings-article": "inproceedings",
    "reference-book": "book",
    "reference-entry": "incollection",
}
# CSL type → the `entrysubtype` that tells it from others of its type.
_SUBTYPES: Final = {"article-magazine": "magazine", "article-newspaper": "newspaper"}
# Entry type → the field of what it stands in.
_CONTAINERS: Final = {**CONTAINERS, "misc": "howpublished", "online": "howpublished"}
_BOOKS: Final = frozenset({"book", "incollection", "inproceedings", "techreport"})
# Under these names some programs keep the list.
_LISTS: Final = ("items", "references")
# An item has one of these.
_NEEDED: Final = frozenset({"type", "title"})
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
} | {
    "keyword": "keywords",
    "journalAbbreviation": "shortjournal",
    "title-short": "shorttitle",
    "shortTitle": "shorttitle",
}
_NAMES: Final = {
    field.variable: field.name
    for field in FIELDS.values()
    if field.variable and field.kind is FieldKind.NAMES
} | {"collection-editor": "editora"}
# Who stands behind a work, of which an item has one.
_HOUSES: Final = frozenset({"howpublished", "institution", "organization", "publisher", "school"})
# Under this name `custom` has the type of the entry.
_TYPE: Final = "entrytype"
# Names that a field of BibTeX may have.
_IS_FIELD: Final = lazily.pattern(r"[a-z][a-z0-9_-]{0,40}")
_PLAIN_DATE: Final = lazily.pattern(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?")
# What is said in the place of a date that is not yet.
_TO_APPEAR: Final = lazily.pattern(
    r"(?:in press|forthcoming|to appear|submitted|in preparation)\Z", re.IGNORECASE
)
# What has no field `type` in any style of BibTeX.
_WITHOUT_GENRE: Final = "article"
_THESES: Final = ("mastersthesis", "phdthesis")
# What has a number of its own, which is not that of an issue.
_NUMBERED: Final = frozenset({"legal", "legislation", "patent", "standard", "techreport"})
_QUOTED: Final = lazily.pattern(r"[\"“](.+)[\"”]")
_INITIAL: Final = lazily.pattern(r"(?<!\S)[A-Z]\.?(?=\s)")
_TEXTS: Final = frozenset(
    {*_FIELDS, "title", "container-title", "collection-title", "event-title", "volume-title"}
    | {"genre", "publisher-place", "language", "note", "page"}
)
_SPELLINGS: Final = {name.casefold(): name for name in CslItem.__annotations__}
# What is read, into whichever field.
_READ: Final = frozenset(
    {
        *_FIELDS,
        *_NAMES,
        *ROLES.values(),
        *_APART,
        "id",
        "type",
        "title",
        "custom",
        "note",
        "status",
        "issued",
        "accessed",
    }
    | {
        "original-date",
        "event-date",
        "container-title",
        "collection-title",
        "collection-number",
        "volume-title",
    }
    | {
        "publisher",
        "publisher-place",
        "event",
        "event-title",
        "event-place",
        "number",
        "page",
        "page-first",
    }
    | {
        "language",
        "citation-key",
        "citation-label",
        "categories",
        "part-number",
        "original-publisher",
    }
    | {"original-publisher-place", "shortTitle", "DOI", "URL"}
) | frozenset(
    # What says nothing of the work: where a program has it from, and what a style sets.
    {
        "source",
        "year-suffix",
        "citation-number",
        "first-reference-note-number",
        "locator",
        "language-script",
    }
    # What Crossref adds to its items: records of its data base.
    | {
        "prefix",
        "member",
        "score",
        "short_url",
        "reference-count",
        "references-count",
        "is-referenced-by-count",
    }
    | {
        "alternative-id",
        "article-number",
        "content-domain",
        "created",
        "deposited",
        "indexed",
        "resource",
    }
)


def read(data: bytes, name: str = "<data>", tell: Tell = untold) -> list[Incoming]:
    """Return the works that a file of CSL-JSON tells of.

    Raises:
        FormatError: It is not JSON, or no list of items.
    """
    return list(stream(BytesIO(data), name, tell))


def stream(file: BinaryIO, name: str = "<data>", tell: Tell = untold) -> Iterator[Incoming]:
    """Yield the works that a file of CSL-JSON tells of.

    Raises:
        FormatError: It is not JSON, or no list of items. Works before the place of the error were yielded.
    """
    return works_of(json_objects(file, name, *_LISTS), name, tell)


def works_of(items: Iterable[Record], name: str, tell: Tell) -> Iterator[Incoming]:
    """Yield the works of the items of a file, whatever they were written in. Empty items are told of and left out.

    Args:
        items: The items.
        name: The file's name.
        tell: Is told of what was not understood.

    Raises:
        FormatError: An item is none of CSL-JSON, or all of them say nothing.
    """
    number = empty = 0
    for number, item in enumerate(items, 1):
        line = line_of(item)
        place = f"{name}:{line}:1: " if line else f"{name}: "
        if not item:
            empty += 1
            tell(not_understood(name, line, f"item {number} of the list is empty", "delete it"))
            continue
        item = spelled(item)
        if not _NEEDED & item.keys():
            raise FormatError(
                f"{place}item {number} of the list is no item of CSL-JSON: it has neither type nor title"
            )
        with placed(name, line):
            found = _whole(item, name, line, tell)
        if not found.entry().fields:
            empty += 1
            said_only = f"item {number} of the list says nothing of a work but its type"
            tell(not_understood(name, line, said_only, "it is left out"))
            continue
        yield found
    if number and number == empty:
        raise FormatError(
            f"{name}:1:1: none of its items says anything of a work; export the works again"
        )


def told(item: Record) -> Incoming:
    """Return the work of one item as `works_of` does, though it may say nothing of a work but its type.

    Raises:
        FormatError: It has neither type nor title, or something in it cannot be read.
    """
    item = spelled(item)
    if not _NEEDED & item.keys():
        raise FormatError("no item of CSL-JSON: it has neither type nor title")
    return _whole(item, "", 0, untold)


def _whole(item: Record, name: str, line: int, tell: Tell) -> Incoming:
    found = work(item, name)
    fields = {**parts.language(item.get("language")), **found.fields}
    if subtype := _SUBTYPES.get(plain(item.get("type"))):
        fields.setdefault("entrysubtype", subtype)
    found = lazily.replace(found, fields=fields, lines=(line,), item=item)
    left = dict(_left(item, found.type))
    if not left:
        return found
    for variable in left.keys() - CslItem.__annotations__.keys():
        what = f"CSL-JSON has no variable '{shortened(variable, 40)}'"
        tell(not_understood(name, line, what, "it is kept in the annotation"))
    said = (found.note, *(f"{variable}: {text}" for variable, text in left.items()))
    return lazily.replace(found, note="; ".join(filter(None, said)))


def spelled(item: Mapping[str, Any]) -> Record:
    """Return an item with its variables as CSL spells them, and what is one text as one.

    pandoc takes ``url``, too, and Crossref has lists where CSL has texts.
    """
    is_plain = item.keys() <= CslItem.__annotations__.keys()
    if is_plain and not any(isinstance(item[name], list) for name in _TEXTS & item.keys()):
        return {**item}
    names = {name: _SPELLINGS.get(name.casefold(), name) for name in item}
    spelled = {right: item[right] if right in item else item[name] for name, right in names.items()}
    for name in _TEXTS & spelled.keys():
        if isinstance(value := spelled[name], list):
            texts = list(map(_text_of, value))
            spelled[name] = (
                next(iter(texts), "") if "title" in name else ", ".join(filter(None, texts))
            )
    return spelled


def _text_of(value: Any) -> str:
    return str(value) if isinstance(value, str | int | float) else ""


def _left(item: Record, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the variables that have no field, and what they hold."""
    for variable, value in item.items():
        is_read = variable in _READ or (variable == "genre" and kind != _WITHOUT_GENRE)
        said = _moment(item, variable) if isinstance(value, dict) else _said(value)
        if not is_read and (text := said):
            yield variable, text


def _said(value: Any) -> str:
    """Return a text, a number, or the names of people as they are spoken; ``""`` of what has another form."""
    if isinstance(value, list):
        named = (_person(each, _literal) for each in value if isinstance(each, dict))
        return ", ".join(each.name for each in named if each)
    return plain(value)


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
    kept = _Kept.of(item.get("custom"), read_literal)
    extra |= kept.fields
    identifiers = parts.identified(item.get("DOI"), item.get("URL"), _on_arxiv(extra))
    kind = kept.type or _kind(item, plain(item.get("type")))
    published = dict(_published(item, kind))
    if not _HOUSES.isdisjoint(extra):
        published = {field: text for field, text in published.items() if field not in _HOUSES}
    is_draft = plain(item.get("type")) == "article" or "arxiv" in identifiers
    if not kept.type and is_draft and any(map(is_preprint, published.values())):
        kind, published = _preprint(published, identifiers)
    names = {
        field: found
        for variable, field in _NAMES.items()
        if variable in item and (found := _people(item, variable, read_literal))
    }
    fields, people = _other_editors(item, read_literal)
    named, status = told_by_title(_raw(item.get("title")))
    fields["title"] = title(named)
    for variable, field in _FIELDS.items():
        if variable in item:  # of two that are one field, as `journalAbbreviation`
            fields[field] = marked(item[variable]) or fields.get(field, "")
    words = (fields.get("keywords", ""), *map(marked, values(item, "categories")))
    fields["keywords"] = ", ".join(filter(None, words))
    fields |= published | dict(_numbers(item, kind)) | dict(_volume(item, kind, fields))
    said = _span(item, "issued")
    link = parts.page(item.get("URL"), identifiers)
    return Incoming(
        {field: text for field, text in {**fields, **said, **extra}.items() if text},
        kind,
        names=people | names | kept.names,
        date=Date() if said else _date(item, "issued"),
        links={"paper": link} if link else {},
        identifiers=identifiers,
        key=_key(item),
        note="; ".join(filter(None, (plain(item.get("annote")), kept.note))),
        source=name,
        status=status,
    )


def _people(
    item: Record, variable: str, literal: Callable[[Any], Person | None]
) -> tuple[Person, ...]:
    """Return the people of a variable; some papers have two of one name."""
    return parts.people((_person(each, literal) for each in values(item, variable)), once=False)


def _other_editors(
    item: Record, literal: Callable[[Any], Person | None]
) -> tuple[dict[str, str], dict[str, tuple[Person, ...]]]:
    """Return the fields of people whom biblatex has among the editors, and what these are."""
    fields: dict[str, str] = {}
    names: dict[str, tuple[Person, ...]] = {}
    free = iter(EDITORS[1:])
    for role, variable in ROLES.items():
        if variable not in item or variable in _NAMES:
            continue
        people = _people(item, variable, literal)
        if people and (field := next(free, "")):
            fields[f"{field}type"] = role
            names[field] = people
    return fields, names


@lazily.dataclass(frozen=True, slots=True)
class _Kept:
    """What stands in ``custom``.

    Attributes:
        fields: Fields of biblatex → their text, marked.
        names: The same for names.
        type: The entry type; ``""`` if it has none.
        note: What other programs keep there.
    """

    fields: Mapping[str, str]
    names: dict[str, tuple[Person, ...]]
    type: str
    note: str

    @classmethod
    def of(cls, custom: Any, literal: Callable[[Any], Person | None]) -> _Kept:
        """Return what a value of the variable says."""
        if not isinstance(custom, dict) or not custom:
            return _NOTHING
        fields, names, others = {}, {}, []
        for name, value in custom.items():
            name, field = name.casefold(), find_field(name)
            if name == _TYPE:
                continue
            if field is not None and field.kind is FieldKind.NAMES:
                names[name] = parts.people(_person(each, literal) for each in values(value))
            elif _IS_FIELD.fullmatch(name) and isinstance(value, str):
                fields[name] = marked(value)
            elif said := plain(value):
                others.append(f"{name}: {said}")
        kind = plain(custom.get(_TYPE))
        return cls(fields, names, kind if kind in TYPES else "", "; ".join(others))


_NOTHING: Final = _Kept({}, {}, "", "")


def _on_arxiv(extra: dict[str, str]) -> str:
    """Return the place of a paper whose number a note has; the fields that say it are taken out."""
    archive = extra.get("archiveprefix", "") or extra.get("eprinttype", "")
    number = extra.pop("arxiv", "")
    if archive.casefold() == "arxiv":
        extra.pop("archiveprefix", None)
        extra.pop("eprinttype", None)
        number = extra.pop("eprint", "") or number
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
    given = plain(item.get("citation-key") or item.get("citation-label") or item.get("id"))
    return given if parts.is_key(given) else ""


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


def _span(item: Record, variable: str) -> dict[str, str]:
    """Return biblatex's ``date`` where year, month and day do not tell it: a range, a season, a year before 1000."""
    given = at(item, variable)
    if not isinstance(given, dict):
        return {}
    text = plain(given.get("raw") or given.get("literal") or given.get("edtf"))
    if not values(given, "date-parts", 0) and text:
        if _TO_APPEAR.match(text):
            return {}
        given = parse_date(text) or {}
        if "literal" in given:
            # A sentence that names a month is a date; what has but a year in it says more than the year.
            return {} if date(text).month or text.isdigit() else {"year": text}
    elif given.get("date-parts") and not isinstance(at(given, "date-parts", 0), list):
        return {}  # one date, without the list around it
    said = to_edtf(given)
    return {} if not said or _PLAIN_DATE.fullmatch(said) else {"date": Latex(said)}


def _moment(item: Record, variable: str) -> str:
    """Return a date that is not the work's, as biblatex has it."""
    if variable not in item:
        return ""
    told = next(iter(_span(item, variable).values()), "")
    return told or "-".join(f"{each:02}" for each in _date(item, variable) if each)


def _published(item: Record, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the fields that say where a work was published, and by whom."""
    container = (
        title(item.get("container-title")) if kind in ("incollection", "inproceedings") else ""
    )
    event = plain(item.get("event-title")) or plain(item.get("event"))
    shown = container or marked(item.get("container-title"))
    field = _CONTAINERS.get(kind) or ("booktitle" if kind in CHAPTERS else "")
    if field:
        yield field, shown or (event if kind == "inproceedings" else "")
    elif shown:
        yield "howpublished" if kind in ("software", "dataset") else "booktitle", shown
    if event and (shown or kind != "inproceedings"):
        yield "eventtitle", event
    publisher = item.get("publisher")
    yield publisher_field(kind), plain(at(publisher, "name") or publisher)
    of_event, of_publisher = plain(item.get("event-place")), plain(item.get("publisher-place"))
    place = of_event if kind == "inproceedings" and not of_publisher else of_publisher
    yield "address", place
    yield "venue", "" if of_event == place else of_event
    yield "series", marked(item.get("collection-title"))
    genre = plain(item.get("genre"))
    if kind in _THESES:
        genre = parts.other_degree(genre)
    if kind != _WITHOUT_GENRE:
        yield "type", genre
    said = plain(at(item, "issued", "literal"))
    when = said if _TO_APPEAR.match(said) else ""
    status = "" if at(item, "custom", "pubstate") else plain(item.get("status"))
    told = (marked(item.get("note")), status, when)
    yield "note", "; ".join(dict.fromkeys(filter(None, told)))


def _numbers(item: Record, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the fields that say which part of a journal or a book a work is."""
    series = item.get("collection-number") if kind in _BOOKS else ""
    told = [plain(item.get("issue")), plain(item.get("number"))]
    if kind in _NUMBERED:
        told.reverse()
    number = next(filter(None, told), plain(series))
    if number == at(item, "custom", "issue"):
        number = ""
    yield "number", "" if kind == "misc" and arxiv_as_written(f"arxiv.org/abs/{number}") else number
    yield from place(item.get("page") or item.get("page-first")).items()
    yield "isbn", parts.isbns(values(item, "ISBN"))
    yield "issn", parts.issns(values(item, "ISSN"))
    yield "langid", parts.langid(item.get("language"))
    yield "urldate", _moment(item, "accessed")
    yield "origdate", _moment(item, "original-date")
    yield "eventdate", _moment(item, "event-date")
    yield "origpublisher", plain(item.get("original-publisher"))
    yield "origlocation", plain(item.get("original-publisher-place"))
    yield "part", plain(item.get("part-number"))


def _volume(item: Record, kind: str, fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the titles of a book of several volumes: that of the volume is the book's or that of what it stands in."""
    named = title(item.get("volume-title"))
    if named and kind in CHAPTERS:
        yield "maintitle", title(item.get("container-title"))
        yield "booktitle", named
    elif named:
        yield "maintitle", fields["title"]
        yield "title", named


# --- writing ---------------------------------------------------------------------------------------------------------

# Field → the variables that tell it, in some form. What takes more than that is in `_told_otherwise`.
_TOLD_BY: Final[Mapping[str, Sequence[str]]] = {
    **{field.name: (field.variable,) for field in FIELDS.values() if field.variable},
    **{
        field.name: (FIELDS[field.unit].variable,)
        for field in FIELDS.values()
        if field.kind is FieldKind.DATE
    },
    **dict.fromkeys(("title", "subtitle", "titleaddon"), ("title",)),
    **dict.fromkeys(("booktitle", "booksubtitle"), ("container-title", "title")),
    **dict.fromkeys(("booktitleaddon", "maintitle"), ("container-title", "title")),
    **dict.fromkeys(("mainsubtitle", "maintitleaddon"), ("container-title", "title")),
    **dict.fromkeys(("journaltitle", "journalsubtitle"), ("container-title",)),
    "journaltitleaddon": ("container-title",),
    "shorttitle": ("title-short",),
    "series": ("collection-title",),
    "location": ("publisher-place", "jurisdiction"),
    "number": ("number", "issue", "collection-number"),
    "pages": ("page",),
    "part": ("part-number",),
    "note": ("note",),
    "eventtitleaddon": ("event-title",),
}
# Of these an item has one text; with both, each stands in `custom`.
_TOGETHER: Final = (
    ("number", "issue"),
    ("volume", "part"),
    ("note", "addendum"),
    ("title", "issuetitle"),
)


def write(works: Iterable[Outgoing]) -> Iterator[str]:
    """Yield a file of CSL-JSON, an item a line."""
    before = "[\n"
    for work in works:
        yield before + json.dumps(item_of(work), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def item_of(work: Outgoing) -> Record:
    """Return an entry as an item, with what has no variable in ``custom``."""
    item = dict(work.item)
    item["id"] = work.key(parts.is_key)
    work.becomes(work.type if work.type in TYPES else _kind(item, item["type"]))
    work.take(*_told(work, item))
    kept: Record = {}
    if _kind(item, item["type"]) != work.type and work.type in TYPES:
        kept[_TYPE] = work.type
    for name, text in work.left.items():
        field = find_field(name)
        if field is not None and field.kind is FieldKind.NAMES:
            kept[field.name] = work.people(name)
        elif _IS_FIELD.fullmatch(name) and not stays_here(name):
            kept[field.name if field else name] = to_markup(text)
            work.take(name)
    return {**item, "custom": kept} if kept else item


def _told(work: Outgoing, item: Record) -> Iterator[str]:
    """Yield the fields of an entry that its item tells, so that reading it gives them again."""
    apart = {name for both in _TOGETHER if all(map(work.has, both)) for name in both}
    for name in work.entry.fields:
        plain_name = canonical(name)
        variables = _TOLD_BY.get(plain_name, ())
        if (plain_name not in apart and any(variable in item for variable in variables)) or (
            (told := _TOLD_OTHERWISE.get(plain_name)) and told(work, item, plain_name)
        ):
            yield name


def _is_house(work: Outgoing, item: Record, name: str) -> bool:
    houses = [each for each in _HOUSES if work.has(each) and each != "school"]
    return houses == [name] == [canonical(publisher_field(work.type))] and "publisher" in item


def _is_genre(work: Outgoing, item: Record, name: str) -> bool:
    genre = item.get("genre", "")
    told = parts.other_degree(genre) if work.type in _THESES else genre
    return work.type != _WITHOUT_GENRE and told == plain(work.entry.texts.get(name))


def _is_role(work: Outgoing, item: Record, name: str) -> bool:
    said = work.entry.fields.get(f"{name.removesuffix('type')}type", "").strip(" {}").lower()
    return ROLES.get(said) in item


_TOLD_OTHERWISE: Final[Mapping[str, Callable[[Outgoing, Record, str], bool]]] = {
    **dict.fromkeys(("institution", "organization", "publisher"), _is_house),
    **{f"{name}{ending}": _is_role for name in EDITORS for ending in ("", "type")},
    "entrysubtype": lambda work, item, name: (
        _SUBTYPES.get(item["type"]) == work.entry.fields[name].strip("{}").lower()
    ),
    "eid": lambda work, item, _: not work.has("pages") and "eid" in place(item.get("page")),
    **{
        name: lambda work, item, name: (
            parts.language(item.get("language")).get(name) == work.entry.fields[name]
        )
        for name in ("langid", "language")
    },
    "type": _is_genre,
}
