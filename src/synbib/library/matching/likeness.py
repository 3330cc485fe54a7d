"""Whether two titles are those of one work under one identifier, or of one journal.

An identifier is copied by mistake from one line to the next, so a title has a say. But people also shorten a title,
misspell it, or write the name of the method instead; and a journal's they abbreviate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from synbib import lazily
from synbib.library.matching.identity import Identity
from synbib.model.venue import comparable_venue
from synbib.text.folding import fold, letters

__all__ = ["alike", "same_container"]

_WORD: Final = lazily.pattern(r"[^\W_]+")
_NUMBER: Final = lazily.pattern(r"\d+")
# Titles are compared as far as this, so that it takes no longer with longer ones.
_COMPARED: Final = 200
_LEAST_ALIKE: Final = 0.75


def alike(one: Identity, other: Identity) -> bool:
    """Whether two titles are one: shortened, misspelt, reworded, a name; not another work's."""
    short, long = sorted((one.letters[:_COMPARED], other.letters[:_COMPARED]), key=len)
    if not short or long.startswith(short):
        return True
    if one.is_name != other.is_name:
        # What a list calls GPT-3 in one place is "Language Models are Few-Shot Learners" in another.
        return True
    if one.head and one.head == other.head:
        return True
    # GPT-3 is not GPT-4, however alike their titles are.
    if _NUMBER.findall(short) != _NUMBER.findall(long):
        return False
    few, many = sorted((_words(one), _words(other)), key=len)
    if len(few) > 2 and len(few & many) >= _LEAST_ALIKE * len(few):
        return True
    matcher = SequenceMatcher(None, short, long, autojunk=False)
    return matcher.quick_ratio() >= _LEAST_ALIKE and matcher.ratio() >= _LEAST_ALIKE


def _words(identity: Identity) -> frozenset[str]:
    """Return the words of a title that mean something."""
    found: Sequence[str] = _WORD.findall(identity.title[: 2 * _COMPARED])
    return frozenset(word for word in map(letters, found) if len(word) > 3 or word.isdigit())


# --- journals and books ---------------------------------------------------------------------------------------

# Words that abbreviations leave out (ISO 4, §4.4: articles, conjunctions and prepositions).
_SMALL: Final = lazily.pattern(
    r"an?|and|at|by|de|der|des|die|du|et|f[ou]r|from|in|la|les?|o[fn]|the|to|und|with"
)
_BRACKETS: Final = lazily.pattern(r"\([^()]*\)|\[[^\[\]]*\]")
_AND: Final = lazily.pattern(r"\\?&")


def same_container(one: str, other: str) -> bool:
    """Whether two titles are those of one journal or book: one may be abbreviated, or a known short name.

    Args:
        one: The title, plain text.
        other: Another.
    """
    if letters(one) == letters(other) or comparable_venue(one) == comparable_venue(other):
        return True
    short, long = sorted(
        (list(_weighty(one)), list(_weighty(other))), key=lambda w: sum(map(len, w))
    )
    if len(short) == 1 and short[0] == "".join(word[0] for word in long):
        return True
    return len(short) == len(long) and all(map(_abbreviates, short, long))


def _weighty(title: str) -> Iterator[str]:
    """Yield the words of a title that an abbreviation keeps."""
    for word in _WORD.findall(fold(_AND.sub(" ", _BRACKETS.sub(" ", title)))):
        if not _SMALL.fullmatch(word):
            yield word


def _abbreviates(short: str, long: str) -> bool:
    """Whether a word may stand for a longer one: it begins like it, and has its letters in their order (``Natl``)."""
    if len(short) > len(long):
        short, long = long, short
    rest = iter(long)
    return short[0] == long[0] and all(char in rest for char in short)
