"""The reference interpreter: a style's tree rendered node by node.

The generated code must give the same; this is the shorter text to read, and what runs where code is not worth
generating. Source: CSL 1.0.2, "Rendering Elements", "Group", "Choose".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from synbib.csl.elements import (
    CALLED,
    FOUND,
    Context,
    dress,
    holds,
    render_date_element,
    render_label,
    render_names,
    render_number_element,
    render_term,
    render_variable,
)
from synbib.csl.style import (
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
    Value,
    Variable,
)

__all__ = ["Interpreter"]

Render = Callable[[Context], str]


class Interpreter:
    """Renders the layouts and macros of one area.

    Args:
        area: ``citation`` or ``bibliography``.

    Attributes:
        layouts: What renders the children of each layout.
        first: What renders the first child of each layout.
        macros: What renders each macro.
    """

    def __init__(self, area: Area) -> None:
        self._macros = area.macros
        self._render: Mapping[type, Callable[[Any, Context], str]] = {
            Variable: render_variable,
            Macro: self._macro,
            Term: render_term,
            Value: lambda node, ctx: dress(node.text, node.format, ctx.language),
            Number: render_number_element,
            Label: render_label,
            Date: render_date_element,
            Names: lambda node, ctx: render_names(node, ctx, self.node),
            Group: self._group,
            Choose: self._choose,
        }

        self.layouts: tuple[Render, ...] = tuple(
            self._bound(layout.children) for layout in area.layouts
        )
        self.first: tuple[Render, ...] = tuple(
            self._bound(layout.children[:1]) for layout in area.layouts
        )
        self.macros: dict[str, Render] = {
            name: self._bound(children) for name, children in area.macros.items()
        }

    def _bound(self, children: tuple[Node, ...]) -> Render:
        return lambda ctx: self._children(children, ctx)

    def node(self, node: Node, ctx: Context) -> str:
        """Return what one node renders."""
        return self._render[type(node)](node, ctx)

    def _children(self, children: Iterable[Node], ctx: Context) -> str:
        return "".join([self._render[type(child)](child, ctx) for child in children])

    def _macro(self, node: Macro, ctx: Context) -> str:
        return self._together(self._macros[node.name], "", node.format, ctx)

    def _group(self, node: Group, ctx: Context) -> str:
        return self._together(node.children, node.delimiter, node.format, ctx)

    def _together(
        self, children: Iterable[Node], delimiter: str, format: Format, ctx: Context
    ) -> str:
        """Return what a group renders; a macro is one, too."""
        outer, ctx.vars = ctx.vars, 0
        texts = [self._render[type(child)](child, ctx) for child in children]
        called = ctx.vars
        if called == CALLED:
            # Variables were called and all are empty: so is the group, terms or not.
            ctx.vars = outer | CALLED
            return ""
        text = dress(delimiter.join(filter(None, texts)), format, ctx.language)
        ctx.vars = outer | (FOUND if text else called)
        return text

    def _choose(self, node: Choose, ctx: Context) -> str:
        for branch in node.branches:
            if _applies(branch, ctx):
                texts = [self._render[type(child)](child, ctx) for child in branch.children]
                return node.delimiter.join(filter(None, texts))
        return ""


def _applies(branch: Branch, ctx: Context) -> bool:
    if not branch.tests:
        return True
    if branch.match == "any":
        return any(holds(test, ctx) for test in branch.tests)
    if branch.match == "none":
        return not any(holds(test, ctx) for test in branch.tests)
    return all(holds(test, ctx) for test in branch.tests)
