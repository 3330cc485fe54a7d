"""``synbib process``: documents with their citations resolved."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from synbib import config
from synbib.choices import CitationFormat, CiteCommands
from synbib.cli import options, outputs, printing, reports
from synbib.cli.watch import run_again
from synbib.errors import FileError, SynbibError
from synbib.files import decode_utf8, read_bytes, write_atomically

if TYPE_CHECKING:
    from synbib.library import Library
    from synbib.verbs.processing import Processed, Wishes

_STDIN = "<stdin>"


@click.command(
    "process",
    epilog=options.examples(
        "synbib process paper.md -o paper.out.md",
        "synbib process --style apa --store refs.bib intro.md methods.md -o build/",
        "synbib process paper.md --cite-commands biblatex | pandoc -o paper.tex",
        "synbib process --check paper.md",
    ),
)
@click.argument("documents", nargs=-1, required=True, metavar="DOC...")
@options.store_option
@options.style_option
@click.option(
    "-f",
    "--format",
    type=click.Choice(get_args(CitationFormat)),
    help="What citations and references are written in.  [default: what the document is]",
)
@options.locale_option
@click.option(
    "--cite-commands",
    type=click.Choice(get_args(CiteCommands)),
    help="Write the commands of a LaTeX package, and format nothing.",
)
@click.option(
    "--link-citations/--no-link-citations",
    default=None,
    help="Whether citations link to their references.  [default: as the document says]",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE|FOLDER/",
    help="Write here, all documents in one file, or each under its name into a folder.",
)
@click.option(
    "--in-place", is_flag=True, help="Replace the documents: for copies, as citations become text."
)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if the output is stale.")
@click.option("--watch", is_flag=True, help="Go on, and do it again when a source changes.")
@reports.output_format
def command(
    documents: tuple[str, ...],
    store: str | None,
    style: str | None,
    format: CitationFormat | None,
    locale: str | None,
    cite_commands: CiteCommands | None,
    link_citations: bool | None,
    output: str | None,
    in_place: bool,
    check: bool,
    watch: bool,
) -> None:
    """Resolve the citations of DOCs, and write their bibliography; all else of them stays as it is.

    DOCs are Markdown and notebooks with pandoc's citations, or HTML or plain text with {{cite KEY}}. A key that no
    entry has is reported with its place, and the exit code is 1.
    """
    _refuse(documents, output, in_place=in_place, check=check, watch=watch)
    if watch:
        run_again(lambda: _sources(documents, store, style), store)
        return
    from synbib.verbs.processing import Wishes

    project = options.settings()
    wishes = Wishes(
        style,
        project.style,
        locale,
        project.locale,
        format,
        cite_commands,
        link_citations,
        project.styles,
    )
    texts = _texts(documents)
    done = _processed(texts, documents, store, wishes, write=in_place and not check)
    stale = _stale(done, output) if check else []
    if not check and not in_place:
        _write(done, output, _sources(documents, store, style, texts) if output else ())
    elif in_place and not check:
        for each in done:
            if each.changed:
                printing.tell(f"{each.name}: its citations are text now")
    for unread in dict.fromkeys(found for each in done for found in each.unread):
        reports.report(unread, err=True)
    missing = [finding for each in done for finding in each.missing]
    for diagnostic, line in missing:
        reports.report(diagnostic, line, err=True)
    if stale:
        printing.tell(f"stale: {', '.join(stale)}; run synbib process without --check")
    if missing or stale:
        raise click.exceptions.Exit(1)


def _refuse(
    documents: Sequence[str], output: str | None, *, in_place: bool, check: bool, watch: bool
) -> None:
    if in_place and output:
        raise SynbibError("--in-place writes the documents themselves; leave out --output")
    if in_place and watch:
        raise SynbibError("--watch would read what --in-place wrote; name an --output")
    if watch and not output:
        raise SynbibError("--watch writes again and again; name an --output")
    if check and (watch or in_place):
        raise SynbibError("--check writes nothing; leave out --watch and --in-place")
    if "-" in documents and (len(documents) > 1 or in_place or watch):
        raise SynbibError("- is one document from standard input, and has no file; name files")


def _texts(documents: Sequence[str]) -> dict[str, str]:
    from synbib.documents import HINT

    return {
        _STDIN if name == "-" else name: decode_utf8(
            options.read_stdin() if name == "-" else read_bytes(name, HINT), name
        )
        for name in documents
    }


def _processed(
    texts: Mapping[str, str],
    documents: Sequence[str],
    store: str | None,
    wishes: Wishes,
    *,
    write: bool,
) -> list[Processed]:
    from synbib.verbs.processing import names_entries, process_files, process_text

    library = None if store is None and names_entries(texts) else _library(store)
    if _STDIN in texts:
        return [process_text(texts[_STDIN], library, _STDIN, wishes)]
    return process_files(documents, library, wishes, write=write, tell=printing.tell)


def _library(store: str | None) -> Library:
    """Return the library of a store, whatever is wrong in entries that nobody cites."""
    name = store or options.project_store()
    data = options.read_stdin() if name == "-" else read_bytes(name, options.store_hint(name))
    return options.library_of(data, _STDIN if name == "-" else name)


def _targets(done: Sequence[Processed], output: str) -> dict[str, bytes]:
    """Return the files that are written, and what they are to hold."""
    if output.endswith(("/", os.sep)) or Path(output).is_dir():
        files = {str(Path(output) / Path(each.name).name): each.data for each in done}
        if len(files) < len(done):
            raise SynbibError("two documents have one name; write them to folders of their own")
        return files
    return {output: _joined(done).encode()}


def _joined(done: Sequence[Processed]) -> str:
    """Return several documents as one, with a blank line between.

    Raises:
        SynbibError: One of several is a notebook.
    """
    notebook = next((each.name for each in done if each.name.lower().endswith(".ipynb")), None)
    if notebook and len(done) > 1:
        raise SynbibError(f"{notebook}: a notebook is a file by itself; add --output FOLDER/")
    texts = [each.text for each in done]
    return "\n".join(text if text.endswith("\n") else f"{text}\n" for text in texts[:-1]) + (
        ("\n" if texts[:-1] else "") + texts[-1]
    )


def _write(done: Sequence[Processed], output: str | None, read: Collection[Path]) -> None:
    """Print documents, or write them to files, of which none may be one that is ``read``."""
    if not output or output == "-":
        text = _joined(done)
        printing.show_file(text, text.encode())
        return
    targets = _targets(done, output)
    for name in targets:
        options.keep_files(name, map(str, read))
        outputs.refuse_document(name, "have pandoc write it with --filter synbib-pandoc")
    for name, data in targets.items():
        folder = Path(name).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileError(f"{folder}: cannot be made: {error.strerror}") from None
        write_atomically(name, data, tell=printing.tell)


def _stale(done: Sequence[Processed], output: str | None) -> list[str]:
    """Return the files of the output that are not what would be written."""
    if not output or output == "-":
        return []
    stale: list[str] = []
    for name, data in _targets(done, output).items():
        if not Path(name).is_file() or Path(name).read_bytes() != data:
            stale.append(name)
    return stale


def _sources(
    documents: Sequence[str],
    store: str | None,
    style: str | None,
    texts: Mapping[str, str] | None = None,
) -> frozenset[Path]:
    """Return the files that the documents are written from, themselves included; ``texts`` if they were read before."""
    from synbib.verbs.processing import named_files

    named: list[str | Path] = [*documents, "synbib.toml", "pyproject.toml", store or ""]
    with contextlib.suppress(SynbibError):  # the run itself says what is wrong
        project = config.load(Path())
        named += [project.store, style or project.style]
    with contextlib.suppress(SynbibError):
        named += named_files(_texts(documents) if texts is None else texts)
    return frozenset(Path(each).absolute() for each in named if each)
