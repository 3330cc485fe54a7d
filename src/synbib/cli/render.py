"""``synbib render``: the bibliography in any style and format."""

from __future__ import annotations

from typing import TypedDict, cast, get_args

import click

from synbib.choices import EngineName, HtmlData, OutputFormat
from synbib.cli import options, outputs
from synbib.errors import SynbibError


class _Wanted(TypedDict):
    """What is asked for, whatever it is written in."""

    style: str
    locale: str | None
    engine: EngineName
    links: bool
    keys: tuple[str, ...] | None
    group: str | None


@click.command(
    "render",
    epilog=options.examples(
        "synbib render --style acl",
        "synbib render refs.bib --style apa -o refs.html",
        "synbib render --style ieee -o refs.docx",
        "synbib render --style ieee --format terminal",
        "synbib render --style ieee --group 'Survey Papers'",
    ),
)
@options.files_argument
@options.style_option
@options.output_format_option
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
@click.option(
    "--template", metavar="FILE", help="A Word document whose styles are used: with docx."
)
@options.output_option
def command(
    files: tuple[str, ...],
    style: str | None,
    format: str | None,
    locale: str | None,
    engine: EngineName,
    links: bool,
    keys: tuple[str, ...],
    group: str | None,
    width: int | None,
    html_data: HtmlData | None,
    template: str | None,
    output: str | None,
) -> None:
    """Format the bibliography of FILEs (the project's store by default) in any CSL style, or one of BibTeX's."""
    from synbib.bibliography import render, render_document

    options.keep_files(output, [*options.stores_of(files), *filter(None, [template])])
    outputs.refuse_bibtex(output)
    written_in = outputs.format_of(format, output, "markdown")
    document = outputs.as_document(written_in)
    if document:
        outputs.refuse_terminal(document, output)
        if width or html_data:
            raise SynbibError(f"--width and --html-data are not for {document}; leave them out")
    elif template:
        raise SynbibError(
            f"--template is for docx, and this is {written_in}; write it with -o refs.docx"
        )
    project = options.settings()
    library = options.open_library(files, () if group else keys)
    wanted: _Wanted = {
        "style": style or project.style,
        "locale": locale or project.locale,
        "engine": engine,
        "links": links,
        "keys": keys or None,
        "group": group,
    }
    if document:
        data = render_document(library, format=document, template=template, **wanted)
        outputs.put_document(data, output)
        return
    chosen = options.seen_format(cast(OutputFormat, written_in))
    columns = options.width_of(width, chosen, output)
    text = render(library, format=chosen, width=columns, html_data=html_data, **wanted)
    options.show(text, output, format=chosen)
