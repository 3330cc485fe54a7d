"""What commands that change entries of a store share: which entries are meant, and how a change is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from synbib.cli import options, printing, reports
from synbib.cli.backups import keeping, tell_the_way_back
from synbib.errors import BibtexError

if TYPE_CHECKING:
    from synbib.errors import Diagnostic
    from synbib.library import Entry, Library
    from synbib.verbs.rewritten import Rewritten
    from synbib.verbs.stores import ChangedStore

__all__ = [
    "changed_store",
    "selected",
    "selecting_options",
    "show_change",
    "showing_options",
]

_Command = Callable[..., Any]


def selecting_options(command: _Command) -> _Command:
    """Add the options that choose entries besides their keys: ``group`` and ``filter``."""
    return options.groups_option(options.filter_option(command))


def selected(
    library: Library,
    keys: Sequence[str],
    groups: Sequence[str],
    queries: Sequence[str],
    *,
    nothing: object = None,
) -> list[Entry]:
    """Return the entries of some keys, all by default, that are in one of the groups, and that each search finds.

    Where there are none, that is told, and the command ends with exit code 1.

    Args:
        library: The store.
        keys: The keys.
        groups: The groups.
        queries: The searches.
        nothing: What is printed as JSON where there are none; None where no JSON is wanted.

    Raises:
        UnknownNameError: A key, a group or a field of a search does not exist.
        SynbibError: It is not a search.
    """
    from synbib.library import parse_query

    chosen = library.select(keys or None)
    if groups:
        inside = {key for group in groups for key in library.groups.find(group).all_keys}
        chosen = [entry for entry in chosen if entry.key in inside]
    for query in queries:
        chosen = parse_query(query).select(library, chosen)
    if not chosen:
        printing.tell("no entry is found")
        if nothing is not None:
            printing.show_json(nothing)
        raise click.exceptions.Exit(1)
    return chosen


def showing_options(follow: str) -> Callable[[_Command], _Command]:
    """Return what adds ``--rewrite``, ``--diff``, ``--dry-run`` and ``--json``.

    Args:
        follow: What of a document follows, as the help of ``--rewrite`` says it.
    """
    several = (
        click.option(
            "--rewrite",
            metavar="DOCUMENT",
            multiple=True,
            help=f"Have this .tex, .md, .rst, .typ or .ipynb file {follow}. Repeatable.",
        ),
        click.option("--diff", is_flag=True, help="Write nothing; show what would change."),
        click.option("--dry-run", is_flag=True, help="Write nothing; say what would be done."),
        click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON."),
    )

    def with_options(command: _Command) -> _Command:
        for option in reversed(several):
            command = option(command)
        return command

    return with_options


Store = TypeVar("Store", bound="ChangedStore")


def changed_store(
    store: str | None,
    change: Callable[[Library], Store],
    *,
    rewrite: Iterable[str] = (),
    write: bool,
    backup: bool | None = False,
) -> Store:
    """Return what a store is made; it is written, and the documents that follow, all or nothing.

    Args:
        store: The file, the project's store by default; ``-`` is standard input, which is never written.
        change: What is made of it.
        rewrite: The documents.
        write: Whether anything is written.
        backup: Whether the old files are kept, see `synbib.cli.backups`.

    Raises:
        SynbibError: A file cannot be read, or not be written; nothing is written then.
    """
    from synbib.verbs.stores import change_stores

    broken: set[Diagnostic] = set()

    def sound(library: Library) -> Store:
        if library.unreadable:
            raise BibtexError.of(library.unreadable)
        found = library.document.structural_diagnostics
        broken.update(each for each in found if each.severity == "error")
        return change(library)

    name = store or options.project_store()
    [done] = change_stores(
        [] if name == "-" else [name],
        sound,
        rewrite=rewrite,
        given={"<stdin>": options.read_stdin()} if name == "-" else {},
        write=write,
        encoding=options.chosen_encoding(),
        hint=options.store_hint(name),
        keep=keeping(backup),
        tell=printing.tell,
    )
    for each in sorted(broken):
        printing.tell(f"{each}; what cannot be read stays as it is")
    return done


def show_change(
    change: ChangedStore,
    lines: Iterable[str],
    told: Mapping[str, object],
    *,
    diff: bool,
    dry_run: bool,
    as_json: bool,
    way_back: bool = False,
) -> None:
    """Print what was done, or what would be.

    Args:
        change: The store and its documents.
        lines: What was done, a line each.
        told: What the JSON has besides the files.
        diff: Whether the differences are shown instead.
        dry_run: Whether nothing was written, and all is only said.
        as_json: Whether it is printed as JSON.
        way_back: Whether it is told how to have back what was there.
    """
    files = (change, *change.documents)
    is_output = change.name == "<stdin>" and not (diff or dry_run or as_json)
    if as_json:
        printing.show_json({**told, "files": [_row(each, diff=diff) for each in files]})
    elif diff:
        for each in files:
            reports.show_diff(each.diff)
    else:
        for line in lines:
            printing.tell(line, err=is_output)
    if is_output:
        printing.show_file(change.text, change.data)
    if not as_json:
        for document in change.documents:
            if not document.changed:
                printing.tell(f"{document.name}: names nothing of that; it stays as it is")
    if way_back and change.written is not None:
        tell_the_way_back(change.written)


def _row(file: Rewritten, *, diff: bool) -> dict[str, object]:
    """Return what JSON says of a file; of standard input all, as it is nowhere else."""
    row: dict[str, object] = {"file": file.name, "changed": file.changed}
    if diff:
        row["diff"] = file.diff
    elif file.name == "<stdin>":
        row["text"] = file.text
    return row
