"""Help on a terminal that is narrower than click thinks any is: less than fifty columns."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from typing import Final

import click

__all__ = ["Context", "fit"]

_NARROW: Final = 60
_LEAST: Final = 20


class _Formatter(click.HelpFormatter):
    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        # What is longer has its text below it; side by side, a text would have a word in each line.
        super().write_dl(rows, self.width // 3, col_spacing)


class Context(click.Context):
    """What a command runs in, with help that is as wide as the terminal."""

    def make_formatter(self) -> click.HelpFormatter:
        """Return what writes help."""
        columns = shutil.get_terminal_size().columns
        if columns >= _NARROW:
            return super().make_formatter()
        # click leaves two columns free as well.
        return _Formatter(width=max(columns, _LEAST) - 2)


def fit(command: click.Command) -> None:
    """Have a command, and those below it, show its help as wide as the terminal is; lines on commands are whole."""
    if not issubclass(command.context_class, Context):
        command.context_class = Context
    if isinstance(command, click.Group):
        for each in command.commands.values():
            # click cuts it after 45 characters else.
            each.short_help = each.short_help or " ".join(
                (each.help or "").split("\n\n")[0].split()
            )
            fit(each)
