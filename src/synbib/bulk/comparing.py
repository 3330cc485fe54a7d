"""Which of the works that meet are one, by the one theory of it: `synbib.library.matching.CATALOGUE`."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any, Final

from synbib import lazily
from synbib.bulk.arrow import pa, pc
from synbib.bulk.identifying import read
from synbib.bulk.schema import PAIRS, ROW, VERDICTS
from synbib.library.matching import (
    CATALOGUE,
    NEAR,
    Answer,
    Identity,
    Verdict,
    compare,
    is_met_before,
)

__all__ = ["pairs_in", "verdicts"]

_BATCH: Final = 2000


def verdicts(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return whether the works of pairs are one.

    Args:
        batch: Pairs, by `synbib.bulk.schema.PAIRS`.

    Returns:
        A row of `synbib.bulk.schema.VERDICTS` for each pair.
    """
    ones, others = (_works(pa.RecordBatch.from_struct_array(batch.column(f.name))) for f in PAIRS)
    pairs = zip(ones, others, strict=True)
    return _batch(
        _row(one, other, compare(one.identity, other.identity, CATALOGUE)) for one, other in pairs
    )


def pairs_in(rows: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yield the verdicts on works that meet in blocks, if it is one work or may be.

    What is held are some rows. The time grows with the number of rows, however many are in one block: records that
    are the same in all are compared with the first of them, and the others each with a few.

    Args:
        rows: Rows of `synbib.bulk.schema.BLOCKS`, sorted by `synbib.bulk.identifying.ORDER`.

    Returns:
        Rows of `synbib.bulk.schema.VERDICTS`, the earlier work first. Two works that meet in several blocks may have
        several.
    """
    found: list[tuple[Any, ...]] = []
    for one, other, verdict in _compared(rows):
        first, second = sorted((one, other), key=_place)
        found.append(_row(first, second, verdict))
        if len(found) == _BATCH:
            yield _batch(found)
            found = []
    if found:
        yield _batch(found)


@lazily.dataclass(frozen=True, slots=True)
class _Work:
    """A work that is compared."""

    row: int | None
    id: str
    identity: Identity


def _works(batch: pa.RecordBatch) -> list[_Work]:
    rows, ids = batch.column(ROW).to_pylist(), batch.column("id").to_pylist()
    return list(map(_Work, rows, ids, read(batch)))


def _place(work: _Work) -> tuple[int, str]:
    return (work.row or 0, work.id)


def _compared(rows: Iterable[pa.RecordBatch]) -> Iterator[tuple[_Work, _Work, Verdict]]:
    """Yield those of which the answer is not no: each work with those near to it before it in its block."""
    block: tuple[int, str] | None = None
    before: deque[_Work] = deque(maxlen=NEAR)
    for place, kind, work in _that_meet(rows):
        if (place, kind) != block:
            block = (place, kind)
            before.clear()
        identity = work.identity
        is_again = bool(before) and _is_copy(before[-1].identity, identity)
        for other in (before[-1],) if is_again else before:
            if not is_met_before(kind, other.identity, identity):
                verdict = compare(other.identity, identity, CATALOGUE)
                if verdict.answer is not Answer.DIFFERENT:
                    yield other, work, verdict
        if not is_again:
            before.append(work)


def _is_copy(one: Identity, other: Identity) -> bool:
    """Whether two records are the same in all that is compared."""
    return one == other and one.families == other.families and one.names == other.names


def _that_meet(rows: Iterable[pa.RecordBatch]) -> Iterator[tuple[int, str, _Work]]:
    """Yield the works of blocks that have several, with block and kind: most have one, and are not even read."""
    for batch in rows:
        for start in range(0, batch.num_rows, _BATCH):
            piece = batch.slice(start, _BATCH)
            blocks = piece.column("block")
            alike = pc.equal(blocks[1:], blocks[:-1])
            # Of the first and the last nobody knows here who stands beside them.
            border = pa.array([True])
            meets = pc.or_(pa.concat_arrays([border, alike]), pa.concat_arrays([alike, border]))
            taken = piece.filter(meets)
            kinds = taken.column("kind").to_pylist()
            yield from zip(taken.column("block").to_pylist(), kinds, _works(taken), strict=True)


def _row(one: _Work, other: _Work, verdict: Verdict) -> tuple[Any, ...]:
    return (
        one.row,
        one.id,
        other.row,
        other.id,
        verdict.answer.value,
        verdict.reason,
        verdict.against,
        list(one.identity.identifiers.items()),
        list(other.identity.identifiers.items()),
    )


def _batch(rows: Iterable[tuple[Any, ...]]) -> pa.RecordBatch:
    """Return rows, by the columns of `VERDICTS`."""
    columns = list(zip(*rows, strict=True)) or [()] * len(VERDICTS)
    arrays = [pa.array(values, field.type) for values, field in zip(columns, VERDICTS, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=VERDICTS)
