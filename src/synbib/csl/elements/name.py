"""One name: its parts in order, particles where they belong, given names as initials.

Source: CSL 1.0.2, "Name-part Order", "Name" (``initialize``, ``initialize-with``, ``name-as-sort-order``,
``sort-separator``), "Non-dropping particles", "Non-Western names".
"""

from __future__ import annotations

from enum import Enum, IntEnum
from functools import lru_cache
from typing import Final
from unicodedata import category

from synbib import lazily
from synbib.csl.elements.formatting import dress
from synbib.csl.elements.request import FULL_GIVEN_NAMES, INITIALS, NO_GIVEN_NAMES, GivenNames
from synbib.csl.items import Person
from synbib.csl.style import PLAIN, Format, Name
from synbib.text.marks import BOLD, MARK
from synbib.text.patterns import BLANKS_BEFORE
from synbib.text.unspaced import is_unspaced

__all__ = [
    "DISPLAY",
    "INVERTED",
    "SORT",
    "NameOrder",
    "given_names",
    "initials",
    "is_inverted",
    "name_order",
    "personal_name",
]

_JOINING: Final = ("’", "'", "-", "\u00a0", " ", "\u02bb", "\u02bc")
_NO_BREAK: Final = ("fr", "ru", "cs")
# What stands in place of given names and is none.
_TITLES: Final = ("Lord", "Lady")


class NameOrder(IntEnum):
    """In which order the parts of a name stand (CSL 1.0.2, "Name-part Order")."""

    DISPLAY = 0
    """The given names first."""
    INVERTED = 1
    """The family name first, as ``name-as-sort-order`` asks."""
    SORT = 2
    """The family name first, as text to sort by."""


DISPLAY: Final = NameOrder.DISPLAY
INVERTED: Final = NameOrder.INVERTED
SORT: Final = NameOrder.SORT


def given_names(name: Name) -> GivenNames:
    """Return how much of given names a style shows."""
    if name.form == "short":
        return NO_GIVEN_NAMES
    return FULL_GIVEN_NAMES if name.initialize_with is None else INITIALS


def name_order(name: Name, index: int) -> NameOrder:
    """Return the order of parts that the style asks for in the name at ``index``."""
    asked = name.name_as_sort_order
    inverted = asked == "all" or (asked == "first" and index == 0)
    return INVERTED if inverted else DISPLAY


def is_inverted(person: Person, name: Name, index: int) -> bool:
    """Whether the family name of the name at ``index`` stands first because the style asks for it."""
    return (
        name_order(name, index) is INVERTED
        and not person.literal
        and script_of(person) is not _UNSPACED_SCRIPT
        and name.form == "long"
    )


@lru_cache(maxsize=65536)
def personal_name(
    person: Person, name: Name, locale: str, order: NameOrder, shown: GivenNames
) -> str:
    """Return one name.

    Args:
        person: Who.
        name: How names are written.
        locale: The language tag of the citation.
        order: The order of its parts.
        shown: How much of the given names.
    """
    if order is SORT:
        return person.literal or _sort_order(person, name, shown)
    text = _displayed(person, name, locale, order, shown)
    return BOLD.wrap(text) if person.bold and text else text


def _displayed(person: Person, name: Name, locale: str, order: NameOrder, shown: GivenNames) -> str:
    if person.literal:
        # The affixes of a family name say what is between it and other parts; a whole name has none.
        return _part(person.literal, name.family)
    inverted = order is INVERTED
    family = _part(person.family, name.family)
    particle = _part(person.non_dropping, name.family)
    space = "\u00a0" if locale[:2] in _NO_BREAK else " "
    with_particle = family
    if particle:
        joint = "" if person.non_dropping.endswith(_JOINING) else space
        with_particle = f"{particle}{joint}{family}"
    script = script_of(person)
    if shown is NO_GIVEN_NAMES and script is not _UNSPACED_SCRIPT:
        if inverted and particle and name.demote_non_dropping_particle == "display-and-sort":
            return name.sort_separator.join((_affixed(family, name.family), particle))
        return _affixed(with_particle, name.family)
    given = _given(person, name, shown)
    if script is _UNSPACED_SCRIPT:
        return _affixed(family, name.family) + _affixed(given, name.given)
    if person.static_ordering or (given and script is _FOREIGN_SCRIPT):
        return _spaced(_affixed(with_particle, name.family), _affixed(given, name.given))
    dropping = _part(person.dropping, name.given)
    suffix = _suffix(person, name)
    if inverted:
        if name.demote_non_dropping_particle == "display-and-sort":
            second = _spaced(given, dropping, particle)
            first = family
        else:
            second = _spaced(given, dropping)
            first = with_particle
        parts = (_affixed(first, name.family), _affixed(second, name.given), suffix)
        return name.sort_separator.join(filter(None, parts))
    if (
        dropping
        and not particle
        and person.dropping.endswith(_JOINING)
        and not person.dropping.startswith("de")
    ):
        with_particle = dropping + family
        dropping = ""
    comma = ", " if person.comma_suffix else " "
    last = dropping + space + with_particle if dropping else with_particle
    last = f"{last}{comma}{suffix}" if suffix else last
    between = space if shown is INITIALS and "\u00a0" in (name.initialize_with or "") else " "
    given = _affixed(given, name.given)
    last = _affixed(last, name.family)
    if given.endswith("\u00a0"):
        between = ""
    return f"{given}{between}{last}" if given else last


def _spaced(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _part(text: str, format: Format) -> str:
    if not text or format is PLAIN:
        return text
    bare = _without_affixes(format) if format.prefix or format.suffix else format
    return dress(text, bare, "")


@lru_cache(maxsize=256)
def _without_affixes(format: Format) -> Format:
    return Format("", "", format.spans, format.quotes, format.text_case, format.strip_periods)


def _affixed(text: str, format: Format) -> str:
    if format is PLAIN:
        return text
    return f"{format.prefix}{text}{format.suffix}" if text else ""


def _suffix(person: Person, name: Name) -> str:
    if not person.suffix:
        return ""
    if name.initialize_with is not None:
        return initials(person.suffix, name.initialize_with, hyphen=True, initialize=False)
    return person.suffix


def _given(person: Person, name: Name, shown: GivenNames) -> str:
    if not person.given or shown is NO_GIVEN_NAMES:
        return ""
    text = person.given
    if shown is INITIALS and name.initialize_with is not None and text not in _TITLES:
        text = initials(
            person.initials or text,
            name.initialize_with,
            hyphen=name.initialize_with_hyphen,
            initialize=name.initialize,
        )
    return _part(text, name.given)


def _sort_order(person: Person, name: Name, shown: GivenNames) -> str:
    """Return a name as it is sorted by: family name, particles where they are demoted, given names."""
    given = _given(person, name, shown)
    particle = person.non_dropping.replace("’", "").replace("'", "").strip()
    dropping = person.dropping.replace("’", "").replace("'", "")
    if name.demote_non_dropping_particle == "never":
        family = f"{particle} {person.family}" if particle else person.family
        parts = (family, _spaced(dropping, given), person.suffix)
    else:
        parts = (person.family, _spaced(given, dropping, particle), person.suffix)
    # A name that is another's beginning comes first.
    return " \x01".join(filter(None, parts))


@lru_cache(maxsize=65536)
def full_name(person: Person) -> str:
    """Return a name in full, as it is compared: ``J.J.`` and ``J. J.`` are no different names."""
    full = personal_name(person, _FULL, "en", DISPLAY, FULL_GIVEN_NAMES)
    return _POINTS.sub(" ", full)


_FULL: Final = Name()
_POINTS: Final = lazily.pattern(r"[\s.]+")


class Script(Enum):
    """How the parts of a name stand together."""

    SPACED = "with blanks between"
    UNSPACED = "family name first, without a blank"
    FOREIGN = "family name first, with a blank: a name from elsewhere"


_SPACED_SCRIPT: Final = Script.SPACED
_UNSPACED_SCRIPT: Final = Script.UNSPACED
_FOREIGN_SCRIPT: Final = Script.FOREIGN


def script_of(person: Person) -> Script:
    """Return how the parts of a name stand together."""
    if person.family.isascii():
        return _SPACED_SCRIPT
    return _script(person.family, person.given)


@lru_cache(maxsize=65536)
def _script(family: str, given: str) -> Script:
    if not any(map(is_unspaced, family)) or any(map(_is_spaced, family)):
        return _SPACED_SCRIPT
    return _FOREIGN_SCRIPT if given[:1].isascii() and given[:1].isalpha() else _UNSPACED_SCRIPT


def _is_spaced(char: str) -> bool:
    """Whether a character is of an alphabet that sets blanks between words."""
    return (
        char.isalpha() if char.isascii() else "\u00aa" <= char < "\u2000" and not is_unspaced(char)
    )


# --- Initials --------------------------------------------------------------------------------------------------

_HYPHEN: Final = lazily.pattern(rf"{BLANKS_BEFORE}-\s*")
_JOINED: Final = lazily.pattern(r"\.(?=[^\s.\-,])")
_SPLIT: Final = lazily.pattern(r"(-|[\s\u00a0]+)")


@lru_cache(maxsize=65536)
def initials(given: str, with_: str, *, hyphen: bool, initialize: bool) -> str:
    """Return given names as initials.

    Args:
        given: The names.
        with_: What follows each initial (``initialize-with``).
        hyphen: Whether hyphens stay between initials (``initialize-with-hyphen``).
        initialize: Whether names are cut; else only what are initials already gets ``with_``.
    """
    if not hyphen:
        given = given.replace("-", " ")
    if "-" in given:
        given = _HYPHEN.sub("-", given)
    if "." in given:
        given = _JOINED.sub(". ", given)
    pieces = _SPLIT.split(given)
    out = ""
    was_initial = False
    for i in range(0, len(pieces), 2):
        opened, word, closed = _parted(pieces[i])
        if not word:
            out += opened + closed
            continue
        hyphenated = bool(i) and pieces[i - 1] == "-"
        if initialize:
            initial = _initial(word)
            if not initial and hyphenated:
                continue  # the second half of a name like `Jean-luc`
        else:
            initial = word.rstrip(".") if _is_initial(word) else ""
        if hyphenated:
            out = out.rstrip() + "-"
        elif out and not (was_initial and initial):
            out = out.rstrip(" ") + " " if not out.endswith("\u00a0") else out
        if initial:
            bare = with_.rstrip(" ")
            out += opened + initial + bare + closed + with_[len(bare) :]
        else:
            out += opened + word + closed
        was_initial = bool(initial)
    return out.strip().removesuffix("\ufeff")


def _parted(piece: str) -> tuple[str, str, str]:
    """Return the marks before a word, the word, and all others: what is marked ends where the initial does."""
    if piece.isascii():
        return "", piece, ""
    marks = "".join(MARK.findall(piece))
    bare = piece.lstrip(marks)
    opened = len(piece) - len(bare)
    return marks[:opened], MARK.sub("", bare), marks[opened:]


def _initial(word: str) -> str:
    """Return the initial of a given name, ``""`` of what has none: what begins with a small letter."""
    if word.endswith(".") and word[:1].isupper():
        return word.rstrip(".")  # an abbreviation says how short it wants to be
    if category(word[0]) == "Lo" and not is_unspaced(word[0]):
        return word[0]  # a script without capitals
    capitals = 0
    while capitals < len(word) and word[capitals].isupper():
        capitals += 1
    # `TSerendorj` begins with one letter of its script, which is two in ours; `JOHN` does not.
    return (
        word[0] + word[1:capitals].lower() if 0 < capitals < len(word) else word[: min(capitals, 1)]
    )


def _is_initial(word: str) -> bool:
    return (len(word) == 1 and word.isupper()) or (
        word.endswith(".") and len(word) > 1 and word[0].isupper()
    )
