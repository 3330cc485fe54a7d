"""Options that several commands share, and what they all do with them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from synbib import config
from synbib.errors import SynbibError
from synbib.files import decode_utf8, write_atomically

if TYPE_CHECKING:
    from synbib.bibliography import StyleChoice
    from synbib.library import Library

__all__ = [
    "examples",
    "files_argument",
    "format_option",
    "group_option",
    "locale_option",
    "open_library",
    "output_option",
    "show",
    "store_option",
    "style_choice",
    "style_for_option",
    "style_option",
]

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

files_argument = click.argument("files", nargs=-1, metavar="[FILE]...")
store_option = click.option(
    "--store", metavar="FILE", help="The BibTeX file, - for standard input."
)
style_option = click.option(
    "-s",
    "--style",
    metavar="STYLE",
    help="A CSL style: its name, an alias, or the path of a .csl file.",
)
style_for_option = click.option(
    "--style-for",
    multiple=True,
    metavar="TYPE=STYLE",
    help="The style of one entry type, e.g. inproceedings=acl. Repeatable.",
)
locale_option = click.option(
    "--locale", metavar="TAG", help="The language of terms and dates, e.g. de-DE."
)
group_option = click.option(
    "-g",
    "--group",
    metavar="GROUP",
    help="Only this group and those below it, e.g. 'Applications/Agent'.",
)
output_option = click.option(
    "-o", "--output", metavar="FILE", help="Write here instead of to the terminal."
)


def format_option(default: str) -> Decorator:
    """Return the option ``--format`` with this default."""
    return click.option(
        "-f",
        "--format",
        default=default,
        show_default=True,
        metavar="FORMAT",
        help="markdown, html, latex or text.",
    )


def examples(*lines: str) -> str:
    """Return the epilog of a command's help: its examples, a line each."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def settings() -> config.Config:
    """Return the settings of the project in the current folder."""
    return config.load(Path())


def open_library(files: Iterable[str]) -> Library:
    """Return the library of the files, of the project's store if there are none; warnings go to standard error.

    Raises:
        SynbibError: A file cannot be read, or something in it could not be understood.
    """
    from synbib.library import combine, read, read_text

    names = list(files) or [settings().store]
    library = combine(
        [
            read_text(decode_utf8(sys.stdin.buffer.read(), "<stdin>"), "<stdin>")
            if name == "-"
            else read(name)
            for name in names
        ]
    )
    library.raise_on_errors()
    for warning in library.diagnostics:
        click.echo(f"{warning} (warning)", err=True)
    return library


def style_choice(style: str | None, style_for: Iterable[str]) -> StyleChoice:
    """Return the styles that the command line and the project's settings choose.

    Raises:
        SynbibError: A ``--style-for`` is not ``TYPE=STYLE``.
    """
    from synbib.bibliography import StyleChoice

    project = settings()
    by_type: Mapping[str, str] = {} if style else project.style_for
    chosen: dict[str, str] = {}
    for pair in style_for:
        entry_type, equals, name = pair.partition("=")
        if not (entry_type and equals and name):
            raise SynbibError(f"--style-for {pair}: not TYPE=STYLE; write e.g. inproceedings=acl")
        chosen[entry_type.strip().lower()] = name.strip()
    return StyleChoice(style or project.style, {**by_type, **chosen})


def show(text: str, output: str | None) -> None:
    """Print ``text``, or write it to the file ``output``.

    Raises:
        SynbibError: The file cannot be written.
    """
    text = text.rstrip("\n") + "\n" if text else ""
    if output and output != "-":
        write_atomically(output, text.encode())
    else:
        click.echo(text, nl=False)
