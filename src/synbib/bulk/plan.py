"""What a job will cost, judged by doing it to a sample, and in how many pieces it is done."""

from __future__ import annotations

import io
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

from synbib import lazily
from synbib.bulk import shuffle, sources
from synbib.bulk.arrow import pa
from synbib.bulk.job import Job
from synbib.bulk.schema import ROW
from synbib.bulk.tasks import sound
from synbib.bulk.writing import Sized, writer

__all__ = ["Plan", "pieces", "plan"]

_T = TypeVar("_T")
_SAMPLE: Final = 2000  # records that are worked on
_FEW: Final = 10  # and before these


@lazily.dataclass(frozen=True, slots=True)
class Plan:
    """What a job will cost; all but the files and their size is estimated.

    Attributes:
        files: How many inputs there are.
        bytes: Their size.
        records: How many records they have.
        parts: How many parts they are cut into.
        sample: How many records were worked on, to judge by.
        rejected: How many records will be put aside.
        core_seconds: How long one core takes for all.
        seconds: How long it takes, with as many processes as were asked for.
        out_bytes: The size of what is made.
        rows_bytes: The size of the rows by bucket, which are there meanwhile; 0 if there are none.
    """

    files: int
    bytes: int
    records: int
    parts: int
    sample: int
    rejected: int
    core_seconds: float
    seconds: float
    out_bytes: int
    rows_bytes: int


def plan(job: Job, processes: int) -> Plan:
    """Return what a job will cost; nothing is written.

    Args:
        job: The job.
        processes: How many work on it.

    Raises:
        SynbibError: It cannot be done.
    """
    job.check()
    # What is made once, such as a compiled style, and each module that is loaded, is none of a record's cost: so all is
    # done to a few records first.
    few = sources.measure(sources.files(job.inputs)[:1], document=job.document)
    _cost(job, _numbered(few.sample[:1], _FEW / max(sum(b.num_rows for b in few.sample), 1)))
    measured = sources.measure(job.inputs, document=job.document)
    read = sum(batch.num_rows for batch in measured.sample)
    aside = len(measured.rejected)
    items = _numbered(measured.sample, _SAMPLE / max(read, 1))
    worked = sum(batch.num_rows for batch in items)
    cost = _cost(job, items)
    # Of all records some are no items, and some items give nothing.
    share = measured.records / max(read + aside, 1)
    scale = share * read / max(worked, 1)
    core_seconds = measured.seconds * share + cost.seconds * scale
    parts = max(measured.files, -(-measured.unpacked // job.part_bytes))
    return Plan(
        measured.files,
        measured.bytes,
        measured.records,
        parts,
        worked,
        round(aside * share + cost.problems * scale),
        core_seconds,
        core_seconds / max(1, min(processes, parts)),
        round(cost.out_bytes * scale),
        round(cost.rows_bytes * scale),
    )


def pieces(inputs: Sequence[str], *, least: int, works: int) -> int:
    """Return in how many pieces works are brought together, so that none has many more than a process can hold.

    Of the same inputs it is the same: a job is gone on with in as many as it was begun with.

    Args:
        inputs: See `synbib.bulk.sources.files`.
        least: So many are there at least.
        works: As many works, about, a piece may have.

    Raises:
        SynbibError: The inputs are not there, or of no known kind.
    """
    return max(least, -(-sources.measure(inputs).records // works))


def _numbered(batches: Iterable[pa.RecordBatch], share: float) -> list[pa.RecordBatch]:
    """Return so much of each batch, with a column `ROW`."""
    found: list[pa.RecordBatch] = []
    row = 0
    for batch in batches:
        some = batch.slice(0, max(1, round(batch.num_rows * min(share, 1))))
        numbers = pa.array(range(row, row + some.num_rows), pa.int64())
        row += some.num_rows
        found.append(some.append_column(ROW, numbers))
    return found


@lazily.dataclass(slots=True)
class _Cost:
    """What a sample took.

    Attributes:
        seconds: How long.
        problems: Of how many rows nothing could be made.
        out_bytes: The size of what was made.
        rows_bytes: That of the rows by bucket.
    """

    seconds: float = 0.0
    problems: int = 0
    out_bytes: int = 0
    rows_bytes: int = 0


def _cost(job: Job, items: list[pa.RecordBatch]) -> _Cost:
    cost = _Cost()
    if not items:
        return cost
    each: Any = job.spread or job.work
    made = _timed(cost, lambda: [each(batch) for batch in items])
    rows = list(_counted(made, each.schema, cost))
    if job.spread is None:
        _timed(cost, lambda: _write(job, rows, cost))
        return cost
    file = Sized(io.BytesIO())
    _timed(cost, lambda: shuffle.write(pa.Table.from_batches(rows, each.schema), file))
    cost.rows_bytes = file.size
    _timed(cost, lambda: _gather(job, rows, cost))
    return cost


def _gather(job: Job, rows: list[pa.RecordBatch], cost: _Cost) -> None:
    """Work on rows as if all were of one bucket."""
    work: Any = job.work
    if not job.makes:
        _write(job, _counted(work(iter(rows)), work.schema, cost), cost)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "file")
        work.make(iter(rows), str(path))
        cost.out_bytes = path.stat().st_size


def _timed(cost: _Cost, do: Callable[[], _T]) -> _T:
    began = time.process_time()
    done = do()
    cost.seconds += time.process_time() - began
    return done


def _counted(
    batches: Iterable[pa.RecordBatch], schema: pa.Schema, cost: _Cost
) -> Iterator[pa.RecordBatch]:
    """Yield batches without the rows that have a problem, and count these."""

    def count(_made: pa.RecordBatch, _number: int, _problem: str) -> None:
        cost.problems += 1

    return sound(batches, schema, count)


def _write(job: Job, batches: Iterable[pa.RecordBatch], cost: _Cost) -> None:
    file: Any = Sized(io.BytesIO())
    with writer(job.to, file, job.work.schema) as write:  # type: ignore[union-attr]
        for batch in batches:
            write(batch)
    cost.out_bytes = file.size
