"""What is new in the store: by date, or since a revision of git."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synbib.cli import main
from synbib.library import read_text
from synbib.readme import write_blocks


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["recent", *words])


def store(*years: int) -> str:
    return "".join(f"@misc{{k{y}, title={{T{y}}}, year={{{y}}}}}\n" for y in years)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("refs.bib").write_text(store(*range(2000, 2012)), "utf-8")
    return tmp_path


def years(result: Result) -> list[int]:
    """Return the years of the entries that are shown."""
    assert result.exit_code == 0, result.output
    return [int(line.removeprefix("- T")[:4]) for line in result.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ((), [*range(2011, 2001, -1)]),
        (("--last", "2"), [2011, 2010]),
        (("--limit", "2"), [2011, 2010]),
        (("--since", "2001"), [*range(2011, 2000, -1)]),
        (("--since", "2009-06"), [2011, 2010, 2009]),
        (("--since", "2001", "--last", "1"), [2011]),
        (("--since", "2009", "--sort", "year"), [2009, 2010, 2011]),
    ],
)
def test_the_newest_entries_come_first(
    folder: Path, words: tuple[str, ...], shown: list[int]
) -> None:
    assert years(run(*words)) == shown


@pytest.mark.parametrize("options", [{}, {"since": "2001"}, {"limit": "3", "form": "title-first"}])
def test_a_block_holds_what_the_command_prints(folder: Path, options: dict[str, str]) -> None:
    said = " ".join(f"{name}={value}" for name, value in options.items())
    block = f"<!-- synbib:start recent {said} -->\n<!-- synbib:end -->\n"
    library = read_text(Path("refs.bib").read_text("utf-8"))
    printed = run(*(f"--{name}={value}" for name, value in options.items())).stdout
    assert f"\n\n{printed}\n<!--" in write_blocks(block, library)


def test_since_a_revision_of_git_is_what_was_added_after_it(folder: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init"], ["add", "."], ["commit", "-m", "x"], ["tag", "v1.0"]):
        subprocess.run(["git", *identity, *words], check=True, capture_output=True)
    assert run("--since", "v1.0").stdout == ""
    Path("refs.bib").write_text(store(1950, *range(2000, 2012), 2030), "utf-8")
    # Added later, however old; what is older in the store stays out.
    assert years(run("--since", "v1.0")) == [2030, 1950]
    assert years(run("--since", "HEAD", "--last", "1")) == [2030]


@pytest.mark.parametrize("since", ["yesterday", "v9", "--all"])
def test_what_is_neither_a_date_nor_a_revision_is_one_line(folder: Path, since: str) -> None:
    result = run(f"--since={since}")
    said = (
        f"synbib: since: '{since}' is not a date, and git has no refs.bib at such a revision; write e.g. 2024-05, or a "
        "revision such as HEAD~3 or v1.0\n"
    )
    assert (result.exit_code, result.stderr) == (2, said)


def test_last_and_limit_are_the_same(folder: Path) -> None:
    result = run("--last", "3", "--limit", "4")
    said = "synbib: --last and --limit say the same; leave out one\n"
    assert (result.exit_code, result.stderr) == (2, said)
