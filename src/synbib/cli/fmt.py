"""``synbib fmt``: BibTeX files in one form, in place."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import click

from synbib.bibtex.format.options import FormatOptions
from synbib.cli import options, printing, reports
from synbib.errors import Diagnostic, SynbibError
from synbib.files import read_bytes, write_atomically

if TYPE_CHECKING:
    from synbib.bibtex.encoding import Decoded


def _format_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add an option for each row of the table of `FormatOptions`; one that is not given is None."""
    for row in reversed(dataclasses.fields(FormatOptions)):
        name = row.name.replace("_", "-")
        help, metavar = row.metadata["help"], row.metadata["metavar"]
        if isinstance(row.default, bool):
            shown = "on" if row.default else "off"
            option = click.option(
                f"--{name}/--no-{name}", default=None, help=f"{help}  [default: {shown}]"
            )
        elif isinstance(row.default, int):
            shown = f"  [default: {row.default}; 0: off]" if row.default else "  [default: off]"
            option = click.option(
                f"--{name}", type=click.IntRange(min=0), metavar=metavar, help=help + shown
            )
        else:
            option = click.option(f"--{name}", metavar=metavar, callback=_names, help=help)
            off = f"Turn --{name} off, as far as it is on by default or by the project's settings."
            command = click.option(f"--no-{name}", is_flag=True, help=off)(command)
        command = option(command)
    return command


def _names(_: click.Context, option: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    if value is None:
        return None
    names = tuple(name.strip().lower() for name in value.split(",") if name.strip())
    if not names:
        raise click.BadParameter("give one name or more, with commas between", param=option)
    return names


@click.command(
    "fmt",
    epilog=options.examples(
        "synbib fmt",
        "synbib fmt --check --diff refs.bib",
        "synbib fmt --sort -year,author --no-sort-fields refs.bib",
        "synbib fmt - < refs.bib > tidy.bib",
    ),
)
@options.files_argument
@options.output_option
@click.option(
    "--check",
    is_flag=True,
    help="Write nothing; name the files that would change and exit with 1.",
)
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@reports.output_format
@_format_options
def command(
    files: tuple[str, ...], output: str | None, check: bool, diff: bool, **chosen: Any
) -> None:
    """Bring FILEs (the project's store by default) into one form, in place; - formats standard input."""
    from synbib.bibtex.encoding import decode

    names = files or (options.project_store(),)
    if output and len(names) > 1:
        raise SynbibError(f"--output takes one file, not {len(names)}; format them one by one")
    form = _chosen(chosen)
    # All files are formatted before the first is written, so that an error leaves every one as it was.
    done: list[tuple[str, Decoded, str]] = []
    for name in names:
        data = sys.stdin.buffer.read() if name == "-" else read_bytes(name)
        read = decode(data, _shown(name), options.chosen_encoding())
        done.append((name, read, _formatted(read, _shown(name), form)))
    changed = [(name, read, text) for name, read, text in done if text != read.text]
    if check or diff:
        for name, read, text in changed:
            if diff:
                reports.show_diff(options.diff(_shown(name), read.text, text))
            elif reports.for_github():
                reports.report(_unformatted(_shown(name), read.text, text))
            else:
                printing.tell(_shown(name), err=False)
        if check and changed:
            printing.tell("not formatted; run synbib fmt")
            raise click.exceptions.Exit(1)
        return
    for name, read, text in done:
        if (name == "-" and not output) or output == "-":
            printing.show_file(text, read.encode(text))
        elif output:
            write_atomically(output, read.encode(text))
        elif text != read.text:
            write_atomically(name, read.encode(text))
            printing.tell(f"{name}: formatted")


def _chosen(given: dict[str, Any]) -> FormatOptions:
    """Return the project's settings with what the command line gives."""
    values = {name: value for name, value in given.items() if not name.startswith("no_")}
    chosen = {name: value for name, value in values.items() if value is not None}
    off = {name: None for name in values if given.get(f"no_{name}")}
    return FormatOptions(**{**options.settings().fmt, **chosen, **off})


def _unformatted(name: str, old: str, new: str) -> Diagnostic:
    """Return the finding that a file is not formatted, at the first line that would change."""
    lines = zip_longest(old.split("\n"), new.split("\n"))
    line = next(number for number, (was, becomes) in enumerate(lines, 1) if was != becomes)
    return Diagnostic(name, line, 1, "unformatted", "not formatted", "run synbib fmt")


def _shown(name: str) -> str:
    return "<stdin>" if name == "-" else name


def _formatted(read: Decoded, name: str, form: FormatOptions) -> str:
    """Return the text formatted; what was kept as it is goes to standard error.

    Raises:
        SynbibError: It would say something else than before.
    """
    from synbib.bibtex import Document
    from synbib.bibtex.format import format_document, says_the_same
    from synbib.latex import encode

    document = Document.parse(read.text, name)
    formatted = format_document(document, form, encode if form.escape else None)
    for diagnostic in (*read.diagnostics, *formatted.warnings):
        reports.report(dataclasses.replace(diagnostic, severity="warning"), err=True)
    if not says_the_same(document, Document.parse(formatted.text, name), form):
        raise SynbibError(
            f"{name}: formatting would change what the file says, which is a fault of synbib; "
            "nothing was written, please report it"
        )
    return formatted.text
