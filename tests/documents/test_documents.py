"""Which keys a document cites, and where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.documents import ENDINGS, CitedKey, Citing, find_cited, rename_cited, syntax_of
from synbib.errors import SynbibError

LATEX = r"""
\documentclass{article}
\newcommand{\see}[1]{\cite{#1}}        % \cite{commented}
\setcitestyle{round} \DeclareCiteCommand{\mine}{}{}{}{} \renewcommand{\multicitedelim}{; }
\begin{document}
\cite{a} \cite[12]{b} \citep[see][p.~{]}]{c, d ,e} \citet*{f} \Citeauthor{g} \citealias{g1} \defcitealias{g2}{Two}
\parencite[cf.][3--5]{h} \footcite {i} \textcite
  {j} \nocite{k,*} \shortcite<see>[p.~3]{l} \bibentry{m}
\cites(see)(for more)[1]{n}[2][3]{o}%
  {p} \pvolcite[see]{2}[30]{q} \citefield{r}{title}
\citep{%
  s, % the first
  %gone,
  t}
100\% \cite{u} \\\cite{v} \verb|\cite{no}| \lstinline!\cite{no}!
\begin{verbatim}
\cite{no}
\end{verbatim}
\input{chapters/one} \include{two}
\end{document}
\cite{after}
"""

MARKDOWN = """\
---
nocite: '@a, @*'
author: roe@example.org
---

As @b2020 [p. 3] says [see @c:2020, p. 3; -@d.e-f; @{https://x.org/a b}]. See @g. And \\@no.

`@no` and ``a ` @no`` but ` @h, an open one.

A [link](https://x.org/@no), https://x.org/@no, <https://x.org/@no>, <!-- @no --> and @i's.

```
@no
```

    @no

| @j | [@k;@l] |
"""

AUX = r"""\relax
\citation{a,b}
\citation{c}
\abx@aux@cite{0}{d}
\abx@aux@cite{e}
\@input{two.aux}
\citation{*}
"""

BCF = """<bcf:section number="0">
    <bcf:citekey order="1" intorder="1">a</bcf:citekey>
    <bcf:citekey order="2" nocite="1">b&amp;c</bcf:citekey>
    <bcf:citekeycount>2</bcf:citekeycount>
</bcf:section>
"""


def keys(text: str, syntax: str) -> list[str]:
    found = find_cited(text, syntax).keys
    for cited in found:
        assert syntax == "bcf" or text[cited.start : cited.end] == cited.key
    return [cited.key for cited in found]


def test_latex_cites_by_all_commands_of_its_packages() -> None:
    found = find_cited(LATEX, "latex")
    wanted = "a b c d e f g g1 g2 h i j k l m n o p q r s t u v"
    assert keys(LATEX, "latex") == wanted.split()
    assert found.everything
    assert found.includes == ("chapters/one", "two")


def test_markdown_cites_as_pandoc_reads_it() -> None:
    found = find_cited(MARKDOWN, "markdown")
    wanted = ["a", "b2020", "c:2020", "d.e-f", "https://x.org/a b", "g", "h", "i", "j", "k", "l"]
    assert keys(MARKDOWN, "markdown") == wanted
    assert found.everything


def test_what_latex_writes_for_bibtex_and_biber_is_read() -> None:
    assert find_cited(AUX, "aux").includes == ("two.aux",)
    assert find_cited(AUX, "aux").everything
    assert keys(AUX, "aux") == ["a", "b", "c", "d", "e"]
    assert keys(BCF, "bcf") == ["a", "b&c"]


def test_a_document_with_other_keys_is_the_same_but_for_them() -> None:
    assert rename_cited(r"\cite[a]{a, b}% \cite{a}", {"a": "roe2020"}, "latex") == (
        r"\cite[a]{roe2020, b}% \cite{a}"
    )
    assert rename_cited("[@a, see a; @b]", {"a": "c", "b": "a"}, "markdown") == "[@c, see a; @a]"


def test_a_key_that_would_end_too_early_in_markdown_is_written_in_braces() -> None:
    assert rename_cited("@a and @{b c}", {"a": "DBLP:x/y_", "b c": "roe+"}, "markdown") == (
        "@DBLP:x/y_ and @{roe+}"
    )
    assert rename_cited("[-@a, p. 3]", {"a": "roe+"}, "markdown") == "[-@{roe+}, p. 3]"
    assert keys("[-@{roe+}, p. 3]", "markdown") == ["roe+"]


def test_the_ending_tells_the_syntax() -> None:
    assert {syntax_of(f"x{ending.upper()}") for ending in ENDINGS} == set(ENDINGS.values())
    with pytest.raises(SynbibError, match=r"^x\.pdf: what it cites cannot be told; name a file "):
        syntax_of("x.pdf")


@pytest.mark.parametrize(
    ("syntax", "text"),
    [
        ("latex", r"\cite{a"),
        ("latex", r"\cite[a"),
        ("latex", r"\cites"),
        ("latex", r"\begin{verbatim}\cite{a}"),
        ("markdown", "<!-- @a"),
        ("markdown", "a@b @ @, @."),
    ],
)
def test_what_is_not_finished_cites_nothing(syntax: str, text: str) -> None:
    assert find_cited(text, syntax) == Citing()


@given(
    st.text(r"\cite[]{}(),%@`ab" + "\n", max_size=80), st.sampled_from(sorted({*ENDINGS.values()}))
)
def test_any_text_is_searched_and_its_keys_stand_where_they_are_said_to(
    text: str, syntax: str
) -> None:
    for cited in find_cited(text, syntax).keys:
        assert isinstance(cited, CitedKey)
        assert syntax == "bcf" or text[cited.start : cited.end] == cited.key
    assert rename_cited(text, {}, syntax) == text
