"""What a job will have to read, judged by a sample of it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from time import process_time
from typing import Final, NamedTuple

from synbib import lazily
from synbib.bulk.arrow import pa, pq
from synbib.bulk.parts import Part, Rejected
from synbib.bulk.sources.kinds import DAMAGED, KINDS
from synbib.bulk.sources.reading import Told, look, read
from synbib.bulk.sources.stretches import Input, inputs_in
from synbib.bulk.storage import open_read

__all__ = ["Measured", "measure"]

_FILES: Final = 8  # that are looked into, one at each so many
_BYTES: Final = 1 << 20  # of each of them, unpacked
_ROWS: Final = 2000


@lazily.dataclass(frozen=True, slots=True)
class Measured:
    """What inputs hold, by a sample of them.

    Attributes:
        files: How many there are.
        bytes: Their size in bytes, as they stand.
        unpacked: That if they were unpacked, estimated.
        records: How many records they have, estimated.
        kinds: What each kind is called → the bytes of its files.
        seconds: How long one core took to read the sample, without what it waited for.
        sample: Items of the sample.
        rejected: What no item could be made of in it.
    """

    files: int
    bytes: int
    unpacked: int
    records: int
    kinds: Mapping[str, int]
    seconds: float
    sample: tuple[pa.RecordBatch, ...]
    rejected: tuple[Rejected, ...]


class _Sample(NamedTuple):
    """What was read of one file.

    Attributes:
        found: Items, and what none could be made of.
        records: How many records that is.
        packed: How many bytes of the file.
        unpacked: How many they are, unpacked.
    """

    found: list[pa.RecordBatch | Rejected]
    records: int
    packed: int
    unpacked: int


def measure(inputs: Sequence[str], *, document: str | None = None) -> Measured:
    """Return what inputs hold; a megabyte of some of them is read.

    Args:
        inputs: See `synbib.bulk.sources.files`.
        document: See `synbib.bulk.sources.read`.

    Raises:
        FileError: There is no such file, or one cannot be read.
        SynbibError: The kind of one is not known.
    """
    given = [each for each in look(inputs) if each.kind not in ("", DAMAGED)]
    kinds: dict[str, int] = {}
    for each in given:
        called = KINDS[each.kind].called
        kinds[called] = kinds.get(called, 0) + each.size
    chosen = given[:: -(-len(given) // _FILES) or 1]
    begun = process_time()
    samples = [_sample(each, document) for each in chosen]
    seconds = process_time() - begun
    packed = sum(each.packed for each in samples)
    whole = sum(each.size for each in given)

    def of_all(part: int) -> int:
        return round(part * whole / packed) if packed else 0

    found = [each for sample in samples for each in sample.found]
    return Measured(
        len(given),
        whole,
        of_all(sum(each.unpacked for each in samples)),
        of_all(sum(each.records for each in samples)),
        kinds,
        seconds,
        tuple(each for each in found if isinstance(each, pa.RecordBatch)),
        tuple(each for each in found if isinstance(each, Rejected)),
    )


def _sample(file: Told, document: str | None) -> _Sample:
    kind = KINDS[file.kind]
    if kind.is_whole:
        found = list(read(Part(0, file.url, file.kind, 0, file.size), document=document))
        return _Sample(found, _count(found), file.size, file.size)
    if kind.in_place:
        return _of_table(file, document)
    for source in inputs_in(file.url):
        return _of_beginning(file, source, document)
    return _Sample([], 0, 0, 0)


def _of_beginning(file: Told, source: Input, document: str | None) -> _Sample:
    data = source.stream.read(_BYTES)
    beginning = source._replace(stream=_stream(data), again=lambda: nullcontext(_stream(data)))
    packed = source.position() if source.is_packed else len(data)
    for start, end, line, held, context, _ in KINDS[file.kind].cut(beginning, _BYTES):
        part = Part(0, source.name, file.kind, start, end, line, context, held)
        found = list(read(part, document=document))
        return _Sample(found, _count(found), round(packed * len(held) / len(data)), len(held))
    return _Sample([], 0, 0, 0)


def _of_table(file: Told, document: str | None) -> _Sample:
    try:
        with open_read(file.url) as opened:
            table = pq.ParquetFile(opened).metadata
    except (pa.ArrowException, OSError):
        return _Sample([], 0, 0, 0)
    groups = table.num_row_groups
    unpacked = sum(table.row_group(number).total_byte_size for number in range(groups))
    first = Part(0, file.url, file.kind, 0, min(1, groups))
    found = list(_until(read(first, document=document), _ROWS))
    return _Sample(found, table.num_rows, file.size, unpacked)


def _until(
    found: Iterator[pa.RecordBatch | Rejected], rows: int
) -> Iterator[pa.RecordBatch | Rejected]:
    """Yield what is found until there are so many records."""
    for each in found:
        yield each
        rows -= _count([each])
        if rows <= 0:
            return


def _count(found: Sequence[pa.RecordBatch | Rejected]) -> int:
    return sum(1 if isinstance(each, Rejected) else each.num_rows for each in found)


def _stream(data: bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(data))
