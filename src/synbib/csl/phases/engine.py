"""The order of the phases: numbers, positions, disambiguation, cites and citations, references.

An `Engine` holds a style's program over a set of items and turns the citations of a document into marked text. Sources:
CSL 1.0.2, "Citation" and "Bibliography".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from synbib import collector, lazily
from synbib.csl.cite import Cite
from synbib.csl.elements import FIRST, UNAMBIGUOUS, Ambiguity, Position, PositionKind, Trace
from synbib.csl.items import Item
from synbib.csl.marked import marked_text
from synbib.csl.phases.affixes import capitalised_term, dress_layout, spaced
from synbib.csl.phases.citation_number import Numbering
from synbib.csl.phases.collapse import Collapsing, Part, RenderedCite, join_cites
from synbib.csl.phases.disambiguate import Apart, Disambiguation, Reading, tell_apart
from synbib.csl.phases.finish import finish
from synbib.csl.phases.memory import (
    Placed,
    Reference,
    Rendered,
    RenderedCitations,
    Watch,
    remembering,
)
from synbib.csl.phases.position import Positions, position_of
from synbib.csl.phases.rendering import NOTHING, Renderer
from synbib.csl.phases.sorting import SortValue, ranked_by, sorted_by
from synbib.csl.phases.subsequent_author import FirstNames
from synbib.csl.run import AreaProgram, Program
from synbib.csl.style import Key, integer
from synbib.text import strip
from synbib.text.marks import BOLD, is_blank, link

__all__ = ["Citation", "Engine"]

_NOT_A_WORD: Final = lazily.pattern(r"\W+")
_AGAIN: Final = Position(PositionKind.SUBSEQUENT, near_note=True)
_NUMBER: Final = "citation-number"
_FIRST_NOTE: Final = "first-reference-note-number"
_SUBSTITUTE: Final = "subsequent-author-substitute"


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


def _form(citation: Citation) -> tuple[bool, bool]:
    """Return what a citation's text rests on besides its cites and their places."""
    return citation.narrative, citation.affixes_stay


def _cites(citation: Citation, keys: set[str]) -> bool:
    """Whether a citation cites one of these items."""
    return bool(keys) and any(cite.key in keys for cite in citation.cites)


class Engine:
    """A style over a set of items.

    It remembers what it rendered. Numbers, positions and ambiguities of the whole document are found each time, which
    is little work; a citation or a reference is rendered anew where it rests on something else than before.

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
        self._abbreviations = abbreviations
        self._alone = alone
        self._items: dict[str, Item] = {}
        self._renderer = Renderer(program, self._items, item_locale=item_locale, links=links)
        citation, bibliography = program.citation, program.bibliography
        attributes = citation.area.options
        self._options = Disambiguation.of(attributes)
        self._in_notes = program.options.get("class") == "note"
        self._collapsing = Collapsing.of(
            attributes,
            citation.area.layouts[-1].delimiter,
            in_text=not self._in_notes,
            is_sorted=bool(citation.area.sort),
        )
        distance = integer(attributes.get("near-note-distance"))
        self._near_note = 5 if distance is None else distance
        self._number_key = bibliography.number_key if bibliography else None
        # What of the document the texts rest on, in this style.
        self._by_number = _NUMBER in citation.shown or citation.number_key is not None
        self._by_first_note = _FIRST_NOTE in citation.shown | citation.tested
        self._ambiguities: dict[str, Ambiguity] = {}
        self._subsequent: dict[str, Ambiguity] = {}
        # What does not depend on the order in which items are cited, and the set of items that it was found for.
        self._known: set[str] | None = None
        self._numbers = Numbering(self._items)
        self._apart = Apart({}, [])
        self._alike_of: dict[str, list[str]] = {}
        # What was rendered before. Most cites are read in their plain form, more than once, and in no other.
        self._readings: dict[str, dict[tuple[Ambiguity, Position], Reading]] = {}
        self._read = remembering(self._reading, self._readings)
        self._sort_values: dict[str, dict[Key, SortValue | None]] = {}
        self._shown = RenderedCitations()
        self._references: dict[str, Reference] = {}
        self._again: dict[str, Position] = {}
        self._apart_again: dict[str, Ambiguity] = {}
        self._replaced: set[str] = set()
        self._watched = (Watch(), Watch(), Watch())
        # The citations that were added one by one.
        self._added: list[Citation] = []
        self._is_ready_to_add = False
        self._added_placed: list[Placed] = []
        self._added_positions = self._no_positions()
        self.put(items)

    # --- The items ---------------------------------------------------------------------------------------------

    def put(self, items: Mapping[str, Mapping[str, Any]]) -> None:
        """Add items, or put them in the place of those with their ids."""
        with collector.resting():
            for key, data in items.items():
                if key in self._items:
                    self._forget(key)
                self._items[key] = Item(data, self._abbreviations)
        self._known = None

    def remove(self, keys: Iterable[str]) -> None:
        """Remove items that no citation cites."""
        for key in keys:
            self._forget(key)
            del self._items[key]
        self._known = None

    def _forget(self, key: str) -> None:
        for remembered in (self._readings, self._sort_values, self._references):
            remembered.pop(key, None)
        self._again = {}
        self._replaced.add(key)

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
            numbers, ambiguities, subsequent = self._watched
            changed, self._replaced = self._replaced, set()
            if self._by_number:
                changed |= numbers.changed({key: self._numbers.of(key) for key in self._items})
            placed = self._placed(citations, changed)
            self._subsequent = self._tell_subsequent_apart(citations, placed)
            changed |= ambiguities.changed(self._ambiguities) | subsequent.changed(self._subsequent)
            before, self._shown = self._shown, RenderedCitations()
            texts: list[str] = []
            for citation, place in zip(citations, placed, strict=True):
                rendered = before.find(citation.cites, _form(citation))
                if rendered is None or rendered.placed != place or _cites(citation, changed):
                    text = self._citation(*place, is_rest=citation.narrative)
                    rendered = Rendered(citation.cites, _form(citation), place, text)
                self._shown.keep(rendered)
                texts.append(rendered.text)
            return texts

    def authors(self, citations: Sequence[Citation]) -> list[str]:
        """Return, after `citations`, the authors of each one that is narrative as marked text, ``""`` of the others.

        A style whose citations show no names has nothing to give.
        """
        return [
            self._authors(cites[0], positions[0]) if citation.narrative else ""
            for citation, (cites, positions) in zip(
                citations, self._placed(citations, set()), strict=True
            )
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
                    self._numbers.of(cite.key) if _NUMBER in shown else 0,
                    self._ambiguities.get(cite.key, UNAMBIGUOUS),
                    self._subsequent.get(cite.key, UNAMBIGUOUS),
                    first_notes[cite.key] if _FIRST_NOTE in shown else 0,
                )
                for cite in citation.cites
            )
            for citation in citations
        ]

    def add(self, citation: Citation) -> str:
        """Add the next citation of the document and return its marked text as it stands now."""
        if self._number_key:
            self._added.append(citation)
            return self.citations(self._added)[-1]
        if not self._is_ready_to_add:
            self._prepare(self._added)
            self._is_ready_to_add = True
        self._added.append(citation)
        for cite in citation.cites:
            if self._numbers.cite(cite.key):
                alike = sorted(self._alike_of.get(cite.key, ()), key=self._numbers.order)
                for number, key in enumerate(alike, 1):
                    self._ambiguities[key] = lazily.replace(
                        self._ambiguities[key], year_suffix=number
                    )
        cites = self._sorted(citation)
        positions = citation.positions or self._added_positions.add(cites, citation.note)
        self._added_placed.append(Placed(cites, positions))
        if any(position.kind is not FIRST for position in positions):
            self._subsequent = self._tell_subsequent_apart(self._added, self._added_placed)
        return self._citation(cites, positions)

    def _placed(self, citations: Sequence[Citation], changed: set[str]) -> list[Placed]:
        """Return each citation's cites in order, and their positions.

        Args:
            citations: The citations.
            changed: The items that may have to be sorted in another way than before.
        """
        positions = self._no_positions()
        placed: list[Placed] = []
        for citation in citations:
            rendered = self._shown.find(citation.cites, _form(citation))
            if rendered is None or _cites(citation, changed):
                cites = self._sorted(citation)
            else:
                cites = rendered.placed.cites
            found = positions.add(cites, citation.note)
            placed.append(Placed(cites, citation.positions or found))
        return placed

    def _no_positions(self) -> Positions:
        """Return what tells the positions of a document's cites from its beginning."""
        return Positions(self._near_note, first_notes=self._by_first_note)

    def _tell_subsequent_apart(
        self,
        citations: Sequence[Citation],
        placed: Sequence[Placed],
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
                if cite.key not in again:
                    note = (position.first_note or citation.note) if self._by_first_note else 0
                    again[cite.key] = position_of(PositionKind.SUBSEQUENT, False, note)
        if not repeated:
            return {}
        if again != self._again or self._tells_by_number():
            self._again = again
            keys = [key for key in self._items if key in again]
            self._apart_again = self._tell_apart(keys, again.__getitem__).ambiguities
        found = self._apart_again
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
            before: FirstNames | None = None
            before_counts = not self._alone and _SUBSTITUTE in program.area.options
            for key in self._prepare(citations, uncited):
                reference = self._reference(program, key, before)
                if reference.text:
                    references.append((key, reference.text))
                    before = reference.names if before_counts else None
            return references

    def _reference(self, program: AreaProgram, key: str, before: FirstNames | None) -> Reference:
        """Return a reference; the one that was rendered before, if it rests on nothing else than that did."""
        ambiguity = self._ambiguities.get(key, UNAMBIGUOUS)
        shows_number = _NUMBER in program.shown | self._program.citation.shown
        rests_on = (ambiguity, self._numbers.of(key) if shows_number else 0, before)
        found = self._references.get(key)
        if found is None or found.rests_on != rests_on:
            item = self._items[key]
            text, names = self._renderer.reference(program, item, ambiguity, before)
            found = self._references[key] = Reference(rests_on, text, names)
        return found

    def reference(self, data: Mapping[str, Any]) -> str:
        """Return the marked text of an item's reference in a bibliography of its own; nothing of it is remembered.

        Args:
            data: CSL-JSON, of the set or not.
        """
        program = self._program.bibliography
        if program is None:
            return ""
        item = Item(data, self._abbreviations)
        item.citation_number = 1
        text, _ = self._renderer.reference(program, item, UNAMBIGUOUS, None)
        return text

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
        self._numbers.by_citing(keys, len(cited))
        self._is_ready_to_add = False
        known = set(keys)
        is_new = self._known != known
        self._known = known
        if is_new or self._number_key:
            self._numbers.rank(self._ranked(keys))
        if is_new or self._tells_by_number():
            # Not in the order of citing: what tells items apart is not to depend on it.
            self._apart = self._told_apart([key for key in self._items if key in known])
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

        # What shows the number is another one each time.
        read = value if program.number_key else remembering(value, self._sort_values)
        return ranked_by(keys, program.area.sort, read)

    def _told_apart(self, keys: list[str]) -> Apart:
        if not self._tells_apart:
            return Apart({}, [])
        # In the form of later cites, which is the shorter one.
        return self._tell_apart(keys, lambda key: _AGAIN)

    def _tells_by_number(self) -> bool:
        """Whether items are told apart by what shows their numbers, which may be others each time."""
        return self._tells_apart and _NUMBER in self._program.citation.shown

    @property
    def _tells_apart(self) -> bool:
        """Whether the style does anything to tell items apart."""
        options = self._options
        return not self._alone and (
            options.add_names
            or options.add_givenname
            or options.add_year_suffix
            or "disambiguate" in self._program.citation.tested
        )

    def _tell_apart(self, keys: Sequence[str], position: Callable[[str], Position]) -> Apart:
        """Return how far cites of items go that stand in certain positions."""
        if _NUMBER in self._program.citation.shown:
            self._readings.clear()  # the numbers may be others since
        return tell_apart(
            keys,
            self._options,
            lambda key, ambiguity: self._read(key, (ambiguity, position(key))),
        )

    def _reading(self, key: str, place: tuple[Ambiguity, Position]) -> Reading:
        return self._renderer.reading(key, *place)

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
