"""OpenReview's API, versions 1 and 2, https://docs.openreview.net/reference/api-v2: notes, which are submissions.

Version 2 wraps each value of a note's content as ``{"value": …}``. OpenReview writes the BibTeX of a note itself, in
the field ``_bibtex``: what it was published in is read there, once it has been accepted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from synbib import lazily
from synbib.formats.data import Record, at, records
from synbib.formats.indexes import date, place, signed
from synbib.formats.parts import doi, people
from synbib.formats.pick import string
from synbib.formats.texts import marked, title
from synbib.incoming import CONTAINERS, Date, Incoming, Person, full_venue
from synbib.latex import decode
from synbib.library import Entry, read_text
from synbib.lookup.answers import json_answer, refused
from synbib.lookup.question import Question, Request
from synbib.model import find_venue
from synbib.model.identifiers import canonical_url, find_identifier
from synbib.model.venues import Match
from synbib.text import strip
from synbib.text.folding import letters

__all__ = ["read", "request"]

_SITE: Final = "https://openreview.net"
_NOT_FOUND: Final = frozenset({"NotFoundError", "Not Found Error"})
# What the end of a venue's id says became of a submission.
_WITHDRAWN: Final = lazily.pattern(r"/Withdrawn_Submission\Z|^Withdrawn\b|\bWithdrawn Submission\b")
_RETRACTED: Final = lazily.pattern(r"/Retracted_Acceptance\Z|^Retracted\b")
_NOT_ACCEPTED: Final = lazily.pattern(
    r"""
    # The end of a venue's id.
      / (?: (?: (?:Desk_)? Reject(?:ed)? | Withdrawn | Blind ) _ )? Submission \Z
    | / (?: Rejected | Decision_Pending | Under_Review | Assigned_AE | Retracted_Acceptance ) \Z
    # What a venue is called then.
    | ^ (?: Submitted \s to | Rejected \s by | Retracted \s by | Decision \s pending ) \b
    | \b under \s review \b | \b Submission \Z
    """,
    re.IGNORECASE | re.VERBOSE,
)
# The year of a venue's id: `ICLR.cc/2024/Conference`.
_YEAR: Final = lazily.pattern(r"/(?P<year>(?:19|20)\d\d)(?:/|\Z)")
# How a paper was presented, after its venue.
_PRESENTED: Final = lazily.pattern(
    r"(?<![\s-])[\s-]+(?:posters?|orals?|spotlights?|notable|long|short|talk|top\s\d+%)\Z",
    re.IGNORECASE,
)
_FINDINGS, _DATASETS = "Findings", "Datasets"
# What dblp's keys begin with, in the BibTeX of what OpenReview has taken over from there.
_OF_DBLP: Final = "DBLP:"
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
# What the ids of venues begin with whose records OpenReview has taken over.
_TAKEN_OVER: Final = ("dblp.org/", "arXiv.org", "OpenReview.net/Public_Article", "ORCID")
_PDFS: Final = ("/pdf/", "/references/pdf")
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
        said = (
            string(answer, "message")
            or string(answer, "errors", 0, "message")
            or string(answer, "errors", 0)
        )
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
    text = {name: " ".join(strip(decode(value)).split()) for name, value in cited.fields.items()}
    identifiers = _identifiers(note, text)
    fields = {"title": title(string(_value(note, "title")))}
    when = _date(note, text, venue, venue_id)
    said = letters(strip(fields["title"]))
    kind, where = "misc", ""
    if _NOT_ACCEPTED.search(venue_id) or _NOT_ACCEPTED.search(venue):
        fields["note"] = marked(venue)
    elif _is_preprint(text, venue):
        where = marked(venue)
    elif cited.type != "misc" and cited.fields:
        kind = cited.type
        fields |= _of_bibtex(text, said, is_of_dblp=cited.key.startswith(_OF_DBLP))
    elif (place_of := _PRESENTED.sub("", venue)) and letters(venue) != said:
        kind, where = "", marked(place_of)
        if known := find_venue(place_of):
            kind = "article" if known.venue.type == "journal" else "inproceedings"
            where = ""
            fields[CONTAINERS[kind]] = _named(known, place_of, when.year)
    return Incoming(
        {field: text for field, text in fields.items() if text},
        kind,
        {"author": _authors(note)},
        when,
        where,
        _links(note, identifiers),
        _own(note, identifiers),
        status=_status(venue, venue_id),
    )


def _identifiers(note: Record, cited: Mapping[str, str]) -> dict[str, str]:
    """Return what a note says that its work is known by: its own id, and what its addresses name."""
    found = {"openreview": string(note, "forum") or string(note, "id")}
    page = string(_value(note, "html"))
    for address in (*_external(note), page, cited.get("doi", ""), cited.get("url", "")):
        if own := doi(address):
            found.setdefault("doi", own)
        elif (named := find_identifier(address)) and named[0] != "openreview":
            found.setdefault(*named)
    return found


def _of_bibtex(cited: Mapping[str, str], title_letters: str, *, is_of_dblp: bool) -> dict[str, str]:
    """Return the fields of a note's BibTeX that say where a work was published.

    Args:
        cited: The fields, plain text.
        title_letters: The letters of the title, which may stand in the place of the book's where it was taken over.
        is_of_dblp: Whether the BibTeX is dblp's, which has short names.
    """
    containers = {name: cited.get(name, "") for name in _CONTAINERS}
    fields = {name: each for name, each in containers.items() if letters(each) != title_letters}
    fields |= {name: cited[name] for name in _KEPT if name in cited}
    fields |= place(cited.get("pages", ""))
    return fields | _in_full(fields) if is_of_dblp else fields


def _is_preprint(cited: Mapping[str, str], venue: str) -> bool:
    """Whether a record that was taken over is that of arXiv."""
    container = next((cited[name] for name in _CONTAINERS if cited.get(name)), venue)
    known = find_venue(container)
    return known is not None and known.venue.type == "preprint"


def _named(known: Match, venue: str, year: int | None) -> str:
    """Return a venue that is known by its full name; a workshop as it is called."""
    if known.track is None:
        return known.venue.name
    if known.track == _FINDINGS:
        return f"{full_venue(venue)} {year or ''}".strip()
    if known.track == _DATASETS:
        return f"{known.venue.name} Datasets and Benchmarks Track"
    return marked(venue)


def _in_full(fields: Mapping[str, str]) -> dict[str, str]:
    """Return a venue that dblp has shortened by its full name, and the short name of a journal."""
    found = {name: full_venue(fields[name]) for name in _CONTAINERS if fields.get(name)}
    if found.get("journal", "") != fields.get("journal", ""):
        found["shortjournal"] = fields["journal"]
    return found


def _status(venue: str, venue_id: str) -> str:
    for sign, status in ((_RETRACTED, "retracted"), (_WITHDRAWN, "withdrawn")):
        if sign.search(venue_id) or sign.search(venue):
            return status
    return ""


def _own(note: Record, identifiers: Mapping[str, str]) -> dict[str, str]:
    """Return what the work is known by: its note is a copy where the work has a DOI, or comes from elsewhere."""
    is_copy = "doi" in identifiers or (
        _is_taken_over(note) and bool(len(identifiers) > 1 or _elsewhere(note))
    )
    return {
        scheme: each
        for scheme, each in identifiers.items()
        if scheme != "openreview" or not is_copy
    }


def _elsewhere(note: Record) -> str:
    """Return the page of a work that was published elsewhere."""
    page = string(_value(note, "html"))
    return page if "://" in page else ""


def _is_taken_over(note: Record) -> bool:
    """Whether OpenReview has a record of something that was published elsewhere."""
    return string(_value(note, "venueid")).startswith(_TAKEN_OVER)


def _links(note: Record, identifiers: Mapping[str, str]) -> dict[str, str]:
    """Return the links of a note: to its page only where no other identifier, and no page elsewhere, is of the work."""
    links: dict[str, str] = {}
    for name, kind in _LINKS.items():
        if "://" in (url := string(_value(note, name))):
            links.setdefault(kind, url)
    own = _own(note, identifiers)
    if "openreview" in own:
        links["paper"] = canonical_url("openreview", own["openreview"])
    elif not own:
        links["paper"] = _elsewhere(note)
    if (pdf := string(_value(note, "pdf"))) and (pdf.startswith(_PDFS) or "://" in pdf):
        links["pdf"] = pdf if "://" in pdf else f"{_SITE}/pdf?id={string(note, 'id')}"
    return links


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


def _date(note: Record, cited: Mapping[str, str], venue: str, venue_id: str) -> Date:
    if cited.get("year"):
        given = date(f"{cited['year']} {cited.get('month', '')}".strip())
        return given if given.month else date(cited["year"])
    if (said := date(venue)).year:
        return said
    if found := _YEAR.search(venue_id):
        return Date(int(found["year"]))
    for name in ("pdate", "odate", "cdate", "tcdate"):
        if isinstance(moment := at(note, name), int):
            from datetime import UTC, datetime

            return Date(datetime.fromtimestamp(moment / 1000, UTC).year)
    return Date()
