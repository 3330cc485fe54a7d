"""Brackets within a list of people: where somebody works, after a name, and a nickname, within one.

``Ann Lee (MIT), Bob Roe (ETH Zurich)``, ``Duen Horng (Polo) Chau``.
"""

from __future__ import annotations

from typing import Final

from synbib import lazily
from synbib.paperlist.phrases.shapes import Shape, shape_of

__all__ = ["affiliations", "is_of_person"]

_REACH: Final = 80
_NAMES: Final = frozenset({Shape.FULL, Shape.SHORT, Shape.HAN})
_BRACKETS: Final = lazily.pattern(r"[(\[（]([^()\[\]（）]{2,200})[)\]）]")
# Where a piece of a list begins.
_CUT: Final = lazily.pattern(r"[,;，、；&|:\n\x1f]|\b(?:and|by)\b")
_NEXT: Final = lazily.pattern(r"\s*(?:[,;，、；&]|and\b|et\b\.?\sal\b|等)")
_END: Final = lazily.pattern(r"\s*(?:[.\n\x1f|]|\Z)")
_CLOSED: Final = lazily.pattern(r"[)\]）](?:\s|[,;，、；&]|and){1,5}\Z")
_REST_OF_NAME: Final = lazily.pattern(
    r"\s([^\W\d_][^\s,;，、；&.()\[\]]{1,30})(?=\s*(?:[,;，、；&.\n\x1f]|and\b|et\b|\Z))"
)
_NICKNAME: Final = lazily.pattern(r"[\"“'‘]?[^\W\d_a-z][\w'’.-]{1,20}[\"”'’]?")


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
    name = piece if shape_of(piece) in _NAMES else piece.rpartition(". ")[2]
    if _NICKNAME.fullmatch(text[start + 1 : end - 1]) and (rest := _REST_OF_NAME.match(text, end)):
        return shape_of(f"{name} {rest[1]}") in _NAMES
    ends = _END.match(text, end) and _CLOSED.search(text, at, begin)
    return shape_of(name) in _NAMES and bool(_NEXT.match(text, end) or ends)


def affiliations(text: str) -> tuple[str, ...]:
    """Return what stands in brackets after the names of a list of people: where they work."""
    found = (one for one in _BRACKETS.finditer(text) if not _REST_OF_NAME.match(text, one.end()))
    return tuple(one[1].strip() for one in found if any(map(str.isalpha, one[1])))
