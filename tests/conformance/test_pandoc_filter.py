"""pandoc itself with the filter: beside ``--citeproc``, and what Word and LaTeX make of the result."""

from __future__ import annotations

import subprocess
from pathlib import Path

import docx
import pytest
from pandoc_filter import EXPLAINED, canonical, compare, run, without_spans
from peers import pandoc
from process import documents

PROGRAM = pandoc()
STORE = """\
@book{doe2020, author = {Doe, Jane}, title = {A \\emph{Big} Book}, publisher = {Pub}, year = {2020}}
@article{roe2019, author = {Roe, R. and Poe, E.}, title = {An article}, journal = {Journal}, volume = {3},
  pages = {10--20}, year = {2019}, doi = {10.1000/a_b}}
"""
PAPER = """\
---
title: A paper
bibliography: refs.bib
link-citations: true
---
As @doe2020 [p. 3] says, and others do [see @roe2019, $x^2$ and *more*; -@doe2020].^[A note, with [@doe2020, chap. 2].]

# References
"""
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not PROGRAM, reason="pandoc is not there")]

NAMES = (
    "normal citations",
    "prefixes, locators and suffixes",
    "locators in braces",
    "terms",
    "suppressed authors",
    "in the text",
    "footnotes",
    "punctuation after citations",
    "quotations and citations",
    "a block quotation",
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text(STORE, encoding="utf-8")
    (tmp_path / "paper.md").write_text(PAPER, encoding="utf-8")
    return tmp_path


def written(folder: Path, name: str, *arguments: str) -> Path:
    """A file that pandoc writes of the paper with the filter, in its folder."""
    run(
        PROGRAM,
        PAPER.encode(),
        "--filter=synbib-pandoc",
        *arguments,
        f"--output={folder / name}",
    )
    return folder / name


@pytest.mark.parametrize("style", ["apa", "ieee", "chicago-notes-bibliography"])
def test_documents_are_what_citeproc_makes_of_them(style: str, tmp_path: Path) -> None:
    texts = documents()
    assert not set(NAMES) & set(EXPLAINED)
    for name in NAMES:
        for each in compare(PROGRAM, name, texts[name], style, ("html", "latex", "docx"), tmp_path):
            assert each.ours == each.theirs, (name, each.format)


def test_a_word_file_has_its_formatting_its_notes_and_its_bibliography(folder: Path) -> None:
    document = docx.Document(str(written(folder, "paper.docx", "--csl=apa")))
    texts = [each.text for each in document.paragraphs]
    # Mathematics is not text to Word.
    assert (
        "As Doe (2020, p. 3) says, and others do (see Roe & Poe, 2019,  and more; 2020)." in texts
    )
    entries = [
        each for each in document.paragraphs if each.style and each.style.name == "Bibliography"
    ]
    assert [each.text.partition(" (")[0] for each in entries] == ["Doe, J.", "Roe, R., & Poe, E."]
    styled = [run for run in entries[0].runs if run.italic]
    assert "".join(run.text for run in styled) == "A  book"  # emphasis in emphasis is upright


@pytest.mark.usefixtures("tex")
def test_latex_compiles(folder: Path) -> None:
    for style in ("ieee", "chicago-notes-bibliography"):
        source = written(folder, f"{style}.tex", "--standalone", f"--csl={style}")
        # The fonts of pandoc's template are not everywhere.
        text = source.read_text(encoding="utf-8")
        for fonts in (r"\usepackage{lmodern}", r"\usepackage[T1]{fontenc}"):
            text = text.replace(fonts, "")
        source.write_text(text, encoding="utf-8")
        command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", source.name]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-2000:]
        assert source.with_suffix(".pdf").stat().st_size > 10_000


def test_what_is_no_difference_is_not_seen() -> None:
    word = {"t": "Str", "c": "a"}
    spans = [
        {"t": "Span", "c": [["", ["nocase"], []], [{"t": "Span", "c": [["", [], []], [word]]}]]}
    ]
    assert without_spans(spans) == [word]
    assert without_spans([{"t": "Emph", "c": [word]}]) != [word]
    assert canonical("“A”  1–2\n\nb") == canonical("“A” 1-2\nb")
