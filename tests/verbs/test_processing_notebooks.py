"""Notebooks with their citations resolved: in their cells, and nothing else of the file changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import synbib
from synbib import Wishes, process_files, process_text
from synbib.errors import SynbibError

STORE = synbib.read_text(
    """
@book{doe2020, author = {Doe, Jane}, title = {Lists}, publisher = {Pub}, year = {2020}}
@book{roe2019, author = {Roe, Zoë}, title = {Another}, publisher = {Pub}, year = {2019}}
""",
    "refs.bib",
)
NOTES = "chicago-note-bibliography"


def processed(text: str, style: str = "apa", **wishes: Any) -> str:
    return process_text(text, STORE, "paper.ipynb", Wishes(style=style, **wishes)).text


BEFORE = r"""{
 "cells": [
  {
   "cell_type": "markdown",
   "id": "a1",
   "metadata": {"tags":[ ]},
   "source": [
    "# Caf\u00e9 and\ttabs\n",
    "\n",
    "As [@doe2020, p. 3]\n",
    "says \"so\"."
   ]
  },
  {
   "cell_type": "code",
   "execution_count": 1.50e0,
   "id": "a2",
   "metadata": {},
   "outputs": [{"text": "[@doe2020]"}],
   "source": ["x = '[@doe2020]'"]
  },
  {
   "cell_type": "markdown",
   "id": "a3",
   "metadata": {},
   "source": "# Referen\u0063es\n"
  },
  {
   "cell_type": "markdown",
   "id": "a4",
   "metadata": {},
   "source": ["`[@doe2020]` stays"]
  }
 ],
 "metadata": {},
 "nbformat": 4,
 "nbformat_minor": 5
}
"""


def test_citations_are_resolved_in_their_cells_and_the_bibliography_below_its_heading() -> None:
    expected = BEFORE.replace(r'"As [@doe2020, p. 3]\n"', r'"As (Doe, 2020, p. 3)\n"').replace(
        r'"# Referen\u0063es\n"', r'"# References\n\nDoe, J. (2020). *Lists*. Pub.\n"'
    )
    assert processed(BEFORE) == expected


def notebook(*cells: str, **metadata: Any) -> str:
    """A notebook as Jupyter writes it."""
    held = [
        {"cell_type": "markdown", "metadata": {}, "source": text.splitlines(keepends=True)}
        for text in cells
    ]
    data = {"cells": held, "metadata": metadata, "nbformat": 4, "nbformat_minor": 4}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def sources(text: str) -> list[str]:
    return ["".join(cell["source"]) for cell in json.loads(text)["cells"]]


def test_without_a_place_for_it_the_bibliography_is_a_cell_at_the_end() -> None:
    assert processed(notebook("A [@doe2020; @roe2019].", "B")) == notebook(
        "A (Doe, 2020; Roe, 2019).",
        "B",
        "Doe, J. (2020). *Lists*. Pub.\n\nRoe, Z. (2019). *Another*. Pub.",
    )


def test_a_division_takes_the_bibliography() -> None:
    done = processed(notebook("::: {#refs}\n:::", "A [@doe2020]."))
    assert sources(done) == [
        "::: {#refs}\n\n::: {#ref-doe2020 .csl-entry}\nDoe, J. (2020). *Lists*. Pub.\n:::\n\n:::",
        "A (Doe, 2020).",
    ]


def test_notes_stand_in_their_cells_and_have_one_numbering() -> None:
    done = processed(
        notebook(
            "A [@doe2020].[^2]\n\n[^2]: Of the author.", "B", "C [@roe2019], D [@doe2020, 3]."
        ),
        NOTES,
    )
    assert sources(done)[:3] == [
        "A.[^1][^2]\n\n[^2]: Of the author.\n\n[^1]: Doe, *Lists*.",
        "B",
        "C,[^3] D.[^4]\n\n[^3]: Roe, *Another*.\n\n[^4]: Doe, *Lists*, 3.",
    ]


def test_a_further_cell_is_laid_out_as_the_others_and_has_an_id_where_cells_have_one() -> None:
    compact = '{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[%s]}'
    cell = '{"cell_type":"markdown","id":"references","metadata":{},"source":["A [@doe2020]"]}'
    added = (
        ',{"cell_type":"markdown","id":"references-2","metadata":{},'
        '"source":["Doe, J. (2020). *Lists*. Pub."]}'
    )
    resolved = cell.replace("[@doe2020]", "(Doe, 2020)")
    assert processed(compact % cell) == compact % (resolved + added)
    expected = notebook("A (Doe, 2020)", "Doe, J. (2020). *Lists*. Pub.")
    windows = notebook("A [@doe2020]").replace("\n", "\r\n")
    assert processed(windows) == expected.replace("\n", "\r\n")


def test_a_notebook_in_ascii_stays_so() -> None:
    text = json.dumps(json.loads(notebook("Zoë [@roe2019]\né \U0001f600 [@roe2019]")))
    done = processed(text)
    assert done.isascii()
    assert sources(done)[0] == "Zoë (Roe, 2019)\né \U0001f600 (Roe, 2019)"


def test_half_of_a_surrogate_pair_stays() -> None:
    text = notebook("A [@doe2020]").replace("A [", r"\ud800 [")
    assert r"\ud800 (Doe, 2020)" in processed(text)


METADATA = {"bibliography": "refs.bib", "csl": "apa", "nocite": "@roe2019", "lang": "de"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    source = "\n".join(entry.source.source for entry in STORE.values() if entry.source)
    (tmp_path / "refs.bib").write_text(source, encoding="utf-8")
    return tmp_path


def done_in(folder: Path, text: str) -> list[str]:
    (folder / "a.ipynb").write_text(text, encoding="utf-8")
    [done] = process_files(["a.ipynb"])
    return sources(done.text)


def test_metadata_is_that_of_the_notebook(folder: Path) -> None:
    more = {"reference-section-title": "Quellen", "suppress-bibliography": False}
    assert done_in(folder, notebook("A [@doe2020, S. 3].", **METADATA, **more)) == [
        "A (Doe, 2020, S. 3).",
        "# Quellen\n\nDoe, J. (2020). *Lists*. Pub.\n\nRoe, Z. (2019). *Another*. Pub.",
    ]


@pytest.mark.parametrize("kind", ["raw", "markdown"])
def test_metadata_in_the_first_cell_goes_before_that_of_the_notebook(
    folder: Path, kind: str
) -> None:
    block = "---\ncsl: ieee\nsuppress-bibliography: yes\n---"
    text = notebook(block, "A [@doe2020].", **METADATA)
    text = text.replace('"cell_type": "markdown"', f'"cell_type": "{kind}"', 1)
    assert done_in(folder, text) == [block, "A [1]."]


def test_metadata_that_is_not_yaml_is_told_with_the_cell(folder: Path) -> None:
    with pytest.raises(SynbibError, match=r"^a\.ipynb, cell 1:\d+:\d+: "):
        done_in(folder, notebook("---\na: [\n---"))


def test_missing_keys_are_told_with_their_places_in_the_file() -> None:
    text = notebook("A [@doe2020].", "B\n[@doe2021].", nocite="@roe2020")
    done = process_text(text, STORE, "a.ipynb", Wishes(style="apa"))
    lines = text.split("\n")
    told = [lines[each.line - 1][each.column - 1 :][: each.length] for each, _ in done.missing]
    assert sorted(told) == ["doe2021", "roe2020"]
    assert "**doe2021?**" in sources(done.text)[1]


def test_with_commands_a_notebook_stays_a_notebook() -> None:
    done = processed(notebook("A [@doe2020, p. 3]."), cite_commands="natbib")
    assert sources(done) == [r"A \citep[p.~3]{doe2020}.", r"\bibliography{refs}"]


def test_notebooks_and_documents_are_one_text(folder: Path) -> None:
    (folder / "a.ipynb").write_text(notebook("A [@roe2019]."), encoding="utf-8")
    (folder / "b.md").write_text("B [@doe2020; @roe2019].\n", encoding="utf-8")
    done = process_files(["a.ipynb", "b.md"], STORE, Wishes(style="ieee"))
    assert sources(done[0].text) == ["A [1]."]
    assert done[1].text.startswith("B [1], [2].\n\n")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("{", "a.ipynb:1:2: not JSON: "),
        ("[]", "a.ipynb: not a notebook of format 4; open it in Jupyter and save it"),
        ('{"nbformat": 3, "worksheets": []}', "a.ipynb: not a notebook of format 4; "),
        ('{"nbformat": 4, "cells": [1], "metadata": {}}', "a.ipynb: not a notebook of format 4; "),
    ],
)
def test_what_is_no_notebook_is_refused(text: str, error: str) -> None:
    with pytest.raises(SynbibError) as caught:
        process_text(text, STORE, "a.ipynb")
    assert str(caught.value).startswith(error)


def test_a_notebook_without_cells_may_get_one() -> None:
    empty = '{"cells": [], "metadata": {"nocite": "@doe2020"}, "nbformat": 4, "nbformat_minor": 4}'
    assert sources(processed(empty)) == ["Doe, J. (2020). *Lists*. Pub."]
    uncited = empty.replace("@doe2020", "")
    assert processed(uncited) == uncited


LINES = ("# A\n", "b `c\n", "\n", "é", '\\"', "$x$")
CELLS = st.lists(
    st.fixed_dictionaries(
        {
            "cell_type": st.sampled_from(("markdown", "code", "raw")),
            "metadata": st.dictionaries(st.text(max_size=4), st.text(max_size=4), max_size=2),
            "source": st.text(max_size=30).filter(lambda text: not {"@", "-"} & set(text))
            | st.lists(st.sampled_from(LINES), max_size=4),
        }
    ),
    max_size=4,
)
INDENTS = st.sampled_from((None, 1, 2))


@given(CELLS, INDENTS, st.booleans(), st.sampled_from(("apa", NOTES)))
def test_a_notebook_that_does_not_cite_stays_byte_for_byte(
    cells: list[object], indent: int | None, ascii_only: bool, style: str
) -> None:
    data = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    assert processed(text, style) == text


@given(CELLS, st.integers(0, 4), INDENTS)
def test_only_the_cell_that_cites_changes(
    cells: list[object], number: int, indent: int | None
) -> None:
    citing = {"cell_type": "markdown", "metadata": {}, "source": ["A [@doe2020]\n", "b"]}
    data = {
        "cells": [*cells[:number], citing, *cells[number:]],
        "metadata": {"suppress-bibliography": True},
        "nbformat": 4,
        "nbformat_minor": 4,
    }
    text = json.dumps(data, indent=indent)
    assert processed(text) == text.replace("[@doe2020]", "(Doe, 2020)")
