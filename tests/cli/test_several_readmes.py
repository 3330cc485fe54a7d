"""Several READMEs of one repository, each with a form of its own, and one store."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synbib.cli import main
from synbib.project.blocks import files_with_blocks

README = """\
# Awesome Lists

## Surveys

- [A Survey of Lists](https://arxiv.org/abs/2401.00001) (ACL 2024)
- [A Second Survey of Lists](https://arxiv.org/abs/2401.00002) (ACL 2023) [[code](https://github.com/a/b2)]

## Methods

- [A Method for Lists](https://arxiv.org/abs/2401.00003) (ACL 2022)
"""
OTHER = """\
# More Lists

## Surveys

- **A Survey of Lists** *ACL 2024*. [[paper](https://arxiv.org/abs/2401.00001)]
- **A Third Survey of Lists** *EMNLP 2023*. [[paper](https://arxiv.org/abs/2401.00004)]

## Other

- **A Paper of Others** *ACL 2020*. [[paper](https://arxiv.org/abs/2401.00009)]
- **A METHOD for Lists!** *ACL 2022*. [[paper](https://arxiv.org/abs/2401.00003)]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("README.md").write_text(README, "utf-8")
    Path("docs").mkdir()
    Path("docs/more.md").write_text(OTHER, "utf-8")
    return tmp_path


def run(*words: str) -> Result:
    result = CliRunner().invoke(main, words)
    assert result.exit_code in (0, 1), result.output
    return result


def starts(name: str) -> list[str]:
    lines = Path(name).read_text("utf-8").splitlines()
    return [line[len("<!-- synbib:start ") : -4] for line in lines if "synbib:start" in line]


def words(name: str) -> list[str]:
    """Return the lines of a file that say something, without the markers."""
    lines = Path(name).read_text("utf-8").splitlines()
    return [line for line in lines if line and "synbib:" not in line]


def test_two_that_are_converted_at_once_agree(folder: Path) -> None:
    run("import", "--convert", "--no-backup", "README.md", "docs/more.md")
    # Each block has the form of its own page.
    assert {start.partition("form=")[2].split()[0] for start in starts("README.md")} == {"list"}
    assert {start.partition("form=")[2].split()[0] for start in starts("docs/more.md")} == {
        "list-2"
    }
    for name, old in (("README.md", README), ("docs/more.md", OTHER)):
        assert words(name) == [line for line in old.splitlines() if line]
    assert run("sync", "--check", "README.md", "docs/more.md").exit_code == 0


def test_one_that_is_converted_later_changes_nothing_of_the_first(folder: Path) -> None:
    run("import", "--convert", "--no-backup", "README.md")
    converted = Path("README.md").read_bytes()
    result = run("import", "--convert", "--no-backup", "docs/more.md")
    assert Path("README.md").read_bytes() == converted
    # The second page has groups of its own, as those of the first have its names.
    assert [start.split('"')[1] for start in starts("docs/more.md")] == [
        "More Lists/Surveys",
        "More Lists/Other",
    ]
    # An entry writes its title in one way, and the first page has it already.
    said = "docs/more.md:11: this list stays as it is: the paper stands elsewhere in other words\n"
    assert said in result.stderr
    assert words("docs/more.md") == [line for line in OTHER.splitlines() if line]
    assert run("sync", "--check", "README.md", "docs/more.md").exit_code == 0
    # Nor does it do so a second time.
    before = Path("docs/more.md").read_bytes(), Path("refs.bib").read_bytes()
    run("import", "--convert", "--no-backup", "docs/more.md")
    assert (Path("docs/more.md").read_bytes(), Path("refs.bib").read_bytes()) == before


def test_what_is_completed_is_told_where_the_first_shows_it(folder: Path) -> None:
    run("import", "--convert", "--no-backup", "README.md")
    link = " [[code](https://github.com/a/b1)]\n"
    Path("docs/more.md").write_text(OTHER.replace("00001)]\n", f"00001)]{link}"), "utf-8")
    result = run("import", "--convert", "--no-backup", "docs/more.md")
    said = "README.md:5:1: this block shows an entry that has changed; run synbib sync README.md\n"
    assert said in result.stderr
    run("sync", "README.md")
    assert run("sync", "--check", "README.md", "docs/more.md").exit_code == 0


def test_a_file_beside_it_that_cannot_be_understood_is_no_matter(folder: Path) -> None:
    Path("docs/broken.md").write_text("<!-- synbib:start list -->\n", "utf-8")
    run("import", "--convert", "--no-backup", "README.md")
    assert len(starts("README.md")) == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_pipe_that_is_called_like_a_file_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.md")
    assert Path("pipe.md") not in files_with_blocks(Path(), below=False)


def test_files_with_blocks_are_looked_for_where_they_are_ones_own(folder: Path) -> None:
    block = "<!-- synbib:start list -->\n<!-- synbib:end -->\n"
    for name in ("a.md", "docs/B.MD", ".hidden/c.md", "node_modules/x/d.md", "e.txt"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(block, "utf-8")
    assert files_with_blocks(Path()) == [Path("a.md"), Path("docs/B.MD")]
