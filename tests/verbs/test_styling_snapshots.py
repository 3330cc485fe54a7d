"""What ``synbib styles`` and ``synbib show`` look like on a narrow terminal and on a wide one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from synbib.library import read
from synbib.text.columns import columns
from synbib.verbs.showing import show_entry, write_entry
from synbib.verbs.styling import FoundStyles, find_styles, show_style, write_style, write_styles

SNAPSHOTS = Path(__file__).parents[1] / "snapshots"
STORE = SNAPSHOTS / "works.bib"


def held(name: str, text: str) -> None:
    """Hold a text against its snapshot; ``SYNBIB_WRITE_SNAPSHOTS=1`` writes it anew."""
    file = SNAPSHOTS / name
    if os.environ.get("SYNBIB_WRITE_SNAPSHOTS"):
        file.write_text(f"{text}\n", encoding="utf-8")
    assert f"{text}\n" == file.read_text("utf-8")


@pytest.mark.parametrize("width", [40, 100])
def test_styles_that_are_found(width: int) -> None:
    found = find_styles(["nature", "communication"])
    held(f"styles-{width}.txt", write_styles(FoundStyles(found.styles, ("plain.bst",)), width))


@pytest.mark.parametrize("width", [40, 100])
def test_a_style_that_is_shown(width: int) -> None:
    text = write_style(show_style("ieee"), "text", width)
    lines = [line for line in text.splitlines() if " " in line.strip() and "://" not in line]
    assert max(map(columns, lines)) <= width
    held(f"style-{width}.txt", text)


@pytest.mark.parametrize("width", [40, 100])
def test_an_entry_that_is_shown(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SNAPSHOTS)
    library = read("works.bib")
    [shown] = show_entry(library, [next(iter(library))])
    held(f"entry-{width}.txt", write_entry(shown, "text", width))
