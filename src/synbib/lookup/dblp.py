"""dblp: its search, which answers in JSON and in XML, and its records as XML and as BibTeX.

Source: "How to use the dblp search API" (dblp.org/faq/13501473), "What do I find in dblp.xml?" (dblp.org/faq/16154937),
and Ley, "DBLP — Some Lessons Learned", 2009. dblp shortens the names of journals and of conferences: where the table of
venues knows one, the entry has it in full, and of a journal the short one, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html.entities import html5
from typing import Final

from synbib import lazily
from synbib.formats import bibtex, parts
from synbib.formats.books import is_series
from synbib.formats.data import Element, Record, at, inner_markup, record, records, values
from synbib.formats.indexes import place
from synbib.formats.texts import marked, plain, title
from synbib.incoming import Date, Incoming, Person, full_venue, publisher_field
from synbib.lookup.answers import AnswerError, json_answer, refused, xml_answer
from synbib.lookup.question import Question, Request, quoted
from synbib.model.identifiers import find_identifier
from synbib.model.venue import is_preprint
from synbib.text import strip
from synbib.text.months import month_number

__all__ = ["read", "request"]

_SERVICE: Final = "dblp"

# What the search calls a type → the element that the record is.
_ELEMENTS: Final = {
    "Books and Theses": "book",
    "Conference and Workshop Papers": "inproceedings",
    "Data and Artifacts": "data",
    "Editorship": "proceedings",
    "Informal Publications": "article",
    "Informal and Other Publications": "article",
    "Journal Articles": "article",
    "Parts in Books or Collections": "incollection",
    "Reference Works": "incollection",
    "Withdrawn Items": "article",
}
# Element → the type of the entry.
_TYPES: Final = {
    "article": "article",
    "book": "book",
    "data": "dataset",
    "incollection": "incollection",
    "inproceedings": "inproceedings",
    "mastersthesis": "mastersthesis",
    "phdthesis": "phdthesis",
    "proceedings": "proceedings",
}
# What keys begin with, where it tells more than the element.
_BY_KEY: Final = {"ms/": "mastersthesis", "phd/": "phdthesis", "tr/": "techreport"}
# dblp tells people of one name apart: `Jens Lehmann 0001`.
_HOMONYM: Final = lazily.pattern(r"\s+\d{4}\Z")
# An entity of HTML, which dblp's DTD declares and XML does not know.
_ENTITY: Final = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,20});")
_CORR: Final = lazily.pattern(r"(?:corr|computing research repository)\Z", re.IGNORECASE)
_ABS: Final = lazily.pattern(r"abs/(?P<number>.+)")
# What has pages of its own.
_WHOLE: Final = frozenset({"book", "mastersthesis", "phdthesis", "proceedings", "techreport"})
_ALL_PAGES: Final = lazily.pattern(r"1-{1,2}(?P<last>\d+)")
_NOT_SEARCHED: Final = lazily.pattern(r"[^\w\s-]+")


def request(question: Question) -> Request | None:
    """Return what asks dblp for a record by its key, or for works by their title."""
    if question.scheme == "dblp":
        return Request("/".join(map(quoted, f"rec/{question.identifier}.xml".split("/"))))
    if question.scheme or not question.title:
        return None
    words = _NOT_SEARCHED.sub(" ", f"{question.title} {question.family}").split()
    asked = {"q": " ".join(words), "format": "json", "h": str(question.most)}
    return Request("search/publ/api", asked)


def read(data: bytes) -> list[Incoming]:
    """Return the works that an answer of dblp tells of."""
    start = data.lstrip()[:1]
    if start == b"@":
        return [_of_bibtex(work) for work in bibtex.works(data, _SERVICE)]
    if start == b"{":
        found = _of_search(json_answer(_SERVICE, data))
    else:
        root = xml_answer(_SERVICE, _ENTITY.sub(_numbered, data))
        if root.tag == "result":
            found = _of_search({"result": _as_json(root)})
        elif root.tag == "dblp":
            found = [_of_element(each) for each in root]
        elif root.tag in _TYPES:
            found = [_of_element(root)]
        else:
            raise AnswerError(
                f"{_SERVICE}: neither a search nor a record, but '{plain(root.tag)}'; ask https://dblp.org/search/publ/api"
            )
    return [_work(each) for each in found if each.get("element") in _TYPES]


def _numbered(entity: re.Match[bytes]) -> bytes:
    """Return an entity of HTML by the numbers of its characters; what is none stays, and is refused."""
    char = html5.get(entity[1].decode() + ";", "")
    return b"".join(b"&#%d;" % ord(each) for each in char) or entity[0]


# --- records, in one form --------------------------------------------------------------------------------------------


def _of_search(answer: object) -> list[Record]:
    """Return the records of a search, the best first.

    Raises:
        AnswerError: It is of no search, or one that failed.
    """
    result = record(answer, "result")
    code = plain(at(result, "status", "@code") or at(result, "status", "code"))
    if code and code != "200":
        raise refused(_SERVICE, at(result, "status", "text") or code)
    if "hits" not in result:
        raise AnswerError(f"{_SERVICE}: JSON of no search; ask https://dblp.org/search/publ/api")
    return [_of_hit(record(hit, "info")) for hit in records(result, "hits", "hit")]


def _of_hit(info: Record) -> Record:
    element = _ELEMENTS.get(plain(info.get("type")), "article")
    authors = [
        each.get("text") if isinstance(each, dict) else each
        for each in values(info, "authors", "author")
    ]
    editors = [
        each.get("text") if isinstance(each, dict) else each
        for each in values(info, "editors", "editor")
    ]
    kept = (
        "key",
        "title",
        "year",
        "volume",
        "number",
        "pages",
        "publisher",
        "ee",
        "doi",
        "isbn",
        "school",
        "series",
    )
    # Of a paper in two places the first is the one that its pages are of; a volume is of the series, the last.
    venue = values(info, "venue")[:1]
    if element == "proceedings":
        venue = [each for each in values(info, "venue")[-1:] if is_series(plain(each))]
        authors, editors = [], editors or authors
    return {
        **{name: values(info, name) for name in kept},
        "element": element,
        "author": authors,
        "editor": editors,
        {"article": "journal", "book": "series", "proceedings": "series"}.get(
            element, "booktitle"
        ): venue,
        "publtype": "withdrawn" if info.get("type") == "Withdrawn Items" else "",
    }


def _of_element(element: Element) -> Record:
    """Return a record of the dump, or of ``rec/….xml``."""
    found: Record = {
        "element": str(element.tag),
        "key": [element.get("key", "")],
        "publtype": element.get("publtype", ""),
    }
    for child in element:
        if isinstance(child.tag, str):
            found.setdefault(child.tag, []).append(inner_markup(child))
    return found


def _as_json(element: Element) -> object:
    """Return the XML of a search as the JSON of the same."""
    if not len(element) or element.tag == "title":
        return (
            {"text": element.text, **element.attrib}
            if element.tag == "status"
            else inner_markup(element)
        )
    found: Record = {}
    for child in element:
        if isinstance(child.tag, str):
            found.setdefault(child.tag, []).append(_as_json(child))
    return {name: each if len(each) > 1 else each[0] for name, each in found.items()}


# --- a record as a work ----------------------------------------------------------------------------------------------


def _first(data: Record, name: str) -> str:
    return plain(at(values(data, name), 0))


def _work(data: Record) -> Incoming:
    key = _first(data, "key")
    kind = next(
        (kind for start, kind in _BY_KEY.items() if key.startswith(start)), _TYPES[data["element"]]
    )
    if kind == "dataset" and data["publtype"] == "software":
        kind = "software"
    identifiers = _identifiers(data)
    journal = _first(data, "journal")
    if kind == "article" and (is_preprint(journal) or _CORR.match(journal)):
        kind = "misc"
    fields = {"title": _title(data), **dict(_published(data, kind))}
    link = next(
        filter(None, (parts.further_link(each, identifiers) for each in values(data, "ee"))), ""
    )
    return Incoming(
        {field: text for field, text in fields.items() if text},
        kind,
        names={
            role: found for role in ("author", "editor") if (found := _people(values(data, role)))
        },
        date=Date(parts.year(_first(data, "year")), month_number(_first(data, "month"))),
        links={"paper": link} if link else {},
        identifiers=identifiers,
        status="withdrawn" if data["publtype"] == "withdrawn" else "",
    )


def _title(data: Record) -> str:
    """Return the title without the full stop that dblp puts after every one."""
    given = at(values(data, "title"), 0)
    return title(given.removesuffix(".") if isinstance(given, str) else given)


def _people(names: Sequence[object]) -> Sequence[Person]:
    return parts.people(parts.spoken(_HOMONYM.sub("", plain(each))) for each in names)


def _identifiers(data: Record) -> dict[str, str]:
    """Return the identifiers of a work: the first of each scheme among its DOI and its electronic editions."""
    # Some DOIs are in capitals, and as their agency writes them only in the address.
    addressed = (parts.doi(plain(each)) for each in values(data, "ee"))
    number = parts.doi(at(values(data, "doi"), 0))
    same = (each for each in addressed if each.casefold() == number.casefold())
    found = parts.identified(next(same, number))
    if (on_arxiv := _ABS.match(_first(data, "volume"))) and (
        named := find_identifier(f"arxiv.org/abs/{on_arxiv['number']}")
    ):
        found.setdefault(*named)
    for each in values(data, "ee"):
        if (named := find_identifier(plain(each))) and named[0] in ("arxiv", "doi"):
            found.setdefault(*named)
    return found


def _published(data: Record, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the fields that say where a work was published, and as which part of it."""
    journal, book = _marked(data, "journal"), _marked(data, "booktitle")
    by = _marked(data, "publisher")
    if kind == "misc":
        yield "howpublished", _server(data, journal)
        return
    if kind == "article":
        full = full_venue(journal)
        yield "journal", full
        yield "shortjournal", "" if full == journal else journal
    elif kind in ("inproceedings", "incollection"):
        yield "booktitle", full_venue(book) if kind == "inproceedings" else book
    if (field := publisher_field(kind)) != "publisher":
        yield field, _marked(data, "school") or by or journal
    else:
        yield "publisher", by
    yield "series", _marked(data, "series")
    volume, number = _first(data, "volume"), _first(data, "number")
    yield "volume", "" if kind == "techreport" else volume
    yield "number", number or (volume if kind == "techreport" else "")
    all_pages = _ALL_PAGES.fullmatch(_first(data, "pages"))
    if kind in _WHOLE and all_pages:
        yield "pagetotal", all_pages["last"]
    else:
        yield from place(_first(data, "pages")).items()
    yield "chapter", _first(data, "chapter")
    yield "address", _marked(data, "address")
    yield "isbn", parts.isbn(values(data, "isbn"))


def _server(data: Record, journal: str) -> str:
    """Return where a preprint was posted that is not on arXiv; IACR's have numbers of a year."""
    if _CORR.match(journal):
        return ""
    full = full_venue(journal)
    number = _first(data, "number") or _first(data, "pages")
    return f"{full}, Paper {_first(data, 'volume')}/{number}" if number else full


def _marked(data: Record, name: str) -> str:
    return marked(at(values(data, name), 0))


# --- its BibTeX ------------------------------------------------------------------------------------------------------


def _without_number(person: Person) -> Person | None:
    """Return somebody without the number of a homonym, which BibTeX takes for the family name."""
    number, _, name = person.name.partition(", ")
    if number.isdigit():
        return parts.spoken(name)
    return Person(_HOMONYM.sub("", person.name), person.whole)


def _of_bibtex(work: Incoming) -> Incoming:
    """Return what dblp's BibTeX tells: its keys are not ours, CoRR is arXiv, and names of journals are short."""
    names = {
        role: parts.people(map(_without_number, people)) for role, people in work.names.items()
    }
    fields, kind = dict(work.fields), work.type
    journal = strip(fields.get("journal", ""))
    if work.key.startswith("DBLP:tr/"):
        kind = "techreport"
        fields |= {"institution": fields.pop("journal", ""), "number": fields.pop("volume", "")}
    elif (full := full_venue(journal)) != journal:
        fields |= {"journal": full, "shortjournal": journal}
    return lazily.replace(work, type=kind, fields=fields, names=names, key="")
