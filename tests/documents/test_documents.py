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


RST = """\
As :cite:p:`a,{see}b{p. 3}` and :cite:`c` says :footcite:t:`d, e`. Not ``:cite:`no```, \\:cite:`no`.

.. A comment
   with :cite:`no`.

.. note:: :cite:`f`

   :cite:`g`

Code::

    :cite:`no`

.. code-block:: rst

   :cite:`no`

.. include:: chapters/one.rst
"""

TYPST = """\
See @a, @b:c.d[p. 3] and @fig-x. Mail a@no.org, `@no`, \\@no, https://x.org/@no // @no
/* @no /* @no */ @no */ #cite(<e>, form: "prose") #cite(label("DBLP:x/y")) #figure() <fig-x>
```
@no
```
#include "chapters/one.typ"
"""

NOTEBOOK = r"""{"metadata": {"source": "@no"}, "cells": [
 {"cell_type": "markdown", "source": ["As @a \"says\" \u00e9 [@b;\n", " see @c]\n"]},
 {"cell_type": "code", "source": "@no", "outputs": [{"data": {"source": ["[@no]"]}}]},
 {"source": "\ud83d\ude00 @d\u00e9", "cell_type": "markdown"}]}"""


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


def test_restructuredtext_cites_by_the_roles_of_sphinx() -> None:
    assert keys(RST, "rst") == ["a", "b", "c", "d", "e", "f", "g"]
    assert find_cited(RST, "rst").includes == ("chapters/one.rst",)
    assert find_cited(".. bibliography::\n   :all:\n", "rst").everything


def test_roles_of_myst_cite_in_markdown() -> None:
    text = "As {cite:t}`a` says {cite}`{see}b{p. 3},c`, {footcite:p}``d``. @e {code}`no` {cite}`f\n\n```\n{cite}`no`\n```\n"
    assert keys(text, "markdown") == ["a", "b", "c", "d", "e"]


def test_typst_cites_by_its_references_and_by_a_function() -> None:
    assert keys(TYPST, "typst") == ["a", "b:c.d", "e", "DBLP:x/y"]
    assert find_cited(TYPST, "typst").includes == ("chapters/one.typ",)
    assert find_cited('#bibliography("refs.bib", full: true)', "typst").everything


def test_a_notebook_cites_in_its_markdown_cells() -> None:
    found = find_cited(NOTEBOOK, "notebook").keys
    assert [(key, NOTEBOOK[start:end]) for key, start, end in found] == [
        ("a", "a"),
        ("b", "b"),
        ("c", "c"),
        ("dé", "d\\u00e9"),
    ]
    assert rename_cited(NOTEBOOK, {"c": "e+"}, "notebook") == NOTEBOOK.replace("@c", "@{e+}")
    assert find_cited("no notebook: @a", "notebook") == Citing()


def test_commands_that_a_document_defines_cite_what_their_definition_does() -> None:
    text = r"""
    \newcommand{\see}[2][]{(see \citep[#1]{#2})} \def\by#1#2{#1 \citet{#2}} \let\named=\textcites
    \NewDocumentCommand\pair{s O{} >{\x} m m}{\see{#3}, \cite{#4}} \DeclareCiteCommand{\mine}{}{}{}{}
    \newcommand{\plain}[1]{\emph{#1}}
    \see{a} \see[p. 3]{b,c} \by{x}{d} \named[1]{e}[2]{f} \pair*[q]{g}{h} \mine{i} \plain{no}
    """
    assert keys(text, "latex") == ["a", "b", "c", "d", "e", "f", "g", "h", "i"]
    commands = find_cited(text, "latex").commands
    assert sorted(commands) == ["by", "mine", "named", "pair", "see"]
    assert [key.key for key in find_cited(r"\by{x}{d}", "latex", commands).keys] == ["d"]


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
