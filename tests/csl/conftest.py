from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from synbib.csl.cite import Cite
from synbib.csl.phases import Citation, Engine
from synbib.csl.run import compile_style
from synbib.csl.style import Style
from synbib.text import writer


def _item(key: str, *data: str | int | dict[str, Any]) -> dict[str, Any]:
    """Return an item of its key, people such as ``Jane Roe``, perhaps a year, and what else is given."""
    item: dict[str, Any] = {
        "id": key,
        "type": "book",
        "title": f"Book {key}",
        "author": [],
        "issued": {"date-parts": [[2000]]},
    }
    for value in data:
        if isinstance(value, str):
            given, _, family = value.rpartition(" ")
            item["author"].append({"given": given, "family": family})
        else:
            item |= value if isinstance(value, dict) else {"issued": {"date-parts": [[value]]}}
    return item


@pytest.fixture
def engine() -> Callable[..., Engine]:
    """Return a function from a layout of citations, items and attributes to an engine."""

    def build(
        citation: str,
        items: Sequence[tuple[Any, ...]],
        attributes: str = "",
        *,
        bibliography: str = "",
        kind: str = "in-text",
        delimiter: str = "; ",
    ) -> Engine:
        style = Style.parse_unchecked(
            f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="{kind}">'
            f"<citation {attributes}>"
            f'<layout prefix="(" suffix=")" delimiter="{delimiter}">{citation}</layout></citation>'
            f"{bibliography}</style>",
            "small",
        )
        return Engine(compile_style(style, None), {item[0]: _item(*item) for item in items})

    return build


@pytest.fixture
def cited() -> Callable[..., list[str]]:
    """Return a function to what citations read: each is the keys of its cites with blanks between, or its cites."""

    def read(
        engine: Engine, *citations: str | Sequence[Cite | str], notes: Sequence[int] = ()
    ) -> list[str]:
        document = []
        for i, citation in enumerate(citations):
            cites = citation.split() if isinstance(citation, str) else citation
            whole = tuple(Cite(cite) if isinstance(cite, str) else cite for cite in cites)
            document.append(Citation(whole, notes[i] if notes else 0))
        return [writer("text").inline(text) for text in engine.citations(document, ())]

    return read
