"""The keys that are found in LaTeX are those that LaTeX itself writes for BibTeX and for biber.

Without TeX these tests skip; with SYNBIB_REQUIRE_TEX=1, as in CI, they fail instead.
"""

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from synbib.documents import read_citations

pytestmark = pytest.mark.slow

NATBIB = r"\documentclass{article}\usepackage{natbib}"
PLAIN = r"\documentclass{article}"
BIBLATEX = r"\documentclass{article}\usepackage{biblatex}\addbibresource{refs.bib}"

PAPERS: Mapping[str, Mapping[str, str]] = {
    "plain": {
        "paper.tex": PLAIN + r"\begin{document}\cite{a}\cite[p.~3]{b,c}\nocite{d}\end{document}"
    },
    "everything": {"paper.tex": PLAIN + r"\begin{document}\cite{a}\nocite{*}\end{document}"},
    "lines and comments in a list": {
        "paper.tex": PLAIN
        + "\n\\begin{document}\\cite{%\n  a, % first\n  % gone,\n  b,c%\n}\n% \\cite{no}\n\\end{document}\\cite{no}"
    },
    "verbatim": {
        "paper.tex": PLAIN
        + "\n\\begin{document}\\verb|\\cite{no}| \\verb*+\\cite{no}+\n\\begin{verbatim}\n\\cite{no}\n"
        "\\end{verbatim}\n\\cite{a}\\end{document}"
    },
    "a switched off part": {
        "paper.tex": PLAIN
        + "\n\\newif\\ifdraftish\\begin{document}\\iffalse \\ifdraftish x\\else y\\fi \\cite{no} $a \\iff b$\n"
        "\\else \\cite{a}\\fi \\cite{b}\\end{document}"
    },
    "the branch that is not taken": {
        "paper.tex": PLAIN
        + "\n\\newif\\ifdraftish\\begin{document}\\iftrue\\cite{a}\\iffalse\\cite{no}\\else\\cite{b}\\fi\\ifnum1=1 x\\fi\n"
        "\\else \\ifdraftish x\\else y\\fi \\cite{no}\\fi \\cite{c}\\end{document}"
    },
    "nested includes": {
        "paper.tex": PLAIN
        + "\n\\begin{document}\\input{one}\\include{parts/two}\\input three \\end{document}",
        "one.tex": r"\cite{a}\input{parts/deep.tex}",
        "parts/deep.tex": "\\cite{b}\\endinput \\cite{c2}\n\\cite{no}",
        "parts/two.tex": r"\cite{c}",
        "three.tex": r"\cite{d}",
    },
    "an include in a comment": {
        "paper.tex": PLAIN + "\n\\begin{document}%\\input{one}\n\\cite{a}\\end{document}",
        "one.tex": r"\cite{no}",
    },
    "natbib": {
        "paper.tex": NATBIB
        + r"\begin{document}\citet{a}\citep[see][p. 3]{b,c}\citealt*{d}\Citet{e}\citeauthor{f}\citeyearpar{g}"
        r"\citealp[{x}]{h}\citefullauthor{i}\citenum{j}\defcitealias{k}{K}\citetalias{k}\end{document}"
    },
    "blanks around arguments": {
        "paper.tex": NATBIB
        + "\n\\begin{document}\\citep [see]\n  [p.~{3]}] {a , b}\n\\citet\n{c}\\end{document}"
    },
    "a command of one's own": {
        "paper.tex": NATBIB
        + r"\newcommand{\see}[1]{(see \citep{#1})}\newcommand\other[2][]{\citep[#1]{#2}}"
        r"\begin{document}\see{a,b}\other{c}\other[p. 3]{d}\end{document}"
    },
    "commands of TeX": {
        "paper.tex": NATBIB
        + r"\def\see#1#2{#1 \citet{#2}}\let\named=\citet\begin{document}\see{x}{a}\named[p. 3]{b}\end{document}"
    },
    "commands of xparse": {
        "paper.tex": NATBIB
        + r"\usepackage{xparse}\NewDocumentCommand\see{s O{see} m}{\citep[#2]{#3}}"
        r"\NewDocumentCommand{\pair}{m >{\TrimSpaces} m o}{\cite{#1} and \cite{#2}}"
        r"\begin{document}\see{a}\see*[cf.]{b}\pair{c}{d}[e]\end{document}"
    },
    "a command made of another": {
        "paper.tex": NATBIB
        + r"\newcommand{\see}[2][]{\citep[see][#1]{#2}}\newcommand{\seeboth}[2]{\see{#1}; \see[p. 1]{#2}}"
        r"\begin{document}\seeboth{a}{b}\end{document}"
    },
    "a command that another file defines": {
        "paper.tex": NATBIB + r"\input{macros}\begin{document}\see{a}\input{part}\end{document}",
        "macros.tex": r"\newcommand{\see}[1]{\cite{#1}}",
        "part.tex": r"\see{b}",
    },
    "a key in a definition": {
        "paper.tex": PLAIN
        + r"\newcommand{\knuth}{Knuth~\cite{a}}\begin{document}\knuth\end{document}"
    },
    "in footnotes, captions and tables": {
        "paper.tex": NATBIB
        + r"\begin{document}x\footnote{See \citet{a}.}\begin{figure}\caption{\citet{b}\citet{c}}\end{figure}"
        r"\begin{tabular}{l}\citet{d}\\[2pt]\citet{e}\end{tabular}\end{document}"
    },
    "escapes": {
        "paper.tex": PLAIN
        + "\n\\begin{document}100\\% \\cite{a} \\\\\\cite{b} \\{\\cite{c}\\}\\end{document}"
    },
    "biblatex": {
        "paper.tex": BIBLATEX
        + r"\begin{document}\cite{a}\parencite[see][3]{b}\textcite*{c}\footcite{d}\autocites(see)(x)[1]{e}[2]{f}"
        r"\citeauthor{g}\citetitle{h}\fullcite{i}\footfullcite{j}\smartcite{k}\supercite{l}\Parencite{m}\nocite{n}"
        r"\citefield{o}{title}\citelist{p}{location}\citename{q}{author}\citeurl{r}"
        r"\footnote{\footcitetext{s}\footcitetexts{t}[2]{u}}\end{document}"
    },
    "volumes and qualified lists": {
        "paper.tex": BIBLATEX
        + "\n\\begin{document}\\volcite{2}[30]{a}\\pvolcite[see]{1}{b}\\textcites{c}\n  {d}[3]{e}\\parencites*{f}{g}"
        "\\end{document}"
    },
    "a command of biblatex's kind": {
        "paper.tex": BIBLATEX
        + r"\DeclareCiteCommand{\mine}{}{\printfield{title}}{; }{}\newrobustcmd{\see}[2][]{\autocite[#1]{#2}}"
        r"\begin{document}\mine{a}\see[3]{b}\end{document}"
    },
    "all entries in biblatex": {
        "paper.tex": BIBLATEX + r"\begin{document}\nocite{*}\cite{a}\end{document}"
    },
}


@pytest.mark.parametrize("files", PAPERS.values(), ids=PAPERS.keys())
def test_the_keys_are_those_that_latex_writes(
    files: Mapping[str, str], tmp_path: Path, tex: None
) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "refs.bib").write_text("", "utf-8")
    subprocess.run(
        ("pdflatex", "-interaction=nonstopmode", "-draftmode", "-no-shell-escape", "paper"),
        cwd=tmp_path,
        capture_output=True,
        timeout=120,
        check=False,  # with citations undefined, natbib has none for \citenum and its like
    )
    written = tmp_path / "paper.bcf"
    of_latex = read_citations([str(written if written.exists() else tmp_path / "paper.aux")])
    found = read_citations([str(tmp_path / "paper.tex")])
    assert (sorted(found.keys), found.everything) == (sorted(of_latex.keys), of_latex.everything)
    assert found.keys or found.everything
    assert "no" not in found.keys
