"""The order of fields, by entry type, and the order of entries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from synbib import lazily
from synbib.bibtex.format.fields import FormatField
from synbib.bibtex.format.values import month_macro, names_of, words
from synbib.bibtex.values import MONTH_MACROS
from synbib.model.fields import FIELDS, FieldKind
from synbib.text.folding import fold

__all__ = ["SortKey", "crossref_depths", "field_ranks", "sort_key", "sorted_fields"]

# --- fields ---------------------------------------------------------------------------------------------

_HEAD: Final = words(
    "ids xdata crossref entryset author authortype shortauthor editor editortype shorteditor "
    "editora editoratype editorb editorbtype editorc editorctype bookauthor translator title "
    "subtitle titleaddon shorttitle origtitle indextitle"
)
_TAIL: Final = words(
    "journal journaltitle journalsubtitle shortjournal issuetitle issuesubtitle booktitle "
    "booksubtitle booktitleaddon maintitle mainsubtitle maintitleaddon eventtitle eventdate "
    "venue shortvenue type school institution organization howpublished edition version series volume "
    "volumes part number issue year date origdate month day pages pagetotal bookpagination "
    "eid chapter publisher address location doi eprint eprinttype archiveprefix eprintclass "
    "primaryclass isbn issn isrn url urldate pubstate language langid hyphenation note "
    "addendum annote annotation abstract keywords"
)
# What programs keep for themselves comes last, groups before it.
_LAST: Final = [
    "groups",
    "file",
    "owner",
    "timestamp",
    "creationdate",
    "modificationdate",
    "date-added",
    "date-modified",
]

_BOOK: Final = (
    "maintitle",
    "edition",
    "volume",
    "volumes",
    "series",
    "number",
    "publisher",
    "address",
    "location",
)
_PART: Final = (
    "booktitle",
    "booksubtitle",
    "editor",
    "editortype",
    "edition",
    "series",
    "volume",
    "number",
)
_THESIS: Final = ("type", "school", "institution", "address", "location")
_REPORT: Final = ("type", "institution", "number")
_ARTICLE: Final = (
    "journal",
    "shortjournal",
    "journaltitle",
    "journalsubtitle",
    "volume",
    "number",
    "issue",
    "pages",
    "eid",
)
_EDITED: Final = ("editor", "editortype", "title", "subtitle")
_ONLINE: Final = ("howpublished", "organization", "publisher")

# Type → what comes right after the title. With `title` among it, what comes first.
_BY_TYPE: Final[dict[str, tuple[str, ...]]] = {
    "article": _ARTICLE,
    "book": _BOOK,
    "mvbook": _BOOK,
    "booklet": _ONLINE,
    "collection": _EDITED,
    "mvcollection": _EDITED,
    "proceedings": _EDITED,
    "mvproceedings": _EDITED,
    "conference": _PART,
    "inproceedings": _PART,
    "incollection": _PART,
    "inbook": _PART,
    "inreference": _PART,
    "thesis": _THESIS,
    "phdthesis": _THESIS,
    "mastersthesis": _THESIS,
    "techreport": _REPORT,
    "report": _REPORT,
    "manual": ("organization", "version", "edition"),
    "online": _ONLINE,
    "misc": _ONLINE,
    "software": ("version", *_ONLINE),
    "dataset": ("version", *_ONLINE),
    "patent": ("holder", "type", "number"),
}


@lru_cache(maxsize=512)
def field_ranks(type: str, first: tuple[str, ...]) -> Mapping[str, int]:
    """Return the place of each known field in an entry of this type, in lower case; ``first`` goes before all.

    A field that is not known has its place, under the name ``""``, before what programs keep for themselves.
    """
    special = _BY_TYPE.get(type, ())
    head = [name for name in _HEAD if name not in special or "title" in special]
    head = [*special, *head] if "title" in special else [*head, *special]
    names = dict.fromkeys([*first, *head, *_TAIL, "", *_LAST])
    return {name: rank for rank, name in enumerate(names)}


def sorted_fields(fields: list[FormatField], type: str, first: Sequence[str]) -> list[FormatField]:
    """Return the fields in the order of their type; those of one rank keep their order."""
    ranks = field_ranks(type, tuple(first))
    unknown = ranks[""]
    keys = [ranks.get(field.id, unknown) for field in fields]
    if all(a <= b for a, b in pairwise(keys)):
        return fields
    return sorted(fields, key=lambda field: ranks.get(field.id, unknown))


# --- entries --------------------------------------------------------------------------------------------

SortKey = tuple[tuple[int, int, str], ...]
_NUMBER: Final = lazily.pattern(r"(\d+)")
_MARKUP: Final = lazily.pattern(r"\\[A-Za-z]+[ ]*|\\.|[{}$~]")
_IN_PLACE_OF: Final = {"author": ("editor",), "year": ("date",), "date": ("year",)}


def sort_key(name: str, fields: Mapping[str, str]) -> SortKey:
    """Return the key of an entry for sorting by a field; empty where it has none.

    Numbers within text count as numbers, accents and capitals only where all else is equal. Names go by family
    name; an editor stands in for an author, and the year of ``date`` for ``year``.
    """
    for candidate in (name, *_IN_PLACE_OF.get(name, ())):
        if value := fields.get(candidate, "").strip():
            return _comparable(_PREPARED.get(name, _as_it_is)(value))
    return ()


def _comparable(text: str) -> SortKey:
    return tuple(
        # Numbers of any length by their size: Python makes no `int` of very long ones.
        (0, len(part.lstrip("0")), part.lstrip("0"))
        if part.isascii() and part.isdigit()
        else (1, 0, part.strip())
        for part in _NUMBER.split(fold(_MARKUP.sub("", text)))
        if part.strip()
    )


def _as_it_is(value: str) -> str:
    return value


def _families_first(value: str) -> str:
    return " ; ".join(map(_family_first, names_of(value)))


def _family_first(name: str) -> str:
    if "," in name or name.startswith("{"):
        return name
    words = name.split()
    return " ".join([*words[-1:], *words[:-1]])


def _month_number(value: str) -> str:
    macro = month_macro(value)
    return str(list(MONTH_MACROS).index(macro) + 1) if macro else value


_PREPARED: Final[dict[str, Callable[[str], str]]] = {
    **{name: _families_first for name, field in FIELDS.items() if field.kind is FieldKind.NAMES},
    "month": _month_number,
    "year": lambda value: value[:4] if re.match(r"\d{4}-", value) else value,
}


def crossref_depths(parents: Mapping[str, str]) -> dict[str, int]:
    """Return how many generations of children refer to each key: 0 for an entry that no other inherits from.

    BibTeX reads an entry that others name in ``crossref`` only after them.

    Args:
        parents: Key of an entry → key in its ``crossref``, both in lower case.
    """
    depths: dict[str, int] = {}
    # An entry is done when all of its children are, so that each is looked at once; in a circle none ever is.
    left = Counter(parents.values())
    done = [key for key in parents if not left[key]]
    while done:
        child = done.pop()
        if (parent := parents.get(child)) is None:
            continue
        depths[parent] = max(depths.get(parent, 0), depths.get(child, 0) + 1)
        left[parent] -= 1
        if not left[parent]:
            done.append(parent)
    return depths
