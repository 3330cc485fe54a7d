"""What the script of the first page loads: what search and filters go by, and what is folded away.

A page that was opened as a file can fetch nothing, but it can load scripts. So data is scripts of one call each:
``synbib.works`` is given columns, which have a place for each work in the order of the page; ``synbib.details`` the
abstracts and citations of some works, which are loaded once a reader unfolds one of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from synbib.library.facets import marked_field
from synbib.model import LINK_FIELDS
from synbib.readme.order import ordered, parse_sort
from synbib.readme.selection import type_heading
from synbib.site.work import Site, Work
from synbib.text import strip
from synbib.text.folding import fold

__all__ = ["details", "shown_authors", "works"]

# How many works one file of details has: a few dozen kilobytes.
_AT_ONCE: Final = 32
# With more authors than this, a page names the first few.
_MOST_AUTHORS: Final = 12
_FIRST_AUTHORS: Final = 10
_LAST_YEAR: Final = 9999
_FULL_VENUES: Final = ("booktitle", "journal", "journaltitle", "eventtitle", "publisher")
_ABSTRACT: Final = ("abstract", "Abstract")


def shown_authors(work: Work) -> tuple[str, int]:
    """Return the authors as the first page names them, and how many more there are."""
    if len(work.authors) <= _MOST_AUTHORS:
        return work.byline, 0
    return ", ".join(work.authors[:_FIRST_AUTHORS]), len(work.authors) - _FIRST_AUTHORS


def works(site: Site) -> bytes:
    """Return the script with what search, filters and orders go by.

    Its call is given ``url``, ``styles`` (name and label), ``chunk`` (how many works one file of details has), and:

    - ``year`` (null where nothing tells), ``date`` (year, month and day as one number; 0 where nothing tells);
    - ``venue`` and ``type``: places in ``venues`` and ``types``; ``venueRank``: the place of each venue in their order;
    - ``bits``: a bit for each row of ``has``, kind and label, that the work has;
    - ``author`` and ``title``: the place of the work in that order;
    - ``more``: what is searched beside what stands on the page.
    """
    venues = _numbered(work.venue for work in site.works)
    types = _numbered(type_heading(work.entry) for work in site.works)
    has = _kinds(site.works)
    rank = _numbered(sorted(venues, key=lambda venue: (not venue, fold(venue), venue)))
    return _call(
        "works",
        {
            "url": site.options.url,
            "chunk": _AT_ONCE,
            "styles": [(style.name, style.label) for style in site.styles],
            "venues": list(venues),
            "venueRank": [rank[venue] for venue in venues],
            "types": list(types),
            "has": list(has.items()),
            "year": [_year(work.date) for work in site.works],
            "date": [_day(work.date) for work in site.works],
            "venue": [venues[work.venue] for work in site.works],
            "type": [types[type_heading(work.entry)] for work in site.works],
            "bits": [_bits(work, has) for work in site.works],
            "author": _ranks(site, "author"),
            "title": _ranks(site, "title"),
            "more": [_searched(work) for work in site.works],
        },
    )


def details(site: Site) -> Iterator[tuple[int, bytes]]:
    """Yield the number of each file of details, and the script.

    Each work has ``bibtex``, ``citations`` (HTML, in the order of the styles), and what it has of ``abstract`` (HTML),
    ``keywords`` and ``lang``.
    """
    for number, start in enumerate(range(0, len(site.works), _AT_ONCE)):
        chunk = [_details(work) for work in site.works[start : start + _AT_ONCE]]
        yield number, _call("details", number, chunk)


def _details(work: Work) -> dict[str, Any]:
    found = {
        "citations": [citation.html for citation in work.citations],
        "bibtex": work.bibtex,
        "abstract": work.abstract_html,
        "keywords": work.keywords,
        "lang": work.language,
    }
    return {name: value for name, value in found.items() if value}


def _call(name: str, *arguments: Any) -> bytes:
    """Return a script that calls a function of the page; all of it is ASCII, so that no character plays a trick."""
    written = ",".join(json.dumps(each, separators=(",", ":")) for each in arguments)
    return f"synbib.{name}({written});\n".encode("ascii")


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def _kinds(works: Sequence[Work]) -> dict[str, str]:
    """Return what some works have, as kind → label, in the order of links: code, PDF, …, and an abstract."""
    found = {link.kind for work in works for link in work.links}
    kinds = {kind: label for kind, label in LINK_FIELDS.items() if kind in found}
    if any(work.abstract_html for work in works):
        kinds |= [_ABSTRACT]
    return kinds


def _bits(work: Work, kinds: Iterable[str]) -> int:
    has = {link.kind for link in work.links}
    if work.abstract_html:
        has.add(_ABSTRACT[0])
    return sum(1 << place for place, kind in enumerate(kinds) if kind in has)


def _year(date: tuple[int, ...]) -> int | None:
    """Return the year that filters and plots go by; the few works of antiquity are found without."""
    return date[0] if date and 0 < date[0] <= _LAST_YEAR else None


def _day(date: tuple[int, ...]) -> int:
    year, month, day = (*date, 0, 0, 0)[:3]
    return year * 10000 + month * 100 + day


def _ranks(site: Site, key: str) -> list[int]:
    """Return the place of each work in an order of `synbib.readme.order`."""
    entries = ordered([work.entry for work in site.works], parse_sort(key), site.library)
    places = {entry.key: place for place, entry in enumerate(entries)}
    return [places[work.key] for work in site.works]


def _searched(work: Work) -> str:
    """Return what a work is found by that the first page does not show of it: a line for each text."""
    _, more = shown_authors(work)
    venues = (strip(marked_field(work.entry, name)) for name in _FULL_VENUES)
    hidden = work.authors[len(work.authors) - more :] if more else ()
    return "\n".join(filter(None, (", ".join(hidden), *venues, *work.keywords, work.key)))
