"""CSL's ``text-case``: letter case changed in marked text, but for what is protected.

Source: CSL 1.0.2, "Text-case" and "Title Case Conversion".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from synbib import lazily
from synbib.text.marks import (
    LINK_OPEN,
    LINK_TEXT,
    MARK,
    MARKS,
    NO_DECORATION,
    NOCASE,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
)

__all__ = ["TEXT_CASES", "is_stop_word", "text_case"]

# Articles, conjunctions, prepositions, and the particles of names: small in the middle of an English title.
_STOP_WORDS_TEXT: Final = """
a about above across afore after against al along alongside amid amidst among amongst an and anenst apropos
apud around as aside astride at athwart atop barring before after below beneath beside besides between beyond
but by c ca circa d de despite down during et except for forenenst from given in inside into lest like los
modulo near next nor notwithstanding of off on onto or out over per plus pro qua sans since so than the
through throughout thru thruout till to toward towards under underneath until unto up upon v v. van versus via
vis-à-vis von vs vs. with within without yet
"""
_STOP_WORDS: Final = frozenset(_STOP_WORDS_TEXT.split())
_APOSTROPHES: Final = ("'", "’")

# Text that no text-case touches: what says so, and small capitals, superscript and subscript with it.
_PROTECTED: Final = "|".join(
    f"{span.open}[^{span.close}]*{span.close}"
    for span in (NOCASE, NO_DECORATION, SMALL_CAPS, SUPERSCRIPT, SUBSCRIPT)
)
_PIECE: Final = lazily.pattern(
    f"(?P<kept>{_PROTECTED})|(?P<free>(?:(?!{_PROTECTED}).)+)", re.DOTALL
)
# The words of a title. White space and dashes part them, and so do brackets and quotation marks.
_TITLE_WORD: Final = lazily.pattern(
    rf"""
    (?P<kept> (?:{_PROTECTED}) [^\W_]* )
    | (?P<word> [^\s\u00a0{MARKS}\-–—/.,;?!:\[\]()“”\"„«»‘]+ (?:[{MARKS}]*)? )
    | (?P<mark> [?!:] (?!\S{{0,40}}?[^\W_]) )
    | (?P<other> {LINK_OPEN}[^{LINK_TEXT}]*+ | . )
    """,
    re.DOTALL | re.VERBOSE,
)
_GREEK: Final = lazily.pattern(r"[\u0370-\u03ff]")


@lru_cache(maxsize=8192)
def text_case(case: str, marked: str, language: str) -> str:
    """Return ``marked`` in another letter case.

    Args:
        case: A value of the attribute ``text-case``.
        marked: Marked text.
        language: The language tag of the text. Title case is English's alone; in Turkish the capital of ``i`` has
            a dot.
    """
    change = TEXT_CASES.get(case)
    return change(marked, language) if change and marked else marked


_ACCENTS: Final = lazily.pattern("[\u0300\u0301\u0313\u0314\u0342\u0345]")


def _upper(text: str, language: str) -> str:
    if language[:2] in ("tr", "az"):
        text = text.replace("i", "İ")
    elif language[:2] == "el":
        # Greek capitals have no accents; a diaeresis stays.
        text = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", text)))
    return text.upper()


def _lower(text: str, language: str) -> str:
    if language[:2] in ("tr", "az"):
        text = text.replace("İ", "i").replace("I", "ı")
    return text.lower()


def _everywhere(change: Callable[[str, str], str]) -> Callable[[str, str], str]:
    """Return a change of all that is not protected."""

    def cased(marked: str, language: str) -> str:
        if MARK.search(marked) is None:
            return change(marked, language)
        return _PIECE.sub(lambda piece: piece["kept"] or change(piece["free"], language), marked)

    return cased


_WORD: Final = lazily.pattern(rf"[^\s\u00a0{MARKS}\-–—/.,;?!:\[\]()“”\"„«»‘]+")
_FIRST: Final = lazily.pattern(
    rf"(?P<before>(?:[\W_{MARKS}](?<![{NOCASE.open}{NO_DECORATION.open}{SMALL_CAPS.open}{SUPERSCRIPT.open}{SUBSCRIPT.open}]))*)"
    rf"(?P<word>[^\s\u00a0{MARKS}]+)"
)


def _capitalise(word: str, language: str) -> str:
    """Return ``word`` with a capital, unless it has one before its apostrophe, or nothing there.

    A lone Greek letter is a symbol, too.
    """
    head = word.partition("’")[0]
    if not head or head != _lower(head, language) or (len(word) == 1 and _GREEK.match(word)):
        return word
    for i, char in enumerate(word):
        if char.isalnum():
            return word[:i] + _upper(char, language) + word[i + 1 :]
    return word


def _capitalise_first(marked: str, language: str) -> str:
    first = _FIRST.match(marked)
    if first is None:
        return marked
    end = first.end()
    # What goes on after formatting is the same word.
    return first["before"] + _capitalise(first["word"], language) + marked[end:]


def _capitalise_all(text: str, language: str) -> str:
    return _WORD.sub(lambda word: _capitalise(word[0], language), text)


def _sentence(marked: str, language: str) -> str:
    """Return text as a sentence: a capital first letter, the rest in small letters."""
    first = _FIRST.match(marked)
    if first is None:
        return _everywhere(_lower)(marked, language)
    rest = _everywhere(_lower)(marked[first.end() :], language)
    return first["before"] + _capitalise(first["word"], language) + rest


def _title(marked: str, language: str) -> str:
    if language and not language.lower().startswith("en"):
        return marked
    words = list(_TITLE_WORD.finditer(marked))
    out: list[str] = []
    at_start = True  # of the title, or of what follows a colon
    last: tuple[int, str] | None = None
    for i, piece in enumerate(words):
        text = piece[0]
        if piece["kept"]:
            at_start, last = False, None
        elif piece["word"]:
            word = MARK.sub("", text)
            following = words[i + 1][0] if i + 1 < len(words) else ""
            stop = is_stop_word(word.lower())
            if at_start or not stop or (following == "-" and _starts_compound(words, i)):
                text = _capitalise(text, language) if at_start or len(word) > 1 else text
            last = (len(out), text) if word.lower() in _STOP_WORDS else None
            at_start = False
        elif piece["mark"]:
            at_start = True
        out.append(text)
    if last is not None and len(last[1]) > 1:
        out[last[0]] = _capitalise(last[1], language)
    return "".join(out)


def _starts_compound(words: list[re.Match[str]], i: int) -> bool:
    """Whether the word at ``i``, before a hyphen, begins what the hyphen joins."""
    return i == 0 or words[i - 1][0] != "-"


def is_stop_word(word: str) -> bool:
    """Whether a word in small letters stays so in the middle of an English title."""
    # Of what is elided one letter is left: `d’`, `l’`, `o’`.
    return word in _STOP_WORDS or word[1:2] in _APOSTROPHES


TEXT_CASES: Final[Mapping[str, Callable[[str, str], str]]] = {
    "lowercase": _everywhere(_lower),
    "uppercase": _everywhere(_upper),
    "capitalize-first": _capitalise_first,
    "capitalize-all": _everywhere(_capitalise_all),
    "sentence": _sentence,
    "title": _title,
}
