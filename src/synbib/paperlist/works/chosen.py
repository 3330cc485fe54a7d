"""Of a list, what stands under some of its headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from synbib.errors import Diagnostic
from synbib.paperlist.mentions.headings import Path, is_called
from synbib.paperlist.mentions.reader import PaperList

__all__ = ["headings_of", "under"]


def headings_of(papers: PaperList) -> tuple[Path, ...]:
    """Return the paths of all headings above papers and lists, each once, those above it before it."""
    paths = (*papers.headings, *(region.group for region in papers.regions))
    return tuple(dict.fromkeys(path[:end] for path in paths for end in range(1, len(path) + 1)))


def under(papers: PaperList, wanted: Sequence[str]) -> PaperList:
    """Return a list without what does not stand under one of some headings, or under those below them.

    Args:
        papers: The list.
        wanted: The headings, as in `synbib.paperlist.mentions.headings.is_called`.
    """
    chosen = {path for path in headings_of(papers) if any(is_called(path, name) for name in wanted)}

    def stands_there(path: Path) -> bool:
        return any(path[:end] in chosen for end in range(1, len(path) + 1))

    regions = tuple(region for region in papers.regions if stands_there(region.group))
    spans = [range(region.line, region.end) for region in regions]

    def told(found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
        return (each for each in found if any(each.line in span for span in spans))

    return replace(
        papers,
        mentions=tuple(each for each in papers.mentions if stands_there(each.groups)),
        headings=tuple(path for path in papers.headings if stands_there(path)),
        unread=tuple(told(papers.unread)),
        notes=tuple(told(papers.notes)),
        regions=regions,
    )
