"""An index in many files: what its folder says, and what is told of one that cannot be asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.errors import FileError, SynbibError
from synbib.index import Database, Partitions, open_index, partitions
from synbib.index.partitions import MANIFEST, Manifest, bucket_of, build
from synbib.index.record import Record
from synbib.index.rows import Row

FILES = 3


def row(number: int) -> Row:
    fields = {"title": f"The Paper of Number {number}", "doi": f"10.1000/{number}"}
    return Row.of(Record("article", f"k{number}", fields), counted=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Thirty works in three files, of two inputs: rows of part 0, and of part 4."""
    made = tmp_path / "index"
    made.mkdir()
    rows = [(number, row(number)) for number in [*range(20), *range(4 << 32, (4 << 32) + 10)]]
    names = []
    for bucket in range(FILES):
        names.append(f"part-{bucket:06}.sqlite")
        build(
            made / names[-1],
            [[each for each in rows if bucket_of(each[1].marks, "", FILES) == bucket]],
        )
    manifest = Manifest(tuple(names), len(rows), ((0, "a.jsonl"), (4, "b.jsonl")))
    (made / MANIFEST).write_bytes(manifest.to_bytes())
    return made


def test_works_are_divided_by_what_they_are_first_known_by() -> None:
    assert [bucket_of([f"doi 10.1000/{n}"], "", 16) for n in range(8)] == [
        11, 2, 2, 14, 15, 4, 5, 2,
    ]  # fmt: skip
    assert bucket_of([], "an id", 16) == bucket_of(["an id"], "another", 16)


def test_a_folder_says_what_it_is(folder: Path) -> None:
    assert json.loads((folder / MANIFEST).read_text()) == {
        "format": "synbib.index",
        "version": 1,
        "hash": "blake2b-64",
        "partitions": 3,
        "works": 30,
        "inputs": [{"part": 0, "name": "a.jsonl"}, {"part": 4, "name": "b.jsonl"}],
        "files": ["part-000000.sqlite", "part-000001.sqlite", "part-000002.sqlite"],
    }
    with Partitions(folder) as index:
        [file] = index.files()
        assert (file.name, file.kind, file.works, file.finished) == (
            "a.jsonl, b.jsonl",
            "synbib bulk index",
            30,
            True,
        )
        assert index.size == sum(path.stat().st_size for path in folder.glob("*.sqlite"))


def test_a_work_comes_from_the_input_that_its_row_was_in(folder: Path) -> None:
    with Partitions(folder) as index:
        assert [hit.file for hit in index.by_identifier("doi", "10.1000/7")] == ["a.jsonl"]
        [hit] = index.by_identifier("doi", f"10.1000/{4 << 32}")
        assert (hit.file, hit.record.key) == ("b.jsonl", f"k{4 << 32}")


def test_for_a_doi_one_file_is_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []

    class Noted(Database):
        def __init__(self, path: Path, **options: Any) -> None:
            opened.append(path)
            super().__init__(path, **options)

    monkeypatch.setattr(partitions, "Database", Noted)
    with Partitions(folder) as index:
        assert len(index.by_identifier("doi", "10.1000/7")) == 1
        assert len(opened) == 1
        assert index.by_identifier("arxiv", "2401.00001") == []
        assert sorted(opened) == sorted(folder.glob("*.sqlite"))


def test_not_all_files_are_open_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partitions, "_MOST_OPEN", 2)
    with Partitions(folder) as index:
        for number in range(20):
            assert len(index.by_identifier("doi", f"10.1000/{number}")) == 1
            assert [hit.record.key for hit in index.by_title(f"thepaperofnumber{number}")] == [
                f"k{number}"
            ]
        assert len(index.by_title("thepaperofnumbr")) == 20
        assert len(index._shelves._opened) == 2


def test_where_a_program_may_have_fewer_files_it_holds_fewer_open(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Database] = []

    class Few(Database):
        def __init__(self, path: Path, **options: Any) -> None:
            if len(opened) == 2:
                raise FileError(f"{path}: too many open files")
            super().__init__(path, **options)
            opened.append(self)

        def close(self) -> None:
            super().close()
            opened.remove(self)

    monkeypatch.setattr(partitions, "Database", Few)
    with Partitions(folder) as index:
        for number in range(20):
            [hit] = index.by_title(f"thepaperofnumber{number}")
            assert hit.record.key == f"k{number}"
        assert len(index.by_title("thepaperofnumbr")) == 20
    assert opened == []


def test_files_without_works_need_not_be_there(folder: Path) -> None:
    manifest = Manifest((None, "part-000001.sqlite", None), 9)
    (folder / MANIFEST).write_bytes(manifest.to_bytes())
    with Partitions(folder) as index:
        found = [n for n in range(20) if index.by_identifier("doi", f"10.1000/{n}")]
        assert found == [n for n in range(20) if bucket_of(row(n).marks, "", FILES) == 1]
        [hit] = index.by_identifier("doi", f"10.1000/{found[0]}")
        assert hit.file == str(folder)
    (folder / MANIFEST).write_bytes(Manifest((None,), 0).to_bytes())
    with Partitions(folder) as index:
        assert (index.files(), index.by_title("x"), index.newest("arxiv")) == ([], [], "")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "{folder}: a folder that is no index; make one with synbib bulk index, or end the job that makes it"),
        ("{", "{path}: not that of an index; name another folder with --index"),
        ("[" * 100_000, "{path}: not that of an index; name another folder with --index"),
        ("[]", "{path}: not that of an index; name another folder with --index"),
        ('{"format": "x"}', "{path}: not that of an index; name another folder with --index"),
        (
            '{"format": "synbib.index", "version": 2, "hash": "blake2b-64"}',
            "{path}: an index of another version of synbib; make it again with synbib bulk index",
        ),
    ],
    ids=["none", "broken", "deep", "a list", "of another program", "of another version"],
)  # fmt: skip
def test_a_folder_that_is_no_index_is_refused(folder: Path, content: str | None, said: str) -> None:
    path = folder / MANIFEST
    path.unlink() if content is None else path.write_text(content)
    with pytest.raises(SynbibError) as caught:
        open_index(folder)
    assert str(caught.value) == said.format(folder=folder, path=path)


def test_a_file_that_is_absent_is_named(folder: Path) -> None:
    (folder / "part-000001.sqlite").unlink()
    with pytest.raises(SynbibError) as caught:
        open_index(folder)
    absent = folder / "part-000001.sqlite"
    assert str(caught.value) == (
        f"{absent}: this file of the index is not there; make the index again with synbib bulk index"
    )


def test_a_note_names_no_file_outside_of_its_folder(folder: Path) -> None:
    (folder.parent / "part-000001.sqlite").write_bytes(b"")
    (folder / "part-000001.sqlite").unlink()
    manifest = Manifest(("../part-000001.sqlite",), 1)
    (folder / MANIFEST).write_bytes(manifest.to_bytes())
    with pytest.raises(SynbibError, match="this file of the index is not there"):
        open_index(folder)


def test_nothing_is_added_to_a_folder(folder: Path) -> None:
    with pytest.raises(SynbibError) as caught:
        Database(folder, create=True)
    assert str(caught.value) == (
        f"{folder}: a folder, to which nothing is added; make it again with synbib bulk index, or name a file"
        " with --index"
    )


@given(
    st.lists(st.tuples(st.integers(0, 1000), st.text(min_size=1)), max_size=5, unique_by=lambda e: e[0]),
    st.integers(0, 1000),
    st.integers(0, (1 << 32) - 1),
)  # fmt: skip
def test_of_each_row_the_input_is_known(
    inputs: list[tuple[int, str]], part: int, place: int
) -> None:
    manifest = Manifest((), 0, tuple(sorted(inputs)))
    before = [name for first, name in sorted(inputs) if first <= part]
    assert manifest.input_of((part << 32 | place) + 1) == (before[-1] if before else "")
