"""What the tables say of themselves, and who may read them."""

import re

import pyarrow as pa
import pytest

from synbib.bulk.schema import ITEMS, REFERENCES, check, with_problem
from synbib.errors import SynbibError


def test_a_table_says_which_it_is_and_of_which_version() -> None:
    assert ITEMS.metadata == {b"synbib.table": b"items", b"synbib.version": b"1"}


def test_items_have_a_column_for_each_variable() -> None:
    assert ITEMS.field("container-title").type == pa.string()
    assert ITEMS.field("volume").type == pa.string()
    assert ITEMS.field("issued").type.field("date-parts").type == pa.list_(pa.list_(pa.int32()))
    assert ITEMS.field("editor").type.value_type.field("family").type == pa.string()
    assert [field.name for field in ITEMS if not field.nullable] == ["id", "type"]


def test_a_problem_makes_all_columns_nullable() -> None:
    schema = with_problem(REFERENCES)
    assert [(field.name, field.nullable) for field in schema] == [
        ("id", True),
        ("reference", True),
        ("problem", True),
    ]
    assert schema.metadata == REFERENCES.metadata


def test_columns_beside_ours_do_no_harm() -> None:
    check(ITEMS.append(pa.field("mine", pa.int8())), ITEMS, "a.parquet")
    check(pa.schema([("type", pa.string()), ("id", pa.string())]), ITEMS, "a.parquet")


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        (REFERENCES, "a.parquet: a table of references, where one of items belongs"),
        (
            ITEMS.with_metadata({"synbib.table": "items", "synbib.version": "2"}),
            "a.parquet: version 2 of the table items; this synbib knows 1: upgrade it",
        ),
        (
            pa.schema([("id", pa.string()), ("title", pa.string())]),
            "a.parquet: not a table of items: it has no column 'type'; synbib bulk convert writes them",
        ),
    ],
    ids=["another table", "a later version", "a column is absent"],
)
def test_another_table_is_refused(schema: pa.Schema, said: str) -> None:
    with pytest.raises(SynbibError, match=f"^{re.escape(said)}$"):
        check(schema, ITEMS, "a.parquet")
