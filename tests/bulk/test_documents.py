"""Bibliographies: the items of each document formatted together, whatever else is in the batch or in the job."""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synbib.bulk import schema
from synbib.bulk.arrow import pa
from synbib.bulk.documents import FormatDocuments
from synbib.bulk.items import from_batch, to_batch
from synbib.bulk.referencing import references
from synbib.bulk.shuffle import BUCKET
from synbib.csl import Processor
from synbib.errors import StyleError


def work(key: str, author: str, year: int, title: str) -> dict[str, Any]:
    given, family = author.split()
    return {
        "id": key,
        "type": "book",
        "title": title,
        "author": [{"family": family, "given": given}],
        "issued": {"date-parts": [[year]]},
    }


ROE: Final = work("roe", "Jane Roe", 2020, "Signs")
MORE: Final = work("more", "Jane Roe", 2020, "More signs")
DOE: Final = work("doe", "John Doe", 2019, "Things")
LETTER: Final = {"id": "letter", "type": "personal_communication", "author": [{"family": "Roe"}]}


def batch_of(*rows: tuple[str | None, Mapping[str, Any]]) -> pa.RecordBatch:
    batch = to_batch([item for _, item in rows])
    return batch.append_column("document", pa.array([name for name, _ in rows], pa.string()))


def rows_of(batch: pa.RecordBatch, *columns: str) -> list[tuple[Any, ...]]:
    return list(zip(*(batch.column(name).to_pylist() for name in columns), strict=True))


# --- the function --------------------------------------------------------------------------------------------


def test_the_rows_of_each_document_are_one_bibliography() -> None:
    batch = batch_of(("p", ROE), ("q", ROE), ("p", DOE), ("p", MORE), ("q", DOE))
    made = references(batch, style="acl", format="text")
    assert made.schema == schema.with_problem(schema.BIBLIOGRAPHIES)
    assert rows_of(made, "document", "number", "id", "reference", "problem") == [
        ("p", 3, "roe", "Jane Roe. 2020b. Signs.", None),
        ("q", 2, "roe", "Jane Roe. 2020. Signs.", None),
        ("p", 1, "doe", "John Doe. 2019. Things.", None),
        ("p", 2, "more", "Jane Roe. 2020a. More signs.", None),
        ("q", 1, "doe", "John Doe. 2019. Things.", None),
    ]


def test_numbers_are_those_of_the_document_in_the_order_of_its_rows() -> None:
    batch = batch_of(("p", ROE), ("q", DOE), ("p", DOE), ("q", ROE))
    made = references(batch, style="ieee", format="text")
    assert rows_of(made, "number", "reference") == [
        (1, "[1] J. Roe, Signs. 2020."),
        (1, "[1] J. Doe, Things. 2019."),
        (2, "[2] J. Doe, Things. 2019."),
        (2, "[2] J. Roe, Signs. 2020."),
    ]


def test_a_work_that_is_in_a_document_twice_or_has_no_id_is_a_reference_each_time() -> None:
    made = references(
        batch_of(("p", ROE), ("p", ROE), ("p", {**DOE, "id": ""})), style="acl", format="text"
    )
    assert rows_of(made, "number", "id", "reference") == [
        (2, "roe", "Jane Roe. 2020a. Signs."),
        (3, "roe", "Jane Roe. 2020b. Signs."),
        (1, "", "John Doe. 2019. Things."),
    ]


def test_an_item_without_a_document_and_one_with_nothing_to_show_have_a_problem() -> None:
    made = references(
        batch_of((None, ROE), ("", DOE), ("p", LETTER), ("p", DOE)), style="apa", format="text"
    )
    assert rows_of(made, "document", "number", "reference", "problem") == [
        (None, None, None, "nothing says which document it belongs to"),
        ("", 1, "Doe, J. (2019). Things.", None),
        ("p", None, None, "apa shows nothing of it"),
        ("p", 1, "Doe, J. (2019). Things.", None),
    ]


def test_an_item_that_cannot_be_formatted_is_left_out_of_its_bibliography(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from synbib.csl.phases.rendering import Renderer

    sound = Renderer.reference

    def failing(self: Renderer, program: Any, item: Any, *rest: Any) -> Any:
        if item.texts["title"] == "Signs":
            raise RecursionError
        return sound(self, program, item, *rest)

    monkeypatch.setattr(Renderer, "reference", failing)
    made = references(batch_of(("p", ROE), ("p", MORE), ("q", DOE)), style="acl", format="text")
    assert rows_of(made, "number", "reference", "problem") == [
        (None, None, "nested too deeply to be formatted"),
        (1, "Jane Roe. 2020. More signs.", None),
        (1, "John Doe. 2019. Things.", None),
    ]


def test_what_fails_of_all_together_only_is_a_problem_of_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sound = Processor.bibliography

    def failing(self: Processor) -> Any:
        if len(self._items) > 1:
            raise ZeroDivisionError("by two")
        return sound(self)

    monkeypatch.setattr(Processor, "bibliography", failing)
    made = references(batch_of(("p", ROE), ("p", MORE), ("q", DOE)), style="acl", format="text")
    why = "synbib failed: ZeroDivisionError: by two; please report it"
    assert rows_of(made, "reference", "problem") == [
        (None, why),
        (None, why),
        ("John Doe. 2019. Things.", None),
    ]


_AUTHORS: Final = st.sampled_from(["Jane Roe", "John Roe", "John Doe", "J. Roe"])
_WORKS: Final = st.builds(
    work,
    st.sampled_from(["a", "b", ""]),
    _AUTHORS,
    st.integers(2019, 2021),
    st.sampled_from(["Signs", "Things", "All"]),
)
_ROWS: Final = st.lists(st.tuples(st.sampled_from(["p", "q", "é", ""]), _WORKS), max_size=14)
_STYLES: Final = st.sampled_from(
    ["apa", "ieee", "acl", "syndata", "modern-language-association", "chicago-notes-bibliography"]
)


def expected(rows: Sequence[tuple[str, Mapping[str, Any]]], style: str) -> list[tuple[Any, ...]]:
    """Document, number, id and reference, document by document: what a processor of each makes."""
    found: list[tuple[Any, ...]] = []
    for document in sorted({name for name, _ in rows}, key=str.encode):
        items = [{**item, "id": str(i)} for i, (name, item) in enumerate(rows) if name == document]
        entries = Processor(style, items, format="markdown").bibliography().entries
        found += [
            (document, number, rows[int(key)][1]["id"], text)
            for number, (key, text) in enumerate(entries, 1)
        ]
    return found


@given(rows=_ROWS, style=_STYLES)
def test_each_document_reads_as_a_processor_writes_it(
    rows: list[tuple[str, dict[str, Any]]], style: str
) -> None:
    made = rows_of(
        references(batch_of(*rows), style=style), "document", "number", "id", "reference"
    )
    by_place = sorted(made, key=lambda row: (row[0].encode(), row[1]))
    assert by_place == expected(rows, style)


# --- as a job ------------------------------------------------------------------------------------------------


def with_rows(batch: pa.RecordBatch, first: int = 0) -> pa.RecordBatch:
    rows = pa.array(range(first, first + batch.num_rows), pa.int64())
    return batch.append_column(schema.ROW, rows)


def gathered(
    work: FormatDocuments, rows: Sequence[tuple[str, Mapping[str, Any]]], part: int
) -> list[tuple[Any, ...]]:
    """What a job makes of rows in parts of a size, bucket after bucket."""
    parts = [
        work.first(with_rows(batch_of(*rows[start : start + part]), start))
        for start in range(0, len(rows), part)
    ]
    made: list[tuple[Any, ...]] = []
    for bucket in range(work.buckets):
        own = [
            each.filter(pa.compute.equal(each.column(BUCKET), bucket))
            # The parts of a job are done in any order, and read in theirs.
            for each in parts
        ]
        for batch in work(iter(own)):
            assert batch.schema == schema.with_problem(work.schema)
            made += rows_of(batch, "document", "number", "id", "reference")
    return made


@settings(max_examples=30)  # each is a job, of as many batches as parts
@given(rows=_ROWS, style=_STYLES, part=st.integers(1, 5), buckets=st.integers(1, 4))
def test_a_job_makes_the_same_bibliographies_however_its_inputs_are_cut(
    rows: list[tuple[str, dict[str, Any]]], style: str, part: int, buckets: int
) -> None:
    made = gathered(FormatDocuments(style, buckets=buckets), rows, part)
    # Within a bucket in the order of documents, and within these of references.
    if buckets == 1:
        assert made == expected(rows, style)
    assert sorted(made, key=lambda row: (row[0].encode(), row[1])) == expected(rows, style)


def test_items_go_by_their_document_into_buckets_with_all_that_they_have() -> None:
    first = FormatDocuments("apa", buckets=4).first
    batch = with_rows(batch_of(("p", ROE), ("q", DOE), ("p", MORE), (None, ROE)), 40)
    spread = first(batch)
    assert spread.schema == schema.with_problem(first.schema)
    assert rows_of(spread, "document", "row", BUCKET, "problem") == [
        # CRC-32 is the same on every machine and in every process.
        ("p", 40, 1, None),
        ("q", 41, 3, None),
        ("p", 42, 1, None),
        (None, 43, None, "nothing says which document it belongs to"),
    ]
    assert from_batch(spread) == [ROE, DOE, MORE, ROE]


def test_a_document_is_whole_in_one_batch_and_small_ones_share_it() -> None:
    rows = [(f"{i // 1500:03}", DOE) for i in range(4500)] + [(f"x{i:04}", DOE) for i in range(10)]
    work = FormatDocuments("acl", buckets=1)
    made = list(work(iter([work.first(with_rows(batch_of(*rows)))])))
    assert [batch.num_rows for batch in made] == [3000, 1510]


def test_no_rows_have_no_bibliographies() -> None:
    work = FormatDocuments("acl", buckets=1)
    assert list(work(iter([]))) == []
    assert list(work(iter([work.first(with_rows(batch_of()))]))) == []


def test_a_gathering_is_a_value_that_goes_to_any_process() -> None:
    work = FormatDocuments("ieee", "de", "html", 7)
    assert pickle.loads(pickle.dumps(work)) == work
    assert work.name == "format documents"
    assert {**work.options, "style file": ""} == {
        "style": "ieee",
        "style file": "",
        "locale": "de",
        "format": "html",
        "partitions": 7,
    }
    with pytest.raises(StyleError, match="unknown style 'nostyle'"):
        FormatDocuments("nostyle")
