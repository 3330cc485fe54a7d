"""A work as a row of the index: packed, and with all that it is found and counted by."""

from __future__ import annotations

import zlib
from typing import Final

from synbib import lazily
from synbib.index.record import Record, container, venue_of, volume_of
from synbib.index.titles import LEAST_OF_A_PART

__all__ = ["DOI", "Row", "mark", "number_of"]

DOI: Final = "doi"
"""The scheme of which a work's identifier stands first."""


@lazily.dataclass(frozen=True, slots=True)
class Row:
    """A work, ready to be written.

    Attributes:
        letters: The letters of its title, folded.
        head: Those of the title up to its colon; ``""`` where that is no title by itself.
        marks: Its identifiers, as `mark` gives them, a DOI first.
        year: Its year; None where that is not told.
        venues: Where it appeared, by the names under which works are counted; none where they are not counted.
        record: The work, as `Record.packed` gives it.
    """

    letters: str
    head: str
    marks: tuple[str, ...]
    year: int | None
    venues: tuple[str, ...]
    record: bytes

    @classmethod
    def of(cls, record: Record, *, counted: bool) -> Row:
        """Return the row of a work.

        Args:
            record: The work.
            counted: Whether works of its venue and year are counted, as those of complete files are.
        """
        identity, identifiers = record.identified()
        ordered = sorted(identifiers.items(), key=lambda each: each[0] != DOI)
        return cls(
            identity.letters,
            identity.head if len(identity.head) >= LEAST_OF_A_PART else "",
            tuple(mark(*each) for each in ordered),
            identity.year,
            _venues(record) if counted and identity.year else (),
            record.packed(),
        )

    def identifier(self, scheme: str) -> str:
        """Return its identifier of a scheme, ``""`` if it has none."""
        begins = mark(scheme, "")
        return next(
            (each.removeprefix(begins) for each in self.marks if each.startswith(begins)), ""
        )


def mark(scheme: str, identifier: str) -> str:
    """Return what a work with an identifier is found by."""
    return f"{scheme} {identifier}"


def number_of(letters: str) -> int:
    """Return a number of 32 bits by which a title is found."""
    return zlib.crc32(letters.encode())


def _venues(record: Record) -> tuple[str, ...]:
    written = container(record.fields)
    if not written:
        return ()
    volume = volume_of(record.fields)
    return (venue_of(written), volume) if volume else (venue_of(written),)
