"""Entries as tagged lines: what an entry says, by the table that the format is read by.

What has a tag of its own is written with it. What has none stands among the notes, as `synbib.formats.extra` reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from synbib import lazily
from synbib.formats.data import untold
from synbib.formats.extra import lines_of
from synbib.formats.fielded import is_key
from synbib.formats.indexes import place
from synbib.formats.kinds import Kind, kind_of, kind_written
from synbib.formats.outgoing import PUBLISHERS, Outgoing, calendar_date, inverted
from synbib.formats.parts import is_masters
from synbib.formats.tagged import Table, Tagged, Typed, Value
from synbib.incoming import Date, publisher_field
from synbib.model.fields import FieldKind, canonical, find_field
from synbib.text.months import MONTHS, SEASONS

__all__ = ["Tagging", "pairs", "told_date", "written"]

# Field → the fields of its subtitle, which formats have none for.
_SUBTITLES: Final = {
    "title": "subtitle",
    "booktitle": "booksubtitle",
    "journal": "journalsubtitle",
}
_THESES: Final = {"mastersthesis": "Master's thesis", "phdthesis": "PhD thesis"}
_BETWEEN: Final = lazily.pattern(r"\s*[,;]\s*")
_RANGE: Final = lazily.pattern(r"(?P<first>[^\s–—,-]+)\s*[–—-]+\s*(?P<last>[^\s–—,-]+)")
# Numbers of CSL's seasons.
_SEASON: Final = {str(number - 20): name for name, number in reversed(SEASONS.items())}


@lazily.dataclass(frozen=True, slots=True)
class Tagging:
    """How a format writes what has more than one form.

    Attributes:
        table: Its table.
        date: Returns the tags and the texts of the date of publication, by the date and the season or months in words.
        urldate: How it writes the date of a visit.
        last_page: The tag of the last page; ``""`` where all pages have one.
        notes: The tag of notes.
    """

    table: Table
    date: Callable[[Date, str], Iterator[tuple[str, str]]]
    urldate: Callable[[Date], str]
    notes: str
    last_page: str = ""


def written(
    work: Outgoing, tag: str, naming: Callable[[Kind], str], form: Tagging, typed: Typed
) -> list[tuple[str, str]]:
    """Return the tags and values of an entry, that of its type first, and say of which type it is read again.

    Args:
        work: The entry.
        tag: The tag of the type.
        naming: What the format calls a type.
        form: How the format writes.
        typed: Tells the type of a record.
    """
    subtype = work.entry.fields.get("entrysubtype", "").strip("{} ").lower()
    name = naming(kind_written(work.type, subtype))
    kind = kind_of(name)
    if kind is not None and kind.subtype == subtype:
        work.take("entrysubtype")
    made = [(tag, name), *pairs(work, kind.type if kind else "misc", form)]
    became, _ = typed(Tagged([Value(tag, text, 0) for tag, text in made]), "", untold)
    work.becomes(became)
    return made


def pairs(work: Outgoing, kind: str, form: Tagging) -> Iterator[tuple[str, str]]:
    """Yield the tags and values of an entry, in the order of the table; each value is one line.

    Args:
        work: The entry.
        kind: The type as which it will be read again.
        form: How the format writes.
    """
    for field, tag in form.table.tags(kind).items():
        if write := _WRITERS.get(field):
            yield from write(work, field, tag, form)
        elif ":" not in field:
            yield from _field(work, field, tag)
    if text := work.text("annotation"):
        yield form.notes, text
    yield from ((form.notes, line) for line in lines_of(work, variables=True))


def _field(work: Outgoing, field: str, tag: str) -> Iterator[tuple[str, str]]:
    known = find_field(field)
    if known is not None and known.kind is FieldKind.NAMES:
        yield from ((tag, inverted(each)) for each in work.people(field))
    elif text := work.text(field):
        if (further := _SUBTITLES.get(field)) and (subtitle := work.text(further)):
            text = f"{text}{'' if text[-1] in '?!:' else ':'} {subtitle}"
        yield tag, text


def _key(work: Outgoing, field: str, tag: str, form: Tagging) -> Iterator[tuple[str, str]]:
    yield tag, work.key(is_key)


def told_date(work: Outgoing) -> tuple[Date, str]:
    """Return the date of publication, and the season or the months in words; what else a range says is lost.

    What is no date, as ``in press``, is left where it is.
    """
    issued = work.item.get("issued", {})
    parts = issued.get("date-parts", ())
    if not parts or not calendar_date(int(parts[0][0])).year:
        return Date(), ""
    date = work.date()
    words = _SEASON.get(str(issued.get("season", "")), "")
    if len(parts) > 1:
        first, last = parts[:2]
        if len(first) == len(last) == 2 and first[0] == last[0] and max(first[1], last[1]) <= 12:
            date = Date(date.year)
            words = f"{MONTHS[int(first[1]) - 1]}-{MONTHS[int(last[1]) - 1]}"
        else:
            work.lose("date", "the end of the range")
    return date, words


def _date(work: Outgoing, field: str, tag: str, form: Tagging) -> Iterator[tuple[str, str]]:
    date, words = told_date(work)
    if date.year:
        yield from form.date(date, words)
    else:
        work.date()
        issued = work.item.get("issued", {})
        if text := issued.get("literal") or issued.get("raw") or work.text("date", "year"):
            yield tag, str(text)


def _urldate(work: Outgoing, field: str, tag: str, form: Tagging) -> Iterator[tuple[str, str]]:
    if (date := work.one_date("urldate")).year:
        yield tag, form.urldate(date)


def _pages(work: Outgoing, field: str, tag: str, form: Tagging) -> Iterator[tuple[str, str]]:
    # Of books the first page has the tag of their number, with which both were written.
    return iter(()) if tag == form.last_page else _place(work, tag, form)


def _pagetotal(work: Outgoing, field: str, tag: str, form: Tagging) -> Iterator[tuple[str, str]]:
    if work.has("pages") or work.has("eid"):
        yield from _place(work, tag, form)
    elif text := work.text("pagetotal"):
        yield tag, text


def _place(work: Outgoing, tag: str, form: Tagging) -> Iterator[tuple[str, str]]:
    """Yield the pages, or the number that an article has instead."""
    text = work.text("pages")
    if form.last_page and (found := _RANGE.fullmatch(text)):
        yield tag, found["first"]
        yield form.last_page, found["last"]
    elif text:
        yield tag, text.replace("–", "-")
    number = next((held for name, held in work.left.items() if canonical(name) == "eid"), "")
    if number and not text and "eid" in place(number):
        yield tag, work.text("eid")


def _eid(work: Outgoing, field: str, tag: str, form: Tagging) -> Iterator[tuple[str, str]]:
    """Yield the number of an article that was not written in the place of its pages."""
    if any(canonical(name) == "eid" for name in work.left):
        yield tag, work.text("eid")


def _several(work: Outgoing, field: str, tag: str, form: Tagging) -> Iterator[tuple[str, str]]:
    for name in ("isbn", "issn") if field == "isbn" else (field,):
        yield from ((tag, each) for each in _BETWEEN.split(work.text(name)) if each)


def _publisher(work: Outgoing, field: str, tag: str, form: Tagging) -> Iterator[tuple[str, str]]:
    if text := work.text(publisher_field(work.type), *PUBLISHERS):
        yield tag, text


def _type(work: Outgoing, field: str, tag: str, form: Tagging) -> Iterator[tuple[str, str]]:
    text = work.text("type") or _THESES.get(work.type, "")
    if work.type == "mastersthesis" and not is_masters(text):
        text = f"{_THESES[work.type]} ({text})"
    if text:
        yield tag, text


def _language(work: Outgoing, field: str, tag: str, form: Tagging) -> Iterator[tuple[str, str]]:
    if text := work.text("langid", "language"):
        yield tag, text


def _nothing(work: Outgoing, field: str, tag: str, form: Tagging) -> Iterator[tuple[str, str]]:
    return iter(())


_Writer = Callable[[Outgoing, str, str, Tagging], Iterator[tuple[str, str]]]

_WRITERS: Final[dict[str, _Writer]] = {
    "annotation": _nothing,  # at the end
    "date": _date,
    "eid": _eid,
    "file": _nothing,
    "isbn": _several,
    "key": _key,
    "keywords": _several,
    "langid": _language,
    "pages": _pages,
    "pagetotal": _pagetotal,
    "publisher": _publisher,
    "type": _type,
    "urldate": _urldate,
}
