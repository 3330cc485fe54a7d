"""CSL items as rows of a table, and back."""

import json
from functools import partial
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.bulk import blocks, identities, records, references
from synbib.bulk.items import from_batch, to_batch
from synbib.bulk.schema import EXTRA, ITEMS
from synbib.errors import ArgumentError

PAPER: dict[str, Any] = {
    "id": "lee2024",
    "type": "article-journal",
    "title": "Über Water",
    "author": [
        {"family": "Lee", "given": "Ann"},
        {
            "family": "Beethoven",
            "non-dropping-particle": "van",
            "suffix": "Jr.",
            "comma-suffix": True,
        },
        {"literal": "The Water Group"},
    ],
    "issued": {"date-parts": [[2024, 5], [2024, 6, 1]], "circa": True},
    "accessed": {"raw": "last week"},
    "volume": "12",
}


def test_an_item_comes_back_as_it_was() -> None:
    assert from_batch(to_batch([PAPER])) == [PAPER]


def test_items_with_other_variables_stand_in_one_batch() -> None:
    items = [{"id": "a", "type": "book", "publisher": "P"}, PAPER, {"id": "b", "type": "map"}]
    assert from_batch(to_batch(items)) == items


def test_a_slice_of_a_batch_has_its_own_items() -> None:
    items = [{**PAPER, "id": str(n), "author": PAPER["author"][: n % 4]} for n in range(10)]
    assert from_batch(to_batch(items).slice(3, 4)) == items[3:7]


def test_numbers_come_back_as_text_and_digits_of_dates_as_numbers() -> None:
    item = {
        "id": 7,
        "type": "book",
        "volume": 12,
        "issued": {"date-parts": [["2024", 5]], "season": 2},
    }
    assert from_batch(to_batch([item])) == [
        {
            "id": "7",
            "type": "book",
            "volume": "12",
            "issued": {"date-parts": [[2024, 5]], "season": "2"},
        }
    ]


@pytest.mark.parametrize(
    "member",
    [
        {"categories": ["a", "b"]},
        {"custom": {"a": [1, None]}},
        {"volume": 1.5},
        {"title": ["two", "titles"]},
        {"author": "Lee"},
        {"author": [{"family": "Lee", "ORCID": "0000"}]},
        {"author": [{"family": "Lee", "suffix": 3}]},
        {"issued": "2024"},
        {"issued": {"date-parts": [["MMXXIV"]]}},
        {"issued": {"date-parts": [[2024]], "circa": "about"}},
        {"issued": {"date-parts": [[1 << 40]]}},
        {"citation-number": "3"},
        {"of-my-own": "x"},
    ],
    ids=str,
)
def test_what_no_column_can_hold_is_kept_in_the_last(member: dict[str, Any]) -> None:
    item = {"id": "a", "type": "book", **member}
    batch = to_batch([item])
    assert json.loads(batch.column(EXTRA)[0].as_py()) == member
    assert from_batch(batch) == [item]


def test_a_member_that_is_null_is_left_out() -> None:
    assert from_batch(to_batch([{"id": "a", "type": "book", "title": None}])) == [
        {"id": "a", "type": "book"}
    ]


@pytest.mark.parametrize("absent", ["id", "type"])
def test_an_item_without_id_or_type_is_refused(absent: str) -> None:
    item = {"id": "a", "type": "book"}
    del item[absent]
    with pytest.raises(ValueError, match=f"an item has no {absent}"):
        to_batch([{"id": "b", "type": "map"}, item])


def test_no_items_are_a_batch_of_none() -> None:
    batch = to_batch([])
    assert batch.schema.equals(ITEMS, check_metadata=True)
    assert from_batch(batch) == []


def test_a_table_is_refused_where_a_batch_belongs() -> None:
    table = pa.table({"id": ["a", "b"], "type": ["book", "book"]})
    refused = r"^batch: a RecordBatch is wanted, not a Table; to_batches\(\) of a table gives them$"
    for function in (from_batch, blocks, identities, records, partial(references, style="apa")):
        with pytest.raises(ArgumentError, match=refused):
            function(table)


def test_columns_may_be_absent_and_others_there() -> None:
    batch = pa.RecordBatch.from_pydict({"id": ["a"], "mine": [1], "title": ["T"]})
    assert from_batch(batch) == [{"id": "a", "title": "T"}]


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
_VALUE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | _TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3),
    max_leaves=8,
)
_NAME = st.dictionaries(
    st.sampled_from(["family", "given", "suffix", "literal", "parse-names", "x"]), _VALUE
)
_DATE = st.fixed_dictionaries(
    {},
    optional={
        "date-parts": st.lists(st.lists(st.integers() | _TEXT)),
        "raw": _TEXT,
        "circa": _VALUE,
    },
)
_ITEM = st.fixed_dictionaries(
    {"id": _TEXT, "type": _TEXT},
    optional={
        "title": _VALUE,
        "volume": _VALUE,
        "author": _VALUE | st.lists(_NAME, max_size=3),
        "issued": _VALUE | _DATE,
        "custom": _VALUE,
        "extra": _VALUE,
    },
)


def _as_it_comes_back(item: dict[str, Any]) -> dict[str, Any]:
    """An item with what is documented to change: nulls go, whole numbers are text, digits in dates are numbers."""
    [back] = from_batch(to_batch([item]))
    return back


@given(st.lists(_ITEM, max_size=4))
def test_any_items_come_back_the_same_a_second_time(items: list[dict[str, Any]]) -> None:
    once = from_batch(to_batch(items))
    assert once == [_as_it_comes_back(item) for item in items]
    assert from_batch(to_batch(once)) == once
    for item, back in zip(items, once, strict=True):
        told = {name for name, value in item.items() if value is not None}
        assert set(back) == told
