"""The forms of a list of people: what the shapes of all its pieces together tell of who is who."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from synbib.paperlist.phrases.shapes import Shape, of_short

__all__ = [
    "FAMILY",
    "GIVEN",
    "WHOLE",
    "Form",
    "families",
    "first_inverted",
    "flat_pairs",
    "paired",
    "short",
    "whole",
]

_Pieces = Sequence[str]
_Shapes = Sequence[Shape]
Form = Callable[[_Pieces, _Shapes], tuple[str, ...] | None]

FAMILY: Final = frozenset({Shape.SINGLE, Shape.FULL})
GIVEN: Final = frozenset({Shape.SINGLE, Shape.FULL, Shape.SHORT, Shape.GIVEN, Shape.INITIALS})
WHOLE: Final = frozenset({Shape.FULL, Shape.HAN})


def paired(pieces: _Pieces, shapes: _Shapes) -> tuple[str, ...] | None:
    """Wu, S., Huang, Y., Jr.; the last ones may stand the other way round: Gholami, A., S. M. Hosseini."""
    names: list[str] = []
    at = 0
    while at < len(pieces):
        follows = shapes[at + 1] if at + 1 < len(pieces) else None
        if follows is Shape.INITIALS and shapes[at] in FAMILY:
            names.append(f"{pieces[at]}, {pieces[at + 1]}")
            at += 2
        elif follows is Shape.SUFFIX and shapes[at] is Shape.SINGLE and _initials(shapes, at + 2):
            names.append(f"{pieces[at]}, {pieces[at + 1]}, {pieces[at + 2]}")
            at += 3
        elif shapes[at] is Shape.SUFFIX and names:
            family, _, given = names[-1].partition(", ")
            names[-1] = f"{family}, {pieces[at]}, {given}" if given else f"{family} {pieces[at]}"
            at += 1
        elif shapes[at] is Shape.FULL and names:
            names.append(pieces[at])
            at += 1
        else:
            return None
    return tuple(names)


def _initials(shapes: _Shapes, at: int) -> bool:
    return at < len(shapes) and shapes[at] is Shape.INITIALS


def whole(pieces: _Pieces, shapes: _Shapes) -> tuple[str, ...] | None:
    """Weizhe Yuan, Jinlan Fu, 张三; among others a single name or one with initials after may stand."""
    names: list[str] = []
    odd = 0
    for piece, shape in zip(pieces, shapes, strict=True):
        if shape is Shape.SUFFIX and names:
            names[-1] = f"{names[-1]} {piece}"
        elif shape in WHOLE:
            names.append(piece)
        elif (
            shape is Shape.GIVEN and len(names) == len(pieces) - 1
        ):  # with the period of the sentence
            names.append(piece.rstrip("."))
        elif shape in {Shape.SINGLE, Shape.SHORT}:
            odd += 1
            names.append(piece)
        else:
            return None
    return tuple(names) if 3 * odd <= len(names) else None


def short(pieces: _Pieces, shapes: _Shapes) -> tuple[str, ...] | None:
    """Tan Z, Beigi A; Tan Z., Beigi A. B."""
    names: list[str] = []
    dotted = len(pieces) > 1 and all(shape is Shape.GIVEN for shape in shapes)
    for piece, shape in zip(pieces, shapes, strict=True):
        if shape is Shape.SUFFIX and names:
            family, _, given = names[-1].partition(", ")
            names[-1] = f"{family}, {piece}, {given}"
        elif shape is Shape.SHORT or dotted:
            names.append(of_short(piece))
        elif (
            shape is Shape.GIVEN and len(names) == len(pieces) - 1
        ):  # with the period of the sentence
            names.append(of_short(piece.rstrip(".")))
        elif shape in {Shape.SINGLE, Shape.FULL} and names:
            names.append(piece)
        else:
            return None
    return tuple(names) if dotted or 2 * shapes.count(Shape.SHORT) >= len(names) else None


def first_inverted(pieces: _Pieces, shapes: _Shapes) -> tuple[str, ...] | None:
    """Liu, Pengfei, Weizhe Yuan."""
    if len(pieces) < 3 or shapes[0] not in FAMILY or shapes[1] not in GIVEN:
        return None
    if shapes[0] is Shape.FULL and shapes[1] is not Shape.GIVEN:
        return None
    rest = whole(pieces[2:], shapes[2:])
    return (f"{pieces[0]}, {pieces[1]}", *rest) if rest else None


def flat_pairs(pieces: _Pieces, shapes: _Shapes) -> tuple[str, ...] | None:
    """Hou, Saihui, Pan, Xinyu."""
    shapes = [shape for shape in shapes if shape is not Shape.SUFFIX]
    if len(pieces) % 2 or len(shapes) != len(pieces):
        return None
    if not all(shape in FAMILY for shape in shapes[::2]) or not all(
        shape in GIVEN for shape in shapes[1::2]
    ):
        return None
    if 4 * shapes[::2].count(Shape.SINGLE) <= len(shapes):
        return None
    return tuple(
        f"{family}, {given}" for family, given in zip(pieces[::2], pieces[1::2], strict=True)
    )


def families(pieces: _Pieces, shapes: _Shapes) -> tuple[str, ...] | None:
    """Lugmayr, Danelljan: only where "et al." tells that these are people."""
    return (
        tuple(pieces)
        if all(shape is Shape.SINGLE for shape in shapes) and len(pieces) < 5
        else None
    )
