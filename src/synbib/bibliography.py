"""A library's entries, formatted: whole bibliographies, single references, in-text citations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from synbib.csl import Cite, Processor, Style
from synbib.library import Entry, Library
from synbib.text import writer

__all__ = ["StyleChoice", "cite", "references", "render"]


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
    keys: Iterable[str] = (),
    group: str | None = None,
    engine: str = "synbib",
    links: bool = False,
) -> str:
    """Return the bibliography of a library.

    Args:
        library: What `synbib.read` returns.
        style: A CSL style's name, alias, path or URL id.
        format: ``markdown``, ``html``, ``latex`` or ``text``.
        locale: A language tag; the style's own by default. ``item``: each reference in the language of its entry.
        keys: Only these entries.
        group: Only the entries of this group and those below it.
        engine: ``synbib``, or ``citeproc-py`` for a second opinion.
        links: Whether addresses are links, and the title where a reference shows none.

    Raises:
        StyleError: The style does not exist or is not valid.
        UnknownNameError: The format, a key or the group does not exist.
    """
    entries = library.select(keys, group)
    items = [entry.csl for entry in entries]
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
) -> dict[str, str]:
    """Return citation key → formatted reference, each entry in the style chosen for it.

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
        processor = Processor(Style.load(style), [entry.csl for entry in chosen], locale, format)
        formatted |= processor.bibliography().entries
    return formatted
