"""Middlewares of a folder's settings: code, which runs only where the user has allowed it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

RunSynbib = Callable[..., subprocess.CompletedProcess[str]]

STORE = "@misc{tan2024llm,\n  title = {Data annotation},\n  year = {2024},\n}\n"
README = "<!-- synbib:start table columns=title -->\n<!-- synbib:end -->\n"
SHOUTING = """\
from pathlib import Path
from bibtexparser.middlewares import BlockMiddleware

Path("imported").touch()

class Shout(BlockMiddleware):
    def transform_entry(self, entry, *args, **kwargs):
        entry["title"] = entry["title"].upper()
        return entry

def not_a_class():
    Path("called").touch()

class NotAMiddleware:
    def __init__(self):
        Path("called").touch()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "list"
    folder.mkdir()
    (folder / "refs.bib").write_text(STORE, encoding="utf-8")
    (folder / "README.md").write_text(README, encoding="utf-8")
    settle(folder, "shouting:Shout")
    return folder


@pytest.fixture
def installed(tmp_path: Path) -> dict[str, str]:
    """The environment in which the module `shouting` is installed."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "shouting.py").write_text(SHOUTING, encoding="utf-8")
    return {"PYTHONPATH": str(tmp_path / "site")}


def settle(folder: Path, *names: str) -> None:
    (folder / "synbib.toml").write_text(f"middlewares = {list(names)}\n", encoding="utf-8")


@pytest.mark.parametrize("how", ["option", "variable"])
def test_one_that_is_allowed_runs(
    run_synbib: RunSynbib, folder: Path, installed: dict[str, str], how: str
) -> None:
    if how == "option":
        words = ["--allow-middlewares", "shouting:Shout"]
        result = run_synbib(*words, "find", "data", cwd=folder, env=installed)
    else:
        given = installed | {"SYNBIB_ALLOW_MIDDLEWARES": "other:Thing, shouting:Shout"}
        result = run_synbib("find", "data", cwd=folder, env=given)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == "tan2024llm    2024  DATA ANNOTATION\n"


@pytest.mark.parametrize("where", ["synbib.toml", "pyproject.toml"])
def test_one_that_is_not_allowed_is_an_error_that_says_how_and_nothing_is_imported(
    run_synbib: RunSynbib, folder: Path, installed: dict[str, str], where: str
) -> None:
    if where == "pyproject.toml":
        text = (folder / "synbib.toml").read_text("utf-8")
        (folder / "pyproject.toml").write_text(f"[tool.synbib]\n{text}", encoding="utf-8")
        (folder / "synbib.toml").unlink()
    result = run_synbib("list", cwd=folder, env=installed)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        "synbib: middlewares: the settings of this folder want to run the code shouting:Shout; if you trust it, allow "
        "it by synbib --allow-middlewares=shouting:Shout or by the environment variable SYNBIB_ALLOW_MIDDLEWARES\n"
    )
    assert not (folder / "imported").exists()


@pytest.mark.parametrize(
    "allowing",
    ["1", "yes", "*", "shouting", "Shout", "shouting:Shouting", "shouting:Shout;other:Thing", ""],
)
def test_only_the_very_name_allows_it(
    run_synbib: RunSynbib, folder: Path, installed: dict[str, str], allowing: str
) -> None:
    given = installed | {"SYNBIB_ALLOW_MIDDLEWARES": allowing}
    assert run_synbib("list", cwd=folder, env=given).returncode == 2
    assert not (folder / "imported").exists()


def test_each_has_to_be_allowed(
    run_synbib: RunSynbib, folder: Path, installed: dict[str, str]
) -> None:
    settle(folder, "shouting:Shout", "cProfile:main")
    given = installed | {"SYNBIB_ALLOW_MIDDLEWARES": "shouting:Shout"}
    assert run_synbib("list", cwd=folder, env=given).returncode == 2
    assert not (folder / "imported").exists()


def test_the_command_line_goes_before_the_environment(
    run_synbib: RunSynbib, folder: Path, installed: dict[str, str]
) -> None:
    given = installed | {"SYNBIB_ALLOW_MIDDLEWARES": "shouting:Shout"}
    result = run_synbib("--allow-middlewares=none", "list", cwd=folder, env=given)
    assert result.returncode == 2
    assert not (folder / "imported").exists()


@pytest.mark.parametrize(
    "name", ["sys:exit", "cProfile:main", "os:system", "antigravity:x", "this:s", "shouting:Shout"]
)
def test_a_stale_check_does_not_pass_by_them(
    run_synbib: RunSynbib, folder: Path, name: str
) -> None:
    settle(folder, name)
    result = run_synbib("sync", "--check", "README.md", cwd=folder)
    assert (result.returncode, result.stdout) == (2, "")


@pytest.mark.parametrize(
    "name",
    [
        "sys:exit",
        "cProfile:main",
        "os:system",
        "shouting:not_a_class",
        "shouting:NotAMiddleware",
        "bibtexparser:parse_string",
    ],
)
def test_what_is_no_middleware_is_never_called_even_if_it_is_allowed(
    run_synbib: RunSynbib, folder: Path, installed: dict[str, str], name: str
) -> None:
    settle(folder, name)
    result = run_synbib("--allow-middlewares", name, "list", cwd=folder, env=installed)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == f"synbib: middlewares: '{name}' is not a bibtexparser middleware\n"
    assert not (folder / "called").exists()


def test_a_module_of_the_folder_itself_is_not_found(run_synbib: RunSynbib, folder: Path) -> None:
    (folder / "shouting.py").write_text(SHOUTING, encoding="utf-8")
    result = run_synbib("--allow-middlewares", "shouting:Shout", "list", cwd=folder)
    assert result.returncode == 2
    assert result.stderr == (
        "synbib: middlewares: cannot import 'shouting': No module named 'shouting'; "
        "install it where synbib is installed\n"
    )


@pytest.mark.parametrize("module", ["click", "jinja2", "lxml", "bibtexparser", "tomllib"])
def test_no_module_of_the_folder_stands_in_for_one_of_ours(
    run_synbib: RunSynbib, folder: Path, module: str
) -> None:
    (folder / f"{module}.py").write_text("raise SystemExit('run')", encoding="utf-8")
    (folder / "synbib.toml").unlink()
    assert run_synbib("render", "--style", "acl", cwd=folder).returncode == 0
    result = subprocess.run(
        [sys.executable, "-P", "-m", "synbib", "list"], cwd=folder, check=False, capture_output=True
    )
    assert result.returncode == 0


def test_checks_that_read_the_file_as_it_is_need_none(run_synbib: RunSynbib, folder: Path) -> None:
    assert run_synbib("check", cwd=folder).returncode == 0
    assert run_synbib("fmt", "--diff", cwd=folder).returncode == 0
