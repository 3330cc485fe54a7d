"""Markdown read back by markdown-it-py, with what GitHub adds to CommonMark: tables and strikethrough."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shown(node: SyntaxTreeNode) -> str:
    """The characters that a reader sees, tags and comments aside."""
    if node.type in ("softbreak", "hardbreak"):
        return "\n"
    if not node.children:
        return node.content if node.type in ("text", "text_special", "code_inline") else ""
    return "".join(map(shown, node.children))


def links(node: SyntaxTreeNode) -> list[tuple[str, str]]:
    return [(shown(n), str(n.attrGet("href"))) for n in node.walk() if n.type == "link"]


class ReadBack:
    """What a CommonMark parser finds in a text."""

    def __init__(self, source: str) -> None:
        self.tree = SyntaxTreeNode(MARKDOWN.parse(source))

    def _all(self, *types: str) -> Iterator[SyntaxTreeNode]:
        return (node for node in self.tree.walk() if node.type in types)

    @property
    def kinds(self) -> list[str]:
        """The types of the outermost blocks."""
        return [node.type for node in self.tree.children]

    @property
    def headings(self) -> list[tuple[int, str]]:
        return [(int(node.tag[1]), shown(node)) for node in self._all("heading")]

    @property
    def links(self) -> list[tuple[str, str]]:
        return links(self.tree)

    @property
    def bullets(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The text of each list item's first paragraph, and all links of the item."""
        return [(shown(item.children[0]), links(item)) for item in self._all("list_item")]

    @property
    def nested_links(self) -> list[tuple[int, str, str]]:
        """The links in bullets: how deep the bullet is, from 0, its text and target."""
        found = []
        for item in self._all("list_item"):
            depth, node = -1, item
            while node.parent is not None:
                depth += node.type == "list_item"
                node = node.parent
            found += [(depth, *link) for link in links(item.children[0])]
        return found

    @property
    def tables(self) -> list[list[list[str]]]:
        """The text of each cell of each row of each table, the header first."""
        return [
            [
                [shown(cell) for cell in row.children]
                for part in table.children
                for row in part.children
            ]
            for table in self._all("table")
        ]

    @property
    def alignments(self) -> list[str]:
        cells = next(self._all("table")).children[0].children[0].children
        return [str(cell.attrGet("style") or "") for cell in cells]


@pytest.fixture(scope="session")
def read_back() -> Callable[[str], Any]:
    return ReadBack


@pytest.fixture(scope="session")
def matches_snapshot() -> Callable[[str, str], None]:
    """Compare a text with a file of snapshots/; SYNBIB_UPDATE_SNAPSHOTS=1 writes the file instead."""

    def check(name: str, text: str) -> None:
        path = Path(__file__).parent / "snapshots" / name
        if os.environ.get("SYNBIB_UPDATE_SNAPSHOTS", "0") not in {"", "0"}:
            path.write_bytes(text.encode())
        assert text == path.read_bytes().decode()

    return check
