"""What is done to a batch: the functions of `synbib.bulk`, with their options, as values that go to any process.

Each is a frozen dataclass of plain values, so that it can be pickled. What it needs that takes time, such as a compiled
style, is made once in a process, and kept by the options. It raises only what ends the whole job, such as a style that
does not exist; of an item of which nothing can be made the column `synbib.bulk.schema.PROBLEM` says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from synbib.bulk.arrow import pa

__all__ = ["Gathering", "Making", "Options", "Spreading", "Work"]

Options = Mapping[str, str | int | bool | None]
"""What decides what comes out: a job is only resumed with the same."""


class Work(Protocol):
    """Makes a row of each item."""

    @property
    def name(self) -> str:
        """What it is called in a manifest: ``format``."""

    @property
    def options(self) -> Options:
        """See `Options`."""

    @property
    def schema(self) -> pa.Schema:
        """The table that it makes, without `synbib.bulk.schema.PROBLEM`."""

    def __call__(self, batch: pa.RecordBatch, /) -> pa.RecordBatch:
        """Return as many rows as there are items, in their order, by ``with_problem(self.schema)``.

        Args:
            batch: Items, by `synbib.bulk.schema.ITEMS`, with a column `ROW`, which tells each from all others.
        """


class Spreading(Protocol):
    """Makes rows of items for somebody who works on those of one bucket together: any number of each."""

    @property
    def buckets(self) -> int:
        """How many there are."""

    @property
    def schema(self) -> pa.Schema:
        """The table that it makes, without `PROBLEM`; it has a column `synbib.bulk.shuffle.BUCKET`."""

    def __call__(self, batch: pa.RecordBatch, /) -> pa.RecordBatch:
        """Return rows by ``with_problem(self.schema)``; of an item of which none can be made, one with the problem.

        Args:
            batch: As that of `Work`.
        """


class _Staged(Protocol):
    """Works in two stages: on rows that are brought together first."""

    @property
    def name(self) -> str:
        """What it is called in a manifest."""

    @property
    def options(self) -> Options:
        """See `Options`."""

    @property
    def first(self) -> Spreading:
        """What makes the rows."""


class Gathering(_Staged, Protocol):
    """Works on all rows of a bucket together."""

    @property
    def schema(self) -> pa.Schema:
        """The table that it makes, without `PROBLEM`."""

    def __call__(self, rows: Iterator[pa.RecordBatch], /) -> Iterator[pa.RecordBatch]:
        """Yield batches by ``with_problem(self.schema)``.

        Args:
            rows: The rows of one bucket, in the order of the items that they come from.
        """


class Making(_Staged, Protocol):
    """Makes a file of all rows of a bucket."""

    @property
    def suffix(self) -> str:
        """The ending of its files."""

    def make(self, rows: Iterator[pa.RecordBatch], path: str, /) -> int:
        """Write a file on this machine, and return how many works are in it.

        Args:
            rows: As those of `Gathering`.
            path: The file, which is not there yet.
        """

    def closing(
        self, files: Mapping[int, str], works: int, inputs: Sequence[tuple[int, str]], /
    ) -> Mapping[str, bytes]:
        """Return what is written beside the files when all are made: name → content.

        Args:
            files: The name of the file of each bucket that has one.
            works: How many works are in all of them.
            inputs: The inputs, in order: the number of the first part of each, and its name.
        """
