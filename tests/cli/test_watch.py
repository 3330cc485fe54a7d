"""``synbib sync --watch``, in a process of its own as a person runs it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from synbib.cli import main
from synbib.cli.watch import sources
from synbib.extras import needed

STORE = "@misc{tan, title = {First}, year = 2024}\n"
README = "# Papers\n\n<!-- synbib:start table columns=title -->\n<!-- synbib:end -->\n"
PATIENCE = 300  # seconds, for a machine that is busy with other things


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text(STORE, encoding="utf-8")
    (tmp_path / "README.md").write_text(README, encoding="utf-8")
    return tmp_path


class Watch:
    """A running ``synbib sync --watch``, and what it printed so far."""

    def __init__(self, folder: Path) -> None:
        self._log = folder.parent / "watch.log"
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "synbib", "sync", "--watch", "README.md"],
                cwd=folder,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C goes to all of a terminal's processes, not to the tests
            )

    @property
    def printed(self) -> str:
        return self._log.read_text("utf-8")

    def until(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not holds():
            assert self.process.poll() is None, self.printed
            assert time.monotonic() < end, self.printed
            time.sleep(0.05)

    def interrupt(self) -> int:
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(PATIENCE)


@pytest.fixture
def watch(folder: Path) -> Iterator[Watch]:
    pytest.importorskip("watchfiles", reason="watchfiles is not installed")
    if os.name == "nt":
        pytest.skip("Windows sends no Ctrl-C to a process alone")
    running = Watch(folder)
    yield running
    if running.process.poll() is None:
        running.process.kill()
        running.process.wait()


def test_a_change_of_the_store_is_carried_over_errors_do_not_end_it_and_ctrl_c_does(
    folder: Path, watch: Watch
) -> None:
    readme, store = folder / "README.md", folder / "refs.bib"
    watch.until(lambda: "| First |" in readme.read_text("utf-8"))

    store.write_text(STORE.replace("First", "Second"), encoding="utf-8")
    watch.until(lambda: "| Second |" in readme.read_text("utf-8"))

    store.write_text("@misc{tan, title = {", encoding="utf-8")
    watch.until(lambda: "refs.bib:1:" in watch.printed)
    assert "| Second |" in readme.read_text("utf-8")

    new = folder / "new.bib"  # as editors save: a new file in the old one's place
    new.write_text(STORE.replace("First", "Third"), encoding="utf-8")
    new.replace(store)
    watch.until(lambda: "| Third |" in readme.read_text("utf-8"))

    (folder / "synbib.toml").write_text('store = "other.bib"\n', encoding="utf-8")
    watch.until(lambda: "other.bib: no such file" in watch.printed)
    (folder / "other.bib").write_text(STORE.replace("First", "Fourth"), encoding="utf-8")
    watch.until(lambda: "| Fourth |" in readme.read_text("utf-8"))

    said = "README.md: brought up to date"
    watch.until(lambda: watch.printed.count(said) >= 4)
    assert watch.interrupt() == 0
    lines = watch.printed.splitlines()
    assert (lines[0], lines[-1]) == ("watching; Ctrl-C ends", "no longer watching")
    # It writes four times, once for each version: what it wrote itself makes nothing stale.
    assert lines.count(said) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_a_run_ends_that_the_interrupt_did_not_reach() -> None:
    run = "import time; print('runs', flush=True); time.sleep(300)"
    code = f"import sys; from synbib.cli.watch import _run; _run([sys.executable, '-c', {run!r}])"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as watching:
        assert watching.stdout is not None
        assert watching.stdout.readline() == b"runs\n"
        watching.send_signal(signal.SIGINT)  # to it alone, and not to the terminal's processes
        assert watching.wait(60) != 0


def test_what_blocks_are_written_from_is_watched(folder: Path) -> None:
    (folder / "synbib.toml").write_text(
        'store = "papers/refs.bib"\nstyle = "house.csl"\n[style-for]\nbook = "books.csl"\n'
    )
    (folder / "README.md").write_text(
        "<!-- synbib:start list style-for=misc=styles/misc.csl -->\n<!-- synbib:end -->\n"
    )
    found = {
        os.path.relpath(path, folder).replace(os.sep, "/") for path in sources(["README.md"], None)
    }
    assert found >= {
        "README.md",
        "synbib.toml",
        "pyproject.toml",
        "papers/refs.bib",
        "house.csl",
        "books.csl",
        "styles/misc.csl",
    }
    assert folder / "mine.bib" in sources(["README.md"], "mine.bib")


def test_what_cannot_be_read_does_not_stand_in_the_way(folder: Path) -> None:
    (folder / "synbib.toml").write_text("store = \n")
    (folder / "README.md").write_text("<!-- synbib:start list -->\n")
    assert sources(["README.md", "none.md"], None) >= {folder / "README.md", folder / "none.md"}


def test_standard_input_cannot_be_watched(folder: Path) -> None:
    result = CliRunner().invoke(main, ["sync", "--watch", "--store", "-", "README.md"])
    assert result.exit_code == 2
    assert result.stderr == (
        "synbib: --watch reads the store again and again; name a file instead of -\n"
    )


def test_what_the_system_cannot_watch_is_a_clear_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watchfiles = pytest.importorskip("watchfiles", reason="watchfiles is not installed")

    def watch(*_: object, **__: object) -> None:
        raise OSError(28, "OS file watch limit reached")

    monkeypatch.setattr(watchfiles, "watch", watch)
    monkeypatch.setattr(sys, "orig_argv", [sys.executable, "-c", ""])
    result = CliRunner().invoke(main, ["sync", "--watch", "README.md"])
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "watching; Ctrl-C ends",
        "synbib: cannot watch: [Errno 28] OS file watch limit reached; set WATCHFILES_FORCE_POLLING=1 to look again "
        "and again",
    ]


def test_without_watchfiles_it_says_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    result = CliRunner().invoke(main, ["sync", "--watch", "README.md"])
    assert result.exit_code == 2
    assert result.stderr == f"synbib: {needed('to watch files', 'watch')}\n"
