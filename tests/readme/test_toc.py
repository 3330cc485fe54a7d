from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from growth import in_proportion
from hypothesis import given
from hypothesis import strategies as st

from synbib.readme import Options, toc
from synbib.readme.commonmark import code_lines, headings
from synbib.readme.toc import anchored, slugs
from synbib.text import strip

PAGE = """\
# The *title* with `code`

Setext [linked](https://example.org) heading
============================================

## Applications ##
### Applications

```
# not a heading
```

<!--
# nor this
-->

    # nor this

> #### In a quotation

- ## In a list

Second
------

#no heading, ####### nor this

## ![badge](b.svg) A &amp; B \\* [ref] <kbd>x</kbd>

<h2 align="center">
  HTML <em>too</em> &lt;3
</h2>
<!-- <h3>not this</h3> -->

##

#### 🚀 Start

[ref]: https://example.org
"""


def test_headings_are_found_where_commonmark_has_them() -> None:
    assert [(h.level, strip(h.text), h.line) for h in headings(PAGE)] == [
        (1, "The title with code", 0),
        (1, "Setext linked heading", 2),
        (2, "Applications", 5),
        (3, "Applications", 6),
        (4, "In a quotation", 18),
        (2, "In a list", 20),
        (2, "Second", 22),
        (2, "A & B * ref x", 27),
        (2, "HTML too <3", 29),
        (2, "", 34),
        (4, "🚀 Start", 36),
    ]


def test_line_endings_and_a_byte_order_mark_do_not_matter() -> None:
    expected = headings(PAGE)
    assert headings(PAGE.replace("\n", "\r\n")) == expected
    assert headings(PAGE.replace("\n", "\r")) == expected
    assert headings("\N{BYTE ORDER MARK}" + PAGE) == expected


def test_code_blocks_are_found_with_their_fences() -> None:
    assert code_lines("a\n\n```md\nb\n```\n\n    c\n\n- ~~~\n  d\n\ne\n") == [
        (2, 5),
        (6, 7),
        (8, 11),
    ]


@pytest.mark.parametrize(
    "piece", ["<h1>", "<h1 ", "<h1></h2>", "<!--", "<h1>\n", "[", "# a\n", "> "]
)
def test_hostile_texts_are_read_in_time_in_proportion(piece: str) -> None:
    def read(times: int) -> None:
        headings("<div>" + piece * times)
        headings(f"# {piece * (times // 10)}")

    assert in_proportion(read, 5000)


def test_the_contents_are_nested_links_with_the_formatting_of_the_headings(
    read_back: Callable[[str], Any],
) -> None:
    text = toc(anchored(PAGE))
    assert (
        text
        == """\
* [The *title* with `code`](#the-title-with-code)
* [Setext linked heading](#setext-linked-heading)
  * [Applications](#applications)
    * [Applications](#applications-1)
      * [In a quotation](#in-a-quotation)
  * [In a list](#in-a-list)
  * [Second](#second)
  * [A & B \\* ref x](#a--b--ref-x)
  * [HTML too <3](#html-too-3)
    * [🚀 Start](#-start)"""
    )
    assert [(depth, url) for depth, _, url in read_back(text).nested_links] == [
        (0, "#the-title-with-code"),
        (0, "#setext-linked-heading"),
        (1, "#applications"),
        (2, "#applications-1"),
        (3, "#in-a-quotation"),
        (1, "#in-a-list"),
        (1, "#second"),
        (1, "#a--b--ref-x"),
        (1, "#html-too-3"),
        (2, "#-start"),
    ]


def test_levels_outside_the_limits_stay_out_and_the_rest_moves_up() -> None:
    contents = toc(anchored("# A\n## B\n### C\n#### D\n## E\n"), Options(min_level=2, max_level=3))
    assert contents == "* [B](#b)\n  * [C](#c)\n* [E](#e)"


def test_a_jump_of_levels_is_one_step() -> None:
    contents = toc(anchored("### A\n# B\n#### C\n### D\n##### E\n# F\n"))
    assert contents == ("* [A](#a)\n* [B](#b)\n  * [C](#c)\n  * [D](#d)\n    * [E](#e)\n* [F](#f)")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["A", "a", "A!"], ["a", "a-1", "a-2"]),
        (["foo", "foo-1", "foo", "foo"], ["foo", "foo-1", "foo-2", "foo-3"]),
        (["foo-1", "foo", "foo"], ["foo-1", "foo", "foo-2"]),
        (["foo", "foo", "foo-1"], ["foo", "foo-1", "foo-1-1"]),
        (["foo", "foo", "foo-1", "foo-1"], ["foo", "foo-1", "foo-1-1", "foo-1-2"]),
        (["数据", "数据"], ["数据", "数据-1"]),
        (["🚀", "✨"], ["", "-1"]),
    ],
)
def test_repeated_headings_are_numbered_as_github_numbers_them(
    texts: list[str], expected: list[str]
) -> None:
    assert slugs(texts) == expected


LINES = st.lists(
    st.tuples(
        st.sampled_from(["# ", "## ", "### ", "#### ", "", "- ", "> ", "    ", "```", "<!--", "-->"]),
        st.text(st.sampled_from("aB1 -_*`[]()<>!&\\#é漢😀"), max_size=8),
    ).map("".join),
    max_size=12,
).map("\n".join)  # fmt: skip


@given(LINES)
def test_every_entry_of_the_contents_leads_to_a_heading(
    read_back: Callable[[str], Any], page: str
) -> None:
    contents = anchored(page)
    found = read_back(toc(contents)).nested_links
    assert [unquote(url) for _, _, url in found] == [f"#{entry.anchor}" for entry in contents]
    assert len({entry.anchor for entry in contents}) == len(contents)
    assert [" ".join(text.split()) for _, text, _ in found] == [
        " ".join(strip(entry.heading.text).split()) for entry in contents
    ]
