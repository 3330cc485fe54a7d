"""Inputs of each kind: told, cut, read; what cannot be read is told with its place, and reading goes on after it."""

from __future__ import annotations

import bz2
import errno
import gzip
import io
import json
import lzma
import os
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.bulk import sources
from synbib.bulk.items import to_batch
from synbib.bulk.parts import Part, Rejected
from synbib.bulk.sources import parquet, reading, stretches
from synbib.errors import FileError, SynbibError
from synbib.limits import LONGEST_RECORD, LONGEST_REJECTED

Reading = Callable[..., tuple[list[dict[str, Any]], list[Rejected]]]

ITEMS: list[dict[str, Any]] = [
    {
        "id": f"doe-{number}",
        "type": "article-journal",
        "title": f"On Täbles, Part {number}",
        "author": [{"family": "Doe", "given": "Jane"}],
        "issued": {"date-parts": [[2000 + number]]},
    }
    for number in range(1, 6)
]
LINES = "".join(f"{json.dumps(item, ensure_ascii=False)}\n" for item in ITEMS).encode()
LIST = json.dumps(ITEMS, ensure_ascii=False, indent=1).encode()
PAGE = json.dumps({"items": ITEMS}, ensure_ascii=False).encode()
BIB = b"@book{one, title = {One}}\n@book{two, title = {Two}}\n"
RIS = b"TY  - BOOK\nID  - one\nTI  - One\nER  - \n\nTY  - BOOK\nID  - two\nTI  - Two\nER  - \n"


def written(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return str(path)


def zstd(data: bytes) -> bytes:
    return bytes(pa.compress(data, codec="zstd", asbytes=True))


# --- kinds of files -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 200, sources.PART_BYTES])
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("works.jsonl", LINES),
        ("works.jsonl", LINES.rstrip()),
        ("works.jsonl", b"\xef\xbb\xbf" + LINES.replace(b"\n", b"\r\n\r\n")),
        ("no-ending", LINES),
        ("works.json", LIST),
        ("works.json", PAGE),
        ("works.json", b'{"status": "ok", "message": {"facets": {}, ' + PAGE[1:] + b"}"),
        ("works.jsonl.gz", gzip.compress(LINES)),
        ("works.jsonl.gz", gzip.compress(LINES[:300]) + gzip.compress(LINES[300:])),
        ("works.jsonl.zst", zstd(LINES)),
        ("works.jsonl.bz2", bz2.compress(LINES)),
        ("works.jsonl.xz", lzma.compress(LINES)),
        ("works.json.gz", gzip.compress(LIST)),
    ],
)
def test_items_in_json_are_read_as_they_are_however_they_stand_and_are_cut(
    tmp_path: Path, reading: Reading, name: str, data: bytes, size: int
) -> None:
    path = written(tmp_path, name, data)
    assert reading([path], size=size) == (ITEMS, [])
    assert reading([path], size=size, cut_packed=False) == (ITEMS, [])


@pytest.mark.parametrize(("name", "data"), [("refs.bib", BIB), ("refs", BIB), ("refs.ris", RIS)])
def test_other_formats_are_read_as_synbib_does(
    tmp_path: Path, reading: Reading, name: str, data: bytes
) -> None:
    expected = [
        {"id": "one", "type": "book", "title": "One"},
        {"id": "two", "type": "book", "title": "Two"},
    ]
    assert reading([written(tmp_path, name, data)], size=1) == (expected, [])
    packed = written(tmp_path, f"{name}.gz", gzip.compress(data))
    assert reading([packed]) == (expected, [])
    assert reading([packed], cut_packed=False) == (expected, [])


def test_the_works_of_a_dump_are_items_and_what_is_no_work_is_left_out(
    tmp_path: Path, reading: Reading
) -> None:
    records = [
        {"DOI": "10.1000/1", "prefix": "10.1000", "type": "journal-article", "title": ["One"]},
        {"DOI": "10.1000/2", "prefix": "10.1000", "type": "component", "title": ["A Figure"]},
        {"DOI": "10.1000/3", "prefix": "10.1000", "type": "book", "title": ["Two"]},
    ]
    packed = gzip.compress(json.dumps({"items": records}).encode())
    items, rejected = reading([written(tmp_path, "0.json.gz", packed)], size=1)
    assert [(item["id"], item["type"], item["title"]) for item in items] == [
        ("10.1000/1", "article-journal", "One"),
        ("10.1000/3", "book", "Two"),
    ]
    assert not rejected


def test_each_file_of_an_archive_is_of_its_own_kind(tmp_path: Path, reading: Reading) -> None:
    for name, data in (("a.jsonl", LINES), ("b.bib", BIB), ("c.txt", b"words")):
        written(tmp_path / "in", name, data)
    path = tmp_path / "all.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        archive.add(tmp_path / "in", "in", filter=lambda info: info)
    for cut_packed in (True, False):
        items, rejected = reading([str(path)], size=30, cut_packed=cut_packed)
        assert [item["id"] for item in items] == [*(item["id"] for item in ITEMS), "one", "two"]
        (bad,) = rejected
        assert bad.input == f"{path}/in/c.txt"
        assert bad.reason.startswith("its kind is not known; give files of one of these: ")


def test_what_is_of_no_kind_is_an_error_before_anything_is_read(tmp_path: Path) -> None:
    good = written(tmp_path, "a.jsonl", LINES)
    bad = written(tmp_path, "b.txt", b"words")
    with pytest.raises(SynbibError, match=r"b\.txt: its kind is not known; give files of one of"):
        next(sources.parts([good, bad]))


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.bib", "a.ris", "a.parquet"])
@pytest.mark.parametrize("data", [b"", gzip.compress(b"")])
def test_of_an_empty_file_there_are_no_parts(tmp_path: Path, name: str, data: bytes) -> None:
    assert list(sources.parts([written(tmp_path, name, data)])) == []


# --- parts --------------------------------------------------------------------------------------------------


def test_a_part_is_a_place_in_a_file_or_has_the_data_of_a_packed_one(tmp_path: Path) -> None:
    plain = written(tmp_path, "a.jsonl", LINES)
    packed = written(tmp_path, "b.jsonl.gz", gzip.compress(LINES))
    half = LINES.index(b"\n", len(LINES) // 2) + 1
    assert list(sources.parts([plain, packed], size=half + 5)) == [
        Part(0, plain, "csl-json", 0, half, 1),
        Part(1, plain, "csl-json", half, len(LINES), 4),
        Part(2, packed, "csl-json", 0, half, 1, "", LINES[:half]),
        Part(3, packed, "csl-json", half, len(LINES), 4, "", LINES[half:]),
    ]
    (whole,) = sources.parts([packed], cut_packed=False)
    assert whole == Part(0, packed, "packed", 0, Path(packed).stat().st_size)


def test_of_very_many_packed_files_each_is_a_part(tmp_path: Path, reading: Reading) -> None:
    for number in range(101):
        written(tmp_path, f"{number:03}.jsonl.gz", gzip.compress(LINES))
    parts = list(sources.parts([str(tmp_path)], size=200))
    assert [part.kind for part in parts] == ["packed"] * 101
    assert reading([str(tmp_path)]) == (ITEMS * 101, [])


RECORDS = st.recursive(
    st.none() | st.text(max_size=9) | st.integers() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)
TEXT_LINES = st.lists(
    st.one_of(RECORDS.map(json.dumps), st.sampled_from(["", "{", "[]", '{"id": 1', "\x00", "ü"])),
    max_size=8,
)


@given(TEXT_LINES, st.integers(1, 60))
def test_however_lines_are_cut_all_of_them_are_read_once(
    reading: Reading, tmp_path_factory: pytest.TempPathFactory, texts: list[str], size: int
) -> None:
    folder = tmp_path_factory.mktemp("lines")
    path = written(folder, "works.jsonl", "\n".join(texts).encode())
    whole = reading([path])
    assert reading([path], size=size) == whole
    items, rejected = whole
    assert len(items) + len(rejected) == sum(bool(text.strip()) for text in texts)


@given(st.lists(RECORDS, max_size=6), st.integers(1, 60), st.sampled_from([None, 1]))
def test_however_a_list_is_cut_all_of_it_is_read_once(
    reading: Reading,
    tmp_path_factory: pytest.TempPathFactory,
    records: list[Any],
    size: int,
    indent: int | None,
) -> None:
    folder = tmp_path_factory.mktemp("list")
    text = json.dumps([{"id": "first"}, *records], indent=indent, ensure_ascii=False)
    path = written(folder, "works.json", text.encode("utf-8", "replace"))
    whole = reading([path])
    assert reading([path], size=size) == whole
    assert len(whole[0]) + len(whole[1]) == len(records) + 1


# --- what cannot be read ------------------------------------------------------------------------------------


def test_a_broken_line_is_told_with_its_place_and_those_after_it_are_read(
    tmp_path: Path, reading: Reading
) -> None:
    bad = [
        b"{broken",
        b"[1]",
        b'{"id": "x"}',
        b'{"id": "n\x00"}',
        b"\xff\xfe",
        b'{"id": "\\ud800"}',
    ]
    lines = LINES.splitlines()
    data = b"\n".join([lines[0], *bad, lines[1]])
    path = written(tmp_path, "works.jsonl", data)
    items, rejected = reading([path], size=20)
    assert items == ITEMS[:2]
    assert [(each.line, each.id, each.record) for each in rejected] == [
        (2, None, "{broken"),
        (3, None, "[1]"),
        (4, "x", '{"id": "x"}'),
        (5, None, '{"id": "n\x00"}'),
        (6, None, "\\xff\\xfe"),
        (7, "\\xed\\xa0\\x80", '{"id": "\\ud800"}'),
    ]
    assert rejected[0].reason.startswith("not JSON, or not one record in a line: ")
    assert rejected[1].reason == "not an object of JSON, but another value"
    assert rejected[2].reason == "the item has no type"


def test_in_a_list_reading_goes_on_at_the_next_line_that_begins_as_a_record_does(
    tmp_path: Path, reading: Reading
) -> None:
    broken = LIST.replace(b'"title": "On T\xc3\xa4bles, Part 2",', b'"title": "On {",, ')
    items, rejected = reading([written(tmp_path, "works.json", broken)])
    assert items == [ITEMS[0], *ITEMS[2:]]
    (bad,) = rejected
    assert bad.line == 1 + broken[: broken.index(b'"doe-2"')].count(b"\n") - 1
    assert bad.reason.startswith("not JSON: ")


def test_a_list_that_does_not_end_is_told(tmp_path: Path, reading: Reading) -> None:
    cut = LIST[: LIST.index(b'"doe-4"')]
    items, rejected = reading([written(tmp_path, "works.json", cut)])
    assert items == ITEMS[:3]
    assert rejected[-1].reason == "the list does not end; get the file again"


@pytest.mark.parametrize(
    "pack", [gzip.compress, bz2.compress, lzma.compress, zstd], ids=["gz", "bz2", "xz", "zst"]
)
@pytest.mark.parametrize("cut_packed", [True, False])
def test_of_a_packed_file_that_is_cut_off_what_stands_before_is_read(
    tmp_path: Path, reading: Reading, pack: Callable[[bytes], bytes], cut_packed: bool
) -> None:
    lines = [json.dumps({**ITEMS[0], "id": f"n{number}"}) for number in range(20_000)]
    packed = pack("\n".join(lines).encode())
    path = written(tmp_path, "works.jsonl.x", packed[: len(packed) * 2 // 3])
    items, rejected = reading([path], cut_packed=cut_packed)
    assert [item["id"] for item in items] == [f"n{number}" for number in range(len(items))]
    assert items
    assert rejected[-1].reason.startswith("the file is damaged from here on: ")
    assert len(rejected) <= 2


def test_a_record_beyond_the_limit_is_told_and_the_next_is_read(
    tmp_path: Path, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("synbib.bulk.sources.lines.LONGEST_RECORD", 1000)
    long = json.dumps({**ITEMS[0], "abstract": "x" * 2000}).encode()
    lines = LINES.splitlines()
    data = b"\n".join([lines[0], long, *lines[1:]])
    items, rejected = reading([written(tmp_path, "works.jsonl", data)], size=100)
    assert items == ITEMS
    reason = f"a record of more than LONGEST_RECORD, {LONGEST_RECORD:,}, bytes"
    assert [(each.line, each.reason) for each in rejected] == [(2, reason)]


def test_of_a_long_record_the_side_file_has_the_beginning(tmp_path: Path, reading: Reading) -> None:
    long = json.dumps({**ITEMS[0], "title": "x" * 10_000_000}).encode()
    (rejected,) = reading([written(tmp_path, "works.jsonl", long + b"\n" + LINES)])[1]
    assert rejected.id == "doe-1"
    assert rejected.record is not None
    assert len(rejected.record) == LONGEST_REJECTED
    assert rejected.reason.startswith("title: a text of 10,000,000 characters is longer than")


def test_an_item_without_id_has_its_doi_or_its_place_as_one(
    tmp_path: Path, reading: Reading
) -> None:
    path = written(
        tmp_path,
        "works.jsonl",
        b'{"type": "book", "DOI": "10.1000/1"}\n\n{"type": "book", "id": 7}\n{"type": "book"}\n',
    )
    assert [item["id"] for item in reading([path], size=1)[0]] == ["10.1000/1", "7", f"{path}:4"]


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are Unicode elsewhere")
def test_where_the_name_of_the_file_is_not_unicode_the_place_is_so_all_the_same(
    tmp_path: Path, reading: Reading
) -> None:
    path = written(tmp_path, os.fsdecode(b"\xff.jsonl"), b'{"type": "book"}\n')
    items, rejected = reading([path])
    assert items == [{"id": f"{tmp_path}/\\xff.jsonl:1", "type": "book"}]
    assert not rejected


# --- which files are meant ----------------------------------------------------------------------------------


def test_a_folder_is_its_files_in_order_without_what_stands_beside_them(tmp_path: Path) -> None:
    for name in (
        "part-00001.jsonl",
        "part-00000.jsonl",
        "updated=2/part.jsonl",
        "manifest.jsonl",
        "manifest",
        "rejected.jsonl",
        "_SUCCESS",
        ".hidden",
        "_rows/part-00000",
    ):
        written(tmp_path, name, LINES)
    assert sources.files([str(tmp_path)]) == [
        str(tmp_path / "part-00000.jsonl"),
        str(tmp_path / "part-00001.jsonl"),
        str(tmp_path / "updated=2" / "part.jsonl"),
    ]


def test_a_pattern_is_what_fits_it_and_each_file_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("b 1.jsonl", "a 2.jsonl", "sub/c.jsonl", ".d.jsonl", "odd[1].jsonl"):
        written(tmp_path, name, LINES)
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "b 1.jsonl")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert sources.files(["*.jsonl", "./b 1.jsonl", "~/b 1.jsonl"]) == [
        "a 2.jsonl",
        "b 1.jsonl",
        "odd[1].jsonl",
    ]
    assert sources.files(["odd[1].jsonl"]) == ["odd[1].jsonl"]
    assert sources.files([str(tmp_path / "s?b" / "*")]) == [str(tmp_path / "sub" / "c.jsonl")]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("-", "-: standard input cannot be read twice, as a job does; give a file"),
        ("none.jsonl", "none.jsonl: no such file; give the path of a file that exists"),
        ("*.none", r"\*.none: no file fits this pattern; give one that some do"),
        (
            "nowhere://x",
            "nowhere://x: Protocol not known: nowhere; fsspec reaches files there by a",
        ),
    ],
)
def test_what_is_not_there_is_told(given: str, message: str) -> None:
    with pytest.raises(SynbibError, match=f"^{message}"):
        sources.files([given])


def test_a_pipe_and_a_folder_without_files_are_no_inputs(tmp_path: Path) -> None:
    (tmp_path / "_rows").mkdir()
    with pytest.raises(SynbibError, match=r"no file is in this folder; give one that has some$"):
        sources.files([str(tmp_path)])
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.jsonl")
        with pytest.raises(SynbibError, match=r"pipe\.jsonl: not a file, which alone can be read"):
            sources.look([str(tmp_path)])


def test_a_folder_with_links_to_itself_is_read_once(tmp_path: Path) -> None:
    name = written(tmp_path, "a/works.jsonl", LINES)
    for number in range(4):
        (tmp_path / "a" / f"link{number}").symlink_to(tmp_path, target_is_directory=True)
    assert sources.files([str(tmp_path / "a")]) == [name]


def test_a_name_may_begin_with_a_tilde(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "~no such user.jsonl"
    written(tmp_path, name, LINES)
    monkeypatch.chdir(tmp_path)
    assert [found.url for found in sources.look(["*.jsonl", name])] == [name]


class BrokenOff(io.FileIO):
    """A file on a disk that fails after some bytes."""

    left = 1

    def readinto(self, buffer: Any) -> int:
        if not self.left:
            raise OSError(errno.EIO, "Input/output error")
        self.left -= 1
        return super().readinto(memoryview(buffer)[:20]) or 0


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.parquet"])
def test_what_breaks_off_is_not_taken_for_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    data = {"a.jsonl": LINES, "a.jsonl.gz": gzip.compress(LINES)}
    path = written(tmp_path, name, data.get(name, b""))
    if name == "a.parquet":
        pq.write_table(pa.Table.from_batches([to_batch(ITEMS)]), path)
    (part,) = sources.parts([path], cut_packed=False)

    for module in (reading, stretches, parquet):
        monkeypatch.setattr(module, "open_read", lambda url: io.BufferedReader(BrokenOff(url)))
    with pytest.raises(sources.UnreadError) as unread:
        list(sources.read(part))
    with pytest.raises(FileError) as uncut:
        list(sources.parts([path]))
    said = f"{path}: cannot be read: Input/output error"
    assert (str(unread.value), str(uncut.value)) == (said, said)


def test_files_are_read_by_url(tmp_path: Path, reading: Reading) -> None:
    import fsspec

    files = fsspec.filesystem("memory")
    files.pipe("/in/a.jsonl", LINES)
    files.pipe("/in/b.jsonl.gz", gzip.compress(LINES))
    files.pipe("/in/refs.bib", BIB)
    try:
        items, rejected = reading(["memory://in"], size=100)
        pattern, _ = reading(["memory://in/*.bib"], size=10)
    finally:
        files.rm("/in", recursive=True)
    assert [item["id"] for item in items] == [*[item["id"] for item in ITEMS] * 2, "one", "two"]
    assert [item["id"] for item in pattern] == ["one", "two"]
    assert not rejected
    path = Path(written(tmp_path, "a b.jsonl", LINES))
    assert reading([path.as_uri()])[0] == ITEMS


# --- what a job will have to read ---------------------------------------------------------------------------


def test_inputs_are_measured_by_a_sample(tmp_path: Path) -> None:
    lines = b"".join(LINES for _ in range(2000))
    plain = written(tmp_path, "a.jsonl", lines + b"{broken\n" * 1000)
    packed = written(tmp_path, "b.jsonl.gz", gzip.compress(lines))
    found = sources.measure([plain, packed])
    sizes = [Path(plain).stat().st_size, Path(packed).stat().st_size]
    assert found.files == 2
    assert found.bytes == sum(sizes)
    assert found.kinds == {"CSL-JSON": sum(sizes)}
    assert sum(batch.num_rows for batch in found.sample) > 2000
    assert found.seconds > 0


def test_all_of_a_small_input_is_the_sample(tmp_path: Path) -> None:
    found = sources.measure([written(tmp_path, "a.jsonl", LINES), written(tmp_path, "b.bib", BIB)])
    assert (found.records, found.unpacked) == (7, len(LINES) + len(BIB))
    assert found.bytes == found.unpacked


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (part,) = sources.parts([written(tmp_path, "a.jsonl", LINES)])
    Path(part.input).unlink()
    with pytest.raises(FileError, match=r"a\.jsonl: no such file"):
        list(sources.read(part))
