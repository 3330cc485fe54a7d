r"""The text of a document as an editor changes it: lines, and its places as the editor counts them.

Source: the Language Server Protocol 3.17, *Text Documents*: lines end with ``\n``, ``\r\n`` or ``\r`` alone; a
character of a position is a code unit of the encoding that was agreed on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Final

from lsprotocol.types import Position, PositionEncodingKind, Range, TextEdit

from synbib import lazily
from synbib.files import changed_lines
from synbib.readme.blocks import LINE

__all__ = ["Text"]

_WORD: Final = lazily.pattern(r"\w[\w-]*")
_Encoding = PositionEncodingKind | str


def _width_utf8(character: str) -> int:
    return len(character.encode("utf-8", "surrogatepass"))


def _width_utf16(character: str) -> int:
    return 2 if ord(character) > 0xFFFF else 1


def _width_utf32(_: str) -> int:
    return 1


_WIDTHS: Final[Mapping[str, Callable[[str], int]]] = {
    "utf-8": _width_utf8,
    "utf-16": _width_utf16,
    "utf-32": _width_utf32,
}


def _lines(text: str) -> list[str]:
    if text.count("\r") == text.count("\r\n"):  # of a big file this takes a fifth of the time
        *whole, last = text.split("\n")
        return [*(f"{line}\n" for line in whole), last]
    lines = LINE.findall(text)
    if not lines or lines[-1].endswith(("\n", "\r")):
        lines.append("")
    return lines


class Text:
    """The text of a document, which does not change: `changed` returns another one.

    Args:
        text: The text.
        encoding: What its positions are counted in: ``utf-8``, ``utf-16`` or ``utf-32``.
        version: The editor's number of this state; None if the text is that of a file.

    Attributes:
        encoding: As given.
        version: As given.
        lines: The lines with their ends; the last has none, and may be empty.
    """

    def __init__(
        self, text: str, encoding: _Encoding = "utf-16", version: int | None = None
    ) -> None:
        self.lines: list[str] = _lines(text)
        self.version = version
        self.encoding = encoding
        self._width = _WIDTHS[getattr(encoding, "value", encoding)]

    def __reduce__(self) -> tuple[object, ...]:
        """What it is made of again in another process."""
        return Text, (self.text, self.encoding, self.version)

    def changed(self, replaced: Range | None, new: str, version: int | None) -> Text:
        """Return the text after a change.

        Args:
            replaced: What is replaced; None for everything.
            new: What stands there afterwards.
            version: The number of the new state.
        """
        if replaced is None:
            return Text(new, self.encoding, version)
        (first, start), (last, end) = self._place(replaced.start), self._place(replaced.end)
        middle = self.lines[first][:start] + new + self.lines[last][end:]
        if first and not start and self.lines[first - 1].endswith("\r"):
            first -= 1  # with a `\n` after it that is one end of a line
            middle = self.lines[first] + middle
        inside = _lines(middle)
        if last + 1 < len(self.lines) and not inside[-1]:
            inside.pop()
        if inside and last + 1 < len(self.lines) and inside[-1].endswith("\r"):
            if self.lines[last + 1].startswith("\n"):
                last += 1
                inside[-1] += self.lines[last]
        made = Text.__new__(Text)
        made.lines = [*self.lines[:first], *inside, *self.lines[last + 1 :]]
        made.version = version
        made.encoding, made._width = self.encoding, self._width
        return made

    @cached_property
    def text(self) -> str:
        """The whole text."""
        return "".join(self.lines)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(map(len, self.lines))]

    # --- Positions of the editor, and places in the text ----------------------------------------------------

    def _place(self, position: Position) -> tuple[int, int]:
        """Return the number of a line, from 0, and how many characters stand before a position in it."""
        if position.line >= len(self.lines):
            return len(self.lines) - 1, len(self.lines[-1])
        line = self.lines[position.line].rstrip("\r\n")
        if line.isascii() or self._width is _width_utf32:
            return position.line, min(position.character, len(line))
        units = 0
        for at, character in enumerate(line):
            if units >= position.character:
                return position.line, at
            units += self._width(character)
        return position.line, len(line)

    def offset(self, position: Position) -> int:
        """Return how many characters of the text stand before a position."""
        line, column = self._place(position)
        return self._starts[line] + column

    def position(self, offset: int) -> Position:
        """Return the position of the character at ``offset``."""
        line = min(bisect_right(self._starts, max(offset, 0)) - 1, len(self.lines) - 1)
        return self.in_line(line, offset - self._starts[line])

    def in_line(self, line: int, column: int) -> Position:
        """Return a position by the number of its line and of its character, both from 0."""
        before = self.lines[line][:column]
        units = len(before) if before.isascii() else sum(map(self._width, before))
        return Position(line, units)

    def range(self, start: int, end: int) -> Range:
        """Return the range between two places."""
        return Range(self.position(start), self.position(end))

    @property
    def whole(self) -> Range:
        """The range of everything."""
        last = len(self.lines) - 1
        return Range(Position(0, 0), self.in_line(last, len(self.lines[last])))

    def before(self, position: Position) -> str:
        """Return the text before a position."""
        line, column = self._place(position)
        return "".join((*self.lines[:line], self.lines[line][:column]))

    def since(self, position: Position, begins: Callable[[str], object]) -> tuple[str, int]:
        """Return the text before a position from the last line on for which ``begins`` is true, and that line's number.

        From the position's own line on, if there is none.
        """
        line, column = self._place(position)
        pieces = [self.lines[line][:column]]
        for number in range(line, -1, -1):
            if begins(pieces[-1]):
                return "".join(reversed(pieces)), number
            if number:
                pieces.append(self.lines[number - 1])
        return pieces[0], line

    def moved(self, position: Position, characters: int) -> Position:
        """Return a position so many characters after another in its line, before it if they are negative."""
        line, column = self._place(position)
        return self.in_line(line, max(column + characters, 0))

    def after(self, position: Position) -> str:
        """Return the rest of a position's line, without its end."""
        line, column = self._place(position)
        return self.lines[line][column:].rstrip("\r\n")

    def line(self, position: Position) -> tuple[int, int]:
        """Return where a position's line begins, and where it ends, its end with it."""
        line, _ = self._place(position)
        return self._starts[line], self._starts[line + 1]

    def word(self, position: Position) -> tuple[str, Range] | None:
        """Return the word that a position is in, and where it stands."""
        line, column = self._place(position)
        for found in _WORD.finditer(self.lines[line]):
            if found.start() <= column <= found.end():
                ends = self.in_line(line, found.start()), self.in_line(line, found.end())
                return found[0], Range(*ends)
        return None

    def edits(self, new: str) -> list[TextEdit]:
        """Return the small changes that make ``new`` of the text, in order."""
        lines = _lines(new)
        first, last = _same_lines(self.lines, lines)
        middle, new_middle = (each[first : len(each) - last] for each in (self.lines, lines))
        found: list[TextEdit] = []
        for was, becomes in changed_lines(middle, new_middle):
            was, becomes = (slice(s.start + first, s.stop + first) for s in (was, becomes))
            pairs = [(was, becomes)]
            if was.stop - was.start == becomes.stop - becomes.start:  # line for line
                pairs = [
                    (slice(i, i + 1), slice(k, k + 1))
                    for i, k in zip(_numbers(was), _numbers(becomes), strict=True)
                ]
            for old, new_lines in pairs:
                found += self._edit(old, "".join(lines[new_lines]))
        return found

    def _edit(self, lines: slice, new: str) -> Iterator[TextEdit]:
        """Yield what makes a text of some lines, without what they have in common at both ends."""
        old = "".join(self.lines[lines])
        if old == new:
            return
        before = _common(old, new)
        after = _same(old[before:][::-1], new[before:][::-1])
        if old[len(old) - after - 1 : len(old) - after + 1] == "\r\n":
            after -= 1
        start, end = self._starts[lines.start] + before, self._starts[lines.stop] - after
        yield TextEdit(self.range(start, end), new[before : len(new) - after])


def _same_lines(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """Return how many lines two texts have in common at their beginnings, and how many at their ends."""
    most = min(len(before), len(after))
    first = next((n for n in range(most) if before[n] != after[n]), most)
    rest = most - first
    return first, next((n for n in range(rest) if before[-n - 1] != after[-n - 1]), rest)


def _numbers(lines: slice) -> range:
    return range(lines.start, lines.stop)


def _common(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their beginnings; an end of a line counts as a whole."""
    same = _same(one, other)
    return same - 1 if one[same - 1 : same] == "\r" else same


def _same(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their beginnings."""
    same, most = 0, min(len(one), len(other))
    while same < most:  # by halves: comparing is quicker than going through the characters
        middle = (same + most + 1) // 2
        if one[same:middle] == other[same:middle]:
            same = middle
        else:
            most = middle - 1
    return same
