"""The columns that a table of papers may have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, Protocol

from synbib import lazily
from synbib.errors import UnknownNameError
from synbib.library import Entry
from synbib.library.facets import name_text
from synbib.model import LINK_FIELDS, Link
from synbib.readme.badges import Badges
from synbib.readme.own_names import CslName, is_own
from synbib.text import from_markup, link, markdown
from synbib.text.marks import BOLD, CODE, scrub

__all__ = ["COLUMNS", "DEFAULT_COLUMNS", "Column", "parse_columns"]

Alignment = Literal["left", "center", "right"]

_MOST_AUTHORS: Final = 3
# The kinds of links that have columns of their own.
_LINKS: Final = tuple(kind for kind in LINK_FIELDS if kind != "code")
# The links that pass for code or project, the first that there is.
_CODE: Final = ("code", "project", "website", "demo", "model", "dataset")


class CellOptions(Protocol):
    """What cells heed of the options of a table: see `synbib.readme.Options`."""

    @property
    def badges(self) -> Badges | None:
        """How links are shown as badges; ``None`` shows them as plain links."""

    @property
    def own_names(self) -> tuple[CslName, ...]:
        """The names that are bold."""


@lazily.dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        name: What selects it.
        header: What stands above it, plain text.
        alignment: Where its cells are set.
        write: An entry and the options of its table → Markdown of the cell, not yet escaped for a table; ``""`` where
            the entry has nothing.
        kinds: The kinds of links of which it has one, the first that there is.
    """

    name: str
    header: str
    alignment: Alignment
    write: Callable[[Entry, CellOptions], str]
    kinds: tuple[str, ...] = ()

    def link(self, entry: Entry) -> Link | None:
        """Return the link of the entry that the column has; None if it has none."""
        links = {link.kind: link for link in entry.links}
        return next((links[kind] for kind in self.kinds if kind in links), None)


def _title(entry: Entry) -> str:
    return entry.marked_title or scrub(entry.key)


def _paper(entry: Entry, options: CellOptions) -> str:
    url = next((link.url for link in entry.links if link.kind == "paper"), "")
    return markdown.inline(link(url, _title(entry)))


def _linked(name: str, header: str, kinds: tuple[str, ...]) -> Column:
    """Return a column of links that show their addresses, or a badge."""

    def write(entry: Entry, options: CellOptions) -> str:
        found = column.link(entry)
        if found is None:
            return ""
        return options.badges.line([found]) if options.badges else markdown.autolink(found.url)

    column = Column(name, header, "center", write, kinds)
    return column


def _links(entry: Entry, options: CellOptions) -> str:
    if options.badges:
        return options.badges.line(entry.links)
    return " ".join(markdown.inline(link(each.url, each.label)) for each in entry.links)


def _authors(entry: Entry, options: CellOptions) -> str:
    """Return the first authors."""
    names = entry.csl.get("author", ())
    texts = [(scrub(name_text(name)), name) for name in names[:_MOST_AUTHORS]]
    shown = [
        BOLD.wrap(text) if is_own(name, options.own_names) else text
        for text, name in texts
        if text != "others"
    ]
    et_al = " et al." if len(shown) < len(names) else ""
    return markdown.inline(", ".join(shown) + et_al)


def _text(name: str, header: str, alignment: Alignment, marked: Callable[[Entry], str]) -> Column:
    """Return a column of marked text."""
    return Column(name, header, alignment, lambda entry, _: markdown.inline(marked(entry)))


COLUMNS: Final = {
    column.name: column
    for column in (
        Column("paper", "Paper", "left", _paper),
        _text("published", "Published in", "center", lambda entry: entry.published_in),
        _linked("code", "Code/Project", _CODE),
        *(_linked(kind, LINK_FIELDS[kind], (kind,)) for kind in _LINKS),
        _text("title", "Title", "left", _title),
        Column("authors", "Authors", "left", _authors),
        _text("year", "Year", "center", lambda entry: entry.year),
        _text("venue", "Venue", "center", lambda entry: entry.venue),
        Column("links", "Links", "left", _links),
        _text("note", "Note", "left", lambda entry: from_markup(entry.csl.get("note", ""))),
        _text("type", "Type", "left", lambda entry: scrub(entry.type)),
        _text("key", "Key", "left", lambda entry: CODE.wrap(scrub(entry.key))),
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
    return lazily.replace(COLUMNS[name], header=header) if equals else COLUMNS[name]
