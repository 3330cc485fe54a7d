"""TeX's macros, expanded."""

import pytest

from synbib.errors import StyleError
from synbib.latex.expand import Expander, written
from synbib.latex.primitives import PRIMITIVES


def expanded(source: str, *, prose: bool = False) -> str:
    expander = Expander(PRIMITIVES, len(source), frozenset({"doi"}))
    expander.begin(source, prose=prose)
    return written(expander.rest()).strip()


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"\newcommand{\bib}[2]{#2 (#1)}\bib{1984}{Knuth}", "Knuth (1984)"),
        (r"\newcommand*\bib[1]{<#1>}\bib x \bib{yz}", "<x> <yz>"),
        (r"\newcommand{\url}[2][URL: ]{#1#2}\url{a} \url[At ]{b}", "URL: a At b"),
        (r"\providecommand{\emph}[1]{<#1>}\emph{a}", r"\emph{a}"),
        (r"\providecommand{\doi}[1]{doi: #1}\doi{10.1/2}", "doi: 10.1/2"),
        (r"\providecommand \a [1]{<#1>}\providecommand{\a}[1]{[#1]}\a{x}", "<x>"),
        (r"\renewcommand{\emph}[1]{<#1>}\emph{a}", "<a>"),
        (r"\def\split#1, #2;{#2 #1}\split Knuth, Don;", "Don Knuth"),
        (r"\def\year(#1){#1}\year(1984)", "1984"),
        (r"\def\a#1{\def\b##1{#1##1}}\a{x}\b{y}", "xy"),
        (r"\def\a{1}\edef\b{\a}\def\a{2}\b\a", "12"),
        (r"\let\old=\emph \def\emph#1{\old{#1!}}\emph{a}", r"\emph{a!}"),
        (r"\let\one\two \ifx\one\undefined none\fi", "none"),
        (r"{\def\a{in}\a} \def\a{out}\a", "{in} out"),
        (r"\def\a{out}{\def\a{in}\a}\a", "{in}out"),
        (r"\def\a{old}{\gdef\a{new}}\a{\global\def\a{newest}}\a", "{}new{}newest"),
        (r"\bgroup\scshape Knuth\egroup", r"{\scshape Knuth}"),
        (r"\DeclareUrlCommand\path{\urlstyle{rm}}\path{a}", r"\url{a}"),
        (r"\urldef\site\url|http://a.b/c|\site", r"\url{http://a.b/c}"),
        (r"\newenvironment{names}[1]{<#1>}{!}\begin{names}{x}y\end{names}", "<x>y!"),
        (r"\newif\ifshort\ifshort a\else b\fi\shorttrue\ifshort a\else b\fi", "ba"),
    ],
)
def test_a_definition_is_obeyed(source: str, text: str) -> None:
    assert expanded(source) == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"\expandafter\ifx\csname emph\endcsname\relax a\else b\fi", "b"),
        (r"\expandafter\ifx\csname nothing\endcsname\relax a\else b\fi", "a"),
        (r"\csname @ifundefined\endcsname{nothing}{a}{b}", "a"),
        (r"\ifnum 2>1 a\else b\fi\ifnum1=2 a\else b\fi", "ab"),
        (r"\ifcase2 a\or b\or c\or d\else e\fi", "c"),
        (r"\ifcase9 a\or b\else e\fi", "e"),
        (r"\def\x{a}\if\x a same\fi", "same"),
        (r"\ifx\one\two\ifnum1=2 a\fi b\else c\fi d", "bd"),
        (r"\iffalse\ifx a a b\else c\fi\else d\fi", "d"),
        (r"\makeatletter\@ifnextchar[{yes}{no}[a]\makeatother", "yes[a]"),
        (r"\ifinteger{12}{a}{b}\ifinteger{1st}{a}{b}", "ab"),
        (r"\expandafter\def\csname a b\endcsname{c}\csname a b\endcsname", "c"),
    ],
)
def test_a_conditional_is_decided(source: str, text: str) -> None:
    assert expanded(source) == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"\emph{a} \'e $x^2$ \& {\em b}", r"\emph{a} \'e $x^2$ \& {\em b}"),
        (r"\em a\o 1", r"\em a\o 1"),
        ("\\newcommand{\\a}[1]{% a comment\n  <#1>}% another\n\\a{b}", "<b>"),
        ("a \\unskip, b", "a, b"),
        (r"\catcode`\{=1 \spaceskip=0pt\relax a\parskip 1em plus", r"\relax a plus"),
        (r"\makeatletter\def\a@b{c}\a@b\makeatother a@b", "ca@b"),
    ],
)
def test_what_sets_type_is_passed_on_or_passed_over(source: str, text: str) -> None:
    assert expanded(source) == text


def test_a_percent_sign_amid_a_line_of_a_reference_is_meant() -> None:
    reference = "100% of \\url{a%20b}\\BibOpen%\n  this%\n% a comment of the style\nand that"
    assert expanded(reference, prose=True) == "100% of \\url{a%20b}thisand that"


def test_an_unknown_command_is_named_and_its_arguments_stay() -> None:
    expander = Expander(PRIMITIVES)
    expander.begin(r"\foo{a} \baz[b]{c} \foo d")
    assert written(expander.rest()) == "{a} [b]{c} d"
    assert list(expander.unknown) == ["foo", "baz"]


def test_brackets_end_at_the_first_where_a_brace_within_is_not_closed() -> None:
    expander = Expander(PRIMITIVES)
    expander.begin("[Knuth({\\noo)]{key} text")
    assert written(expander.optional() or []) == "Knuth({\\noo)"
    assert written(expander.argument()) == "key"
    expander.begin("[{a]b}]c")
    assert written(expander.optional() or []) == "{a]b}"


@pytest.mark.parametrize(
    "source",
    [
        r"\def\a{\a}\a",
        r"\def\a{\a\a}\a",
        r"\def\a#1{\a{#1#1}}\a{xxxxxxxxxx}",
        r"\def\a{\expandafter\a\a}\a",
        r"\def\a{\a " + "x " * 10_000 + r"}\a",
        r"\edef\a{\def\a{\a}\a}\a",
    ],
)
def test_macros_that_do_not_come_to_an_end_are_refused(source: str) -> None:
    with pytest.raises(StyleError, match="do not come to an end"):
        expanded(source)


def test_names_within_names_without_end_are_refused() -> None:
    with pytest.raises(StyleError, match="nested too deep"):
        expanded(
            r"\def\a{\csname\a\endcsname}\csname" + r"\csname" * 100 + r" x" + r"\endcsname" * 101
        )


@pytest.mark.parametrize("name", ["expandafter", "if", "ifnum", "ifcase"])
def test_what_asks_for_the_next_without_end_is_refused(name: str) -> None:
    with pytest.raises(StyleError, match="nested too deep"):
        expanded(rf"\{name}" * 10_000)


def test_what_a_definition_is_made_of_may_be_expanded_in_many_steps() -> None:
    assert expanded(r"\def\a{x}" + r"\expandafter" * 31 + r"\def\b{y}\a\b") == "xy"


def test_time_is_in_proportion_to_what_is_read() -> None:
    # Every bracket and every name waits for an end that does not come.
    with pytest.raises(StyleError, match="do not come to an end"):
        expanded(r"\newcommand{\a}[1][]{}" + r"\a[" * 20_000)
