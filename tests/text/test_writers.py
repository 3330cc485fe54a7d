from __future__ import annotations

from collections.abc import Callable

import pytest

from synbib.errors import UnknownNameError
from synbib.text import (
    BibliographyLayout,
    Node,
    from_markup,
    link,
    scrub,
    strip,
    to_markup,
    to_nodes,
    writer,
)
from synbib.text.marks import (
    BOLD,
    CODE,
    ITALIC,
    LEFT_MARGIN,
    NOCASE,
    RIGHT_INLINE,
    SMALL_CAPS,
    SUBSCRIPT,
)

MARKED = (
    f"A & B_c {ITALIC.wrap('the ' + BOLD.wrap('bold'))} x{SUBSCRIPT.wrap('1')} "
    f"{SMALL_CAPS.wrap('Caps')} {CODE.wrap('f()')} {NOCASE.wrap('LLM')} "
    f"{link('https://e.org/?a=1&b=%20', '50% <off>')}"
)


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        (
            "html",
            "A &#38; B_c <i>the <b>bold</b></i> x<sub>1</sub> "
            '<span style="font-variant:small-caps;">Caps</span> <code>f()</code> LLM '
            '<a href="https://e.org/?a=1&amp;b=%20">50% &#60;off&#62;</a>',
        ),
        (
            "latex",
            r"A \& B\_c \textit{the \textbf{bold}} x\textsubscript{1} \textsc{Caps} \texttt{f()} LLM "
            r"\href{https://e.org/?a=1\&b=\%20}{50\% \textless{}off\textgreater{}}",
        ),
        (
            "markdown",
            "A & B_c *the **bold*** x<sub>1</sub> Caps `f()` LLM "
            "[50% &lt;off>](https://e.org/?a=1&b=%20)",
        ),
        ("text", "A & B_c the bold x₁ Caps f() LLM 50% <off>"),
    ],
)
def test_each_format_says_the_same(format: str, expected: str) -> None:
    if format == "markdown":
        expected = expected.replace("*the **bold***", "<em>the **bold**</em>")
    assert writer(format).inline(MARKED) == expected


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("markdown", "A\n\nB"),
        ("text", "A\n\nB"),
        (
            "latex",
            "\\noindent\\hangindent=2em\\hangafter=1 A\n\n\\noindent\\hangindent=2em\\hangafter=1 B",
        ),
        (
            "html",
            '<div class="csl-bib-body">\n'
            '  <div class="csl-entry" id="ref-a" style="padding-left:2em;text-indent:-2em;">A</div>\n'
            '  <div class="csl-entry" id="ref-b" style="padding-left:2em;text-indent:-2em;">B</div>\n'
            "</div>",
        ),
    ],
)
def test_a_bibliography_follows_the_styles_layout(format: str, expected: str) -> None:
    layout = BibliographyLayout(hanging_indent=True)
    assert writer(format).bibliography([("a", "A"), ("b", "B")], layout) == expected


def test_plain_text_is_set_tight_where_the_style_says_so() -> None:
    assert (
        writer("text").bibliography([("a", "A"), ("b", "B")], BibliographyLayout(entry_spacing=0))
        == "A\nB"
    )


def test_an_unknown_format_suggests_the_nearest() -> None:
    with pytest.raises(
        UnknownNameError, match=r"^unknown format 'markdwn'; did you mean markdown\?$"
    ):
        writer("markdwn")


def test_marks_in_the_input_are_no_marks() -> None:
    assert scrub(f"a{ITALIC.open}b") == "ab"
    assert strip(link("https://e.org", ITALIC.wrap("x"))) == "x"


def test_rich_text_is_there_as_a_tree() -> None:
    assert to_nodes(f"a{ITALIC.wrap('b' + BOLD.wrap('c'))}{link('https://e.org', 'd')}") == (
        "a",
        Node("italic", ("b", Node("bold", ("c",)))),
        Node("link", ("d",), "https://e.org"),
    )


def test_a_tree_is_made_of_unbalanced_marks_too() -> None:
    assert to_nodes(f"{BOLD.close}a{ITALIC.open}b{BOLD.open}c{ITALIC.close}d") == (
        "a",
        Node("italic", ("b", Node("bold", ("c",)))),
        "d",
    )


@pytest.mark.parametrize(
    "markup",
    [
        "plain",
        "<i>a <b>b</b></i> <sub>c</sub><sup>d</sup>",
        '<span style="font-variant:small-caps;">a</span> <span class="nocase">LLM</span>',
    ],
)
def test_csl_json_markup_survives_a_round_trip(markup: str) -> None:
    assert to_markup(from_markup(markup)) == markup


@pytest.mark.parametrize("text", ["a <i>b", "a </i>b", "1 < 2 <3>", "<span>x</span>", "<I>x</I>"])
def test_what_only_looks_like_markup_stays_text(text: str) -> None:
    assert from_markup(text) == text


def test_blanks_around_what_is_displayed_take_time_in_proportion(
    grows_in_proportion: Callable[[Callable[[int], object], int], bool],
) -> None:
    def write(count: int) -> None:
        marked = LEFT_MARGIN.wrap("[1]") + RIGHT_INLINE.wrap("a" + " " * count + "b")
        assert writer("text").inline(marked).startswith("[1] a")

    assert grows_in_proportion(write, 5000)
