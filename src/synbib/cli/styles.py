"""``synbib styles``: styles found by what people call them, and what one makes of the store's works."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, get_args

import click

from synbib.choices import CitationSystem, OutputFormat
from synbib.cli import options, printing
from synbib.cli.narrow import Context
from synbib.cli.outputs import text_format
from synbib.cli.progress import counting
from synbib.errors import FileError

if TYPE_CHECKING:
    from synbib.library import Library

_SHOW: Final = "show"
_SEARCH: Final = "search"
_MOST: Final = 20


class _Styles(click.Group):
    """A search by default: ``synbib styles nature``; ``show`` is a command below it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, args if args[:1] == [_SHOW] else [_SEARCH, *args])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, found, rest = super().resolve_command(ctx, args)
        return (None if name == _SEARCH else name), found, rest


class _SearchContext(Context):
    """The search has the name of the whole: ``synbib styles``, without a blank for one of its own after it."""

    @property
    def command_path(self) -> str:
        return super().command_path.rstrip()


class _Search(click.Command):
    context_class = _SearchContext


@click.group("styles", cls=_Styles)
def command() -> None:
    """Search the styles there are; synbib styles show STYLE looks at one."""


@command.command(
    _SEARCH,
    cls=_Search,
    epilog=options.examples(
        "synbib styles nature communications",
        "synbib styles numeric chinese",
        "synbib styles neurips",
        "synbib styles --field medicine --format author-date --limit 0",
        "synbib styles show apa",
    ),
)
@click.argument("words", nargs=-1, metavar="[WORD]...")
@click.option(
    "-f",
    "--format",
    type=click.Choice(get_args(CitationSystem)),
    help="Only styles that cite so.",
)
@click.option("--field", metavar="FIELD", help="Only those for a field, e.g. medicine or law.")
@click.option("--locale", metavar="LANGUAGE", help="Only those in a language, e.g. de or chinese.")
@click.option("--ours", is_flag=True, help="Only those that come with synbib alone.")
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    metavar="NUMBER",
    help=f"So many at most; 0 for all.  [default: {_MOST}, or all with --json]",
)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def search(
    words: tuple[str, ...],
    format: str | None,
    field: str | None,
    locale: str | None,
    ours: bool,
    limit: int | None,
    as_json: bool,
) -> None:
    """Search the styles by name, title, journal, field, system of citation, language or ISSN.

    WORDs may stand in any order. A conference that has no style of its own is answered with the one to use. Without
    WORD and option, the names are shown that a style may be called by in this project. synbib styles show STYLE tells
    what a style is, and what it makes of your works. Exit with 1 if nothing is found.
    """
    from synbib.text.listing import folded_lines
    from synbib.verbs.styling import StyleFilter, find_styles, near_styles, write_styles

    wanted = StyleFilter(format or "", field or "", locale or "", ours)
    if not words and wanted == StyleFilter() and not as_json:
        _show_names()
        return
    with counting("reading the styles") as tell:
        found = find_styles(words, wanted, tell=tell)
    if not found:
        near = near_styles(words) if words else []
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        by = f" by '{' '.join(words)}'" if words else ""
        printing.tell(f"no style is found{by}{hint}")
        if as_json:
            printing.show_json([])
        raise click.exceptions.Exit(1)
    most = limit if limit is not None else 0 if as_json else _MOST
    shown = found.first(most or len(found))
    if as_json:
        printing.show_json(shown.for_json)
        return
    width = printing.terminal_width()
    if shown.advice:
        for line in shown.advice.lines(shown.venue):
            options.show("\n".join(folded_lines(line, width)), None)
    options.show(write_styles(shown, width), None)
    if len(found) > len(shown):
        printing.tell(f"and {len(found) - len(shown):,} more; --limit 0 shows all")


def _show_names() -> None:
    from synbib.verbs.styling import write_names

    options.show(write_names(options.settings().styles, printing.terminal_width()), None)
    printing.tell("synbib styles WORD searches all; synbib styles show NAME looks at one")


@command.command(
    _SHOW,
    epilog=options.examples(
        "synbib styles show apa",
        "synbib styles show 'Nature Communications' --key tan2024llm",
        "synbib styles show plain.bst --format markdown",
    ),
)
@click.argument("style", metavar="STYLE")
@click.option(
    "-k", "--key", "keys", multiple=True, metavar="KEY", help="Show this entry. Repeatable."
)
@options.store_option
@click.option(
    "-f",
    "--format",
    metavar="FORMAT",
    callback=lambda _context, _parameter, value: value and text_format(value),
    help="What the previews are written in.  [default: terminal on a terminal, else text]",
)
@options.locale_option
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def show(
    style: str,
    keys: tuple[str, ...],
    store: str | None,
    format: OutputFormat | None,
    locale: str | None,
    as_json: bool,
) -> None:
    """Tell what STYLE is and does, and show an article, a book and a preprint in it.

    They are the first of each in the store; where it has none, or there is no store, examples.
    """
    from synbib.verbs.previewing import show_style, write_style

    live = printing.terminal_width() is not None and not as_json
    written_in = options.seen_format(format or ("terminal" if live else "text"))
    name = options.settings().style_named(style)
    shown = show_style(name, _library(store, keys), keys=keys, locale=locale)
    if as_json:
        printing.show_json(shown.for_json(written_in))
        return
    text = write_style(shown, written_in, printing.terminal_width())
    options.show(text, None, format=written_in)


def _library(store: str | None, keys: Sequence[str]) -> Library | None:
    """Return the store; None where there is none, and none is asked for."""
    try:
        return options.read_library([store] if store else [])
    except FileError:
        if store or keys:
            raise
        return None
