"""CSL items as rows of a table, and back: nothing of an item is lost on the way, but that numbers come back as text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from synbib.bulk.arrow import pa
from synbib.bulk.schema import DATE, EXTRA, ITEMS, NAMES
from synbib.errors import ArgumentError

__all__ = ["from_batch", "to_batch"]

_VARIABLES: Final = tuple(field for field in ITEMS if field.name != EXTRA)
_NAME_PARTS: Final = {field.name: field.type for field in NAMES.value_type}
_LARGEST: Final = 1 << 31  # of a part of a date, which is an `int32`
_DIGITS: Final = len(str(_LARGEST))


class _UnfitError(Exception):
    """A value has not the form of its column."""


def to_batch(items: Iterable[Mapping[str, Any]]) -> pa.RecordBatch:
    """Return items as a batch of `synbib.bulk.schema.ITEMS`.

    Args:
        items: CSL-JSON items. A member that is null is left out.

    Raises:
        ValueError: An item has no ``id`` or no ``type``, or a text of it is not Unicode: a half of a surrogate pair.
    """
    rows = list(items)
    columns: dict[str, list[Any]] = {}
    for number, item in enumerate(rows):
        rest: dict[str, Any] = {}
        for name, value in item.items():
            if value is None:
                continue
            fit = _FITS.get(name)
            try:
                if fit is None:
                    raise _UnfitError
                cell = value if type(value) is str and fit is _text else fit(value)
            except _UnfitError:
                rest[name] = value
                continue
            if (column := columns.get(name)) is None:
                column = columns[name] = [None] * len(rows)
            column[number] = cell
        if rest:
            column = columns.setdefault(EXTRA, [None] * len(rows))
            column[number] = json.dumps(rest, ensure_ascii=False, separators=(",", ":"))
    for name in ("id", "type"):
        if rows and None in columns.get(name, [None]):
            raise ValueError(f"an item has no {name}")
    arrays = [
        pa.array(columns[field.name], field.type)
        if field.name in columns
        else pa.nulls(len(rows), field.type)
        for field in ITEMS
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=ITEMS)


def from_batch(batch: pa.RecordBatch) -> list[dict[str, Any]]:
    """Return the items of a batch, each with the members that it has.

    Args:
        batch: A batch of `synbib.bulk.schema.ITEMS`; other columns of it are left out, and so may its own be.

    Raises:
        ArgumentError: It is something else, such as a table.
    """
    # pyarrow does not look, and the process would end where a column of a table is taken for an array.
    if not isinstance(batch, pa.RecordBatch):
        given = type(batch).__name__
        raise ArgumentError(
            f"batch: a RecordBatch is wanted, not a {given}; to_batches() of a table gives them"
        )
    items: list[dict[str, Any]] = [{} for _ in range(batch.num_rows)]
    names = set(batch.schema.names)
    for field in _VARIABLES:
        if field.name in names:
            column = batch.column(field.name)
            if column.null_count < len(column):
                name = field.name
                for item, value in zip(items, _READ[field.type](column), strict=True):
                    if value is not None:
                        item[name] = value
    if EXTRA in names and batch.column(EXTRA).null_count < batch.num_rows:
        for item, text in zip(items, batch.column(EXTRA).to_pylist(), strict=True):
            if text is not None:
                item.update(json.loads(text))
    return items


# --- into columns -------------------------------------------------------------------------------------------


def _text(value: Any) -> str:
    if type(value) is int:
        return str(value)
    if isinstance(value, str):
        return value
    raise _UnfitError


def _names(value: Any) -> list[Mapping[str, Any]]:
    if not isinstance(value, list):
        raise _UnfitError
    for name in value:
        if not isinstance(name, dict):
            raise _UnfitError
        for part, text in name.items():
            if (kind := _NAME_PARTS.get(part)) is None:
                raise _UnfitError
            if not isinstance(text, str if kind == pa.string() else bool):
                raise _UnfitError
    return value


def _date(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _UnfitError
    return {name: _part_of_date(name, part) for name, part in value.items()}


def _part_of_date(name: str, value: Any) -> Any:
    if name == "date-parts":
        if not isinstance(value, list):
            raise _UnfitError
        return [_moment(moment) for moment in value]
    if name == "season":
        return _text(value)
    if not isinstance(value, {"circa": bool, "literal": str, "raw": str}.get(name, ())):
        raise _UnfitError
    return value


def _moment(value: Any) -> list[int]:
    if not isinstance(value, list):
        raise _UnfitError
    found: list[int] = []
    for part in value:
        if isinstance(part, str) and len(part) <= _DIGITS and part.isascii() and part.isdecimal():
            part = int(part)
        if type(part) is not int or not -_LARGEST <= part < _LARGEST:
            raise _UnfitError
        found.append(part)
    return found


_FITS: Final[Mapping[str, Callable[[Any], Any]]] = {
    field.name: {NAMES: _names, DATE: _date}.get(field.type, _text) for field in _VARIABLES
}


# --- out of columns -----------------------------------------------------------------------------------------


def _structs(array: pa.StructArray) -> list[dict[str, Any]]:
    """Return each struct as a mapping of what it has; for one that is null, an empty one.

    A column at a time: pyarrow's own way, a value at a time, takes four times as long.
    """
    made: list[dict[str, Any]] = [{} for _ in range(len(array))]
    for field in array.type:
        column = array.field(field.name)
        if column.null_count < len(column):
            name = field.name
            for one, value in zip(made, column.to_pylist(), strict=True):
                if value is not None:
                    one[name] = value
    return made


def _lists_of_structs(array: pa.ListArray) -> Sequence[list[dict[str, Any]] | None]:
    offsets = array.offsets.to_pylist()
    values = _structs(array.values.slice(offsets[0], offsets[-1] - offsets[0]))
    first = offsets[0]
    return [
        values[start - first : end - first] if valid else None
        for start, end, valid in zip(
            offsets, offsets[1:], array.is_valid().to_pylist(), strict=False
        )
    ]


def _dates(array: pa.StructArray) -> Sequence[dict[str, Any] | None]:
    valid = array.is_valid().to_pylist()
    return [one if there else None for one, there in zip(_structs(array), valid, strict=True)]


_READ: Final[Mapping[pa.DataType, Callable[[pa.Array], Sequence[Any]]]] = {
    pa.string(): pa.Array.to_pylist,
    NAMES: _lists_of_structs,
    DATE: _dates,
}
