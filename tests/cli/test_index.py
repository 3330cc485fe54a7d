from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synbib.cli import main


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["index", *arguments])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SYNBIB_INDEX", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "a.bib").write_text("@misc{a, title = {A Title}}\n@misc{b, title = {Another}}\n")
    return tmp_path


def test_files_are_added_and_the_index_tells_of_them(folder: Path) -> None:
    result = run("add", "a.bib")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "a.bib: added: 2 works\n")
    assert run("add", "a.bib").stderr == "a.bib: known: 2 works\n"
    shown = run("info")
    assert shown.exit_code == 0
    head, line = shown.stdout.splitlines()
    assert re.fullmatch(r".*[/\\]synbib[/\\]index\.sqlite: 0\.\d MB", head)
    assert line == f"{folder / 'a.bib'}: BibTeX: 2 works"


def test_the_index_may_be_another_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("add", "--complete", "--index", "mine.sqlite", "a.bib").exit_code == 0
    monkeypatch.setenv("SYNBIB_INDEX", "mine.sqlite")
    assert run("info").stdout.splitlines()[1] == f"{folder / 'a.bib'}: BibTeX: 2 works, complete"


def test_what_cannot_be_added_is_said_and_what_went_before_stays(folder: Path) -> None:
    result = run("add", "a.bib", "none.bib")
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "a.bib: added: 2 works",
        "synbib: none.bib: no such file; give the path of a file that exists",
    ]
    assert run("info").exit_code == 0


def test_without_an_index_it_says_how_to_make_one(folder: Path) -> None:
    result = run("info")
    assert result.exit_code == 2
    assert result.stderr.endswith("no such index; make one with synbib index add FILE\n")


def test_an_index_in_many_files_is_told_of_and_asked_and_nothing_is_added_to_it(
    folder: Path,
) -> None:
    entry = "@article{c, title = {A Title of Some Length}, author = {Doe, Jane}, journal = {J}, year = 2020}"
    (folder / "c.bib").write_text(entry)
    job = "bulk index a.bib c.bib -o works --partitions 3 --complete --jobs 1"
    made = CliRunner().invoke(main, job.split())
    assert made.exit_code == 0, made.output
    shown = run("info", "--index", "works")
    head, line = shown.stdout.splitlines()
    assert re.fullmatch(r"works: 0\.\d MB in 3 partitions", head)
    assert line == "a.bib, c.bib: synbib bulk index: 3 works, complete"
    told = json.loads(run("info", "--index", "works", "--json").stdout)
    assert [(file["name"], file["works"]) for file in told["files"]] == [("a.bib, c.bib", 3)]
    verified = CliRunner().invoke(main, ["verify", "--offline", "--index", "works", "c.bib"])
    assert (verified.exit_code, verified.stderr) == (0, "1 entry: 1 confirmed\n")
    refused = run("add", "a.bib", "--index", "works")
    assert (refused.exit_code, refused.stderr) == (
        2,
        "synbib: works: a folder, to which nothing is added; make it again with synbib bulk index, or name a file"
        " with --index\n",
    )
    empty = run("info", "--index", ".")
    assert empty.stderr == (
        "synbib: .: a folder that is no index; make one with synbib bulk index, or end the job that makes it\n"
    )
