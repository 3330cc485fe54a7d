"""The way back from what takes much out of a file: said in a line, and the old file kept where there is no other."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synbib.cli import main

pytestmark = pytest.mark.skipif(
    os.name != "posix", reason="the way back is told in a shell's words"
)

README = "# Papers\n\n## Surveys\n\n| Paper | Published in |\n|---|---|\n| [A Survey](https://arxiv.org/abs/2401.00001) | arxiv 2024 |\n"
TWICE = "@misc{a, title = {A}, author = {Doe, J}, year = 2020, doi = {10.1000/x}}\n"
TWICE += TWICE.replace("{a,", "{b,")
STORE = "@misc{z, title = {Z}, author = {Doe, J}, year = 2020}\n"


def run(*words: str) -> Result:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    return result


def git(*words: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *identity, *words], check=True, capture_output=True)


def said(result: Result) -> list[str]:
    return [line for line in result.stderr.splitlines() if line.startswith("to go back: ")]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("README.md").write_text(README)
    Path("refs.bib").write_text(STORE)
    return tmp_path


@pytest.fixture
def repository(folder: Path) -> Path:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    git("init")
    git("add", ".")
    git("commit", "-m", "x")
    return folder


def names() -> list[str]:
    return sorted(path.name for path in Path().iterdir() if path.name != ".git")


def test_without_version_control_the_old_files_are_kept(folder: Path) -> None:
    result = run("import", "--convert", "README.md")
    assert said(result) == ["to go back: mv refs.bib.bak refs.bib && mv README.md.bak README.md"]
    assert Path("README.md.bak").read_text() == README
    assert Path("refs.bib.bak").read_text() == STORE
    for command in said(result)[0].removeprefix("to go back: ").split(" && "):
        subprocess.run(shlex.split(command), check=True)
    assert (Path("README.md").read_text(), Path("refs.bib").read_text()) == (README, STORE)
    # The settings got the form of the table, and are new: no command brings them back.
    assert names() == ["README.md", "refs.bib", "synbib.toml"]


def test_what_git_has_is_not_kept_twice(repository: Path) -> None:
    result = run("import", "--convert", "README.md")
    assert said(result) == ["to go back: git restore refs.bib && git restore README.md"]
    assert names() == ["README.md", "refs.bib", "synbib.toml"]
    git("restore", "refs.bib")
    git("restore", "README.md")
    assert (Path("README.md").read_text(), Path("refs.bib").read_text()) == (README, STORE)


def test_what_git_has_not_is_kept(repository: Path) -> None:
    edited = README.replace("# Papers", "# Papers that are not committed")
    Path("README.md").write_text(edited)
    Path("refs.bib").write_text(TWICE)
    git("commit", "refs.bib", "-m", "y")
    result = run("import", "--convert", "README.md")
    assert said(result) == ["to go back: git restore refs.bib && mv README.md.bak README.md"]
    assert Path("README.md.bak").read_text() == edited
    Path("new.bib").write_text(TWICE)
    result = run("check", "--merge", "new.bib")
    assert said(result) == ["to go back: mv new.bib.bak new.bib"]
    assert Path("new.bib.bak").read_text() == TWICE


def test_what_is_kept_can_be_chosen(repository: Path) -> None:
    result = run("import", "--convert", "--backup", "README.md")
    assert said(result) == ["to go back: mv refs.bib.bak refs.bib && mv README.md.bak README.md"]
    Path("new.bib").write_text(TWICE)
    assert said(run("check", "--merge", "--no-backup", "new.bib")) == []
    kept = ["README.md", "README.md.bak", "new.bib", "refs.bib", "refs.bib.bak"]
    assert names() == [*kept, "synbib.toml"]


def test_settings_that_get_a_form_are_kept_as_well(folder: Path) -> None:
    Path("synbib.toml").write_text('style = "acl"\n')
    back = (
        "mv refs.bib.bak refs.bib && mv synbib.toml.bak synbib.toml && mv README.md.bak README.md"
    )
    assert said(run("import", "--convert", "README.md")) == [f"to go back: {back}"]
    assert Path("synbib.toml.bak").read_text() == 'style = "acl"\n'
    assert (
        Path("synbib.toml").read_text()
        == """\
style = "acl"

[forms.table]
entry = '| [{title}]({paper}) | {?{venue}{& }{year}} |'
head = [
    '| Paper | Published in |',
    '|---|---|',
]
"""
    )


def test_what_only_adds_keeps_nothing_unless_asked(folder: Path) -> None:
    assert said(run("import", "README.md")) == []
    assert names() == ["README.md", "refs.bib"]
    Path("more.md").write_text(README.replace("00001", "00002").replace("Survey", "Study"))
    assert said(run("import", "--backup", "more.md")) == ["to go back: mv refs.bib.bak refs.bib"]


def test_nothing_written_nothing_said(folder: Path) -> None:
    for words in (("--dry-run",), ("--diff",)):
        assert said(run("import", "--convert", *words, "README.md")) == []
    assert said(run("check", "--merge")) == []
    assert names() == ["README.md", "refs.bib"]


def test_a_link_is_followed_to_what_is_kept(folder: Path) -> None:
    Path("papers").mkdir()
    Path("papers/new.bib").write_text(TWICE)
    Path("new.bib").symlink_to("papers/new.bib")
    result = run("check", "--merge", "new.bib")
    real = Path("papers/new.bib").resolve()
    assert said(result) == [f"to go back: mv {real}.bak {real}"]
    assert Path("papers/new.bib.bak").read_text() == TWICE
    assert Path("new.bib").is_symlink()
