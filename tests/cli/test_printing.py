"""What is printed: neither a terminal nor the log of a CI obeys it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from synbib.cli import main
from synbib.cli.printing import for_message

STORE = """\
@misc{tan2024llm,
  title = {Data \u202enoitatonna\u202c \u2067x\u2069 \u05d0\u200f \x1b[31mred\x9b1m\x07},
  year = {2024},
}
"""
README = "<!-- synbib:start table columns=title -->\n<!-- synbib:end -->\n"
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text(STORE, encoding="utf-8")
    (tmp_path / "README.md").write_text(README, encoding="utf-8")
    return tmp_path


# --- a terminal ---------------------------------------------------------------------------------------


def on_terminal(*arguments: str, stdin: str = "") -> str:
    """Return what a command shows on a terminal, results and messages."""
    pty = pytest.importorskip("pty", reason="there are no terminals of this kind on Windows")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "synbib", *arguments],
        stdin=subprocess.PIPE,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "COLUMNS": "80"},
    ) as process:
        os.close(theirs)
        assert process.stdin
        process.stdin.write(stdin.encode())
        process.stdin.close()
        shown = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux says so when the other end is closed
                break
            if not piece:
                break
            shown += piece
    os.close(ours)
    return shown.decode().replace("\r\n", "\n")


@pytest.mark.parametrize(
    "command",
    [
        "list",
        "table",
        "cite tan2024llm",
        "render --format text",
        "render --format html",
        "find data",
        "find data --format reference",
        "find data --format bibtex",
        "find data --format json",
        "fmt --diff",
        "sync --check README.md",
        "check",
        "check \u202e\x1b[31m.bib",
        "cite \u202e\x1b[31m",
        "list --group \u202e\x1b[31m",
        "import no\u202esuch.md",
        "fmt -",
    ],
)
def test_a_terminal_obeys_nothing_and_shows_what_misleads(
    folder: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")  # what is left then is not ours
    shown = on_terminal(*command.split(), stdin=STORE if command == "fmt -" else "")
    assert not re.search(rf"[\x00-\x08\x0b-\x1f\x7f-\x9f{BIDI}]", shown)
    assert command == "check" or "\\u202e" in shown


def test_lines_are_no_wider_than_the_terminal_with_what_is_escaped(folder: Path) -> None:
    (folder / "refs.bib").write_text(
        STORE.replace("{Data", "{Data" + 60 * " \u202ea\u202c"), "utf-8"
    )
    [line] = on_terminal("find", "data").splitlines()
    assert 70 < len(line) <= 80
    assert line.endswith("…")


def test_the_marks_of_hebrew_and_arabic_stay(folder: Path) -> None:
    assert "\u05d0\u200f" in on_terminal("list")


# --- a file or a pipe ---------------------------------------------------------------------------------


def test_elsewhere_the_content_stays_as_it_is_but_for_what_is_none(folder: Path) -> None:
    title = "Data \u202enoitatonna\u202c \u2067x\u2069 \u05d0\u200f [31mred1m"
    result = CliRunner().invoke(main, ["table", "--columns", "title"])
    assert title in result.stdout
    CliRunner().invoke(main, ["find", "data", "--format", "bibtex", "-o", "found.bib"])
    assert title in (folder / "found.bib").read_text("utf-8")


def test_a_file_that_is_formatted_keeps_every_character(folder: Path) -> None:
    result = CliRunner().invoke(main, ["fmt", "-"], input=STORE.encode())
    assert "\x1b[31mred\x9b1m\x07" in result.stdout_bytes.decode()


# --- the log of a CI ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("::error::x", r":\:error::x"),
        ("  ::error::x", r"  :\:error::x"),
        ("\ufeff::stop-commands::x", "\ufeff:\\:stop-commands::x"),
        ("a\n::error::x", r"a\n::error::x"),
        ("a\r::error::x", r"a\r::error::x"),
        ("a\u2028::error::x", r"a\u2028::error::x"),
        ("a ##[error]x", r"a #\#[error]x"),
        ("##[set-env name=PATH]x", r"#\#[set-env name=PATH]x"),
        ("###[add-mask]x", r"##\#[add-mask]x"),
        ("##vso[task.setvariable]x", r"#\#vso[task.setvariable]x"),
        ("##teamcity[x]", r"#\#teamcity[x]"),
        ("a::b ## c [d]", "a::b ## c [d]"),
        ("refs.bib:1:2: x", "refs.bib:1:2: x"),
    ],
)
def test_no_message_is_a_command(text: str, line: str) -> None:
    assert for_message(text) == line


EVIL = (
    "\n::error::pwned",
    "\r::set-env name=A::b",
    " ##[error]pwned",
    "::add-mask::a",
    "\x85::error::x",
)


def starts_a_command(line: str) -> bool:
    """Whether GitHub's runner takes a line for a command (actions/runner, `ActionCommand`)."""
    return line.strip().startswith("::") or "##[" in line


@pytest.mark.parametrize("evil", EVIL)
@pytest.mark.parametrize(
    "command",
    [
        "check", "check --merge", "fmt --check", "fmt --diff", "sync --check README.md", "sync --diff README.md",
        "sync README.md", "sync --check broken.md",
    ],
)  # fmt: skip
def test_github_reads_no_command_but_those_that_are_meant(
    folder: Path, evil: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SYNBIB_OUTPUT_FORMAT", "github")
    entry = f"@misc{{{evil}a,\n title={{{evil} T}}, author={{{evil}}}, x = {evil}, groups={{{evil}}}}}\n"
    (folder / "refs.bib").write_text(evil + entry + entry, encoding="utf-8", newline="")
    (folder / "README.md").write_text(f"{evil}\n{README}{evil}\n", encoding="utf-8", newline="")
    broken = f"<!-- synbib:start {evil} -->\n<!-- synbib:end -->\n"
    (folder / "broken.md").write_text(broken, encoding="utf-8", newline="")
    result = CliRunner().invoke(main, command.split())
    lines = re.split(r"\r\n|\r|\n", result.stdout)
    stopped = ""
    for line in lines:
        if stopped:
            stopped = "" if line == f"::{stopped}::" else stopped
        elif found := re.fullmatch(r"::stop-commands::([0-9a-f]{32})", line):
            stopped = found[1]
        else:
            meant = re.match(r"::(error|warning|notice) title=synbib \([\w-]+\)[,:]", line)
            assert meant or not starts_a_command(line)
    assert not stopped
    assert not any(map(starts_a_command, re.split(r"\r\n|\r|\n", result.stderr)))


def test_a_diff_for_github_stands_between_words_that_nobody_knows_before(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SYNBIB_OUTPUT_FORMAT", "github")
    tokens = set()
    for _ in range(2):
        first, *_, last = CliRunner().invoke(main, ["fmt", "--diff"]).stdout.splitlines()
        found = re.fullmatch(r"::stop-commands::([0-9a-f]{32})", first)
        assert found
        assert last == f"::{found[1]}::"
        tokens.add(found[1])
    assert len(tokens) == 2


def test_an_error_for_several_places_is_a_line_for_each_whatever_is_in_it(folder: Path) -> None:
    bad = "<!-- synbib:start \x1bx\r -->\n<!-- synbib:end -->\n"
    (folder / "README.md").write_text(bad + bad, encoding="utf-8", newline="")
    result = CliRunner().invoke(main, ["sync", "README.md"])
    assert result.exit_code == 2
    assert [line.partition(": ")[0] for line in result.stderr.splitlines()] == [
        "README.md:1:1",
        "README.md:4:1",
    ]
