"""What a block is about: entries of groups, filtered, sorted and limited, under the headings that it asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from synbib import lazily
from synbib.errors import SynbibError, UnknownNameError
from synbib.library import Entry, Library, Query, parse_query
from synbib.library.named import NAMED
from synbib.readme.order import SortKey, between, moved, ordered
from synbib.readme.outline import Section, outline
from synbib.text.folding import fold

__all__ = ["HEADINGS", "Selection", "parse_group_by", "select", "type_heading"]


@lazily.dataclass(frozen=True, slots=True)
class Selection:
    """Which entries, in what order, under which headings.

    Attributes:
        groups: The groups to take, by name or path; all by default.
        nested: Whether the groups below those belong to them.
        filters: Searches that all have to find an entry.
        since: The date since which it was published, e.g. ``2024-05``; ``""`` for any.
        sort: The order of the entries; that of the file by default.
        limit: How many entries there are at most, the first in that order; ``None`` for all.
        group_by: What makes the headings, the outermost first: names of `HEADINGS`.
        headings: Whether the headings show.
        places: Where entries stand out of that order: a key, and the key of the entry above it, ``""`` for none.
        after: The key of the entry after which the selection begins; ``""`` for its beginning.
        until: The key of the last entry of the selection; ``""`` for its end.
    """

    groups: tuple[str, ...] = ()
    nested: bool = True
    filters: tuple[Query, ...] = ()
    since: str = ""
    sort: tuple[SortKey, ...] = ()
    limit: int | None = None
    group_by: tuple[str, ...] = ("group",)
    headings: bool = True
    places: tuple[tuple[str, str], ...] = ()
    after: str = ""
    until: str = ""

    @property
    def is_flat(self) -> bool:
        """Whether it has no headings, whatever the store holds."""
        of_one_group = self.group_by == ("group",) and len(self.groups) == 1 and not self.nested
        return not (self.headings and self.group_by) or of_one_group

    @property
    def tests(self) -> tuple[Query, ...]:
        """All that an entry has to pass."""
        since = (parse_query(f"date>={self.since}"),) if self.since else ()
        return (*self.filters, *since)


_OTHER: Final = "Other"


@lazily.dataclass(frozen=True, slots=True)
class _Heading:
    """One way to divide entries: what an entry's headings are, and in which order headings come.

    Attributes:
        of: An entry → its headings, several where it belongs under each.
        missing: The last heading, for entries that have none.
        descending: Whether the greatest heading comes first.
    """

    of: Callable[[Entry], Iterable[str]]
    missing: str = _OTHER
    descending: bool = False


def type_heading(entry: Entry) -> str:
    """Return the heading that an entry stands under by its type: ``Journal articles``; ``Other`` for a rare type."""
    return next(iter(NAMED["type"](entry)), _OTHER)


HEADINGS: Final[dict[str, _Heading | None]] = {
    "group": None,  # the tree of groups itself
    "year": _Heading(NAMED["year"], "No year", descending=True),
    "type": _Heading(NAMED["type"]),
    "venue": _Heading(NAMED["venue"]),
    "keyword": _Heading(NAMED["keyword"]),
    "author": _Heading(NAMED["author"]),
    "language": _Heading(NAMED["language"]),
}
_NONE: Final = "none"


def parse_group_by(text: str) -> tuple[str, ...]:
    """Return what ``text`` groups by: ``year,venue`` is years with venues below; ``none`` is nothing.

    Raises:
        UnknownNameError: There is no such way to group; the nearest names are suggested.
        SynbibError: One stands there twice, or none.
    """
    parts = tuple(filter(None, map(str.strip, text.split(","))))
    for name in parts:
        if name not in HEADINGS and name != _NONE:
            raise UnknownNameError.among("way to group", name, (*HEADINGS, _NONE))
        if parts.count(name) > 1 or (name == _NONE and len(parts) > 1):
            raise SynbibError(f"group-by: '{text}' says '{name}' too much; delete it")
    if not parts:
        raise SynbibError("group-by: there is nothing to group by; write e.g. year,venue")
    return () if parts == (_NONE,) else parts


def select(library: Library, selection: Selection) -> Section:
    """Return the selected entries as sections.

    A group with no entry keeps its heading, unless it lost its entries to a filter, a limit or another heading.

    Raises:
        UnknownNameError: A group, or a field that a search names, does not exist.
    """
    tree = outline(library, selection.groups, nested=selection.nested)
    chosen = tree.all_entries
    for query in selection.tests:
        chosen = query.select(library, chosen)
    if not selection.group_by:
        places = {key: place for place, key in enumerate(library)}
        chosen.sort(key=lambda entry: places[entry.key])
    if selection.sort:
        chosen = ordered(chosen, selection.sort, library)
    if selection.places:
        by_key = {entry.key: entry for entry in chosen}
        chosen = [by_key[key] for key in moved(by_key, selection.places)]
    chosen = between(chosen, selection.after, selection.until)
    divider = _Divider(tree, selection)
    found = divider.divided(chosen[: selection.limit], selection.group_by)
    return found if selection.headings else Section("", tuple(found.all_entries))


class _Divider:
    """Puts the entries of a selection under headings.

    Args:
        tree: The groups with all their entries.
        selection: What is asked for.
    """

    def __init__(self, tree: Section, selection: Selection) -> None:
        self._tree = tree
        self._sorted = bool(selection.sort or selection.places)
        # Who sorts by year or author wants the headings of years or authors in that order, too.
        self._by = {"year" if key.name == "date" else key.name for key in selection.sort}
        self._keeps_empty = (
            not (selection.tests or selection.after or selection.until) and selection.limit is None
        )

    def divided(self, entries: Sequence[Entry], names: Sequence[str], above: str = "") -> Section:
        """Return the entries under headings of these kinds, the outermost first.

        Args:
            entries: What to divide, in order.
            names: Names of `HEADINGS`.
            above: The heading over all of them.
        """
        if not names:
            return Section(above, tuple(entries))
        name, below = names[0], names[1:]
        heading = HEADINGS[name]
        if heading is None:
            ranks = {entry.key: rank for rank, entry in enumerate(entries)}
            keeps_empty = self._keeps_empty and not above
            return lazily.replace(
                self._grouped(self._tree, ranks, below, keeps_empty), heading=above
            )
        buckets: dict[str, list[Entry]] = {}
        missing: list[Entry] = []
        spellings: dict[str, str] = {}  # of headings that differ by capitals the first one counts
        for entry in entries:
            under = dict.fromkeys(spellings.setdefault(t.casefold(), t) for t in heading.of(entry))
            for text in under:
                buckets.setdefault(text, []).append(entry)
            if not under:
                missing.append(entry)
        texts = list(buckets)
        if name not in self._by:
            texts.sort(key=lambda text: (fold(text), text), reverse=heading.descending)
        sections = [self.divided(buckets[text], below, text) for text in texts]
        if missing:
            sections.append(self.divided(missing, below, heading.missing if buckets else ""))
        return Section(above, (), tuple(sections))

    def _grouped(
        self, group: Section, ranks: Mapping[str, int], below: Sequence[str], keeps_empty: bool
    ) -> Section:
        """Return a group with those entries that have a rank, further divided."""
        inside = [entry for entry in group.entries if entry.key in ranks]
        if self._sorted:
            inside.sort(key=lambda entry: ranks[entry.key])
        own = self.divided(inside, below) if inside else Section("", ())
        children = [self._grouped(child, ranks, below, keeps_empty) for child in group.sections]
        kept = [child for child in children if keeps_empty or child.entries or child.sections]
        return Section(group.heading, own.entries, (*own.sections, *kept))
