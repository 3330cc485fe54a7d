from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synbib.cli import main, printing

STORE = """\
@inproceedings{tan2024annotation,
  author = {Tan, Zhen and Wang, Song},
  title = {Large Language Models for Data Annotation: A Survey},
  booktitle = {Conference (EMNLP)}, year = {2024}, code = {https://example.org},
}
@misc{chen2023phi,
  author = {陈, 一凡}, title = {大规模语言模型综述}, year = {2023}, eprint = {2301.00001}, archiveprefix = {arXiv},
}
@book{x, editor = {Knuth, Donald}, title = {Art}, year = {1984}}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text(STORE, encoding="utf-8")
    return tmp_path


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["find", *arguments], input=stdin)


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        (["annotation"], ["tan2024annotation"]),
        (["year>=2023", "type:misc"], ["chen2023phi"]),
        (["year>=1984 -code:none"], ["tan2024annotation"]),
        # A term to leave out is not an option, wherever it stands.
        (["-code:none"], ["tan2024annotation"]),
        (["year>=1984", "-code:any"], ["chen2023phi", "x"]),
        (["-type:book", "-file:any"], ["tan2024annotation", "chen2023phi"]),
        (["knuth", "OR", "陈"], ["chen2023phi", "x"]),
    ],
)
def test_find_prints_what_a_query_finds(query: list[str], keys: list[str]) -> None:
    result = run(*query, "--format", "keys")
    assert (result.exit_code, result.stdout.split(), result.stderr) == (0, keys, "")


def test_a_line_has_key_first_author_year_title_and_venue() -> None:
    assert run("year>1900").stdout == (
        "tan2024annotation  Tan    2024  Large Language Models for Data Annotation: A Survey  EMNLP\n"
        "chen2023phi        陈     2023  大规模语言模型综述                                   arXiv\n"
        "x                  Knuth  1984  Art\n"
    )


def test_on_a_terminal_titles_are_cut_to_its_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "terminal_width", lambda: 60)
    assert run("year>=2023").stdout == (
        "tan2024annotation  Tan  2024  Large Language Models…   EMNLP\n"
        "chen2023phi        陈   2023  大规模语言模型综述       arXiv\n"
    )


def test_on_a_narrow_terminal_titles_go_before_venue_author_and_year(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(printing, "terminal_width", lambda: 50)
    assert run("year>=2023").stdout == (
        "tan2024annotation  Tan  2024  Large Language Mode…\n"
        "chen2023phi        陈   2023  大规模语言模型综述\n"
    )
    monkeypatch.setattr(printing, "terminal_width", lambda: 40)
    assert run("year>=2023").stdout == (
        "tan2024annotation  2024  Large Language…\nchen2023phi        2023  大规模语言模型…\n"
    )
    monkeypatch.setattr(printing, "terminal_width", lambda: 30)
    assert run("year:2024").stdout == "tan2024annotation  Large Lang…\n"


@pytest.mark.parametrize(
    ("format", "output"),
    [
        ("keys", "x\n"),
        ("count", "1\n"),
        ("reference", "Donald Knuth, editor. 1984. Art.\n"),
        ("bibtex", "@book{x, editor = {Knuth, Donald}, title = {Art}, year = {1984}}\n"),
    ],
)
def test_what_is_printed_of_each_may_be_chosen(format: str, output: str) -> None:
    assert run("type:book", "--format", format, "--style", "acl").stdout == output


def test_json_is_that_of_csl() -> None:
    [item] = json.loads(run("type:book", "-f", "json").stdout)
    assert (item["id"], item["type"], item["title"]) == ("x", "book", "Art")


@pytest.mark.parametrize(
    ("format", "output"), [("lines", ""), ("keys", ""), ("count", "0\n"), ("json", "[]\n")]
)
def test_finding_nothing_exits_with_1(format: str, output: str) -> None:
    result = run("nothing like it", "-f", format)
    assert (result.exit_code, result.stdout, result.stderr) == (1, output, "")


def test_a_query_that_is_none_exits_with_2() -> None:
    result = run("year >= 2023")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "synbib: query:6: a field is missing here; write e.g. year>=2023, without blanks\n"
    )


def test_the_store_may_be_another_and_the_result_a_file(folder: Path) -> None:
    result = run("b", "--store", "-", "-o", "found.txt", "-f", "keys", stdin="@misc{b, title={B}}")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (folder / "found.txt").read_text("utf-8") == "b\n"


def test_the_help_shows_an_example() -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert "synbib find data annotation" in result.stdout
