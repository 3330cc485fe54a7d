"""What rendering one cite or one reference needs to know, and what it leaves behind for the phases that follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from synbib.csl.items import Item, Person
from synbib.csl.style import Key, Locale

__all__ = ["CALLED", "FOUND", "UNAMBIGUOUS", "Ambiguity", "Context", "NamesCall", "Position"]

# What `Context.vars` says of the variables that were called: CSL 1.0.2, "Group".
CALLED = 1
FOUND = 3


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """How far a cite goes to tell itself from others (CSL 1.0.2, "Disambiguation").

    Attributes:
        counts: For each list of names in the order they are called, how many are shown at least.
        givens: For each list and each name in it, the level of its given name: 0 none, 1 initials, 2 in full.
        condition: How many tests of ``disambiguate="true"`` hold, the first ones.
        year_suffix: The number of the year suffix, from 1, or 0.
    """

    counts: tuple[int, ...] = ()
    givens: tuple[tuple[int, ...], ...] = ()
    condition: int = 0
    year_suffix: int = 0


UNAMBIGUOUS: Final = Ambiguity()
"""A cite that goes no further than the style says."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a cite stands (CSL 1.0.2, "Choose", ``position``).

    Attributes:
        level: 0 first, 1 subsequent, 2 ibid, 3 ibid-with-locator.
        near_note: Whether the last cite of the item is near.
        first_note: The number of the note where the item was first cited, or 0.
    """

    level: int = 0
    near_note: bool = False
    first_note: int = 0


class NamesCall(NamedTuple):
    """One list of names as it was rendered: who, how many are shown, and each one's level of given name."""

    persons: list[Person]
    shown: int
    level: int


class Context:
    """The state of one rendering.

    Attributes:
        item: The item.
        locale: Terms and options.
        area: ``citation`` or ``bibliography``.
        language: The language tag for ``text-case``.
        locator: The cite's locator as marked text.
        label: What the locator counts.
        position: Where the cite stands.
        ambiguity: How far it goes to tell itself from others.
        sort_key: The key that this is rendered for, if it is for sorting.
        page_range_format: The style's ``page-range-format``.
        year_suffix: The text of the year suffix.
        explicit_suffix: Whether the style places the year suffix itself.
        skip_names: Whether the first names are left out, as they were given before.
        skip_year: Whether dates show nothing but the year suffix.
        substitute: What stands for the first names, or for each of the first, in a bibliography.
        vars: Which variables were called: bit 1 any, bit 2 one that is not empty.
        suppressed: Variables that stood in for missing names and are not shown again.
        first_names: The first names as rendered, ``None`` until there are any.
        first_each: The first names one by one.
        calls: The lists of names as they were called.
        substituting: Whether what is rendered stands in for names.
        marks_terms: Whether terms are marked, as one that begins a note or a reference gets a capital.
        looking: Whether this is to see how a cite reads and not to be shown.
        links: Whether addresses are links.
        link_title: Whether the title is one, too.
        conditions: How many tests of ``disambiguate`` there were.
        dated: Whether a year was shown.
        suffixed: Whether the year suffix was shown.
        numbered: Whether the citation number was shown.
    """

    # What most renderings leave as it is costs nothing here: an attribute of the class.
    locator: str = ""
    label: str = ""
    position: Position = Position()
    sort_key: Key | None = None
    page_range_format: str = ""
    year_suffix: str = ""
    explicit_suffix: bool = False
    skip_names: bool = False
    skip_year: bool = False
    substitute: SubstituteRule | None = None
    vars: int = 0
    suppressed: frozenset[str] | set[str] = frozenset()
    first_names: str | None = None
    first_each: Sequence[str] = ()
    dated: bool = False
    suffixed: bool = False
    numbered: bool = False
    substituting: bool = False
    marks_terms: bool = False
    looking: bool = False
    conditions: int = 0
    links: bool = False
    link_title: bool = False

    def __init__(
        self, item: Item, locale: Locale, area: str, language: str, ambiguity: Ambiguity
    ) -> None:
        self.item = item
        self.locale = locale
        self.area = area
        self.language = language
        self.ambiguity = ambiguity
        self.calls: list[NamesCall] = []


class SubstituteRule(NamedTuple):
    """``subsequent-author-substitute``: the text, what it replaces, and how many names are the same."""

    text: str
    rule: str
    same: int
