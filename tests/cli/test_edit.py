"""``synbib edit``: fields set from the command line, or an entry in the editor."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synbib.cli import main, printing

STORE = """\
@misc{roe2020, author = {Roe, Jane}, title = {Days}, year = {2020}, groups = {Days}}
@book{doe2019, author = {Doe, John}, title = {Nights}, year = {2019}, related = {roe2020}}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "refs.bib").write_text(STORE, encoding="utf-8")
    return tmp_path


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["edit", *arguments], input=stdin)


def outcome(*arguments: str, stdin: str | None = None) -> tuple[int, str, str]:
    result = run(*arguments, stdin=stdin)
    return result.exit_code, result.stdout, result.stderr


def store() -> str:
    return Path("refs.bib").read_text(encoding="utf-8")


def test_fields_of_an_entry_are_set() -> None:
    assert outcome("roe2020", "publisher=A & B", "year=2021", "note=") == (
        0,
        "roe2020: publisher = {A \\& B}\nroe2020: year = {2021}\n",
        "roe2020: there is no field 'note' to remove\n",
    )
    assert store() == STORE.replace("2020},", "2021},").replace(
        "{Days}}", "{Days}, publisher = {A \\& B}}"
    )


def test_several_entries_are_named_or_chosen() -> None:
    assert outcome("roe2020", "doe2019", "keywords+=x", "--dry-run")[1].count("{x}") == 2
    assert outcome("--filter", "year<2020", "keywords+=x")[1] == "doe2019: keywords = {x}\n"
    assert outcome("--group", "days", "keywords+=x")[1] == "roe2020: keywords = {x}\n"
    assert outcome("--filter", "year:1800", "keywords+=x") == (1, "", "no entry is found\n")
    assert outcome("doe2019", "year=2019") == (0, "", "nothing changes\n")


def test_what_the_rules_find_is_told_and_written_all_the_same() -> None:
    code, _, told = outcome("roe2020", "doi=https://doi.org/10.1000/1", "year=20201")
    assert (code, told.count("\n")) == (0, 1)
    assert told.startswith("refs.bib:1:")
    assert told.endswith("[year-out-of-range]\n")
    assert "doi = {10.1000/1}" in store()


def test_what_the_rules_find_matters_as_the_project_says(folder: Path) -> None:
    (folder / "synbib.toml").write_text(
        '[check.severity]\nyear-out-of-range = "note"\n', encoding="utf-8"
    )
    assert outcome("roe2020", "year=20201", "--dry-run")[2].endswith("(note) [year-out-of-range]\n")
    [found] = json.loads(outcome("roe2020", "year=20201", "--json")[1])["findings"]
    assert (found["code"], found["severity"]) == ("year-out-of-range", "note")


def test_json_is_printed_where_no_entry_is_found_too() -> None:
    code, printed, told = outcome("--filter", "year:1800", "year=1", "--json")
    assert (code, told) == (1, "no entry is found\n")
    assert json.loads(printed) == {
        "done": [],
        "remarks": [],
        "findings": [],
        "keys": {},
        "files": [],
    }


def test_a_field_is_removed_and_the_type_changed() -> None:
    assert outcome("roe2020", "--remove", "groups", "--type", "online")[:2] == (
        0,
        "roe2020: @online\nroe2020: groups removed\n",
    )
    assert store().startswith(
        "@online{roe2020, author = {Roe, Jane}, title = {Days}, year = {2020}}"
    )


def test_another_key_is_followed_by_documents(folder: Path) -> None:
    (folder / "paper.tex").write_text("\\cite{roe2020}", encoding="utf-8")
    assert outcome("roe2020", "key=roe", "--rewrite", "paper.tex") == (0, "roe2020 -> roe\n", "")
    assert (folder / "paper.tex").read_text(encoding="utf-8") == "\\cite{roe}"
    assert "related = {roe}" in store()


def test_a_diff_shows_what_would_change() -> None:
    code, printed, told = outcome("doe2019", "year=2018", "--diff")
    assert (code, told) == (0, "")
    assert printed.splitlines()[-2:] == [
        "-" + STORE.splitlines()[1],
        "+" + STORE.splitlines()[1].replace("{2019}", "{2018}"),
    ]
    assert store() == STORE


def test_what_was_done_may_be_json() -> None:
    assert json.loads(run("doe2019", "year=2018", "journal=", "--json").stdout) == {
        "done": ["doe2019: year = {2018}"],
        "remarks": ["doe2019: there is no field 'journal' to remove"],
        "findings": [],
        "keys": {},
        "files": [{"file": "refs.bib", "changed": True}],
    }


def test_standard_input_is_edited_to_standard_output() -> None:
    assert outcome("doe2019", "year=2018", "--store", "-", stdin=STORE) == (
        0,
        STORE.replace("{2019}", "{2018}"),
        "doe2019: year = {2018}\n",
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["year=2020"], "no entry is named"),
        (["roe202", "year=2020"], "unknown citation key 'roe202'; did you mean roe2020?"),
        (["roe2020", "title+=x"], "'title' is not a list"),
        (["roe2020", "doe2019", "key=x"], "several entries cannot have one key"),
        (["roe2020", "a=b", "--latex", "--as-written"], "give one of them"),
        (["roe2020", "title={", "--latex"], "balance the braces"),
        (["roe2020"], "there is no terminal to edit on"),
        (["roe2020", "note"], "unknown citation key 'note'"),
        (["roe2020", "fo o=1"], "'fo o=1' is not FIELD=VALUE"),
        (["roe2020", "note=\udcff"], "the encoding utf-8 has no"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_changes(arguments: list[str], told: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert store() == STORE


# --- in the editor --------------------------------------------------------------------------------------


def editing(monkeypatch: pytest.MonkeyPatch, folder: Path, *texts: str) -> None:
    """Let the editor write the next of some texts each time that it is opened, in place of ``OLD``."""
    for number, text in enumerate(texts):
        (folder / f"text{number}").write_text(text, encoding="utf-8")
    script = folder / "editor.py"
    script.write_text(
        "import pathlib, sys\n"
        f"folder = pathlib.Path({str(folder)!r})\n"
        "text = min(folder.glob('text*'))\n"
        "file = pathlib.Path(sys.argv[1])\n"
        "old = file.read_text(encoding='utf-8')\n"
        "new = text.read_text(encoding='utf-8').replace('OLD', old.strip())\n"
        "file.write_text(new, encoding='utf-8')\n"
        "text.unlink()\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(printing, "is_terminal", lambda: True)
    monkeypatch.setattr(printing, "is_live", lambda _stream: True)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setenv("VISUAL", f"{shlex.quote(sys.executable)} {shlex.quote(str(script))}")


def left(folder: Path) -> list[str]:
    return [each.read_text(encoding="utf-8") for each in folder.glob("synbib-edit-*/*")]


def test_an_entry_is_edited_by_hand(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editing(monkeypatch, folder, "@misc{roe, title = {By hand}}\n")
    assert outcome("roe2020")[:2] == (0, "roe2020: edited\nroe2020 -> roe\n")
    assert store() == "@misc{roe, title = {By hand}}\n" + STORE.splitlines(keepends=True)[
        1
    ].replace("roe2020", "roe")
    assert left(folder) == []


def test_an_entry_that_is_left_as_it_is_changes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editing(monkeypatch, folder, "OLD\n")
    assert outcome("roe2020") == (0, "", "nothing changes\n")
    assert store() == STORE


def test_what_cannot_be_read_is_edited_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editing(monkeypatch, folder, "@misc{roe2020, title = {x}", "OLD}\n")
    code, _, told = outcome("roe2020", stdin="y\n")
    assert code == 0
    assert "roe2020.bib:1:" in told
    assert store().startswith("@misc{roe2020, title = {x}}\n@book")


def test_what_is_given_up_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editing(monkeypatch, folder, "@misc{roe2020, title = {x}")
    code, _, told = outcome("roe2020", stdin="n\n")
    assert code == 2
    assert "nothing was changed; what you wrote is in " in told
    assert left(folder) == ["@misc{roe2020, title = {x}"]
    assert store() == STORE


def test_an_editor_that_fails_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editing(monkeypatch, folder)
    code, _, told = outcome("roe2020")
    assert code == 2
    assert "set VISUAL or EDITOR to your editor" in told
    assert store() == STORE


def test_what_an_editor_saves_in_another_encoding_is_not_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editing(monkeypatch, folder)
    (folder / "editor.py").write_text(
        "import sys\nopen(sys.argv[1], 'wb').write(b'@misc{roe2020, title = {Gr\\xf6\\xdfe}}')\n",
        encoding="utf-8",
    )
    code, _, told = outcome("roe2020", stdin="n\n")
    assert code == 2
    assert "roe2020.bib: is not UTF-8; have your editor save it as UTF-8\n" in told
    assert store() == STORE


def test_a_file_that_the_editor_removes_changes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editing(monkeypatch, folder)
    (folder / "editor.py").write_text("import os, sys\nos.remove(sys.argv[1])\n", encoding="utf-8")
    code, _, told = outcome("roe2020")
    assert code == 2
    assert told.startswith("synbib: nothing was changed: the editor has removed ")
    assert store() == STORE
