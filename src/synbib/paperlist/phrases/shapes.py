"""What one piece of a list of people looks like: a whole name, a family name, initials, or nobody's name."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import Final

from synbib import lazily
from synbib.paperlist.phrases.words import (
    ACRONYMS,
    JAPANESE_SURNAMES,
    NOT_OF_NAMES,
    PARTICLES,
    SUFFIXES,
    SURNAMES,
)

__all__ = ["HAN", "Shape", "calm", "is_initial", "of_short", "shape_of"]

_LONGEST: Final = 60
_MOST_WORDS: Final = 7

_DIGRAPH: Final = lazily.pattern(r"[CKPSTZ]h\.")  # Th. Hofmann
_INITIALS: Final = lazily.pattern(
    r"""
    (?: (?: [CKPSTZ]h | [^\W\d_] ) \. [-\u2010\u2011–]? )+
    | (?: [^\W\d_] \.? [-\u2010\u2011–]? ){1,3}
    """,
    re.VERBOSE,
)
# The characters of Chinese and Japanese, for classes of regular expressions.
HAN: Final = r"\u3040-\u30ff\u3400-\u9fff々"
_HAN: Final = lazily.pattern(
    r"[\u4e00-\u9fff々]{2,5}|[\u4e00-\u9fff]{1,8}(?:[·•][\u4e00-\u9fff]{1,8}){1,3}"
)
_GIVEN: Final = lazily.pattern(r"[\u4e00-\u9fff々\u3040-\u30ff]{1,4}")
_TWO: Final = ("欧阳", "司马", "诸葛", "上官", "夏侯", "司徒", "慕容", "皇甫", "令狐", "尉迟")
# What ends the names of schools, societies and places: 千葉大学, 石川県.
_NOT_LAST: Final = ("大学", "大學", "学会", "學會", "県", "省")
_PLAIN: Final = lazily.pattern(r"(?![a-z]+-[A-Z])[^\W\d_][a-zà-ÿ]+(?:-[^\W\d_][a-zà-ÿ]+)?")
_WORD: Final = lazily.pattern(r"(?:[^\W\d_]|(?<=[^\W_])['’‘`´.\u2010\u2011–-])+")
_LOUD: Final = lazily.pattern(
    r"\s*[^\W\d_]{2,}(?:[ -][^\W\d_]{2,}){0,3}(?: [^\W\d_]\b)+-?[^\W\d_]?\.?\s*"
)
_LOUD_WORD: Final = lazily.pattern(r"[^\W\d_]{2,}")
# What words end in that no name does.
_ABSTRACT: Final = lazily.pattern(
    r"""
    (?: [^s]s | .t ) ions? $
    | . (?: ology | ability | ivity | ness | .{4}[dkrstvz]ing | .{3}ment | .{3}orial | temporal ) s? $
    """,
    re.VERBOSE,
)
_BEFORE: Final = lazily.pattern(r"(?:[dDlL]|[OoAaQqEe]l?|[Mm]c|\u02bb)?['’‘`-]")


_INITIALS_AND_WORD: Final = lazily.pattern(r"d+\?")


class Shape(Enum):
    """What a piece between commas looks like; each has an example for its value."""

    FULL = "Weizhe Yuan"
    SHORT = "Tan Z"
    SINGLE = "van den Oord"
    GIVEN = "Tharindu R."
    INITIALS = "K. H."
    SUFFIX = "Jr."
    HAN = "张三"
    OTHER = "Findings of ACL"


# The kinds of the words of a piece, a letter each: Name, initial with a dot and without, particle, suffix.
_SHAPES: Final = (
    (Shape.INITIALS, lazily.pattern(r"[id]+p*")),
    (Shape.SINGLE, lazily.pattern(r"p+N+|N")),
    (Shape.GIVEN, lazily.pattern(r"N+i*d+p*|Np+|N+dN+d")),
    (Shape.SHORT, lazily.pattern(r"p*N[Np]*i+")),
    (Shape.FULL, lazily.pattern(r"[Nid][Nidp]*Ns?")),
)


@lru_cache(maxsize=8192)
def shape_of(piece: str, *, lenient: bool = False) -> Shape:
    """Return what a piece between commas looks like.

    Args:
        piece: Plain text without blanks at its ends.
        lenient: Whether any plain word may be part of a name, as it may among others that are surely names.
    """
    if not 0 < len(piece) <= _LONGEST:
        return Shape.OTHER
    if _is_suffix(piece):
        return Shape.SUFFIX
    if _HAN.fullmatch(piece):
        return Shape.HAN if _is_han_name(piece) else Shape.OTHER
    words = [word for word in piece.split(" ") if word]
    if len(words) == 2 and words[0] in JAPANESE_SURNAMES and _GIVEN.fullmatch(words[1]):
        return Shape.FULL
    if len(words) > _MOST_WORDS:
        return Shape.OTHER
    kinds = "".join(map(_kind, words))
    # E. Pickering; what ends so is an abstract word where no initial stands before it.
    if _INITIALS_AND_WORD.fullmatch(kinds) and _PLAIN.fullmatch(words[-1]):
        if words[-1].istitle() and words[-1].casefold() not in NOT_OF_NAMES:
            return Shape.FULL
    if lenient and "?" in kinds:
        kinds = "".join(
            "N"
            if kind == "?"
            and _PLAIN.fullmatch(word)
            and (word[0].isupper() or word not in NOT_OF_NAMES)
            else kind
            for kind, word in zip(kinds, words, strict=True)
        )
        # Fleuren LM, Otles E
        if kinds == "N?" and words[1] in ACRONYMS:
            kinds = "Ni"
    return next((shape for shape, form in _SHAPES if form.fullmatch(kinds)), Shape.OTHER)


@lru_cache(maxsize=8192)
def _kind(word: str) -> str:
    folded = word.casefold()
    if _is_suffix(word):
        return "s"
    if word in ACRONYMS:
        return "?"
    if _INITIALS.fullmatch(word) and (word.isupper() or _DIGRAPH.fullmatch(word)):
        return "d" if word.endswith(".") else "i"
    if word[0].islower() and (folded in PARTICLES or folded.rstrip("-") in PARTICLES):
        return "p"
    return "N" if _is_word_of_name(word) else "?"


def _is_suffix(word: str) -> bool:
    """Whether a word is Jr. or a number in Roman digits, which are of one case: S. Ii has a family name."""
    roman = "i" in word.casefold() or "v" in word.casefold()
    return word.casefold() in SUFFIXES and not (roman and word.istitle())


def _is_word_of_name(word: str) -> bool:
    folded = word.casefold().strip(".")
    if folded in NOT_OF_NAMES or not _WORD.fullmatch(word.lstrip("'’‘\u02bb")):
        return False
    core = _BEFORE.sub("", word, count=1) if _BEFORE.match(word) else word
    if not core or len(core) < 2 or (word.endswith(".") and len(word) > 5):
        return False
    if not (word[0].isupper() or core[0].isupper()) and word[0].isalpha():
        # al-Rfou, d'Ascoli; letters without case
        head, _, tail = word.partition("-")
        if not (head in PARTICLES and tail[:1].isupper()) and word[0].islower():
            return False
    if _ABSTRACT.search(folded) and "-" not in word:
        return False
    parts = re.split(r"[-\u2010\u2011–'’‘`´]", folded)
    return not any(len(part) > 4 and part in NOT_OF_NAMES for part in parts)


def _is_han_name(piece: str) -> bool:
    if "·" in piece or "•" in piece:
        return True
    if piece.endswith(_NOT_LAST):
        return False
    if len(piece) <= 3 and piece[0] in SURNAMES:
        return True
    return 2 < len(piece) <= 4 and (piece[:2] in _TWO or piece[:2] in JAPANESE_SURNAMES)


def is_initial(word: str) -> bool:
    """Whether a word is an initial with its period."""
    return _kind(word) == "d"


def calm(text: str) -> str:
    """Return a list of names in capitals, ``TAN Z, BEIGI A``, as others write it; any other text as it is."""
    if any(map(str.islower, text)) or not all(map(_LOUD.fullmatch, text.split(","))):
        return text
    return _LOUD_WORD.sub(lambda word: word[0].capitalize(), text)


def of_short(piece: str) -> str:
    """Return a name with its initials after, ``Tan Z``, as ``Tan, Z``."""
    words = piece.split(" ")
    at = len(words)
    while at > 1 and (_kind(words[at - 1]) in "id" or words[at - 1] in ACRONYMS):
        at -= 1
    return f"{' '.join(words[:at])}, {' '.join(words[at:])}"
