"""Crossref's REST API, https://api.crossref.org/swagger-ui/: one work, or the best hits of a search.

Source: "Crossref REST API format" (github.com/CrossRef/rest-api-doc, ``api_format.md``), and the types of
``https://api.crossref.org/types``. The same record comes from doi.org as CSL-JSON, with texts in place of lists.

When a work was published is told by the first of these that its record has: ``published-print``, that of its
``journal-issue``, ``issued``, ``published-online``, ``published``, ``published-other``, ``posted``, ``approved``. So an
article is cited with the year of its volume, though it was online in the year before. Of a dissertation ``approved``
comes first, of a preprint ``posted``. The day is left out, as no style of BibTeX's prints it; abstracts are, too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from synbib import lazily
from synbib.formats import parts
from synbib.formats.books import book_and_series, holds_proceedings
from synbib.formats.data import Record, at, record, records, values
from synbib.formats.indexes import place
from synbib.formats.status import told_by_title
from synbib.formats.texts import marked, name, plain, title
from synbib.incoming import Date, Incoming, Person, publisher_field
from synbib.lookup.answers import AnswerError, json_answer, refused
from synbib.lookup.question import Question, Request, quoted
from synbib.model.identifiers import find_identifier
from synbib.model.venue import is_preprint
from synbib.model.venues import find_venue
from synbib.text import strip
from synbib.text.folding import letters

__all__ = [
    "has_form",
    "number_in",
    "read",
    "read_many",
    "request",
    "request_many",
    "server",
    "work",
]

_SERVICE: Final = "crossref"

# Crossref's type → the type of the entry.
_TYPES: Final = {
    "book": "book",
    "book-chapter": "incollection",  # or a paper, see `_is_of_conference`
    "book-part": "incollection",
    "book-section": "incollection",
    "book-series": "book",
    "book-set": "book",
    "book-track": "incollection",
    "component": "misc",
    "database": "dataset",
    "dataset": "dataset",
    "dissertation": "phdthesis",
    "edited-book": "book",
    "grant": "misc",
    "journal": "periodical",
    "journal-article": "article",
    "journal-issue": "periodical",
    "journal-volume": "periodical",
    "monograph": "book",
    "other": "misc",
    "peer-review": "misc",
    "posted-content": "misc",
    "proceedings": "proceedings",
    "proceedings-article": "inproceedings",
    "proceedings-series": "proceedings",
    "reference-book": "book",
    "reference-entry": "incollection",
    "report": "techreport",
    "report-component": "techreport",
    "report-series": "techreport",
    "standard": "standard",
    # Its CSL-JSON may have CSL's types.
    "article": "misc",
    "article-journal": "article",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "thesis": "phdthesis",
}
_DATES: Final = (
    ("published-print",),
    ("journal-issue", "published-print"),
    ("issued",),
    ("published-online",),
    ("published",),
    ("published-other",),
    ("posted",),
    ("approved",),
)
# Type → the date that counts before the others.
_FIRST_DATE: Final = {"dissertation": ("approved",), "posted-content": ("posted",)}
_ROLES: Final = {
    "author": "author",
    "editor": "editor",
    "chair": "editor",
    "translator": "translator",
}
_PARTS_OF_BOOKS: Final = frozenset({"incollection", "inproceedings"})
_PROCEEDINGS: Final = lazily.pattern(r"\bproceedings\b", re.IGNORECASE)
# What DOIs begin with → the server of preprints that registers only these.
_SERVERS: Final = {
    "10.2139": "SSRN",
    "10.20944": "Preprints.org",
    "10.21203": "Research Square",
    "10.22541": "Authorea",
    "10.26434": "ChemRxiv",
    "10.31219": "OSF Preprints",
    "10.31223": "EarthArXiv",
    "10.31234": "PsyArXiv",
    "10.31235": "SocArXiv",
    "10.35542": "EdArXiv",
    "10.36227": "TechRxiv",
}
# What DOIs are like whose end is the number of a report: those of NBER's working papers.
_NUMBER_IN_DOI: Final = lazily.pattern(r"10\.3386/(?P<number>[hrtw]\d{1,5})")
_RETRACTIONS: Final = {"retraction": "retracted", "removal": "withdrawn", "withdrawal": "withdrawn"}
_NONE: Final = b"Resource not found."


def request(question: Question) -> Request | None:
    """Return what asks Crossref for a DOI, a book by its ISBN, an article of Elsevier's by its PII, or a title."""
    if question.scheme == "doi":
        return Request(f"works/{quoted(question.identifier)}")
    rows = str(question.most)
    if question.scheme == "pii":
        return Request("works", {"filter": f"alternative-id:{question.identifier}", "rows": rows})
    if question.scheme == "isbn":
        return Request("works", {"filter": f"isbn:{question.identifier}", "rows": rows})
    if question.scheme or not question.title:
        return None
    asked = {"query.bibliographic": f"{question.title} {question.year}".strip(), "rows": rows}
    if question.family:
        asked["query.author"] = question.family
    return Request("works", asked)


def read(data: bytes) -> list[Incoming]:
    """Return the works that an answer of Crossref tells of."""
    if data.strip() == _NONE:
        return []
    answer = json_answer(_SERVICE, data)
    if at(answer, "status") == "failed":
        raise refused(_SERVICE, at(answer, "message", 0, "message"), "check what was asked")
    if at(answer, "status") not in (None, "ok"):
        raise refused(_SERVICE, at(answer, "message", "message") or at(answer, "message"))
    message = at(answer, "message") if "message" in record(answer) else answer
    asked_for = plain(at(answer, "message-type"))
    if asked_for == "work-agency":
        return []
    if asked_for and not asked_for.startswith("work"):
        raise AnswerError(
            f"{_SERVICE}: the answer tells of a {asked_for}, not of a work; ask https://api.crossref.org/works/"
        )
    found = records(message, "items") if "items" in record(message) else records(message)
    if not any({"DOI", "title"} & each.keys() for each in found) and at(message, "items") != []:
        raise AnswerError(
            f"{_SERVICE}: the answer is of no work; ask https://api.crossref.org/works/"
        )
    return [work(each) for each in found if "DOI" in each or "title" in each]


def request_many(identifiers: Sequence[str]) -> Request | None:
    """Return what asks Crossref for DOIs; a comma in one would end it."""
    filters = [f"doi:{each}" for each in identifiers if "," not in each]
    if not filters:
        return None
    return Request("works", {"filter": ",".join(filters), "rows": str(len(filters))})


def read_many(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the DOI of each work of a list, and an answer of that work alone."""
    read(data)
    for each in records(json_answer(_SERVICE, data), "message", "items"):
        alone = {"status": "ok", "message-type": "work", "message": each}
        yield plain(each.get("DOI")), json.dumps(alone).encode()


def has_form(data: Record) -> bool:
    """Whether a record of CSL-JSON is one of Crossref's, which has much that CSL does not know."""
    signs = {"indexed", "member", "published-print", "published-online", "journal-issue"}
    return bool(signs & data.keys()) or isinstance(data.get("title"), list)


def work(data: Record) -> Incoming:
    """Return the work of one record."""
    told = plain(data.get("type"))
    kind = _kind(data, told)
    called, told_by_title = _title(data)
    fields = {"title": called, **dict(_published(data, kind)), **dict(_numbers(data, kind))}
    fields |= {
        "isbn": _of_type(data, "ISBN", "isbn-type", parts.isbn) if kind != "article" else "",
        "issn": _of_type(data, "ISSN", "issn-type", parts.issn),
        "langid": parts.langid(data.get("language")),
    }
    link = parts.link(at(data, "resource", "primary", "URL")) if kind == "online" else ""
    return Incoming(
        {field: text for field, text in fields.items() if text},
        kind,
        names=_names(data),
        date=_date(data, told),
        links={"paper": link} if link else {},
        identifiers=_identifiers(data),
        status=_status(data) or told_by_title,
        published_as=_related(data, "is-preprint-of"),
    )


def _kind(data: Record, told: str) -> str:
    """Return the type of the entry; ``""`` where the record does not tell it."""
    kind = _TYPES.get(told, "misc" if told else "")
    if kind == "incollection" and told == "book-chapter" and _is_of_conference(data):
        return "inproceedings"
    if kind == "article":
        return _kind_of_article(plain(at(values(data, "container-title"), 0)))
    if kind == "book" and _is_of_conference(data) and _PROCEEDINGS.search(_title(data)[0]):
        return "proceedings"
    if kind == "phdthesis" and parts.is_masters(at(values(data, "degree"), 0)):
        return "mastersthesis"
    if told == "posted-content" and data.get("subtype") in ("blog", "blog_post", "letter", "news"):
        return "online"
    return kind


def _kind_of_article(journal: str) -> str:
    """Return the type of an article: some proceedings and servers of preprints have an ISSN, as journals have."""
    if is_preprint(journal):
        return "misc"
    known = find_venue(journal) if journal.startswith("Proceedings of") else None
    return "inproceedings" if known and known.venue.type == "conference" else "article"


def _is_of_conference(data: Record) -> bool:
    """Whether a chapter is a paper of proceedings: Springer registers both alike."""
    return (
        bool(_conference(data, "conference_name"))
        or bool(record(data, "event"))
        or any(holds_proceedings(plain(each)) for each in values(data, "container-title"))
    )


def _conference(data: Record, asserted: str) -> str:
    """Return what Springer asserts of the conference of a chapter."""
    found = (each for each in records(data, "assertion") if each.get("name") == asserted)
    return plain(at(next(found, {}), "value"))


def _title(data: Record) -> tuple[str, str]:
    """Return the title, and what it says became of the work, which is cut off: ``RETRACTED: …``."""
    given = values(data, "title") or values(data, "original-title")
    main = given[0] if given else ""
    main, status = told_by_title(main) if isinstance(main, str) else ("", "")
    if not main and data.get("type") in ("journal", "journal-issue", "journal-volume"):
        main = at(values(data, "container-title"), 0)
    if not main and data.get("type") == "grant":
        main = at(data, "project", 0, "project-title", 0, "title")
    return title(main, at(values(data, "subtitle"), 0)), status


def _names(data: Record) -> dict[str, tuple[Person, ...]]:
    named: dict[str, tuple[Person, ...]] = {}
    for role, field in _ROLES.items():
        if found := parts.people(map(_person, records(data, role))):
            named.setdefault(field, found)
    if data.get("type") == "grant":
        told = (
            _person(each)
            for project in records(data, "project")
            for role in ("lead-investigator", "investigator")
            for each in records(project, role)
        )
        named["author"] = parts.people(told)
    return named


def _person(data: Record) -> Person | None:
    if called := data.get("name") or data.get("literal"):
        return parts.organization(called)
    prefix = (
        data.get("non-dropping-particle") or data.get("dropping-particle") or data.get("prefix")
    )
    return parts.person(
        data.get("family"), data.get("given"), data.get("suffix"), _particle(prefix)
    )


def _particle(prefix: Any) -> str:
    """Return a prefix that is a particle; publishers have titles in it, too: ``Dr.``."""
    text = plain(prefix)
    return text if text.islower() and "." not in text else ""


def _date(data: Record, told: str) -> Date:
    order = (_FIRST_DATE[told], *_DATES) if told in _FIRST_DATE else _DATES
    for path in order:
        given = at(data, *path, "date-parts", 0)
        found = parts.date(*(given if isinstance(given, list) else [])[:3] or [None])
        if found.year:
            return Date(found.year, found.month)
    return Date()


# --- where it was published ------------------------------------------------------------------------------------------


def _published(data: Record, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the fields that say where a work was published, and by whom."""
    containers = [name(each) for each in values(data, "container-title")]
    publisher = parts.publisher(data.get("publisher"))
    place = plain(data.get("publisher-location"))
    bodies = [body for each in records(data, "institution") if (body := plain(each.get("name")))]
    if kind == "article":
        if containers:
            yield "journal", containers[0]
            yield "shortjournal", _abbreviation(data, containers)
        else:
            yield "journal", plain(at(values(data, "short-container-title"), 0))
        yield "publisher", publisher
        return
    if kind in ("techreport", "phdthesis", "mastersthesis"):
        yield publisher_field(kind), (bodies or [publisher])[0]
        place = plain(at(records(data, "institution"), 0, "place", 0)) or place
    elif kind == "standard":
        yield "organization", plain(at(data, "standards-body", "name")) or publisher
    elif kind not in ("misc", "online"):
        yield "publisher", publisher
    if kind in _PARTS_OF_BOOKS:
        book, series = book_and_series(containers)
        yield "booktitle", book or marked(at(data, "event", "name"))
        yield "series", series
        place = _place_of_conference(data) or place
    elif kind in ("book", "proceedings", "techreport"):
        yield "series", _series(data, containers)
        place = _place_of_conference(data) or place
    elif kind in ("misc", "online"):
        shown = next(filter(None, (*bodies, *containers, _server(data))), "")
        yield "howpublished", shown
        yield "publisher", "" if publisher == shown else publisher
    yield "address", place


def number_in(doi: str) -> str:
    """Return the number of a report that is the end of its DOI, as those of NBER are; ``""`` of another DOI."""
    found = _NUMBER_IN_DOI.fullmatch(doi.lower())
    return found["number"] if found else ""


def server(doi: str) -> str:
    """Return the server of preprints that registers all DOIs which begin so; ``""`` if there is none."""
    return _SERVERS.get(doi.partition("/")[0], "")


def _server(data: Record) -> str:
    """Return where a preprint was posted; a server may have its subjects as groups, too."""
    group = plain(data.get("group-title"))
    return server(plain(data.get("DOI"))) or (group if is_preprint(group) else "")


def _series(data: Record, containers: list[str]) -> str:
    """Return the series of a whole book; not what is a part of its title."""
    series = containers[0] if containers else ""
    return "" if letters(strip(series)) in letters(strip(_title(data)[0])) else series


def _place_of_conference(data: Record) -> str:
    city, country = _conference(data, "conference_city"), _conference(data, "conference_country")
    return plain(at(data, "event", "location")) or ", ".join(filter(None, (city, country)))


def _abbreviation(data: Record, names: list[str]) -> str:
    """Return the abbreviated name of a journal; not its publisher's code, nor the name of another language."""
    shorts = [
        plain(each)
        for key in ("short-container-title", "container-title-short")
        for each in values(data, key)
    ]
    known = {letters(each) for each in names}
    if any(letters(each) in known for each in shorts):
        return ""
    words = plain(names[0]).casefold().split()
    return next((each for each in shorts if _abbreviates(each, words)), "")


def _abbreviates(short: str, words: list[str]) -> bool:
    """Whether a text shortens a name; one word in capitals is a code or an acronym."""
    pieces = short.split()
    if not pieces or (len(pieces) == 1 and short.isupper()):
        return False
    first = pieces[0].casefold().rstrip(".")
    return bool(first) and any(_is_within(first, word) for word in words[:3])


def _is_within(short: str, word: str) -> bool:
    """Whether a word is shortened so: the same first letter, and further ones in their order."""
    rest = iter(word)
    return short[0] == word[0] and all(char in rest for char in short)


# --- numbers ---------------------------------------------------------------------------------------------------------


def _numbers(data: Record, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the fields that say which part of the journal or the book a work is."""
    volume = plain(data.get("volume"))
    issue = plain(data.get("issue")) or plain(at(data, "journal-issue", "issue"))
    if kind == "techreport":
        numbers = (plain(data.get("number")), volume, issue, number_in(plain(data.get("DOI"))))
        volume, issue = "", next(filter(None, numbers), "")
    elif data.get("type") == "grant":
        issue = plain(data.get("award"))
    yield "volume", volume
    # `Supplement_1` is how publishers keep it in their files.
    yield "number", issue.replace("_", " ")
    number, where = plain(data.get("article-number")), place(data.get("page"))
    yield "eid", number or where.get("eid", "")
    # Of an article with a number of its own, they are those within it.
    pages = where.get("pages", "")
    yield "pages", "" if number and pages.split("–")[0] in ("1", number) else pages
    yield "edition", parts.edition(data.get("edition-number"))
    yield "part", plain(data.get("part-number"))
    if kind == "incollection":
        yield "chapter", plain(data.get("component-number"))
    if kind == "standard":
        yield "number", plain(data.get("number"))
    elif kind == "misc" and data.get("type") == "component":
        yield "note", marked(data.get("description"))


def _of_type(data: Record, key: str, typed: str, read: Any) -> str:
    """Return the number of the printed edition; the first if none is told to be."""
    printed = [each.get("value") for each in records(data, typed) if each.get("type") == "print"]
    found: str = read([*printed, *values(data, key)])
    return found


# --- identifiers and what became of it -------------------------------------------------------------------------------


def _identifiers(data: Record) -> dict[str, str]:
    preprints = _related(data, "has-preprint")
    on_arxiv = {"arxiv": preprints["arxiv"]} if "arxiv" in preprints else {}
    return on_arxiv | parts.identified(data.get("DOI"))


def _related(data: Record, relation: str) -> dict[str, str]:
    """Return scheme → identifier of the works that a record relates its own to, the first of each scheme."""
    found: dict[str, str] = {}
    for each in records(data, "relation", relation):
        given = plain(each.get("id"))
        if each.get("id-type") == "arxiv":
            given = f"arxiv.org/abs/{given.removeprefix('arXiv:')}"
        if named := find_identifier(given):
            found.setdefault(*named)
    return found


def _status(data: Record) -> str:
    """Return what became of the work, by what updated it; a notice updates another work, and has none itself."""
    own = plain(data.get("DOI")).casefold()
    updates = [
        *records(data, "updated-by"),
        *(each for each in records(data, "update-to") if plain(each.get("DOI")).casefold() == own),
    ]
    found = (_RETRACTIONS.get(plain(each.get("type")), "") for each in updates)
    return next(filter(None, found), "")
