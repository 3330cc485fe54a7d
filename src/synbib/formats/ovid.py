"""The exports of Ovid: a record after its number, ``<1>``, with names of fields on lines of their own, or with tags.

With names (*Citation*, *Complete reference*), a value stands indented after its name. With tags (*Reprint/Medlars*),
two letters, blanks and a hyphen stand before it. Where a work appeared is one text, ``Source``, in the form of the
database: MEDLINE's, Embase's, PsycINFO's or the Zoological Record's.

Source: Ovid's guides to its databases ("Fields") and the exports themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import BinaryIO, Final

from synbib import lazily
from synbib.formats import fielded, parts
from synbib.formats.data import Tell, untold
from synbib.formats.tagged import Dialect, Table, Tagged, gathered, tagged
from synbib.incoming import Incoming, Person

__all__ = ["read", "stream"]

_NUMBER: Final = lazily.pattern(r"\s*<\s*\d+\.?\s*>\s*")
_TAG: Final = lazily.pattern(r"(?P<tag>[A-Z][A-Z0-9]) {1,2}- ?(?P<value>.*)")
_NAME: Final = lazily.pattern(r"[A-Z][A-Za-z]*(?: [A-Za-z&/()-]+){0,7}:?")
_BEGIN: Final = "<"
# The first tag of a record; some exports have it alone.
_VENDOR: Final = "VN"
# Tags of the authors' names in full, and of the same people's as they are indexed.
_IN_FULL: Final = ("Authors Full Name", "FA")
_IN_SHORT: Final = ("Author", "Authors", "AU")

# The name or the tag → field. Left out is what says nothing of the work: addresses (Institution, IN), rights (RO),
# registers and classes of the database (SY, Journal Subset …), links into Ovid (XL), and how it keeps the record (DD,
# UP, VN …).
_TABLE: Final = Table(
    {
        "Authors Full Name": "author",
        "FA": "author",
        "Author": "author",
        "Authors": "author",
        "AU": "author",
        "IV": "author",
        "CA": "author",
        "PA": {"patent": "holder", "": ""},  # elsewhere it is the publisher's address
        "Editor": "editor",
        "Editors": "editor",
        "Book Editors": "editor",
        "ED": "editor",
        "Title": "title",
        "Chapter Title": "title",
        "TI": "title",
        "Original Title": "titleaddon",
        "Vernacular Title": "titleaddon",
        "TT": "titleaddon",
        "OT": "titleaddon",
        "Book Title": "booktitle",
        "Journal": "journal",
        "Journal Name": "journal",
        "JT": "journal",
        "JN": "journal",
        "NJ": "journal",
        "Journal Abbreviation": "shortjournal",
        "TA": "shortjournal",
        "JA": "shortjournal",
        "Series Title": "series",
        "Conference Name": "eventtitle",
        "Conference": "eventtitle",
        "CF": "eventtitle",
        "Volume": "volume",
        "VI": "volume",
        "VO": "volume",
        "Issue": "number",
        "IP": "number",
        "PN": "number",
        "Pagination": "pages",
        "Page": "pages",
        "Pages": "pages",
        "PG": "pages",
        "Date of Publication": "date",
        "DP": "date",
        "Year of Publication": "date",
        "Year": "date",
        "YR": "date",
        "DG": "date",
        "Edition": "edition",
        "EN": "edition",
        "Publisher": "publisher",
        "PB": "publisher",
        "PU": "publisher",
        "Place of Publication": "address",
        "PL": "address",
        "Abstract": "abstract",
        "AB": "abstract",
        "Author Keywords": "keywords",
        "Keyword Heading": "keywords",
        "Keyword": "keywords",
        "Keywords": "keywords",
        "Key Concepts": "keywords",
        "Subject Headings": "keywords",
        "MeSH Subject Headings": "keywords",
        "Heading Words": "keywords",
        "KW": "keywords",
        "KF": "keywords",
        "HW": "keywords",
        "PS": "keywords",
        "MH": "keywords",
        "SH": "keywords",
        "DE": "keywords",
        "ID": "keywords",
        "BR": "keywords",
        "TN": "keywords",
        "ST": "keywords",
        "Language": "langid",
        "LG": "langid",
        "LA": "langid",
        "ISSN": "issn",
        "ISSN Print": "issn",
        "ISSN Electronic": "issn",
        "ISSN Linking": "issn",
        "International Standard Serial Number": "issn",
        "IS": "issn",
        "IO": "issn",
        "EI": "issn",
        "ISBN": "isbn",
        "International Standard Book Number": "isbn",
        "IB": "isbn",
        "DOI Number": "doi",
        "Digital Object Identifier": "doi",
        "DOI": "doi",
        "DO": "doi",
        "DI": "doi",
        "PMID": "pmid",
        "PM": "pmid",
        "URL": "url",
        "UR": "url",
        # By it the record is found again.
        "Accession Number": "library",
        "AN": "library",
        "Notes": "annotation",
        "NT": "annotation",
        **dict.fromkeys(
            (
                *"AA AD AS BT CD CI CM CO CP DA DB DC DD DT EM EP FS GS IN JC LM MT NI NM".split(),  # noqa: SIM905
                *"OI PC PT RN RO SB SI SO SY UD UI UP VN XL <".split(),  # noqa: SIM905
                "CAS Registry Number",
                "Copyright",
                "Correspondence",
                "Correspondence Address",
                "Country of Publication",
                "Database",
                "Document Type",
                "Email Address",
                "Entrez Date",
                "Full Text",
                "Institution",
                "Journal Subset",
                "Link to the Ovid Full Text or citation",
                "Link to the External Link Resolver",
                "NLM Journal Code",
                "NLM Journal Name",
                "Publication Type",
                "Record Owner",
                "Registry Number/Name of Substance",
                "Score",
                "Source",
                "Status",
                "Subset",
                "Unique Identifier",
                "Update Date",
                "Year of Record",
            ),
            "",
        ),
    }
)


def read(data: bytes, name: str = "<data>", tell: Tell = untold) -> list[Incoming]:
    """Return the works of an export of Ovid.

    Raises:
        FormatError: It is not such a file.
    """
    return list(stream(BytesIO(data), name, tell))


def stream(file: BinaryIO, name: str = "<data>", tell: Tell = untold) -> Iterator[Incoming]:
    """Yield the works of an export of Ovid, each as soon as it is read.

    Raises:
        FormatError: It is not such a file.
    """
    for record in tagged(file, name, _DIALECT, tell):
        if any(value.tag != _BEGIN for value in record.values):
            yield _work(record, name, tell)


def _split(line: str) -> tuple[str, str] | None:
    if _NUMBER.fullmatch(line):
        return _BEGIN, ""
    if found := _TAG.fullmatch(line):
        return found["tag"], found["value"]
    name = line.rstrip(" :")
    # A name that is not known is told by its place; what a value begins with is indented.
    return (name, "") if _NAME.fullmatch(line.rstrip()) else None


_DIALECT: Final = Dialect(
    "an export of Ovid", "its number, '<1>'", _split, frozenset({_BEGIN, _VENDOR})
)


def _work(record: Tagged, name: str, tell: Tell) -> Incoming:
    tags = _tags_of(record.first("DB", "Database").casefold())
    record = Tagged([value._replace(tag=tags.get(value.tag, value.tag)) for value in record.values])
    in_full, in_short = _count(record, _IN_FULL), _count(record, _IN_SHORT)
    if in_full and in_short:
        fewer = _IN_SHORT if in_full >= in_short else _IN_FULL
        record = Tagged([value for value in record.values if value.tag not in fewer])
    source = _source(record.first("Source", "SO"))
    book = _book(record.first("BT"))
    kind = _kind(record, {**source, **book})
    told = gathered(record, _TABLE, kind, name, tell)
    for field, text in {**source, **book}.items():
        if field == "annotation":
            told.setdefault(field, []).append(text)
        elif not told.get(field):
            told[field] = [text]
    if kind not in ("article", "periodical") and "journal" in told:
        held_in = (
            "booktitle" if kind in _PARTS else "howpublished" if kind in _THESES else "publisher"
        )
        told[held_in] = told.pop("journal")
    if (
        kind in _THESES
        and "publisher" not in told
        and (school := record.first("Institution", "IN"))
    ):
        told["publisher"] = [school.rpartition(": ")[2]]
    if (chapter := record.first("Chapter Title")) and (book_title := record.first("Title")):
        told |= {"title": [chapter], "booktitle": [book_title]}
    for field, mend in _MENDED.items():
        told[field] = [mend(text) for text in told.get(field, ())]
    if (ahead := _AHEAD.match(record.first("Status"))) and not told.get("date"):
        told |= {"date": [ahead["date"]], "pubstate": ["prepublished"]}
    if "address" not in told and (found := _PLACED.fullmatch("".join(told.get("publisher", ())))):
        told |= {"publisher": [found["publisher"]], "address": [found["place"]]}
    return fielded.work(kind, told, name, record.line, _person)


def _tags_of(database: str) -> Mapping[str, str]:
    """Return the tags that mean another thing in a database than in others, and those that say the same elsewhere."""
    return next((tags for name, tags in _OF_DATABASES.items() if name in database), {})


# --- names, titles, keywords -----------------------------------------------------------------------------------------

# After a name, the sign of where somebody works: `Mathes, Tim 2`, `Hermans, Erik MD +`.
_SIGN: Final = lazily.pattern(
    r"\s*(?:(?<=\s)\d{1,2}|[*+†‡§¶#])(?:\s?,?\s?(?:\d{1,2}|[*+†‡§¶#]))*\Z"
)
_DEGREE: Final = lazily.pattern(r",?\s+(?=(?:MD|PhD|MPH|MSc|BSc|MBA|RN)\b)")
_ROLE: Final = lazily.pattern(r"\s*[\[(]Eds?\.?[\])]\.?\s*")
_BETWEEN_NAMES: Final = lazily.pattern(r"\s*;\s*|\.\s{2,}|\n")
# What sort of article it is, after its title, and NLM's brackets around a translated one.
_SORT: Final = lazily.pattern(r"(?:\.?\s*\[(?:[A-Z][\w ,;:/-]*|\d+ refs?)\])+\.?\Z")
_TRANSLATED: Final = lazily.pattern(r"\[(?P<title>[^\[\]]+)\]\.?")
_AHEAD: Final = lazily.pattern(
    r"Publish(?:ed)? Ahead of Print.*?(?P<date>\d{1,2} [A-Z][a-z]+ \d{4}|\d{4})", re.IGNORECASE
)
# `ISiEZH SO RAN, Novosibirsk`.
_PLACED: Final = lazily.pattern(r"(?P<publisher>[^,:;]+), (?P<place>[^,:;]+)")


def _person(text: str) -> Person | None:
    return fielded.person(parts.without_degrees(_DEGREE.sub(", ", _SIGN.sub("", text.strip()))))


def _count(record: Tagged, tags: tuple[str, ...]) -> int:
    """Return how many people a record names by some of its tags."""
    return sum(len(_names(text).split("\n")) for text in record.all(*tags))


def _names(text: str) -> str:
    return "\n".join(filter(None, _BETWEEN_NAMES.split(_ROLE.sub("; ", text).strip(" .;"))))


def _title(text: str) -> str:
    said = _SORT.sub("", " ".join(text.split())) or text
    found = _TRANSLATED.fullmatch(said)
    return found["title"] if found else said


def _list(text: str) -> str:
    return "; ".join(each.strip(" .") for each in re.split(r";|\n", text))


def _ended(text: str) -> str:
    return text.strip().removesuffix(".")


_MENDED: Final = {
    "author": _names,
    "editor": _names,
    "title": _title,
    "booktitle": _title,
    "keywords": _list,
    "langid": _ended,
    "issn": _ended,
    "doi": _ended,
    "library": _ended,
}

# --- where it appeared -----------------------------------------------------------------------------------------------

_VOLUME: Final = r"(?P<volume>[\w/-]+)?[ ]?(?:\((?P<number>[^()]+)\))?"
_DATE: Final = r"(?P<date>[^,;().]*\b\d{4}\b[^,;().]*)"
# After a journal's name, `[Electronic Resource]`.
_MEDIUM: Final = lazily.pattern(r"\s+\[(?:Electronic|Internet|Online)[^\[\]]*\]\Z", re.IGNORECASE)
# The expressions take time with the cube of what they do not fit.
_LONGEST_SOURCE: Final = 800
# The forms of `Source`, the most particular first.
_SOURCES: Final = tuple(
    lazily.pattern(form, re.VERBOSE)
    for form in (
        # PsycINFO's: `Doe, Jane [Ed]. (2004). Handbook of Naps. (pp. 3-9). xii, 500 pp. New York, NY, US: Wiley.`
        r"""
        (?:Source:\s)? (?P<editor> [^()]*? )? \s? \((?P<date>\d{4})\)\. \s (?P<booktitle>[^()]+?)\.? ,?
        \s+ \(pp\.\s(?P<pages>[\w-]+)\)\.? .*? \d+\spp\.? ,? \s (?P<address>[^:]+) : \s (?P<publisher>[^.]+)\.?
        (?P<rest>.*)
        """,
        r"""
        \((?P<date>\d{4})\)\. \s .*? (?P<pagetotal>\d+)\spp\.? ,? \s (?P<address>[^:]+) : \s (?P<publisher>[^.]+)\.?
        """,
        # `Journal of Naps. Vol 90(5) Sep 2005, 1011-1016`, `Vol.90(5), 2005, pp. 1011-1016.`
        rf"""
        (?P<journal>.+?) \. \s Vol\.?\s? {_VOLUME} ,? \s? {_DATE} , \s
        (?: (?:ArtID|Article\sID|No\sPagination)\b \s? (?P<eid>[\w.-]*\w)? | (?:pp?\.\s?)? (?P<pages>[\w-]+) ) \b
        (?P<rest>.*)
        """,
        # Embase's: `Clinical Naps. 12(1) (pp 1-9), 2006.`
        rf"""
        (?P<journal>.+?) \. \s {_VOLUME} \s? \( (?: no\spagination | (?:pp?\.?\s)? (?P<pages>[\w-]+) ) \) ,? \s
        {_DATE} (?: [.,;] (?P<rest>.*) )?
        """,
        # `Journal of Naps June 2019;1(6):123-456`
        rf"""
        (?P<journal>.+?) \.? \s
        (?P<date> (?:[A-Z][a-z]+\s)? (?:\d{{1,2}},?\s)? \d{{4}} (?:\s[A-Z][a-z]+)? (?:\s\d{{1,2}})? ) ;
        \s? {_VOLUME} : \s? (?P<pages>[\w-]+) (?P<rest>.*)
        """,
        # MEDLINE's: `Archiv fur Naps. 22(3):187-93, 1994 Jun.`
        rf"""
        (?P<journal>.+?) \. \s {_VOLUME} : \s? (?P<pages>[\w.-]+) [^,]* , \s
        {_DATE} (?P<rest>.*)
        """,
        # `Journal of Naps. 2014 Aug 18.`, `Journal of Naps. `
        rf"(?P<journal>[^.]+) \. (?: \s+ {_DATE} \.? )? \s*",
    )
)
# After a source, in the form of Embase: what says the date better than its year, and where an article has no pages.
_LABELS: Final = {"Article Number": "eid", "Date of Publication": "date"}
# `Guliaev, V.D. [Ed.]. [Research on naps.] [Issledovaniya.] ISiEZH, Novosibirsk. 2002: 1-234. Chapter pagination: 2-8.`
_BOOK: Final = lazily.pattern(
    r"""
    (?: (?P<editor> [^\[\]]+ (?:\[Eds?\.?\][^\[\]]*?)+ ) \.\s )?
    (?: \[ (?P<translated>[^\[\]]+?) \.? \] | (?P<booktitle>.+?) \. (?=\s) )
    .*? (?: (?<=\s) (?P<date>\d{4}) : \s [\w\s,-]+ \. )? (?: .*? Chapter\spagination:\s (?P<pages>[\w-]+) \. )?
    """,
    re.VERBOSE,
)


def _source(text: str) -> dict[str, str]:
    """Return the fields that are told by where a work appeared; what of it is not of a known form is a note."""
    said = " ".join(text.split())
    if not said:
        return {}
    for form in _SOURCES if len(said) <= _LONGEST_SOURCE else ():
        if found := form.fullmatch(said):
            told = {field: each.strip(" .,;") for field, each in found.groupdict().items() if each}
            further = _labelled(told.pop("rest", ""))
            return {field: _MEDIUM.sub("", each) for field, each in told.items()} | further
    return {"annotation": f"Source: {said}"}


def _labelled(rest: str) -> dict[str, str]:
    """Return what stands after a source, in sentences with their labels: ``Article Number: c123.``."""
    told: dict[str, str] = {}
    others: list[str] = []
    for each in filter(None, rest.split(". ")):
        label, _, text = each.partition(": ")
        if field := _LABELS.get(label.strip()):
            told[field] = text.strip(" .")
        else:
            others.append(each)
    return told | ({"annotation": f"Source: {'. '.join(others)}"} if others else {})


def _book(text: str) -> dict[str, str]:
    said = " ".join(text.split())
    found = _BOOK.fullmatch(said) if len(said) <= _LONGEST_SOURCE else None
    if found is None:
        return {"booktitle": said} if said else {}
    told = {field: each.strip(" ") for field, each in found.groupdict().items() if each}
    translated = told.pop("translated", "")
    return {**told, "booktitle": told.get("booktitle") or translated}


# A word of a database's name → its tag → what says the same elsewhere: MEDLINE's number is that of PubMed, ED the date
# of entry, ST the status.
_OF_DATABASES: Final[Mapping[str, Mapping[str, str]]] = {
    "medline": {"UI": "PM", "Unique Identifier": "PM", "ED": "DD", "ST": "DD"},
    "embase": {"ST": "DD"},
}

# --- types -----------------------------------------------------------------------------------------------------------

_PARTS: Final = frozenset({"incollection", "inproceedings"})
_THESES: Final = frozenset({"mastersthesis", "phdthesis"})
# What only a book has.
_OF_BOOKS: Final = ("ISBN", "International Standard Book Number", "IB", "Edition")
# A word of the type of publication → the type of the entry; the first that fits.
_KINDS: Final[Mapping[str, str]] = {
    "chapter": "incollection",
    "book review": "article",
    "journal": "article",
    "dissertation": "phdthesis",
    "thesis": "phdthesis",
    "patent": "patent",
    "technical report": "techreport",
    "book": "book",
    "monograph": "book",
    "meeting paper": "inproceedings",
    "proceeding": "inproceedings",
    "conference paper": "inproceedings",
}


def _kind(record: Tagged, where: Mapping[str, str]) -> str:
    said = " ".join(
        record.all("Publication Type", "PT", "Document Type", "DT", "MT", "Chapter Title")
    ).casefold()
    said += " chapter" if record.first("Chapter Title") else ""
    kind = next((kind for word, kind in _KINDS.items() if word in said), "")
    if not kind and "booktitle" in where:
        return "incollection"
    is_book = "pagetotal" in where or record.first(*_OF_BOOKS)
    if not kind and is_book and "journal" not in where:
        return "book"
    if kind in _PARTS and "journal" in where and "booktitle" not in where:
        return "article"
    return kind or "article"
