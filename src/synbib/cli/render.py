"""``synbib render``: the bibliography in any style and format."""

from __future__ import annotations

import click

from synbib.choices import EngineName, OutputFormat
from synbib.cli import options


@click.command(
    "render",
    epilog=options.examples(
        "synbib render --style acl",
        "synbib render refs.bib --style apa --format html -o refs.html",
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
    output: str | None,
) -> None:
    """Format the bibliography of FILEs (the project's store by default) in any CSL style, or one of BibTeX's."""
    from synbib.bibliography import render

    options.keep_files(output, options.stores_of(files))
    project = options.settings()
    text = render(
        options.open_library(files, () if group else keys),
        style or project.style,
        format,
        locale=locale or project.locale,
        engine=engine,
        links=links,
        keys=keys or None,
        group=group,
    )
    options.show(text, output)
