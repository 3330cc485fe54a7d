"""One cite, one reference: what each rendering is told, and what is done to its text by itself.

Sources: CSL 1.0.2, "Layout", "Whitespace" (``second-field-align``), "Reference Grouping".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from synbib.csl.cite import Cite
from synbib.csl.elements import UNAMBIGUOUS, Ambiguity, Context, Position
from synbib.csl.items import Item
from synbib.csl.marked import marked_text
from synbib.csl.phases.affixes import dress_reference, with_capital
from synbib.csl.phases.collapse import Part
from synbib.csl.phases.disambiguate import Reading
from synbib.csl.phases.finish import finish
from synbib.csl.phases.sorting import SortValue, sort_value
from synbib.csl.phases.subsequent_author import substitute_for
from synbib.csl.run import AreaProgram, Program
from synbib.csl.style import Key
from synbib.csl.vocabulary import LOCATORS
from synbib.text import marks, strip

__all__ = ["NOTHING", "Renderer"]

NOTHING: Final = "[CSL STYLE ERROR: reference with no printed form.]"


class Renderer:
    """Renders the cites and references of a set of items, one by one.

    Args:
        program: The style, ready to run.
        items: The items by id.
        item_locale: Whether each reference is in the language of its item.
        links: Whether addresses in references are links, or the title where there are none.
    """

    def __init__(
        self, program: Program, items: Mapping[str, Item], *, item_locale: bool, links: bool
    ) -> None:
        self._program = program
        self._items = items
        self._item_locale = item_locale
        self._links = links
        self._in_notes = program.options.get("class") == "note"
        self._page_range = program.options.get("page-range-format", "")

    def cite(
        self, cite: Cite, position: Position, ambiguity: Ambiguity, part: Part | None = None
    ) -> tuple[str, Context]:
        """Return a cite's text, or that of a part of it, and what it left in the context."""
        program = self._program.citation
        ctx = self._context(program, cite.key, ambiguity, cite)
        ctx.position = position
        ctx.skip_names = part is not None or cite.suppress_author
        ctx.skip_year = part is Part.SUFFIX
        ctx.marks_terms = self._in_notes
        return _run(program, ctx), ctx

    def reading(self, key: str, ambiguity: Ambiguity, position: Position) -> Reading:
        """Return how a cite of an item reads on its own."""
        program = self._program.citation
        ctx = self._context(program, key, ambiguity)
        ctx.position, ctx.looking = position, True
        text = _run(program, ctx)
        return Reading(strip(text), tuple(ctx.calls), ctx.conditions)

    def reference(
        self, program: AreaProgram, key: str, ambiguity: Ambiguity, before: Context | None
    ) -> tuple[str, Context]:
        """Return a reference, ``""`` if the style shows nothing of it, and what it left in the context.

        Args:
            program: The bibliography.
            key: The item.
            ambiguity: How far its cites go.
            before: The rendering of the reference before.
        """
        attributes = program.area.options
        ctx = self._context(program, key, ambiguity)
        text = _run(program, ctx)
        if self._links and marks.LINK_OPEN not in text:
            ctx = self._context(program, key, ambiguity)
            ctx.link_title = True
            text = _run(program, ctx)
        rule = before and substitute_for(attributes, before, ctx)
        if rule:
            other = self._context(program, key, ambiguity)
            other.link_title = ctx.link_title
            other.substitute = rule
            text = _run(program, other)
        text = with_capital(text)
        if marks.is_blank(text):
            if "citation-number" not in self._program.citation.shown:
                return "", ctx
            text = f"{ctx.item.citation_number}. {NOTHING}"
        index = program.layout_for(ctx.item.language)
        if attributes.get("second-field-align") and marks.LEFT_MARGIN.open not in text:
            first = program.first_field[index](self._context(program, key, ambiguity))
            text = _aligned(text, first)
        return finish(dress_reference(text, program.area.layouts[index].format), ctx.locale), ctx

    def sort_value(
        self, program: AreaProgram, sort: Key, key: str, cite: Cite | None = None
    ) -> SortValue | None:
        """Return what an item, or a cite of it, sorts by under one key."""
        ctx = self._context(program, key, UNAMBIGUOUS, cite)
        ctx.sort_key = sort
        return sort_value(sort, program, ctx)

    def _context(
        self, program: AreaProgram, key: str, ambiguity: Ambiguity, cite: Cite | None = None
    ) -> Context:
        item = self._items[key]
        locale = self._program.locale
        language = item.language or locale.language
        if self._item_locale and item.language:
            locale = self._program.locale_for(item.language)
        ctx = Context(item, locale, program.area.name, language, ambiguity)
        ctx.page_range_format = self._page_range
        if program is self._program.bibliography:
            ctx.links = self._links
            ctx.marks_terms = True
        if ambiguity.year_suffix:
            ctx.year_suffix = _letters(ambiguity.year_suffix)
            ctx.explicit_suffix = "year-suffix" in program.shown
        if cite is not None and cite.locator:
            ctx.locator, ctx.label = _locator(cite)
        return ctx


def _run(program: AreaProgram, ctx: Context) -> str:
    return program.layouts[program.layout_for(ctx.item.language)](ctx)


def _aligned(text: str, field: str) -> str:
    """Return a reference with its first field apart (``second-field-align``)."""
    if not field or not text.startswith(field):
        return text
    return marks.LEFT_MARGIN.wrap(field) + marks.RIGHT_INLINE.wrap(text[len(field) :])


def _letters(number: int) -> str:
    """Return the year suffix of a number: ``a`` to ``z``, then ``aa``."""
    letters = ""
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(97 + digit) + letters
    return letters


def _locator(cite: Cite) -> tuple[str, str]:
    """Return a cite's locator as marked text, and what it counts."""
    label = "sub-verbo" if cite.label == "sub verbo" else cite.label
    return marked_text(cite.locator.strip()), label if label in LOCATORS else "page"
