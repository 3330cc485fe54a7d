"""CSL styles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from synbib import collector, lazily
from synbib.csl import NAME_VARIABLES, Bibliography, Citation, Cite, Processor, Style
from synbib.formatting.formatter import IsBold, StyleName, Wishes
from synbib.library import Entry

__all__ = ["CslFormatter"]


class CslFormatter:
    """Entries in a CSL style.

    Args:
        style: The style.
        entries: The entries, in the order in which they are cited.
        wishes: How they are formatted.
    """

    def __init__(self, style: StyleName, entries: Iterable[Entry], wishes: Wishes) -> None:
        self._style = Style.load(style)
        items = _items(entries, wishes.bold)
        self._keys = [item["id"] for item in items]
        self._processor = Processor(
            self._style,
            items,
            format=wishes.format,
            locale=wishes.locale,
            engine=wishes.engine,
            links=wishes.links,
            alone=wishes.alone,
        )

    @property
    def has_bibliography(self) -> bool:
        """Whether the style describes references."""
        return self._style.has_bibliography

    def citation(self, cites: Sequence[Cite] | None, *, narrative: bool = False) -> str:
        """Return the citation of the entries together; see `Formatter`."""
        cited = [Cite(key) for key in self._keys] if cites is None else list(cites)
        if cites is None and not narrative:
            return self._processor.citation(cited)
        if narrative and cited:
            cited[0] = lazily.replace(cited[0], suppress_author=True)
        [written] = self._processor.cite_all(
            [Citation(tuple(cited), narrative=narrative, affixes_stay=True)]
        )
        return " ".join(filter(None, (written.authors, written.text)))

    @property
    def language(self) -> str:
        """The language of terms and dates; see `Formatter`."""
        return self._processor.language

    def cited_as(self) -> Mapping[str, str]:
        """Return key → how a work is cited by name; see `Formatter`."""
        if self._processor.in_notes:
            return {}
        cited = {
            key: Citation((Cite(key, suppress_author=True),), narrative=True) for key in self._keys
        }
        written = self._processor.cite_all(cited.values())
        return {
            key: f"{one.authors}{one.text}"
            for key, one in zip(cited, written, strict=True)
            if one.authors and one.text
        }

    def bibliography(self) -> Bibliography:
        """Return the references of the entries; see `Formatter`."""
        return self._processor.bibliography()


def _items(entries: Iterable[Entry], bold: IsBold | None) -> list[Mapping[str, Any]]:
    with collector.resting():
        return [_item(entry, bold) for entry in entries]


def _item(entry: Entry, bold: IsBold | None) -> Mapping[str, Any]:
    """Return an entry's CSL item, with a mark in the names that are set in bold."""
    item: Mapping[str, Any] = entry.csl
    if bold is None:
        return item
    marked = {
        variable: [{**name, "bold": True} if bold(name) else name for name in item[variable]]
        for variable in NAME_VARIABLES
        if variable in item
    }
    return {**item, **marked}
