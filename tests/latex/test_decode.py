from __future__ import annotations

import pytest
from growth import in_proportion
from hypothesis import given
from hypothesis import strategies as st

from synbib.latex import decode, decode_reporting
from synbib.text import WRITERS, strip, to_markup, writer
from synbib.text.marks import BY_OPEN, MARK, Node, split_links, to_nodes

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
        (r"\'\ias Beno\^\it {\'\i}n", "ías Benoît ín"),
        (r"\ocirc{u} \¨{O}zarslan", "ů Özarslan"),
        (r"\noopsort{1973b}1973 \switchargs{--90}{1968} \printfirst{v}{1987}", "1973 1968–90 v"),
        (r"1-\vphantom\}{X}\vphantom\{\}N", "1-X}N"),
        (r"independent\hyphen ionic \slash x\nopunct", "independent-ionic /x"),
        (r"\enquote{a \enquote{b \enquote{c} d}} \enquote*{e}", "“a ‘b “c” d’” ‘e’"),
        (r"\textquote[p.~3][.]{q} \mkbibquote{r}", "“q” “r”"),
        (r"?`Qu\'e? !`Hola!", "¿Qué? ¡Hola!"),
        (r"30$^\circ$C, 5$^{\circ}$, $f^\prime$, $f^{''}$", "30°C, 5°, f′, f″"),
        (r"\(a \leq b\) \[x \rightarrow y\] $\pm 3$", "a≤b x→y ±3"),
        (
            r"$O(n \log n)$, $2\sin x$, $(a)\cos x$, $-\log n$",
            "O(n log n), 2 sin x, (a) cos x, −log n",
        ),
        (r"$\sqrt{2}$ $\sqrt{x+1}$ $\frac{a}{b}$ $\log n$", "√2 √(x+1) a/b log n"),
        (r"$\langle 00\overline{1} \rangle$ $\hat{x}$ $\mathscr{l}$ $\upomega$", "⟨001̅⟩ x̂ l ω"),
        (r"$p < 0.05 \text{ and more}$", "p<0.05 and more"),
        (r"from $5 and $6 on", "from $5 and $6 on"),
        (r"\(open, $\{$ and {$} closed\)", r"\(open, { and $ closed\)"),
        (r"\times 10^9 m^{-2}_x", "×10^9 m^-2_x"),
        (r'\char"E9 \symbol{233} \unicode{1013} {\char"E9}', "é é ϵ é"),
        (r"\verb+www.x.org/a_b+ \path{c_d}", "www.x.org/a_b c_d"),
        (r"\textcolor{red}{x} \foreignlanguage{french}{y} \mbox{z}", "x y z"),
        (r"a\\[2pt]b", "a b"),
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
        (r"\textnormal{v.}", '<span class="nodecor">v.</span>'),
        (r"\emph{{\'E}cole} {{\'E}cole}", f"<i>École</i> {NOCASE('École')}"),
        (r"\underline{\textbf{a}}{\bf b \it c}", "<b>a</b><b>b <i>c</i></b>"),
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


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
    ],
)
@pytest.mark.parametrize("format", ["html", "markdown", "latex", "text"])
def test_a_target_that_could_do_harm_leaves_the_text(target: str, format: str) -> None:
    assert writer(format).inline(decode(rf"a \href{{{target}}}{{text}} b")) == "a text b"
    assert not [url for _, url in split_links(decode(rf"\url{{{target}}}")) if url]


def test_the_target_of_href_is_cleaned() -> None:
    (node,) = to_nodes(decode("\\href{ www.e.org/a\x07 b }{text}"))
    assert node == Node("link", ("text",), "https://www.e.org/ab")


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


def test_a_citation_stays_visible() -> None:
    decoded = decode_reporting(r"listed under Knuth \cite{book_full}")
    assert decoded.text == r"listed under Knuth \cite{book_full}"
    assert decoded.unknown == ("cite",)


PIECES = st.sampled_from(
    [
        *"{}$~^_`'-%&[]abé1 \n\\",
        *("$$", r"\(", r"\)", r"\[", r"\]", "''", "--", r"\&", r"\\"),
        *(r"\emph{", r"\'", r"\"{", r"\it ", r"\enquote{", r"\foo{"),
        *(r"\url{", r"\href{", r"\url{e.org/", r"\href{e.org}{"),
        *(r"\frac{", r"\sqrt[", r"\noopsort{", r"\verb|", r"\char", r"\ensuremath{"),
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_macros_in_any_order_give_balanced_marks(latex: str) -> None:
    decoded = decode(latex)
    opened: list[str] = []
    for mark in MARK.findall("".join(text for text, _ in split_links(decoded))):
        if mark in BY_OPEN:
            opened.append(BY_OPEN[mark].close)
        else:
            assert opened.pop() == mark
    assert not opened
    assert decode(decoded) is not None


@pytest.mark.parametrize(
    "pattern", ["{", "}", "\\emph{", "\\'", "$", "\\\\$", "{$", "\\(", "\\foo{"]
)
def test_deep_nesting_is_no_stack_overflow(pattern: str) -> None:
    decode(pattern * 100_000)
    assert strip(decode("{" * 100_000 + "x" + "}" * 100_000)) == "x"


def test_braces_are_read_in_time_in_proportion_to_their_number() -> None:
    assert decode("{" * 1_000_000) == ""
    assert in_proportion(lambda count: decode("{" * count), 100_000)


@pytest.mark.parametrize("name", ["url", "path"])
def test_addresses_within_addresses_are_read_in_time_in_proportion_to_their_number(
    name: str,
) -> None:
    def read(count: int) -> None:
        opening = rf"\{name}{{" * count
        assert "a" in strip(decode(rf"{opening}\href{{e.org}}{{a}}{'}' * count}"))

    assert in_proportion(read, 1000)


@pytest.mark.parametrize(
    "macro", [r"\it ", r"{\it ", r"\emph{", r"\textbf{\it ", r"{\bf a \it ", r"\it{\bf "]
)
def test_no_nesting_is_too_deep_for_those_that_write_it(macro: str) -> None:
    text = decode(macro * 5000 + "x")
    for one in WRITERS.values():
        assert "x" in one.inline(text)
