"""Whether a preprint and a publication are two versions of one work: how the title changed, and the people.

Between versions a title gets or loses a subtitle, the method gets another name, *Towards* goes, words change places, or
are spelt as a publisher wants it. What another work of the same people has is a word that says so (*survey*,
*revisited*), a number, or other words. People join and leave; most of them stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from enum import IntEnum
from typing import Final

from synbib import lazily
from synbib.latex import decode
from synbib.library.matching import OF_ANOTHER, Identity
from synbib.library.matching.people import ends_early, missing
from synbib.model import split_names
from synbib.text import strip
from synbib.text.folding import fold, letters
from synbib.verification.agreement import Known, near_title, same_title

__all__ = ["Change", "doubt", "title_change"]

_WORD: Final = lazily.pattern(r"[^\W_]+")
_NUMBER: Final = lazily.pattern(r"\d+|\b(?:II|III|IV|VI{1,3}|IX)\b|\bV(?=\s*(?::|\Z))")
_DIGITS: Final = lazily.pattern(r"\d+")
# Titles are compared as far as this, so that it takes no longer with longer ones.
_COMPARED: Final = 400
# Words that come and go between versions, or take each other's place.
_SMALL: Final = frozenset(
    """
    a about an and as at based by can do does for from in into is of on or our over the their to
    toward towards under upon using via we with
    """.split()  # noqa: SIM905 - a list is read more easily so
)
# A part of a title that has so many words that tell something is not that of several works.
_LEAST_WORDS: Final = 3
# Of the words, as many stand in the same order where some changed places.
_IN_ORDER: Final = 0.6
# As many letters are the same in titles that are misspelt.
_MISSPELT: Final = 0.97
# So many of all their words two titles share that may be one.
_SHARED: Final = 0.7
# Between a preprint and its publication lie as many years at most; a year before it where arXiv had it late.
_YEARS: Final = range(-1, 7)


class Change(IntEnum):
    """How far the title of a publication is from that of its preprint, the nearest first."""

    NONE = 0
    SUBTITLE = 1
    WORDING = 2
    UNSURE = 3


def title_change(ours: Identity, theirs: Identity) -> Change | None:
    """Return how a title changed between two versions of a work; ``None`` if it is another work's."""
    if letters(ours.title) == letters(theirs.title):
        return Change.NONE
    mine, others = _words(ours.title), _words(theirs.title)
    apart = set(mine) ^ set(others)
    if not apart.isdisjoint(OF_ANOTHER):
        return Change.UNSURE if same_title(ours, theirs) else None
    if _is_renamed(ours.title, theirs.title):
        return Change.SUBTITLE
    if _numbers(ours.title) != _numbers(theirs.title):
        return None
    if same_title(ours, theirs):
        return Change.SUBTITLE
    if sorted(mine) == sorted(others) and len(mine) >= _LEAST_WORDS:
        ratio = SequenceMatcher(None, mine, others, autojunk=False).ratio()
        return Change.WORDING if ratio >= _IN_ORDER else Change.UNSURE
    if near_title(ours, theirs):
        return Change.WORDING if _is_misspelt(ours, theirs) else Change.UNSURE
    shared = len(set(mine) & set(others))
    if shared >= max(_LEAST_WORDS, _SHARED * (shared + len(apart))):
        return Change.UNSURE
    return None


def _is_misspelt(one: Identity, other: Identity) -> bool:
    """Whether two titles differ by some letters only: a word in the place of another like it may be another matter."""
    mine, others = (each.letters[:_COMPARED] for each in (one, other))
    return SequenceMatcher(None, mine, others, autojunk=False).ratio() >= _MISSPELT


def _is_renamed(one: str, other: str) -> bool:
    """Whether two titles are the same but for a name before the colon: another one, or none.

    Names that differ by their numbers are those of a series: *SemEval-2013*, *SemEval-2014*.
    """
    parts = [_apart(one), _apart(other)]
    names = [name for name, _ in parts if name]
    first, second = (rest for _, rest in parts)
    return (
        bool(names)
        and _words(first) == _words(second)
        and len(_words(first)) >= _LEAST_WORDS
        and _numbers(first) == _numbers(second)
        and len({_DIGITS.sub("", name) for name in names}) == len(names)
    )


def _apart(title: str) -> tuple[str, str]:
    """Return the name before the colon, which is one word, and what follows; no name where there is none."""
    name, colon, rest = title.partition(":")
    return (name.strip(), rest) if colon and len(name.split()) == 1 else ("", title)


def doubt(ours: Known, theirs: Known, change: Change) -> str:
    """Return what makes it doubtful that a preprint was published so; ``""`` if nothing does.

    Args:
        ours: The preprint.
        theirs: The publication.
        change: How the title changed.
    """
    mine, others = ours.names, theirs.names
    strange = missing(mine, others)
    number, of_them = (
        sum(name != "others" for name in split_names(each)) for each in (mine, others)
    )
    shared = number - len(strange)
    # A list that is broken off says nothing of those who follow.
    told = [count for count, names in ((number, mine), (of_them, others)) if not ends_early(names)]
    if 2 * shared < max(told, default=1):
        if strange:
            return f"{strip(decode(strange[0]))} is not among its authors"
        return "it has other authors, too"
    are_same = number == of_them == shared > 1
    if change is Change.UNSURE or not _tells(ours, theirs, _LEAST_WORDS - are_same):
        return f"its title is “{theirs.identity.title}”"
    if change is not Change.NONE and shared < min(2, number, of_them):
        return "its authors are not quite the same"
    one, other = ours.identity.year, theirs.identity.year
    if one and other and other - one not in _YEARS:
        return f"it is of {other}, the preprint of {one}"
    if not ours.identity.is_telling:
        return "its title may be that of several works"
    return ""


def _tells(ours: Known, theirs: Known, least: int) -> bool:
    """Whether what two titles have in common is enough to tell one work: a head alone may be that of several."""
    mine, others = _words(ours.identity.title), _words(theirs.identity.title)
    return min(len(mine), len(others)) >= least or sorted(mine) == sorted(others)


def _numbers(title: str) -> list[str]:
    return sorted(_NUMBER.findall(title[:_COMPARED]))


def _words(title: str) -> list[str]:
    """Return the words of a title that tell something, spelt in one way, each without what makes it a plural."""
    words: Sequence[str] = _WORD.findall(fold(title[:_COMPARED]))
    return [_spelt(word) for word in words if word not in _SMALL]


# How British and American spelling, singular and plural are made one; what becomes of a word is only compared.
_SPELLINGS: Final = (
    (lazily.pattern(r"is(?=(?:e[drs]?|ers|ing|ations?)\Z)"), "iz"),
    (lazily.pattern(r"ys(?=(?:e[drs]?|ers|ing)\Z)"), "yz"),
    (lazily.pattern(r"(?<=[a-z]{2})our(?=s?\Z|ed|ing|al|able|ite|hood)"), "or"),
    (lazily.pattern(r"(?<=[aeiou])ll(?=(?:ed|ers?|ing)\Z)"), "l"),
    (lazily.pattern(r"(?<=[a-z]{2})tre(?=s?\Z)"), "ter"),
    (lazily.pattern(r"(?<=[a-z]{3})ies\Z"), "y"),
    (lazily.pattern(r"(?<=ch|sh|ss)es\Z"), ""),
    (lazily.pattern(r"(?<=[a-z]{2}[a-rtv-z])s\Z"), ""),
)


def _spelt(word: str) -> str:
    if word in OF_ANOTHER:
        return word
    for pattern, replaced in _SPELLINGS:
        word = pattern.sub(replaced, word)
    return word
