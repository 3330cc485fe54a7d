"""Records in Apache Parquet, a row each; pyarrow reads them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Final

from synbib.errors import SynbibError
from synbib.index.streams import Member, Raw

__all__ = ["SIGN", "records"]

SIGN: Final = b"PAR1"
"""What a file begins with."""

_ROWS: Final = 1000  # at once


def records(member: Member) -> Iterator[Raw]:
    """Yield the rows of a file, one at a time.

    Raises:
        SynbibError: pyarrow is not installed, or cannot read the file.
    """
    try:
        arrow = import_module("pyarrow")
        parquet = import_module("pyarrow.parquet")
    except ImportError:
        raise SynbibError(
            f"{member.name}: to read Parquet install pyarrow: pip install 'synbib[parquet]'"
        ) from None
    try:
        done = 0
        for batch in parquet.ParquetFile(member.stream).iter_batches(batch_size=_ROWS):
            for row, value in enumerate(batch.to_pylist(), done + 1):
                yield Raw(member.name, row, value)
            done += batch.num_rows
    except (arrow.ArrowException, OSError) as error:
        raise SynbibError(
            f"{member.name}: cannot be read as Parquet: {error}; give it unpacked, and whole"
        ) from None
