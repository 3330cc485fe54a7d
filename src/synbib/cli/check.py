"""``synbib check``: what is wrong in the store, and which works stand twice in it."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from synbib.cli import options, printing, reports
from synbib.errors import Diagnostic, SynbibError
from synbib.files import read_bytes, write_atomically

if TYPE_CHECKING:
    from synbib.library import Cluster, Entry, Library

_REASONS = {"doi": "the same DOI", "eprint": "the same eprint", "title": "title, author and year"}


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
def command(files: tuple[str, ...], merge: bool) -> None:
    """Report what is wrong or doubtful in FILEs (the project's store by default), and works that stand twice."""
    from synbib.library import find_duplicates, find_repeated, read_data

    found = False
    for name in files or (options.project_store(),):
        stdin = name == "-"
        data = (
            sys.stdin.buffer.read()
            if stdin
            else read_bytes(name, "name a BibTeX file, or create refs.bib in this folder")
        )
        library = read_data(data, "<stdin>" if stdin else name, options.chosen_encoding())
        clusters = find_duplicates(library)
        repeated = find_repeated(library)
        diagnostics = _explained(library, repeated, merge)
        for diagnostic in diagnostics:
            reports.report(diagnostic)
        if merge:
            certain = [cluster for cluster in clusters if not cluster.likely]
            _merge(library, certain, repeated, name)
            clusters = [cluster for cluster in clusters if cluster.likely]
        for cluster in clusters:
            reports.report(_double(library, cluster), "duplicate")
        found = found or bool(diagnostics or clusters)
    if found:
        click.get_current_context().exit(1)


def _explained(library: Library, repeated: list[Entry], merge: bool) -> list[Diagnostic]:
    """Return the library's diagnostics; of keys that are taken, what to do, and none where merging does it."""
    same = {
        entry.source.document.position(entry.source.start) for entry in repeated if entry.source
    }
    found: list[Diagnostic] = []
    for diagnostic in library.diagnostics:
        if diagnostic.code != "duplicate-key":
            found.append(diagnostic)
        elif (diagnostic.line, diagnostic.column) not in same:
            found.append(replace(diagnostic, hint=f"two works: {diagnostic.hint}"))
        elif not merge:
            found.append(replace(diagnostic, hint="one work: --merge makes one entry of them"))
    return found


def _double(library: Library, cluster: Cluster) -> Diagnostic:
    """Return the finding about one cluster, at the place of its second entry."""
    first, *others = cluster.keys
    source = library[others[0]].source
    assert source is not None  # it was read from a file
    line, column = source.document.position(source.start)
    what = "may be the same work" if cluster.likely else "is the same work"
    return Diagnostic(
        source.document.name,
        line,
        column,
        "duplicate",
        f"'{', '.join(others)}' {what} as '{first}': {_REASONS[cluster.reason]}",
        severity="warning",
    )


def _merge(library: Library, clusters: list[Cluster], repeated: list[Entry], name: str) -> None:
    """Write the file with what is one work merged, and print old key → new key.

    Raises:
        SynbibError: The file came from standard input, something in it could not be read, or it cannot be written.
    """
    from synbib.library import merge

    if not clusters and not repeated:
        return
    if name == "-":
        raise SynbibError("--merge writes the file; name one instead of -")
    library.raise_on_errors()
    merged = merge(library, clusters, repeated)
    write_atomically(name, library.encode(merged.text))
    for conflict in merged.conflicts:
        printing.tell(conflict)
    for old, new in merged.keys.items():
        printing.tell(f"{old} -> {new}", err=False)
