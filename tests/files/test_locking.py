"""The locks: where they are, whom they keep out, and what is said meanwhile."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from synbib.errors import SynbibError
from synbib.files import locking, write_atomically
from synbib.files.locking import fingerprint, locked

HOLD = """\
import sys
from synbib.files.locking import locked

with locked([sys.argv[1]], print):
    print("held", flush=True)
    sys.stdin.read()
"""

TAKE_AND_GIVE = """\
import sys
from synbib.files.locking import locked

for _ in range(50):
    with locked(sys.argv[1:], lambda line: None):
        pass
"""


@pytest.fixture
def held(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the lock of `a.md` until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "a.md")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        assert stream is not None
        stream.close()


def test_a_lock_leaves_nothing_beside_the_file(tmp_path: Path) -> None:
    with locked([str(tmp_path / "a.md")], print):
        assert not list(tmp_path.iterdir())


def test_one_who_has_to_wait_says_so_and_goes_on_when_the_lock_is_free(
    tmp_path: Path, held: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "_SAY_AFTER", 0.01)
    path = tmp_path / "a.md"
    said: list[str] = []

    def tell(line: str) -> None:
        said.append(line)
        assert not path.exists()
        assert held.stdin is not None
        threading.Timer(0.1, held.stdin.close).start()

    write_atomically(path, b"new", tell=tell)
    assert said == [f"{path}: another synbib writes it; waiting for that"]
    assert path.read_text() == "new"


def test_who_waits_too_long_gives_up_and_names_the_lock(
    tmp_path: Path, held: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "_SAY_AFTER", 0.01)
    monkeypatch.setattr(locking, "_PATIENCE", 0.01)
    path = tmp_path / "a.md"
    with pytest.raises(SynbibError, match=rf"another synbib .*{fingerprint(path)}\.lock; end that"):
        write_atomically(path, b"new")
    assert not path.exists()


def test_the_lock_of_a_process_that_was_killed_is_free(
    tmp_path: Path, held: subprocess.Popen[str]
) -> None:
    held.kill()
    held.wait()
    said: list[str] = []
    write_atomically(tmp_path / "a.md", b"new", tell=said.append)
    assert not said


def test_other_files_are_not_held_up(tmp_path: Path, held: subprocess.Popen[str]) -> None:
    assert held.poll() is None
    said: list[str] = []
    write_atomically(tmp_path / "b.md", b"new", tell=said.append)
    assert not said


def test_two_who_name_the_same_files_in_another_order_do_not_wait_for_each_other(
    tmp_path: Path,
) -> None:
    names = [str(tmp_path / "a.md"), str(tmp_path / "b.md")]
    both = [
        subprocess.Popen([sys.executable, "-c", TAKE_AND_GIVE, *order])
        for order in (names, names[::-1])
    ]
    assert [process.wait() for process in both] == [0, 0]


@pytest.mark.skipif(os.name != "posix", reason="elsewhere the folder is the user's own anyway")
@pytest.mark.parametrize("spoilt", ["open to all", "a link", "a file"])
def test_a_folder_that_may_be_anothers_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoilt: str
) -> None:
    bad, good = tmp_path / "bad", tmp_path / "good"
    if spoilt == "open to all":
        bad.mkdir()
        bad.chmod(0o777)
    elif spoilt == "a link":
        (tmp_path / "else").mkdir()
        bad.symlink_to(tmp_path / "else")
    else:
        bad.touch()
    monkeypatch.setattr(locking, "_folders", lambda: iter([bad, good]))
    name = str(tmp_path / "a.md")
    with locked([name], print):
        assert [path.name for path in good.iterdir()] == [f"{fingerprint(Path(name))}.lock"]


def test_without_a_place_for_a_lock_the_file_is_written_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(locking, "_folders", lambda: iter([tmp_path / "file" / "locks"]))
    said: list[str] = []
    write_atomically(tmp_path / "a.md", b"new", tell=said.append)
    assert (tmp_path / "a.md").read_text() == "new"
    assert said == [
        f"{tmp_path / 'a.md'}: there is no place for a lock; let no other synbib write this file meanwhile"
    ]
