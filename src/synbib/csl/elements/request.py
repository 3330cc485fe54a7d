"""What one rendering of a cite or a reference is asked for, and what it leaves after for the phases that follow."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, IntEnum
from typing import Final, NamedTuple

from synbib import lazily
from synbib.csl.items import Item, Person
from synbib.csl.style import Key, Locale

__all__ = [
    "CALLED_EMPTY",
    "CALLED_FOUND",
    "CALLED_NONE",
    "FIRST",
    "FULL_GIVEN_NAMES",
    "INITIALS",
    "NO_GIVEN_NAMES",
    "NO_LOCATOR",
    "UNAMBIGUOUS",
    "Ambiguity",
    "GivenNames",
    "Locator",
    "NamesCall",
    "Position",
    "PositionKind",
    "Request",
    "Settings",
    "SubstituteRule",
    "Trace",
    "Variables",
]


class GivenNames(IntEnum):
    """How much of given names is shown; of two the greater holds."""

    NONE = 0
    INITIALS = 1
    FULL = 2


@lazily.dataclass(frozen=True, slots=True)
class Ambiguity:
    """How far a cite goes to tell itself from others (CSL 1.0.2, "Disambiguation").

    Attributes:
        counts: For each list of names in the order they are called, how many are shown at least.
        givens: For each list and each name in it, how much of its given names is shown at least.
        condition: How many tests of ``disambiguate="true"`` hold, the first ones.
        year_suffix: The number of the year suffix, from 1, or 0.
    """

    counts: tuple[int, ...] = ()
    givens: tuple[tuple[GivenNames, ...], ...] = ()
    condition: int = 0
    year_suffix: int = 0


UNAMBIGUOUS: Final = Ambiguity()
"""A cite that goes no further than the style says."""


class PositionKind(IntEnum):
    """The positions that a test of ``position`` names; each is all of those before it but the first, too."""

    FIRST = 0
    SUBSEQUENT = 1
    IBID = 2
    IBID_WITH_LOCATOR = 3


@lazily.dataclass(frozen=True, slots=True)
class Position:
    """Where a cite stands (CSL 1.0.2, "Choose", ``position``).

    Attributes:
        kind: First, subsequent, ibid or ibid with a locator.
        near_note: Whether the last cite of the item is near.
        first_note: The number of the note where the item was first cited, or 0.
    """

    kind: PositionKind = PositionKind.FIRST
    near_note: bool = False
    first_note: int = 0


class Locator(NamedTuple):
    """A cite's locator.

    Attributes:
        text: Marked text, ``""`` where the cite has none.
        label: What it counts.
    """

    text: str
    label: str


NO_LOCATOR: Final = Locator("", "")


class SubstituteRule(NamedTuple):
    """``subsequent-author-substitute``: the text, what it replaces, and how many names are the same."""

    text: str
    rule: str
    same: int


@lazily.dataclass(frozen=True, slots=True)
class Settings:
    """What is the same for all renderings of citations, or of a bibliography.

    Attributes:
        area: ``citation`` or ``bibliography``.
        page_range_format: The style's ``page-range-format``.
        explicit_suffix: Whether the style places the year suffix itself.
        marks_terms: Whether terms are marked, as one that begins a note or a reference gets a capital.
        links: Whether addresses are links.
    """

    area: str
    page_range_format: str = ""
    explicit_suffix: bool = False
    marks_terms: bool = False
    links: bool = False


class Request(NamedTuple):
    """What a rendering is asked for. A tuple, as one is made for each rendering, and a frozen dataclass takes longer.

    Attributes:
        item: The item.
        locale: Terms and options.
        language: The language tag for ``text-case`` of what the item says; terms are the locale's.
        settings: What is the same for all renderings of its area.
        ambiguity: How far it goes to tell itself from others.
        year_suffix: The text of the year suffix.
        position: Where the cite stands.
        locator: The cite's locator.
        sort_key: The key that this is rendered for, if it is for sorting.
        substitute: What stands for the first names, or for each of the first, in a bibliography.
        skip_names: Whether the first names are left out, as they were given before.
        skip_year: Whether dates show nothing but the year suffix.
        looking: Whether this is to see how a cite reads and not to be shown.
        link_title: Whether the title is a link.
        layout: The number of the layout, of those that the style has for languages.
    """

    item: Item
    locale: Locale
    language: str
    settings: Settings
    ambiguity: Ambiguity = UNAMBIGUOUS
    year_suffix: str = ""
    position: Position = Position()
    locator: Locator = NO_LOCATOR
    sort_key: Key | None = None
    substitute: SubstituteRule | None = None
    skip_names: bool = False
    skip_year: bool = False
    looking: bool = False
    link_title: bool = False
    layout: int = 0


class Variables(Enum):
    """What a group has called: no variable, only empty ones, or one that is not (CSL 1.0.2, "Group")."""

    NONE = "none"
    EMPTY = "empty"
    FOUND = "found"


# Members under names of their own, for code that runs for every element: looking one up in its class takes ten times
# as long.
CALLED_NONE: Final = Variables.NONE
CALLED_EMPTY: Final = Variables.EMPTY
CALLED_FOUND: Final = Variables.FOUND
NO_GIVEN_NAMES: Final = GivenNames.NONE
INITIALS: Final = GivenNames.INITIALS
FULL_GIVEN_NAMES: Final = GivenNames.FULL
FIRST: Final = PositionKind.FIRST


class NamesCall(NamedTuple):
    """One list of names as it was rendered: who, how many are shown, and how much of each one's given names."""

    persons: list[Person]
    shown: int
    given: GivenNames


class Trace:
    """What a rendering leaves for those that come after it.

    Attributes:
        variables: What the group that is being rendered has called so far.
        suppressed: Variables that are not shown again: what stood in for missing names, and a locator that was shown.
        substituting: Whether what is rendered stands in for names.
        first_names: The first names as rendered, ``None`` until there are any.
        first_each: The first names one by one, or the text that stands in for them.
        calls: The lists of names as they were called.
        conditions: How many tests of ``disambiguate`` there were.
        dated: Whether a year was shown.
        suffixed: Whether the year suffix was shown.
        numbered: Whether the citation number was shown.
    """

    # What most renderings leave as it is costs nothing here: an attribute of the class.
    variables: Variables = CALLED_NONE
    suppressed: frozenset[str] | set[str] = frozenset()
    substituting: bool = False
    first_names: str | None = None
    first_each: Sequence[Person | str] = ()
    conditions: int = 0
    dated: bool = False
    suffixed: bool = False
    numbered: bool = False

    def __init__(self) -> None:
        self.calls: list[NamesCall] = []

    def note_call(self) -> None:
        """Note that a variable was called, which may be empty."""
        if self.variables is CALLED_NONE:
            self.variables = CALLED_EMPTY
