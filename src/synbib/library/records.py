"""JabRef's comment with the tree of groups, edited record by record: what does not change keeps its bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from synbib import lazily
from synbib.bibtex.jabref import placed_records
from synbib.errors import UnknownNameError
from synbib.library.groups import ALL, Group, format_record, parse_record

__all__ = ["Records"]

_LEVEL: Final = lazily.pattern(r"\A\s*\d+")


@lazily.dataclass(slots=True)
class _Record:
    """A record as it is written, without the ``;`` after it.

    Attributes:
        source: How it is written.
        level: Its level; 0 for the root.
        group: The group, without those below it.
    """

    source: str
    level: int
    group: Group


class Records:
    """The records of a tree, in order; a group is told by its number among them.

    Args:
        comment: What stands between the delimiters of the comment.
        newline: What ends a line in the file.
    """

    def __init__(self, comment: str, newline: str) -> None:
        placed = placed_records(comment) or []
        self._records = [_record(comment[start:end], record) for start, end, record in placed]
        # What stands before the first, and after each.
        self._before = comment[: placed[0][0]] if placed else f"{comment.rstrip()}{newline}"
        self._after = [comment[one[1] : other[0]] for one, other in pairwise(placed)]
        self._after += [comment[placed[-1][1] :]] if placed else []
        self._usual = self._after[0] if len(placed) > 1 else f";{newline}"
        if not placed:
            self._records, self._after = [_record(ALL, ALL)], [self._usual]

    @property
    def text(self) -> str:
        """The comment as it is now."""
        written = zip((r.source for r in self._records), self._after, strict=True)
        return self._before + "".join(source + after for source, after in written)

    def groups(self) -> Iterator[tuple[int, tuple[str, ...], Group]]:
        """Yield the number of each group, the names that lead to it and the group, in the order of `Group.find`."""
        waiting: list[tuple[int, tuple[str, ...]]] = [(-1, ())]
        children = self._children()
        while waiting:
            parent, above = waiting.pop()
            found = [
                (number, (*above, self._records[number].group.name)) for number in children[parent]
            ]
            for number, names in found:
                yield number, names, self._records[number].group
            waiting.extend(reversed(found))

    def find(self, path: str) -> int:
        """Return the number of the group that a path names, as `Group.find` does.

        Raises:
            UnknownNameError: There is none.
        """
        wanted = path.casefold()
        for number, names, _ in self.groups():
            full = "/".join(names).casefold()
            if full == wanted or full.endswith(f"/{wanted}"):
                return number
        raise UnknownNameError.among(
            "group", path, (record.group.name for record in self._records if record.level)
        )

    def group(self, number: int) -> Group:
        """Return a group."""
        return self._records[number].group

    def names(self, number: int) -> tuple[str, ...]:
        """Return the names that lead to a group, its own the last."""
        return next(names for each, names, _ in self.groups() if each == number)

    def below(self, number: int) -> range:
        """Return the numbers of a group and of all below it; of all groups for -1."""
        if number < 0:
            first = int(bool(self._records) and not self._records[0].level)
            return range(first, len(self._records))
        level = self._records[number].level
        end = number + 1
        while end < len(self._records) and self._records[end].level > level:
            end += 1
        return range(number, end)

    def parent(self, number: int) -> int:
        """Return the number of the group above one; -1 if there is none."""
        level = self._records[number].level
        above = (n for n in range(number - 1, -1, -1) if self._records[n].level < level)
        found = next(above, -1)
        return found if found >= 0 and self._records[found].level else -1

    def replace(self, number: int, group: Group) -> None:
        """Put another group in the place of one; those below it stay."""
        record = self._records[number]
        self._records[number] = _Record(format_record(record.level, group), record.level, group)

    def add(self, group: Group, parent: int = -1) -> int:
        """Put a new group after all others below a parent; return its number."""
        at = self.below(parent).stop
        level = self._level_below(parent)
        self._insert(at, [_Record(format_record(level, group), level, group)])
        return at

    def move(self, number: int, parent: int, at: int) -> int:
        """Put a group, with all below it, below another parent, before what has the number ``at``; return its own."""
        moved = self.below(number)
        more = self._level_below(parent) - self._records[number].level
        records = [_deeper(self._records[each], more) for each in moved]
        if at >= moved.stop:
            at -= len(moved)
        self._remove(moved)
        self._insert(at, records)
        return at

    def remove(self, number: int, *, keep_below: bool) -> None:
        """Remove a group with all below it, or let these take its place."""
        whole = self.below(number)
        if keep_below:
            for each in whole[1:]:
                self._records[each] = _deeper(self._records[each], -1)
            whole = whole[:1]
        self._remove(whole)

    def _level_below(self, parent: int) -> int:
        return self._records[parent].level + 1 if parent >= 0 else 1

    def _children(self) -> dict[int, list[int]]:
        """Return the numbers of the groups right below each, -1 for the root."""
        found: dict[int, list[int]] = {-1: []}
        above: list[int] = []
        for number, record in enumerate(self._records):
            found[number] = []
            if record.level:
                while above and self._records[above[-1]].level >= record.level:
                    above.pop()
                found[above[-1] if above else -1].append(number)
                above.append(number)
        return found

    def _remove(self, numbers: range) -> None:
        del self._records[numbers.start : numbers.stop]
        last = numbers.stop == len(self._after)
        start = max(numbers.start - last, 0)
        del self._after[start : start + len(numbers)]

    def _insert(self, at: int, records: Sequence[_Record]) -> None:
        self._records[at:at] = records
        # What stands after the last record stays there.
        place = min(at, len(self._after) - 1)
        self._after[place:place] = [self._usual] * len(records)


def _record(source: str, record: str) -> _Record:
    level, group = parse_record(record) or (0, Group(""))
    return _Record(source, level, group)


def _deeper(record: _Record, levels: int) -> _Record:
    """Return a record so many levels deeper; no more than that of it is written anew."""
    level = record.level + levels
    return _Record(_LEVEL.sub(str(level), record.source, count=1), level, record.group)
