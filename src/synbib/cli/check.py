"""``synbib check``: what is wrong in the store, and which works stand twice in it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from synbib.cli import options, printing, reports
from synbib.cli.backups import backup_option, keeping, tell_the_way_back
from synbib.errors import BibtexError, Diagnostic, SynbibError
from synbib.files import Updated, read_bytes, update

if TYPE_CHECKING:
    from synbib.library import Cluster, Entry, Library, Merged

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
@backup_option
def command(files: tuple[str, ...], merge: bool, backup: bool | None) -> None:
    """Report what is wrong or doubtful in FILEs (the project's store by default), and works that stand twice."""
    found = False
    for name in files or (options.project_store(),):
        written: Updated[_Looked] | None = None
        if name == "-":
            looked = _look(sys.stdin.buffer.read(), "<stdin>")
            if merge and looked.can_be_merged:
                raise SynbibError("--merge writes the file; name one instead of -")
        elif merge:
            written = _merge(name, backup)
            looked = written.result
        else:
            looked = _look(read_bytes(name, options.STORE_HINT), name)
        for diagnostic in looked.diagnostics:
            reports.report(diagnostic)
        if looked.merged is not None:
            for conflict in looked.merged.conflicts:
                printing.tell(conflict)
            for old, new in looked.merged.keys.items():
                printing.tell(f"{old} -> {new}", err=False)
        if written is not None:
            tell_the_way_back(written)
        clusters = [each for each in looked.clusters if each.likely or not merge]
        for cluster in clusters:
            reports.report(_double(looked.library, cluster), "duplicate")
        found = found or bool(looked.diagnostics or clusters)
    if found:
        click.get_current_context().exit(1)


@dataclass(frozen=True, slots=True)
class _Looked:
    """What a file holds, and what is wrong with it.

    Attributes:
        library: What was read.
        clusters: The works that stand twice.
        repeated: Entries whose key is taken by the same work.
        diagnostics: All else.
        merged: The file with what is one work merged, where that was done.
    """

    library: Library
    clusters: list[Cluster]
    repeated: list[Entry]
    diagnostics: list[Diagnostic]
    merged: Merged | None = None

    @property
    def certain(self) -> list[Cluster]:
        """The clusters that can be merged unseen."""
        return [cluster for cluster in self.clusters if not cluster.likely]

    @property
    def can_be_merged(self) -> bool:
        """Whether there is anything to merge."""
        return bool(self.certain or self.repeated)


def _look(data: bytes, name: str, *, merge: bool = False) -> _Looked:
    """Return what is wrong with a file.

    Raises:
        BibtexError: It is no BibTeX, or holds conflict markers.
    """
    from synbib.library import find_duplicates, find_repeated, read_data

    library = read_data(data, name, options.chosen_encoding())
    if library.unreadable:
        raise BibtexError.of(library.unreadable)
    repeated = find_repeated(library)
    return _Looked(
        library, find_duplicates(library), repeated, _explained(library, repeated, merge)
    )


def _merge(name: str, backup: bool | None) -> Updated[_Looked]:
    """Write the file with what is one work merged; return what is still wrong with it.

    Raises:
        SynbibError: Something in it could not be read, or it cannot be written.
    """
    from synbib.library import merge

    def merged(read: Mapping[str, bytes]) -> tuple[dict[str, bytes], _Looked]:
        looked = _look(read[name], name, merge=True)
        if not looked.can_be_merged:
            return {}, looked
        looked.library.raise_on_errors()
        done = merge(looked.library, looked.certain, looked.repeated)
        return {name: looked.library.encode(done.text)}, replace(looked, merged=done)

    return update([name], merged, hint=options.STORE_HINT, keep=keeping(backup), tell=printing.tell)


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
