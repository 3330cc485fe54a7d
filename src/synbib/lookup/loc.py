"""The Library of Congress's catalogue by SRU, https://www.loc.gov/standards/sru/: books in MARCXML or MODS."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from synbib.formats import marcxml, mods
from synbib.formats.data import Element
from synbib.formats.parts import langid
from synbib.formats.pick import words
from synbib.formats.xml import by_local_names, these
from synbib.incoming import Incoming
from synbib.lookup.answers import refused, xml_answer
from synbib.lookup.question import Question, Request

__all__ = ["read", "request"]

_QUOTES: Final = re.compile(r'["\\]')
_READERS: Final[Mapping[str, Callable[[Element], Incoming]]] = {
    "{http://www.loc.gov/MARC21/slim}record": marcxml.work,
    "{http://www.loc.gov/mods/v3}mods": mods.work,
}
# What is taken of a record.
_KEPT: Final = these(
    "title volume edition publisher address series number pagetotal isbn issn langid school"
)
_TYPES: Final = these("book mastersthesis periodical phdthesis proceedings")


def request(question: Question) -> Request | None:
    """Return what asks for a book by its ISBN, else for those that a title finds, in CQL."""
    if question.scheme == "isbn":
        query = "bath.isbn=" + re.sub(r"[^0-9Xx]", "", question.identifier)
    elif question.title:
        query = f'dc.title="{_QUOTES.sub(" ", question.title)}"'
        if question.family:
            query += f' and dc.author="{_QUOTES.sub(" ", question.family)}"'
    else:
        return None
    return Request(
        "lcdb",
        {
            "version": "1.1",
            "operation": "searchRetrieve",
            "query": query,
            "maximumRecords": str(question.most),
            "recordSchema": "marcxml",
        },
    )


def read(data: bytes) -> list[Incoming]:
    """Return the books of an answer.

    Raises:
        FormatError: It is not such an answer, or it tells of an error.
    """
    root = xml_answer("loc", data)
    found = [
        _book(read_record(by_local_names(each)))
        for form, read_record in _READERS.items()
        for each in root.iter(form)
    ]
    if found or words(root, ".//{*}numberOfRecords") == "0":
        return found
    raise refused(
        "loc", words(root, ".//{*}diagnostic/{*}message") or words(root, ".//{*}diagnostic")
    )


def _book(work: Incoming) -> Incoming:
    """Return the book of a record as an answer says it: without what the catalogue says of its copy."""
    fields = {name: text for name, text in work.fields.items() if name in _KEPT and text}
    # Older ones have ten digits.
    isbn = min(fields.get("isbn", "").split(", "), key=lambda each: not each.startswith("97"))
    fields |= {"isbn": isbn, "langid": langid(fields.get("langid", ""))}
    if fields.get("edition") == "1":
        del fields["edition"]
    url = work.fields.get("url", "")
    return Incoming(
        fields,
        work.type if work.type in _TYPES else "book",
        work.names,
        work.date._replace(day=None),
        links={"other": url} if url and not isbn else {},
    )
