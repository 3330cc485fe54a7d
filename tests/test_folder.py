"""What the files of a folder may name."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synbib import config
from synbib.cli import main
from synbib.errors import SynbibError
from synbib.folder import check_inside

STORE = "@misc{a,\n  title = {Mine},\n}\n"
README = "<!-- synbib:start list{} -->\n<!-- synbib:end -->\n"
STYLE = """\
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>T</title><id>t</id><updated>2024-01-01T00:00:00Z</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout><text variable="title" prefix="Styled "/></layout></bibliography>
</style>
"""
OUTSIDE = ["../outside/it", "/etc/hostname", "a/../../outside/it", "link", "links/it", ".."]
HIDDEN = [".git/config", ".env", "a/.b/c", "./.env", "a/../.env", "to-git", "to-git-config"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of a stranger's, with links to what is outside of it and to what is hidden in it."""
    folder, outside = tmp_path / "folder", tmp_path / "outside"
    (folder / ".git").mkdir(parents=True)
    (folder / "a" / ".b").mkdir(parents=True)
    outside.mkdir()
    (outside / "it").write_text("secret", encoding="utf-8")
    (folder / ".git" / "config").write_text("token", encoding="utf-8")
    for link, target in {
        "link": outside / "it",
        "links": outside,
        "to-git": folder / ".git",
        "to-git-config": folder / ".git" / "config",
        "circle": folder / "circle",
    }.items():
        (folder / link).symlink_to(target)
    (folder / "refs.bib").write_text(STORE, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.mark.parametrize("name", ["it", "a/it", "./it", "a/../it", "not/there", "a..b", "it.", "", "a/./it"])  # fmt: skip
def test_what_the_folder_holds_may_be_named(folder: Path, name: str) -> None:
    check_inside(name, "store")


@pytest.mark.parametrize("name", OUTSIDE)
def test_what_is_outside_may_not(folder: Path, name: str) -> None:
    with pytest.raises(SynbibError) as error:
        check_inside(name, "store")
    assert str(error.value) == f"store: '{name}' is outside of this folder; move it here"


@pytest.mark.parametrize("name", HIDDEN)
def test_what_is_hidden_may_not(folder: Path, name: str) -> None:
    with pytest.raises(SynbibError) as error:
        check_inside(name, "store")
    assert str(error.value) == (
        f"store: '{name}' is hidden; move it here, under a name without a dot before"
    )


@pytest.mark.parametrize("name", ["a\0b", "circle"])
def test_what_is_no_path_at_all_is_a_clear_error(folder: Path, name: str) -> None:
    with pytest.raises(SynbibError, match=r"^store: .* is not the path of a file; move it here$"):
        check_inside(name, "store")


def test_the_folder_itself_may_be_hidden(tmp_path: Path) -> None:
    (tmp_path / ".papers").mkdir()
    check_inside("it", "store", folder=tmp_path / ".papers")


# --- what names paths: settings, blocks, styles --------------------------------------------------------


@pytest.mark.parametrize("name", [*OUTSIDE, *HIDDEN])
@pytest.mark.parametrize("command", ["list", "check", "fmt", "import README.md", "find x", "init"])
def test_the_store_of_the_settings_is_in_the_folder(folder: Path, name: str, command: str) -> None:
    (folder / "README.md").write_text("- [A Paper](https://arxiv.org/abs/2402.13446)\n", "utf-8")
    (folder / "synbib.toml").write_text(f"store = '{name}'\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.parent.rglob("*") if path.is_file()}
    result = run(*command.split())
    assert result.exit_code == 2
    assert re.fullmatch(
        rf"synbib: store: '{re.escape(name)}' is (outside of this folder|hidden); .*\n",
        result.stderr,
    )
    after = {path: path.read_bytes() for path in folder.parent.rglob("*") if path.is_file()}
    assert after == before


def test_a_store_that_is_a_link_out_of_the_folder_is_named_on_the_command_line(
    folder: Path,
) -> None:
    (folder.parent / "outside" / "mine.bib").write_text(STORE, encoding="utf-8")
    (folder / "refs.bib").unlink()
    (folder / "refs.bib").symlink_to("../outside/mine.bib")
    result = run("find", "mine")
    assert (result.exit_code, result.stderr) == (
        2,
        "synbib: store: 'refs.bib' is outside of this folder; move it here, or give it on the command line\n",
    )
    assert run("find", "mine", "--store", "refs.bib").stdout == "a      Mine\n"
    assert run("check", "../outside/mine.bib").exit_code == 0


@pytest.mark.parametrize("name", ["../outside/x.csl", ".git/x.csl", "x.csl"])
def test_the_styles_of_settings_and_blocks_are_in_the_folder(folder: Path, name: str) -> None:
    (folder / name).write_text(STYLE, encoding="utf-8")
    inside = name == "x.csl"
    for setting in (f"style = '{name}'", f"[style-for]\nmisc = '{name}'"):
        (folder / "synbib.toml").write_text(setting, encoding="utf-8")
        result = run("list")
        assert ("Styled Mine" in result.stdout) is inside
        assert result.exit_code == (0 if inside else 2)
        assert inside or result.stderr.startswith(f"synbib: synbib.toml: style: '{name}' is ")
    (folder / "synbib.toml").unlink()
    for option in (f" style={name}", f" style-for=misc={name}"):
        (folder / "README.md").write_text(README.format(option), encoding="utf-8")
        result = run("sync", "--check", "README.md")
        assert ("Styled Mine" in result.stdout) is inside
        assert result.exit_code == (1 if inside else 2)
        assert inside or result.stderr.startswith(f"README.md:1:1: style: '{name}' is ")
    result = run("list", "--style", name)  # what the user gives may be anywhere
    assert "Styled Mine" in result.stdout


def test_the_parent_of_a_style_is_no_path(folder: Path) -> None:
    (folder.parent / "outside" / "parent.csl").write_text(STYLE, encoding="utf-8")
    dependent = re.sub(r"  <(citation|bibliography)>.*\n", "", STYLE).replace(
        "<id>t</id>", '<id>t</id><link href="../outside/parent.csl" rel="independent-parent"/>'
    )
    (folder / "child.csl").write_text(dependent, encoding="utf-8")
    result = run("render", "--style", "child.csl")
    assert result.exit_code == 2
    assert "Styled" not in result.stdout


@pytest.mark.parametrize("name", ["../outside/it.xml", "x/../../../outside/it", "e" * 500])
def test_a_locale_is_no_path(folder: Path, name: str) -> None:
    (folder / "synbib.toml").write_text(f"locale = '{name}'\n", "utf-8")
    result = run("render")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"synbib: unknown locale '{name}'; ")


@pytest.mark.parametrize("name", ["bz2", "hex", "rot13", "zlib", "undefined", "../x", "os", "a\0b"])
def test_an_encoding_is_one_of_text_and_no_module(tmp_path: Path, name: str) -> None:
    from synbib.bibtex.encoding import decode

    with pytest.raises(SynbibError, match="unknown encoding"):
        decode(b"\xff", fallback=name)


def test_settings_name_their_store_and_styles_from_their_own_folder(folder: Path) -> None:
    (folder / "synbib.toml").write_text("style = '../folder/x.csl'", encoding="utf-8")
    os.chdir(folder.parent)
    assert config.load(folder).style == "../folder/x.csl"
