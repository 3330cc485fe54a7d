"""Whether two lists of names are those of one work, however each source writes a name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from typing import Final

from synbib import lazily
from synbib.latex import decode
from synbib.model import Name, parse_names, split_names
from synbib.text import strip
from synbib.text.folding import fold, letters

__all__ = ["ends_early", "missing", "transliterated", "with_lost_letters"]

_WORD: Final = lazily.pattern(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# As many people of one name are looked at.
_MOST: Final = 50
# A short form of a name has as many letters at most, and begins as the name does.
_LONGEST_NICKNAME: Final = 5
_OF_NICKNAME: Final = 3
# How a vowel with a diaeresis, a slash or a ring is written without: `Mueller`, `Soerensen`, `Aarhus`.
_TRANSLITERATED: Final = lazily.pattern(r"(?<=[aou])e|(?<=a)a")


@lazily.dataclass(frozen=True, eq=False)
class _Person:
    """A name as it is compared: the words of each part, folded."""

    family: tuple[str, ...]
    given: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """All words of the name."""
        return (*self.family, *self.given)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """What two names of one person have in common, one of these at least; the surest first."""
        words = (word for word in map(transliterated, self.words) if len(word) > 1)
        return tuple(dict.fromkeys((_joined(self.family), _joined(self.words), *words)))


def ends_early(names: str) -> bool:
    """Whether a field of names ends with ``and others``."""
    return (
        names.casefold().rstrip().endswith("others")
        and split_names(names)[-1].casefold() == "others"
    )


def with_lost_letters(some: str, all_of_them: str) -> list[str]:
    """Return the names of a field that lack letters which another field has: those that ASCII lacks, and only these.

    An encoding that cannot write them leaves them out: *Andr*, *Mller*.

    Args:
        some: A field of names, LaTeX in BibTeX's form.
        all_of_them: Another.
    """
    if all_of_them.isascii() and "\\" not in all_of_them:
        return []
    words = _WORD.findall(strip(decode(all_of_them)).casefold())
    left = {_ascii(word): word for word in words if not word.isascii()}
    known = set(map(fold, words))
    return [
        " ".join(filter(None, (name.given, name.prefix, name.family, name.suffix)))
        for name in parse_names(some)
        if any(
            len(word) > 1 and word in left and word not in known
            for word in _WORD.findall(strip(decode(f"{name.given} {name.family}")).casefold())
        )
    ]


def missing(some: str, all_of_them: str) -> list[str]:
    """Return the names of a field that another field does not have, as they are written.

    The order does not count. Initials stand for names, a name for its transliteration, and the parts of a name may
    stand the other way round.

    Args:
        some: A field of names, LaTeX in BibTeX's form.
        all_of_them: Another.
    """
    left: dict[str, list[_Person]] = {}
    for other in map(_person, parse_names(all_of_them)):
        for key in other.keys:
            left.setdefault(key, []).append(other)
    found: list[str] = []
    for name in parse_names(some):
        person = _person(name)
        near = chain.from_iterable(left.get(key, ())[:_MOST] for key in person.keys)
        same = next((each for each in near if _same(person, each)), None)
        if same is None:
            parts = (name.given, name.prefix, name.family, name.suffix)
            found.append(" ".join(filter(None, parts)))
            continue
        for key in same.keys:
            left[key].remove(same)
    return found


def _ascii(word: str) -> str:
    return "".join(char for char in word if char.isascii())


def _same(one: _Person, other: _Person) -> bool:
    """Whether two names may be those of one person."""
    if _joined(one.words) == _joined(other.words):
        return True
    if _joined(one.family) == _joined(other.family):
        return _compatible(one.given, other.given)
    return _is_part(*sorted((one.words, other.words), key=len))


def _is_part(few: Sequence[str], many: Sequence[str]) -> bool:
    """Whether each word of a name is one of another name, or its initial, and two of them or more are told.

    Of *Wang Wei* nobody knows which is the family name; of *Sergio Jiménez Celorrio* some leave out the last.
    """
    left = list(map(transliterated, many))
    is_told = False
    for word in sorted(map(transliterated, few), key=len, reverse=True):
        same = next(
            (
                other
                for other in left
                if other == word or (len(word) == 1 and other.startswith(word))
            ),
            None,
        )
        same = same or next(
            (other for other in left if len(other) == 1 and word.startswith(other)), None
        )
        if same is None:
            return False
        left.remove(same)
        is_told = is_told or (same == word and len(word) > 1)
    return is_told and len(few) > 1


def _compatible(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether given names may be those of one person: one is not told, or they begin alike, as initials do."""
    if not one or not other or _joined(one) == _joined(other):
        return True
    first, second = transliterated(one[0]), transliterated(other[0])
    if first.startswith(second) or second.startswith(first):
        return True
    if _is_nickname(first, second):
        return True
    # Initials without full stops: `JM`.
    if _initials(other).startswith(first) or _initials(one).startswith(second):
        return True
    # The first of several names may be left out: `J. Edgar`, `Edgar`.
    return bool(
        {w for w in map(transliterated, one) if len(w) > 1}
        & {w for w in map(transliterated, other) if len(w) > 1}
    )


def _is_nickname(one: str, other: str) -> bool:
    """Whether one of two given names is short for the other: `Subi`, `Subramanian`."""
    short, long = sorted((one, other), key=len)
    return len(short) <= _LONGEST_NICKNAME and short[:_OF_NICKNAME] == long[:_OF_NICKNAME]


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words)


def _person(name: Name) -> _Person:
    family = _words(f"{name.prefix} {name.family}")
    return _Person(family, _words(name.given))


def _words(latex: str) -> tuple[str, ...]:
    text = strip(decode(latex)) if not latex.isascii() or "\\" in latex or "{" in latex else latex
    return tuple(_WORD.findall(fold(text)))


def _joined(words: Sequence[str]) -> str:
    return transliterated("".join(words))


def transliterated(word: str) -> str:
    """Return the `letters` of a word, with those that have an accent as if it had been left out: ``muller``."""
    return _TRANSLITERATED.sub("", letters(word))
