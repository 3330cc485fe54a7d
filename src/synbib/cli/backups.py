"""What a command that takes much out of a file says of the way back, and the old file kept where there is no other."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import click

from synbib.cli import printing
from synbib.files import Updated, own_path, way_back

__all__ = ["backup_option", "keeping", "tell_the_way_back"]

backup_option = click.option(
    "--backup/--no-backup",
    default=None,
    help="Keep the old file beside the new one.  [default: where version control has not got it]",
)


def keeping(backup: bool | None, *, by_default: bool = True) -> Callable[[str, bytes], bool]:
    """Return what tells whether a file is to be kept, for `synbib.files.update`.

    Args:
        backup: What ``--backup`` says, if it was given.
        by_default: Whether one is kept that version control has not got.
    """

    def keep(name: str, old: bytes) -> bool:
        return (by_default and way_back(name, old) is None) if backup is None else backup

    return keep


def tell_the_way_back(done: Updated[Any]) -> None:
    """Say in one line how to have back what was replaced, as far as it can be had."""
    import shlex

    commands = []
    for name, old in done.replaced.items():
        if name in done.backups:
            move = "mv" if os.name == "posix" else "move"
            commands.append(shlex.join([move, str(done.backups[name]), str(own_path(name))]))
        elif (command := way_back(name, old)) is not None:
            commands.append(command)
    if commands:
        printing.tell(f"to go back: {' && '.join(commands)}")
