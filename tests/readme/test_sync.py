from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from synbib.bibliography import StyleChoice
from synbib.errors import ReadmeError
from synbib.library import Entry, Library, read_text
from synbib.readme import KINDS, Options, parse, toc, write_blocks
from synbib.readme.commonmark import heading_levels, headings
from synbib.readme.toc import anchored
from synbib.text import to_markup
from synbib.text.marks import CODE, ITALIC, NOCASE

LIBRARY = read_text(
    r"""
@misc{tan2024llm,
  author = {Tan, Zhen and Beigi, Alimohammad}, title = {Data annotation},
  year = {2024}, eprint = {2402.13446}, archiveprefix = {arXiv}, groups = {Surveys},
}
@inproceedings{dong2024abilities,
  author = {Dong, Guanting and Zhou, Jingren}, title = {How abilities are affected},
  booktitle = {Proceedings of {Things} ({THINGS})}, year = {2024}, groups = {Analysis},
}
"""
)
TAN = "Tan Z, Beigi A. Data annotation[J]. arXiv preprint arXiv:2402.13446, 2024."
TAN_ACL = "Zhen Tan and Alimohammad Beigi. 2024. Data annotation. *Preprint*, arXiv:2402.13446."
DONG_ACL = "Guanting Dong and Jingren Zhou. 2024. How abilities are affected. In *Proceedings of Things (THINGS)*."
END = "<!-- synbib:end -->"

README = f"""\
# Papers

<!-- synbib:start toc -->
{END}

There are <!-- synbib:start count -->0{END.replace("end", "end checksum=5feceb66")} papers,
<!-- synbib:start count group=Surveys -->{END} of them surveys.

## References

<!-- synbib:start list style-for="inproceedings=acl" level=3 -->
{END}

<!-- synbib:start table group=Surveys columns="paper=The paper,year" -->
{END}

Surveys
-------

- An item

  <!-- synbib:start bibliography style=acl group=Analysis -->
  {END}

```markdown
<!-- synbib:start list -->
```
The end"""


def test_all_kinds_of_blocks_are_written_and_nothing_else_changes() -> None:
    assert (
        write_blocks(README, LIBRARY)
        == f"""\
# Papers

<!-- synbib:start toc -->

* [References](#references)
  * [Surveys](#surveys)
  * [Analysis](#analysis)
* [Surveys](#surveys-1)

<!-- synbib:end checksum=930d4121 -->

There are <!-- synbib:start count -->2<!-- synbib:end checksum=d4735e3a --> papers,
<!-- synbib:start count group=Surveys -->1<!-- synbib:end checksum=6b86b273 --> of them surveys.

## References

<!-- synbib:start list style-for="inproceedings=acl" level=3 -->

### Surveys

- {TAN}

  [Paper](https://arxiv.org/abs/2402.13446)

### Analysis

- {DONG_ACL}

<!-- synbib:end checksum=771d1d7b -->

<!-- synbib:start table group=Surveys columns="paper=The paper,year" -->

| The paper | Year |
|---|:---:|
| [Data annotation](https://arxiv.org/abs/2402.13446) | 2024 |

<!-- synbib:end checksum=cbc559a6 -->

Surveys
-------

- An item

  <!-- synbib:start bibliography style=acl group=Analysis -->

  {DONG_ACL}

  <!-- synbib:end checksum=a06966c3 -->

```markdown
<!-- synbib:start list -->
```
The end"""
    )


def test_syncing_twice_changes_nothing() -> None:
    once = write_blocks(README, LIBRARY)
    assert write_blocks(once, LIBRARY) == once


def test_a_change_of_the_library_brings_a_block_up_to_date() -> None:
    once = write_blocks(README, LIBRARY)
    fewer = read_text("@misc{tan2024llm, title = {Renamed}, groups = {Surveys, Analysis}}")
    again = write_blocks(once, fewer)
    assert again == write_blocks(README, fewer)
    assert "Renamed" in again
    assert "Data annotation" not in again


def test_a_text_without_blocks_stays_as_it_is() -> None:
    assert write_blocks("# No\r\nblocks", LIBRARY) == "# No\r\nblocks"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_endings_byte_order_mark_and_a_missing_last_one_stay(newline: str) -> None:
    text = "\N{BYTE ORDER MARK}" + README.replace("\n", newline)
    expected = "\N{BYTE ORDER MARK}" + write_blocks(README, LIBRARY).replace("\n", newline)
    assert write_blocks(text, LIBRARY) == expected
    assert write_blocks(expected, LIBRARY) == expected


def test_defaults_hold_where_a_block_does_not_say_otherwise() -> None:
    text = f"<!-- synbib:start bibliography group=Surveys -->\n{END}"
    defaults = Options(styles=StyleChoice("acl", {"misc": "syndata"}))
    assert TAN_ACL in write_blocks(text, LIBRARY, "README.md", defaults)
    listed = text.replace("bibliography", "list")
    assert TAN in write_blocks(listed, LIBRARY, defaults=defaults)
    assert TAN_ACL in write_blocks(listed.replace("list", "list style=acl"), LIBRARY)


def test_markers_on_one_line_are_spread_for_what_needs_lines() -> None:
    assert write_blocks(f"<!-- synbib:start list group=Surveys -->{END}", LIBRARY) == (
        f"<!-- synbib:start list group=Surveys -->\n\n- {TAN}\n\n"
        "  [Paper](https://arxiv.org/abs/2402.13446)\n\n<!-- synbib:end checksum=ccfe7166 -->"
    )


def test_an_inline_block_over_lines_joins_its_line_and_one_on_lines_keeps_them() -> None:
    assert write_blocks(f"All <!-- synbib:start count -->\n{END}.", LIBRARY) == (
        "All <!-- synbib:start count -->2<!-- synbib:end checksum=d4735e3a -->."
    )
    assert write_blocks(f"<!-- synbib:start count -->\n{END}", LIBRARY) == (
        "<!-- synbib:start count -->\n\n2\n\n<!-- synbib:end checksum=d4735e3a -->"
    )


def test_a_bibliography_of_all_is_in_the_order_of_its_style() -> None:
    text = write_blocks(f"<!-- synbib:start bibliography style=acl -->\n{END}", LIBRARY)
    assert text.split("\n\n")[1:-1] == [DONG_ACL, TAN_ACL]
    text = write_blocks(f"<!-- synbib:start bibliography -->\n{END}", read_text(""))
    assert text == "<!-- synbib:start bibliography -->\n<!-- synbib:end checksum=e3b0c442 -->"


# --- Contents ------------------------------------------------------------------------------------


def test_contents_list_what_is_below_them_and_number_what_is_above_too() -> None:
    text = f"# A\n\n## A\n\n<!-- synbib:start toc min-level=2 -->\n{END}\n\n# A\n\n## A\n\n### B\n"
    synced = write_blocks(text, LIBRARY)
    assert "\n\n* [A](#a-3)\n  * [B](#b)\n\n" in synced
    assert write_blocks(synced, LIBRARY) == synced


@pytest.mark.parametrize(
    "block",
    [
        "list details=both",
        "list numbering=all",
        "recent",
        'table columns="paper,year"',
    ],
)
@pytest.mark.parametrize("indent", ["", "  "])
def test_contents_list_the_headings_that_a_block_writes_and_nothing_that_looks_like_one(
    block: str, indent: str
) -> None:
    library = read_text(
        r"""
@misc{a, title = {\# No heading}, abstract = {\# None}, note = {<h2>None</h2>}, year = 2024, groups = {\#1 A}}
@misc{b, title = {B}, abstract = {x\par \# y\par ---}, year = 2024, groups = {B}}
"""
    )
    text = f"<!-- synbib:start toc -->\n{END}\n\n- # Q\n\n{indent}<!-- synbib:start {block} -->\n{indent}{END}\n\n# Z\n"
    synced = write_blocks(text, library)
    contents = parse(synced)[0].inside.strip()
    assert contents == toc(anchored(synced))
    assert ("#1 A" in contents.replace("\\", "")) == (block != "recent")


def test_several_tables_of_contents_each_list_what_is_below() -> None:
    text = (
        f"<!-- synbib:start toc max-level=1 -->\n{END}\n\n# A\n\n"
        f"<!-- synbib:start toc -->\n{END}\n\n# B\n"
    )
    synced = write_blocks(text, LIBRARY)
    assert [block.inside.strip() for block in parse(synced)] == [
        "* [A](#a)\n* [B](#b)",
        "* [B](#b)",
    ]


# --- What was written by hand --------------------------------------------------------------------


def test_a_hand_edit_inside_a_block_is_not_overwritten_without_force() -> None:
    synced = write_blocks(README, LIBRARY)
    edited = synced.replace("### Surveys", "### My surveys").replace("2024 |", "2025 |")
    with pytest.raises(ReadmeError) as error:
        write_blocks(edited, LIBRARY, "docs/list.md")
    way_out = (
        "synbib import docs/list.md takes the edit into the store, or overwrite it with --force"
    )
    assert error.value.message == (
        f"docs/list.md:17:1: this list was edited by hand; {way_out}\n"
        f"docs/list.md:31:1: this table was edited by hand; {way_out}"
    )
    assert write_blocks(edited, LIBRARY, force=True) == synced


def test_text_in_a_block_that_was_never_synced_is_not_overwritten_without_force() -> None:
    text = f"<!-- synbib:start list -->\n- mine\n{END}\n"
    with pytest.raises(ReadmeError) as error:
        write_blocks(text, LIBRARY)
    assert error.value.message == (
        "README.md:1:1: this list holds text that synbib did not write; "
        "move the text out of the block, or overwrite it with --force"
    )
    assert write_blocks(text, LIBRARY, force=True) == write_blocks(
        text.replace("- mine\n", ""), LIBRARY
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("checksum=6b86b273", ""),  # the checksum is gone, the text right
        ("checksum=6b86b273", "checksum=00000000"),  # as after a merge
        ("-->1<", "--><"),  # emptied
        ("level=3 -->\n", "level=3 -->\n\n\n"),  # reformatted
    ],
)
def test_a_change_that_loses_nothing_needs_no_force(old: str, new: str) -> None:
    synced = write_blocks(README, LIBRARY)
    assert old in synced
    assert write_blocks(synced.replace(old, new), LIBRARY) == synced


def test_hand_edits_in_contents_are_noticed_too() -> None:
    synced = write_blocks(README, LIBRARY)
    with pytest.raises(ReadmeError, match=r"README.md:3:1: this toc was edited by hand"):
        write_blocks(synced.replace("* [References]", "# Mine\n* [References]"), LIBRARY)


# --- Mistakes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "message"),
    [
        ("tabel", "unknown kind of block 'tabel'; did you mean table?"),
        ("list stile=acl", "unknown option of a list 'stile'; did you mean style?"),
        ("toc columns=key", "unknown option of a toc 'columns'"),
        ("list group=Survey", "unknown group 'Survey'; did you mean Surveys?"),
        ("list style=acll", "unknown style 'acll'; did you mean acl or"),
        ("list style=no/such.csl", "no/such.csl: no such style file; give its path, or the name of a public style"),
        ("table columns=papr", "unknown column 'papr'; did you mean paper?"),
        ("list level=9", "level: '9' is not a level of headings; give one from 1 to 6"),
        ("list level=1 level=2", "the option 'level' is given twice; delete one"),
    ],
)  # fmt: skip
def test_a_block_that_asks_for_what_there_is_not_is_an_error_with_its_place(
    start: str, message: str
) -> None:
    with pytest.raises(ReadmeError) as error:
        write_blocks(f"Text\n\n <!-- synbib:start {start} -->\n{END}\n", LIBRARY)
    (diagnostic,) = error.value.diagnostics
    assert str(diagnostic).startswith(f"README.md:3:2: {message}")
    assert "\n" not in error.value.message


def test_what_needs_lines_of_its_own_cannot_stand_within_one() -> None:
    with pytest.raises(ReadmeError) as error:
        write_blocks(f"Here: <!-- synbib:start list -->{END}", LIBRARY)
    assert error.value.message == (
        "README.md:1:7: a list stands on lines of its own; put its markers there"
    )


def test_all_mistakes_are_told_of_at_once() -> None:
    text = (
        f"<!-- synbib:start list group=x -->\n{END}\n<!-- synbib:start table group=y -->\n{END}\n"
    )
    with pytest.raises(ReadmeError) as error:
        write_blocks(text, LIBRARY)
    assert [diagnostic.line for diagnostic in error.value.diagnostics] == [1, 3]


def test_every_option_of_every_kind_is_one_that_there_is() -> None:
    with pytest.raises(Exception, match="unknown option"):
        Options().set("no such option", "")
    for kind in KINDS.values():
        for option in kind.options:
            values = {
                "nested": "no", "filter": "rag", "since": "2024", "newest-first": "yes", "sort": "year",
                "group-by": "none", "headings": "no", "numbering": "yes", "badges": "yes", "stars": "yes",
                "details": "both", "columns": "key", "links": "paper", "style-for": "misc=acl",
                "form": "title-first", "place": "a first", "by": "year",
            }  # fmt: skip
            assert Options().set(option, values.get(option, "3")) != Options()


# --- Properties ----------------------------------------------------------------------------------

FRAGMENTS = st.sampled_from(
    ["a", "B ", " ", "\n", "\r\n", "|", "\\", "`", "```", "~~~", "*", "_", "[", "]", "#", "# ", "- ", "    ", "-->",
     "<!--", "\n<!-- x -->\n", "`<!-- synbib:start list -->`", "\\<!-- synbib:end -->", "<!-- synbib:end -->",
     "<!-- synbib:start list -->", "😀", "漢"]
)  # fmt: skip
TEXTS = st.lists(FRAGMENTS, max_size=8).map("".join)
TITLES = st.one_of(
    TEXTS,
    TEXTS.map(ITALIC.wrap),
    TEXTS.map(CODE.wrap),
    # A brace for every letter, as some write titles.
    TEXTS.map(lambda text: "".join(map(NOCASE.wrap, text))),
)
OUTSIDE = TEXTS.filter(lambda text: "synbib:" not in text)


def library_of(titles: list[str]) -> Library:
    """A library of entries with these titles, whatever BibTeX can say."""
    entries = {}
    for number, title in enumerate(titles):
        entry = Entry(
            "misc", f"key{number}", {"url": "https://example.org", "groups": f"g{number}"}
        )
        csl = {"id": entry.key, "type": "document", "title": to_markup(title)}
        vars(entry).update(marked_title=title, csl=csl)
        entries[entry.key] = entry
    return Library.of(entries.values())


@given(st.lists(TITLES, min_size=1, max_size=3))
def test_no_title_can_begin_or_end_a_block(
    read_back: Callable[[str], Any], titles: list[str]
) -> None:
    library = library_of(titles)
    kinds = ("toc", "list", "table", "bibliography")
    text = "\n".join(f"<!-- synbib:start {kind} -->\n{END}" for kind in kinds)
    synced = write_blocks(text, library)
    assert [block.kind for block in parse(synced)] == list(kinds)
    assert write_blocks(synced, library) == synced
    found = read_back(synced)
    # A heading each in the list and in the tables, which the contents lead to; a bullet and a row for each.
    assert found.headings == 2 * [(2, f"g{number}") for number in range(len(titles))]
    assert len(found.bullets) == 3 * len(titles)
    assert [len(table) for table in found.tables] == [2] * len(titles)
    assert found.kinds.count("html_block") == 8


@given(st.lists(OUTSIDE, min_size=2, max_size=4))
def test_what_is_outside_of_blocks_never_changes(pieces: list[str]) -> None:
    text = "<!-- synbib:start count --><!-- synbib:end -->".join(pieces)
    # Where the text before hides a marker, or is a comment with it, there is another number of blocks.
    try:
        blocks = parse(text)
        synced = write_blocks(text, LIBRARY)
    except ReadmeError:
        assume(False)
    markers = re.compile(
        r"(<!-- synbib:start count -->).*?(<!-- synbib:end)( checksum=\w+)?", re.DOTALL
    )
    assert len(parse(synced)) == len(blocks)
    assert markers.sub(r"\1\2", synced) == markers.sub(r"\1\2", text)
    assert write_blocks(synced, LIBRARY) == synced


# --- Levels --------------------------------------------------------------------------------------

GROUPED = read_text(
    "@misc{a, title = {A}, groups = {G}, year = 2020}\n@misc{b, title = {B}, groups = {H}}"
)
BLOCK = "<!-- synbib:start list form=title-first -->\n<!-- synbib:end -->\n"


def levels(text: str) -> list[str]:
    """Return the number signs of the headings in blocks."""
    inside = "".join(block.inside for block in parse(write_blocks(text, GROUPED)))
    return [line.split()[0] for line in inside.splitlines() if line.startswith("#")]


@pytest.mark.parametrize(
    ("above", "level"),
    [
        ("", "##"),
        ("Words.\n\n", "##"),
        ("# Title\n\n", "##"),
        ("# Title\n\n## Papers\n\n", "###"),
        ("# Title\n\n### Papers\n\nWords.\n\n", "####"),
        ("###### Deep\n\n", "######"),
        ("Title\n===\n\nPapers\n---\n\n", "###"),
        ('<h3 align="center">Papers</h3>\n\n', "####"),
        ("## Papers\n\n```sh\n# no heading\n```\n\n", "###"),
        ("## Papers\n\n<!--\n# no heading\n-->\n\n", "###"),
        ("## Papers\n\n    # no heading\n\n", "###"),
        ("## Papers\n\n#no-heading\n\n", "###"),
        ("\ufeff## Papers\r\n\r\n", "###"),
    ],
)
def test_headings_in_a_block_stand_below_the_heading_above_it(above: str, level: str) -> None:
    assert levels(f"{above}{BLOCK}\n## After it\n") == [level, level]


def test_headings_in_blocks_do_not_count() -> None:
    assert levels(f"# Title\n\n## Papers\n\n{BLOCK}\n{BLOCK}") == ["###"] * 4


def test_a_level_that_is_given_holds() -> None:
    given = BLOCK.replace("list", "list level=2")
    assert levels(f"### Papers\n\n{given}") == ["##", "##"]
    text = write_blocks(f"### Papers\n\n{BLOCK}", GROUPED, defaults=Options(level=5))
    assert "\n##### G\n" in text


@pytest.mark.parametrize("block", ["table", "recent group-by=year", "list group-by=year,group"])
def test_all_that_has_headings_follows_the_page(block: str) -> None:
    text = f"## Papers\n\n<!-- synbib:start {block} -->\n<!-- synbib:end -->\n"
    assert levels(text)[0] == "###"


def test_a_table_of_contents_has_the_levels_that_the_page_has() -> None:
    text = f"<!-- synbib:start toc -->\n<!-- synbib:end -->\n\n## Papers\n\n{BLOCK}"
    assert "* [Papers](#papers)\n  * [G](#g)\n  * [H](#h)\n" in write_blocks(text, GROUPED)


@given(
    st.lists(
        st.sampled_from(
            ["# A", "  ## B", "    # code", "\t# code", "- # C", "1. ## D", "> # E", "#F", "===", "---", "```", "", "x", "<div>",
             "<h2>G</h2>", "<!-- # -->", "<!--", "-->", "  x", "- x", "####### H", "#", "\\# I", "- x\n\n      # J"]
        ),
        max_size=8,
    ),
    st.sampled_from(["\n", "\r\n"]),
)  # fmt: skip
def test_what_is_read_without_the_parser_is_what_that_reads(lines: list[str], newline: str) -> None:
    text = newline.join(lines)
    parsed = [(heading.line + 1, heading.level) for heading in headings(text)]
    assert heading_levels(text) == parsed
