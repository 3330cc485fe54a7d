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


_PEOPLE = ("author", "editor", "translator", "director", "container-author", "editor-translator")


def _csl_json(number: int, item: dict[str, Any]) -> dict[str, Any]:
    """Return an item whose people may be strings such as ``Jane Roe``, and whose dates lists of numbers."""
    found: dict[str, Any] = {"id": str(number), "type": "book", **item}
    for variable, value in item.items():
        if variable in _PEOPLE:
            found[variable] = [
                dict(zip(("given", "", "family"), name.rpartition(" "), strict=True))
                if isinstance(name, str)
                else name
                for name in value
            ]
        elif isinstance(value, list):
            ends = value if isinstance(value[0], list) else [value]
            found[variable] = {"date-parts": ends}
    return found


@pytest.fixture(params=["generated", "interpreted"])
def small(request: pytest.FixtureRequest) -> Callable[..., Engine]:
    """Return a function from pieces of a style and items to an engine: by generated code, and by the interpreter.

    Items are dicts; the first is ``1``, the next ``2``, if they have no ``id``.
    """

    def build(
        layout: str,
        *items: dict[str, Any],
        style: str = "",
        citation: str = "",
        bibliography: str | None = None,
        layout_attributes: str = "",
        sort: str = "",
        rest: str = "",
        language: str | None = None,
    ) -> Engine:
        inside = f"{sort}<layout {layout_attributes}>{layout}</layout>"
        area = f"<bibliography {bibliography}>{inside}</bibliography>"
        kind = "" if "class=" in style else 'class="in-text"'
        parsed = Style.parse_unchecked(
            f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" {kind} {style}>{rest}'
            f"<citation {citation}>{inside}</citation>{'' if bibliography is None else area}</style>",
            "small",
        )
        program = compile_style(parsed, language, generate=request.param == "generated")
        known = [_csl_json(number, item) for number, item in enumerate(items, 1)]
        return Engine(program, {item["id"]: item for item in known})

    return build


@pytest.fixture
def reads(small: Callable[..., Engine]) -> Callable[..., str]:
    """Return a function from a layout and an item to how its cite reads."""

    def read(
        layout: str,
        item: dict[str, Any],
        cite: dict[str, Any] | None = None,
        format: str = "text",
        **pieces: Any,
    ) -> str:
        engine = small(layout, item, **pieces)
        (text,) = engine.citations([Citation((Cite("1", **(cite or {})),))])
        return writer(format).inline(text)

    return read


@pytest.fixture
def listed(small: Callable[..., Engine]) -> Callable[..., list[str]]:
    """Return a function from a layout and items to their references."""

    def read(
        layout: str, *items: dict[str, Any], bibliography: str = "", **pieces: Any
    ) -> list[str]:
        references = small(layout, *items, bibliography=bibliography, **pieces).bibliography([])
        return [writer("text").inline(text) for _, text in references]

    return read
