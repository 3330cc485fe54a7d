"""pybtex's interpreter of styles, over our entries and with our functions, and with an end to all that it may do.

pybtex's keeps the stack and the variables, and has a method for each command. Here names are looked up where a function
is defined, so that one which is not defined is told with its place, and no function can call itself. The functions are
those of `synbib.bst.builtins`, the entries those of `synbib.bst.database`, the lines those of `synbib.bst.output`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from pybtex.bibtex.interpreter import (
    EntryInteger,
    EntryString,
    Function,
    Integer,
    Interpreter,
    String,
)
from pybtex.utils import CaseInsensitiveDict

from synbib import lazily
from synbib.bst.database import Database, Record, read
from synbib.bst.octets import text_of
from synbib.bst.output import Lines
from synbib.bst.parser import Block, Command, Name, Source, Value
from synbib.errors import Diagnostic, StyleError, shortened
from synbib.library import Library
from synbib.limits import (
    DEEPEST_BST_CALL,
    LONGEST_BBL,
    LONGEST_BST_STRING,
    MOST_BST_STACK,
    MOST_BST_STEPS,
    MOST_BST_STEPS_OF_BYTE,
    MOST_BST_WARNINGS,
)

__all__ = [
    "LONG",
    "MISSING",
    "NOTHING",
    "Absent",
    "Field",
    "GlobalInteger",
    "GlobalString",
    "Machine",
    "Push",
]

_SHOWN: Final = 60  # characters of a name in a message
LONG: Final = 1000
"""Octets of a string; to work on more is more than a step."""
_STEPS_OF_OCTET: Final = 3
_COPIED_IN_STEP: Final = 1024
_MOST_REMEMBERED: Final = 16


class Absent:
    """What is on the stack where there is no value."""

    __slots__ = ("what",)

    def __init__(self, what: str) -> None:
        self.what = what


MISSING: Final = Absent("a field that is missing")
NOTHING: Final = Absent("nothing, as the stack is empty")


class Push:
    """A value in a function's body, or a constant: it comes onto the stack."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def execute(self, machine: Machine) -> None:
        """Push it."""
        machine.stack.append(self.value)


class Field:
    """A field of the entry that the style is run over at the time."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def execute(self, machine: Machine) -> None:
        """Push its value, or that it is missing."""
        if machine.record is None:
            machine.complain(f"the field {self.name} is one of an entry, and there is none here")
        else:
            machine.stack.append(machine.record.fields.get(self.name, MISSING))


class GlobalInteger(Integer):  # type: ignore[misc]  # pybtex has no types
    """A variable for a number: pybtex's, which comes onto the stack without detours."""

    def execute(self, machine: Machine) -> None:
        """Push its value."""
        machine.stack.append(self._value)


class GlobalString(String):  # type: ignore[misc]  # pybtex has no types
    """A variable for a string: pybtex's, which comes onto the stack without detours."""

    def execute(self, machine: Machine) -> None:
        """Push its value."""
        machine.stack.append(self._value)


class _Body(Function):  # type: ignore[misc]  # pybtex has no types
    """The body of a function, or a block in it.

    Args:
        elements: What it does.
        name: The function's name.
        at: Where it stands in the style.
    """

    def __init__(self, elements: list[Any], name: str, at: int) -> None:
        super().__init__(elements)
        self.name = name
        self.at = at
        self.cost = len(elements) + 1
        self.calls = [element.execute for element in elements]

    def execute(self, machine: Machine) -> None:
        machine.left -= self.cost
        machine.depth += 1
        if (
            machine.left < 0
            or machine.depth > DEEPEST_BST_CALL
            or len(machine.stack) > MOST_BST_STACK
        ):
            raise machine.too_much(self)
        for call in self.calls:
            call(machine)
        machine.depth -= 1


@lazily.dataclass(slots=True)
class _Loop:
    """A ``while$`` that runs.

    Attributes:
        body: What it runs.
        turns: How many times it has done so.
    """

    body: object
    turns: int = 0


class Machine(Interpreter):  # type: ignore[misc]  # pybtex has no types
    """Runs one style, once.

    Args:
        source: The style.
        builtins: The functions and constants that it finds defined, by name.
        library: Where the entries are.
        keys: The keys of those that are cited; None stands for all.

    Attributes:
        numbers: Citation key → which of the entries it was as they were read.
        record: The entry that the style is run over at the time.
        left: How many steps it may still take.
        depth: How many functions have called each other.
        remembered: What functions made of the long strings that they last had: a style asks for a name of a list after
            the other, and how long a string is at each of its characters.
        loops: The loops that run, the innermost last.
        warnings: What is doubtful.
    """

    def __init__(
        self,
        source: Source,
        builtins: Mapping[str, object],
        library: Library,
        keys: Sequence[str] | None,
    ) -> None:
        super().__init__(None, None)
        self.vars = CaseInsensitiveDict(builtins)
        self.add_variable("sort.key$", EntryString(self, "sort.key$"))
        self.source = source
        self.library = library
        self.keys = keys
        self.fields: list[str] = []
        self.database = Database((), "", ())
        self.records: list[Record] = []
        self.numbers: dict[str, int] = {}
        self.record: Record | None = None
        self.command: Command | None = None
        self.lines = Lines()
        self.left = MOST_BST_STEPS
        self.remembered: dict[tuple[object, ...], Any] = {}
        self.loops: list[_Loop] = []
        self.depth = 0
        self.warnings: list[Diagnostic] = []

    def run(self) -> str:
        """Run the style, and return what it wrote, as octets.

        Raises:
            StyleError: It is not a style, or does too much; the message begins with file and line.
        """
        done: set[str] = set()
        for command in self.source.commands():
            self.command = command
            if command.name in _ONCE & done:
                raise self.source.error(command.at, f"{command.name.upper()} stands here twice")
            if needed := _AFTER.get(command.name, frozenset()) - done:
                raise self.source.error(
                    command.at, f"{command.name.upper()} stands before {min(needed).upper()}"
                )
            done.add(command.name)
            getattr(self, f"command_{command.name}")(*command.blocks)
        return self.lines.text()

    # --- definitions --------------------------------------------------------------------------------

    def add_variable(self, name: str, value: object) -> None:
        """Give a name its meaning, which it keeps."""
        if name in self.vars:
            raise self._stopped(f"'{_shown(name)}' is defined already")
        self.vars[name] = value

    def command_entry(self, fields: Block, integers: Block, strings: Block) -> None:
        """Declare fields, and variables of entries."""
        self.fields = [name.text for name in self._names(fields)]
        for field in dict.fromkeys([*self.fields, "crossref"]):
            self.add_variable(field, Field(field))
        for name in self._names(integers):
            self.add_variable(name.text, EntryInteger(self, name.text))
        for name in self._names(strings):
            self.add_variable(name.text, EntryString(self, name.text))

    def command_integers(self, names: Block) -> None:
        """Declare variables for numbers."""
        for name in self._names(names):
            self.add_variable(name.text, GlobalInteger())

    def command_strings(self, names: Block) -> None:
        """Declare variables for strings."""
        for name in self._names(names):
            self.add_variable(name.text, GlobalString())

    def command_macro(self, name: Block, value: Block) -> None:
        """Define an abbreviation for the values of fields."""
        match value.items:
            case (Value(str() as text),):
                self.macros[self._name(name).text] = text
            case _:
                raise self.source.error(value.at, "the value of a macro is one string")

    def command_function(self, name: Block, body: Block) -> None:
        """Define a function."""
        defined = self._name(name).text
        self.add_variable(defined, self._linked(body, defined))

    def _linked(self, block: Block, function: str) -> _Body:
        """Return a block with what its names stand for."""
        elements: list[Any] = []
        for item in block.items:
            match item:
                case Value(value):
                    elements.append(Push(value))
                case Block():
                    elements.append(Push(self._linked(item, function)))
                case Name() if item.text not in self.vars:
                    # BibTeX leaves it out as well.
                    self._note(self.source.diagnostic(item.at, "bst-warning", _undefined(item)))
                case Name() if item.is_quoted:
                    elements.append(Push(self.vars[item.text]))
                case Name():
                    elements.append(_fused(elements, self.vars[item.text]))
        return _Body(elements, function, block.at)

    def _names(self, block: Block) -> Iterable[Name]:
        for item in block.items:
            if not isinstance(item, Name) or item.is_quoted:
                raise self.source.error(item.at, "names alone stand here")
            yield item

    def _name(self, block: Block) -> Name:
        names = list(self._names(block))
        if len(names) != 1:
            raise self.source.error(block.at, "one name stands here")
        return names[0]

    # --- running ------------------------------------------------------------------------------------

    def command_read(self) -> None:
        """Read the entries."""
        self.database = read(self.library, self.keys, self.fields, self.macros, self._is_type)
        self.warnings += self.database.warnings
        self.records = [*self.database.records]
        self.numbers = {record.key: number for number, record in enumerate(self.records)}
        size = sum(len(value) for record in self.records for value in record.fields.values())
        self.left += MOST_BST_STEPS_OF_BYTE * size

    def _is_type(self, name: str) -> bool:
        return isinstance(self.vars.get(name), _Body)

    def command_execute(self, function: Block) -> None:
        """Run a function once."""
        self._call(self._named(function))

    def command_iterate(self, function: Block) -> None:
        """Run a function for each entry."""
        self._run_over(self.records, function)

    def command_reverse(self, function: Block) -> None:
        """Run a function for each entry, the last first."""
        self._run_over(self.records[::-1], function)

    def _run_over(self, records: list[Record], function: Block) -> None:
        called = self._named(function)
        for self.record in records:
            self.current_entry_vars = self.entry_vars[self.record.key]
            self._call(called)
        self.record = None

    def _named(self, block: Block) -> Any:
        name = self._name(block)
        if name.text not in self.vars:
            raise self.source.error(name.at, f"{_undefined(name)}: there is nothing to run")
        return self.vars[name.text]

    def _call(self, function: Any) -> None:
        """Run a function that the style runs by a command: it leaves nothing on the stack."""
        try:
            function.execute(self)
        except RecursionError:  # who called us has left less room than that
            raise self._stopped("the functions of the style call each other too deep") from None
        if self.stack:
            self.complain(f"values that are left on the stack: {len(self.stack)}")
            self.stack.clear()

    def command_sort(self) -> None:
        """Bring the entries into the order of their sort keys, those with the same one as they were read."""

        def sort_key(record: Record) -> tuple[str, int]:
            return self.entry_vars[record.key].get("sort.key$", ""), self.numbers[record.key]

        self.records.sort(key=sort_key)

    # --- what functions do --------------------------------------------------------------------------

    def take(self, count: int) -> list[Any]:
        """Take values from the stack, in the order in which they came onto it."""
        if count == 0:
            return []
        values: list[Any] = self.stack[-count:]
        del self.stack[-count:]
        if len(values) < count:
            self.complain("a function takes more values than the stack has")
            values[:0] = [NOTHING] * (count - len(values))
        return values

    def write(self, text: str) -> None:
        """Add to the line that is written."""
        self.spend_on_copy(self.lines.line)
        self.spend_on_copy(text)
        self.lines.write(text)

    def newline(self) -> None:
        """End the line that is written."""
        self.lines.newline()
        if self.lines.size > LONGEST_BBL:
            raise self._stopped(f"the style writes more than {LONGEST_BBL:,} bytes")

    def warn(self, message: str) -> None:
        """Note what the style itself warns of."""
        if self.record is None:
            self.complain(message)
        else:
            self._note(self.record.warning(message))

    def complain(self, message: str) -> None:
        """Note what the style does wrong at the command that runs, and go on, as BibTeX does."""
        assert self.command is not None  # it runs
        line, _ = self.source.place(self.command.at)
        key = "" if self.record is None else text_of(self.record.key)
        if key:
            message = f"{message} (at '{key}')"
        self._note(Diagnostic(self.source.name, line, 0, "bst-warning", message, key=key))

    def _note(self, warning: Diagnostic) -> None:
        if len(self.warnings) < MOST_BST_WARNINGS:
            self.warnings.append(warning)

    # --- an end to it -------------------------------------------------------------------------------

    def spend(self, steps: int) -> None:
        """Count steps that no body of a function counts."""
        self.left -= steps
        if self.left < 0:
            raise self._too_many_steps()

    def result(self, function: Callable[..., Any], *values: Any) -> Any:
        """Return what a function makes of a string, and maybe of further values; of a long one it is remembered."""
        text = values[0]
        if len(text) <= LONG:
            return function(*values)
        call = (function, *values)
        if call not in self.remembered:
            # Where there are braces, it is looked at one by one.
            self.spend(len(text) * _STEPS_OF_OCTET if "{" in text else len(text))
            if len(self.remembered) >= _MOST_REMEMBERED:
                self.remembered.clear()
            self.remembered[call] = function(*values)
        return self.remembered[call]

    def spend_on_copy(self, text: str) -> None:
        """Count the copying of a string that is long."""
        if len(text) > LONG:
            if len(text) > LONGEST_BST_STRING:
                raise self._stopped(
                    f"the style makes a string of more than {LONGEST_BST_STRING:,} bytes"
                )
            self.spend(len(text) // _COPIED_IN_STEP)

    def begin_loop(self, body: object) -> _Loop:
        """Note that a loop begins."""
        loop = _Loop(body)
        self.loops.append(loop)
        return loop

    def end_loop(self) -> None:
        """Note that the loop that began last is at its end."""
        self.loops.pop()

    def too_much(self, body: _Body) -> StyleError:
        """Return the error for a function that does too much."""
        if self.left < 0:
            return self._too_many_steps()
        what = (
            f"functions call each other more than {DEEPEST_BST_CALL} deep"
            if self.depth > DEEPEST_BST_CALL
            else f"more than {MOST_BST_STACK:,} values are on the stack"
        )
        return self.source.error(body.at, f"in the function '{_shown(body.name)}' {what}")

    def _too_many_steps(self) -> StyleError:
        longest = max(self.loops, key=lambda loop: loop.turns, default=None)
        if longest is None or not isinstance(longest.body, _Body):
            return self._stopped("the style takes too many steps")
        body = longest.body
        return self.source.error(
            body.at,
            f"the style takes too many steps: a loop in the function '{_shown(body.name)}' "
            f"was run {longest.turns:,} times",
        )

    def _stopped(self, message: str) -> StyleError:
        assert self.command is not None  # it runs
        return self.source.error(self.command.at, message)


def _fused(elements: list[Any], function: Any) -> Any:
    """Return a function, or in its place what does the same with the constants right before it, and take these away."""
    fused = getattr(function, "fused", None)
    if fused is not None:
        constants = elements[-fused.count :]
        if len(constants) == fused.count and all(isinstance(each, Push) for each in constants):
            made = fused.of(function, *(each.value for each in constants))
            if made is not None:
                del elements[-fused.count :]
                return made
    return function


def _shown(octets: str) -> str:
    return shortened(text_of(octets), _SHOWN)


def _undefined(name: Name) -> str:
    return f"no function and no variable '{_shown(name.text)}' is defined before this"


# Commands that stand in a style once, and what has to stand before which.
_ONCE: Final = frozenset({"entry", "read"})
_AFTER: Final = {
    "read": frozenset({"entry"}),
    **dict.fromkeys(("execute", "iterate", "reverse", "sort"), frozenset({"read"})),
}
