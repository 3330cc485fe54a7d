"""``synbib stats``: the figures of the store."""

from __future__ import annotations

import json

import click

from synbib.cli import options, outputs, printing
from synbib.errors import SynbibError


@click.command(
    "stats",
    epilog=options.examples(
        "synbib stats",
        "synbib stats --by venue,author --top 20",
        "synbib stats --filter 'year>=2023' --by group",
        "synbib stats --by year --svg -o years.svg",
        "synbib stats --json",
    ),
)
@options.files_argument
@options.groups_option
@options.filter_option
@options.since_option
@click.option(
    "--by",
    multiple=True,
    metavar="NAMES",
    help="Count by these: year, type, venue, group, author, language, keyword, added. Repeatable.  "
    "[default: the first six]",
)
@click.option("--top", metavar="NUMBER", help="So many names of each; all for all.  [default: 10]")
@click.option("--svg", is_flag=True, help="As an image, SVG; by year where --by names nothing.")
@click.option(
    "--json", "as_json", is_flag=True, help="As JSON, for programs; all names by default."
)
@options.output_option
def command(
    files: tuple[str, ...],
    group: tuple[str, ...],
    filter: tuple[str, ...],
    since: str | None,
    by: tuple[str, ...],
    top: str | None,
    svg: bool,
    as_json: bool,
    output: str | None,
) -> None:
    """Count the works of FILEs (the project's store by default): by year, type, venue, group, author and language.

    A year shows how many works there are up to it as well, a name its share; at the end stands how many works have a
    DOI, a link, code and an abstract. A work of several authors or groups counts under each.
    """
    from synbib.readme.figures import statistics_of
    from synbib.verbs.counting import DEFAULT_TOP, figures_json, figures_svg, write_figures

    if svg and as_json:
        raise SynbibError("--svg and --json exclude each other; give one")
    options.keep_files(output, options.stores_of(files))
    outputs.refuse_bibtex(output)
    chosen = options.readme_options(
        group=group,
        filter=filter,
        since=since,
        by=",".join(by) or None,
        top=None if top == "all" else top,
    )
    with options.looking_into(files) as library:
        found = statistics_of(library, chosen)
        most = chosen.top or (None if top == "all" else DEFAULT_TOP)
        if as_json:
            data = figures_json(found, chosen.by, chosen.top)
            options.show(json.dumps(data, ensure_ascii=False, indent=2), output)
        elif svg:
            options.show(figures_svg(found, chosen.by, most), output)
        else:
            width = None if output else printing.terminal_width()
            options.show(write_figures(found, chosen.by, most, width), output)
