"""``synbib export``: entries in another format, and what is told of what that does not keep."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synbib.cli import main, printing
from synbib.cli.options import open_stdin
from synbib.errors import SynbibError

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


def test_what_is_not_kept_is_told_field_by_field() -> None:
    result = run("--to", "ris")
    assert result.exit_code == 0
    assert result.stdout.startswith("TY  - JOUR\nID  - doe2020\n")
    assert result.stderr == "RIS does not keep groups (1), title (its formatting) (1)\n"


def test_each_entry_s_losses_are_told_on_wish() -> None:
    assert run("--to", "ris", "-v", "-k", "doe2020").stderr == (
        "doe2020: groups: not kept in RIS\n"
        "doe2020: title (its formatting): not kept in RIS\n"
        "RIS does not keep groups (1), title (its formatting) (1)\n"
    )


@pytest.mark.parametrize("words", [["-o", "out.ris"], ["--to", "ris"]])
def test_nothing_is_written_where_nothing_may_be_lost(folder: Path, words: list[str]) -> None:
    (folder / "out.ris").write_text("before")
    result = run("--strict", *words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.endswith("; nothing is written, as --strict asks\n")
    assert (folder / "out.ris").read_text() == "before"
    assert sorted(path.name for path in folder.iterdir()) == ["out.ris", "refs.bib"]


def test_what_loses_nothing_is_written_however_strict() -> None:
    assert run("--strict", "--to", "ris", "-k", "poe1999").exit_code == 0


RIS = "TY  - BOOK\nTI  - One\nPY  - 1999\nZZ  - odd\nER  - \n\nTY  - BOOK\nTI  - Two\nER  - \n"


def test_records_are_read_from_a_pipe_and_what_is_not_understood_is_told() -> None:
    result = run("-", "--to", "bibtex", input=RIS)
    assert result.exit_code == 0
    assert [line for line in result.stdout.split("\n") if line.startswith("@")] == [
        "@book{one1999,",
        "@book{two,",
    ]
    assert "<stdin>:4: " in result.stderr


def test_a_file_that_breaks_off_is_refused_and_nothing_is_written(folder: Path) -> None:
    (folder / "in.ris").write_text(RIS + "\nTY  - BOOK\nTI  - Cut o")
    result = run("in.ris", "-o", "out.json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "synbib: in.ris:12:1: the file ends within the record of line 11" in result.stderr
    assert not (folder / "out.json").exists()


def test_several_files_of_several_formats_are_one(folder: Path) -> None:
    (folder / "in.ris").write_text(RIS)
    result = run("refs.bib", "in.ris", "--to", "csv", "--columns", "key,year")
    assert result.stdout == "key,year\ndoe2020,2020\npoe1999,1999\none1999,1999\ntwo,\n"


def test_a_key_and_a_type_that_are_not_kept_are_told_and_refused(folder: Path) -> None:
    (folder / "refs.bib").write_text("@online{doe2020, title = {Naps}, year = 2020}\n")
    told = "NBIB (MEDLINE) does not keep citation key (1), entry type (online becomes misc) (1)"
    result = run("--to", "nbib")
    assert (result.exit_code, result.stderr) == (0, f"{told}\n")
    result = run("--to", "nbib", "--strict")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{told}; nothing is written, as --strict asks\n"


def test_what_is_not_text_is_not_for_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "is_live", lambda _stream: True)
    result = run("--to", "parquet")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "synbib: a terminal cannot show parquet; name a file with -o refs.parquet\n"
    )


def test_columns_are_those_of_a_table() -> None:
    result = run("--to", "ris", "--columns", "key")
    assert result.exit_code == 2
    assert result.stderr == "synbib: RIS has no columns; leave them out\n"


def test_a_closed_standard_input_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(SynbibError, match="standard input is closed; name a file instead of -"):
        open_stdin()


def test_works_of_several_files_with_one_key_are_told(folder: Path) -> None:
    (folder / "a.csv").write_text("key,title,year\npoe1999,Other,2001\n")
    result = run("refs.bib", "a.csv", "--to", "csv", "--columns", "key,title")
    assert result.stdout == "key,title\ndoe2020,On Things\npoe1999,Books\n"
    assert result.stderr.startswith(
        "a.csv: the key 'poe1999' is taken by the entry in refs.bib, which is the one that counts; "
        "give one of them another key"
    )


def test_titles_that_stream_have_the_case_that_the_settings_say(folder: Path) -> None:
    (folder / "in.ris").write_text("TY  - BOOK\nTI  - The Bees of Europe and Their Kin\nER  - \n")
    assert '"The bees of europe and their kin"' in run("in.ris", "--to", "csl-json").stdout
    (folder / "synbib.toml").write_text("sentence-case = false\n")
    assert '"The Bees of Europe and Their Kin"' in run("in.ris", "--to", "csl-json").stdout
