"""Google Books API, https://developers.google.com/books/docs/v1/reference/volumes: a volume, or a search."""

from __future__ import annotations

import re
from typing import Final

from synbib.formats.data import Record, at, records
from synbib.formats.indexes import date
from synbib.formats.parts import is_proceedings, isbn, issn, langid, people, spoken, without_edition
from synbib.formats.pick import string, strings
from synbib.formats.texts import plain, title
from synbib.incoming import Incoming
from synbib.lookup.answers import json_answer, refused
from synbib.lookup.question import Question, Request
from synbib.model.identifiers import canonical_url

__all__ = ["read", "request"]

_QUOTES: Final = re.compile(r'["\\]')


def request(question: Question) -> Request | None:
    """Return what asks for a volume by its ISBN or its id, else by its title."""
    if question.scheme == "googlebooks":
        from urllib.parse import quote

        return Request(f"volumes/{quote(question.identifier, safe='')}")
    if question.scheme == "isbn":
        terms = "isbn:" + re.sub(r"[^0-9Xx]", "", question.identifier)
    elif question.title:
        terms = f'intitle:"{_QUOTES.sub(" ", question.title)}"'
        if question.family:
            terms += f' inauthor:"{_QUOTES.sub(" ", question.family)}"'
    else:
        return None
    return Request(
        "volumes", {"q": terms, "maxResults": str(min(question.most, 40)), "printType": "books"}
    )


def read(data: bytes) -> list[Incoming]:
    """Return the books of an answer.

    Raises:
        AnswerError: It is not such an answer, or it tells of an error.
    """
    answer = json_answer("google-books", data)
    if isinstance(at(answer, "items"), list) or at(answer, "totalItems") == 0:
        return [_volume(each) for each in records(answer, "items") if "volumeInfo" in each]
    if isinstance(answer, dict) and isinstance(answer.get("volumeInfo"), dict):
        return [_volume(answer)]
    raise refused("google-books", string(answer, "error", "message") or string(answer, "error"))


def _volume(volume: Record) -> Incoming:
    info = at(volume, "volumeInfo") or {}
    numbers = {
        string(each, "type"): string(each, "identifier")
        for each in records(info, "industryIdentifiers")
    }
    number = isbn([numbers.get("ISBN_13", ""), numbers.get("ISBN_10", "")])
    pages = string(info, "pageCount")
    main, further, edition = without_edition(string(info, "title"), string(info, "subtitle"))
    kind = "periodical" if string(info, "printType") == "MAGAZINE" else "book"
    role = "author"
    if is_proceedings(f"{main}: {further}"):
        kind, role = "proceedings", "editor"
    fields = {
        "title": title(main, further),
        "edition": edition,
        "publisher": plain(string(info, "publisher")).strip('"'),
        "pagetotal": "" if pages == "0" else pages,
        "isbn": number,
        "issn": issn([numbers.get("ISSN", "")]),
        "langid": langid(string(info, "language")),
    }
    own = string(volume, "id")
    return Incoming(
        fields,
        kind,
        {role: people(map(spoken, strings(info, "authors")))},
        date(string(info, "publishedDate")),
        links={} if number or not own else {"paper": canonical_url("googlebooks", own)},
    )
