from __future__ import annotations

import sys
from pathlib import Path

import pytest

from synbib.errors import SynbibError
from synbib.extras import needed
from synbib.paperlist.mentions.reader import read_list
from synbib.paperlist.source.blocks import Block, Heading, Item, Table
from synbib.paperlist.source.rst import read_rst
from synbib.paperlist.source.spans import BREAK, TextSpan, TextStyle, plain

pytest.importorskip("docutils")


def read(text: str) -> tuple[Block, ...]:
    return read_rst(text, "README.rst")


def grid(text: str) -> tuple[list[str], list[list[str]]]:
    """The header and the rows of the one table, as plain text."""
    [table] = read(text)
    assert isinstance(table, Table)
    return [*map(plain, table.header)], [[*map(plain, row.cells)] for row in table.rows]


def test_sections_are_headings_by_their_depth() -> None:
    text = "Papers\n======\n\nSurveys *of* all\n----------------\n\n====\nEnd\n====\n\nNext\n----\n"
    assert read(text)[:2] == (Heading(1, "Papers", 1), Heading(2, "Surveys of all", 4))
    assert [block.line for block in read(text)] == [1, 4, 8, 11]


def test_inline_markup_links_and_substitutions_are_resolved() -> None:
    text = """\
**Deep nets**, *A. Lee*, ``code``, `[pdf] <https://e.org/1>`_,
see `the site`_, |star| and https://e.org/a_b. [1]_

.. _the site: https://e.org/site
.. |star| image:: https://e.org/s.svg
   :target: https://e.org/code
   :alt: Star
.. [1] A remark.
"""
    [item] = read(text)
    assert isinstance(item, Item)
    assert (item.line, item.end, item.bullet) == (1, 3, False)
    assert item.spans == (
        TextSpan("Deep nets", TextStyle.BOLD, line=1),
        TextSpan(", ", line=1),
        TextSpan("A. Lee", TextStyle.ITALIC, line=1),
        TextSpan(", ", line=1),
        TextSpan("code", TextStyle.CODE, line=1),
        TextSpan(", ", line=1),
        TextSpan("[pdf]", url="https://e.org/1", line=1),
        TextSpan(",", line=1),
        TextSpan(BREAK, line=2),
        TextSpan("see ", line=2),
        TextSpan("the site", url="https://e.org/site", line=2),
        TextSpan(", ", line=2),
        TextSpan("Star", url="https://e.org/code", image="https://e.org/s.svg", line=2),
        TextSpan(" and ", line=2),
        TextSpan("https://e.org/a_b", url="https://e.org/a_b", line=2),
        TextSpan(".", line=2),
    )


def test_a_footnote_stands_where_nothing_but_its_mark_does() -> None:
    text = """\
=====  =======
Paper  Ref
=====  =======
Deep   [#Lee]_
Wide   [#Lee]_
=====  =======

Read more [#Lee]_ of it.

.. [#Lee] Lee, A., 2020. *Deep*.
"""
    table, item = read(text)[:2]
    assert isinstance(table, Table)
    assert isinstance(item, Item)
    cells = [[*map(plain, row.cells)] for row in table.rows]
    assert cells == [["Deep", "Lee, A., 2020. Deep."], ["Wide", ""]]  # each once
    assert (plain(item.spans), item.line) == ("Read more of it.", 8)


def test_the_authors_of_a_row_are_those_of_its_footnote() -> None:
    text = """\
===========================  =====  ====  ==========
Paper Title                  Venue  Year  Ref
===========================  =====  ====  ==========
Deep Nets of Many Layers     ACL    2021  [#Lee]_
Wide Nets of Many Neurons    ACL    2022  [#Other]_
===========================  =====  ====  ==========

.. [#Lee] Lee, A. and Roe, B., 2020. Deep nets of many layers. *arXiv preprint*.
.. [#Other] Doe, C., 2020. Something else. *arXiv preprint*.
"""
    papers = read_list(text, "README.rst").mentions
    assert [(p.title, p.authors, p.venue, p.year) for p in papers] == [
        ("Deep Nets of Many Layers", ("Lee, A.", "Roe, B."), "ACL", 2021),
        ("Wide Nets of Many Neurons", (), "ACL", 2022),
    ]


def test_a_footnote_that_leads_to_itself_is_no_trouble() -> None:
    assert read("=  =======\nA  [#b]_\nC  [#c]_\n=  =======\n\n.. [#b] [#b]_\n.. [#c] [#b]_\n")


def test_lists_nest_and_paragraphs_are_lines() -> None:
    text = """\
- Deep nets,
  A. Lee

  ACL 2020

  1. Part
- Next

Term
   Meaning

.. code::

   hidden
"""
    items = [block for block in read(text) if isinstance(block, Item)]
    assert [(plain(i.spans), i.line, i.end, len(i.children)) for i in items] == [
        ("Deep nets, A. Lee ACL 2020", 1, 7, 1), ("Next", 7, 8, 0), ("Term Meaning", 9, 11, 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "===========  =====\nPaper        Venue\n===========  =====\n`Deep <u>`_  ACL\nWide         CVPR\n===========  =====\n",
        "+-----------+-------+\n| Paper     | Venue |\n+===========+=======+\n| `Deep     | ACL   |\n| <u>`_     |       |\n"
        "+-----------+-------+\n| Wide      | CVPR  |\n+-----------+-------+\n",
        ".. list-table::\n   :header-rows: 1\n\n   * - Paper\n     - Venue\n   * - `Deep <u>`_\n     - ACL\n   * - Wide\n     - CVPR\n",
        '.. csv-table::\n   :header: Paper, Venue\n\n   "`Deep <u>`_", ACL\n   Wide, CVPR\n',
    ],
    ids=["simple", "grid", "list-table", "csv-table"],
)
def test_tables_of_every_form(text: str) -> None:
    assert grid(text) == (["Paper", "Venue"], [["Deep", "ACL"], ["Wide", "CVPR"]])
    [table] = read(text)
    assert isinstance(table, Table)
    assert table.rows[0].cells[0][0].url == "u"


def test_rows_know_their_lines() -> None:
    text = "\n=====  =====\nPaper  Venue\n=====  =====\nDeep   ACL\nWide   CVPR\n=====  =====\n"
    [table] = read(text)
    assert isinstance(table, Table)
    assert [(row.line, row.end) for row in table.rows] == [(5, 6), (6, 7)]


def test_a_cell_of_several_rows_stands_in_each() -> None:
    text = """\
+------+-------+
| 2020 | Deep  |
+      +-------+
|      | Wide  |
+------+-------+
| 2021         |
+------+-------+
"""
    assert grid(text) == ([], [["2020", "Deep"], ["2020", "Wide"], ["2021", ""]])


def test_no_other_file_is_read_and_nothing_is_printed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    text = f".. include:: {secret}\n\n.. csv-table::\n   :file: {secret}\n\n.. raw:: html\n   :file: {secret}\n\n`broken\n\nText\n"
    assert "secret'" not in repr(read(text))
    assert plain(read(text)[-1].spans) == "Text"  # type: ignore[union-attr]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- " * 4000 + "x", "README.rst: is nested too deeply for docutils; indent its lists less"),
        ("\na " + "+--" * 700, "README.rst:2:3: more than 2,000 characters without a blank; break the line"),
        ("a\n\n* b\n" + " \t\n" * 1001 + "c", "README.rst:1004: more than 1,000 empty lines in a row; take them out"),
        ("\n" + "x" * 10_001, "README.rst:2: the line is longer than docutils reads, 10,000 characters; break it"),
    ],
)  # fmt: skip
def test_what_docutils_cannot_read_is_an_error_of_one_line(text: str, message: str) -> None:
    with pytest.raises(SynbibError) as error:
        read(text)
    assert str(error.value) == message


def test_without_docutils_the_error_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docutils.core", None)
    with pytest.raises(SynbibError) as error:
        read("Text")
    assert str(error.value) == f"README.rst: {needed('to read reStructuredText', 'rst')}"


def test_a_readme_of_others_keeps_its_rows_and_their_lines(shared: Path) -> None:
    path = shared / "readmes" / "yzhao062__anomaly-detection-resources.rst"
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    rows = [
        row for block in read_rst(text, path.name) if isinstance(block, Table) for row in block.rows
    ]
    # Each paper of its tables is cited as `[#Lee2020]_`.
    assert {row.line for row in rows} == {n for n, line in enumerate(lines, 1) if "]_  " in line}
    for row in rows:
        assert plain(row.cells[0]).split(" ")[0] in lines[row.line - 1]


def test_a_backslash_before_a_period_is_not_shown_and_parts_no_name() -> None:
    found = read_list(
        '#. H\\. Lee, C\\. Roe, "Some Nice Title of Work", ICML 2020. `pdf <https://e.org/a.pdf>`__\n'
        "#. Tre\\ es of Asia `pdf <https://e.org/b.pdf>`__\n",
        "README.rst",
    )
    first, second = found.mentions
    assert (first.title, first.authors) == ("Some Nice Title of Work", ("H. Lee", "C. Roe"))
    assert (second.title, second.line) == ("Trees of Asia", 2)
