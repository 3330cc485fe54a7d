r"""Citation keys from a pattern: ``tan2024large``.

The pattern is JabRef's (docs.jabref.org/setup/citationkeypatterns): markers in brackets, modifiers after a colon,
everything else as it stands. Where an entry names nobody, the first significant word of its title stands for the
author, and the words that a marker takes from the title begin after it: *Measuring Mathematical Problem Solving*
(2021) is ``measuring2021mathematical``.

| marker | is | | modifier | does |
|---|---|---|---|---|
| `[auth]` | the first author's or editor's family name | | `:lower` | small letters |
| `[authors]` | all their family names | | `:upper` | capitals |
| `[year]`, `[shortyear]` | four digits, or the last two | | `:capitalize` | a capital at the beginning of each word |
| `[veryshorttitle]` | the first significant word of the title | | `:abbr` | the first character of each word |
| `[shorttitle]` | the first three | | `:(text)` | the text, where there is nothing |
| `[title]`, `[camel]` | the whole, with capitals at significant words, or at all | | | |
| `[venue]` | where it was published, in short | | | |
| `[entrytype]` | the type of the entry | | | |

A key holds ASCII letters and digits, and ``:``, ``_`` and ``-`` of the pattern. Accents are dropped, so that it can be
typed: *Müller* is ``muller``, *Strauß* ``strauss``. Letters of other scripts stay: to drop them would leave keys that
say nothing, and today's BibTeX and biber take them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Mapping
from functools import lru_cache
from typing import Final

from synbib import lazily
from synbib.errors import SynbibError, UnknownNameError
from synbib.latex import decode
from synbib.model.dates import parse_year
from synbib.model.names import Name, parse_names
from synbib.model.venue import venue
from synbib.text import strip
from synbib.text.folding import unaccented

__all__ = ["DEFAULT", "UNCITABLE", "TakenKeys", "citation_key", "unique_key"]

DEFAULT: Final = "[auth:lower][year][veryshorttitle:lower]"
UNCITABLE: Final = lazily.pattern(r"""["#%={}~\\$^&]""")
r"""What TeX or biber reads in another way inside ``\cite``."""

# --- words ------------------------------------------------------------------------------------------

# JabRef's function words: articles, prepositions, conjunctions.
_FUNCTION_WORDS_TEXT: Final = """
    a an the above about across against along among around at before behind below beneath beside between beyond by down
    during except for from in inside into like near of off on onto since to toward through under until up upon with
    within without and but nor or so yet
"""
_FUNCTION_WORDS: Final = frozenset(_FUNCTION_WORDS_TEXT.split())
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("’\u02bc\u02bb", "'"))
# A letter and a hyphen are not word of their own: P-Tuning, E-Commerce.
_WORD: Final = lazily.pattern(r"(?:(?<![^\W_])[^\W\d_]-(?=[^\W\d_]{2}))?[^\W_]+(?:'[^\W_]+)*")
_LONGEST_WORD: Final = 40
_WORDS_OF_AN_INSTITUTION: Final = 3


def _words(latex: str) -> tuple[str, ...]:
    text = _typed(strip(decode(latex)))
    return tuple(re.sub("['-]", "", word)[:_LONGEST_WORD] for word in _WORD.findall(text))


def _typed(text: str) -> str:
    """The text with ASCII letters for all that have one."""
    if text.isascii():
        return text
    composed = unicodedata.normalize("NFC", text.translate(_APOSTROPHES))
    return "".join(base if (base := unaccented(char)).isascii() else char for char in composed)


def _significant(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(w for w in words if w.lower() not in _FUNCTION_WORDS) or words


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


# --- what markers stand for -------------------------------------------------------------------------


@lazily.dataclass(frozen=True, slots=True)
class _Work:
    """What the markers are filled from.

    Attributes:
        people: The family names of the authors, else of the editors.
        title: All words of the title.
        significant: Those that count.
        fields: The fields of the entry.
        type: Its type.
    """

    people: tuple[str, ...]
    title: tuple[str, ...]
    significant: tuple[str, ...]
    fields: Mapping[str, str]
    type: str


def _family(name: Name) -> str:
    if name.is_literal:
        before, _, _ = name.family.partition(",")
        return "".join(_significant(_words(before))[:_WORDS_OF_AN_INSTITUTION])
    return "".join(_words(name.family or name.given))


def _people(fields: Mapping[str, str]) -> tuple[str, ...]:
    for field in ("author", "editor"):
        families = map(_family, parse_names(fields.get(field, "")))
        if found := tuple(filter(None, families)):
            return found
    return ()


def _year(work: _Work) -> str:
    date = parse_year(work.fields) or {}
    years = date.get("date-parts", [[0]])[0]
    return str(years[0]) if years[0] > 0 else ""


def _in_title(work: _Work) -> tuple[str, ...]:
    return tuple(w if w.lower() in _FUNCTION_WORDS else _capital(w) for w in work.title)


_Words = tuple[str, ...]
_MARKERS: Final[dict[str, Callable[[_Work], _Words]]] = {
    "auth": lambda work: work.people[:1],
    "authors": lambda work: work.people,
    "camel": lambda work: tuple(map(_capital, work.title)),
    "entrytype": lambda work: _words(work.type),
    "shorttitle": lambda work: tuple(map(_capital, work.significant[:3])),
    "shortyear": lambda work: (_year(work)[-2:],),
    "title": _in_title,
    "venue": lambda work: _significant(_words(venue(work.fields))),
    "veryshorttitle": lambda work: tuple(map(_capital, work.significant[:1])),
    "year": lambda work: (_year(work),),
}
_MODIFIERS: Final[dict[str, Callable[[_Words], _Words]]] = {
    "abbr": lambda words: tuple(word[:1] for word in words),
    "capitalize": lambda words: tuple(_capital(word.lower()) for word in words),
    "lower": lambda words: tuple(map(str.lower, words)),
    "upper": lambda words: tuple(map(str.upper, words)),
}

# --- patterns ---------------------------------------------------------------------------------------

_PIECE: Final = lazily.pattern(
    r"""
    \[ (?P<marker> [^\[\]:]* ) (?P<modifiers> (?: : (?: \([^()\[\]]*\) | [^\[\]:()]* ) )* ) \]
    | (?P<text> [^\[\]]+ )
    """,
    re.VERBOSE,
)
_MODIFIER: Final = lazily.pattern(r":(?:\(([^()]*)\)|([^:()]*))")
_NO_KEY: Final = lazily.pattern(r"[^\w:-]")
_JOINTS: Final = ":_-"


@lazily.dataclass(frozen=True, slots=True)
class _Piece:
    """A marker with its modifiers, or text (which has no marker)."""

    marker: str
    text: str = ""
    modifiers: tuple[Callable[[_Words], _Words], ...] = ()

    def __call__(self, work: _Work) -> str:
        words = _MARKERS[self.marker](work) if self.marker else ()
        for modifier in self.modifiers:
            words = modifier(words)
        return "".join(words) or self.text


@lru_cache(maxsize=64)
def _compile(pattern: str) -> tuple[_Piece, ...]:
    pieces: list[_Piece] = []
    end = 0
    while end < len(pattern):
        found = _PIECE.match(pattern, end)
        if found is None:
            raise SynbibError(
                f"the pattern of citation keys '{pattern}' is wrong from '{pattern[end:]}' on; "
                "a marker looks like [auth] or [title:abbr:lower]"
            )
        end = found.end()
        if found["text"]:
            pieces.append(_Piece("", _checked(found["text"])))
            continue
        if found["marker"] not in _MARKERS:
            raise UnknownNameError.among("marker of citation keys", found["marker"], _MARKERS)
        pieces.append(_with_modifiers(found["marker"], found["modifiers"]))
    return tuple(pieces)


def _with_modifiers(marker: str, written: str) -> _Piece:
    fallback = ""
    modifiers: list[Callable[[_Words], _Words]] = []
    for text, name in _MODIFIER.findall(written):
        if text:
            fallback = _checked(text)
        elif name in _MODIFIERS:
            modifiers.append(_MODIFIERS[name])
        else:
            raise UnknownNameError.among("modifier of citation keys", name, _MODIFIERS)
    return _Piece(marker, fallback, tuple(modifiers))


def _checked(text: str) -> str:
    if wrong := _NO_KEY.search(text):
        raise SynbibError(
            f"'{wrong[0]}' cannot stand in a citation key; "
            "use letters, digits, ':', '_' and '-' between markers"
        )
    return text


# --- keys -------------------------------------------------------------------------------------------


def citation_key(fields: Mapping[str, str], entry_type: str, pattern: str = DEFAULT) -> str:
    """Return the citation key of an entry.

    Args:
        fields: The fields of the entry, LaTeX.
        entry_type: Its type.
        pattern: How keys are made, in JabRef's syntax (see the module).

    Returns:
        The key, not yet told apart from others; ``entry`` if nothing in the entry gives one.

    Raises:
        SynbibError: There is something in the pattern that is not understood.
    """
    pieces = _compile(pattern)
    title = _words(fields.get("title", ""))
    work = _Work(_people(fields), title, _significant(title), fields, entry_type)
    if not work.people and any(p.marker in {"auth", "authors"} and not p.text for p in pieces):
        work = lazily.replace(work, people=work.significant[:1], significant=work.significant[1:])
    return "".join(piece(work) for piece in pieces).strip(_JOINTS) or "entry"


def unique_key(key: str, taken: Container[str]) -> str:
    """Return the key, or if it is taken the key with a letter after it: ``a``, ``b``, …, ``z``, ``aa``.

    With gaps between those that are taken, it need not be the first that is free: so the last of a thousand
    entries with the same key takes twenty questions, not a thousand.
    """
    if key not in taken:
        return key
    free, last = 1, 0
    while key + _letters(free) in taken:
        free, last = free * 2, free
    while free - last > 1:
        middle = (free + last) // 2
        if key + _letters(middle) in taken:
            last = middle
        else:
            free = middle
    return key + _letters(free)


class TakenKeys:
    """Keys that entries have, each in any letter case, as BibTeX tells none apart.

    Args:
        keys: The keys.
    """

    def __init__(self, keys: Iterable[str] = ()) -> None:
        self._folded = {key.casefold() for key in keys}

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key.casefold() in self._folded

    def add(self, key: str) -> None:
        """Let a key be taken."""
        self._folded.add(key.casefold())

    def without(self, keys: Iterable[str]) -> TakenKeys:
        """Return those that are not among ``keys``."""
        left = TakenKeys()
        left._folded = self._folded.difference(key.casefold() for key in keys)
        return left


def _letters(number: int) -> str:
    """The number as letters: 1 is ``a``, 26 ``z``, 27 ``aa``."""
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("a") + letter) + letters
    return letters
