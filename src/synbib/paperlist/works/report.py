"""What an import did, in lines for a person: how much of what, then each finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from synbib import lazily
from synbib.errors import Diagnostic, shortened
from synbib.text.controls import one_line

__all__ = ["Tally", "report"]

_MOST: Final = 20
# Of what is most often no more than a remark of the list on itself.
_FEW: Final = 5
_WIDEST: Final = 200


@lazily.dataclass(frozen=True, slots=True)
class Tally:
    """What was found and done, over all sources.

    Attributes:
        mentions: How often papers are listed.
        works: How many papers that are.
        new: Entries added.
        completed: Entries that gained a field or a group.
        unchanged: Entries that there was nothing new of.
        groups: Groups added.
        conflicts: Where a list contradicts itself or the store.
        unread: What was not understood.
        notes: What was mended or left out in reading, and where nothing is wrong but a person may want to know.
        left: What of a README could not be made a block.
        blocks: How many stretches became blocks; None where nothing was to be converted.
        taken: Edits inside blocks that the store has now.
        not_taken: Those that it has not.
    """

    mentions: int = 0
    works: int = 0
    new: int = 0
    completed: int = 0
    unchanged: int = 0
    groups: int = 0
    conflicts: tuple[Diagnostic, ...] = ()
    unread: tuple[Diagnostic, ...] = ()
    notes: tuple[Diagnostic, ...] = ()
    left: tuple[Diagnostic, ...] = ()
    blocks: int | None = None
    taken: tuple[Diagnostic, ...] = ()
    not_taken: tuple[Diagnostic, ...] = ()

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.mentions + other.mentions,
            self.works + other.works,
            self.new + other.new,
            self.completed + other.completed,
            self.unchanged + other.unchanged,
            self.groups + other.groups,
            self.conflicts + other.conflicts,
            self.unread + other.unread,
            self.notes + other.notes,
            self.left + other.left,
            None
            if self.blocks is other.blocks is None
            else (self.blocks or 0) + (other.blocks or 0),
            self.taken + other.taken,
            self.not_taken + other.not_taken,
        )

    @property
    def misread(self) -> tuple[Diagnostic, ...]:
        """What names a paper, and was not understood."""
        return tuple(each for each in self.unread if each.code not in ("no-paper", "no-link"))

    @property
    def no_papers(self) -> tuple[Diagnostic, ...]:
        """What has a link, and of which nothing says that it is a paper."""
        return tuple(each for each in self.unread if each.code == "no-paper")

    @property
    def no_links(self) -> tuple[Diagnostic, ...]:
        """What has no link, and too little of what a reference has."""
        return tuple(each for each in self.unread if each.code == "no-link")

    @property
    def counts(self) -> Mapping[str, int]:
        """The numbers by what they are of, in the order in which they are shown."""
        converted = (
            {}
            if self.blocks is None
            else {"made blocks": self.blocks, "left as lists": len(self.left)}
        )
        edits = (
            {"edits taken": len(self.taken), "edits left": len(self.not_taken)}
            if self.taken or self.not_taken
            else {}
        )
        return {
            **edits,
            "entries found": self.mentions,
            "works": self.works,
            "new": self.new,
            "completed": self.completed,
            "unchanged": self.unchanged,
            "conflicts": len(self.conflicts),
            "not understood": len(self.misread),
            "no papers": len(self.no_papers),
            "no links": len(self.no_links),
            "new groups": self.groups,
            **converted,
        }


def report(tally: Tally, *, verbose: bool = False, with_left: bool = True) -> str:
    """Return what an import did, lines ended by a line break.

    Args:
        tally: What it did.
        verbose: Whether all findings are shown, not only the first of each kind.
        with_left: Whether it tells what was not made blocks.
    """
    counts = tally.counts
    name = max(map(len, counts))
    number = max(len(f"{count:,}") for count in counts.values())
    lines = [f"{what:<{name}}  {count:>{number},}" for what, count in counts.items()]
    sections = (
        ("Edits in blocks, taken into the store", tally.taken, _MOST),
        ("Edits in blocks, not taken", tally.not_taken, _MOST),
        ("Conflicts", tally.conflicts, _MOST),
        ("Not understood, and left out", tally.misread, _MOST),
        ("Left out, as nothing says that they are papers", tally.no_papers, _MOST),
        ("Left out, as they have no link and say too little", tally.no_links, _FEW),
        ("Also noted", tally.notes, _MOST),
        ("Not made blocks", tally.left if with_left else (), _MOST),
    )
    for title, findings, most in sections:
        lines += _section(title, findings, len(findings) if verbose else most)
    return "\n".join([*lines, ""])


def _section(title: str, findings: Sequence[Diagnostic], most: int) -> Iterator[str]:
    if not findings:
        return
    yield ""
    yield f"{title}:"
    shown = findings[:most]
    yield from (f"  {shortened(one_line(str(finding)), _WIDEST)}" for finding in shown)
    if len(shown) < len(findings):
        yield f"  … and {len(findings) - len(shown):,} more (--verbose)"
