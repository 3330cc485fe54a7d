"""What is told of a file: a line for people, or a workflow command that GitHub shows at its place in a pull request."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

from synbib.cli import printing
from synbib.errors import Diagnostic, SynbibError
from synbib.text.controls import one_line, visible

__all__ = ["complain", "for_github", "output_format", "report", "show_diff"]

_FORMAT: Final = "synbib.output-format"

# What workflow commands escape: GitHub's toolkit, packages/core/src/command.ts.
_IN_MESSAGE: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY: Final = _IN_MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})


def _remember(ctx: click.Context, _: click.Parameter, value: str) -> None:
    ctx.meta[_FORMAT] = value


def output_format(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option ``--output-format`` to a command; `report` and `complain` look up what it was."""
    return click.option(
        "--output-format",
        type=click.Choice(("text", "github")),
        default="text",
        show_default=True,
        envvar="SYNBIB_OUTPUT_FORMAT",
        show_envvar=True,
        callback=_remember,
        expose_value=False,
        help="How findings are told: github makes annotations of a pull request.",
    )(command)


def for_github() -> bool:
    """Return whether ``--output-format github`` was given."""
    return bool(click.get_current_context().meta.get(_FORMAT) == "github")


def report(found: Diagnostic, word: str = "", *, err: bool = False) -> None:
    """Print one finding.

    Args:
        found: The finding.
        word: What stands in parentheses after the line; its severity by default.
        err: Whether a line for people goes to standard error; a workflow command never does.
    """
    if for_github():
        click.echo(_workflow_command(found))
    else:
        printing.tell(f"{found} ({word or found.severity})", err=err)


def complain(error: SynbibError) -> None:
    """Print what a command ends with; for GitHub, annotations besides."""
    if for_github():
        for found in error.diagnostics or (Diagnostic("", 0, 0, "error", error.message),):
            click.echo(_workflow_command(found))
    lines = [str(found) for found in error.diagnostics]
    for line in lines:
        printing.tell(line)
    # What it says besides, of all of them together.
    if rest := error.message.removeprefix("\n".join(lines)).strip("\n"):
        printing.tell(rest if lines else f"synbib: {rest}")


def show_diff(diff: str) -> None:
    """Print what differs between two versions of a file; for GitHub so that no line of it is a command."""
    printing.show_diff(diff, for_github=for_github())


def _workflow_command(found: Diagnostic) -> str:
    """Return a finding as GitHub reads it from a log, with the place in the message too, as the log hides it."""
    properties = {
        "title": f"synbib ({found.code})",
        "file": one_line(_from_root(found.name)),
        "line": str(found.line or ""),
        "col": str(found.column or ""),
    }
    shown = ",".join(
        f"{name}={value.translate(_IN_PROPERTY)}" for name, value in properties.items() if value
    )
    message = visible(str(found) if found.name else found.message)
    return f"::{found.severity} {shown}::{message.translate(_IN_MESSAGE)}"


def _from_root(name: str) -> str:
    """Return the path as seen from the repository's root, which GitHub takes it for."""
    root = os.environ.get("GITHUB_WORKSPACE")
    path = Path(name).resolve()
    if root and name and path.is_relative_to(Path(root).resolve()):
        return path.relative_to(Path(root).resolve()).as_posix()
    return "" if name == "<stdin>" else name
