"""``synbib list``: the reference-style list."""

from __future__ import annotations

import click

from synbib.cli import options


@click.command(
    "list",
    epilog=options.examples(
        "synbib list",
        "synbib list --group 'Survey Papers' --style acl",
        "synbib list --style-for inproceedings=acl --level 3 -o LIST.md",
    ),
)
@options.files_argument
@options.groups_option
@options.style_option
@options.style_for_option
@options.locale_option
@options.level_option
@click.option("--links", metavar="KINDS", help="Only these links, e.g. paper,code.  [default: all]")
@options.output_option
def command(
    files: tuple[str, ...],
    group: tuple[str, ...],
    style: str | None,
    style_for: tuple[str, ...],
    locale: str | None,
    level: str | None,
    links: str | None,
    output: str | None,
) -> None:
    """Write the reference-style list: a bullet per paper under group headings."""
    from synbib.readme import reference_list

    chosen = options.readme_options(
        group=group, style=style, style_for=style_for, locale=locale, level=level, links=links
    )
    options.show(reference_list(options.open_library(files), chosen), output)
