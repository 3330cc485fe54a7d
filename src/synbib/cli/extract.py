"""``synbib extract``: the part of the store that documents cite."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from synbib.cli import options, printing, reports
from synbib.errors import SynbibError
from synbib.files import write_atomically

if TYPE_CHECKING:
    from synbib.documents import Citations


@click.command(
    "extract",
    epilog=options.examples(
        "synbib extract paper.tex -o paper.bib",
        "synbib extract paper.aux --store everything.bib -o paper.bib",
        "synbib find year:2024 --format keys | synbib extract - > of-2024.bib",
        "synbib extract paper.tex --missing",
    ),
)
@click.argument("papers", nargs=-1, required=True, metavar="PAPER...")
@options.store_option
@options.output_option
@reports.output_format
@click.option(
    "--missing", is_flag=True, help="Print the keys that are cited and no entry has, and no more."
)
@click.option(
    "--unused", is_flag=True, help="Print the keys of entries that are not cited, and no more."
)
def command(
    papers: tuple[str, ...], store: str | None, output: str | None, missing: bool, unused: bool
) -> None:
    """Write the entries that PAPERs cite, and all that these need, as they stand in the store.

    A PAPER is a .tex file with what it takes in, an .aux or .bcf file, Markdown, a notebook, .rst or .typ; or - for
    keys on standard input. Exit with 1 if a key is cited that no entry has.
    """
    from synbib.verbs.extracting import extract

    if missing and unused:
        raise SynbibError("--missing and --unused each print keys alone; give one of them")
    if "-" in papers and store == "-":
        raise SynbibError(
            "the keys and the store cannot both be standard input; name a file for one"
        )
    if not output or output == "-":
        reports.results_follow()
    library = options.read_library([store] if store else [])
    options.keep_files(output, (*papers, *(document.name for document in library.documents)))
    citations = _citations(papers)
    for name, include in citations.absent:
        printing.tell(f"{name}: '{include}' is not there; what it cites is not known")
    extracted = extract(library, citations)
    if missing:
        _print_keys(dict.fromkeys(found.key for found, _ in extracted.missing))
    elif unused:
        _print_keys(extracted.unused)
    else:
        options.tell_of(library.check([key for key in citations.keys if key in library]))
        data = library.encode(extracted.text)
        if output and output != "-":
            write_atomically(output, data, tell=printing.tell)
        else:
            printing.show_file(extracted.text, data)
        for found, line in extracted.missing:
            reports.report(found, line, err=True)
    if extracted.missing and not unused:
        click.get_current_context().exit(1)


def _citations(papers: tuple[str, ...]) -> Citations:
    """Return what papers cite, and the keys of standard input."""
    from synbib.documents import Citations, citations_of, decode, read_citations

    found = read_citations([name for name in papers if name != "-"])
    if "-" not in papers:
        return found
    given = citations_of(decode(options.read_stdin()), "keys", "<stdin>")
    everything = found.everything or given.everything
    return Citations((*found.all, *given.all), everything, found.absent)


def _print_keys(keys: Iterable[str]) -> None:
    printing.show("".join(f"{key}\n" for key in keys))
