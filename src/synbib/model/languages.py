"""Languages: the names that babel and polyglossia have for them → BCP 47 tags, which CSL's ``language`` wants.

Source: biblatex manual §3.1.1 (``langid``), babel's and polyglossia's lists of languages. English, German, French and
the others of several countries get the country that their CSL locale is named for.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["is_english", "language_tag"]

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
# A tag that stands there already: `de`, `pt-BR`, `zh_Hans_CN`.
_TAG: Final = re.compile(r"([A-Za-z]{2})((?:[-_][A-Za-z0-9]{2,8})*)")


def language_tag(name: str) -> str | None:
    """Return the tag of a language that is given by babel's name or by its tag; None if it is not known.

    biblatex's localisation keys, ``langgerman``, are read too.
    """
    name = name.strip(" {}\\")
    folded = name.casefold()
    known = _TAGS.get(folded) or _TAGS.get(folded.removeprefix("lang"))
    if known is None and (tag := _TAG.fullmatch(name)):
        regions = (part.upper() if len(part) == 2 else part for part in re.split("[-_]", tag[2]))
        return "-".join([tag[1].lower(), *filter(None, regions)])
    return known


def is_english(tag: str | None) -> bool:
    """Whether a tag means English, as a title does of which nothing is said."""
    return not tag or tag.lower().split("-")[0] == "en"
