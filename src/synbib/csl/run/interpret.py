"""The reference interpreter: a style's tree rendered node by node.

The generated code must give the same; this is the shorter text to read, and what runs where code is not worth
generating. Source: CSL 1.0.2, "Rendering Elements", "Group", "Choose".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from synbib.csl.elements import (
    CALLED_EMPTY,
    CALLED_FOUND,
    CALLED_NONE,
    Request,
    Trace,
    applies,
    dress,
    dress_own,
    render_date_element,
    render_label,
    render_names,
    render_number_element,
    render_term,
    render_variable,
)
from synbib.csl.style import (
    Area,
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

Render = Callable[[Request, Trace], str]


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
        self._render: Mapping[type, Callable[[Any, Request, Trace], str]] = {
            Variable: render_variable,
            Macro: self._macro,
            Term: render_term,
            Value: lambda node, request, trace: dress_own(
                node.text, node.format, request.locale.language
            ),
            Number: render_number_element,
            Label: render_label,
            Date: render_date_element,
            Names: lambda node, request, trace: render_names(node, request, trace, self.node),
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
        return lambda request, trace: self._children(children, request, trace)

    def node(self, node: Node, request: Request, trace: Trace) -> str:
        """Return what one node renders."""
        return self._render[type(node)](node, request, trace)

    def _children(self, children: Iterable[Node], request: Request, trace: Trace) -> str:
        return "".join([self._render[type(child)](child, request, trace) for child in children])

    def _macro(self, node: Macro, request: Request, trace: Trace) -> str:
        return self._together(self._macros[node.name], "", node.format, request, trace)

    def _group(self, node: Group, request: Request, trace: Trace) -> str:
        return self._together(node.children, node.delimiter, node.format, request, trace)

    def _together(
        self,
        children: Iterable[Node],
        delimiter: str,
        format: Format,
        request: Request,
        trace: Trace,
    ) -> str:
        """Return what a group renders; a macro is one, too."""
        outer, trace.variables = trace.variables, CALLED_NONE
        texts = [self._render[type(child)](child, request, trace) for child in children]
        called = trace.variables
        if called is CALLED_EMPTY:
            # Variables were called and all are empty: so is the group, terms or not.
            trace.variables = outer if outer is not CALLED_NONE else CALLED_EMPTY
            return ""
        text = dress(delimiter.join(filter(None, texts)), format, request.language)
        trace.variables = CALLED_FOUND if text or called is CALLED_FOUND else outer
        return text

    def _choose(self, node: Choose, request: Request, trace: Trace) -> str:
        for branch in node.branches:
            if applies(branch, request, trace):
                texts = [
                    self._render[type(child)](child, request, trace) for child in branch.children
                ]
                return node.delimiter.join(filter(None, texts))
        return ""
