"""Which block may stand in the place of what lists papers under a heading."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from synbib import lazily
from synbib.incoming.tree import Path, sound
from synbib.library import Group
from synbib.paperlist.mentions.headers import block_columns
from synbib.paperlist.mentions.mention import Mention
from synbib.paperlist.mentions.reader import PaperList, Region
from synbib.readme.blocks import Block

__all__ = ["Plan", "Planner", "StaysError", "outside_blocks"]

_USUAL: Final = "paper=Paper,published=Published in,code=Code/Project"
_HEADING: Final = lazily.pattern(r" {0,3}(#{1,6})\s")
_MARKUP: Final = lazily.pattern(r"[*_`]")
_QUOTED: Final = frozenset({"group", "columns", "place"})
# What cannot stand in an option of a block.
_NO_OPTION: Final = lazily.pattern(r'["\r\n]|-->')


class StaysError(Exception):
    """Why no block can show a stretch."""


@lazily.dataclass(frozen=True, slots=True)
class Plan:
    """A stretch, and the block that may stand in its place.

    Attributes:
        kind: ``list`` or ``table``.
        line: The first line of the stretch, from 1.
        end: The line after its last.
        options: The options of the block, name and value.
        path: The group that it is about.
    """

    kind: str
    line: int
    end: int
    options: tuple[tuple[str, str], ...]
    path: Path

    @property
    def start(self) -> str:
        """The marker that begins the block."""
        words = (f'{n}="{v}"' if n in _QUOTED else f"{n}={v}" for n, v in self.options)
        return f"<!-- synbib:start {' '.join((self.kind, *words))} -->"


class Planner:
    """Tells which block may stand in the place of a stretch.

    Args:
        lines: The README.
        found: What was read of it.
        groups: The groups of the store.
        blocks: The blocks that it has already.
        above: How many headings at the top are not groups.
    """

    def __init__(
        self,
        lines: Sequence[str],
        found: PaperList,
        groups: Group,
        blocks: Iterable[Block],
        above: int,
    ) -> None:
        self._lines = lines
        self.papers = sorted(found.mentions, key=lambda paper: paper.line)
        self._starts = [paper.line for paper in self.papers]
        self._headed = {region.group for region in found.regions}
        self._groups = groups
        self._shown = {
            value.casefold()
            for block in blocks
            for option, value in block.options
            if option == "group"
        }
        self._above = above

    def plan(self, path: Path, regions: Sequence[Region]) -> Plan:
        """Return the block of what lists papers under one heading.

        Raises:
            StaysError: No block can stand there.
        """
        kind, line, end = self._whole(regions)
        options = self.group_option(path)
        if self._has_own_groups(line, end, path):
            options.append(("level", str(_level_below(self._lines, line))))
        else:
            options.append(("nested", "no"))
            if kind == "list":
                line = max(line, self.inside(line, end)[0].line)
        if kind == "table":
            options += _columns_option(self._lines[line - 1])
        return Plan(kind, line, end, tuple(options), path)

    def inside(self, line: int, end: int) -> Sequence[Mention]:
        """Return the papers of some lines."""
        return self.papers[bisect_left(self._starts, line) : bisect_left(self._starts, end)]

    def _whole(self, regions: Sequence[Region]) -> tuple[str, int, int]:
        """Return the kind, the first line and the line after the last of the one block that stretches make.

        What stands after the last paper of a list stays where it is.

        Raises:
            StaysError: Something stands between.
        """
        first, last = regions[0], regions[-1]
        if any(region.kind != first.kind for region in regions):
            raise StaysError("there is a list and a table under this heading")
        if first.kind == "table" and len(regions) > 1:
            raise StaysError("there are several tables under this heading")
        end = first.line
        for region in regions:
            between = self._lines[end - 1 : region.line - 1]
            if any(text.strip() for text in between):
                raise StaysError("something stands between the papers under this heading")
            end = region.end
        if first.kind == "list":
            end = min(end, max(paper.end for paper in self.inside(last.line, end)))
        while end > first.line + 1 and not self._lines[end - 2].strip():
            end -= 1
        return first.kind, first.line, end

    def _has_own_groups(self, line: int, end: int, path: Path) -> bool:
        """Whether a stretch has groups within it, bullets above bullets, which its block writes as headings.

        Raises:
            StaysError: There are headings below it, too, which a block cannot leave out.
        """
        if {paper.groups for paper in self.inside(line, end)} <= {path}:
            return False
        if any(other != path and other[: len(path)] == path for other in self._headed):
            raise StaysError("it has groups of its own, and so has its heading")
        return True

    def group_option(self, path: Path) -> list[tuple[str, str]]:
        """Return the option that names the group of a stretch; none if it stands in no group.

        Raises:
            StaysError: No option names this group, and only it; or a block has it already.
        """
        path = sound(path)[self._above :]
        if not path:
            return []
        given = "/".join(path)
        group = _at(path, self._groups)
        if group is None:
            raise StaysError(f"there is no group '{given}' in the store")
        if self._groups.find(given) is not group or _NO_OPTION.search(given):
            raise StaysError(
                f"the group '{given}' cannot be named in a block; give it another name"
            )
        if given.casefold() in self._shown:
            raise StaysError(f"a block shows the group '{given}' already")
        return [("group", given)]


def outside_blocks(blocks: Sequence[Block], found: PaperList) -> Iterator[Region]:
    """Yield the stretches that stand in no block, and of others those parts with papers that stand in none."""
    spans = [(block.line, block.line + block.inside.count("\n") + 1) for block in blocks]
    starts = sorted(mention.line for mention in found.mentions)
    at = 0
    for region in sorted(found.regions, key=lambda region: region.line):
        while at < len(spans) and spans[at][1] <= region.line:
            at += 1
        line = region.line
        inside = [span for span in spans[at:] if span[0] < region.end]
        for start, end in (*inside, (region.end, region.end)):
            has_papers = bisect_left(starts, line) < bisect_left(starts, start)
            if line < start and (has_papers or not inside):
                yield Region(region.kind, region.group, line, start)
            line = max(line, end)


def _level_below(lines: Sequence[str], line: int) -> int:
    """Return the level of headings below that under which a line stands."""
    above = (_HEADING.match(lines[at]) for at in range(line - 2, -1, -1))
    level = next((len(heading[1]) for heading in above if heading), 1)
    return min(level + 1, 6)


def _at(path: Path, groups: Group) -> Group | None:
    for name in path:
        found = next((child for child in groups.children if child.name == name), None)
        if found is None:
            return None
        groups = found
    return groups


def _columns_option(head: str) -> list[tuple[str, str]]:
    """Return the option with the columns of a table, none if they are the usual ones.

    Raises:
        StaysError: It has a column that no block writes.
    """
    headers = [_MARKUP.sub("", cell).strip() for cell in head.strip().strip("|").split("|")]
    columns: list[str] = []
    for header, column in zip(headers, block_columns(headers), strict=True):
        if not column or _NO_OPTION.search(header) or "," in header:
            raise StaysError(f"no column of a block is '{header}'")
        columns.append(f"{column}={header}")
    chosen = ",".join(columns)
    return [] if chosen == _USUAL else [("columns", chosen)]
