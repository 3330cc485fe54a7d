"""What works are recognised by, as rows of a table, and the blocks in which they meet."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any, Final

from synbib.bulk.arrow import pa
from synbib.bulk.items import from_batch
from synbib.bulk.schema import BLOCKS, IDENTITIES, ROW, with_problem
from synbib.library.matching import Identity, blocks_of, identity_of_item, identity_with_names

__all__ = ["ORDER", "blocks", "identities", "read"]

ORDER: Final = ("block", "kind", "order", "family", "year", "journal", "book", ROW)
"""The columns by which the rows of `BLOCKS` are sorted when they are compared."""


def identities(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return what items are recognised by.

    Args:
        batch: Items, by `synbib.bulk.schema.ITEMS`, with a column `ROW` or without.

    Returns:
        A row of `IDENTITIES` for each item.
    """
    return pa.RecordBatch.from_pydict(_columns(*_read_items(batch)), IDENTITIES)


def blocks(batch: pa.RecordBatch, buckets: int = 1) -> pa.RecordBatch:
    """Return the blocks that items are in.

    Args:
        batch: Items, by `synbib.bulk.schema.ITEMS`, with a column `ROW`.
        buckets: How many buckets the blocks are spread over.

    Returns:
        Rows of ``with_problem(BLOCKS)``, those of an item one after the other; none of an item that has neither a title
        nor an identifier.
    """
    found, ids, rows = _read_items(batch)
    within: list[int] = []
    keys: list[tuple[int, int, str, str]] = []
    for number, identity in enumerate(found):
        for kind, value, order in dict.fromkeys(blocks_of(identity)):
            block = _hash(kind, value)
            within.append(number)
            keys.append((block % buckets, block, kind, order))
    schema = with_problem(BLOCKS)
    columns = zip(*keys, strict=True) if keys else ((),) * 4
    first = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=False)]
    each = pa.RecordBatch.from_pydict(_columns(found, ids, rows), IDENTITIES)
    rest = each.take(pa.array(within, pa.int64())).columns
    return pa.RecordBatch.from_arrays(
        [*first, *rest, pa.nulls(len(within), pa.string())], schema=schema
    )


def read(batch: pa.RecordBatch) -> list[Identity]:
    """Return the identities of rows that have the columns of `IDENTITIES`, among others."""
    texts = ("title", "family", "year", "journal", "book", "type")
    lists = ("names", "families", "links")
    maps = ("identifiers", "numbers")
    columns = [batch.column(name).to_pylist() for name in (*texts, *lists, *maps)]
    return [
        identity_with_names(
            Identity(
                title,
                dict(identifiers or ()),
                year=year,
                numbers=dict(numbers or ()),
                links=frozenset(links or ()),
                journal=journal or "",
                book=book or "",
                type=type_ or "",
            ),
            family=family,
            names=frozenset(names or ()),
            families=frozenset(families or ()),
        )
        for (
            title,
            family,
            year,
            journal,
            book,
            type_,
            names,
            families,
            links,
            identifiers,
            numbers,
        ) in zip(*columns, strict=True)
    ]


def _read_items(batch: pa.RecordBatch) -> tuple[list[Identity], list[str], list[int | None]]:
    ids = batch.column("id").to_pylist()
    has_rows = ROW in batch.schema.names
    rows = batch.column(ROW).to_pylist() if has_rows else [None] * batch.num_rows
    return [identity_of_item(item) for item in from_batch(batch)], ids, rows


def _columns(
    found: Sequence[Identity], ids: Sequence[str], rows: Sequence[int | None]
) -> dict[str, list[Any]]:
    """Return the columns of `IDENTITIES`. What has no order is sorted, so that the same works make the same bytes."""
    return {
        ROW: list(rows),
        "id": list(ids),
        "title": [one.title for one in found],
        "family": [one.family for one in found],
        "names": [sorted(one.names) for one in found],
        "families": [sorted(one.families) for one in found],
        "year": [one.year for one in found],
        "identifiers": [list(one.identifiers.items()) for one in found],
        "numbers": [list(one.numbers.items()) for one in found],
        "links": [sorted(one.links) for one in found],
        "journal": [one.journal for one in found],
        "book": [one.book for one in found],
        "type": [one.type for one in found],
    }


def _hash(kind: str, value: str) -> int:
    """Return a number of 63 bits, the same on every machine."""
    digest = blake2b(f"{kind} {value}".encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
