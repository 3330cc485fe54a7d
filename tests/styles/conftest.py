"""The styles are tested on citeproc-py itself, with nothing of synbib between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    Locator,
)
from citeproc.formatter import html, plain
from citeproc.source.json import CiteProcJSON

Item = Mapping[str, Any]


class Renderer:
    """One of our styles over some items."""

    def __init__(self, file: Path, items: Sequence[Item], formatter: ModuleType) -> None:
        # citeproc-py folds keys to lower case: numbers keep `A` and `a` apart.
        self._keys = {item["id"]: str(number) for number, item in enumerate(items)}
        self._engine = CitationStylesBibliography(
            CitationStylesStyle(str(file), validate=False),
            CiteProcJSON([{**item, "id": self._keys[item["id"]]} for item in items]),
            formatter,
        )

    def citation(self, *ids: str, page: str | None = None) -> str:
        locator = {"locator": Locator("page", page)} if page else {}
        cluster = Citation([CitationItem(self._keys[key], **locator) for key in ids])
        self._engine.register(cluster)
        return str(self._engine.cite(cluster, lambda item: None))

    def bibliography(self) -> dict[str, str]:
        """The references by id, in the style's order."""
        ids = {number: key for key, number in self._keys.items()}
        self._engine.register(Citation([CitationItem(number) for number in ids]))
        self._engine.sort()
        keys = [ids[item.key] for item in self._engine.items]
        return dict(zip(keys, map(str, self._engine.bibliography()), strict=True))


class Styles:
    """The folder of our styles, as the tests use it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def file(self, style: str) -> Path:
        return self._folder / f"{style}.csl"

    def over(self, style: str, items: Sequence[Item], *, markup: bool = False) -> Renderer:
        return Renderer(self.file(style), items, html if markup else plain)


@pytest.fixture(scope="session")
def styles(repo: Path) -> Styles:
    return Styles(repo / "styles")
