"""A style's tree as Python source: a function for each layout and each macro.

What the interpreter decides at every node is decided here once: which attributes there are, which conditions a branch
has, what can be empty. The leaves call the functions that the interpreter calls. Macros stay functions of their own;
to write each one out where it is called would make of Chicago's 2,431 elements 2.3 million.
"""

from __future__ import annotations

import linecache
import weakref
from collections.abc import Callable, Iterable
from dataclasses import field
from functools import partial
from types import CodeType
from typing import Any, Final

from synbib import lazily
from synbib.csl import elements
from synbib.csl.elements import (
    LINKED,
    Request,
    Trace,
    Variables,
    dress,
    dress_own,
    dress_text,
    has_numbers,
    is_slanted,
    render_names,
)
from synbib.csl.style import (
    PLAIN,
    Area,
    Branch,
    Choose,
    Date,
    Format,
    Group,
    Label,
    Macro,
    Names,
    Node,
    Number,
    Term,
    Test,
    Value,
    Variable,
)
from synbib.csl.vocabulary import DATES, NAMES, NUMBERS

__all__ = ["Functions", "Generated"]

Render = Callable[[Request, Trace], str]

# Leaves that are one call: class → the function's name in the generated code.
_CALLS: Final = {
    Number: "render_number_element",
    Term: "render_term",
    Label: "render_label",
    Date: "render_date_element",
}
_SPECIAL: Final = frozenset(elements.SPECIAL)
# So many branches, or texts, are written side by side instead of one within the other.
_MANY: Final = 50


@lazily.dataclass(slots=True)
class Functions:
    """What was generated of an area so far.

    Attributes:
        code: Each function by its name, compiled.
        constants: What it finds under a name of its own.
        substitutes: What stands in for names → the function that renders it.
        kept: How many of the functions are kept for the next run.
    """

    code: dict[str, CodeType] = field(default_factory=dict)
    constants: dict[str, object] = field(default_factory=dict)
    substitutes: dict[Node, str] = field(default_factory=dict)
    kept: int = 0


class Generated:
    """The functions of one area's layouts and macros.

    Each is written and compiled when it is first called: of a big style an item needs a few, and compiling is what
    takes the time.

    Args:
        area: ``citation`` or ``bibliography``.
        source: The style's name, for tracebacks.
        functions: What was generated of it before, to which more is added.
        whole: Gives the area with its nodes, where ``area`` has none.

    Attributes:
        functions: What was generated so far.
        layouts: What renders the children of each layout.
        first: What renders the first child of each layout.
        macros: What renders each macro.
    """

    def __init__(
        self,
        area: Area,
        source: str,
        functions: Functions | None = None,
        whole: Callable[[], Area] | None = None,
    ) -> None:
        self._area = area
        self._whole = whole or (lambda: area)
        self.functions = functions or Functions()
        self._source = source
        self._macros = {name: f"macro_{i}" for i, name in enumerate(area.macros)}
        self._lines: list[str] = []
        self._count = 0
        # The names of constants, and of the functions of what stands in for names.
        self._constants: dict[object, str] = {}
        self._namespace: dict[str, Any] = {
            **{state.name: state for state in Variables},
            "dress": dress,
            "dress_own": dress_own,
            "dress_text": dress_text,
            "holds": elements.holds,
            "has_numbers": has_numbers,
            "render": self._substitute,
            "render_names": render_names,
            "render_variable": elements.render_variable,
            **{name: getattr(elements, name) for name in _CALLS.values()},
            **self.functions.constants,
        }
        for name, function in self._macros.items():
            self._promise(function, partial(self._macro_children, name))
        self.macros: dict[str, Render] = {
            name: self._caller(function) for name, function in self._macros.items()
        }
        numbers = range(len(area.layouts))
        self.layouts: tuple[Render, ...] = tuple(
            self._promise(f"layout_{i}", partial(self._layout_children, i)) for i in numbers
        )
        self.first: tuple[Render, ...] = tuple(
            self._promise(f"first_{i}", partial(self._layout_children, i, 1)) for i in numbers
        )
        for node, function in self.functions.substitutes.items():
            self._promise(function, partial(_only, node))
        for code in self.functions.code.values():
            exec(code, self._namespace)

    # --- Functions and constants -------------------------------------------------------------------------------

    def _macro_children(self, name: str) -> tuple[Node, ...]:
        return self._whole().macros[name]

    def _layout_children(self, index: int, most: int | None = None) -> tuple[Node, ...]:
        return self._whole().layouts[index].children[:most]

    def _promise(self, name: str, children: Callable[[], tuple[Node, ...]]) -> Render:
        """Put a function into the namespace that writes itself when it is called."""

        def write(request: Request, trace: Trace) -> str:
            self._compile(name, children())
            return self._caller(name)(request, trace)

        self._namespace[name] = write
        return self._caller(name)

    def _caller(self, name: str) -> Render:
        namespace = self._namespace

        def call(request: Request, trace: Trace) -> str:
            # Looked up at each call: what is there changes when the function is compiled.
            return namespace[name](request, trace)  # type: ignore[no-any-return]

        return call

    def _compile(self, name: str, children: tuple[Node, ...]) -> None:
        """Write the function ``name``, in place of its promise."""
        self._lines = [
            f"def {name}(request, trace):",
            "    item = request.item; texts = item.texts",
        ]
        texts = self._children(children, 1)
        self._write(1, f"return {self._joined(texts, '')}")
        text = "\n".join(self._lines) + "\n"
        file = f"<{self._source} {self._area.name} {id(self):x} {name}>"
        code = self.functions.code[name] = compile(text, file, "exec")
        exec(code, self._namespace)
        # So that tracebacks and debuggers show the generated lines, as long as there is who runs them.
        linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
        weakref.finalize(self, linecache.cache.pop, file, None).atexit = False

    def _substitute(self, node: Node, request: Request, trace: Trace) -> str:
        """Render a node that stands in for names."""
        return self._namespace[self.functions.substitutes[node]](request, trace)  # type: ignore[no-any-return]

    def _constant(self, value: object) -> str:
        """Return the name under which the code finds ``value``."""
        name = self._constants.get(value)
        if name is None:
            name = self._constants[value] = f"c{len(self.functions.constants)}"
            self._namespace[name] = self.functions.constants[name] = value
        return name

    def _local(self) -> str:
        self._count += 1
        return f"t{self._count}"

    def _write(self, depth: int, line: str) -> None:
        self._lines.append("    " * depth + line)

    def _children(self, children: Iterable[Node], depth: int) -> list[str]:
        """Write the code of nodes; return the expressions that hold their texts."""
        return [self._expression(child, depth) for child in children]

    # --- Nodes -------------------------------------------------------------------------------------------------

    def _expression(self, node: Node, depth: int) -> str:
        """Write what has to run before, and return an expression of the node's text."""
        if isinstance(node, Value):
            return self._value(node, depth)
        local = self._local()
        if isinstance(node, Variable):
            self._variable(node, local, depth)
        elif isinstance(node, Group):
            self._group(node, local, depth)
        elif isinstance(node, Macro):
            self._macro(node, local, depth)
        elif isinstance(node, Choose):
            self._choose(node, local, depth)
        elif isinstance(node, Names):
            self._names(node, local, depth)
        else:
            self._write(
                depth, f"{local} = {_CALLS[type(node)]}({self._constant(node)}, request, trace)"
            )
        return local

    def _names(self, node: Names, local: str, depth: int) -> None:
        call = f"render_names({self._constant(node)}, request, trace, render)"
        if node.substitute:
            self._promise_substitutes(node)
            self._write(depth, f"{local} = {call}")
        else:
            # Most names in most items are not there: no call is needed to see that.
            present = " or ".join(f"item.names[{name!r}]" for name in node.variables)
            self._write(depth, f"if {present or False}: {local} = {call}")
            self._write(depth, f'else: {local} = ""; trace.note_call()')

    def _promise_substitutes(self, node: Names) -> None:
        """Have a function for each node that stands in for names; names among them are rendered as they are."""
        waiting: list[Node] = list(node.substitute)
        while waiting:
            child = waiting.pop()
            if isinstance(child, Names):
                waiting += child.substitute
            elif isinstance(child, Choose):
                waiting += [inner for branch in child.branches for inner in branch.children]
            elif child not in self.functions.substitutes:
                name = f"substitute_{len(self.functions.substitutes)}"
                self.functions.substitutes[child] = name
                self._promise(name, partial(_only, child))

    def _value(self, node: Value, depth: int) -> str:
        if node.format is PLAIN:
            return repr(node.text)
        if not _depends_on_language(node.format):
            return repr(dress_text(node.text, node.format, ""))
        local = self._local()
        self._write(
            depth,
            f"{local} = dress_own({node.text!r}, {self._constant(node.format)}, request.locale.language)",
        )
        return local

    def _variable(self, node: Variable, local: str, depth: int) -> None:
        name = node.variable
        if name in NUMBERS or name in _SPECIAL or name in LINKED or node.form == "short":
            self._write(depth, f"{local} = render_variable({self._constant(node)}, request, trace)")
            return
        self._write(depth, f"{local} = texts[{name!r}]")
        self._write(depth, f"if {local} and {name!r} not in trace.suppressed:")
        self._write(depth + 1, "trace.variables = FOUND")
        self._write(depth + 1, f"if trace.substituting: trace.suppressed |= {{{name!r}}}")
        self._dress_text(node.format, local, depth + 1)
        self._write(depth, "else:")
        self._write(depth + 1, "if trace.variables is NONE: trace.variables = EMPTY")
        self._write(depth + 1, f'{local} = ""')

    def _dress_text(self, dressing: Format, local: str, depth: int) -> None:
        """Write the formatting of the text of a variable, which is not empty."""
        if not is_slanted(dressing):
            self._dress(dressing, local, depth, known=True)
            return
        self._write(depth, f"if {local}.isascii():")
        self._dress(dressing, local, depth + 1, known=True)
        constant = self._constant(dressing)
        self._write(depth, f"else: {local} = dress_text({local}, {constant}, request.language)")

    def _dress(self, dressing: Format, local: str, depth: int, *, known: bool = False) -> None:
        """Write the formatting of ``local``; ``known`` says that it is not empty."""
        if dressing is PLAIN:
            return
        if dressing.strip_periods or dressing.text_case or dressing.quotes:
            self._write(
                depth, f"{local} = dress({local}, {self._constant(dressing)}, request.language)"
            )
            return
        # All that is around the text is known: two pieces of text.
        before, after = dress("\0", dressing, "").split("\0")
        expression = " + ".join(
            part
            for part in (repr(before) if before else "", local, repr(after) if after else "")
            if part
        )
        if not known:
            expression = f'{expression} if {local} else ""'
        self._write(depth, f"{local} = {expression}")

    def _group(self, node: Group, local: str, depth: int) -> None:
        self._write(depth, f"v{local} = trace.variables; trace.variables = NONE")
        texts = self._children(node.children, depth)
        self._together(texts, node.delimiter, node.format, local, depth)

    def _macro(self, node: Macro, local: str, depth: int) -> None:
        self._write(depth, f"v{local} = trace.variables; trace.variables = NONE")
        self._write(depth, f"{local} = {self._macros[node.name]}(request, trace)")
        self._together([local], "", node.format, local, depth)

    def _together(
        self, texts: list[str], delimiter: str, dressing: Format, local: str, depth: int
    ) -> None:
        """Write what a group comes to; a macro is one, too."""
        self._write(depth, "if trace.variables is EMPTY:")
        self._write(depth + 1, f'{local} = ""')
        self._write(depth + 1, f"if v{local} is not NONE: trace.variables = v{local}")
        self._write(depth, "else:")
        if (joined := self._joined(texts, delimiter)) != local:
            self._write(depth + 1, f"{local} = {joined}")
        self._dress(dressing, local, depth + 1)
        self._write(depth + 1, f"if {local}: trace.variables = FOUND")
        self._write(depth + 1, f"elif trace.variables is NONE: trace.variables = v{local}")

    def _joined(self, texts: list[str], delimiter: str) -> str:
        if not texts:
            return '""'
        if len(texts) == 1:
            return texts[0]
        if not delimiter:
            # Python's compiler reads a long sum, or a long elif chain, by recursion.
            return " + ".join(texts) if len(texts) < _MANY else f'"".join(({", ".join(texts)}))'
        return f"{delimiter!r}.join([t for t in ({', '.join(texts)}) if t])"

    def _choose(self, node: Choose, local: str, depth: int) -> None:
        if len(node.branches) >= _MANY:
            self._choose_of_many(node, local, depth)
            return
        word = "if"
        for branch in node.branches:
            if branch.tests:
                self._write(depth, f"{word} {self._condition(branch)}:")
                word = "elif"
            elif word == "if":
                self._branch(node, branch, local, depth)
                return
            else:
                self._write(depth, "else:")
            self._branch(node, branch, local, depth + 1)
            if not branch.tests:
                return
        self._write(depth, f'else: {local} = ""' if word == "elif" else f'{local} = ""')

    def _choose_of_many(self, node: Choose, local: str, depth: int) -> None:
        """Write branches as statements of their own; ``None`` says that none has applied so far."""
        self._write(depth, f"{local} = None")
        for branch in node.branches:
            condition = f" and ({self._condition(branch)})" if branch.tests else ""
            self._write(depth, f"if {local} is None{condition}:")
            self._branch(node, branch, local, depth + 1)
        self._write(depth, f'if {local} is None: {local} = ""')

    def _branch(self, node: Choose, branch: Branch, local: str, depth: int) -> None:
        texts = self._children(branch.children, depth)
        self._write(depth, f"{local} = {self._joined(texts, node.delimiter)}")

    def _condition(self, branch: Branch) -> str:
        """Return the expression of a branch's tests."""
        tests = [self._test(test) for test in branch.tests]
        if branch.match == "all":
            return " and ".join(tests)
        expression = " or ".join(tests)
        return expression if branch.match == "any" else f"not ({expression})"

    def _test(self, test: Test) -> str:
        if test.kind == "type":
            return f"item.type in {{{', '.join(map(repr, test.values))}}}"
        (value,) = test.values
        if test.kind == "variable" and value not in _SPECIAL:
            if value in NAMES:
                present = f"item.names[{value!r}]"
            elif value in DATES:
                present = f"item.dates[{value!r}] is not None"
            else:
                present = f"texts[{value!r}]"
            return present
        if test.kind in ("position", "locator") and self._area.name == "bibliography":
            return "False"
        if test.kind == "is-numeric" and value not in _SPECIAL and value not in DATES | NAMES:
            return f"has_numbers(texts[{value!r}])"
        return f"holds({self._constant(test)}, request, trace)"


def _only(node: Node) -> tuple[Node, ...]:
    return (node,)


def _depends_on_language(dressing: Format) -> bool:
    return bool(dressing.text_case)
