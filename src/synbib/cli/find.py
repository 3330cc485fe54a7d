"""``synbib find``: the entries of the store that a search finds."""

from __future__ import annotations

import re
from typing import Final, get_args

import click

from synbib import lazily
from synbib.choices import FoundFormat
from synbib.cli import options, printing

# A term to leave out, `-code:none`, which is not an option with its value.
_LEFT_OUT: Final = lazily.pattern(r"\A-(?=[^-].)", re.DOTALL)


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
    type=click.Choice(get_args(FoundFormat)),
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
    format: FoundFormat,
    style: str | None,
    locale: str | None,
    output: str | None,
) -> None:
    """Print the entries that QUERY finds; exit with 1 if there are none.

    Words are looked for anywhere, without case and accents; field:word in a field, field=value for all of it,
    field:/regex/, field:none and field:any, year>=2023, year:2020..2023. Terms side by side are all wanted; OR, - and
    parentheses as usual.
    """
    from synbib.verbs.finding import find_entries, write_entries

    stores = options.stores_of([store] if store else [])
    options.keep_files(output, stores)
    with options.looking_into(stores) as library:
        found = find_entries(library, " ".join(query))
        if found or format in ("json", "count"):
            styled = format == "reference"
            chosen = options.readme_options(style=style, locale=locale) if styled else None
            width = None if output else printing.terminal_width()
            options.show(write_entries(found, format, options=chosen, width=width), output)
    if not found:
        if format != "count":
            printing.remark("nothing is found")
        raise click.exceptions.Exit(1)
