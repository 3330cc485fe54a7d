"""``synbib help``: what ``--help`` says, for who asks so."""

from __future__ import annotations

import click
from click.exceptions import NoSuchCommand

from synbib.cli import options, printing


@click.command("help", epilog=options.examples("synbib help", "synbib help render"))
@click.argument("names", nargs=-1, metavar="[COMMAND]...")
def command(names: tuple[str, ...]) -> None:
    """Print the help of COMMAND, of synbib as a whole by default."""
    context = click.get_current_context().find_root()
    for name in names:
        group = context.command
        found = group.get_command(context, name) if isinstance(group, click.Group) else None
        if found is None:
            raise NoSuchCommand(name, ctx=context)
        context = click.Context(found, info_name=name, parent=context)
    printing.show(f"{context.get_help()}\n")
