"""Tables as files of the kinds that a job writes: a batch at a time, and the same bytes whoever writes them."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, BinaryIO, Final

from synbib import lazily
from synbib.bulk.arrow import pa, pq
from synbib.bulk.items import from_batch
from synbib.bulk.schema import is_table
from synbib.choices import OutputKind
from synbib.errors import SynbibError

__all__ = ["CHECKSUM_BYTES", "Sized", "check_kind", "checksum_of", "lines_of", "writer"]

Write = Callable[[pa.RecordBatch], None]

# Rows and bytes of a row group: so many that its columns are packed well, and so few that one can be held.
_GROUP_ROWS: Final = 16_384
_GROUP_BYTES: Final = 32 << 20
# Of zlib's levels the one that its own command has; 9 takes three times as long for 1 %.
_LEVEL: Final = 6
_UNFIT: Final = lazily.pattern(r"[^\w.:/+-]+")


CHECKSUM_BYTES: Final = 20
"""How long the BLAKE2b of a file is."""


def check_kind(kind: str, schema: pa.Schema) -> None:
    """See that a table can be written as files of a kind.

    Raises:
        SynbibError: It cannot.
    """
    if kind == "bib" and not is_table(schema, "items"):
        raise SynbibError(
            "BibTeX holds works, and what this job makes are none; write parquet or jsonl with --to"
        )


def writer(kind: OutputKind, file: BinaryIO, schema: pa.Schema) -> AbstractContextManager[Write]:
    """Give what writes batches into a file, which is whole after the context, and may be closed.

    Args:
        kind: What is written.
        file: Where to.
        schema: The schema of the batches.
    """
    return _WRITERS[kind](file, schema)


@contextmanager
def _parquet(file: BinaryIO, schema: pa.Schema) -> Iterator[Write]:
    waiting: list[pa.RecordBatch] = []
    rows = size = 0
    with pq.ParquetWriter(file, schema, compression="zstd") as parquet:

        def flush() -> None:
            nonlocal rows, size
            if waiting:
                parquet.write_table(pa.Table.from_batches(waiting), row_group_size=rows or 1)
            waiting.clear()
            rows = size = 0

        def write(batch: pa.RecordBatch) -> None:
            nonlocal rows, size
            waiting.append(batch)
            rows += batch.num_rows
            size += batch.nbytes
            if rows >= _GROUP_ROWS or size >= _GROUP_BYTES:
                flush()

        yield write
        flush()


@contextmanager
def _jsonl(file: BinaryIO, schema: pa.Schema) -> Iterator[Write]:
    def write(batch: pa.RecordBatch) -> None:
        file.write(lines_of(_records(batch, schema)))

    yield write


@contextmanager
def _gzip(file: BinaryIO, schema: pa.Schema) -> Iterator[Write]:
    # Neither a name nor a time in it.
    with (
        gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) as packed,
        _jsonl(packed, schema) as write,  # type: ignore[arg-type]
    ):
        yield write


@contextmanager
def _zstd(file: BinaryIO, schema: pa.Schema) -> Iterator[Write]:
    with (
        pa.CompressedOutputStream(pa.PythonFile(file, "w"), "zstd") as packed,
        _jsonl(packed, schema) as write,
    ):
        yield write


@contextmanager
def _bib(file: BinaryIO, schema: pa.Schema) -> Iterator[Write]:
    from synbib.formats import write as written

    is_first = True

    def write(batch: pa.RecordBatch) -> None:
        nonlocal is_first
        if batch.num_rows:
            file.writelines([b"" if is_first else b"\n", *written(_entries(batch), "bibtex")])
            is_first = False

    yield write


_WRITERS: Final[Mapping[str, Callable[[BinaryIO, pa.Schema], AbstractContextManager[Write]]]] = {
    "parquet": _parquet,
    "jsonl": _jsonl,
    "jsonl.gz": _gzip,
    "jsonl.zst": _zstd,
    "bib": _bib,
}


# --- rows as records ----------------------------------------------------------------------------------------


def lines_of(records: Sequence[Mapping[str, Any]]) -> bytes:
    """Return records as JSON, one a line; what is not Unicode in them as a question mark."""
    lines = [json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in records]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def _records(batch: pa.RecordBatch, schema: pa.Schema) -> Sequence[Mapping[str, Any]]:
    """Return each row as a record of what it has."""
    if is_table(schema, "items"):
        return from_batch(batch)
    return [
        {name: value for name, value in row.items() if value is not None}
        for row in batch.to_pylist()
    ]


def _entries(batch: pa.RecordBatch) -> Iterator[Any]:
    from synbib.formats.csl_json import work
    from synbib.library import Entry

    for item in from_batch(batch):
        came = work(item)
        entry = came.entry()
        key = came.key or _UNFIT.sub("_", item["id"]).strip("_") or "work"
        yield Entry(entry.type, key, entry.fields)


# --- what is written ----------------------------------------------------------------------------------------


class Sized(io.RawIOBase):
    """A file that is written to, of which the size and the checksum are kept; who opened it closes it.

    Args:
        file: The file.

    Attributes:
        size: How many bytes were written.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = hashlib.blake2b(digest_size=CHECKSUM_BYTES)
        self.size = 0

    def writable(self) -> bool:
        """Whether it can be written to."""
        return True

    def write(self, data: Any) -> int:
        """Write bytes; return how many."""
        self._digest.update(data)
        self._file.write(data)
        written = memoryview(data).nbytes
        self.size += written
        return written

    def tell(self) -> int:
        """Return the place of the next byte."""
        return self.size

    def close(self) -> None:
        """Leave it open."""

    @property
    def checksum(self) -> str:
        """The BLAKE2b of what was written, in hexadecimal."""
        return self._digest.hexdigest()


def checksum_of(file: Any) -> str:
    """Return the checksum of an open file, as `Sized` has it."""
    made = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=CHECKSUM_BYTES))
    return made.hexdigest()
