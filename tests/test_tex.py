"""refs.bib compiles as it is, with BibTeX and with biber: the example paper, then every entry. What
`render` writes as LaTeX compiles too.

Without TeX these tests skip; with SYNBIB_REQUIRE_TEX=1, as in CI, they fail instead.
"""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

import synbib
from synbib.documents import read_citations
from synbib.library import read, read_text
from synbib.verbs.extracting import extract

NEEDED = ("natbib.sty", "biblatex.sty", "geometry.sty", "hyperref.sty", "url.sty", "plainnat.bst")

EVERY_ENTRY_WITH_BIBTEX = r"""
\documentclass{article}
\usepackage[utf8]{inputenc}
\usepackage{url}
\begin{document}
\nocite{*}
\bibliographystyle{STYLE}
\bibliography{refs}
\end{document}
"""

EVERY_ENTRY_WITH_BIBLATEX = r"""
\documentclass{article}
\usepackage[utf8]{inputenc}
\usepackage[backend=biber]{biblatex}
\addbibresource{refs.bib}
\begin{document}
\nocite{*}
\printbibliography
\end{document}
"""


@dataclass(frozen=True)
class Compiled:
    """What LaTeX and its bibliography program made of a document."""

    latex: str
    """LaTeX's log of the last run."""
    program: str
    """What BibTeX or biber said."""
    bbl: str
    """The bibliography that the program wrote."""
    pdf: Path

    @property
    def complaints(self) -> list[str]:
        """The program's warnings and errors, and what LaTeX missed or could not set."""
        of_program = r"Warning--.*|.*(?:WARN|ERROR) - .*|.*error message.*"
        of_latex = r"! .*|.*undefined.*|.*multiply defined.*|.*(?:LaTeX|Package).*Warning.*"
        return re.findall(of_program, self.program) + re.findall(of_latex, self.latex)

    @property
    def keys(self) -> list[str]:
        """The citation keys of the bibliography, in its order."""
        bibtex = r"\\bibitem(?:\[.*?\]\s*)?\{(.+?)\}"
        biblatex = r"\\entry\{(.+?)\}"
        return [a or b for a, b in re.findall(f"{bibtex}|{biblatex}", self.bbl, re.DOTALL)]


def run(*command: str, folder: Path) -> str:
    """Run one program of TeX, which must succeed, and return what it said."""
    result = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "max_print_line": "10000"},  # whole messages on whole lines
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        timeout=900,
        check=False,
    )
    assert result.returncode == 0, f"{' '.join(command)}:\n{result.stdout}"
    return result.stdout


def compiled(document: Path, program: str) -> Compiled:
    """Compile as one does by hand: LaTeX, BibTeX or biber, LaTeX twice."""
    folder, name = document.parent, document.stem
    latex = ("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", name)
    run(*latex, folder=folder)
    said = run(program, name, folder=folder)
    run(*latex, folder=folder)
    run(*latex, folder=folder)
    return Compiled(
        latex=document.with_suffix(".log").read_text("utf-8", errors="replace"),
        program=said,
        bbl=document.with_suffix(".bbl").read_text("utf-8"),  # fails on half a letter
        pdf=document.with_suffix(".pdf"),
    )


@pytest.fixture(scope="module", autouse=True)
def packages(tex: None) -> None:
    """The LaTeX packages and styles that the documents here use."""
    missing = [name for name in NEEDED if not installed(name)]
    if missing:
        message = f"TeX is there, but not {', '.join(missing)}"
        insist = os.environ.get("SYNBIB_REQUIRE_TEX", "0") not in {"", "0"}
        (pytest.fail if insist else pytest.skip)(message)


def installed(file: str) -> bool:
    return subprocess.run(["kpsewhich", file], capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="module")
def keys(refs_bib: Path) -> set[str]:
    """The citation keys of refs.bib."""
    entries = re.compile(r"^@(?!comment)\w+\{([^,\s]+),", re.IGNORECASE | re.MULTILINE)
    return set(entries.findall(refs_bib.read_text("utf-8")))


@pytest.fixture
def paper(tmp_path: Path, repo: Path, refs_bib: Path) -> Path:
    """A copy of the example paper's folder, with refs.bib where the paper looks for it."""
    folder = tmp_path / "examples" / "paper"
    folder.mkdir(parents=True)
    for source in (repo / "examples" / "paper").glob("*.tex"):
        shutil.copy(source, folder)
    shutil.copy(refs_bib, tmp_path)
    return folder


@pytest.mark.parametrize(
    ("document", "program"), [("paper-bibtex.tex", "bibtex"), ("paper-biblatex.tex", "biber")]
)
def test_the_example_paper_compiles_without_a_warning_and_lists_what_it_cites(
    paper: Path, keys: set[str], document: str, program: str
) -> None:
    result = compiled(paper / document, program)

    cites = re.findall(r"\\cite[pt]\{([^}]+)\}", (paper / "body.tex").read_text("utf-8"))
    cited = {key for cite in cites for key in cite.split(",")}
    assert len(cited) >= 12
    assert cited <= keys
    assert result.complaints == []
    assert sorted(result.keys) == sorted(cited)
    assert result.pdf.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("document", "program"), [("paper-bibtex.tex", "bibtex"), ("paper-biblatex.tex", "biber")]
)
def test_what_is_extracted_for_the_example_paper_makes_the_same_bibliography(
    paper: Path, document: str, program: str
) -> None:
    whole = compiled(paper / document, program)
    store = paper.parent.parent / "refs.bib"
    library = read(store)
    citations = read_citations([str(paper / document)])
    store.write_text(extract(library, citations).text, "utf-8")

    part = compiled(paper / document, program)

    assert len(read(store)) < len(library)
    assert part.complaints == []
    assert part.bbl == whole.bbl


@pytest.mark.parametrize("style", ["plain", "unsrt", "abbrv", "plainnat"])
def test_bibtex_sets_every_entry_without_a_warning_in_style(
    tmp_path: Path, refs_bib: Path, keys: set[str], style: str
) -> None:
    shutil.copy(refs_bib, tmp_path)
    document = tmp_path / "every.tex"
    document.write_text(EVERY_ENTRY_WITH_BIBTEX.replace("STYLE", style), "utf-8")

    result = compiled(document, "bibtex")

    assert result.complaints == []
    assert sorted(result.keys) == sorted(keys)


def test_biber_sets_every_entry_without_a_warning(
    tmp_path: Path, refs_bib: Path, keys: set[str]
) -> None:
    shutil.copy(refs_bib, tmp_path)
    document = tmp_path / "every.tex"
    document.write_text(EVERY_ENTRY_WITH_BIBLATEX, "utf-8")

    result = compiled(document, "biber")

    assert result.complaints == []
    assert sorted(result.keys) == sorted(keys)


def test_a_style_that_lower_cases_titles_keeps_the_capitals_of_names(
    tmp_path: Path, refs_bib: Path
) -> None:
    shutil.copy(refs_bib, tmp_path)
    document = tmp_path / "every.tex"
    document.write_text(EVERY_ENTRY_WITH_BIBTEX.replace("STYLE", "plain"), "utf-8")

    bbl = " ".join(compiled(document, "bibtex").bbl.replace("{", "").replace("}", "").split())

    assert "STaR: Bootstrapping reasoning with reasoning" in bbl
    assert "DeepSeek-Prover: Advancing theorem proving in LLMs through large-scale" in bbl
    assert "Textbooks are all you need II: phi-1.5 technical report" in bbl
    assert "Common 7B language models already possess strong math capabilities" in bbl
    assert "TinyStories: How small can language models be and still speak coherent English?" in bbl


def test_a_style_that_abbreviates_given_names_leaves_family_names_and_particles_whole(
    tmp_path: Path, refs_bib: Path
) -> None:
    shutil.copy(refs_bib, tmp_path)
    document = tmp_path / "every.tex"
    document.write_text(EVERY_ENTRY_WITH_BIBTEX.replace("STYLE", "abbrv"), "utf-8")

    bbl = " ".join(compiled(document, "bibtex").bbl.replace("~", " ").split())
    authors = re.findall(r"\\bibitem\{.+?\} (.+?)\. \\newblock", bbl)
    names = {name for some in authors for name in re.split(r",? and |, ", some)}

    assert names >= {
        "A. C.-C. Yao",
        "A. Del Giorno",
        "B. Rozière",
        "C. C. T. Mendes",
        "C. Canton Ferrer",
        "G. de Rosa",
        "J. Dwivedi-Yu",
        "J. Rapin",
        "X. E. Tan",
    }


RENDERED = r"""
\documentclass{article}
\usepackage[utf8]{inputenc}
\usepackage[T1]{fontenc}
\usepackage{hyperref}
\begin{document}
REFERENCES
\end{document}
"""

HOSTILE = r"""
@misc{hostile, author = {{A \& B}}, year = 2024, url = {https://e.org/a_b%20c#d&e=~f},
  title = {100\% of \{x\} \& \$5 #1 a_b 2^10 \textasciitilde{} \textbackslash{} <y> |z| \emph{it}}}
"""


@pytest.mark.parametrize("style", ["acl", "apa", "syndata"])
def test_what_render_writes_as_latex_compiles(style: str, refs_bib: Path, tmp_path: Path) -> None:
    library = synbib.read(refs_bib)
    hostile = read_text(HOSTILE)
    references = [synbib.render(each, style, "latex") for each in (library, hostile)]
    document = tmp_path / "rendered.tex"
    document.write_text(RENDERED.replace("REFERENCES", "\n\n".join(references)), encoding="utf-8")
    latex = ("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape")
    said = run(*latex, document.stem, folder=tmp_path)
    assert "undefined" not in said
    assert document.with_suffix(".pdf").stat().st_size > 10_000


CITING = r"""
\documentclass{article}
\usepackage[T1]{fontenc}
PACKAGES
\begin{document}
\cite{lee2024water,roe2023:a}
BIBLIOGRAPHY
\end{document}
"""


@pytest.mark.parametrize(
    ("style", "packages", "links", "cited"),
    [
        ("ieee", "", False, "[1, 2]"),
        ("ieee", r"\usepackage{hyperref}", True, "[1, 2]"),
        ("ieee", r"\usepackage[numbers]{natbib}", True, "[1, 2]"),
        ("vancouver", "", True, "[1, 2]"),
        ("apa", "", True, "[Lee & Müller(2024), Roe et al.(2023)]"),
        ("apa", r"\usepackage{natbib}", False, "Lee & Müller (2024); Roe et al. (2023)"),
        ("apa", r"\usepackage{natbib,hyperref}", True, "Lee & Müller (2024); Roe et al. (2023)"),
    ],
)
def test_a_bibliography_is_cited_as_any_of_latex(
    tmp_path: Path, repo: Path, style: str, packages: str, links: bool, cited: str
) -> None:
    library = read(repo / "tests" / "snapshots" / "works.bib")
    keys = ["lee2024water", "roe2023:a", "doe2019"]
    bibliography = synbib.render(library, style, "latex", keys=keys, links=links)
    document = tmp_path / "citing.tex"
    source = CITING.replace("PACKAGES", packages).replace("BIBLIOGRAPHY", bibliography)
    document.write_text(source, "utf-8")
    for _ in range(2):
        subprocess.run(
            ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", document.name],
            cwd=tmp_path,
            check=True,
            capture_output=True,
        )
    log = document.with_suffix(".log").read_text("utf-8", errors="replace")
    assert "undefined" not in log
    if shutil.which("pdftotext"):
        said = ["pdftotext", str(document.with_suffix(".pdf")), "-"]
        shown = subprocess.run(said, check=True, capture_output=True).stdout.decode()
        assert " ".join(shown.split()).startswith(f"{cited} References")
