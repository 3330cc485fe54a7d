"""``synbib`` alone and ``synbib browse``: on a terminal, without one, and without what draws there."""

from __future__ import annotations

import os
import subprocess
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from synbib.cli import browse, main
from synbib.cli.desktop import open_address
from synbib.errors import SynbibError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

STORE = "@misc{doe2020, author = {Doe, Jane}, title = {Things}, year = {2020}}\n"
TOUR = """\
synbib: one BibTeX file in; lists,
tables and citations out.

Here: refs.bib, 1 entry.

  synbib find WORDS   search the store
  synbib cite KEY     cite a work
  synbib render       the bibliography
  synbib check        what is wrong
  synbib add DOI      put a work in

More:  synbib --help
       synbib COMMAND --help
"""
WITHOUT_STORE = """\
synbib: one BibTeX file in; lists,
tables and citations out.

Here: no store (refs.bib).

  synbib init         set a folder up
  synbib import FILE  read a list
  synbib add DOI      look a work up
  synbib render FILE  a bibliography
  synbib check FILE   what is wrong

More:  synbib --help
       synbib COMMAND --help
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text(STORE, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_without_a_terminal_a_short_tour_is_printed(folder: Path) -> None:
    result = run()
    assert (result.exit_code, result.stdout, result.stderr) == (0, TOUR, "")


def test_without_a_store_the_tour_tells_how_to_begin(folder: Path) -> None:
    (folder / "refs.bib").unlink()
    result = run()
    assert (result.exit_code, result.stdout) == (0, WITHOUT_STORE)


@pytest.mark.parametrize("tour", [TOUR, WITHOUT_STORE])
def test_the_tour_fits_into_a_small_terminal_and_its_commands_are_some(tour: str) -> None:
    lines = tour.splitlines()
    assert len(lines) <= 20
    assert max(map(len, lines)) <= 40
    commands = [line.split()[1] for line in lines if line.startswith("  synbib")]
    assert len(commands) == 5
    for command in commands:
        assert run(command, "--help").exit_code == 0


def test_the_tour_counts_the_entries_of_the_projects_store(folder: Path) -> None:
    (folder / "synbib.toml").write_text('store = "p.bib"\n', encoding="utf-8")
    entries = "".join(f"@misc{{k{i}, title = {{T}}}}\n" for i in range(1200))
    (folder / "p.bib").write_text(f"{entries}@broken", encoding="utf-8")
    assert "Here: p.bib, 1,200 entries.\n" in run().stdout


def test_wrong_settings_are_told_of(folder: Path) -> None:
    (folder / "synbib.toml").write_text("stor = 1\n", encoding="utf-8")
    result = run()
    assert result.exit_code == 2
    assert "unknown setting 'stor'" in result.stderr


def test_without_what_draws_the_tour_tells_how_to_get_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browse, "is_possible", lambda: True)
    monkeypatch.setattr(browse, "is_installed", lambda: False)
    assert "To browse it, install the extra browser;\nsynbib doctor tells how.\n" in run().stdout
    result = run("browse")
    assert result.exit_code == 2
    assert "to browse a store, install the extra browser: " in result.stderr


def test_browse_needs_a_terminal(folder: Path) -> None:
    result = run("browse")
    assert result.exit_code == 2
    assert "this is no terminal to browse on; synbib find searches" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-",), "name a file instead of -"),
        (("no.bib",), "no.bib: no such file"),
    ],
)
def test_what_cannot_be_browsed_is_told_of(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str
) -> None:
    monkeypatch.setattr(browse, "is_possible", lambda: True)
    result = run("browse", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


class _Program(webbrowser.BaseBrowser):
    """A web browser that opens what it is told to, or nothing."""

    def __init__(self, opens: bool) -> None:
        super().__init__()
        self.opens = opens
        self.opened: list[str] = []

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
        self.opened.append(url)
        return self.opens


@pytest.fixture
def display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BROWSER", "SSH_CONNECTION", "SSH_TTY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")


def test_addresses_are_opened(display: None, monkeypatch: pytest.MonkeyPatch) -> None:
    program = _Program(opens=True)
    monkeypatch.setattr(webbrowser, "get", lambda: program)
    assert open_address("https://e.org", lends_terminal=False)
    assert program.opened == ["https://e.org"]


def _no_program() -> webbrowser.BaseBrowser:
    raise webbrowser.Error


@pytest.mark.parametrize(
    "get",
    [_no_program, lambda: _Program(opens=False), lambda: webbrowser.GenericBrowser("w3m")],
    ids=["none", "broken", "of the terminal"],
)
def test_nothing_is_opened_where_no_program_can(
    display: None, monkeypatch: pytest.MonkeyPatch, get: Callable[[], webbrowser.BaseBrowser]
) -> None:
    monkeypatch.setattr(webbrowser, "get", get)
    assert not open_address("https://e.org", lends_terminal=False)
    with pytest.raises(SynbibError, match=r"no web browser is here; go to https://e\.org"):
        browse._open("https://e.org")


def test_nothing_is_opened_on_a_machine_that_nobody_sits_at(
    display: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = _Program(opens=True)
    monkeypatch.setattr(webbrowser, "get", lambda: program)
    monkeypatch.delenv("DISPLAY")
    monkeypatch.setenv("SSH_CONNECTION", "1 2 3 4")
    assert not open_address("https://e.org", lends_terminal=False)
    assert program.opened == []


# --- on a terminal ------------------------------------------------------------------------------------

if sys.platform != "win32":
    import fcntl
    import pty
    import select
    import struct
    import termios

    import pyte

    class Terminal:
        """A terminal with synbib on it.

        Args:
            arguments: Those of synbib.
            folder: Where it runs.
            size: Lines and columns.
        """

        def __init__(self, arguments: Sequence[str], folder: Path, size: tuple[int, int]) -> None:
            lines, columns = size
            self._shown = pyte.Screen(columns, lines)
            self._stream = pyte.ByteStream(self._shown)
            self._end, theirs = pty.openpty()
            fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
            self._process = subprocess.Popen(
                [sys.executable, "-m", "synbib", *arguments],
                cwd=folder,
                env={**os.environ, "TERM": "xterm-256color"},
                stdin=theirs,
                stdout=theirs,
                stderr=theirs,
                start_new_session=True,
            )
            os.close(theirs)

        def type(self, keys: str) -> None:
            os.write(self._end, keys.encode())

        def sees(self, text: str) -> None:
            while text not in "\n".join(self._shown.display):
                assert self._read(), "\n".join(self._shown.display)

        def code(self) -> int:
            """The exit code, when it has ended."""
            while self._read():
                pass
            os.close(self._end)
            return self._process.wait(60)

        def _read(self) -> bool:
            if not select.select([self._end], [], [], 60)[0]:
                return False
            try:
                data = os.read(self._end, 65536)
            except OSError:  # the other end is closed
                return False
            self._stream.feed(data)
            return bool(data)

    @pytest.mark.parametrize(("keys", "code"), [("q", 0), ("\x03", 130), ("/thin\x03", 130)])
    def test_on_a_terminal_the_store_is_browsed(folder: Path, keys: str, code: int) -> None:
        terminal = Terminal([], folder, (24, 80))
        terminal.sees("Doe              Things")
        terminal.type(keys)
        assert terminal.code() == code

    def test_a_store_that_is_written_meanwhile_is_read_again(folder: Path) -> None:
        terminal = Terminal(["browse", "refs.bib", "--style", "apa"], folder, (20, 40))
        terminal.sees("Doe, J. (2020). Things.")
        (folder / "refs.bib").write_text(STORE.replace("Things", "Other things"), encoding="utf-8")
        terminal.sees("Doe, J. (2020). Other things.")
        terminal.type("q")
        assert terminal.code() == 0
