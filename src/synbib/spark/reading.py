"""Files of any kind that `synbib.bulk` reads, as DataFrames: each part of them is read by a task."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from synbib import lazily
from synbib.bulk import sources
from synbib.bulk.arrow import pa
from synbib.bulk.parts import Part, Rejected
from synbib.bulk.schema import DOCUMENT, ITEMS, PROBLEM, ROW, with_problem
from synbib.errors import SynbibError
from synbib.spark.engine import DataFrame, SparkSession
from synbib.spark.frames import of_schema, spark_schema

__all__ = ["read", "read_bib"]


def read(
    spark: SparkSession,
    inputs: str | Sequence[str],
    *,
    document: str | None = None,
    part_bytes: int = sources.PART_BYTES,
) -> DataFrame:
    """Return the works of files as a DataFrame of items.

    The driver looks where each file can be cut; what is in it, tasks read. A packed file is read by one task.

    Args:
        spark: The session.
        inputs: Files, folders and patterns, paths or URLs; all executors have to reach them.
        document: The column, or the member of a record, that says which bibliography it belongs to.
        part_bytes: How much of a file is a part, about.

    Returns:
        The columns of `synbib.bulk.schema.ITEMS`, ``row``, ``document`` if it is asked for, and ``problem``: a record
        that cannot be read has only that, where it stands and why, and its id if it has one.

    Raises:
        SynbibError: An input is not there or of no kind that is known.
    """
    found = sources.look(_names(inputs))
    return _of_parts(spark, _parts(found, part_bytes), document)


def read_bib(
    spark: SparkSession, inputs: str | Sequence[str], *, part_bytes: int = sources.PART_BYTES
) -> DataFrame:
    """Return the works of BibTeX files as a DataFrame of items, see `read`.

    Raises:
        SynbibError: An input is not there or no BibTeX.
    """
    found = sources.look(_names(inputs))
    for file in found:
        if file.kind in sources.KINDS and file.kind != "bib":
            raise SynbibError(f"{file.url}: not BibTeX; synbib.spark.read reads other files")
    return _of_parts(spark, _parts(found, part_bytes), None)


def _names(inputs: str | Sequence[str]) -> list[str]:
    return [inputs] if isinstance(inputs, str) else list(inputs)


def _parts(found: Sequence[sources.Told], size: int) -> list[Part]:
    return list(sources.parts_of(found, size=size, cut_packed=False))


def _of_parts(spark: SparkSession, parts: Sequence[Part], document: str | None) -> DataFrame:
    schema = with_problem(ITEMS)
    kept = [pa.field(ROW, pa.int64()), *([pa.field(DOCUMENT, pa.string())] if document else [])]
    schema = pa.schema([*list(schema)[:-1], *kept, schema.field(PROBLEM)])
    # A partition for each part: its number is the part's.
    numbers = spark.range(0, len(parts), 1, max(1, len(parts)))
    return numbers.mapInArrow(_Reading(parts, document, schema), spark_schema(schema))


@lazily.dataclass(frozen=True, slots=True)
class _Reading:
    parts: Sequence[Part]
    document: str | None
    schema: pa.Schema

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for number in batch.column(0).to_pylist():
                yield from self._rows(self.parts[number])

    def _rows(self, part: Part) -> Iterator[pa.RecordBatch]:
        row = part.first_row
        for found in sources.read(part, document=self.document):
            if isinstance(found, Rejected):
                rows = [{"id": found.id, ROW: row, PROBLEM: _told(found)}]
                made = pa.RecordBatch.from_pylist(rows, schema=self.schema)
            else:
                numbers = pa.array(range(row, row + found.num_rows), pa.int64())
                made = found.append_column(ROW, numbers)
                made = made.append_column(PROBLEM, pa.nulls(found.num_rows, pa.string()))
            row += made.num_rows
            yield of_schema(self.schema, made)


def _told(rejected: Rejected) -> str:
    at = "" if rejected.line is None else f":{rejected.line}"
    return f"{rejected.input}{at}: {rejected.reason}"
