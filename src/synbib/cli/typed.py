"""A command line that is half typed: which command it has reached, and what it says so far.

It is read by the parameters of the commands, as click knows them, but leniently: nothing in it is checked, and no
callback is run.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from typing import NamedTuple

import click

from synbib import lazily

__all__ = ["Answer", "Candidate", "Line", "read_line", "takes_none", "written"]


class Candidate(NamedTuple):
    """What may stand at the cursor.

    Attributes:
        value: The word.
        help: What it is, for shells that show it.
        goes_on: Whether more of the same word follows, as after ``field=``.
    """

    value: str
    help: str = ""
    goes_on: bool = False


class Answer(NamedTuple):
    """All that may stand at the cursor.

    Attributes:
        candidates: The words.
        paths: Whether it may also be a file, or a folder: the shell knows these.
    """

    candidates: Sequence[Candidate] = ()
    paths: bool = False


@lazily.dataclass(slots=True)
class Line:
    """A command line up to the cursor.

    Attributes:
        program: The program.
        command: The command that it has reached.
        names: What that is called: ``("index", "add")``.
        values: The name of a parameter → the values that it was given.
        awaited: The option whose value is next, if one is.
        is_over: Whether ``--`` has ended the options.
    """

    program: click.Command
    command: click.Command
    names: tuple[str, ...] = ()
    values: dict[str, list[str]] = field(default_factory=dict)
    awaited: click.Option | None = None
    is_over: bool = False

    def option(self, name: str) -> click.Option | None:
        """Return the option of the command that is written so."""
        return next((each for each in self.options if name in written(each)), None)

    @property
    def options(self) -> list[click.Option]:
        """The options of the command that its help shows."""
        context = click.Context(self.command, info_name=self.command.name)
        parameters = self.command.get_params(context)
        return [p for p in parameters if isinstance(p, click.Option) and not p.hidden]

    @property
    def argument(self) -> click.Argument | None:
        """The argument that the next word without a hyphen is for."""
        for parameter in self.command.params:
            if isinstance(parameter, click.Argument):
                taken = len(self.values.get(parameter.name or "", ()))
                if parameter.nargs < 0 or taken < parameter.nargs:
                    return parameter
        return None

    def give(self, parameter: click.Parameter, value: str) -> None:
        """Note a value of a parameter."""
        self.values.setdefault(parameter.name or "", []).append(value)


def read_line(program: click.Command, words: Iterable[str]) -> Line | None:
    """Return what words say; None if they name a command that is not there."""
    line = Line(program, program)
    for word in words:
        if line.awaited:
            line.give(line.awaited, word)
            line.awaited = None
        elif word == "--" and not line.is_over:
            line.is_over = True
        elif word.startswith("-") and word != "-" and not line.is_over:
            _read_option(line, word)
        elif isinstance(line.command, click.Group):
            command = line.command.get_command(click.Context(line.command), word)
            if command is None:
                return None
            line = Line(program, command, (*line.names, word))
        elif argument := line.argument:
            line.give(argument, word)
    return line


def _read_option(line: Line, word: str) -> None:
    name, equals, value = word.partition("=")
    if word.startswith("--"):
        option = line.option(name)
        if option is not None and equals:
            line.give(option, value)
        elif option is not None:
            _note(line, option)
        return
    # Letters that stand together: `-ns apa`; what stands after one that takes a value is its value.
    for at, letter in enumerate(word[1:], 2):
        option = line.option(f"-{letter}")
        if option is None:
            return
        if word[at:] and not takes_none(option):
            line.give(option, word[at:])
            return
        _note(line, option)


def _note(line: Line, option: click.Option) -> None:
    if takes_none(option):
        line.give(option, "")
    else:
        line.awaited = option


def takes_none(option: click.Option) -> bool:
    """Whether an option has no value."""
    return option.is_flag or option.count


def written(option: click.Option) -> list[str]:
    """Return all ways to write an option."""
    return [*option.opts, *option.secondary_opts]
