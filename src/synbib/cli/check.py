"""``synbib check``: what is wrong in the store, and which works stand twice in it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from synbib.cli import options, printing, reports
from synbib.cli.backups import backup_option, keeping, tell_the_way_back
from synbib.errors import SynbibError
from synbib.files import read_bytes, update

if TYPE_CHECKING:
    from synbib.library import Library, Merged


@click.command(
    "check",
    epilog=options.examples(
        "synbib check", "synbib check refs.bib more.bib", "synbib check --merge"
    ),
)
@options.files_argument
@reports.output_format
@click.option(
    "--merge", is_flag=True, help="Make one entry of those that are one work; print the new keys."
)
@backup_option
def command(files: tuple[str, ...], merge: bool, backup: bool | None) -> None:
    """Report what is wrong or doubtful in FILEs (the project's store by default), and works that stand twice."""
    from synbib.library.rules import check_library

    ignore = options.settings().ignore
    fails = False
    for name in files or (options.project_store(),):
        if name == "-":
            library = _library(sys.stdin.buffer.read(), "<stdin>")
            if merge and _merged(library, ignore).text != library.document.text:
                raise SynbibError("--merge writes the file; name one instead of -")
        elif merge:
            library = _merge(name, ignore, backup)
        else:
            library = _library(read_bytes(name, options.STORE_HINT), name)
        for found in check_library(library, ignore):
            reports.report(found)
            fails = fails or found.severity != "note"
    if fails:
        click.get_current_context().exit(1)


def _library(data: bytes, name: str) -> Library:
    from synbib.library import read_data

    return read_data(data, name, options.chosen_encoding())


def _merged(library: Library, ignore: tuple[str, ...]) -> Merged:
    from synbib.library.rules import merge_duplicates

    return merge_duplicates(library, ignore)


def _merge(name: str, ignore: tuple[str, ...], backup: bool | None) -> Library:
    """Write the file with what is one work merged, and say what became of it; return what it holds then.

    Raises:
        SynbibError: Something in it could not be read, or it cannot be written.
    """

    def merged(read: Mapping[str, bytes]) -> tuple[dict[str, bytes], tuple[Merged, Library]]:
        library = _library(read[name], name)
        done = _merged(library, ignore)
        if done.text == library.document.text:
            return {}, (done, library)
        data = library.encode(done.text)
        return {name: data}, (done, _library(data, name))

    written = update(
        [name], merged, hint=options.STORE_HINT, keep=keeping(backup), tell=printing.tell
    )
    done, library = written.result
    for conflict in done.conflicts:
        printing.tell(conflict)
    for old, new in done.keys.items():
        reports.result(f"{old} -> {new}")
    tell_the_way_back(written)
    return library
