"""What our README shows is what synbib does."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from synbib.cli import main

REPO = Path(__file__).parents[1]
README = (REPO / "README.md").read_text("utf-8")

# A command and the output under it, up to the next command or the end of the code block.
_CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ synbib (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
EXAMPLES = [
    (command, output)
    for block in _CONSOLE.findall(README)
    for command, output in _COMMAND.findall(block)
]


@pytest.mark.parametrize(("command", "output"), EXAMPLES)
def test_the_commands_of_the_readme_print_what_it_says(
    command: str, output: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(REPO)
    result = CliRunner().invoke(main, shlex.split(command))
    assert (result.exit_code, result.stdout) == (0, output)


def test_the_readme_shows_citing_and_rendering() -> None:
    assert {command.split()[0] for command, _ in EXAMPLES} >= {"cite", "render"}


def test_the_entry_that_the_readme_shows_is_in_the_store() -> None:
    (entry,) = re.findall(r"^```bibtex\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert entry in (REPO / "refs.bib").read_text("utf-8")


def test_the_blocks_of_the_readme_are_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPO)
    result = CliRunner().invoke(main, ["sync", "--check", "README.md"])
    assert result.exit_code == 0, result.stdout
