"""An index of the works of a DataFrame, in many files, each made by one task."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from synbib import lazily
from synbib.bulk import storage
from synbib.bulk.arrow import pa
from synbib.bulk.recording import PARTITIONS, BuildIndex
from synbib.bulk.work import Making
from synbib.errors import SynbibError
from synbib.spark.engine import DataFrame
from synbib.spark.frames import buckets, by_bucket, of_schema, spark_schema

__all__ = ["build_index"]

_MADE: Final = pa.schema([("bucket", pa.int32()), ("file", pa.string()), ("works", pa.int64())])


def build_index(df: DataFrame, path: str, *, partitions: int = PARTITIONS) -> int:
    """Write an index that ``synbib verify --index PATH`` asks, and return how many works are in it.

    Args:
        df: Items: a column for each variable, as `read` gives them.
        path: A new folder that all executors reach, a path or a URL.
        partitions: How many files it has.

    Raises:
        SynbibError: The folder holds something already.
    """
    if storage.exists(path) and storage.names(path):
        raise SynbibError(f"{path}: something is there already; name a new folder")
    storage.folder(path)
    making = BuildIndex(partitions)
    rows = by_bucket(df, making.first)
    made = rows.mapInArrow(_Files(making, path), spark_schema(_MADE)).collect()
    files = {row["bucket"]: row["file"] for row in made}
    works: int = sum(row["works"] for row in made)
    for name, content in making.closing(files, works, ()).items():
        with storage.write_atomically(storage.joined(path, name)) as file:
            file.write(content)
    return works


@lazily.dataclass(frozen=True, slots=True)
class _Files:
    """Makes the file of each bucket: here first, and then whole in its place, however often a task is run."""

    making: Making
    folder: str

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for bucket, rows in buckets(batches):
            if bucket is None:  # of these no works could be made
                continue
            name = f"part-{bucket:06}{self.making.suffix}"
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder, name)
                works = self.making.make(rows, str(path))
                storage.put(path, storage.joined(self.folder, name))
            told = {"bucket": [bucket], "file": [name], "works": [works]}
            yield of_schema(_MADE, pa.RecordBatch.from_pydict(told, schema=_MADE))
