"""How a run ends that does not come to its end: one line, an exit code, no traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX system")
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
NO_SPACE = "synbib: the output cannot be written: No space left on device\n"


@FULL
@pytest.mark.parametrize("command", ["list", "render", "--version", "--help", "check"])
def test_a_full_disk_is_one_line(repo: Path, tmp_path: Path, command: str) -> None:
    (tmp_path / "refs.bib").write_text("@misc{a, title = nope}\n")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "synbib", command],
            cwd=tmp_path if command == "check" else repo,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr.splitlines(keepends=True)[-1]) == (2, NO_SPACE)
    assert "Traceback" not in done.stderr


CLOSED = "synbib: standard input is closed; name a file instead of -\n"


@POSIX
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("list >&-", (0, "")),
        ("render --style acl >&-", (0, "")),
        ("find year:2024 >&-", (0, "")),
        ("list 2>&-", (0, "")),
        ("add - <&-", (2, CLOSED)),
        ("check - <&-", (2, CLOSED)),
        ("check --fix - <&-", (2, CLOSED)),
        ("fmt - <&-", (2, CLOSED)),
        ("import - <&-", (2, CLOSED)),
        ("list - <&-", (2, CLOSED)),
    ],
)
def test_a_stream_that_is_closed_is_no_traceback(
    repo: Path, words: str, expected: tuple[int, str]
) -> None:
    done = subprocess.run(
        f"'{sys.executable}' -m synbib {words}",
        shell=True,
        cwd=repo,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == expected


@FULL
def test_if_nothing_can_be_said_at_all_the_code_still_tells(repo: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "synbib", "list"]
        done = subprocess.run(command, cwd=repo, stdout=full, stderr=full, check=False)
    assert done.returncode == 2


@POSIX
def test_a_reader_that_has_seen_enough_is_no_error(repo: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "synbib", "list"],
        cwd=repo,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == ""
    process.wait()
    process.stderr.close()


@POSIX
@pytest.mark.parametrize(
    ("number", "code", "said"),
    [(signal.SIGINT, 130, "synbib: interrupted\n"), (signal.SIGTERM, 143, "")],
)
def test_a_signal_ends_a_command_with_the_shells_code(
    tmp_path: Path, number: int, code: int, said: str
) -> None:
    os.mkfifo(tmp_path / "refs.bib")  # reading it waits for a writer that never comes
    process = subprocess.Popen(
        [sys.executable, "-m", "synbib", "check"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
    )
    # A pipe can be opened for writing without waiting as soon as someone reads it.
    while True:
        try:
            writer = os.open(tmp_path / "refs.bib", os.O_WRONLY | os.O_NONBLOCK)
            break
        except OSError:
            time.sleep(0.01)
    while True:
        process.send_signal(number)
        try:
            told = process.communicate(timeout=10)[1]
            break
        except subprocess.TimeoutExpired:
            continue  # it came before the reading began, which Python does not give up for it
    assert told == said
    os.close(writer)
    assert process.returncode == code


@POSIX
def test_a_signal_that_is_ignored_stays_so(repo: Path) -> None:
    done = subprocess.run(
        [
            "sh",
            "-c",
            f"trap '' HUP; exec {sys.executable} -c 'import os, signal\n"
            "from synbib.cli import ending\n"
            "print(ending.run(lambda: os.kill(os.getpid(), signal.SIGHUP)))'",
        ],
        cwd=repo,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr, done.returncode) == ("0\n", "", 0)
