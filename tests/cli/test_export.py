"""``synbib export``: entries in another format, and what is told of what that does not keep."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synbib.cli import main

STORE = """@article{doe2020,
  author = {Ann Doe and Bo Roe},
  title = {On {\\em Things}},
  journal = {Journal of Things},
  year = 2020, month = may,
  groups = {A},
}

@book{poe1999, author = {C. Poe}, title = {Books}, year = 1999, publisher = {P}}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text(STORE)
    return tmp_path


def run(*words: str, input: str | None = None) -> Result:
    return CliRunner().invoke(main, ["export", *words], input=input)


def test_the_ending_of_the_output_tells_the_format(folder: Path) -> None:
    result = run("-k", "poe1999", "-o", "out.bib")
    assert (result.exit_code, result.output) == (0, "")
    assert (folder / "out.bib").read_text() == (
        "@book{poe1999,\n  author = {C. Poe},\n  title = {Books},\n  year = {1999},\n  publisher = {P},\n}\n"
    )


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (["--filter", "year<2000"], ["poe1999"]),
        (["--group", "A"], ["doe2020"]),
        (["-k", "poe1999", "-k", "doe2020"], ["poe1999", "doe2020"]),
        ([], ["doe2020", "poe1999"]),
    ],
)
def test_only_what_is_wanted_is_written(words: list[str], keys: list[str]) -> None:
    result = run("--to", "bibtex", *words)
    written = [line.partition("{")[2][:-1] for line in result.stdout.split("\n") if line[:1] == "@"]
    assert written == keys


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "the format is not told; give one with --to: "),
        (["-o", "out.xyz"], "the format is not told; give one with --to: "),
        (["--to", "bibtx"], "unknown format 'bibtx'; did you mean bibtex"),
        (["--to", "bibtex", "--from", "rix"], "unknown format 'rix'"),
        (["--to", "bibtex", "-k", "none"], "unknown citation key 'none'"),
        (["--to", "bibtex", "none.bib"], "none.bib: no such file"),
        (["--to", "bibtex", "-o", "refs.bib"], "refs.bib: is read, and would be lost"),
    ],
)
def test_what_cannot_be_written_is_told(words: list[str], said: str) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.removeprefix("synbib: ").startswith(said), result.stderr
