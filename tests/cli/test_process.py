from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synbib.cli import main
from synbib.cli.process import _sources

STORE = """\
@book{doe2020, author = {Doe, Jane}, title = {A book}, publisher = {Pub}, year = {2020}}
@book{roe2019, author = {Roe, R.}, title = {Another}, publisher = {Pub}, year = {2019}}
@book{broken, author = {Moe, title = {
"""
REFERENCES = "Doe, J. (2020). *A book*. Pub.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text(STORE, encoding="utf-8")
    (tmp_path / "synbib.toml").write_text('style = "apa"\n', encoding="utf-8")
    (tmp_path / "a.md").write_text("A [@doe2020].\n", encoding="utf-8")
    return tmp_path


def run(*arguments: str, input: str | None = None) -> Result:
    return CliRunner().invoke(main, ["process", *arguments], input=input)


def test_a_document_is_printed_and_what_is_broken_elsewhere_in_the_store_is_no_matter(
    folder: Path,
) -> None:
    result = run("a.md")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"A (Doe, 2020).\n\n{REFERENCES}"
    assert run("-", input="B @doe2020").stdout == f"B Doe (2020)\n\n{REFERENCES}"


def test_output_goes_to_a_file_or_to_a_folder(folder: Path) -> None:
    (folder / "b.md").write_text("@doe2020\n\n# References\n")
    assert run("a.md", "b.md", "-o", "out.md").exit_code == 0
    both = f"A (Doe, 2020).\n\nDoe (2020)\n\n# References\n\n{REFERENCES}"
    assert (folder / "out.md").read_text() == both
    assert run("a.md", "b.md", "-o", "build/").exit_code == 0
    assert (folder / "build" / "a.md").read_text() == "A (Doe, 2020).\n"
    assert (folder / "build" / "b.md").read_text().startswith("Doe (2020)\n\n# References\n\nDoe,")


def test_a_folder_that_cannot_be_made_is_told(folder: Path) -> None:
    result = run("a.md", "-o", "a.md/out.md")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("synbib: a.md: cannot be made: ")


def test_documents_are_replaced_in_place(folder: Path) -> None:
    result = run("--in-place", "a.md")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "a.md: its citations are text now\n"
    assert (folder / "a.md").read_text() == f"A (Doe, 2020).\n\n{REFERENCES}"


@pytest.mark.parametrize(
    ("output", "told"),
    [
        ("refs.bib", "refs.bib"),
        ("other.bib", "other.bib"),
        ("synbib.toml", "synbib.toml"),
        ("./a.md", "./a.md"),
        ("link.md", "link.md"),
        ("./", "a.md"),
    ],
    ids=["store", "bibliography", "settings", "document", "link", "folder"],
)
def test_what_is_read_is_not_overwritten(folder: Path, output: str, told: str) -> None:
    (folder / "other.bib").write_text(STORE, encoding="utf-8")
    (folder / "b.md").write_text("---\nbibliography: other.bib\n---\n[@roe2019]\n", "utf-8")
    (folder / "link.md").symlink_to("a.md")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    result = run("a.md", "b.md", "--store", "refs.bib", "-o", output)
    assert result.exit_code == 2
    assert (
        result.stderr == f"synbib: {told}: is read, and would be lost; name another file with -o\n"
    )
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    piped = run("-", "-o", "other.bib", input=(folder / "b.md").read_text())
    assert piped.stderr.startswith("synbib: other.bib: is read, and would be lost")


def test_check_exits_with_1_if_the_output_is_stale(folder: Path) -> None:
    assert run("--check", "a.md").exit_code == 0
    stale = run("--check", "a.md", "-o", "out.md")
    assert stale.exit_code == 1
    assert stale.stderr == "stale: out.md; run synbib process without --check\n"
    assert not (folder / "out.md").exists()
    run("a.md", "-o", "out.md")
    assert run("--check", "a.md", "-o", "out.md").exit_code == 0


def test_a_missing_key_is_told_with_its_place_and_exits_with_1(folder: Path) -> None:
    (folder / "a.md").write_text("A [@doe2021], @someone.\n")
    result = run("a.md")
    assert result.exit_code == 1
    assert result.stdout == "A (**doe2021?**), @someone.\n"
    assert result.stderr.partition("\n")[2] == (
        "a.md:1:5: no entry has the key 'doe2021'; did you mean doe2020 or roe2019? (error) [undefined-citation]\n"
        "    | A [@doe2021], @someone.\n"
        "    |     ^^^^^^^\n"
    )
    assert run("--check", "a.md").exit_code == 1


def test_the_entries_are_those_of_store_then_of_the_document_then_of_the_project(
    folder: Path,
) -> None:
    (folder / "own.bib").write_text("@book{doe2020, author = {Own, O.}, year = 2001}")
    (folder / "a.md").write_text("---\nbibliography: own.bib\ncsl: ieee.csl\n---\n@doe2020\n")
    assert "[1] O. Own, 2001" in run("a.md").stdout
    assert "[1] J. Doe, " in run("a.md", "--store", "refs.bib").stdout
    assert "Own (2001)" in run("a.md", "--style", "apa").stdout


def test_where_a_key_is_missing_what_of_the_store_could_not_be_read_is_told(folder: Path) -> None:
    (folder / "a.md").write_text("[@broken]\n")
    result = run("a.md")
    assert result.exit_code == 1
    assert result.stderr.startswith(
        "refs.bib:3:24: cannot read @book{broken: this brace is not closed; "
    )
    assert "\na.md:1:3: no entry has the key 'broken'" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["a.md", "--in-place", "-o", "x"], "--in-place writes the documents themselves; leave out --output"),
        (["a.md", "--watch"], "--watch writes again and again; name an --output"),
        (["a.md", "--watch", "--in-place"], "--watch would read what --in-place wrote; name an --output"),
        (["a.md", "--check", "--in-place"], "--check writes nothing; leave out --watch and --in-place"),
        (["a.md", "-"], "- is one document from standard input, and has no file; name files"),
        (["a.tex"], "a.tex: citations are resolved in files that end in .md, .markdown, .qmd, .rmd, .ipynb, .htm, "),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_told(folder: Path, arguments: list[str], said: str) -> None:
    (folder / "a.tex").touch()
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_what_a_document_names_is_watched(folder: Path) -> None:
    (folder / "mine.csl").touch()
    (folder / "a.md").write_text("---\nbibliography: [own.bib]\ncsl: mine.csl\n---\n")
    watched = _sources(["a.md"], "refs.bib", None)
    names = ("a.md", "refs.bib", "own.bib", "mine.csl", "synbib.toml")
    assert watched >= {folder / name for name in names}


NOTEBOOK = (
    '{"cells": [{"cell_type": "markdown", "metadata": {}, "source": ["A [@doe2020]."]}],'
    ' "metadata": {"suppress-bibliography": true}, "nbformat": 4, "nbformat_minor": 4}\n'
)
RESOLVED = NOTEBOOK.replace("[@doe2020]", "(Doe, 2020)")


def test_notebooks_are_printed_written_checked_and_replaced(folder: Path) -> None:
    notebook = folder / "n.ipynb"
    notebook.write_text(NOTEBOOK)
    assert run("n.ipynb").stdout == RESOLVED
    assert run("n.ipynb", "--check", "-o", "build/").exit_code == 1
    assert run("n.ipynb", "a.md", "-o", "build/").exit_code == 0
    assert (folder / "build" / "n.ipynb").read_text() == RESOLVED
    result = run("n.ipynb", "--in-place")
    assert (result.exit_code, result.stderr) == (0, "n.ipynb: its citations are text now\n")
    assert notebook.read_text() == RESOLVED


def test_a_notebook_is_not_joined_with_others(folder: Path) -> None:
    (folder / "n.ipynb").write_text(NOTEBOOK)
    result = run("a.md", "n.ipynb")
    assert result.exit_code == 2
    assert "n.ipynb: a notebook is a file by itself; add --output FOLDER/" in result.stderr
