"""Blocks written by a template of the user's own, in a sandbox that is bounded in time, memory and files.

A template gets ``sections``, each with ``heading``, ``level`` and ``entries`` (`ShownEntry`). The filters ``md``,
``cell`` and ``url`` escape text for a line, a cell of a table and the target of a link.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, cached_property
from typing import Final

from synbib import lazily
from synbib.errors import SynbibError
from synbib.folder import check_inside
from synbib.library import Entry, Library
from synbib.library.facets import marked_field, names
from synbib.model import Link
from synbib.model.plain import name_text
from synbib.readme.details import abstract, bibtex
from synbib.readme.options import Options
from synbib.readme.outline import Section
from synbib.readme.reference_list import reference_writer
from synbib.readme.running import run, template_text
from synbib.readme.selection import select
from synbib.text import from_markup, markdown, scrub, strip
from synbib.text.urls import may_be_followed

__all__ = ["ShownEntry", "ShownSection", "fill_template"]

_MARKER: Final = lazily.pattern(r"<!--\s*synbib:")


def _target(text: object) -> str:
    """Return the target of a link, ``""`` for one that could do harm."""
    url = str(text)
    return markdown.destination(url) if may_be_followed(url) else ""


_FILTERS: Final[dict[str, Callable[..., str]]] = {
    # A template may well put a link around what it shows.
    "md": lambda text: markdown.inline(scrub(str(text)), makes_links=False),
    "cell": lambda text: markdown.cell(str(text)),
    "url": _target,
}


class ShownEntry:
    """An entry as templates see it; plain text but where it says Markdown.

    Attributes:
        key: The citation key.
        type: The entry type.
    """

    def __init__(self, entry: Entry, reference: Callable[[Entry], str]) -> None:
        self._entry = entry
        self._reference = reference
        self.key = entry.key
        self.type = entry.type

    @cached_property
    def title(self) -> str:
        """The title."""
        return self._entry.title

    @cached_property
    def authors(self) -> list[str]:
        """The authors' names, ``Given Family``; at the end ``et al.`` where the entry has ``and others``."""
        people = names(self._entry)
        shown = [strip(from_markup(name_text(name))) for name in people]
        return [*shown, "et al."] if len(people) < len(self._entry.csl.get("author", ())) else shown

    @cached_property
    def year(self) -> str:
        """The year of publication, ``""`` where the entry has none."""
        return self._entry.year

    @cached_property
    def venue(self) -> str:
        """The short name of where it was published."""
        return self._entry.venue

    @cached_property
    def published_in(self) -> str:
        """The venue and the year."""
        return self._entry.published_in

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links, each with ``kind``, ``label`` and ``url``."""
        return self._entry.links

    @cached_property
    def reference(self) -> str:
        """The formatted reference, Markdown."""
        return self._reference(self._entry)

    @cached_property
    def fields(self) -> dict[str, str]:
        """Any BibTeX field, by its name in lower case; ``""`` for those that the entry has not."""
        return _Fields(
            {name: strip(marked_field(self._entry, name)) for name in self._entry.fields}
        )

    @cached_property
    def abstract(self) -> str:
        """The abstract, Markdown; ``""`` where the entry has none."""
        return abstract(self._entry)

    @cached_property
    def bibtex(self) -> str:
        """The entry as BibTeX to copy."""
        return bibtex(self._entry)


@lazily.dataclass(frozen=True, slots=True)
class ShownSection:
    """A heading and the entries directly under it; sections below follow it.

    Attributes:
        heading: Plain text; ``""`` where there is none.
        level: The level of the heading.
        entries: The entries.
    """

    heading: str
    level: int
    entries: tuple[ShownEntry, ...]


class _Fields(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return ""


def fill_template(library: Library, options: Options, name: str) -> str:
    """Return what a template makes of the selection, without blank lines around.

    Args:
        library: The store.
        options: What is selected, and how references are formatted.
        name: The file of the template, in the current folder or below it.

    Raises:
        SynbibError: The template cannot be read or has a mistake: its file, the line, and what is wrong.
    """
    selection = select(library, options)

    # References take the most time, and not every template shows them.
    @cache
    def writer() -> Callable[[Entry], str]:
        return reference_writer(selection.all_entries, options)

    def reference(entry: Entry) -> str:
        return writer()(entry)

    def shown(section: Section, level: int) -> Iterator[ShownSection]:
        if section.heading or section.entries:
            entries = tuple(ShownEntry(entry, reference) for entry in section.entries)
            yield ShownSection(section.heading, level, entries)
        below = level + bool(section.heading)
        for inner in section.sections:
            yield from shown(inner, below)

    return _run(name, list(shown(selection, options.top_level)))


def _run(name: str, sections: list[ShownSection]) -> str:
    # Here, as Jinja2 takes long to load.
    from synbib.readme.sandbox import Sandbox

    text = run(Sandbox(_source, _FILTERS), name, sections=sections).strip("\n")
    if _MARKER.search(text):
        raise SynbibError(f"{name}: this writes a synbib marker, which would break the block")
    return text


def _source(name: str) -> str:
    """Return the text of a template.

    Raises:
        SynbibError: It is outside of the current folder, or hidden in it, or cannot be read.
    """
    check_inside(name, "template")
    return template_text(name, name)
