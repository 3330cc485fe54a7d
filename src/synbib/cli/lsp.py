"""``synbib lsp``: a language server on standard input and output."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from synbib.cli import options, printing
from synbib.cli.sources import opened_sources
from synbib.errors import SynbibError
from synbib.extras import needed

if TYPE_CHECKING:
    from synbib.verbs.adding import Source


@click.command("lsp", epilog=options.examples("synbib lsp", "synbib lsp --offline"))
@click.option(
    "--stdio", is_flag=True, help="Speak on standard input and output, as it does anyway."
)
@click.option(
    "--offline", is_flag=True, help="Ask the index of works on this machine alone for works."
)
def command(stdio: bool, offline: bool) -> None:
    """Be a language server for BibTeX, Markdown, LaTeX, reStructuredText and Typst; an editor starts it.

    It speaks the Language Server Protocol. Settings are those of the folders that the editor has open; no file is
    written, the editor is sent edits.
    """
    import synbib

    try:
        from synbib.lsp import serve
    except ModuleNotFoundError as error:
        if error.name not in ("pygls", "lsprotocol"):
            raise
        raise SynbibError(needed("to answer an editor", "lsp")) from None

    @contextmanager
    def sources() -> Iterator[Sequence[Source]]:
        with opened_sources(
            offline=offline, index=None, refresh=False, max_requests=None
        ) as opened:
            yield [source for source in opened if source is not None]

    reader = options.open_stdin()
    with printing.speaking() as writer:
        serve(synbib.__version__, sources, reader, writer)
