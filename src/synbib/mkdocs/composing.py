"""The citations and references of pages, formatted as one text.

Knows nothing of MkDocs, nor of HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from synbib.csl import Processor, Style, Written, locator_terms
from synbib.documents import Found, Kept
from synbib.documents.rendering import render
from synbib.errors import Diagnostic
from synbib.library import Library
from synbib.text import MARKED, BibliographyLayout

__all__ = ["Cites", "Composed", "compose"]


class Cites(NamedTuple):
    """What a page cites.

    Attributes:
        found: Its citations, whose places tell their order alone.
        uncited: The keys of entries that it lists beside.
        everything: Whether it lists all entries.
    """

    found: Found
    uncited: tuple[str, ...] = ()
    everything: bool = False


class Composed(NamedTuple):
    """Pages that were formatted as one text.

    Attributes:
        written: What each citation of each page became, as marked text.
        references: Key → reference as marked text, in the style's order.
        listed: The keys of the entries that each page cites, or lists beside.
        cites: The keys of the entries of each citation of each page.
        in_notes: Whether citations are notes.
        in_quote: Whether a full stop and a comma stand before a closing quotation mark.
        layout: How the style wants its bibliography.
        kept: What is put back into the texts.
        problems: What is wrong in the entries.
    """

    written: tuple[tuple[Written, ...], ...]
    references: Mapping[str, str]
    listed: tuple[frozenset[str], ...]
    cites: tuple[tuple[tuple[str, ...], ...], ...]
    in_notes: bool
    in_quote: bool
    layout: BibliographyLayout
    kept: Kept
    problems: tuple[Diagnostic, ...]


def compose(
    library: Library, pages: Sequence[Cites], style: Style, locale: str | None = None
) -> Composed:
    """Return pages as one text: numbers and letters after years go through all of them.

    Args:
        library: The entries.
        pages: What each page cites.
        style: The style.
        locale: A language tag; the style's own by default.

    Raises:
        SynbibError: The style cannot be used.
    """
    cited = {
        cite.key.key: None
        for page in pages
        for cluster in page.found.clusters
        for cite in cluster.cites
    }
    ids = _ids(library, [*cited, *(key for page in pages for key in page.uncited)])
    every = library if any(page.everything for page in pages) else ()
    keys = dict.fromkeys([*(key for several in ids.values() for key in several), *every])
    processor = Processor(
        style,
        [library[key].csl for key in keys],
        locale,
        MARKED,
        links=True,
        cite_links=style.has_bibliography,
    )
    kept = Kept()
    terms = locator_terms((locale if locale != "item" else None) or style.default_locale or "en-US")
    written = render([page.found for page in pages], processor, terms, ids, kept)
    references: dict[str, str] = {}
    layout = BibliographyLayout()
    if keys and style.has_bibliography:
        bibliography = processor.bibliography()
        references, layout = dict(bibliography.entries), bibliography.params
    cites = tuple(
        tuple(
            tuple(key for cite in cluster.cites for key in ids.get(cite.key.key, ()))
            for cluster in page.found.clusters
        )
        for page in pages
    )
    return Composed(
        tuple(map(tuple, written)),
        references,
        tuple(
            frozenset(
                [
                    *(key for several in of_page for key in several),
                    *(key for alias in page.uncited for key in ids.get(alias, ())),
                ]
            )
            for page, of_page in zip(pages, cites, strict=True)
        ),
        cites,
        processor.in_notes,
        processor.punctuation_in_quote,
        layout,
        kept,
        tuple(library.check(ids)) if ids and not library.unreadable else (),
    )


def _ids(library: Library, keys: Iterable[str]) -> dict[str, list[str]]:
    """Return key → the keys of the entries that it stands for, of all keys that there are."""
    return {
        key: [entry.key for entry in library.select([key])]
        for key in dict.fromkeys(keys)
        if key in library
    }
