"""Parquet: tables of items, ours or others', of OpenAlex's works, and of works as `synbib.formats.parquet` has them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from synbib.bulk.arrow import pa, pc, pq
from synbib.bulk.bounds import problem
from synbib.bulk.items import from_batch
from synbib.bulk.parts import Part, Rejected
from synbib.bulk.schema import DOCUMENT, EXTRA, ITEMS, check
from synbib.bulk.sources.records import Raw, batches
from synbib.bulk.sources.stretches import Input, Stretch, damage
from synbib.bulk.storage import open_read
from synbib.errors import SynbibError
from synbib.formats.parquet import SIGN
from synbib.formats.tables import is_heading
from synbib.limits import LONGEST_ITEM, LONGEST_RECORD, LONGEST_RECORD_TEXT

__all__ = ["SIGN", "cut", "kind_of", "read", "rows"]

_READ: Final = 1 << 20  # bytes of a column that are read at once
_NO_TEXT: Final = "a text of it is not UTF-8"
# A piece of a row group is found by reading what stands before it.
_MOST_SLICES: Final = 8
_MANY: Final = 1000  # names; an item with more is looked at, whether it has too many
_ANSWERS: Final = (pa.ArrowException, OSError)
# How many characters a text may have, by its column; what has four times as many bytes has more in any case.
_MOST: Final = {
    **dict.fromkeys(ITEMS.names, ("LONGEST_RECORD_TEXT", LONGEST_RECORD_TEXT)),
    EXTRA: ("LONGEST_ITEM", LONGEST_ITEM),
}


def kind_of(name: str) -> str:
    """Return the kind of a table, by its columns: ``parquet``, ``openalex-parquet``, ``works-parquet``.

    Raises:
        SynbibError: It is of none, or of a later version, or two columns have one name.
    """
    with open_read(name) as file:
        try:
            schema = pq.ParquetFile(file).schema_arrow
        except _ANSWERS as error:
            damage(error)
            return "parquet"  # which says what is wrong when it is cut
    names = set(schema.names)
    if twice := next((each for each in schema.names if schema.names.count(each) > 1), None):
        raise SynbibError(f"{name}: two columns are called '{twice}'; give one another name")
    if {"id", "authorships"} <= names:
        return "openalex-parquet"
    if not {"id", "type"} <= names and is_heading(list(schema.names)):
        return "works-parquet"
    check(schema, ITEMS, name)
    return "parquet"


def cut(source: Input, size: int) -> Iterator[Stretch]:
    """Yield a table in stretches of row groups of about so many bytes, unpacked; of a large one in pieces of it."""
    with open_read(source.name) as file:
        try:
            groups = pq.ParquetFile(file).metadata
        except _ANSWERS as error:
            yield Stretch(
                0, 0, 1, problem=f"it cannot be read as Parquet: {damage(error)}; get it again"
            )
            return
        begin, bytes_, row, first = 0, 0, 1, 1
        for number in range(groups.num_row_groups):
            group = groups.row_group(number)
            if bytes_ and bytes_ + group.total_byte_size > size:
                yield Stretch(begin, number, first)
                begin, bytes_, first = number, 0, row
            bytes_ += group.total_byte_size
            row += group.num_rows
            if bytes_ >= 2 * size:
                yield from _sliced(number, first, group.num_rows, min(bytes_ // size, _MOST_SLICES))
                begin, bytes_, first = number + 1, 0, row
        if begin < groups.num_row_groups:
            yield Stretch(begin, groups.num_row_groups, first)


def _sliced(group: int, line: int, rows: int, pieces: int) -> Iterator[Stretch]:
    """Yield a large row group in some pieces: the rows of each are its context."""
    borders = [rows * number // pieces for number in range(pieces + 1)]
    for begin, end in pairwise(borders):
        if begin < end:
            yield Stretch(group, group + 1, line + begin, context=f"{begin}:{end}")


def read(part: Part, document: str | None, rows: int) -> Iterator[pa.RecordBatch | Rejected]:
    """Yield the items of row groups of a table of items."""
    line = part.line
    with open_read(part.input) as file:
        try:
            for batch in _batches(file, part, rows):
                for piece in _pieces(batch):
                    if isinstance(piece, str):
                        yield Rejected(part.input, piece, line)
                        line += 1
                    else:
                        yield from _items(part, piece, line, document)
                        line += piece.num_rows
        except _ANSWERS as error:
            yield Rejected(
                part.input, f"its rows cannot be read from here on: {damage(error)}", line
            )


def rows(part: Part) -> Iterator[Raw]:
    """Yield the rows of row groups as records."""
    line = part.line
    with open_read(part.input) as file:
        try:
            for batch in _batches(file, part, 1000):
                for piece in _pieces(batch):
                    if isinstance(piece, str):
                        yield Raw(line, problem=piece)
                        line += 1
                        continue
                    for row in piece.to_pylist():
                        yield Raw(line, row)
                        line += 1
        except _ANSWERS as error:
            yield Raw(line, problem=f"its rows cannot be read from here on: {damage(error)}")


def _batches(file: Any, part: Part, rows: int) -> Iterator[pa.RecordBatch]:
    found = pq.ParquetFile(file)
    # One long text may stand in very many rows: so it is held once until it is known how many.
    texts = [field.name for field in found.schema_arrow if _is_string(field.type)]
    table = pq.ParquetFile(
        file,
        metadata=found.metadata,
        buffer_size=_READ,
        pre_buffer=False,
        read_dictionary=texts,
    )
    groups = range(part.start, part.end)
    most = min([rows, *(_rows_at_once(found.metadata.row_group(number)) for number in groups)])
    batches = table.iter_batches(most, row_groups=groups, use_threads=False)
    if not part.context:
        yield from batches
        return
    begin, end = map(int, part.context.split(":"))
    at = 0
    for batch in batches:
        inside = batch.slice(max(0, begin - at))[: max(0, end - max(at, begin))]
        at += batch.num_rows
        if inside.num_rows:
            yield inside
        if at >= end:
            return


def _is_string(type_: pa.DataType) -> bool:
    return bool(pa.types.is_string(type_) or pa.types.is_large_string(type_))


def _rows_at_once(group: Any) -> int:
    """Return how many rows of a row group can be held, if they are all alike."""
    return max(1, int(LONGEST_RECORD * group.num_rows / max(group.total_byte_size, 1)))


def _pieces(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch | str]:
    """Yield a batch in pieces that can be held; for each row that is not taken, the problem."""
    sizes = pa.repeat(pa.scalar(0, pa.int64()), batch.num_rows)
    bad: dict[int, str] = {}
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        if not (pa.types.is_dictionary(column.type) and _is_string(column.type.value_type)):
            continue
        lengths = pc.fill_null(pc.binary_length(column.dictionary).take(column.indices), 0)
        sizes = pc.add(sizes, lengths.cast(pa.int64()))
        if name in _MOST:
            called, most = _MOST[name]
            for at in pc.indices_nonzero(pc.greater(lengths, 4 * most)).to_pylist():
                bad[at] = f"{name}: a text that is longer than {called}, {most:,}"
    if not bad and (pc.sum(sizes).as_py() or 0) <= LONGEST_RECORD:
        yield from _in_utf8(_unpacked(batch))
        return
    start = held = 0
    for at, size in enumerate(sizes.to_pylist()):
        if at in bad or held + size > LONGEST_RECORD:
            yield from _in_utf8(_unpacked(batch.slice(start, at - start)))
            start, held = at, 0
        if at in bad:
            yield bad[at]
            start += 1
        else:
            held += size
    yield from _in_utf8(_unpacked(batch.slice(start)))


def _unpacked(batch: pa.RecordBatch) -> pa.RecordBatch:
    columns = [
        each.dictionary_decode() if pa.types.is_dictionary(each.type) else each
        for each in batch.columns
    ]
    return pa.RecordBatch.from_arrays(columns, batch.schema.names)


def _in_utf8(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch | str]:
    """Yield a batch in pieces; for each row with a text that is no text, which other programs may write, that."""
    try:
        batch.validate(full=True)
    except pa.ArrowInvalid:
        if batch.num_rows == 1:
            yield _NO_TEXT
            return
        half = batch.num_rows // 2
        yield from _in_utf8(batch.slice(0, half))
        yield from _in_utf8(batch.slice(half))
    else:
        yield batch


# --- rows as items ------------------------------------------------------------------------------------------


def _items(
    part: Part, batch: pa.RecordBatch, line: int, document: str | None
) -> Iterator[pa.RecordBatch | Rejected]:
    if (items := _cast(batch)) is None:
        raws = (Raw(line + at, _without_null(row)) for at, row in enumerate(batch.to_pylist()))
        yield from batches(raws, lambda row: row, part.input, document, batch.num_rows)
        return
    documents = _texts(batch, document) if document is not None else None
    suspects = _suspects(items)
    if pc.any(suspects).as_py():
        bad = _no_objects(items.column(EXTRA))
        looked_at = [at for at in pc.indices_nonzero(suspects).to_pylist() if at not in bad]
        looked_at_items = from_batch(items.take(pa.array(looked_at, pa.int64())))
        for at, item in zip(looked_at, looked_at_items, strict=True):
            if why := problem(item):
                bad[at] = why
        for at, why in sorted(bad.items()):
            yield Rejected(part.input, why, line + at, items.column("id")[at].as_py())
        good = pa.array([at not in bad for at in range(items.num_rows)])
        items = items.filter(good)
        documents = documents.filter(good) if documents is not None else None
    if items.num_rows:
        yield items if documents is None else items.append_column(DOCUMENT, documents)


def _no_objects(texts: pa.Array) -> dict[int, str]:
    """Return which of the texts that should be objects of JSON are none, and why."""
    bad: dict[int, str] = {}
    for at in pc.indices_nonzero(texts.is_valid()).to_pylist():
        try:
            found = json.loads(texts[at].as_py())
        except (ValueError, RecursionError) as error:
            bad[at] = f"{EXTRA}: not JSON: {error}"
        else:
            if not isinstance(found, dict):
                bad[at] = f"{EXTRA}: not an object of JSON"
    return bad


def _cast(batch: pa.RecordBatch) -> pa.RecordBatch | None:
    """Return a batch by `ITEMS`; None if a column is of a type of which each value has to be looked at."""
    arrays = []
    there = set(batch.schema.names)
    for each in ITEMS:
        if each.name not in there:
            arrays.append(pa.nulls(batch.num_rows, each.type))
            continue
        column = batch.column(each.name)
        if column.type != each.type:
            if each.type != pa.string() or not _is_text(column.type):
                return None
            column = column.cast(each.type)
        arrays.append(column)
    return pa.RecordBatch.from_arrays(arrays, schema=ITEMS)


def _is_text(type_: pa.DataType) -> bool:
    """Whether all values of a type are texts or whole numbers."""
    types = pa.types
    return bool(
        types.is_string(type_)
        or types.is_large_string(type_)
        or types.is_string_view(type_)
        or types.is_integer(type_)
        or types.is_null(type_)
    )


def _suspects(items: pa.RecordBatch) -> pa.Array:
    """Return which items may be such as are refused.

    Only these are looked at one by one, which takes ten times as long.
    """
    suspects = items.column(EXTRA).is_valid()
    for field in ITEMS:
        column = items.column(field.name)
        if not field.nullable:
            suspects = pc.or_(suspects, pc.fill_null(pc.equal(column, ""), True))
        if column.null_count == len(column):
            continue
        if column.type == pa.string():
            suspects = pc.or_(suspects, _is_unfit(column))
        elif column.nbytes > LONGEST_ITEM // 2 or _has_unfit(column):
            return pa.repeat(pa.scalar(True), len(items))
    return suspects


def _is_unfit(texts: pa.Array) -> pa.Array:
    """Return which texts are too long, or have a character that none has."""
    unfit = pc.or_(
        pc.greater(pc.binary_length(texts), LONGEST_RECORD_TEXT), pc.match_substring(texts, "\0")
    )
    return pc.fill_null(unfit, False)


def _has_unfit(column: pa.Array) -> bool:
    """Whether names or dates have such a text, or an item has very many of them."""
    if pa.types.is_list(column.type):
        most = pc.max(pc.list_value_length(column)).as_py() or 0
        return most > _MANY or _has_unfit(column.flatten())
    if pa.types.is_struct(column.type):
        return any(map(_has_unfit, column.flatten()))
    return column.type == pa.string() and bool(pc.any(_is_unfit(column)).as_py())


def _texts(batch: pa.RecordBatch, name: str) -> pa.Array:
    """Return a column as text; where it is not there, nulls."""
    if name not in batch.schema.names:
        return pa.nulls(batch.num_rows, pa.string())
    column = batch.column(name)
    if _is_text(column.type):
        return column.cast(pa.string())
    values = column.to_pylist()
    return pa.array([None if value is None else str(value) for value in values], pa.string())


def _without_null(value: Any) -> Any:
    """Return a value of a table as JSON has it: what is null is left out of objects."""
    if isinstance(value, dict):
        return {name: _without_null(each) for name, each in value.items() if each is not None}
    return list(map(_without_null, value)) if isinstance(value, list) else value
