"""Files of a job: on this machine and by URL the same; there whole, or not at all."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from synbib.bulk import storage
from synbib.errors import FileError, SynbibError


@pytest.fixture(params=["path", "url", "file", "store"])
def place(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """An empty folder: of this machine by path and by URL, and by URLs of others."""
    if request.param == "path":
        yield str(tmp_path / "a folder")
    elif request.param == "file":
        yield (tmp_path / "a folder").as_uri()
    else:
        if request.param == "store":
            stores = storage._OBJECT_STORES | {"memory"}
            monkeypatch.setattr(storage, "_OBJECT_STORES", stores)
        files = fsspec.filesystem("memory")
        yield "memory://a folder"
        if files.exists("/a folder"):
            files.rm("/a folder", recursive=True)


def test_what_is_written_is_read_and_listed(place: str) -> None:
    storage.folder(place)
    url = storage.joined(place, "part-0.txt")
    with storage.write_atomically(url) as file:
        file.write(b"some ")
        file.write(b"words")
        assert not storage.exists(url)
    with storage.write_atomically(storage.joined(place, ".other")) as file:
        file.write(b"x")
    assert storage.exists(url)
    assert storage.size(url) == 10
    assert storage.names(place) == [".other", "part-0.txt"]
    assert storage.names(place, "part-*") == ["part-0.txt"]
    assert storage.is_folder(place)
    assert not storage.is_folder(url)
    with storage.open_read(url) as file:
        file.seek(5)
        assert file.read() == b"words"


def breaking_off(url: str) -> None:
    with storage.write_atomically(url) as file:
        file.write(b"new")
        raise ValueError("broken off")


def test_what_breaks_off_leaves_what_was_there_and_nothing_else(place: str) -> None:
    storage.folder(place)
    url = storage.joined(place, "file")
    with storage.write_atomically(url) as file:
        file.write(b"old")
    with pytest.raises(ValueError, match="broken off"):
        breaking_off(url)
    with storage.open_read(url) as file:
        assert file.read() == b"old"
    assert storage.names(place) == ["file"]


def test_a_file_of_this_machine_is_put_in_its_place(place: str, tmp_path: Path) -> None:
    storage.folder(place)
    made = tmp_path / "made.sqlite"
    made.write_bytes(b"database")
    storage.put(made, storage.joined(place, "part.sqlite"))
    assert storage.names(place) == ["part.sqlite"]
    with storage.open_read(storage.joined(place, "part.sqlite")) as file:
        assert file.read() == b"database"


def test_what_is_not_there_can_be_removed_and_what_is_there_too(place: str) -> None:
    storage.remove(storage.joined(place, "none"))
    storage.folder(storage.joined(place, "in", "it"))
    with storage.write_atomically(storage.joined(place, "in", "it", "file")) as file:
        file.write(b"x")
    storage.remove(storage.joined(place, "in", "it", "file"))
    assert storage.names(storage.joined(place, "in", "it")) == []
    storage.remove(place)
    assert not storage.exists(place)
    assert storage.names(place) == []


def test_a_file_that_cannot_be_used_is_told_by_its_name(tmp_path: Path) -> None:
    none = str(tmp_path / "none")
    for function in (storage.size, storage.open_read):
        with pytest.raises(FileError, match="none: no such file; give the path of a file that ex"):
            function(none)
    with pytest.raises(FileError, match="memory://none: no such file"):
        storage.open_read("memory://none")
    with (
        pytest.raises(FileError, match="none/file: cannot be written: No such file or directory"),
        storage.write_atomically(f"{none}/file"),
    ):
        pass
    with pytest.raises(FileError, match="cannot be read or written: Is a directory"):
        storage.open_read(str(tmp_path))


def test_what_fails_on_the_way_to_another_machine_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "_PAUSES", (0.0, 0.0))
    failures = [OSError("no route"), RuntimeError("of the package's own"), OSError("hung up")]
    left: list[Exception] = []
    files = fsspec.filesystem("memory")
    put = type(files).put_file

    def failing(*args: object) -> None:
        if left:
            raise left.pop()
        put(*args)

    monkeypatch.setattr(type(files), "put_file", failing)
    path = tmp_path / "mine"
    path.write_text("data")
    left[:] = failures[:2]
    storage.put(path, "memory://again/mine")
    assert storage.size("memory://again/mine") == 4
    left[:] = failures
    with pytest.raises(FileError, match=r"^memory://again/mine: cannot be .*: no route$"):
        storage.put(path, "memory://again/mine")
    left[:] = [PermissionError("not yours"), *failures]
    left.reverse()
    with pytest.raises(FileError, match="not yours"):
        storage.put(path, "memory://again/mine")
    storage.remove("memory://again")


def test_what_a_url_needs_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SynbibError, match="hdfs2://x: Protocol not known: hdfs2; fsspec reaches"):
        storage.exists("hdfs2://x")
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(SynbibError, match=r"s3://x/y: to read and write URLs, install the extra b"):
        storage.exists("s3://x/y")


def test_names_while_a_file_is_written_are_known(tmp_path: Path) -> None:
    with storage.write_atomically(str(tmp_path / "file")):
        assert len(storage.names(str(tmp_path), storage.TEMPORARY)) == 1
    assert storage.names(str(tmp_path), storage.TEMPORARY) == []
