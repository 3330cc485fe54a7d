"""Refer, BibIX and EndNote's tagged format: ``%``, a character, a blank, a value; a blank line ends a record.

Sources: refer(1) of Unix, whose tags are capitals; EndNote's "Tagged import format", which adds the type, ``%0``,
digits and marks; and what Zotero, ADS and Digital Commons write.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from operator import attrgetter
from typing import BinaryIO, Final

from synbib import lazily
from synbib.formats import parts
from synbib.formats.data import Tell, not_understood, shown, untold
from synbib.formats.kinds import BOOKS, CHAPTERS, FILMS, JOURNALS, THESES, kind_of
from synbib.formats.outgoing import Outgoing
from synbib.formats.tagged import Dialect, Table, Tagged, works
from synbib.formats.tagging import Tagging, written
from synbib.incoming import Date, Incoming
from synbib.text.months import MONTHS

__all__ = ["TABLE", "read", "stream", "write"]


TABLE: Final = Table(
    {
        "F": "key",
        "T": "title",
        "A": {FILMS: "director", "music": "composer", "": "author"},
        "E": {"letter": "recipient", "audio music": "performer", "": "editor"},
        "Y": {CHAPTERS: "editora", FILMS: "producer", "": "translator"},
        "?": {FILMS: "performer", "": "translator"},
        "H": "annotation:Translated author",
        "9": {"article": "annotation", "": "type"},
        # Digital Commons has the journal there; elsewhere it is that of a book.
        "B": {"article": "journal:", "unpublished": "eventtitle", **JOURNALS},
        "J": JOURNALS,
        "S": "series",
        "Q": "titleaddon",
        "!": "shorttitle",
        "D": "date",
        "8": "date",
        "V": "volume",
        "N": "number",
        "6": "volumes",
        "P": {f"{BOOKS} {THESES}": "pagetotal", "": "pages"},
        "&": {"incollection": "chapter", "": "section"},
        "7": {"software": "version", "": "edition"},
        "I": {"patent": "holder", "": "publisher"},
        "C": "address",
        "@": "isbn",
        "R": "doi",
        "U": "url",
        ">": "file",
        "[": "urldate",
        "M": "accession",
        "G": "langid",
        "K": "keywords",
        "X": "abstract",
        "L": "library",
        "Z": "annotation",
        "O": "annotation",
        "<": "annotation",
        "W": "annotation",
        "(": "annotation:Original publication",
        ")": "annotation:Reprint",
        "*": "annotation",
        "^": "annotation:Caption",
        "=": "modified",
        **dict.fromkeys("1234#$]", "annotation"),
        # Where the authors work; of a thesis that is the school.
        "+": {THESES: "publisher", "": ""},
        # The name of the database.
        "~": "",
    }
)
"""Which field a tag is, of the tags but ``%0``."""

_LINE: Final = lazily.pattern(r"\s*%(?P<tag>\S)(?:\s(?P<value>.*))?\Z")
_DAY: Final = lazily.pattern(r"[\d/.-]+")
_TYPE: Final = "0"
_TYPED: Final = frozenset({_TYPE})
# What a record without a type is, by the first of these tags that it has (groff's refer, which classes a reference
# so); in R there is the number of a report, if it is no DOI.
_SIGNS: Final = (("J", "article"), ("B", "incollection"), ("R", "techreport"), ("I", "book"))


def _split(line: str) -> tuple[str, str] | None:
    found = _LINE.match(line)
    if found is None or (found["tag"] != _TYPE and found["tag"] not in TABLE):
        return None
    return found["tag"], found["value"] or ""


_DIALECT: Final = Dialect(
    "Refer", "'%0 ' or '%A '", _split, once=_TYPED, typed=_TYPED, blank_ends=True
)


def read(data: bytes, name: str = "<data>", tell: Tell = untold) -> list[Incoming]:
    """Return the works of a file of Refer or EndNote.

    Raises:
        FormatError: It is no such file.
    """
    return list(stream(BytesIO(data), name, tell))


def stream(file: BinaryIO, name: str = "<data>", tell: Tell = untold) -> Iterator[Incoming]:
    """Yield the works of a file of Refer or EndNote, each as soon as it is read.

    Raises:
        FormatError: It is no such file.
    """
    return works(file, name, tell, _DIALECT, TABLE, _kind, _settle)


def _settle(record: Tagged, kind: str, told: dict[str, list[str]]) -> None:
    """Take for the number of a report what stood there before there were DOIs, and no day of a change for a note."""
    if kind == "techreport" and "number" not in told:
        given = told.pop("doi", [])
        told["number"] = [text for text in given if not parts.doi(text)]
        told["doi"] = [text for text in given if parts.doi(text)]
    # ADS has the number of a preprint there.
    noted = [text for text in told.pop("modified", []) if not _DAY.fullmatch(text)]
    told["annotation"] = [*told.get("annotation", ()), *noted]


def _kind(record: Tagged, name: str, tell: Tell) -> tuple[str, dict[str, str]]:
    """Return the type of the entry, and the fields that the type of the record is, too."""
    said = record.first(_TYPE)
    found = kind_of(said) if said else None
    if found is None:
        if said:
            message = f"the type '{shown(said)}' is not known; the other tags tell it"
            tell(not_understood(name, record.line, message))
        kind = next(
            (
                kind
                for tag, kind in _SIGNS
                if (text := record.first(tag)) and not (tag == "R" and parts.doi(text))
            ),
            "misc",
        )
        is_in_journal = record.first("V") and record.first("N")
        return "article" if kind == "incollection" and is_in_journal else kind, {}
    kind = found.type
    if kind == "phdthesis" and parts.is_masters(record.first("9", "J")):
        kind = "mastersthesis"
    elif found.ris == "CONF" and not record.first("B", "J", "S", "P"):
        kind = "proceedings"
    return kind, {"entrysubtype": found.subtype} if found.subtype else {}


def write(entries: Iterable[Outgoing]) -> Iterator[str]:
    """Yield the records of entries."""
    for work in entries:
        values = written(work, _TYPE, attrgetter("endnote"), _TAGGING, _kind)
        yield "".join((*(f"%{tag} {text}\n" for tag, text in values), "\n"))


def _dates(date: Date, words: str) -> Iterator[tuple[str, str]]:
    yield "D", str(date.year)
    if date.month or words:
        yield "8", words or _spoken(date)


def _spoken(date: Date) -> str:
    """Return a date in words: ``April 18, 2013``."""
    month = f"{MONTHS[date.month - 1]} " if date.month else ""
    return f"{month}{date.day}, {date.year}" if date.day else f"{month}{date.year}"


_TAGGING: Final = Tagging(TABLE, _dates, _spoken, notes="Z")
