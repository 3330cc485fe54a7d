"""Records of all kinds of inputs on their way to batches of items; those of which none can be made are rejected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from synbib.bulk.arrow import pa
from synbib.bulk.bounds import problem, problem_of_text
from synbib.bulk.items import to_batch
from synbib.bulk.parts import Rejected
from synbib.bulk.schema import DOCUMENT
from synbib.errors import SynbibError
from synbib.limits import LONGEST_REJECTED

__all__ = ["ItemOf", "Raw", "batches", "written"]


class Raw(NamedTuple):
    """A record as it is read.

    Attributes:
        line: The line on which it begins, or the row.
        value: What it says; None if that cannot be read.
        problem: Why not.
        text: How it is written.
        beside: Where the column that is asked for stands; by default in the value itself.
    """

    line: int
    value: Any = None
    problem: str = ""
    text: bytes | str = b""
    beside: Mapping[str, Any] | None = None


ItemOf = Callable[[Mapping[str, Any]], Mapping[str, Any] | None]
"""Returns the CSL item of a record; None if it tells of no work."""


def batches(
    raws: Iterable[Raw], item_of: ItemOf, name: str, document: str | None, rows: int
) -> Iterator[pa.RecordBatch | Rejected]:
    """Yield the items of records as batches, and those of which none can be made.

    Args:
        raws: The records, objects of JSON.
        item_of: Makes an item of one.
        name: The input.
        document: See `synbib.bulk.sources.read`.
        rows: In a batch at most.
    """
    items: list[dict[str, Any]] = []
    kept: list[Raw] = []
    for raw in raws:
        found = raw.problem or _problem_of_document(raw, document) or _item(raw, item_of, name)
        if isinstance(found, str):
            yield _rejected(name, raw, found)
        elif found is not None:
            items.append(found)
            kept.append(raw)
            if len(items) == rows:
                yield from _batch(items, kept, name, document)
                items, kept = [], []
    if items:
        yield from _batch(items, kept, name, document)


def _item(raw: Raw, item_of: ItemOf, name: str) -> dict[str, Any] | str | None:
    """Return the item of a record, None if it is no work's, or why there is none."""
    if not isinstance(raw.value, dict):
        return "not an object of JSON, but another value"
    try:
        made = item_of(raw.value)
    except SynbibError as error:
        return error.message
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
        return f"it has not the form of its kind: {error}"
    if made is None:
        return None
    item = dict(made)
    key = item.get("id")
    if key is None or key == "":
        key = item.get("DOI") or written(f"{name}:{raw.line}")
    item["id"] = str(key) if type(key) is int else key
    return problem(item) or item


def _document(raw: Raw, document: str) -> Any:
    return (raw.value if raw.beside is None else raw.beside).get(document)


def _problem_of_document(raw: Raw, document: str | None) -> str:
    """Return why what a record says of its document cannot be a text; ``""`` if it can."""
    if document is None or not isinstance(raw.value, dict):
        return ""
    value = _document(raw, document)
    return "" if value is None else problem_of_text(document, value)


def _batch(
    items: list[dict[str, Any]], raws: list[Raw], name: str, document: str | None
) -> Iterator[pa.RecordBatch | Rejected]:
    try:
        batch = to_batch(items)
    except (ValueError, TypeError, OverflowError, pa.ArrowException) as error:
        if len(items) == 1:
            yield _rejected(name, raws[0], str(error))
            return
        half = len(items) // 2
        yield from _batch(items[:half], raws[:half], name, document)
        yield from _batch(items[half:], raws[half:], name, document)
        return
    if document is None:
        yield batch
    else:
        yield _with_documents(batch, [_document(raw, document) for raw in raws])


def _with_documents(batch: pa.RecordBatch, values: list[Any]) -> pa.RecordBatch:
    """Return a batch with a column that says to which document each row belongs, as text."""
    texts = [None if value is None else str(value) for value in values]
    return batch.append_column(DOCUMENT, pa.array(texts, pa.string()))


def _rejected(name: str, raw: Raw, problem: str) -> Rejected:
    value = raw.value if isinstance(raw.value, dict) else {}
    key = value.get("id", value.get("DOI"))
    return Rejected(
        name,
        problem,
        raw.line or None,
        written(str(key)) if isinstance(key, str | int) else None,
        written(raw.text) or None,
    )


def written(text: bytes | str) -> str:
    r"""Return a record for the side file: what is not Unicode as ``\xNN``, and no more than `LONGEST_REJECTED`."""
    if isinstance(text, str):
        text = _bytes(text[:LONGEST_REJECTED])
    return text[:LONGEST_REJECTED].decode("utf-8", "backslashreplace")


def _bytes(text: str) -> bytes:
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # halves of characters, which stand for no bytes
        return text.encode("utf-8", "surrogatepass")
