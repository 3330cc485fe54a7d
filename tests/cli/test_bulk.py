from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synbib.cli import main

BIB = """\
@article{knuth1984, author = {Donald E. Knuth}, title = {Literate Programming},
  journal = {The Computer Journal}, year = 1984, volume = 27, pages = {97--111}}
@book{lamport1994, author = {Leslie Lamport}, title = {LaTeX}, publisher = {Addison-Wesley}, year = 1994}
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["bulk", *arguments])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text(BIB)
    return tmp_path


def said(result: Result) -> str:
    """What was said on standard error, without times."""
    return re.sub(r"[\d,.]+ (seconds|rows)", r"N \1", result.stderr)


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_works_are_formatted_in_a_style(folder: Path) -> None:
    result = run("format", "refs.bib", "-o", "out", "--style", "apa", "--to", "jsonl", "-j", "1")
    assert (result.exit_code, result.stdout, said(result)) == (
        0,
        "",
        "out: N rows in 1 part\nN seconds, N rows a second\n"
        "apa: no letters after years, no names added to tell works apart, as each work stands for itself; "
        "--document NAME makes bibliographies\n",
    )
    assert lines(folder / "out" / "part-000000.jsonl") == [
        {
            "id": "knuth1984",
            "reference": "Knuth, D. E. (1984). Literate programming. *The Computer Journal*, *27*, 97–111.",
        },
        {"id": "lamport1994", "reference": "Lamport, L. (1994). *LaTeX*. Addison-Wesley."},
    ]


def test_a_style_that_does_not_exist_is_told_before_any_work(folder: Path) -> None:
    result = run("format", "refs.bib", "-o", "out", "--style", "appa")
    assert result.exit_code == 2
    assert result.stderr.startswith("synbib: unknown style 'appa'")
    assert not (folder / "out").exists()


def test_works_of_one_document_are_one_bibliography(folder: Path) -> None:
    (folder / "papers.jsonl").write_text(
        '{"id": "a", "type": "book", "title": "Signs", "paper": "one"}\n'
        '{"id": "b", "type": "book", "title": "Sums", "paper": "two"}\n'
        '{"id": "c", "type": "book", "title": "Words", "paper": "one"}\n'
        '{"id": "d", "type": "book", "title": "None"}\n'
    )
    result = run(
        "format", "papers.jsonl", "-o", "out", "-s", "ieee", "--document", "paper", "--to", "jsonl",
        "-f", "text",
    )  # fmt: skip
    assert result.exit_code == 0, result.stderr
    made = [each for path in sorted(folder.glob("out/part-*")) for each in lines(path)]
    assert sorted(
        (each["document"], each["number"], str(each["reference"]).strip()) for each in made
    ) == [
        ("one", 1, "[1] Signs."),
        ("one", 2, "[2] Words."),
        ("two", 1, "[1] Sums."),
    ]
    [aside] = lines(folder / "out" / "rejected.jsonl")
    assert (aside["input"], aside["id"]) == ("papers.jsonl", "d")
    assert not (folder / "out" / "_rows").exists()


def test_works_are_converted_and_the_same_command_again_finds_them_done(folder: Path) -> None:
    command = ("convert", "refs.bib", "-o", "out", "--to", "bib", "--jobs", "2")
    assert said(run(*command)) == "out: N rows in 1 part\nN seconds, N rows a second\n"
    assert (folder / "out" / "part-000000.bib").read_text() == (
        "@article{knuth1984,\n"
        "  author = {Knuth, Donald E.},\n"
        "  title = {Literate programming},\n"
        "  journal = {The Computer Journal},\n"
        "  volume = {27},\n"
        "  pages = {97--111},\n"
        "  year = {1984},\n"
        "}\n"
        "\n"
        "@book{lamport1994,\n"
        "  author = {Lamport, Leslie},\n"
        "  title = {{LaTeX}},\n"
        "  publisher = {Addison-Wesley},\n"
        "  year = {1994},\n"
        "}\n"
    )
    again = run(*command)
    assert (again.exit_code, said(again)) == (
        0,
        "out: N rows in 1 part, 1 of them from before\nN seconds\n",
    )


def test_what_is_put_aside_is_told_with_its_place_and_is_no_failure(folder: Path) -> None:
    (folder / "works.jsonl").write_text('{"id": "a", "type": "book"}\n{"id": "b", "ty\n')
    result = run("convert", "works.jsonl", "-o", "out", "--to", "jsonl", "-j", "1")
    assert (result.exit_code, said(result)) == (
        0,
        "out: N rows in 1 part\n"
        "out/rejected.jsonl: 1 record was put aside, with the reason\n"
        "N seconds, N rows a second\n",
    )
    [aside] = lines(folder / "out" / "rejected.jsonl")
    assert (aside["input"], aside["line"], aside["record"]) == ("works.jsonl", 2, '{"id": "b", "ty')


def test_the_outcome_is_told_as_json(folder: Path) -> None:
    result = run("convert", "refs.bib", "-o", "out", "-j", "1", "--json")
    told = json.loads(result.stdout)
    assert told.pop("seconds") >= 0
    assert told == {"out": "out", "parts": 1, "kept": 0, "rows": 2, "rejected": 0, "failed": []}
    assert result.stderr == ""


def test_an_index_is_made_that_can_be_asked(folder: Path) -> None:
    result = run("index", "refs.bib", "-o", "index", "--partitions", "3", "-j", "1")
    assert (result.exit_code, said(result)) == (
        0,
        "index: N rows in 3 parts\nN seconds, N rows a second\n",
    )
    told = CliRunner().invoke(main, ["index", "info", "--index", "index"])
    assert "refs.bib: synbib bulk index: 2 works" in told.stdout


def test_works_that_stand_twice_are_found(folder: Path) -> None:
    (folder / "more.jsonl").write_text(
        '{"id": "one", "type": "article-journal", "title": "Literate programming", "DOI": "10.1093/comjnl/27.2.97"}\n'
        '{"id": "b", "ty\n'
        '{"id": "two", "type": "article-journal", "title": "Literate Programming", "DOI": "10.1093/COMJNL/27.2.97"}\n'
    )
    command = [
        "match",
        "refs.bib",
        "more.jsonl",
        "-o",
        "same",
        "-j",
        "1",
        "--to",
        "jsonl",
        "--partitions",
        "3",
    ]
    result = run(*command)
    assert (result.exit_code, said(result)) == (
        0,
        "same: N rows in 3 parts\n"
        "same/pairs/rejected.jsonl: 1 record was put aside, with the reason\n"
        "N seconds, N rows a second\n",
    )
    found = lines(folder / "same" / "clusters.jsonl")
    assert [(each["id"], each["cluster"]) for each in found] == [
        ("one", "one"),
        ("two", "one"),
    ]
    assert "3 of them from before" in said(run(*command))


def test_a_dry_run_says_what_it_will_cost_and_writes_nothing(folder: Path) -> None:
    result = run("convert", "refs.bib", "-o", "out", "--dry-run", "-j", "4")
    assert result.exit_code == 0, result.stderr
    assert re.fullmatch(
        rf"to read: 1 file, {len(BIB)} bytes: about 2 records in 1 part\n"
        r"to do: \S+ seconds for 1,000 records: \S+ core-hours\n"
        r"with 4 processes: \d+ s\n"
        r"to write: \S+ kB in out\n"
        r"judged by 2 records\n",
        result.stdout,
    ), result.stdout
    assert [path.name for path in folder.iterdir()] == ["refs.bib"]


def test_a_dry_run_of_an_index_counts_the_rows_that_are_there_meanwhile(folder: Path) -> None:
    result = run("index", "refs.bib", "-o", "out", "--dry-run", "--json")
    told = json.loads(result.stdout)
    assert (told["records"], told["parts"], told["sample"]) == (2, 1, 2)
    assert told["rows_bytes"] > 0
    assert told["out_bytes"] > 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("none.jsonl", "-o", "out"), "none.jsonl: no such file; give the path of a file that exists"),
        (("refs.bib", "-o", "."), ".: the output and the input refs.bib are in one another; name another folder"),
        (("refs.bib", "-o", "refs.bib/x"), "refs.bib/x: the output and the input refs.bib are in one another; name another folder"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_a_line(
    folder: Path, arguments: tuple[str, ...], message: str
) -> None:
    result = run("convert", *arguments)
    assert (result.exit_code, result.stderr) == (2, f"synbib: {message}\n")
