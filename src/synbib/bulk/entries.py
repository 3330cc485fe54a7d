"""BibTeX → CSL items and entries: stretches of files, each with what it needs of the rest of its file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from synbib.bibtex import Block, Broken, Document
from synbib.bulk.arrow import pa
from synbib.bulk.bounds import problem
from synbib.bulk.items import to_batch
from synbib.bulk.schema import BIB, ENTRIES, ITEMS, PROBLEM, check, with_problem
from synbib.library import Entry, Library

__all__ = ["Read", "entries_in", "entries_of_bib", "has_bytes", "items_of_bib"]


class Read(NamedTuple):
    """An entry of a stretch, or what could not be read as one.

    Attributes:
        line: The line on which it begins.
        entry: The entry; None if there is none.
        problem: Why there is none.
        key: Its key, if it has one.
        block: How it is written.
    """

    line: int
    entry: Entry | None
    problem: str = ""
    key: str | None = None
    block: Block | None = None


def entries_in(name: str, line: int, before: str, text: str, after: str) -> Iterator[Read]:
    """Yield the entries of a stretch in order, then what is broken in it.

    As in `synbib.render`, of two entries with one key the first counts, and ``@set`` and ``@xdata`` are no works.

    Args:
        name: Its file.
        line: The line on which it begins.
        before: What it needs of the file before it: the ``@string``s, the entries that it takes fields from, the
            first entries of keys that it has, too.
        text: The stretch, of whole entries.
        after: What it needs of the file after it.
    """
    documents = [Document.parse(each, name) for each in (before, text, after)]
    document = documents[1]
    library = Library(documents)
    first = line - 1
    broken_bytes = has_bytes(text)
    for entry in library.values():
        block = entry.source
        if block is None or block.document is not document:
            continue
        if broken_bytes and has_bytes(block.source):
            why = "bytes in it are not in the encoding of the file; save it in UTF-8"
            yield Read(first + entry.line, None, why, entry.key, block)
        else:
            yield Read(first + entry.line, entry, key=entry.key, block=block)
    for entry in library.repeated:
        if entry.source is not None and entry.source.document is document:
            why = (
                f"the key '{entry.key}' is taken by an entry before it, which is the one that counts; "
                "give one of them another key"
            )
            yield Read(first + entry.line, None, why, entry.key, entry.source)
    for found in document.structural_diagnostics:
        if found.code == "broken-entry":
            block = document.block_at(found.line, found.column)
            block = block if isinstance(block, Broken) else None
            yield Read(first + found.line, None, f"{found.message}; {found.hint}", None, block)
    for found in document.unreadable:
        if found.code == "conflict-marker":
            yield Read(first + found.line, None, f"{found.message}; {found.hint}")
    for each in documents:
        # It and its blocks hold each other, and the collector may be at rest.
        each.blocks = ()


def has_bytes(text: str) -> bool:
    """Whether there is in a text what stands for a byte that no character has (PEP 383)."""
    if text.isascii():
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


# --- batch to batch -----------------------------------------------------------------------------------------


def items_of_bib(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return the items of stretches of BibTeX, by `ITEMS` and `PROBLEM`: of what is refused the id and the problem.

    Args:
        batch: By `BIB`.

    Raises:
        SynbibError: It has not these columns.
    """
    found = [each for _, each in _named(batch)]
    items = [{**each.entry.csl} if each.entry else {} for each in found]
    problems = [
        each.problem or problem(item) or None for each, item in zip(found, items, strict=True)
    ]
    made = to_batch(item for item, why in zip(items, problems, strict=True) if why is None)
    places = count()
    taken = [next(places) if why is None else None for why in problems]
    rows = made.take(pa.array(taken, pa.int64()))
    columns = dict(zip(rows.schema.names, rows.columns, strict=True))
    columns["id"] = pa.array([each.key for each in found], pa.string())
    columns[PROBLEM] = pa.array(problems, pa.string())
    return pa.RecordBatch.from_arrays(list(columns.values()), schema=with_problem(ITEMS))


def entries_of_bib(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return the entries of stretches of BibTeX, by `ENTRIES` and `PROBLEM`: of what is refused only where it stands.

    Args:
        batch: By `BIB`.

    Raises:
        SynbibError: It has not these columns.
    """
    rows = [
        {
            "key": found.key,
            "type": found.entry.type if found.entry else None,
            "fields": list(found.entry.fields.items()) if found.entry else None,
            "groups": list(found.entry.group_names) if found.entry else None,
            "name": name,
            "line": found.line,
            "source": found.block.source.encode("utf-8", "replace").decode()
            if found.block
            else None,
            PROBLEM: found.problem or None,
        }
        for name, found in _named(batch)
    ]
    return pa.RecordBatch.from_pylist(rows, schema=with_problem(ENTRIES))


def _named(batch: pa.RecordBatch) -> Iterator[tuple[str, Read]]:
    check(batch.schema, BIB, "the batch")
    for row in batch.to_pylist():
        name = row["name"]
        after = row.get("after") or ""
        for found in entries_in(name, row["line"], row["macros"], row["text"], after):
            yield name, found
