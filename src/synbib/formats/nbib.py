"""NBIB, PubMed's format for reference managers, which is MEDLINE's display: a tag of four characters, ``- ``, a value.

ERIC writes it, too, with types of publication and tags of its own.

Source: NLM's "MEDLINE/PubMed Data Element (Field) Descriptions", https://www.nlm.nih.gov/bsd/mms/medlineelements.html.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, Final

from synbib import lazily
from synbib.formats.data import Tell, not_understood, untold
from synbib.formats.indexes import full_date, indexed, with_periods, without_suffix
from synbib.formats.medline import (
    AHEAD,
    RETRACTED,
    Citation,
    article_number,
    arxiv_number,
    dated,
    in_full,
    in_parts,
    initials,
    is_others,
    months,
    of_entry,
)
from synbib.formats.parts import doi, organization, people, person, spoken
from synbib.formats.tagged import Dialect, Tagged, tagged
from synbib.incoming import Date, Incoming, Person
from synbib.text import from_outside, strip
from synbib.text.months import MONTHS

if TYPE_CHECKING:
    pass

if TYPE_CHECKING:
    from synbib.formats.outgoing import Outgoing

__all__ = ["Values", "citations", "read", "records", "stream", "write"]

Values = Mapping[str, Sequence[str]]
"""Tag → its values, in order."""

_LINE: Final = lazily.pattern(r"(?P<tag>[A-Z0-9]{2,4}) {0,3}- ?(?P<value>.*)")
_WITH_KIND: Final = lazily.pattern(r"(?P<value>.*?)\s*\[(?P<kind>\w+)\]")
_ISSN: Final = lazily.pattern(r"(?:E?ISSN-)?(?P<issn>\d{4}-?\d{3}[\dXx])(?:\s*\((?P<kind>\w+)\))?")
_PREPRINT_OF: Final = lazily.pattern(r"PMID:\s*(\d+)")
# What ends a part of a title, so that no colon is put after it.
_ENDS: Final = (".", ":", "?", "!")

# --- reading ---------------------------------------------------------------------------------------------------------

_READ: Final = frozenset(
    """
    AB AID AU BTI CN CP CTI DEP DP ED EN FAU FED FPS GN IP IS ISBN ISSN JT LA LID MH OAB OID OT OWN PB PG PL PMC
    PMID PS PST PT RIN TA TI TT UIN VI VTI
    """.split()  # noqa: SIM905 - a list is read more easily so
)
# What says nothing of the work, or is another work: where its people work and who they are elsewhere (AD, AUID, IRAD),
# who looked into what it tells of (FIR, IR), who paid (GR, RPI), what it cites and what comments on it (CIN, CON …),
# registers of substances and of data (NM, RN, SI), the copyright on the abstract (CI), how NLM keeps the record (DA,
# LR, STAT …), and what the other tags say together (SO).
_LEFT_OUT: Final = frozenset(
    """
    AD AUID CDAT CI CIN COI COIS COM CON CRDT CRF CRI CTDT DA DCOM DDIN DDO DRDT DRIN ECF ECI EDAT EFR EIN FIR FU GR GS
    IR IRAD JID LR MHDA MID NM OABL OCI ORI OTO PHST PMCR PRIN PROF PUBM RF RN ROF RPF RPI RRI SB SFM SI SO SPIN STAT
    UOF USIN
    """.split()  # noqa: SIM905
)
# ERIC's types of publication, before ` - ` → those of MEDLINE.
_OF_ERIC: Final = {
    "Books": "Book",
    "Collected Works": "Book",
    "Dissertations/Theses": "Thesis",
    "Dissertations/Theses - Masters Theses": "Masters Thesis",
    "Journal Articles": "Journal Article",
    "Reports": "Report",
    "Speeches/Meeting Papers": "Meeting Paper",
}
_ERIC: Final = "eric"
_REPORT: Final = "Report"
# Authors in full and as they are indexed; a group among them.
_PEOPLE: Final = ("FAU", "AU")
_GROUP: Final = "CN"


def _split(line: str) -> tuple[str, str] | None:
    found = _LINE.match(line)
    return (found["tag"], found["value"]) if found else None


_DIALECT: Final = Dialect(
    "NBIB", "'PMID- '", _split, blank_ends=True, goes_on=lambda line: line[0].isspace()
)


def read(data: bytes, name: str = "<data>", tell: Tell = untold) -> list[Incoming]:
    """Return the works of an NBIB file.

    Raises:
        FormatError: It is not such a file.
    """
    return list(stream(BytesIO(data), name, tell))


def stream(file: BinaryIO, name: str = "<data>", tell: Tell = untold) -> Iterator[Incoming]:
    """Yield the works of an NBIB file, each as soon as it is read.

    Raises:
        FormatError: It is not such a file.
    """
    return (in_full(each, name) for each in citations(file, name, tell))


def citations(file: BinaryIO, name: str = "<data>", tell: Tell = untold) -> Iterator[Citation]:
    """Yield the citations of an NBIB file, each as soon as it is read.

    Raises:
        FormatError: It is not such a file.
    """
    for record in tagged(file, name, _DIALECT, tell):
        yield lazily.replace(_citation(_values(record, name, tell)), line=record.line)


def records(file: BinaryIO, name: str = "<data>", tell: Tell = untold) -> Iterator[Values]:
    """Yield the records of a file; a blank line ends one, and a line that begins with blanks goes on with a value.

    Raises:
        FormatError: No line has a tag.
    """
    for record in tagged(file, name, _DIALECT, tell):
        yield _values(record, name, tell)


def _values(record: Tagged, name: str, tell: Tell) -> Values:
    """Return the values that are not empty, each on one line; those of tags that are not known are a general note.

    The name of a group is among those of the authors, with a comma after it.
    """
    found: dict[str, list[str]] = {}
    for tag, value, line in record.values:
        if not (text := " ".join(from_outside(value).split())):
            continue
        if tag not in _READ and tag not in _LEFT_OUT and not tag.isdigit():
            message = f"the tag '{tag}' is not known; its value is kept as a note"
            tell(not_understood(name, line, message))
            tag, text = "GN", f"{tag}: {text}"
        # A group stands among the people, whichever way they are named.
        for each in _PEOPLE if tag == _GROUP else (tag,):
            found.setdefault(each, []).append(f"{text}," if tag == _GROUP else text)
    return found


def _citation(record: Values) -> Citation:
    def all_of(*tags: str) -> list[str]:
        return [value for tag in tags for value in record.get(tag, ())]

    def first(*tags: str) -> str:
        return next(iter(all_of(*tags)), "")

    is_eric = first("OWN") == _ERIC.upper()
    ids, item, url = _located(all_of("AID", "LID") if is_eric else all_of("LID", "AID"))
    ids |= {"pmid": first("PMID"), "pmc": first("PMC"), "arxiv": arxiv_number(item)}
    issns = _issns(all_of("IS", "ISSN"))
    isbns = [value.partition(" ")[0] for value in all_of("ISBN")]
    types = [
        _OF_ERIC.get(kind) or _OF_ERIC.get(kind.partition(" - ")[0], kind) for kind in all_of("PT")
    ]
    in_journal = not is_eric or "Journal Article" in types
    if not in_journal:
        types.append(_REPORT)  # of guides and tests, which have no type here
    numbers = {
        "volume": first("VI"),
        "number": first("IP"),
        "issn": issns[0] if issns else "",
        "isbn": isbns[0] if isbns else "",
        "publisher": first("PB") or ("" if in_journal else first("JT")),
        "edition": first("EN"),
        "series": first("CTI"),
        "chapter": first("CP"),
    }
    if "BTI" in record:
        numbers["address"] = first("PL")
    if is_eric:
        numbers |= {"eprint": first("OID"), "eprinttype": _ERIC if "OID" in record else ""}
    electronic = not any("(Print)" in value for value in record.get("IS", ["(Print)"]))
    updated = _PREPRINT_OF.search(first("UIN"))
    return Citation(
        _joined(all_of("TI")),
        first("TT"),
        _names(record),
        first("JT") if in_journal else "",
        first("TA"),
        {field: value for field, value in numbers.items() if value},
        first("PG") or (article_number(item) if electronic else ""),
        dated(full_date(first("DP")), _date(first("DEP")), electronic=electronic),
        {scheme: value for scheme, value in ids.items() if value},
        all_of("LA"),
        [*types, *([RETRACTED] if "RIN" in record else ())],
        electronic=electronic,
        book=first("BTI"),
        published_as={"pmid": updated[1]} if updated else {},
        issns=issns,
        isbns=isbns,
        country=first("PL"),
        months=months(first("DP")),
        item=item,
        url=url,
        pubstate=AHEAD if first("PST") == "aheadofprint" else "",
        abstract=" ".join(all_of("AB") or all_of("OAB")),
        keywords=[*all_of("OT", "MH"), *map(_spoken, all_of("FPS") or all_of("PS"))],
        note="\n".join((*all_of("VTI", "GN"), *_undated(first("DP")))),
    )


def _undated(said: str) -> Iterator[str]:
    """Yield what stands in the place of a date, and is none."""
    if said and not full_date(said).year:
        yield f"Date: {said}"


def _joined(titles: Sequence[str]) -> str:
    """Return a title that some programs have written as several."""
    made = ""
    for each in titles:
        made += f"{'' if not made else ' ' if made.endswith(_ENDS) else ': '}{each}"
    return made


def _located(values: Iterable[str]) -> tuple[dict[str, str], str, str]:
    """Return the identifiers among where an article is found, the publisher's item, and an address."""
    ids: dict[str, str] = {}
    item = url = ""
    for value in values:
        found = _WITH_KIND.fullmatch(value)
        kind = found["kind"] if found else ""
        text = found["value"] if found else value
        if number := doi(text) if kind in ("", "doi") else "":
            ids.setdefault("doi", number)
        elif kind == "bookaccession":
            ids.setdefault("bookaccession", text)
        elif "://" in text:
            url = url or text
        elif kind in ("", "pii"):
            item = item or text
    return ids, item, url


def _names(record: Values) -> dict[str, Sequence[Person]]:
    """Return the people of a record, under their names in full where it has them."""
    found: dict[str, Sequence[Person]] = {}
    for role, in_full_, indexes in (("author", *_PEOPLE), ("editor", "FED", "ED")):
        full, short = record.get(in_full_, []), record.get(indexes, [])
        read_name, listed = (_in_full, full) if len(full) >= len(short) else (_indexed, short)
        found[role] = people(map(read_name, listed))
    return found


def _indexed(name: str) -> Person | None:
    return organization(name) if name.endswith(",") else indexed(name)


def _in_full(name: str) -> Person | None:
    if name.endswith(","):
        return organization(name)
    family, _, given = name.partition(",")
    given, jr = without_suffix(given)
    return person(family, with_periods(given), jr) or spoken(name)


def _spoken(name: str) -> str:
    """Return the name of whom a work is about as it is spoken."""
    family, _, given = name.partition(", ")
    return f"{given} {family}".strip()


def _issns(values: Iterable[str]) -> list[str]:
    """Return the ISSNs of a journal's editions; that which links them is the first."""
    found = [match for value in values if (match := _ISSN.match(value))]
    found.sort(key=lambda match: match["kind"] != "Linking")
    return [match["issn"] for match in found]


def _date(digits: str) -> Date:
    """Return a date of eight digits."""
    if len(digits) != 8:
        return Date()
    return full_date(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")


# --- writing ---------------------------------------------------------------------------------------------------------

# Some programs take for a record only what begins with it.
_FIRST: Final = "PMID"
# Tag → what of `Citation.numbers` it holds.
_NUMBERS: Final = {
    "VI": "volume",
    "IP": "number",
    "CP": "chapter",
    "CTI": "series",
    "EN": "edition",
    "PB": "publisher",
}


def write(works: Iterable[Outgoing]) -> Iterator[str]:
    """Yield an NBIB file, a record for each work."""
    for number, work in enumerate(works):
        lines = "".join(
            f"{tag:<4}- {value}".rstrip() + "\n"
            for tag, value in _tags(work)
            if value or tag == _FIRST
        )
        yield f"\n{lines}" if number else lines


def _tags(work: Outgoing) -> Iterator[tuple[str, str]]:
    """Yield the tags of a record and their values, in the order in which PubMed has them."""
    cited = of_entry(work, work.text)
    ids = cited.identifiers
    yield _FIRST, ids.get("pmid", "")
    yield from (("IS", each) for each in cited.issns)
    yield from (("ISBN", each) for each in cited.isbns)
    yield from ((tag, cited.numbers.get(name, "")) for tag, name in _NUMBERS.items())
    yield "DP", _shown(cited)
    yield "TI", cited.title
    yield "BTI", cited.book
    yield "PG", cited.pages
    yield "LID", _with_kind(ids.get("doi", ""), "doi")
    yield "LID", _with_kind(cited.item, "pii")
    yield "LID", cited.url
    yield "AB", cited.abstract
    yield from _people_written(work)
    yield from (("LA", each) for each in cited.languages)
    yield from (("PT", each) for each in cited.types)
    yield "PL", cited.country
    yield "TA", cited.short
    yield "JT", cited.journal
    yield "PMC", ids.get("pmc", "")
    yield from (("OT", each) for each in cited.keywords)
    yield from (("GN", each) for each in cited.note.split("\n"))
    yield "PST", "aheadofprint" if cited.pubstate == AHEAD else ""


def _people_written(work: Outgoing) -> Iterator[tuple[str, str]]:
    for role, in_full_, indexes in (("author", *_PEOPLE), ("editor", "FED", "ED")):
        for each in work.people(role):
            if is_others(each):
                yield from ((in_full_, "et al."), (indexes, "et al."))
            elif "literal" in each and role == "author":
                yield _GROUP, strip(each["literal"])
            else:
                family, given, jr = in_parts(each)
                yield in_full_, f"{family}, {given} {jr}".strip(" ,")
                yield indexes, f"{family} {initials(given)} {jr}".strip()


def _with_kind(value: str, kind: str) -> str:
    return f"{value} [{kind}]" if value else ""


def _shown(cited: Citation) -> str:
    """Return a date as PubMed shows it: ``2022 Oct 7``, ``1998 Winter``."""
    date = cited.date
    month = MONTHS[date.month - 1][:3] if date.month else cited.months
    return " ".join(map(str, filter(None, (date.year, month, date.day))))
