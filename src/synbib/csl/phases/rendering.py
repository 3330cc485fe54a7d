"""One cite, one reference: what each rendering is told, and what is done to its text by itself.

Sources: CSL 1.0.2, "Layout", "Whitespace" (``second-field-align``), "Reference Grouping".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from synbib import lazily
from synbib.csl.cite import Cite
from synbib.csl.elements import (
    NO_LOCATOR,
    UNAMBIGUOUS,
    Ambiguity,
    Locator,
    Position,
    Request,
    Settings,
    Trace,
)
from synbib.csl.items import Item
from synbib.csl.marked import marked_text
from synbib.csl.phases.affixes import dress_reference, with_capital
from synbib.csl.phases.collapse import Part
from synbib.csl.phases.disambiguate import Reading
from synbib.csl.phases.finish import finish
from synbib.csl.phases.sorting import SortValue, sort_value
from synbib.csl.phases.subsequent_author import FirstNames, substitute_for
from synbib.csl.run import AreaProgram, Program
from synbib.csl.style import Key
from synbib.csl.vocabulary import LOCATORS
from synbib.model.languages import language_of
from synbib.text import marks, strip

__all__ = ["NOTHING", "Renderer"]

NOTHING: Final = "[CSL STYLE ERROR: reference with no printed form.]"

_FIRST: Final = Position()
_GENERIC: Final = "document"  # the type of what has no other one


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
        areas = [area for area in (program.citation, program.bibliography) if area is not None]
        # A style that places the year suffix in one area wants it nowhere else in the other.
        explicit = any("year-suffix" in area.shown for area in areas)
        self._settings = {
            area.area.name: _settings(area, program.options, explicit=explicit, links=links)
            for area in areas
        }

    def cite(
        self, cite: Cite, position: Position, ambiguity: Ambiguity, part: Part | None = None
    ) -> tuple[str, Trace]:
        """Return a cite's text, or that of a part of it, and what it left."""
        program = self._program.citation
        request = self._request(program, self._items[cite.key], ambiguity, cite, position)
        if part is not None or cite.suppress_author:
            request = request._replace(skip_names=True, skip_year=part is Part.SUFFIX)
        return _run(program, request)

    def says_date_alone(
        self, cite: Cite, position: Position, ambiguity: Ambiguity, text: str
    ) -> bool:
        """Whether the text of a cite is the same with an item that has nothing but its dates."""
        program = self._program.citation
        request = self._request(program, self._items[cite.key], ambiguity, cite, position)
        bare, trace = _run(program, request._replace(item=request.item.of_dates()))
        return trace.dated and strip(bare) == strip(text)

    def reading(self, key: str, ambiguity: Ambiguity, position: Position) -> Reading:
        """Return how a cite of an item reads on its own."""
        program = self._program.citation
        request = self._request(program, self._items[key], ambiguity, None, position)
        text, trace = _run(program, request._replace(looking=True))
        return Reading(strip(text), tuple(trace.calls), trace.conditions)

    def reference(
        self, program: AreaProgram, item: Item, ambiguity: Ambiguity, before: FirstNames | None
    ) -> tuple[str, FirstNames]:
        """Return a reference, ``""`` if the style shows nothing of it, and its first names.

        Args:
            program: The bibliography.
            item: The item, which need not be one of the set.
            ambiguity: How far its cites go.
            before: The first names of the reference before.
        """
        attributes = program.area.options
        request = self._request(program, item, ambiguity)
        text, trace = _run(program, request)
        if marks.is_blank(text) and request.item.type == _GENERIC:
            # A style may leave out documents that nobody can get at; one that is just not known better is not lost.
            request = request._replace(item=request.item.of_no_type())
            text, trace = _run(program, request)
        if self._links and marks.LINK_OPEN not in text:
            request = request._replace(link_title=True)
            text, trace = _run(program, request)
        names = FirstNames.of(trace)
        rule = before and substitute_for(attributes, before, names)
        if rule:
            text, _ = _run(program, request._replace(substitute=rule))
        text = with_capital(text)
        if marks.is_blank(text):
            if "citation-number" not in self._program.citation.shown:
                return "", names
            text = f"{request.item.citation_number}. {NOTHING}"
        index = request.layout
        if attributes.get("second-field-align") and marks.LEFT_MARGIN.open not in text:
            plain = self._request(program, item, ambiguity)._replace(item=request.item)
            first = program.first_field[index](plain, Trace())
            text = _aligned(text, first)
        text = dress_reference(text, program.area.layouts[index].format)
        return finish(text, request.locale), names

    def sort_value(
        self, program: AreaProgram, sort: Key, key: str, cite: Cite | None = None
    ) -> SortValue | None:
        """Return what an item, or a cite of it, sorts by under one key."""
        request = self._request(program, self._items[key], UNAMBIGUOUS, cite, sort_key=sort)
        return sort_value(sort, program, request)

    def _request(
        self,
        program: AreaProgram,
        item: Item,
        ambiguity: Ambiguity,
        cite: Cite | None = None,
        position: Position = _FIRST,
        sort_key: Key | None = None,
    ) -> Request:
        locale = self._program.locale
        language = item.language or locale.language
        layout = 0
        if len(program.layouts) > 1:
            said = item.language or _told(item, locale.language) or locale.language
            layout = program.layout_for(said)
            # The layout that names no language is written in the style's own.
            languages = program.area.layouts[layout].languages or (
                self._program.style.default_locale,
            )
            if languages[0] and _primary(languages[0]) != _primary(locale.language):
                locale = self._program.locale_for(languages[0])
        if self._item_locale and (said := item.language or _told(item, locale.language)):
            locale = self._program.locale_for(said)
        settings = self._settings[program.area.name]
        suffix = _letters(ambiguity.year_suffix) if ambiguity.year_suffix else ""
        locator = _locator(cite) if cite is not None and cite.locator else NO_LOCATOR
        return Request(
            item,
            locale,
            language,
            settings,
            ambiguity,
            suffix,
            position,
            locator,
            sort_key,
            layout=layout,
        )


# Languages that are not written in Latin letters, and an item whose title is in these is in none of them.
_OTHER_SCRIPTS: Final = frozenset(
    ["ar", "bg", "el", "fa", "he", "ja", "ko", "mk", "ru", "sr", "th", "uk", "zh"]
)

_LETTER: Final = lazily.pattern(r"[^\W\d_]")
_LATIN: Final = lazily.pattern("[A-Za-z]")


def _told(item: Item, default: str) -> str:
    """Return the language that the letters of an item tell: those of its title, or else of what has some.

    Args:
        item: An item that names no language.
        default: The style's language: where that has Latin letters, Latin letters tell nothing.

    Returns:
        A tag; ``""`` where nothing is told.
    """
    text = next((each for each in _telling(item) if _LETTER.search(each)), "")
    if language := language_of(text):
        return language
    is_foreign = _primary(default) in _OTHER_SCRIPTS
    return "en-US" if is_foreign and _LATIN.search(text) else ""


def _primary(language: str) -> str:
    """Return the first part of a tag, which names the language."""
    return language.partition("-")[0]


def _telling(item: Item) -> Iterator[str]:
    """Yield the texts whose letters tell the language of an item, the surest first."""
    yield strip(item.texts["title"])
    yield strip(item.texts["container-title"])
    for person in item.names["author"]:
        yield strip(person.family or person.literal)


def _settings(
    program: AreaProgram, options: Mapping[str, str], *, explicit: bool, links: bool
) -> Settings:
    in_notes = options.get("class") == "note"
    bibliography = program.area.name == "bibliography"
    return Settings(
        program.area.name,
        options.get("page-range-format", ""),
        explicit_suffix=explicit,
        marks_terms=in_notes or bibliography,
        links=links and (in_notes or bibliography),
    )


def _run(program: AreaProgram, request: Request) -> tuple[str, Trace]:
    trace = Trace()
    return program.layouts[request.layout](request, trace), trace


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


def _locator(cite: Cite) -> Locator:
    label = "sub-verbo" if cite.label == "sub verbo" else cite.label
    return Locator(marked_text(cite.locator.strip()), label if label in LOCATORS else "page")
