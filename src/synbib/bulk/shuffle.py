"""Rows brought together by a number: written in its order by whoever makes them, read by whoever works on one number.

Each file has the rows of one part, sorted by their bucket, a row group for each bucket that has some, so that one
bucket is read of all files without the others. That is how Spark's sort shuffle does it, on Parquet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from synbib.bulk.arrow import pa, pc, pq

__all__ = ["BUCKET", "buckets_in", "read", "write"]

BUCKET: Final = "bucket"
"""The column, `int32`, that says which bucket a row goes to."""

_BUCKETS: Final = b"synbib.buckets"


def write(rows: pa.Table, file: Any) -> None:
    """Write rows, sorted by bucket; rows of one bucket stay in their order.

    Args:
        rows: They have a column `BUCKET`.
        file: What is written to, a path or an open file.
    """
    numbers = rows.column(BUCKET).combine_chunks()
    # Stable, which Arrow's own sort does not promise.
    order = pc.sort_indices(
        pa.table({BUCKET: numbers, "row": pa.array(range(len(numbers)), pa.int64())}),
        sort_keys=[(BUCKET, "ascending"), ("row", "ascending")],
    )
    ordered = rows.take(order)
    counts = pc.value_counts(ordered.column(BUCKET).combine_chunks()).to_pylist()
    held = ",".join(str(each["values"]) for each in counts)
    schema = ordered.schema.with_metadata(
        {**(ordered.schema.metadata or {}), _BUCKETS: held.encode()}
    )
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        at = 0
        for each in counts:
            group = ordered.slice(at, each["counts"]).cast(schema)
            writer.write_table(group, row_group_size=max(1, each["counts"]))
            at += each["counts"]


def buckets_in(file: Any) -> list[int]:
    """Return the buckets that a file has rows of, in order: that of each of its row groups."""
    metadata = pq.read_schema(file).metadata
    return [int(number) for number in metadata[_BUCKETS].decode().split(",") if number]


def read(files: Sequence[Any], bucket: int) -> Iterator[pa.RecordBatch]:
    """Yield the rows of one bucket: of one file after the other, in their order."""
    for file in files:
        with pq.ParquetFile(file) as opened:
            held = opened.schema_arrow.metadata[_BUCKETS].decode().split(",")
            if str(bucket) in held:
                yield from opened.read_row_group(held.index(str(bucket))).to_batches()
