from __future__ import annotations

import contextlib

import pytest
from growth import in_proportion

from synbib.errors import ReadmeError
from synbib.readme import parse
from synbib.readme.blocks import checksum

START = "<!-- synbib:start list -->"
END = "<!-- synbib:end -->"


def test_a_block_has_kind_options_checksum_inside_and_place() -> None:
    text = (
        "# Papers\n\n"
        """  <!-- synbib:start table group="A B" columns='x="y",z' style-for=misc=acl group=C -->\n"""
        "inside\n"
        "  <!-- synbib:end checksum=1a2b3c4d -->\n"
    )
    (block,) = parse(text)
    assert block.kind == "table"
    assert block.options == (
        ("group", "A B"),
        ("columns", 'x="y",z'),
        ("style-for", "misc=acl"),
        ("group", "C"),
    )
    assert block.checksum == "1a2b3c4d"
    assert block.inside == text[block.start : block.end] == "\ninside\n  "
    assert text[block.end : block.after] == "<!-- synbib:end checksum=1a2b3c4d -->"
    assert (block.indent, block.line, block.column) == ("  ", 3, 3)


def test_several_blocks_stand_in_lines_of_their_own_or_within_one() -> None:
    text = f"There are <!--synbib:start count-->26<!--synbib:end--> papers.\r\n{START}\r\n{END}"
    inline, block = parse(text)
    assert (inline.kind, inline.inside, inline.indent) == ("count", "26", None)
    assert (inline.line, inline.column) == (1, 11)
    assert (block.kind, block.inside, block.indent, block.line) == ("list", "\r\n", "", 2)


def test_a_marker_may_span_lines_and_hold_an_empty_value() -> None:
    (block,) = parse(f'<!-- synbib:start\n  list\n  links=""\n-->\n{END}')
    assert (block.kind, block.options) == ("list", (("links", ""),))


def test_a_byte_order_mark_is_no_text_before_a_marker() -> None:
    (block,) = parse(f"\N{BYTE ORDER MARK}{START}\n{END}")
    assert block.indent == ""


@pytest.mark.parametrize(
    "text",
    [
        f"```markdown\n{START}\n{END}\n```",
        f"~~~~\n{START}\n~~~\n{END}\n~~~~",
        f"- item\n\n  ```\n  {START}\n  {END}\n  ```",
        f"> ```\n> {START}\n> {END}\n> ```",
        f"text\n\n    {START}\n    {END}\n",
        f"text\n\n\t{START}\n",
        f"> text\n>\n>     {START}\n",
        f"-     {START}\n",
        f"Write `{START}` and ``{END}`` around it.",
        f"A pair of ```` `` `{START}` `` ````.",
        f"Escaped: \\{START} and \\\\\\{END}",
        f"<!-- out of use:\n{START}",
        f"<!--\n\n{START}",
        "<!-- a comment about synbib:start list -->",
        "<!-- unclosed",
    ],
)
def test_a_marker_that_is_shown_or_commented_out_is_none(text: str) -> None:
    assert parse(text) == ()


@pytest.mark.parametrize(
    "before",
    [
        "A lone ` tick\n",
        "A lone ` tick, ",
        "An unclosed <!-- comment\n\n",
        "An escaped \\\\",
        "```\ncode\n```\n",
        "- ```\n  code in a list that ends without a fence\n\n",
        "<!-- a comment -->",
        "<!-->",
        "1. item\n   - item\n\n     ",
        "~~struck~~ ",
    ],
)
def test_what_stands_before_a_marker_does_not_hide_it(before: str) -> None:
    assert len(parse(f"{before}{START}\n{END}")) == 1


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            f"x\n {START}\n",
            ["README.md:2:2: this block is never ended; end it with <!-- synbib:end -->"],
        ),
        (
            f"a\n\n{END}",
            ["README.md:3:1: this ends a block that was never begun; delete it"],
        ),
        (
            f"{START}\n{START}\n{END}\n",
            [
                "README.md:2:1: this begins a block inside the block of line 1; end that one first with <!-- synbib:end -->"
            ],
        ),
        (
            f"<!-- synbib:strat list -->\n{END}\n",
            ["README.md:1:1: unknown marker 'synbib:strat'; did you mean synbib:start?"],
        ),
        (
            f"{START}\n<!-- synbib:ends -->",
            [
                "README.md:2:1: unknown marker 'synbib:ends'; did you mean synbib:end or synbib:start?"
            ],
        ),
        (
            f"<!-- synbib:start -->\n{END}",
            ["README.md:1:1: a block needs a kind; write e.g. <!-- synbib:start list -->"],
        ),
        (
            f"<!-- synbib:start style=acl -->\n{END}",
            ["README.md:1:1: a block needs a kind; write e.g. <!-- synbib:start list -->"],
        ),
        (
            f"<!-- synbib:start list acl -->\n{END}",
            ["README.md:1:1: the option 'acl' has no value; write acl=value"],
        ),
        (
            f'<!-- synbib:start list group="A B -->\n{END}',
            [
                "README.md:1:1: cannot read 'group=\"A B'; write option=value, and a value with blanks in quotes"
            ],
        ),
        (
            f"<!-- synbib:start list style= acl -->\n{END}",
            [
                "README.md:1:1: cannot read 'style= acl'; write option=value, and a value with blanks in quotes"
            ],
        ),
        (
            f"{START}\n<!-- synbib:end list -->",
            ["README.md:2:1: an end marker takes a checksum and nothing else; delete 'list'"],
        ),
        (
            f"<!-- synbib:start list\n{END}\n",
            ["README.md:1:1: this comment is never closed; end it with -->"],
        ),
        (
            "text\n<!-- synbib:start list\n",
            ["README.md:2:1: this comment is never closed; end it with -->"],
        ),
        (
            f"{END}\n{START}\n",
            [
                "README.md:1:1: this ends a block that was never begun; delete it",
                "README.md:2:1: this block is never ended; end it with <!-- synbib:end -->",
            ],
        ),
    ],
)
def test_markers_that_do_not_pair_or_cannot_be_read_are_errors_with_their_place(
    text: str, messages: list[str]
) -> None:
    with pytest.raises(ReadmeError) as error:
        parse(text)
    assert [str(diagnostic) for diagnostic in error.value.diagnostics] == messages
    assert error.value.message == "\n".join(messages)


def test_a_checksum_does_not_see_line_endings_and_blanks_around() -> None:
    assert checksum("\n\na\nb\n\n") == checksum("\r\na\r\nb") == checksum("a\rb")
    assert checksum("a\nb") != checksum("a b")
    assert checksum("") == "e3b0c442"


@pytest.mark.parametrize(
    ("piece", "after"),
    [
        ("<!-- ", ""), ("x <!-- ", "\n\n-->"), ("`a", ""), (f"<!--\n{START}\n", ""), ("> ", START), ("\\", ""), (" ", ""),
        (f"a    {START}", ""),
    ],
)  # fmt: skip
def test_hostile_texts_are_read_in_time_in_proportion(piece: str, after: str) -> None:
    def read(times: int) -> None:
        with contextlib.suppress(ReadmeError):
            parse(piece * times + after)

    assert in_proportion(read, 4000)


def test_code_spans_of_all_lengths_that_are_never_closed_are_read() -> None:
    assert parse("".join("`" * n + " " for n in range(1, 600))) == ()
