"""Where a sentence of a reference ends: the periods of abbreviations and numbers end none."""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily
from synbib.text.months import MONTHS

__all__ = ["sentences"]

_END: Final = lazily.pattern(
    r"(?P<word>\S{0,30})(?P<end>[.?!。？！])(?P<quote>[\"”’'»]?)(?:\s+|\Z|(?<=[。？！]))"
)
_MONTHS: Final = "|".join(month[:3] for month in MONTHS if month != "May")
_ABBREVIATION: Final = lazily.pattern(
    rf"""
    [^\W\d_] | [A-Z](?:\.[A-Z])+
    | vs|etc|e\.g|i\.e|cf|al|no|nos|vol|pp?|ch|sec|fig|eqs?|approx|incl       # in a text
    | dr|prof|mrs?|st|jr|sr|eds?|rev                                          # of people
    | proc|conf|int|intl|symp|trans|annu?                                     # of proceedings and journals
    | comm|comput|commun|sci|eng|electr?on|inf|inform|syst|res|lett|math|phys|chem|biol|med|stat|stoch|mach|netw|neur
    | process|recognit|pattern\sanal|intell|artif|appl|theor|adv
    | assoc|soc|natl|nat|acad|am|amer|eur|brit|can|univ|dept|inst|inc|ltd|corp|bros
    | lect|notes|ser|suppl|j|q|bull|mag|tech|rep
    | {_MONTHS}|sept
    """,
    re.IGNORECASE | re.VERBOSE,
)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, without the period at their ends; a question mark stays."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if end["end"] == ".":
            word = end["word"].rpartition("-")[2].lstrip("(“\"'[")
            following = text[end.end() : end.end() + 1]
            if (
                _ABBREVIATION.fullmatch(word)
                and following
                and not _starts_sentence(word, text, end.end())
            ):
                continue
            if following.islower() and not _NEXT.match(text, end.end()):
                continue
        piece = text[start : end.end()].strip()
        found.append(piece[:-1].rstrip() if piece.endswith((".", "。")) else piece)
        start = end.end()
    if rest := text[start:].strip():
        found.append(rest)
    return [piece for piece in found if piece]


_NEXT: Final = lazily.pattern(
    r"""
    [Ii]n:?\s | Proceedings\b | ar[Xx]iv\b | Preprint\b | https?: | doi\b | \(?(?:19|20)\d\d\b
    | (?: chapter | edited\ by | pages? | pp\. | vol(?:ume|\.) | technical\ report ) \s
    """,
    re.VERBOSE,
)


def _starts_sentence(word: str, text: str, at: int) -> bool:
    """Whether what follows an abbreviation shows that the sentence ended: it is another part of the reference."""
    return word[-1:].isalpha() and _NEXT.match(text, at) is not None
