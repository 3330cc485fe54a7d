"""Whether two titles under one identifier are those of one work.

An identifier is copied by mistake from one line to the next, so a title has a say. But people also shorten a title,
misspell it, or write the name of the method instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

from synbib import lazily
from synbib.library.matching.identity import Identity
from synbib.text.folding import letters

__all__ = ["alike"]

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
