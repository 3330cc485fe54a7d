from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.latex import decode, decode_reporting
from synbib.text import strip, to_markup, writer

NOCASE = '<span class="nocase">{}</span>'.format


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{\'e}", "é"),
        (r"\'{e}", "é"),
        (r"\'e", "é"),
        (r"{\'{\i}}", "í"),
        (r"\'\i", "í"),
        (r"\"{\i}", "ï"),
        (r"{\v{S}}", "Š"),
        (r"\v s", "š"),
        (r"Erd{\H{o}}s", "Erdős"),
        (r"Ho\`{a}ng V\~{u}", "Hoàng Vũ"),
        (r"\c{c}a", "ça"),
        (r"{\aa}s {\AA}ngstr{\"o}m", "ås Ångström"),
        (r"{\ss} \ss{} \o{}re", "ß ß øre"),
        (r"\L{}\'od\'z", "Łódź"),
        (r"\t{oo}", "o͡o"),
        (r"a~b", "a\N{NO-BREAK SPACE}b"),
        (r"177--198 --- yes", "177–198 — yes"),
        (r"``quoted'' `single' it's", "“quoted” ‘single’ it's"),
        (r"\& \% \$ \# \_ \{ \}", "& % $ # _ { }"),
        (r"100% of {\$}5", "100% of $5"),
        (r"$\alpha$-helix", "α-helix"),
        (r"\textless{}x\textgreater", "<x>"),
        (r"\TeX{} and \LaTeX\ too", "TeX and LaTeX too"),
        (r"hy\-phen", "hyphen"),
        ("many   blanks\n and\tlines", "many blanks and lines"),
        (r"\enquote{x} \mkbibparens{y}", "“x” (y)"),
        (r"{\noopsort{a}}b", "b"),
        (r"costs $5", "costs $5"),
        (r"unbalanced } brace {", "unbalanced brace"),
        ("", ""),
    ],
)
def test_latex_as_plain_text(latex: str, text: str) -> None:
    assert strip(decode(latex)) == text


@pytest.mark.parametrize(
    ("latex", "markup"),
    [
        (r"\emph{a} \textbf{b} {\it c d}", "<i>a</i> <b>b</b> <i>c d</i>"),
        (r"x$^2$ H$_2$O", f"x{NOCASE('<sup>2</sup>')} H{NOCASE('<sub>2</sub>')}O"),
        (r"{LLM} for {\'E}cole", f"{NOCASE('LLM')} for École"),
        (r"{{Whole} Title}", NOCASE("Whole Title")),
        (r"\textsc{Bert}", '<span style="font-variant:small-caps;">Bert</span>'),
        (r"a\textsuperscript{b}", "a<sup>b</sup>"),
    ],
)
def test_latex_as_csl_json_markup(latex: str, markup: str) -> None:
    assert to_markup(decode(latex)) == markup


@pytest.mark.parametrize(
    ("latex", "markdown"),
    [
        (r"\texttt{foo_bar}", "`foo_bar`"),
        (r"\url{http://e.org/a_b%20}", "[http://e.org/a_b%20](http://e.org/a_b%20)"),
        (r"\href{https://e.org}{here}", "[here](https://e.org)"),
    ],
)
def test_code_and_links_survive(latex: str, markdown: str) -> None:
    assert writer("markdown").inline(decode(latex)) == markdown


def test_unknown_macros_stay_visible_and_are_reported() -> None:
    decoded = decode_reporting(r"a \foo{bar}{\'e} \qux b")
    assert decoded.text == r"a \foo{bar}{é} \qux b"
    assert decoded.unknown == ("foo", "qux")


@given(st.text(st.sampled_from("ab \\{}$~^_'`\"-%&éi"), max_size=60))
def test_nothing_raises_and_marks_are_balanced(latex: str) -> None:
    decoded = decode(latex)
    html = writer("html").inline(decoded)
    assert html.count("<i>") == html.count("</i>")
    assert to_markup(decoded) is not None


def test_deep_nesting_is_no_stack_overflow() -> None:
    assert strip(decode("{" * 100_000 + "x" + "}" * 100_000)) == "x"
