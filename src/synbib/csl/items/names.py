"""Persons and institutions of a name variable, their particles and suffixes found in what the data says.

Source: CSL 1.0.2, "Names" (name parts), and for names whose parts are not split (``parse-names``), what CSL-JSON
from Zotero has: particles at the start of the family name and at the end of the given name, a suffix after a comma.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from synbib import lazily
from synbib.text import from_markup
from synbib.text.controls import CONTROLS
from synbib.text.flipflop import flipping
from synbib.text.marks import MARKS
from synbib.text.patterns import BLANKS_BEFORE
from synbib.text.punctuation import keep_ellipses
from synbib.text.quotes import from_typed

__all__ = ["Person", "read_person"]


@lazily.dataclass(frozen=True, slots=True, eq=False)
class Person:
    """A name; of an institution only ``literal`` is there.

    The same data give the same object, so that names are compared and remembered as objects.

    Attributes:
        family: The family name.
        given: The given names.
        suffix: ``Jr.``, ``III`` …
        dropping: The dropping particle.
        non_dropping: The non-dropping particle.
        literal: The name as a whole.
        comma_suffix: Whether a comma stands before the suffix.
        static_ordering: Whether the family name always comes first.
        initials: What initials are made of, where that is not ``given``: ``given-i`` of CSL-JSON's name, which is our
            own, and is called as in biblatex's names.
        bold: Whether it is set in bold, in whatever form: ``bold`` of CSL-JSON's name, which is our own.
    """

    family: str = ""
    given: str = ""
    suffix: str = ""
    dropping: str = ""
    non_dropping: str = ""
    literal: str = ""
    comma_suffix: bool = False
    static_ordering: bool = False
    bold: bool = False
    initials: str = ""


# Particles of names that are words of their own, each in small letters; more than one may stand in a row.
_PARTICLES_TEXT: Final = """
a aan af al am auf aus aus'm ben bij bin boven d da dal dalla das de deca degli dei del dela della delle dello dem den
der des di die do don dos du el gen het i il im in l la las le les li lo los lou m of onder op over s 's sen t 't te
ten ter tho thoe thor to toe tot uijt uit und unter v v. v.d. van vander vd ver vom von voor vor z ze zu zum zur
"""
_PARTICLES: Final = frozenset(_PARTICLES_TEXT.split())
_APOSTROPHES: Final = "['’\u02bb\u02bc]"
_STRAIGHT: Final = str.maketrans(dict.fromkeys("’\u02bb\u02bc", "'"))
# Those that are joined to the name: what is elided, and the Arabic article, which sounds like the letter after it.
_JOINED: Final = r"[ae](?:[dst]h?|sh|[lnrzšḍḏṣṭṯẓ])-|(?:d|dall?|de|dell|l|s)'|'s-"
_JOINED_PARTICLE: Final = lazily.pattern(_JOINED)
# Before a family name any word in small letters is one, too: `ibn`, `ap`.
_LEADING: Final = lazily.pattern(
    rf"(?:(?:{_JOINED})\s*|(?:[a-zà-öø-ÿ][a-zà-öø-ÿ.]*|'[st]|aus'm)\s+)+(?=\S)".replace(
        "'", _APOSTROPHES
    )
)
_WORD: Final = lazily.pattern(r"\S+")
# Markup, quotation marks, ellipses, marks: nearly all names have none.
_ODD: Final = lazily.pattern(rf"[<\"'“”‘’{MARKS}{CONTROLS}]|\.\.\.")
_SUFFIX: Final = lazily.pattern(rf"{BLANKS_BEFORE}(,!?)\s*(.*)$", re.DOTALL)


def read_person(value: object) -> Person | None:
    """Return the name that CSL-JSON's ``value`` is, ``None`` if it is not one."""
    if isinstance(value, str):
        return _person(value, "", "", "", "", "", False, False, False, False, "")
    # The type itself is asked first: to ask whether it is a mapping takes four times as long.
    if type(value) is not dict and not isinstance(value, Mapping):
        return None
    get = value.get
    if len(value) == 2 and type(family := get("family")) is type(given := get("given")) is str:
        # As nearly all names are.
        return _person("", family.strip(), given.strip(), "", "", "", False, False, True, False, "")
    return _person(
        _string(get("literal", "")),
        _string(get("family", "")),
        _string(get("given", "")),
        _string(get("suffix", "")),
        _string(get("dropping-particle", "")),
        _string(get("non-dropping-particle", "")),
        bool(get("comma-suffix")),
        bool(get("static-ordering")),
        bool(get("parse-names", True)) and not get("isInstitution"),
        bool(get("bold")),
        _string(get("given-i", "")),
    )


def _string(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


@lru_cache(maxsize=131072)
def _person(
    literal: str, family: str, given: str, suffix: str, dropping: str, non_dropping: str,
    comma: bool, static: bool, parse: bool, bold: bool, initials: str,
) -> Person | None:  # fmt: skip
    if literal:
        return Person(literal=_marked(literal), bold=bold)
    if not family and not given:
        return None
    quoted = len(family) > 1 and family[0] == family[-1] == '"'
    family = _marked(family[1:-1] if quoted else family)
    given, suffix = _marked(given), _marked(suffix)
    dropping, non_dropping = _marked(dropping), _marked(non_dropping)
    if parse and family and given and not (quoted or non_dropping):
        family, non_dropping = _leading(family)
        if not suffix:
            given, suffix, comma = _suffix(given, comma)
        if not dropping:
            given, dropping = _trailing(given)
    if not family:
        return Person(given, "", suffix, bold=bold) if suffix else Person(literal=given, bold=bold)
    return Person(
        family, given, suffix, dropping, non_dropping, "", comma, static, bold, _marked(initials)
    )


def _marked(text: str) -> str:
    if not text or _ODD.search(text) is None:
        return text
    return keep_ellipses(from_typed(flipping(from_markup(text))))


def _leading(family: str) -> tuple[str, str]:
    """Return a family name without and with its particles, as far as they are in small letters."""
    if not family[:1].islower() and family[:1] not in "'’\u02bb\u02bc":
        return family, ""
    found = _LEADING.match(family)
    if found is None:
        return family, ""
    particle = found[0].strip()
    # A blank after an apostrophe is meant: other apostrophes are joined to the name.
    blank = " " if particle[-1] in "'’\u02bb\u02bc" and found[0][-1].isspace() else ""
    return family[found.end() :], particle + blank


def _trailing(given: str) -> tuple[str, str]:
    """Return given names without and with the particles at their end."""
    last = given.rpartition(" ")[2]
    if last in ("", given) or last[0].isupper():
        return given, ""
    start = len(given)
    for word in reversed([*_WORD.finditer(given)]):
        if word.start() == 0 or not _is_particle(word[0]):
            break
        start = word.start()
    return given[:start].rstrip(), given[start:]


def _is_particle(word: str) -> bool:
    word = word.translate(_STRAIGHT)
    return word in _PARTICLES or _JOINED_PARTICLE.fullmatch(word) is not None


def _suffix(given: str, comma: bool) -> tuple[str, str, bool]:
    if "," not in given:
        return given, "", comma
    found = _SUFFIX.search(given)
    if found is None or not found[2]:
        return given, "", comma
    return given[: found.start()], found[2], comma or found[1] == ",!"
