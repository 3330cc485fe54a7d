"""Whether two titles are those of one work under one identifier, or of one journal.

An identifier is copied by mistake from one line to the next, so a title has a say. But people also shorten a title,
misspell it, or write the name of the method instead; and a journal's they abbreviate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from synbib import lazily
from synbib.library.matching.identity import Identity
from synbib.model.venue import comparable_venue
from synbib.text.folding import fold, letters

__all__ = [
    "OF_ANOTHER",
    "alike",
    "are_edits_apart",
    "is_common",
    "makes_another",
    "misspelt",
    "same_container",
]

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


OF_ANOTHER: Final = frozenset(
    """
    abridged abstract appendix beyond comment commentary comments companion correction
    corrigendum demo demonstration discussion editorial erratum foreword introduction keynote
    lecture overview preface primer proceedings proposal rebuttal rejoinder reply response
    retrospective review revisit revisited revisiting supplement supplementary survey surveys
    talk thesis tutorial without workshop
    """.split()  # noqa: SIM905 - a list is read more easily so
)
"""What makes another work of the same matter, where only one of two titles has it."""

# What many works are called, together with these.
_OF_MANY: Final = OF_ANOTHER | frozenset(
    """
    a about addendum an and announcement author authors board book books call chapter comment conclusion conclusions
    contents contributors details editor editors errata for from guest icon in index issue letter letters list member
    message new news note notes notice obituary of on papers part program programme references reviewers reviews
    session special summary table the this title to volume welcome
    """.split()  # noqa: SIM905 - a list is read more easily so
)


def is_common(title: str) -> bool:
    """Whether a title is what many works are called: *Introduction*, *Letter to the editor*, *Part 2*."""
    words = _WORD.findall(fold(title))
    return all(word in _OF_MANY or word.isdecimal() or len(word) == 1 for word in words)


def makes_another(one: Identity, other: Identity) -> bool:
    """Whether one title has a word that the other has not, and that makes it another work: *Erratum*, *Survey*."""
    apart = set(_WORD.findall(fold(one.title))) ^ set(_WORD.findall(fold(other.title)))
    return not apart.isdisjoint(OF_ANOTHER)


# --- letters ------------------------------------------------------------------------------------------------

# One letter in so many may be wrong, and never more than a few: what differs further was not misspelt.
_LETTERS_PER_EDIT: Final = 15
_MOST_EDITS: Final = 3
# Where all else says that it is one work, there may be more, and in a word that numbers.
_LETTERS_PER_EDIT_IN_ONE: Final = 7
# What numbers a part, a case, a substance, and words that few letters make the opposite: a title differs from one with
# another.
_NUMBERING: Final = lazily.pattern(
    r"""\d+ | \b(?:
        [a-z] | [ivx]+ |
        one | two | three | four | five | six | seven | eight | nine | ten |
        first | second | third | (?:four|fif|six|seven|eigh|nin|ten)th |
        (?:fe)?males? | (?:wo)?m[ae]n | maternal | paternal | mothers? | fathers? |
        north\w* | south\w* | east\w* | west\w* | odd | even | indoor | outdoor
    )\b | \b(?: hypo | hyper | intra | inter | micro | macro | endo | exo | increas | decreas | supra | infra )""",
    re.VERBOSE,
)
# In Chinese and Japanese a letter is a word, and another one another word.
_HAN: Final = lazily.pattern(r"[\u3400-\u9fff]")


def misspelt(one: Identity, other: Identity, *, in_one_place: bool = False) -> bool:
    """Whether two titles are one but for a few letters; what numbers the works of a series must be the same.

    Args:
        one: A work.
        other: Another.
        in_one_place: Whether both are on one page of one journal or book.
    """
    first, second = one.letters, other.letters
    if _HAN.search(first) and not in_one_place:
        return False
    per_edit = _LETTERS_PER_EDIT_IN_ONE if in_one_place else _LETTERS_PER_EDIT
    most = min(min(len(first), len(second)) // per_edit, _MOST_EDITS)
    numbers = _NUMBER if in_one_place else _NUMBERING
    return are_edits_apart(first, second, most) and (
        numbers.findall(fold(one.title)) == numbers.findall(fold(other.title))
    )


def are_edits_apart(one: str, other: str, most: int) -> bool:
    """Whether one text becomes the other by ``most`` edits or fewer, each of one letter, or of two that are swapped.

    Texts that are not alike are told apart at once: the time grows with ``most`` squared and what is alike.

    Source: G. Landau and U. Vishkin, Fast parallel and serial approximate string matching, Journal of Algorithms 10
    (1989), section 2, and swaps, for which the furthest place on each diagonal is enough as well: who passed the swap
    has come as far by one letter changed.
    """
    goal = len(other) - len(one)
    if abs(goal) > most:
        return False
    # How much further the other text is read → how far the first is read at most, by so many edits.
    far = {0: _run(one, other, 0, 0)}
    for edits in range(1, most + 1):
        if far.get(goal) == len(one):
            return True
        reached: dict[int, int] = {}
        for ahead in range(-edits, edits + 1):
            here = far.get(ahead, -1)
            step = 2 if here >= 0 and _is_swap(one, other, here, here + ahead) else 1
            at = max(here + step, far.get(ahead - 1, -1), far.get(ahead + 1, -1) + 1)
            at = min(at, len(one), len(other) - ahead)
            if at >= 0 and at + ahead >= 0:
                reached[ahead] = at + _run(one, other, at, at + ahead)
        far = reached
    return far.get(goal) == len(one)


def _run(one: str, other: str, at: int, there: int) -> int:
    """Return how many letters are the same from two places on."""
    count = 0
    for a, b in zip(one[at:], other[there:], strict=False):
        if a != b:
            break
        count += 1
    return count


def _is_swap(one: str, other: str, at: int, there: int) -> bool:
    pair = one[at : at + 2]
    return len(pair) == 2 and pair[::-1] == other[there : there + 2]


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
