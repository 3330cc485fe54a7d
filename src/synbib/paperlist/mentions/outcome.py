"""What a list says in the end: which mentions are papers, where they stand, and what was not understood."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from synbib.errors import Diagnostic, shortened
from synbib.paperlist.mentions.headings import Headings, Path, year_of
from synbib.paperlist.mentions.mention import Mention
from synbib.paperlist.mentions.paper import Paper
from synbib.paperlist.mentions.papers import is_paper, paper_of
from synbib.text.folding import letters

__all__ = ["Found", "PaperList", "Region", "not_read", "outcome", "warning"]

# How much of an item a message shows.
_SHOWN: Final = 80


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a file that lists papers directly under one heading.

    Attributes:
        kind: Whether it is a list or a table.
        group: The headings above it, the outermost first.
        line: The first line, from 1.
        end: The line behind the last.
        complete: Whether everything in it was understood as papers.
    """

    kind: Literal["list", "table"]
    group: Path
    line: int
    end: int
    complete: bool


@dataclass(frozen=True, slots=True)
class PaperList:
    """What a list says.

    Attributes:
        papers: The mentions of papers, in order; a paper that stands under two headings is mentioned twice.
        headings: The path of each heading that is a group, in order, also of those with no papers.
        unread: What looks like an entry, or names a paper, and was not understood.
        notes: What was mended or left out.
        regions: Where in the file papers are listed.
        titled: Whether the one heading above all others is the title of the page.
    """

    papers: tuple[Paper, ...]
    headings: tuple[Path, ...]
    unread: tuple[Diagnostic, ...] = ()
    notes: tuple[Diagnostic, ...] = ()
    regions: tuple[Region, ...] = ()
    titled: bool = False


@dataclass(slots=True)
class Found:
    """A mention and where it stands.

    Attributes:
        mention: What the item says, and the items of its own that say more of it.
        groups: The headings above it.
        line: The first line, from 1.
        end: The line behind the last.
        certain: Whether the place tells that it is a paper.
        listed: Whether papers are listed there, not only spoken of.
        bullet: Whether it is a list item.
    """

    mention: Mention
    groups: Path
    line: int
    end: int
    certain: bool
    listed: bool
    bullet: bool


def outcome(
    name: str,
    found: Iterable[Found],
    unread: Iterable[Diagnostic],
    regions: Iterable[Region],
    headings: Headings,
    *,
    everything: bool = False,
) -> PaperList:
    """Return what a list says.

    Args:
        name: Its name in messages.
        found: The mentions, in order.
        unread: What was not understood so far.
        regions: Where entries stand.
        headings: The headings, all of them.
        everything: Whether what has a link is taken, though nothing says that it is a paper.
    """
    papers: list[tuple[Paper, bool]] = []
    notes: list[Diagnostic] = []
    left = list(unread)
    incomplete: list[int] = []
    for one in found:
        mention = one.mention
        for url in mention.dropped:
            message = f"the link {url[:60]} is left out, as it may do harm"
            notes.append(warning(name, one.line, "unsafe-link", message))
        linked = bool(mention.url or mention.links)
        if (one.certain or (everything and linked)) or is_paper(mention, listed=one.listed):
            paper = paper_of(mention, one.groups, one.line, one.end, year_of(one.groups))
            papers.append((paper, one.listed))
        else:
            incomplete.append(one.line)
            if mention.url or mention.links or mention.others:
                left.append(not_read(name, one.line, mention.title, names=False))
    known = {mark for paper, listed in papers if listed for mark in _marks(paper)}
    kept = tuple(paper for paper, listed in papers if listed or known.isdisjoint(_marks(paper)))
    groups = headings.groups(paper.groups for paper in kept)
    lines = sorted(paper.line for paper in kept)
    incomplete.sort()
    return PaperList(
        kept,
        groups,
        tuple(sorted(left)),
        tuple(sorted(notes)),
        tuple(
            replace(region, complete=region.complete and not _any_within(region, incomplete))
            for region in regions
            if _any_within(region, lines)
        ),
        headings.is_titled(groups),
    )


def _any_within(region: Region, lines: Sequence[int]) -> bool:
    """Whether any of the lines, which are in order, is in a region."""
    at = bisect_left(lines, region.line)
    return at < len(lines) and lines[at] < region.end


def _marks(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield what a paper is known by: its identifiers and its title."""
    yield from paper.identifiers.items()
    yield "title", letters(paper.title)


def not_read(name: str, line: int, text: str, *, names: bool) -> Diagnostic:
    """Return the message that an item was not understood.

    Args:
        name: The file.
        line: The line.
        text: What stands there.
        names: Whether it surely names a paper.
    """
    shown = shortened(text, _SHOWN)
    if not names:
        return warning(name, line, "no-paper", f"nothing says that this is a paper: {shown}")
    message = f"this names a paper, but no title is found: {shown}"
    return warning(name, line, "unread-paper", message, "give it a title, or add it by hand")


def warning(name: str, line: int, code: str, message: str, hint: str = "") -> Diagnostic:
    """Return a message about a line."""
    return Diagnostic(name, line, 0, code, message, hint, "warning")
