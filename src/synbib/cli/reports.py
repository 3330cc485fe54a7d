"""What is told of a file: a line for people, a workflow command that GitHub shows at its place, or JSON for programs.

What a finding's code stands for, its severity, its remedy and its page, is in `synbib.diagnostics`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, Final, Literal, get_args

import click

from synbib.cli import printing
from synbib.diagnostics import RULES, Severity
from synbib.errors import Diagnostic, SynbibError
from synbib.text.columns import columns, cut
from synbib.text.controls import one_line, visible

__all__ = [
    "VARIABLE",
    "complain",
    "finish",
    "for_json",
    "for_programs",
    "line_of",
    "output_format",
    "report",
    "result",
    "results_follow",
    "show_diff",
    "use",
]

Format = Literal["text", "concise", "github", "json"]

VARIABLE: Final = "SYNBIB_OUTPUT_FORMAT"
"""The variable of the environment that says how findings are told."""

_FORMAT: Final = "synbib.output-format"
# The findings so far, for JSON; and whether standard output is taken by a file.
_FOUND: Final = "synbib.found"
_TAKEN: Final = "synbib.standard-output-taken"

_GITHUB_LEVELS: Final[dict[Severity, str]] = {
    "error": "error",
    "warning": "warning",
    "note": "notice",
}

_COLOURS: Final[dict[Severity, str]] = {"error": "red", "warning": "yellow", "note": "cyan"}

# What workflow commands escape: GitHub's toolkit, packages/core/src/command.ts.
_IN_MESSAGE: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY: Final = _IN_MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})


def _remember(ctx: click.Context, _: click.Parameter, value: str) -> None:
    ctx.meta[_FORMAT] = value


def output_format(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option ``--output-format`` to a command; `report` and `complain` look up what it was."""
    return click.option(
        "--output-format",
        type=click.Choice(get_args(Format)),
        default="text",
        show_default=True,
        envvar=VARIABLE,
        show_envvar=True,
        callback=_remember,
        expose_value=False,
        help="How findings are told: github makes annotations of a pull request, json is for programs.",
    )(command)


def use(format: Format) -> None:
    """Say how findings are told, where a command has an option of its own for that."""
    _meta()[_FORMAT] = format


def for_programs() -> bool:
    """Return whether findings are told to GitHub or another program, and not to a person."""
    return _format() in ("github", "json")


def _format() -> Format:
    chosen: Format = _meta().get(_FORMAT, "text")
    return chosen


def _meta() -> dict[str, Any]:
    """Return what the commands of one run share."""
    return click.get_current_context().meta


def report(found: Diagnostic, line: str = "", *, err: bool = False) -> None:
    """Tell one finding.

    Args:
        found: The finding.
        line: The line of the file that it is about, to be shown to people; ``""`` for none.
        err: Whether a line for people goes to standard error; a workflow command never does.
    """
    if for_programs():
        _tell_program(found)
        return
    colour = _COLOURS[found.severity]
    printing.tell(str(found), err=err, tail=_judgement(found), colour=colour)
    if line and found.column and _format() == "text":
        shown, before, carets = _excerpt(line, found)
        printing.tell(shown, err=err)
        printing.tell(before, err=err, tail=carets, colour=colour)


def line_of(found: Diagnostic) -> str:
    """Return a finding as a line: for people, or a workflow command if it is told to GitHub."""
    if _format() == "github":
        return _workflow_command(found)
    return printing.for_message(f"{found}{_judgement(found)}")


def _judgement(found: Diagnostic) -> str:
    return f" ({found.severity}) [{found.code}]"


# So much of a line is shown, and so much of that before the place.
_WIDEST_EXCERPT: Final = 100
_BEFORE: Final = 0.6
_LEAD: Final = "    | "


def _excerpt(line: str, found: Diagnostic) -> tuple[str, str, str]:
    """Return as much of a line as is near the place, and for the line below it blanks and carets."""
    at = found.column - 1
    # A terminal would break the line, and the carets stand below something else.
    room = (printing.terminal_width() or _WIDEST_EXCERPT) - len(_LEAD)
    widest = min(room, _WIDEST_EXCERPT)
    line = line.replace("\t", " ")
    start = 0 if columns(line) <= widest else at - len(cut(line[:at][::-1], int(widest * _BEFORE)))
    shown = cut(line[start:], widest).rstrip()
    before, meant = shown[: at - start], shown[at - start :][: found.length]
    blanks = f"{_LEAD}{' ' * columns(before)}"
    return f"{_LEAD}{shown}", blanks, "^" * max(columns(meant), 1)


def _tell_program(found: Diagnostic) -> None:
    if _format() == "github":
        printing.echo(line_of(found))
    else:
        _meta().setdefault(_FOUND, []).append(for_json(found))


def complain(error: SynbibError) -> None:
    """Print what a command ends with; for programs, findings besides."""
    if for_programs():
        for found in error.diagnostics or (Diagnostic("", 0, 0, "error", error.message),):
            _tell_program(found)
    lines = [str(found) for found in error.diagnostics]
    for line in lines:
        printing.tell(line)
    # What it says besides, of all of them together.
    if rest := error.message.removeprefix("\n".join(lines)).strip("\n"):
        printing.tell(rest if lines else f"synbib: {rest}")


def result(line: str) -> None:
    """Print a line of what a command gives; where that is to be JSON alone, to standard error."""
    printing.tell(line, err=_format() == "json")


def results_follow() -> None:
    """Say that a file goes to standard output: JSON goes to standard error then."""
    _meta()[_TAKEN] = True


def finish() -> None:
    """Print all findings of the run as one array, if they are to be JSON."""
    if _format() == "json":
        import json

        text = json.dumps(_meta().get(_FOUND, []), ensure_ascii=True, indent=2)
        printing.echo(text, err=_meta().get(_TAKEN, False))


def show_diff(diff: str) -> None:
    """Print what differs between two versions of a file; for GitHub so that no line of it is a command."""
    chosen = _format()
    printing.show_diff(diff, for_github=chosen == "github", err=chosen == "json")


def for_json(found: Diagnostic) -> dict[str, str | int | None]:
    """Return a finding as JSON has it; what is not known is null."""
    return {
        "file": found.name or None,
        "line": found.line or None,
        "column": found.column or None,
        "code": found.code,
        "severity": found.severity,
        "message": found.message,
        "hint": found.advice,
        "key": found.key or None,
        "length": found.length or None,
        "url": RULES[found.code].url,
    }


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
    rule = RULES[found.code]
    general = "" if found.hint else rule.remedy
    lines = (str(found), general, rule.url)
    message = visible("\n".join(filter(None, lines)))
    return f"::{_GITHUB_LEVELS[found.severity]} {shown}::{message.translate(_IN_MESSAGE)}"


def _from_root(name: str) -> str:
    """Return the path as seen from the repository's root, which GitHub takes it for."""
    from pathlib import Path

    root = os.environ.get("GITHUB_WORKSPACE")
    path = Path(name).resolve()
    if root and name and path.is_relative_to(Path(root).resolve()):
        return path.relative_to(Path(root).resolve()).as_posix()
    return "" if name == "<stdin>" else name
