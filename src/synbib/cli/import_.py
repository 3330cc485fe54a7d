"""``synbib import``: lists of papers, and other BibTeX files, into the store."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from synbib.cli import options, printing
from synbib.cli.backups import backup_option, keeping, tell_the_way_back
from synbib.errors import Diagnostic, SynbibError
from synbib.files import Updated, decode_utf8, read_bytes, read_files, update

if TYPE_CHECKING:
    from synbib.bibtex.format import FormatOptions
    from synbib.incoming import Imported
    from synbib.library import Library
    from synbib.paperlist.mentions.reader import PaperList
    from synbib.paperlist.works.convert import Converted
    from synbib.paperlist.works.report import Tally

# Reading less takes no time that anybody notices.
_LONG: Final = 200_000
_STEPS: Final = 1000
_BY_ENDING: Final = {".bib": "bibtex", ".rst": "rst", ".html": "html", ".htm": "html"}


@click.command(
    "import",
    epilog=options.examples(
        "synbib import README.md",
        "synbib import --dry-run --verbose awesome-list.md",
        "synbib import --convert --diff README.md",
        "synbib import --store papers.bib papers.rst more.bib",
    ),
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@options.store_option
@click.option("--dry-run", is_flag=True, help="Write nothing; report what would be done.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@click.option("--convert", is_flag=True, help="Put blocks in place of the lists of a README.")
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Take all that has a title and a link: tools, data sets, home pages.",
)
@click.option(
    "--from",
    "form",
    type=click.Choice(("auto", "markdown", "rst", "html", "bibtex")),
    default="auto",
    show_default=True,
    help="What SOURCE is; by default its ending tells.",
)
@backup_option
@click.option("-v", "--verbose", is_flag=True, help="Report all findings, not the first twenty.")
def command(
    sources: tuple[str, ...],
    store: str | None,
    dry_run: bool,
    diff: bool,
    convert: bool,
    everything: bool,
    form: str,
    backup: bool | None,
    verbose: bool,
) -> None:
    """Read the papers that SOURCEs list into the store; - is standard input.

    A SOURCE is a README with a list or tables of papers, or a BibTeX file. Entries that the store has are completed
    and never overwritten. Importing the same SOURCE again changes nothing.
    """
    from synbib.paperlist.works.report import report

    target = store or options.project_store()
    if target == "-":
        raise SynbibError("the store is written, and cannot be -; name a file")
    read_in = [_source(name, form, convert) for name in dict.fromkeys(sources)]
    names = [target, *(source.name for source in read_in if convert)]

    def imported(read: Mapping[str, bytes]) -> tuple[dict[str, bytes], _Done]:
        given = [replace(source, data=read.get(source.name, source.data)) for source in read_in]
        return _import(target, read.get(target), given, convert=convert, everything=everything)

    written: Updated[_Done] | None = None
    if diff or dry_run:
        _, done = imported(read_files(names, new={target}))
    else:
        keep = keeping(backup, by_default=convert)
        written = update(names, imported, new={target}, keep=keep, tell=printing.tell)
        done = written.result
    for warning in done.warnings:
        printing.tell(f"{warning} (warning)")
    if diff:
        for name, old, new in done.texts:
            printing.show_diff(options.diff(name, old, new), for_github=False)
    for line in report(done.tally, verbose=verbose).splitlines():
        printing.tell(line)
    if written is not None and (convert or backup):
        tell_the_way_back(written)


@dataclass(frozen=True, slots=True)
class _Source:
    """A file that is read into the store.

    Attributes:
        name: The file, ``<stdin>`` for standard input.
        syntax: ``bibtex``, or one that lists are written in.
        data: What it holds.
    """

    name: str
    syntax: str
    data: bytes


@dataclass(frozen=True, slots=True)
class _Done:
    """What an import makes of the files.

    Attributes:
        texts: Each file that it writes: name, text before, text after.
        tally: What is reported.
        warnings: What is doubtful in the store.
    """

    texts: list[tuple[str, str, str]]
    tally: Tally
    warnings: tuple[Diagnostic, ...]


def _source(name: str, form: str, convert: bool) -> _Source:
    """Return a source with what it holds now.

    Raises:
        SynbibError: It cannot be read, or is none that blocks could be put into.
    """
    syntax = form if form != "auto" else _BY_ENDING.get(Path(name).suffix.lower(), "markdown")
    shown = "<stdin>" if name == "-" else name
    if convert and (syntax != "markdown" or name == "-"):
        raise SynbibError(f"{shown}: --convert rewrites Markdown files; leave it out here")
    return _Source(shown, syntax, sys.stdin.buffer.read() if name == "-" else read_bytes(name))


def _import(
    target: str, data: bytes | None, sources: Sequence[_Source], *, convert: bool, everything: bool
) -> tuple[dict[str, bytes], _Done]:
    """Return what the files are to hold, and what is told of that.

    Args:
        target: The store.
        data: What it holds, ``None`` if there is none yet.
        sources: What is read into it.
        convert: Whether the sources get blocks in place of their lists.
        everything: Whether what has a title and a link is taken for a paper.

    Raises:
        SynbibError: The store or a source cannot be understood.
    """
    from synbib.incoming import annotated
    from synbib.library import read_text
    from synbib.paperlist.works.report import Tally

    library = read_text("", target) if data is None else options.library_of(data, target)
    library.raise_on_errors()
    before, warnings = library.document.text, library.diagnostics
    tally = Tally()
    converted: list[tuple[str, str, PaperList, Imported]] = []
    for source in sources:
        if source.syntax == "bibtex":
            imported, counted = _bibtex(library, source.data, source.name)
        else:
            text = decode_utf8(source.data, source.name)
            papers, imported, counted = _list(
                library, text, source.name, source.syntax, everything, convert
            )
            if convert:
                converted.append((source.name, text, papers, imported))
        tally += counted
        library = _again(library, imported.text)
    texts: list[tuple[str, str, str]] = []
    contents: dict[str, bytes] = {}
    for name, text, papers, imported in converted:
        done = _converted(text, papers, library, name, imported)
        tally += Tally(left=done.left, blocks=done.blocks)
        library = _again(library, annotated(library, done.notes))
        texts.append((name, text, done.text))
        contents[name] = done.text.encode()
    after = library.document.text
    # The store first: a README may name what only the new store has.
    texts.insert(0, (target, before, after))
    return {target: library.encode(after), **contents}, _Done(texts, tally, warnings)


def _list(
    library: Library, text: str, name: str, syntax: str, everything: bool, convert: bool
) -> tuple[PaperList, Imported, Tally]:
    from synbib.incoming import merge_into
    from synbib.library.matching import marks_in
    from synbib.paperlist.mentions.reader import read_list
    from synbib.paperlist.works.collect import collect
    from synbib.paperlist.works.generated import without_generated
    from synbib.paperlist.works.incoming import incoming_works
    from synbib.paperlist.works.report import Tally
    from synbib.paperlist.works.unite import NOTED
    from synbib.readme import refuse_conflicts

    text = text.removeprefix("\ufeff")
    if syntax == "markdown":
        refuse_conflicts(text, name)
        text = without_generated(text, library, name, options.readme_options())

    with _progress(name, len(text)) as progress:
        known = partial(marks_in, library.values())
        papers = read_list(text, name, syntax, progress, everything=everything, known=known)
    collected = collect(papers.mentions, name)
    imported = merge_into(
        library,
        incoming_works(collected.works, name, venue_as_written=convert),
        papers.headings,
        titled=papers.titled,
        pattern=options.settings().citation_key,
        form=_form(),
    )
    counted = Tally(
        mentions=len(papers.mentions),
        works=len(collected.works),
        conflicts=tuple(each for each in collected.findings if each.code != NOTED),
        unread=papers.unread,
        notes=(*papers.notes, *(each for each in collected.findings if each.code == NOTED)),
    )
    return papers, imported, counted + _done(imported)


def _bibtex(library: Library, data: bytes, name: str) -> tuple[Imported, Tally]:
    from synbib.incoming import from_library, merge_into
    from synbib.library import read_data
    from synbib.paperlist.works.report import Tally

    source = read_data(data, name, options.chosen_encoding())
    source.raise_on_errors()
    entries, headings = from_library(source)
    imported = merge_into(library, entries, headings, titled=False, form=_form())
    read = Tally(mentions=len(entries), works=len(entries), notes=source.diagnostics)
    return imported, read + _done(imported)


def _done(imported: Imported) -> Tally:
    from synbib.paperlist.works.report import Tally

    return Tally(
        new=len(imported.new),
        completed=len(imported.completed),
        unchanged=len(imported.unchanged),
        groups=imported.groups,
        conflicts=imported.findings,
    )


def _form() -> FormatOptions:
    from synbib.bibtex.format import FormatOptions

    return FormatOptions(**options.settings().fmt)


def _again(library: Library, text: str) -> Library:
    """Return the library of the store's new text."""
    from synbib.bibtex import Document
    from synbib.library import Library

    document = Document.parse(text, library.document.name)
    return Library([document], (), library.encoding, library.sentence_case)


def _converted(
    text: str, papers: PaperList, library: Library, name: str, imported: Imported
) -> Converted:
    from synbib.paperlist.works.convert import convert

    defaults = options.readme_options()
    return convert(text, papers, library, imported.mentioned, name, imported.above, defaults)


@contextmanager
def _progress(name: str, length: int) -> Iterator[Callable[[float], None] | None]:
    """Show a bar on a terminal where reading takes long enough; give what moves it."""
    if length < _LONG or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(
        length=_STEPS, label=f"Reading {printing.for_message(name)}", file=sys.stderr
    ) as bar:
        yield lambda share: bar.update(int(share * _STEPS) - bar.pos)
        bar.update(_STEPS - bar.pos)
