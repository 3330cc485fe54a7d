"""A block taken apart: the lines of each entry, and what stands around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Final

from synbib import lazily
from synbib.incoming.tree import Path
from synbib.library import Entry, Group, Library
from synbib.readme import Options, Section
from synbib.readme.blocks import LINE_BREAK, Block
from synbib.readme.forms import entry_in_form
from synbib.readme.forms.cells import aligned, columns
from synbib.readme.kinds import recent_options
from synbib.readme.selection import select

__all__ = ["Layout", "Shown", "Unit", "differences", "same_but_for_blanks", "shown"]

_BULLET: Final = lazily.pattern(r"[ ]{0,3}(?:[-*+]|\d{1,9}[.)])(?=\s)")
# A bullet whose blank was forgotten is still meant as one.
_ITEM: Final = lazily.pattern(r"[ ]{0,3}(?:(?:[-*+]|\d{1,9}[.)])(?=\s)|-(?=[\w\[*]))")
_HEADING: Final = lazily.pattern(r"#{1,6}\s")
_RULE: Final = lazily.pattern(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?)?\s*")
_NUMBER: Final = lazily.pattern(r"\A\s*\d{1,9}[.)](?=\s)")
_SIGNS: Final = lazily.pattern(r"\A\W+")

Differences = list[tuple[int, int, int, int]]
"""Stretches of two sequences that differ: where each begins and ends in the one, and in the other."""


@dataclass(frozen=True, slots=True)
class Unit:
    """The lines of one entry in a block.

    Attributes:
        text: The lines, without the blanks that the whole block is indented by.
        line: Its first line, counted from the start marker's, which is 0.
        section: The heading that it stands under, counted from 1; 0 before any.
        key: The key of the entry; ``""`` where it is not known.
    """

    text: str
    line: int
    section: int = 0
    key: str = ""

    @property
    def unnumbered(self) -> str:
        """The lines without the number that the list gives it, which follows from its place."""
        return _NUMBER.sub("", self.text, count=1)


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands in a block.

    Attributes:
        units: Its entries, in order.
        frame: What else stands there: the lines and their numbers, counted as those of units are.
    """

    units: tuple[Unit, ...]
    frame: tuple[tuple[str, int], ...]

    @property
    def around(self) -> tuple[str, ...]:
        """The lines that are of no entry."""
        return tuple(line for line, _ in self.frame)


@dataclass(frozen=True, slots=True)
class Shown:
    """A block as the store writes it.

    Attributes:
        layout: What stands in it.
        options: The options that it is written with.
        paths: The group of each section, see `Unit.section`.
        parse: Takes the inside of a block of this kind apart.
    """

    layout: Layout
    options: Options
    paths: tuple[Path, ...]
    parse: Callable[[str], Layout]


def shown(block: Block, written: str, options: Options, library: Library) -> Shown | None:
    """Return what the store writes into a block; None if the entries in it cannot be told apart.

    Args:
        block: The block.
        written: What the store writes into it.
        options: The options that it is written with.
        library: The store.
    """
    if block.kind == "recent":
        options = recent_options(options)
    root = select(library, options)
    sections = list(root.walk())
    entries = [entry for section in sections for entry in section.entries]
    lines = _lines(written, block.indent or "")
    texts = _in_form(entries, options)
    if options.form is not None and options.form.head:
        head = set(options.form.head)
        frame = Counter(line for line in lines if line in head)
    else:
        frame = _frame(lines, is_table=block.kind == "table")
    begins = _beginning(texts, is_table=block.kind == "table")
    # Lines that an entry has after its first may look as if they were not of it.
    further = frozenset(line for text in texts or () for line in text.split("\n")[1:])

    def parse(inside: str) -> Layout:
        return _parsed(_lines(inside, block.indent or ""), frame, begins, further)

    layout = parse(written)
    if len(layout.units) != len(entries):
        return None
    if texts is not None and [unit.text.rstrip() for unit in layout.units] != [
        text.rstrip() for text in texts
    ]:
        return None
    units = tuple(
        replace(unit, key=entry.key) for unit, entry in zip(layout.units, entries, strict=True)
    )
    paths = _paths(root, options, library)
    return Shown(Layout(units, layout.frame), options, paths, parse)


def _lines(inside: str, indent: str) -> list[str]:
    return [line.removeprefix(indent) for line in LINE_BREAK.split(inside)]


def _in_form(entries: Sequence[Entry], options: Options) -> list[str] | None:
    """Return what each entry is in the form of a block; None if it has none."""
    form = options.form
    if form is None:
        return None
    texts = [entry_in_form(entry, form, n) for n, entry in enumerate(entries, options.first)]
    if widths := columns(form.head, form.aligned):
        texts = [aligned(text, widths) for text in texts]
    return texts


def _frame(lines: Sequence[str], *, is_table: bool) -> Counter[str]:
    """Return what stands around the entries of a block in synbib's own form: headings, and the heads of tables."""
    found: Counter[str] = Counter()
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        head = is_table and bool(_RULE.fullmatch(line) or _RULE.fullmatch(below))
        if (head and line.strip()) or _HEADING.match(line):
            found[line] += 1
    return found


def _beginning(texts: Sequence[str] | None, *, is_table: bool) -> Callable[[str, bool], bool]:
    """Return what tells of a line, and of whether it stands after a blank one, if it is the first of an entry."""
    if is_table:
        return lambda _line, _after_blank: True
    if not texts or all(map(_BULLET.match, texts)):
        return lambda line, _after_blank: bool(_ITEM.match(line))
    signs = {text[: len(text) - len(_SIGNS.sub("", text, count=1))].strip() for text in texts}
    prefix = signs.pop() if len(signs) == 1 else ""
    if prefix:
        return lambda line, _after_blank: line.startswith(prefix)
    if all("\n" not in text for text in texts):
        return lambda _line, _after_blank: True
    return lambda _line, after_blank: after_blank


def _parsed(
    lines: Sequence[str],
    frame: Counter[str],
    begins: Callable[[str, bool], bool],
    further: Collection[str],
) -> Layout:
    units: list[Unit] = []
    around: list[tuple[str, int]] = []
    left = Counter(frame)
    open_: list[str] = []
    started = section = 0
    after_blank = True

    def close() -> None:
        if open_:
            units.append(Unit("\n".join(open_).rstrip(), started, section))
            open_.clear()

    for number, line in enumerate(lines):
        if not line.strip():
            if open_:
                open_.append(line)
            after_blank = True
            continue
        if left[line]:
            left[line] -= 1
            close()
            around.append((line, number))
            section += bool(_HEADING.match(line))
        elif begins(line, after_blank):
            close()
            open_.append(line)
            started = number
        elif open_ and (not after_blank or line[:1].isspace() or line in further):
            open_.append(line)
        else:
            close()
            around.append((line, number))
        after_blank = False
    close()
    return Layout(tuple(units), tuple(around))


# --- groups ----------------------------------------------------------------------------------------


def _paths(root: Section, options: Options, library: Library) -> tuple[Path, ...]:
    """Return the group of each section that has a heading, in order; before them that of what stands before any."""
    chosen = [path_of(library.groups, library.groups.find(name)) for name in options.groups]
    top = chosen[0] if len(chosen) == 1 else ()
    if options.group_by != ("group",):
        return (top, *(top for section in root.walk() if section.heading))
    found: list[Path] = [top]
    waiting = list(chosen) if len(chosen) > 1 else []

    def walk(section: Section, path: Path) -> None:
        for child in section.sections:
            below = (*path, child.heading)
            if section is root and waiting:
                below = next((each for each in waiting if each[-1:] == (child.heading,)), below)
                if below in waiting:
                    waiting.remove(below)
            if child.heading:
                found.append(below)
            walk(child, below if child.heading else path)

    walk(root, top)
    return tuple(found)


def path_of(root: Group, wanted: Group) -> Path:
    """Return the path of a group of a tree; ``()`` if it is not there."""
    waiting: list[tuple[Path, Group]] = [((), root)]
    while waiting:
        above, group = waiting.pop()
        for child in group.children:
            if child is wanted:
                return (*above, child.name)
            waiting.append(((*above, child.name), child))
    return ()


# --- comparing --------------------------------------------------------------------------------------


def differences(one: Sequence[Hashable], other: Sequence[Hashable]) -> Differences:
    """Return where two sequences differ. What both begin and end with is not looked at again."""
    least = min(len(one), len(other))
    start = next((n for n in range(least) if one[n] != other[n]), least)
    end = next((n for n in range(least - start) if one[-1 - n] != other[-1 - n]), least - start)
    matcher = SequenceMatcher(
        None, one[start : len(one) - end], other[start : len(other) - end], autojunk=False
    )
    return [
        (start + a, start + b, start + c, start + d)
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]


def same_but_for_blanks(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but blanks and line breaks."""
    return re.sub(r"\s+", "", one) == re.sub(r"\s+", "", other)
