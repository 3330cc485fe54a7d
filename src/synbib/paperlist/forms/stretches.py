"""Stretches of a list that a block can show line by line, in the form that their lines have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final, TypeVar

from synbib import lazily
from synbib.incoming.tree import Path
from synbib.library import Entry, Library
from synbib.paperlist.forms.infer import fitted, infer, needed, plainly_labelled, prepared, score
from synbib.paperlist.forms.sighting import Sighting, sight
from synbib.paperlist.forms.tables import alignment, infer_table, tight
from synbib.paperlist.forms.unfill import with_asides
from synbib.paperlist.forms.units import NUMBER, Units, units_of
from synbib.paperlist.mentions.mention import Mention
from synbib.paperlist.mentions.reader import Region
from synbib.readme.forms import Form, Template, entry_in_form

__all__ = ["Odd", "Stretch", "Stretches", "stretches"]

T = TypeVar("T")

# What begins or ends a block of code (§4.5).
_FENCE: Final = lazily.pattern(r"^[ \t>]*(?:[-*+]\s+|\d+[.)]\s+)?(?:```|~~~)", re.MULTILINE)
_INDENT: Final = lazily.pattern(r"[ \t]*")
# How much better a form of its own has to fit one heading's lines than that of the whole list.
_BETTER: Final = 1.15
# How many rows of a table may be no papers, as a share of those that are: more make it another table.
_OTHERS: Final = 0.5
_NOT_STORABLE: Final = (
    "no field of an entry can hold what it says: a comment, a tab, or a brace without its partner"
)
# How many lines tell the form of a whole list.
_SAMPLE: Final = 300


@dataclass(frozen=True, slots=True)
class Odd:
    """A line that no block shows.

    Attributes:
        line: Its number.
        why: What stands in the way.
    """

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that a block may stand in the place of.

    Attributes:
        kind: ``list`` or ``table``.
        path: The group.
        line: The first line.
        end: The line after the last.
        keys: The keys of its entries, in order.
        form: The form of its lines.
        first: The number of its first entry.
        indent: The blanks before each line.
    """

    kind: str
    path: Path
    line: int
    end: int
    keys: tuple[str, ...]
    form: Form
    first: int = 1
    indent: str = ""


@dataclass(slots=True)
class Stretches:
    """What was found.

    Attributes:
        found: The stretches, in the order of the list.
        fields: Key → the fields that the entry needs for its lines to be given back.
        odd: The lines that stay.
    """

    found: list[Stretch] = field(default_factory=list)
    fields: dict[str, dict[str, str]] = field(default_factory=dict)
    odd: list[Odd] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Item:
    """An entry's lines in a list.

    Attributes:
        sighting: The lines, with where parts stand.
        mention: What was read of them.
        line: The first line.
        end: The line after the last that says something.
        indent: The blanks that stand before each of its lines, and are not among them.
    """

    sighting: Sighting
    mention: Mention
    line: int
    end: int
    indent: str = ""

    @property
    def key(self) -> str:
        """The key of the entry."""
        return self.sighting.entry.key

    @property
    def number(self) -> int | None:
        """The number that it has in its list."""
        for span in self.sighting.spans:
            if span.name == NUMBER:
                return int(self.sighting.text(span))
        return None


def stretches(
    lines: Sequence[str],
    regions: Sequence[Region],
    mentions: Sequence[Mention],
    library: Library,
    mentioned: Mapping[int, Sequence[str]],
    fixed: Collection[str] = (),
    given: Sequence[Form] = (),
) -> Stretches:
    """Return the stretches of a list that blocks can show as they are.

    Args:
        lines: The file, with line breaks.
        regions: Where it lists papers.
        mentions: The papers, in the order of their lines.
        library: The store.
        mentioned: Line → the keys of the entries of the papers that begin there.
        fixed: The keys of entries that blocks show already: they get no fields, as these would change what is shown.
        given: Forms that are there already: one that gives all lines of a list back is taken before a new one.
    """
    return _Search(lines, mentions, library, mentioned, fixed, given).run(regions)


class _Search:
    def __init__(
        self,
        lines: Sequence[str],
        mentions: Sequence[Mention],
        library: Library,
        mentioned: Mapping[int, Sequence[str]],
        fixed: Collection[str],
        given: Sequence[Form],
    ) -> None:
        self._lines, self._library, self._mentioned = lines, library, mentioned
        self._fixed, self._given = fixed, given
        self._mentions = mentions
        self._done = Stretches()
        self._shown: dict[str, list[tuple[Form, int, str]]] = {}
        self._forms: list[Template] = []

    def run(self, regions: Sequence[Region]) -> Stretches:
        lists = [
            (region, _counted_by_hand(self._items(region)))
            for region in regions
            if region.kind == "list"
        ]
        units = self._prepared([item for _, items in lists for item in items])
        # Where there is most to learn from comes first: smaller ones have the same form.
        for _, items in sorted(lists, key=lambda each: -len(each[1])):
            self._list(items, [units[item.line] for item in items])
        for region in regions:
            if region.kind == "table":
                self._table(region)
        self._done.found.sort(key=lambda stretch: stretch.line)
        return self._done

    def _prepared(self, items: Sequence[_Item]) -> dict[int, Units]:
        """Return line → the units of an entry; note the form of those that have a number, and of the others."""
        found: dict[int, Units] = {}
        for numbered in (False, True):
            alike = [item for item in items if (item.number is not None) is numbered]
            units = prepared([item.sighting for item in alike])
            if template := infer(units[:: max(1, len(units) // _SAMPLE)]):
                self._forms.append(template)
            found |= {item.line: each for item, each in zip(alike, units, strict=True)}
        return found

    # --- lines of entries

    def _items(self, region: Region) -> list[_Item]:
        """Return the lines of each entry of a region; where several begin in one, it is not among them."""
        inside = [m for m in self._mentions if region.line <= m.line < region.end]
        items = []
        for n, mention in enumerate(inside):
            keys = self._mentioned.get(mention.line, ())
            following = inside[n + 1].line if n + 1 < len(inside) else region.end
            if following <= mention.line or (n and inside[n - 1].line == mention.line):
                continue
            if len(keys) != 1:
                self._leave(mention.line, "several papers stand in it")
                continue
            end = min(max(mention.end, mention.line + 1), following)
            while end > mention.line + 1 and not self._lines[end - 2].strip():
                end -= 1
            if len(_FENCE.findall("".join(self._lines[mention.line - 1 : end - 1]))) % 2:
                self._leave(mention.line, "code begins in it that does not end there")
                continue
            if any("<!--" in line for line in self._lines[mention.line - 1 : end - 1]):
                # A form with a comment in it would write that for each new entry.
                self._leave(mention.line, _NOT_STORABLE)
                continue
            if end < following and self._is_open(end):
                self._leave(mention.line, "an HTML element goes on after it")
                continue
            raw = "".join(self._lines[mention.line - 1 : end - 1]).rstrip("\r\n")
            raw = raw.replace("\r\n", "\n")
            indent, raw = _dedented(raw) if region.kind == "list" else ("", raw)
            entry = self._library[keys[0]]
            items.append(_Item(sight(raw, entry, mention), mention, mention.line, end, indent))
        return items

    def _is_open(self, end: int) -> bool:
        """Whether the line before ``end`` is of an HTML block that goes on: a blank line alone ends it (§4.6)."""
        lines = self._lines[end - 2 : end]
        return len(lines) > 1 and lines[0].lstrip().startswith("<") and bool(lines[1].strip())

    def _leave(self, line: int, why: str) -> None:
        self._done.odd.append(Odd(line, why))

    # --- lists

    def _list(self, items: Sequence[_Item], pooled: Sequence[Units]) -> None:
        if not items:
            return
        template, units = self._best(items, pooled)
        form = Form(template)
        if known := self._known(form, units, [item.sighting for item in items]):
            form, units = known
        if not form.entry:
            for item in items:
                self._leave(item.line, "its title is not found in it")
            return
        for run in self._runs(items, units):
            self._take_run(run, form)

    def _known(
        self, form: Form, units: Sequence[Units], sightings: Sequence[Sighting]
    ) -> tuple[Form, Sequence[Units]] | None:
        """Return a form that is given, with the units of the lines; None if all of these need more fields in it.

        Args:
            form: The form that was found for the lines.
            units: The units that it was found from.
            sightings: The lines.
        """
        most = needed(form.entry, units, form.kind) if form.entry else None
        for known in self._given:
            if (known.head, known.aligned) != (form.head, form.aligned):
                continue
            filled = [
                units_of(with_asides(units_of(each).sighting, known.entry)) for each in sightings
            ]
            for own in (units, filled):
                count = needed(known.entry, own, known.kind)
                if count is not None and (most is None or count <= most):
                    return known, own
        return None

    def _best(
        self, items: Sequence[_Item], pooled: Sequence[Units]
    ) -> tuple[Template, Sequence[Units]]:
        """Return the form that fits the lines: one that is there already, if a new one is not much better."""
        known: Template = ()
        most = -1
        for form in self._forms:
            points = score(form, pooled, max(most, 0))
            if points > most:
                most, known = points, form
            if most == len(items):
                return known, pooled
        own = prepared([item.sighting for item in items])
        template = infer(own)
        if template and score(template, own) > max(most * _BETTER, most + 1):
            self._forms.append(template)
            return template, own
        return known, pooled

    def _runs(
        self, items: Sequence[_Item], units: Sequence[Units]
    ) -> Iterator[list[tuple[_Item, Units, int]]]:
        """Yield items that stand together: in one group, with nothing between; each with the blank lines above it."""
        run: list[tuple[_Item, Units, int]] = []
        for item, each in zip(items, units, strict=True):
            gap = 0
            if run:
                last = run[-1][0]
                between = self._lines[last.end - 1 : item.line - 1]
                gap = len(between)
                together = (
                    not any(line.strip() for line in between)
                    and last.mention.groups == item.mention.groups
                    and last.indent == item.indent
                    and (item.number is None) == (last.number is None)
                    and (item.number is None or item.number == (last.number or 0) + 1)
                )
                if not together:
                    yield run
                    run, gap = [], 0
            run.append((item, each, gap))
        if run:
            yield run

    def _take_run(self, run: Sequence[tuple[_Item, Units, int]], form: Form) -> None:
        """Note the stretches that a run makes, in which the blank lines between entries are as many."""
        gaps = Counter(gap for _, _, gap in run[1:])
        usual = gaps.most_common(1)[0][0] if gaps else form.blank_lines
        form = replace(form, blank_lines=usual)
        keys: list[str] = []
        first: _Item | None = None
        last: _Item | None = None
        number = 1

        def close() -> None:
            nonlocal first
            if first is not None and last is not None:
                self._done.found.append(
                    Stretch(
                        "list",
                        first.mention.groups,
                        first.line,
                        last.end,
                        tuple(keys),
                        form,
                        first.number or 1,
                        first.indent,
                    )
                )
            keys.clear()
            first = None

        for item, units, gap in run:
            if keys and gap != usual:
                close()
            number = item.number or (number + 1 if keys else 1)
            if item.key in keys or not self._show(form, units.sighting, number):
                close()
                self._leave(item.line, self._why(item.key, keys))
                continue
            if first is None:
                first = item
            keys.append(item.key)
            last = item
        close()

    # --- tables

    def _table(self, region: Region) -> None:
        items = self._items(region)
        lines = [line.rstrip("\r\n") for line in self._lines[region.line - 1 : region.end - 1]]
        while lines and not lines[-1].strip():
            lines.pop()
        head = tuple(lines[: items[0].line - region.line]) if items else ()
        if not items or "|" not in lines[0]:
            self._leave(region.line, "it is not a table of Markdown's own")
            return
        below = self._rows_below(items, region.line + len(lines))
        amiss = [
            line
            for start, rows in below.items()
            for line, row in enumerate(rows, start + 1)
            if "|" not in row or self._mentioned.get(line)
        ]
        if sum(map(len, below.values())) > _OTHERS * len(items):
            amiss += [start + 1 for start, rows in below.items() if rows]
        if amiss or len({item.mention.groups for item in items}) > 1 or len(head) < 2:
            self._leave(amiss[0] if amiss else region.line, "a row of the table is not a paper")
            return
        way = alignment(head[:2], [item.sighting.raw for item in items])
        if way != "no":
            items = [
                replace(
                    item,
                    sighting=sight(tight(item.sighting.raw), item.sighting.entry, item.mention),
                )
                for item in items
            ]
        rows = plainly_labelled([units_of(item.sighting) for item in items])
        template, shown = infer_table(head, [row.sighting for row in rows])
        form = Form(template, 0, head, way)
        if known := self._known(form, [units_of(row) for row in shown], [r.sighting for r in rows]):
            form, shown = known[0], tuple(each.sighting for each in known[1])
        before = [
            (item.key, self._done.fields.get(item.key), self._shown.get(item.key)) for item in items
        ]
        keys: list[str] = []
        for item, row in zip(items, shown, strict=True):
            sighting = replace(row, raw="\n".join((row.raw, *below[item.line])))
            if item.key in keys or not self._show(form, sighting, item.number or 1):
                why = self._why(item.key, keys)
                for key, fields, places in before:
                    _put_back(self._done.fields, key, fields)
                    _put_back(self._shown, key, places)
                self._leave(item.line, why)
                return
            keys.append(item.key)
        self._done.found.append(
            Stretch(
                "table",
                items[0].mention.groups,
                region.line,
                region.line + len(lines),
                tuple(keys),
                form,
            )
        )

    def _rows_below(self, items: Sequence[_Item], end: int) -> dict[int, list[str]]:
        """Return line of an entry's row → the rows below it that are not papers, as sub-headings; they stay there."""
        lines = [item.line for item in items]
        return {
            line: [row.rstrip("\r\n").rstrip() for row in self._lines[line : following - 1]]
            for line, following in pairwise([*lines, end])
        }

    # --- entries

    def _show(self, form: Form, sighting: Sighting, number: int) -> bool:
        """Whether a form shows an entry's lines as they are; note the fields that it needs for that."""
        key, raw = sighting.entry.key, sighting.raw
        assigned = self._done.fields.get(key, {})
        if key in self._shown and self._gives(form, sighting.entry, assigned, number) == raw:
            self._shown[key] = [*self._shown[key], (form, number, raw)]
            return True
        own = fitted(form.entry, sighting, form.kind)
        if own is None:
            return False
        fields = {**assigned, **own}
        there = {**sighting.entry.fields, **assigned}
        if any(there.get(name, value) != value for name, value in own.items()):
            return False
        if key in self._fixed and own.keys() - there.keys():
            return False
        places = [*self._shown.get(key, ()), (form, number, raw)]
        if any(self._gives(f, sighting.entry, fields, n) != text for f, n, text in places):
            return False
        self._done.fields[key] = fields
        self._shown[key] = places
        return True

    def _why(self, key: str, keys: Sequence[str]) -> str:
        """Return why lines of an entry do not go on a stretch with the entries ``keys``."""
        if key in keys or key in self._shown or key in self._fixed:
            return "the paper stands elsewhere in other words"
        return _NOT_STORABLE

    def _gives(self, form: Form, entry: Entry, fields: Mapping[str, str], number: int) -> str:
        shown = replace(entry, fields={**entry.fields, **fields}, source=None)
        return entry_in_form(shown, form, number)


def _put_back(values: dict[str, T], key: str, value: T | None) -> None:
    """Let a key have the value again that it had, or none."""
    if value is None:
        values.pop(key, None)
    else:
        values[key] = value


def _counted_by_hand(items: list[_Item]) -> list[_Item]:
    """Return items without their numbers if all have the same: Markdown counts by itself then."""
    if len(items) < 2 or len({item.number for item in items}) > 1:
        return items
    return [replace(item, sighting=_without(item.sighting, NUMBER)) for item in items]


def _without(sighting: Sighting, name: str) -> Sighting:
    return replace(sighting, spans=tuple(s for s in sighting.spans if s.name != name))


def _dedented(raw: str) -> tuple[str, str]:
    """Return the blanks that all lines begin with, and the lines without them."""
    indent = _INDENT.match(raw)
    blanks = indent[0] if indent else ""
    lines = raw.split("\n")
    if not blanks or not all(line.startswith(blanks) for line in lines if line.strip()):
        return "", raw
    return blanks, "\n".join(line.removeprefix(blanks) for line in lines)
