"""The columns that a table of papers may have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from synbib.errors import UnknownNameError
from synbib.library import Entry
from synbib.library.facets import name_text
from synbib.model import LINK_FIELDS, Link
from synbib.readme.own_names import CslName, is_own
from synbib.text import from_markup, link, markdown
from synbib.text.marks import BOLD, CODE, scrub

__all__ = ["COLUMNS", "DEFAULT_COLUMNS", "Column", "authors", "parse_columns"]

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
        kinds: The kinds of links of which it has one, the first that there is.
    """

    name: str
    header: str
    alignment: Alignment
    write: Callable[[Entry], str]
    kinds: tuple[str, ...] = ()

    def link(self, entry: Entry) -> Link | None:
        """Return the link of the entry that the column has; None if it has none."""
        links = {link.kind: link for link in entry.links}
        return next((links[kind] for kind in self.kinds if kind in links), None)


def _title(entry: Entry) -> str:
    return entry.marked_title or scrub(entry.key)


def _paper(entry: Entry) -> str:
    url = next((link.url for link in entry.links if link.kind == "paper"), "")
    return markdown.inline(link(url, _title(entry)))


def _linked(name: str, header: str, kinds: tuple[str, ...]) -> Column:
    """Return a column of links that show their addresses."""

    def write(entry: Entry) -> str:
        found = column.link(entry)
        return markdown.autolink(found.url) if found else ""

    column = Column(name, header, "center", write, kinds)
    return column


def _links(entry: Entry) -> str:
    return " ".join(markdown.inline(link(each.url, each.label)) for each in entry.links)


def authors(own: Sequence[CslName] = ()) -> Callable[[Entry], str]:
    """Return what writes the first authors of an entry, ``own`` names in bold."""

    def write(entry: Entry) -> str:
        names = entry.csl.get("author", ())
        texts = [(scrub(name_text(name)), name) for name in names[:_MOST_AUTHORS]]
        shown = [
            BOLD.wrap(text) if is_own(name, own) else text
            for text, name in texts
            if text != "others"
        ]
        et_al = " et al." if len(shown) < len(names) else ""
        return markdown.inline(", ".join(shown) + et_al)

    return write


COLUMNS: Final = {
    column.name: column
    for column in (
        Column("paper", "Paper", "left", _paper),
        Column("published", "Published in", "center", lambda e: markdown.inline(e.published_in)),
        _linked("code", "Code/Project", _CODE),
        *(_linked(kind, LINK_FIELDS[kind], (kind,)) for kind in _LINKS),
        Column("title", "Title", "left", lambda e: markdown.inline(_title(e))),
        Column("authors", "Authors", "left", authors()),
        Column("year", "Year", "center", lambda e: markdown.inline(e.year)),
        Column("venue", "Venue", "center", lambda e: markdown.inline(e.venue)),
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
