"""``synbib keys``: keys listed, and renamed in the store and in documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synbib.cli import main

STORE = """\
@misc{x, author = {Roe, Jane}, title = {On Days}, year = {2020}, groups = {Days}}
@misc{roe2020days, author = {Roe, Jane}, title = {Days}, year = {2020}, related = {x}}
@book{doe, author = {Doe, John}, title = {Nights}, year = {2019}}
"""
PAPER = "As \\cite{x,doe} say.\n"
README = "[@x]\n\n<!-- synbib:start list after=x -->\n<!-- synbib:end -->\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text(STORE, encoding="utf-8")
    (tmp_path / "paper.tex").write_text(PAPER, encoding="utf-8")
    (tmp_path / "README.md").write_text(README, encoding="utf-8")
    return tmp_path


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["keys", *arguments], input=stdin)


def outcome(*arguments: str) -> tuple[int, str, str]:
    result = run(*arguments)
    return result.exit_code, result.stdout, result.stderr


def test_keys_are_listed_with_what_they_are_by_the_pattern() -> None:
    assert outcome() == (0, "x -> roe2020daysa\nroe2020days\ndoe -> doe2019nights\n", "")
    assert outcome("--pattern", "[auth]") == (0, "x -> Roe\nroe2020days -> Roea\ndoe -> Doe\n", "")
    assert outcome("doe", "x", "--filter", "year:2019") == (0, "doe -> doe2019nights\n", "")
    assert outcome("--group", "Days") == (0, "x -> roe2020daysa\n", "")
    assert outcome("--filter", "year:1800") == (1, "", "no entry is found\n")


def test_what_is_wrong_in_a_store_is_told_and_the_keys_are_listed(folder: Path) -> None:
    (folder / "refs.bib").write_text(f"{STORE}@misc{{poe, title = {{x}}\n", encoding="utf-8")
    code, listed, told = outcome()
    assert (code, listed.splitlines()[1:3]) == (2, ["roe2020days", "doe -> doe2019nights"])
    assert told.startswith("refs.bib:4:23: ")
    assert "cannot read @misc{poe" in told


def test_the_list_may_be_json() -> None:
    assert json.loads(run("doe", "roe2020days", "--json").stdout) == [
        {"key": "roe2020days", "by_pattern": "roe2020days", "fits": True},
        {"key": "doe", "by_pattern": "doe2019nights", "fits": False},
    ]


@pytest.mark.parametrize("how", [(), ("--by-pattern",)])
def test_json_is_printed_where_no_entry_is_found_too(how: tuple[str, ...]) -> None:
    code, printed, told = outcome("--filter", "year:1800", "--json", *how)
    assert (code, told) == (1, "no entry is found\n")
    assert json.loads(printed) == ({"keys": {}, "files": []} if how else [])


def test_the_pattern_is_that_of_the_project(folder: Path) -> None:
    (folder / "synbib.toml").write_text('citation-key = "[auth:lower]"', encoding="utf-8")
    assert outcome("doe", "x") == (0, "x -> roe\ndoe\n", "")


def test_keys_are_renamed_in_the_store_and_in_documents(folder: Path) -> None:
    documents = ("--rewrite", "paper.tex", "--rewrite", "README.md")
    assert outcome("--rename", "x=roe", *documents, "--no-backup") == (0, "x -> roe\n", "")
    assert (folder / "refs.bib").read_text(encoding="utf-8") == (STORE.replace("{x", "{roe"))
    assert (folder / "paper.tex").read_text(encoding="utf-8") == PAPER.replace("{x", "{roe")
    assert (folder / "README.md").read_text(encoding="utf-8") == (
        README.replace("@x", "@roe").replace("=x", "=roe")
    )


def test_two_entries_may_get_each_others_key(folder: Path) -> None:
    run("--rename", "x=doe", "--rename", "doe=x")
    assert (folder / "refs.bib").read_text(encoding="utf-8") == (
        STORE.replace("{x", "{#").replace("{doe", "{x").replace("{#", "{doe")
    )


def test_the_pattern_gives_keys_and_a_second_time_changes_none(folder: Path) -> None:
    code, printed, _ = outcome("--by-pattern", "--ids")
    assert (code, printed) == (0, "x -> roe2020daysa\ndoe -> doe2019nights\n")
    store = (folder / "refs.bib").read_text(encoding="utf-8")
    assert store == (
        STORE.replace("{x,", "{roe2020daysa,").replace("{x}", "{roe2020daysa}")
        .replace("{Days}}\n@misc", "{Days}, ids = {x}}\n@misc")
        .replace("{doe,", "{doe2019nights,").replace("{2019}", "{2019}, ids = {doe}")
    )  # fmt: skip
    assert outcome("--by-pattern") == (0, "", "no key changes: each is what it is to be\n")


def test_some_entries_alone_get_keys_of_the_pattern(folder: Path) -> None:
    assert outcome("--by-pattern", "doe", "--dry-run") == (0, "doe -> doe2019nights\n", "")
    assert outcome("--by-pattern", "--filter", "type:book", "--dry-run")[1] == (
        "doe -> doe2019nights\n"
    )
    assert (folder / "refs.bib").read_text(encoding="utf-8") == STORE


def test_a_diff_shows_what_would_change(folder: Path) -> None:
    code, printed, told = outcome("--rename", "doe=d", "--rewrite", "paper.tex", "--diff")
    assert (code, told) == (0, "")
    assert [line for line in printed.splitlines() if line[:1] in "+-"] == [
        "--- a/refs.bib", "+++ b/refs.bib",
        "-@book{doe, author = {Doe, John}, title = {Nights}, year = {2019}}",
        "+@book{d, author = {Doe, John}, title = {Nights}, year = {2019}}",
        "--- a/paper.tex", "+++ b/paper.tex", "-As \\cite{x,doe} say.", "+As \\cite{x,d} say.",
    ]  # fmt: skip
    assert (folder / "refs.bib").read_text(encoding="utf-8") == STORE


def test_what_was_done_may_be_json() -> None:
    told = json.loads(run("--rename", "doe=d", "--rewrite", "paper.tex", "--json").stdout)
    assert told == {
        "keys": {"doe": "d"},
        "files": [{"file": "refs.bib", "changed": True}, {"file": "paper.tex", "changed": True}],
    }


def test_standard_input_is_renamed_to_standard_output(folder: Path) -> None:
    result = run("--store", "-", "--rename", "doe=d", stdin=STORE)
    assert (result.exit_code, result.stderr) == (0, "doe -> d\n")
    assert result.stdout == STORE.replace("{doe", "{d")


def test_a_document_that_names_none_of_the_keys_is_told() -> None:
    assert outcome("--rename", "roe2020days=r", "--rewrite", "paper.tex", "--no-backup") == (
        0,
        "roe2020days -> r\n",
        "paper.tex: names nothing of that; it stays as it is\n",
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--rename", "x=doe"], "synbib: there is an entry 'doe' already; choose another key"),
        (["--rename", "y=z"], "synbib: unknown citation key 'y'"),
        (["--rename", "x"], "'x' is not OLD=NEW"),
        (["--rename", "x=a", "--rename", "x=b"], "--rename gives one key two new ones"),
        (["--rename", "x=a", "--by-pattern"], "--rename says which entry gets which key"),
        (["--ids"], "give --rename or --by-pattern too"),
        (["--pattern", "[who]"], "unknown marker of citation keys 'who'"),
        (["nobody"], "unknown citation key 'nobody'"),
        (["--rename", "x=a", "--rewrite", "notes.docx"], "what it cites cannot be told"),
        (["--rename", "x=a", "--rewrite", "none.tex"], "none.tex"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_changes(
    folder: Path, arguments: list[str], told: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert (folder / "refs.bib").read_text(encoding="utf-8") == STORE
