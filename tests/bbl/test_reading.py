"""A ``.bbl`` file, read. The files are written as the styles of these names write them."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.bbl import Kind, Label, read
from synbib.bbl.reading import Unknown
from synbib.errors import StyleError
from synbib.text import WRITERS
from synbib.text.marks import SMALL_CAPS


def references(bbl: str, *, format: str = "markdown", numeric: bool = False) -> dict[str, str]:
    write = WRITERS[format].inline
    # A blank that does not break is shown as TeX writes it.
    return {
        each.key: write(each.text).replace("\N{NO-BREAK SPACE}", "~")
        for each in read(bbl, numeric=numeric).references
    }


def of(item: str, preamble: str = "") -> str:
    """Return the reference that an item of a bibliography is, in Markdown."""
    bbl = f"{preamble}\\begin{{thebibliography}}{{1}}\n\n{item}\n\n\\end{{thebibliography}}\n"
    [reference] = references(bbl).values()
    return reference


PLAIN = r"""
\newcommand{\noopsort}[1]{}
\begin{thebibliography}{10}

\bibitem{knuth84}
Donald~E. Knuth.
\newblock Literate programming.
\newblock {\em The Computer Journal\/}, 27(2):97--111, 1984.

\bibitem{erdos}
P.~Erd{\H{o}}s and {\L}.~{\"U}nal.
\newblock On $K_4^-$-free graphs, 100\% of them.
\newblock In {\em Proc.\ {\bf 2}} \cite{knuth84}, {\noopsort{1990a}}1990.

\end{thebibliography}
"""


def test_a_bibliography_of_numbers() -> None:
    assert read(PLAIN).kind is Kind.NUMBERS
    assert references(PLAIN) == {
        "knuth84": "Donald~E. Knuth. Literate programming. *The Computer Journal*, 27(2):97–111, 1984.",
        "erdos": "P.~Erdős and Ł.~Ünal. On K<sub>4</sub><sup>−</sup>-free graphs, 100% of them. "
        "In <em>Proc. **2**</em> [1], 1990.",
    }


NATBIB = r"""
\begin{thebibliography}{2}
\providecommand{\natexlab}[1]{#1}
\providecommand{\url}[1]{\texttt{#1}}
\expandafter\ifx\csname urlstyle\endcsname\relax
  \providecommand{\doi}[1]{doi: #1}\else
  \providecommand{\doi}{doi: \begingroup \urlstyle{rm}\Url}\fi

\bibitem[Tan et~al.(2024{\natexlab{a}})Tan, Beigi, and
  Wang]{tan2024llm}
Zhen Tan, Ali Beigi, and Song Wang.
\newblock A survey, 2024{\natexlab{a}}.
\newblock \doi{10.1000/a_b}. URL \url{https://a.b/c%20d}.

\bibitem[{\'Alvarez(1999)}]{alvarez}
See \citet{tan2024llm}, 41\penalty0 (2):\penalty0 1--2.

\end{thebibliography}
"""


def test_natbibs_definitions_are_obeyed_and_its_labels_tell_authors_and_year() -> None:
    bbl = read(NATBIB)
    assert bbl.kind is Kind.AUTHORS
    assert [each.label for each in bbl.references] == [
        Label(authors="Tan et\N{NO-BREAK SPACE}al.", year="2024a"),
        Label(authors="Álvarez", year="1999"),
    ]
    assert references(NATBIB, format="text") == {
        "tan2024llm": "Zhen Tan, Ali Beigi, and Song Wang. A survey, 2024a. doi: 10.1000/a_b. "
        "URL https://a.b/c%20d.",
        "alvarez": "See Tan et~al. (2024a), 41(2):1–2.",
    }


@pytest.mark.parametrize(
    ("label", "read_as"),
    [
        ("Knu84", Label(text="Knu84")),
        (r"KLM{\etalchar{+}}84", Label(text="KLM84")),
        ("Knuth(1984)", Label(authors="Knuth", year="1984")),
        ("{Knuth(1984)}", Label(authors="Knuth", year="1984")),
        (r"{{\protect\sc Knuth}(1984)Knuth}", Label(authors=SMALL_CAPS.wrap("Knuth"), year="1984")),
        ("GNU()", Label(authors="GNU")),
        ("Knuth and Plass, 1981a", Label(authors="Knuth and Plass", year="1981a")),
        ("GNU, ", Label(authors="GNU")),
        (
            r"\protect\citeauthoryear{Knuth and Plass}{Knuth et al.}{1981}",
            Label(authors="Knuth et al.", year="1981"),
        ),
        (r"\protect\citeauthoryear{Knuth}{1981}", Label(authors="Knuth", year="1981")),
        (r"\protect\astroncite{Knuth}{1981}", Label(authors="Knuth", year="1981")),
        (r"\protect\citename{Knuth, }1981", Label(authors="Knuth", year="1981")),
        (
            r"\protect\citename{Knuth, }{\noopsort{a}}{\switchargs{--90}{1968}}",
            Label(authors="Knuth", year="1968–90"),
        ),
        (r"Knuth({\noo)", Label(text="Knuth()")),
    ],
)
def test_a_label_is_read_as_natbib_reads_it(label: str, read_as: Label) -> None:
    [reference] = read(
        f"\\newcommand{{\\etalchar}}[1]{{}}\n\\bibitem[{label}]{{key}} Text."
    ).references
    assert reference.label == read_as
    assert (reference.key, reference.text) == ("key", "Text.")


def test_harvards_items_are_read_too() -> None:
    [first, second] = read(
        "\\harvarditem{Knuth and Plass}{1981}{kp} A.\n"
        "\\harvarditem[Tan et al.]{Tan, Beigi and Wang}{2024}{tan} B, C \\harvardand\\ D.\n"
    ).references
    assert first.label == Label(authors="Knuth and Plass", year="1981")
    assert second.label == Label(authors="Tan et al.", year="2024")
    assert (second.key, second.text) == ("tan", "B, C and D.")


@pytest.mark.parametrize(
    ("item", "markdown"),
    [
        # acm, siam, IEEEtran, amsplain
        (r"\bibitem{a} {\sc Knuth, D.} {\it Art\/} {\bf 1}.", "Knuth, D. *Art* **1**."),
        (
            r"\bibitem{a} \leavevmode\vrule height 2pt depth -1.6pt width 23pt, {\em Art}.",
            "———, *Art*.",
        ),
        (
            r"\bibitem{a} ------, ``Art,'' 1st~ed.\hskip 1em plus 0.5em\relax X.",
            "——, “Art,” 1st~ed. X.",
        ),
        (r"\bibitem{a} \bysame, \emph{Art}.", "———, *Art*."),
        # aer
        (
            r"\bibitem{a} {\bf \hbox to\leftmargin{\hrulefill\,\,}}, 1986.",
            "**———**\u202f\u202f, 1986.",
        ),
        # IEEEtran
        (
            r"\bibitem{a} X. [Online]. \BIBentryALTinterwordspacing Available: \url{http://a.b/c}"
            r"\BIBentrySTDinterwordspacing",
            "X. [Online]. Available: [http://a.b/c](http://a.b/c)",
        ),
        # REVTeX
        (
            "\\bibitem [{\\citenamefont {Roe}(2020)}]{a}%\n  \\BibitemOpen\n  \\bibfield  {author} "
            "{\\bibinfo {author} {\\bibfnamefont {J.}~\\bibnamefont {Roe}},\\ }\\href {http://a.b/c}\n"
            "  {\\emph {\\bibinfo {title} {T}}} (\\bibinfo {year} {2020})\\BibitemShut {NoStop}%",
            "J.~Roe, [*T*](http://a.b/c) (2020)",
        ),
        # apacite
        (
            "\\bibitem [\\protect \\citeauthoryear {%\nRoe%\n}{%\nRoe%\n}{%\n{\\protect \\APACyear "
            "{2020}}}]{%\na}\n\\APACinsertmetastar {%\na}%\n\\begin{APACrefauthors}%\nRoe, J\\BPBI A.%\n"
            "\\end{APACrefauthors}%\n\\unskip\\\n\\newblock\n\\APACrefYearMonthDay{2020}{\\APACmonth{07}}{}.\n"
            "\\newblock\n{\\BBOQ}\\APACrefatitle {On T} {On t}.{\\BBCQ}\n\\newblock\n"
            "\\APACjournalVolNumPages{J.}{41}{7}{73--74}.\n\\PrintBackRefs{\\CurrentBib}",
            "Roe, J.~A. (2020, July). On t. *J.*, *41*(7), 73–74.",
        ),
        # mciteplus
        (
            "\\bibitem{a} X\\relax\n\\mciteBstWouldAddEndPuncttrue\n"
            "\\mciteSetBstMidEndSepPunct{;\\space}{.}{\\relax}\\relax\n\\EndOfBibitem",
            "X.",
        ),
        # babelbib
        (
            r"\bibitem {a} \btxnamefont {\btxlastnamefont {Roe}, J.}\btxauthorcolon\ \btxtitlefont "
            r"{\btxifchangecase {On t}{On T}}, \btxprintmonthyear{.}{7}{2020}{long}.",
            "Roe, J.: *On t*, July 2020.",
        ),
    ],
)
def test_what_packages_define_is_known(item: str, markdown: str) -> None:
    preamble = r"\providecommand{\BibitemShut}[1]{}\providecommand{\citenamefont}[1]{#1}"
    assert of(item, preamble) == markdown


def test_words_that_a_style_defines_are_its_own() -> None:
    item = r"\bibitem{a} \bblpp{} 7, \bblvol{} 2."
    assert of(item) == "pp. 7, vol. 2."
    assert of(item, r"\providecommand{\bblpp}{S.}\def\bblvol{Bd.}") == "S. 7, Bd. 2."
    # What LaTeX has is not provided again.
    assert (
        of(r"\bibitem{a} \emph{b}\newblock{} c", r"\providecommand{\newblock}{\relax}") == "*b* c"
    )


def test_references_that_begin_amid_a_line_and_keys_with_signs() -> None:
    assert references(
        "\\bibitem{a:1_b#2} A\\ignorespaces\\bibitem{c&d} C\n\\end{thebibliography}"
    ) == {
        "a:1_b#2": "A",
        "c&d": "C",
    }


def test_a_command_that_nobody_knows_is_named_and_its_text_stays() -> None:
    bbl = read("\\bibitem{a} \\foo{A} b.\n\\bibitem{c} \\foo C \\bax[d]{e}.")
    assert bbl.unknown == (Unknown("foo", "a"), Unknown("bax", "c"))
    assert [each.text for each in bbl.references] == ["A b.", "C [d]e."]


def test_a_brace_that_a_style_has_cut_off_spoils_no_other_reference() -> None:
    assert references("\\bibitem[Roe({\\noo)]{a} A {\\noo.\n\n\\bibitem{b} B}.") == {
        "a": "A .",
        "b": "B.",
    }


def test_labels_of_authors_in_a_style_that_numbers() -> None:
    bbl = read(NATBIB, numeric=True)
    assert bbl.kind is Kind.NUMBERS
    assert bbl.references[1].text.startswith("See Tan et\N{NO-BREAK SPACE}al. [1], 41")
    # natbib gives years no letters then.
    assert bbl.references[0].label.year == "2024"
    assert "A survey, 2024. doi" in bbl.references[0].text


def test_a_file_that_has_no_references() -> None:
    assert read("").references == ()
    assert read("<ul><li>No LaTeX</li></ul>").references == ()


def test_macros_of_an_entry_that_do_not_come_to_an_end_are_refused() -> None:
    with pytest.raises(StyleError, match="do not come to an end"):
        read("\\def\\a{\\a\\a}\n\\bibitem{a} \\a")


def test_braces_and_brackets_without_end_are_read_in_proportion() -> None:
    for source in ("{" * 20_000, "{" * 20_000 + "}" * 20_000, "[" * 20_000, "\\em" * 20_000):
        [reference] = read(f"\\bibitem[{source}]{{a}} {source}").references
        assert reference.key == "a"


PIECES = (
    *(
        r"\def",
        r"\a",
        r"\newcommand",
        r"\providecommand",
        r"\let",
        r"\ifx",
        r"\else",
        r"\fi",
        r"\csname",
    ),
    *(
        r"\endcsname",
        r"\expandafter",
        r"\edef",
        r"\gdef",
        r"\bibitem",
        r"\begin",
        r"\end",
        r"\cite",
    ),
    *(
        r"\ifcase",
        r"\ifnum",
        r"\catcode",
        r"\unskip",
        r"\hbox",
        r"\vrule",
        r"\em",
        r"\'",
        r"\ ",
        r"\or",
    ),
    *(
        "{",
        "}",
        "[",
        "]",
        "#1",
        "##1",
        "%",
        "\n",
        " ",
        "a",
        "1",
        "$",
        "^",
        "~",
        "(",
        ")",
        ",",
        "`",
        "=",
        "\\",
    ),
)


@given(
    st.lists(st.sampled_from(PIECES), max_size=30), st.lists(st.sampled_from(PIECES), max_size=30)
)
def test_whatever_a_style_writes_is_read_or_refused(head: list[str], item: list[str]) -> None:
    source = f"{''.join(head)}\n\\bibitem{{a}} {''.join(item)}"
    try:
        bbl = read(source)
    except StyleError:
        return
    for reference in bbl.references:
        assert re.search(r"\\[A-Za-z]", WRITERS["text"].inline(reference.text)) is None


@given(st.text(alphabet=st.characters(blacklist_categories=["C", "Z"])))
def test_plain_text_is_read_as_it_is(text: str) -> None:
    plain = "".join(char for char in text if char.isalnum())
    [reference] = read(f"\\bibitem{{a}} {plain}.").references
    assert unicodedata.normalize("NFC", reference.text) == unicodedata.normalize("NFC", f"{plain}.")


def test_nothing_of_tex_is_left_in_any_format() -> None:
    for bbl in (PLAIN, NATBIB):
        for name in ("markdown", "html", "text"):
            for text in references(bbl, format=name).values():
                # A backslash is Markdown's own before a sign that would mean something.
                assert re.search(r"\\(?![_*\[\]<>`\\])|[{}$]", text) is None, text
