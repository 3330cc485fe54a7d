r"""Regular expressions that take time in proportion to the text, whatever they are.

The searches of a README's blocks and of JabRef's groups come from anybody. Python's `re` tries one way after the other,
and of ``(a+)+$`` there are twice as many with each further ``a``. Here an expression is a small machine that goes all
ways at once (Thompson, *Regular Expression Search Algorithm*, 1968): after each character it is in a set of states,
and which set follows which is kept, so that a character mostly costs one look-up.

The syntax is Python's, and `re` says what one character matches. What such a machine cannot do is refused: looking
around (``(?=…)``), references back (``\1``), and what keeps `re` from going back (``(?>…)``, ``a*+``). Flags in the
expression (``(?i)``) are, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from synbib import lazily
from synbib.limits import LONGEST_EXPRESSION, MOST_EXPRESSION_STATES

__all__ = ["Expression", "ExpressionError"]

_TOKEN: Final = lazily.pattern(
    r"""
      (?P<open> \( (?: \?: | \?P<\w+> | (?!\?) ) )
    | (?P<comment> \(\?\#[^)]*\) )
    | (?P<refused> \(\? | \\[1-9](?![0-7]{2})\d? | (?: [*+?] | \{\d*,?\d*\} ) \+ )
    | (?P<close> \) )
    | (?P<or> \| )
    | (?P<repeat> (?: [*+?] | \{ (?: \d+ (?:,\d*)? | ,\d+ ) \} ) \?? )
    | (?P<place> [\^$] | \\[AZbB] )
    | (?P<one> \[\^?\]?(?:[^\]\\]|\\.)*\] | \\(?: x..|u.{4}|U.{8}|N\{[^}]*\}|[0-7]{3}|0[0-7]?|. ) | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_COUNTS: Final = lazily.pattern(r"\{(\d*)(,?)(\d*)\}")
_SHORT_COUNTS: Final = {"*": (0, None), "+": (1, None), "?": (0, 1)}
# So many steps of the machine are kept.
_MOST_KEPT: Final = 20_000


class ExpressionError(Exception):
    """What was to be a regular expression is none, or one that is refused; the message says why."""


@lazily.dataclass(frozen=True, slots=True)
class _Node:
    """A part of an expression.

    Attributes:
        kind: ``one`` (a character), ``place`` (between two), ``all`` (its parts one after the other), ``or`` or
            ``repeat``.
        text: What it is written as, of the first two kinds.
        parts: Of the others.
        least: How often it is repeated.
        most: The same, None for any number.
    """

    kind: str
    text: str = ""
    parts: tuple[_Node, ...] = ()
    least: int = 1
    most: int | None = 1


@lazily.dataclass(slots=True)
class _State:
    """A state of the machine: on a character, or at a place, to the first of those after; else to any of them.

    Attributes:
        one: Whether a character is one that leads on.
        place: What has to be here.
        after: The numbers of the states that follow.
    """

    one: Callable[[str], object] | None = None
    place: str = ""
    then: tuple[int, ...] = ()


_States = frozenset[int]


class Expression:
    """A regular expression that is looked for in texts.

    Args:
        pattern: As Python writes it.
        case: Whether letter case counts.

    Raises:
        ExpressionError: It is none, or cannot be matched in proportion to the text, or is longer than
            `LONGEST_EXPRESSION`, or stands for more than `MOST_EXPRESSION_STATES` characters.
    """

    def __init__(self, pattern: str, *, case: bool) -> None:
        if len(pattern) > LONGEST_EXPRESSION:
            raise ExpressionError(f"longer than {LONGEST_EXPRESSION} characters")
        self._flags = 0 if case else re.IGNORECASE
        try:
            re.compile(pattern, self._flags)
        except (re.error, OverflowError, RecursionError) as error:
            raise ExpressionError(str(error)) from None
        self._states: list[_State] = []
        end = self._add(_State())
        self._start = self._link(_parse(pattern), end)
        self._end = end
        self._kept: dict[tuple[_States, str, str, bool], _States | None] = {}

    def found_in(self, text: str) -> bool:
        """Return whether it matches somewhere in ``text``."""
        states: _States = frozenset()
        before = ""
        last = len(text) - 1
        for i, char in enumerate(text):
            kind = before and ("w" if _is_word(before) else "-")
            key = (states, kind, char, i == last)
            if key in self._kept:
                following = self._kept[key]
            else:
                following = self._step(*key)
            if following is None:
                return True
            states, before = following, char
        return self._end in self._reach(states, before, "", is_last=True)

    # --- running ------------------------------------------------------------------------------------

    def _step(self, states: _States, before: str, char: str, is_last: bool) -> _States | None:
        """Return the states after ``char``, None if it is found before it; keep what is found."""
        reached = self._reach(states, "a" if before == "w" else before, char, is_last=is_last)
        following: _States | None = None
        if self._end not in reached:
            found = (self._states[number] for number in reached)
            following = frozenset(s.then[0] for s in found if s.one is not None and s.one(char))
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        self._kept[states, before, char, is_last] = following
        return following

    def _reach(self, states: _States, before: str, char: str, *, is_last: bool) -> set[int]:
        """Return the states, and a new start, with all that is reached from them between two characters."""
        reached: set[int] = set()
        waiting = [self._start, *states]
        while waiting:
            number = waiting.pop()
            if number in reached:
                continue
            reached.add(number)
            state = self._states[number]
            if state.one is None and (
                not state.place or _is_at(state.place, before, char, is_last)
            ):
                waiting += state.then
        return reached

    # --- making ---------------------------------------------------------------------------------------

    def _add(self, state: _State) -> int:
        if len(self._states) >= MOST_EXPRESSION_STATES:
            raise ExpressionError(f"it stands for more than {MOST_EXPRESSION_STATES} characters")
        self._states.append(state)
        return len(self._states) - 1

    def _link(self, node: _Node, then: int) -> int:
        """Add the states of ``node``, which lead to ``after``; return the first."""
        if node.kind == "one":
            one = re.compile(node.text, self._flags).fullmatch
            return self._add(_State(one, "", (then,)))
        if node.kind == "place":
            return self._add(_State(None, node.text, (then,)))
        if node.kind == "or":
            ways = tuple(self._link(part, then) for part in node.parts)
            return self._add(_State(None, "", ways))
        if node.kind == "repeat" and node.most != 0:
            return self._repeated(node, then)
        if node.kind == "repeat" or not node.parts:
            # Nothing is a state too, or a million times nothing would not be counted.
            return self._add(_State(None, "", (then,)))
        for part in reversed(node.parts):
            then = self._link(part, then)
        return then

    def _repeated(self, node: _Node, then: int) -> int:
        [part] = node.parts
        end = then
        if node.most is None:
            again = self._add(_State())
            self._states[again].then = (self._link(part, again), end)
            then = again
        else:
            for _ in range(node.most - node.least):
                then = self._add(_State(None, "", (self._link(part, then), end)))
        for _ in range(node.least):
            then = self._link(part, then)
        return then


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _is_at(place: str, before: str, char: str, is_last: bool) -> bool:
    """Whether what stands between two characters, each ``""`` at an end of the text, is a ``place``."""
    if place in ("^", r"\A"):
        return not before
    if place == r"\Z":
        return not char
    if place == "$":
        return not char or (is_last and char == "\n")
    between = _is_word(before) != _is_word(char)
    return between if place == r"\b" else not between and bool(before or char)


# --- reading ------------------------------------------------------------------------------------------


def _parse(pattern: str) -> _Node:
    tokens = [(str(found.lastgroup), found[0]) for found in _TOKEN.finditer(pattern)]
    return _either(iter(tokens))


def _either(tokens: Iterator[tuple[str, str]]) -> _Node:
    """Read up to the end of a group, or of all."""
    ways: list[_Node] = []
    parts: list[_Node] = []
    for kind, text in tokens:
        if kind == "close":
            break
        if kind == "or":
            ways.append(_Node("all", "", tuple(parts)))
            parts = []
        elif kind == "open":
            parts.append(_either(tokens))
        elif kind == "repeat":
            parts.append(_repeat(parts.pop(), text))
        elif kind == "refused":
            raise ExpressionError(f"'{text}' would take more time than a search may")
        elif kind != "comment":
            parts.append(_Node(kind, text))
    ways.append(_Node("all", "", tuple(parts)))
    return ways[0] if len(ways) == 1 else _Node("or", "", tuple(ways))


def _repeat(part: _Node, text: str) -> _Node:
    if text[0] in _SHORT_COUNTS:
        least, most = _SHORT_COUNTS[text[0]]
        return _Node("repeat", "", (part,), least, most)
    counts = _COUNTS.match(text)
    assert counts is not None  # the token is one
    least = int(counts[1] or 0)
    most = int(counts[3]) if counts[3] else None if counts[2] else least
    return _Node("repeat", "", (part,), least, most)
