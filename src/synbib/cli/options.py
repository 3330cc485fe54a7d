"""Options that several commands share, and what they all do with them."""

from __future__ import annotations

import gc
import os
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, get_args

import click

from synbib import config, lazily
from synbib.choices import EngineName, OutputFormat
from synbib.cli import printing
from synbib.cli.middlewares import allowed
from synbib.cli.outputs import FORMATS, refuse_document, text_format
from synbib.errors import (
    BibtexError,
    Diagnostic,
    StyleError,
    SynbibError,
    UnknownNameError,
    nearest,
)
from synbib.files import read_bytes, write_atomically
from synbib.files.reading import STORE_HINT
from synbib.folder import check_inside
from synbib.text.controls import without_controls

if TYPE_CHECKING:
    from synbib.bibliography import StyleChoice
    from synbib.library import Library
    from synbib.lookup.settings import Settings
    from synbib.readme import Options

__all__ = [
    "asking",
    "chosen_encoding",
    "chosen_format",
    "engine_option",
    "examples",
    "files_argument",
    "filter_option",
    "format_option",
    "from_option",
    "group_by_option",
    "group_option",
    "groups_option",
    "index_option",
    "json_option",
    "keep_files",
    "level_option",
    "library_of",
    "locale_option",
    "looking_into",
    "open_library",
    "open_stdin",
    "output_format_option",
    "output_option",
    "project_store",
    "read_library",
    "read_stdin",
    "readme_options",
    "reference_options",
    "seen_format",
    "selection_options",
    "settings",
    "show",
    "since_option",
    "sort_option",
    "store_hint",
    "store_option",
    "stores_of",
    "style_for_option",
    "style_option",
    "styles_of",
    "tell_of",
    "width_of",
    "width_option",
]

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

_ENCODING: Final = "synbib.encoding"
_FORMAT: Final = "synbib.format"
_SETTINGS: Final = "synbib.settings"
_MOST_STORES_TOLD: Final = 3


def _remember_encoding(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    ctx.meta[_ENCODING] = value


# It comes with whatever names a store; `open_library` looks it up.
_encoding_option = click.option(
    "--encoding",
    metavar="NAME",
    callback=_remember_encoding,
    expose_value=False,
    help="The encoding of a BibTeX file that is not Unicode, e.g. gbk.  [default: guessed]",
)


def _remember_format(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    ctx.meta[_FORMAT] = value


# `library_of` and `chosen_format` look it up.
from_option = click.option(
    "--from",
    metavar="FORMAT",
    callback=_remember_format,
    expose_value=False,
    help="What FILE is written in, e.g. ris or csl-json.  [default: its ending or its content tells]",
)


def files_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the argument ``files``, the BibTeX files, to a command."""
    return click.argument("files", nargs=-1, metavar="[FILE]...")(_encoding_option(command))


def store_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option ``--store``, the BibTeX file, to a command."""
    help = "The BibTeX file, - for standard input."
    return click.option("--store", metavar="FILE", help=help)(_encoding_option(command))


def _style_meant(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Return the style that is meant by a name, which may be one of the project's own.

    Raises:
        UnknownNameError: It is no style, and looks like one of the project's names.
    """
    if not value:
        return value
    names = settings().styles
    if value not in names and not value.endswith(".bst") and nearest(value, names):
        from synbib.csl.style import find_style, style_names

        try:
            find_style(value)
        except StyleError:
            raise UnknownNameError.among("style", value, [*names, *style_names()]) from None
    return names.get(value, value)


style_option = click.option(
    "-s",
    "--style",
    metavar="STYLE",
    callback=_style_meant,
    help="A CSL style: its name, an alias, or the path of a .csl file; or one of BibTeX's: plain.bst.",
)
style_for_option = click.option(
    "--style-for",
    multiple=True,
    metavar="TYPE=STYLE",
    help="The style of one entry type, e.g. inproceedings=acl. Repeatable.",
)
engine_option = click.option(
    "--engine",
    type=click.Choice(get_args(EngineName)),
    default="synbib",
    show_default=True,
    help="What formats; citeproc-py for a second opinion.",
)
locale_option = click.option(
    "--locale",
    metavar="TAG",
    help="The language of terms and dates, e.g. de-DE; item: that of each entry.",
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
filter_option = click.option(
    "--filter",
    multiple=True,
    metavar="QUERY",
    help="Only what a search finds, e.g. 'year>=2023 -code:none'; see synbib find. Repeatable.",
)
since_option = click.option(
    "--since", metavar="DATE", help="Only what was published since, e.g. 2024-05."
)
sort_option = click.option(
    "--sort",
    metavar="KEYS",
    help="By year, date, author, title, venue, type, key, added; - for the other way round: -year,author.",
)
group_by_option = click.option(
    "--group-by",
    metavar="NAMES",
    help="What the headings are: group, year, type, venue, keyword, author, language, or none; "
    "year,venue for venues below years.  [default: group]",
)
# --- What lists and tables share: the options of a block, in the same words --------------------------------

_FLAG_METAVAR: Final = "yes|no"
_SELECTING: Final = (
    groups_option,
    click.option(
        "--nested",
        metavar=_FLAG_METAVAR,
        help="Whether the groups below belong to it.  [default: yes]",
    ),
    filter_option,
    since_option,
    click.option(
        "--after", metavar="KEY", help="Only what stands after this entry, in the order below."
    ),
    click.option("--until", metavar="KEY", help="Only what stands up to this entry."),
)
_ARRANGING: Final = (
    sort_option,
    click.option(
        "--place",
        metavar="PLACES",
        help="Entries out of that order: 'roe2021 after doe2020, poe1999 first'.",
    ),
    click.option("--newest-first", metavar=_FLAG_METAVAR, help="The same as --sort=-date."),
    click.option("--limit", metavar="NUMBER", help="So many entries at most."),
    group_by_option,
    click.option(
        "--headings", metavar=_FLAG_METAVAR, help="Whether headings show.  [default: yes]"
    ),
    level_option,
    click.option(
        "--numbering",
        metavar="no|all|group",
        help="Numbers: through all groups, or anew in each.  [default: no]",
    ),
)
_SHOWING: Final = (
    click.option(
        "--form",
        metavar="NAME",
        help="How an entry looks: a form that is ready, as title-first, or one of synbib.toml.",
    ),
    click.option(
        "--first",
        metavar="NUMBER",
        help="The number of the first entry, in a form with numbers.  [default: 1]",
    ),
    click.option(
        "--own-name",
        multiple=True,
        metavar="NAME",
        help="A name that is bold, e.g. 'Tan, Zhen'. Repeatable.",
    ),
    click.option(
        "--badges",
        metavar="yes|KINDS",
        help="Links as badges; with words and colours of your own: paper=PDF:b31b1b,code=GitHub.",
    ),
    click.option(
        "--stars", metavar=_FLAG_METAVAR, help="A badge with the stars on GitHub.  [default: no]"
    ),
    click.option("--template", metavar="FILE", help="A Jinja2 template that writes it instead."),
)


_REFERENCES: Final = (
    style_option,
    style_for_option,
    locale_option,
    click.option(
        "--links", metavar="KINDS", help="Only these links, e.g. paper,code.  [default: all]"
    ),
    click.option(
        "--details",
        metavar="no|abstract|bibtex|both",
        help="What is folded away under each reference.  [default: no]",
    ),
)


def reference_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of references and what stands below them to a command; they go to `readme_options`."""
    for option in reversed(_REFERENCES):
        command = option(command)
    return command


def selection_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that lists and tables share to a command; their values go to `readme_options`."""
    for option in reversed((*_SELECTING, *_ARRANGING, *_SHOWING)):
        command = option(command)
    return command


group_option = click.option(
    "-g",
    "--group",
    metavar="GROUP",
    help="Only this group and those below it, e.g. 'Applications/Agent'.",
)
index_option = click.option(
    "--index",
    metavar="PATH",
    help="The index of works: a file, or a folder that synbib bulk index made.  "
    "[default: SYNBIB_INDEX, else in the folder for your data]",
)
width_option = click.option(
    "--width",
    type=click.IntRange(min=20),
    metavar="COLUMNS",
    help="Break lines, in text and terminal.  [default: a terminal's own width]",
)
output_option = click.option(
    "-o", "--output", metavar="FILE", help="Write here instead of to the terminal."
)


def _one_of(formats: Sequence[str]) -> str:
    return " or ".join((", ".join(formats[:-1]), formats[-1])) + "."


def format_option(default: str) -> Decorator:
    """Return the option ``--format`` with this default."""
    return click.option(
        "-f",
        "--format",
        default=default,
        show_default=True,
        metavar="FORMAT",
        callback=lambda _context, _parameter, value: text_format(value),
        help=_one_of(get_args(OutputFormat)),
    )


output_format_option = click.option(
    "-f",
    "--format",
    metavar="FORMAT",
    help=f"{_one_of(FORMATS)}  [default: what the ending of --output tells, else markdown]",
)


json_option = click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")


def examples(*lines: str) -> str:
    """Return the epilog of a command's help: its examples, a line each."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def settings() -> config.Config:
    """Return the settings of the project in the current folder; a command reads them once."""
    meta = click.get_current_context().meta
    if _SETTINGS not in meta:
        meta[_SETTINGS] = config.load(Path())
    found: config.Config = meta[_SETTINGS]
    return found


def styles_of(style: str | None) -> StyleChoice:
    """Return which style formats which entry: one that is given, all of them, else as the project has it."""
    from synbib.bibliography import StyleChoice

    project = settings()
    return StyleChoice(style) if style else StyleChoice(project.style, project.style_for)


def project_store() -> str:
    """Return the store that the project's settings name, or the one that there is without settings.

    Raises:
        SynbibError: It is outside of the current folder, or hidden.
    """
    store = settings().store
    check_inside(store, "store", "move it here, or give it on the command line")
    return store


def store_hint(name: str) -> str:
    """Return what to do if there is no such store: for the project's own, how it is made, or another one named.

    Args:
        name: The store.
    """
    if name != settings().store or Path(name).exists():
        return STORE_HINT
    context = click.get_current_context()
    takes_option = any("--store" in each.opts for each in context.command.params)
    how = "--store" if takes_option else context.command_path
    there = sorted(map(str, Path().glob("*.bib")))
    if not there:
        return f"synbib init makes it; or name another one: {how} FILE"
    named = [f"{how} {shlex.quote(each)}" for each in there[:_MOST_STORES_TOLD]]
    return f"name one that is here, {' or '.join(named)}, or have synbib init set this folder up"


def chosen_encoding() -> str | None:
    """Return the encoding that ``--encoding`` or the project's settings name; None if neither does."""
    given: str | None = click.get_current_context().meta.get(_ENCODING)
    return given or settings().encoding


def chosen_format() -> str | None:
    """Return the format that ``--from`` names; None if nothing does.

    Raises:
        SynbibError: There is no such format, or it is not read.
    """
    given: str | None = click.get_current_context().meta.get(_FORMAT)
    if given is None:
        return None
    from synbib.formats import format_named

    return format_named(given)


def library_of(data: bytes, name: str, *, stays: bool = True) -> Library:
    """Return the library of a file's bytes, read as the command line and the project's settings say.

    Args:
        data: The bytes.
        name: The name of the file.
        stays: Whether it is there until the process ends.

    Raises:
        SynbibError: There is no such encoding or middleware. Broken entries do not raise.
    """
    from synbib.opening import read_data

    project = settings()
    library = read_data(
        data,
        name,
        chosen_encoding(),
        allowed(project.middlewares),
        sentence_case=project.sentence_case,
        format=chosen_format(),
    )
    if stays:
        gc.freeze()  # the collector need not go over it again and again
    return library


def open_stdin() -> BinaryIO:
    """Return standard input.

    Raises:
        SynbibError: Whoever started this has closed it.
    """
    if sys.stdin is None:
        raise SynbibError("standard input is closed; name a file instead of -")
    return sys.stdin.buffer


def read_stdin() -> bytes:
    """Return what is on standard input; raise as `open_stdin` does."""
    return open_stdin().read()


def stores_of(files: Iterable[str]) -> list[str]:
    """Return the files, the project's store if there are none."""
    return list(files) or [project_store()]


def open_library(files: Iterable[str], keys: Iterable[str] = ()) -> Library:
    """Return the library of the files, of the project's store if there are none; warnings go to standard error.

    Args:
        files: Names of files; ``-`` for standard input.
        keys: The entries that are wanted, where it is not all: what is wrong in others does not matter then, and
            they are not read.

    Raises:
        SynbibError: A file cannot be read, or something in it could not be understood; or it lacks one of ``keys``.
    """
    library = read_library(files)
    wanted = list(keys)
    tell_of(library.check(wanted) if wanted else library.diagnostics)
    return library


@contextmanager
def looking_into(files: Iterable[str]) -> Iterator[Library]:
    """Lend the library of the files, of the project's store if there are none, for what is printed of it.

    Who looks for something is shown what can be read, and told afterwards what cannot; warnings go before.

    Args:
        files: Names of files; ``-`` for standard input.

    Raises:
        SynbibError: A file cannot be read; or, at the end, something in it could not be understood.
    """
    library = read_library(files)
    tell_of(library.unreadable)
    told = library.diagnostics
    tell_of([each for each in told if each.severity != "error"])
    yield library
    tell_of([each for each in told if each.severity == "error"])


def read_library(files: Iterable[str]) -> Library:
    """Return the library of the files, of the project's store if there are none, whatever is wrong in it.

    Args:
        files: Names of files; ``-`` for standard input.

    Raises:
        SynbibError: A file cannot be read.
    """
    from synbib.library import combine

    return combine(
        [
            library_of(read_stdin(), "<stdin>")
            if name == "-"
            else library_of(read_bytes(name, store_hint(name)), name)
            for name in stores_of(files)
        ]
    )


def tell_of(found: Sequence[Diagnostic]) -> None:
    """Print warnings to standard error.

    Raises:
        BibtexError: There are errors among what was found.
    """
    if errors := [diagnostic for diagnostic in found if diagnostic.severity == "error"]:
        raise BibtexError.of(errors)
    for warning in found:
        printing.tell(f"{warning} (warning)")


def readme_options(**given: str | Iterable[str] | None) -> Options:
    """Return the project's settings with what the command line gives; names are those of block options.

    Raises:
        SynbibError: A value is not of its option's form, or names what does not exist.
    """
    from synbib.readme import OPTIONS, Options

    project = settings()
    options = Options(
        styles=styles_of(None),
        style_names=project.styles,
        locale=project.locale,
    )
    if project.forms:
        from synbib.readme.forms.form import forms_of

        options = lazily.replace(options, forms=forms_of(project.forms))
    for name in project.own_name:
        options = options.set("own-name", name)
    for name in OPTIONS:
        value = given.get(name.replace("-", "_"))
        values = [value] if isinstance(value, str) else value or ()
        for each in values:
            options = options.set(name, each)
    return options


def asking(*, refresh: bool, max_requests: int | None) -> Settings:
    """Return how services are asked: as the environment says, else the user's own file, never a folder's.

    Raises:
        SynbibError: A setting is not of its form, or no service has its name.
    """
    from synbib.lookup.settings import Settings

    return Settings.of(os.environ, config.own_lookup(), most_requests=max_requests, refresh=refresh)


def keep_files(output: str | None, read: Iterable[str]) -> None:
    """Refuse to write what is made of files in place of one of them.

    Raises:
        SynbibError: ``output`` is one of the files that are ``read``.
    """
    if output and any(_is_same(output, name) for name in read):
        raise SynbibError(f"{output}: is read, and would be lost; name another file with -o")


def _is_same(one: str, other: str) -> bool:
    try:
        return Path(one).samefile(other)
    except OSError:
        return False  # one of them is not there, or is standard input


def show(text: str, output: str | None, *, format: OutputFormat = "markdown") -> None:
    """Print ``text``, or write it to the file ``output``.

    Args:
        text: The text.
        output: The file; standard output without one, or for ``-``.
        format: What it is written in. What is written for a terminal keeps its control characters wherever it goes.

    Raises:
        SynbibError: The file cannot be written, or its ending says that it is no text.
    """
    refuse_document(output)
    text = text.rstrip("\n") + "\n" if text else ""
    for_terminal = format == "terminal"
    if output and output != "-":
        written = text if for_terminal else without_controls(text)
        write_atomically(output, written.encode(), tell=printing.tell)
    elif not text:
        printing.remark("there is nothing to show: no entry is chosen")
    elif for_terminal:
        printing.show_styled(text)
    else:
        printing.show(text)


def seen_format(format: OutputFormat) -> OutputFormat:
    """Return the format that is written: plain text for a terminal whose user wants no style."""
    return "text" if format == "terminal" and printing.wants_no_style() else format


def width_of(width: int | None, format: OutputFormat, output: str | None) -> int | None:
    """Return how many columns a line has: on a terminal its own, if nothing is asked for and the format has lines."""
    if width is not None or format not in ("text", "terminal") or output not in (None, "-"):
        return width
    return printing.terminal_width()
