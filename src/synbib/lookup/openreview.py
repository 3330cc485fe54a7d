"""OpenReview's API, versions 1 and 2, https://docs.openreview.net/reference/api-v2: notes, which are submissions.

Version 2 wraps each value of a note's content as ``{"value": …}``. OpenReview writes the BibTeX of a note itself, in
the field ``_bibtex``: what it was published in is read there, once it has been accepted.
"""

from __future__ import annotations

from typing import Any, Final

from synbib import lazily
from synbib.formats.data import Record, at, records
from synbib.formats.indexes import date, place, signed
from synbib.formats.parts import doi, people
from synbib.formats.pick import string
from synbib.formats.texts import marked, title
from synbib.incoming import Date, Incoming, Person
from synbib.latex import decode
from synbib.library import Entry, read_text
from synbib.lookup.answers import json_answer, refused
from synbib.lookup.question import Question, Request
from synbib.model import find_venue
from synbib.model.identifiers import canonical_url, find_identifier
from synbib.text import strip
from synbib.text.folding import letters

__all__ = ["read", "request"]

_SITE: Final = "https://openreview.net"
_NOT_FOUND: Final = frozenset({"NotFoundError", "Not Found Error"})
# What the end of a venue's id says became of a submission.
_WITHDRAWN: Final = lazily.pattern(r"/Withdrawn_Submission\Z|^Withdrawn\b|\bWithdrawn Submission\b")
_NOT_ACCEPTED: Final = lazily.pattern(
    r"(?i:/(?:Desk_)?Reject(?:ed)?_Submission\Z|/Withdrawn_Submission\Z|/Submission\Z|^Submitted to\b|\bunder review\b)"
)
# The names of links in forms of submission → the kinds of links.
_LINKS: Final = {
    "code": "code",
    "code_link": "code",
    "project_page": "project",
    "website": "website",
    "dataset": "dataset",
    "video": "video",
    "slides": "slides",
    "poster": "poster",
}
_CONTAINERS: Final = ("journal", "booktitle")
# The fields of OpenReview's BibTeX that are kept.
_KEPT: Final = ("volume", "number", "publisher", "series", "school", "institution", "issn", "isbn")


def request(question: Question) -> Request | None:
    """Return what asks for a note by its id, else for the notes that a title's words find."""
    if question.scheme == "openreview":
        return Request("notes", {"id": question.identifier})
    if not question.title:
        return None
    wanted = {
        "term": question.title,
        "content": "title",
        "source": "forum",
        "limit": str(question.most),
    }
    return Request("notes/search", {**wanted, "type": "terms"})


def read(data: bytes) -> list[Incoming]:
    """Return the submissions of an answer; reviews and comments are passed over.

    Raises:
        AnswerError: It is not such an answer, or it tells of an error.
    """
    answer = json_answer("openreview", data)
    notes = at(answer, "notes")
    if not isinstance(notes, list):
        if {string(answer, "name"), string(answer, "errors", 0, "type")} & _NOT_FOUND:
            return []
        said = string(answer, "message") or string(answer, "errors", 0, "message")
        raise refused("openreview", said)
    made = (each for each in records(notes) if _value(each, "title") and not at(each, "replyto"))
    return [_note(each) for each in made]


def _value(note: Record, name: str) -> Any:
    """Return a value of a note's content in either version."""
    found = at(note, "content", name)
    return found.get("value") if isinstance(found, dict) and "value" in found else found


def _note(note: Record) -> Incoming:
    cited = _cited(_value(note, "_bibtex"))
    venue, venue_id = string(_value(note, "venue")), string(_value(note, "venueid"))
    open_ = bool(_NOT_ACCEPTED.search(venue_id) or _NOT_ACCEPTED.search(venue))
    is_withdrawn = bool(_WITHDRAWN.search(venue_id) or _WITHDRAWN.search(venue))
    identifiers = {"openreview": string(note, "forum") or string(note, "id")}
    text = {name: " ".join(strip(decode(value)).split()) for name, value in cited.fields.items()}
    for address in (
        *_external(note),
        string(_value(note, "html")),
        text.get("doi", ""),
        text.get("url", ""),
    ):
        if own := doi(address):
            identifiers.setdefault("doi", own)
        elif (named := find_identifier(address)) and named[0] != "openreview":
            identifiers.setdefault(*named)
    named_title = title(string(_value(note, "title")))
    fields = {"title": named_title}
    kind, where = "misc", ""
    if open_:
        fields["note"] = marked(venue)
    elif cited.type != "misc" and cited.fields:
        kind = cited.type
        # Where a record was taken over, its title may stand in the place of the book's.
        fields |= {
            name: text[name]
            for name in _CONTAINERS
            if text.get(name) and letters(text[name]) != letters(strip(named_title))
        }
        fields |= {name: text[name] for name in _KEPT if name in text}
        fields |= place(text.get("pages", ""))
    elif venue and letters(venue) != letters(strip(named_title)):
        kind, where = "", marked(venue)
        if known := find_venue(venue):
            kind = "article" if known.venue.type == "journal" else "inproceedings"
            where = ""
            fields["journal" if kind == "article" else "booktitle"] = known.venue.name
    links: dict[str, str] = {}
    for name, link in _LINKS.items():
        if "://" in (url := string(_value(note, name))):
            links.setdefault(link, url)
    if "doi" in identifiers:
        del identifiers["openreview"]
    else:
        links["paper"] = canonical_url("openreview", identifiers["openreview"])
    if (pdf := string(_value(note, "pdf"))) and (pdf.startswith("/pdf/") or "://" in pdf):
        links["pdf"] = pdf if "://" in pdf else f"{_SITE}/pdf?id={string(note, 'id')}"
    return Incoming(
        fields,
        kind,
        {"author": _authors(note)},
        _date(note, text, venue),
        where,
        links,
        identifiers,
        status="withdrawn" if is_withdrawn else "",
    )


def _cited(bibtex: Any) -> Entry:
    """Return the entry that a note's BibTeX is; an empty one where there is none that can be read."""
    if isinstance(bibtex, str):
        for entry in read_text(bibtex, name="_bibtex").values():
            return entry
    return Entry("misc", "", {})


def _external(note: Record) -> list[str]:
    found = at(note, "externalIds")
    each = found if isinstance(found, list) else []
    return [text.removeprefix("doi:") for text in each if isinstance(text, str)]


def _authors(note: Record) -> tuple[Person, ...]:
    found = _value(note, "authors")
    names = [
        string(each, "fullname") if isinstance(each, dict) else string(each)
        for each in (found if isinstance(found, list) else [])
    ]
    return people(map(signed, names))


def _date(note: Record, cited: dict[str, str], venue: str) -> Date:
    if cited.get("year"):
        found = date(f"{cited['year']} {cited.get('month', '')}".strip())
        return found if found.month else date(cited["year"])
    if (said := date(venue)).year:
        return said
    for name in ("pdate", "odate", "cdate", "tcdate"):
        if isinstance(moment := at(note, name), int):
            from datetime import UTC, datetime

            return Date(datetime.fromtimestamp(moment / 1000, UTC).year)
    return Date()
