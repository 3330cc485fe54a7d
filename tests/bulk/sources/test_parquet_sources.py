"""Tables in Parquet: ours, others' of items and of works; whole row groups are parts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from synbib.bulk import sources
from synbib.bulk.items import to_batch
from synbib.bulk.parts import Rejected
from synbib.bulk.schema import ITEMS as SCHEMA
from synbib.bulk.sources import parquet
from synbib.errors import SynbibError

Reading = Callable[..., tuple[list[dict[str, Any]], list[Rejected]]]

GROUP = 15_000  # bytes, about those of three items

ITEMS: list[dict[str, Any]] = [
    {
        "id": f"n{number}",
        "type": "book",
        "title": f"Title {number}",
        "author": [{"family": "Doe", "given": "Jane"}, {"literal": "A Group"}],
        "issued": {"date-parts": [[2000, number]]},
        "custom": {"field": [number]},
    }
    for number in range(1, 11)
]


def table(path: Path, rows: list[dict[str, Any]], schema: pa.Schema | None = None) -> str:
    pq.write_table(pa.Table.from_pylist(rows, schema), path, row_group_size=3)
    return str(path)


def ours(path: Path, items: list[dict[str, Any]]) -> str:
    pq.write_table(pa.Table.from_batches([to_batch(items)]), path, row_group_size=3)
    return str(path)


@pytest.mark.parametrize(("size", "parts"), [(GROUP, 4), (sources.PART_BYTES, 1)])
def test_a_table_of_ours_is_read_in_parts_of_row_groups(
    tmp_path: Path, reading: Reading, size: int, parts: int
) -> None:
    path = ours(tmp_path / "items.parquet", ITEMS)
    cut = list(sources.parts([path], size=size))
    assert [(part.start, part.end, part.line) for part in cut] == (
        [(0, 1, 1), (1, 2, 4), (2, 3, 7), (3, 4, 10)] if parts == 4 else [(0, 4, 1)]
    )
    assert reading([path], size=size) == (ITEMS, [])


def test_a_large_row_group_is_read_in_pieces(tmp_path: Path, reading: Reading) -> None:
    path = str(tmp_path / "items.parquet")
    pq.write_table(pa.Table.from_batches([to_batch(ITEMS)]), path)
    group = pq.ParquetFile(path).metadata.row_group(0).total_byte_size
    parts = list(sources.parts([path], size=group // 3))
    assert [(part.line, part.context) for part in parts] == [(1, "0:3"), (4, "3:6"), (7, "6:10")]
    assert reading([path], size=group // 3) == (ITEMS, [])
    assert len(list(sources.parts([path], size=1))) == 8
    assert reading([path], size=GROUP) == (ITEMS, [])


def test_items_beyond_the_limits_are_told_with_their_rows(tmp_path: Path, reading: Reading) -> None:
    bad: list[dict[str, Any]] = [
        {"id": "long", "type": "book", "title": "x" * 60_000},
        {"id": "nul", "type": "book", "author": [{"family": "a\0b"}]},
        {"id": "many", "type": "book", "author": [{"family": "Doe"}] * 20_001},
        {"id": "deep", "type": "book", "custom": [[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]},
        {"id": "", "type": "book"},
    ]
    items = [item for pair in zip(ITEMS, bad, strict=False) for item in pair]
    path = ours(tmp_path / "items.parquet", items)
    found, rejected = reading([path], size=GROUP)
    assert found == ITEMS[:5]
    assert [(each.line, each.id) for each in rejected] == [
        (2, "long"),
        (4, "nul"),
        (6, "many"),
        (8, "deep"),
        (10, ""),
    ]
    assert rejected[2].reason.startswith("author: 20,001 names are more than MOST_ITEM_NAMES")


def test_a_long_text_that_stands_in_many_rows_is_not_held_for_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "LONGEST_RECORD", 1_000_000)
    numbers = pa.array([0] * 1000 + [2] * 3 + [0] * 995 + [1, None], pa.int32())
    titles = pa.DictionaryArray.from_arrays(numbers, ["x" * 40_000, "Short", "y" * 200_001])
    columns = {"id": [f"n{at}" for at in range(2000)], "type": ["book"] * 2000, "title": titles}
    pq.write_table(pa.table(columns), tmp_path / "items.parquet")
    (part,) = sources.parts([str(tmp_path / "items.parquet")])
    found = list(sources.read(part))
    batches = [each for each in found if isinstance(each, pa.RecordBatch)]
    assert max(batch.nbytes for batch in batches) < 2_000_000
    titles_read = [title for batch in batches for title in batch.column("title").to_pylist()]
    assert titles_read == ["x" * 40_000] * 1995 + ["Short", None]
    assert [each for each in found if isinstance(each, Rejected)] == [
        Rejected(part.input, "title: a text that is longer than LONGEST_RECORD_TEXT, 50,000", line)
        for line in (1001, 1002, 1003)
    ]


@pytest.mark.parametrize("type_", [pa.string(), pa.large_string(), pa.string_view()])
def test_texts_of_each_type_are_read(tmp_path: Path, reading: Reading, type_: pa.DataType) -> None:
    columns = {name: pa.array([name, "a", name], type_) for name in ("id", "type", "title")}
    columns["volume"] = pa.array([1, 2, 1]).dictionary_encode()
    pq.write_table(pa.table(columns), tmp_path / "items.parquet")
    items, rejected = reading([str(tmp_path / "items.parquet")])
    assert [(item["title"], item["volume"]) for item in items] == [
        ("title", "1"),
        ("a", "2"),
        ("title", "1"),
    ]
    assert not rejected


def test_a_table_of_others_is_cast_and_what_does_not_fit_is_read_by_the_row(
    tmp_path: Path, reading: Reading
) -> None:
    quick = table(
        tmp_path / "quick.parquet",
        [{"id": 1, "type": "book", "title": "One", "volume": 7, "mine": 1}],
        pa.schema(
            [
                ("id", pa.int64()),
                ("type", pa.dictionary(pa.int32(), pa.string())),
                ("title", pa.large_string()),
                ("volume", pa.int16()),
                ("mine", pa.int8()),
            ]
        ),
    )
    slow = table(
        tmp_path / "slow.parquet",
        [
            {
                "id": "two",
                "type": "book",
                "issued": {"date-parts": [[2020]], "season": None},
                "author": [{"family": "Doe", "given": None}],
                "title": None,
            },
            {"id": "three", "type": None, "issued": None, "author": None, "title": "Three"},
        ],
    )
    items, rejected = reading([quick, slow])
    assert items == [
        {"id": "1", "type": "book", "title": "One", "volume": "7"},
        {
            "id": "two",
            "type": "book",
            "issued": {"date-parts": [[2020]]},
            "author": [{"family": "Doe"}],
        },
    ]
    assert [(each.line, each.id, each.reason) for each in rejected] == [
        (2, "three", "the item has no type")
    ]


def test_a_table_of_works_is_read_as_synbib_reads_it(tmp_path: Path, reading: Reading) -> None:
    path = table(
        tmp_path / "works.parquet",
        [{"key": "doe", "type": "book", "author": "Doe, Jane", "title": "One", "year": "2020"}],
    )
    assert reading([path]) == (
        [
            {
                "id": "doe",
                "type": "book",
                "title": "One",
                "author": [{"family": "Doe", "given": "Jane"}],
                "issued": {"date-parts": [[2020]]},
            }
        ],
        [],
    )


def test_a_column_says_to_which_document_a_row_belongs(tmp_path: Path) -> None:
    path = table(
        tmp_path / "items.parquet",
        [{"id": "a", "type": "book", "file": 7}, {"id": "b", "type": "book", "file": None}],
    )
    (part,) = sources.parts([path])
    batch: Any
    (batch,) = sources.read(part, document="file")
    assert batch.column("document").to_pylist() == ["7", None]
    (batch,) = sources.read(part, document="other")
    assert batch.column("document").to_pylist() == [None, None]


def test_a_later_version_and_another_table_are_refused(tmp_path: Path) -> None:
    later = SCHEMA.with_metadata({**SCHEMA.metadata, b"synbib.version": b"2"})
    path = table(tmp_path / "later.parquet", [{"id": "a", "type": "book"}], later)
    with pytest.raises(SynbibError, match=r"later\.parquet: version 2 of the table items; this"):
        next(sources.parts([path]))
    path = table(tmp_path / "other.parquet", [{"x": 1}])
    with pytest.raises(SynbibError, match=r"other\.parquet: not a table of items: it has no col"):
        next(sources.parts([path]))


def test_of_a_damaged_table_what_stands_before_is_read(tmp_path: Path, reading: Reading) -> None:
    path = Path(ours(tmp_path / "items.parquet", ITEMS))
    data = bytearray(path.read_bytes())
    at = pq.ParquetFile(path).metadata.row_group(2).column(0).dictionary_page_offset
    data[at : at + 40] = b"\xff" * 40
    path.write_bytes(data)
    items, rejected = reading([str(path)], size=GROUP)
    assert [item["id"] for item in items] == ["n1", "n2", "n3", "n4", "n5", "n6", "n10"]
    (bad,) = rejected
    assert bad.line == 7
    assert bad.reason.startswith("its rows cannot be read from here on: ")
    path.write_bytes(data[:-20])
    items, rejected = reading([str(path)])
    assert not items
    assert rejected[0].reason.startswith("it cannot be read as Parquet: ")


def test_the_rows_of_a_table_are_known_without_reading_it(tmp_path: Path) -> None:
    path = ours(tmp_path / "items.parquet", ITEMS)
    found = sources.measure([path])
    assert (found.files, found.records, found.bytes) == (1, 10, Path(path).stat().st_size)
    assert found.kinds == {"items in Parquet": found.bytes}
