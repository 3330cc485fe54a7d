"""The functions that BibTeX has built in (``bibtex.web`` §§ 331-456), as a table.

They take the place of pybtex's, which count characters where BibTeX counts bytes, and stop at a value of the wrong
kind. BibTeX says so, takes the empty string or zero for the result, and goes on; and so it is here.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Any, Final

from pybtex.bibtex.interpreter import EntryInteger, EntryString, Function, Integer, Variable

from synbib.bst import names, strings
from synbib.bst.database import Record
from synbib.bst.interpreter import (
    LONG,
    MISSING,
    NOTHING,
    Absent,
    Field,
    GlobalInteger,
    GlobalString,
    Machine,
    Push,
)
from synbib.bst.octets import text_of
from synbib.errors import shortened
from synbib.limits import LONGEST_ENTRY_STRING, LONGEST_GLOBAL_STRING

__all__ = ["BUILTINS"]


class _Pure:
    """A function of values that gives a value, and does nothing else.

    Args:
        name: What it is called.
        kinds: The types of the values that it takes.
        function: It.
        otherwise: What it gives for values of other types.
        reads: Whether it looks at each byte of its first value.
    """

    __slots__ = ("count", "function", "kinds", "name", "otherwise", "reads")

    def __init__(
        self,
        name: str,
        kinds: Sequence[type],
        function: Callable[..., int | str],
        otherwise: int | str,
        *,
        reads: bool = False,
    ) -> None:
        self.name = name
        self.reads = reads
        self.kinds = [*kinds]
        self.count = len(kinds)
        self.function = function
        self.otherwise = otherwise

    def execute(self, machine: Machine) -> None:
        stack = machine.stack
        values = stack[-self.count :]
        del stack[-self.count :]
        if [*map(type, values)] != self.kinds:
            machine.complain(_wrong(self.name, self.kinds, values))
            stack.append(self.otherwise)
            return
        result = machine.result(self.function, *values) if self.reads else self.function(*values)
        stack.append(result)
        if type(result) is str and len(result) > LONG:
            machine.spend_on_copy(result)


class _Action:
    """A function that has the interpreter do something.

    Args:
        name: What it is called.
        kinds: The types of the values that it takes; ``object`` is any.
        function: It, of the interpreter and the values.
        otherwise: What comes onto the stack where there are others; None is nothing.
        of_entry: Whether it is about the entry that the style is run over at the time.
        fused: What takes its place after constants, as most calls of it have them.
    """

    __slots__ = ("count", "function", "fused", "kinds", "name", "of_entry", "otherwise")

    def __init__(
        self,
        name: str,
        kinds: Sequence[type | tuple[type, ...]],
        function: Callable[..., None],
        otherwise: int | str | None = None,
        *,
        of_entry: bool = False,
        fused: type[_Branch | _Assignment] | None = None,
    ) -> None:
        self.name = name
        self.kinds = tuple(kinds)
        self.count = len(kinds)
        self.function = function
        self.otherwise = otherwise
        self.of_entry = of_entry
        self.fused = fused

    def execute(self, machine: Machine) -> None:
        if self.of_entry and machine.record is None:
            machine.complain(f"{self.name} is about an entry, and there is none here")
            return
        values = machine.take(self.count)
        if all(map(isinstance, values, self.kinds)):
            self.function(machine, *values)
            return
        machine.complain(_wrong(self.name, self.kinds, values))
        if self.otherwise is not None:
            machine.stack.append(self.otherwise)


class _Branch:
    """``if$`` with both functions before it.

    Attributes:
        count: How many constants it takes.
    """

    __slots__ = ("function", "otherwise", "then")
    count: Final = 2

    def __init__(self, function: _Action, then: Any, otherwise: Any) -> None:
        self.function = function
        self.then = then
        self.otherwise = otherwise

    @classmethod
    def of(cls, function: _Action, then: Any, otherwise: Any) -> _Branch | None:
        """Return it, None if these are no functions."""
        are_functions = isinstance(then, _RUNS) and isinstance(otherwise, _RUNS)
        return cls(function, then, otherwise) if are_functions else None

    def execute(self, machine: Machine) -> None:
        stack = machine.stack
        if stack and type(stack[-1]) is int:
            (self.then if stack.pop() > 0 else self.otherwise).execute(machine)
        else:
            stack += (self.then, self.otherwise)
            self.function.execute(machine)


class _Assignment:
    """``:=`` with the variable before it.

    Attributes:
        count: How many constants it takes.
    """

    __slots__ = ("function", "kind", "variable")
    count: Final = 1

    def __init__(self, function: _Action, variable: Any) -> None:
        self.function = function
        self.variable = variable
        self.kind = int if isinstance(variable, Integer) else str

    @classmethod
    def of(cls, function: _Action, variable: object) -> _Assignment | None:
        """Return it, None if this is not a variable of the style as a whole."""
        is_global = isinstance(variable, (GlobalInteger, GlobalString))
        return cls(function, variable) if is_global else None

    def execute(self, machine: Machine) -> None:
        stack = machine.stack
        value = stack[-1] if stack else NOTHING
        if type(value) is self.kind and (
            not isinstance(value, str) or len(value) <= LONGEST_GLOBAL_STRING
        ):
            self.variable.set(stack.pop())
        else:
            stack.append(self.variable)
            self.function.execute(machine)


_SHOWN: Final = 60  # characters of a value in a message
_RUNS: Final = (Function, Variable, Push, Field, _Pure, _Action)
_KINDS: Final[dict[object, str]] = {
    int: "a number",
    str: "a string",
    object: "a value",
    _RUNS: "a function",
    Variable: "a variable",
}


def _wrong(name: str, kinds: Sequence[object], values: Sequence[object]) -> str:
    wanted = ", ".join(_KINDS[kind] for kind in kinds)
    return f"{name} takes {wanted}, and not {', '.join(map(_shown, values)) or NOTHING.what}"


def _shown(value: object) -> str:
    match value:
        case int():
            return f"the number {value}"
        case str():
            return f"the string '{shortened(text_of(value), _SHOWN)}'"
        case Absent():
            return value.what
        case _:
            return "a function"


# --- numbers and texts ---------------------------------------------------------------------------------------

_WORD: Final = 1 << 32  # BibTeX's numbers have so many values


def _wrapped(number: int) -> int:
    return (number + _WORD // 2) % _WORD - _WORD // 2


def _plus(first: int, second: int) -> int:
    return _wrapped(first + second)


def _minus(first: int, second: int) -> int:
    return _wrapped(first - second)


def _greater(first: int, second: int) -> int:
    return int(first > second)


def _less(first: int, second: int) -> int:
    return int(first < second)


def _equal(machine: Machine, first: Any, second: Any) -> None:
    if type(first) is not type(second) or not isinstance(first, (int, str)):
        machine.complain(f"= compares {_shown(first)} with {_shown(second)}")
        machine.stack.append(0)
    else:
        machine.stack.append(int(first == second))


def _change_case(machine: Machine, text: str, mode: str) -> None:
    if mode.lower() in {"l", "u", "t"}:
        text = machine.result(strings.change_case, text, mode.lower())
    else:
        machine.complain(f"change.case$ knows the cases l, u and t, and not {_shown(mode)}")
    machine.stack.append(text)


def _code_of_character(machine: Machine, text: str) -> None:
    if len(text) != 1:
        machine.complain(f"chr.to.int$ takes one character, and not {_shown(text)}")
    machine.stack.append(ord(text) if len(text) == 1 else 0)


def _character_of_code(machine: Machine, code: int) -> None:
    is_one = 0 <= code <= 127
    if not is_one:
        machine.complain(f"int.to.chr$ takes a number from 0 to 127, and not {code}")
    machine.stack.append(chr(code) if is_one else "")


_LONG_FORMAT: Final = 500  # octets; those of styles have some fifty


def _count_names(machine: Machine, text: str) -> None:
    machine.stack.append(len(machine.result(names.split_names, text)))


def _format_name(machine: Machine, text: str, number: int, form: str) -> None:
    there = machine.result(names.split_names, text)
    if number > len(there):
        machine.complain(f"name {number} is asked for, of {len(there)}, in {_shown(text)}")
    name = there[min(number, len(there)) - 1] if there and number > 0 else ""
    if len(form) > _LONG_FORMAT:
        machine.spend(len(form))
    result, problems = machine.result(names.format_name, name, form)
    for problem in problems:
        machine.complain(problem)
    machine.spend_on_copy(result)
    machine.stack.append(result)


# --- the stack, variables, conditions ------------------------------------------------------------------------


def _is_empty(machine: Machine, value: object) -> None:
    if isinstance(value, (str, Absent)):
        machine.stack.append(
            int(strings.is_blank(value) if isinstance(value, str) else value is MISSING)
        )
    else:
        machine.complain(f"empty$ takes a string or a field, and not {_shown(value)}")
        machine.stack.append(0)


def _is_missing(machine: Machine, value: object) -> None:
    if not isinstance(value, (str, Absent)):
        machine.complain(f"missing$ takes a string or a field, and not {_shown(value)}")
    machine.stack.append(int(value is MISSING))


_END: Final = "\x7f"  # by which BibTeX knows where a variable of entries ends


def _assign(machine: Machine, value: Any, variable: Any) -> None:
    if isinstance(variable, (EntryInteger, EntryString)) and machine.record is None:
        machine.complain("a variable of entries gets a value, and there is no entry here")
        return
    kind = int if isinstance(variable, Integer) else str
    if not isinstance(value, kind):
        machine.complain(f"a variable for {_KINDS[kind]} gets {_shown(value)}")
        return
    variable.set(value if isinstance(value, int) else _kept(machine, value, variable))


def _kept(machine: Machine, text: str, variable: object) -> str:
    """Return what a variable keeps of a string."""
    of_entry = isinstance(variable, EntryString)
    most = LONGEST_ENTRY_STRING if of_entry else LONGEST_GLOBAL_STRING
    if len(text) > most:
        machine.complain(f"a variable keeps the first {most:,} bytes of {_shown(text)}")
    return text[:most].partition(_END)[0] if of_entry else text[:most]


def _duplicate(machine: Machine, value: object) -> None:
    machine.stack += (value, value)


def _swap(machine: Machine, first: object, second: object) -> None:
    machine.stack += (second, first)


def _drop(machine: Machine, value: object) -> None:
    """What BibTeX shows on the terminal is not shown."""


def _clear(machine: Machine) -> None:
    machine.stack.clear()


def _skip(machine: Machine) -> None:
    """Do nothing."""


def _if(machine: Machine, condition: int, then: Any, otherwise: Any) -> None:
    (then if condition > 0 else otherwise).execute(machine)


def _while(machine: Machine, condition: Any, body: Any) -> None:
    loop = machine.begin_loop(body)
    while True:
        loop.turns += 1
        machine.spend(1)
        condition.execute(machine)
        [value] = machine.take(1)
        if not isinstance(value, int):
            machine.complain(f"the condition of while$ is {_shown(value)}, and not a number")
        if not isinstance(value, int) or value <= 0:
            break
        body.execute(machine)
    machine.end_loop()


# --- entries and output --------------------------------------------------------------------------------------


def _record(machine: Machine) -> Record:
    assert machine.record is not None  # what is about an entry is called for one alone
    return machine.record


def _cite(machine: Machine) -> None:
    machine.stack.append(_record(machine).key)


def _type(machine: Machine) -> None:
    machine.stack.append(_record(machine).type)


def _call_type(machine: Machine) -> None:
    function = machine.vars.get(_record(machine).type or "default.type")
    if function is not None:
        function.execute(machine)


def _preamble(machine: Machine) -> None:
    machine.stack.append(machine.database.preamble)


def _warning(machine: Machine, text: str) -> None:
    machine.warn(text_of(text))


def _write(machine: Machine, text: str) -> None:
    machine.write(text)


def _newline(machine: Machine) -> None:
    machine.newline()


BUILTINS: Final[dict[str, _Pure | _Action | Push]] = {
    "quote$": Push('"'),
    "entry.max$": Push(LONGEST_ENTRY_STRING),
    "global.max$": Push(LONGEST_GLOBAL_STRING),
} | {
    row.name: row
    for row in (
        _Pure("+", (int, int), _plus, 0),
        _Pure("-", (int, int), _minus, 0),
        _Pure(">", (int, int), _greater, 0),
        _Pure("<", (int, int), _less, 0),
        _Pure("*", (str, str), operator.add, ""),
        _Pure("add.period$", (str,), strings.add_period, ""),
        _Pure("int.to.str$", (int,), str, ""),
        _Pure("purify$", (str,), strings.purify, "", reads=True),
        _Pure("substring$", (str, int, int), strings.substring, ""),
        _Pure("text.length$", (str,), strings.text_length, 0, reads=True),
        _Pure("text.prefix$", (str, int), strings.text_prefix, "", reads=True),
        _Pure("width$", (str,), strings.width, 0, reads=True),
        _Action("=", (object, object), _equal),
        _Action("change.case$", (str, str), _change_case, ""),
        _Action("chr.to.int$", (str,), _code_of_character, 0),
        _Action("int.to.chr$", (int,), _character_of_code, ""),
        _Action("num.names$", (str,), _count_names, 0),
        _Action("format.name$", (str, int, str), _format_name, ""),
        _Action("empty$", (object,), _is_empty),
        _Action("missing$", (object,), _is_missing),
        _Action(":=", (object, Variable), _assign, fused=_Assignment),
        _Action("duplicate$", (object,), _duplicate),
        _Action("swap$", (object, object), _swap),
        _Action("pop$", (object,), _drop),
        _Action("top$", (object,), _drop),
        _Action("stack$", (), _clear),
        _Action("skip$", (), _skip),
        _Action("if$", (int, _RUNS, _RUNS), _if, fused=_Branch),
        _Action("while$", (_RUNS, _RUNS), _while),
        _Action("cite$", (), _cite, of_entry=True),
        _Action("type$", (), _type, of_entry=True),
        _Action("call.type$", (), _call_type, of_entry=True),
        _Action("preamble$", (), _preamble),
        _Action("warning$", (str,), _warning),
        _Action("write$", (str,), _write),
        _Action("newline$", (), _newline),
    )
}
