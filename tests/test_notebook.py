"""The notebook of the examples shows what its cells give: run again, in IPython's own shell, each gives the same."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell

from synbib.csl import Cite, Processor
from synbib.text import writer

ITEM = {"id": "a", "type": "book", "title": "On Lists", "author": [{"family": "Doe"}]}


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> InteractiveShell:
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    monkeypatch.setattr(sys, "displayhook", sys.displayhook)
    return InteractiveShell()  # type: ignore[no-untyped-call]


def lines(text: str) -> list[str]:
    """A text as notebooks keep it."""
    return text.splitlines(keepends=True)


def data(shell: InteractiveShell, value: object) -> dict[str, list[str]]:
    """What a notebook keeps of a value: each kind of text that it can be shown as."""
    shown, _ = shell.display_formatter.format(value)  # type: ignore[union-attr]
    return {kind: lines(text) for kind, text in shown.items()}


def executed(notebook: dict[str, Any], shell: InteractiveShell) -> list[list[dict[str, Any]]]:
    """The outputs of each cell with code."""
    outputs = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            result = shell.run_cell("".join(cell["source"]), store_history=True)  # type: ignore[no-untyped-call]
            result.raise_error()
            number = cell["execution_count"]
            shown = {
                "data": data(shell, result.result),
                "execution_count": number,
                "metadata": {},
                "output_type": "execute_result",
            }
            outputs.append([] if result.result is None else [shown])
    return outputs


def test_the_notebook_shows_what_its_cells_give(
    repo: Path, shell: InteractiveShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repo / "examples")
    notebook = json.loads((repo / "examples" / "notebook.ipynb").read_text("utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [cell["outputs"] for cell in cells] == executed(notebook, shell)


@pytest.mark.parametrize("format", ["html", "markdown"])
def test_a_notebook_has_citations_and_bibliographies_in_each_kind_of_text(
    format: Any, shell: InteractiveShell
) -> None:
    processor = Processor("apa", [ITEM], format=format)
    shown = data(shell, processor.citation([Cite("a")]))
    assert shown["text/html"] == shown["text/markdown"] == shown["text/latex"] == ["(Doe, n.d.)"]
    shown = data(shell, processor.bibliography())
    assert "<i>On Lists</i>" in "".join(shown["text/html"])
    assert "*On Lists*" in "".join(shown["text/markdown"])
    assert r"\textit{On Lists}" in "".join(shown["text/latex"])


def test_nothing_is_written_before_a_notebook_asks_for_it(
    shell: InteractiveShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def noted(name: Any) -> Any:
        asked.append(name)
        return writer(name)

    monkeypatch.setattr("synbib.csl.cite.writer", noted)
    bibliography = Processor("apa", [ITEM], format="text").bibliography()
    assert asked == []
    data(shell, bibliography)
    assert sorted(set(asked)) == ["html", "latex", "markdown", "text"]
