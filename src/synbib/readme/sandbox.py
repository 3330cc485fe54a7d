"""Jinja2's sandbox, with bounds on time and memory: what a template makes is counted where it is made.

The sandbox of Jinja2 keeps templates from Python's insides, and from nothing that is large. Here each value is weighed,
in bytes: what operators, filters, tests, methods and macros are given, and what they return. One value must not be
larger than a limit, nor all of them together, each as often as it is used. What would make much of little is foretold,
and refused before it is made. Loops and calls count as steps. The limits are in `synbib.limits`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from functools import wraps
from sys import getsizeof
from typing import TYPE_CHECKING, Any, Final

from jinja2 import FunctionLoader, StrictUndefined, TemplateSyntaxError, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer

from synbib import lazily
from synbib.limits import (
    LARGEST_TEMPLATE_NUMBER,
    LONGEST_TEMPLATE_VALUE,
    MOST_TEMPLATE_MEMORY,
    MOST_TEMPLATE_STEPS,
)

if TYPE_CHECKING:
    from jinja2.runtime import Context

__all__ = ["Sandbox"]

# Operators that make much of little, and the greatest number that each takes.
_LARGEST: Final = {
    "+": LARGEST_TEMPLATE_NUMBER,
    "-": LARGEST_TEMPLATE_NUMBER,
    "*": LARGEST_TEMPLATE_NUMBER,
    "%": LARGEST_TEMPLATE_NUMBER,
    "**": 100,
}
_TOO_LARGE: Final = f"a number is larger than {LARGEST_TEMPLATE_NUMBER:,}"
_TOO_MANY_DIGITS: Final = lazily.pattern("[0-9_]{4300,}")  # for Python's `int`
# What can be put together, and has methods that do.
_SEQUENCES: Final = (str, list, tuple)
# Methods of strings that pad them, or make much of little in another way; bytes, which `encode` makes, have more.
_UNSAFE_OF_STRINGS: Final = frozenset(
    (
        "center", "encode", "expandtabs", "format", "format_map", "ljust", "rjust", "striptags", "translate", "zfill",
    )
)  # fmt: skip
# Filters that do, and filters whose time grows with the square of what they get; HTML is not what is written here.
_UNSAFE_FILTERS: Final = ("center", "format", "pprint", "striptags", "tojson", "urlize", "xmlattr")
# Internal filters: a name with a blank cannot be written in a template.
_STEP: Final = "synbib step"
_WEIGH: Final = "synbib weigh"
_JOIN: Final = "synbib join"


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of a run of a template, or of several one after the other.

    Args:
        source: Gives the text of a template by its name.
        filters: Filters beside Jinja2's own.
        html: Whether HTML is written, and what templates are given is escaped for that.
        hidden: Types of values whose attributes no template may have.
    """

    intercepted_binops = frozenset(_LARGEST)

    def __init__(
        self,
        source: Callable[[str], str],
        filters: Mapping[str, Callable[..., object]],
        *,
        html: bool = False,
        hidden: tuple[type, ...] = (),
    ) -> None:
        self._hidden = hidden
        meter = _Meter()
        self._meter = meter

        @pass_context
        def written(_: Context, value: object) -> object:
            text = value if isinstance(value, str) else str(value)
            meter.pay(text)
            return text

        super().__init__(
            loader=FunctionLoader(lambda name: (source(name), name, None)),
            undefined=StrictUndefined,
            autoescape=html,  # Markdown is escaped by the filters
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=html,
            optimized=False,  # nothing is evaluated before it can be counted
            finalize=written,
        )
        for name in _UNSAFE_FILTERS:
            del self.filters[name]
        self.filters |= filters
        self.filters = {
            name: meter.counted(each, _FORETOLD.get(name)) for name, each in self.filters.items()
        }
        self.tests = {name: meter.counted(each, None) for name, each in self.tests.items()}
        self.filters |= {_STEP: meter.step, _WEIGH: meter.weighed, _JOIN: meter.joined}
        del self.globals["lipsum"]
        self.globals["namespace"] = _Namespace

    def start(self) -> None:
        """Begin a run: what the ones before it took no longer counts."""
        self._meter.start()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        try:
            tree = super()._parse(source, name, filename)
        except ValueError:  # Python reads no number of so many digits
            digits = _TOO_MANY_DIGITS.search(source)
            line = source.count("\n", 0, digits.start()) + 1 if digits else 1
            raise TemplateSyntaxError(_TOO_LARGE, line, name, filename) from None
        _Counting().visit(tree)
        tree.set_environment(self)
        return tree

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - as Jinja2 has it
        """Call a function, a method or a macro, and count it as a step."""
        meter = __self._meter
        meter.step(0)
        owner = getattr(__obj, "__self__", None)
        if isinstance(owner, _SEQUENCES):
            meter.pay(owner)
            if foretold := _FORETOLD.get(__obj.__name__):
                meter.allow(foretold(owner, *args, **kwargs))
        meter.pay(*args, *kwargs.values())
        return meter.weighed(super().call(__context, __obj, *args, **kwargs))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Calculate, with numbers that are not too large; `+` also puts texts and lists together."""
        are_numbers = isinstance(left, (int, float)) and isinstance(right, (int, float))
        if operator == "+" and not are_numbers:
            self._meter.pay(left, right)
            self._meter.allow(_size(left) + _size(right))
        elif not are_numbers or max(abs(left), abs(right)) > _LARGEST[operator]:
            raise SecurityError(f"'{operator}' is for numbers up to {_LARGEST[operator]:,} here")
        return super().call_binop(context, operator, left, right)

    def wrap_str_format(self, value: Any) -> None:
        """Leave `str.format` what it is, a method that pads: what Jinja2 puts in its place pads, too."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may have an attribute: numbers have none that are of use."""
        if isinstance(obj, (int, float)) or (isinstance(obj, str) and attr in _UNSAFE_OF_STRINGS):
            return False
        if isinstance(obj, self._hidden):
            return False
        return super().is_safe_attribute(obj, attr, value)


class _Namespace(Namespace):
    """Jinja2's, which would show all that is in it, and all that is in that."""

    def __repr__(self) -> str:
        return "<namespace>"


# --- counting -------------------------------------------------------------------------------------


class _Meter:
    """Counts the steps of a run, and the bytes of its values."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Count from nothing."""
        self._steps = 0
        self._bytes = 0

    def step(self, text: int) -> bool:
        """Count a turn of a loop, or a call, that writes so many characters of the template itself.

        Raises:
            SecurityError: There were too many.
        """
        self._steps += 1
        if self._steps > MOST_TEMPLATE_STEPS:
            raise SecurityError(f"this loops more than {MOST_TEMPLATE_STEPS:,} times")
        if text:
            self._spend(text)
        return True

    def pay(self, *values: object) -> None:
        """Count values that are made, read or written.

        Raises:
            SecurityError: One is too large, or there were too many.
        """
        for value in values:
            size = getsizeof(value) if type(value) is str else _size(value)
            if size > LONGEST_TEMPLATE_VALUE:
                self.allow(size)
            self._spend(size)

    def allow(self, size: int) -> None:
        """Refuse a value of so many bytes if that is too much."""
        if size > LONGEST_TEMPLATE_VALUE:
            raise SecurityError(f"this makes a value of more than {LONGEST_TEMPLATE_VALUE:,} bytes")

    def _spend(self, size: int) -> None:
        self._bytes += size
        if self._bytes > MOST_TEMPLATE_MEMORY:
            raise SecurityError(
                f"this makes values of more than {MOST_TEMPLATE_MEMORY:,} bytes in all"
            )

    def weighed(self, value: Any) -> Any:
        """Return a value that has been counted; of an iterator, which has no size, a list."""
        if isinstance(value, Iterator):
            value = list(self._each(value))
        self.pay(value)
        return value

    def _each(self, values: Iterator[Any]) -> Iterator[Any]:
        size = 0
        for value in values:
            size += _size(value)
            self.allow(size)
            yield value

    def joined(self, values: Iterable[Any]) -> str:
        """Return the texts of values, one after the other."""
        size, texts = 0, []
        for value in values:
            text = value if isinstance(value, str) else str(value)
            size += getsizeof(text)
            self.allow(size)
            texts.append(text)
        self._spend(size)
        return "".join(texts)

    def counted(self, function: Any, foretold: Callable[..., int] | None) -> Callable[..., Any]:
        """Return a filter or a test that counts what it is given, and what it returns."""
        first = 1 if hasattr(function, "jinja_pass_arg") else 0

        @wraps(function)
        def counting(*args: Any, **kwargs: Any) -> Any:
            self.pay(*args[first:], *kwargs.values())
            if foretold:
                self.allow(foretold(*args[first:], **kwargs))
            return self.weighed(function(*args, **kwargs))

        return counting


def _size(value: object) -> int:
    """Return how many bytes a value takes, with all that is in it, as often as it is; not much beyond the limit."""
    size = 0
    values = [value]
    while values and size <= LONGEST_TEMPLATE_VALUE:
        value = values.pop()
        size += getsizeof(value)
        if isinstance(value, dict):
            values += value.keys()
            values += value.values()
        elif isinstance(value, (list, tuple, set, frozenset)):
            values += value
    return size


# --- how large something will be ------------------------------------------------------------------


def _count(values: object) -> int:
    return len(values) if isinstance(values, Sized) else 0


def _of_join(texts: Any, separator: Any = "", *_: Any, **__: Any) -> int:
    """``|join`` has its separator after, and `str.join` before."""
    if isinstance(texts, str) and not isinstance(separator, str):
        texts, separator = separator, texts
    return _size(texts) + _count(texts) * _size(separator)


def _of_replace(text: Any, old: Any, new: Any, *_: Any, **__: Any) -> int:
    before = str(text)
    return getsizeof(before) + before.count(str(old)) * len(str(new)) * 4


def _of_indent(text: Any, width: Any = 4, *_: Any, **__: Any) -> int:
    text = str(text)
    columns = len(width) if isinstance(width, str) else width
    return getsizeof(text) + (len(text.splitlines()) + 1) * int(columns)


def _of_wordwrap(
    text: Any, width: Any = 79, break_long_words: Any = True, wrapstring: Any = "\n", *_: Any
) -> int:
    text = str(text)
    return getsizeof(text) + len(text) * 4 * len(wrapstring or "\n")


def _of_batch(values: Any, count: Any, fill: Any = None) -> int:
    return _size(values) + int(count) * (_size(fill) + 8)


def _of_slice(values: Any, count: Any, fill: Any = None) -> int:
    return _size(values) + int(count) * (_size(fill) + 64)


def _of_strip(text: Any, chars: Any = None) -> int:
    """Each character is looked for among the others."""
    return len(str(text)) * len(chars or " ")


def _of_sum(values: Any, attribute: Any = None, start: Any = 0) -> int:
    """Numbers only: to add lists to each other takes time that grows with the square."""
    return 0 if isinstance(start, (int, float)) else LONGEST_TEMPLATE_VALUE + 1


def _of_round(value: Any, precision: Any = 0, *_: Any, **__: Any) -> int:
    return 0 if abs(precision) <= 100 else LONGEST_TEMPLATE_VALUE + 1


# Filters, and methods of strings, that make much of little: how many bytes at most, from what they are given.
_FORETOLD: Final[dict[str, Callable[..., int]]] = {
    "batch": _of_batch,
    "indent": _of_indent,
    "join": _of_join,
    "lstrip": _of_strip,
    "replace": _of_replace,
    "round": _of_round,
    "rstrip": _of_strip,
    "slice": _of_slice,
    "strip": _of_strip,
    "sum": _of_sum,
    "trim": _of_strip,
    "wordwrap": _of_wordwrap,
}


# --- the tree -------------------------------------------------------------------------------------


class _Counting(NodeTransformer):
    """Puts the counting into a template, where neither filters nor calls do it: loops, literals, operators."""

    def _body(self, node: Any) -> Any:
        self.generic_visit(node)
        text = sum(len(data.data) for data in node.find_all(nodes.TemplateData))
        node.body.insert(0, nodes.ExprStmt(_step(text, node), lineno=node.lineno))
        return node

    visit_Template = visit_Block = visit_Macro = visit_CallBlock = _body  # noqa: N815 - names of Jinja2

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        self._body(node)
        if node.test is not None:
            node.test = nodes.And(_step(0, node), node.test, lineno=node.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filter(nodes.Tuple(node.nodes, "load", lineno=node.lineno), _JOIN)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.expr = _weighed(node.expr)
        for operand in node.ops:
            operand.expr = _weighed(operand.expr)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        if isinstance(node.arg, nodes.Slice):
            return _weighed(node)
        node.arg = _weighed(node.arg)
        return node

    def _literal(self, node: Any) -> Any:
        self.generic_visit(node)
        is_target = getattr(node, "ctx", "load") != "load"
        return node if is_target else _weighed(node)

    visit_List = visit_Dict = visit_Tuple = _literal  # noqa: N815

    def visit_Const(self, node: nodes.Const) -> nodes.Node:  # noqa: N802
        if isinstance(node.value, (int, float)) and not abs(node.value) <= LARGEST_TEMPLATE_NUMBER:
            raise TemplateSyntaxError(_TOO_LARGE, node.lineno)
        return node


def _filter(node: nodes.Expr, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _weighed(node: nodes.Expr) -> nodes.Expr:
    return node if isinstance(node, nodes.Const) else _filter(node, _WEIGH)


def _step(text: int, node: nodes.Node) -> nodes.Filter:
    return _filter(nodes.Const(text, lineno=node.lineno), _STEP)
