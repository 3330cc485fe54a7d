"""Entries that a search finds, and how they are shown: what ``synbib find`` does."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from synbib.arguments import expect, expect_several
from synbib.choices import FoundFormat
from synbib.errors import UnknownNameError
from synbib.library import Entry, Library, parse_query
from synbib.text.columns import columns, fitted
from synbib.text.controls import visible

if TYPE_CHECKING:
    # Most formats have no references, and what makes them takes a while to load.
    from synbib.readme import Options

__all__ = ["FOUND_FORMATS", "find_entries", "write_entries"]

# The widest that key, author, year, title and venue get; a title gets what is left of the terminal.
_WIDEST: Final = (28, 16, 4, None, 24)
# What a narrow terminal leaves out, in this order, and how many columns titles are to have for it to stay.
_LEFT_OUT: Final = ((4, 20), (1, 20), (2, 10))
_LEAST_TITLE: Final = 10
_GAP: Final = "  "


def find_entries(library: Library, query: str) -> list[Entry]:
    """Return the entries that a search finds, in the order of the library.

    Args:
        library: What is searched.
        query: The search, as in `synbib.library.parse_query`: ``year>=2023 author:"Wang" -code:none``.

    Raises:
        ArgumentError: An argument is something else than what is wanted there.
        SynbibError: It is not a search; the message has the place.
        UnknownNameError: A field or a group that it names does not exist.
    """
    expect(library, "library", Library, "synbib.read(path) reads one")
    expect(query, "query", str, "write e.g. 'year>=2023 type:book'")
    return parse_query(query).select(library)


def write_entries(
    entries: Iterable[Entry],
    format: FoundFormat = "lines",
    *,
    options: Options | None = None,
    width: int | None = None,
) -> str:
    """Return entries as text.

    Args:
        entries: The entries.
        format: ``lines`` with key, first author, year, title and venue; ``keys``; each ``reference`` as plain text;
            ``bibtex``, as it stands in the file; ``json``, which is CSL-JSON; or their ``count``.
        options: The style and the locale of references: `synbib.readme.Options`.
        width: How many columns ``lines`` may take, where titles are to be cut: East Asian characters take two.

    Raises:
        ArgumentError: An argument is something else than what is wanted there.
        UnknownNameError: The format does not exist.
        StyleError: A style does not exist or is not valid.
    """
    chosen = expect_several(
        entries,
        "entries",
        Entry,
        "entries",
        hint="library.select(['key']) takes some out of a library",
    )
    if options is not None:
        from synbib.readme.options import OPTIONS_HINT, Options

        expect(options, "options", Options, OPTIONS_HINT)
    if format not in FOUND_FORMATS:
        raise UnknownNameError.among("format", format, FOUND_FORMATS)
    return FOUND_FORMATS[format](chosen, options, width)


def _references(entries: Sequence[Entry], options: Options | None, _: int | None) -> str:
    from synbib.bibliography import references

    styles, locale = (options.styles, options.locale) if options else (None, None)
    formatted = references(entries, styles, format="text", locale=locale)
    return "\n".join(formatted.get(entry.key) or entry.key for entry in entries)


def _bibtex(entries: Sequence[Entry], *_: object) -> str:
    return "\n\n".join(entry.source.source.strip() for entry in entries if entry.source)


def _csl_json(entries: Sequence[Entry], *_: object) -> str:
    return json.dumps([entry.csl for entry in entries], ensure_ascii=False, indent=2)


def _lines(entries: Sequence[Entry], _: Options | None, width: int | None) -> str:
    """Return a line for each entry, in columns; titles are cut so that lines are not wider than ``width``."""
    from synbib.library.facets import names
    from synbib.model import venue

    def author(entry: Entry) -> str:
        people = names(entry) or names(entry, "editor")
        return (people[0].get("family") or people[0].get("literal", "")) if people else ""

    rows = [
        [" ".join(cell.split()) for cell in (e.key, author(e), e.year, e.title, venue(e.fields))]
        for e in entries
    ]
    if width is not None:
        rows = [list(map(visible, row)) for row in rows]  # as wide as they are shown
    widths = [_widest(cells) for cells in zip(*rows, strict=True)]
    shown = dict(enumerate(widths)) if width is None else _fitting(widths, width)
    return "\n".join(
        _GAP.join(fitted(row[i], shown[i]) for i in sorted(shown)).rstrip() for row in rows
    )


def _fitting(widths: Sequence[int], width: int) -> dict[int, int]:
    """Return the columns of a line that is not wider than a terminal, and how wide they are.

    Args:
        widths: How wide the columns are, by their widest cells.
        width: How wide the terminal is.
    """
    title = _WIDEST.index(None)
    shown = {i: min(w, most or w) for i, (w, most) in enumerate(zip(widths, _WIDEST, strict=True))}

    def left() -> int:
        return width - sum(shown.values()) + shown[title] - len(_GAP) * (len(shown) - 1)

    for column, least in _LEFT_OUT:
        if left() < min(least, shown[title]):
            del shown[column]
    return {**shown, title: min(shown[title], max(left(), _LEAST_TITLE))}


def _widest(cells: Iterable[str]) -> int:
    return max(map(columns, cells), default=0)


_Write = Callable[[Sequence[Entry], "Options | None", int | None], str]

FOUND_FORMATS: Final[Mapping[str, _Write]] = {
    "lines": _lines,
    "keys": lambda entries, *_: "\n".join(entry.key for entry in entries),
    "reference": _references,
    "bibtex": _bibtex,
    "json": _csl_json,
    "count": lambda entries, *_: str(len(entries)),
}
