"""The blocks of a README brought up to date by a call."""

from __future__ import annotations

from pathlib import Path

import pytest

import synbib
from synbib.errors import FileError, ReadmeError
from synbib.readme import Options

README = "# Papers\n\n<!-- synbib:start count -->\n<!-- synbib:end -->\n"


@pytest.fixture
def library() -> synbib.Library:
    return synbib.read_text("@book{a, author = {Lee, Ann}, title = {One}, year = {2023}}", "a.bib")


def test_a_text_with_its_blocks_up_to_date(library: synbib.Library) -> None:
    done = synbib.sync_text(README, library)
    assert done.changed
    assert done.text.startswith("# Papers\n\n<!-- synbib:start count -->\n\n1\n\n<!-- synbib:end ")
    assert [block.kind for block in done.blocks] == ["count"]
    assert not synbib.sync_text(done.text, library).changed


def test_what_was_stale_is_told_with_its_place_and_what_differs(library: synbib.Library) -> None:
    [stale] = synbib.sync_text(README, library, "docs/list.md").stale
    assert str(stale).splitlines() == [
        "docs/list.md:3:1: this count is not up to date; run synbib sync docs/list.md",
        "@@ -1 +1,4 @@",
        " ",
        "+",
        "+1",
        "+",
    ]


def test_options_hold_where_a_block_says_nothing(library: synbib.Library) -> None:
    readme = README.replace("count", "bibliography")
    [apa, acl] = (
        synbib.sync_text(readme, library, options=Options().set("style", style)).text
        for style in ("apa", "acl")
    )
    assert "\nLee, A. (2023). *One*.\n" in apa
    assert "\nAnn Lee. 2023. *One*.\n" in acl


def test_what_was_written_by_hand_stays_unless_it_is_forced(library: synbib.Library) -> None:
    readme = README.replace("-->\n<!-- synbib:end", "-->\n\nMine.\n<!-- synbib:end")
    with pytest.raises(ReadmeError, match=r"^README.md:3:1: this count holds text that synbib did"):
        synbib.sync_text(readme, library)
    assert "Mine" not in synbib.sync_text(readme, library, force=True).text


def test_files_are_written_and_returned(library: synbib.Library, tmp_path: Path) -> None:
    one, two = tmp_path / "one.md", tmp_path / "two.md"
    one.write_text(README, "utf-8")
    two.write_text("No block.\n", "utf-8")
    done = synbib.sync_files([one, str(two)], library)
    assert [(each.name, each.changed, len(each.blocks)) for each in done] == [
        (str(one), True, 1),
        (str(two), False, 0),
    ]
    assert one.read_text("utf-8") == done[0].text == synbib.sync_text(README, library).text


def test_nothing_is_written_where_only_the_result_is_wanted(
    library: synbib.Library, tmp_path: Path
) -> None:
    path = tmp_path / "README.md"
    path.write_text(README, "utf-8")
    [done] = synbib.sync_files([path], library, write=False)
    assert path.read_text("utf-8") == README
    assert done.diff.splitlines()[2:] == [
        "@@ -1,4 +1,7 @@",
        " # Papers",
        " ",
        " <!-- synbib:start count -->",
        "-<!-- synbib:end -->",
        "+",
        "+1",
        "+",
        "+<!-- synbib:end checksum=6b86b273 -->",
    ]


def test_no_file_is_written_if_one_cannot_be(library: synbib.Library, tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text(README, "utf-8")
    with pytest.raises(FileError):
        synbib.sync_files([path, tmp_path / "none.md"], library)
    assert path.read_text("utf-8") == README
