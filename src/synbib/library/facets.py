"""What an entry has under each name that a search or an order asks for: its authors, its date, its groups.

Every facet is plain text; two of them are compared by `synbib.text.folding.fold`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, Final

from synbib import lazily
from synbib.library.criteria import values
from synbib.library.entry import Entry
from synbib.library.groups import Group, split_keywords
from synbib.model import LINK_FIELDS, CslName, arxiv_id
from synbib.model.plain import name_text, people
from synbib.text import from_markup, strip
from synbib.text.folding import fold

__all__ = [
    "FACETS",
    "Record",
    "date_of",
    "group_paths",
    "keywords",
    "marked_field",
    "names",
]

_FULL_VENUES: Final = ("booktitle", "journaltitle", "journal", "eventtitle", "publisher")
_ANYWHERE: Final = ("title", "author", "editor", "venue", "keyword", "abstract", "year", "key")


def names(entry: Entry, variable: str = "author") -> list[CslName]:
    """Return the names of a CSL variable; an "and others" at their end is none."""
    item: Mapping[str, Any] = entry.csl
    found: list[Any] = list(people(item.get(variable)))
    return found


def marked_field(entry: Entry, name: str) -> str:
    """Return a field as marked text (see `synbib.text`), ``""`` where the entry has none."""
    return entry.marked(name)


def keywords(entry: Entry) -> tuple[str, ...]:
    """Return the entry's keywords, which stand between commas or semicolons."""
    return split_keywords(strip(marked_field(entry, "keywords")))


def date_of(entry: Entry) -> tuple[int, ...]:
    """Return year, month and day of publication, as many of them as are known.

    The number of an arXiv preprint tells the month where the entry has the same year and no month.
    """
    parts = entry.csl.get("issued", {}).get("date-parts") or [[]]
    date = tuple(map(int, parts[0]))
    if len(date) == 1 and (number := arxiv_id(entry.fields)) and number[:4].isdecimal():
        year, month = 2000 + int(number[:2]), int(number[2:4])
        if date[0] == year and 1 <= month <= 12:
            return year, month
    return date


def group_paths(root: Group) -> dict[str, tuple[str, ...]]:
    """Return citation key → the paths of its groups: ``Applications/Agent``."""
    found: dict[str, list[str]] = {}
    waiting: list[tuple[str, Group]] = [("", root)]
    while waiting:
        path, group = waiting.pop()
        for key in group.keys:
            found.setdefault(key, []).append(path)
        waiting.extend(
            (f"{path}/{c.name}" if path else c.name, c) for c in reversed(group.children)
        )
    return {key: tuple(paths) for key, paths in found.items()}


@lazily.dataclass(frozen=True)
class Record:
    """An entry as searches see it.

    Attributes:
        entry: The entry.
        groups: The paths of its groups.
    """

    entry: Entry
    groups: tuple[str, ...] = ()

    def facet(self, name: str) -> Iterator[str]:
        """Yield what the entry has under a name: a facet of the table, or else any BibTeX field."""
        facet = FACETS.get(name)
        return facet(self) if facet else values(self.entry, name)

    @cached_property
    def anywhere(self) -> str:
        """All that a word without a field is looked for in, folded, a facet a line."""
        return fold("\n".join(value for name in _ANYWHERE for value in self.facet(name)))


def _people(variable: str) -> Callable[[Record], Iterator[str]]:
    def people(record: Record) -> Iterator[str]:
        for name in names(record.entry, variable):
            yield strip(from_markup(name_text(name)))
            if family := name.get("family"):
                yield from (family, f"{family}, {name.get('given', '')}")

    return people


def _date(record: Record) -> Iterator[str]:
    if date := date_of(record.entry):
        yield "-".join(f"{part:02}" for part in date)


def _venue(record: Record) -> Iterator[str]:
    entry = record.entry
    full = (strip(marked_field(entry, name)) for name in _FULL_VENUES)
    yield from filter(None, (entry.venue, *full))


def _groups(record: Record) -> Iterator[str]:
    """Yield each group with its path, and each of the groups that it is in."""
    for path in record.groups:
        steps = path.split("/")
        yield path
        for end in range(1, len(steps) + 1):
            yield from (steps[end - 1], "/".join(steps[:end]))


def _link(kind: str) -> Callable[[Record], Iterator[str]]:
    return lambda record: (link.url for link in record.entry.links if link.kind == kind)


def _of(read: Callable[[Entry], Any]) -> Callable[[Record], Iterator[str]]:
    """Return the facet of one value, which may be nothing."""

    def facet(record: Record) -> Iterator[str]:
        if (value := read(record.entry)) not in (None, ""):
            yield str(value)

    return facet


# What may be asked for besides the fields as they are, and in their stead.
FACETS: Final[dict[str, Callable[[Record], Iterator[str]]]] = {
    "author": _people("author"),
    "editor": _people("editor"),
    "title": _of(lambda entry: entry.title),
    "year": _of(lambda entry: entry.year),
    "month": _of(lambda entry: (*date_of(entry), None, None)[1]),
    "date": _date,
    "type": _of(lambda entry: entry.type),
    "key": lambda record: iter((record.entry.key, *record.entry.aliases)),
    "venue": _venue,
    "group": _groups,
    "groups": _groups,
    "keyword": lambda record: iter(keywords(record.entry)),
    "keywords": lambda record: iter(keywords(record.entry)),
    "language": _of(lambda entry: entry.csl.get("language")),
    "arxiv": _of(lambda entry: arxiv_id(entry.fields)),
    **{kind: _link(kind) for kind in ("paper", *LINK_FIELDS)},
}
