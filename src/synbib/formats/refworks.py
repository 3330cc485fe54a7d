"""RefWorks' tagged format: a tag of two characters, a blank, a value; ``RT`` begins a record.

Sources: RefWorks' "RefWorks Tagged Format" and the legend that its exports begin with; what ADS writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import BinaryIO, Final

from synbib import lazily
from synbib.formats import parts
from synbib.formats.data import Tell, not_understood, shown, untold
from synbib.formats.kinds import BOOKS, CHAPTERS, FILMS, JOURNALS, THESES, kind_of, refworks_name
from synbib.formats.outgoing import Outgoing
from synbib.formats.tagged import Dialect, Table, Tagged, works
from synbib.formats.tagging import Tagging, written
from synbib.incoming import Date, Incoming
from synbib.text.months import MONTHS

__all__ = ["TABLE", "read", "stream", "write"]


TABLE: Final = Table(
    {
        "ID": "key",
        "T1": "title",
        "A1": {FILMS: "director", "music": "composer", "": "author"},
        "A2": {"letter": "recipient", "audio music": "performer", "": "editor"},
        "A3": {CHAPTERS: "editora", FILMS: "producer", "": "editor"},
        "A4": "translator",
        "A5": "compiler",
        "A6": "editor",
        "JF": JOURNALS,
        "JO": JOURNALS,
        "T2": {CHAPTERS: "booktitle", "article": "annotation", "": "series"},
        "WT": {CHAPTERS: "booktitle", "": "howpublished"},
        "T3": "series",
        "OT": "origtitle",
        "ST": "shorttitle",
        "YR": "date",
        "FD": "date",
        "WP": "date",
        "VO": "volume",
        "IS": "number",
        "SP": {f"{BOOKS} {THESES}": "pagetotal", "": "pages"},
        "OP": "pages",
        "ED": "edition",
        "WV": "version",
        "PB": {"patent": "holder", "": "publisher"},
        "PP": "address",
        "SN": "isbn",
        "DO": "doi",
        "UL": "url",
        "LK": "url",
        "RD": "urldate",
        "PMID": "pmid",
        "PMCID": "pmcid",
        "AN": "accession",
        "LA": "langid",
        "K1": "keywords",
        "AB": "abstract",
        "CN": "library",
        "NO": "annotation",
        "AV": "annotation:Available",
        "CL": "annotation:Classification",
        "CR": "annotation",
        "IP": "annotation",
        **{f"U{number}": "annotation" for number in range(1, 16)},
        # Where the authors work; of a thesis that is the school.
        "AD": {THESES: "publisher", "": ""},
        # The database and the library that the record is from; RefWorks' own.
        **dict.fromkeys(("DB", "DS", "SF", "SL", "LL", "OL", "SR"), ""),
    }
)
"""Which field a tag is, of the tags but ``RT``."""

_LINE: Final = lazily.pattern(r"(?P<tag>[A-Z][A-Z0-9]\d?|PMC?ID)(?: (?P<value>.*))?\Z")
_TYPE: Final = "RT"
_TYPED: Final = frozenset({_TYPE})


def _split(line: str) -> tuple[str, str] | None:
    found = _LINE.match(line)
    if found is None or (found["tag"] != _TYPE and found["tag"] not in TABLE):
        return None
    return found["tag"], found["value"] or ""


_DIALECT: Final = Dialect("RefWorks' tagged format", "'RT '", _split, begins=_TYPED, typed=_TYPED)


def read(data: bytes, name: str = "<data>", tell: Tell = untold) -> list[Incoming]:
    """Return the works of a file of RefWorks.

    Raises:
        FormatError: It is no such file.
    """
    return list(stream(BytesIO(data), name, tell))


def stream(file: BinaryIO, name: str = "<data>", tell: Tell = untold) -> Iterator[Incoming]:
    """Yield the works of a file of RefWorks, each as soon as it is read.

    Raises:
        FormatError: It is no such file.
    """
    return works(file, name, tell, _DIALECT, TABLE, _kind)


def _kind(record: Tagged, name: str, tell: Tell) -> tuple[str, dict[str, str]]:
    """Return the type of the entry, and the fields that the type of the record is, too."""
    said = record.first(_TYPE)
    found = kind_of(said)
    if found is None:
        message = f"the type '{shown(said)}' is not known; it becomes 'misc'"
        tell(not_understood(name, record.line, message))
        return "misc", {}
    kind = found.type
    if kind == "phdthesis" and parts.is_masters(record.first("JF", "NO", "U1")):
        kind = "mastersthesis"
    elif found.ris == "CONF" and not record.first("JF", "JO", "T2", "SP"):
        kind = "proceedings"
    return kind, {"entrysubtype": found.subtype} if found.subtype else {}


def write(entries: Iterable[Outgoing]) -> Iterator[str]:
    """Yield the records of entries."""
    for work in entries:
        values = written(work, _TYPE, refworks_name, _TAGGING, _kind)
        yield "".join((*(f"{tag} {text}\n" for tag, text in values), "\n"))


def _dates(date: Date, words: str) -> Iterator[tuple[str, str]]:
    yield "YR", str(date.year)
    if words or date.month:
        yield "FD", words or f"{MONTHS[(date.month or 1) - 1]} {date.day or ''}".strip()


def _iso(date: Date) -> str:
    return "-".join(f"{part:02}" for part in date if part)


_TAGGING: Final = Tagging(TABLE, _dates, _iso, notes="NO", last_page="OP")
