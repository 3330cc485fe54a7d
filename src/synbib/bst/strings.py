r"""BibTeX's functions of strings (``bibtex.web`` §§ 360-456), on octets (see `synbib.bst.octets`).

To all of them a *special character* is one character: a brace that stands in no other, with a backslash after it, up to
the brace that closes it, as ``{\'e}`` or ``{\oe}``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final, NamedTuple

from synbib import lazily
from synbib.bst.octets import ALPHA, WHITE, lower, upper

__all__ = [
    "add_period",
    "change_case",
    "is_blank",
    "purify",
    "special_end",
    "substring",
    "text_length",
    "text_prefix",
    "width",
]


class _Piece(NamedTuple):
    """A stretch of a string: one brace, a special character with its braces, or what has no brace in it.

    Attributes:
        text: It.
        at: Where it begins.
        level: How many braces are open after it.
        is_special: Whether it is a special character.
    """

    text: str
    at: int
    level: int
    is_special: bool = False


_BRACE: Final = lazily.pattern("[{}]")


def special_end(text: str, at: int) -> int:
    """Return where the special character ends that begins at ``at``: after its closing brace, or with the string."""
    level = 0
    for found in _BRACE.finditer(text, at):
        level += 1 if found[0] == "{" else -1
        if level == 0:
            return found.end()
    return len(text)


def _pieces(text: str) -> Iterator[_Piece]:
    level = at = 0
    while found := _BRACE.search(text, at):
        start = found.start()
        if start > at:
            yield _Piece(text[at:start], at, level)
        at = start + 1
        if found[0] == "{":
            if level == 0 and text.startswith("\\", at):
                at = special_end(text, start)
                yield _Piece(text[start:at], start, level, is_special=True)
                continue
            level += 1
        else:
            level = max(0, level - 1)
        yield _Piece(found[0], start, level)
    if at < len(text):
        yield _Piece(text[at:], at, level)


# A control sequence with its backslash and its name, and what follows it.
_CONTROL: Final = lazily.pattern(rf"\\([{ALPHA}]*)([^\\]*)")


# --- letter case (§§ 364-376) --------------------------------------------------------------------------------

# Control sequences that are letters, and those of the other case.
_HAVE_CASE: Final = ("l", "o", "oe", "ae", "aa")
_LOWERED: Final = {name.upper(): name for name in _HAVE_CASE}
_UPPERED: Final = {name: name.upper() for name in _HAVE_CASE}
# TeX has no capitals of these: letters take their place.
_WITHOUT_CAPITAL: Final = frozenset({"i", "j", "ss"})
_SHORTEST_SPECIAL: Final = 4  # as `change.case$` alone has it


def change_case(text: str, mode: str) -> str:
    """Return ``text`` in another case.

    Args:
        text: What stands in braces keeps its case, special characters excepted.
        mode: ``l`` for lower case, ``u`` for upper case, ``t`` for lower case but for the first character, and the
            first after a colon with a blank.
    """
    is_title = mode == "t"
    convert = upper if mode == "u" else lower
    if not is_title and "{" not in text and "}" not in text:
        return convert(text)
    result: list[str] = []
    starts = is_title  # whether here a title begins
    for piece in _pieces(text):
        if piece.is_special:
            keeps = starts or len(text) - piece.at < _SHORTEST_SPECIAL
            result.append(piece.text if keeps else _special_in_case(piece.text, convert))
            starts = False
        elif piece.level or piece.text == "}":
            result.append(piece.text)
            starts = False
        elif is_title:
            result.append(_title(piece.text, starts))
            bare = piece.text.rstrip(WHITE)
            starts = len(bare) < len(piece.text) and bare.endswith(":")
        else:
            result.append(convert(piece.text))
    return "".join(result)


_COLON: Final = lazily.pattern(f":[{WHITE}]+")


def _title(text: str, starts: bool) -> str:
    """Return text outside braces in lower case, except for what begins a title."""
    kept = [0] if starts else []
    kept += [found.end() for found in _COLON.finditer(text)]
    parts: list[str] = []
    at = 0
    for keep in kept:
        parts += (lower(text[at:keep]), text[keep : keep + 1])
        at = keep + 1
    return "".join((*parts, lower(text[at:])))


def _special_in_case(special: str, convert: Callable[[str], str]) -> str:
    names = _UPPERED if convert is upper else _LOWERED

    def converted(found: re.Match[str]) -> str:
        name, rest = found.groups()
        if convert is upper and name in _WITHOUT_CAPITAL:
            return upper(name) + upper(rest.lstrip(WHITE))
        return f"\\{names.get(name, name)}{convert(rest)}"

    return _CONTROL.sub(converted, special)


# --- purify$ (§§ 430-433) ------------------------------------------------------------------------------------

_IS_KEPT: Final = lazily.pattern(f"[{ALPHA}0-9]")
_BLANKS: Final = frozenset(f"{WHITE}~-")


def _purified(char: str) -> str | None:
    if char in _BLANKS:
        return " "
    return char if _IS_KEPT.match(char) else None


_PURIFIED: Final = {code: _purified(chr(code)) for code in range(256)}
_ALPHANUMERIC: Final = {
    code: chr(code) if _IS_KEPT.match(chr(code)) else None for code in range(256)
}
# Control sequences that are letters, and what is left of each: its first letter, or two.
_LETTERS: Final = {
    **{name: name[0] for name in ("i", "j", "o", "O", "l", "L", "aa", "AA")},
    **{name: name for name in ("oe", "OE", "ae", "AE", "ss")},
}


def purify(text: str) -> str:
    """Return the letters and digits of ``text``, with a blank for each white space, hyphen and tie.

    Of a special character the letters remain, without control sequences, but for those that are letters themselves.
    """
    if "{" not in text:
        return text.translate(_PURIFIED)
    return "".join(
        _CONTROL.sub(_bare, piece.text[1:]) if piece.is_special else piece.text.translate(_PURIFIED)
        for piece in _pieces(text)
    )


def _bare(found: re.Match[str]) -> str:
    return _LETTERS.get(found[1], "") + found[2].translate(_ALPHANUMERIC)


# --- length and width (§§ 34, 441-456) -----------------------------------------------------------------------


def text_length(text: str) -> int:
    """Return how many characters ``text`` has, braces not counted."""
    if "{" not in text and "}" not in text:
        return len(text)
    return sum(
        1 if piece.is_special else len(piece.text)
        for piece in _pieces(text)
        if piece.text not in {"{", "}"}
    )


def text_prefix(text: str, length: int) -> str:
    """Return the first ``length`` characters of ``text``, braces not counted, and close its braces."""
    if length <= 0:
        return ""
    if "{" not in text and "}" not in text:
        return text[:length]
    left = length
    end = level = 0
    for piece in _pieces(text):
        if left == 0:
            break
        level = piece.level
        taken = 1
        if piece.is_special:
            left -= 1
            taken = len(piece.text)
            # One that is not closed ends with the string.
            level = piece.text.count("{") - piece.text.count("}")
        elif piece.text not in {"{", "}"}:
            taken = min(left, len(piece.text))
            left -= taken
        end = piece.at + taken
    return text[:end] + "}" * level


# Control sequences that are letters wider than their first one.
_WIDE: Final = {"ss": 500, "ae": 722, "oe": 778, "AE": 903, "OE": 1014}
_WIDE_CONTROL: Final = lazily.pattern(
    rf"""
    \\ (?: (?P<name> [{ALPHA}]+ ) | [^{ALPHA}]? )   # a letter or a word, or an accent, which may be a brace
    [{WHITE}]*
    """,
    re.VERBOSE | re.DOTALL,
)


@cache
def _widths() -> dict[str, int]:
    """The width of each character in the font cmr10, in hundredths of a point."""
    from pybtex.charwidths import charwidths

    return {char: size for char, size in charwidths.items() if char.isascii()}


def width(text: str) -> int:
    """Return how wide ``text`` is in the font cmr10, in hundredths of a point; beyond ASCII nothing has a width."""
    if "{" not in text:
        return _width_of(text)
    total = level = at = 0
    while found := _BRACE.search(text, at):
        total += _width_of(text[at : found.start()])
        at = found.end()
        if found[0] == "{" and level == 0 and text.startswith("\\", at):
            size, at = _width_of_special(text, at)
            total += size
        else:
            level = max(0, level + (1 if found[0] == "{" else -1))
            total += _width_of(found[0])
    return total + _width_of(text[at:])


def _width_of(text: str) -> int:
    widths = _widths()
    return sum([widths.get(char, 0) for char in text])


def _width_of_special(text: str, at: int) -> tuple[int, int]:
    """Return the width of the special character whose backslash is at ``at``, and where it ends.

    Other than for the other functions, a brace after a backslash neither opens nor closes anything.
    """
    total = 0
    level = 1
    while at < len(text) and level:
        control = _WIDE_CONTROL.match(text, at)
        assert control is not None  # there is a backslash
        name = control["name"]
        if name in _LETTERS:
            total += _WIDE.get(name, _width_of(name[0]))
        at = control.end()
        while at < len(text) and level and text[at] != "\\":
            if text[at] in "{}":
                level += 1 if text[at] == "{" else -1
            else:
                total += _width_of(text[at])
            at += 1
    return total, at


# --- parts of strings (§§ 360, 437) --------------------------------------------------------------------------


def substring(text: str, start: int, length: int) -> str:
    """Return ``length`` characters of ``text``.

    Args:
        text: It.
        start: Where they begin, from 1; if it is negative, where they end, counted from the end of the text.
        length: How many there are, as far as the text goes.
    """
    if length <= 0 or start == 0:
        return ""
    if start > 0:
        return text[start - 1 : start - 1 + length]
    end = len(text) + start + 1
    return text[max(0, end - length) : end] if end > 0 else ""


def add_period(text: str) -> str:
    """Return ``text`` with a full stop, unless it ends with ``.``, ``?`` or ``!`` before its last closing braces."""
    if not text or text.rstrip("}")[-1:] in {".", "?", "!"}:
        return text
    return f"{text}."


def is_blank(text: str) -> bool:
    """Return whether ``text`` is empty, or white space alone."""
    return not text.strip(WHITE)
