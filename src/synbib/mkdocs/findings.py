"""Citations of keys that no entry has, at their places in the files of pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from synbib.documents import Citation, undefined_citations
from synbib.documents.reading import Citations
from synbib.errors import Diagnostic
from synbib.library import Library
from synbib.mkdocs.tokens import Held

__all__ = ["CitingPage", "undefined"]


class CitingPage(NamedTuple):
    """A page, and what it shows.

    Attributes:
        name: Its file, as messages name it.
        source: What the file holds.
        shown: Its citations.
        uncited: The keys that its metadata names.
    """

    name: str
    source: str
    shown: Sequence[Held]
    uncited: Sequence[str] = ()


def undefined(pages: Iterable[CitingPage], library: Library) -> list[Diagnostic]:
    """Return a finding for each citation of a key that no entry has, with the nearest keys.

    What other plugins wrote, and what docstrings cite, is not in the file of the page: there the page is named alone.

    Args:
        pages: The pages.
        library: The entries.
    """
    cited = tuple(each for page in pages for each in _citations(page, library))
    if not cited:
        return []
    return [found for found, _ in undefined_citations(Citations(cited, False), library)]


def _citations(page: CitingPage, library: Library) -> Iterator[Citation]:
    for key in page.uncited:
        if key not in library:
            yield Citation(key, page.name, *_place(page.source, page.source.find(f"@{key}") + 1))
    places: dict[str, list[int]] = {}
    for held in page.shown:
        for cite in held.cluster.cites if held.cluster else ():
            if cite.key.key in library:
                continue
            if not places:
                for number, line in enumerate(page.source.split("\n"), 1):
                    places.setdefault(line, []).append(number)
            row, column, text = _place(held.text, cite.key.start)
            # The file has its metadata before, and other plugins may have changed what was read of it.
            likely = row + page.source.count("\n") - held.text.count("\n")
            at = min(places.get(text, [0]), key=lambda number: abs(number - likely))
            yield Citation(cite.key.key, page.name, at, column if at else 0, text)


def _place(text: str, at: int) -> tuple[int, int, str]:
    """Return line and column of a character, both from 1, and the line."""
    start = text.rfind("\n", 0, at) + 1
    return text.count("\n", 0, at) + 1, at - start + 1, text[start:].partition("\n")[0]
