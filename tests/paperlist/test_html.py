from __future__ import annotations

import pytest
from growth import in_proportion
from hypothesis import given, settings
from hypothesis import strategies as st

from synbib.paperlist.source.blocks import FOLD, Heading, Item, Row, Table
from synbib.paperlist.source.html import read_html
from synbib.paperlist.source.spans import BREAK, TextSpan, TextStyle, plain


def grid(html: str) -> tuple[list[str], list[list[str]]]:
    """The header and the rows of the one table, as plain text."""
    [table] = read_html(html)
    assert isinstance(table, Table)
    return [*map(plain, table.header)], [[*map(plain, row.cells)] for row in table.rows]


def test_a_page_is_headings_items_and_tables() -> None:
    html = """\
<!DOCTYPE html>
<html><head><title>Papers</title><style>p { color: red }</style></head>
<body>
<h1>Awesome <em>papers</em></h1>
<!-- <p>hidden</p> -->
<p>See <a href="https://e.org/?a=1&amp;b=2">the <b>page</b></a>
and www.e.org.</p>
<ul>
  <li>Deep nets, <i>A. Lee</i>
    <ul><li>Detail</li></ul>
  </li>
</ul>
<script>document.write("<p>no</p>")</script>
<table><tr><th>Paper</th></tr><tr><td>Wide nets</td></tr></table>
</body></html>
"""
    url = "https://e.org/?a=1&b=2"
    assert read_html(html) == (
        Heading(1, "Awesome papers", 4),
        Item(
            (
                TextSpan("See ", line=6),
                TextSpan("the ", url=url, line=6),
                TextSpan("page", TextStyle.BOLD, url, line=6),
                TextSpan(" and ", line=7),
                TextSpan("www.e.org", url="www.e.org", line=7),
                TextSpan(".", line=7),
            ),
            line=6, end=8, bullet=False,
        ),
        Item(
            (TextSpan("Deep nets, ", line=9), TextSpan("A. Lee", TextStyle.ITALIC, line=9)),
            line=9, end=12,
            children=(Item((TextSpan("Detail", line=10),), line=10, end=11),),
        ),
        Table(((TextSpan("Paper", line=14),),), (Row(((TextSpan("Wide nets", line=14),),), 14, 15),), 14, 15),
    )  # fmt: skip


def test_the_first_line_may_be_any_of_the_file() -> None:
    assert read_html("\n<h2>Papers</h2>", line=7) == (Heading(2, "Papers", 8),)


def test_cells_that_span_rows_stand_in_each_and_of_columns_in_the_first() -> None:
    html = """
    <table>
      <thead>
        <tr><th rowspan="2">Paper</th><th colspan="2">Links</th></tr>
        <tr><th>Code</th><th>Data</th></tr>
      </thead>
      <tr><td colspan="3">2020</td></tr>
      <tr><td rowspan="2">Deep nets</td><td>c1</td><td>d1</td></tr>
      <tr><td>c2</td></tr>
    </table>"""
    assert grid(html) == (
        ["Paper", "Links Code", "Links Data"],
        [["2020", "", ""], ["Deep nets", "c1", "d1"], ["Deep nets", "c2", ""]],
    )


def test_a_name_above_the_heads_is_a_row() -> None:
    html = "<table><tr><th colspan=2>Surveys</th></tr><tr><th>Paper<th>Year</tr><tr><td>A<td>2020</table>"
    assert grid(html) == (["Paper", "Year"], [["Surveys", ""], ["A", "2020"]])


def test_heads_below_the_first_row_are_cells_like_others() -> None:
    html = """
    <table>
      <tr><th>Paper</th><th>Year</th></tr>
      <tr><td rowspan="2">A</td><td>2020</td></tr>
      <tr><th>2021</th></tr>
      <tr><th>B</th><th>2022</th></tr>
      <tr></tr>
      <tr><th colspan="2">2023</th></tr>
    </table>"""
    rows = [["A", "2020"], ["A", "2021"], ["B", "2022"], ["2023", ""]]
    assert grid(html) == (["Paper", "Year"], rows)


def test_lists_and_paragraphs_in_a_cell_are_its_lines() -> None:
    [table] = read_html("<table><td><ul><li>a<li>b</ul><p>c</p>d<br>e</td></table>")
    assert isinstance(table, Table)
    [[cell]] = [row.cells for row in table.rows]
    assert [span.text for span in cell] == ["a", BREAK, "b", BREAK, "c", BREAK, "d", BREAK, "e"]


def test_what_is_not_closed_ends_where_it_must() -> None:
    html = "<ul>\n<li>One\n<li><b>Two <ul><li>Sub</ul>\n<li>Three\n</ul>\n<p>A\n<p>B\n<h2>C\n<p>D"
    assert [(plain(b.spans), b.line, b.end) for b in read_html(html) if isinstance(b, Item)] == [
        ("One", 2, 3), ("Two", 3, 4), ("Three", 4, 6), ("A", 6, 7), ("B", 7, 8),
    ]  # fmt: skip
    assert read_html(html)[-1] == Heading(2, "C D", 8)


def test_folds_nest_and_one_without_a_summary_is_none() -> None:
    html = "<details><summary>A</summary><details>x</details><details><summary>B</summary></details></details></details>"
    folds = [block for block in read_html(html) if isinstance(block, Heading)]
    assert folds == [Heading(FOLD, text, 1) for text in ("A", "B", "", "")]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("a &lt; b &amp;amp; &nbsp;c", "a < b &amp; c"),
        ("1 < 2 <3 </> <>", "1 < 2 <3 </> <>"),
        ('<a title="x > y" href=u>t</a>', "t"),
        ('<a href="never closed>t</a> u', "t u"),
        ("a <!-- b -- > c --> d <!-- e", "a d"),
        ("a <![CDATA[ b ]]> c <!foo> d <?php e ?> f", "a c d f"),
        ("a <script>b</SCRIPT > c <style>d", "a c"),
        ("</li></ul></td></table></details>a</b></a>", "a"),
        ("<svg><text>a</text></svg>b", "b"),
    ],
)
def test_broken_html_reads_as_in_a_browser(html: str, expected: str) -> None:
    assert " ".join(plain(b.spans) for b in read_html(html) if isinstance(b, Item)) == expected


def test_spans_cannot_make_a_large_table_of_a_small_file() -> None:
    [table] = read_html("<table>" + "<tr><td rowspan=60000 colspan=90000>x" * 1000)
    assert isinstance(table, Table)
    assert {len(row.cells) for row in table.rows} == {64}


def test_cells_beyond_the_widest_row_join_its_last() -> None:
    [table] = read_html("<table><tr>" + "<td>x" * 100_000)
    assert isinstance(table, Table)
    [row] = table.rows
    assert len(row.cells) == 64
    assert sum(span.text == "x" for cell in row.cells for span in cell) == 100_000


@pytest.mark.parametrize(
    "piece", ["<a ", '<a "', "<a x='", "<!--", "<![", "</", "&", "<?", "<script>", "<ul><li>x", "<td>x"]
)  # fmt: skip
def test_time_grows_with_the_text_and_not_with_its_square(piece: str) -> None:
    assert in_proportion(lambda times: read_html(piece * times), 50_000 // len(piece))


TAGS = ["ul", "li", "table", "tr", "td", "th", "thead", "p", "b", "a", "h2", "details", "summary", "br", "pre"]  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from([f"<{e}{tag}>" for tag in TAGS for e in ("", "/")] + ["x", "\n"])))
def test_no_order_of_tags_breaks_it_or_loses_text(pieces: list[str]) -> None:
    outside_code = "".join(pieces).replace("<pre>", "").replace("</pre>", "")
    assert repr(read_html(outside_code)).count("'x") + sum(
        block.text.count("x") for block in read_html(outside_code) if isinstance(block, Heading)
    ) >= min(1, outside_code.count("x"))
    read_html("".join(pieces))
