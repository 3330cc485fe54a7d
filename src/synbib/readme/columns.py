"""The columns that a table of papers may have."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, Literal, Protocol

from synbib import lazily
from synbib.errors import SynbibError, UnknownNameError, nearest
from synbib.library import Entry, Library
from synbib.library.facets import date_of, keywords, marked_field, names
from synbib.model import LINK_FIELDS, Link
from synbib.model.fields import ALIASES, FIELDS, FieldKind, canonical, find_field
from synbib.model.item import verbatim
from synbib.model.plain import name_text
from synbib.readme.badges import Badges
from synbib.readme.dates import DATES, dated
from synbib.readme.details import abstract
from synbib.readme.own_names import CslName, is_own
from synbib.text import from_markup, link, markdown
from synbib.text.marks import BOLD, CODE, scrub
from synbib.text.urls import clean_url, local_pdf

__all__ = ["COLUMNS", "DEFAULT_COLUMNS", "Column", "check_columns", "parse_columns"]

Alignment = Literal["left", "center", "right"]

_MOST_AUTHORS: Final = 3
# The kinds of links that have columns of their own.
_LINKS: Final = tuple(kind for kind in LINK_FIELDS if kind != "code")
# The links that pass for code or project, the first that there is.
_CODE: Final = ("code", "project", "website", "demo", "model", "dataset")
_FIELD_NAME: Final = lazily.pattern(r"[a-z][\w+-]*")
# Fields that may be asked for though no entry has them.
_USUAL: Final = frozenset(FIELDS) | frozenset(ALIASES)
_VERBATIM: Final = frozenset({FieldKind.VERBATIM, FieldKind.DOI})


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
        field: The field that it shows as it is; ``""`` if it shows something else.
    """

    name: str
    header: str
    alignment: Alignment
    write: Callable[[Entry, CellOptions], str]
    kinds: tuple[str, ...] = ()
    field: str = ""

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
        if options.badges:
            return options.badges.line([found])
        # No autolink leads to a file of one's own (CommonMark 0.31.2 §6.5).
        is_local = bool(local_pdf(found.url))
        return markdown.link(found.label, found.url) if is_local else markdown.autolink(found.url)

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


def _keywords(entry: Entry) -> str:
    return scrub(", ".join(keywords(entry)))


def _date(form: str = "") -> Callable[[Entry, CellOptions], str]:
    """Return what writes the date, in a form of `synbib.readme.dates.DATES`, or as much of it as is known."""

    def write(entry: Entry, _: CellOptions) -> str:
        if not form:
            return "-".join(f"{part:02}" for part in date_of(entry))
        return markdown.inline(dated(entry, form))

    return write


def _field(name: str) -> Column:
    """Return the column of a field that has none of its own."""
    found = find_field(name)
    kind = found.kind if found else None

    def write(entry: Entry, _: CellOptions) -> str:
        held = name if name in entry.fields else canonical(name)
        value = entry.fields.get(held, "")
        if kind is FieldKind.URL:
            url = clean_url(verbatim(value))
            return markdown.autolink(url) if url else ""
        if kind is FieldKind.NAMES and found is not None:
            return markdown.inline(scrub(", ".join(map(name_text, names(entry, found.variable)))))
        if kind in _VERBATIM:
            return markdown.inline(scrub(verbatim(value)))
        return markdown.inline(" ".join(marked_field(entry, held).split()))

    # DOI, ISBN and their like are what CSL calls them.
    is_short = found is not None and found.variable.isupper()
    header = name.upper() if is_short else name.replace("-", " ").capitalize()
    return Column(name, header, "left", write, field=name)


COLUMNS: Final = {
    column.name: column
    for column in (
        Column("paper", "Paper", "left", _paper),
        _text("published", "Published in", "center", lambda entry: entry.published_in),
        _linked("code", "Code/Project", _CODE),
        *(_linked(kind, LINK_FIELDS[kind], (kind,)) for kind in _LINKS),
        _text("title", "Title", "left", _title),
        Column("authors", "Authors", "left", _authors),
        Column("date", "Date", "center", _date()),
        _text("keywords", "Keywords", "left", _keywords),
        Column("abstract", "Abstract", "left", lambda entry, _: abstract(entry)),
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
    """Return the columns that ``text`` names, e.g. ``paper=Title,date YYYY-MM,doi``.

    A header of one's own follows ``=``. What is not one of `COLUMNS` is the name of a field: `check_columns` tells
    whether there is one.

    Raises:
        UnknownNameError: There is no such column, nor can a field be called so, or there is no such form of a date.
        SynbibError: A column that takes none is given a form.
    """
    return tuple(_column(part) for part in text.split(",") if part.strip())


def _column(text: str) -> Column:
    called, equals, header = (part.strip() for part in text.partition("="))
    name, _, form = (part.strip() for part in called.partition(" "))
    name = name.lower()
    if form and name != "date":
        raise SynbibError(
            f"columns: '{called}' is not a column; only the date is given a form: date YYYY-MM"
        )
    if form:
        if form not in DATES:
            raise UnknownNameError.among("form of a date", form, DATES)
        column = lazily.replace(COLUMNS[name], write=_date(form))
    elif name in COLUMNS:
        column = COLUMNS[name]
    elif _FIELD_NAME.fullmatch(name):
        column = _field(name)
    else:
        raise UnknownNameError.among("column", name, COLUMNS)
    return lazily.replace(column, header=header) if equals else column


def check_columns(columns: Iterable[Column], library: Library) -> None:
    """Make sure that there are the fields that columns show.

    Raises:
        UnknownNameError: A name is neither that of a column, nor of a usual field, nor of a field of any entry; the
            nearest names are suggested.
    """
    asked = [column.field for column in columns if column.field not in _USUAL and column.field]
    if asked:
        fields = {name for entry in library.values() for name in entry.fields}
        for name in asked:
            if name not in fields:
                known = COLUMNS if nearest(name, COLUMNS) else sorted(fields | _USUAL)
                raise UnknownNameError.among("column", name, known)
