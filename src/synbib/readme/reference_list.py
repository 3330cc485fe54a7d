"""The reference-style list: a bullet per entry with its formatted reference, its links as paragraphs below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from synbib.bibliography import references
from synbib.library import Entry, Library
from synbib.model import Link
from synbib.readme.details import details
from synbib.readme.numbering import numbers
from synbib.readme.options import Options
from synbib.readme.outline import Section, write
from synbib.readme.own_names import own_name_test
from synbib.readme.selection import select
from synbib.text import markdown

__all__ = ["reference_list", "reference_writer"]


def reference_list(library: Library, options: Options | None = None) -> str:
    """Return the reference-style list of the selection, without a final line break.

    Raises:
        StyleError: A style does not exist or is not valid.
        UnknownNameError: A group, or a field that a search names, does not exist; the nearest names are suggested.
    """
    options = options or Options()
    selection = select(library, options)
    reference = reference_writer(selection.all_entries, options)
    count = numbers(options.numbering)

    def items(section: Section) -> Iterator[str]:
        for entry, number in zip(section.entries, count(section), strict=True):
            marker = "-" if options.numbering == "no" else f"{number}."
            yield _item(marker, (reference(entry), *_below(entry, options)))

    return write(selection, options.top_level, lambda section: "\n\n".join(items(section)))


def reference_writer(entries: Sequence[Entry], options: Options) -> Callable[[Entry], str]:
    """Return what gives the formatted reference of each of ``entries``; that of one with nothing to show is its key."""
    bold = own_name_test(options.own_names)
    formatted = references(entries, options.styles, locale=options.locale, bold=bold)

    def reference(entry: Entry) -> str:
        shown = formatted.get(entry.key) if _says_anything(entry) else None
        return shown or markdown.escape(entry.key)

    return reference


def _says_anything(entry: Entry) -> bool:
    """Whether a style has anything to show of ``entry``."""
    return not entry.csl.keys() <= {"id", "type"}


def _below(entry: Entry, options: Options) -> Iterator[str]:
    """Yield the paragraphs below the reference: links or badges, and what is folded."""
    shown = _shown(entry.links, options)
    if options.badges is None:
        yield from (markdown.link(link.label, link.url) for link in shown)
    elif badges := options.badges.line(shown):
        yield badges
    yield from details(entry, options.details)


def _shown(links: Iterable[Link], options: Options) -> list[Link]:
    return [link for link in links if options.links is None or link.kind in options.links]


def _item(marker: str, paragraphs: Iterable[str]) -> str:
    """A list item (CommonMark §5.2): whatever is indented as far as its text belongs to it."""
    indent = " " * (len(marker) + 1)
    lines = "\n\n".join(paragraphs).split("\n")
    return f"{marker} " + "\n".join(indent + line if line else "" for line in lines)[len(indent) :]
