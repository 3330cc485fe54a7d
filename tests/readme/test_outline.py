from __future__ import annotations

import pytest

from synbib.errors import UnknownNameError
from synbib.library import Library, read_text
from synbib.readme import Section, outline
from synbib.readme.outline import heading, write

TREE = r"""
@misc{a, title={A}, groups={Surveys, Tools}}
@misc{b, title={B}, groups={Papers}}
@misc{c, title={C}}
@misc{d, title={D}, groups={Surveys}}
@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Papers\;0\;1\;\;\;\;;
2 StaticGroup:Surveys\;0\;1\;\;\;\;;
2 StaticGroup:Analysis\;0\;1\;\;\;\;;
1 StaticGroup:Tools\;0\;1\;\;\;\;;
}
"""


def drawn(library: Library, *groups: str, level: int = 1) -> list[str]:
    """The outline as lines, a section or an entry each."""

    def draw(section: Section) -> str:
        return "\n".join(entry.key for entry in section.entries)

    return [line for line in write(outline(library, groups), level, draw).split("\n") if line]


def test_the_whole_tree_is_drawn_with_empty_groups_and_entries_in_each_of_theirs() -> None:
    assert drawn(read_text(TREE)) == [
        "c", "# Papers", "b", "## Surveys", "a", "d", "## Analysis", "# Tools", "a",
    ]  # fmt: skip


def test_entries_in_no_group_come_before_any_heading() -> None:
    assert drawn(read_text(TREE))[0] == "c"


def test_without_groups_there_is_one_list_and_no_heading() -> None:
    library = read_text("@misc{b, title={B}}\n@misc{a, title={A}}")
    assert drawn(library) == ["b", "a"]


def test_of_one_group_the_subgroups_are_the_headings() -> None:
    library = read_text(TREE)
    assert drawn(library, "papers", level=3) == ["b", "### Surveys", "a", "d", "### Analysis"]
    assert drawn(library, "Papers/Surveys") == ["a", "d"]
    assert drawn(library, "Analysis") == []


def test_of_several_groups_each_is_a_heading() -> None:
    assert drawn(read_text(TREE), "Tools", "Papers", level=2) == [
        "## Tools", "a", "## Papers", "b", "### Surveys", "a", "d", "### Analysis",
    ]  # fmt: skip


def test_an_entry_counts_once_however_many_groups_it_is_in() -> None:
    assert [entry.key for entry in outline(read_text(TREE)).all_entries] == ["c", "b", "a", "d"]


def test_an_unknown_group_is_an_error_that_suggests() -> None:
    with pytest.raises(UnknownNameError, match="unknown group 'Survey'; did you mean Surveys"):
        outline(read_text(TREE), ["Survey"])


@pytest.mark.parametrize(
    ("text", "level", "expected"),
    [
        ("RAG and Other Tools", 2, "## RAG and Other Tools"),
        ("Deeper than Markdown goes", 7, "###### Deeper than Markdown goes"),
        ("1. Introduction", 1, "# 1. Introduction"),
        ("C#", 1, "# C#"),
        ("Sharp #", 1, r"# Sharp \#"),
        ("##", 1, r"# \##"),
        ("a*b <b> [x](y)", 1, r"# a\*b &lt;b> [x\](y)"),
        ("<!-- synbib:end -->", 1, "# &lt;!-- synbib:end -->"),
        ("two\nlines", 1, "# two lines"),
    ],
)
def test_a_heading_shows_the_text_that_it_was_given(text: str, level: int, expected: str) -> None:
    assert heading(text, level) == expected
