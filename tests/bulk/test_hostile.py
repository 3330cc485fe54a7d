"""Hostile records: none of what a job does to one raises, whatever the record is, and none takes time with a square.

`tests/fuzz/bulk_records.py` changes sound records at random; its long form tries hundreds of thousands.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from bulk_records import SOUND, changed, item_in, worked_on
from hypothesis import given, settings
from hypothesis import strategies as st

from synbib.bulk.bounds import problem
from synbib.bulk.convert import Convert
from synbib.bulk.documents import FormatDocuments
from synbib.bulk.items import from_batch
from synbib.bulk.job import Job
from synbib.bulk.jobs import run
from synbib.bulk.matching import Match
from synbib.bulk.parts import Rejected
from synbib.bulk.recording import BuildIndex
from synbib.bulk.referencing import Format
from synbib.bulk.schema import DOCUMENT
from synbib.bulk.sources import parts, read
from synbib.errors import SynbibError
from synbib.limits import LONGEST_REJECTED

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=()), max_size=20),
    lambda held: (
        st.lists(held, max_size=4) | st.dictionaries(st.text(max_size=8), held, max_size=4)
    ),
    max_leaves=12,
)
NAMES = st.sampled_from(["id", "type", "title", "author", "issued", "volume", "note", "custom"])


@settings(max_examples=100)
@given(st.dictionaries(NAMES | st.text(max_size=8), VALUES))
def test_any_object_is_refused_with_a_reason_or_worked_on(found: dict[str, Any]) -> None:
    if not problem(found):
        worked_on(found)


@pytest.mark.parametrize("seed", range(4))
def test_a_changed_record_is_refused_or_worked_on(seed: int) -> None:
    chosen = random.Random(seed)
    taken = 0
    for _ in range(40):
        kind, sound = chosen.choice(SOUND)
        if (item := item_in(kind, changed(sound, chosen))) is not None:
            worked_on(item)
            taken += 1
    assert taken > 10


@pytest.mark.parametrize(
    "text",
    [
        "$",
        "{",
        "}",
        "<",
        "<i>",
        "<b><i>",
        "\u0301",
        "a\u0301",
        "&",
        "&amp;",
        "\\",
        '"',
        "(",
        "-",
        "\n",
        "A ",
        ": ",
    ],
)
def test_a_text_of_one_sign_takes_time_in_proportion(
    text: str, grows_in_proportion: Callable[[Callable[[int], object], int], bool]
) -> None:
    def work(times: int) -> object:
        said = text * times
        item = {"id": "a", "type": "book", "title": said, "author": [{"family": said}]}
        assert problem(item) == ""
        return worked_on(item)

    assert grows_in_proportion(work, 2000)


@pytest.mark.parametrize("text", ["$", "{", "<", "\u0301", "<i>"])
def test_a_text_of_a_megabyte_is_refused(text: str) -> None:
    assert problem({"id": "a", "type": "book", "title": text * 1_000_000}).startswith(
        f"title: a text of {len(text)},000,000 characters is longer than LONGEST_RECORD_TEXT"
    )


# --- files ----------------------------------------------------------------------------------------------------


def test_half_a_character_in_a_record_puts_only_that_record_aside(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    records: list[dict[str, Any]] = [
        {"id": "a", "type": "book", "title": "One"},
        {"id": "b\ud800", "type": "book", "title": "Two"},
        {"id": "c", "type": "book", "title": "Three\udc80"},
        {"id": "d", "type": "book", "title": "Four"},
    ]
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")
    [part] = parts([str(path)])
    rejected = [each for each in read(part) if isinstance(each, Rejected)]
    assert [(each.id, each.line) for each in rejected] == [(r"b\xed\xa0\x80", 2), ("c", 3)]
    assert sum(each.num_rows for each in read(part) if not isinstance(each, Rejected)) == 2


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"[" * 100_000, "it nests too deep, or has too long a number"),
        (b'{"id": ' + b"7" * 5000 + b"}", "it nests too deep, or has too long a number"),
        (b'{"id": "\xff"}', "a byte is not UTF-8"),
        (b'{"id": "a', "Unterminated string starting at: line 1 column 8 (char 7)"),
        (b'{"id": "a\0"}', "Invalid control character at: line 1 column 10 (char 9)"),
    ],
)
def test_a_line_that_is_not_json_is_put_aside_alone(
    tmp_path: Path, line: bytes, reason: str
) -> None:
    path = tmp_path / "a.jsonl"
    sound = b'{"id": "a", "type": "book", "title": "One"}'
    path.write_bytes(b"\n".join([sound, line, sound]))
    [part] = parts([str(path)])
    rejected, batch = read(part)
    assert isinstance(rejected, Rejected)
    assert rejected.reason == f"not JSON, or not one record in a line: {reason}"
    assert rejected.line == 2
    assert not isinstance(batch, Rejected)
    assert batch.num_rows == 2


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("\ud800", "proc: U+D800 is half of a character; save it in UTF-8"),
        (["x"], "proc: a list stands where a text belongs"),
        (
            "x" * 60_000,
            "proc: a text of 60,000 characters is longer than LONGEST_RECORD_TEXT, 50,000",
        ),
    ],
)
def test_what_is_no_name_of_a_document_puts_only_that_record_aside(
    tmp_path: Path, said: Any, reason: str
) -> None:
    path = tmp_path / "a.jsonl"
    crossref = {"DOI": "10.1000/x", "prefix": "10.1000", "title": ["One"], "type": "book"}
    records = [{**crossref, "proc": each} for each in ("p1", said, 7)]
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")
    [part] = parts([str(path)])
    one, batch = read(part, document="proc")
    assert isinstance(one, Rejected)
    assert (one.line, one.reason) == (2, reason)
    assert not isinstance(batch, Rejected)
    assert batch.column(DOCUMENT).to_pylist() == ["p1", "7"]


def _table(path: Path, *columns: tuple[str, Any]) -> str:
    arrays = {"id": pa.array(["a", "b", "c"]), "type": pa.array(["book"] * 3), **dict(columns)}
    pq.write_table(pa.table(arrays), path)
    return str(path)


NOT_UTF8 = pa.StringArray.from_buffers(
    3, pa.py_buffer(b"\0\0\0\0\x01\0\0\0\x02\0\0\0\x03\0\0\0"), pa.py_buffer(b"A\xffC")
)


@pytest.mark.parametrize(
    ("name", "column", "reason"),
    [
        ("extra", ["{}", "{broken", '{"x": 1}'], "extra: not JSON: Expecting property name"),
        ("extra", ["{}", "[1]", None], "extra: not an object of JSON"),
        ("extra", ["{}", '{"x": "\\ud800"}', None], "x: U+D800 is half of a character"),
        ("title", NOT_UTF8, "a text of it is not UTF-8"),
        ("title", ["A", "a\0b", "C"], "title: the character U+0000 may not stand in a text"),
        ("title", [["A"], ["B"], None], "title: a list stands where a text belongs"),
    ],
)
def test_a_row_that_another_program_wrote_wrong_is_put_aside_alone(
    tmp_path: Path, name: str, column: Any, reason: str
) -> None:
    [part] = parts([_table(tmp_path / "a.parquet", (name, pa.array(column)))])
    found: list[str] = []
    problems: dict[int | None, str] = {}
    for batch in read(part):
        if isinstance(batch, Rejected):
            problems[batch.line] = batch.reason
        else:
            found += [item["id"] for item in from_batch(batch)]
    assert problems[2].startswith(reason)
    assert "c" in found


def test_a_table_with_two_columns_of_one_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    columns = [pa.array([each]) for each in ("a", "book", "One", "Two")]
    pq.write_table(pa.table(columns, names=["id", "type", "title", "title"]), path)
    with pytest.raises(SynbibError) as raised:
        list(parts([str(path)]))
    assert str(raised.value) == f"{path}: two columns are called 'title'; give one another name"


# --- jobs -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Two works, and between them what attacks a job: each must end in its side file."""
    path = tmp_path_factory.mktemp("hostile") / "works.jsonl"
    work = {"id": "a", "type": "book", "title": "Signs", "author": [{"family": "Roe"}]}
    records: list[dict[str, Any] | bytes] = [
        work,
        {**work, "id": "long", "title": "x" * 10_000_000},
        {**work, "id": "many", "author": [{"family": "Doe"}] * 100_000},
        b'{"id": "broken',
        {**work, "id": "nul", "title": "Si\0gns"},
        b'{"id": "raw", "title": "Si\0gns"}',
        {**work, "id": "b", "title": "Sums"},
    ]
    lines = [each if isinstance(each, bytes) else json.dumps(each).encode() for each in records]
    path.write_bytes(b"\n".join(lines) + b"\n")
    return str(path)


@pytest.mark.parametrize(
    "work",
    [Convert(), Format("apa"), FormatDocuments("ieee", buckets=4), BuildIndex(2), Match(2)],
    ids=lambda work: work.name,
)
def test_hostile_records_end_in_the_side_file_and_the_job_ends_well(
    hostile: str, tmp_path: Path, work: Any
) -> None:
    document = "type" if isinstance(work, FormatDocuments) else None
    summary = run(Job(work, [hostile], str(tmp_path / "out"), document=document))
    assert (summary.failed, summary.rejected) == ((), 5)
    assert summary.rows == (0 if isinstance(work, Match) else 2)
    aside = [json.loads(line) for line in Path(summary.side_file).read_text("utf-8").splitlines()]
    assert [(each["line"], each.get("id")) for each in aside] == [
        (2, "long"), (3, "many"), (4, None), (5, "nul"), (6, None)
    ]  # fmt: skip
    assert max(len(each["record"]) for each in aside) <= LONGEST_REJECTED
