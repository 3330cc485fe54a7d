"""NASA's Astrophysics Data System, https://ui.adsabs.harvard.edu/help/api/: a search, or an export.

An export is JSON with the text of one of several formats in it; read are BibTeX and MEDLARS.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Final

from synbib import lazily
from synbib.formats.bibtex import works
from synbib.formats.data import Record, at, records
from synbib.formats.indexes import date, place, signed
from synbib.formats.nbib import Values
from synbib.formats.nbib import records as medline_records
from synbib.formats.parts import identified, isbn, issn, people
from synbib.formats.pick import string, strings
from synbib.formats.texts import marked, title
from synbib.incoming import CONTAINERS, Date, Incoming, Person
from synbib.lookup.answers import json_answer, refused
from synbib.lookup.question import Question, Request
from synbib.model.identifiers import find_identifiers

__all__ = ["read", "request"]

_FIELDS: Final = (
    "bibcode,title,author,editor,year,pubdate,pub,pub_raw,volume,issue,page,page_range,eid,doi,identifier,doctype,isbn,"
    "issn,publisher,series,property"
)
_SITE: Final = "https://ui.adsabs.harvard.edu/abs/"
# The scheme of a question → the field of a query.
_QUERIES: Final = {"ads": "bibcode", "arxiv": "arXiv", "doi": "doi"}
_QUOTES: Final = re.compile(r'["\\]')
# `doctype` → the type of an entry.
_TYPES: Final = {
    "abstract": "inproceedings",
    "article": "article",
    "book": "book",
    "bookreview": "article",
    "circular": "article",
    "editorial": "article",
    "eprint": "misc",
    "erratum": "article",
    "inbook": "incollection",
    "inproceedings": "inproceedings",
    "mastersthesis": "mastersthesis",
    "newsletter": "article",
    "obituary": "article",
    "phdthesis": "phdthesis",
    "proceedings": "proceedings",
    "software": "software",
    "talk": "misc",
    "techreport": "techreport",
}
# The field of what ADS calls the publication; of a book that is the book itself.
# A part of a bibcode, "bibliographic stem" → the type of an entry.
_STEMS: Final = {
    ".book": "incollection",
    ".conf": "inproceedings",
    ".proc": "inproceedings",
    ".work": "inproceedings",
    ".meet": "inproceedings",
    ".soft": "software",
    ".rept": "techreport",
    ".prop": "misc",
    "PhDT": "phdthesis",
    "MsT": "mastersthesis",
    "arXiv": "misc",
    "zndo": "misc",
}
# The types of publication in MEDLARS → the type of an entry.
_OF_MEDLARS: Final = {
    "Book": "book",
    "Book Chapter": "incollection",
    "Conference": "inproceedings",
    "Journal Article": "article",
    "Report": "techreport",
    "Thesis": "phdthesis",
}
_CONTAINERS: Final = {
    **CONTAINERS,
    "misc": "howpublished",
    "software": "howpublished",
    "techreport": "series",
}
# --- ADS's formatted references: ``Weather, vol. 73, issue 1, pp. 35-35`` -------------------------------------------

# What is longer is cut, as expressions take time with its square.
_LONGEST_REFERENCE: Final = 1000
_THESIS: Final = lazily.pattern(
    r"(?P<degree>Ph\.?\s?D\.?|Masters?'?s?|M\.?\s?Sc\.?)?\s*Thesis,\s*(?P<school>[^,]+)",
    re.IGNORECASE,
)
# `… Dordrecht: Kluwer Academic Publishers, 2003`, `Wiley, |c1995`
_IMPRINT: Final = lazily.pattern(
    r"(?:\A|[.,]\s+)(?P<address>[A-Z][\w; ]+):\s(?P<publisher>[^,.:]+),\s(?:\|c)?\d{4}"
)
_AFTER_ISBN: Final = lazily.pattern(r"\bISBN:? ?[\dXx-]+\.\s(?P<publisher>[^,.]+),")
_SERIES: Final = lazily.pattern(r"\.\s(?P<series>[^.,]+), Vol\. \d+")
_ISSUE: Final = lazily.pattern(r"\b(?:issue|no\.)\s*(?P<issue>[\w–-]+)", re.IGNORECASE)
_NUMBER: Final = lazily.pattern(r"\bid\.?\s*(?P<number>[\w.]*\w)", re.IGNORECASE)
_RANGE: Final = lazily.pattern(r"\bpp?\.?\s*(?P<pages>[\w.]*\w-\w[\w.]*\b)")
# Where the name of a journal, and that of a book, ends.
_END_OF_JOURNAL: Final = lazily.pattern(r",|:\s|\.\s|\s#\d|\bvol", re.IGNORECASE)
_END_OF_BOOK: Final = lazily.pattern(
    r",?\s(?:id\.|pp?\.?\s\d|\(SEE\b|ISBN|vol\.)|\.\s|,\s\d+\Z", re.IGNORECASE
)
_SHEETS: Final = lazily.pattern(r",\s*\d+ pages?\b.*\Z")
_MARKUP: Final = lazily.pattern(r"</?NUMPAGES>")


def _place(work: Record, raw: str) -> dict[str, str]:
    """Return where in its volume a work is: older records have the last page in the formatted reference alone."""
    if number := string(work, "eid"):
        return {} if number.startswith("arXiv:") else {"eid": number}
    first = _first(work, "page")
    within = _RANGE.search(raw)
    if within and within["pages"].startswith(f"{first}-"):
        return place(within["pages"])
    return place(string(work, "page_range") or first)


def _imprint(raw: str) -> dict[str, str]:
    """Return who published a book, where and in which series, as far as its formatted reference says it."""
    said, series = _IMPRINT.search(raw), _SERIES.search(raw)
    after = _AFTER_ISBN.search(raw)
    return {
        "publisher": said["publisher"].strip() if said else after["publisher"] if after else "",
        "address": said["address"].strip() if said else "",
        "series": series["series"] if series else "",
        "isbn": isbn([raw]) if "ISBN" in raw else "",
    }


def _school(raw: str) -> tuple[str, str]:
    """Return the type of the entry of a thesis, and the school."""
    found = _THESIS.search(raw)
    if found is None:
        return "phdthesis", ""
    return "mastersthesis" if (found["degree"] or "").lower().startswith(
        "m"
    ) else "phdthesis", found["school"]


def request(question: Question) -> Request | None:
    """Return what asks for a work by its bibcode, a DOI or an arXiv number, else for those that a title finds."""
    if question.scheme in _QUERIES:
        query = f'{_QUERIES[question.scheme]}:"{_QUOTES.sub("", question.identifier)}"'
    elif question.title:
        query = f'title:"{_QUOTES.sub(" ", question.title)}"'
        if question.family:
            query += f' author:"{_QUOTES.sub(" ", question.family)}"'
        if question.year.isdigit():
            query += f" year:{int(question.year) - 1}-{int(question.year) + 1}"
    else:
        return None
    return Request("v1/search/query", {"q": query, "fl": _FIELDS, "rows": str(question.most)})


def read(data: bytes) -> list[Incoming]:
    """Return the works of an answer.

    Raises:
        FormatError: It is not such an answer, or it tells of an error.
    """
    answer = json_answer("ads", data)
    if isinstance(at(answer, "response", "docs"), list):
        return [_work(each) for each in records(answer, "response", "docs")]
    exported = at(answer, "export")
    if isinstance(exported, str):
        if exported.lstrip().startswith("@"):
            return works(exported, "ads")
        return [_of_medlars(each) for each in medline_records(BytesIO(exported.encode()), "ads")]
    said = (string(answer, *path) for path in (("error", "msg"), ("error",), ("message",)))
    raise refused("ads", next(filter(None, said), ""))


def _work(work: Record) -> Incoming:
    ids = _identifiers(work)
    kind = _TYPES.get(string(work, "doctype")) or _of_bibcode(string(work, "bibcode"))
    raw, name = (
        marked(_MARKUP.sub("", string(work, "pub_raw")))[:_LONGEST_REFERENCE],
        marked(string(work, "pub")),
    )
    if name[:1] == "-" and name in raw:  # the beginning was lost
        name = raw[: raw.index(name) + len(name)]
    issue = _ISSUE.search(raw)
    fields = {
        "title": title(_first(work, "title")),
        "volume": string(work, "volume"),
        "number": string(work, "issue") or (issue["issue"] if issue and kind == "article" else ""),
        **_place(work, raw),
        "issn": issn(strings(work, "issn")),
    }
    told = {
        "isbn": isbn(strings(work, "isbn")),
        "publisher": marked(string(work, "publisher")),
        "series": marked(string(work, "series")),
    }
    if kind in _CONTAINERS and not (kind == "misc" and "arxiv" in ids):
        fields[_CONTAINERS[kind]] = name
    if kind in ("incollection", "inproceedings", "book", "proceedings"):
        fields |= _imprint(raw) | {field: text for field, text in told.items() if text}
    elif kind in ("phdthesis", "mastersthesis"):
        fields = {"title": fields["title"], "school": _school(raw)[1] or told["publisher"]}
    elif kind == "techreport":
        fields = {"title": fields["title"], "series": name, "howpublished": _SHEETS.sub("", raw)}
    elif kind == "misc" and "arxiv" in ids:
        fields = {"title": fields["title"]}
    elif kind != "article":
        fields |= told
        if fields.get("howpublished") == told["publisher"]:
            del fields["howpublished"]
    bibcode = string(work, "bibcode")
    return Incoming(
        fields,
        kind,
        {"author": _people(strings(work, "author")), "editor": _people(strings(work, "editor"))},
        date(string(work, "pubdate") or string(work, "year")),
        links={} if ids or not bibcode or not fields["title"] else {"paper": _SITE + bibcode},
        identifiers=ids,
    )


def _of_bibcode(bibcode: str) -> str:
    """Return the type of an entry by the part of a bibcode that names the kind of a publication."""
    stem = bibcode[4:13]
    kinds = (kind for sign, kind in _STEMS.items() if sign in stem)
    return next(kinds, "article")


def _first(work: Record, name: str) -> str:
    return next(iter(strings(work, name)), "")


def _people(names: Sequence[str]) -> tuple[Person, ...]:
    return people(map(signed, names))


def _identifiers(work: Record) -> dict[str, str]:
    found = identified(_first(work, "doi"))
    for named in strings(work, "identifier"):
        if named.lower().startswith("arxiv:") and (arxiv := find_identifiers(named).get("arxiv")):
            found.setdefault("arxiv", arxiv)
    return found


# --- MEDLARS ----------------------------------------------------------------------------------------------------------


def _of_medlars(record: Values) -> Incoming:
    """Return the work of a record whose source is a formatted reference."""

    def first(tag: str) -> str:
        return next(iter(record.get(tag, ())), "")

    source, address = marked(first("SO"))[:_LONGEST_REFERENCE], first("4099")
    kind = _OF_MEDLARS.get(first("PT"), "misc")
    ids = {scheme: text for scheme, text in find_identifiers(source).items() if scheme == "arxiv"}
    issue, number, pages = _ISSUE.search(source), _NUMBER.search(source), place(first("PG"))
    fields = {"title": title(first("TI")), "issn": issn(record.get("IS", ()))}
    if kind == "article":
        fields |= {
            "journal": _END_OF_JOURNAL.split(source, maxsplit=1)[0].strip(),
            "volume": first("VI"),
            "number": issue["issue"] if issue else "",
            **({"eid": number["number"]} if number else pages),
        }
    elif kind in ("inproceedings", "incollection"):
        book = _END_OF_BOOK.split(source, maxsplit=1)[0].removeprefix("In ").strip()
        fields |= {
            "booktitle": book,
            **({"eid": number["number"]} if number else pages),
            **_imprint(source),
        }
    elif kind == "book":
        fields |= _imprint(source)
    elif kind == "phdthesis":
        kind, fields["school"] = _school(source)
    elif not ids and "://" not in source:
        fields["howpublished"] = source
    return Incoming(
        fields,
        kind,
        {"author": _people(record.get("AU", ()))},
        _medlars_date(first("DP")),
        links={} if ids or not address else {"paper": address},
        identifiers=ids,
    )


def _medlars_date(text: str) -> Date:
    """Return a date, of which ADS writes what it does not know as the first: ``2018 Jan 01``."""
    found = date(text)
    return Date(found.year) if text.endswith(" Jan 01") else found
