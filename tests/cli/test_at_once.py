"""Commands that write one file at once, and an editor that saves in between: what each wrote is there."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synbib.cli import main

STORE = "@misc{z, title = {Z}, author = {Doe, J}, year = 2020}\n"
BLOCK = "<!-- synbib:start count -->\n<!-- synbib:end -->\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("refs.bib").write_text(STORE)
    return tmp_path


def run(*words: str) -> Result:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    return result


def listing(name: str, number: int) -> str:
    return f"# Papers\n\n## {name}\n\n- [The paper of {name}](https://arxiv.org/abs/2401.{number:05}). 2024\n"


def once(path: str, text: str) -> Callable[[], None]:
    """An editor that puts ``text`` at the beginning of a file when it is first called."""
    left = [text]

    def save() -> None:
        if left:
            Path(path).write_text(left.pop() + Path(path).read_text())

    return save


def test_eight_imports_at_once_all_land() -> None:
    for n in range(8):
        Path(f"{n}.md").write_text(listing(f"group {n}", n))
    at_once = [
        subprocess.Popen(
            [sys.executable, "-m", "synbib", "import", f"{n}.md"],
            stderr=subprocess.PIPE,
            text=True,
        )
        for n in range(8)
    ]
    for process in at_once:
        said = process.communicate()[1]
        assert process.returncode == 0, said
    store = Path("refs.bib").read_text()
    assert [n for n in range(8) if f"{{2401.{n:05}}}" in store] == list(range(8))
    assert [n for n in range(8) if f"StaticGroup:group {n}" in store] == list(range(8))
    assert not [path for path in Path().iterdir() if path.name.startswith(".")]


def test_an_import_takes_up_what_an_editor_saved_in_store_and_readme(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from synbib.verbs import importing

    Path("README.md").write_text(listing("one", 1))
    saving = [once("refs.bib", "% edited\n"), once("README.md", "Edited.\n\n")]
    really = importing._converted

    def meanwhile(*args: object) -> object:
        for save in saving:
            save()
        return really(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(importing, "_converted", meanwhile)
    result = run("import", "--convert", "README.md")
    assert "new             1" in result.stderr
    assert Path("refs.bib").read_text().startswith("% edited\n" + STORE)
    readme = Path("README.md").read_text()
    assert readme.startswith("Edited.\n\n# Papers\n")
    assert "synbib:start" in readme


def test_fmt_formats_what_an_editor_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    from synbib.bibtex.format import format_document

    save, really = once("refs.bib", "@misc{a, title = {A}}\n"), format_document

    def meanwhile(*args: object) -> object:
        save()
        return really(*args)  # type: ignore[arg-type]

    monkeypatch.setattr("synbib.verbs.formatting.format_document", meanwhile)
    assert run("fmt").stderr == "refs.bib: formatted\n"
    assert Path("refs.bib").read_text() == (
        "@misc{a,\n  title         = {A},\n}\n\n"
        "@misc{z,\n  author        = {Doe, J},\n  title         = {Z},\n  year          = {2020},\n}\n"
    )


def test_sync_keeps_what_an_editor_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("README.md").write_text(BLOCK)
    from synbib.readme import write_blocks

    save, really = once("README.md", "Edited.\n\n"), write_blocks

    def meanwhile(*args: object, **options: object) -> object:
        save()
        return really(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("synbib.verbs.syncing.write_blocks", meanwhile)
    run("sync", "README.md")
    start = "Edited.\n\n<!-- synbib:start count -->\n\n1\n"
    assert Path("README.md").read_text().startswith(start)


def test_merging_keeps_what_an_editor_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    from synbib import library

    Path("refs.bib").write_text(STORE + STORE.replace("{z,", "{y,"))
    save, really = once("refs.bib", "% edited\n"), library.merge

    def meanwhile(*args: object) -> object:
        save()
        return really(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(library, "merge", meanwhile)
    assert run("check", "--merge").stdout == "y -> z\n"
    assert Path("refs.bib").read_text() == "% edited\n" + STORE.replace("2020}", "2020, ids = {y}}")


def test_init_overwrites_nothing_that_was_made_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    from synbib import project

    calls: list[None] = []
    really = project.plan

    def meanwhile(*args: object) -> object:
        planned = really(*args)  # type: ignore[arg-type]
        if len(calls) == 1:
            Path("synbib.toml").write_text('store = "refs.bib"\n# mine\n')
        calls.append(None)
        return planned

    monkeypatch.setattr(project, "plan", meanwhile)
    run("init")
    assert Path("synbib.toml").read_text() == 'store = "refs.bib"\n# mine\n'
    assert Path("README.md").exists()
