"""What is printed: messages and results, so that neither a terminal nor the log of a CI obeys what they hold.

Titles, keys and names of files may be a stranger's. `synbib.text.controls` has the table of what becomes of which
character; nothing else in the command line prints.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Final, TextIO

import click

from synbib import lazily
from synbib.errors import StyleWarning
from synbib.text.columns import columns, cut
from synbib.text.controls import one_line, visible, without_controls

__all__ = [
    "answering",
    "clear",
    "echo",
    "for_message",
    "full_screen",
    "hanging",
    "is_live",
    "is_terminal",
    "passing",
    "remark",
    "show",
    "show_data",
    "show_diff",
    "show_file",
    "show_json",
    "show_pieces",
    "show_styled",
    "speaking",
    "tell",
    "telling_of_styles",
    "terminal_width",
    "wants_colour",
    "wants_no_style",
]

# What a log takes for a command: at the beginning of a line in GitHub's newer syntax, and anywhere in the one before,
# which Azure and TeamCity have too. (actions/runner, src/Runner.Common/ActionCommand.cs)
_COMMAND: Final = lazily.pattern(r"(?P<newer>\A[\s\ufeff]*:)(?=:)|#(?=#\w*\[)")


def for_message(text: str) -> str:
    """Return ``text`` as a line that a terminal shows as it is, and that no log takes for a command."""
    return _COMMAND.sub(r"\g<0>\\", one_line(text))


def is_live(stream: TextIO | None) -> bool:
    """Whether a stream is a terminal; one that was closed before the start is ``None``."""
    return stream is not None and stream.isatty()


def is_terminal() -> bool:
    """Whether somebody can be asked."""
    return is_live(sys.stdin) and is_live(sys.stderr)


def terminal_width() -> int | None:
    """Return how many columns the terminal has that results are shown on; None if they go elsewhere."""
    if not is_live(sys.stdout):
        return None
    return max(shutil.get_terminal_size().columns, 20)


def wants_no_style() -> bool:
    """Whether letters alone are wanted: ``NO_COLOR`` is set (no-color.org), or the terminal knows no more."""
    return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"


def wants_colour(stream: TextIO | None) -> bool:
    """Whether what is written has colours: on a terminal, or where ``FORCE_COLOR`` is set (force-color.org)."""
    return not wants_no_style() and (bool(os.environ.get("FORCE_COLOR")) or is_live(stream))


# What stands on the terminal for now, and has to leave before anything else is printed.
_leaving: list[Callable[[], None]] = []


def echo(
    message: str | bytes, *, nl: bool = True, err: bool = False, color: bool | None = None
) -> None:
    """Print what is safe already; all that is printed goes through here."""
    clear()
    click.echo(message, nl=nl, err=err, color=color)


def clear() -> None:
    """Have what stands on the terminal for now leave it."""
    while _leaving:
        _leaving.pop()()


@contextlib.contextmanager
def passing(leave: Callable[[], None]) -> Iterator[Callable[[str], None]]:
    """Give what shows a line on standard error for now, in place of the one before.

    Args:
        leave: Ends that, before something else is printed, and at the end.
    """
    before = 0

    def write(line: str) -> None:
        nonlocal before
        shown = cut(line, shutil.get_terminal_size().columns - 1)
        wide = columns(shown)
        click.echo(f"\r{shown}{' ' * (before - wide)}", nl=False, err=True)
        before = wide

    def draw(line: str) -> None:
        if end not in _leaving:  # something was printed meanwhile
            _leaving.append(end)
        write(line)

    def end() -> None:
        leave()
        if before:
            write("")
            click.echo("\r", nl=False, err=True)

    _leaving.append(end)
    try:
        yield draw
    finally:
        if end in _leaving:
            _leaving.remove(end)
            end()


def tell(message: str, *, err: bool = True, tail: str = "", colour: str | None = None) -> None:
    """Print a message: one line, whatever is in it.

    Args:
        message: The message.
        err: Whether it goes to standard error.
        tail: Its end, words of our own.
        colour: The colour of that, where there are colours.
    """
    line = for_message(message + tail)
    if colour and line.endswith(tail) and wants_colour(sys.stderr if err else sys.stdout):
        line = line.removesuffix(tail) + click.style(tail, fg=colour)
        echo(line, err=err, color=True)
    else:
        echo(line, err=err)


def remark(message: str) -> None:
    """Print a message for a person who would else see nothing: to standard error, if that is a terminal."""
    if is_live(sys.stderr):
        tell(message)


@contextlib.contextmanager
def telling_of_styles() -> Iterator[None]:
    """Print what styles of BibTeX's warn of, each warning once, to standard error."""
    told: set[str] = set()
    with warnings.catch_warnings():
        others = warnings.showwarning

        def show_warning(
            message: Warning | str,
            category: type[Warning],
            filename: str,
            lineno: int,
            file: TextIO | None = None,
            line: str | None = None,
        ) -> None:
            if not isinstance(message, StyleWarning):
                others(message, category, filename, lineno, file, line)
            elif str(message) not in told:
                told.add(str(message))
                tell(f"{message} (warning)")

        warnings.simplefilter("always", StyleWarning)
        warnings.showwarning = show_warning
        yield


def show(text: str) -> None:
    """Print a result to standard output."""
    echo(visible(text) if is_live(sys.stdout) else without_controls(text), nl=False)


def show_json(data: object) -> None:
    """Print a result as JSON, in ASCII: no terminal and no encoding harms it."""
    import json

    echo(json.dumps(data, ensure_ascii=True, indent=2))


def hanging(text: str, indent: int) -> list[str]:
    """Return the lines of a text on a terminal, all but the first indented; the text itself where nothing is one."""
    width = terminal_width()
    shown = one_line(text)
    if width is None:
        return [shown]
    from synbib.text.wrapping import broken

    # What stands before the first word is no blank between two.
    lead = shown[: len(shown) - len(shown.lstrip())]
    places = broken(shown.lstrip(), width - len(lead), indent - len(lead))
    first, *others = (shown.lstrip()[start:end] for start, end in places)
    return [lead + first, *(" " * indent + other for other in others)]


def show_styled(text: str) -> None:
    """Print a result of ``--format terminal``, of which nothing but its formatting is for the terminal to obey."""
    echo(text, nl=False, color=True)


def show_file(text: str, data: bytes) -> None:
    """Print what is to be a file: exactly, but on a terminal.

    Args:
        text: Its text.
        data: The text in the file's encoding.
    """
    echo(visible(text) if is_live(sys.stdout) else data, nl=False)


def show_pieces(pieces: Iterable[bytes]) -> None:
    """Print a result in pieces, exactly, but on a terminal."""
    live = is_live(sys.stdout)
    for piece in pieces:
        echo(visible(piece.decode("utf-8", "replace")) if live else piece, nl=False)


def show_data(data: bytes) -> None:
    """Print what is not text: exactly, and not for a terminal."""
    echo(data, nl=False)


@contextlib.contextmanager
def answering() -> Iterator[Callable[[bytes], None]]:
    """Give what writes a line for a program to standard output, at once; nothing else is printed there meanwhile."""
    answers = sys.stdout.buffer

    def answer(line: bytes) -> None:
        answers.write(line + b"\n")
        answers.flush()

    with contextlib.redirect_stdout(sys.stderr):
        yield answer


@contextlib.contextmanager
def speaking() -> Iterator[BinaryIO]:
    """Give standard output to what speaks a protocol on it and may close it; what else is printed is told.

    That holds for processes that are started meanwhile, too.
    """
    sys.stdout.flush()
    own = sys.stdout.fileno()
    with os.fdopen(os.dup(own), "wb") as stream:
        os.dup2(sys.stderr.fileno(), own)
        yield stream


# How a line of a diff begins → its colour, as git has it; the names of the files come first.
_COLOURS: Final = {"---": "", "+++": "", "-": "red", "+": "green", "@@": "cyan"}


def _coloured(line: str) -> str:
    colour = next((colour for begin, colour in _COLOURS.items() if line.startswith(begin)), "")
    ended = line.rstrip("\n")
    return click.style(ended, fg=colour) + line[len(ended) :] if colour else line


def show_diff(diff: str, *, for_github: bool, err: bool = False) -> None:
    """Print what differs between two versions of a file; it is for reading, wherever it goes.

    Args:
        diff: Lines that may hold anything.
        for_github: Whether GitHub reads it: no line of it is a command then.
        err: Whether it goes to standard error.
    """
    text = visible(diff)
    if not for_github:
        coloured = wants_colour(sys.stderr if err else sys.stdout)
        lines = map(_coloured, text.splitlines(keepends=True)) if coloured else (text,)
        echo("".join(lines), nl=False, err=err, color=coloured)
        return
    import secrets

    # A word that nobody can know before ends the stretch without commands.
    token = secrets.token_hex(16)
    echo(f"::stop-commands::{token}")
    try:
        echo(text, nl=not text.endswith("\n"))
    finally:
        echo(f"::{token}::")


@contextlib.contextmanager
def full_screen() -> Iterator[Callable[[Iterable[str]], None]]:
    """Take the whole terminal, and give it back as it was; what is yielded draws lines (xterm's control sequences)."""

    def draw(lines: Iterable[str]) -> None:
        echo("\x1b[H\x1b[2J" + "\r\n".join(map(visible, lines)), err=True, nl=False)

    echo("\x1b[?1049h", err=True, nl=False)
    try:
        yield draw
    finally:
        echo("\x1b[?1049l", err=True, nl=False)
