"""What follows a key in a citation: the locator, and the suffix.

Source: the pandoc manual, *Citation syntax*, and what pandoc makes of it. A word for a kind of locator, in the language
of the document, comes before it: ``[@roe2020, chap. 3, with care]``. Without one it counts pages, and has to hold a
digit. In braces it is whatever stands there, and without a word nothing says what it counts:
``[@roe2020{ii, A, D-Z}, with care]``, ``[@roe2020{}, 99 years later]``.

Unlike in pandoc, a word in Chinese, Japanese or Korean may also come after the number, as it does there: ``第12页``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from synbib import lazily
from synbib.csl import LocatorLabel

__all__ = ["split_suffix"]


class _Token(NamedTuple):
    """A piece of a suffix: as it is written, as it reads, and the name of its group in `_TOKEN`."""

    source: str
    text: str
    kind: str


_TOKEN: Final = lazily.pattern(
    r"""
      (?P<blank> (?: \s | \\[ ] )+ )
    | \\ (?P<escaped> [^\w\s] )
    | (?P<dash> -{2,3} )
    | (?P<kept> \$ [^$]+ \$ | `[^`]+` | [\U000f0000-\U000fffef] )
    | (?P<mark> \*{1,2} ) (?P<emphasis> [^*]+ ) (?P=mark)
    | (?P<word> [^\W_]+ )
    | (?P<sign> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_BEFORE_TERM: Final = lazily.pattern(
    r"""
    [ ,，]? \s* 第? \s*
    (?P<locator>
        \d+ (?: \s* (?: -{1,3} | [–—~\uff5e至] ) \s* \d+ )?  # 12, 12-15
      | (?<= 第 ) [〇零一二三四五六七八九十百千]+           # 十二
    )
    \s* (?P<term> [\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]+ )
    (?= [^\w] | \Z )
    """,
    re.VERBOSE,
)
_RANGE: Final = lazily.pattern(r"\s*(?:-{1,3}|[–—~\uff5e至])\s*")
_DASHES: Final = {"--": "–", "---": "—"}
_ROMAN: Final = lazily.pattern(
    r"(?=.)m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE
)
_DIGIT: Final = lazily.pattern(r"\d")
_CLOSING: Final = {"{": "}", "[": "]", "(": ")"}
# Signs that a word of a locator may hold: ranges, and `volume:page`.
_INSIDE: Final = frozenset("-–—:")
# No term is longer.
_LONGEST_TERM: Final = 60


def split_suffix(suffix: str, terms: Mapping[str, LocatorLabel]) -> tuple[str, LocatorLabel, str]:
    """Return the locator that a suffix begins with, ``""`` if with none, what it counts, and the rest of the suffix.

    Args:
        suffix: What follows a key, as it is written: ``, pp. 3-5, and elsewhere``.
        terms: The words for kinds of locators, in lower case, as `synbib.csl.locator_terms` has them.
    """
    counted = _BEFORE_TERM.match(suffix)
    if counted and (kind := terms.get(counted["term"])):
        return _RANGE.sub("–", counted["locator"]), kind, suffix[counted.end() :]
    tokens = _tokens(suffix)
    at = 1 if tokens and tokens[0].source == "," else 0
    at += at < len(tokens) and tokens[at].kind == "blank"
    read = _delimited(tokens, at, terms) or _integrated(tokens, at, terms)
    if read is None:
        return "", "page", suffix
    label, first, end, after = read
    locator = "".join(token.text for token in tokens[first:end]).strip()
    return locator, label, "".join(token.source for token in tokens[after:])


def _tokens(suffix: str) -> list[_Token]:
    tokens: list[_Token] = []
    for found in _TOKEN.finditer(suffix):
        kind = found.lastgroup or ""
        text = " " if kind == "blank" else found[kind]
        tokens.append(_Token(found[0], _DASHES.get(text, text), kind))
    return tokens


_Read = tuple[LocatorLabel, int, int, int]
"""What a locator counts, its first token, the one after its last, and the first of the rest of the suffix."""


def _delimited(
    tokens: Sequence[_Token], at: int, terms: Mapping[str, LocatorLabel]
) -> _Read | None:
    """Return the locator in braces that begins here."""
    end = _closing_brace(tokens, at)
    if end == at:
        return None
    label, first = _label(tokens[:end], at + 1, terms, lambda start: start < end)
    # Empty braces hold none.
    return label or ("page" if first == end else "none"), first, end, end + 1


def _closing_brace(tokens: Sequence[_Token], at: int) -> int:
    """Return the token that closes the brace which this one opens; ``at`` if it is none, or nothing closes it."""
    depth = 0
    for i in range(at, len(tokens)):
        depth += (tokens[i].source == "{") - (tokens[i].source == "}")
        if depth <= 0:
            return i if depth == 0 else at
    return at


def _integrated(
    tokens: Sequence[_Token], at: int, terms: Mapping[str, LocatorLabel]
) -> _Read | None:
    """Return the locator without braces that begins here: a term and words that count, or a word with a digit."""

    def begins(start: int) -> bool:
        word = _word(tokens, start)
        return word is not None and word.counts

    label, first = _label(tokens, at, terms, begins)
    word = _word(tokens, first)
    end = first
    while word and (word.counts if label else word.has_digit):
        end = word.end
        word = _word(tokens, end, after=",;")
    return None if end == first else (label or "page", first, end, end)


def _label(
    tokens: Sequence[_Token],
    at: int,
    terms: Mapping[str, LocatorLabel],
    begins: Callable[[int], bool],
) -> tuple[LocatorLabel | None, int]:
    """Return the longest term that stands here before a locator, and where that begins."""
    found: tuple[LocatorLabel | None, int] = None, at
    text = ""
    for i in range(at, len(tokens)):
        text += tokens[i].text
        if len(text) > _LONGEST_TERM:
            break
        label = terms.get(text.strip().casefold())
        if label and begins(i + 1):
            found = label, i + 1
    return found


class _Word(NamedTuple):
    """One word of a locator.

    Attributes:
        end: The token after it.
        counts: Whether it has a digit or a Roman numeral.
        has_digit: Whether it has a digit.
    """

    end: int
    counts: bool
    has_digit: bool


def _word(tokens: Sequence[_Token], at: int, after: str = "") -> _Word | None:
    """Return the word that begins here, after a blank, or one of the signs ``after`` and a blank."""
    if after and at < len(tokens) and tokens[at].text in after:
        at += 1
    if at < len(tokens) and tokens[at].kind == "blank":
        at += 1
    end = at
    counts = False
    while end < len(tokens):
        closing = _CLOSING.get(tokens[end].text)
        part = _sequence(tokens, end + 1 if closing else end)
        if closing:
            inside = part or _Word(end + 1, counts=False, has_digit=False)
            if inside.end >= len(tokens) or tokens[inside.end].text != closing:
                break
            part = inside._replace(end=inside.end + 1)
        if part is None:
            break
        end, counts = part.end, counts or part.counts
    if end == at:
        return None
    has_digit = any(_DIGIT.search(token.text) for token in tokens[at:end])
    return _Word(end, counts or has_digit, has_digit)


def _sequence(tokens: Sequence[_Token], at: int) -> _Word | None:
    """Return what begins here and has neither blanks nor brackets: ``12``, ``1.2``, ``.2``, ``xii``."""
    end = at
    counts = False
    while end < len(tokens):
        start = end + (tokens[end].text == "." and tokens[end].kind == "sign")
        if start == end > at:
            break
        after = start
        if start < len(tokens) and _ROMAN.fullmatch(tokens[start].text):
            after, counts = start + 1, True
        else:
            while after < len(tokens) and _is_plain(tokens[after]):
                after += 1
        if after == start:
            break
        end = after
    return None if end == at else _Word(end, counts, has_digit=False)


def _is_plain(token: _Token) -> bool:
    if token.kind in ("blank", "kept"):
        return False
    is_sign = len(token.text) == 1 and unicodedata.category(token.text)[0] == "P"
    return not is_sign or token.text in _INSIDE
