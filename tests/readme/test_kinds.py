"""Each kind of block as it stands in a README, with what may be asked of it."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from synbib.errors import ReadmeError
from synbib.library import Library, read_text
from synbib.readme import KINDS, write_blocks

BLOCKS = {
    "list-plain": "list",
    "list-badges": "list badges=yes stars=yes details=both limit=3 own-name='Tan, Zhen' level=3",
    "list-years": "list group-by=year,type sort=author numbering=all level=3",
    "table-columns": "table columns='paper,authors,published,links' badges='paper=PDF:b31b1b,code=GitHub-Code' "
    "own-name='Tan, Zhen' numbering=group level=3",
    "table-venues": "table filter='keyword:synthesis -slides:any' group-by=venue sort=-year,title level=3",
    "table-flat": "table headings=no newest-first=yes columns=title,year",
    "recent": "recent limit=3 since=2022",
    "bibliography": "bibliography style=apa own-name='Tan, Zhen'",
    "count": "count filter='year>=2023'",
}
README = "# Papers\n\n<!-- synbib:start toc max-level=2 -->\n<!-- synbib:end -->\n\n" + "".join(
    f"## {name}\n\nThe block:\n\n<!-- synbib:start {block} -->\n<!-- synbib:end -->\n\n"
    for name, block in BLOCKS.items()
)


def test_each_kind_of_block_is_that_of_its_snapshot(
    papers: Library, matches_snapshot: Callable[[str, str], None]
) -> None:
    matches_snapshot("kinds.md", write_blocks(README, papers))


def test_each_kind_of_block_stays_as_it_is_when_it_is_written_again(papers: Library) -> None:
    once = write_blocks(README, papers)
    assert write_blocks(once, papers) == once


def test_what_is_folded_is_read_as_html_around_markdown(
    papers: Library, read_back: Callable[[str], Any]
) -> None:
    found = read_back(write_blocks(README, papers))
    kinds = [
        [node.type for node in item.children]
        for item in found.tree.walk()
        if item.type == "list_item" and any(node.type == "fence" for node in item.walk())
    ]
    folded = ["html_block", "fence", "html_block"]
    assert kinds == [
        ["paragraph", "paragraph", "html_block", "paragraph", "html_block", *folded],
        ["paragraph", "paragraph", *folded],
        ["paragraph", "paragraph", *folded],
    ]


def block(kind: str, options: str, library: Library) -> str:
    text = f"<!-- synbib:start {kind} {options} -->\n<!-- synbib:end -->"
    return write_blocks(text, library).partition("\n\n")[2].rpartition("\n\n")[0]


def test_the_newest_are_ten_unless_said_otherwise() -> None:
    entries = "".join(f"@misc{{k{n}, title={{T{n}}}, year={{{2000 + n}}}}}" for n in range(12))
    lines = block("recent", "", read_text(entries)).split("\n\n")
    assert lines == [f"- T{n}[Z]. {2000 + n}." for n in range(11, 1, -1)]
    assert block("recent", "limit=1", read_text(entries)) == "- T11[Z]. 2011."


def test_the_newest_may_be_of_a_group_and_since_a_date(papers: Library) -> None:
    assert block("recent", "group=Methods since=2024 links=paper", papers) == (
        "- Lupidi A, Gemmell C, Cancedda N, et al. Source2Synth: Synthetic data generation & curation grounded in "
        "real data sources[J]. arXiv preprint arXiv:2409.08239, 2024.\n\n  [Paper](https://arxiv.org/abs/2409.08239)"
    )


@pytest.mark.parametrize(
    ("options", "number"),
    [
        ("", "5"),
        ("filter=year:2024", "2"),
        ("group=Methods", "4"),
        ("group=Methods nested=no", "2"),
        ("group=Methods filter='-code:none' filter=year>2000", "1"),
        ("since=2024-10", "1"),
    ],
)
def test_what_is_counted_may_be_chosen(options: str, number: str, papers: Library) -> None:
    assert block("count", options, papers) == number


def test_a_bibliography_may_be_filtered(papers: Library) -> None:
    assert block("bibliography", "filter=type:phdthesis style=acl", papers) == (
        "Zhen Tan. 2021. *Learning from few labels*. Ph.D. thesis, Arizona State University."
    )


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("fliter=rag", "unknown option of a list 'fliter'; did you mean filter or after?"),
        ("filter='year >= 2023'", "query:6: a field is missing here; write e.g. year>=2023, without blanks"),
        ("filter=autor:Tan", "query:1: unknown field 'autor'; did you mean author or origauthor or bookauthor?"),
        ("group-by=years", "unknown way to group 'years'; did you mean year?"),
        ("sort=titel", "unknown sort key 'titel'; did you mean title?"),
        ("limit=3 limit=4", "the option 'limit' is given twice; delete one"),
    ],
)  # fmt: skip
def test_a_mistake_in_an_option_is_told_with_the_place_of_the_block(
    option: str, message: str, papers: Library
) -> None:
    with pytest.raises(ReadmeError) as error:
        block("list", option, papers)
    assert error.value.message == f"README.md:1:1: {message}"


def test_the_page_on_blocks_names_the_options_of_each_kind_and_no_other(repo: Path) -> None:
    page = (repo / "docs" / "readme-blocks.md").read_text(encoding="utf-8")
    told = {
        kind: set(re.findall(r"`([a-z-]+)`", options))
        for kinds, options in re.findall(
            r"^\| (`[a-z`, ]+`) \| (`group`.*|`min-level`.*) \|$", page, re.MULTILINE
        )
        for kind in re.findall(r"`(\w+)`", kinds)
    }
    assert told == {name: set(kind.options) for name, kind in KINDS.items()}


@pytest.mark.parametrize("name", ["list", "table"])
def test_the_command_of_a_kind_has_the_options_of_its_blocks(name: str) -> None:
    module = importlib.import_module(f"synbib.cli.{name}")
    flags = {flag for parameter in module.command.params for flag in parameter.opts}
    assert {f"--{option}" for option in KINDS[name].options} <= flags
