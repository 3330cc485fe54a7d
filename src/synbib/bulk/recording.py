"""Items → an index in many files, each of the works whose first identifier falls to it.

`records` makes of items what the index keeps of works, and what it finds them by; `BuildIndex` divides them and makes
the files. They are the works that ``synbib index add`` makes of the same items.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from synbib import lazily
from synbib.bulk.arrow import pa
from synbib.bulk.items import from_batch
from synbib.bulk.schema import RECORDS, ROW, with_problem
from synbib.bulk.shuffle import BUCKET
from synbib.bulk.work import Options
from synbib.collector import resting
from synbib.errors import SynbibError
from synbib.index.partitions import MANIFEST, Manifest, bucket_of, build
from synbib.index.record import Record
from synbib.index.rows import Row

__all__ = ["PARTITIONS", "WORKS", "BuildIndex", "Divided", "records"]

PARTITIONS: Final = 16
"""The files that an index is divided into where nobody says otherwise."""

WORKS: Final = 1_000_000
"""So many works are in one of them at most, for a job by itself: it is made and opened quickly."""

_DIVIDED: Final = pa.schema(
    [
        pa.field(ROW, pa.int64(), nullable=False),
        pa.field(BUCKET, pa.int32(), nullable=False),
        *RECORDS,
    ],
    RECORDS.metadata,
)


def records(batch: pa.RecordBatch, *, counted: bool = False) -> pa.RecordBatch:
    """Return what the index keeps of works, by ``with_problem(RECORDS)``, a row for each item.

    Args:
        batch: Items, by `synbib.bulk.schema.ITEMS`.
        counted: Whether works are counted by their venues and years.
    """
    made = [_made(item, counted=counted) for item in from_batch(batch)]
    columns = [
        pa.array([getattr(row, field.name, None) for row, _ in made], field.type)
        for field in RECORDS
    ]
    problems = pa.array([problem for _, problem in made], pa.string())
    return pa.RecordBatch.from_arrays([*columns, problems], schema=with_problem(RECORDS))


def _made(item: dict[str, Any], *, counted: bool) -> tuple[Row | None, str | None]:
    try:
        return Row.of(Record.of_item(item), counted=counted), None
    except SynbibError as error:
        return None, str(error)


@lazily.dataclass(frozen=True, slots=True)
class Divided:
    """Makes the rows of an index, each for one of its files; a `synbib.bulk.work.Spreading`.

    Attributes:
        buckets: How many files there are.
        counted: Whether works are counted by their venues and years.
    """

    buckets: int
    counted: bool = False

    @property
    def schema(self) -> pa.Schema:
        """`RECORDS`, with the number of the row and of its file."""
        return _DIVIDED

    def __call__(self, batch: pa.RecordBatch, /) -> pa.RecordBatch:
        """Return a row for each item."""
        made = records(batch, counted=self.counted)
        marks, ids = made.column("marks").to_pylist(), batch.column("id").to_pylist()
        places = [
            bucket_of(known or (), name, self.buckets)
            for known, name in zip(marks, ids, strict=True)
        ]
        return pa.RecordBatch.from_arrays(
            [batch.column(ROW), pa.array(places, pa.int32()), *made.columns],
            schema=with_problem(_DIVIDED),
        )


@lazily.dataclass(frozen=True, slots=True)
class BuildIndex:
    """Makes an index in many files of items; a `synbib.bulk.work.Making`.

    Attributes:
        partitions: How many files there are.
        complete: Whether the inputs have all works of the venues and years in them, so that one that is not there does
            not exist.
        scheme: The scheme of which complete inputs have all identifiers up to the newest: ``arxiv``, ``anthology``.
    """

    partitions: int = PARTITIONS
    complete: bool = False
    scheme: str = ""

    @property
    def name(self) -> str:
        """What the command is called."""
        return "index"

    @property
    def options(self) -> Options:
        """All of its attributes."""
        return {
            "partitions": self.partitions,
            "complete": self.complete,
            "scheme": self.scheme,
        }

    @property
    def first(self) -> Divided:
        """What makes the rows."""
        return Divided(self.partitions, counted=self.complete)

    @property
    def suffix(self) -> str:
        """The ending of the files."""
        return ".sqlite"

    def make(self, rows: Iterator[pa.RecordBatch], path: str, /) -> int:
        """Write one of the files, whole or not at all, and return how many works are in it.

        Args:
            rows: Those of the file, in the order of their numbers.
            path: The file.
        """
        works = map(_numbered, rows)
        with resting():
            return build(Path(path), works, complete=self.complete, scheme=self.scheme)

    def closing(
        self, files: Mapping[int, str], works: int, inputs: Sequence[tuple[int, str]], /
    ) -> Mapping[str, bytes]:
        """Return the note by which the folder is an index."""
        names = tuple(map(files.get, range(self.partitions)))
        return {MANIFEST: Manifest(names, works, tuple(inputs)).to_bytes()}


def _numbered(batch: pa.RecordBatch) -> list[tuple[int, Row]]:
    """Return rows with their numbers; not those of items of which none could be made."""
    columns = [batch.column(name).to_pylist() for name in (ROW, *RECORDS.names)]
    return [
        (number, Row(letters, head, tuple(marks), year, tuple(venues), record))
        for number, letters, head, marks, year, venues, record in zip(*columns, strict=True)
        if record is not None
    ]
