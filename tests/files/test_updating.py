"""Files replaced whole or not at all, and nothing lost that another wrote meanwhile."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from synbib.errors import SynbibError
from synbib.files import update, write_atomically
from synbib.files.replacing import Replacement, leftovers

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX system")
ROOT = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only root gives files away"
)
NOT_ROOT = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="root may write anything"
)


def append(path: Path, line: str) -> None:
    """Add a line to a file as synbib's commands change theirs: by a function of what it holds."""

    def changed(read: Mapping[str, bytes]) -> tuple[dict[str, bytes], None]:
        return {str(path): read[str(path)] + line.encode()}, None

    update([str(path)], changed)


# --- writing ----------------------------------------------------------------------------------------------


def test_a_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    path.chmod(0o640)
    write_atomically(path, b"new")
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == (0o640 if os.name == "posix" else 0o666)
    assert list(tmp_path.iterdir()) == [path]


@POSIX
def test_a_new_file_has_the_permissions_that_new_files_have(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "a.md", b"new")
    finally:
        os.umask(before)
    assert (tmp_path / "a.md").stat().st_mode & 0o777 == 0o640


@ROOT
def test_owner_and_group_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    os.chown(path, 12345, 23456)
    path.chmod(0o4640)
    write_atomically(path, b"new")
    found = path.stat()
    assert (found.st_uid, found.st_gid, found.st_mode & 0o7777) == (12345, 23456, 0o4640)


def test_an_owner_that_cannot_be_set_hinders_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "chown", refused, raising=False)
    path = tmp_path / "a.md"
    path.write_text("old")
    write_atomically(path, b"new")
    assert path.read_text() == "new"


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="needs extended attributes")
def test_extended_attributes_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    try:
        os.setxattr(path, "user.origin", b"here")
    except OSError:
        pytest.skip("this file system has no extended attributes")
    write_atomically(path, b"new")
    assert os.getxattr(path, "user.origin") == b"here"


@POSIX
def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_atomically(pipe, b"new")
        assert os.read(reader, 100) == b"new"
    finally:
        os.close(reader)
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


@POSIX
def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    target = tmp_path / "real.md"
    target.write_text("old")
    link = tmp_path / "link.md"
    link.symlink_to(target)
    write_atomically(link, b"new")
    append(link, "er")
    assert link.is_symlink()
    assert target.read_text() == "newer"


def test_what_cannot_be_written_leaves_everything_as_it_was(tmp_path: Path) -> None:
    with pytest.raises(
        SynbibError, match=r"none/a\.md: cannot be written: No such file or directory"
    ):
        write_atomically(tmp_path / "none" / "a.md", b"new")
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(SynbibError, match=r"cannot be written: .*nothing was changed"):
        write_atomically(folder, b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["folder"]


@NOT_ROOT
def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    path.chmod(0o444)
    with pytest.raises(SynbibError, match="Permission denied"):
        write_atomically(path, b"new")
    assert path.read_text() == "old"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_device_is_an_error_of_one_line() -> None:
    with pytest.raises(SynbibError) as raised:
        write_atomically("/dev/full", b"new")
    assert str(raised.value).splitlines() == [
        "/dev/full: cannot be written: No space left on device; nothing was changed"
    ]


def test_of_several_files_none_is_replaced_before_all_are_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / name for name in ("a.md", "b.md")]
    for path in paths:
        path.write_text("old")
    prepare = Replacement.prepare

    def full(self: Replacement) -> None:
        if self.name.endswith("b.md"):
            raise OSError(errno.ENOSPC, "No space left on device")
        prepare(self)

    monkeypatch.setattr(Replacement, "prepare", full)
    with pytest.raises(
        SynbibError, match=r"b\.md: cannot be written: No space left on device; nothing was changed"
    ):
        update(map(str, paths), lambda read: (dict.fromkeys(read, b"new"), None))
    assert [path.read_text() for path in paths] == ["old", "old"]
    assert sorted(tmp_path.iterdir()) == paths


# --- changes that others make -----------------------------------------------------------------------------


def test_what_an_editor_saves_meanwhile_is_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_text("1\n")
    seen: list[bytes] = []

    def changed(read: Mapping[str, bytes]) -> tuple[dict[str, bytes], int]:
        old = read[str(path)]
        seen.append(old)
        if len(seen) <= 2:
            with path.open("a") as editor:
                editor.write(f"editor {len(seen)}\n")
        return {str(path): old + b"synbib\n"}, len(seen)

    done = update([str(path)], changed)
    assert path.read_text() == "1\neditor 1\neditor 2\nsynbib\n"
    assert seen == [b"1\n", b"1\neditor 1\n", b"1\neditor 1\neditor 2\n"]
    assert (done.result, done.replaced) == (3, {str(path): b"1\neditor 1\neditor 2\n"})


def test_content_counts_and_not_time(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_text("same")
    calls: list[None] = []

    def changed(read: Mapping[str, bytes]) -> tuple[dict[str, bytes], None]:
        calls.append(None)
        path.write_text("same")  # as `git checkout` there and back does
        os.utime(path, (1, 1))
        return {str(path): b"new"}, None

    update([str(path)], changed)
    assert (path.read_text(), len(calls)) == ("new", 1)


def test_a_change_that_leaves_size_and_time_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_text("old")
    os.utime(path, (1, 1))
    calls: list[None] = []

    def changed(read: Mapping[str, bytes]) -> tuple[dict[str, bytes], None]:
        if not calls:
            path.write_text("odd")
            os.utime(path, (1, 1))
        calls.append(None)
        return {str(path): read[str(path)] + b"!"}, None

    update([str(path)], changed)
    assert path.read_text() == "odd!"


def test_a_file_that_is_deleted_or_made_meanwhile_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    calls: list[Mapping[str, bytes]] = []

    def changed(read: Mapping[str, bytes]) -> tuple[dict[str, bytes], None]:
        calls.append(read)
        if len(calls) == 1:
            path.write_text("made")
        elif len(calls) == 2:
            path.unlink()
        return {str(path): read.get(str(path), b"none") + b"!"}, None

    update([str(path)], changed, new={str(path)})
    assert calls == [{}, {str(path): b"made"}, {}]
    assert path.read_text() == "none!"


def test_who_never_stops_saving_is_left_alone_and_told(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_text("")

    def changed(read: Mapping[str, bytes]) -> tuple[dict[str, bytes], None]:
        with path.open("a") as editor:
            editor.write("x")
        return {str(path): b"synbib"}, None

    with pytest.raises(SynbibError, match=r"refs\.bib: changed by another program each time"):
        update([str(path)], changed)
    assert set(path.read_text()) == {"x"}
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_saved_while_the_file_is_looked_at_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "refs.bib"
    path.write_text("old")
    looking = Replacement.is_current
    saves = iter(["in place", "as a new file"])

    def saved(self: Replacement) -> bool:
        current = looking(self)
        match next(saves, None):
            case "in place":
                path.write_text(path.read_text() + " 1")
            case "as a new file":
                (tmp_path / "new").write_text(path.read_text() + " 2")
                (tmp_path / "new").replace(path)
            case _:
                pass
        return current

    monkeypatch.setattr(Replacement, "is_current", saved)
    update([str(path)], lambda read: ({str(path): read[str(path)] + b" synbib"}, None))
    assert path.read_text() == "old 1 2 synbib"


def test_both_files_are_looked_at_before_one_is_replaced(tmp_path: Path) -> None:
    store, readme = tmp_path / "refs.bib", tmp_path / "README.md"
    for path in (store, readme):
        path.write_text("old")
    seen: list[dict[str, bytes]] = []

    def changed(read: Mapping[str, bytes]) -> tuple[dict[str, bytes], None]:
        seen.append(dict(read))
        if len(seen) == 1:
            readme.write_text("edited")
        return {name: data + b"!" for name, data in read.items()}, None

    update([str(store), str(readme)], changed)
    assert seen[1] == {str(store): b"old", str(readme): b"edited"}
    assert (store.read_text(), readme.read_text()) == ("old!", "edited!")


@POSIX
def test_two_names_of_one_file_are_one_file(tmp_path: Path) -> None:
    path, link = tmp_path / "a.md", tmp_path / "link.md"
    path.write_text("old")
    link.symlink_to(path)

    def changed(read: Mapping[str, bytes]) -> tuple[dict[str, bytes], None]:
        return {name: data.upper() for name, data in read.items()}, None

    update([str(path), str(link)], changed)
    assert path.read_text() == "OLD"


def test_nothing_is_written_where_nothing_changes(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    inode = path.stat().st_ino
    done = update([str(path)], lambda read: (read, "looked"))
    assert (done.result, done.replaced, path.stat().st_ino) == ("looked", {}, inode)


COUNT = """\
import sys
from synbib.files import update

def one_more(read):
    return {sys.argv[1]: str(int(read[sys.argv[1]]) + 1).encode()}, None

for _ in range(int(sys.argv[2])):
    update([sys.argv[1]], one_more)
"""


def test_of_processes_that_write_at_once_no_change_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "count"
    path.write_text("0")
    names = [path] * 4
    if os.name == "posix":
        folder = tmp_path / "folder"
        folder.symlink_to(tmp_path)
        names[1] = folder / "count"
        names[2] = tmp_path / "link"
        names[2].symlink_to(path)
    counting = [subprocess.Popen([sys.executable, "-c", COUNT, str(name), "20"]) for name in names]
    assert [process.wait() for process in counting] == [0, 0, 0, 0]
    assert path.read_text() == "80"
    assert not leftovers(path)


# --- the old file is kept ---------------------------------------------------------------------------------


def test_an_old_file_is_kept_and_never_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("1")
    for number in "234":
        done = update(
            [str(path)],
            lambda read, number=number: ({str(path): number.encode()}, None),  # type: ignore[misc]
            keep=lambda _name, _old: True,
        )
    assert done.backups == {str(path): tmp_path / "README.md.bak3"}
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {
        "README.md": "4",
        "README.md.bak": "1",
        "README.md.bak2": "2",
        "README.md.bak3": "3",
    }


def test_what_was_not_replaced_after_all_leaves_no_copy(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("1")
    edited: list[None] = []

    def keep(_name: str, _old: bytes) -> bool:
        if not edited:
            path.write_text("edited")
        edited.append(None)
        return True

    update([str(path)], lambda read: ({str(path): read[str(path)] + b"!"}, None), keep=keep)
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {
        "README.md": "edited!",
        "README.md.bak": "edited",
    }


# --- what ends a run in the middle ------------------------------------------------------------------------

HANG = """\
import sys, time
from synbib.files import updating
from synbib.files.replacing import Replacement

def hang(self):
    print("written", flush=True)
    time.sleep(60)

Replacement.is_current = hang
from synbib.cli import ending
sys.exit(ending.run(lambda: updating.update(
    [sys.argv[1]], lambda read: ({sys.argv[1]: b"new"}, None), keep=lambda name, old: True)))
"""


def hanging(path: Path) -> subprocess.Popen[str]:
    """A process that has written the new file, and has not yet put it in the old one's place."""
    process = subprocess.Popen(
        [sys.executable, "-c", HANG, str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "written\n"
    return process


@POSIX
@pytest.mark.parametrize(
    ("number", "code", "said"),
    [
        (signal.SIGINT, 130, "synbib: interrupted\n"),
        (signal.SIGTERM, 143, ""),
        (getattr(signal, "SIGHUP", 1), 129, ""),
    ],
)
def test_a_signal_leaves_no_temporary_file(
    tmp_path: Path, number: int, code: int, said: str
) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    process = hanging(path)
    process.send_signal(number)
    assert process.communicate()[1] == said
    assert process.returncode == code
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"a.md": "old"}


@POSIX
def test_what_a_killed_process_left_is_deleted_by_the_next_one_also_if_that_has_nothing_to_write(
    tmp_path: Path,
) -> None:
    path, other = tmp_path / "a.md", tmp_path / "b.md"
    for each in (path, other):
        each.write_text("old")
    for each in (path, other):
        process = hanging(each)
        process.kill()
        process.communicate()
    (tmp_path / ".synbib-notes.tmp").write_text("a user's")
    [left], [other_left] = leftovers(path), leftovers(other)
    update([str(path)], lambda read: (read, None))
    assert not left.exists()
    assert other_left.exists()
    write_atomically(other, b"new")
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        ".synbib-notes.tmp",
        "a.md",
        "a.md.bak",
        "b.md",
        "b.md.bak",
    ]
