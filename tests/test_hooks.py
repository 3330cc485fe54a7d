"""The hooks that other projects run before a commit, run by pre-commit as they do there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

MESSY = "@Misc{tan2024llm, title = {Data annotation}, author = {Tan, Zhen}, year = 2024}\n"
TIDY = """\
@misc{tan2024llm,
  author        = {Tan, Zhen},
  title         = {Data annotation},
  year          = {2024},
}
"""
README = "# Papers\n\n<!-- synbib:start table columns=title -->\n<!-- synbib:end -->\n"


@pytest.fixture
def manifest(repo: Path) -> list[dict[str, Any]]:
    clientlib = pytest.importorskip("pre_commit.clientlib", reason="pre-commit is not installed")
    hooks: list[dict[str, Any]] = clientlib.load_manifest(str(repo / ".pre-commit-hooks.yaml"))
    return hooks


def environment(folder: Path) -> dict[str, str]:
    """The environment in which pre-commit finds this synbib, and nothing of the user's."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
        "PRE_COMMIT_HOME": str(folder.parent / "pre-commit"),
        "GIT_CONFIG_GLOBAL": str(folder.parent / "no-gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
    }


@pytest.fixture
def project(tmp_path: Path, manifest: list[dict[str, Any]]) -> Path:
    """A repository of somebody's with all the hooks; synbib stands ready, so that nothing is downloaded."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    import yaml

    folder = tmp_path / "project"
    folder.mkdir()
    subprocess.run(["git", "init", "--quiet", folder], check=True)
    names = ("id", "name", "entry", "args", "files", "pass_filenames")
    hooks = [{name: hook[name] for name in names} | {"language": "system"} for hook in manifest]
    config = {"repos": [{"repo": "local", "hooks": hooks}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    (folder / "refs.bib").write_text(TIDY, encoding="utf-8")
    (folder / "README.md").write_text(README, encoding="utf-8")
    return folder


def commit(project: Path, hook: str, *files: str) -> tuple[int, str]:
    """Run a hook as for a commit of ``files``; return its exit code and what it printed of its own."""
    env = environment(project)
    subprocess.run(["git", "add", "--all"], cwd=project, check=True, env=env)
    result = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", hook, "--color=never", "--files", *files],
        cwd=project,
        env=env,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return result.returncode, result.stdout


def test_the_manifest_names_what_pre_commit_may_run(manifest: list[dict[str, Any]]) -> None:
    assert [(hook["id"], hook["entry"], hook["pass_filenames"]) for hook in manifest] == [
        ("synbib-fmt", "synbib --allow-middlewares=none fmt", True),
        ("synbib-check", "synbib --allow-middlewares=none check", True),
        ("synbib-sync", "synbib --allow-middlewares=none sync", False),
        ("synbib-sync-check", "synbib --allow-middlewares=none sync --check", False),
    ]
    assert {hook["language"] for hook in manifest} == {"python"}


def test_fmt_formats_the_bibtex_files_of_the_commit(project: Path) -> None:
    for name in ("refs.bib", "more.bib", "not-in-the-commit.bib"):
        (project / name).write_text(MESSY, encoding="utf-8")
    code, printed = commit(project, "synbib-fmt", "refs.bib", "more.bib", "README.md")
    assert code == 1
    assert "files were modified by this hook" in printed
    assert (project / "refs.bib").read_text("utf-8") == TIDY
    assert (project / "more.bib").read_text("utf-8") == TIDY
    assert (project / "not-in-the-commit.bib").read_text("utf-8") == MESSY
    assert commit(project, "synbib-fmt", "refs.bib", "more.bib")[0] == 0


def test_check_reports_what_is_wrong_in_them(project: Path) -> None:
    assert commit(project, "synbib-check", "refs.bib")[0] == 0
    (project / "refs.bib").write_text("@misc{a, title = {\n", encoding="utf-8")
    code, printed = commit(project, "synbib-check", "refs.bib")
    assert code == 1
    assert "refs.bib:1:18: cannot read @misc{a: " in printed


def test_sync_rewrites_the_blocks_when_the_store_is_in_the_commit(project: Path) -> None:
    code, printed = commit(project, "synbib-sync", "refs.bib")
    assert code == 1
    assert "README.md: brought up to date" in printed
    assert "| Data annotation |" in (project / "README.md").read_text("utf-8")
    assert commit(project, "synbib-sync", "refs.bib", "README.md")[0] == 0


def test_sync_check_shows_what_is_stale_and_writes_nothing(project: Path) -> None:
    code, printed = commit(project, "synbib-sync-check", "README.md")
    assert code == 1
    assert "+| Data annotation |\n" in printed
    assert (project / "README.md").read_text("utf-8") == README


def test_no_middleware_is_run_even_if_the_environment_allows_it(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SYNBIB_ALLOW_MIDDLEWARES", "evil:Class")
    monkeypatch.setenv("PYTHONPATH", str(project))
    (project / "evil.py").write_text("open('hacked', 'w')", encoding="utf-8")
    (project / "synbib.toml").write_text("middlewares = ['evil:Class']", encoding="utf-8")
    for hook in ("synbib-sync", "synbib-sync-check"):
        code, printed = commit(project, hook, "refs.bib")
        assert code == 1
        assert "the settings of this folder want to run the code evil:Class" in printed
    assert not (project / "hacked").exists()


@pytest.mark.parametrize("name", ["-o.bib", "--output=refs2.bib", "--merge.bib", "--help.bib"])
def test_the_name_of_a_file_is_no_option(project: Path, name: str) -> None:
    (project / name).write_text(MESSY, encoding="utf-8")
    assert commit(project, "synbib-fmt", f"./{name}")[0] == 1
    assert (project / name).read_text("utf-8") == TIDY
    assert not (project / "refs2.bib").exists()
    assert commit(project, "synbib-check", f"./{name}")[0] == 0


@pytest.mark.parametrize(
    ("file", "runs"),
    [
        ("refs.bib", True),
        ("docs/reading.md", True),
        ("synbib.toml", True),
        ("styles/house.csl", True),
        ("templates/list.md.j2", True),
        ("src/main.py", False),
        ("notes.bibliography", False),
        ("my-synbib.toml.orig", False),
    ],
)
def test_sync_runs_when_what_blocks_are_written_from_changes(
    project: Path, file: str, runs: bool
) -> None:
    (project / file).parent.mkdir(exist_ok=True)
    if not (project / file).exists():
        (project / file).touch()
    _, printed = commit(project, "synbib-sync", file)
    assert ("no files to check" in printed) is not runs
