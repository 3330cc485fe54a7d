"""Where somebody works, after a name of a list, in brackets or after a comma; and a nickname in brackets within one.

``Ann Lee (MIT), Bob Roe (ETH Zurich)``, ``Ann Lee, MIT; Bob Roe, ETH Zurich``, ``Duen Horng (Polo) Chau``.
"""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily
from synbib.paperlist.phrases.shapes import Shape, shape_of
from synbib.paperlist.phrases.words import ORGANISATIONS

__all__ = [
    "affiliations",
    "is_institution",
    "is_of_person",
    "split_institutions",
    "without_brackets",
]

_REACH: Final = 80
_NAMES: Final = frozenset({Shape.FULL, Shape.SHORT, Shape.HAN})
_WHOLE: Final = frozenset({Shape.FULL, Shape.HAN})
# One in so many institutions is none that could be a given name: Ann Lee, UC Berkeley.
_FEWEST_NAMED: Final = 4
_AND: Final = lazily.pattern(r"\A(?:and|&)\s+")
_BRACKETS: Final = lazily.pattern(
    r"[(\[（]((?:[^()\[\]（）]|[(（][^()（）]{0,80}[)）]){2,200}+)[)\]）]"
)
# How deep brackets stand in each other, at most.
_DEEPEST: Final = 3
_INNERMOST: Final = lazily.pattern(r"\s*(?:\([^()]{0,200}\)|\[[^\[\]]{0,200}\])")
_INSTITUTION: Final = lazily.pattern(
    r"""
    \b (?: Univ | Institut | Laborator | Labs?\b | College | Academy | School | Inc\b | Corp | Ltd\b | GmbH
         | Technolog | CNRS | Inria | Google\b | Microsoft\b | Facebook\b | Amazon\b | Apple\b | IBM\b | Intel\b
         | China\b | Italy\b | Japan\b | France\b | Belgium\b | Germany\b | USA\b | UK\b | Korea\b | India\b | Canada\b
         | Singapore\b | Switzerland\b | Israel\b | Australia\b )
    | \.ai\b
    | Research \s (?: Cent | Council | Group | Inst | Lab )
    """,
    re.VERBOSE,
)
# Google Research, Meta AI Research. Genome Research is a journal.
_RESEARCH: Final = lazily.pattern(r"\b(?P<who>\w+) (?:AI )?Research\b")
# Where a piece of a list begins.
_CUT: Final = lazily.pattern(r"[,;，、；&|:\n\x1f]|\b(?:and|by)\b")
# What ends within a piece: a sentence before a list, a name's brackets that no comma follows.
_LAST_OF_PIECE: Final = lazily.pattern(r"\.\s|[)\]]\s")
_NEXT: Final = lazily.pattern(r"\s*(?:[,;，、；&]|and\b|et\b\.?\sal\b|等)")
_END: Final = lazily.pattern(r"\s*(?:[.\n\x1f|]|\Z)")
_CLOSED: Final = lazily.pattern(r"[)\]）](?:\s|[,;，、；&]|and){1,5}\Z")
_REST_OF_NAME: Final = lazily.pattern(
    r"\s([^\W\d_][^\s,;，、；&.()\[\]]{1,30})(?=\s*(?:[,;，、；&.\n\x1f]|and\b|et\b|\Z))"
)
# The next name of a list, where no comma stands before it.
_UNPARTED: Final = lazily.pattern(
    r"\s+(?P<name>[^\W\d_][^,;，、；&()\[\]\n\x1f]{3,60}?)\s*(?=[,;，、；&(\[]|\Z)"
)
_NICKNAME: Final = lazily.pattern(r"[\"“'‘]?[^\W\d_a-z][\w'’.-]{1,20}[\"”'’]?")


def is_institution(text: str) -> bool:
    """Whether a text names where people work."""
    named = _RESEARCH.search(text)
    return bool(_INSTITUTION.search(text) or (named and named["who"].casefold() in ORGANISATIONS))


def is_of_person(text: str, start: int, end: int) -> bool:
    """Whether brackets belong to a person of a list, so that the list goes on after them.

    Args:
        text: What the list stands in.
        start: Where the brackets begin.
        end: Where they end.
    """
    at = max(0, start - _REACH)
    cuts = [found.end() for found in _CUT.finditer(text, at, start)]
    begin = cuts[-1] if cuts else at
    piece = " ".join(text[begin:start].split())
    name = piece if shape_of(piece) in _NAMES else _LAST_OF_PIECE.split(piece)[-1]
    if _NICKNAME.fullmatch(text[start + 1 : end - 1]) and (rest := _REST_OF_NAME.match(text, end)):
        return shape_of(f"{name} {rest[1]}") in _NAMES
    ends = _END.match(text, end) and _CLOSED.search(text, at, begin)
    goes_on = _NEXT.match(text, end) or _name_after(text, end)
    return shape_of(name) in _NAMES and bool(goes_on or ends)


def _name_after(text: str, end: int) -> bool:
    """Whether the next name follows brackets with no comma between: Ann Lee (MIT) Bob Roe (ETH Zurich)."""
    following = _UNPARTED.match(text, end)
    return following is not None and shape_of(following["name"]) is Shape.FULL


def without_brackets(text: str) -> str:
    """Return a list of people without what stands in brackets, a comma in place of what parts two names."""
    for _ in range(_DEEPEST):
        if "(" not in text and "[" not in text:
            break
        text = _INNERMOST.sub(_parting, text)
    return text


def _parting(brackets: re.Match[str]) -> str:
    return ", " if _name_after(brackets.string, brackets.end()) else ""


def affiliations(text: str) -> tuple[str, ...]:
    """Return where the people of a list work: what stands in brackets after their names, or after a comma."""
    if listed := split_institutions(text):
        return tuple(institution for _, institution in listed if institution)
    found = (one for one in _BRACKETS.finditer(text) if not _REST_OF_NAME.match(text, one.end()))
    return tuple(one[1].strip() for one in found if any(map(str.isalpha, one[1])))


def split_institutions(text: str) -> tuple[tuple[str, str], ...]:
    """Return the people of a list with where each works, as semicolons part them: Ann Lee, MIT; Bob Roe, ETH Zurich.

    Returns:
        A name and an institution, ``""`` if it has none, for each; nobody if the text is no such list.
    """
    entries = [_AND.sub("", entry.strip()) for entry in text.strip(" ;.").split(";")]
    parted = [entry.partition(",") for entry in entries]
    listed = tuple((name.strip(), institution.strip()) for name, _, institution in parted)
    if not all(shape_of(name) in _WHOLE for name, _ in listed):
        return ()
    told = [institution for _, institution in listed if institution]
    named = [institution for institution in told if _is_no_name(institution)]
    if len(listed) == 1:
        return listed if any(map(is_institution, named)) else ()
    named += filter(is_institution, set(told).difference(named))
    shared = len(told) > 1 and len(set(told)) * 2 <= len(told)
    return listed if shared or (named and _FEWEST_NAMED * len(named) >= len(told)) else ()


def _is_no_name(text: str) -> bool:
    return shape_of(text.partition(",")[0].strip()) is Shape.OTHER
