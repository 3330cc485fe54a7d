"""Rogue Scholar's API of posts, https://api.rogue-scholar.org: science blogs, each post with a DOI."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from synbib.formats.data import Record, at, records
from synbib.formats.indexes import date
from synbib.formats.parts import identified, issn, langid, organization, people, person, spoken
from synbib.formats.pick import string
from synbib.formats.texts import marked, title
from synbib.incoming import Date, Incoming, Person
from synbib.lookup.answers import json_answer, refused
from synbib.lookup.question import Question, Request

__all__ = ["read", "request"]

_NOT_FOUND: Final = "not found"


def request(question: Question) -> Request | None:
    """Return what asks for a post by its DOI, else for those that a title's words find."""
    if question.scheme == "doi":
        return Request(f"posts/{quote(question.identifier, safe='/')}")
    if not question.title:
        return None
    return Request("posts", {"query": question.title, "per_page": str(question.most)})


def read(data: bytes) -> list[Incoming]:
    """Return the posts of an answer.

    Raises:
        AnswerError: It is not such an answer, or it tells of an error.
    """
    answer = json_answer("rogue-scholar", data)
    if isinstance(at(answer, "items"), list):
        return [_post(at(each, "document") or each) for each in records(answer, "items")]
    if isinstance(answer, list):
        return [_post(each) for each in records(answer)]
    if isinstance(answer, dict) and "title" in answer:
        return [_post(answer)]
    said = string(answer, "error") or string(answer, "message")
    if _NOT_FOUND in said.casefold():
        return []
    raise refused("rogue-scholar", said)


def _post(post: Record) -> Incoming:
    fields = {
        "title": title(string(post, "title")),
        "howpublished": marked(string(post, "blog_name") or string(post, "blog", "title")),
        "issn": issn([string(post, "blog", "issn")]),
        "langid": langid(string(post, "language")),
    }
    return Incoming(
        fields,
        "online",
        {"author": people(map(_author, records(post, "authors")))},
        _date(post),
        links={"paper": url} if (url := string(post, "url")) else {},
        identifiers=identified(string(post, "doi")),
    )


def _author(author: Record) -> Person | None:
    if family := string(author, "family"):
        return person(family, string(author, "given"))
    return spoken(string(author, "name")) or organization(string(author, "literal"))


def _date(post: Record) -> Date:
    moment = at(post, "published_at")
    if isinstance(moment, int) and 0 < moment < 10**11:
        from datetime import UTC, datetime

        when = datetime.fromtimestamp(moment, UTC)
        return Date(when.year, when.month)
    return date(string(post, "published_at"))
