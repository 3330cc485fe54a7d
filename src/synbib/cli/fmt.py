"""``synbib fmt``: BibTeX files in one form, in place."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from synbib.bibtex.format.options import FormatOptions
from synbib.cli import options, printing, reports
from synbib.errors import SynbibError
from synbib.files import write_atomically
from synbib.limits import WIDEST_LAYOUT

if TYPE_CHECKING:
    from synbib.verbs.formatting import FormattedFile


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
    from synbib.verbs.formatting import format_data, format_files

    names = files or (options.project_store(),)
    if output and len(names) > 1:
        raise SynbibError(f"--output takes one file, not {len(names)}; format them one by one")
    if (output or "-") == "-" and "-" in (output, *names) and not (check or diff):
        reports.results_follow()
    form, encoding = _chosen(chosen), options.chosen_encoding()
    done: dict[str, FormattedFile] = {}
    if "-" in names:
        done["-"] = format_data(options.read_stdin(), "<stdin>", options=form, encoding=encoding)
    done |= {
        each.name: each
        for each in format_files(
            [name for name in names if name != "-"],
            options=form,
            encoding=encoding,
            write=not (check or diff or output),
            tell=printing.tell,
        )
    }
    formatted = [done[name] for name in dict.fromkeys(names)]
    for diagnostic in (found for each in formatted for found in each.diagnostics):
        reports.report(diagnostic, err=True)
    changed = [each for each in formatted if each.changed]
    if check or diff:
        _show_changes(changed, diff=diff)
        if check and changed:
            printing.tell("not formatted; run synbib fmt")
            raise click.exceptions.Exit(1)
        if not changed:
            printing.remark("all of it is in this form already")
        return
    for each in formatted:
        if output and output != "-":
            write_atomically(output, each.data, tell=printing.tell)
        elif output or each is done.get("-"):
            printing.show_file(each.text, each.data)
        elif each.changed:
            printing.tell(f"{each.name}: formatted")
        else:
            printing.remark(f"{each.name}: is in this form already")


def _show_changes(changed: list[FormattedFile], *, diff: bool) -> None:
    for each in changed:
        if diff:
            reports.show_diff(each.diff)
        elif reports.for_programs() and each.unformatted:
            reports.report(each.unformatted)
        else:
            printing.tell(each.name, err=False)


def _chosen(given: dict[str, Any]) -> FormatOptions:
    """Return the project's settings with what the command line gives."""
    values = {name: value for name, value in given.items() if not name.startswith("no_")}
    chosen = {name: value for name, value in values.items() if value is not None}
    off = {name: None for name in values if given.get(f"no_{name}")}
    return FormatOptions(**{**options.settings().fmt, **chosen, **off})
