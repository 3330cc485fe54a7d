"""A style made ready to run for one locale: its areas, its options, what renders its layouts and macros."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from synbib import lazily
from synbib.csl import kept
from synbib.csl.elements import Request, Trace
from synbib.csl.run.codegen import Functions, Generated
from synbib.csl.run.packing import packed, unpacked
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
    Ordinal,
    Part,
    Style,
    Variable,
    find_locale,
    full_tag,
    locale_files,
    lower_area,
)
from synbib.errors import StyleError

if TYPE_CHECKING:
    from synbib.csl.run.interpret import Interpreter

__all__ = ["AreaProgram", "Program", "compile_style"]

Render = Callable[[Request, Trace], str]


@lazily.dataclass(frozen=True, slots=True)
class AreaProgram:
    """What runs for ``citation`` or ``bibliography``.

    Attributes:
        area: The tree; its layouts and macros have no nodes where the code for them was kept from another run.
        layouts: What renders each layout's children.
        first_field: What renders the first element of each layout.
        macros: What renders each macro.
        shown: The variables that ``text`` and ``number`` show.
        tested: The kinds of conditions that are tested, and what these ask for.
        number_key: The sort key that is the citation number, or shows it: with one, the order of citing decides.
        demote: The style's ``demote-non-dropping-particle``.
        functions: The code that was generated so far, if any is.
    """

    area: Area
    layouts: tuple[Render, ...]
    first_field: tuple[Render, ...]
    macros: Mapping[str, Render]
    shown: frozenset[str]
    tested: frozenset[str]
    number_key: Key | None
    demote: str
    functions: Functions | None

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


@lazily.dataclass(frozen=True)
class Program:
    """A style under a locale.

    Attributes:
        citation: What renders cites.
        bibliography: What renders references, if the style has a bibliography.
        locale: Terms and options.
        options: The attributes of the style's root.
        style: The style, from which locales of other languages are made.
    """

    citation: AreaProgram
    bibliography: AreaProgram | None
    locale: Locale
    options: dict[str, str]
    style: Style

    @property
    def areas(self) -> tuple[AreaProgram, ...]:
        """The citation, and the bibliography if there is one."""
        return (self.citation, self.bibliography) if self.bibliography else (self.citation,)

    def locale_for(self, language: str) -> Locale:
        """Return the locale of another language under this style."""
        return _locale(self.style, language)

    def keep(self) -> None:
        """Keep what was generated for the next run, if that is more than before and the style is a file."""
        functions = [area.functions for area in self.areas if area.functions]
        if self.style.is_file and any(len(found.code) > found.kept for found in functions):
            kept.keep(_as_kept(self), *_made_of(self.style, self.locale.language))
            for found in functions:
                found.kept = len(found.code)


@lru_cache(maxsize=64)
def _locale(style: Style, language: str) -> Locale:
    return find_locale(language, style.root)


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
    language = full_tag(locale or style.default_locale)
    if generate and style.is_file and (found := _from_kept(style, language)):
        return found
    root = style.root
    return Program(
        _area(style, "citation", generate=generate),
        _area(style, "bibliography", generate=generate) if style.has_bibliography else None,
        find_locale(language, root),
        {str(k): str(v) for k, v in root.attrib.items()},
        style,
    )


# --- From one run to the next ----------------------------------------------------------------------------------


def _made_of(style: Style, language: str) -> tuple[str, bytes, bytes, *tuple[bytes, ...]]:
    files = map(Path.read_bytes, locale_files(language))
    return "program", style.xml, language.encode(), *files


def _as_kept(program: Program) -> tuple[Any, ...]:
    """Return a program as plain values and code: of the tree only what runs beside the code."""
    said = program.locale.said
    ordinals = {
        name: tuple((one.text, one.match, one.gender) for one in several)
        for name, several in said.ordinals.items()
    }
    return (
        program.options,
        (
            program.locale.language,
            said.terms,
            said.genders,
            ordinals,
            packed(said.dates),
            said.options,
        ),
        tuple(_area_as_kept(area) for area in program.areas),
    )


def _area_as_kept(program: AreaProgram) -> tuple[Any, ...]:
    area, functions = program.area, program.functions
    assert functions is not None
    bare = lazily.replace(
        area,
        layouts=tuple(lazily.replace(layout, children=()) for layout in area.layouts),
        macros=dict.fromkeys(area.macros, ()),
    )
    nodes = (bare, program.number_key, functions.constants, tuple(functions.substitutes.items()))
    code = {
        # Not the name that this run knows its source by.
        name: code.replace(co_filename=f"<style {area.name} {name}>")
        for name, code in functions.code.items()
    }
    return code, program.shown, program.tested, program.demote, packed(nodes)


def _from_kept(style: Style, language: str) -> Program | None:
    found = kept.kept(*_made_of(style, language))
    if found is None:
        return None
    options, (tag, terms, genders, ordinals, dates, settings), areas = found
    several = {name: [Ordinal(*one) for one in them] for name, them in ordinals.items()}
    said = Part(tag, terms, genders, several, unpacked(dates), settings)
    citation, *more = [_area_from_kept(area, style) for area in areas]
    return Program(citation, more[0] if more else None, Locale(tag, [said]), options, style)


def _area_from_kept(found: tuple[Any, ...], style: Style) -> AreaProgram:
    code, shown, tested, demote, nodes = found
    area, number_key, constants, substitutes = unpacked(nodes)
    functions = Functions(code, constants, dict(substitutes), len(code))
    runs = Generated(area, style.name, functions, lambda: _lowered(style, area.name))
    return AreaProgram(
        area, runs.layouts, runs.first, runs.macros, shown, tested, number_key, demote, functions
    )


# --- From the style --------------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _lowered(style: Style, name: str) -> Area:
    """Return the tree of ``citation`` or ``bibliography``."""
    root = style.root
    element = root.find(f"{{{NAMESPACE}}}{name}")
    if element is None or element.find(f"{{{NAMESPACE}}}layout") is None:
        line = root.sourceline if element is None else element.sourceline
        raise StyleError(
            f"{style.name}:{line or 1}:1: the style has no layout for its {name}; write one, or name another style"
        )
    return lower_area(root, element, style.name)


def _area(style: Style, name: str, *, generate: bool) -> AreaProgram:
    area = _lowered(style, name)
    runs = Generated(area, style.name) if generate else _interpreter(area)
    nodes = list(_walk((node for layout in area.layouts for node in layout.children), area))
    return AreaProgram(
        area,
        runs.layouts,
        runs.first,
        runs.macros,
        frozenset(node.variable for node in nodes if isinstance(node, (Variable, Number))),
        frozenset(
            name
            for node in nodes
            if isinstance(node, Choose)
            for branch in node.branches
            for test in branch.tests
            for name in (test.kind, *test.values)
        ),
        next((key for key in area.sort if _is_by_number(key, area)), None),
        style.root.get("demote-non-dropping-particle") or "display-and-sort",
        runs.functions if isinstance(runs, Generated) else None,
    )


def _interpreter(area: Area) -> Interpreter:
    from synbib.csl.run.interpret import Interpreter

    return Interpreter(area)


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
