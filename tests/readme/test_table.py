from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.errors import SynbibError, UnknownNameError
from synbib.library import Entry, Library, read_text
from synbib.readme import COLUMNS, Options, parse_columns, table
from synbib.text.marks import BOLD, CODE, ITALIC, NOCASE, Span, strip

STORE = r"""
@misc{eldan2023, groups = {Pretraining, Both},
  author = {Eldan, Ronen and Li, Yuanzhi},
  title = {{TinyStories}: \emph{How Small}?}, year = {2023},
  eprint = {2305.07759}, archiveprefix = {arXiv},
  project = {https://huggingface.co/roneneldan}, note = {Best \emph{paper}},
}
@inproceedings{dong_2024, groups = {Both},
  author = {Guanting Dong and de la Cruz, Ana and {The Team} and Jingren Zhou},
  title = {A|B}, booktitle = {Proceedings of {Things} ({THINGS})}, year = {2024},
  url = {https://example.org/~a}, code = {https://example.org/_a_}, slides = {https://s.example.org},
}
@misc{bare, title = {No more than a title}, author = {Doe, J. and others}}
@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Applications\;0\;1\;\;\;\;;
2 StaticGroup:Pretraining\;0\;1\;\;\;\;;
2 StaticGroup:Prompt\;0\;1\;\;\;\;;
1 StaticGroup:Both\;0\;1\;\;\;\;;
}
"""
HEAD = "| Paper | Published in | Code/Project |\n|---|:---:|:---:|"
ELDAN = "| [TinyStories: *How Small*?](https://arxiv.org/abs/2305.07759) | arXiv 2023 | https://huggingface.co/roneneldan |"
DONG = r"| [A\|B](https://example.org/~a) | THINGS 2024 | <https://example.org/_a_> |"
BARE = "| No more than a title | - | - |"


def test_each_group_has_a_heading_and_a_table_and_those_that_are_empty_too() -> None:
    assert table(read_text(STORE)) == (
        f"{HEAD}\n{BARE}\n\n"
        "## Applications\n\n"
        f"### Pretraining\n\n{HEAD}\n{ELDAN}\n\n"
        f"### Prompt\n\n{HEAD}\n\n"
        f"## Both\n\n{HEAD}\n{ELDAN}\n{DONG}"
    )


def test_a_parser_finds_the_cells_their_alignment_and_the_links(
    read_back: Callable[[str], Any],
) -> None:
    found = read_back(table(read_text(STORE), Options(groups=("Both",))))
    assert found.kinds == ["table"]
    assert found.tables == [
        [
            ["Paper", "Published in", "Code/Project"],
            ["TinyStories: How Small?", "arXiv 2023", "https://huggingface.co/roneneldan"],
            ["A|B", "THINGS 2024", "https://example.org/_a_"],
        ]
    ]
    assert found.alignments == ["", "text-align:center", "text-align:center"]
    assert found.links == [
        ("TinyStories: How Small?", "https://arxiv.org/abs/2305.07759"),
        ("A|B", "https://example.org/~a"),
        ("https://example.org/_a_", "https://example.org/_a_"),
    ]


def test_the_group_that_is_asked_for_needs_no_entry_to_have_a_table() -> None:
    assert table(read_text(STORE), Options(groups=("Prompt",))) == HEAD
    assert table(read_text("")) == HEAD


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("title", ["TinyStories: *How Small*?", r"A\|B", "No more than a title"]),
        (
            "authors",
            [
                "Ronen Eldan, Yuanzhi Li",
                "Guanting Dong, Ana de la Cruz, The Team et al.",
                "J. Doe et al.",
            ],
        ),
        ("year", ["2023", "2024", "-"]),
        ("venue", ["arXiv", "THINGS", "-"]),
        ("slides", ["-", "https://s.example.org", "-"]),
        ("key", ["`eldan2023`", "`dong_2024`", "`bare`"]),
        ("type", ["misc", "inproceedings", "misc"]),
        ("note", ["Best *paper*", "-", "-"]),
        (
            "links",
            [
                "[Paper](https://arxiv.org/abs/2305.07759) [Project](https://huggingface.co/roneneldan)",
                "[Paper](https://example.org/~a) [Code](https://example.org/_a_) [Slides](https://s.example.org)",
                "-",
            ],
        ),
    ],
)
def test_columns_show_what_they_are_called_after(column: str, cells: list[str]) -> None:
    library = read_text(STORE.split("@Comment", maxsplit=1)[0].replace("groups", "ignored"))
    text = table(library, Options(columns=parse_columns(column)))
    assert text.split("\n")[2:] == [f"| {cell} |" for cell in cells]


def test_code_is_the_first_link_that_passes_for_it_and_no_slides() -> None:
    fields = {"slides": "https://s.example.org/", "dataset": "https://d.example.org/"}
    assert COLUMNS["code"].write(Entry("misc", "a", fields), Options()) == "https://d.example.org/"
    slides = Entry("misc", "a", {"slides": "https://s.example.org/"})
    assert COLUMNS["code"].write(slides, Options()) == ""


def test_a_pdf_beside_the_list_is_a_link_to_that_file() -> None:
    entry = Entry("misc", "a", {"url": "https://e.org/", "pdf": "papers/a_b.pdf"})
    assert COLUMNS["pdf"].write(entry, Options()) == "[PDF](papers/a_b.pdf)"
    web = Entry("misc", "a", {"url": "https://e.org/", "pdf": "https://e.org/a.pdf"})
    assert COLUMNS["pdf"].write(web, Options()) == "https://e.org/a.pdf"
    alone = Entry("misc", "a", {"pdf": "https://e.org/a.pdf"})
    assert [(link.kind, link.url) for link in alone.links] == [("paper", "https://e.org/a.pdf")]


def test_headers_may_be_ones_own() -> None:
    columns = parse_columns("paper=Dataset | paper, website = Home/Github , year, key=")
    assert [column.header for column in columns] == ["Dataset | paper", "Home/Github", "Year", ""]
    assert table(read_text(""), Options(columns=columns)) == (
        "| Dataset \\| paper | Home/Github | Year |  |\n|---|:---:|:---:|---|"
    )


def test_an_unknown_column_is_an_error_that_suggests() -> None:
    library = read_text("@misc{a, title = {A}, task-name = {Tagging}}")
    for columns, message in (
        ("year,papr", "unknown column 'papr'; did you mean paper"),
        ("task-nam", "unknown column 'task-nam'; did you mean task-name"),
        ("§", "unknown column '§'"),
        ("date YYYY-M", "unknown form of a date 'YYYY-M'; did you mean YYYY.M"),
    ):
        with pytest.raises(UnknownNameError, match=message):
            table(library, Options(columns=parse_columns(columns)))
    with pytest.raises(SynbibError, match="only the date is given a form: date YYYY-MM"):
        parse_columns("year YY")


FIELDS = r"""
@article{a, title = {A}, year = 2024, month = may, day = 3, keywords = {rag; data|sets, {\"a}},
  abstract = {One.

  Two $<$ three | four.}, doi = {10.1000/a_b}, journal = {Journal of \emph{Things}}, volume = 7,
  editor = {Lee, Ann and Roe, Bob}, file = {a_b.pdf}, urlraw = {https://e.org/~a}, task-name = {Q & A\_1},
}
@misc{b, title = {B}, year = 2023, month = 11}
@misc{c, title = {C}, eprint = {2402.00001}, archiveprefix = {arXiv}, year = 2024}
@misc{d, title = {D}, year = 2022}
"""


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("date", ["Date", "2024-05-03", "2023-11", "2024-02", "2022"]),
        ("date YYYY/MM", ["Date", "2024/05", "2023/11", "2024/02", "-"]),
        ("date Mon YYYY=When", ["When", "May 2024", "Nov 2023", "Feb 2024", "-"]),
        ("date YYYY-MM-DD", ["Date", "2024-05-03", "-", "-", "-"]),
        ("keywords", ["Keywords", "rag, data\\|sets, ä", "-", "-", "-"]),
        ("abstract", ["Abstract", "One. Two < three \\| four.", "-", "-", "-"]),
        ("DOI", ["DOI", "10.1000/a_b", "-", "-", "-"]),
        ("journal", ["Journal", "Journal of *Things*", "-", "-", "-"]),
        ("volume", ["Volume", "7", "-", "-", "-"]),
        ("editor=Edited by", ["Edited by", "Ann Lee, Bob Roe", "-", "-", "-"]),
        ("urlraw", ["Urlraw", "<https://e.org/~a>", "-", "-", "-"]),
        ("task-name", ["Task name", "Q & A_1", "-", "-", "-"]),
        ("isbn", ["ISBN", "-", "-", "-", "-"]),
    ],
)
def test_a_column_may_be_any_field(column: str, cells: list[str]) -> None:
    options = Options(columns=parse_columns(column), group_by=())
    text = table(read_text(FIELDS), options)
    head, _, *rows = text.split("\n")
    assert [head, *rows] == [f"| {cell} |" for cell in cells]


# --- Properties ----------------------------------------------------------------------------------

# Titles heavy with what means something in a cell, in a line, or to the markers of blocks.
PIECES = st.sampled_from(
    ["|", "\\", "\\|", "`", "``", "*", "_", "[", "]", "](x)", "<", ">", "<b>", "&amp;", "\n", " ", "a", "B1",
     "-->", "<!--", "<!-- synbib:end -->", "<!-- synbib:start list -->", "😀", "漢字", "é", "~~", "$", "#", "---"]
)  # fmt: skip
TITLES = st.lists(PIECES, min_size=1, max_size=8).map("".join)
SPANS = st.sampled_from([None, None, NOCASE, ITALIC, BOLD, CODE])


def library_of(*marked_titles: str) -> Library:
    """A library of entries with these titles, whatever BibTeX can say."""
    entries = {}
    for number, title in enumerate(marked_titles):
        fields = {"url": f"https://example.org/{number}", "year": "2024", "journal": "J"}
        entry = Entry("article", f"key{number}", fields)
        vars(entry)["marked_title"] = title
        entries[entry.key] = entry
    return Library.of(entries.values())


def one_line(text: str) -> str:
    return " ".join(text.split())


@given(st.lists(TITLES.filter(str.strip), max_size=4))
def test_whatever_a_title_holds_its_row_keeps_its_cells_and_its_text(
    read_back: Callable[[str], Any], titles: list[str]
) -> None:
    found = read_back(table(library_of(*titles)))
    assert found.kinds == ["table"]
    rows = found.tables[0][1:]
    assert [[one_line(cell) for cell in row] for row in rows] == [
        [one_line(title), "J 2024", "-"] for title in titles
    ]
    assert [url for _, url in found.links] == [
        f"https://example.org/{number}" for number in range(len(titles))
    ]


@given(st.lists(st.tuples(SPANS, TITLES.filter(str.strip)), min_size=1, max_size=4))
def test_formatting_in_a_title_does_not_break_its_row(
    read_back: Callable[[str], Any], pieces: list[tuple[Span | None, str]]
) -> None:
    title = "".join(span.wrap(text) if span else text for span, text in pieces)
    found = read_back(table(library_of(title, "End")))
    assert [len(row) for row in found.tables[0]] == [3, 3, 3]
    assert [url for _, url in found.links] == ["https://example.org/0", "https://example.org/1"]
    if not any(span is CODE for span, _ in pieces):
        assert "".join(found.tables[0][1][0].split()) == "".join(strip(title).split())
