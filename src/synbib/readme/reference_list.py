"""The reference-style list: a bullet per entry with its formatted reference, its links as paragraphs below."""

from __future__ import annotations

from collections.abc import Iterable

from synbib.bibliography import references
from synbib.library import Entry, Library
from synbib.model import Link
from synbib.readme.options import Options
from synbib.readme.outline import Section, outline, write
from synbib.text import markdown

__all__ = ["reference_list"]


def reference_list(library: Library, options: Options | None = None) -> str:
    """Return the reference-style list of the selected groups, without a final line break.

    Raises:
        StyleError: A style does not exist or is not valid.
        UnknownNameError: A group does not exist; the nearest names are suggested.
    """
    options = options or Options()
    selection = outline(library, options.groups)
    formatted = references(selection.all_entries, options.styles, locale=options.locale)

    def reference(entry: Entry) -> str:
        shown = formatted.get(entry.key) if _says_anything(entry) else None
        return shown or markdown.escape(entry.key)

    def bullets(section: Section) -> str:
        return "\n\n".join(
            _bullet(reference(entry), _shown(entry.links, options)) for entry in section.entries
        )

    return write(selection, options.level, bullets)


def _says_anything(entry: Entry) -> bool:
    """Whether a style has anything to show of ``entry``."""
    return not entry.csl.keys() <= {"id", "type"}


def _shown(links: Iterable[Link], options: Options) -> list[Link]:
    return [link for link in links if options.links is None or link.kind in options.links]


def _bullet(reference: str, links: Iterable[Link]) -> str:
    """A list item (CommonMark §5.2): whatever is indented as far as its text belongs to it."""
    paragraphs = (reference, *(markdown.link(link.label, link.url) for link in links))
    return "- " + "\n\n".join(paragraphs).replace("\n", "\n  ").replace("\n  \n", "\n\n")
