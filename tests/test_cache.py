"""The cache: one folder of the user's own, of which anything may be lost."""

import multiprocessing
import os
import stat
import sys
from pathlib import Path

import pytest

from synbib import cache
from synbib.limits import MOST_KEPT

needs_owners = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files have no owners here")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a user with a cache of their own; it is not there yet."""
    monkeypatch.delenv("SYNBIB_CACHE")
    monkeypatch.setenv(
        "LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", str(tmp_path)
    )
    found = cache.folder()
    assert found is not None
    return found


def only_file(folder: Path) -> Path:
    [file] = folder.iterdir()
    return file


def test_what_is_kept_is_found_by_what_it_was_made_of(folder: Path) -> None:
    assert cache.read(b"style") is None
    cache.write(b"style", b"code")
    cache.write(b"another", b"")
    assert cache.read(b"style") == b"code"
    assert cache.read(b"another") == b""
    assert cache.read(b"a third") is None
    cache.write(b"style", b"newer")
    assert cache.read(b"style") == b"newer"


@needs_owners
def test_the_folder_and_what_is_in_it_are_for_its_owner_alone(folder: Path) -> None:
    before = os.umask(0)
    try:
        cache.write(b"style", b"code")
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(only_file(folder).stat().st_mode) == 0o600


@pytest.mark.parametrize("value", ["off", "OFF", "no", "0"])
def test_it_can_be_switched_off(folder: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    cache.write(b"style", b"code")
    monkeypatch.setenv("SYNBIB_CACHE", value)
    assert cache.folder() is None
    assert cache.read(b"style") is None
    cache.write(b"another", b"code")
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize(
    ("platform", "variables", "found"),
    [
        ("linux", {"HOME": "/home/me"}, "/home/me/.cache/synbib"),
        ("linux", {"HOME": "/home/me", "XDG_CACHE_HOME": "/var/me"}, "/var/me/synbib"),
        ("linux", {"HOME": "/home/me", "XDG_CACHE_HOME": "here"}, "/home/me/.cache/synbib"),
        ("linux", {"HOME": "home"}, None),
        ("darwin", {"HOME": "/Users/me"}, "/Users/me/Library/Caches/synbib"),
        ("win32", {"LOCALAPPDATA": "/AppData/Local"}, "/AppData/Local/synbib/Cache"),
        ("win32", {"LOCALAPPDATA": "Local"}, None),
        ("win32", {}, None),
    ],
)
@needs_owners
def test_where_it_is(
    monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], found: str | None
) -> None:
    for name in ("SYNBIB_CACHE", "HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert cache.folder() == (Path(found) if found else None)


# --- What is not as we left it is not read ------------------------------------------------------------------------


@pytest.mark.parametrize("size", [0, 3, 8, 20, -1])
def test_what_was_cut_off_is_not_read(folder: Path, size: int) -> None:
    cache.write(b"style", b"code")
    file = only_file(folder)
    file.write_bytes(file.read_bytes()[:size])
    assert cache.read(b"style") is None
    cache.write(b"style", b"code")
    assert cache.read(b"style") == b"code"


def test_what_was_tampered_with_is_not_read(folder: Path) -> None:
    cache.write(b"style", b"code")
    file = only_file(folder)
    data = file.read_bytes()
    for at in range(len(data)):
        file.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert cache.read(b"style") is None, at


def test_what_is_kept_for_something_else_is_not_read_though_its_name_is_the_same(
    folder: Path,
) -> None:
    cache.write(b"style", b"code")
    file = only_file(folder)
    name = file.name
    file.rename(folder / "moved")
    cache.write(b"another", b"code")
    [other] = [found for found in folder.iterdir() if found.name != "moved"]
    other.rename(folder / name)
    assert cache.read(b"style") is None


@needs_owners
@pytest.mark.parametrize("mode", [0o755, 0o770, 0o701])
def test_a_folder_that_others_may_enter_is_not_used(folder: Path, mode: int) -> None:
    cache.write(b"style", b"code")
    folder.chmod(mode)
    assert cache.read(b"style") is None
    cache.write(b"another", b"code")
    assert len(list(folder.iterdir())) == 1


@needs_owners
@pytest.mark.parametrize("mode", [0o604, 0o620, 0o666])
def test_a_file_that_others_may_read_or_write_is_not_read(folder: Path, mode: int) -> None:
    cache.write(b"style", b"code")
    only_file(folder).chmod(mode)
    assert cache.read(b"style") is None


@needs_owners
def test_a_folder_of_somebody_else_is_not_used(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.write(b"style", b"code")
    owner = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    assert cache.read(b"style") is None
    cache.write(b"another", b"code")
    assert len(list(folder.iterdir())) == 1


@needs_owners
def test_no_link_is_followed_to_the_folder_or_to_a_file(folder: Path, tmp_path: Path) -> None:
    cache.write(b"style", b"code")
    elsewhere = tmp_path / "elsewhere"
    folder.rename(elsewhere)
    folder.symlink_to(elsewhere)
    assert cache.read(b"style") is None
    cache.write(b"another", b"code")
    assert len(list(elsewhere.iterdir())) == 1

    folder.unlink()
    folder.mkdir(mode=0o700)
    file = only_file(elsewhere)
    (folder / file.name).symlink_to(file)
    assert cache.read(b"style") is None


@needs_owners
def test_what_is_no_file_is_not_read(folder: Path) -> None:
    cache.write(b"style", b"code")
    file = only_file(folder)
    file.unlink()
    file.mkdir(mode=0o700)
    assert cache.read(b"style") is None
    cache.write(b"style", b"code")


# --- Where nothing can be kept ------------------------------------------------------------------------------------


def test_a_folder_that_cannot_be_made_is_no_error(folder: Path) -> None:
    folder.parent.rmdir()
    folder.parent.write_text("a file", encoding="utf-8")
    cache.write(b"style", b"code")
    assert cache.read(b"style") is None
    assert folder.parent.read_text(encoding="utf-8") == "a file"


def test_a_full_disk_is_no_error_and_leaves_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    cache.write(b"style", b"code")
    assert cache.read(b"style") is None
    assert not list(folder.iterdir())


# --- Many at once, and for a long time ----------------------------------------------------------------------------


def _write_and_read(number: int) -> set[bytes | None]:
    found = set()
    for _ in range(100):
        cache.write(b"style", bytes([number]) * 100_000)
        found.add(cache.read(b"style"))
    return found


def test_who_reads_while_others_write_finds_one_of_them_whole(folder: Path) -> None:
    cache.write(b"style", bytes([0]) * 100_000)
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        found = set().union(*pool.map(_write_and_read, [1, 2, 3]))
    assert found <= {bytes([number]) * 100_000 for number in range(4)}
    assert len(list(folder.iterdir())) == 1


def test_the_oldest_goes_where_there_is_too_much(folder: Path) -> None:
    for number in range(MOST_KEPT + 2):
        cache.write(b"%d" % number, b"code")
        for file in folder.iterdir():
            stamp = file.stat().st_mtime_ns - 1_000_000_000
            os.utime(file, ns=(stamp, stamp))
    assert len(list(folder.iterdir())) == MOST_KEPT
    assert cache.read(b"0") is None
    assert cache.read(b"1") is None
    assert cache.read(b"%d" % (MOST_KEPT + 1)) == b"code"
