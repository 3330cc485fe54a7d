from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from growth import in_proportion
from hypothesis import given, settings
from hypothesis import strategies as st

from synbib.paperlist.source.blocks import FOLD, Block, Heading, Item, Row, Table
from synbib.paperlist.source.markdown import read_markdown
from synbib.paperlist.source.spans import BREAK, TextSpan, TextStyle, plain


def drawn(blocks: Iterable[Block], indent: str = "") -> Iterator[str]:
    """Blocks as lines: `line-end`, what it is, its text; links as `[text](url)`, line breaks as ` / `."""
    for block in blocks:
        match block:
            case Heading(level, text, line):
                yield f"{line} {'fold' if level == FOLD else f'h{level}'} {text}".rstrip()
            case Item(spans, line, end, children, bullet):
                yield f"{indent}{line}-{end} {'-' if bullet else '¶'} {written(spans)}"
                yield from drawn(children, indent + "  ")
            case Table(header, rows, line, end):
                yield f"{line}-{end} table {' | '.join(map(written, header))}".rstrip()
                for row in rows:
                    yield f"  {row.line}-{row.end} {' | '.join(map(written, row.cells))}"


def written(spans: Iterable[TextSpan]) -> str:
    return "".join(
        " / "
        if span.text == BREAK
        else f"[{span.text}]({span.url})"
        if span.url
        else f"!{span.text}({span.image})"
        if span.image
        else span.text
        for span in spans
    )


def read(text: str) -> list[str]:
    return list(drawn(read_markdown(text)))


def spans(text: str) -> list[TextSpan]:
    [item] = read_markdown(text)
    assert isinstance(item, Item)
    return list(item.spans)


# --- inline ---------------------------------------------------------------------------------------


def test_looks_add_up_and_a_link_keeps_its_url_in_each_of_its_runs() -> None:
    assert spans("*Ann **Lee*** `x` ~~old~~ <u>new</u> [**Deep** nets](https://e.org/1)") == [
        TextSpan("Ann ", TextStyle.ITALIC, line=1),
        TextSpan("Lee", TextStyle.BOLD | TextStyle.ITALIC, line=1),
        TextSpan(" ", line=1),
        TextSpan("x", TextStyle.CODE, line=1),
        TextSpan(" ", line=1),
        TextSpan("old", TextStyle.STRIKE, line=1),
        TextSpan(" ", line=1),
        TextSpan("new", TextStyle.UNDERLINE, line=1),
        TextSpan(" ", line=1),
        TextSpan("Deep", TextStyle.BOLD, "https://e.org/1", line=1),
        TextSpan(" nets", TextStyle.PLAIN, "https://e.org/1", line=1),
    ]


def test_an_image_has_its_alternative_text_and_the_link_around_it() -> None:
    assert spans("[![Star](https://img.shields.io/s.svg)](https://github.com/a/b)") == [
        TextSpan("Star", url="https://github.com/a/b", image="https://img.shields.io/s.svg", line=1)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see [the page][p]\n\n[p]: https://e.org/p", "see [the page](https://e.org/p)"),
        ("<https://e.org/a>", "[https://e.org/a](https://e.org/a)"),
        ("at https://e.org/a_b_c, or", "at [https://e.org/a_b_c](https://e.org/a_b_c), or"),
        ("(www.e.org/a_(b)).", "([www.e.org/a_(b)](www.e.org/a_(b)))."),
        ("代码：https://e.org/a，数据", "代码：[https://e.org/a](https://e.org/a)，数据"),
        ("**https://e.org/_a_/b**", "[https://e.org/_a_/b](https://e.org/_a_/b)"),
        (r"https://e.org/a\_b", "[https://e.org/a_b](https://e.org/a_b)"),
        ("[Paper]() [Code](#)", "Paper [Code](#)"),
        ("[[paper](u)] [[pdf]](v)", "[[paper](u)] [[pdf]](v)"),
        ("[x](javascript:f)", "[x](javascript:f)"),
        ("[x](https://e.org/ä%20b)", "[x](https://e.org/ä%20b)"),
        ("[x](https://doi.org/10.1007/JHEP07(2022)115)", "[x](https://doi.org/10.1007/JHEP07(2022)115)"),
    ],
)  # fmt: skip
def test_links_lead_where_they_are_written_to(text: str, expected: str) -> None:
    assert written(spans(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[x](https://e.org/c d)!", [("x", "https://e.org/c d"), ("!", "")]),
        ("[pdf](papers/My Paper.pdf)", [("pdf", "papers/My Paper.pdf")]),
        ("[x] (https://e.org/a)", [("x", "https://e.org/a")]),
        ("[x](https://e.org/c(d)", [("x", "https://e.org/c(d)")]),
        (
            "[[x](https://e.org/c(d)], [y](https://e.org)",
            [("[", ""), ("x", "https://e.org/c(d)"), ("], ", ""), ("y", "https://e.org")],
        ),
        (
            "[x](https://e.org/1 [y](https://e.org/2)",
            [("x", "https://e.org/1"), (" ", ""), ("y", "https://e.org/2")],
        ),
        ("[x]([https://e.org](https://e.org/a))", [("x", "https://e.org/a")]),
        ("[n](see the remark)", [("[n](see the remark)", "")]),
        ("[n] (and so on)", [("[n] (and so on)", "")]),
    ],
)
def test_links_with_blanks_and_parentheses_left_open_are_links(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(span.text, span.url) for span in spans(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a &amp; b &eacute; :star: \\*", "a & b é :star: *"),
        ("x<sup>2</sup> <font color=red>red</font> <foo>bar</foo>", "x2 red bar"),
        ('<a name="top"></a>Top <!-- synbib:start list -->text<!-- synbib:end -->', "Top text"),
        ("<a href=https://e.org/?a=b>Q</a>", "[Q](https://e.org/?a=b)"),
        ('<img src="i.png" width=10>', "!(i.png)"),
        ("a < b > c", "a < b > c"),
        ("a<br>b<br/>c</br>d  \ne\nf<br>\ng", "a / b / c / d / e / f / g"),
        ("a<br><br>b", "a /  / b"),
    ],
)
def test_html_in_text_means_what_it_means_on_github(text: str, expected: str) -> None:
    assert written(spans(text)) == expected


def test_each_span_knows_its_line() -> None:
    text = "- one\n  two `a\n  b`\n  three\n"
    assert [(span.text, span.line) for span in spans(text) if span.text != BREAK] == [
        ("one", 1), ("two ", 2), ("a b", 2), ("three", 4),
    ]  # fmt: skip


# --- headings -------------------------------------------------------------------------------------


def test_headings_of_every_kind_are_plain_text() -> None:
    text = """\
# Awesome *LLM* [papers](https://e.org) ![](logo.png) #

Setext
------

<h2 align="center"><a name="x"></a>HTML &amp; more<img src="i.png"></h2>

## ![](only.png)

> ### Quoted

- #### In an item
"""
    assert read(text) == [
        "1 h1 Awesome LLM papers",
        "3 h2 Setext",
        "6 h2 HTML & more",
        "10 h3 Quoted",
        "12-13 - In an item",
    ]


def test_what_can_be_folded_stands_between_two_headings() -> None:
    text = """\
<details open>
<summary><b>Papers</b> of 2020</summary>

- One

</details>

<details><summary>

### 2019

</summary>

- Two

</details>
"""
    assert read(text) == [
        "2 fold Papers of 2020", "4-5 - One", "6 fold",
        "8 fold 2019", "14-15 - Two", "16 fold",
    ]  # fmt: skip


def test_what_is_folded_within_an_item_is_text_of_the_item() -> None:
    text = "- Deep nets <details><summary>Abstract</summary>We show.<br/>More</details> end"
    assert read(text) == ["1-2 - Deep nets / Abstract / We show. / More / end"]


# --- lists ----------------------------------------------------------------------------------------


def test_sublists_are_children_and_paragraphs_are_lines() -> None:
    text = """\
Some papers
of ours:

* **Deep nets**, A. Lee
  ACL 2020

  [Paper](u)

      code

  + Part one
     1. Detail
  + Part two
lazy

  After.
* Next

- Other list
"""
    assert read(text) == [
        "1-3 ¶ Some papers / of ours:",
        "4-17 - Deep nets, A. Lee / ACL 2020 / [Paper](u) / After.",
        "  11-13 - Part one",
        "    12-13 - Detail",
        "  13-15 - Part two / lazy",
        "17-18 - Next",
        "19-20 - Other list",
    ]


def test_quotations_read_as_if_not_quoted_and_code_is_no_text() -> None:
    text = "> - [A](u)\n>   more\n>\n> text\n\n```bibtex\n@misc{a}\n```\n\n    indented\n\n<pre>@misc{b}</pre>\n"
    assert read(text) == ["1-3 - [A](u) / more", "4-5 ¶ text"]


def test_a_list_indented_like_code_is_a_list() -> None:
    text = """\
## 2023

    * (CVPR 2023) **Deep nets**
      [Paper](u)
        * Detail

    * (ACL 2023) *Wide nets*

Text

    make install
    - this is code"""
    assert read(text) == [
        "1 h2 2023",
        "3-6 - (CVPR 2023) Deep nets / [Paper](u)",
        "  5-6 - Detail",
        "7-8 - (ACL 2023) Wide nets",
        "9-10 ¶ Text",
    ]


def test_a_paragraph_of_an_item_that_is_indented_too_little_is_no_code() -> None:
    text = "10.  **Deep nets.**\n\n    *A. Lee.* [abs](https://e.org/1), 2020\n"
    assert read(text) == ["1-2 - Deep nets.", "3-4 ¶ A. Lee. [abs](https://e.org/1), 2020"]


def test_a_list_indented_like_code_may_end_the_file() -> None:
    assert read("# A\n\n    1. x\n    2. y") == ["1 h1 A", "3-4 - x", "4-5 - y"]


# --- tables ---------------------------------------------------------------------------------------


def test_a_table_has_cells_of_spans() -> None:
    assert read_markdown("| Paper | Venue |\n|:--|:-:|\n| [A](u)<br>B. Lee | |\n") == (
        Table(
            header=((TextSpan("Paper", line=1),), (TextSpan("Venue", line=1),)),
            rows=(
                Row(
                    (
                        (
                            TextSpan("A", url="u", line=3),
                            TextSpan(BREAK, line=3),
                            TextSpan("B. Lee", line=3),
                        ),
                        (),
                    ),
                    line=3,
                    end=4,
                ),
            ),
            line=1,
            end=4,
        ),
    )


def test_rows_need_no_pipes_around_and_no_right_number_of_cells() -> None:
    text = """\
Below a line
| Paper | Venue | Code |
|---|:-:|---
[A](u)|ACL 2020|-|
| B |
| C | x | y | |
| D | x | y | z |
| E \\| F | `a\\|b` | - |
| [G|H](v) | `a|b` | - |
| I | x | y |[//]: #09/30
"""
    assert read(text) == [
        "1-2 ¶ Below a line",
        "2-11 table Paper | Venue | Code",
        "  4-5 [A](u) | ACL 2020 | -",
        "  5-6 B |  | ",
        "  6-7 C | x | y",
        "  7-8 D | x | y | z",
        "  8-9 E | F | a|b | -",
        "  9-10 [G|H](v) | a|b | -",
        "  10-11 I | x | y",
    ]


def test_rows_after_an_empty_line_or_a_comment_belong_to_the_table() -> None:
    text = """\
| Paper | Venue |
| --- | --- |
| A | ACL |

| B | CVPR |
<!-- | Old | ICML |
-->
[C](u)|ICLR|
# Next
| Paper | Year |
| --- | --- |
| D | 2020 |
| Title | Link |
| --- | --- |
| E | [x](v) |

[Home](#a) | [Top](#b)
"""
    assert read(text) == [
        "1-9 table Paper | Venue",
        "  3-4 A | ACL",
        "  5-6 B | CVPR",
        "  8-9 [C](u) | ICLR",
        "9 h1 Next",
        "10-13 table Paper | Year",
        "  12-13 D | 2020",
        "13-16 table Title | Link",
        "  15-16 E | [x](v)",
        "17-18 ¶ [Home](#a) | [Top](#b)",
    ]


def test_a_table_may_stand_in_html_in_a_quotation_and_in_an_item() -> None:
    text = """\
<details>
<summary>2020</summary>

| A | B |
|---|---|
| 1 | 2 |

</details>

> | A | B |
> |---|---|
> | 3 | 4 |

- Survey

  | A | B |
  |---|---|
  | 5 | 6 |
- Next
"""
    assert read(text) == [
        "2 fold 2020",
        "4-7 table A | B",
        "  6-7 1 | 2",
        "8 fold",
        "10-13 table A | B",
        "  12-13 3 | 4",
        "14-19 - Survey",
        "16-19 table A | B",
        "  18-19 5 | 6",
        "19-20 - Next",
    ]


def test_markdown_in_the_cells_of_an_html_table() -> None:
    text = (
        "<table>\n<tr>\n<td>\n\n[A](u) **b**\n\n</td>\n<td>\n\n- x\n- y\n\n</td>\n</tr>\n</table>\n"
    )
    assert read(text) == ["1-16 table", "  2-15 [A](u) b | x / y"]


def test_an_html_table_that_is_not_closed_ends_at_the_next_heading() -> None:
    assert read("<table><tr><td>logo\n\n# Papers\n\n- A\n") == [
        "1-2 table", "  1-2 logo", "3 h1 Papers", "5-6 - A",
    ]  # fmt: skip


# --- hostile --------------------------------------------------------------------------------------


def test_line_endings_of_every_kind_and_nul() -> None:
    assert read("\ufeff# A\r\r\n- b\0c\r- d\n") == ["1 h1 A", "3-4 - b\ufffdc", "4-5 - d"]


@pytest.mark.parametrize("row", ["| [Deep nets](https://e.org/1) | **ACL** |", "| Deep nets |"])
def test_no_row_of_a_hundred_thousand_is_lost(row: str) -> None:
    [table] = read_markdown("| Paper | Venue | Code |\n|---|---|---|\n" + f"{row}\n" * 100_000)
    assert isinstance(table, Table)
    assert len(table.rows) == 100_000
    assert plain(table.rows[-1].cells[0]) == "Deep nets"


@pytest.mark.parametrize(
    "text",
    [
        "- " * 10_000 + "deep",
        "> " * 10_000 + "deep",
        "".join(f"{'  ' * n}- deep\n" for n in range(500)),
        "".join(f"{'    ' * n}- deep\n" for n in range(200)),
        "<ul><li>" * 10_000 + "deep",
        "<table><tr><td>" * 10_000 + "deep",
    ],
    ids=["bullets", "quotations", "lists", "lists by four", "html lists", "html tables"],
)
def test_nothing_is_lost_for_being_deep(text: str) -> None:
    assert repr(read_markdown(text)).count("deep") == text.count("deep")


@pytest.mark.parametrize(
    "piece",
    ["[", "[a](http://e ( ", "![", "*a **b ", "`", "<", '<a "', "<!--", "<b>", "https://e.org/) ",
     "|", "- a\n\n      b\n", "|a|b|\n|-|-|\n<!--\n", "| a |\n\n", "\\", "&#", "    - a\n"],
)  # fmt: skip
def test_time_grows_with_the_text_and_not_with_its_square(piece: str) -> None:
    before = "|a|b|\n|-|-|\n" * (piece == "| a |\n\n")
    assert in_proportion(lambda times: read_markdown(before + piece * times), 20_000 // len(piece))


words = st.lists(st.sampled_from(["nets", "deep", "learning", "2020", "Ann", "Lee"]), min_size=1)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(words, st.integers(0, 2), st.integers(1, 3), st.booleans())))
def test_an_item_stands_on_the_lines_that_it_names(
    entries: list[tuple[list[str], int, int, bool]],
) -> None:
    text, depth = "", 0
    for entry, wanted, length, loose in entries:
        depth = min(wanted, depth + 1) if text else 0
        indent = "  " * depth
        text += f"{indent}- {' '.join(entry)}\n" + f"{indent}  more text\n" * (length - 1)
        text += "\n" * loose
    lines = text.split("\n")

    def check(items: Iterable[Block], start: int, end: int) -> int:
        count = 0
        for item in items:
            assert isinstance(item, Item)
            assert start <= item.line < item.end <= end
            own = "\n".join(lines[item.line - 1 : item.end - 1])
            assert all(span.text in own for span in item.spans)
            assert all(
                span.text in lines[span.line - 1] for span in item.spans if span.text != BREAK
            )
            count += 1 + check(item.children, item.line, item.end)
        return count

    assert check(read_markdown(text), 1, len(lines)) == len(entries)


# --- what people wrote ----------------------------------------------------------------------------


def test_the_readmes_of_others_lose_no_link(shared: Path) -> None:
    for path in sorted(shared.glob("readmes/*.md")):
        text = path.read_text(encoding="utf-8")
        shown = re.sub(r"(?s)<!--.*?-->|(?m:^)```.*?(?m:^)```", "", text)
        shown = re.sub(r"(?m)^#.*$", "", shown)
        meant = set(re.findall(r"\]\((https?://[^\s()\\&]+)\)", shown))
        lost = meant - set(links(read_markdown(text)))
        # Badges within the tags of a heading are not part of a list.
        assert {url for url in lost if "/awesome" not in url and "badge" not in url} == set(), (
            path.name
        )


def links(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Item):
            yield from (url for span in block.spans for url in (span.url, span.image))
            yield from links(block.children)
        elif isinstance(block, Table):
            cells = [*block.header, *(cell for row in block.rows for cell in row.cells)]
            yield from (url for cell in cells for span in cell for url in (span.url, span.image))


def test_a_paragraph_that_is_too_long_is_read_line_by_line() -> None:
    lines = [f"[Paper {n}](https://e.org/{n}) *and* more" for n in range(2000)]
    (block,) = read_markdown("\n".join(lines))
    assert isinstance(block, Item)
    urls = [(span.text, span.url, span.line) for span in block.spans if span.url]
    assert urls == [(f"Paper {n}", f"https://e.org/{n}", n + 1) for n in range(2000)]


def test_a_line_that_is_too_long_is_text() -> None:
    text = "*a* " + "b" * 50_000
    (block,) = read_markdown(text)
    assert isinstance(block, Item)
    assert [(span.text, span.style) for span in block.spans] == [(text, TextStyle.PLAIN)]
