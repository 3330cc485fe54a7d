"""OpenAlex's API of works, https://docs.openalex.org/api-entities/works: one work, or the hits of a search.

What OpenAlex has merged of several places, a journal's page and repositories, is told by ``primary_location``; of the
others only their numbers are kept (arXiv, PubMed Central), and whether the work can be read freely.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final
from urllib.parse import quote

from synbib import lazily
from synbib.formats.books import holds_proceedings, series_name
from synbib.formats.data import Record, at, record, records
from synbib.formats.indexes import place, signed
from synbib.formats.parts import date, identified, iso_date, langid, people, without_owner
from synbib.formats.pick import string, strings
from synbib.formats.status import told_by_title
from synbib.formats.texts import marked, title
from synbib.formats.texts import name as name_of
from synbib.incoming import Date, Incoming, Person, publisher_field
from synbib.lookup.answers import json_answer, refused
from synbib.lookup.question import Question, Request
from synbib.model.identifiers import find_identifier

__all__ = ["read", "read_many", "request", "request_many", "work"]

# What is asked of a work: the rest, as all that it cites, would be ten times as long.
_SELECT: Final = (
    "id,doi,title,publication_year,publication_date,ids,language,type,primary_location,locations,authorships,biblio,"
    "is_retracted,open_access,best_oa_location"
)
# The scheme of a question → how a work is named in a path.
_NAMED: Final = {"doi": "doi:{}", "pmid": "pmid:{}", "pmc": "pmcid:{}", "openalex": "{}"}
# The DOI that arXiv gives each of its papers.
_ARXIV_DOI: Final = "10.48550/arxiv.{}"

# OpenAlex's type, or Crossref's where the record has that → the type of an entry that has a container, and without one.
_TYPES: Final = {
    "article": ("article", "misc"),
    "book": ("book", "book"),
    "book-chapter": ("incollection", "incollection"),
    "book-review": ("article", "misc"),
    "conference-abstract": ("inproceedings", "inproceedings"),
    "conference-paper": ("inproceedings", "inproceedings"),
    "dataset": ("dataset", "dataset"),
    "dissertation": ("phdthesis", "phdthesis"),
    "edited-book": ("book", "book"),
    "editorial": ("article", "misc"),
    "erratum": ("article", "misc"),
    "journal-article": ("article", "article"),
    "letter": ("article", "misc"),
    "monograph": ("book", "book"),
    "preprint": ("misc", "misc"),
    "proceedings": ("proceedings", "proceedings"),
    "proceedings-article": ("inproceedings", "inproceedings"),
    "reference-book": ("book", "book"),
    "reference-entry": ("incollection", "incollection"),
    "report": ("techreport", "techreport"),
    "retraction": ("article", "misc"),
    "review": ("article", "misc"),
    "software": ("software", "software"),
    "standard": ("standard", "standard"),
}
# Of an `article`, what kind of thing it stands in tells more.
_OF_SOURCE: Final = {"conference": "inproceedings", "journal": "article"}
# What a volume of proceedings is called.
_BOOK: Final = lazily.pattern(
    r"\b(?:proceedings|conference|symposium|workshop|congress)\b", re.IGNORECASE
)
# What OpenAlex knows besides works: authors, sources, institutions, concepts, funders, publishers, topics.
_OTHER_ENTITY: Final = lazily.pattern(r"openalex\.org/(?:[a-z]+/)?[ASICFPTVK]\d")
# Numbers of PubMed Central without the letters before them.
_PMC: Final = lazily.pattern(r"(?<=/pmc/articles/)(?=\d)")
# Who may grant a degree: not a library that keeps theses of many.
_GRANTS: Final = lazily.pattern(
    r"universi|institut|college|school|academ|hochschule|\bÉcole", re.IGNORECASE
)
_SERIES, _SHOP = "book series", "ebook platform"
# What only holds a work, and is not the place where it was published.
_HOLDERS: Final = frozenset({"repository", _SHOP, "metadata", "other"})


def request(question: Question) -> Request | None:
    """Return what asks for a work by DOI, PubMed's numbers, arXiv's, or OpenAlex's own; else by its title."""
    params = {"select": _SELECT}
    if question.scheme == "arxiv":
        named = _NAMED["doi"].format(_ARXIV_DOI.format(question.identifier))
        return Request(f"works/{quote(named, safe=':/')}", params)
    if question.scheme in _NAMED:
        named = _NAMED[question.scheme].format(question.identifier)
        return Request(f"works/{quote(named, safe=':/')}", params)
    if not question.title:
        return None
    # A comma would end the filter.
    wanted = " ".join(question.title.replace(",", " ").replace("|", " ").split())
    filters = [f"title.search:{wanted}"]
    if question.year.isdigit():
        year = int(question.year)
        filters.append(f"publication_year:{year - 1}-{year + 1}")
    return Request("works", {**params, "filter": ",".join(filters), "per-page": str(question.most)})


def read(data: bytes) -> list[Incoming]:
    """Return the works of an answer: a work's, or a list's in its order.

    Raises:
        AnswerError: It is not such an answer, or it tells of an error.
    """
    answer = json_answer("openalex", data)
    if isinstance(answer, dict) and isinstance(answer.get("results"), list):
        found = records(answer, "results")
        works = [each for each in found if _OTHER_ENTITY.search(string(each, "id")) is None]
        if works or not found:
            return list(map(work, works))
    elif isinstance(answer, dict) and ("doi" in answer or "title" in answer):
        return [work(answer)]
    raise refused("openalex", string(answer, "message") or string(answer, "error"))


def request_many(identifiers: Sequence[str]) -> Request:
    """Return what asks for works by OpenAlex's own numbers."""
    named = "|".join(identifiers)
    params = {"filter": f"openalex:{named}", "per-page": str(len(identifiers)), "select": _SELECT}
    return Request("works", params)


def read_many(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the number of each work of a list, and an answer of that work alone."""
    read(data)
    for each in records(json_answer("openalex", data), "results"):
        yield string(each, "id").rpartition("/")[2], json.dumps(each).encode()


def work(data: Record) -> Incoming:
    """Return the work of one record."""
    named, taken_back = told_by_title(string(data, "title") or string(data, "display_name"))
    location = record(data, "primary_location") or record(data, "host_venue")
    # Before 2023 the place was not apart from what it is.
    source = record(location, "source") or {
        **location,
        "host_organization_name": location.get("publisher"),
    }
    kind = _type(data, location, source)
    identifiers = _identifiers(data)
    fields = {
        "title": title(named),
        **_published(data, location, source, kind),
        "langid": langid(string(data, "language")),
        "pmid": identifiers.get("pmid", ""),
        "pmcid": identifiers.get("pmc", ""),
    }
    if kind == "misc" and "arxiv" in identifiers:
        fields["howpublished"] = ""
    links = {}
    if named and "doi" not in identifiers and "arxiv" not in identifiers:
        links["paper"] = string(location, "landing_page_url") or string(data, "id")
    if pdf := string(data, "best_oa_location", "pdf_url"):
        links["pdf"] = pdf
    return Incoming(
        fields,
        kind,
        {"author": _authors(data)},
        _date(data),
        links=links,
        identifiers=identifiers,
        status="retracted" if at(data, "is_retracted") is True else taken_back,
    )


def _type(work: Record, location: Any, source: Any) -> str:
    told = string(work, "type_crossref") or string(work, "type")
    raw = string(location, "raw_type")
    inside, alone = _TYPES.get(told, ("misc", "misc"))
    if inside == "book" and raw == "proceedings":
        return raw
    where = string(source, "type")
    if told in ("book-chapter", "article") and holds_proceedings(
        string(source, "display_name") or string(location, "raw_source_name")
    ):
        return "inproceedings"
    if inside != "article":
        return inside
    if told == "article" and where in _OF_SOURCE:
        return _OF_SOURCE[where]
    has_container = where not in _HOLDERS and (string(source, "display_name"))
    return inside if has_container else alone


def _book(work: Record, series: str) -> str:
    """Return the title of the volume of a series that a paper is in, where another place of it tells that."""
    names = (string(each, "raw_source_name") for each in records(work, "locations"))
    return next(
        (
            marked(each)
            for each in names
            if _BOOK.search(each) and each.casefold() != series.casefold()
        ),
        "",
    )


def _name(location: Any, source: Any) -> str:
    """Return the name of a place, with the publisher's own capitals where the record of the work has them."""
    raw, name = string(location, "raw_source_name"), string(source, "display_name")
    if (raw.casefold() == name.casefold() and not raw.isupper()) or not name:
        name = "" if "://" in raw else raw
    return series_name(name_of(name)) if string(source, "type") == _SERIES else name_of(name)


def _published(work: Record, location: Any, source: Any, kind: str) -> dict[str, str]:
    """Return the fields that say in what, and where in it, a work was published."""
    where, name = string(source, "type"), _name(location, source)
    publisher = marked(string(source, "host_organization_name"))
    where_in = place(string(work, "biblio", "first_page"), string(work, "biblio", "last_page"))
    numbers = {
        "volume": string(work, "biblio", "volume"),
        "number": string(work, "biblio", "issue"),
        **where_in,
        "issn": string(source, "issn_l"),
    }
    held = where in _HOLDERS
    if kind == "article":
        return {"journal": "" if held else name, **numbers, "publisher": publisher}
    if kind in ("inproceedings", "incollection"):
        in_book = _in_book(work, location, source, name)
        return {**in_book, **(where_in if held else numbers), "publisher": publisher}
    if kind in ("book", "proceedings"):
        in_series = {"series": name, "volume": numbers["volume"]} if where == _SERIES else {}
        return {**in_series, "publisher": publisher}
    if kind == "phdthesis":
        of_author = string(work, "authorships", 0, "institutions", 0, "display_name")
        return {"school": marked(of_author) or (publisher if _GRANTS.search(publisher) else "")}
    if kind in ("techreport", "standard"):
        return {publisher_field(kind): publisher or ("" if held else name)}
    raw = marked(string(location, "raw_source_name"))
    if kind in ("dataset", "software"):
        return {"publisher": without_owner(name) or publisher or raw}
    return {"howpublished": without_owner(name) or raw}


def _in_book(work: Record, location: Any, source: Any, name: str) -> dict[str, str]:
    """Return the book that a paper or a chapter is in, and its series, where OpenAlex has that in the book's place."""
    where, raw = string(source, "type"), string(location, "raw_source_name")
    if where == _SERIES and string(work, "type") != "reference-entry":
        return {"series": name, "booktitle": _book(work, name)}
    if where not in _HOLDERS:
        return {"booktitle": name}
    # The place is a shop of books; the book itself has its own name.
    is_book = where == _SHOP and raw != string(source, "display_name")
    return {"booktitle": name_of(raw) if is_book else ""}


def _authors(work: Record) -> tuple[Person, ...]:
    return people(map(_author, records(work, "authorships")))


def _author(authorship: Record) -> Person | None:
    """Return who signed: under the name on the paper, in full where that has initials of OpenAlex's name for it."""
    raw = string(authorship, "raw_author_name")
    known = string(authorship, "author", "display_name")
    return signed(known if not raw or _shortens(raw, known) else raw)


def _shortens(short: str, full: str) -> bool:
    """Whether a name is another one with initials: ``A. Fenton`` of ``Andy Fenton``."""
    if not short.strip(". ") or not full.strip(". "):
        return False
    *given, family = short.replace(".", ". ").split()
    *in_full, same = full.replace(".", ". ").split()
    return (
        family == same
        and len(given) == len(in_full)
        and all(
            part.endswith(".") and other.startswith(part[0])
            for part, other in zip(given, in_full, strict=True)
        )
    )


def _date(work: Record) -> Date:
    """Return the date; of what is not known of it, OpenAlex writes the first: 1 January of a year."""
    found = iso_date(string(work, "publication_date"))
    if not found.year or (found.month == 1 and found.day == 1):
        return date(string(work, "publication_year") or found.year)
    return found._replace(day=None)


def _identifiers(work: Record) -> dict[str, str]:
    found = identified(string(work, "doi") or string(work, "ids", "doi"))
    addresses = [*strings(work, "ids", "pmid"), *strings(work, "ids", "pmcid")]
    addresses += [string(each, "landing_page_url") for each in records(work, "locations")]
    for address in addresses:
        if (named := find_identifier(_PMC.sub("PMC", address))) and named[0] in (
            "arxiv",
            "pmid",
            "pmc",
        ):
            found.setdefault(*named)
    return found
