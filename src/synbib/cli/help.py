"""``synbib help``: what ``--help`` says, for who asks so."""

from __future__ import annotations

import click

from synbib.cli import options


@click.command("help", epilog=options.examples("synbib help", "synbib help render"))
@click.argument("names", nargs=-1, metavar="[COMMAND]...")
def command(names: tuple[str, ...]) -> None:
    """Print the help of COMMAND, of synbib as a whole by default."""
    program = click.get_current_context().find_root()
    arguments = [*names, "--help"]
    program.command.main(arguments, prog_name=program.info_name, standalone_mode=False)
