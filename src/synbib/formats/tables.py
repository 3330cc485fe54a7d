"""Entries as rows of a table: which columns there are, what stands in a cell, and which field a stranger's column is.

A cell holds plain text. Names are ``Family, Given`` with semicolons between, as Zotero, Scopus and JabRef write them;
an organization that could be taken for a person ends with a comma, as EndNote has it. Columns are called as the fields
of BibTeX are; the headings of Zotero, JabRef, Scopus, IEEE Xplore, PubMed and Web of Science are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from synbib import lazily
from synbib.errors import UnknownNameError
from synbib.formats import fielded
from synbib.formats.data import Tell, not_understood, shown
from synbib.formats.kinds import kind_of
from synbib.formats.outgoing import Outgoing
from synbib.incoming import CONTAINERS, Incoming, ordered
from synbib.model.csl_item import CslName
from synbib.model.fields import ALIASES, FIELDS, FieldKind, find_field
from synbib.model.types import TYPES
from synbib.text.months import MONTHS

__all__ = ["Table", "chosen", "is_heading", "row", "rows"]

KEY: Final = "key"
# What JabRef and bibtexparser call the type of an entry, which has a field `type` as well.
TYPE: Final = "entrytype"
# What a work stands in, and its number: the type tells which field that is.
_CONTAINER: Final = "container"
_LAST: Final = "last page"
_NOT_READ: Final = ""
# Heading in small letters → field, or one of the above; "" of what says nothing of a work.
_HEADINGS: Final[Mapping[str, str]] = {
    "abstract note": "abstract",
    "access date": "urldate",
    "affiliations": _NOT_READ,
    "art. no.": "eid",
    "article number": "eid",
    "article title": "title",
    "author full names": _NOT_READ,  # with the numbers of a data base
    "author keywords": "keywords",
    "author(s)": "author",
    "author(s) id": _NOT_READ,
    "authors": "author",
    "authors with affiliations": _NOT_READ,
    "automatic tags": "keywords",
    "bibtexkey": KEY,
    "bibliographytype": TYPE,
    "book title": "booktitle",
    "call number": "library",
    "citation": _NOT_READ,
    "citation key": KEY,
    "citationkey": KEY,
    "cited by": _NOT_READ,
    "conference name": "eventtitle",
    "conference title": "eventtitle",
    "create date": _NOT_READ,
    "date added": _NOT_READ,
    "date added to xplore": _NOT_READ,
    "date modified": _NOT_READ,
    "document title": "title",
    "document type": TYPE,
    "editors": "editor",
    "eid": _NOT_READ,  # Scopus' number; BibTeX's `eid` is called so in our own tables
    "end page": _LAST,
    "entry type": TYPE,
    "entrytype": TYPE,
    "extra": "annotation",
    "file attachments": "file",
    "first author": _NOT_READ,
    "id": KEY,
    "identifier": KEY,
    "index keywords": _NOT_READ,
    "isbns": "isbn",
    "item type": TYPE,
    "journal abbreviation": "shortjournal",
    "journal title": "journal",
    "journal/book": _CONTAINER,
    "language of original document": "langid",
    "link": "url",
    "manual tags": "keywords",
    "nihms id": _NOT_READ,
    "notes": "annotation",
    "num pages": "pagetotal",
    "number of volumes": "volumes",
    "page end": _LAST,
    "page start": "pages",
    "pdf link": "pdf",
    "place": "address",
    "publication date": "date",
    "publication title": _CONTAINER,
    "publication type": TYPE,
    "publication year": "year",
    "pubmed id": "pmid",
    "series editor": "editora",
    "short title": "shorttitle",
    "source": _NOT_READ,
    "source title": _CONTAINER,
    "start page": "pages",
    "tags": "keywords",
    "translators": "translator",
    "university": "school",
}
# Types that programs write in these columns and no format of records has.
_TYPES: Final = {
    "article in press": "article",
    "blog post": "online",
    "book chapter": "incollection",
    "book section": "incollection",
    "computer program": "software",
    "conference paper": "inproceedings",
    "conference review": "proceedings",
    "encyclopedia article": "inreference",
    "ieee conferences": "inproceedings",
    "ieee journals": "article",
    "letter": "article",
    "preprint": "misc",
    "review": "article",
    "webpage": "online",
}
_OWN: Final = lazily.pattern(r"[a-z][a-z0-9_-]*")
_CAPITAL: Final = lazily.pattern(r"(?<=[a-z])(?=[A-Z])")


def chosen(
    works: Iterable[Outgoing], columns: Sequence[str] | None
) -> tuple[list[str], Iterable[Outgoing]]:
    """Return the columns of a table, and the works again.

    Args:
        works: The entries.
        columns: The columns that are wanted; by default ``key``, ``entrytype``, and each field that an entry has, in
            the usual order. For that all entries have to be held in memory.

    Raises:
        UnknownNameError: There is no field of such a name.
    """
    if columns and all(_is_field(column) for column in columns):
        return list(columns), works
    held = list(works)
    fields = dict.fromkeys(chain.from_iterable(work.entry.fields for work in held), "")
    if not columns:
        return [KEY, TYPE, *ordered(fields, "article")], held
    for column in columns:
        if not _is_field(column) and column not in fields:
            raise UnknownNameError.among("column", column, [KEY, *fields, *FIELDS])
    return list(columns), held


def _is_field(name: str) -> bool:
    return name in (KEY, TYPE) or name in FIELDS or name in ALIASES


def row(work: Outgoing, columns: Iterable[str]) -> list[str]:
    """Return the cells of an entry. Where no column is its ``entrytype``, that of ``type`` is."""
    names = list(columns)
    kind = TYPE if TYPE in names else "type"
    work.becomes(work.type if kind in names else "")
    return [work.type if name == kind else _cell(work, name) for name in names]


def _cell(work: Outgoing, column: str) -> str:
    if column == KEY:
        return work.key(fielded.is_key)
    known = find_field(column)
    if known is not None and known.kind is FieldKind.NAMES:
        people = "; ".join(map(_name, work.people(column)))
        return people or work.text(column)
    return work.text(column)


def _name(name: CslName) -> str:
    if literal := name.get("literal", ""):
        read = fielded.person(literal)
        return literal if read is not None and read.whole else f"{literal},"
    prefix = f"{name.get('dropping-particle', '')} {name.get('non-dropping-particle', '')}".strip()
    family = f"{prefix} {name.get('family', '')}".strip()
    given, suffix = name.get("given", ""), name.get("suffix", "")
    return ", ".join(filter(None, (family, given, suffix)))


def is_heading(cells: Sequence[str]) -> bool:
    """Whether a line is the heading of a table of works: of a title, or of keys, and of something else."""
    fields = [field for cell in cells if (field := _field_of(cell))]
    return len(fields) > 1 and ("title" in fields or list(cells[:2]) == [KEY, TYPE])


def _field_of(heading: str) -> str | None:
    """Return the field of a column; ``""`` of one that says nothing of a work, ``None`` of one that is not known."""
    own = heading.strip().strip("\ufeff")
    if own in (KEY, TYPE, "eid") or own in FIELDS or own in ALIASES:
        return own
    name = " ".join(_CAPITAL.sub(" ", own).replace("_", " ").split()).casefold()
    if name in _HEADINGS:
        return _HEADINGS[name]
    if name == "type":
        return name
    bare = name.replace(" ", "")
    if bare in FIELDS or bare in ALIASES:
        return bare
    return own if _OWN.fullmatch(own) else None


class Table:
    """The rows of a table, made works.

    Args:
        heading: The cells of its heading.
        name: The file.
        tell: Is told of columns that are not known.
        line: The line of the heading.
    """

    def __init__(self, heading: Sequence[str], name: str, tell: Tell, line: int = 1) -> None:
        self._name = name
        self._fields = [_field_of(cell) for cell in heading]
        if TYPE not in self._fields:
            self._fields = [TYPE if field == "type" else field for field in self._fields]
        for cell, field in zip(heading, self._fields, strict=True):
            if field is None and cell.strip():
                said = f"the column '{shown(cell)}' is not known, and is left out"
                tell(not_understood(name, line, said, "give it the name of a field of BibTeX"))

    def work(self, cells: Sequence[str], line: int) -> Incoming | None:
        """Return the work of a row; ``None`` if it is empty."""
        told: dict[str, list[str]] = {}
        for field, cell in zip(self._fields, cells, strict=False):
            if field and cell.strip():
                told.setdefault(field, []).append(cell)
        if not told:
            return None
        kind = _kind(told.pop(TYPE, []), told)
        last = told.pop(_LAST, [])
        if last:
            told.setdefault("pages", []).extend(last)
        if container := told.pop(_CONTAINER, []):
            field = "booktitle" if kind == "inbook" else CONTAINERS.get(kind, "howpublished")
            told.setdefault(field, []).extend(container)
        if dates := _dates(told):
            told["date"] = dates
        return fielded.work(kind, told, self._name, line)


def _dates(told: dict[str, list[str]]) -> list[str]:
    """Return the date of a row, and take out its columns: a month may be a number there, and a day stands beside it."""
    month, day = (" ".join(told.pop(name, [])).strip() for name in ("month", "day"))
    if month.isdecimal() and 1 <= int(month) <= len(MONTHS):
        month = MONTHS[int(month) - 1]
    both = f"{day} {month}".strip()
    return [*told.pop("date", []), *told.pop("year", []), *([both] if both else [])]


def _kind(names: Sequence[str], told: Mapping[str, Sequence[str]]) -> str:
    """Return the type of an entry, by what a row says of it, else by what else it says."""
    for name in names:
        words = " ".join(re.sub(_CAPITAL.pattern, " ", name).split()).casefold()
        if name.strip().lower() in TYPES:
            return name.strip().lower()
        if words in _TYPES:
            return _TYPES[words]
        if known := kind_of(words):
            return known.type
    if told.get("booktitle"):
        return "inproceedings"
    if told.get("journal") or told.get("journaltitle") or told.get(_CONTAINER):
        return "article"
    return "book" if told.get("isbn") else "misc"


def rows(works: Iterable[Outgoing], columns: Sequence[str]) -> Iterator[list[str]]:
    """Yield the heading, then the cells of each entry."""
    yield list(columns)
    for work in works:
        yield row(work, columns)
