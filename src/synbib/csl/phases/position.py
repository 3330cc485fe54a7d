"""Where cites stand in the document: first, subsequent, ibid, near-note.

Source: CSL 1.0.2, "Choose" (``position``). Citations in notes and citations in the text follow each other apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from functools import lru_cache
from typing import Final

from synbib import lazily
from synbib.csl.cite import Cite
from synbib.csl.elements import Position, PositionKind

__all__ = ["Positions", "position_of"]

_ONCE: Final = Position()


@lru_cache(maxsize=65536)
def position_of(kind: PositionKind, near_note: bool, first_note: int) -> Position:
    """Return a position, the same one again each time: to compare them is quick."""
    return Position(kind, near_note, first_note)


@lazily.dataclass(slots=True)
class _Run:
    """The citations so far in the text, or in the notes."""

    first_notes: dict[str, int] = field(default_factory=dict)
    last_notes: dict[str, int] = field(default_factory=dict)
    previous: Sequence[Cite] = ()
    note: int = 0
    in_note: int = 0  # how many citations the note holds


class Positions:
    """Tells the position of each cite, citation by citation.

    Args:
        near_note_distance: How many notes off is near.
        first_notes: Whether the numbers of first notes are told.
    """

    def __init__(self, near_note_distance: int = 5, *, first_notes: bool = True) -> None:
        self._distance = near_note_distance
        self._tells_first_notes = first_notes
        self._runs = {False: _Run(), True: _Run()}

    def add(self, cites: Sequence[Cite], note: int) -> list[Position]:
        """Return the positions of the next citation's cites.

        Args:
            cites: The cites as they are printed.
            note: The number of their note, 0 in the text.
        """
        if note < self._runs[note > 0].note:
            self._runs[True] = _Run()  # notes are counted anew, as in each chapter
        run = self._runs[note > 0]
        positions: list[Position] = []
        # After a note with several citations, or one that cites nothing, "ibid." would not say of which.
        follows = note == run.note or (run.in_note == 1 and note <= run.note + 1)
        lone = len(run.previous) == 1 and follows
        for i, cite in enumerate(cites):
            key = cite.key
            if key not in run.first_notes:
                positions.append(_ONCE)
                run.first_notes[key] = note
            else:
                before = cites[i - 1] if i else run.previous[0] if lone else None
                near = note - run.last_notes[key] <= self._distance
                first = run.first_notes[key] if self._tells_first_notes else 0
                # The variable is "the number of a preceding note".
                shown = first if first < note else 0
                positions.append(position_of(_kind(cite, before), near, shown))
            run.last_notes[key] = note
        run.in_note = run.in_note + 1 if note == run.note else 1
        run.previous, run.note = cites, note
        return positions


def _kind(cite: Cite, before: Cite | None) -> PositionKind:
    """Return the position of a cite of something cited already."""
    if before is None or before.key != cite.key:
        return PositionKind.SUBSEQUENT
    mine, theirs = (
        (cite.locator and (cite.label, cite.locator)),
        (before.locator and (before.label, before.locator)),
    )
    if mine == theirs:
        return PositionKind.IBID
    return PositionKind.IBID_WITH_LOCATOR if mine else PositionKind.SUBSEQUENT
