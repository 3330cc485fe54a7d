"""``synbib doctor``: what is installed, where things are, and what is wrong."""

import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

RunSynbib = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def doctor(
    tmp_path: Path, run_synbib: RunSynbib, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., subprocess.CompletedProcess[str]]:
    for name in [each for each in os.environ if each.startswith("SYNBIB_REQUIRE_")]:
        monkeypatch.delenv(name)  # they are for the tests, and nothing of synbib reads them
    home = tmp_path / "home"
    home.mkdir()
    folder = tmp_path / "folder"
    folder.mkdir()

    def run(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        own = {"HOME": str(home), "XDG_CONFIG_HOME": "", "XDG_DATA_HOME": "", **env}
        return run_synbib("doctor", *arguments, cwd=folder, env=own)

    return run


def test_an_empty_folder_has_nothing_wrong(doctor: RunSynbib) -> None:
    result = doctor()
    assert result.returncode == 0
    assert result.stdout.startswith("Nothing is wrong.\n\nsynbib\n  version")
    assert "  settings  none; the defaults hold\n" in result.stdout
    assert "  store     none; synbib init sets this folder up\n" in result.stdout
    assert result.stderr == ""


def test_the_same_as_json(doctor: RunSynbib, tmp_path: Path) -> None:
    (tmp_path / "folder" / "refs.bib").write_text("@misc{a, title={T}}", encoding="utf-8")
    result = doctor("--json")
    found = json.loads(result.stdout)
    assert list(found) == [
        "problems", "synbib", "project", "programs", "files", "terminal", "variables", "extras"
    ]  # fmt: skip
    assert found["problems"] == []
    assert found["project"]["store"] == "refs.bib, 1 entry"
    rst = next(extra for extra in found["extras"] if extra["name"] == "rst")
    assert rst["installed"] is True
    assert rst["install"].startswith("python -m pip install")


@pytest.mark.parametrize(
    ("files", "code", "first"),
    [
        ({"synbib.toml": 'styel = "apa"'}, 1,
         "error: synbib.toml: unknown setting 'styel'; did you mean style or styles"),
        ({"synbib.toml": 'style = "apaa"'}, 1, "error: synbib.toml: unknown style 'apaa'; did you mean"),
        ({"synbib.toml": 'store = "none.bib"'}, 1, "error: none.bib: "),
        ({"refs.bib": "@article{a, title = {T"}, 0, "warning: refs.bib: 1 error in it; synbib check says where"),
        ({"refs.bib": ""}, 0, "Nothing is wrong."),
    ],
)  # fmt: skip
def test_problems_come_first_and_what_is_broken_ends_with_1(
    doctor: RunSynbib, tmp_path: Path, files: dict[str, str], code: int, first: str
) -> None:
    for name, text in files.items():
        (tmp_path / "folder" / name).write_text(text, encoding="utf-8")
    result = doctor()
    assert result.returncode == code, result.stderr
    assert result.stdout.startswith(first)
    problems = json.loads(doctor("--json").stdout)["problems"]
    assert [problem["severity"] for problem in problems] == (
        [] if first.startswith("Nothing") else [first.split(":", maxsplit=1)[0]]
    )


def test_a_folder_in_which_nothing_can_be_kept_is_told(doctor: RunSynbib, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = tmp_path / "file" / "synbib"
    result = doctor(SYNBIB_CACHE="", XDG_CACHE_HOME=str(tmp_path / "file"))
    assert result.returncode == 0
    assert result.stdout.startswith(
        f"warning: {cache}: cannot be made, so that nothing is kept from one run to the next; "
    )


def test_a_variable_that_nothing_reads_is_told(doctor: RunSynbib) -> None:
    result = doctor(SYNBIB_INDX="x", SYNBIB_CROSSREF_URL="http://127.0.0.1:1/", S2_API_KEY="secret")
    assert result.returncode == 0
    assert result.stdout.startswith(
        "warning: nothing reads SYNBIB_INDX; did you mean SYNBIB_INDEX?\n"
    )
    assert re.search(r"^  S2_API_KEY +set$", result.stdout, re.MULTILINE)
    assert "secret" not in result.stdout


def test_names_do_no_harm_to_the_terminal(doctor: RunSynbib) -> None:
    result = doctor(SYNBIB_INDEX="\x1b[2J")
    assert "\x1b" not in result.stdout
    assert r"\x1b[2J" in result.stdout


def test_the_page_names_each_variable(repo: Path) -> None:
    from synbib.cli.examining import VARIABLES

    page = (repo / "docs" / "shell.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(SYNBIB_\w+)` \|", page, re.MULTILINE)) == set(VARIABLES)
    source = "".join(path.read_text("utf-8") for path in (repo / "src").rglob("*.py"))
    # What begins so and is no variable: the environment of completion, which shells set.
    assert set(re.findall(r"\bSYNBIB_(?!CROSSREF_URL)[A-Z_]*[A-Z]\b", source)) == set(VARIABLES)
