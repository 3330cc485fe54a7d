"""The functions of `synbib.bulk` over DataFrames: Spark hands them the same batches that a process gets here."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from synbib import lazily
from synbib.bulk.arrow import pa, pc
from synbib.bulk.schema import DOCUMENT, ITEMS, PROBLEM, ROW, with_problem
from synbib.bulk.shuffle import BUCKET
from synbib.bulk.work import Gathering, Spreading, Work
from synbib.errors import SynbibError
from synbib.spark.engine import DataFrame, from_arrow_schema, functions

__all__ = [
    "buckets",
    "by_bucket",
    "each",
    "gathered",
    "items",
    "of_schema",
    "spark_schema",
    "spread",
]

# What Spark makes text of by itself.
_ATOMIC: Final = ("tinyint", "smallint", "int", "bigint", "float", "double", "boolean", "date")
# What a row with a problem has of the item; other columns mean another thing in another table.
_CARRIED: Final = ("id", ROW, DOCUMENT, PROBLEM)


def spark_schema(schema: pa.Schema) -> Any:
    """Return the schema that a DataFrame with a table of ours has."""
    return from_arrow_schema(schema.remove_metadata())


def of_schema(schema: pa.Schema, batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return a batch with the columns of a schema, as Spark takes it: each batch by the very same."""
    columns = [batch.column(name) for name in schema.names]
    return pa.RecordBatch.from_arrays(columns, schema=schema.remove_metadata())


def items(df: DataFrame) -> DataFrame:
    """Return of a DataFrame the columns of items, and `ROW`, `DOCUMENT` and `PROBLEM` where it has them.

    Without `ROW` the rows are numbered as they come (`monotonically_increasing_id`). Numbers and dates are made text,
    where text belongs.

    Raises:
        SynbibError: There is no ``id`` or no ``type``, or a column is of a type that cannot be one.
    """
    held = {name: kind.simpleString() for name, kind in ((f.name, f.dataType) for f in df.schema)}
    chosen = []
    for field in spark_schema(ITEMS):
        name, wanted = field.name, field.dataType.simpleString()
        column = functions.col(f"`{name}`")
        if name not in held:
            if not field.nullable:
                raise SynbibError(
                    f"the DataFrame has no column '{name}'; synbib.spark.read reads files as tables of items"
                )
        elif wanted == "string" and held[name] in _ATOMIC:
            chosen.append(column.cast("string").alias(name))
        elif _kind(held[name]) == _kind(wanted):
            chosen.append(column)
        else:
            raise SynbibError(
                f"the column '{name}' is of type {held[name]}, where {wanted} belongs; "
                "rename it if it is something else"
            )
    if ROW in held:
        chosen.append(functions.col(ROW).cast("long").alias(ROW))
    else:
        chosen.append(functions.monotonically_increasing_id().alias(ROW))
    chosen += [functions.col(name).cast("string") for name in (DOCUMENT, PROBLEM) if name in held]
    return df.select(*chosen)


def _kind(type_name: str) -> str:
    return type_name.partition("<")[0].partition("(")[0]


def each(df: DataFrame, work: Work) -> DataFrame:
    """Return what a work makes of each item, with the row that it has in ``df``.

    Args:
        df: Items, see `items`. What has a problem is not worked on, and keeps it.
        work: The work.

    Returns:
        The columns of ``work.schema``, `ROW`, `DOCUMENT` if ``df`` has it, and `PROBLEM`.
    """
    taken = items(df)
    made = with_problem(work.schema)
    kept = [
        pa.field(name, kind)
        for name, kind in ((ROW, pa.int64()), (DOCUMENT, pa.string()))
        if name in taken.columns and name not in made.names
    ]
    schema = pa.schema([*list(made)[:-1], *kept, made.field(PROBLEM)])
    return taken.mapInArrow(_Each(work, schema), spark_schema(schema))


def gathered(df: DataFrame, gathering: Gathering) -> DataFrame:
    """Return what is made of the rows of each bucket.

    Args:
        df: Items, see `items`.
        gathering: What is done.

    Returns:
        The columns of ``gathering.schema``, and `PROBLEM`.
    """
    schema = with_problem(gathering.schema)
    rows = by_bucket(df, gathering.first)
    return rows.mapInArrow(_Gathered(gathering, schema), spark_schema(schema))


def by_bucket(df: DataFrame, first: Spreading) -> DataFrame:
    """Return the rows of `spread`, a partition for some whole buckets, sorted by bucket and `ROW`.

    Spark sorts them on disk where they are too many: one bucket is never held.
    """
    return spread(df, first).repartition(BUCKET).sortWithinPartitions(BUCKET, ROW)


def spread(df: DataFrame, first: Spreading) -> DataFrame:
    """Return the rows that are made of items.

    Args:
        df: Items, see `items`.
        first: What makes the rows. Of what has a problem it makes none; the row that says so is kept, in no bucket.
    """
    schema = with_problem(first.schema)
    return items(df).mapInArrow(_Spread(first, schema), spark_schema(schema))


# --- what runs in the workers: values that go there by pickle ----------------------------------------------


@lazily.dataclass(frozen=True, slots=True)
class _Each:
    work: Work
    schema: pa.Schema

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for good, bad in _divided(batches, self.schema):
            yield from bad
            made = self.work(good)
            columns = [
                (made if name in made.schema.names else good).column(name)
                for name in self.schema.names
            ]
            yield of_schema(self.schema, pa.RecordBatch.from_arrays(columns, self.schema.names))


@lazily.dataclass(frozen=True, slots=True)
class _Spread:
    first: Spreading
    schema: pa.Schema

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for good, bad in _divided(batches, self.schema):
            yield from bad
            yield of_schema(self.schema, self.first(good))


@lazily.dataclass(frozen=True, slots=True)
class _Gathered:
    gathering: Gathering
    schema: pa.Schema

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for bucket, rows in buckets(batches):
            if bucket is None:
                for _, bad in _divided(rows, self.schema):
                    yield from bad
            else:
                for made in self.gathering(rows):
                    yield of_schema(self.schema, made)


def buckets(
    batches: Iterator[pa.RecordBatch],
) -> Iterator[tuple[int | None, Iterator[pa.RecordBatch]]]:
    """Yield each bucket of a partition of `by_bucket`, with its rows; None, with the rows that have a problem."""
    runs = (
        (number.as_py(), run) for batch in batches for number, run in _runs(batch) if run.num_rows
    )
    for bucket, group in groupby(runs, key=itemgetter(0)):
        yield bucket, (run for _, run in group)


def _runs(batch: pa.RecordBatch) -> Iterator[tuple[pa.Scalar, pa.RecordBatch]]:
    """Yield the stretches of a batch that have one bucket."""
    runs = pc.run_end_encode(batch.column(BUCKET))
    start = 0
    for number, end in zip(runs.values, runs.run_ends.to_pylist(), strict=True):
        yield number, batch.slice(start, end - start)
        start = end


def _divided(
    batches: Iterator[pa.RecordBatch], schema: pa.Schema
) -> Iterator[tuple[pa.RecordBatch, list[pa.RecordBatch]]]:
    """Yield of each batch the rows to work on, and those that have a problem, as rows of what comes out."""
    for batch in batches:
        if PROBLEM not in batch.schema.names:
            yield batch, []
            continue
        is_good = pc.is_null(batch.column(PROBLEM))
        bad = batch.filter(pc.invert(is_good))
        columns = [
            bad.column(field.name)
            if field.name in _CARRIED and field.name in bad.schema.names
            else pa.nulls(bad.num_rows, field.type)
            for field in schema
        ]
        rest = [pa.RecordBatch.from_arrays(columns, schema=schema.remove_metadata())]
        yield batch.filter(is_good).drop_columns([PROBLEM]), rest if bad.num_rows else []
