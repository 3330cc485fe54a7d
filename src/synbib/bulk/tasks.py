"""One part of a job, or one bucket: read, worked on, and its file written, whole and always the same."""

from __future__ import annotations

import json
import shutil
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import IO, Any, Final

from synbib.bulk import shuffle, sources, storage
from synbib.bulk.arrow import pa, pc
from synbib.bulk.items import from_batch
from synbib.bulk.job import Job
from synbib.bulk.manifest import Finished, rejects_of
from synbib.bulk.parts import Part, Rejected
from synbib.bulk.schema import PROBLEM, REJECTED, ROW
from synbib.bulk.writing import Sized, checksum_of, lines_of, writer
from synbib.errors import SynbibError

__all__ = ["BUCKET", "ROWS", "Reject", "run_part", "sound"]

BUCKET: Final = "bucket"
"""The kind of a part that is a bucket: its number is that of the bucket, its input the folder of the rows."""

ROWS: Final = "_rows"
"""The folder, in that of the job, of the rows by bucket."""

_IN_MEMORY: Final = 1 << 20  # bytes of what is put aside of a part


def run_part(job: Job, part: Part) -> Finished:
    """Do one part, and write its file: all that whoever works on parts has to call.

    Args:
        job: The job.
        part: One of it, or a bucket.

    Returns:
        What was made of it, or why nothing could be.

    Raises:
        SynbibError: The whole job cannot be done: there is no room for its files, an input is gone.
    """
    try:
        return _done(job, part)
    except sources.UnreadError as error:
        return Finished.failed(part, str(error))
    except SynbibError:
        raise
    except Exception as error:  # noqa: BLE001 - a fault of ours in one part is not to end the others
        return Finished.failed(part, _fault(error))


def _fault(error: Exception) -> str:
    """Return an error that nobody expected, and where it arose."""
    *_, place = traceback.extract_tb(error.__traceback__)
    said = "".join(str(error).splitlines()[:1])
    return f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}: {said}"


def _done(job: Job, part: Part) -> Finished:
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as aside:
        is_bucket = part.kind == BUCKET
        rejects = _Rejects(_all_of(job.inputs) if is_bucket else part.input, aside)
        stage, file, write = _writing(job, part, rejects)
        url = _below(job, file)
        rows, size, checksum = write(url)
        written = rejects.write(_below(job, rejects_of(stage, part.number)))
    read = ROWS if is_bucket else part.input
    return Finished(stage, part.number, read, file, size, checksum, rows, rejects.number, written)


def _all_of(inputs: Sequence[str]) -> str:
    """Return what is said of a row of a bucket, which may be of any input."""
    return inputs[0] if len(inputs) == 1 else f"one of {len(inputs):,} inputs, {inputs[0]} first"


# Writes a file; returns how many rows are in it, its size and its checksum.
_Write = Callable[[str], tuple[int, int, str]]


def _writing(job: Job, part: Part, rejects: _Rejects) -> tuple[str, str, _Write]:
    """Return the stage of a part, the file that it makes, and what writes it."""
    work: Any = job.work
    if job.spread is not None and part.kind != BUCKET:
        made = _each(job, part, job.spread, rejects)
        return (
            "rows",
            f"{ROWS}/part-{part.number:06}.arrow",
            (lambda url: _spread(url, job.spread.schema, made)),
        )
    file = f"part-{part.number:06}{job.ending}"
    if part.kind != BUCKET:
        made = _each(job, part, work, rejects)
    elif job.makes:
        return "part", file, lambda url: _make(url, lambda path: work.make(_rows_of(part), path))
    else:
        made = sound(work(_rows_of(part)), work.schema, partial(_reject, rejects, None))
    return "part", file, lambda url: _write(url, job, made)


def _below(job: Job, file: str) -> str:
    return storage.joined(job.out, *file.split("/"))


# --- rows ---------------------------------------------------------------------------------------------------


def _each(job: Job, part: Part, work: Any, rejects: _Rejects) -> Iterator[pa.RecordBatch]:
    """Yield what a work makes of the items of a part, without that of which nothing could be made."""
    row = part.number << 32
    for read in sources.read(part, document=job.document):
        if isinstance(read, Rejected):
            rejects.add(read)
            row += 1
            continue
        numbers = pa.array(range(row, row + read.num_rows), pa.int64())
        row += read.num_rows
        items = read.append_column(ROW, numbers)
        reject = partial(_reject, rejects, items)
        yield from sound([work(items)], work.schema, reject)


Reject = Callable[[pa.RecordBatch, int, str], None]
"""Is told of a batch, the number of a row in it, and what its problem is."""


def sound(
    batches: Iterable[pa.RecordBatch], schema: pa.Schema, reject: Reject
) -> Iterator[pa.RecordBatch]:
    """Yield batches without the rows that have a problem.

    Args:
        batches: They have a column `PROBLEM`.
        schema: Their schema without that.
        reject: Is told of these rows.
    """
    for made in batches:
        problems = made.column(PROBLEM)
        if problems.null_count < made.num_rows:
            for number, problem in enumerate(problems.to_pylist()):
                if problem is not None:
                    reject(made, number, problem)
            made = made.filter(pc.is_null(problems))
        arrays = [made.column(field.name).cast(field.type) for field in schema]
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def _reject(
    rejects: _Rejects, items: pa.RecordBatch | None, made: pa.RecordBatch, number: int, problem: str
) -> None:
    """Put aside the item of which a row with a problem was made; of a bucket only its id is known."""
    names = made.schema.names
    if items is None:
        named = made.column("id")[number].as_py() if "id" in names else None
        rejects.add(Rejected(rejects.input, problem, id=named))
        return
    if ROW in names:
        number = made.column(ROW)[number].as_py() - items.column(ROW)[0].as_py()
    [item] = from_batch(items.slice(number, 1))
    record = json.dumps(item, ensure_ascii=False)
    rejects.add(Rejected(rejects.input, problem, id=item["id"], record=record))


def _rows_of(bucket: Part) -> Iterator[pa.RecordBatch]:
    """Yield the rows of a bucket: those of each part, in the order of the parts."""
    for name in storage.names(bucket.input, "part-*"):
        with storage.open_read(storage.joined(bucket.input, name)) as file:
            yield from shuffle.read([file], bucket.number)


# --- files --------------------------------------------------------------------------------------------------


def _write(url: str, job: Job, batches: Iterator[pa.RecordBatch]) -> tuple[int, int, str]:
    rows = 0
    with storage.write_atomically(url) as file:
        sized: Any = Sized(file)
        with writer(job.to, sized, job.work.schema) as write:  # type: ignore[union-attr]
            for batch in batches:
                write(batch)
                rows += batch.num_rows
    return rows, sized.size, sized.checksum


def _spread(url: str, schema: pa.Schema, batches: Iterator[pa.RecordBatch]) -> tuple[int, int, str]:
    """Write rows by bucket; to be sorted they are held, those of one part."""
    table = pa.Table.from_batches(batches, schema=schema)
    with storage.write_atomically(url) as file:
        sized: Any = Sized(file)
        shuffle.write(table, sized)
    return table.num_rows, sized.size, sized.checksum


def _make(url: str, make: Callable[[str], int]) -> tuple[int, int, str]:
    """Have a file made by what knows paths only."""
    beside = storage.path_of(url)
    # Its name is one that half-written files have: what a killed process leaves is found by that.
    folder = tempfile.mkdtemp(".part", ".", beside.parent if beside else None)
    try:
        path = Path(folder, "file")
        rows = make(str(path))
        with path.open("rb") as file:
            checksum = checksum_of(file)
        size = path.stat().st_size
        storage.put(path, url)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return rows, size, checksum


class _Rejects:
    """What is put aside of a part."""

    def __init__(self, named: str, file: IO[bytes]) -> None:
        self.input = named
        self.number = 0
        self._file = file

    def add(self, rejected: Rejected) -> None:
        """Put a record aside."""
        names = [field.name for field in REJECTED]
        said = {name: value for name in names if (value := getattr(rejected, name)) is not None}
        self._file.write(lines_of([said]))
        self.number += 1

    def write(self, url: str) -> int:
        """Write what was put aside, if anything was, and return its size."""
        if not self.number:
            return 0
        size = self._file.tell()
        self._file.seek(0)
        with storage.write_atomically(url) as file:
            shutil.copyfileobj(self._file, file, 1 << 20)
        return size
