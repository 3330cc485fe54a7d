"""``synbib render``: the bibliography in any style and format."""

from __future__ import annotations

from typing import get_args

import click

from synbib.choices import EngineName, HtmlData, OutputFormat
from synbib.cli import options


@click.command(
    "render",
    epilog=options.examples(
        "synbib render --style acl",
        "synbib render refs.bib --style apa --format html -o refs.html",
        "synbib render --style ieee --format terminal",
        "synbib render --style ieee --group 'Survey Papers'",
    ),
)
@options.files_argument
@options.style_option
@options.format_option("markdown")
@options.locale_option
@options.engine_option
@click.option("--links", is_flag=True, help="Make links of DOIs and URLs, or else of the title.")
@click.option(
    "-k", "--key", "keys", multiple=True, metavar="KEY", help="Only this entry. Repeatable."
)
@options.group_option
@options.width_option
@click.option(
    "--html-data",
    type=click.Choice(get_args(HtmlData)),
    help="What HTML says to programs: a COinS for each reference, or RDFa.",
)
@options.output_option
def command(
    files: tuple[str, ...],
    style: str | None,
    format: OutputFormat,
    locale: str | None,
    engine: EngineName,
    links: bool,
    keys: tuple[str, ...],
    group: str | None,
    width: int | None,
    html_data: HtmlData | None,
    output: str | None,
) -> None:
    """Format the bibliography of FILEs (the project's store by default) in any CSL style."""
    from synbib.bibliography import render

    options.keep_files(output, options.stores_of(files))
    project = options.settings()
    format = options.seen_format(format)
    text = render(
        options.open_library(files, () if group else keys),
        style or project.style,
        format,
        locale=locale or project.locale,
        engine=engine,
        links=links,
        keys=keys or None,
        group=group,
        width=options.width_of(width, format, output),
        html_data=html_data,
    )
    options.show(text, output, format=format)
