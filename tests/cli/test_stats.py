"""``synbib stats``, and the block of the same name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from synbib.cli import main, printing
from synbib.text.columns import columns

SNAPSHOTS = Path(__file__).parents[1] / "snapshots"
STORE = r"""
@article{a, author = {Lee, Ann}, title = {One}, journal = {Nature}, year = {2019}, doi = {10.1000/1}, groups = {Birds}}
@misc{b, author = {Lee, Ann}, title = {Two}, year = {2021}, eprint = {2101.00001}, archiveprefix = {arXiv},
  code = {https://github.com/a/b}, groups = {Birds | <b>}}
@misc{c, author = {Roe, R.}, title = {Three}, year = {2021}, url = {https://example.org}}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text(STORE, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["stats", *arguments])


@pytest.mark.parametrize("width", [40, 100])
def test_bars_fill_the_terminal(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "terminal_width", lambda: width)
    result = run()
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (SNAPSHOTS / f"stats-{width}.txt").read_text("utf-8")
    assert max(map(columns, result.stdout.splitlines())) == width


def test_a_year_tells_how_many_there_are_up_to_it() -> None:
    lines = run("--by", "year").stdout.splitlines()
    assert [line.split()[::2] for line in lines[3:]] == [["2019", "1", "so"], ["2021", "2", "so"]]
    assert lines[-1].endswith("2  3 so far")


def test_only_what_is_asked_for_is_counted() -> None:
    assert run("--group", "Birds", "--by", "author").stdout.splitlines()[0] == "1 work"
    assert run("--filter", "year>=2020", "--json").stdout.count('"2019"') == 0
    assert run("--since", "2020").stdout.startswith("2 works\n")
    assert "(1 more)" in run("--by", "author", "--top", "1").stdout
    assert "(1 more)" not in run("--by", "author", "--top", "all").stdout


def test_names_of_several_options_are_all_counted_by() -> None:
    assert run("--by", "venue", "--by", "year").stdout == run("--by", "venue,year").stdout
    assert list(json.loads(run("--json", "--by", "venue", "--by", "year").stdout)["by"]) == [
        "venue",
        "year",
    ]


def test_json_has_all_figures() -> None:
    found = json.loads(run("--json").stdout)
    assert found["works"] == 3
    assert found["with"] == {"doi": 1, "link": 3, "code": 1, "abstract": 0}
    assert found["growth"] == [
        {"year": 2019, "works": 1, "total": 1},
        {"year": 2021, "works": 2, "total": 3},
    ]
    assert found["by"]["author"] == [
        {"name": "Ann Lee", "works": 2},
        {"name": "R. Roe", "works": 1},
    ]
    assert list(json.loads(run("--json", "--by", "venue").stdout)["by"]) == ["venue"]


def test_an_svg_is_written_to_a_file(folder: Path) -> None:
    assert run("--svg", "--by", "year,group", "-o", "years.svg").exit_code == 0
    root = etree.parse(folder / "years.svg").getroot()
    assert root.findtext("{http://www.w3.org/2000/svg}title") == "Papers by year, Papers by group"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--by", "yaer"], "synbib: unknown figure 'yaer'; did you mean year?\n"),
        (["--top", "0"], "synbib: top: '0' is not a number of entries; give one from 1 on\n"),
        (["--svg", "--json"], "synbib: --svg and --json exclude each other; give one\n"),
        (
            ["-o", "refs.bib"],
            "synbib: refs.bib: is read, and would be lost; name another file with -o\n",
        ),
    ],
)
def test_what_is_asked_wrongly_is_told(arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message)


def test_blocks_of_a_readme_have_the_figures(folder: Path) -> None:
    readme = folder / "README.md"
    readme.write_text(
        "<!-- synbib:start stats -->\n<!-- synbib:end -->\n\n"
        "<!-- synbib:start stats by=author,group top=1 -->\n<!-- synbib:end -->\n",
        encoding="utf-8",
    )
    assert CliRunner().invoke(main, ["sync", "README.md"]).exit_code == 0
    text = readme.read_text("utf-8")
    assert (
        "- 3 papers, 2019–2021\n- 1 with a DOI (33 %)\n- 3 with a link (100 %)\n- 1 with code (33 %)\n"
        in text
    )
    assert "| Author | Papers | Share |\n|---|---:|---:|\n| Ann Lee | 2 | 67 % |\n" in text
    assert CliRunner().invoke(main, ["sync", "--check", "README.md"]).exit_code == 0


def test_a_hostile_name_stays_in_its_cell(folder: Path) -> None:
    readme = folder / "README.md"
    readme.write_text(
        "<!-- synbib:start stats by=group -->\n<!-- synbib:end -->\n", encoding="utf-8"
    )
    CliRunner().invoke(main, ["sync", "README.md"])
    assert r"| Birds \| &lt;b> | 1 | 33 % |" in readme.read_text("utf-8")
