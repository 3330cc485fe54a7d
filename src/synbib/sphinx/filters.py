"""The expressions that choose the entries of a bibliography: ``cited and year >= "2003" and author % "Einstein"``.

They have the form of Python's, as in sphinxcontrib-bibtex, and are no code: names, strings, sets, comparisons, ``and``,
``or``, ``not``, ``in``, ``&``, ``|``, and ``%`` for a search by a regular expression. What else is written is refused.

Source: the manual of sphinxcontrib-bibtex, *Filtering*.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any, Final

from synbib.errors import SynbibError
from synbib.library.expressions import Expression, ExpressionError

__all__ = ["Filter", "Names", "Value", "parse_filter"]

Value = str | bool | frozenset[str]
Names = Callable[[str], Value]
"""Name → value, for one entry; ``""`` where it has none."""
Filter = Callable[[Names], bool]
"""Whether an entry is wanted."""

_COMPARISONS: Final[Mapping[type[ast.cmpop], Callable[[Any, Any], bool]]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda one, several: one in several,
    ast.NotIn: lambda one, several: one not in several,
}
_SETS: Final[Mapping[type[ast.operator], Callable[[Any, Any], Value]]] = {
    ast.BitAnd: operator.and_,
    ast.BitOr: operator.or_,
}
_LONGEST: Final = 2_000


def parse_filter(text: str) -> Filter:
    """Return the filter that an expression is.

    Raises:
        SynbibError: It is not one; the message says where.
    """
    if len(text) > _LONGEST:
        raise SynbibError(f"a filter of more than {_LONGEST:,} characters; write a shorter one")
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise SynbibError(f"'{text}' is not a filter: {error}; write e.g. cited and year") from None
    value = _compiled(tree.body)
    return lambda names: bool(value(names))


_Getter = Callable[[Names], Value]


def _compiled(node: ast.expr) -> _Getter:
    """Return what a part of an expression stands for, as a function of an entry."""
    match node:
        case ast.Name(id=name):
            return lambda names: names(name)
        case ast.Constant(value=str() | bool() as constant):
            return lambda names: constant
        case ast.Set(elts=parts):
            values = [_compiled(part) for part in parts]
            return lambda names: frozenset(str(value(names)) for value in values)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            inner = _compiled(operand)
            return lambda names: not inner(names)
        case ast.BoolOp(op=op, values=parts):
            test = all if isinstance(op, ast.And) else any
            values = [_compiled(part) for part in parts]
            return lambda names: test(value(names) for value in values)
        case ast.BinOp(left=left, op=ast.Mod(), right=ast.Constant(value=str() as pattern)):
            return _search(_compiled(left), pattern)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _SETS:
            return _applied(_SETS[type(op)], _compiled(left), _compiled(right), node)
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARISONS:
            return _applied(_COMPARISONS[type(op)], _compiled(left), _compiled(right), node)
    raise SynbibError(
        f"column {node.col_offset + 1}: a filter cannot have '{ast.unparse(node)}'; it may have names, strings, "
        "sets, comparisons, and, or, not, in, &, |, and % for a search"
    )


def _search(text: _Getter, pattern: str) -> _Getter:
    try:
        expression = Expression(pattern, case=False)
    except ExpressionError as error:
        raise SynbibError(f"'{pattern}' is not a regular expression: {error}") from None
    return lambda names: expression.found_in(str(text(names)))


def _applied(
    operation: Callable[[Any, Any], Value], left: _Getter, right: _Getter, node: ast.expr
) -> _Getter:
    def value(names: Names) -> Value:
        try:
            return operation(left(names), right(names))
        except TypeError:
            raise SynbibError(
                f"column {node.col_offset + 1}: '{ast.unparse(node)}' compares what is not of one kind"
            ) from None

    return value
