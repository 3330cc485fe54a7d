"""Blocks made plain text again: the markers go, what stands between them stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.errors import ReadmeError
from synbib.library import read_text
from synbib.readme import parse, without_markers, write_blocks

LIBRARY = read_text("@book{a, title = {One}, year = {2023}}\n@book{b, title = {Two}}", "a.bib")
START = "<!-- synbib:start list form=title-first -->"
END = "<!-- synbib:end checksum=01234567 -->"


@pytest.mark.parametrize(
    ("blocks", "plain"),
    [
        (f"# A\n\n{START}\n\n- One\n\n{END}\n\n# B\n", "# A\n\n- One\n\n# B\n"),
        (f"# A\n{START}\n\n- One\n\n{END}\n# B\n", "# A\n\n- One\n\n# B\n"),
        (f"Text\n{START}\n- One\n{END}\nText\n", "Text\n\n- One\n\nText\n"),
        (f"Text\n\n{START}\n- One\n{END}\n\nText\n", "Text\n\n- One\n\nText\n"),
        (f"{START}\n\n- One\n\n{END}", "- One\n"),
        (f"\ufeff{START}\n\n- One\n\n{END}\n", "\ufeff- One\n"),
        (f"# A\r\n\r\n{START}\r\n\r\n- One\r\n\r\n{END}\r\n", "# A\r\n\r\n- One\r\n"),
        (f"- A\n\n  {START}\n\n  - One\n\n  {END}\n\n- B\n", "- A\n\n  - One\n\n- B\n"),
        (f"# A\n\n{START}\n{END}\n\n# B\n", "# A\n\n# B\n"),
        (f"{START}\n- One\n\n\n- Edited  by hand\t\n{END}\n", "- One\n\n\n- Edited  by hand\t\n"),
        (f"{START}\n- One {END}\nText\n", "- One \nText\n"),
        (f"{START}\n- One\n{END} and\n", "- One\n and\n"),
        (f"Here are <!-- synbib:start count -->12{END} of them.\n", "Here are 12 of them.\n"),
        (f"A\n\n{START}\n\n- 1\n\n{END}\n\n{START}\n\n- 2\n\n{END}\n", "A\n\n- 1\n\n- 2\n"),
        (f"```\n{START}\n{END}\n```\n", f"```\n{START}\n{END}\n```\n"),
    ],
)
def test_the_markers_go_and_what_stands_between_them_stays(blocks: str, plain: str) -> None:
    assert without_markers(blocks) == plain


@given(st.lists(st.sampled_from(["# A", "", "words", "- item", "| a |"]), max_size=8), st.data())
def test_all_that_stood_in_and_around_blocks_is_there_in_its_order(
    lines: list[str], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(lines)))
    around = "\n".join([*lines[:at], START, END, *lines[at:], ""])
    written = write_blocks(around, LIBRARY)
    [block] = parse(written)
    expected = [*lines[:at], *block.inside.splitlines(), *lines[at:]]
    plain = without_markers(written)
    assert not parse(plain)
    assert [line for line in plain.split("\n") if line] == [line for line in expected if line]


def test_a_block_that_is_never_ended_is_an_error_with_its_place() -> None:
    with pytest.raises(ReadmeError, match=r"^LIST\.md:1:1: this block is never ended"):
        without_markers(f"{START}\n- One\n", "LIST.md")
