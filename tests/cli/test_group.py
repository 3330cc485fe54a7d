"""``synbib group``: the tree of groups on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synbib.cli import main

STORE = r"""
@misc{a, title = {A}, groups = {Surveys}}
@misc{b, title = {B}, year = {2024}, groups = {Agent}}

@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Surveys\;0\;1\;\;\;\;;
1 StaticGroup:Applications\;0\;1\;\;\;\;;
2 StaticGroup:Agent\;0\;1\;\;\;\;;
}
"""
README = "<!-- synbib:start list group=Surveys -->\n<!-- synbib:end -->\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text(STORE, encoding="utf-8")
    (tmp_path / "README.md").write_text(README, encoding="utf-8")
    return tmp_path


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["group", *arguments], input=stdin)


def outcome(*arguments: str, stdin: str | None = None) -> tuple[int, str, str]:
    result = run(*arguments, stdin=stdin)
    return result.exit_code, result.stdout, result.stderr


def store() -> str:
    return Path("refs.bib").read_text(encoding="utf-8")


def test_the_tree_is_listed_with_counts() -> None:
    assert outcome("list") == (0, "Surveys (1)\nApplications (1)\n  Agent (1)\n", "")
    assert outcome() == outcome("list")
    assert outcome("list", "applications") == (0, "Applications (1)\n  Agent (1)\n", "")
    assert json.loads(run("list", "Applications", "--json").stdout) == [
        {
            "name": "Applications",
            "kind": "StaticGroup",
            "keys": [],
            "all": 1,
            "groups": [
                {"name": "Agent", "kind": "StaticGroup", "keys": ["b"], "all": 1, "groups": []}
            ],
        }
    ]


def test_a_store_without_groups_says_so(folder: Path) -> None:
    (folder / "refs.bib").write_text("@misc{a, title = {A}}", encoding="utf-8")
    assert outcome("list") == (0, "", "the store has no groups; synbib group create makes one\n")


def test_entries_are_put_into_groups_and_taken_out() -> None:
    assert outcome("add", "Agent", "a", "b") == (0, "a: in 'Agent'\n", "")
    assert store() == STORE.replace("{Surveys}", "{Surveys, Agent}")
    assert outcome("remove", "Agent", "--filter", "year:none") == (
        0,
        "a: not in 'Agent' any more\n",
        "",
    )
    assert store() == STORE
    assert outcome("remove", "Surveys", "b") == (0, "", "b: is not in 'Surveys'\nnothing changes\n")


@pytest.mark.parametrize("what", ["add", "remove"])
def test_json_is_printed_where_no_entry_is_found_too(what: str) -> None:
    code, printed, told = outcome(what, "Agent", "--filter", "year:1800", "--json")
    assert (code, told) == (1, "no entry is found\n")
    assert json.loads(printed) == {"done": [], "remarks": [], "files": []}


def test_groups_are_listed_of_a_store_in_which_something_is_wrong(folder: Path) -> None:
    (folder / "refs.bib").write_text(f"{STORE}@misc{{c, title = {{x}}\n", encoding="utf-8")
    code, listed, told = outcome("list", "Surveys")
    assert (code, listed) == (2, "Surveys (1)\n")
    assert "cannot read @misc{c" in told


def test_a_group_is_renamed_also_in_a_readme(folder: Path) -> None:
    assert outcome("rename", "Surveys", "Survey Papers", "--rewrite", "README.md") == (
        0,
        "Surveys -> Survey Papers\n",
        "",
    )
    assert store() == STORE.replace("Surveys", "Survey Papers")
    assert (folder / "README.md").read_text(encoding="utf-8") == README.replace(
        "=Surveys", '="Survey Papers"'
    )


def test_the_tree_is_changed() -> None:
    assert outcome("create", "Applications/RAG")[:2] == (0, "RAG: created\n")
    assert outcome("move", "RAG", "--before", "Agent")[:2] == (0, "RAG: moved\n")
    assert outcome("move", "Applications", "Surveys")[:2] == (0, "Applications: moved\n")
    assert outcome("list")[1] == "Surveys (2)\n  Applications (1)\n    RAG (0)\n    Agent (1)\n"
    assert outcome("delete", "RAG")[:2] == (0, "RAG: deleted\n")
    assert outcome("delete", "Applications", "--keep-subgroups")[:2] == (
        0,
        "Applications: deleted\n",
    )
    assert outcome("delete", "Agent", "--force")[:2] == (
        0,
        "b: not in 'Agent' any more\nAgent: deleted\n",
    )
    assert outcome("list")[1] == "Surveys (1)\n"


def test_a_diff_shows_what_would_change_and_json_what_was_done() -> None:
    code, printed, _ = outcome("rename", "Agent", "Agents", "--diff")
    assert code == 0
    assert [line for line in printed.splitlines() if line.startswith(("-@", "+@", "-2", "+2"))] == [
        "-@misc{b, title = {B}, year = {2024}, groups = {Agent}}",
        "+@misc{b, title = {B}, year = {2024}, groups = {Agents}}",
        r"-2 StaticGroup:Agent\;0\;1\;\;\;\;;",
        r"+2 StaticGroup:Agents\;0\;1\;\;\;\;;",
    ]
    assert store() == STORE
    assert json.loads(run("add", "Agent", "a", "--dry-run", "--json").stdout) == {
        "done": ["a: in 'Agent'"],
        "remarks": [],
        "files": [{"file": "refs.bib", "changed": True}],
    }
    assert store() == STORE


def test_standard_input_goes_to_standard_output() -> None:
    assert outcome("add", "Agent", "a", "--store", "-", stdin=STORE) == (
        0,
        STORE.replace("{Surveys}", "{Surveys, Agent}"),
        "a: in 'Agent'\n",
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["add", "Agnt", "a"], "unknown group 'Agnt'; did you mean Agent? --create makes a group"),
        (["add", "Agent"], "no entry is named"),
        (["add", "Agent", "x"], "unknown citation key 'x'"),
        (["delete", "Agent"], "entries are in 'Agent' (1)"),
        (["rename", "Agent", "Surveys"], "there is a group 'Surveys' already"),
        (["move", "Applications", "Agent"], "'Applications' cannot be put into itself"),
        (["move", "Agent"], "give one place"),
        (["list", "Agnt"], "unknown group 'Agnt'; did you mean Agent?"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_changes(arguments: list[str], told: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert store() == STORE
