"""A library's entries, formatted: whole bibliographies, single references, in-text citations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from synbib.csl import NAME_VARIABLES, Cite, Processor, Style
from synbib.library import Entry, Library
from synbib.model import CslItem
from synbib.text import writer

__all__ = ["StyleChoice", "cite", "references", "render"]


IsBold = Callable[[Mapping[str, Any]], bool]
"""Whether a name, as CSL-JSON has it, is set in bold."""


@dataclass(frozen=True, slots=True)
class StyleChoice:
    """Which style formats which entry.

    Attributes:
        default: The style of every entry that ``by_type`` does not name.
        by_type: Entry type in lower case → style.
    """

    default: str = "syndata"
    by_type: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> frozenset[str]:
        """The names of all styles."""
        return frozenset((self.default, *self.by_type.values()))

    def of(self, entry: Entry) -> str:
        """Return the name of the style that formats ``entry``."""
        return self.by_type.get(entry.type, self.default)


def render(
    library: Library,
    style: str = "syndata",
    format: str = "markdown",
    *,
    locale: str | None = None,
    keys: Iterable[str] | None = None,
    group: str | None = None,
    engine: str = "synbib",
    links: bool = False,
    bold: IsBold | None = None,
) -> str:
    """Return the bibliography of a library.

    Args:
        library: What `synbib.read` returns.
        style: A CSL style's name, alias, path or URL id.
        format: ``markdown``, ``html``, ``latex`` or ``text``.
        locale: A language tag; the style's own by default. ``item``: each reference in the language of its entry.
        keys: Only these entries; all by default, none if there are no keys in it.
        group: Only the entries of this group and those below it.
        engine: ``synbib``, or ``citeproc-py`` for a second opinion.
        links: Whether addresses are links, and the title where a reference shows none.
        bold: Which names are set in bold; none by default.

    Raises:
        StyleError: The style does not exist or is not valid.
        UnknownNameError: The format, a key or the group does not exist.
    """
    items = [_item(entry, bold) for entry in library.select(keys, group)]
    processor = Processor(Style.load(style), items, locale, format, engine=engine, links=links)
    bibliography = processor.bibliography()
    return writer(format).bibliography(bibliography.entries, bibliography.params)


def cite(
    entries: Sequence[Entry],
    style: str = "syndata",
    format: str = "markdown",
    *,
    locale: str | None = None,
    engine: str = "synbib",
) -> tuple[str, str]:
    """Return the in-text citation of the entries together, and their references.

    Raises:
        StyleError: The style does not exist or is not valid.
        UnknownNameError: The format does not exist.
    """
    loaded = Style.load(style)
    processor = Processor(loaded, [entry.csl for entry in entries], locale, format, engine=engine)
    citation = processor.citation([Cite(entry.key) for entry in entries])
    if not loaded.has_bibliography:
        return citation, ""
    bibliography = processor.bibliography()
    return citation, writer(format).bibliography(bibliography.entries, bibliography.params)


def references(
    entries: Sequence[Entry],
    styles: StyleChoice | None = None,
    *,
    format: str = "markdown",
    locale: str | None = None,
    bold: IsBold | None = None,
) -> dict[str, str]:
    """Return citation key → formatted reference, each entry in the style chosen for it.

    Args:
        entries: The entries.
        styles: Which style formats which entry.
        format: A writer's name.
        locale: A language tag; the style's own by default.
        bold: Which names are set in bold; none by default.

    Raises:
        StyleError: A style does not exist or is not valid.
        UnknownNameError: The format does not exist.
    """
    choice = styles or StyleChoice()
    by_style: dict[str, list[Entry]] = {}
    for entry in entries:
        by_style.setdefault(choice.of(entry), []).append(entry)
    formatted: dict[str, str] = {}
    for style, chosen in by_style.items():
        items = [_item(entry, bold) for entry in chosen]
        formatted |= Processor(Style.load(style), items, locale, format).bibliography().entries
    return formatted


def _item(entry: Entry, bold: IsBold | None) -> CslItem:
    """Return an entry's CSL item, with a mark in the names that are set in bold."""
    item = entry.csl
    if bold is None:
        return item
    marked = {
        variable: [{**name, "bold": True} if bold(name) else name for name in item[variable]]
        for variable in NAME_VARIABLES
        if variable in item
    }
    return {**item, **marked}
