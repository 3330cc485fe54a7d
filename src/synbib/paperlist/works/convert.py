"""A README's own lists → blocks that synbib keeps up to date.

What lists papers directly under one heading becomes one block, where all of it was understood and the block can show
the same. Everything else stays, byte for byte, and what stood in the way is reported.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from synbib.errors import Diagnostic
from synbib.library import Group, Library
from synbib.paperlist.mentions.reader import PaperList, Region
from synbib.paperlist.works.tree import Path, sound
from synbib.readme import Options, parse, sync_text

__all__ = ["Converted", "convert"]

_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_COLUMNS: Final = {
    header: column
    for column, headers in {
        "paper": "paper|papers|title|paper title|name|论文|标题",
        "published": "published in|published|venue|conference|publication|pub|pub.|conference/journal|会议|期刊",
        "year": "year|date|time|年份",
        "code": "code|code/project|project/code|project|repo|repository|github|source code|implementation|代码",
        "authors": "author|authors|作者",
        "dataset": "dataset|datasets|data",
        "website": "website|homepage|project page|page",
        "slides": "slides",
        "video": "video",
        "demo": "demo",
        "links": "link|links|resources|url",
        "note": "note|notes|remark|remarks|备注",
    }.items()
    for header in headers.split("|")
}
_USUAL: Final = "paper=Paper,published=Published in,code=Code/Project"
_HEADING: Final = re.compile(r" {0,3}(#{1,6})\s")
_MARKUP: Final = re.compile(r"[*_`]")
# What cannot stand in an option of a block.
_NO_OPTION: Final = re.compile(r'["\r\n]|-->')


@dataclass(frozen=True, slots=True)
class Converted:
    """A README with blocks in place of its lists.

    Attributes:
        text: Its new text.
        blocks: How many blocks were put in.
        left: What was left as it was, and why.
    """

    text: str
    blocks: int
    left: tuple[Diagnostic, ...] = ()


class _StaysError(Exception):
    """Why a stretch stays as it is."""


def convert(
    text: str,
    found: PaperList,
    library: Library,
    name: str = "README.md",
    above: int = 0,
    defaults: Options | None = None,
) -> Converted:
    """Return a README with blocks in place of the stretches that list papers.

    Args:
        text: The README.
        found: What was read of it: its papers, and where it lists them.
        library: The store that they were imported into.
        name: The README's name in messages.
        above: How many headings at the top are no groups of the store.
        defaults: What holds for the new blocks besides what they say themselves.

    Raises:
        ReadmeError: It has malformed blocks already, or one that was edited by hand.
    """
    lines = _LINE.findall(text)
    newline = "\r\n" if "\r\n" in text else "\n"
    runs: dict[Path, list[Region]] = {}
    for region in _outside_blocks(text, found.regions, name):
        runs.setdefault(region.group, []).append(region)
    places = _Places(found)
    left: list[Diagnostic] = []
    blocks = 0
    for path, inside in runs.items():
        try:
            kind, line, end = _whole(lines, inside)
            options = _group_option(sound(path)[above:], library.groups)
            if places.has_own_groups(line, end, path):
                options.append(f"level={_level_below(lines, line)}")
            else:
                options.append("nested=no")
            if kind == "table":
                options += _columns_option(lines[line - 1])
        except _StaysError as why:
            message = f"this {inside[0].kind} stays as it is: {why}"
            left.append(
                Diagnostic(name, inside[0].line, 0, "not-converted", message, "", "warning")
            )
            continue
        start = f"<!-- synbib:start {' '.join([kind, *options])} -->"
        before = newline if line > 1 and lines[line - 2].strip() else ""
        after = newline if end <= len(lines) and lines[end - 1].strip() else ""
        # Lines keep their numbers, so that the other stretches stay where they are.
        lines[line - 1] = f"{before}{start}{newline}<!-- synbib:end -->{newline}{after}"
        lines[line : end - 1] = [""] * (end - 1 - line)
        blocks += 1
    marked = "".join(lines)
    if blocks:
        marked = sync_text(marked, library, name=name, defaults=defaults)
    return Converted(marked, blocks, tuple(sorted(left)))


class _Places:
    """Where the papers of a list stand."""

    def __init__(self, found: PaperList) -> None:
        self._lines = [paper.line for paper in found.papers]  # in order, as papers are
        self._groups = [paper.groups for paper in found.papers]
        self._headed = {region.group for region in found.regions}

    def has_own_groups(self, line: int, end: int, path: Path) -> bool:
        """Whether a stretch has groups within it, bullets above bullets, which its block writes as headings.

        Raises:
            _StaysError: There are headings below it, too, which a block cannot leave out.
        """
        inside = set(self._groups[bisect_left(self._lines, line) : bisect_left(self._lines, end)])
        if inside <= {path}:
            return False
        if any(other != path and other[: len(path)] == path for other in self._headed):
            raise _StaysError("it has groups of its own, and so has its heading")
        return True


def _level_below(lines: Sequence[str], line: int) -> int:
    """Return the level of headings below that under which a line stands."""
    above = (_HEADING.match(lines[at]) for at in range(line - 2, -1, -1))
    level = next((len(heading[1]) for heading in above if heading), 1)
    return min(level + 1, 6)


def _outside_blocks(text: str, regions: Sequence[Region], name: str) -> Iterator[Region]:
    """Yield the stretches that stand in no block."""
    blocks = [(block.line, block.line + block.inside.count("\n")) for block in parse(text, name)]
    at = 0
    for region in sorted(regions, key=lambda region: region.line):
        while at < len(blocks) and blocks[at][1] < region.line:
            at += 1
        if at == len(blocks) or region.end <= blocks[at][0]:
            yield region


def _whole(lines: Sequence[str], regions: Sequence[Region]) -> tuple[str, int, int]:
    """Return the kind, the first line and the line behind the last of the one block that several stretches make.

    Raises:
        _StaysError: Not all was understood, or something stands between.
    """
    first, last = regions[0], regions[-1]
    if not all(region.complete for region in regions):
        raise _StaysError("not all of it was understood")
    if any(region.kind != first.kind for region in regions):
        raise _StaysError("there is a list and a table under this heading")
    if first.kind == "table" and len(regions) > 1:
        raise _StaysError("there are several tables under this heading")
    end = first.line
    for region in regions:
        if any(line.strip() for line in lines[end - 1 : region.line - 1]):
            raise _StaysError("something stands between the papers under this heading")
        end = region.end
    end = last.end
    while end > first.line + 1 and not lines[end - 2].strip():
        end -= 1
    return first.kind, first.line, end


def _group_option(path: Path, groups: Group) -> list[str]:
    """Return the option that names the group of a stretch; none if it stands in no group.

    Raises:
        _StaysError: No option names this group, and only it.
    """
    if not path:
        return []
    given = "/".join(path)
    group = _at(path, groups)
    if group is None:
        raise _StaysError(f"there is no group '{given}' in the store")
    if groups.find(given) is not group or _NO_OPTION.search(given):
        raise _StaysError(f"the group '{given}' cannot be named in a block; give it another name")
    return [f'group="{given}"']


def _at(path: Path, groups: Group) -> Group | None:
    for name in path:
        found = next((child for child in groups.children if child.name == name), None)
        if found is None:
            return None
        groups = found
    return groups


def _columns_option(head: str) -> list[str]:
    """Return the option with the columns of a table, none if they are the usual ones.

    Raises:
        _StaysError: It has a column that no block writes.
    """
    headers = [_MARKUP.sub("", cell).strip() for cell in head.strip().strip("|").split("|")]
    dated = any(_COLUMNS.get(header.casefold()) == "year" for header in headers)
    columns: list[str] = []
    for header in headers:
        column = _COLUMNS.get(header.casefold())
        # The year of what is published is said once.
        column = "venue" if column == "published" and dated else column
        if column is None or _NO_OPTION.search(header) or "," in header:
            raise _StaysError(f"no column of a block is '{header}'")
        columns.append(f"{column}={header}")
    chosen = ",".join(columns)
    return [] if chosen == _USUAL else [f'columns="{chosen}"']
