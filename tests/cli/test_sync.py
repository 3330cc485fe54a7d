from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synbib.cli import main

STORE = """\
@misc{tan2024llm,
  author = {Tan, Zhen},
  title = {Data annotation},
  year = {2024}, eprint = {2402.13446}, archiveprefix = {arXiv},
  groups = {Surveys},
}
"""
TEMPLATE = "# Papers\n\n<!-- synbib:start list -->\n<!-- synbib:end -->\n\nMine.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text(STORE, encoding="utf-8")
    (tmp_path / "README.md").write_text(TEMPLATE, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["sync", *arguments])


def test_sync_writes_what_is_inside_the_blocks(folder: Path) -> None:
    result = run("README.md")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "README.md: brought up to date\n"
    text = (folder / "README.md").read_text("utf-8")
    assert text.startswith(
        "# Papers\n\n<!-- synbib:start list -->\n\n## Surveys\n\n"
        "- Tan Z. Data annotation[J]. arXiv preprint arXiv:2402.13446, 2024.\n\n"
        "  [Paper](https://arxiv.org/abs/2402.13446)\n\n<!-- synbib:end checksum="
    )
    assert text.endswith(" -->\n\nMine.\n")
    assert run("README.md").stderr == ""
    assert run("--check", "README.md").exit_code == 0


def test_check_writes_nothing_shows_the_difference_and_exits_with_1(folder: Path) -> None:
    result = run("--check", "README.md")
    assert result.exit_code == 1
    assert result.stdout.startswith("--- a/README.md\n+++ b/README.md\n@@ ")
    assert "\n+## Surveys\n" in result.stdout
    assert result.stderr == "stale: README.md; run synbib sync README.md\n"
    assert (folder / "README.md").read_text("utf-8") == TEMPLATE


def test_diff_shows_the_same_and_exits_with_0(folder: Path) -> None:
    result = run("--diff", "README.md")
    assert result.exit_code == 0
    assert "\n+## Surveys\n" in result.stdout
    assert (folder / "README.md").read_text("utf-8") == TEMPLATE


def test_a_hand_edit_inside_a_block_is_not_overwritten_without_force(folder: Path) -> None:
    run("README.md")
    path = folder / "README.md"
    edited = path.read_text("utf-8").replace("Data annotation", "My Title")
    path.write_text(edited, encoding="utf-8")
    result = run("README.md")
    assert result.exit_code == 2
    assert result.stderr.startswith("README.md:3:1: ")
    assert "--force" in result.stderr
    assert path.read_text("utf-8") == edited
    assert run("--force", "README.md").exit_code == 0
    assert "Data annotation" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("README.rst", "reStructuredText"),
        ("docs.HTML", "HTML"),
        ("paper.tex", "LaTeX"),
        ("more.bib", "BibTeX"),
        ("NOTES.org", "Org"),
    ],
)
def test_a_file_that_is_not_markdown_is_refused_with_what_to_do(
    folder: Path, name: str, what: str
) -> None:
    (folder / name).write_text(TEMPLATE)
    result = run("README.md", name)
    assert run("--watch", name).stderr == result.stderr
    assert result.exit_code == 2
    said = f"synbib: {name}: sync writes Markdown, and this file is {what}; put the blocks into a Markdown file, e.g. PAPERS.md"
    assert result.stderr.startswith(said)
    assert result.stderr.count("\n") == 1
    assert [(folder / each).read_text() for each in ("README.md", name)] == [TEMPLATE] * 2


def test_an_error_in_one_file_leaves_all_as_they_were(folder: Path) -> None:
    (folder / "other.md").write_text("<!-- synbib:start list -->\n")
    result = run("README.md", "other.md")
    assert result.exit_code == 2
    assert result.stderr.startswith("other.md:1:1: ")
    assert (folder / "README.md").read_text("utf-8") == TEMPLATE


def test_line_endings_and_the_byte_order_mark_stay(folder: Path) -> None:
    path = folder / "README.md"
    path.write_bytes(b"\xef\xbb\xbf" + TEMPLATE.replace("\n", "\r\n").encode())
    assert run("README.md").exit_code == 0
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf# Papers\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") > 6


def test_a_file_without_blocks_is_told_of(folder: Path) -> None:
    (folder / "plain.md").write_text("# Plain\n")
    result = run("plain.md")
    assert result.exit_code == 0
    assert (
        result.stderr == "plain.md: no synbib blocks; begin one with <!-- synbib:start list -->\n"
    )


def test_a_missing_readme_is_a_clear_error(folder: Path) -> None:
    result = run("NONE.md")
    assert result.exit_code == 2
    assert result.stderr == "synbib: NONE.md: no such file; give the path of a file that exists\n"


def test_unblock_makes_plain_text_of_blocks_edited_by_hand_or_not(folder: Path) -> None:
    run("README.md")
    written = (folder / "README.md").read_text("utf-8")
    edited = written.replace("Data annotation", "My Title")
    (folder / "b.md").write_text(edited, encoding="utf-8")
    plain = (
        "# Papers\n\n## Surveys\n\n"
        "- Tan Z. Data annotation[J]. arXiv preprint arXiv:2402.13446, 2024.\n\n"
        "  [Paper](https://arxiv.org/abs/2402.13446)\n\nMine.\n"
    )
    looked = run("--unblock", "--diff", "README.md", "b.md")
    assert (looked.exit_code, looked.stderr) == (0, "")
    assert looked.stdout.count("\n-<!-- synbib:start list -->\n") == 2
    assert (folder / "README.md").read_text("utf-8") == written
    result = run("--unblock", "README.md", "b.md")
    assert result.exit_code == 0
    assert result.stderr.startswith(
        "README.md: its blocks are plain text now\nb.md: its blocks are plain text now\nto go back: "
    )
    assert (folder / "README.md").read_text("utf-8") == plain
    assert (folder / "b.md").read_text("utf-8") == plain.replace("Data annotation", "My Title")
    assert (folder / "README.md.bak").read_text("utf-8") == written
    again = run("--unblock", "README.md")
    assert again.stderr == "README.md: no synbib blocks; nothing to take out\n"


def test_unblock_needs_no_store(folder: Path) -> None:
    run("README.md")
    (folder / "refs.bib").unlink()
    assert run("--unblock", "--no-backup", "README.md").exit_code == 0
    assert not (folder / "README.md.bak").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--unblock", "--check"], "--unblock writes nothing anew; leave out --check"),
        (["--unblock", "--force"], "--unblock writes nothing anew; leave out --force"),
        (["--unblock", "--watch"], "--unblock writes nothing anew; leave out --watch"),
        (["--backup"], "the store has all that blocks hold; leave out --backup"),
    ],
)
def test_options_that_do_not_go_together_are_one_line(
    folder: Path, arguments: list[str], message: str
) -> None:
    result = run(*arguments, "README.md")
    assert (result.exit_code, result.stderr) == (2, f"synbib: {message}\n")
