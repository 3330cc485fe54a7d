"""The GitHub action: what it is made of, and its scripts run here as GitHub runs them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

STORE = """\
@misc{tan2024llm,
  author        = {Tan, Zhen},
  title         = {Data annotation},
  year          = {2024},
}
"""
README = "# Papers\n\n<!-- synbib:start table columns=title -->\n<!-- synbib:end -->\n"
SYNCED = README.replace(
    "<!-- synbib:end", "\n| Title |\n|---|\n| Data annotation |\n\n<!-- synbib:end"
)

pytestmark = pytest.mark.skipif(
    os.name == "nt" or not shutil.which("bash") or not shutil.which("git"),
    reason="bash and git are not installed",
)


@pytest.fixture(scope="module")
def action(repo: Path) -> dict[str, Any]:
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    loaded: dict[str, Any] = yaml.safe_load((repo / "action.yml").read_text("utf-8"))
    return loaded


class Runner:
    """A runner with a checkout of somebody's repository, which runs the action's steps."""

    def __init__(self, action: dict[str, Any], repo: Path, folder: Path) -> None:
        self.action, self.repo = action, repo
        self.checkout, self.remote = folder / "checkout", folder / "remote.git"
        self.outputs, self.installed = folder / "outputs", folder / "installed"
        self.programs = folder / "programs"
        self._folder = folder
        self.event = {"GITHUB_EVENT_NAME": "push", "GITHUB_REF": "refs/heads/main"}
        self.programs.mkdir()
        # Of `python -m pip install` it is only seen what it would install.
        fake = self.programs / "python"
        fake.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{self.installed}"\n', encoding="utf-8")
        fake.chmod(0o755)
        self.git("init", "--quiet", "--bare", "--initial-branch=main", self.remote, cwd=folder)
        self.git("clone", "--quiet", self.remote, self.checkout, cwd=folder)
        self.git("symbolic-ref", "HEAD", "refs/heads/main")
        self.write({"refs.bib": STORE, "README.md": README})
        self.commit("first")

    def environment(self) -> dict[str, str]:
        programs = (str(self.programs), str(Path(sys.executable).parent), os.environ["PATH"])
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT")},
            "PATH": os.pathsep.join(programs),
            "GIT_CONFIG_GLOBAL": str(self._folder / "no-gitconfig"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GITHUB_ACTION_PATH": str(self.repo),
            "GITHUB_WORKSPACE": str(self.checkout),
            "GITHUB_OUTPUT": str(self.outputs),
            **self.event,
        }

    def git(self, *arguments: str | Path, cwd: Path | None = None) -> str:
        return subprocess.run(
            ["git", "-c", "user.name=A", "-c", "user.email=a@b.c", *arguments],
            cwd=cwd or self.checkout,
            env=self.environment(),
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout

    def write(self, files: dict[str, str]) -> None:
        for name, text in files.items():
            (self.checkout / name).parent.mkdir(exist_ok=True)
            (self.checkout / name).write_text(text, encoding="utf-8")

    def commit(self, message: str, cwd: Path | None = None) -> None:
        self.git("add", "--all", cwd=cwd)
        self.git("commit", "--quiet", "-m", message, cwd=cwd)
        self.git("push", "--quiet", "origin", "HEAD:main", cwd=cwd)

    def check_out(self) -> None:
        """Fetch the repository as actions/checkout does: the last commit alone."""
        shutil.rmtree(self.checkout)
        arguments = ("clone", "--quiet", "--depth=1", self.remote.as_uri(), self.checkout)
        self.git(*arguments, cwd=self._folder)

    def clone(self) -> Path:
        """Return the checkout of somebody else."""
        self.git("clone", "--quiet", self.remote, self._folder / "other", cwd=self._folder)
        return self._folder / "other"

    def pushed(self, what: str = "--format=%an <%ae>: %s") -> str:
        return self.git("log", "-1", what, "main", cwd=self.remote).strip()

    def run(self, **inputs: str) -> subprocess.CompletedProcess[str]:
        """Run the steps with these inputs, until one fails."""
        given = {name: each["default"] for name, each in self.action["inputs"].items()}
        given |= {name.replace("_", "-"): value for name, value in inputs.items()}
        assert given.keys() == self.action["inputs"].keys()

        def filled(text: str) -> str:
            return re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: given[found[1]], text)

        for step in self.action["runs"]["steps"]:
            if "run" not in step:
                continue
            result = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                cwd=self.checkout / filled(step.get("working-directory", ".")),
                env={
                    **self.environment(),
                    **{name: filled(value) for name, value in step["env"].items()},
                },
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            if result.returncode:
                break
        return result


@pytest.fixture
def runner(action: dict[str, Any], repo: Path, tmp_path: Path) -> Runner:
    return Runner(action, repo, tmp_path)


# --- The file ---------------------------------------------------------------------------------------


def test_no_input_is_put_into_the_text_of_a_script(action: dict[str, Any]) -> None:
    scripts = [step for step in action["runs"]["steps"] if "run" in step]
    assert len(scripts) == 2
    assert not [step["name"] for step in scripts if "${{" in step["run"]]
    assert {step["shell"] for step in scripts} == {"bash"}


def test_each_input_is_described_has_a_default_and_is_used(action: dict[str, Any]) -> None:
    steps = str(action["runs"])
    for name, each in action["inputs"].items():
        assert each.keys() == {"description", "default"}, name
        assert f"inputs.{name}" in steps


def test_it_installs_the_synbib_that_it_came_with_or_the_one_that_is_named(
    runner: Runner, repo: Path
) -> None:
    runner.run()
    assert runner.installed.read_text("utf-8").splitlines()[-1] == str(repo)
    runner.run(version="0.1.0; rm -rf .")
    assert runner.installed.read_text("utf-8").splitlines()[-1] == "synbib==0.1.0; rm -rf ."


# --- Mode check --------------------------------------------------------------------------------------


def test_check_is_quiet_where_all_is_in_order(runner: Runner) -> None:
    runner.run(mode="regenerate")
    result = runner.run()
    assert (result.returncode, result.stdout) == (0, "")


def test_check_runs_everything_and_annotates_what_it_finds(runner: Runner) -> None:
    runner.write({"refs.bib": STORE.replace("{2024}", "nope")})
    result = runner.run()
    assert result.returncode == 1
    found = re.findall(
        r"^::(\w+) title=synbib \(([\w-]+)\),file=([^,]*),line=(\d+)", result.stdout, re.MULTILINE
    )
    assert found == [
        ("warning", "undefined-macro", "refs.bib", "4"),
        ("error", "stale-block", "README.md", "3"),
    ]
    assert (runner.checkout / "README.md").read_text("utf-8") == README


def test_the_worst_exit_code_is_that_of_all(runner: Runner) -> None:
    runner.write({"README.md": "<!-- synbib:start list -->\n", "refs.bib": STORE.lower() + "\n\n"})
    assert runner.run(checks="fmt").returncode == 1
    assert runner.run(checks="sync fmt").returncode == 2


def test_which_checks_are_run_can_be_chosen(runner: Runner) -> None:
    assert runner.run(checks="fmt check").returncode == 0
    assert runner.run(checks="check sync").returncode == 1
    result = runner.run(checks="fmt spelling")
    assert result.returncode == 2
    assert result.stdout.startswith("::error title=synbib::the input 'checks' holds what is none; ")


def test_several_files_a_store_and_a_folder_can_be_named(runner: Runner) -> None:
    runner.write({"lists/my refs.bib": STORE, "lists/a b.md": README, "lists/c.md": README})
    result = runner.run(
        files="\n  a b.md\nc.md\n\n", store="my refs.bib", working_directory="lists"
    )
    assert result.returncode == 1
    assert re.findall(r"file=([^,]*),", result.stdout) == ["lists/a b.md", "lists/c.md"]


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ({"mode": "chekc"}, "the input 'mode' must be check or regenerate"),
        ({"files": " \n"}, "the input 'files' names no file; give the Markdown files, one a line"),
        ({"mode": "regenerate", "author": "me"}, "the input 'author' must be of the form: Name <address>"),
    ],
)  # fmt: skip
def test_a_wrong_input_is_told_of(runner: Runner, inputs: dict[str, str], message: str) -> None:
    result = runner.run(**inputs)
    assert (result.returncode, result.stdout) == (2, f"::error title=synbib::{message}\n")


@pytest.mark.parametrize("name", ["files", "store", "checks", "message", "author", "mode"])
def test_what_is_in_an_input_is_never_run(runner: Runner, name: str) -> None:
    evil = "$(touch hacked); touch hacked; `touch hacked` <a@b.c>"
    runner.run(**({"mode": "regenerate"} | {name: evil}))
    runner.run(**{name: evil})
    assert not (runner.checkout / "hacked").exists()


# --- Mode regenerate -----------------------------------------------------------------------------------


def test_regenerate_commits_what_changed_and_pushes_it(runner: Runner) -> None:
    runner.write({"unrelated.txt": "left by an earlier step\n"})
    result = runner.run(mode="regenerate", message='Say "$HOME"', author="Bot B <bot@example.org>")
    assert (result.returncode, result.stdout) == (0, ""), result.stderr
    assert runner.pushed() == 'Bot B <bot@example.org>: Say "$HOME"'
    assert (
        runner.git("show", "--name-only", "--format=", "main", cwd=runner.remote) == "README.md\n"
    )
    shown = runner.git("show", "main:README.md", cwd=runner.remote)
    assert re.sub(r" checksum=\w+", "", shown) == SYNCED
    assert runner.outputs.read_text("utf-8") == "changed=true\n"


def test_regenerate_pushes_nothing_where_nothing_changed(runner: Runner) -> None:
    runner.run(mode="regenerate")
    before = runner.pushed("--format=%H")
    assert runner.run(mode="regenerate").returncode == 0
    assert runner.pushed("--format=%H") == before
    assert runner.outputs.read_text("utf-8").splitlines() == ["changed=true", "changed=false"]


def test_a_push_in_the_meantime_is_built_upon(runner: Runner) -> None:
    runner.check_out()
    other = runner.clone()
    (other / "refs.bib").write_text(STORE.replace("Data annotation", "Newer"), encoding="utf-8")
    runner.commit("meanwhile", cwd=other)
    result = runner.run(mode="regenerate")
    assert result.returncode == 0, result.stderr
    assert "| Newer |" in runner.git("show", "main:README.md", cwd=runner.remote)
    assert runner.git("log", "--format=%s", "main", cwd=runner.remote).splitlines() == [
        "Bring the lists of papers up to date",
        "meanwhile",
        "first",
    ]


def test_a_push_that_is_refused_is_told_of_with_what_the_job_needs(runner: Runner) -> None:
    hook = runner.remote / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    result = runner.run(mode="regenerate")
    assert result.returncode == 2
    assert result.stdout == (
        "::error title=synbib::the push was refused; the job needs 'permissions: contents: write', and a branch that "
        "is not protected\n"
    )


@pytest.mark.parametrize(
    ("event", "message"),
    [
        (
            {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_REF": "refs/pull/1/merge"},
            "mode regenerate pushes to a branch, which a pull request has not; use mode check",
        ),
        ({"GITHUB_REF": "refs/tags/v1"}, "mode regenerate pushes to a branch; run it on a push to one"),
    ],
)  # fmt: skip
def test_regenerate_refuses_where_there_is_no_branch_to_push_to(
    runner: Runner, event: dict[str, str], message: str
) -> None:
    runner.event |= event
    result = runner.run(mode="regenerate")
    assert (result.returncode, result.stdout) == (2, f"::error title=synbib::{message}\n")
    assert (runner.checkout / "README.md").read_text("utf-8") == README


def test_an_error_in_the_store_ends_it_before_anything_is_committed(runner: Runner) -> None:
    runner.write({"refs.bib": "@misc{a, title = {\n"})
    result = runner.run(mode="regenerate")
    assert result.returncode == 2
    assert "refs.bib:1:18: cannot read @misc{a: " in result.stderr
    assert runner.pushed("--format=%s") == "first"


def test_the_page_on_it_names_each_input(action: dict[str, Any], repo: Path) -> None:
    page = (repo / "docs" / "continuous.md").read_text("utf-8")
    table = page.partition("| input | |\n")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE) == list(action["inputs"])
