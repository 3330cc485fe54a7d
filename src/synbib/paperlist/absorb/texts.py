"""A text that was edited where it is shown, put into the LaTeX that it was made of: other words stay as they are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from html import unescape
from itertools import accumulate, pairwise
from typing import Final

from synbib import lazily
from synbib.incoming.latex import of_name, of_text, of_title
from synbib.latex import decode
from synbib.model.names import parse_name, split_names
from synbib.paperlist.absorb.units import differences
from synbib.paperlist.phrases.people import OTHERS, read_people
from synbib.text import scrub, strip
from synbib.text.folding import fold, letters

__all__ = ["edited_people", "edited_text", "plain"]

_ESCAPED: Final = lazily.pattern(r"\\([!-/:-@\[-`{-~])")  # CommonMark 0.31.2 §2.4
_ET_AL: Final = lazily.pattern(r"\bal\.\Z")
_EMPHASIS: Final = lazily.pattern(r"(?<![\w\\])(\*\*|__|\*|_)(?=\S)(.+?)(?<=[^\s\\])\1(?!\w)")


def plain(shown: str) -> str:
    """Return Markdown of one line as plain text: without escapes, entities and emphasis."""
    text = _EMPHASIS.sub(r"\2", shown)
    return scrub(" ".join(unescape(_ESCAPED.sub(r"\1", text)).split()))


def edited_text(latex: str, old: str, new: str, *, title: bool = False) -> str:
    """Return the LaTeX of a text after an edit of what is shown of it.

    Args:
        latex: The text as the entry has it.
        old: What was shown of it, Markdown; capitals may differ from those of ``latex``.
        new: What is shown now.
        title: Whether it is a title, in which capitals are protected.
    """
    write: Callable[[str], str] = of_title if title else of_text
    gaps, pieces = _pieces(latex)
    source = [word for piece in pieces for word in strip(decode(piece)).split()]
    before, after = plain(old).split(), plain(new).split()
    if list(map(_comparable, source)) != list(map(_comparable, before)):
        return write(plain(new))
    stays: dict[int, int] = {}  # where a word stands now → where it stood
    at = shift = 0
    for start, end, _, last in [*differences(before, after), (len(before),) * 2 + (0, 0)]:
        stays |= {n + shift: n for n in range(at, start)}
        at, shift = end, last - end
    found: list[str] = []
    anew: list[str] = []
    number = following = 0
    starts = list(accumulate((len(strip(decode(piece)).split()) for piece in pieces), initial=0))

    def write_anew() -> None:
        if anew:
            # What stands in the place of others begins on the line that these did.
            gap = gaps[following] if following < len(gaps) else " "
            found.extend((gap if found else "", write(" ".join(anew))))
            anew.clear()

    while number < len(after):
        piece = bisect_right(starts, stays.get(number, -1)) - 1
        whole = range(starts[piece], starts[piece + 1]) if number in stays else range(0)
        # A piece in braces may hold several words: it stays if all of them do.
        if whole and all(stays.get(number + n) == was for n, was in enumerate(whole)):
            write_anew()
            found += (gaps[piece] or " " if found else "", pieces[piece])
            number += len(whole)
            following = piece + 1
        else:
            anew.append(after[number])
            number += 1
    write_anew()
    return "".join(found)


def _comparable(word: str) -> str:
    return letters(word) or word


def _pieces(latex: str) -> tuple[list[str], list[str]]:
    """Return LaTeX cut at the blanks that stand in no braces and no mathematics: what blanks, and the pieces."""
    cuts = [0]
    depth = 0
    math = False
    for at, char in enumerate(latex):
        if char == "\\" or latex[at - 1 : at] == "\\":
            continue
        depth += (char == "{") - (char == "}")
        math ^= char == "$"
        if char.isspace() and depth == 0 and not math and not latex[at - 1 : at].isspace():
            cuts.append(at)
    cut = [latex[start:end] for start, end in pairwise((*cuts, len(latex)))]
    whole = [piece for piece in cut if piece.strip()]
    return [piece[: -len(piece.lstrip())] for piece in whole], [piece.strip() for piece in whole]


def edited_people(latex: str, old: str, new: str) -> str | None:
    """Return the LaTeX of a list of people after an edit of what is shown of it; None if it cannot be understood.

    Who is not shown, after "et al.", stays; an "et al." that was put in takes nobody away.

    Args:
        latex: The people as the entry has them.
        old: Those that were shown, Markdown; given names may be cut to initials.
        new: Those that are shown now.
    """
    if old.endswith(".") and new.endswith(".") and not _ET_AL.search(old):
        # The period that ends a sentence, where the last name is cut to an initial.
        old, new = old.removesuffix("."), new.removesuffix(".")
    after = _people(new)
    if after is None:
        return None
    source = [name for name in split_names(latex) if name.casefold() != OTHERS]
    open_ended = len(source) < len(split_names(latex))
    before = _people(old) if old else ()
    if before is None:
        return None
    shown_before, shown_after = _named(before), _named(after)
    if len(shown_before) > len(source):
        return None
    is_cut, told = OTHERS in after, len(shown_before)
    if OTHERS in before and not is_cut:
        # More are told now.
        shown_before = [*shown_before, *source[len(shown_before) :]]
        open_ended = False
    found: list[str] = []
    at = 0
    for start, end, first, last in differences(
        list(map(_folded, shown_before)), list(map(_folded, shown_after))
    ):
        found += source[at:start]
        # Who was not shown was not taken away, and whom a new "et al." stands for was not either.
        if start >= told or (is_cut and OTHERS not in before and end >= told):
            end = min(end, start + last - first)
        found += (_as_others_are(name, source) for name in shown_after[first:last])
        at = end
    found += source[at:]
    if not found:
        return None
    return " and ".join([*found, OTHERS] if open_ended or (is_cut and not source) else found)


def _people(shown: str) -> tuple[str, ...] | None:
    return read_people(plain(shown), certain=True)


def _named(people: Sequence[str]) -> list[str]:
    return [name for name in people if name != OTHERS]


def _folded(name: str) -> str:
    return " ".join(sorted(re.findall(r"\w+", fold(strip(decode(name))))))


def _as_others_are(name: str, source: Sequence[str]) -> str:
    """Return a name as those beside it are written, family name first or last."""
    if name.startswith("{"):
        return of_name(name.strip("{}"), whole=True)
    written = of_name(name)
    inverted = [other for other in source if not other.startswith("{")]
    if "," in written or not inverted or not all("," in other for other in inverted):
        return written
    parts = parse_name(written)
    family = " ".join(filter(None, (parts.prefix, parts.family)))
    return f"{family}, {parts.given}" if parts.given and not parts.suffix else written
