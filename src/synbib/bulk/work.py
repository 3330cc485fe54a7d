"""What is done to a batch: the functions of `synbib.bulk`, with their options, as a value that goes to any process."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from synbib.bulk.arrow import pa

__all__ = ["Work"]


class Work(Protocol):
    """A pure function from batch to batch, and what it makes. A frozen dataclass of plain values: it is pickled.

    What it needs that takes time, such as a compiled style, is made once in a process and kept by its options.
    """

    @property
    def name(self) -> str:
        """What it is called in a manifest: ``format``."""

    @property
    def options(self) -> Mapping[str, str | int | bool | None]:
        """What decides what comes out. A job is only resumed with the same."""

    @property
    def schema(self) -> pa.Schema:
        """The table that it makes, without `synbib.bulk.schema.PROBLEM`."""

    def __call__(self, batch: pa.RecordBatch, /) -> pa.RecordBatch:
        """Return what it makes of a batch of items: as many rows in their order, by ``with_problem(self.schema)``.

        Where nothing can be made of an item, all columns but `PROBLEM` are null, and ``id``, which it may have. It
        raises only what ends the whole job: a style that does not exist.
        """
