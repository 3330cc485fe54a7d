"""BibTeX in a table → items and entries, batch to batch."""

from __future__ import annotations

from typing import Any

import pytest

from synbib.bulk.arrow import pa
from synbib.bulk.convert import Convert
from synbib.bulk.entries import entries_of_bib, items_of_bib
from synbib.bulk.items import from_batch, to_batch
from synbib.bulk.schema import BIB, ENTRIES, ITEMS, PROBLEM, with_problem
from synbib.errors import SynbibError

TEXT = """\
@book{one, title = {One}, publisher = press, groups = {A, B}}
@book{two, title = {Two
@book{one, title = {Again}}
@incollection{three, title = {Three}, crossref = {whole}}
"""


def stretch(text: str, **others: Any) -> pa.RecordBatch:
    row = {"name": "refs.bib", "line": 11, "macros": "@string{press = {A Press}}", "text": text}
    return pa.RecordBatch.from_pylist([{**row, **others}], schema=BIB)


def test_the_items_of_a_stretch_and_what_is_refused_stand_in_a_batch() -> None:
    batch = items_of_bib(
        stretch(TEXT, after="@collection{whole, title = {The Whole}, year = 2020}")
    )
    assert batch.schema.equals(with_problem(ITEMS), check_metadata=True)
    assert from_batch(batch) == [
        {"id": "one", "type": "book", "title": "One", "publisher": "A Press"},
        {
            "id": "three",
            "type": "chapter",
            "title": "Three",
            "container-title": "The Whole",
            "issued": {"date-parts": [[2020]]},
        },
        {"id": "one"},
        {},
    ]
    assert batch.column(PROBLEM).to_pylist() == [
        None,
        None,
        "the key 'one' is taken by an entry before it, which is the one that counts; "
        "give one of them another key",
        "cannot read @book{two: this brace is not closed; check that every { has its }",
    ]


def test_the_entries_of_a_stretch_have_their_fields_and_their_places() -> None:
    batch = entries_of_bib(stretch(TEXT))
    assert batch.schema.equals(with_problem(ENTRIES), check_metadata=True)
    first, second, *refused = batch.to_pylist()
    assert first == {
        "key": "one",
        "type": "book",
        "fields": [("title", "One"), ("publisher", "A Press"), ("groups", "A, B")],
        "groups": ["A", "B"],
        "name": "refs.bib",
        "line": 11,
        "source": "@book{one, title = {One}, publisher = press, groups = {A, B}}",
        PROBLEM: None,
    }
    assert (second["key"], second["line"]) == ("three", 14)
    assert [(row["key"], row["line"], row["fields"]) for row in refused] == [
        ("one", 13, None),
        (None, 12, None),
    ]


def test_of_no_stretches_there_are_no_rows() -> None:
    nothing = pa.RecordBatch.from_pylist([], schema=BIB)
    assert items_of_bib(nothing).num_rows == 0
    assert entries_of_bib(nothing).num_rows == 0


def test_another_table_is_refused() -> None:
    with pytest.raises(SynbibError, match="the batch: not a table of bib: it has no column 'nam"):
        items_of_bib(pa.RecordBatch.from_pydict({"x": [1]}))


def test_to_convert_is_to_hand_items_on() -> None:
    items = [{"id": "one", "type": "book", "title": "One"}, {"id": "two", "type": "book"}]
    batch = to_batch(items).append_column("row", pa.array([1, 2]))
    convert = Convert()
    made = convert(batch)
    assert (convert.name, convert.options, convert.schema) == ("convert", {}, ITEMS)
    assert made.schema.equals(with_problem(ITEMS), check_metadata=True)
    assert from_batch(made) == items
    assert made.column(PROBLEM).null_count == 2
