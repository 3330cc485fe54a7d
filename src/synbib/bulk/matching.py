"""Which works are one, of all in some files: blocks, verdicts on those that meet in them, and what these join."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from synbib import lazily
from synbib.bulk import storage
from synbib.bulk.arrow import pa, pq
from synbib.bulk.comparing import pairs_in
from synbib.bulk.executors import Executor
from synbib.bulk.identifying import ORDER, blocks
from synbib.bulk.jobs import Job, Progress, Summary, results, run
from synbib.bulk.joining import components
from synbib.bulk.manifest import Manifest
from synbib.bulk.parts import part_of
from synbib.bulk.schema import BLOCKS, CLUSTERS, ROW, VERDICTS, with_problem
from synbib.bulk.work import Options
from synbib.bulk.writing import writer
from synbib.errors import SynbibError

__all__ = ["Blocking", "Clustered", "Match", "match"]

_PAIRS: Final = "pairs"
_WORKS: Final = "works"
_FOUND: Final = "clusters"
_AT_ONCE: Final = 16_384  # rows of clusters that are written


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

    buckets: int = 64

    name: Final = "match"

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
        pairs: The folder of the job that it was made from.
    """

    clusters: str
    pairs: str

    name: Final = "clustered"

    @property
    def options(self) -> Options:
        """See `synbib.bulk.work.Options`."""
        return {"clusters": self.clusters, "bytes": storage.size(self.clusters)}

    @property
    def schema(self) -> pa.Schema:
        """See `synbib.bulk.work.Work`."""
        return CLUSTERS

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return for each item its cluster; of one that has no twin that is its own id."""
        rows, ids = batch.column(ROW), batch.column("id").to_pylist()
        found = _within(_read(self.clusters), rows[0].as_py(), rows[-1].as_py()) if ids else {}
        of_each = [
            found.get(row, (own, "", row, None))
            for row, own in zip(rows.to_pylist(), ids, strict=True)
        ]
        of_cluster = zip(*of_each, strict=True) if of_each else ((), (), (), ())
        columns = [rows, ids, *of_cluster, pa.nulls(len(ids), pa.string())]
        schema = with_problem(CLUSTERS)
        arrays = [pa.array(each, field.type) for each, field in zip(columns, schema, strict=True)]
        return _named(pa.RecordBatch.from_arrays(arrays, schema=schema), _inputs(self.pairs))


@cache
def _read(clusters: str) -> pa.Table:
    with storage.open_read(clusters) as file:
        return pq.read_table(file).combine_chunks()


@cache
def _inputs(pairs: str) -> Mapping[int, str]:
    """Return the number of each part of a job → what it is a part of."""
    manifest = Manifest.read(pairs)
    notes = manifest.finished.values() if manifest else ()
    return {note.part: note.input for note in notes if note.stage == "rows"}


def _named(clusters: pa.RecordBatch, inputs: Mapping[int, str]) -> pa.RecordBatch:
    """Return rows of `CLUSTERS` with the input of each."""
    named = [inputs.get(part_of(row)) for row in clusters.column(ROW).to_pylist()]
    at = clusters.schema.get_field_index("input")
    return clusters.set_column(at, clusters.schema.field(at), pa.array(named, pa.string()))


def _within(clusters: pa.Table, first: int, last: int) -> dict[int, tuple[Any, ...]]:
    """Return row → what `CLUSTERS` says of its cluster, of the rows from one to another."""
    rows: Any = clusters.column(ROW)
    start, end = (
        bisect_left(rows, row, key=lambda each: each.as_py()) for row in (first, last + 1)
    )
    some = clusters.slice(start, end - start)
    numbers, _, *of_cluster = (some.column(name).to_pylist() for name in CLUSTERS.names)
    return dict(zip(numbers, zip(*of_cluster, strict=True), strict=True))


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
    ours = {_PAIRS, _WORKS, f"{_FOUND}.parquet", f"{_FOUND}.{job.to}"}
    if others := [name for name in storage.names(job.out) if name not in ours]:
        raise SynbibError(
            f"{job.out}: something else than a job is there, {others[0]}; name a new folder with -o"
        )
    pairs = lazily.replace(job, out=storage.joined(job.out, _PAIRS), to="parquet")
    how: dict[str, Any] = {"fresh": fresh, "verify": verify, "executor": executor}
    summary = run(pairs, **how, progress=progress)
    if summary.failed:
        return summary
    clusters = components(_verdicts(pairs.out))
    _inputs.cache_clear()
    for kind in dict.fromkeys(("parquet", job.to)):
        _write(clusters, pairs.out, storage.joined(job.out, f"{_FOUND}.{kind}"), kind)
    if not all_works:
        return lazily.replace(summary, out=job.out, rows=clusters.num_rows)
    work = Clustered(storage.joined(job.out, f"{_FOUND}.parquet"), pairs.out)
    _read.cache_clear()
    return run(
        lazily.replace(job, work=work, out=storage.joined(job.out, _WORKS)),
        **how,
        progress=progress,
    )


def _verdicts(pairs: str) -> pa.Table:
    tables = []
    for url in results(pairs):
        with storage.open_read(url) as file:
            tables.append(pq.read_table(file))
    return pa.concat_tables(tables)


def _write(clusters: pa.Table, pairs: str, url: str, kind: Any) -> None:
    with storage.write_atomically(url) as file, writer(kind, file, CLUSTERS) as write:
        for batch in clusters.to_batches(_AT_ONCE):
            write(_named(batch, _inputs(pairs)))
