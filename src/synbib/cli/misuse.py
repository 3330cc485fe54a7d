"""What is said of a command line that cannot be understood: one line, with the name that was perhaps meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import click
from click.exceptions import NoSuchCommand

from synbib.errors import nearest, shortened
from synbib.limits import LONGEST_NAME_SHOWN

__all__ = ["said_of"]

# What the command is called elsewhere → what it is called here.
_ELSEWHERE: Final = {
    "bibliography": "render",
    "cat": "show",
    "clean": "fmt",
    "convert": "export",
    "count": "stats",
    "dedupe": "check",
    "duplicates": "check",
    "fetch": "add",
    "filter": "find",
    "format": "fmt",
    "get": "add",
    "grep": "find",
    "html": "site",
    "info": "show",
    "language-server": "lsp",
    "lint": "check",
    "ls": "find",
    "new": "init",
    "query": "find",
    "rename": "keys",
    "search": "find",
    "set": "edit",
    "statistics": "stats",
    "tidy": "fmt",
    "tui": "browse",
    "update": "sync",
    "validate": "check",
    "view": "show",
    "web": "site",
}


def said_of(error: click.UsageError) -> str:
    """Return what is said of a command line that click does not understand."""
    context = error.ctx
    path = context.command_path if context else "synbib"
    match error:
        case NoSuchCommand() if context and isinstance(context.command, click.Group):
            known = context.command.list_commands(context)
            meant = [_ELSEWHERE[error.command_name]] if error.command_name in _ELSEWHERE else []
            return _asked(f"{path}: there is no command", error.command_name, known, meant, path)
        case click.NoSuchOption(option_name="--store") if _takes_files(context):
            return f"{path}: there is no option --store; name the file without it: {path} FILE"
        case click.NoSuchOption():
            known = [
                name for each in _options(context) for name in (*each.opts, *each.secondary_opts)
            ]
            return _asked(f"{path}: there is no option", error.option_name, known, [], path)
        case click.BadParameter(param=click.Parameter() as parameter) if isinstance(
            parameter.type, click.Choice
        ):
            return f"{path}: {_of_choice(error, parameter)}"
    return f"{path}: {error.format_message().rstrip('.')}; see {path} --help"


def _options(context: click.Context | None) -> list[click.Option]:
    if context is None:
        return []
    return [p for p in context.command.get_params(context) if isinstance(p, click.Option)]


def _takes_files(context: click.Context | None) -> bool:
    """Whether a command has the store among its arguments."""
    return context is not None and any(
        isinstance(each, click.Argument) and each.name == "files" for each in context.command.params
    )


def _asked(said: str, name: str, known: Sequence[str], meant: Sequence[str], path: str) -> str:
    """Return what is said of a name that is not there.

    Args:
        said: How it begins.
        name: The name, as it was typed.
        known: The names that there are.
        meant: Of these, what it is known to stand for.
        path: The command whose help lists them.
    """
    short = shortened(name, LONGEST_NAME_SHOWN)
    near = meant or (nearest(name, known) if short == name else [])
    hint = f"did you mean {' or '.join(near)}?" if near else f"{path} --help lists them"
    return f"{said} {short}; {hint}"


def _of_choice(error: click.BadParameter, parameter: click.Parameter) -> str:
    """Return what is said of a value that is none of those that there are; click's message has it as it was typed."""
    assert isinstance(parameter.type, click.Choice)
    choices = [str(choice) for choice in parameter.type.choices]
    typed = error.message.partition("'")[2].partition("' is not one of")[0]
    name = parameter.metavar if isinstance(parameter, click.Argument) else parameter.opts[-1]
    near = nearest(typed, choices) if len(typed) <= LONGEST_NAME_SHOWN else []
    hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(choices)}"
    return f"{name}: there is no {shortened(typed, LONGEST_NAME_SHOWN)}; {hint}"
