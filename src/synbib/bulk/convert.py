"""Items as they are: what a job does that only brings them from one kind of files into another."""

from __future__ import annotations

from synbib import lazily
from synbib.bulk.arrow import pa
from synbib.bulk.schema import ITEMS, with_problem
from synbib.bulk.work import Options

__all__ = ["Convert"]


@lazily.dataclass(frozen=True, slots=True)
class Convert:
    """Hands items on: a `synbib.bulk.work.Work`."""

    @property
    def name(self) -> str:
        """What it is called in a manifest."""
        return "convert"

    @property
    def options(self) -> Options:
        """There are none."""
        return {}

    @property
    def schema(self) -> pa.Schema:
        """The table that it makes."""
        return ITEMS

    def __call__(self, batch: pa.RecordBatch, /) -> pa.RecordBatch:
        """Return the items of a batch, none with a problem."""
        columns = [batch.column(field.name) for field in ITEMS]
        problems = pa.nulls(batch.num_rows, pa.string())
        return pa.RecordBatch.from_arrays([*columns, problems], schema=with_problem(ITEMS))
