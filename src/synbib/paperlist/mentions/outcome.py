"""What a list says in the end: which mentions are papers, where they stand, and what was not understood."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import field
from typing import Final, Literal

from synbib import lazily
from synbib.deprecation import renamed
from synbib.errors import Diagnostic, shortened
from synbib.model.identifiers import comparable
from synbib.paperlist.mentions.draft import Draft
from synbib.paperlist.mentions.finished import (
    hints_at_paper,
    is_linked,
    is_paper,
    mention_of,
    names_people,
)
from synbib.paperlist.mentions.headings import Headings, Path, year_of
from synbib.paperlist.mentions.mention import Mention
from synbib.text.folding import letters

__all__ = [
    "Left",
    "Mark",
    "Occurrence",
    "PaperList",
    "Region",
    "known_by",
    "not_read",
    "outcome",
    "warning",
]

# What a paper is known by: the scheme of an identifier and that, or ``title`` and the title's letters.
Mark = tuple[str, str]

# How much of an item a message shows.
_SHOWN: Final = 80


@lazily.dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a file that lists papers directly under one heading.

    Attributes:
        kind: Whether it is a list or a table.
        group: The headings above it, the outermost first.
        line: The first line, from 1.
        end: The line after the last.
    """

    kind: Literal["list", "table"]
    group: Path
    line: int
    end: int


@lazily.dataclass(frozen=True, slots=True)
class PaperList:
    """What a list says.

    Attributes:
        mentions: The mentions of papers, in order; a paper that stands under two headings is mentioned twice.
        headings: The path of each heading that is a group, in order, also of those with no papers.
        unread: What looks like an entry, or names a paper, and was not understood.
        notes: What was mended or left out.
        regions: Where in the file papers are listed.
        titled: Whether the one heading above all others is the title of the page.
    """

    mentions: tuple[Mention, ...]
    headings: tuple[Path, ...]
    unread: tuple[Diagnostic, ...] = ()
    notes: tuple[Diagnostic, ...] = ()
    regions: tuple[Region, ...] = ()
    titled: bool = False

    @property
    def papers(self) -> tuple[Mention, ...]:
        """The mentions, under the name that they had before."""
        renamed("PaperList.papers", "PaperList.mentions")
        return self.mentions


@lazily.dataclass(slots=True)
class Occurrence:
    """A draft and where it stands.

    Attributes:
        draft: What the item says, and the items of its own that say more of it.
        groups: The headings above it.
        line: The first line, from 1.
        end: The line after the last.
        certain: Whether the place tells that it is a paper.
        listed: Whether papers are listed there, not only spoken of.
        bullet: Whether it is a list item.
    """

    draft: Draft
    groups: Path
    line: int
    end: int
    certain: bool
    listed: bool
    bullet: bool

    @property
    def is_paper(self) -> bool:
        """Whether it surely is one of a paper; the heading above may tell the year beside its authors."""
        if self.certain or is_paper(self.draft, listed=self.listed):
            return True
        return self.listed and names_people(self.draft) and year_of(self.groups) is not None


@lazily.dataclass(slots=True)
class Left:
    """What was not taken for a paper, nor for a part of one.

    Attributes:
        unread: The items and rows that are reported.
        labels: The path and the line of each item that is a group, if papers stand below it.
    """

    unread: list[Diagnostic] = field(default_factory=list)
    labels: list[tuple[Path, int]] = field(default_factory=list)


def outcome(
    name: str,
    found: Sequence[Occurrence],
    left: Left,
    regions: Iterable[Region],
    headings: Headings,
    *,
    everything: bool = False,
    known: Callable[[], Collection[Mark]] = frozenset,
) -> PaperList:
    """Return what a list says.

    Args:
        name: Its name in messages.
        found: The mentions, in order.
        left: What was left out so far.
        regions: Where entries stand.
        headings: The headings, all of them.
        everything: Whether what has a link is taken, though nothing says that it is a paper.
        known: Gives what the papers of the store are known by; called only if papers are spoken of.
    """
    papers, unread = _papers(name, found, everything=everything)
    judged = tuple(_worth_listing(name, papers, known))
    kept = tuple(each for each in judged if isinstance(each, Mention))
    known_notes = (each for each in judged if isinstance(each, Diagnostic))
    groups = headings.groups(paper.groups for paper in kept)
    is_group = set(groups)
    labels = (not_read(name, line, path[-1]) for path, line in left.labels if path not in is_group)
    lines = sorted(paper.line for paper in kept)
    return PaperList(
        kept,
        groups,
        tuple(sorted((*left.unread, *unread, *labels))),
        tuple(sorted((*_harmful(name, found), *known_notes))),
        tuple(region for region in regions if _any_within(region, lines)),
        headings.is_titled(groups),
    )


def _papers(
    name: str, found: Sequence[Occurrence], *, everything: bool
) -> tuple[list[tuple[Mention, bool]], list[Diagnostic]]:
    """Return the mentions, each with whether it is listed, and a message for each draft that is none of a paper."""
    papers: list[tuple[Mention, bool]] = []
    unread: list[Diagnostic] = []
    among_papers = _among_papers(found)
    for one in found:
        taken = one.is_paper or one.line in among_papers or (everything and is_linked(one.draft))
        if taken:
            year = year_of(one.groups)
            papers.append((mention_of(one.draft, one.groups, one.line, one.end, year), one.listed))
        else:
            linked = is_linked(one.draft) or bool(one.draft.others)
            unread.append(not_read(name, one.line, one.draft.title, linked=linked))
    return papers, unread


def _harmful(name: str, found: Iterable[Occurrence]) -> Iterator[Diagnostic]:
    """Yield a message for each link that is left out as it may do harm."""
    for one in found:
        for url in one.draft.dropped:
            message = f"the link {url[:60]} is left out, as it may do harm"
            yield warning(name, one.line, "unsafe-link", message)


def _among_papers(found: Sequence[Occurrence]) -> set[int]:
    """Return the lines of items without links that tell one thing only, where most such items are papers.

    ``* Learning to Hash for Indexing Big Data (2016)`` may be anything; below ``* The Case for Learned Index Structures
    (SIGMOD 2018)`` it is a paper.
    """
    unlinked = [one for one in found if one.listed and one.bullet and not is_linked(one.draft)]
    sure = {one.line: one.groups for one in unlinked if one.is_paper}
    hinted = [one for one in unlinked if one.line not in sure and hints_at_paper(one.draft)]
    if len(hinted) >= len(sure):
        return set()
    groups = set(sure.values())
    return {one.line for one in hinted if one.groups in groups}


def _any_within(region: Region, lines: Sequence[int]) -> bool:
    """Whether any of the lines, which are in order, is in a region."""
    at = bisect_left(lines, region.line)
    return at < len(lines) and lines[at] < region.end


def _worth_listing(
    name: str, papers: Sequence[tuple[Mention, bool]], known: Callable[[], Collection[Mark]]
) -> Iterator[Mention | Diagnostic]:
    """Yield the papers that are listed, and those only spoken of that are known from nowhere else.

    Args:
        name: The list's name in messages, one for each paper that only the store knows.
        papers: Each, and whether it is listed.
        known: What the papers of the store are known by.
    """
    here = {mark for paper, listed in papers if listed for mark in known_by(paper)}
    there = frozenset[Mark]() if all(listed for _, listed in papers) else known()
    for paper, listed in papers:
        marks = list(known_by(paper))
        if listed or not any(mark in here or mark in there for mark in marks):
            yield paper
        elif here.isdisjoint(marks):
            message = f"the store has the paper that is spoken of here: {paper.title}"
            yield warning(name, paper.line, "known-paper", shortened(message, 2 * _SHOWN))


def known_by(paper: Mention) -> Iterator[Mark]:
    """Yield what a paper is known by: its identifiers and its title."""
    for scheme, identifier in paper.identifiers.items():
        yield scheme, comparable(scheme, identifier)
    yield "title", letters(paper.title)


def not_read(
    name: str, line: int, text: str, *, names: bool = False, linked: bool = False
) -> Diagnostic:
    """Return the message that an item was not understood.

    Args:
        name: The file.
        line: The line.
        text: What stands there.
        names: Whether it surely names a paper.
        linked: Whether it has a link.
    """
    shown = shortened(text, _SHOWN)
    if names:
        message = f"this names a paper, but no title is found: {shown}"
        return warning(name, line, "unread-paper", message, "give it a title, or add it by hand")
    if linked:
        return warning(name, line, "no-paper", f"nothing says that this is a paper: {shown}")
    message = f"neither a link nor an author, a venue and a date say that this is a paper: {shown}"
    return warning(name, line, "no-link", message)


def warning(name: str, line: int, code: str, message: str, hint: str = "") -> Diagnostic:
    """Return a message about a line."""
    return Diagnostic(name, line, 0, code, message, hint)
