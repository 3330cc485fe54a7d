"""The order of cites and references.

Source: CSL 1.0.2, "Sorting": keys one after the other, what has no value last; text by the rules of its language.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Final, TypeVar

from synbib import lazily
from synbib.csl.elements import Request, Trace, sortable_names, value_of
from synbib.csl.run import AreaProgram
from synbib.csl.style import Key, Name
from synbib.csl.vocabulary import DATES, NAMES, NUMBERS
from synbib.text import strip

__all__ = ["collation_key", "ranked_by", "sort_value", "sorted_by"]

_T = TypeVar("_T")
SortValue = tuple[str, str]
_NUMBER: Final = lazily.pattern(r"\d+")
# Characters that do not count when words are compared.
_IGNORED: Final = lazily.pattern(r"[\"'“”‘’«»„`\[\](){}<>*_…]|(?<!\d)[.,:;!?](?!\d)")

# Letters that have a place of their own in the alphabet: letter → what it stands after.
_TAILORED: Final[dict[str, dict[str, str]]] = {
    "be": {"ё": "е", "і": "з", "й": "з\uffee", "ў": "у"},
    "bg": {"й": "и"},
    "cs": {"č": "c", "ch": "h", "ř": "r", "š": "s", "ž": "z"},
    "da": {"æ": "z\uffee", "ø": "z\uffef", "å": "z\ufff0", "ä": "z\uffee", "ö": "z\uffef"},
    "es": {"ñ": "n"},
    "et": {"š": "s", "ž": "z", "õ": "w", "ä": "w\uffee", "ö": "w\uffef", "ü": "w\ufff0"},
    "fi": {"å": "z\uffee", "ä": "z\uffef", "ö": "z\ufff0"},
    "hr": {"č": "c", "ć": "c\uffee", "đ": "d", "š": "s", "ž": "z"},
    "hu": {"ö": "o", "ü": "u"},
    "is": {"ð": "d", "þ": "z", "æ": "z\uffee", "ö": "z\uffef"},
    "lt": {"č": "c", "š": "s", "ž": "z"},
    "lv": {"č": "c", "ģ": "g", "ķ": "k", "ļ": "l", "ņ": "n", "š": "s", "ž": "z"},
    "mk": {"ѓ": "д", "ѕ": "з", "ј": "и", "љ": "л", "њ": "н", "ќ": "т", "џ": "ч"},
    "nb": {"æ": "z\uffee", "ø": "z\uffef", "å": "z\ufff0", "ä": "z\uffee", "ö": "z\uffef"},
    "nn": {"æ": "z\uffee", "ø": "z\uffef", "å": "z\ufff0", "ä": "z\uffee", "ö": "z\uffef"},
    "pl": {"ą": "a", "ć": "c", "ę": "e", "ł": "l", "ń": "n", "ó": "o", "ś": "s", "ź": "z", "ż": "z\uffee"},
    "ro": {"ă": "a", "â": "a\uffee", "î": "i", "ș": "s", "ț": "t"},
    "ru": {"й": "и"},
    "sk": {"ä": "a", "č": "c", "ch": "h", "ô": "o", "š": "s", "ž": "z"},
    "sl": {"č": "c", "š": "s", "ž": "z"},
    "sr": {"ђ": "д", "ј": "и", "љ": "л", "њ": "н", "ћ": "т", "џ": "ч"},
    "sv": {"å": "z\uffee", "ä": "z\uffef", "ö": "z\ufff0"},
    "tr": {"ç": "c", "ğ": "g", "ı": "h\uffee", "ö": "o", "ş": "s", "ü": "u"},
    "uk": {"ґ": "г", "є": "е", "і": "и", "ї": "и\uffee", "й": "и\uffef"},
}  # fmt: skip
# CLDR, "reorder": the scripts of a language stand before all others, and after digits. Script, as the first word of its
# letters' names → what is put before each letter. Japanese has its own after the Latin one.
_BEFORE_LATIN: Final = ":"
_CYRILLIC: Final = {"CYRILLIC": _BEFORE_LATIN}
_REORDERED: Final[dict[str, dict[str, str]]] = {
    "ar": {"ARABIC": _BEFORE_LATIN},
    "be": _CYRILLIC,
    "bg": _CYRILLIC,
    "el": {"GREEK": _BEFORE_LATIN},
    "fa": {"ARABIC": _BEFORE_LATIN},
    "he": {"HEBREW": _BEFORE_LATIN},
    "hi": {"DEVANAGARI": _BEFORE_LATIN},
    "hy": {"ARMENIAN": _BEFORE_LATIN},
    "ja": {"HIRAGANA": "{", "KATAKANA": "{", "CJK": "|"},
    "ko": {"HANGUL": _BEFORE_LATIN, "CJK": ";"},
    "mk": _CYRILLIC,
    "mn": _CYRILLIC,
    "ru": _CYRILLIC,
    "sr": _CYRILLIC,
    "th": {"THAI": _BEFORE_LATIN},
    "uk": _CYRILLIC,
    "zh": {"CJK": _BEFORE_LATIN},
}
_SPECIAL: Final = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ł": "l",
        "þ": "th",
        "ı": "i",
        "-": "",
        "–": "",
        "—": " ",
        "/": " ",
    }
)


@lru_cache(maxsize=65536)
def collation_key(text: str, language: str) -> tuple[str, str]:
    """Return what ``text`` sorts by in ``language``: letters without case and accents first, then with them."""
    folded = (
        text.casefold()
        if language[:2] not in ("tr", "az")
        else text.replace("I", "ı").replace("İ", "i").lower()
    )
    # Before the quick way: Czech `ch` is a letter of its own, and so is what a Turkish `I` is in small.
    for letter, following in _TAILORED.get(language[:2], {}).items():
        if letter in folded:
            folded = folded.replace(letter, f"{following}\uffed")
    if folded.isascii():
        base = _IGNORED.sub("", folded.replace("-", ""))
        return base, text.swapcase()
    base = _IGNORED.sub("", folded).translate(_SPECIAL)
    decomposed = unicodedata.normalize("NFKD", base)
    base = "".join(char for char in decomposed if not unicodedata.combining(char))
    scripts = _REORDERED.get(language[:2])
    if scripts and "-Latn" not in language:
        is_chinese = language[:2] == "zh"
        base = "".join(
            scripts.get(_script(char), "") + (_chinese(char) if is_chinese else char)
            for char in base
        )
    return base, text.swapcase()


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    """Return the script of a letter as Unicode's names of letters begin with it."""
    return unicodedata.name(char, "").partition(" ")[0]


def _chinese(char: str) -> str:
    """Return a character's place by pinyin: GB 2312 has its common characters in that order."""
    if not "\u4e00" <= char <= "\u9fff":
        return char
    try:
        code = char.encode("gb2312")
    except UnicodeEncodeError:
        return "\uf8ff" + char
    # Rows 16 to 55 are by pinyin; the rarer characters after them are by radical.
    return chr(0xE100 + (code[0] - 0xB0) * 94 + code[1] - 0xA1)


def sort_value(key: Key, program: AreaProgram, request: Request) -> SortValue | None:
    """Return what one item sorts by under one key, ``None`` if it has nothing.

    Args:
        key: The key.
        program: What renders its macro.
        request: What to render of the item, for this key.
    """
    if key.macro:
        text = strip(program.macros[key.macro](request, Trace()))
    elif key.variable in NAMES:
        name = Name(demote_non_dropping_particle=program.demote)
        text = sortable_names(request.item.names[key.variable], name, request.locale)
    elif key.variable in DATES:
        date = request.item.dates[key.variable]
        text = (date.literal or date.sort_key()) if date else ""
    elif key.variable == "citation-number":
        number = request.item.citation_number
        return (str(number).zfill(8), "") if number else None
    else:
        text = strip(value_of(key.variable, request, Trace()))
        if key.variable in NUMBERS:
            text = _NUMBER.sub(lambda number: number[0].zfill(8), text)
    text = text.strip()
    return collation_key(text, request.locale.language) if text else None


def sorted_by(
    elements: Sequence[_T], keys: Sequence[Key], value: Callable[[_T, Key], SortValue | None]
) -> list[_T]:
    """Return ``elements`` in order; what no key tells apart stays as it was."""
    return [element for group in ranked_by(elements, keys, value) for element in group]


def ranked_by(
    elements: Sequence[_T], keys: Sequence[Key], value: Callable[[_T, Key], SortValue | None]
) -> list[list[_T]]:
    """Return ``elements`` in order, in groups of those that no key tells apart.

    Most keys are never asked: only elements that all keys before leave equal need the next one.
    """
    if not keys or len(elements) < 2:
        return [list(elements)] if elements else []
    key, rest = keys[0], keys[1:]
    present: list[tuple[SortValue, _T]] = []
    missing: list[_T] = []
    for element in elements:
        found = value(element, key)
        if found is None:
            missing.append(element)
        else:
            present.append((found, element))
    present.sort(key=itemgetter(0), reverse=key.descending)
    groups: list[list[_T]] = []
    for _, group in groupby(present, key=itemgetter(0)):
        groups += ranked_by([element for _, element in group], rest, value)
    return groups + ranked_by(missing, rest, value)
