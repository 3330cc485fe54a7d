"""A small bibliography in every format, of a style with numbers and of one with authors and years.

``SYNBIB_WRITE_SNAPSHOTS=1`` writes them anew; what has changed is for `git diff` to show.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import get_args

import pytest

import synbib
from synbib.choices import OutputFormat

SNAPSHOTS = Path(__file__).parent / "snapshots"
ENDINGS = {
    "markdown": "md",
    "html": "html",
    "latex": "tex",
    "text": "txt",
    "terminal": "ansi",
    "typst": "typ",
    "org": "org",
    "rst": "rst",
    "asciidoc": "adoc",
    "mediawiki": "wiki",
    "bbcode": "bbcode",
    "json": "json",
    "rtf": "rtf",
}


@pytest.mark.parametrize("style", ["ieee", "apa"])
@pytest.mark.parametrize("format", get_args(OutputFormat))
def test_a_bibliography_reads_as_it_did(format: OutputFormat, style: str) -> None:
    library = synbib.read(SNAPSHOTS / "works.bib")
    written = synbib.render(library, style, format, links=True) + "\n"
    snapshot = SNAPSHOTS / f"{style}.{ENDINGS[format]}"
    if os.environ.get("SYNBIB_WRITE_SNAPSHOTS"):
        snapshot.write_bytes(written.encode())
    assert written == snapshot.read_bytes().decode()
