"""Apache Parquet: a table of works in columns, for data frames; pyarrow reads and writes it.

All columns are texts, and called as in CSV.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from itertools import islice
from typing import Any, BinaryIO, Final

from synbib.errors import SynbibError
from synbib.extras import needed
from synbib.formats.data import Tell, untold
from synbib.formats.outgoing import Outgoing
from synbib.formats.tables import Table, chosen, is_heading, row
from synbib.incoming import Incoming

__all__ = ["SIGN", "read", "records", "stream", "write"]

SIGN: Final = b"PAR1"
"""What a file begins with."""

_ROWS: Final = 1000  # read at once
_GROUP: Final = 10_000  # written at once


def _arrow(doing: str) -> tuple[Any, Any]:
    """Return pyarrow and its module for Parquet.

    Raises:
        SynbibError: It is not installed.
    """
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        raise SynbibError(needed(f"{doing} Parquet", "parquet")) from None


def records(file: BinaryIO, name: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a file: column → what stands there.

    Raises:
        SynbibError: pyarrow is not installed, or cannot read the file.
    """
    arrow, parquet = _arrow(f"{name}: to read")
    try:
        for batch in parquet.ParquetFile(file).iter_batches(batch_size=_ROWS):
            yield from batch.to_pylist()
    except (arrow.ArrowException, OSError) as error:
        raise SynbibError(
            f"{name}: cannot be read as Parquet: {error}; give it unpacked, and whole"
        ) from None


def read(data: bytes, name: str = "<data>", tell: Tell = untold) -> list[Incoming]:
    """Return the works of a table.

    Raises:
        SynbibError: pyarrow is not installed, or cannot read the file; or its columns are not those of works.
    """
    return list(stream(io.BytesIO(data), name, tell))


def stream(file: BinaryIO, name: str = "<data>", tell: Tell = untold) -> Iterator[Incoming]:
    """Yield the works of a table; see `read`."""
    table: Table | None = None
    for number, record in enumerate(records(file, name), 1):
        if table is None:
            if not is_heading(list(record)):
                raise SynbibError(
                    f"{name}: its columns are not those of works; call them key, type, author, title, year …"
                )
            table = Table(list(record), name, tell)
        if (work := table.work(list(map(_text, record.values())), number)) is not None:
            yield work


def _text(value: Any) -> str:
    """Return a value as a cell of a table; of a list, its texts with semicolons between."""
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    return "" if value is None else str(value)


def write(works: Iterable[Outgoing], *, columns: Sequence[str] | None = None) -> Iterator[bytes]:
    """Yield a table.

    Args:
        works: The entries.
        columns: See `synbib.formats.tables.chosen`.

    Raises:
        SynbibError: pyarrow is not installed.
    """
    arrow, parquet = _arrow("to write")
    names, works = chosen(works, columns)
    schema = arrow.schema([(name, arrow.string()) for name in names])
    held = _Pieces()
    remaining = iter(works)
    with parquet.ParquetWriter(held, schema) as writer:
        while rows := [row(work, names) for work in islice(remaining, _GROUP)]:
            texts = zip(*rows, strict=True)
            cells = [[text or None for text in column] for column in texts]
            writer.write_table(arrow.table(dict(zip(names, cells, strict=True)), schema))
            yield held.taken()
    yield held.taken()


class _Pieces(io.RawIOBase):
    """A file that is only written to, of which what was written is taken away piece by piece."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._length = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._length

    def write(self, data: Any) -> int:
        piece = bytes(data)
        self._pieces.append(piece)
        self._length += len(piece)
        return len(piece)

    def taken(self) -> bytes:
        data = b"".join(self._pieces)
        self._pieces.clear()
        return data
