"""Which works are one, of all that are in some files: blocks, verdicts on those that meet, and what is joined by these."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from synbib import lazily
from synbib.bulk.arrow import pa
from synbib.bulk.identities import ORDER, blocks
from synbib.bulk.schema import BLOCKS, VERDICTS, with_problem
from synbib.bulk.verdicts import pairs_in
from synbib.bulk.work import Options

__all__ = ["Blocking", "Match"]


@lazily.dataclass(frozen=True, slots=True)
class Blocking:
    """Spreads the blocks of items over buckets: a `synbib.bulk.work.Spreading`."""

    buckets: int

    @property
    def schema(self) -> pa.Schema:
        """See `synbib.bulk.work.Spreading`."""
        return BLOCKS

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return the blocks of items, see `synbib.bulk.identities.blocks`."""
        return blocks(batch, self.buckets)


@lazily.dataclass(frozen=True, slots=True)
class Match:
    """Compares the works that meet in the blocks of a bucket: a `synbib.bulk.work.Gathering`.

    Attributes:
        buckets: How many buckets there are. One has to fit into the memory of a process: 2.7 kB an item, spread over
            all of them.
    """

    buckets: int = 64

    name: Final = "match"

    @property
    def options(self) -> Options:
        """See `synbib.bulk.work.Options`."""
        return {"partitions": self.buckets}

    @property
    def first(self) -> Blocking:
        """What makes the rows."""
        return Blocking(self.buckets)

    @property
    def schema(self) -> pa.Schema:
        """See `synbib.bulk.work.Gathering`."""
        return VERDICTS

    def __call__(self, rows: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield the verdicts on works that are one, or may be."""
        schema = with_problem(VERDICTS)
        table = pa.Table.from_batches(rows, BLOCKS).sort_by([(name, "ascending") for name in ORDER])
        for batch in pairs_in(table.to_batches()):
            problems = pa.nulls(batch.num_rows, pa.string())
            yield pa.RecordBatch.from_arrays([*batch.columns, problems], schema=schema)
