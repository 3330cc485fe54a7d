from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synbib.bibtex.format import FormatOptions
from synbib.cli import main
from synbib.cli.fmt import command

MESSY = '@Misc{b, Title = {B},\n year = 2001}\n@misc{a, title="A"}\n'
TIDY = """\
@misc{b,
  title         = {B},
  year          = {2001},
}

@misc{a,
  title         = {A},
}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text(MESSY, encoding="utf-8")
    return tmp_path


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["fmt", *arguments], input=stdin)


def test_fmt_writes_the_store_in_place_and_then_leaves_it_alone(folder: Path) -> None:
    result = run()
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "refs.bib: formatted\n"
    assert (folder / "refs.bib").read_text("utf-8") == TIDY
    before = (folder / "refs.bib").stat().st_mtime_ns
    assert run("refs.bib").output == ""
    assert (folder / "refs.bib").stat().st_mtime_ns == before


def test_check_names_the_files_and_writes_nothing(folder: Path) -> None:
    (folder / "tidy.bib").write_text(TIDY, encoding="utf-8")
    result = run("--check", "refs.bib", "tidy.bib")
    assert (result.exit_code, result.stdout) == (1, "refs.bib\n")
    assert (folder / "refs.bib").read_text("utf-8") == MESSY
    assert run("--check", "tidy.bib").exit_code == 0


def test_diff_shows_what_would_change(folder: Path) -> None:
    result = run("--diff")
    assert result.exit_code == 0
    assert result.stdout.startswith("--- a/refs.bib\n+++ b/refs.bib\n@@ ")
    assert "\n+  title         = {A},\n" in result.stdout
    assert run("--diff", "--check").exit_code == 1
    assert (folder / "refs.bib").read_text("utf-8") == MESSY


def test_standard_input_goes_to_standard_output_or_to_a_file(folder: Path) -> None:
    assert run("-", stdin=MESSY).stdout == TIDY
    assert run("-", stdin=TIDY).stdout == TIDY
    assert run("-", "-o", "out.bib", stdin=MESSY).output == ""
    assert (folder / "out.bib").read_text("utf-8") == TIDY
    assert run("refs.bib", "-o", "-").stdout == TIDY
    result = run("a.bib", "b.bib", "-o", "c.bib")
    assert result.exit_code == 2
    assert "--output takes one file, not 2" in result.stderr


def test_encoding_and_line_endings_stay(folder: Path) -> None:
    text = "% Encoding: ISO-8859-1\r\n\r\n@misc{k,\r\n  title         = {é},\r\n}\r\n"
    (folder / "refs.bib").write_bytes(text.replace("title  ", "title").encode("latin-1"))
    assert run().exit_code == 0
    assert (folder / "refs.bib").read_bytes() == text.encode("latin-1")


def test_what_is_kept_as_it_is_is_said(folder: Path) -> None:
    result = run("-", stdin="@misc{k, x = {\n\n@misc{a}\n")
    assert result.exit_code == 0
    assert result.stdout == "@misc{k, x = {\n\n@misc{a,\n}\n"
    assert result.stderr.startswith("<stdin>:1:1: kept as it is: ")


def test_an_error_leaves_every_file_as_it_was(folder: Path) -> None:
    result = run("refs.bib", "missing.bib")
    assert result.exit_code == 2
    assert "missing.bib: no such file" in result.stderr
    assert (folder / "refs.bib").read_text("utf-8") == MESSY


def test_options_reach_the_formatter(folder: Path) -> None:
    assert run("-", "--sort", "key", stdin=MESSY).stdout.startswith("@misc{a,")
    assert "    title = {B}" in run("-", "--space", "4", "--align", "0", stdin=MESSY).stdout
    text = "@misc{k, year = 1, title = {T}}"
    assert run("-", "--no-sort-fields", stdin=text).stdout.index("year") < 12
    assert run("-", "--sort-fields", "year", stdin=text).stdout.index("year") < 12
    assert "year" not in run("-", "--omit", "Year", stdin=text).stdout
    assert run("-", "--omit", " ,", stdin=text).exit_code == 2


@pytest.mark.parametrize(
    ("name", "section"), [("synbib.toml", "fmt"), ("pyproject.toml", "tool.synbib.fmt")]
)
def test_the_projects_form_is_that_of_its_settings_and_the_command_line_goes_before_it(
    folder: Path, name: str, section: str
) -> None:
    (folder / name).write_text(f"[{section}]\nalign = 0\nsort = ['key']\ntrailing-commas = false\n")
    assert run("-", stdin=MESSY).stdout == (
        "@misc{a,\n  title = {A}\n}\n\n@misc{b,\n  title = {B},\n  year = {2001}\n}\n"
    )
    assert run("-", "--no-sort", "--align", "8", "--trailing-commas", stdin=MESSY).stdout == (
        "@misc{b,\n  title   = {B},\n  year    = {2001},\n}\n\n@misc{a,\n  title   = {A},\n}\n"
    )


def test_a_wrong_setting_is_an_error_before_anything_is_written(folder: Path) -> None:
    (folder / "synbib.toml").write_text("[fmt]\nallign = 0\n")
    result = run()
    assert (result.exit_code, result.stderr) == (
        2,
        "synbib: synbib.toml: [fmt]: unknown setting 'allign'; did you mean align?\n",
    )
    assert (folder / "refs.bib").read_text("utf-8") == MESSY


def test_each_row_of_the_table_is_an_option() -> None:
    flags = {flag for parameter in command.params for flag in parameter.opts}
    for row in dataclasses.fields(FormatOptions):
        assert f"--{row.name.replace('_', '-')}" in flags


def test_our_own_store_is_formatted(refs_bib: Path) -> None:
    assert run("--check", str(refs_bib)).output == ""
