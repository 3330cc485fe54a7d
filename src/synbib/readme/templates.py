"""Blocks written by a template of the user's own: Jinja2 in its sandbox, bounded in what it may read and write.

A template gets ``sections``, each with ``heading``, ``level`` and ``entries`` (`ShownEntry`). The filters ``md``,
``cell`` and ``url`` escape text for a line, a cell of a table and the target of a link.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from synbib.errors import SynbibError
from synbib.files import decode_utf8, read_bytes
from synbib.folder import check_inside
from synbib.library import Entry, Library
from synbib.library.facets import marked_field, name_text, names
from synbib.model import Link
from synbib.readme.details import abstract, bibtex
from synbib.readme.options import Options
from synbib.readme.outline import Section
from synbib.readme.reference_list import reference_writer
from synbib.readme.selection import select
from synbib.text import from_markup, markdown, scrub, strip
from synbib.text.controls import without_controls
from synbib.text.urls import may_be_followed

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

__all__ = ["ShownEntry", "ShownSection", "fill_template"]

_MOST_STEPS: Final = 1_000_000  # a loop's turns, all loops together
_MOST_TEXT: Final = 20_000_000  # characters
# Operators that make much of little, and the greatest numbers that they take.
_LARGEST: Final = {"*": 10**9, "**": 100, "%": 10**9}
# Methods of strings that do.
_PADDING: Final = frozenset(
    {"center", "expandtabs", "format", "format_map", "ljust", "rjust", "zfill"}
)
_MARKER: Final = re.compile(r"<!--\s*synbib:")


class ShownEntry:
    """An entry as templates see it; plain text but where it says Markdown.

    Attributes:
        key: The citation key.
        type: The entry type.
    """

    def __init__(self, entry: Entry, reference: Callable[[Entry], str]) -> None:
        self._entry = entry
        self._reference = reference
        self.key = entry.key
        self.type = entry.type

    @property
    def title(self) -> str:
        """The title."""
        return self._entry.title

    @property
    def authors(self) -> list[str]:
        """The authors' names, ``Given Family``."""
        return [strip(from_markup(name_text(name))) for name in names(self._entry)]

    @property
    def year(self) -> str:
        """The year of publication, ``""`` where the entry has none."""
        return self._entry.year

    @property
    def venue(self) -> str:
        """The short name of where it was published."""
        return self._entry.venue

    @property
    def published_in(self) -> str:
        """The venue and the year."""
        return self._entry.published_in

    @property
    def links(self) -> tuple[Link, ...]:
        """The links, each with ``kind``, ``label`` and ``url``."""
        return self._entry.links

    @property
    def reference(self) -> str:
        """The formatted reference, Markdown."""
        return self._reference(self._entry)

    @property
    def fields(self) -> dict[str, str]:
        """Any BibTeX field, by its name in lower case; ``""`` for those that the entry has not."""
        return _Fields(
            {name: strip(marked_field(self._entry, name)) for name in self._entry.fields}
        )

    @property
    def abstract(self) -> str:
        """The abstract, Markdown; ``""`` where the entry has none."""
        return abstract(self._entry)

    @property
    def bibtex(self) -> str:
        """The entry as BibTeX to copy."""
        return bibtex(self._entry)


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A heading and the entries directly under it; sections below follow it.

    Attributes:
        heading: Plain text; ``""`` where there is none.
        level: The level of the heading.
        entries: The entries.
    """

    heading: str
    level: int
    entries: tuple[ShownEntry, ...]


class _Fields(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return ""


def fill_template(library: Library, options: Options, name: str) -> str:
    """Return what a template makes of the selection, without blank lines around.

    Args:
        library: The store.
        options: What is selected, and how references are formatted.
        name: The file of the template, in the current folder or below it.

    Raises:
        SynbibError: The template cannot be read or has a mistake: its file, the line, and what is wrong.
    """
    selection = select(library, options)

    # References take the most time, and not every template shows them.
    @cache
    def writer() -> Callable[[Entry], str]:
        return reference_writer(selection.all_entries, options)

    def reference(entry: Entry) -> str:
        return writer()(entry)

    def shown(section: Section, level: int) -> Iterator[ShownSection]:
        if section.heading or section.entries:
            entries = tuple(ShownEntry(entry, reference) for entry in section.entries)
            yield ShownSection(section.heading, level, entries)
        below = level + bool(section.heading)
        for inner in section.sections:
            yield from shown(inner, below)

    return _run(name, list(shown(selection, options.level)))


def _run(name: str, sections: list[ShownSection]) -> str:
    from jinja2 import TemplateError, TemplateSyntaxError

    try:
        pieces: list[str] = []
        size = 0
        for piece in _environment().get_template(name).generate(sections=sections):
            pieces.append(piece)
            size += len(piece)
            if size > _MOST_TEXT:
                raise SynbibError(f"{name}: this writes more than {_MOST_TEXT:,} characters")
    except TemplateSyntaxError as error:
        raise SynbibError(f"{error.name or name}:{error.lineno}: {error.message}") from None
    except (
        TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError
    ) as error:  # fmt: skip
        raise SynbibError(f"{_place(error, name)}: {_first_line(error)}") from None
    text = without_controls("".join(pieces)).strip("\n")
    if _MARKER.search(text):
        raise SynbibError(f"{name}: this writes a synbib marker, which would break the block")
    return text


def _place(error: Exception, name: str) -> str:
    """Where in a template an error arose: Jinja2 puts its lines into the traceback."""
    suffix = Path(name).suffix
    frames = traceback.extract_tb(error.__traceback__)
    found = [f"{f.filename}:{f.lineno}" for f in frames if Path(f.filename).suffix == suffix]
    return found[-1] if found and suffix != ".py" else name


def _first_line(error: Exception) -> str:
    message = str(error).partition("\n")[0] or type(error).__name__
    return message.replace(f"{__name__}.", "")


def _source(name: str) -> str:
    """Return the text of a template.

    Raises:
        SynbibError: It is outside of the current folder, or hidden in it, or cannot be read.
    """
    check_inside(name, "template")
    data = read_bytes(name, hint="give the path of a template from this folder")
    return decode_utf8(data, name)


def _target(text: object) -> str:
    """Return the target of a link, ``""`` for one that could do harm."""
    url = str(text)
    return markdown.destination(url) if may_be_followed(url) else ""


def _environment() -> ImmutableSandboxedEnvironment:
    from jinja2 import FunctionLoader, StrictUndefined, nodes
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Environment(ImmutableSandboxedEnvironment):
        """The sandbox, with bounds on loops and on what a single expression can blow up to."""

        intercepted_binops = frozenset(_LARGEST)
        steps = 0

        @property
        def step(self) -> None:
            """Read at each turn of a loop: a call would have to pass the sandbox, and take far longer."""
            self.steps += 1
            if self.steps > _MOST_STEPS:
                raise SecurityError(f"this loops more than {_MOST_STEPS:,} times")

        def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
            tree = super()._parse(source, name, filename)
            loops: list[nodes.For | nodes.Macro] = []
            loops += tree.find_all(nodes.For)
            loops += tree.find_all(nodes.Macro)
            for loop in loops:
                step = nodes.ExprStmt(nodes.EnvironmentAttribute("step"))
                loop.body.insert(0, step.set_lineno(loop.lineno))
            return tree

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            largest = _LARGEST[operator]
            if not all(isinstance(n, (int, float)) and abs(n) <= largest for n in (left, right)):
                raise SecurityError(f"'{operator}' is for small numbers here")
            return super().call_binop(context, operator, left, right)

        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
            pads = isinstance(obj, str) and attr in _PADDING
            return not pads and super().is_safe_attribute(obj, attr, value)

    environment = Environment(
        loader=FunctionLoader(lambda name: (_source(name), name, None)),
        undefined=StrictUndefined,
        autoescape=False,  # what is written is Markdown, and escaped by the filters
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        # A template may well put a link around what it shows.
        "md": lambda text: markdown.inline(scrub(str(text)), makes_links=False),
        "cell": lambda text: markdown.cell(str(text)),
        "url": _target,
    }
    for name in ("center", "format"):
        del environment.filters[name]
    del environment.globals["lipsum"]
    return environment
