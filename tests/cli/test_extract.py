"""`synbib extract`: the part of a store that documents cite."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synbib.cli import main

STORE = """\
% Papers of the group.
@preamble{"\\newcommand{\\noop}[1]{}" # start}
@string{start = " x"}
@string{ acl = "Proceedings of " # assoc }
@string{assoc = {ACL}}
@string{unused = {Nothing}}

% the first
% of two
@inproceedings{roe2020,
  title = {One}, crossref = {ACL2020},
}
@comment{no}
@article{poe1999, title = {Two}, journal = acl, year = 1999,
  author = {xdata=people-author}, ids = {Poe99},}
@misc{other, title = {Other}}
@xdata{people, author = {Poe, Edgar}}
@proceedings{acl2020, title = acl, year = 2020}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text(STORE, encoding="utf-8")
    return tmp_path


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["extract", *arguments], input=stdin)


def test_what_is_cited_stands_as_it_does_in_the_store_with_all_that_it_needs(folder: Path) -> None:
    (folder / "paper.tex").write_text(r"\input{one} \cite{roe2020}", "utf-8")
    (folder / "one.tex").write_text(r"\newcommand{\see}[1]{\cite{#1}} \see{Poe99}", "utf-8")
    result = run("paper.tex")
    assert (result.exit_code, result.stderr) == (0, "")
    assert (
        result.stdout
        == """\
% Papers of the group.
@preamble{"\\newcommand{\\noop}[1]{}" # start}

@string{start = " x"}
@string{ acl = "Proceedings of " # assoc }
@string{assoc = {ACL}}

% the first
% of two
@inproceedings{roe2020,
  title = {One}, crossref = {ACL2020},
}

@article{poe1999, title = {Two}, journal = acl, year = 1999,
  author = {xdata=people-author}, ids = {Poe99},}

@xdata{people, author = {Poe, Edgar}}

@proceedings{acl2020, title = acl, year = 2020}
"""
    )


def test_a_key_that_no_entry_has_is_told_with_its_place_and_the_rest_is_written(
    folder: Path,
) -> None:
    (folder / "paper.md").write_text("As [@other; @poe1998] says.\n", "utf-8")
    result = run("paper.md", "-o", "paper.bib")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(
        "paper.md:1:14: no entry has the key 'poe1998'; did you mean poe1999"
    )
    assert "@misc{other, title = {Other}}\n" in (folder / "paper.bib").read_text("utf-8")


def test_the_missing_and_the_unused_keys_are_printed_alone(folder: Path) -> None:
    (folder / "paper.aux").write_text(r"\citation{roe2020,nobody}\citation{nobody}", "utf-8")
    assert (run("paper.aux", "--missing").exit_code, run("paper.aux", "--missing").stdout) == (
        1,
        "nobody\n",
    )
    unused = run("paper.aux", "--unused")
    assert (unused.exit_code, unused.stdout) == (0, "poe1999\nother\n")
    assert run("paper.aux", "--unused", "--missing").exit_code == 2


def test_a_file_that_a_paper_takes_in_and_is_not_there_is_told(folder: Path) -> None:
    (folder / "paper.tex").write_text(r"\input{one} \include{two} \cite{other}", "utf-8")
    (folder / "two.tex").write_text(r"\cite{poe1999} \input three ", "utf-8")
    result = run("paper.tex")
    assert (result.exit_code, result.stderr.splitlines()) == (
        0,
        [
            "paper.tex: 'one' is not there; what it cites is not known",
            "two.tex: 'three' is not there; what it cites is not known",
        ],
    )
    assert "@article{poe1999" in result.stdout


def test_keys_come_from_standard_input(folder: Path) -> None:
    result = run("-", stdin="other,\n@roe2020; nobody")
    assert result.exit_code == 1
    assert "@misc{other" in result.stdout
    assert "@inproceedings{roe2020" in result.stdout
    assert "@article" not in result.stdout
    assert "<stdin>:2:11: no entry has the key 'nobody'" in result.stderr
    assert run("-", "--store", "-", stdin="").exit_code == 2


def test_a_paper_that_cites_all_gets_the_whole_store(folder: Path) -> None:
    (folder / "paper.tex").write_text(r"\nocite{*}", "utf-8")
    assert run("paper.tex").stdout == STORE


def test_bytes_and_encoding_are_kept(folder: Path) -> None:
    (folder / "old.bib").write_bytes(
        b"% Encoding: windows-1252\r\n\r\n@misc{a, title = {Caf\xe9}}\r\n@misc{b, title = {B}}\r\n"
    )
    (folder / "keys.md").write_text("@a", "utf-8")
    result = run("keys.md", "--store", "old.bib", "-o", "new.bib")
    assert result.exit_code == 0
    assert (folder / "new.bib").read_bytes() == (
        b"% Encoding: windows-1252\r\n\r\n@misc{a, title = {Caf\xe9}}\r\n"
    )


@pytest.mark.parametrize("output", ["refs.bib", "./paper.md"])
def test_what_is_read_is_not_overwritten(folder: Path, output: str) -> None:
    (folder / "paper.md").write_text("@other", "utf-8")
    result = run("paper.md", "-o", output)
    assert result.exit_code == 2
    assert (
        result.stderr
        == f"synbib: {output}: is read, and would be lost; name another file with -o\n"
    )
    assert (folder / "refs.bib").read_text("utf-8") == STORE
