"""What a job is cut into: parts of its inputs, each worked on by itself, in any order, on any machine."""

from __future__ import annotations

from typing import Final

from synbib import lazily

__all__ = ["Part", "Rejected", "part_of"]

_BITS: Final = 32  # of the number of a row; those before them are the part's


@lazily.dataclass(frozen=True, slots=True)
class Part:
    """A stretch of one input. The same inputs are cut into the same parts, whoever cuts them, and wherever.

    Attributes:
        number: Its place among the parts of the job, from 0. What is made of it is named and ordered by that.
        input: The path or the URL of the input.
        kind: What the input is: the name of a reader, see `synbib.bulk.sources`.
        start: Where it begins: a byte of the file, or a row group of a Parquet file.
        end: Where it ends, that byte or row group not included.
        line: The line of the input on which it begins, from 1; of a Parquet file the row.
        context: What a reader has to know of what stands before it: of BibTeX the ``@string``s.
        data: What it holds, where the input is packed and has no place to begin at; else it is read there.
    """

    number: int
    input: str
    kind: str
    start: int
    end: int
    line: int = 1
    context: str = ""
    data: bytes | None = None

    @property
    def first_row(self) -> int:
        """The number of its first row among all of the job; those after it count up from there."""
        return self.number << _BITS


def part_of(row: int) -> int:
    """Return the number of the part that a row is in."""
    return row >> _BITS


@lazily.dataclass(frozen=True, slots=True)
class Rejected:
    r"""A record of which nothing could be made.

    Attributes:
        input: The path or the URL of its input.
        reason: What is wrong with it.
        line: The line on which it begins, or the row of a table, from 1; None where that is not known.
        id: Its id, if it has one that can be read.
        record: The record as it is written; what is not Unicode in it as ``\xNN``.
    """

    input: str
    reason: str
    line: int | None = None
    id: str | None = None
    record: str | None = None
