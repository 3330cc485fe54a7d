"""``synbib list``: the reference-style list."""

from __future__ import annotations

import click

from synbib.cli import options, outputs


@click.command(
    "list",
    epilog=options.examples(
        "synbib list",
        "synbib list --group 'Survey Papers' --style acl",
        "synbib list --style-for inproceedings=acl --level 3 -o LIST.md",
        "synbib list --filter 'year>=2023 -code:none' --group-by year,venue --badges yes",
    ),
)
@options.files_argument
@options.selection_options
@options.reference_options
@options.output_option
def command(
    files: tuple[str, ...], output: str | None, **given: str | tuple[str, ...] | None
) -> None:
    """Write the reference-style list: a bullet per paper under group headings."""
    from synbib.readme import write_list

    options.keep_files(output, options.stores_of(files))
    outputs.refuse_bibtex(output)
    chosen = options.readme_options(**given)
    options.show(write_list(options.open_library(files), chosen), output)
