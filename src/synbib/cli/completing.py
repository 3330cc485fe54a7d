"""What may stand at the cursor of a command line: a command, an option, or a value of one.

The line is read in `synbib.cli.typed`. What a value may be is in `synbib.cli.candidates`, how shells are told in
`synbib.cli.shells`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from synbib.cli.candidates import commands_of, values_of
from synbib.cli.typed import Answer, Candidate, Line, read_line, takes_none, written

__all__ = ["complete"]


def complete(program: click.Command, words: Iterable[str], incomplete: str) -> Answer:
    """Return what may stand at the cursor.

    Args:
        program: The program.
        words: The words before the cursor, without the program's name.
        incomplete: What of the word at the cursor stands before it; may be empty.
    """
    line = read_line(program, words)
    if line is None:
        return Answer()
    if line.awaited:
        return values_of(line, line.awaited, incomplete)
    name, equals, value = incomplete.partition("=")
    if equals and name.startswith("--") and not line.is_over:
        option = line.option(name)
        if option is None or takes_none(option):
            return Answer()
        candidates, paths = values_of(line, option, value)
        return Answer([c._replace(value=f"{name}={c.value}") for c in candidates], paths)
    if incomplete.startswith("-") and not line.is_over:
        found = [*_options(line, incomplete)]
        # One hyphen may also begin a term of a search.
        if found or incomplete.startswith("--"):
            return Answer(found)
    if isinstance(line.command, click.Group):
        return Answer([*commands_of(line.command, incomplete)])
    argument = line.argument
    return Answer() if argument is None else values_of(line, argument, incomplete)


def _options(line: Line, incomplete: str) -> Iterator[Candidate]:
    """Yield the options that begin so, but those that were given and count once."""
    for option in line.options:
        if option.multiple or option.count or option.name not in line.values:
            for name in written(option):
                # Of two names the long one says more.
                if name.startswith(incomplete) and (len(name) > 2 or incomplete == name):
                    yield Candidate(name, option.help or "")
