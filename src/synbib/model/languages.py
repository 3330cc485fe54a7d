"""Languages: their names, or the script of a text → BCP 47 tags, which CSL's ``language`` wants.

Source: biblatex manual §3.1.1 (``langid``), babel's and polyglossia's lists of languages; ISO 639-2, whose codes
databases export; Unicode's names of characters, which begin with their script. English, German, French and the others
of several countries get the country that their CSL locale is named for.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import Final

from synbib import lazily

__all__ = ["babel_name", "is_english", "language_of", "language_tag"]

_TAGS: Final = {
    "afrikaans": "af-ZA",
    "albanian": "sq-AL",
    "american": "en-US",
    "arabic": "ar",
    "armenian": "hy-AM",
    "australian": "en-AU",
    "austrian": "de-AT",
    "bahasa": "id-ID",
    "bahasai": "id-ID",
    "bahasam": "ms-MY",
    "basque": "eu",
    "belarusian": "be-BY",
    "bengali": "bn-BD",
    "brazil": "pt-BR",
    "brazilian": "pt-BR",
    "breton": "br-FR",
    "british": "en-GB",
    "bulgarian": "bg-BG",
    "canadian": "en-CA",
    "canadien": "fr-CA",
    "catalan": "ca-AD",
    "chinese": "zh-CN",
    "croatian": "hr-HR",
    "czech": "cs-CZ",
    "danish": "da-DK",
    "dutch": "nl-NL",
    "english": "en-US",
    "esperanto": "eo",
    "estonian": "et-EE",
    "farsi": "fa-IR",
    "finnish": "fi-FI",
    "francais": "fr-FR",
    "french": "fr-FR",
    "galician": "gl-ES",
    "georgian": "ka-GE",
    "german": "de-DE",
    "germanb": "de-DE",
    "greek": "el-GR",
    "hebrew": "he-IL",
    "hindi": "hi-IN",
    "hungarian": "hu-HU",
    "icelandic": "is-IS",
    "indonesian": "id-ID",
    "interlingua": "ia",
    "irish": "ga-IE",
    "italian": "it-IT",
    "japanese": "ja-JP",
    "kannada": "kn-IN",
    "khmer": "km-KH",
    "korean": "ko-KR",
    "lao": "lo-LA",
    "latin": "la",
    "latvian": "lv-LV",
    "lithuanian": "lt-LT",
    "magyar": "hu-HU",
    "malay": "ms-MY",
    "malayalam": "ml-IN",
    "marathi": "mr-IN",
    "mexican": "es-MX",
    "mongolian": "mn-MN",
    "naustrian": "de-AT",
    "newzealand": "en-NZ",
    "ngerman": "de-DE",
    "norsk": "nb-NO",
    "norwegian": "nb-NO",
    "nswissgerman": "de-CH",
    "nynorsk": "nn-NO",
    "persian": "fa-IR",
    "polish": "pl-PL",
    "polutonikogreek": "el-GR",
    "portuges": "pt-PT",
    "portuguese": "pt-PT",
    "romanian": "ro-RO",
    "russian": "ru-RU",
    "sanskrit": "sa",
    "scottish": "gd-GB",
    "serbian": "sr-RS",
    "serbianc": "sr-RS",
    "slovak": "sk-SK",
    "slovene": "sl-SI",
    "slovenian": "sl-SI",
    "spanish": "es-ES",
    "swedish": "sv-SE",
    "swissgerman": "de-CH",
    "syriac": "syr",
    "tamil": "ta-IN",
    "telugu": "te-IN",
    "thai": "th-TH",
    "turkish": "tr-TR",
    "uk": "en-GB",
    "ukenglish": "en-GB",
    "ukrainian": "uk-UA",
    "urdu": "ur-PK",
    "usenglish": "en-US",
    "vietnamese": "vi-VN",
    "welsh": "cy-GB",
}
# What a language is called in itself, and by the codes of ISO 639-2: language → further names.
_MORE_NAMES: Final = {
    "arabic": "ara العربية",
    "chinese": "chi zho 中文 汉语 漢語 国语 國語",
    "czech": "cze ces čeština česky",
    "danish": "dan dansk",
    "dutch": "dut nld nederlands",
    "english": "eng",
    "finnish": "fin suomi",
    "french": "fre fra français",
    "german": "ger deu deutsch",
    "greek": "gre ell ελληνικά",
    "hebrew": "heb עברית",
    "hungarian": "hun",
    "italian": "ita italiano",
    "japanese": "jpn 日本語",
    "korean": "kor 한국어 조선말",
    "norwegian": "nor",
    "persian": "per fas فارسی",
    "polish": "pol polski",
    "portuguese": "por português",
    "russian": "rus русский",
    "spanish": "spa español castellano",
    "swedish": "swe svenska",
    "turkish": "tur türkçe",
    "ukrainian": "ukr українська",
}
_NAMES: Final = _TAGS | {
    name: _TAGS[language] for language, names in _MORE_NAMES.items() for name in names.split()
}
# The first word of the names of a script's characters → the language that most texts in it are in.
_SCRIPTS: Final = {
    "ARABIC": "arabic",
    "ARMENIAN": "armenian",
    "BENGALI": "bengali",
    "CJK": "chinese",
    "CYRILLIC": "russian",
    "DEVANAGARI": "hindi",
    "GEORGIAN": "georgian",
    "GREEK": "greek",
    "HANGUL": "korean",
    "HEBREW": "hebrew",
    "HIRAGANA": "japanese",
    "KATAKANA": "japanese",
    "TAMIL": "tamil",
    "TELUGU": "telugu",
    "THAI": "thai",
}
# Letters that only another language of the script has.
_TELLING: Final = {
    "ARABIC": {"persian": "پچژگ"},
    "CYRILLIC": {"ukrainian": "їєґ", "belarusian": "ў", "serbian": "ђћљњџ"},
}
# A character of these is a word or a syllable, where other scripts have several letters.
_SYLLABIC: Final = frozenset({"CJK", "HANGUL", "HIRAGANA", "KATAKANA"})
# A tag that stands there already: `de`, `pt-BR`, `zh_Hans_CN`.
_TAG: Final = lazily.pattern(r"([A-Za-z]{2})((?:[-_][A-Za-z0-9]{2,8})*)")


def language_tag(name: str) -> str | None:
    """Return the tag of a language that is given by babel's name or by its tag; None if it is not known.

    biblatex's localisation keys, ``langgerman``, are read too.
    """
    name = name.strip(" {}\\")
    folded = name.casefold()
    known = _NAMES.get(folded) or _NAMES.get(folded.removeprefix("lang"))
    if known is None and (tag := _TAG.fullmatch(name)):
        regions = (part.upper() if len(part) == 2 else part for part in re.split("[-_]", tag[2]))
        return "-".join([tag[1].lower(), *filter(None, regions)])
    return known


# Where babel has several names of a language, the one that biblatex's manual recommends (§2.2.3, `langid`).
_BABEL: Final = {
    "de": "ngerman",
    "de-AT": "naustrian",
    "de-CH": "nswissgerman",
    "en": "english",
    "en-GB": "british",
    "en-US": "american",
    "es": "spanish",
    "es-MX": "mexican",
    "fa": "persian",
    "fr": "french",
    "hu": "magyar",
    "id": "indonesian",
    "ms": "malay",
    "nb": "norsk",
    "no": "norsk",
    "pl": "polish",
    "pt": "portuguese",
    "pt-BR": "brazilian",
    "sl": "slovene",
    "sr": "serbian",
}


def babel_name(language: str) -> str | None:
    """Return babel's name of a language, as ``langid`` has it; None if it is not known.

    Args:
        language: The language's tag, its code of ISO 639-2, or a name of it.
    """
    tag = language_tag(language)
    if tag is None:
        return None
    primary = tag.partition("-")[0]
    return _BABEL.get(tag) or _BABEL.get(primary) or _by_primary().get(primary)


@cache
def _by_primary() -> dict[str, str]:
    """Return the first part of a tag → the first of babel's names of that language."""
    found: dict[str, str] = {}
    for name, tag in _TAGS.items():
        found.setdefault(tag.partition("-")[0], name)
    return found


def bibliographic_code(language: str) -> str | None:
    """Return the code of a language in ISO 639-2, that of libraries where there are two: ``ger``; None if not known.

    Args:
        language: The language's tag or a name of it.
    """
    tag = language_tag(language)
    return _codes().get(tag.partition("-")[0]) if tag else None


@cache
def _codes() -> dict[str, str]:
    """Return the first part of a tag → the first of its codes of three letters."""
    return {_TAGS[name].partition("-")[0]: names.split()[0] for name, names in _MORE_NAMES.items()}


def language_of(text: str) -> str | None:
    """Return the tag of the language that a text's script tells; None for Latin letters, which tell none.

    A text in two scripts is in the one that it has more of: ``基于 BERT 的模型`` is Chinese, and a Greek letter in an
    English title makes it no Greek one.
    """
    if text.isascii():
        return None
    letters = filter(str.isalpha, text)
    scripts = Counter(unicodedata.name(char, "").partition(" ")[0] for char in letters)
    for kana in ("HIRAGANA", "KATAKANA"):
        if scripts[kana]:
            scripts[kana] += scripts.pop("CJK", 0)
    weights = {
        script: count * (3 if script in _SYLLABIC else 1) for script, count in scripts.items()
    }
    script = max(weights, key=weights.__getitem__, default="")
    language = _SCRIPTS.get(script)
    if language is None:
        return None
    folded = text.casefold()
    for other, signs in _TELLING.get(script, {}).items():
        if any(sign in folded for sign in signs):
            language = other
    return _TAGS[language]


def is_english(tag: str | None) -> bool:
    """Whether a tag means English, as a title does of which nothing is said."""
    return not tag or tag.lower().split("-")[0] == "en"
