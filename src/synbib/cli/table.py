"""``synbib table``: grouped Markdown tables."""

from __future__ import annotations

import click

from synbib.cli import options, outputs


@click.command(
    "table",
    epilog=options.examples(
        "synbib table",
        "synbib table --group Applications --columns paper,authors,year",
        "synbib table --columns 'paper=Title,published=Venue,links' -o TABLES.md",
        "synbib table --columns 'title,date YYYY-MM=When,keywords'",
        "synbib table --filter keyword:rag --group-by year --sort author",
    ),
)
@options.files_argument
@options.selection_options
@click.option(
    "-c",
    "--columns",
    metavar="NAMES",
    help="Columns from left to right, each with a header of your own after =: paper, published, code, "
    "title, authors, year, venue, date, keywords, abstract, links, note, type, key, a kind of link such as dataset, "
    "or any field. A date may have a form: 'date YYYY-MM'.  [default: paper,published,code]",
)
@options.output_option
def command(
    files: tuple[str, ...], output: str | None, **given: str | tuple[str, ...] | None
) -> None:
    """Write a Markdown table per group, under headings nested as the groups are."""
    from synbib.readme import write_table

    options.keep_files(output, options.stores_of(files))
    outputs.refuse_bibtex(output)
    chosen = options.readme_options(**given)
    options.show(write_table(options.open_library(files), chosen), output)
