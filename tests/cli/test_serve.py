from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from synbib.cli import serve
from synbib.limits import LONGEST_REQUEST

STORE = "@book{doe, author = {Dœ, Jane}, title = {One}, year = {2020}}\n"
REFERENCE = {"method": "reference", "params": {"keys": ["doe"], "style": "apa", "format": "text"}}
TEXT = "Dœ, J. (2020). One."


@pytest.fixture
def process(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    (tmp_path / "refs.bib").write_text(STORE, "utf-8")
    # Answers are UTF-8 wherever it runs.
    environment = {**os.environ, "PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "synbib", "serve", "--stdio"]
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as started:
        yield started
        if started.poll() is None:
            started.kill()


def ask(process: subprocess.Popen[bytes], line: bytes) -> Any:
    """What one line is answered, while the process goes on."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(line + b"\n")
    process.stdin.flush()
    return json.loads(process.stdout.readline().decode())


def test_each_line_is_answered_at_once_and_a_bad_one_ends_nothing(
    process: subprocess.Popen[bytes],
) -> None:
    request = json.dumps({"id": 1, **REFERENCE}).encode()
    [reference] = ask(process, request)["result"]["references"]
    assert reference["text"] == TEXT
    assert ask(process, b"\xff\xfe")["error"]["code"] == -32700
    assert ask(process, b"\n  \n{}")["error"]["code"] == -32600
    # The last line need not have an end.
    left, said = process.communicate(request)
    assert json.loads(left)["result"]["references"][0]["text"] == TEXT
    assert (process.returncode, said) == (0, b"")


def test_a_line_that_is_too_long_is_passed_over(process: subprocess.Popen[bytes]) -> None:
    request = json.dumps({"id": 1, "method": "formats"}).encode()
    left, _ = process.communicate(b"x" * (2 * LONGEST_REQUEST + 3) + b"\n" + request + b"\n")
    first, second = map(json.loads, left.splitlines())
    assert first["error"] == {
        "code": -32600,
        "message": "a line has at most 20,000,000 bytes; ask for less at once",
    }
    assert second["result"]["formats"][0] == "markdown"


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
@pytest.mark.parametrize(
    ("number", "code", "message"),
    [(signal.SIGTERM, 143, b""), (signal.SIGINT, 130, b"synbib: interrupted\n")],
)
def test_a_signal_ends_it(
    process: subprocess.Popen[bytes], number: signal.Signals, code: int, message: bytes
) -> None:
    ask(process, b'{"id": 1, "method": "version"}')
    process.send_signal(number)
    left, said = process.communicate()
    assert (process.returncode, left, said) == (code, b"", message)


def test_lines_of_any_length_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "LONGEST_REQUEST", 4)
    lines = BytesIO(b"abcd\n abc\n\nabcde\nx\nabcdefghijkl\nlast")
    assert list(serve._lines(lines)) == [b"abcd", b"abc", None, b"x", None, b"last"]
    assert list(serve._lines(BytesIO(b"abcdefghi"))) == [None]


def test_it_says_how_it_is_started() -> None:
    command = [sys.executable, "-m", "synbib", "serve"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "say --stdio: requests come on standard input" in done.stderr
    done = subprocess.run([*command, "--stdio", "-"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "name a BibTeX file" in done.stderr
