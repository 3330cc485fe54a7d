from __future__ import annotations

from collections.abc import Callable

import pytest

from synbib.errors import UnknownNameError
from synbib.text import (
    WRITERS,
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
    BLOCK,
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
        (
            "terminal",
            "A & B_c \x1b[3mthe \x1b[23m\x1b[1m\x1b[3mbold\x1b[23m\x1b[22m x₁ Caps f() LLM "
            "\x1b]8;id=8;https://e.org/?a=1&b=%20\x1b\\50% <off>\x1b]8;;\x1b\\",
        ),
        (
            "typst",
            r'A & B\_c #emph[the #strong[bold]] x#sub[1] #smallcaps[Caps] #raw("f()"); LLM '
            r'#link("https://e.org/?a=1&b=%20")[50% \<off\>]',
        ),
        (
            "org",
            "A & B_\u2060c /the/ */bold/* x_{1} Caps ~f()~ LLM "
            "[[https://e.org/?a=1&b=%20][50% <\u2060off>]]",
        ),
        (
            "rst",
            r"A & B_c *the* **bold** x\ :sub:`1` Caps :literal:`f()` LLM "
            r"`50% \<off> <https://e.org/?a=1&b=%20>`__",
        ),
        (
            "asciidoc",
            "A & B&#95;c __the **bold**__ x~1~ [.small-caps]##Caps## ``f()`` LLM "
            "link:++https://e.org/?a=1&b=%20++[50% &#60;off&#62;]",
        ),
        (
            "mediawiki",
            "A &#38; B_c <i>the <b>bold</b></i> x<sub>1</sub> "
            '<span style="font-variant:small-caps">Caps</span> <code>f()</code> LLM '
            "[https://e.org/?a=1&b=%20 50% &#60;off&#62;]",
        ),
        (
            "bbcode",
            "A & B_c [i]the [b]bold[/b][/i] x[sub]1[/sub] Caps f() LLM "
            "[url=https://e.org/?a=1&b=%20]50% <off>[/url]",
        ),
        (
            "json",
            '[{"text": "A & B_c "}, {"text": "the ", "italic": true}, '
            '{"text": "bold", "italic": true, "bold": true}, {"text": " x"}, '
            '{"text": "1", "subscript": true}, {"text": " "}, '
            '{"text": "Caps", "small-caps": true}, {"text": " "}, {"text": "f()", "code": true}, '
            '{"text": " LLM "}, {"text": "50% <off>", "link": "https://e.org/?a=1&b=%20"}]',
        ),
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
            "\\begingroup\n"
            "\\makeatletter\\renewcommand{\\@biblabel}[1]{\\hspace*{1.5em}}\\makeatother\n"
            "\\begin{thebibliography}{}\n"
            "\\setlength{\\itemindent}{-\\leftmargin}\n"
            "\\bibitem{a} A\n"
            "\\bibitem{b} B\n"
            "\\end{thebibliography}\n"
            "\\endgroup",
        ),
        (
            "typst",
            "#par(hanging-indent: 2em)[A] <ref-a>\n\n#par(hanging-indent: 2em)[B] <ref-b>",
        ),
        ("terminal", "A\n\nB"),
        ("org", "<<ref-a>> A\n\n<<ref-b>> B"),
        ("rst", ".. _`ref-a`:\n\nA\n\n.. _`ref-b`:\n\nB"),
        ("asciidoc", "[[ref-a]]A\n\n[[ref-b]]B"),
        ("mediawiki", '<span id="ref-a"></span>A\n\n<span id="ref-b"></span>B'),
        ("bbcode", "A\n\nB"),
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


NUMBERED = LEFT_MARGIN.wrap("[1]") + RIGHT_INLINE.wrap("A. Lee" + BLOCK.wrap("Note") + "more")


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("markdown", "[1] A. Lee Note more"),
        ("text", "[1] A. Lee\nNote\nmore"),
        ("terminal", "[1] A. Lee\nNote\nmore"),
        (
            "latex",
            "\\begin{thebibliography}{9}\n"
            "\\bibitem{a} A. Lee\\newline\nNote\\newline\nmore\n"
            "\\end{thebibliography}",
        ),
        (
            "typst",
            "#grid(\n  columns: (auto, 1fr),\n  column-gutter: 0.65em,\n  row-gutter: 1em,\n"
            "  [\\[1\\]],\n  [A. Lee#linebreak();Note#linebreak();more <ref-a>],\n)",
        ),
        ("org", "<<ref-a>> [1] A. Lee\\\\\nNote\\\\\nmore"),
        ("rst", ".. _`ref-a`:\n\n| \\[1] A. Lee\n| Note\n| more"),
        ("asciidoc", "[[ref-a]]&#91;1&#93; A. Lee +\nNote +\nmore"),
        ("mediawiki", '<span id="ref-a"></span>&#91;1&#93; A. Lee<br />Note<br />more'),
        ("bbcode", "[1] A. Lee\nNote\nmore"),
        (
            "json",
            '[\n  {\n    "id": "a",\n    "label": [\n      {\n        "text": "[1]"\n      }\n    ],\n'
            '    "spans": [\n      {\n        "text": "A. Lee"\n      },\n      {\n        "text": "\\n"\n'
            '      },\n      {\n        "text": "Note"\n      },\n      {\n        "text": "\\n"\n      },\n'
            '      {\n        "text": "more"\n      }\n    ]\n  }\n]',
        ),
    ],
)
def test_blocks_are_lines_and_what_is_in_the_margin_is_before_them(
    format: str, expected: str
) -> None:
    assert writer(format).bibliography([("a", NUMBERED)], BibliographyLayout()) == expected


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("html", '<div class="csl-bib-body">\n</div>'),
        ("json", "[]"),
        (
            "rtf",
            r"{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\froman Times New Roman;}{\f1\fmodern Courier New;}}"
            "{\\colortbl;\\red5\\green99\\blue193;}\n"
            r"{\stylesheet{\s0 Normal;}{\s1\sbasedon0\li0\fi0\tx0\sa240\sl240\slmult1\fs24 Bibliography;}}"
            "\n\n}",
        ),
    ]
    + [(name, "") for name in WRITERS if name not in ("html", "json", "rtf")],
)
def test_a_bibliography_may_be_empty(format: str, expected: str) -> None:
    assert writer(format).bibliography([], BibliographyLayout()) == expected


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("latex", r"\bibitem{aux7bxux7dux2c&b:c}"),
        ("typst", '#label("ref-a{x},&b:c")'),
        ("org", "<<ref-a{x},&b:c>>"),
        ("rst", r".. _`ref-a{x},&b\:c`:"),
        ("asciidoc", "[[ref-a_x___b:c]]"),
        ("mediawiki", '<span id="ref-a{x},&amp;b:c">'),
    ],
)
def test_the_name_of_a_place_is_what_the_format_can_name(format: str, expected: str) -> None:
    written = writer(format).bibliography([("a{x},&b:c", "A")], BibliographyLayout())
    assert expected in written


def test_plain_text_is_set_tight_where_the_style_says_so() -> None:
    assert (
        writer("text").bibliography([("a", "A"), ("b", "B")], BibliographyLayout(entry_spacing=0))
        == "A\nB"
    )


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("mediawiki", "a ''b'' c"),
        ("asciidoc", "a __b__ c"),
        ("typst", "a #emph[b] c"),
        ("bbcode", "a [i]b[/i] c"),
    ],
)
def test_emphasis_begins_and_ends_with_no_blank_even_after_what_sets_nothing(
    format: str, expected: str
) -> None:
    marked = "a" + ITALIC.wrap(NOCASE.wrap(" ") + "b" + NOCASE.wrap(" ")) + "c"
    assert writer(format).inline(marked) == expected


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


@pytest.mark.parametrize("format", ["text", "latex", "json", "terminal"])
def test_what_is_displayed_takes_time_in_proportion_to_its_number(
    format: str, grows_in_proportion: Callable[[Callable[[int], object], int], bool]
) -> None:
    def write(count: int) -> None:
        marked = "a" + BLOCK.wrap("b") * count
        assert (
            writer(format).bibliography([("k", marked)], BibliographyLayout()).count("b") >= count
        )

    assert grows_in_proportion(write, 1000)
