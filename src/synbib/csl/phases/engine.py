"""The order of the phases: numbers, positions, disambiguation, cites and citations, references.

An `Engine` holds a style's program over a set of items and turns the citations of a document into marked text. Sources:
CSL 1.0.2, "Citation" and "Bibliography".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final

from synbib import collector, lazily
from synbib.csl.cite import Cite
from synbib.csl.elements import FIRST, UNAMBIGUOUS, Ambiguity, Position, PositionKind, Trace
from synbib.csl.items import Item
from synbib.csl.marked import marked_text
from synbib.csl.phases.affixes import capitalised_term, dress_layout, spaced
from synbib.csl.phases.citation_number import Numbering
from synbib.csl.phases.collapse import Collapsing, Part, RenderedCite, join_cites
from synbib.csl.phases.disambiguate import Apart, Disambiguation, tell_apart
from synbib.csl.phases.finish import finish
from synbib.csl.phases.position import Positions
from synbib.csl.phases.rendering import NOTHING, Renderer
from synbib.csl.phases.sorting import SortValue, ranked_by, sorted_by
from synbib.csl.run import Program
from synbib.csl.style import Key, integer
from synbib.text import strip
from synbib.text.marks import BOLD, is_blank, link

__all__ = ["Citation", "Engine"]

_NOT_A_WORD: Final = lazily.pattern(r"\W+")
_AGAIN: Final = Position(PositionKind.SUBSEQUENT, near_note=True)


@lazily.dataclass(frozen=True, slots=True)
class Citation:
    """A citation of the document.

    Attributes:
        cites: Its cites.
        note: The number of the note that it stands in, 0 in the text.
        positions: The positions of its cites where they are known, as of a part of a document.
        narrative: Whether the authors of the first cite are part of the sentence, and are given apart.
        affixes_stay: Whether cites are sorted only as far as nothing stands before or after them, as pandoc has it:
            what was written as ``see A; but also B`` stays in that order.
    """

    cites: tuple[Cite, ...]
    note: int = 0
    positions: tuple[Position, ...] = ()
    narrative: bool = False
    affixes_stay: bool = False


_Placed = tuple[list[Cite], Sequence[Position]]
"""A citation's cites in order, and where they stand."""


class Engine:
    """A style over a set of items.

    Args:
        program: The style, ready to run.
        items: CSL-JSON items by id.
        abbreviations: Category → text → abbreviation.
        item_locale: Whether each reference is in the language of its item.
        links: Whether addresses in references are links, or the title where there are none.
        alone: Whether each reference stands for itself, as in a list that cites nothing: no year letters, no names that
            tell it from others, and no substitute for the names of the one before it.
        target: Where a cite of an item links to, by its id; ``""`` for nowhere.
    """

    def __init__(
        self,
        program: Program,
        items: Mapping[str, Mapping[str, Any]],
        abbreviations: Mapping[str, Mapping[str, str]] | None = None,
        *,
        item_locale: bool = False,
        links: bool = False,
        alone: bool = False,
        target: Callable[[str], str] = lambda key: "",
    ) -> None:
        self._program = program
        self._target = target
        self._alone = alone
        with collector.resting():
            self._items = {key: Item(data, abbreviations) for key, data in items.items()}
        self._renderer = Renderer(program, self._items, item_locale=item_locale, links=links)
        # Most cites are read in their plain form, more than once, and in no other.
        self._read = cache(self._renderer.reading)
        attributes = program.citation.area.options
        self._options = Disambiguation() if alone else Disambiguation.of(attributes)
        self._in_notes = program.options.get("class") == "note"
        self._collapsing = Collapsing.of(
            attributes,
            program.citation.area.layouts[-1].delimiter,
            in_text=not self._in_notes,
            is_sorted=bool(program.citation.area.sort),
        )
        distance = integer(attributes.get("near-note-distance"))
        self._near_note = 5 if distance is None else distance
        self._number_key = program.bibliography.number_key if program.bibliography else None
        self._ambiguities: dict[str, Ambiguity] = {}
        self._subsequent: dict[str, Ambiguity] = {}
        # What does not depend on the order in which items are cited, and the set of items that it was found for.
        self._known: set[str] | None = None
        self._numbers = Numbering(self._items)
        self._apart = Apart({}, [])
        self._alike_of: dict[str, list[str]] = {}
        # The citations that were added one by one.
        self._added: list[Citation] = []
        self._added_placed: list[_Placed] = []
        self._added_positions = Positions(self._near_note)

    # --- The document ------------------------------------------------------------------------------------------

    def citations(
        self, citations: Sequence[Citation], uncited: Iterable[str] | None = None
    ) -> list[str]:
        """Return the marked text of each citation of the document.

        Args:
            citations: The citations of the document.
            uncited: Further items that are in the bibliography, all by default.
        """
        with collector.resting():
            self._prepare(citations, uncited)
            placed = self._placed(citations)
            self._subsequent = self._tell_subsequent_apart(citations, placed)
            return [
                self._citation(cites, positions, is_rest=citation.narrative)
                for citation, (cites, positions) in zip(citations, placed, strict=True)
            ]

    def authors(self, citations: Sequence[Citation]) -> list[str]:
        """Return, after `citations`, the authors of each one that is narrative as marked text, ``""`` of the others.

        A style whose citations show no names has nothing to give.
        """
        return [
            self._authors(cites[0], positions[0]) if citation.narrative else ""
            for citation, (cites, positions) in zip(citations, self._placed(citations), strict=True)
        ]

    def states(self, citations: Sequence[Citation]) -> list[object]:
        """Return, after `citations`, what each one rests on: it has changed where this has."""
        shown = self._program.citation.shown
        first_notes: dict[str, int] = {}
        for citation in citations:
            for cite in citation.cites:
                first_notes.setdefault(cite.key, citation.note)
        return [
            tuple(
                (
                    self._numbers.of(cite.key) if "citation-number" in shown else 0,
                    self._ambiguities.get(cite.key, UNAMBIGUOUS),
                    self._subsequent.get(cite.key, UNAMBIGUOUS),
                    first_notes[cite.key] if "first-reference-note-number" in shown else 0,
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
        if self._number_key:
            return self.citations(self._added)[-1]
        for cite in citation.cites:
            if self._numbers.cite(cite.key):
                alike = sorted(self._alike_of.get(cite.key, ()), key=self._numbers.order)
                for number, key in enumerate(alike, 1):
                    self._ambiguities[key] = lazily.replace(
                        self._ambiguities[key], year_suffix=number
                    )
        cites = self._sorted(citation)
        positions = citation.positions or self._added_positions.add(cites, citation.note)
        self._added_placed.append((cites, positions))
        if any(position.kind is not FIRST for position in positions):
            self._subsequent = self._tell_subsequent_apart(self._added, self._added_placed)
        return self._citation(cites, positions)

    def _placed(self, citations: Sequence[Citation]) -> list[_Placed]:
        """Return each citation's cites in order, and their positions."""
        positions = Positions(self._near_note)
        placed: list[_Placed] = []
        for citation in citations:
            cites = self._sorted(citation)
            found = positions.add(cites, citation.note)
            placed.append((cites, citation.positions or found))
        return placed

    def _tell_subsequent_apart(
        self,
        citations: Sequence[Citation],
        placed: Sequence[_Placed],
    ) -> dict[str, Ambiguity]:
        """Return how far the cites of what was cited before go, where their form is another one."""
        if "position" not in self._program.citation.tested:
            return {}
        again: dict[str, Position] = {}
        repeated: set[str] = set()
        for (cites, positions), citation in zip(placed, citations, strict=True):
            for cite, position in zip(cites, positions, strict=True):
                if cite.key not in self._items:
                    continue
                if position.kind is not FIRST:
                    repeated.add(cite.key)
                note = position.first_note or citation.note
                again.setdefault(cite.key, Position(PositionKind.SUBSEQUENT, first_note=note))
        if not repeated:
            return {}
        found = self._tell_apart(list(again), again.__getitem__).ambiguities
        return {key: found.get(key, UNAMBIGUOUS) for key in repeated}

    def keep(self) -> None:
        """Keep the code that the style became for the next run."""
        self._program.keep()

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
        with collector.resting():
            references: list[tuple[str, str]] = []
            before: Trace | None = None
            for key in self._prepare(citations, uncited):
                ambiguity = self._ambiguities.get(key, UNAMBIGUOUS)
                text, trace = self._renderer.reference(program, key, ambiguity, before)
                if text:
                    references.append((key, text))
                    before = None if self._alone else trace
            return references

    # --- Numbers, and what tells items apart -------------------------------------------------------------------

    def _prepare(
        self, citations: Sequence[Citation], uncited: Iterable[str] | None = None
    ) -> list[str]:
        """Number the items and tell them apart; return them in the order of the bibliography."""
        cited = {
            cite.key: None
            for citation in citations
            for cite in citation.cites
            if cite.key in self._items
        }
        keys = list(cited | dict.fromkeys(self._items if uncited is None else uncited))
        self._numbers.by_citing(keys)
        if self._known != set(keys) or self._number_key:
            self._known = set(keys)
            self._numbers.rank(self._ranked(keys))
            self._apart = self._told_apart(keys)
            self._alike_of = {key: group for group in self._apart.alike for key in group}
        counts_down = self._number_key is not None and self._number_key.descending
        ordered = self._numbers.by_rank(counts_down=counts_down)
        self._ambiguities = self._apart.with_suffixes(self._numbers.of)
        return ordered

    def _ranked(self, keys: list[str]) -> list[list[str]]:
        """Return the items in the order of the bibliography, in groups that the order of citing decides on."""
        program = self._program.bibliography
        if program is None:
            return [keys]

        def value(key: str, sort: Key) -> SortValue | None:
            return self._renderer.sort_value(program, sort, key)

        return ranked_by(keys, program.area.sort, value)

    def _told_apart(self, keys: list[str]) -> Apart:
        options = self._options
        if not (
            options.add_names
            or options.add_givenname
            or options.add_year_suffix
            or "disambiguate" in self._program.citation.tested
        ):
            return Apart({}, [])
        # In the form of later cites, which is the shorter one.
        return self._tell_apart(keys, lambda key: _AGAIN)

    def _tell_apart(self, keys: Sequence[str], position: Callable[[str], Position]) -> Apart:
        """Return how far cites of items go that stand in certain positions."""
        if "citation-number" in self._program.citation.shown:
            self._read.cache_clear()  # the numbers may be others since
        return tell_apart(
            keys,
            self._options,
            lambda key, ambiguity: self._read(key, ambiguity, position(key)),
        )

    # --- Citations ---------------------------------------------------------------------------------------------

    def _sorted(self, citation: Citation) -> list[Cite]:
        """Return a citation's cites in the style's order; the first of a narrative one is in its sentence already."""
        if not self._program.citation.area.sort:
            return list(citation.cites)
        return [cite for group in _movable(citation) for cite in self._sorted_group(group)]

    def _sorted_group(self, cites: Sequence[Cite]) -> list[Cite]:
        program = self._program.citation

        def value(cite: Cite, sort: Key) -> SortValue | None:
            if cite.key not in self._items:
                return None
            return self._renderer.sort_value(program, sort, cite.key, cite)

        return sorted_by(cites, program.area.sort, value)

    def _citation(
        self, cites: Sequence[Cite], positions: Sequence[Position], *, is_rest: bool = False
    ) -> str:
        """Return a citation; ``is_rest`` if it follows its authors, and may say nothing."""
        layout = self._program.citation.area.layouts[-1]
        placed = list(zip(cites, positions, strict=True))
        if any(cite.author_only for cite in cites):
            names = [self._render(cite, position)[1].first_names or "" for cite, position in placed]
            text = layout.delimiter.join(filter(None, names))
            return finish(text or NOTHING, self._program.locale)
        rendered: list[RenderedCite] = []
        for cite, position in placed:
            one = self._rendered(cite, position, is_first=not rendered)
            if one is not None:
                rendered.append(one)
        body = join_cites(rendered, self._collapsing)
        if is_blank(body):
            return "" if is_rest else NOTHING
        return finish(dress_layout(body, layout.format), self._program.locale)

    def _authors(self, cite: Cite, position: Position) -> str:
        if cite.key not in self._items:
            return ""
        names = self._render(lazily.replace(cite, suppress_author=False), position)[1].first_names
        return finish(self._linked(cite, names), self._program.locale) if names else ""

    def _linked(self, cite: Cite, text: str) -> str:
        target = self._target(cite.key)
        return link(target, text) if target else text

    def _rendered(self, cite: Cite, position: Position, *, is_first: bool) -> RenderedCite | None:
        """Return a cite, ``None`` if it shows nothing: beside others it would leave a stray delimiter."""
        if cite.key not in self._items:
            return _missing(cite)
        text, trace = self._render(cite, position)
        if is_blank(text) and not (cite.prefix or cite.suffix):
            if not is_first or cite.suppress_author:
                return None
            text = NOTHING
        elif self._in_notes:
            text = capitalised_term(text, cite, is_first=is_first)
        number = self._items[cite.key].citation_number if trace.numbered else 0
        if number and _NOT_A_WORD.sub("", strip(text)) != str(number):
            number = 0
        if cite.suppress_author:
            # It is grouped with those of its authors all the same.
            _, whole = self._render(lazily.replace(cite, suppress_author=False), position)
            names = whole.first_names
        else:
            names = trace.first_names
        return RenderedCite(
            _spaced(cite),
            self._linked(cite, text),
            lambda part: self._linked(cite, self._render(cite, position, part)[0]),
            strip(names or ""),
            lambda: (
                not names
                and self._renderer.says_date_alone(
                    cite, position, self._ambiguity(cite.key, position), text
                )
            ),
            number,
            self._ambiguity(cite.key, position).year_suffix if trace.suffixed else 0,
        )

    def _render(
        self, cite: Cite, position: Position, part: Part | None = None
    ) -> tuple[str, Trace]:
        """Return a cite's text, or that of a part of it, and what it left."""
        ambiguity = self._ambiguity(cite.key, position)
        if part is Part.YEAR:
            ambiguity = lazily.replace(ambiguity, year_suffix=0)
        return self._renderer.cite(cite, position, ambiguity, part)

    def _ambiguity(self, key: str, position: Position) -> Ambiguity:
        """Return how far a cite of an item goes to tell itself from others, where it stands."""
        ambiguity = self._ambiguities.get(key, UNAMBIGUOUS)
        further = self._subsequent.get(key)
        if further is None or position.kind is FIRST:
            return ambiguity
        return lazily.replace(further, year_suffix=ambiguity.year_suffix)


def _movable(citation: Citation) -> list[list[Cite]]:
    """Return the cites of a citation in groups of those that may change places."""
    groups: list[list[Cite]] = []
    for i, cite in enumerate(citation.cites):
        follows = i > 0 and not (citation.narrative and i == 1)
        if citation.affixes_stay:
            follows = follows and not (cite.prefix or citation.cites[i - 1].suffix)
        if follows:
            groups[-1].append(cite)
        else:
            groups.append([cite])
    return groups


def _spaced(cite: Cite) -> Cite:
    prefix, suffix = spaced(cite.prefix, cite.suffix)
    return lazily.replace(cite, prefix=prefix, suffix=suffix)


def _missing(cite: Cite) -> RenderedCite:
    """Return a cite of what there is no item of, as pandoc shows it."""
    text = BOLD.wrap(f"{marked_text(cite.key)}?")
    return RenderedCite(_spaced(cite), text, lambda _: text, text)
