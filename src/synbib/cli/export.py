"""``synbib export``: the store, or any file of works, in another format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any, Final

import click

from synbib.cli import options, outputs, printing
from synbib.cli.progress import reading
from synbib.errors import Diagnostic, SynbibError
from synbib.files import write_atomically
from synbib.formats import FORMATS, format_named, format_written

if TYPE_CHECKING:
    from synbib.formats import Loss
    from synbib.library import Entry
    from synbib.verbs.exporting import Progress

# Fewer tell what is wrong as well.
_MOST_TOLD: Final = 20
_IN_MEMORY: Final = 16_000_000


@click.command(
    "export",
    epilog=options.examples(
        "synbib export --to ris -o refs.ris",
        "synbib export -o refs.json",
        "synbib export scopus.ris --to csl-json",
        "synbib export --to csv --columns key,title,year,doi --group Surveys",
        "curl -s https://example.org/list.enw | synbib export - --from refer --to bibtex",
    ),
)
@options.files_argument
@click.option(
    "-t",
    "--to",
    metavar="FORMAT",
    help=f"The format: {', '.join(name for name, known in FORMATS.items() if known.writes)}.  [default: -o tells]",
)
@options.from_option
@click.option(
    "-k", "--key", "keys", multiple=True, metavar="KEY", help="Only this entry. Repeatable."
)
@options.group_option
@click.option(
    "--filter", "query", metavar="QUERY", help="Only what a search finds; see synbib find."
)
@click.option(
    "--columns", metavar="NAMES", help="The columns of a table, e.g. key,author,title,year."
)
@click.option(
    "--strict", is_flag=True, help="Write nothing, and exit with 1, if something would be lost."
)
@click.option("-v", "--verbose", is_flag=True, help="Tell of each entry what is not kept of it.")
@options.output_option
def command(
    files: tuple[str, ...],
    to: str | None,
    keys: tuple[str, ...],
    group: str | None,
    query: str | None,
    columns: str | None,
    strict: bool,
    verbose: bool,
    output: str | None,
) -> None:
    """Write the entries of FILEs (the project's store by default) in another format.

    A FILE is BibTeX or anything that synbib import reads; - is standard input. What a format has no place for is told
    on standard error.
    """
    from synbib.formats import write

    target = _target(to, output)
    names = options.stores_of(files)
    options.keep_files(output, names)
    if not FORMATS[target].is_text:
        outputs.refuse_terminal(target, output)
    count = 0

    def counted(entries: Iterable[Entry]) -> Iterator[Entry]:
        nonlocal count
        for entry in entries:
            count += 1
            yield entry

    said = {"columns": [each.strip() for each in columns.split(",")]} if columns else {}
    tell = _Telling()
    losses = _Losses(FORMATS[target].title, strict=strict, verbose=verbose)
    with reading(names[0]) as progress:
        entries = _entries(names, keys, group, query, tell, progress)
        pieces = losses.kept(write(counted(entries), target, losses.add, **said))
        if output and output != "-":
            write_atomically(output, pieces, tell=printing.tell)
        else:
            printing.show_pieces(_whole(pieces) if strict else pieces)
    tell.finish()
    losses.finish()
    if not count:
        printing.remark("no entry is chosen: what was written holds none")


def _target(to: str | None, output: str | None) -> str:
    """Return the name of the format that is written.

    Raises:
        SynbibError: Nothing tells it, or it is not written.
    """
    if to is not None:
        return format_named(to, reads=False)
    if (told := format_written(output or "")) is not None:
        return told
    written = ", ".join(name for name, known in FORMATS.items() if known.writes)
    raise SynbibError(f"the format is not told; give one with --to: {written}")


def _entries(
    names: list[str],
    keys: tuple[str, ...],
    group: str | None,
    query: str | None,
    tell: _Telling,
    progress: Progress,
) -> Iterable[Entry]:
    """Return the entries that are wanted; where all of a long file are, one by one."""
    from synbib.verbs.exporting import streamed

    if not (keys or group or query):
        stdin = options.open_stdin() if "-" in names else None
        found = streamed(
            names,
            options.chosen_format(),
            tell,
            stdin,
            progress,
            sentence_case=options.settings().sentence_case,
        )
        if found is not None:
            return found
    library = options.open_library(names, keys)
    chosen = library.select(keys or None, group)
    if query is None:
        return chosen
    from synbib.verbs.finding import find_entries

    matching = {entry.key for entry in find_entries(library, query)}
    return [entry for entry in chosen if entry.key in matching]


class _Telling:
    """Prints what was not understood, the first of it."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, found: Diagnostic) -> None:
        self._count += 1
        if self._count <= _MOST_TOLD:
            printing.tell(f"{found} (warning)")

    def finish(self) -> None:
        if self._count > _MOST_TOLD:
            printing.tell(f"and {self._count - _MOST_TOLD:,} more warnings")


class _Losses:
    """Counts what a format does not keep, field by field."""

    def __init__(self, title: str, *, strict: bool, verbose: bool) -> None:
        self._title = title
        self._strict = strict
        self._verbose = verbose
        self._counts: Counter[str] = Counter()

    def add(self, loss: Loss) -> None:
        self._counts[str(loss)] += 1
        if self._verbose:
            printing.tell(f"{loss.key}: {loss}: not kept in {self._title}")

    def kept(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """Yield the pieces; where nothing may be lost, end the command if something was."""
        yield from pieces
        if self._strict and self._counts:
            printing.tell(f"{self._summary}; nothing is written, as --strict asks")
            raise click.exceptions.Exit(1)

    def finish(self) -> None:
        if self._counts:
            printing.tell(self._summary)

    @property
    def _summary(self) -> str:
        fields = (f"{name} ({count:,})" for name, count in self._counts.most_common())
        return f"{self._title} does not keep {', '.join(fields)}"


def _whole(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield pieces after all of them are there."""
    with SpooledTemporaryFile(_IN_MEMORY) as file:
        held: IO[Any] = file
        held.writelines(pieces)
        held.seek(0)
        yield from iter(lambda: held.read(1 << 16), b"")
