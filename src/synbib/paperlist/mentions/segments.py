"""What is left of an item when its title and links are taken out, in stretches that stand for themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import Final

from synbib import lazily
from synbib.paperlist.mentions.facts import is_prose, is_published
from synbib.paperlist.mentions.flat import GAP, Flat, Range
from synbib.paperlist.phrases.brackets import is_institution, is_of_person
from synbib.paperlist.phrases.shapes import Shape, shape_of
from synbib.paperlist.source.spans import BREAK, TextStyle

__all__ = ["mask", "segments"]

# Brackets and separators around what was taken out.
_EMPTY: Final = lazily.pattern(rf"(?<![\[(【（{{])[\[(【（{{]++[\s{GAP}|,;/&·•、:-]*+[\])】）}}]+")
_BRACKETED: Final = lazily.pattern(
    r"[\[(【（]((?:[^\[\]()【】（）]|\([^()]{0,80}\)){1,200}+)[\])】）]"
)
# What a list of people in brackets has, and an institution has not.
_LISTED: Final = lazily.pattern(r"[,;&，、；]|\band\b|\bet al\b", re.IGNORECASE)
# Venue and date between a title, which was taken out, and a description: (ICML 2020). We propose …
_IMPRINT: Final = lazily.pattern(
    rf"[^\S{GAP}]*+{GAP}\s*+[\[(【（]([^\[\]()【】（）]{{2,60}})[\])】）][\s.,:–-]*"
)
_GOES_ON: Final = lazily.pattern(r"(?:,|\band)\s*$")
# The ends of two lines between which a name may be broken.
_LONGEST_NAME: Final = 40
_LAST_PIECE: Final = lazily.pattern(r",\s+([^\s,]{2,30})\s*\Z")
_FIRST_PIECE: Final = lazily.pattern(r"\s*([^,\n]{2,30}),")
_BLANK: Final = GAP + " \n\xa0[]()【】（）,.;:"


def mask(text: str, taken: Iterable[Range]) -> str:
    """Return the text with `GAP` for each character of the ranges, and for brackets with nothing else in them."""
    characters = list(text)
    for one in taken:
        characters[one.start : one.end] = GAP * (one.end - one.start)
    return _EMPTY.sub(_blanked, "".join(characters))


def _blanked(brackets: re.Match[str]) -> str:
    """Return `GAP` in place of brackets, unless they are BibTeX's: ``Perez{-}Beltrachini``."""
    return brackets[0] if brackets[0] == "{-}" else GAP * len(brackets[0])


def segments(flat: Flat, left: str) -> tuple[list[str], list[str]]:
    """Return the stretches of what is left, and those among them that name no people.

    Args:
        flat: The item.
        left: Its text with what was taken out masked.
    """
    left = _BRACKETED.sub(partial(_affiliation_whole, left), left)
    brackets = list(_brackets(flat, left))
    prose = [Range(*span) for span in _prose(left)]
    tags = sorted(_tags(flat, left, (inside for inside, _ in brackets), prose))
    kept = mask(left, tags)
    cuts = {0, len(left), *_edges(flat), *_gaps(kept)}
    for inside, around in brackets:
        cuts |= {around.start, inside.start, inside.end, around.end}
    pieces = (kept[one:other] for one, other in pairwise(sorted(_uncut(cuts, prose))))
    return [p for p in pieces if p.strip(_BLANK)], [left[t.start : t.end] for t in tags]


def _affiliation_whole(left: str, found: re.Match[str]) -> str:
    """Return brackets after a person as one stretch, though a link was taken out of them."""
    of_person = GAP in found[0] and is_of_person(left, *found.span())
    return found[0].replace(GAP, " ") if of_person else found[0]


def _uncut(cuts: set[int], prose: Iterable[Range]) -> set[int]:
    """Return where the text is cut, so that running text stays whole."""
    for one in prose:
        cuts = {cut for cut in cuts if not one.start < cut < one.end} | {one.start, one.end}
    return cuts


def _tags(
    flat: Flat, left: str, bracketed: Iterable[Range], prose: Sequence[Range]
) -> Iterator[Range]:
    """Yield code, and what stands in brackets and names no people; not what is a part of running text."""
    code = flat.styled[TextStyle.CODE]
    for tag in (*code, *(one for one in bracketed if _is_tag(flat, left, one))):
        if not any(one.holds(tag) for one in prose):
            yield tag


def _brackets(flat: Flat, left: str) -> Iterator[tuple[Range, Range]]:
    """Yield what stands in brackets, without them and with them; not what belongs to a person."""
    lists = [
        one for one in flat.styled[TextStyle.ITALIC] if left.count(",", one.start, one.end) > 1
    ]
    for found in _BRACKETED.finditer(left):
        inside = Range(*found.span(1))
        around = Range(*found.span())
        of_person = is_of_person(left, around.start, around.end) and not is_published(found[1])
        number = found[1].isdecimal() and left[around.start - 1 : around.start].isdecimal()
        if not (number or of_person or any(one.holds(inside) for one in lists)):
            yield inside, around


def _is_tag(flat: Flat, left: str, inside: Range) -> bool:
    """Whether what stands in brackets names no people: it is not a list, or an institution; code is a tag already."""
    text = left[inside.start : inside.end]
    if _LISTED.search(text) and not is_institution(text):
        return False
    return not any(map(inside.meets, flat.styled[TextStyle.CODE]))


def _edges(flat: Flat) -> Iterator[int]:
    """Yield where the look of the text changes between facts."""
    for style in (TextStyle.ITALIC, TextStyle.UNDERLINE):
        for one in flat.styled[style]:
            yield from (one.start, one.end)


def _gaps(kept: str) -> Iterator[int]:
    """Yield the ends of what was taken out, and of lines, unless a list goes on on the next."""
    for at, character in enumerate(kept):
        ends = character == BREAK and not (
            _GOES_ON.search(kept, max(0, at - 8), at) or _is_within_name(kept, at)
        )
        if ends or character == GAP:
            yield from (at, at + 1)


def _is_within_name(kept: str, at: int) -> bool:
    """Whether a line of a list ends within a name, and the next begins in it: Nicholas, then Marshall."""
    before = _LAST_PIECE.search(kept, max(0, at - _LONGEST_NAME), at)
    after = _FIRST_PIECE.match(kept, at + 1) if before else None
    if not (before and after and shape_of(before[1]) is Shape.SINGLE):
        return False
    return shape_of(f"{before[1]} {after[1]}") is Shape.FULL


def _prose(left: str) -> Iterator[tuple[int, int]]:
    """Yield where lines of running text stand, which are not taken apart."""
    at = 0
    for line in left.split(BREAK):
        front = _IMPRINT.match(line)
        begin = front.end() if front and is_published(front[1]) else 0
        text = line[begin:].strip(GAP + " ")
        if is_prose(text):
            start = at + line.index(text, begin)
            yield start, start + len(text)
        at += len(line) + 1
