"""Bibliographies: the items of each document formatted together, as its numbers and letters rest on all of them.

Items come in any order. A job brings those of one document together first: rows go by their document into buckets, and
each bucket is sorted by document and by the row that an item had in the inputs, which is the order of citing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final
from zlib import crc32

from synbib import lazily
from synbib.bulk.arrow import pa, pc
from synbib.bulk.items import from_batch
from synbib.bulk.schema import BIBLIOGRAPHIES, DOCUMENT, ITEMS, PROBLEM, ROW, with_problem
from synbib.bulk.shuffle import BUCKET, BUCKETS
from synbib.bulk.styled import Made, Styled, as_batch
from synbib.bulk.work import Options
from synbib.choices import OutputFormat

__all__ = ["FormatDocuments", "SpreadDocuments", "bibliographies"]

_AT_ONCE: Final = 2000  # rows, if no document has more
_BOUND: Final = pa.schema(
    [
        *ITEMS,
        pa.field(DOCUMENT, pa.string(), nullable=False),
        pa.field(ROW, pa.int64(), nullable=False),
        pa.field(BUCKET, pa.int32(), nullable=False),
    ],
    ITEMS.metadata,
)
_NO_DOCUMENT: Final = "nothing says which document it belongs to"


def bibliographies(batch: pa.RecordBatch, styled: Styled) -> pa.RecordBatch:
    """Return the references of items whose documents are whole, by ``with_problem(BIBLIOGRAPHIES)``, in their order.

    Args:
        batch: Items, by `ITEMS`, with a column `DOCUMENT`. Within a document they are cited in the order of rows.
        styled: How they are formatted.
    """
    documents = batch.column(DOCUMENT).to_pylist()
    made = _made(documents, from_batch(batch), styled)
    return as_batch(made, BIBLIOGRAPHIES, {"id": batch.column("id"), DOCUMENT: documents})


def _made(
    documents: Sequence[str | None], items: Sequence[dict[str, Any]], styled: Styled
) -> list[Made]:
    """Return what is made of items, in their order."""
    rows_of: dict[str | None, list[int]] = {}
    for row, document in enumerate(documents):
        rows_of.setdefault(document, []).append(row)
    made = [Made(problem=_NO_DOCUMENT)] * len(items)
    rows_of.pop(None, None)
    for rows in rows_of.values():
        for row, one in zip(rows, styled.together([items[row] for row in rows]), strict=True):
            made[row] = one
    return made


# --- as a job -----------------------------------------------------------------------------------------------


@lazily.dataclass(frozen=True, slots=True)
class SpreadDocuments:
    """Items by their documents: a `synbib.bulk.work.Spreading`.

    Attributes:
        buckets: How many buckets there are.
    """

    buckets: int = BUCKETS

    @property
    def schema(self) -> pa.Schema:
        """Items with their document, row and bucket."""
        return _BOUND

    def __call__(self, batch: pa.RecordBatch, /) -> pa.RecordBatch:
        """Return the items with the bucket of each; of one without a document, its problem."""
        documents = batch.column(DOCUMENT).to_pylist()
        buckets = [
            None if each is None else crc32(each.encode()) % self.buckets for each in documents
        ]
        problems = [_NO_DOCUMENT if each is None else None for each in documents]
        schema = with_problem(_BOUND)
        made = {BUCKET: pa.array(buckets, pa.int32()), PROBLEM: pa.array(problems, pa.string())}
        columns = [made[name] if name in made else batch.column(name) for name in schema.names]
        return pa.RecordBatch.from_arrays(columns, schema=schema)


@lazily.dataclass(frozen=True, slots=True)
class FormatDocuments:
    """Formats the items of each document together: a `synbib.bulk.work.Gathering`.

    What it makes is in the order of the documents' names, by their bytes, in each bucket; of each document in the order
    of its bibliography.

    Attributes:
        style: The name of a CSL style, its alias, path or id.
        locale: A language tag; the style's own by default. ``item``: each reference in the language of its item.
        format: ``markdown``, ``html``, ``latex`` …: the name of a writer.
        buckets: How many buckets there are. One is held in memory at a time.

    Raises:
        StyleError: The style cannot be used for this, or the locale does not exist.
        UnknownNameError: The format does not exist, or is no text.
    """

    style: str
    locale: str | None = None
    format: OutputFormat = "markdown"
    buckets: int = BUCKETS

    def __post_init__(self) -> None:
        self._styled.check()

    @property
    def _styled(self) -> Styled:
        return Styled(self.style, self.locale, self.format)

    @property
    def name(self) -> str:
        """See `synbib.bulk.work.Gathering`."""
        return "format documents"

    @property
    def options(self) -> Options:
        """See `synbib.bulk.work.Options`."""
        return {**self._styled.options, "partitions": self.buckets}

    @property
    def first(self) -> SpreadDocuments:
        """What brings the items of a document together."""
        return SpreadDocuments(self.buckets)

    @property
    def schema(self) -> pa.Schema:
        """References with their documents."""
        return BIBLIOGRAPHIES

    def __call__(self, rows: Iterator[pa.RecordBatch], /) -> Iterator[pa.RecordBatch]:
        """Yield the references of one document after the other; what has a problem stands after those of its own."""
        batches = [batch for batch in rows if batch.num_rows]
        if not batches:
            return
        table = pa.Table.from_batches(batches).combine_chunks()
        keys = [(DOCUMENT, "ascending"), (ROW, "ascending")]
        order = pc.sort_indices(table.select([DOCUMENT, ROW]), sort_keys=keys)
        documents = table.column(DOCUMENT).take(order).to_pylist()
        for start, end in _stretches(documents):
            [batch] = table.take(order.slice(start, end - start)).combine_chunks().to_batches()
            yield self._references(batch)

    def _references(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        made = bibliographies(batch, self._styled)
        keys = [(DOCUMENT, "ascending"), ("number", "ascending")]
        return made.take(pc.sort_indices(made, sort_keys=keys))


def _stretches(documents: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where so many whole documents begin and end that they are worth a batch."""
    start = 0
    for end in range(1, len(documents) + 1):
        is_whole = end == len(documents) or documents[end] != documents[end - 1]
        if is_whole and (end - start >= _AT_ONCE or end == len(documents)):
            yield start, end
            start = end
