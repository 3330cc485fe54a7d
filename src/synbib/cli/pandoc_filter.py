"""``synbib-pandoc``: the program that pandoc runs as a filter."""

from __future__ import annotations

import sys

import click

import synbib
from synbib.cli import ending, printing
from synbib.errors import SynbibError

__all__ = ["main"]


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("target", required=False)
@click.version_option(synbib.__version__, prog_name="synbib-pandoc")
def _command(target: str | None) -> int:
    """Resolve the citations of a document for pandoc.

    pandoc runs it as a filter, in place of --citeproc, and hands on the format that it writes, its TARGET:

    pandoc --filter synbib-pandoc paper.md -o paper.docx
    """
    from synbib.verbs.filtering import filter_document

    if sys.stdin.isatty():
        raise click.UsageError("pandoc gives the document: pandoc --filter synbib-pandoc paper.md")
    try:
        filtered = filter_document(sys.stdin.buffer.read())
    except SynbibError as error:
        printing.tell(f"synbib-pandoc: {error}")
        return 2
    for warning in filtered.warnings:
        printing.tell(f"synbib-pandoc: {warning}")
    printing.show_file(filtered.text, filtered.text.encode(errors="replace"))
    return 0


def main() -> None:
    """Run the filter, and exit with 0, or with 2 where the document cannot be read."""
    sys.exit(ending.run(lambda: _command.main(standalone_mode=False)))
