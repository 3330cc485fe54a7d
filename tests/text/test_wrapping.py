from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.text import BibliographyLayout, link
from synbib.text.columns import columns
from synbib.text.marks import BOLD, ITALIC, LEFT_MARGIN, RIGHT_INLINE, SUPERSCRIPT
from synbib.text.wrapping import broken
from synbib.text.writers.terminal import terminal_bibliography
from synbib.text.writers.text import text_bibliography

HANGING = BibliographyLayout(hanging_indent=True, entry_spacing=0)


def lines(text: str, width: int, hanging: int = 0) -> list[str]:
    return [text[start:end] for start, end in broken(text, width, hanging)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("one  two", 3, ["one", "two"]),
        ("https://e.org/a/long/one is whole", 10, ["https://e.org/a/long/one", "is whole"]),
        ("自然语言处理", 7, ["自然语", "言处理"]),
        # A closing sign does not begin a line, an opening one does not end it.
        ("自然语言，处理", 8, ["自然语", "言，处理"]),
        ("自然语（处理）", 8, ["自然语", "（处理）"]),
        ("a\N{NO-BREAK SPACE}b c", 3, ["a\N{NO-BREAK SPACE}b", "c"]),
        ("one\ntwo", 20, ["one", "two"]),
        ("", 20, [""]),
    ],
)
def test_lines_end_where_they_may(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


@given(st.text("ab 自，（é\N{COMBINING ACUTE ACCENT}", max_size=60), st.integers(4, 30))
def test_all_is_there_and_no_line_is_too_long_that_could_be_broken(text: str, width: int) -> None:
    shown = lines(text, width)
    assert "".join("".join(shown).split()) == "".join(text.split())
    for line in shown:
        assert columns(line) <= width or len(lines(line, 1)) == 1 or len(line.split()) == 1


def test_the_lines_of_an_entry_hang_as_the_style_wants() -> None:
    entries = [("a", "Lee, A. (2024). A title that is long."), ("b", "Roe, B. Short.")]
    assert text_bibliography(entries, HANGING, 20) == (
        "Lee, A. (2024). A\n    title that is\n    long.\nRoe, B. Short."
    )


def test_what_stands_in_the_margin_makes_room_for_the_widest() -> None:
    entries = [
        (f"k{n}", LEFT_MARGIN.wrap(f"[{n}]") + RIGHT_INLINE.wrap("自然语言 and more of it"))
        for n in (9, 10)
    ]
    assert text_bibliography(entries, BibliographyLayout(), 20) == (
        "[9]  自然语言 and\n     more of it\n\n[10] 自然语言 and\n     more of it"
    )


def test_formatting_ends_with_the_line_and_begins_anew() -> None:
    marked = (
        ITALIC.wrap("one two " + BOLD.wrap("three")) + " " + link("https://e.org/é", "four five")
    )
    assert terminal_bibliography([("a", marked)], HANGING, 20).split("\n") == [
        "\x1b[3mone two \x1b[23m\x1b[1m\x1b[3mthree\x1b[23m\x1b[22m "
        "\x1b]8;id=3;https://e.org/%C3%A9\x1b\\four\x1b]8;;\x1b\\",
        "    \x1b]8;id=3;https://e.org/%C3%A9\x1b\\five\x1b]8;;\x1b\\",
    ]


def test_a_terminal_obeys_nothing_of_a_text() -> None:
    marked = "a\x1b[31mb\x07 " + SUPERSCRIPT.wrap("2") + link("https://e.org/\x1b\\x", "c")
    assert terminal_bibliography([("a", marked)], HANGING, 40) == (
        "a\\x1b[31mb\\x07 ²\x1b]8;id=1;https://e.org/%1B%5Cx\x1b\\c\x1b]8;;\x1b\\"
    )


def test_breaking_lines_takes_time_in_proportion(
    grows_in_proportion: Callable[[Callable[[int], object], int], bool],
) -> None:
    assert grows_in_proportion(lambda n: lines("ab 自" * n, 60), 5000)


def test_lines_of_much_formatting_take_time_in_proportion(
    grows_in_proportion: Callable[[Callable[[int], object], int], bool],
) -> None:
    def write(count: int) -> None:
        marked = (ITALIC.wrap("one") + " two ") * count
        assert terminal_bibliography([("a", marked)], HANGING, 20).count("one") == count

    assert grows_in_proportion(write, 1000)
