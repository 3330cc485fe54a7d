"""A list becomes blocks in its maintainer's own form: no line of it changes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import synbib
from synbib.library import read_text
from synbib.paperlist.forms.named import with_settings
from synbib.readme import Options, write_list
from synbib.readme.forms import READY, Form, parse_template


@dataclass(frozen=True)
class Taken:
    """What an import with ``--convert`` makes of a list.

    Attributes:
        text: The list, with ``…`` for checksums.
        settings: What is in ``synbib.toml``.
        fields: Key → the fields that hold what the list writes in a way of its own.
        left: What stayed as it is.
        is_stable: Whether ``sync`` and a second import change nothing.
    """

    text: str
    settings: str
    fields: dict[str, dict[str, str]]
    left: list[str]
    is_stable: bool


def taken(text: str, store: str = "") -> Taken:
    done = synbib.import_text(text, read_text(store, "refs.bib"), "README.md", convert=True)
    [readme] = done.converted
    sentence_case = done.sentence_case is not False
    library = read_text(done.store.text, "refs.bib").with_sentence_case(sentence_case)
    options = Options(forms=done.forms)
    again = synbib.import_text(readme.text, library, "README.md", convert=True, options=options)
    synced = synbib.sync_text(readme.text, library, "README.md", options=options)
    fields = {
        key: {n: v for n, v in entry.fields.items() if n.startswith(("list-", "table-"))}
        for key, entry in library.items()
    }
    return Taken(
        re.sub(r"checksum=\w+", "checksum=…", readme.text),
        with_settings("", "synbib.toml", forms=done.forms, sentence_case=done.sentence_case),
        {key: of_entry for key, of_entry in fields.items() if of_entry},
        [str(each) for each in done.converted and done.tally.left],
        not (synced.changed or again.store.changed or again.converted[0].changed),
    )


def said(text: str) -> list[str]:
    """Return the lines that are not blank, nor comments of synbib."""
    return [line for line in text.splitlines() if line.strip() and "<!-- synbib:" not in line]


HEADING = "# Reading\n\n## Math\n\n"


def in_block(text: str, options: str = 'list group="Math" nested=no form=list') -> str:
    return f"{HEADING}<!-- synbib:start {options} -->\n\n{text}\n<!-- synbib:end checksum=… -->\n"


# --- forms that are there ---------------------------------------------------------------------------------

_BULLETS = Form(
    parse_template("- **{title}**{?, {venue}{& }{year}}{ [[Paper](|paper|)]}{ [[Code](|code|)]}")
)
_ROWS = Form(
    parse_template("| {name-note:-} | [{title}]({paper}) | {[code](|code:-|)} |"),
    0,
    ("| Name | Paper | Code |", "|---|---|---|"),
)


@pytest.mark.parametrize(
    ("lines", "block", "fields"),
    [
        pytest.param(
            "- **On Lists**, ACL 2023 [[Paper](https://example.org/lists)]\n"
            "- **On Sums**, EMNLP 2024 [[Paper](https://example.org/sums)]\n",
            'list group="Math" nested=no form=mine',
            {},
            id="a list without what the form has slots for",
        ),
        pytest.param(
            "- **On Lists**, ACL 2023 [[Paper](https://example.org/lists)]\n",
            'list group="Math" nested=no form=mine',
            {},
            id="one line",
        ),
        pytest.param(
            "| Name | Paper | Code |\n|---|---|---|\n"
            "| ListBank | [ListBank: A Treebank of Lists](https://example.org/lists) | - |\n"
            "| - | [Questions about Lists of Papers](https://example.org/questions) | - |\n",
            'table group="Math" nested=no form=data',
            {"table-name-note": "ListBank"},
            id="a table",
        ),
        pytest.param(
            "- On Lists - ACL 2023 - [link](https://example.org/lists)\n"
            "- On Sums - EMNLP 2024 - [link](https://example.org/sums)\n",
            'list group="Math" nested=no form=list',
            {},
            id="a list that is otherwise gets a form of its own",
        ),
    ],
)  # fmt: skip
def test_a_form_that_gives_all_lines_back_is_taken_before_a_new_one(
    lines: str, block: str, fields: dict[str, str]
) -> None:
    options = Options(forms={"mine": _BULLETS, "data": _ROWS})
    done = synbib.import_text(f"{HEADING}{lines}", read_text(""), convert=True, options=options)
    text = re.sub(r"checksum=\w+", "checksum=…", done.converted[0].text)
    assert text == in_block(lines, block)
    own = {
        name: value
        for entry in read_text(done.store.text).values()
        for name, value in entry.fields.items()
        if name.startswith(("list-", "table-"))
    }
    assert own == fields


# --- lists ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("items", "entry"),
    [
        pytest.param(
            """\
- Sums and More Sums of Squares, ACL 2023. [[Paper](https://arxiv.org/abs/2301.00001)] [[Code](https://github.com/a/b)]
- Products and Quotients of Numbers, EMNLP 2021. [[Paper](https://arxiv.org/abs/2301.00002)]
- Roots and Their Many Branches, ACL 2022. [[Paper](https://arxiv.org/abs/2301.00003)] [[Code](https://github.com/c/d)]
""",
            "- {title}{?, {venue}{& }{year}.}{ [[Paper](|paper|)]}{ [[Code](|code|)]}",
            id="title first, links with labels",
        ),
        pytest.param(
            """\
- **Sums and More Sums of Squares**. *Jane Roe, John Doe*. ACL 2023. [[Paper](https://arxiv.org/abs/2301.00001)]
- **Products and Quotients of Numbers**. *Max Poe*. EMNLP 2021. [[Paper](https://arxiv.org/abs/2301.00002)]
- **Roots and Their Many Branches**. *Ann Lee, Bo Li, Cy Young*. ACL 2022. [[Paper](https://arxiv.org/abs/2301.00003)]
""",
            "- **{title}**{. *|authors|*}{?. {venue}{& }{year}.}{ [[Paper](|paper|)]}",
            id="bold title, italic authors",
        ),
        pytest.param(
            """\
1. [Sums and More Sums of Squares](https://arxiv.org/abs/2301.00001) ACL 2023
2. [Products and Quotients of Numbers](https://arxiv.org/abs/2301.00002) EMNLP 2021
3. [Roots and Their Many Branches](https://arxiv.org/abs/2301.00003) ACL 2022
""",
            "{number}. [{title}]({paper}){? {venue}{& }{year}}",
            id="numbers",
        ),
        pytest.param(
            """\
- [2023/01] [Sums and More Sums of Squares](https://arxiv.org/abs/2301.00001). Jane Roe, John Doe.
- [2023/02] [Products and Quotients of Numbers](https://arxiv.org/abs/2301.00002). Max Poe.
- [2022/12] [Roots and Their Many Branches](https://arxiv.org/abs/2301.00003). Ann Lee, Bo Li.
""",
            "- {[|date YYYY/MM|] }[{title}]({paper}){. |authors}.",
            id="date first, in brackets",
        ),
        pytest.param(
            """\
- [Sums and More Sums of Squares](https://arxiv.org/abs/2301.00001) (2023) - Jane Roe, John Doe
- [Products and Quotients of Numbers](https://arxiv.org/abs/2301.00002) (EMNLP 2021) - Max Poe
- Roots: A Survey of Their Many Branches (ACL 2022) - Ann Lee, Bo Young, Max Poe
""",
            "- [{title}]({paper}){? ({venue published}{& }{year})}{ - |authors}",
            id="some without a venue, some without a link",
        ),
        pytest.param(
            """\
- "Sums and More Sums of Squares" [2023-01] [[paper](https://arxiv.org/abs/2301.00001)]
- "Products and Quotients of Numbers" [2023-01] [EMNLP 2023] [[paper](https://arxiv.org/abs/2301.00002)]
- "Roots and Their Many Branches" [2023-01] [[paper](https://arxiv.org/abs/2301.00003)]
""",
            '- "{title}"{ [|date YYYY-MM|]}{? [{venue published}{& }{year published}]}{ [[paper](|paper|)]}',
            id="a venue where it is published only",
        ),
        pytest.param(
            """\
- **Sums and More Sums of Squares**，Jane Roe、John Doe 等，ACL 2023 [[论文](https://arxiv.org/abs/2301.00001)]
- **Products and Quotients of Numbers**，Max Poe，EMNLP 2021 [[论文](https://arxiv.org/abs/2301.00002)]
- **Roots and Their Many Branches**，Ann Lee、Bo Li 等，ACL 2022 [[论文](https://arxiv.org/abs/2301.00003)]
""",
            "- **{title}**{，|authors 、/ 等}{?，{venue}{& }{year}}{ [[论文](|paper|)]}",
            id="authors between Chinese commas",
        ),
        pytest.param(
            """\
- **Sums and More Sums of Squares**, Jane Roe, John Doe, et al., ACL 2023 [[paper](https://arxiv.org/abs/2301.00001)]
- **Products and Quotients of Numbers**, Max Poe, EMNLP 2021 [[paper](https://arxiv.org/abs/2301.00002)]
- **Roots and Their Many Branches**, Ann Lee, Bo Li, et al., ACL 2022 [[paper](https://arxiv.org/abs/2301.00003)]
""",
            "- **{title}**{, |authors /, et al.}{?, {venue}{& }{year}}{ [[paper](|paper|)]}",
            id="a comma before et al.",
        ),
    ],
)
def test_a_list_has_its_own_form(items: str, entry: str) -> None:
    assert taken(HEADING + items) == Taken(
        in_block(items), f"[forms.list]\nentry = '{entry}'\n", {}, [], True
    )


def test_a_list_below_bullets_keeps_their_indent() -> None:
    assert taken(
        """\
# Reading

* Algebra
    * (CVPR 2021) **Sums and More Sums of Squares**, J. Roe et al. [[Paper](https://arxiv.org/abs/2301.00001)]
    * (ICCV 2021) **Products and Quotients**, M. Poe et al. [[Paper](https://arxiv.org/abs/2301.00002)]
* Analysis
    * (CVPR 2022) **Roots and Their Branches**, A. Lee et al. [[Paper](https://arxiv.org/abs/2301.00003)]
"""
    ) == Taken(
        """\
# Reading

* Algebra

    <!-- synbib:start list group="Algebra" nested=no form=list -->

    * (CVPR 2021) **Sums and More Sums of Squares**, J. Roe et al. [[Paper](https://arxiv.org/abs/2301.00001)]
    * (ICCV 2021) **Products and Quotients**, M. Poe et al. [[Paper](https://arxiv.org/abs/2301.00002)]

    <!-- synbib:end checksum=… -->

* Analysis

    <!-- synbib:start list group="Analysis" nested=no form=list -->

    * (CVPR 2022) **Roots and Their Branches**, A. Lee et al. [[Paper](https://arxiv.org/abs/2301.00003)]

    <!-- synbib:end checksum=… -->
""",
        "[forms.list]\n"
        "entry = '* {?({venue}{& }{year}) }**{title}**{, |authors}{ [[Paper](|paper|)]}'\n",
        {},
        [],
        True,
    )


def test_what_a_list_writes_in_a_way_of_its_own_is_a_field() -> None:
    items = """\
- [Sums and *More* Sums](https://arxiv.org/abs/2301.00001), ACL 2023
- [Products of Numbers](https://arxiv.org/abs/2301.00002), Empirical Methods in NLP 2021
- [Roots and Branches](https://arxiv.org/abs/2301.00003), ACL 2022 (a classic)
- [Fields and Extensions](https://arxiv.org/abs/2301.00004), ACL 2022
"""
    done = taken(HEADING + items)
    assert (done.text, done.left, done.is_stable) == (in_block(items), [], True)
    assert done.fields == {
        "sums2023more": {"list-title": "Sums and *More* Sums"},
        "roots2022branches": {"list-year-note": "a classic"},
    }


def test_an_entry_whose_line_fits_no_other_has_a_form_of_its_own() -> None:
    items = """\
- **Sums and More Sums**. *Jane Roe, John Doe*. ACL 2023.
- **Products and Quotients**. *Max Poe, Eva Poe*. EMNLP 2021.
- 2022: *Roots and Their Branches* by Ann Lee and Bo Li
"""
    done = taken(HEADING + items)
    assert (done.text, done.left, done.is_stable) == (in_block(items), [], True)
    assert done.fields == {"lee2022roots": {"list-form": "- {year}: *{title}* by {authors and}"}}


def test_what_a_line_says_after_all_else_is_a_field_and_the_rest_follows_the_form() -> None:
    items = """\
- **Sums and More Sums**, *Jane Roe, John Doe and Sam Fox*, ACL 2023 [[Paper](https://arxiv.org/abs/2301.00001)]
- **Products and Quotients**, *Max Poe, Eva Poe and Tom Fox*, EMNLP 2021 [[Paper](https://arxiv.org/abs/2301.00002)]🔥
- **Roots and Their Branches**, *Ann Lee, Bo Li & Tom Fox*, ACL 2022 [[Paper](https://arxiv.org/abs/2301.00003)]
- **Fields and Extensions**, *Cy Young, Di Xu and Tom Fox*,  ACL 2022 [[Paper](https://arxiv.org/abs/2301.00004)]
"""
    done = taken(HEADING + items)
    assert (done.text, done.left, done.is_stable) == (in_block(items), [], True)
    assert done.fields == {
        "poe2021products": {"list-end": "🔥"},
        "lee2022roots": {"list-authors": "{authors &}"},
        "young2022fields": {"list-venue": "{sp}{venue}"},
    }


# --- what stays -------------------------------------------------------------------------------------------


def test_a_tool_between_papers_stays_between_two_blocks() -> None:
    one = "- [Sums and More Sums](https://arxiv.org/abs/2301.00001) ACL 2023\n"
    tool = "- [A tool](https://a.org/tool)\n"
    other = "- [Products and Quotients](https://arxiv.org/abs/2301.00002) EMNLP 2021\n"
    done = taken(HEADING + one + tool + other)
    assert done.text == (
        f"""\
{HEADING}<!-- synbib:start list group="Math" nested=no form=list until=sums2023more -->

{one}
<!-- synbib:end checksum=… -->

{tool}
<!-- synbib:start list group="Math" nested=no form=list after=sums2023more -->

{other}
<!-- synbib:end checksum=… -->
"""
    )
    assert done.is_stable


def test_a_paper_that_stands_twice_in_other_words_stays_once() -> None:
    text = f"""\
{HEADING}- [Sums and More Sums](https://arxiv.org/abs/2301.00001) ACL 2023
- [Products and Quotients](https://arxiv.org/abs/2301.00002) EMNLP 2021
- [Roots and Branches](https://arxiv.org/abs/2301.00003) ACL 2022

## Best

- [Sums and More Sums](https://arxiv.org/abs/2301.00001) (ACL 2023): read this first
- [Fields and Extensions](https://arxiv.org/abs/2301.00004) (ACL 2022): read this second
"""
    done = taken(text)
    assert said(done.text) == said(text)
    assert done.fields == {"fields2022extensions": {"list-year-note": "read this second"}}
    assert done.left == [
        "README.md:11: this list stays as it is: the paper stands elsewhere in other words"
    ]
    assert "## Best\n\n- [Sums and More Sums]" in done.text
    assert 'list group="Best" nested=no form=list-2 after=sums2023more' in done.text
    assert done.is_stable


def test_a_line_with_a_comment_stays_as_a_form_with_it_would_write_that_for_each_new_entry() -> (
    None
):
    item = (
        "- [Sums and More Sums](https://arxiv.org/abs/2301.00001) ACL 2023\n  <!-- to be read -->\n"
    )
    done = taken(HEADING + item)
    assert (done.text, done.left) == (
        HEADING + item,
        [
            "README.md:5: this list stays as it is: no field of an entry can hold what it says: "
            "a comment, a tab, or a brace without its partner"
        ],
    )


def test_line_endings_of_windows_stay() -> None:
    items = "- [Sums and More Sums](https://arxiv.org/abs/2301.00001) ACL 2023\n"
    text = (HEADING + items).replace("\n", "\r\n")
    done = taken(text)
    assert done.text == in_block(items).replace("\n", "\r\n")
    assert done.is_stable


def test_papers_that_the_store_has_in_another_order_are_put_in_their_places() -> None:
    tree = "@Comment{jabref-meta: grouping:\n0 AllEntriesGroup:;\n1 StaticGroup:Math\\;0\\;1\\;\\;\\;\\;;\n}\n"
    store = "".join(
        f"@misc{{k{n}, title = {{{title}}}, year = 2023, eprint = {{2301.0000{n}}}, "
        "archiveprefix = {arXiv}, groups = {Math}}\n"
        for n, title in enumerate(
            ("Sums and More Sums", "Products and Quotients", "Roots and Branches")
        )
    )
    items = """\
* [Roots and Branches](https://arxiv.org/abs/2301.00002)
* [Sums and More Sums](https://arxiv.org/abs/2301.00000)
* [Products and Quotients](https://arxiv.org/abs/2301.00001)
"""
    done = taken(HEADING + items, store + tree)
    options = 'list group="Math" nested=no form=list place="k2 first"'
    assert (done.text, done.is_stable) == (in_block(items, options), True)


def test_lists_under_several_headings_share_a_form() -> None:
    one = "- Sums and More Sums, ACL 2023. [[Paper](https://arxiv.org/abs/2301.00001)]\n"
    other = "- Products and Quotients, EMNLP 2021. [[Paper](https://arxiv.org/abs/2301.00002)]\n"
    text = f"# Reading\n\n## One\n\n{one}\n## Two\n\nSome words.\n\n{other}"
    done = taken(text)
    assert said(done.text) == said(text)
    assert re.findall(r"synbib:start (.*) -->", done.text) == [
        'list group="One" nested=no form=list',
        'list group="Two" nested=no form=list',
    ]
    assert (
        done.settings
        == "[forms.list]\nentry = '- {title}{?, {venue}{& }{year}.}{ [[Paper](|paper|)]}'\n"
    )
    assert done.is_stable


# --- tables -----------------------------------------------------------------------------------------------

_TABLE = 'table group="Math" nested=no form=table'


@pytest.mark.parametrize(
    ("head", "rows", "entry", "fields"),
    [
        pytest.param(
            "| Paper | Task | Stars |\n|---|---|---|\n",
            "| [Sums and More Sums](https://arxiv.org/abs/2301.00001) | adding | 12 |\n"
            "| [Products and Quotients](https://arxiv.org/abs/2301.00002) | - | 7 |\n",
            "| [{title}]({paper}) | {task-note:-} | {stars-note} |",
            {
                "sums2023more": {"table-task-note": "adding", "table-stars-note": "12"},
                "products2023quotients": {"table-stars-note": "7"},
            },
            id="columns of text",
        ),
        pytest.param(
            "| Title | Figure |\n|---|---|\n",
            "| [Sums and More Sums](https://arxiv.org/abs/2301.00001) | ![](figures/sums.png) |\n"
            '| [Products and Quotients](https://arxiv.org/abs/2301.00002) | <img src="p.png" width="200"> |\n',
            "| [{title}]({paper}) | {figure-note} |",
            {
                "sums2023more": {"table-figure-note": "![](figures/sums.png)"},
                "products2023quotients": {"table-figure-note": '<img src="p.png" width="200">'},
            },
            id="images",
        ),
        pytest.param(
            "| Title | Links |\n|---|---|\n",
            "| **Sums and More Sums** | [![Star](https://img.shields.io/github/stars/a/b)](https://github.com/a/b) "
            "[paper](https://arxiv.org/abs/2301.00001) |\n"
            "| **Products and Quotients** | [![Star](https://img.shields.io/github/stars/c/d)](https://github.com/c/d) "
            "[paper](https://arxiv.org/abs/2301.00002) |\n",
            "| **{title}** | {?[![Star](https://img.shields.io/github/stars/{repository})]({code})}"
            "{ [paper](|paper|)} |",
            {},
            id="badges",
        ),
        pytest.param(
            "| Paper | Code | Award |\n|---|---|---|\n",
            "| [Sums and More Sums](https://arxiv.org/abs/2301.00001) | - | |\n"
            "| [Products and Quotients](https://arxiv.org/abs/2301.00002) | - | |\n",
            "| [{title}]({paper}) | {[Code](|code:-|)} | |",
            {},
            id="a column that says nothing yet",
        ),
        pytest.param(
            "| Figure | Paper |\n|---|---|\n",
            "| ![](figures/sums.png) | [Sums and More Sums](https://arxiv.org/abs/2301.00001) |\n"
            "| | [Products and Quotients](https://arxiv.org/abs/2301.00002) |\n",
            "|{ |figure-note: | }| [{title}]({paper}) |",
            {"sums2023more": {"table-figure-note": "![](figures/sums.png)"}},
            id="an empty cell with one blank",
        ),
        pytest.param(
            "| Paper | Venue | Code |\n|---|---|---|\n",
            "| [Sums and More Sums](https://arxiv.org/abs/2301.00001) | ACL | - |\n"
            "| **Surveys** | | |\n"
            "| [Products and Quotients](https://arxiv.org/abs/2301.00002) | EMNLP | - |\n"
            "| [Roots and Branches](https://arxiv.org/abs/2301.00003) | ACL | - |\n"
            "| see the book, too |\n"
            "| [Fields and Extensions](https://arxiv.org/abs/2301.00004) | ACL | - |\n",
            "| [{title}]({paper}) | {venue} | {[Code](|code:-|)} |",
            {
                "sums2023more": {"table-end": "{br}| **Surveys** | | |"},
                "roots2023branches": {"table-end": "{br}| see the book, too |"},
            },
            id="rows that are not papers",
        ),
    ],
)  # fmt: skip
def test_a_table_keeps_its_columns(
    head: str, rows: str, entry: str, fields: dict[str, dict[str, str]]
) -> None:
    done = taken(HEADING + head + rows)
    assert done.text == in_block(head + rows, _TABLE)
    assert f"entry = '{entry}'\n" in done.settings
    assert (done.fields, done.left, done.is_stable) == (fields, [], True)


@pytest.mark.parametrize(
    ("way", "rule", "rows"),
    [
        ("left", "|:--------------------------------------------------------------|:-----:|", ("| ACL   |", "| EMNLP |")),
        ("centre", "|:--------------------------------------------------------------|:-----:|", ("|  ACL  |", "| EMNLP |")),
    ],
)  # fmt: skip
def test_a_table_with_even_columns_stays_even(way: str, rule: str, rows: tuple[str, str]) -> None:
    papers = (
        "[Sums and More Sums](https://arxiv.org/abs/2301.00001)",
        "[Products of Many Numbers](https://arxiv.org/abs/2301.00002)",
    )
    text = f"{'| Title'.ljust(rule.index('|', 1))}| Venue |\n{rule}\n" + "".join(
        f"| {paper.ljust(rule.index('|', 1) - 3)} {row}\n"
        for paper, row in zip(papers, rows, strict=True)
    )
    done = taken(HEADING + text)
    assert done.text == in_block(text, _TABLE)
    assert "entry = '| [{title}]({paper}) | {venue} |'\n" in done.settings
    assert f'aligned = "{way}"' in done.settings.replace("'", '"')
    assert (done.fields, done.left, done.is_stable) == ({}, [], True)


# --- what blocks show already ----------------------------------------------------------------------------


def test_what_a_block_shows_is_not_changed_for_the_sake_of_another_table() -> None:
    """The same paper has another task in each table, and an entry has one field for it."""
    head = "| Paper | Task |\n|---|---|\n"
    sums = "| [Sums and More Sums](https://arxiv.org/abs/2301.00001) | {} |\n"
    products = "| [Products and Quotients](https://arxiv.org/abs/2301.00002) | multiplying |\n"
    text = (
        f"# Reading\n\n## One\n\n{head}{sums.format('adding')}{products}\n"
        f"## Other\n\n{head}{sums.format('summing')}"
    )
    done = taken(text)
    assert done.is_stable
    assert said(done.text) == said(text)
    assert done.text.endswith(f"## Other\n\n{head}{sums.format('summing')}")
    assert done.fields["sums2023more"] == {"table-task-note": "adding"}


def test_a_table_that_stays_is_forgotten_whole() -> None:
    """The second table stays, for its last row; the paper above that row is free to be shown by the third."""
    head = "| Paper | Task |\n|---|---|\n"
    sums = "| [Sums and More Sums](https://arxiv.org/abs/2301.00001) | {} |\n"
    products = "| [Products and Quotients](https://arxiv.org/abs/2301.00002) | {} |\n"
    powers = "| [Powers and Their Roots](https://arxiv.org/abs/2301.00003) | {} |\n"
    second = f"{head}{products.format('multiplying')}{sums.format('summing')}"
    text = (
        f"# Reading\n\n## One\n\n{head}{sums.format('adding')}{powers.format('raising')}\n"
        f"## Second\n\n{second}\n"
        f"## Third\n\n{head}{products.format('dividing')}{powers.format('raising')}"
    )
    done = taken(text)
    assert f"## Second\n\n{second}\n## Third\n\n<!-- synbib:start table" in done.text
    assert said(done.text) == said(text)
    assert done.fields["products2023quotients"] == {"table-task-note": "dividing"}
    assert done.is_stable


def test_what_one_file_shows_is_not_changed_for_the_sake_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    paper = "[{}](https://arxiv.org/abs/2301.00001) ACL 2023"
    one = f"# One\n\n- {paper.format('Sums and More Sums')}\n"
    other = f"# Other\n\n- {paper.format('Sums *and* More Sums')}\n"
    Path("one.md").write_text(one, "utf-8")
    Path("other.md").write_text(other, "utf-8")
    done = synbib.import_files(["one.md", "other.md"], "refs.bib", convert=True)
    assert [said(file.text) for file in done.converted] == [said(one), said(other)]
    assert [str(each) for each in done.tally.left] == [
        "other.md:3: this list stays as it is: the paper stands elsewhere in other words"
    ]
    options = Options(forms=done.forms)
    store = read_text(done.store.text, "refs.bib")
    assert not any(synbib.sync_text(f.text, store, options=options).changed for f in done.converted)


# --- settings ---------------------------------------------------------------------------------------------

_FORMS = {"list": Form(parse_template("* it's {title}"), 1), "t": Form(parse_template("|{year}|"), 0, ("|Y|", "|-|"), "left")}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("synbib.toml", "", '[forms.list]\nentry = "* it\'s {title}"\nblank-lines = 1\n'),
        ("synbib.toml", 'style = "acl"', 'sentence-case = false\nstyle = "acl"\n\n[forms.list]\n'),
        ("synbib.toml", "sentence-case = true\n", "sentence-case = false\n\n[forms.list]\n"),
        ("pyproject.toml", '[tool.synbib]\nstyle = "acl"\n\n[tool.x]\ny = 1\n', '[tool.synbib]\nsentence-case = false\nstyle = "acl"\n\n[tool.x]\ny = 1\n\n[tool.synbib.forms.list]\n'),
    ],
)  # fmt: skip
def test_the_settings_get_the_forms_at_their_end(name: str, before: str, after: str) -> None:
    sentence_case = False if before else None
    done = with_settings(before, name, forms=_FORMS, sentence_case=sentence_case)
    assert done.startswith(after)
    assert done.endswith(
        "forms.t]\nentry = '|{year}|'\nhead = [\n    '|Y|',\n    '|-|',\n]\naligned = 'left'\n"
    )


# --- any list ---------------------------------------------------------------------------------------------

_WORDS = st.lists(
    st.sampled_from(["Sums", "of", "Squares", "Roots", "and", "Their", "Fields", "in", "Graphs"]),
    min_size=3, max_size=6, unique=True,
).map(" ".join)  # fmt: skip
_PEOPLE = st.lists(
    st.sampled_from(["Roe, Jane", "Doe, John", "Poe, Max", "Lee, Ann", "Young, Cy"]),
    min_size=1, max_size=4, unique=True,
)  # fmt: skip


@st.composite
def stores(draw: st.DrawFn) -> str:
    """Entries that have what lists show, or lack some of it."""
    entries = []
    for n in range(draw(st.integers(2, 6))):
        fields = [
            f"title = {{{draw(_WORDS)} {n}}}",
            f"author = {{{' and '.join(draw(_PEOPLE))}}}",
            f"year = {{20{draw(st.integers(10, 23))}}}",
            f"eprint = {{2301.{n:05}}}, archiveprefix = {{arXiv}}",
        ]
        if draw(st.booleans()):
            fields.append(f"code = {{https://github.com/a/b{n}}}")
        if draw(st.booleans()):
            fields.append(f"booktitle = {{{draw(st.sampled_from(['ACL', 'CVPR', 'ICML']))}}}")
        entries.append(f"@inproceedings{{k{n}, {', '.join(fields)}}}\n")
    return "".join(entries)


@given(stores(), st.sampled_from(sorted(READY)))
@settings(max_examples=60, deadline=None)
def test_each_line_of_any_list_in_a_ready_form_stays(store: str, name: str) -> None:
    options = Options(form=READY[name])
    written = write_list(read_text(store), options)
    done = taken(f"{HEADING}{written}\n")
    assert said(done.text) == said(f"{HEADING}{written}\n")
    assert done.is_stable
