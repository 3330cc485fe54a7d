"""``synbib fmt``: BibTeX files in one form, in place."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Mapping
from itertools import zip_longest
from typing import Any

import click

from synbib.bibtex.format.options import FormatOptions
from synbib.cli import options, printing, reports
from synbib.errors import BibtexError, Diagnostic, SynbibError
from synbib.files import read_files, update, write_atomically
from synbib.limits import WIDEST_LAYOUT


@dataclasses.dataclass(frozen=True, slots=True)
class _Formatted:
    """A file formatted.

    Attributes:
        name: The file, ``-`` for standard input.
        before: Its text as it was.
        text: Its text formatted.
        data: That in the file's encoding.
        diagnostics: What was doubtful, or kept as it was.
    """

    name: str
    before: str
    text: str
    data: bytes
    diagnostics: tuple[Diagnostic, ...]


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
                f"--{name}",
                type=click.IntRange(0, WIDEST_LAYOUT),
                metavar=metavar,
                help=help + shown,
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
    names = files or (options.project_store(),)
    if output and len(names) > 1:
        raise SynbibError(f"--output takes one file, not {len(names)}; format them one by one")
    if (output or "-") == "-" and "-" in (output, *names) and not (check or diff):
        reports.results_follow()
    form, encoding = _chosen(chosen), options.chosen_encoding()
    given = {"-": sys.stdin.buffer.read()} if "-" in names else {}
    named = [name for name in names if name != "-"]

    def formatted(read: Mapping[str, bytes]) -> tuple[dict[str, bytes], list[_Formatted]]:
        data = {**given, **read}
        done = [_formatted(name, data[name], form, encoding) for name in dict.fromkeys(names)]
        return {each.name: each.data for each in done if each.name in read}, done

    if check or diff or output:
        _, done = formatted(read_files(named))
    else:
        done = update(named, formatted, tell=printing.tell).result
    for diagnostic in (found for each in done for found in each.diagnostics):
        reports.report(diagnostic, err=True)
    changed = [each for each in done if each.text != each.before]
    if check or diff:
        _show_changes(changed, diff=diff)
        if check and changed:
            printing.tell("not formatted; run synbib fmt")
            raise click.exceptions.Exit(1)
        return
    for each in done:
        if output and output != "-":
            write_atomically(output, each.data, tell=printing.tell)
        elif output or each.name == "-":
            printing.show_file(each.text, each.data)
        elif each in changed:
            printing.tell(f"{each.name}: formatted")


def _show_changes(changed: list[_Formatted], *, diff: bool) -> None:
    for each in changed:
        shown = _shown(each.name)
        if diff:
            reports.show_diff(options.diff(shown, each.before, each.text))
        elif reports.for_programs():
            reports.report(_unformatted(shown, each.before, each.text))
        else:
            printing.tell(shown, err=False)


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


def _formatted(name: str, data: bytes, form: FormatOptions, encoding: str | None) -> _Formatted:
    """Return the file formatted.

    Raises:
        SynbibError: It is no BibTeX, or would say something else than before.
    """
    from synbib.bibtex import Document
    from synbib.bibtex.encoding import decode
    from synbib.bibtex.format import format_document, says_the_same
    from synbib.latex import encode

    read = decode(data, _shown(name), encoding)
    document = Document.parse(read.text, _shown(name))
    if document.unreadable:
        raise BibtexError.of(document.unreadable)
    formatted = format_document(document, form, encode if form.escape else None)
    if not says_the_same(document, Document.parse(formatted.text, _shown(name)), form):
        raise SynbibError(
            f"{_shown(name)}: formatting would change what the file says, which is a fault of synbib; "
            "nothing was written, please report it"
        )
    found = (*read.diagnostics, *formatted.warnings)
    return _Formatted(name, read.text, formatted.text, read.encode(formatted.text), found)
