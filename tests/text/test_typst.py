"""Typst itself compiles what we write, and shows it."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

import synbib
from synbib.text import WRITERS, BibliographyLayout

HOSTILE = (
    "#let x = 1",
    "a // b /* c */ d",
    "$x$ _e_ *d* `c` @key <label> ~ \\u{41} \\",
    "= a",
    "1. a",
    "- a -- b --- c -? d -5 ... (e).f [g](h);",
    "\"quoted\" and 'quoted'",
    "https://e.org/a_b(c)[d]#e",
    "]]",
    "王",
)


@pytest.mark.parametrize("margin", [False, True])
def test_whatever_is_in_an_entry_the_whole_compiles(tmp_path: Path, margin: bool) -> None:
    from synbib.text.marks import ITALIC, LEFT_MARGIN

    entries = [
        (f'k {i}"#', (LEFT_MARGIN.wrap(f"[{i}]") if margin else "") + each)
        for i, text in enumerate(HOSTILE)
        for each in (text, ITALIC.wrap(text) + text, ITALIC.wrap(text) + "(a).b;")
    ]
    source = WRITERS["typst"].bibliography(entries, BibliographyLayout(hanging_indent=True))
    document = tmp_path / "a.typ"
    document.write_text(source, "utf-8")
    assert typst.compile(document).startswith(b"%PDF")


@pytest.mark.parametrize("style", ["ieee", "apa"])
def test_a_document_may_link_to_each_reference(tmp_path: Path, repo: Path, style: str) -> None:
    library = synbib.read(repo / "tests" / "snapshots" / "works.bib")
    linked = "".join(f"#link(<ref-{key}>)[a] " for key in library)
    document = tmp_path / "a.typ"
    document.write_text(f"{linked}\n\n{synbib.render(library, style, 'typst')}", "utf-8")
    assert typst.compile(document, format="pdf").startswith(b"%PDF")
