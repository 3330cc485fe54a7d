"""Fatcat's API of releases, https://guide.fatcat.wiki/entity_release.html: a release, or the hits of a look-up."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from synbib.formats.data import Record, at, records
from synbib.formats.indexes import date, place, signed
from synbib.formats.parts import identified, isbn, issn, langid, organization, people, person
from synbib.formats.pick import string
from synbib.formats.texts import marked, title
from synbib.incoming import Incoming, Person, publisher_field
from synbib.lookup.answers import json_answer, refused
from synbib.lookup.question import Question, Request

__all__ = ["read", "request"]

# The scheme of a question → the parameter of a look-up.
_LOOKUPS: Final = {"arxiv": "arxiv", "doi": "doi", "isbn": "isbn13", "pmc": "pmcid", "pmid": "pmid"}
_IDS: Final = {"arxiv": "arxiv", "doi": "doi", "pmcid": "pmc", "pmid": "pmid"}
# The type of a release, which is CSL's or Fatcat's own → the type of an entry, and the field of its container.
_TYPES: Final = {
    "abstract": ("inproceedings", "booktitle"),
    "article": ("misc", "howpublished"),
    "article-journal": ("article", "journal"),
    "article-magazine": ("article", "journal"),
    "article-newspaper": ("article", "journal"),
    "book": ("book", "series"),
    "chapter": ("incollection", "booktitle"),
    "dataset": ("dataset", "publisher"),
    "editorial": ("article", "journal"),
    "entry": ("incollection", "booktitle"),
    "entry-dictionary": ("incollection", "booktitle"),
    "entry-encyclopedia": ("incollection", "booktitle"),
    "letter": ("article", "journal"),
    "paper-conference": ("inproceedings", "booktitle"),
    "patent": ("patent", ""),
    "post": ("online", "howpublished"),
    "post-weblog": ("online", "howpublished"),
    "report": ("techreport", "series"),
    "retraction": ("article", "journal"),
    "review": ("article", "journal"),
    "review-book": ("article", "journal"),
    "software": ("software", "publisher"),
    "standard": ("standard", "series"),
    "thesis": ("phdthesis", ""),
    "webpage": ("online", "howpublished"),
}
_ROLES: Final = {"": "author", "author": "author", "editor": "editor", "translator": "translator"}
# What became of a release, "withdrawn_status", and the stage of one that only says that another is retracted.
_STATUS: Final = {
    "retracted": "retracted",
    "withdrawn": "withdrawn",
    "spam": "withdrawn",
    "legal": "withdrawn",
}


def request(question: Question) -> Request | None:
    """Return what asks for a release by an identifier; a search by title is another service's, fatcat.wiki's."""
    params = {"expand": "container", "hide": "refs,abstracts"}
    if question.scheme == "fatcat":
        return Request(f"v0/release/{quote(question.identifier, safe='')}", params)
    if question.scheme in _LOOKUPS:
        return Request(
            "v0/release/lookup", {**params, _LOOKUPS[question.scheme]: question.identifier}
        )
    return None


def read(data: bytes) -> list[Incoming]:
    """Return the releases of an answer.

    Raises:
        AnswerError: It is not such an answer, or it tells of an error.
    """
    answer = json_answer("fatcat", data)
    if isinstance(answer, dict) and "title" in answer:
        return [_release(answer)]
    if isinstance(answer, list):
        return [_release(each) for each in records(answer)]
    if string(answer, "error") == "not-found":
        return []
    raise refused("fatcat", string(answer, "message") or string(answer, "error"))


def _release(release: Record) -> Incoming:
    kind, container = _TYPES.get(string(release, "release_type"), ("misc", "howpublished"))
    name = string(release, "container", "name") or string(release, "extra", "container_name")
    if kind == "article" and not name:
        kind, container = "misc", "howpublished"
    subtitle = string(release, "subtitle") or string(release, "extra", "subtitle", 0)
    ids = {
        scheme: text for own, scheme in _IDS.items() if (text := string(release, "ext_ids", own))
    }
    fields = {
        # One word is what the kind of a contribution is called: Correspondence.
        "title": title(string(release, "title"), subtitle if " " in subtitle else ""),
        publisher_field(kind): marked(string(release, "publisher")),
        "volume": marked(string(release, "volume")),
        "number": marked(string(release, "issue") or string(release, "number")),
        **place(string(release, "pages"), electronic=False),
        "issn": issn([string(release, "container", "issnl")]),
        "isbn": isbn([string(release, "ext_ids", "isbn13")]),
        "version": "" if "arxiv" in ids else marked(string(release, "version")),
        "langid": langid(string(release, "language")),
        "pmid": ids.get("pmid", ""),
        "pmcid": ids.get("pmc", ""),
    }
    if name:
        fields[container] = marked(name)
    fields.pop("", None)
    ids |= identified(ids.pop("doi", ""))
    when = date(string(release, "release_date"))
    own = string(release, "ident")
    return Incoming(
        fields,
        kind,
        _names(release),
        when if when.year else date(string(release, "release_year")),
        links={} if ids or not own else {"paper": f"https://fatcat.wiki/release/{own}"},
        identifiers=ids,
        status=_STATUS.get(string(release, "withdrawn_status"), ""),
    )


def _names(release: Record) -> dict[str, tuple[Person, ...]]:
    found: dict[str, list[Person | None]] = {}
    for each in sorted(records(release, "contribs"), key=lambda each: at(each, "index") or 0):
        if role := _ROLES.get(string(each, "role")):
            found.setdefault(role, []).append(_person(each))
    return {role: people(named) for role, named in found.items()}


def _person(contribution: Record) -> Person | None:
    family, given = string(contribution, "surname"), string(contribution, "given_name")
    if family and given:
        return person(family, given)
    raw = string(contribution, "raw_name")
    return signed(raw) or organization(family)
