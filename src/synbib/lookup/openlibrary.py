"""Open Library's APIs, https://openlibrary.org/developers/api: books by ISBN, editions, works, a search.

The API of books answers with names of authors, the pages of editions and of works only with their keys; of such an
edition the statement of responsibility, as it stands in the book, tells who wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from synbib import lazily
from synbib.formats.data import Record, at, records
from synbib.formats.indexes import date
from synbib.formats.parts import (
    edition,
    is_proceedings,
    isbn,
    langid,
    numbered,
    organization,
    people,
    spoken,
    without_edition,
)
from synbib.formats.pick import string, strings
from synbib.formats.responsibility import responsible
from synbib.formats.texts import plain, title
from synbib.incoming import Incoming, Person
from synbib.lookup.answers import json_answer, refused
from synbib.lookup.question import Question, Request
from synbib.text.folding import letters

__all__ = ["read", "request"]

_SITE: Final = "https://openlibrary.org"
_NOT_FOUND: Final = frozenset({"notfound", "not_found"})
_NO_BOOKS: Final = frozenset({"/type/author", "/type/delete", "/type/user"})
_FIELDS: Final = "key,title,subtitle,author_name,first_publish_year,isbn,publisher,language"
_ROLE_AFTER: Final = lazily.pattern(r"(?P<name>.+?)\s*\((?P<role>[^()]+)\)")
_CONTRIBUTORS: Final = {"editor": "editor", "ed.": "editor", "translator": "translator"}
# What stands before or after a name in catalogues.
_TITLES: Final = lazily.pattern(r"(?:^|(?<=\s))(?:(?:Dr|Prof|Ir|Mr|Mrs|Ms|Sir)\.?\s*)+(?=\s|\Z)")


def request(question: Question) -> Request | None:
    """Return what asks for a book by its ISBN, else by its title."""
    if question.scheme == "isbn":
        number = re.sub(r"[^0-9Xx]", "", question.identifier)
        params = {"bibkeys": f"ISBN:{number}", "format": "json", "jscmd": "data"}
        return Request("api/books", params)
    if not question.title:
        return None
    params = {"title": question.title, "fields": _FIELDS, "limit": str(question.most)}
    return Request(
        "search.json", {**params, "author": question.family} if question.family else params
    )


def read(data: bytes) -> list[Incoming]:
    """Return the books of an answer: of the API of books, an edition, a work, a search; and what ``isbnlib`` writes.

    Raises:
        AnswerError: It is not such an answer, or it tells of an error.
    """
    answer = json_answer("openlibrary", data)
    if isinstance(at(answer, "docs"), list):
        return [_hit(each) for each in records(answer, "docs")]
    if isinstance(answer, list):
        return [_book(_told(each)) for each in records(answer)]
    if not isinstance(answer, dict) or string(answer, "error") not in ("", *_NOT_FOUND):
        raise refused("openlibrary", string(answer, "error"))
    if not answer or "error" in answer:
        return []
    if isinstance(at(answer, "records"), dict):
        return [_book(_told(at(each, "data") or {})) for each in answer["records"].values()]
    if "ISBN-13" in answer or "Title" in answer:
        return [_of_isbnlib(answer)]
    told = string(answer, "type", "key")
    if told in _NO_BOOKS:
        raise refused("openlibrary", f"this is of type {told}", "ask for a book")
    if "title" in answer or "key" in answer:
        return [_book(_told(answer))]
    # By what was asked for: `ISBN:9780140328721`.
    found = [at(each, "details") or each for each in answer.values() if isinstance(each, dict)]
    if not found or not all("title" in each for each in found):
        raise refused("openlibrary", string(answer, "message"))
    return [_book(each) for each in found]


def _told(book: Record) -> Record:
    """Return a book.

    Raises:
        AnswerError: Nothing but its key is told, as of an edition that was moved.
    """
    if string(book, "title"):
        return book
    key = string(book, "location") or string(book, "key")
    raise refused("openlibrary", f"the book is at {key}", f"ask for {_SITE}{key}.json")


def _book(book: Record) -> Incoming:
    numbers = [
        strings(book, "identifiers", name) + strings(book, name) for name in ("isbn_13", "isbn_10")
    ]
    number = isbn([*numbers[0], *numbers[1]])
    main, further, told = without_edition(_whole_title(book), string(book, "subtitle"))
    series, in_series = numbered(next(iter(_names(book, "series")), ""))
    names = _people(book)
    kind = "book"
    if is_proceedings(f"{main}: {further}"):
        kind, names = "proceedings", {"editor": names.get("editor", ()) or names["author"]}
    fields = {
        "title": title(main, further),
        "edition": edition(string(book, "edition_name")) or told,
        "publisher": plain(next(iter(_names(book, "publishers")), "")),
        "address": plain(next(iter(_names(book, "publish_places")), "")).strip(" []"),
        "series": series,
        "number": in_series,
        "volume": string(book, "volume_number"),
        "pagetotal": string(book, "number_of_pages"),
        "isbn": number,
        "langid": langid(string(book, "languages", 0, "key").rpartition("/")[2]),
    }
    key = string(book, "key")
    return Incoming(
        fields,
        kind,
        names,
        date(string(book, "publish_date") or string(book, "first_publish_date")),
        links={} if number or not key.startswith("/") else {"paper": _SITE + key},
    )


def _names(book: Record, name: str) -> Iterable[str]:
    """Return the names in a list of names, or of objects that have one."""
    found = at(book, name)
    each = found if isinstance(found, list) else []
    return filter(
        None,
        (string(value, "name") if isinstance(value, dict) else string(value) for value in each),
    )


def _whole_title(book: Record) -> str:
    """Return the main title, with the article before it that some records have apart."""
    before, main = string(book, "title_prefix"), string(book, "title")
    return f"{before} {main}" if before and not main.startswith(before) else main


def _people(book: Record) -> dict[str, tuple[Person, ...]]:
    """Return who wrote, edited and translated a book."""
    said = responsible(plain(string(book, "by_statement")))
    for name, role in _contributors(book):
        if not said.get(role):
            said.setdefault(role, []).append(name)
        elif name not in said[role] and role != "author":
            said[role].append(name)
    if named := [string(each, "name") for each in records(book, "authors") if string(each, "name")]:
        said["author"] = named
        if set(map(letters, named)) <= set(map(letters, said.get("editor", ()))):
            said["author"] = []
    return {role: people(map(spoken, names)) for role, names in {"author": [], **said}.items()}


def _contributors(book: Record) -> Iterator[tuple[str, str]]:
    for each in records(book, "contributors"):
        if role := _CONTRIBUTORS.get(string(each, "role").casefold()):
            yield string(each, "name"), role
    for text in strings(book, "contributions"):
        found = _ROLE_AFTER.fullmatch(text)
        if found and (role := _CONTRIBUTORS.get(found["role"].casefold())):
            yield found["name"], role


def _hit(book: Record) -> Incoming:
    number = isbn(strings(book, "isbn"))
    key = string(book, "key")
    fields = {
        "title": title(string(book, "title"), string(book, "subtitle")),
        "langid": langid(string(book, "language", 0))
        if len(strings(book, "language")) == 1
        else "",
    }
    if len(strings(book, "publisher")) == 1:
        fields["publisher"] = plain(string(book, "publisher", 0))
    return Incoming(
        # Of a work, the numbers and the publishers of all its editions: none is the work's.
        fields if len(strings(book, "isbn")) != 1 else {**fields, "isbn": number},
        "book",
        {"author": people(map(spoken, strings(book, "author_name")))},
        date(string(book, "first_publish_year")),
        links={"paper": _SITE + key} if key.startswith("/") else {},
    )


def _of_isbnlib(book: Record) -> Incoming:
    fields = {
        "title": title(*string(book, "Title").split(" - ", 1)),
        "publisher": plain(string(book, "Publisher")),
        "isbn": isbn([string(book, "ISBN-13")]),
        "langid": langid(string(book, "Language")),
    }
    return Incoming(
        fields,
        "book",
        {"author": people(map(_untitled, strings(book, "Authors")))},
        date(string(book, "Year")),
    )


def _untitled(name: str) -> Person | None:
    return spoken(_TITLES.sub("", name)) or organization(name)
