"""Semantic Scholar's Academic Graph API, https://api.semanticscholar.org/api-docs/graph: a paper, a match, a search.

A record is of all versions of a paper at once. Its date is that of the first, a preprint's, while venue, volume and
pages are those of what was published: DBLP's key, which the record has among its numbers, tells the year of that.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import quote

from synbib import lazily
from synbib.formats.data import Record, at, records
from synbib.formats.indexes import place, signed
from synbib.formats.parts import date, identified, iso_date, people
from synbib.formats.pick import string, strings
from synbib.formats.status import told_by_title
from synbib.formats.texts import marked, title
from synbib.incoming import Date, Incoming, full_venue
from synbib.lookup.answers import json_answer, refused
from synbib.lookup.question import Question, Request
from synbib.model import find_venue
from synbib.model.identifiers import canonical_url

__all__ = ["read", "read_many", "request", "request_many"]

_FIELDS: Final = (
    "title,authors,year,publicationDate,venue,publicationVenue,journal,publicationTypes,externalIds,"
    "openAccessPdf,url"
)  # The scheme of a question → the prefix of an identifier in a path.
_PREFIXES: Final = {
    "anthology": "ACL:",
    "arxiv": "ARXIV:",
    "doi": "DOI:",
    "pmc": "PMCID:",
    "pmid": "PMID:",
    "s2": "",
}
# What an answer calls a number → the scheme of it, and what stands before it there.
_SCHEMES: Final = {
    "ArXiv": ("arxiv", ""),
    "DOI": ("doi", ""),
    "ACL": ("anthology", ""),
    "PubMed": ("pmid", ""),
    "PubMedCentral": ("pmc", "PMC"),
}
# What an answer calls its list: a search, an author's papers, recommendations.
_LISTS: Final = ("data", "papers", "recommendedPapers")
# What the service says where it has no such paper: that is an answer, not an error.
_NOT_FOUND: Final = lazily.pattern(r"(?i:not found)")
# The first part of DBLP's key → the type of an entry.
_OF_DBLP: Final = {
    "journals": "article",
    "conf": "inproceedings",
    "phd": "phdthesis",
    "books": "book",
}
_DBLP_KEY: Final = lazily.pattern(r"(?P<stream>[a-z]+)/(?P<venue>[^/]+)/.*?(?P<year>\d\d)[a-z]?")
# The type of a publication → the type of an entry, the surest first.
_TYPES: Final = {
    "Conference": "inproceedings",
    "BookSection": "incollection",
    "Book": "book",
    "Dataset": "dataset",
    "JournalArticle": "article",
}
_VOLUME_AND_NUMBER: Final = lazily.pattern(r"(?P<volume>\d+)\s+(?P<number>\d[\w/-]*)")
_FINDINGS: Final = lazily.pattern(r"\d{4}\.findings-(?P<venue>[a-z]+)\.\d+")
_ARXIV: Final = frozenset({"arxiv", "arxiv.org", "corr"})
# Entry type → the field of where a work was published, of others than articles and papers.
_PLACES: Final = {"book": "publisher", "dataset": "publisher", "misc": "howpublished"}


def request(question: Question) -> Request | None:
    """Return what asks for a paper by an identifier, else for the one paper that a title matches best."""
    params = {"fields": _FIELDS}
    if question.scheme in _PREFIXES:
        named = quote(_PREFIXES[question.scheme] + question.identifier, safe=":/")
        return Request(f"graph/v1/paper/{named}", params)
    if not question.title:
        return None
    wanted = {**params, "query": question.title}
    if question.most > 1:
        return Request("graph/v1/paper/search", {**wanted, "limit": str(question.most)})
    return Request("graph/v1/paper/search/match", wanted)


def read(data: bytes) -> list[Incoming]:
    """Return the papers of an answer: a paper's, a match, a search, a batch, citations and references.

    Raises:
        AnswerError: It is not such an answer, or it tells of an error.
    """
    answer = json_answer("semanticscholar", data)
    if isinstance(answer, list):
        papers = records(answer)
    elif name := next((each for each in _LISTS if isinstance(at(answer, each), list)), ""):
        papers = records(answer, name)
    elif isinstance(at(answer, "total"), int) and not at(answer, "total"):
        return []
    else:
        said = string(answer, "error") or string(answer, "message")
        if _NOT_FOUND.search(said):
            return []
        papers = [answer] if isinstance(answer, dict) and not said else []
    cited = [at(each, "citingPaper") or at(each, "citedPaper") or each for each in papers]
    told = [each for each in cited if "title" in each or "paperId" in each]
    if (papers and not told) or (
        not papers and not isinstance(answer, list) and not set(_LISTS) & set(answer)
    ):
        raise refused("semanticscholar", string(answer, "error") or string(answer, "message"))
    return [_paper(each) for each in told]


def request_many(identifiers: Sequence[str]) -> Request:
    """Return what asks for papers by Semantic Scholar's own numbers."""
    body = json.dumps({"ids": [*identifiers]}).encode()
    return Request("graph/v1/paper/batch", {"fields": _FIELDS}, body=body)


def read_many(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the numbers of each paper of a batch, and an answer of that paper alone."""
    read(data)
    for each in records(json_answer("semanticscholar", data)):
        alone = json.dumps(each).encode()
        yield string(each, "paperId"), alone
        if corpus := string(each, "externalIds", "CorpusId"):
            yield f"CorpusId:{corpus}", alone


def _paper(paper: Record) -> Incoming:
    named, taken_back = told_by_title(string(paper, "title"))
    identifiers = _identifiers(paper)
    dblp = _DBLP_KEY.fullmatch(string(paper, "externalIds", "DBLP"))
    if dblp and dblp["venue"] == "corr":
        dblp = None
    stream = dblp["stream"] if dblp else ""
    venue = marked(string(paper, "publicationVenue", "name") or string(paper, "venue"))
    journal = marked(string(paper, "journal", "name"))
    venue, journal = ("" if each.casefold() in _ARXIV else each for each in (venue, journal))
    is_published = bool(venue or journal)
    if is_published:
        kind = _type(paper, venue or journal, stream)
        where = _published(paper, kind, venue, journal, identifiers)
    else:
        kind, where = _type_alone(paper, stream), {}
    fields = {
        "title": title(named),
        "pmid": identifiers.get("pmid", ""),
        "pmcid": identifiers.get("pmc", ""),
        **where,
    }
    links = {"pdf": string(paper, "openAccessPdf", "url")}
    if "anthology" in identifiers:
        links["paper"] = canonical_url("anthology", identifiers["anthology"])
    elif named and not identifiers.keys() & {"doi", "arxiv"}:
        links["paper"] = string(paper, "url")
    return Incoming(
        fields,
        kind,
        {"author": people(signed(string(each, "name")) for each in records(paper, "authors"))},
        _date(
            paper,
            dblp["year"] if dblp else "",
            is_later=is_published and "arxiv" in identifiers,
        ),
        links={name: url for name, url in links.items() if url},
        identifiers=identifiers,
        status=taken_back,
    )


def _identifiers(paper: Record) -> dict[str, str]:
    # The first version of the API had two of them beside the title.
    numbers = at(paper, "externalIds") or {"DOI": at(paper, "doi"), "ArXiv": at(paper, "arxivId")}
    found = {
        scheme: before + number
        for name, (scheme, before) in _SCHEMES.items()
        if (number := string(numbers, name))
    }
    return found | identified(found.pop("doi", ""))


def _published(
    paper: Record, kind: str, venue: str, journal: str, identifiers: Mapping[str, str]
) -> dict[str, str]:
    """Return the fields that say where a work was published; the numbers of a record of arXiv's are the preprint's."""
    name = journal or venue
    fields: dict[str, str] = {}
    if string(paper, "journal", "name").casefold() not in _ARXIV:
        volume = string(paper, "journal", "volume")
        both = _VOLUME_AND_NUMBER.fullmatch(volume)
        fields |= {
            "volume": both["volume"] if both else volume,
            "number": both["number"] if both else "",
            **place(string(paper, "journal", "pages")),
        }
    if kind == "article":
        full = full_venue(name)
        shown = {
            "journal": full,
            "shortjournal": "" if full == name else name,
            "issn": string(paper, "publicationVenue", "issn"),
        }
    elif kind == "inproceedings":
        shown = {"booktitle": _proceedings(venue, identifiers.get("anthology", "")) or name}
    else:
        shown = {_PLACES.get(kind, "booktitle"): name}
    return fields | shown


def _proceedings(venue: str, anthology: str) -> str:
    """Return the proceedings of a venue; that a paper is in their Findings, only the ACL Anthology's number tells."""
    if found := _FINDINGS.fullmatch(anthology):
        return full_venue(f"{found['venue'].upper()} Findings")
    known = find_venue(venue)
    return known.venue.name if known else venue


def _type_alone(paper: Record, stream: str) -> str:
    """Return the type of an entry for what says of no place where it was published."""
    told = _OF_DBLP.get(stream, "")
    if told in ("book", "phdthesis"):
        return told
    kinds = strings(paper, "publicationTypes")
    return next((_TYPES[kind] for kind in ("Book", "Dataset") if kinds == [kind]), "misc")


def _type(paper: Record, venue: str, stream: str) -> str:
    """Return the type of an entry for what has been published: by the venue, by DBLP's key, by the record's words."""
    told = string(paper, "publicationVenue", "type")
    kinds = strings(paper, "publicationTypes")
    if kinds == ["Dataset"]:
        return "dataset"
    match = find_venue(venue)
    if match and match.venue.type == "preprint":
        return "misc"
    if told == "conference":
        return "inproceedings"
    if stream in _OF_DBLP:
        return _OF_DBLP[stream]
    if match:
        return "article" if match.venue.type == "journal" else "inproceedings"
    if told == "journal":
        return "article"
    return next((kind for name, kind in _TYPES.items() if name in kinds), "article")


def _date(paper: Record, year: str, *, is_later: bool) -> Date:
    """Return the date of what the entry is.

    Args:
        paper: The record.
        year: The last two digits of the year in DBLP's key.
        is_later: Whether the record's date is a preprint's, and the work was published later.
    """
    own = string(paper, "year")
    if is_later:
        century = int(own[:2] or 20) if own.isdigit() else 20
        return date(f"{century}{year}" if year else own)
    found = iso_date(string(paper, "publicationDate"))
    if not found.year or (found.month == 1 and found.day == 1):
        return date(own)
    return found._replace(day=None)
