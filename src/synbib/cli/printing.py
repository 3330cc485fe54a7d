"""What is printed: messages and results, so that neither a terminal nor the log of a CI obeys what they hold.

Titles, keys and names of files may be a stranger's. `synbib.text.controls` has the table of what becomes of which
character; nothing else in the command line prints.
"""

from __future__ import annotations

import contextlib
import os
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Final, TextIO

import click

from synbib import lazily
from synbib.errors import StyleWarning
from synbib.text.controls import one_line, visible, without_controls

__all__ = [
    "answering",
    "for_message",
    "full_screen",
    "is_live",
    "is_terminal",
    "show",
    "show_data",
    "show_diff",
    "show_file",
    "show_pieces",
    "show_styled",
    "speaking",
    "tell",
    "telling_of_styles",
    "terminal_width",
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
    import shutil

    return max(shutil.get_terminal_size().columns, 20)


def wants_no_style() -> bool:
    """Whether letters alone are wanted: ``NO_COLOR`` is set (no-color.org), or the terminal knows no more."""
    return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"


def tell(message: str, *, err: bool = True) -> None:
    """Print a message: one line, whatever is in it.

    Args:
        message: The message.
        err: Whether it goes to standard error.
    """
    click.echo(for_message(message), err=err)


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
    click.echo(visible(text) if is_live(sys.stdout) else without_controls(text), nl=False)


def show_styled(text: str) -> None:
    """Print a result of ``--format terminal``, of which nothing but its formatting is for the terminal to obey."""
    click.echo(text, nl=False, color=True)


def show_file(text: str, data: bytes) -> None:
    """Print what is to be a file: exactly, but on a terminal.

    Args:
        text: Its text.
        data: The text in the file's encoding.
    """
    click.echo(visible(text) if is_live(sys.stdout) else data, nl=False)


def show_pieces(pieces: Iterable[bytes]) -> None:
    """Print a result in pieces, exactly, but on a terminal."""
    live = is_live(sys.stdout)
    for piece in pieces:
        click.echo(visible(piece.decode("utf-8", "replace")) if live else piece, nl=False)


def show_data(data: bytes) -> None:
    """Print what is not text: exactly, and not for a terminal."""
    click.echo(data, nl=False)


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


def show_diff(diff: str, *, for_github: bool, err: bool = False) -> None:
    """Print what differs between two versions of a file; it is for reading, wherever it goes.

    Args:
        diff: Lines that may hold anything.
        for_github: Whether GitHub reads it: no line of it is a command then.
        err: Whether it goes to standard error.
    """
    text = visible(diff)
    if not for_github:
        click.echo(text, nl=False, err=err)
        return
    import secrets

    # A word that nobody can know before ends the stretch without commands.
    token = secrets.token_hex(16)
    click.echo(f"::stop-commands::{token}")
    try:
        click.echo(text, nl=not text.endswith("\n"))
    finally:
        click.echo(f"::{token}::")


@contextlib.contextmanager
def full_screen() -> Iterator[Callable[[Iterable[str]], None]]:
    """Take the whole terminal, and give it back as it was; what is yielded draws lines (xterm's control sequences)."""

    def draw(lines: Iterable[str]) -> None:
        click.echo("\x1b[H\x1b[2J" + "\r\n".join(map(visible, lines)), err=True, nl=False)

    click.echo("\x1b[?1049h", err=True, nl=False)
    try:
        yield draw
    finally:
        click.echo("\x1b[?1049l", err=True, nl=False)
