"""NBIB, PubMed's format for reference managers, which is MEDLINE's display: a tag of four characters, ``- ``, a value.

Source: NLM's "MEDLINE/PubMed Data Element (Field) Descriptions", https://www.nlm.nih.gov/bsd/mms/medlineelements.html.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from synbib import lazily
from synbib.formats.data import FormatError, Tell, untold
from synbib.formats.indexes import date, indexed, with_periods, without_suffix
from synbib.formats.medline import (
    RETRACTED,
    Citation,
    article_number,
    arxiv_number,
    dated,
    incoming,
)
from synbib.formats.parts import doi, organization, people, person, spoken
from synbib.incoming import Date, Incoming, Person
from synbib.text import from_outside

__all__ = ["read", "tagged"]

Tagged = dict[str, list[str]]
"""Tag → its values, in order."""

_TITLES: Final = frozenset({"BTI", "TI", "TT"})
_LINE: Final = lazily.pattern(r"(?P<tag>[A-Z0-9]{2,4}) {0,3}- ?(?P<value>.*)")
_WITH_KIND: Final = lazily.pattern(r"(?P<value>.*?)\s*\[(?P<kind>\w+)\]")
_ISSN: Final = lazily.pattern(r"(?P<issn>\d{4}-?\d{3}[\dXx])(?:\s*\((?P<kind>\w+)\))?")
_PREPRINT_OF: Final = lazily.pattern(r"PMID:\s*(\d+)")


def tagged(data: bytes, name: str = "<data>") -> Iterator[Tagged]:
    """Yield the records of a file; a blank line ends one, and a line that begins with blanks goes on with a value.

    Raises:
        FormatError: A line is neither.
    """
    record: Tagged = {}
    last: list[str] = []
    text = from_outside(data.decode("utf-8-sig", "replace"))
    # What else breaks a line for Python, as U+2028, is a part of a text.
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if not line.strip():
            if record:
                yield record
            record, last = {}, []
        elif found := _LINE.match(line):
            last = record.setdefault(found["tag"], [])
            last.append(found["value"].strip())
        elif line[0].isspace() and last:
            last[-1] = f"{last[-1]} {line.strip()}"
        else:
            raise FormatError(
                f"{name}:{number}:1: not a line of NBIB: a tag and '- ' stand before a value"
            )
    if record:
        yield record


def read(data: bytes, name: str = "<data>", tell: Tell = untold) -> list[Incoming]:
    """Return the works of an NBIB file.

    Raises:
        FormatError: It is not such a file.
    """
    return [incoming(_citation(record)) for record in _titled(data, name)]


def _titled(data: bytes, name: str) -> Iterator[Tagged]:
    for number, record in enumerate(tagged(data, name), 1):
        if not record.keys() & _TITLES:
            raise FormatError(
                f"{name}: record {number} has no title, TI or BTI; save the whole answer"
            )
        yield record


def _citation(record: Tagged) -> Citation:
    def first(*tags: str) -> str:
        return next((record[tag][0] for tag in tags if record.get(tag)), "")

    ids = {"pmid": first("PMID"), "pmc": first("PMC")}
    item = ""
    for value in (*record.get("LID", ()), *record.get("AID", ())):
        if (found := _WITH_KIND.fullmatch(value)) and found["kind"] == "doi":
            ids.setdefault("doi", doi(found["value"]))
        elif found and found["kind"] == "bookaccession":
            ids.setdefault("bookaccession", found["value"])
        elif found and found["kind"] == "pii":
            item = item or found["value"]
    ids["arxiv"] = arxiv_number(item)
    numbers = {
        "volume": first("VI"),
        "number": first("IP"),
        "issn": _issn(record.get("IS", [])),
        "isbn": first("ISBN").partition(" ")[0],
        "publisher": first("PB"),
        "edition": first("EN"),
        "series": first("CTI"),
    }
    if "BTI" in record:
        numbers["address"] = first("PL")
    electronic = not any("(Print)" in value for value in record.get("IS", ["(Print)"]))
    updated = _PREPRINT_OF.search(first("UIN"))
    return Citation(
        first("TI"),
        first("TT"),
        _names(record),
        first("JT"),
        first("TA"),
        {field: value for field, value in numbers.items() if value},
        first("PG") or (article_number(item) if electronic else ""),
        dated(date(first("DP")), _date(first("DEP")), electronic=electronic),
        ids,
        record.get("LA", ()),
        [*record.get("PT", ()), *([RETRACTED] if "RIN" in record else ())],
        electronic=electronic,
        book=first("BTI"),
        published_as={"pmid": updated[1]} if updated else {},
    )


def _names(record: Tagged) -> dict[str, Sequence[Person]]:
    """Return the people of a record, under their names in full where it has them."""
    found: dict[str, Sequence[Person]] = {}
    for role, in_full, indexes in (("author", "FAU", "AU"), ("editor", "FED", "ED")):
        full, short = record.get(in_full, []), record.get(indexes, [])
        named = list(map(_in_full, full) if len(full) >= len(short) else map(indexed, short))
        if role == "author":
            named += map(organization, record.get("CN", []))
        found[role] = people(named)
    return found


def _in_full(name: str) -> Person | None:
    family, _, given = name.partition(",")
    given, jr = without_suffix(given)
    return person(family, with_periods(given), jr) or spoken(name)


def _issn(values: list[str]) -> str:
    """Return the ISSN that links a journal's editions, else the first."""
    found = [match for value in values if (match := _ISSN.match(value))]
    linking = (match for match in found if match["kind"] == "Linking")
    chosen = next(linking, found[0] if found else None)
    return chosen["issn"] if chosen else ""


def _date(digits: str) -> Date:
    """Return a date of eight digits."""
    if len(digits) != 8:
        return Date()
    return date(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")
