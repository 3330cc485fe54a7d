"""``synbib import``: lists of papers, and other BibTeX files, into the store."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from synbib.cli import options
from synbib.errors import SynbibError
from synbib.files import decode_utf8, read_bytes, write_atomically

if TYPE_CHECKING:
    from synbib.bibtex.format import FormatOptions
    from synbib.library import Library
    from synbib.paperlist.mentions.reader import PaperList
    from synbib.paperlist.works.convert import Converted
    from synbib.paperlist.works.report import Tally
    from synbib.paperlist.works.store import Imported

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
@click.option("-v", "--verbose", is_flag=True, help="Report all findings, not the first twenty.")
def command(
    sources: tuple[str, ...],
    store: str | None,
    dry_run: bool,
    diff: bool,
    convert: bool,
    everything: bool,
    form: str,
    verbose: bool,
) -> None:
    """Read the papers that SOURCEs list into the store; - is standard input.

    A SOURCE is a README with a list or tables of papers, or a BibTeX file. Entries that the store has are completed
    and never overwritten. Importing the same SOURCE again changes nothing.
    """
    from synbib.library import read_text
    from synbib.paperlist.works.report import Tally, report

    target = store or options.settings().store
    if target == "-":
        raise SynbibError("the store is written, and cannot be -; name a file")
    is_new = not os.path.lexists(target)
    library = read_text("", target) if is_new else options.open_library([target])
    before = library.document.text
    tally = Tally()
    # All is made before anything is written, so that an error leaves every file as it was.
    changed: list[tuple[str, str, str, bytes]] = []
    converted: list[tuple[str, str, PaperList, Imported]] = []
    for source in sources:
        syntax = form if form != "auto" else _BY_ENDING.get(Path(source).suffix.lower(), "markdown")
        name = "<stdin>" if source == "-" else source
        data = sys.stdin.buffer.read() if source == "-" else read_bytes(source)
        if convert and (syntax != "markdown" or source == "-"):
            raise SynbibError(f"{name}: --convert rewrites Markdown files; leave it out here")
        if syntax == "bibtex":
            imported, counted = _bibtex(library, data, name)
        else:
            text = decode_utf8(data, name)
            papers, imported, counted = _list(library, text, name, syntax, everything)
            if convert:
                converted.append((name, text, papers, imported))
        tally += counted
        library = _again(library, imported.text)
    for name, text, papers, imported in converted:
        done = _converted(text, papers, library, name, imported.above)
        tally += Tally(left=done.left)
        changed.append((name, text, done.text, done.text.encode()))
    # Encoded before anything is written: the store's encoding may lack a character.
    after = library.document.text
    changed.insert(0, (target, before, after, library.encode(after)))
    for name, old, new, data in changed:
        if old == new and not (is_new and name == target):
            continue
        if diff:
            click.echo(options.diff(name, old, new), nl=False)
        elif not dry_run:
            write_atomically(Path(name), data)
    click.echo(report(tally, verbose=verbose), nl=False, err=True)


def _list(
    library: Library, text: str, name: str, syntax: str, everything: bool
) -> tuple[PaperList, Imported, Tally]:
    from synbib.paperlist.mentions.reader import read_list
    from synbib.paperlist.works.collect import collect
    from synbib.paperlist.works.generated import without_generated
    from synbib.paperlist.works.report import Tally
    from synbib.paperlist.works.store import incoming_works, merge_into
    from synbib.paperlist.works.unite import NOTED

    text = text.removeprefix("\ufeff")
    if syntax == "markdown":
        text = without_generated(text, library, name)

    with _progress(name, len(text)) as progress:
        papers = read_list(text, name, syntax, progress, everything=everything)
    collected = collect(papers.papers, name)
    imported = merge_into(
        library,
        incoming_works(collected.works, name),
        papers.headings,
        titled=papers.titled,
        pattern=options.settings().citation_key,
        form=_form(),
    )
    counted = Tally(
        mentions=len(papers.papers),
        works=len(collected.works),
        conflicts=tuple(each for each in collected.findings if each.code != NOTED),
        unread=papers.unread,
        notes=(*papers.notes, *(each for each in collected.findings if each.code == NOTED)),
    )
    return papers, imported, counted + _done(imported)


def _bibtex(library: Library, data: bytes, name: str) -> tuple[Imported, Tally]:
    from synbib.library import read_data
    from synbib.paperlist.works.report import Tally
    from synbib.paperlist.works.store import incoming_entries, merge_into

    source = read_data(data, name, options.chosen_encoding())
    source.raise_on_errors()
    entries, headings = incoming_entries(source)
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


def _converted(text: str, papers: PaperList, library: Library, name: str, above: int) -> Converted:
    from synbib.paperlist.works.convert import convert

    return convert(text, papers, library, name, above, options.readme_options())


@contextmanager
def _progress(name: str, length: int) -> Iterator[Callable[[float], None] | None]:
    """Show a bar on a terminal where reading takes long enough; give what moves it."""
    if length < _LONG or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=_STEPS, label=f"Reading {name}", file=sys.stderr) as bar:
        yield lambda share: bar.update(int(share * _STEPS) - bar.pos)
        bar.update(_STEPS - bar.pos)
