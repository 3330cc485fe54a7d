"""RIS, which reference managers, publishers and databases all write: a tag of two characters, ``  - ``, a value.

Sources: the specification of Reference Manager (2001, RefMan's "RIS Format Specifications") and the one of EndNote
(2011), where the same tag means another thing for each type; and what the exports of Zotero, Mendeley, Citavi, Scopus,
Web of Science, PubMed, Embase, Ovid, IEEE, Crossref and ADS make of them. A record begins with ``TY`` and ends with
``ER``.
"""

from __future__ import annotations

import re
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

__all__ = ["TABLE", "read", "stream", "write"]

_JOURNALS: Final = "article periodical"

TABLE: Final = Table(
    {
        "ID": "key",
        "TI": "title",
        "T1": "title",
        "CT": "title",
        "AU": {FILMS: "director", "music": "composer", "": "author"},
        "A1": {FILMS: "director", "music": "composer", "": "author"},
        "ED": "editor",
        "A2": {
            BOOKS: "editora",
            "letter": "recipient",
            "audio music": "performer",
            "jurisdiction legislation patent": "annotation",
            "": "editor",
        },
        "A3": {CHAPTERS: "editora", FILMS: "producer", THESES: "annotation:Advisor", "": "editor"},
        "A4": {"jurisdiction": "annotation", FILMS: "performer", "": "translator"},
        "TA": "annotation:Translated author",
        "T2": {
            _JOURNALS: "journal",
            CHAPTERS: "booktitle",
            "jurisdiction legislation patent": "journal",
            "unpublished": "eventtitle",
            "misc online": "howpublished",
            THESES: "annotation:Department",
            "": "series",
        },
        "BT": {CHAPTERS: "booktitle", "article": "journal", "": "title"},
        "C3": {"inproceedings": "booktitle", "": "annotation"},
        "M3": {
            f"artwork dataset image jurisdiction online standard techreport unpublished {THESES}": "type",
            "": "annotation",
        },
        "JF": JOURNALS,
        "JO": JOURNALS,
        "J2": "shortjournal",
        "JA": "shortjournal",
        "J1": "shortjournal",
        "T3": "series",
        "ST": "shorttitle",
        "TT": "titleaddon",
        "PY": "date",
        "DA": "date",
        "Y1": "date",
        "VL": "volume",
        "VO": "volume",
        "IS": "number",
        "CP": "number",
        "SV": "number",
        "M1": {
            "article book incollection inproceedings legislation patent techreport": "number",
            "": "annotation",
        },
        "NV": "volumes",
        "SP": {f"{BOOKS} {THESES}": "pagetotal", "": "pages"},
        "EP": "pages",
        "C7": {"article": "eid", "": "annotation"},
        "SE": {"incollection": "chapter", "": "section"},
        "ET": {"software": "version", "": "edition"},
        "PB": {"patent": "holder", "": "publisher"},
        "PU": {"patent": "holder", "": "publisher"},
        "CY": "address",
        "PP": "address",
        "C1": {"inproceedings": "place", "image": "scale", "": "annotation"},
        "SN": "isbn",
        "DO": "doi",
        "DI": "doi",
        "UR": "url",
        "L2": "url",
        "L1": "file",
        "L4": "file",
        "Y2": "urldate",
        "AN": "accession",
        "C2": {"article": "accession", "": "annotation"},
        "LA": "langid",
        "KW": "keywords",
        "AB": "abstract",
        "N2": "abstract",
        "CN": "library",
        "H2": "library",
        "N1": "annotation",
        "RN": "annotation",
        "M2": "annotation",
        "C4": "annotation",
        "C5": "annotation",
        "C6": "annotation",
        "C8": "annotation",
        "CR": "annotation",
        "AV": "annotation:Available",
        "CA": "annotation:Caption",
        "LB": "annotation:Label",
        "OP": "annotation:Original publication",
        "RI": "annotation:Reviewed item",
        "L3": "annotation",
        **{f"U{number}": "annotation" for number in range(1, 6)},
        # Of the authors, and not of the work: where they work, their numbers; of a thesis that is the school.
        "AD": {THESES: "publisher", "": ""},
        "AI": "",
        # Of the database or the library that the record is from, and of its way of linking.
        **dict.fromkeys(("DB", "DP", "DS", "H1", "LK", "NL"), ""),
        # Of the user, who has a copy or has not: `IN FILE`.
        "RP": "",
        # Of the program that has written it.
        **dict.fromkeys(("M4", "TS"), ""),
    }
)
"""Which field a tag is, of the tags but ``TY`` and ``ER``."""

# `TY  - JOUR`; without one of the blanks, or in small letters, where the tag is known.
_STRICT: Final = lazily.pattern(r"\s*(?P<tag>[A-Z][A-Z0-9])  -(?:\s(?P<value>.*)|\s*\Z)")
_LOOSE: Final = lazily.pattern(
    r"(?P<tag>[A-Z][A-Z0-9]|[a-z][a-z0-9](?=  -))(?:[ \t]{0,3}-(?=\s|\Z)|  -)(?P<value>.*)",
    re.DOTALL,
)
_END: Final = lazily.pattern(r"\s*ER[\s-]*\Z")
_MARKS: Final = frozenset({"TY", "ER"})
_YEAR: Final = lazily.pattern(r"\b(?:1[5-9]|20)\d\d\b")
_PMID: Final = lazily.pattern(r"[1-9]\d{4,7}")
# Words of what databases of PubMed's records are called.
_OF_PUBMED: Final = ("pubmed", "medline", "nlm")
_VENUES: Final = ("T2", "BT", "C3", "JF", "JO")


def _split(line: str) -> tuple[str, str] | None:
    if (found := _STRICT.match(line)) is not None:
        return found["tag"], found["value"] or ""
    if (found := _LOOSE.match(line)) is not None:
        tag = found["tag"].upper()
        return (tag, found["value"]) if tag in TABLE or tag in _MARKS else None
    return ("ER", "") if _END.match(line) else None


_DIALECT: Final = Dialect(
    "RIS",
    "'TY  - '",
    _split,
    begins=frozenset({"TY"}),
    ends=frozenset({"ER"}),
    typed=frozenset({"TY"}),
)


def read(data: bytes, name: str = "<data>", tell: Tell = untold) -> list[Incoming]:
    """Return the works of a file of RIS.

    Raises:
        FormatError: It is no such file, or is cut short.
    """
    return list(stream(BytesIO(data), name, tell))


def stream(file: BinaryIO, name: str = "<data>", tell: Tell = untold) -> Iterator[Incoming]:
    """Yield the works of a file of RIS, each as soon as it is read.

    Raises:
        FormatError: It is no such file, or is cut short: records before the last one end with ``ER``, and it does not.
    """
    return works(file, name, tell, _DIALECT, TABLE, _kind, _settle)


def _settle(record: Tagged, kind: str, told: dict[str, list[str]]) -> None:
    """Put right what takes more than one tag to tell, as EndNote writes it, who has one tag for more than one thing."""
    if kind == "inproceedings" and (proceedings := record.first("C3")):
        # Beside the title of the proceedings, T2 is that of the conference.
        conference = record.first("T2")
        others = (each for each in told["booktitle"] if each not in (proceedings, conference))
        told["booktitle"] = [proceedings, *others]
        told |= {"eventtitle": [conference]} if conference not in ("", proceedings) else {}
    if published := told.pop("place", []):
        # Beside the place of the publisher, CY is that of the conference; ADS has the number of a preprint there.
        if ":" in published[0]:
            told["annotation"] = [*told.get("annotation", ()), *published]
        else:
            told |= {"venue": told["address"]} if "address" in told else {}
            told["address"] = published
    if kind in BOOKS and "editor" not in told and "editora" in told:
        told["editor"] = told.pop("editora")
    if record.first("TY").upper() == "EDBOOK" and "author" in told:
        if "editor" in told:
            told["editora"] = told.pop("editor")  # those of its series
        told["editor"] = told.pop("author")
    if kind == "article" and any(map(_YEAR.search, told.get("edition", ()))):
        # Of a newspaper it is the edition, of a journal the date on which an article appeared alone.
        first_shown = (f"Epub: {each}" for each in told.pop("edition"))
        told["annotation"] = [*told.get("annotation", ()), *first_shown]
    if kind == "article" and "pmid" not in told and (pmid := _pmid(record)):
        told["pmid"] = [pmid]
    if told.get("section") == told.get("pages", [])[:1]:
        told.pop("section", None)  # EndNote says the first page twice


def _pmid(record: Tagged) -> str:
    """Return PubMed's number of a record that is from there, as EndNote has it; JabRef knows another place, too."""
    is_from_pubmed = any(
        word in each.casefold() for each in record.all("DB", "DP") for word in _OF_PUBMED
    )
    numbers = (*record.all("C2"), *(record.all("AN") if is_from_pubmed else ()))
    return next(filter(_PMID.fullmatch, numbers), "")


def _kind(record: Tagged, name: str, tell: Tell) -> tuple[str, dict[str, str]]:
    """Return the type of the entry, and the fields that the type of the record is, too."""
    said = record.first("TY")
    found = kind_of(said)
    if found is None:
        tell(
            not_understood(
                name, record.line, f"the type '{shown(said)}' is not known; it becomes 'misc'"
            )
        )
        return "misc", {}
    kind = found.type
    is_in_journal = record.first("JF", "JO", "JA", "T2") and record.first("VL", "IS")
    if kind == "misc" and is_in_journal:
        kind = "article"  # databases write GEN of what they have no type for
    elif found.ris == "CONF" and not record.first(*_VENUES, "SP"):
        kind = "proceedings"
    elif kind == "phdthesis" and parts.is_masters(record.first("M3", "JO", "JF")):
        kind = "mastersthesis"
    fixed = {"entrysubtype": found.subtype} if found.subtype else {}
    return kind, fixed | ({"pubstate": "inpress"} if found.ris == "INPR" else {})


def write(entries: Iterable[Outgoing]) -> Iterator[str]:
    """Yield the records of entries."""
    for work in entries:
        values = written(work, "TY", attrgetter("ris"), _TAGGING, _kind)
        yield "\n".join((*(f"{tag}  - {text}" for tag, text in values), "ER  - \n\n"))


def _dates(date: Date, words: str) -> Iterator[tuple[str, str]]:
    yield "PY", f"{date.year:04}"
    if date.month or words:
        yield "DA", _slashed(date) + words


def _slashed(date: Date) -> str:
    """Return a date as RIS has it: ``2013/04/18/``, with a slash for each part that is not told."""
    month, day = (f"{part:02}" if part else "" for part in (date.month, date.day))
    return f"{date.year:04}/{month}/{day}/"


_TAGGING: Final = Tagging(TABLE, _dates, _slashed, notes="N1", last_page="EP")
