"""The functions of `synbib.bulk` over DataFrames: Spark hands them the same batches that a process gets here."""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from synbib import lazily
from synbib.bulk.arrow import pa, pc
from synbib.bulk.items import from_batch, to_batch
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

# What can be made text of; the names are those of Spark's types.
_FRACTIONS: Final = ("float", "double")
_PLAIN: Final = (
    *("string", "char", "varchar", "boolean", "date", "decimal"),
    *("byte", "short", "integer", "long", *_FRACTIONS),
)
# What a row with a problem has of the item; other columns mean another thing in another table.
_CARRIED: Final = ("id", ROW, DOCUMENT, PROBLEM)


def spark_schema(schema: pa.Schema) -> Any:
    """Return the schema that a DataFrame with a table of ours has."""
    return from_arrow_schema(schema.remove_metadata())


def of_schema(schema: pa.Schema, batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return a batch with the columns of a schema, as Spark takes it: each batch by the very same."""
    columns = [batch.column(name) for name in schema.names]
    return pa.RecordBatch.from_arrays(columns, schema=schema.remove_metadata())


def items(df: DataFrame, columns: Container[str] = frozenset(ITEMS.names)) -> DataFrame:
    """Return of a DataFrame the columns of items, `ROW`, `PROBLEM`, and `DOCUMENT` where it has it.

    Without `ROW` the rows are numbered as they come (`monotonically_increasing_id`). A column may be written in other
    capitals. Numbers and dates are made text, where text belongs. What has no id or no type has a problem.

    Args:
        df: What has them.
        columns: Those of `ITEMS` that are asked for.

    Raises:
        SynbibError: There is no ``id`` or no ``type``, or a column is of a type that cannot be one.
    """
    held = {each.name: each for each in df.schema}
    of_any_case = {each.name.lower(): each for each in df.schema}
    chosen = {}
    for field in spark_schema(ITEMS):
        found = held.get(field.name) or of_any_case.get(field.name.lower())
        if found is not None:
            if field.name in columns:
                chosen[field.name] = _column(found, field)
        elif not field.nullable:
            raise SynbibError(
                f"the DataFrame has no column '{field.name}'; synbib.spark.read reads files as tables of items"
            )
    if ROW in held:
        chosen[ROW] = functions.col(ROW).cast("long")
    else:
        chosen[ROW] = functions.monotonically_increasing_id()
    if DOCUMENT in held:
        chosen[DOCUMENT] = functions.col(DOCUMENT).cast("string")
    known = [functions.col(PROBLEM).cast("string")] if PROBLEM in held else []
    absent = [
        functions.when(
            functions.coalesce(chosen[name], functions.lit("")) == "", f"the item has no {name}"
        )
        for name in ("id", "type")
    ]
    chosen[PROBLEM] = functions.coalesce(*known, *absent)
    return df.select(*(column.alias(name) for name, column in chosen.items()))


def _column(found: Any, wanted: Any) -> Any:
    """Return a column as one of items.

    Args:
        found: The field of the DataFrame.
        wanted: The field of `ITEMS`.

    Raises:
        SynbibError: It is of a type that cannot be one.
    """
    if not _fits(found.dataType, wanted.dataType):
        raise SynbibError(
            f"the column '{found.name}' is of type {found.dataType.simpleString()}, "
            f"where {wanted.dataType.simpleString()} belongs; rename it if it is something else"
        )
    column = functions.col(f"`{found.name}`")
    if wanted.dataType.typeName() != "string":
        return column
    if found.dataType.typeName() in _FRACTIONS:
        # A column of whole numbers some of which are absent is one of fractions where it was pandas's.
        whole = functions.when(column == functions.floor(column), functions.floor(column))
        text = functions.coalesce(whole.cast("string"), column.cast("string"))
        return functions.when(~functions.isnan(column), text)
    return column.cast("string")


def _fits(found: Any, wanted: Any) -> bool:
    """Whether what is of one type can stand where another belongs. Of a structure it may have some members, or more."""
    kind, wanted_kind = found.typeName(), wanted.typeName()
    if kind == "void":
        return True
    if wanted_kind == "array":
        return kind == "array" and _fits(found.elementType, wanted.elementType)
    if wanted_kind == "struct":
        both = set(wanted.names) & set(found.names) if kind == "struct" else set()
        return bool(both) and all(
            _fits(found[name].dataType, wanted[name].dataType) for name in both
        )
    return kind in _PLAIN


def each(df: DataFrame, work: Work, columns: Container[str] = frozenset(ITEMS.names)) -> DataFrame:
    """Return what a work makes of each item, with the row that it has in ``df``.

    Args:
        df: Items, see `items`. What has a problem is not worked on, and keeps it.
        work: The work.
        columns: Those of `ITEMS` that it looks at: Spark takes time for each, whatever is in it.

    Returns:
        The columns of ``work.schema``, `ROW`, `DOCUMENT` if ``df`` has it, and `PROBLEM`.
    """
    taken = items(df, columns)
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
            yield of_schema(self.schema, self.first(_whole(good)))


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


def _whole(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return items with all columns of `ITEMS`, each of its type: a DataFrame of the user's own has some of them."""
    held = {field.name: field.type for field in batch.schema}
    if all(held.get(field.name) == field.type for field in ITEMS):
        return batch
    made = to_batch(from_batch(batch))
    for name in (ROW, DOCUMENT):
        if name in held:
            made = made.append_column(name, batch.column(name))
    return made


def _divided(
    batches: Iterator[pa.RecordBatch], schema: pa.Schema
) -> Iterator[tuple[pa.RecordBatch, list[pa.RecordBatch]]]:
    """Yield of each batch the rows to work on, and those that have a problem, as rows of what comes out."""
    for batch in batches:
        problems = batch.column(PROBLEM)
        if problems.null_count == batch.num_rows:
            yield batch.drop_columns([PROBLEM]), []
            continue
        is_good = pc.is_null(problems)
        bad = batch.filter(pc.invert(is_good))
        columns = [
            bad.column(field.name)
            if field.name in _CARRIED and field.name in bad.schema.names
            else pa.nulls(bad.num_rows, field.type)
            for field in schema
        ]
        rest = [pa.RecordBatch.from_arrays(columns, schema=schema.remove_metadata())]
        yield batch.filter(is_good).drop_columns([PROBLEM]), rest
