"""``synbib import``: lists of papers, other BibTeX files, records and saved answers, into the store."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

import click

from synbib import config
from synbib.bibtex.format.options import FormatOptions
from synbib.choices import SourceSyntax
from synbib.cli import options, printing, reports
from synbib.cli.backups import backup_option, keeping, tell_the_way_back
from synbib.cli.middlewares import allowed
from synbib.cli.progress import sharing
from synbib.errors import SynbibError
from synbib.formats import FORMATS
from synbib.lookup import SERVICES

if TYPE_CHECKING:
    from synbib.verbs.importing import Source

# Reading less takes no time that anybody notices.
_LONG: Final = 200_000


@click.command(
    "import",
    epilog=options.examples(
        "synbib import README.md",
        "synbib import --dry-run --verbose awesome-list.md",
        "synbib import --convert --diff README.md",
        "synbib import --convert --only Surveys README.md",
        "synbib import --store papers.bib papers.rst more.bib",
        "curl -s https://api.crossref.org/works/10.1038/nature14539 | synbib import --from crossref -",
    ),
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@options.store_option
@click.option("--dry-run", is_flag=True, help="Write nothing; report what would be done.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@click.option("--convert", is_flag=True, help="Put blocks in place of the lists of a README.")
@click.option(
    "--only",
    multiple=True,
    metavar="HEADING",
    help="Read, and convert, only what stands under this heading and those below it. Repeatable.",
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Take all that has a title and a link: tools, data sets, home pages.",
)
@click.option(
    "--edits", "edits_only", is_flag=True, help="Take the edits inside blocks, and nothing else."
)
@click.option(
    "--from",
    "form",
    metavar="NAME",
    default="auto",
    show_default=True,
    help=f"What SOURCE is: {', '.join((*get_args(SourceSyntax), *FORMATS))}, or the service that it is a saved answer "
    f"of: {', '.join(SERVICES)}. By default its ending or its content tells.",
)
@backup_option
@click.option("-v", "--verbose", is_flag=True, help="Report all findings, not the first twenty.")
@reports.output_format
def command(
    sources: tuple[str, ...],
    store: str | None,
    dry_run: bool,
    diff: bool,
    convert: bool,
    only: tuple[str, ...],
    everything: bool,
    edits_only: bool,
    form: str,
    backup: bool | None,
    verbose: bool,
) -> None:
    """Read the papers that SOURCEs list into the store; - is standard input.

    A SOURCE is a README with a list or tables of papers, a BibTeX file, a file of records such as CSL-JSON, or what a
    service as Crossref has answered. Entries that the store has are completed
    and never overwritten. Importing the same SOURCE again changes nothing.

    What somebody edited inside a block of a README is an edit of the store: a title, a link, a new line, one that is
    deleted.
    """
    from synbib.verbs.importing import import_files

    if convert and edits_only:
        raise SynbibError("--edits reads no lists, and --convert is about these; leave one out")
    target = store or options.project_store()
    if target == "-":
        raise SynbibError("the store is written, and cannot be -; name a file")
    project = options.settings()
    syntax = None if form == "auto" else form
    done = import_files(
        [_stdin(syntax) if name == "-" else name for name in dict.fromkeys(sources)],
        target,
        syntax=syntax,
        convert=convert,
        everything=everything,
        only=only,
        beside=_others(target) if convert else (),
        edits_only=edits_only,
        encoding=options.chosen_encoding(),
        middlewares=allowed(project.middlewares),
        sentence_case=project.sentence_case,
        citation_key=project.citation_key,
        form=FormatOptions(**project.fmt),
        options=options.readme_options(),
        settings_file=config.settings_file(Path()),
        write=not (diff or dry_run),
        keep=keeping(backup, by_default=convert),
        tell=printing.tell,
        progress=_progress,
    )
    for warning in done.warnings:
        printing.tell(f"{warning} (warning)")
    if diff:
        for line in done.preview.splitlines():
            printing.tell(line)
        for each in done.files:
            reports.show_diff(each.diff)
    if reports.for_programs():
        for found in (*done.tally.taken, *done.tally.not_taken):
            reports.report(found)
    for line in done.report(verbose=verbose, with_left=not diff).splitlines():
        printing.tell(line)
    if done.written is not None and (convert or backup):
        tell_the_way_back(done.written)
    if done.tally.not_taken:
        raise click.exceptions.Exit(1)


def _stdin(syntax: str | None) -> Source:
    from synbib.verbs.importing import Source
    from synbib.verbs.syntaxes import syntax_of

    data = options.read_stdin()
    return Source("<stdin>", syntax_of("<stdin>", syntax, data), data)


def _others(store: str) -> list[Path]:
    """Return the files beside a store whose blocks may show it."""
    from synbib.project.blocks import files_with_blocks

    return files_with_blocks(Path(store).parent)


@contextmanager
def _progress(name: str, length: int) -> Iterator[Callable[[float], None] | None]:
    """Show a bar on a terminal where reading takes long enough; give what moves it."""
    if length < _LONG or not printing.is_live(sys.stderr):
        yield None
        return
    with sharing(f"reading {name}") as bar:
        yield bar
