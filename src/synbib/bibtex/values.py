"""Field values as written → their LaTeX: delimiters off, macros and ``#`` resolved.

Source: BibTeX's ``bibtex.web`` §§ 250-262: a value is one or more of ``{…}``, ``"…"``, a number or a macro's
name, joined by ``#``; a macro has to be defined before it is used, and of two definitions the later counts from
there on.

What a value comes to is counted before it is built: a few hundred bytes of definitions that double each other would
fill any memory.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import field
from typing import Final

from synbib import lazily
from synbib.bibtex.scan import BRACED, QUOTED
from synbib.limits import GROWTH, LEAST_GROWTH, LONGEST_VALUE
from synbib.text.months import MONTHS

__all__ = ["MONTH_MACROS", "Growth", "Macros", "expand", "is_month_macro", "macro_names"]

# The macros that every standard BibTeX style defines, and biblatex with them.
MONTH_MACROS: Final = {name[:3].lower(): name for name in MONTHS}


def is_month_macro(name: str, value: str) -> bool:
    """Whether what a field of that name is to hold is the macro of a month, and no text: `Edits.set_field`."""
    return name == "month" and value in MONTH_MACROS


Place = tuple[int, int]  # the number of the file, and where in it

_PLAIN: Final = lazily.pattern(r'[^\s{}"#]+')
_CLOSING: Final = {"{": "}", '"': '"'}


# A use of a macro takes five characters at least, `a=b,␣`; one that adds no more than this keeps within `GROWTH`.
_SMALL: Final = 5 * GROWTH


class Growth:
    """How much longer than its files a library becomes, counted before what makes it longer is built.

    Args:
        length: The length of the files in characters.

    Attributes:
        refused: What would have made it too long, and why.
    """

    def __init__(self, length: int) -> None:
        self._most = max(LEAST_GROWTH, GROWTH * length)
        self._left = self._most
        self._counted: dict[Hashable, int] = {}
        self.refused: dict[Hashable, str] = {}

    def allows(self, what: Hashable, length: int) -> bool:
        """Return whether ``what``, by ``length`` characters more, may be built; each is counted once."""
        more = length - self._counted.get(what, 0)
        if length <= _SMALL or more <= 0:
            return True
        if length > LONGEST_VALUE:
            self.refused[what] = f"more than {LONGEST_VALUE:,} characters long"
            return False
        if more > self._left:
            self.refused[what] = (
                f"too long, with all that macros and parents stand for: more than {self._most:,} characters"
            )
            return False
        self._left -= more
        self._counted[what] = length
        return True


@lazily.dataclass(slots=True)
class Macros:
    """The ``@string`` definitions of one or more files, each with its place.

    Attributes:
        growth: What all that they stand for adds to the files.
        definitions: Name in lower case → places and values, in order.
    """

    growth: Growth = field(default_factory=lambda: Growth(0))
    definitions: dict[str, list[tuple[Place, str]]] = field(default_factory=dict)

    def define(self, name: str, place: Place, value: str) -> str | None:
        """Add a definition after all others; return the value that it replaces."""
        known = self.definitions.setdefault(name.lower(), [])
        known.append((place, value))
        return known[-2][1] if len(known) > 1 else None

    def find(self, name: str, place: Place) -> tuple[str | None, bool]:
        """Return what ``name`` stands for at ``place``, and whether it is defined only after it, as biber permits."""
        known = self.definitions.get(name.lower(), ())
        before = bisect_left(known, place, key=lambda definition: definition[0])
        if before:
            return known[before - 1][1], False
        if (month := MONTH_MACROS.get(name.lower())) is not None:
            return month, False
        return (known[0][1], True) if known else (None, False)

    def value(self, written: str, place: Place, what: Hashable) -> str:
        """Return what the value ``written`` at ``place`` stands for; see `expand`.

        Args:
            written: As written.
            place: Where the value stands.
            what: What has the value; by that it is counted. Of what is too long, `growth` says why it is refused.
        """
        if written and written[0] in _CLOSING and "#" not in written:
            # One piece, as nearly all are: the reader found where it ends.
            return written[1:-1]
        if written.isdecimal():
            return written
        pieces = [
            self._stands_for(piece, place) if is_name else piece
            for piece, is_name in _pieces(written)
        ]
        if not self.growth.allows(what, sum(map(len, pieces)) - len(written)):
            return written
        return "".join(pieces)

    def _stands_for(self, name: str, place: Place) -> str:
        value = self.find(name, place)[0]
        return name if value is None else value


def macro_names(value: str) -> list[str]:
    """Return the names of macros in ``value``, as written."""
    return [piece for piece, is_name in _pieces(value) if is_name]


def expand(value: str, macros: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Return what ``value`` stands for, and the names in it that no macro has.

    A name that is not defined stands for itself, so that nothing is lost; so does a value that would become longer
    than `LONGEST_VALUE`.

    Args:
        value: As written.
        macros: Name in lower case → value.
    """
    pieces: list[str] = []
    unknown: list[str] = []
    for piece, is_name in _pieces(value):
        if is_name and piece.lower() not in macros:
            unknown.append(piece)
        pieces.append(macros.get(piece.lower(), piece) if is_name else piece)
    too_long = sum(map(len, pieces)) > max(len(value), LONGEST_VALUE)
    return (value if too_long else "".join(pieces)), tuple(unknown)


def _pieces(value: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a value without their delimiters, and whether each is a macro's name."""
    at = 0
    while at < len(value):
        if value[at] in _CLOSING:
            end = _end(value, at)
            yield value[at + 1 : end], False
            at = end + 1
        elif word := _PLAIN.match(value, at):
            yield word[0], not word[0].isdecimal()
            at = word.end()
        else:
            at += 1


def _end(value: str, at: int) -> int:
    """Return where the piece that opens at ``at`` closes; a quote closes only outside braces."""
    if found := (BRACED if value[at] == "{" else QUOTED).match(value, at):
        return found.end() - 1
    closing = _CLOSING[value[at]]
    depth = 0
    for i in range(at + 1, len(value)):
        if value[i] == closing and depth == 0:
            return i
        depth += (value[i] == "{") - (value[i] == "}")
    return len(value)
