"""A style made ready to run for one locale: its areas, its options, what renders its layouts and macros."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from synbib.csl.ast import Area, Choose, Group, Key, Macro, Names, Node, Number, Variable
from synbib.csl.codegen import Generated
from synbib.csl.context import Context
from synbib.csl.interpret import Interpreter
from synbib.csl.locale import Locale, find_locale
from synbib.csl.lower import lower_area
from synbib.csl.style import NAMESPACE, Style
from synbib.errors import StyleError

__all__ = ["AreaProgram", "Program", "compile_style"]

Render = Callable[[Context], str]


@dataclass(frozen=True, slots=True)
class AreaProgram:
    """What runs for ``citation`` or ``bibliography``.

    Attributes:
        area: The tree.
        layouts: What renders each layout's children.
        macros: What renders each macro that a sort key asks for.
        places_suffix: Whether the style says itself where the year suffix goes.
        counts_down: Whether that order is from the last number to the first.
        asks_position: Whether the position of a cite changes how it reads.
        shows_number: Whether the citation number is shown.
        shows_first_note: Whether the number of the first note is shown.
        demote: The style's ``demote-non-dropping-particle``.
        asks_condition: Whether the style says more where cites are ambiguous (``disambiguate="true"``).
        sorts_by_number: Whether the order depends on the order of citing, as by the citation number.
        first_field: What renders the first element of each layout.
    """

    area: Area
    layouts: tuple[Render, ...]
    macros: dict[str, Render]
    places_suffix: bool
    first_field: tuple[Render, ...]
    demote: str
    sorts_by_number: bool
    counts_down: bool
    asks_position: bool
    asks_condition: bool
    shows_number: bool
    shows_first_note: bool

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


def compile_style(style: Style, locale: str | None, *, generate: bool = True) -> Program:
    """Return ``style`` made ready.

    Args:
        style: The style.
        locale: A language tag; the style's default by default.
        generate: Whether to generate code; without, the reference interpreter runs.

    Raises:
        StyleError: The style refers to what it has not, or goes in circles.
    """
    root = style.root
    found = {
        element.tag.rpartition("}")[2]: element
        for element in root
        if element.tag in (f"{{{NAMESPACE}}}citation", f"{{{NAMESPACE}}}bibliography")
    }
    for name in ("citation", *("bibliography" for _ in found.keys() & {"bibliography"})):
        element = found.get(name)
        if element is None or element.find(f"{{{NAMESPACE}}}layout") is None:
            line = root.sourceline if element is None else element.sourceline
            raise StyleError(
                f"{style.name}:{line or 1}:1: the style has no layout for its {name}; write one, or name another style"
            )
    language = locale or style.default_locale or "en-US"
    areas = {name: _area(root, element, style.name, generate) for name, element in found.items()}
    return Program(
        areas["citation"],
        areas.get("bibliography"),
        find_locale(language, root),
        {str(k): str(v) for k, v in root.attrib.items()},
        root,
    )


def _area(
    root: etree._Element, element: etree._Element, source: str, generate: bool
) -> AreaProgram:
    area = lower_area(root, element, source)
    runs = Generated(area, source) if generate else Interpreter(area)
    macros = {key.macro: runs.macros[key.macro] for key in area.sort if key.macro}
    called = {
        node.variable
        for layout in area.layouts
        for node in _walk(layout.children, area)
        if isinstance(node, Variable)
    }
    tested = {
        test.kind
        for layout in area.layouts
        for node in _walk(layout.children, area)
        if isinstance(node, Choose)
        for branch in node.branches
        for test in branch.tests
    }
    by_number = _by_number(area)
    return AreaProgram(
        area,
        runs.layouts,
        macros,
        "year-suffix" in called,
        runs.first,
        root.get("demote-non-dropping-particle") or "display-and-sort",
        by_number is not None,
        by_number is not None and by_number.descending,
        "position" in tested,
        "disambiguate" in tested,
        "citation-number" in called,
        "first-reference-note-number" in called,
    )


def _by_number(area: Area) -> Key | None:
    """Return the sort key that is the citation number, or shows it."""
    for key in area.sort:
        nodes = _walk(area.macros.get(key.macro, ()), area)
        if key.variable == "citation-number" or any(
            isinstance(node, (Variable, Number)) and node.variable == "citation-number"
            for node in nodes
        ):
            return key
    return None


def _walk(nodes: tuple[Node, ...], area: Area) -> Iterator[Node]:
    """Yield all nodes below, those of macros once."""
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
