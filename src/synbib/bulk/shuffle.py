"""Rows brought together by a number: written in its order by whoever makes them, read by whoever works on one number.

Each file has the rows of one part, sorted by their bucket, a batch for each bucket that has some, so that one bucket is
read of all files without the others. That is how Spark's sort shuffle does it. The files are Arrow's, whose note of the
batches takes 24 bytes for each: it is read again for each bucket, and Parquet's, with all columns, would be read longer
than the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from synbib.bulk.arrow import pa, pc

__all__ = ["BUCKET", "BUCKETS", "WORKS", "buckets_in", "read", "write"]

BUCKET: Final = "bucket"
"""The column, `int32`, that says which bucket a row goes to."""

BUCKETS: Final = 64
"""How many buckets there are at least where nobody says otherwise, and one is held in memory."""

WORKS: Final = 250_000
"""So many works are to one such bucket at most: 0.7 GB where they are compared."""

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
    groups: list[tuple[int, pa.RecordBatch]] = []
    at = 0
    for each in counts:
        group = ordered.slice(at, each["counts"])
        groups += ((each["values"], batch) for batch in group.to_batches())
        at += each["counts"]
    held = ",".join(str(bucket) for bucket, _ in groups)
    schema = ordered.schema.with_metadata(
        {**(ordered.schema.metadata or {}), _BUCKETS: held.encode()}
    )
    packed = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_file(file, schema, options=packed) as writer:
        for _, batch in groups:
            writer.write_batch(batch.cast(schema))


def buckets_in(file: Any) -> list[int]:
    """Return the buckets that a file has rows of, in order: that of each of its batches."""
    with pa.ipc.open_file(file) as opened:
        return _held(opened)


def read(files: Sequence[Any], bucket: int) -> Iterator[pa.RecordBatch]:
    """Yield the rows of one bucket: of one file after the other, in their order."""
    for file in files:
        with pa.ipc.open_file(file) as opened:
            for number, held in enumerate(_held(opened)):
                if held == bucket:
                    yield opened.get_batch(number)


def _held(opened: Any) -> list[int]:
    told = opened.schema.metadata[_BUCKETS].decode()
    return [int(number) for number in told.split(",") if number]
