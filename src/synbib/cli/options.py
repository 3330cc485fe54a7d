"""Options that several commands share, and what they all do with them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from synbib import config
from synbib.files import decode_utf8, write_atomically

if TYPE_CHECKING:
    from synbib.library import Library
    from synbib.readme import Options

__all__ = [
    "examples",
    "files_argument",
    "format_option",
    "group_option",
    "groups_option",
    "level_option",
    "locale_option",
    "open_library",
    "output_option",
    "readme_options",
    "settings",
    "show",
    "store_option",
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
groups_option = click.option(
    "-g",
    "--group",
    multiple=True,
    metavar="GROUP",
    help="Only this group and those below it, e.g. 'Applications/Agent'. Repeatable.",
)
level_option = click.option(
    "--level", metavar="1-6", help="The level of the topmost headings.  [default: 2]"
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


def readme_options(**given: str | Iterable[str] | None) -> Options:
    """Return the project's settings with what the command line gives; names are those of block options.

    Raises:
        SynbibError: A value is not of its option's form, or names what does not exist.
    """
    from synbib.bibliography import StyleChoice
    from synbib.readme import Options

    project = settings()
    options = Options(styles=StyleChoice(project.style, project.style_for), locale=project.locale)
    for name, value in given.items():
        values = [value] if isinstance(value, str) else value or ()
        for each in values:
            options = options.set(name.replace("_", "-"), each)
    return options


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
