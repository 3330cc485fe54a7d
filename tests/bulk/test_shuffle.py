"""Rows brought together by bucket."""

import io
from pathlib import Path

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from synbib.bulk.shuffle import buckets_in, read, write


def rows(*pairs: tuple[int, str]) -> pa.Table:
    return pa.table(
        {
            "bucket": pa.array([number for number, _ in pairs], pa.int32()),
            "text": pa.array([text for _, text in pairs], pa.string()),
        }
    )


def texts(paths: list[Path], bucket: int) -> list[str]:
    return [text for batch in read(paths, bucket) for text in batch.column("text").to_pylist()]


def test_a_bucket_has_its_rows_of_all_files_in_their_order(tmp_path: Path) -> None:
    one, other, none = (tmp_path / f"{n}.arrow" for n in range(3))
    write(rows((3, "a"), (1, "b"), (3, "c"), (0, "d"), (3, "e")), one)
    write(rows((1, "f"), (3, "g")), other)
    write(rows(), none)
    assert [buckets_in(path) for path in (one, other, none)] == [[0, 1, 3], [1, 3], []]
    assert texts([one, other, none], 3) == ["a", "c", "e", "g"]
    assert texts([other, one], 1) == ["f", "b"]
    assert texts([one, other, none], 2) == []


def test_of_a_file_with_many_buckets_little_is_read_besides_the_one_that_is_asked_for() -> None:
    class Counted(io.BytesIO):
        taken = 0

        def read(self, size: int | None = -1, /) -> bytes:
            data = super().read(size)
            self.taken += len(data)
            return data

    table = rows(*((number, "a") for number in range(2000)))
    for name in range(20):
        table = table.append_column(f"more{name}", table.column("text"))
    made = io.BytesIO()
    write(table, made)
    file = Counted(made.getvalue())
    [batch] = read([file], 1000)
    assert batch.num_rows == 1
    # The numbers of the buckets, and 24 bytes for each.
    assert file.taken < 100_000


def test_the_same_rows_are_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write(rows((3, "a"), (1, "b")), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


@given(st.lists(st.tuples(st.integers(0, 4), st.text(st.characters(codec="utf-8"), max_size=3))))
def test_no_row_is_lost_or_moved_within_its_bucket(pairs: list[tuple[int, str]]) -> None:
    sink = pa.BufferOutputStream()
    write(rows(*pairs), sink)
    file = sink.getvalue()
    for bucket in range(5):
        found = [
            text
            for batch in read([pa.BufferReader(file)], bucket)
            for text in batch.column("text").to_pylist()
        ]
        assert found == [text for number, text in pairs if number == bucket]
