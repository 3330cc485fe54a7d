"""The columns that a table of papers may have."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from synbib.errors import UnknownNameError
from synbib.library import Entry
from synbib.model import LINK_FIELDS, venue
from synbib.text import from_markup, link, markdown
from synbib.text.marks import CODE, scrub
from synbib.text.urls import percent_encode

__all__ = ["COLUMNS", "DEFAULT_COLUMNS", "Column", "parse_columns"]

Alignment = Literal["left", "center", "right"]

_MOST_AUTHORS: Final = 3
# The kinds of links that have columns of their own.
_LINKS: Final = tuple(kind for kind in LINK_FIELDS if kind != "code")
# The links that pass for code or project, the first that there is.
_CODE: Final = ("code", "project", "website", "demo", "model", "dataset")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        name: What selects it.
        header: What stands above it, plain text.
        alignment: Where its cells are set.
        write: An entry → Markdown of the cell, not yet escaped for a table; ``""`` where the entry has nothing.
    """

    name: str
    header: str
    alignment: Alignment
    write: Callable[[Entry], str]


def _title(entry: Entry) -> str:
    return entry.marked_title or scrub(entry.key)


def _paper(entry: Entry) -> str:
    url = next((link.url for link in entry.links if link.kind == "paper"), "")
    return markdown.inline(link(url, _title(entry)))


def _url(kinds: Sequence[str]) -> Callable[[Entry], str]:
    """Return what writes the URL of an entry's link of these kinds, the first that there is."""

    def write(entry: Entry) -> str:
        urls = {link.kind: link.url for link in entry.links}
        return next((_bare(urls[kind]) for kind in kinds if kind in urls), "")

    return write


def _bare(url: str) -> str:
    """A URL that shows as itself: bare where GitHub makes a link of all of it, else in angle brackets."""
    url = percent_encode(url)
    bare = re.fullmatch(r"https?://\S*[A-Za-z0-9/]", url) and markdown.escape(url) == url
    return url if bare else f"<{url}>"


def _links(entry: Entry) -> str:
    return " ".join(markdown.inline(link(each.url, each.label)) for each in entry.links)


def _authors(entry: Entry) -> str:
    names = [_name(name) for name in entry.csl.get("author", ())]
    shown = [name for name in names[:_MOST_AUTHORS] if name != "others"]
    et_al = " et al." if len(shown) < len(names) else ""
    return markdown.inline(scrub(", ".join(shown) + et_al))


def _name(name: Mapping[str, str]) -> str:
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix", "literal")
    return " ".join(name[part] for part in parts if name.get(part))


COLUMNS: Final = {
    column.name: column
    for column in (
        Column("paper", "Paper", "left", _paper),
        Column("published", "Published in", "center", lambda e: markdown.inline(e.published_in)),
        Column("code", "Code/Project", "center", _url(_CODE)),
        *(Column(kind, LINK_FIELDS[kind], "center", _url([kind])) for kind in _LINKS),
        Column("title", "Title", "left", lambda e: markdown.inline(_title(e))),
        Column("authors", "Authors", "left", _authors),
        Column("year", "Year", "center", lambda e: markdown.inline(e.year)),
        Column("venue", "Venue", "center", lambda e: markdown.inline(venue(e.fields))),
        Column("links", "Links", "left", _links),
        Column(
            "note", "Note", "left", lambda e: markdown.inline(from_markup(e.csl.get("note", "")))
        ),
        Column("type", "Type", "left", lambda e: markdown.inline(scrub(e.type))),
        Column("key", "Key", "left", lambda e: markdown.inline(CODE.wrap(scrub(e.key)))),
    )
}
DEFAULT_COLUMNS: Final = tuple(COLUMNS[name] for name in ("paper", "published", "code"))


def parse_columns(text: str) -> tuple[Column, ...]:
    """Return the columns that ``text`` names, e.g. ``paper=Title,year``: a header of one's own follows ``=``.

    Raises:
        UnknownNameError: There is no such column; the nearest names are suggested.
    """
    return tuple(_column(part) for part in text.split(",") if part.strip())


def _column(text: str) -> Column:
    name, equals, header = (part.strip() for part in text.partition("="))
    if name not in COLUMNS:
        raise UnknownNameError.among("column", name, COLUMNS)
    return replace(COLUMNS[name], header=header) if equals else COLUMNS[name]
