"""The field-tagged export of Web of Science, ``.ciw`` and ``.isi``: two letters, a blank, a value.

Lines that begin with blanks go on with a value. A record begins with ``PT`` and ends with ``ER``. The databases beside
the Core Collection (BIOSIS, CABI, FSTA, Inspec, MEDLINE, Derwent, Data Citation Index) have tags of their own.

Source: Clarivate, "Web of Science Core Collection Field Tags" and the field tags of the other databases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, Final

from synbib import lazily
from synbib.formats import fielded, parts
from synbib.formats.data import Tell, untold
from synbib.formats.indexes import with_periods, without_suffix
from synbib.formats.medline import initials
from synbib.formats.tagged import Dialect, Table, Tagged, Value, gathered, tagged
from synbib.formats.tagging import Tagging, pairs
from synbib.formats.texts import name as name_of
from synbib.formats.texts import plain
from synbib.incoming import Date, Incoming, Person
from synbib.text import strip
from synbib.text.folding import letters
from synbib.text.months import MONTHS, month_number

if TYPE_CHECKING:
    from synbib.formats.outgoing import Outgoing

__all__ = ["read", "stream", "write"]

_LINE: Final = lazily.pattern(r"(?P<tag>[A-Z][A-Z0-9])(?:\s(?P<value>.*))?")
# What stands before the records.
_HEAD: Final = frozenset({"FN", "VR"})
_ENDS: Final = frozenset({"EF", "ER"})

# Tag → field. Left out is what says nothing of the work, or is another work: addresses of people and publishers (C1,
# C3, EM, OI, PA, RI, RP), who paid (FP, FU, FX), what the work cites, and how often it is cited (CR, NR, TC, U1, U2,
# Z1 …), the classes of its journal (CC, PL, SC, WC, WE), what sort of article it is (DT), registers of substances (CN),
# and how the database keeps it (DA, GA, OA, UT …).
_TABLE: Final = Table(
    {
        "AF": "author",
        "AU": "author",
        "BF": {"incollection inproceedings": "bookauthor", "": "author"},
        "BA": {"incollection inproceedings": "bookauthor", "": "author"},
        "CA": "author",
        "GP": {"incollection inproceedings": "bookauthor", "": "author"},
        "BE": "editor",
        "ED": "editor",
        "TI": "title",
        "FT": "titleaddon",
        "SO": {
            "article": "journal",
            "book proceedings": "",
            "incollection inproceedings": "booktitle",
            "dataset software": "publisher",
            "": "howpublished",
        },
        "SE": "series",
        "BS": "series",
        "LA": "langid",
        "CT": "eventtitle",
        "CY": "eventdate",
        "CL": "venue",
        "HO": "annotation:Host",
        "SP": {"inproceedings proceedings": "organization", "": "annotation:Sponsor"},
        "DE": "keywords",
        "ID": "keywords",
        "MH": "keywords",
        "MC": "keywords",
        "MQ": "keywords",
        "MI": "keywords",
        "OR": "keywords",
        "BD": "keywords",
        "GL": "keywords",
        "GE": "keywords",
        "TN": "keywords",
        "KW": "keywords",
        "AB": "abstract",
        "PU": "publisher",
        "AE": "holder",
        "PI": {
            "patent": "",
            "": "address",
        },  # of a patent it is the application that it goes back to
        "PC": "address",
        "SN": "issn",
        "EI": "issn",
        "BN": "isbn",
        "JI": "shortjournal",
        "J9": "shortjournal",
        "JA": "shortjournal",
        "PY": "date",
        "PD": "date",
        "DG": "date",
        "EA": "date",
        "EY": "date",
        "VL": "volume",
        "IS": "number",
        "SU": "number",
        "PN": {"patent": "number", "": "part"},
        "BP": "pages",
        "EP": "pages",
        "PS": "pages",
        "AR": "eid",
        "MA": "eid",
        "DI": "doi",
        "DL": "url",
        "UR": "url",
        "D2": {"book proceedings": "doi", "": "annotation:Book DOI"},
        "PG": {"book phdthesis proceedings techreport": "pagetotal", "": ""},
        "PM": "pmid",
        "NT": "annotation",
        **dict.fromkeys(
            """
            AC AD C1 C2 C3 CC CN CP CR DA DC DN DS DT EM FD FP FS FU FX GA HC HP IP NM NR OA OI P2 PA PL PT RC RI RP SC
            SI SS TC U1 U2 UT WC WE Z1 Z2 Z3 Z4 Z5 Z8 Z9 ZA ZB ZR ZS
            """.split(),  # noqa: SIM905 - a list is read more easily so
            "",
        ),
    }
)
# A tag → the one that says the same better; where that is there, it is left out.
_INSTEAD: Final = {
    "AU": "AF",
    "BA": "BF",
    "DG": "PD",
    "EA": "PY",
    "EY": "PY",
    "J9": "JI",
    "PS": "BP",
}
# Those with a value a line; of the others a line goes on with the value.
_BY_LINE: Final = frozenset({"AE", "AF", "AU", "BA", "BE", "BF", "CA", "ED", "GP"})
_GROUPS: Final = frozenset({"CA", "GP"})
_SEASONS: Final = {"SPR": "Spring", "SUM": "Summer", "FAL": "Fall", "WIN": "Winter"}
_PLACES: Final = frozenset({"CL", "PC", "PI"})
_LONGEST_COUNTRY: Final = 3  # `USA`
_LONGEST_ACRONYM: Final = 4  # `JAMA`
_LIMITED: Final = lazily.pattern(r"\bLTD\b")
_NOBODY: Final = "[anonymous]"
# As many capitals without periods are initials where the family name is in capitals, too.
_MOST_INITIALS: Final = 3
_IN_NUMBERS: Final = lazily.pattern(r"(?:(?P<day>\d{1,2}) )?(?P<month>\d{1,2}) (?P<year>\d{4})")
# Derwent's details of a patent: `US1234567-A1   06 May 2001   A61K-009/00   200134   Pages: 12   English`.
_OF_PATENT: Final = lazily.pattern(r"\S+-[A-Z]\d? (?P<date>\d{1,2} [A-Z][a-z]{2} \d{4})\b.*")
# Derwent's code of an assignee: `ACME CORP (ACME-C)`.
_CODE: Final = lazily.pattern(r"\s+\([A-Z]{4}(?:-[A-Z])?\)\Z")
_DAYS: Final = lazily.pattern(r"\d{4}-\d\d(?:-\d\d)?/\d{4}-\d\d(?:-\d\d)?")
_MEETING: Final = lazily.pattern(
    r"""
    (?P<month>[A-Za-z]{3,9}) \s (?P<day>\d{1,2})
    (?: \s?-\s? (?: (?P<last_month>[A-Za-z]{3,9}) \s )? (?P<last_day>\d{1,2}) )? ,? \s (?P<year>\d{4})
    """,
    re.VERBOSE,
)


def read(data: bytes, name: str = "<data>", tell: Tell = untold) -> list[Incoming]:
    """Return the works of an export of Web of Science.

    Raises:
        FormatError: It is not such a file.
    """
    return list(stream(BytesIO(data), name, tell))


def stream(file: BinaryIO, name: str = "<data>", tell: Tell = untold) -> Iterator[Incoming]:
    """Yield the works of an export of Web of Science, each as soon as it is read.

    Raises:
        FormatError: It is not such a file.
    """
    for record in tagged(file, name, _DIALECT, tell):
        yield _work(record, name, tell)


def _split(line: str) -> tuple[str, str] | None:
    found = _LINE.fullmatch(line.rstrip())
    if found is None or found["tag"] in _HEAD:
        return None
    return found["tag"], found["value"] or ""


_DIALECT: Final = Dialect(
    "an export of Web of Science",
    "'PT '",
    _split,
    begins=frozenset({"PT"}),
    ends=_ENDS,
    goes_on=lambda line: line[:1].isspace(),
)


def _work(record: Tagged, name: str, tell: Tell) -> Incoming:
    kind = _kind(record)
    held = {value.tag for value in record.values if value.text}
    # A book has its title twice.
    is_same = letters(record.first("TI")) == letters(record.first("SO"))
    is_alone = is_same and kind not in ("article", "misc")
    values = [
        value._replace(text=_text(value))
        for value in record.values
        if _INSTEAD.get(value.tag) not in held and not (value.tag == "SO" and is_alone)
    ]
    told = gathered(Tagged(values), _TABLE, kind, name, tell)
    if "journal" in told:
        told["journal"] = [_journal(told["journal"][0], record.first("JI"))]
    meeting = _meeting(told.get("eventdate", ()))
    if meeting:
        del told["eventdate"]
    if "title" not in told and (book := record.first("SO")):
        told["title"] = [book]
        told.pop("booktitle", None)
    if "retracted publication" in _document_types(record):
        told.setdefault("note", ["Retracted"])
    work = fielded.work(kind, told, name, record.line, _person)
    if meeting:
        work = lazily.replace(work, fields={**work.fields, "eventdate": meeting})
    return work


def _text(value: Value) -> str:
    """Return the text of a value as other formats have it."""
    if value.tag in _BY_LINE:
        people = (each for each in value.text.split("\n") if each.casefold() != _NOBODY)
        if value.tag in _GROUPS:
            people = (f"{each}," for each in people)
        return "\n".join(_CODE.sub("", each) if value.tag == "AE" else each for each in people)
    text = " ".join(value.text.split())
    if value.tag in _PLACES:
        return text.title() if text.isupper() and len(text) > _LONGEST_COUNTRY else text
    if value.tag == "PU":
        return _LIMITED.sub("Ltd", name_of(text))
    if value.tag == "SU" and text:
        return f"Suppl. {text}"
    if value.tag == "PD":
        if found := _IN_NUMBERS.fullmatch(text):
            return "-".join(filter(None, (found["year"], found["month"], found["day"])))
        if found := _OF_PATENT.fullmatch(text):
            return found["date"]
        return _SEASONS.get(text.upper(), text)
    return text


def _journal(name: str, short: str) -> str:
    """Return the name of a journal that is in capitals with those that its short name has: ``FEMS Yeast Research``."""
    if not name.isupper():
        return name
    if " " not in name and len(name) > _LONGEST_ACRONYM:
        name = name.capitalize()
    known = {word.casefold(): word for word in short.replace(".", "").split()}
    return " ".join(known.get(word.casefold(), word) for word in strip(name_of(name)).split())


def _person(text: str) -> Person | None:
    """Return somebody whose initials stand after the family name: ``Gamernyk, RV``, ``van Maris, Antonius J. A.``."""
    family, comma, given = plain(text).partition(",")
    if not comma or not given.strip():
        return parts.organization(family) if comma else fielded.person(text)
    given, jr = without_suffix(given.strip())
    is_short = sum(map(str.isalpha, given)) <= _MOST_INITIALS
    return parts.person(
        family, with_periods(given) if is_short or not family.isupper() else given, jr
    )


def _meeting(told: Sequence[str]) -> str:
    """Return the days of a meeting, ``JUN 10-12, 2004``, as biblatex has them; ``""`` if they are told otherwise."""
    if told and _DAYS.fullmatch(told[0]):
        return told[0]
    found = _MEETING.fullmatch(told[0]) if told else None
    month = month_number(found["month"]) if found else None
    if found is None or month is None:
        return ""
    first = f"{found['year']}-{month:02}-{int(found['day']):02}"
    if not found["last_day"]:
        return first
    last_month = month_number(found["last_month"] or found["month"]) or month
    return f"{first}/{found['year']}-{last_month:02}-{int(found['last_day']):02}"


# --- types -----------------------------------------------------------------------------------------------------------

# Entry type → PT and DT; for others there is a DT that Web of Science does not have.
_WRITTEN: Final[Mapping[str, tuple[str, str]]] = {
    "article": ("J", "Article"),
    "book": ("B", "Book"),
    "conference": ("C", "Proceedings Paper"),
    "dataset": ("D", "Data set"),
    "inbook": ("B", "Book Chapter"),
    "incollection": ("B", "Book Chapter"),
    "inproceedings": ("C", "Proceedings Paper"),
    "mastersthesis": ("B", "Master's thesis"),
    "patent": ("P", "Patent"),
    "phdthesis": ("B", "Thesis"),
    "proceedings": ("B", "Proceedings"),
    "report": ("B", "Report"),
    "software": ("D", "Software"),
    "techreport": ("B", "Report"),
    "thesis": ("B", "Thesis"),
}
# A document type → the type of the entry, whatever it is published in.
_OF_DOCUMENTS: Final = {
    "data set": "dataset",
    "data study": "dataset",
    "dissertation": "phdthesis",
    "master's thesis": "mastersthesis",
    "miscellaneous": "misc",
    "patent": "patent",
    "preprint": "misc",
    "proceedings": "proceedings",
    "report": "techreport",
    "software": "software",
    "thesis": "phdthesis",
    "thesis/dissertation": "phdthesis",
}
_PAPER: Final = "proceedings paper"


def _document_types(record: Tagged) -> list[str]:
    said = " ".join(record.first("DT").split()).casefold()
    return [each.strip() for each in said.split(";")]


def _kind(record: Tagged) -> str:
    """Return the type of an entry by what it is published in (PT) and what sort of document it is (DT)."""
    documents = _document_types(record)
    if found := next((_OF_DOCUMENTS[each] for each in documents if each in _OF_DOCUMENTS), ""):
        return found
    medium = record.first("PT")[:1].upper()
    if medium == "P":
        return "patent"
    if medium in ("J", "A"):
        return "article"
    is_part = bool(record.first("TI")) and letters(record.first("TI")) != letters(
        record.first("SO")
    )
    if is_part and (medium == "C" or _PAPER in documents or record.first("CT")):
        return "inproceedings"
    if (is_part and record.first("SO")) or "book chapter" in documents:
        return "incollection"
    return "book" if medium in ("B", "S", "C") else "misc"


# --- writing ---------------------------------------------------------------------------------------------------------

_FIRST: Final = "FN Clarivate Analytics Web of Science\nVR 1.0\n"
_LAST: Final = "EF\n"
_OTHER: Final = ("J", "Miscellaneous")
_NEXT_LINE: Final = "\n   "
# Tag → what stands between its values, of which others have each a tag.
_BETWEEN: Final = {**dict.fromkeys(_BY_LINE, _NEXT_LINE), "DE": "; "}


def write(works: Iterable[Outgoing]) -> Iterator[str]:
    """Yield a file as Web of Science exports it, a record for each work."""
    yield _FIRST
    for work in works:
        values = list(_values(work))
        work.becomes(_kind(Tagged([Value(tag, text, 0) for tag, text in values])))
        lines = "".join(f"{tag} {value}\n" for tag, value in values)
        yield f"{lines}ER\n\n"
    yield _LAST


def _values(work: Outgoing) -> Iterator[tuple[str, str]]:
    medium, document = _WRITTEN.get(work.type, _OTHER)
    kind = _OF_DOCUMENTS.get(document.casefold(), work.type)
    held: dict[str, list[str]] = {}
    for tag, value in pairs(work, kind, _TAGGING):
        held.setdefault(tag, []).append(value)
    if work.has("pages") or work.has("eid"):
        # `pairs` has them in the place of how many there are, too.
        held.pop("PG", None)
        held |= {"EP": held["EP"][:1]} if "EP" in held else {}
    if "BP" in held and not work.has("pages"):
        held["AR"] = held.pop("BP")
    if "SN" in held:
        issns = held.pop("SN")[0].split(", ")
        # `pairs` has them among the ISBNs, too, as some formats have one tag for both.
        held["BN"] = [each for each in held.get("BN", ()) if each not in issns]
        held |= {"SN": issns[:1], "EI": issns[1:]}
    yield "PT", medium
    yield "DT", document
    if "AF" in held:
        yield "AU", _NEXT_LINE.join(map(_short, held["AF"]))
    for tag, values in held.items():
        if between := _BETWEEN.get(tag):
            yield tag, between.join(values)
        else:
            yield from ((tag, each) for each in values)


def _short(name: str) -> str:
    """Return a name with the initials of its given names: ``Roe, JB`` of ``Roe, Jane B.``."""
    family, *further = name.split(", ")
    given, jr = (*further, "", "")[:2]
    return f"{family}, {initials(given.replace('.', ' '))} {jr}".strip(" ,")


def _dates(date: Date, words: str) -> Iterator[tuple[str, str]]:
    yield "PY", f"{date.year:04}"
    if date.month:
        month = MONTHS[date.month - 1][:3].upper()
        yield "PD", f"{month} {date.day}" if date.day else month
    elif words:
        yield "PD", words


_TAGGING: Final = Tagging(
    _TABLE, _dates, lambda date: "-".join(f"{each:02}" for each in date if each), "NT", "EP"
)
