"""Which works are one, of all in some files: blocks, verdicts on those that meet in them, and what these join."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any, Final

from synbib import lazily
from synbib.bulk import storage
from synbib.bulk.arrow import pa, pc, pq
from synbib.bulk.comparing import pairs_in
from synbib.bulk.executors import Executor
from synbib.bulk.identifying import ORDER, blocks
from synbib.bulk.jobs import Job, Progress, Summary, results, run
from synbib.bulk.joining import components
from synbib.bulk.manifest import Manifest
from synbib.bulk.parts import part_of
from synbib.bulk.schema import BLOCKS, CLUSTERS, ROW, VERDICTS, with_problem
from synbib.bulk.shuffle import BUCKETS
from synbib.bulk.work import Options
from synbib.bulk.writing import checksum_of, writer
from synbib.errors import SynbibError
from synbib.library.matching import Answer

__all__ = ["Blocking", "Clustered", "Match", "match"]

_PAIRS: Final = "pairs"
_WORKS: Final = "works"
_FOUND: Final = "clusters"
_OURS: Final = (_PAIRS, _WORKS, f"{_FOUND}.*", storage.TEMPORARY)
_ROWS: Final = 2000  # of a batch that is written


@lazily.dataclass(frozen=True, slots=True)
class Blocking:
    """Spreads the blocks of items over buckets: a `synbib.bulk.work.Spreading`."""

    buckets: int

    @property
    def schema(self) -> pa.Schema:
        """See `synbib.bulk.work.Spreading`."""
        return BLOCKS

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return the blocks of items, see `synbib.bulk.identifying.blocks`."""
        return blocks(batch, self.buckets)


@lazily.dataclass(frozen=True, slots=True)
class Match:
    """Compares the works that meet in the blocks of a bucket: a `synbib.bulk.work.Gathering`.

    Attributes:
        buckets: How many buckets there are. One has to fit into the memory of a process: 2.7 kB an item, spread over
            all of them.
    """

    buckets: int = BUCKETS

    @property
    def name(self) -> str:
        """See `synbib.bulk.work.Gathering`."""
        return "match"

    @property
    def options(self) -> Options:
        """See `synbib.bulk.work.Options`."""
        return {"partitions": self.buckets}

    @property
    def first(self) -> Blocking:
        """What makes the rows."""
        return Blocking(self.buckets)

    @property
    def schema(self) -> pa.Schema:
        """See `synbib.bulk.work.Gathering`."""
        return VERDICTS

    def __call__(self, rows: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield the verdicts on works that are one, or may be."""
        schema = with_problem(VERDICTS)
        table = pa.Table.from_batches(rows, BLOCKS).sort_by([(name, "ascending") for name in ORDER])
        for batch in pairs_in(table.to_batches()):
            problems = pa.nulls(batch.num_rows, pa.string())
            yield pa.RecordBatch.from_arrays([*batch.columns, problems], schema=schema)


@lazily.dataclass(frozen=True, slots=True)
class Clustered:
    """Says of each item which work it is: a `synbib.bulk.work.Work`.

    Attributes:
        clusters: The path or URL of a Parquet file of `synbib.bulk.schema.CLUSTERS`, in the order of its rows.
        checksum: The checksum of that, see `synbib.bulk.writing.Sized`: another file may come to stand in its place.
        pairs: The folder of the job that it was made from.
    """

    clusters: str
    checksum: str
    pairs: str

    @property
    def name(self) -> str:
        """See `synbib.bulk.work.Work`."""
        return "clustered"

    @property
    def options(self) -> Options:
        """See `synbib.bulk.work.Options`."""
        return {"clusters": self.checksum}

    @property
    def schema(self) -> pa.Schema:
        """See `synbib.bulk.work.Work`."""
        return CLUSTERS

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return for each item its cluster; of one that has no twin that is its own id."""
        rows, ids = batch.column(ROW), batch.column("id").to_pylist()
        found = _within(self, rows[0].as_py(), rows[-1].as_py()) if ids else {}
        of_each = [
            found.get(row, (own, "", row, None))
            for row, own in zip(rows.to_pylist(), ids, strict=True)
        ]
        of_cluster = zip(*of_each, strict=True) if of_each else ((), (), (), ())
        columns = [rows, ids, *of_cluster, pa.nulls(len(ids), pa.string())]
        schema = with_problem(CLUSTERS)
        arrays = [pa.array(each, field.type) for each, field in zip(columns, schema, strict=True)]
        return _named(pa.RecordBatch.from_arrays(arrays, schema=schema), _inputs(self))


@lru_cache(maxsize=1)
def _groups(work: Clustered) -> tuple[Any, list[int]]:
    """Return what the file of clusters notes of its row groups, and the last row in each."""
    with storage.open_read(work.clusters) as file:
        told = pq.read_metadata(file)
    return told, [told.row_group(n).column(0).statistics.max for n in range(told.num_row_groups)]


@lru_cache(maxsize=2)
def _group(work: Clustered, number: int) -> pa.Table:
    told, _ = _groups(work)
    with storage.open_read(work.clusters) as file:
        return pq.ParquetFile(file, metadata=told).read_row_group(number)


def _within(work: Clustered, first: int, last: int) -> dict[int, tuple[Any, ...]]:
    """Return row → what `CLUSTERS` says of its cluster, of the rows from one to another.

    No more of the file is read than has these.
    """
    found: dict[int, tuple[Any, ...]] = {}
    _, lasts = _groups(work)
    for number in range(bisect_left(lasts, first), len(lasts)):
        group = _group(work, number)
        rows = group.column(ROW)
        some = group.filter(pc.and_(pc.greater_equal(rows, first), pc.less_equal(rows, last)))
        numbers, _, *of_cluster = (some.column(name).to_pylist() for name in CLUSTERS.names)
        found |= zip(numbers, zip(*of_cluster, strict=True), strict=True)
        if lasts[number] >= last:
            break
    return found


@lru_cache(maxsize=1)
def _inputs(work: Clustered) -> Mapping[int, str]:
    return _inputs_of(work.pairs)


def _inputs_of(pairs: str) -> Mapping[int, str]:
    """Return the number of each part of a job → what it is a part of."""
    manifest = Manifest.read(pairs)
    notes = manifest.finished.values() if manifest else ()
    return {note.part: note.input for note in notes if note.stage == "rows"}


def _named(clusters: pa.RecordBatch, inputs: Mapping[int, str]) -> pa.RecordBatch:
    """Return rows of `CLUSTERS` with the input of each."""
    named = [inputs.get(part_of(row)) for row in clusters.column(ROW).to_pylist()]
    at = clusters.schema.get_field_index("input")
    return clusters.set_column(at, clusters.schema.field(at), pa.array(named, pa.string()))


def match(
    job: Job,
    *,
    all_works: bool = False,
    executor: Executor | None = None,
    fresh: bool = False,
    verify: bool = False,
    progress: Progress = lambda _stage, _share, _rows: None,
) -> Summary:
    """Find which works are one, and write that.

    In the folder of the job there are afterwards: ``pairs``, a job of its own, with the verdicts on works that are one
    or may be; ``clusters.parquet``, and another file of the kind that is asked for, with the works that have a twin, by
    `synbib.bulk.schema.CLUSTERS`; and with ``all_works`` a second job, ``works``, with a row for every work.

    The pairs are brought together here, whoever found them: see `synbib.bulk.joining` for the memory that takes.

    Args:
        job: Its work is a `Match`.
        all_works: Whether to write a row for works that have no twin, too.
        executor: See `synbib.bulk.jobs.run`.
        fresh: See there.
        verify: See there.
        progress: See there.

    Returns:
        What the jobs did; its rows are those of the clusters, or of all works.

    Raises:
        SynbibError: See there.
    """
    job.check()
    names = storage.names(job.out)
    if others := [name for name in names if not any(fnmatchcase(name, own) for own in _OURS)]:
        raise SynbibError(
            f"{job.out}: something else than a job is there, {others[0]}; name a new folder with -o"
        )
    pairs = lazily.replace(job, out=storage.joined(job.out, _PAIRS), to="parquet")
    how: dict[str, Any] = {"fresh": fresh, "verify": verify, "executor": executor}
    summary = run(pairs, **how, progress=progress)
    if summary.failed:
        return summary
    for half_written in storage.names(job.out, storage.TEMPORARY):  # by one that was killed
        storage.remove(storage.joined(job.out, half_written))
    clusters, inputs = components(_same(pairs.out)), _inputs_of(pairs.out)
    for kind in dict.fromkeys(("parquet", job.to)):
        _write(clusters, inputs, storage.joined(job.out, f"{_FOUND}.{kind}"), kind)
    if not all_works:
        return lazily.replace(summary, out=job.out, rows=clusters.num_rows)
    found = storage.joined(job.out, f"{_FOUND}.parquet")
    with storage.open_read(found) as file:
        work = Clustered(found, checksum_of(file), pairs.out)
    return run(
        lazily.replace(job, work=work, out=storage.joined(job.out, _WORKS)),
        **how,
        progress=progress,
    )


def _same(pairs: str) -> pa.Table:
    """Return the pairs that are one work; those that may be are more, and would only be held."""
    tables = []
    for url in results(pairs):
        with storage.open_read(url) as file:
            table = pq.read_table(file)
        tables.append(table.filter(pc.equal(table.column("answer"), Answer.SAME.value)))
    return pa.concat_tables(tables)


def _write(clusters: pa.Table, inputs: Mapping[int, str], url: str, kind: Any) -> None:
    with storage.write_atomically(url) as file, writer(kind, file, CLUSTERS) as write:
        for batch in clusters.to_batches(_ROWS):
            write(_named(batch, inputs))
