r"""The regular expressions of BibTeX's syntax, and the quick way to divide a file into entries.

Where an entry ends is told by braces alone. So the text is first stripped to its *skeleton*, the characters ``@``,
``{`` and ``}`` (a thirtieth of a real file, and `bytes.translate` makes it at a gigabyte a second); entries are
found there by one expression, and the k-th ``@`` of the skeleton is the k-th of the text. Fields are read when
they are asked for, by one `findall` over the body. All of it stays inside C, and possessive quantifiers keep the
expressions from going back: what does not fit fails at once and is left to `careful`.

Source: ``bibtex.web`` §§ 33, 216-273. ``\s`` is not used: in Python it is Unicode's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Final

from synbib import lazily

__all__ = [
    "BLANKS",
    "BRACED",
    "FIELD",
    "HEAD",
    "LINE_HEAD",
    "NAME",
    "QUOTED",
    "START",
    "WORD_HEAD",
    "candidates",
]

_WS: Final = r"[ \t\r\n\f\v]*+"
# A field's or a macro's name: whatever is not an `illegal_id_char` (bibtex.web §33).
_NAME: Final = r"[^ \t\r\n\f\v\"#%'(),={}\x00-\x1f\x7f]++"
# A type: the same, but for the @, of which a text may hold any number in a row.
_TYPE: Final = _NAME.replace("[^ ", "[^ @")
_DEPTH: Final = 5
# Runs without a brace. A set that says what it holds takes one step for each character, `[^{}]` takes three; but only
# while it ends at U+00FF, so from the first character beyond Latin-1 on, a run is left to a second set.
_NO_BRACE: Final = r"[\x00-z|~-\xff]*+[^{}]*+"
_NO_QUOTE: Final = r"[\x00-!#-z|~-\xff]*+[^\"{}]*+"


def _balanced(depth: int) -> str:
    """Return an expression for text with balanced braces in it, nested to ``depth``."""
    inside = _NO_BRACE
    for _ in range(depth):
        inside = rf"{_NO_BRACE}(?:\{{{inside}\}}{_NO_BRACE})*+"
    return inside


_BRACES: Final = rf"\{{{_balanced(_DEPTH - 1)}\}}"
_QUOTES: Final = rf'"{_NO_QUOTE}(?:{_BRACES}{_NO_QUOTE})*+"'
# The name of nearly every field, as a set that says what it holds; with others, a field is read carefully.
_LATIN_NAME: Final = r"[!$&*+\-./0-9:;<>?@A-Z\[\\\]^_`a-z|~\x80-\xff]++"
_PIECE: Final = rf"(?:{_BRACES}|{_QUOTES}|{_LATIN_NAME})"
_VALUE: Final = rf"{_PIECE}(?:{_WS}#{_WS}{_PIECE})*+"

# The beginning of an entry in braces: type, key, and the comma after it or the closing brace.
START: Final = lazily.pattern(
    rf"@{_WS}({_TYPE}){_WS}\{{{_WS}([^,={{}}\" \t\r\n\f\v]++){_WS}([,}}])"
)
# A field of a body that has its closing brace: name and value as written, with the comma or the brace after it; or the
# rest of the body and no value, where it is not one. Two groups, so that `findall` gives the pairs as they are wanted.
# One set for both ends is a step less than a branch, and exact: values are balanced, so no other brace can stand there.
FIELD: Final = lazily.pattern(
    rf"({_LATIN_NAME}|[^ \t\r\n\f\v}}].*+){_WS}(?:={_WS}({_VALUE}){_WS}[,}}][ \t\r\n\f\v}}]*+|.*+)",
    re.DOTALL,
)
HEAD: Final = lazily.pattern(rf"@{_WS}({_TYPE}){_WS}([{{(])")
# What a person sees as the beginning of an entry: where reading goes on after something broken.
WORD_HEAD: Final = lazily.pattern(rf"@[ \t]*[A-Za-z]\w*+{_WS}[{{(]")
LINE_HEAD: Final = lazily.pattern(rf"[\r\n][ \t]*+({WORD_HEAD.pattern})")
BRACED: Final = lazily.pattern(_BRACES)
QUOTED: Final = lazily.pattern(_QUOTES)
NAME: Final = lazily.pattern(_NAME)
BLANKS: Final = lazily.pattern(_WS)

_NO_SKELETON: Final = bytes(set(range(256)) - set(b"@{}"))


_PIECE_LENGTH: Final = 1 << 16


def _skeleton(signs: str) -> re.Pattern[str]:
    """Return an expression for an entry's braces in a skeleton, with ``signs`` wherever an @ may stand."""
    inside = signs
    for _ in range(_DEPTH):
        inside = rf"{signs}(?:\{{{inside}\}}{signs})*+"
    return re.compile(rf"\{{{inside}\}}")


_SKELETON_ENTRY: Final = _skeleton("@*+")
_SIMPLE_ENTRY: Final = _skeleton("")


class _Simple(dict[str, bool]):
    """Whether a stretch of skeleton is one entry's braces, and nothing else: the few forms there are come again."""

    def __missing__(self, braces: str) -> bool:
        self[braces] = simple = _SIMPLE_ENTRY.fullmatch(braces) is not None
        return simple


def candidates(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where entries may begin, and end: ``(index of its @, after its last brace, whether the @ is alone)``.

    The end is 0 where the braces do not tell.
    """
    # In pieces that stay in the processor's cache: the whole text at once takes twice as long.
    skeleton = b"".join(
        text[at : at + _PIECE_LENGTH].encode("utf-8", "surrogatepass").translate(None, _NO_SKELETON)
        for at in range(0, len(text), _PIECE_LENGTH)
    ).decode("ascii")
    stretches = skeleton.split("@")
    before = stretches.pop(0)
    signs = [sign.start() for sign in re.finditer("@", text)]
    signs.append(len(text))
    places: list[int] = []  # of the signs in the skeleton; wanted only where one entry holds others
    simple = _Simple()
    rfind = text.rfind
    for i, (braces, (at, following)) in enumerate(zip(stretches, pairwise(signs), strict=True)):
        if simple[braces]:
            yield at, rfind("}", at, following) + 1, True
            continue
        places = places or [*accumulate((len(s) + 1 for s in stretches), initial=len(before))]
        entry = _SKELETON_ENTRY.match(skeleton, places[i] + 1)
        if entry is None or skeleton[entry.end() : entry.end() + 1] not in ("@", ""):
            # Where braces stand between this entry and the next @, its own last brace is not the last before it.
            yield at, 0, True
        else:
            following = signs[bisect_left(places, entry.end())]
            yield at, rfind("}", at, following) + 1, False
