"""Which works of a DataFrame are one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from synbib import lazily
from synbib.bulk.arrow import pa
from synbib.bulk.comparing import pairs_in
from synbib.bulk.identifying import ORDER
from synbib.bulk.joining import components as clusters_of
from synbib.bulk.matching import Blocking
from synbib.bulk.schema import CLUSTERS, PROBLEM, ROW, VERDICTS
from synbib.spark.components import components
from synbib.spark.engine import DataFrame, functions
from synbib.spark.frames import of_schema, spark_schema, spread

__all__ = ["PAIRS_HELD", "match_pairs", "match_works"]

PAIRS_HELD: Final = 2_000_000
"""Pairs that one task puts together, in less than a gigabyte. Where there are more, they are first divided."""


def match_pairs(df: DataFrame) -> DataFrame:
    """Return which works are one, or may be, with the reason of each pair.

    Those that share something come together: an identifier, a title, a stretch of one. Spark sorts them by that, and
    they are compared as they pass by, so that what 100,000 works share is no more to hold than what two do.

    Args:
        df: Items: a column for each variable, as `read` gives them; and ``row``, a number that tells them apart, in the
            whole of the table: of two that `read` gave and that were put together, it has to be made anew. Where it is
            not there rows are numbered as they come, which has to be the same each time the table is computed: that of
            a file is, and one that a join or a shuffle makes is written first.

    Returns:
        The columns of `synbib.bulk.schema.VERDICTS`; two works may stand there several times.
    """
    blocks = spread(df, Blocking(1)).where(f"{PROBLEM} IS NULL")
    # As Arrow sorts them on one machine, what is not there last.
    order = [functions.col(name).asc_nulls_last() for name in ORDER]
    met = blocks.repartition("block").sortWithinPartitions(*order)
    return met.mapInArrow(_Batches(pairs_in, VERDICTS), spark_schema(VERDICTS))


def match_works(df: DataFrame) -> DataFrame:
    """Return which works are one: of each that has a twin, which set it is in.

    Works that have a problem already, as `read` gives them, are left out. Pairs are looked for at once, and those that
    are found are kept by the executors until the session ends, or its ``catalog.clearCache()`` is called.

    Args:
        df: See `match_pairs`.

    Returns:
        The columns of `synbib.bulk.schema.CLUSTERS`.
    """
    same = match_pairs(df).where("answer = 'same'").persist()
    if same.count() <= PAIRS_HELD:
        sets = same.coalesce(1)
    else:
        # Pairs that hang together come to one task, which sees whether they may.
        found = components(same.select(ROW, "other_row"))
        sets = same.join(found, ROW).repartition("cluster").select(*VERDICTS.names)
    return sets.mapInArrow(_Batches(_clusters, CLUSTERS), spark_schema(CLUSTERS))


def _clusters(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    table = pa.Table.from_batches(batches, VERDICTS.remove_metadata())
    yield from clusters_of(table).to_batches()


@lazily.dataclass(frozen=True, slots=True)
class _Batches:
    """A function from batches to batches, as Spark takes it."""

    function: Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]
    schema: pa.Schema

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for made in self.function(batches):
            yield of_schema(self.schema, made)
