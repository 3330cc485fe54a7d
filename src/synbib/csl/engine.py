"""The order of the phases: numbers, positions, disambiguation, cites and citations, references.

An `Engine` holds a style's program over a set of items and turns the citations of a document into marked text. Sources:
CSL 1.0.2, "Citation" and "Bibliography".
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Final

from synbib.csl.affixes import capitalised_term, dress_layout, dress_reference, spaced, with_capital
from synbib.csl.ast import Key
from synbib.csl.cite import Cite
from synbib.csl.collapse import Collapsing, Part, RenderedCite, join_cites
from synbib.csl.context import Ambiguity, Context, Position
from synbib.csl.disambiguate import Apart, Options, Reading, tell_apart
from synbib.csl.finish import finish
from synbib.csl.items import Item
from synbib.csl.locale import Locale
from synbib.csl.marked import marked_text
from synbib.csl.position import Positions
from synbib.csl.program import AreaProgram, Program
from synbib.csl.sorting import SortValue, ranked_by, sort_value, sorted_by
from synbib.csl.substitute import substitute_for
from synbib.csl.vocabulary import LOCATORS
from synbib.text import marks, strip

__all__ = ["NOTHING", "Citation", "Engine"]

NOTHING: Final = "[CSL STYLE ERROR: reference with no printed form.]"
_NOT_A_WORD: Final = re.compile(r"\W+")
_FIRST: Final = Position()
_AGAIN: Final = Position(1, True)
_PLAIN_AMBIGUITY: Final = Ambiguity()


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation of the document.

    Attributes:
        cites: Its cites.
        note: The number of the note that it stands in, 0 in the text.
        positions: The positions of its cites where they are known, as of a part of a document.
    """

    cites: tuple[Cite, ...]
    note: int = 0
    positions: tuple[Position, ...] = ()


class Engine:
    """A style over a set of items.

    Args:
        program: The style, ready to run.
        items: CSL-JSON items by id.
        abbreviations: Category → text → abbreviation.
        item_locale: Whether each reference is in the language of its item.
        links: Whether addresses in references are links, or the title where there are none.
    """

    def __init__(
        self,
        program: Program,
        items: Mapping[str, Mapping[str, Any]],
        abbreviations: Mapping[str, Mapping[str, str]] | None = None,
        *,
        item_locale: bool = False,
        links: bool = False,
    ) -> None:
        self._program = program
        self._abbreviations = abbreviations
        self._item_locale = item_locale
        self._links = links
        with _collector_resting():
            self._items = {key: Item(data, abbreviations) for key, data in items.items()}
        attributes = program.citation.area.options
        self._options = Options.of(attributes)
        self._collapsing = Collapsing.of(
            attributes,
            program.citation.area.layouts[-1].delimiter,
            in_text=program.options.get("class") != "note",
            is_sorted=bool(program.citation.area.sort),
        )
        self._is_numeric = program.citation.shows_number
        self._in_notes = program.options.get("class") == "note"
        distance = attributes.get("near-note-distance", "")
        self._near_note = int(distance) if distance.isdecimal() else 5
        self._language = program.locale.language
        self._page_range = program.options.get("page-range-format", "")
        self._ambiguities: dict[str, Ambiguity] = {}
        self._subsequent: dict[str, Ambiguity] = {}
        # What does not depend on the order in which items are cited, and the set of items that it was found for.
        self._known: set[str] | None = None
        self._apart = Apart({}, [])
        self._alike_of: dict[str, list[str]] = {}
        self._ranks: list[list[str]] = []
        self._rank_of: dict[str, list[str]] = {}
        self._place: dict[str, int] = {}
        self._sorts_by_number = bool(program.bibliography and program.bibliography.sorts_by_number)
        # The citations that were added one by one.
        self._added: list[Citation] = []
        self._added_placed: list[tuple[list[Cite], Sequence[Position]]] = []
        self._added_positions = Positions(self._near_note)
        self._cited: dict[str, int] = {}

    # --- The document ------------------------------------------------------------------------------------------

    def citations(
        self, citations: Sequence[Citation], uncited: Iterable[str] | None = None
    ) -> list[str]:
        """Return the marked text of each citation of the document.

        Args:
            citations: The citations of the document.
            uncited: Further items that are in the bibliography, all by default.
        """
        with _collector_resting():
            self._prepare(citations, uncited)
            placed = self._placed(citations)
            self._subsequent = self._tell_subsequent_apart(citations, placed)
            return [self._citation(cites, positions) for cites, positions in placed]

    def states(self, citations: Sequence[Citation]) -> list[object]:
        """Return, after `citations`, what each one rests on: it has changed where this has."""
        area = self._program.citation
        first_notes: dict[str, int] = {}
        for citation in citations:
            for cite in citation.cites:
                first_notes.setdefault(cite.key, citation.note)
        return [
            tuple(
                (
                    self._items[cite.key].citation_number if area.shows_number else 0,
                    self._ambiguities.get(cite.key, _PLAIN_AMBIGUITY),
                    self._subsequent.get(cite.key, _PLAIN_AMBIGUITY),
                    first_notes[cite.key] if area.shows_first_note else 0,
                )
                for cite in citation.cites
            )
            for citation in citations
        ]

    def add(self, citation: Citation) -> str:
        """Add the next citation of the document and return its marked text as it stands now."""
        if not self._added:
            self._prepare(())
        self._added.append(citation)
        if self._sorts_by_number:
            return self.citations(self._added)[-1]
        for cite in citation.cites:
            if cite.key not in self._cited:
                self._cite_first(cite.key)
        cites = self._sorted(citation.cites)
        positions = citation.positions or self._added_positions.add(cites, citation.note)
        self._added_placed.append((cites, positions))
        self._subsequent = self._tell_subsequent_apart(self._added, self._added_placed)
        return self._citation(cites, positions)

    def _placed(self, citations: Sequence[Citation]) -> list[tuple[list[Cite], Sequence[Position]]]:
        """Return each citation's cites in order, and their positions."""
        positions = Positions(self._near_note)
        placed: list[tuple[list[Cite], Sequence[Position]]] = []
        for citation in citations:
            cites = self._sorted(citation.cites)
            found = positions.add(cites, citation.note)
            placed.append((cites, citation.positions or found))
        return placed

    def _tell_subsequent_apart(
        self,
        citations: Sequence[Citation],
        placed: Sequence[tuple[list[Cite], Sequence[Position]]],
    ) -> dict[str, Ambiguity]:
        """Return how far the cites of what was cited before go, where their form is another one."""
        if not self._program.citation.asks_position:
            return {}
        again: dict[str, Position] = {}
        repeated: set[str] = set()
        for (cites, positions), citation in zip(placed, citations, strict=True):
            for cite, position in zip(cites, positions, strict=True):
                if position.level > 0:
                    repeated.add(cite.key)
                again.setdefault(cite.key, Position(1, False, position.first_note or citation.note))
        if not repeated:
            return {}
        found = tell_apart(
            list(again),
            self._options,
            lambda key, ambiguity: self._read(key, ambiguity, again[key]),
        ).ambiguities
        return {key: ambiguity for key, ambiguity in found.items() if key in repeated}

    def bibliography(
        self, citations: Sequence[Citation], uncited: Iterable[str] | None = None
    ) -> list[tuple[str, str]]:
        """Return ``(id, marked text)`` of each reference, in the style's order.

        An item of which the style shows nothing is left out, unless references are numbered.

        Args:
            citations: The citations of the document.
            uncited: Further items, all by default.
        """
        program = self._program.bibliography
        if program is None:
            return []
        with _collector_resting():
            references: list[tuple[str, str]] = []
            before: Context | None = None
            for key in self._prepare(citations, uncited):
                text, ctx = self._reference(key, program, before)
                if text:
                    references.append((key, text))
                    before = ctx
            return references

    # --- Numbers, and what tells items apart -------------------------------------------------------------------

    def _prepare(
        self, citations: Sequence[Citation], uncited: Iterable[str] | None = None
    ) -> list[str]:
        """Number the items and tell them apart; return them in the order of the bibliography."""
        cited = dict.fromkeys(cite.key for citation in citations for cite in citation.cites)
        keys = list(cited | dict.fromkeys(self._items if uncited is None else uncited))
        for number, key in enumerate(keys, 1):
            self._items[key].citation_number = number
        if self._known != set(keys) or self._sorts_by_number:
            self._known = set(keys)
            self._ranks = self._ranked(keys)
            self._rank_of = {key: rank for rank in self._ranks for key in rank}
            self._apart = self._told_apart(keys)
            self._alike_of = {key: group for group in self._apart.alike for key in group}
        place = {key: number for number, key in enumerate(keys)}
        self._place = place
        ordered = [key for rank in self._ranks for key in sorted(rank, key=place.__getitem__)]
        bibliography = self._program.bibliography
        counts_down = bibliography is not None and bibliography.counts_down
        for number, key in enumerate(reversed(ordered) if counts_down else ordered, 1):
            self._items[key].citation_number = number
        self._ambiguities = self._apart.with_suffixes(self._number)
        return ordered

    def _number(self, key: str) -> int:
        return self._items[key].citation_number

    def _ranked(self, keys: list[str]) -> list[list[str]]:
        """Return the items in the order of the bibliography, in groups that the order of citing decides on."""
        program = self._program.bibliography
        if program is None or not program.area.sort:
            return [keys]

        def value(key: str, sort: Key) -> SortValue | None:
            ctx = self._context(key, "bibliography")
            ctx.sort_key = sort
            return sort_value(sort, program, ctx)

        return ranked_by(keys, program.area.sort, value)

    def _told_apart(self, keys: list[str]) -> Apart:
        options = self._options
        if not (
            options.add_names
            or options.add_givenname
            or options.add_year_suffix
            or self._program.citation.asks_condition
        ):
            return Apart({}, [])
        plain: dict[str, Reading] = {}

        def read(key: str, ambiguity: Ambiguity) -> Reading:
            # Most cites are read in their plain form, more than once, and in no other.
            if ambiguity != _PLAIN_AMBIGUITY:
                return self._read(key, ambiguity)
            if key not in plain:
                plain[key] = self._read(key, ambiguity)
            return plain[key]

        return tell_apart(keys, options, read)

    def _cite_first(self, key: str) -> None:
        """Note that an item is cited for the first time: what the order of citing decides may change."""
        self._place[key] = len(self._cited) - len(self._items)
        self._cited[key] = len(self._cited) + 1
        rank = self._rank_of[key]
        if len(self._ranks) == 1:
            # Nothing but the order of citing counts; the numbers of what is not cited are for later.
            self._items[key].citation_number = self._cited[key]
        elif len(rank) > 1:
            numbers = sorted(map(self._number, rank))
            for number, member in zip(
                numbers, sorted(rank, key=self._place.__getitem__), strict=True
            ):
                self._items[member].citation_number = number
        for number, member in enumerate(sorted(self._alike_of.get(key, ()), key=self._order), 1):
            self._ambiguities[member] = replace(self._ambiguities[member], year_suffix=number)

    def _order(self, key: str) -> int:
        return self._place[key] if len(self._ranks) == 1 else self._number(key)

    # --- Citations ---------------------------------------------------------------------------------------------

    def _sorted(self, cites: Sequence[Cite]) -> list[Cite]:
        program = self._program.citation
        if not program.area.sort or len(cites) < 2:
            return list(cites)

        def value(cite: Cite, sort: Key) -> SortValue | None:
            ctx = self._context(cite.key, "citation", cite)
            ctx.sort_key = sort
            return sort_value(sort, program, ctx)

        return sorted_by(cites, program.area.sort, value)

    def _citation(self, cites: Sequence[Cite], positions: Sequence[Position]) -> str:
        area = self._program.citation
        placed = list(zip(cites, positions, strict=True))
        layout = area.area.layouts[-1]
        if any(cite.author_only for cite in cites):
            names = [self._render(cite, position)[1].first_names or "" for cite, position in placed]
            return finish(
                layout.delimiter.join(filter(None, names)) or NOTHING, self._program.locale
            )

        rendered: list[RenderedCite] = []
        original: dict[int, tuple[Cite, Position]] = {}
        for cite, position in placed:
            text, ctx = self._render(cite, position)
            if not (cite.prefix or cite.suffix or strip(text).strip()):
                if rendered or cite.suppress_author:
                    continue  # among others a cite that shows nothing would leave a delimiter behind
                text = NOTHING
            elif self._in_notes:
                text = capitalised_term(text, cite, is_first=not rendered)
            number = ctx.item.citation_number if ctx.numbered else 0
            if number and _NOT_A_WORD.sub("", strip(text)) != str(number):
                number = 0
            prefix, suffix = spaced(cite.prefix, cite.suffix)
            whole = replace(cite, prefix=prefix, suffix=suffix)
            original[id(whole)] = cite, position
            rendered.append(
                RenderedCite(
                    whole,
                    text,
                    strip(ctx.first_names or ""),
                    number,
                    ctx.ambiguity.year_suffix if ctx.suffixed else 0,
                )
            )

        def again(one: RenderedCite, part: Part) -> str:
            return self._render(*original[id(one.cite)], part)[0]

        body = join_cites(rendered, self._collapsing, again)
        if not strip(body).strip():
            return NOTHING
        return finish(
            dress_layout(body, layout.format.prefix, layout.format.suffix, layout.format.spans),
            self._program.locale,
        )

    def _render(
        self, cite: Cite, position: Position, part: Part | None = None
    ) -> tuple[str, Context]:
        """Return a cite's text, or that of a part of it, and what it left in the context."""
        program = self._program.citation
        ambiguity = self._ambiguities.get(cite.key, _PLAIN_AMBIGUITY)
        if position.level > 0 and (further := self._subsequent.get(cite.key)) is not None:
            ambiguity = replace(further, year_suffix=ambiguity.year_suffix)
        if part is Part.YEAR:
            ambiguity = replace(ambiguity, year_suffix=0)
        ctx = self._context(cite.key, "citation", cite, ambiguity)
        ctx.position = position
        ctx.skip_names = part is not None or cite.suppress_author
        ctx.skip_year = part is Part.SUFFIX
        ctx.marks_terms = self._in_notes
        return self._run(program, ctx), ctx

    def _read(self, key: str, ambiguity: Ambiguity, position: Position = _AGAIN) -> Reading:
        """Return how a cite of an item reads on its own, in the form of later cites, which is the shorter one."""
        ctx = self._context(key, "citation", None, ambiguity)
        ctx.position, ctx.looking = position, True
        text = self._run(self._program.citation, ctx)
        return Reading(strip(text), tuple(ctx.calls), ctx.conditions)

    # --- References --------------------------------------------------------------------------------------------

    def _reference(
        self, key: str, program: AreaProgram, before: Context | None
    ) -> tuple[str, Context]:
        ambiguity = self._ambiguities.get(key, _PLAIN_AMBIGUITY)
        ctx = self._context(key, "bibliography", None, ambiguity)
        layout = program.area.layouts[program.layout_for(ctx.item.language)]
        text = self._run(program, ctx)
        if self._links and marks.LINK_OPEN not in text:
            ctx = self._context(key, "bibliography", None, ambiguity)
            ctx.link_title = True
            text = self._run(program, ctx)
        substitute = program.area.options.get("subsequent-author-substitute")
        if substitute is not None and before is not None:
            rule = substitute_for(
                substitute,
                program.area.options.get("subsequent-author-substitute-rule", "complete-all"),
                before,
                ctx,
            )
            if rule is not None:
                other = self._context(key, "bibliography", None, ambiguity)
                other.substitute = rule
                text = self._run(program, other)
        text = with_capital(text)
        if not strip(text).strip():
            if not self._is_numeric:
                return "", ctx
            text = f"{ctx.item.citation_number}. {NOTHING}"
        if program.area.options.get("second-field-align") and marks.LEFT_MARGIN.open not in text:
            text = self._aligned(
                key,
                program,
                layout_index=program.layout_for(ctx.item.language),
                text=text,
                ambiguity=ambiguity,
            )
        dressed = dress_reference(
            text, layout.format.prefix, layout.format.suffix, layout.format.spans
        )
        return finish(dressed, ctx.locale), ctx

    def _aligned(
        self, key: str, program: AreaProgram, *, layout_index: int, text: str, ambiguity: Ambiguity
    ) -> str:
        """Return a reference with its first field apart (``second-field-align``)."""
        first = program.first_field[layout_index]
        ctx = self._context(key, "bibliography", None, ambiguity)
        field = first(ctx)
        if not field or not text.startswith(field):
            return text
        return marks.LEFT_MARGIN.wrap(field) + marks.RIGHT_INLINE.wrap(text[len(field) :])

    # --- One rendering -----------------------------------------------------------------------------------------

    def _context(
        self,
        key: str,
        area: str,
        cite: Cite | None = None,
        ambiguity: Ambiguity = _PLAIN_AMBIGUITY,
    ) -> Context:
        item = self._items[key]
        locale = self._locale_of(item)
        program = self._program.bibliography if area == "bibliography" else self._program.citation
        ctx = Context(item, locale, area, item.language or self._language, ambiguity)
        ctx.page_range_format = self._page_range
        ctx.links = self._links and area == "bibliography"
        ctx.marks_terms = area == "bibliography"
        if ambiguity.year_suffix:
            ctx.year_suffix = suffix_letters(ambiguity.year_suffix)
            ctx.explicit_suffix = program is not None and program.places_suffix
        if cite is not None and cite.locator:
            ctx.locator, ctx.label = _locator(cite)
        return ctx

    def _locale_of(self, item: Item) -> Locale:
        if self._item_locale and item.language:
            return self._program.locale_for(item.language)
        return self._program.locale

    def _run(self, program: AreaProgram, ctx: Context) -> str:
        return program.layouts[program.layout_for(ctx.item.language)](ctx)


@contextmanager
def _collector_resting() -> Iterator[None]:
    """Let the garbage collector rest: nothing here makes cycles, and looking for them takes a fifth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def suffix_letters(number: int) -> str:
    """Return the year suffix of a number: ``a`` to ``z``, then ``aa``."""
    letters = ""
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(97 + digit) + letters
    return letters


def _locator(cite: Cite) -> tuple[str, str]:
    label = cite.label or "page"
    label = {"sub verbo": "sub-verbo"}.get(label, label)
    return marked_text(cite.locator.strip()), label if label in LOCATORS else "page"
