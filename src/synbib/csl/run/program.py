"""A style made ready to run for one locale: its areas, its options, what renders its layouts and macros."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from synbib import lazily
from synbib.csl.elements import Request, Trace
from synbib.csl.run.codegen import Generated
from synbib.csl.run.interpret import Interpreter
from synbib.csl.style import (
    NAMESPACE,
    Area,
    Choose,
    Group,
    Key,
    Locale,
    Macro,
    Names,
    Node,
    Number,
    Style,
    Variable,
    find_locale,
    lower_area,
)
from synbib.errors import StyleError

__all__ = ["AreaProgram", "Program", "compile_style"]

Render = Callable[[Request, Trace], str]


@lazily.dataclass(frozen=True, slots=True)
class AreaProgram:
    """What runs for ``citation`` or ``bibliography``.

    Attributes:
        area: The tree.
        layouts: What renders each layout's children.
        first_field: What renders the first element of each layout.
        macros: What renders each macro.
        shown: The variables that ``text`` and ``number`` show.
        tested: The kinds of conditions that are tested.
        number_key: The sort key that is the citation number, or shows it: with one, the order of citing decides.
        demote: The style's ``demote-non-dropping-particle``.
    """

    area: Area
    layouts: tuple[Render, ...]
    first_field: tuple[Render, ...]
    macros: Mapping[str, Render]
    shown: frozenset[str]
    tested: frozenset[str]
    number_key: Key | None
    demote: str

    def layout_for(self, language: str) -> int:
        """Return the index of the layout for an item in ``language``."""
        for i, layout in enumerate(self.area.layouts):
            if not layout.languages or any(
                _matches(language, wanted) for wanted in layout.languages
            ):
                return i
        return len(self.area.layouts) - 1


def _matches(language: str, wanted: str) -> bool:
    return language == wanted or language.partition("-")[0] == wanted


@dataclass(frozen=True)
class Program:
    """A style under a locale.

    Attributes:
        citation: What renders cites.
        bibliography: What renders references, if the style has a bibliography.
        locale: Terms and options.
        options: The attributes of the style's root.
        root: The style's XML, from which locales of other languages are made.
    """

    citation: AreaProgram
    bibliography: AreaProgram | None
    locale: Locale
    options: dict[str, str]
    root: etree._Element

    def locale_for(self, language: str) -> Locale:
        """Return the locale of another language under this style."""
        return _locale(self.root, language)


@lru_cache(maxsize=64)
def _locale(root: etree._Element, language: str) -> Locale:
    return find_locale(language, root)


# A program keeps nothing of what it renders, so that it serves every document and every thread.
@lru_cache(maxsize=64)
def compile_style(style: Style, locale: str | None, *, generate: bool = True) -> Program:
    """Return ``style`` made ready; the same one again for the same style and locale.

    Args:
        style: The style.
        locale: A language tag; the style's default by default.
        generate: Whether to generate code; without, the reference interpreter runs.

    Raises:
        StyleError: The style refers to what it has not, or goes in circles.
    """
    root = style.root
    return Program(
        _area(style, "citation", generate=generate),
        _area(style, "bibliography", generate=generate) if style.has_bibliography else None,
        find_locale(locale or style.default_locale or "en-US", root),
        {str(k): str(v) for k, v in root.attrib.items()},
        root,
    )


def _area(style: Style, name: str, *, generate: bool) -> AreaProgram:
    root = style.root
    element = root.find(f"{{{NAMESPACE}}}{name}")
    if element is None or element.find(f"{{{NAMESPACE}}}layout") is None:
        line = root.sourceline if element is None else element.sourceline
        raise StyleError(
            f"{style.name}:{line or 1}:1: the style has no layout for its {name}; write one, or name another style"
        )
    area = lower_area(root, element, style.name)
    runs = Generated(area, style.name) if generate else Interpreter(area)
    nodes = list(_walk((node for layout in area.layouts for node in layout.children), area))
    return AreaProgram(
        area,
        runs.layouts,
        runs.first,
        runs.macros,
        frozenset(node.variable for node in nodes if isinstance(node, (Variable, Number))),
        frozenset(
            test.kind
            for node in nodes
            if isinstance(node, Choose)
            for branch in node.branches
            for test in branch.tests
        ),
        next((key for key in area.sort if _is_by_number(key, area)), None),
        root.get("demote-non-dropping-particle") or "display-and-sort",
    )


def _is_by_number(key: Key, area: Area) -> bool:
    return key.variable == "citation-number" or any(
        isinstance(node, (Variable, Number)) and node.variable == "citation-number"
        for node in _walk(area.macros.get(key.macro, ()), area)
    )


def _walk(nodes: Iterable[Node], area: Area) -> Iterator[Node]:
    """Yield nodes and all below them, those of a macro once."""
    waiting: list[Node] = list(nodes)
    seen: set[str] = set()
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Group):
            waiting += node.children
        elif isinstance(node, Choose):
            waiting += [child for branch in node.branches for child in branch.children]
        elif isinstance(node, Names):
            waiting += node.substitute
        elif isinstance(node, Macro) and node.name not in seen:
            seen.add(node.name)
            waiting += area.macros[node.name]
