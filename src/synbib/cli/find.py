"""``synbib find``: the entries of the store that a search finds."""

from __future__ import annotations

import json
import re
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

import click

from synbib.cli import options
from synbib.text.controls import visible

if TYPE_CHECKING:
    from synbib.library import Entry

# The widest that key, author, year, title and venue get; a title gets what is left of the terminal.
_WIDEST: Final = (28, 16, 4, None, 24)
_LEAST_TITLE: Final = 20
_GAP: Final = "  "
# A term to leave out, `-code:none`, which is no option with its value.
_LEFT_OUT: Final = re.compile(r"\A-(?=[^-].)", re.DOTALL)


class _Command(click.Command):
    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, [_LEFT_OUT.sub("NOT ", arg) for arg in args])


@click.command(
    "find",
    cls=_Command,
    epilog=options.examples(
        "synbib find data annotation",
        "synbib find 'year>=2023 type:inproceedings author:\"Wang\" -code:none'",
        "synbib find 'group:Surveys (keyword:rag OR title:/retriev/) date>=2024-05' --format reference",
    ),
)
@click.argument("query", nargs=-1, required=True, metavar="QUERY...")
@options.store_option
@click.option(
    "-f",
    "--format",
    type=click.Choice(("lines", "keys", "reference", "bibtex", "json", "count")),
    default="lines",
    show_default=True,
    help="What is printed of each; json is CSL-JSON.",
)
@options.style_option
@options.locale_option
@options.output_option
def command(
    query: tuple[str, ...],
    store: str | None,
    format: str,
    style: str | None,
    locale: str | None,
    output: str | None,
) -> None:
    """Print the entries that QUERY finds; exit with 1 if there are none.

    Words are looked for anywhere, without case and accents; field:word in a field, field=value for all of it,
    field:/regex/, field:none and field:any, year>=2023, year:2020..2023. Terms side by side are all wanted; OR, - and
    parentheses as usual.
    """
    from synbib.library import parse_query

    search = parse_query(" ".join(query))
    found = search.select(options.open_library([store] if store else []))
    writers: dict[str, Callable[[Sequence[Entry]], str]] = {
        "lines": lambda entries: _lines(entries, None if output else _width()),
        "keys": lambda entries: "\n".join(entry.key for entry in entries),
        "reference": lambda entries: _references(entries, style, locale),
        "bibtex": _bibtex,
        "json": lambda entries: json.dumps([e.csl for e in entries], ensure_ascii=False, indent=2),
        "count": lambda entries: str(len(entries)),
    }
    if found or format in ("json", "count"):
        options.show(writers[format](found), output)
    if not found:
        raise click.exceptions.Exit(1)


def _references(entries: Sequence[Entry], style: str | None, locale: str | None) -> str:
    from synbib.bibliography import references

    chosen = options.readme_options(style=style, locale=locale)
    formatted = references(entries, chosen.styles, format="text", locale=chosen.locale)
    return "\n".join(formatted.get(entry.key) or entry.key for entry in entries)


def _bibtex(entries: Sequence[Entry]) -> str:
    return "\n\n".join(entry.source.source.strip() for entry in entries if entry.source)


# --- lines ------------------------------------------------------------------------------------------------


def _width() -> int | None:
    """The width of the terminal; None where nothing is one."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _lines(entries: Sequence[Entry], width: int | None) -> str:
    """Return a line for each entry, in columns; titles are cut so that lines are no wider than ``width``."""
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
    if width is not None:
        widths = [min(w, most or w) for w, most in zip(widths, _WIDEST, strict=True)]
        rest = sum(w for w, most in zip(widths, _WIDEST, strict=True) if most)
        left = width - rest - len(_GAP) * (len(widths) - 1)
        widths[_WIDEST.index(None)] = min(widths[_WIDEST.index(None)], max(left, _LEAST_TITLE))
    return "\n".join(
        _GAP.join(_fitted(cell, w) for cell, w in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _widest(cells: Iterable[str]) -> int:
    return max(map(_columns, cells), default=0)


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes: two for each East Asian character."""
    return len(text) if text.isascii() else sum(map(_column, text))


def _column(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _fitted(text: str, width: int) -> str:
    """Return a text in exactly so many columns, cut where it is longer."""
    if _columns(text) > width:
        kept, used = [], 1
        for char in text:
            used += _column(char)
            if used > width:
                break
            kept.append(char)
        text = "".join(kept).rstrip() + "…"
    return text + " " * (width - _columns(text))
