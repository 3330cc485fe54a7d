"""Records in Apache Parquet, a row each."""

from __future__ import annotations

from collections.abc import Iterator

from synbib.formats import parquet
from synbib.formats.parquet import SIGN
from synbib.index.streams import Member, Raw

__all__ = ["SIGN", "records"]


def records(member: Member) -> Iterator[Raw]:
    """Yield the rows of a file, one at a time.

    Raises:
        SynbibError: pyarrow is not installed, or cannot read the file.
    """
    for row, value in enumerate(parquet.records(member.stream, member.name), 1):
        yield Raw(member.name, row, value)
