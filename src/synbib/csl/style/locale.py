"""Locales: terms, date formats and options of a language, with what the style overrides, merged once.

Sources: CSL 1.0.2, "Locale" (fallback), "Terms", "Ordinal Suffixes", "Localized Date Formats". The locale files are
those that the package citeproc-py carries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from synbib import lazily
from synbib.csl.style.ast import Date
from synbib.csl.style.attributes import children, tag_of
from synbib.csl.style.data import LOCALES
from synbib.csl.style.lower import lower_date
from synbib.csl.vocabulary import LOCATORS, LocatorLabel
from synbib.text.quotes import QuoteMarks

if TYPE_CHECKING:
    from lxml import etree

__all__ = [
    "Locale",
    "Ordinal",
    "Part",
    "bare_locale",
    "find_locale",
    "full_tag",
    "known_language",
    "locale_files",
    "locator_terms",
    "regional_tag",
]

_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_DEFAULT: Final = "en-US"
# RFC 5646, §4.4.1: no tag needs more characters.
_TAG: Final = lazily.pattern(r"[A-Za-z0-9-]{1,35}")
# CSL 1.0.2, "Locale Fallback": the dialect that stands for a language.
_DIALECTS: Final = {
    "af": "af-ZA", "bg": "bg-BG", "ca": "ca-AD", "cs": "cs-CZ", "cy": "cy-GB", "da": "da-DK", "de": "de-DE",
    "el": "el-GR", "en": "en-US", "es": "es-ES", "et": "et-EE", "fa": "fa-IR", "fi": "fi-FI", "fr": "fr-FR",
    "gl": "gl-ES", "he": "he-IL", "hi": "hi-IN", "hr": "hr-HR", "hu": "hu-HU", "hy": "hy-AM", "id": "id-ID",
    "is": "is-IS", "it": "it-IT", "ja": "ja-JP", "km": "km-KH", "ko": "ko-KR", "lij": "lij-IT", "lt": "lt-LT",
    "lv": "lv-LV", "mn": "mn-MN", "ms": "ms-MY", "nb": "nb-NO", "nl": "nl-NL", "nn": "nn-NO", "no": "nb-NO",
    "pa": "pa-PK", "pl": "pl-PL", "pt": "pt-PT", "ro": "ro-RO", "ru": "ru-RU", "sk": "sk-SK", "sl": "sl-SI",
    "sr": "sr-Cyrl-RS", "sv": "sv-SE", "th": "th-TH", "tl": "tl-PH", "tr": "tr-TR", "uk": "uk-UA", "vi": "vi-VN",
    "zh": "zh-CN",
}  # fmt: skip
# CSL 1.0.2, "Locators". `article` is the term of a type, and the locator's is `article-locator`; `v.` is a verse.
_COUNTED: Final = LOCATORS - {"article", "version"}
# CSL 1.0.2, "Terms": which form stands in for one that is not there.
_FORM_FALLBACK: Final = {"verb-short": "verb", "verb": "long", "symbol": "short", "short": "long"}


@lazily.dataclass(frozen=True, slots=True)
class Ordinal:
    """A term that makes a number an ordinal: its text, which numbers it is for, and of what gender."""

    text: str
    match: str
    gender: str


@lazily.dataclass(slots=True)
class Part:
    """What one ``<locale>`` element says, or several merged.

    Attributes:
        language: The language tag.
        terms: Name and form → the term and its plural.
        genders: Name → gender, of terms that are nouns.
        ordinals: Name → the terms for numbers, by gender.
        dates: Form → the date.
        options: The attributes of ``style-options``.
    """

    language: str
    terms: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    ordinals: dict[str, list[Ordinal]] = field(default_factory=dict)
    dates: dict[str, Date] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)


class Locale:
    """The terms, dates and options that hold for a language under a style.

    Args:
        language: A language tag.
        parts: What locale elements say, the ones that win last.

    Attributes:
        said: What they say, merged.
    """

    def __init__(self, language: str, parts: Iterable[Part]) -> None:
        self.language = language
        self.said = _merged(language, parts)
        self._terms = self.said.terms
        self._genders = self.said.genders
        self._ordinals = self.said.ordinals
        self._cache: dict[tuple[str, str, bool], str] = {}
        self.dates = self.said.dates
        options = self.said.options
        self.punctuation_in_quote = options.get("punctuation-in-quote") == "true"
        self.limit_day_ordinals = options.get("limit-day-ordinals-to-day-1") == "true"
        self.quotes = QuoteMarks(
            self.term("open-quote"),
            self.term("close-quote"),
            self.term("open-inner-quote"),
            self.term("close-inner-quote"),
        )

    def term(self, name: str, form: str = "long", plural: bool = False) -> str:
        """Return a term, ``""`` where there is none; a form that is not there is stood in for."""
        key = (name, form, plural)
        found = self._cache.get(key)
        if found is None:
            found = self._cache[key] = self._find(name, form, plural)
        return found

    def has_term(self, name: str) -> bool:
        """Whether there is a term called ``name``."""
        return (name, "long") in self._terms

    def _find(self, name: str, form: str, plural: bool) -> str:
        while True:
            found = self._terms.get((name, form))
            if found is not None:
                return found[plural]
            if form not in _FORM_FALLBACK:
                return ""
            form = _FORM_FALLBACK[form]

    def gender(self, name: str) -> str:
        """Return the gender of the noun that a term is, or ``""``."""
        return self._genders.get(name, "")

    def ordinal(self, number: int, gender: str = "") -> str:
        """Return the suffix that makes ``number`` an ordinal (CSL 1.0.2, "Ordinal Suffixes")."""
        last_two = number % 100
        candidates = [(f"ordinal-{last_two:02d}", {"last-two-digits", "whole-number"})]
        if last_two > 9:
            candidates.append((f"ordinal-{number % 10:02d}", {"last-digit"}))
        else:
            candidates[0][1].add("last-digit")
        for name, matches in candidates:
            chosen = [
                ordinal
                for ordinal in self._ordinals.get(name, ())
                if (ordinal.match or ("last-digit" if int(name[-2:]) < 10 else "last-two-digits"))
                in matches
                and (ordinal.match != "whole-number" or int(name[-2:]) == number)
            ]
            if found := _of_gender(chosen, gender):
                return found.text
        if found := _of_gender(self._ordinals.get("ordinal", ()), gender):
            return found.text
        return ""

    def long_ordinal(self, number: int, gender: str = "") -> str:
        """Return an ordinal from the first to the tenth as a word, or ``""``."""
        found = _of_gender(self._ordinals.get(f"long-ordinal-{number:02d}", ()), gender)
        return found.text if found else ""


def _merged(language: str, parts: Iterable[Part]) -> Part:
    whole = Part(language)
    for part in parts:
        whole.terms |= part.terms
        whole.genders |= part.genders
        whole.dates |= part.dates
        whole.options |= part.options
        if any(not name.startswith("long-") for name in part.ordinals):
            # They take the place of all others, but for the one that holds where they say nothing.
            whole.ordinals = {
                k: v for k, v in whole.ordinals.items() if k.startswith("long-") or k == "ordinal"
            }
        whole.ordinals |= part.ordinals
    return whole


def _of_gender(ordinals: Iterable[Ordinal], gender: str) -> Ordinal | None:
    """Return the ordinal of a gender, or else the one without any."""
    by_gender = {ordinal.gender: ordinal for ordinal in ordinals}
    return by_gender.get(gender) or by_gender.get("")


def find_locale(language: str, style: etree._Element) -> Locale:
    """Return the locale for ``language``, as the ``<locale>`` elements of ``style`` change it."""
    language = full_tag(language)
    short = language.partition("-")[0]
    parts = [_from_file(file) for file in locale_files(language)]
    own = [_read(element) for element in style if tag_of(element) == "locale"]
    for wanted in ("", short, language):
        parts += [part for part in own if part.language.lower() == wanted.lower()]
    return Locale(language, parts)


def bare_locale(language: str) -> Locale:
    """Return the locale for ``language`` as it is without a style."""
    return Locale(full_tag(language), map(_from_file, locale_files(language)))


def full_tag(language: str) -> str:
    """Return a language tag as the files are called, that of American English where there is none."""
    return _normal(language) or _DEFAULT


def regional_tag(language: str) -> str:
    """Return a language tag with a region, as word processors want it (``de-DE`` for ``de``); ``""`` if it is none."""
    tag = _normal(language)
    return _DIALECTS.get(tag, tag) if _TAG.fullmatch(tag) else ""


def locale_files(language: str) -> list[Path]:
    """Return the files of the locales that a language falls back on, the ones that win last."""
    language = full_tag(language)
    short = language.partition("-")[0]
    names = dict.fromkeys((_DEFAULT, _DIALECTS.get(short, short), language))
    return [file for name in names if (file := _file(name))]


def known_language(language: str) -> bool:
    """Whether there are terms for the language of ``language``, whatever its region."""
    short = _normal(language).partition("-")[0]
    return bool(_file(_normal(language)) or _file(_DIALECTS.get(short, short)))


@cache
def locator_terms(language: str) -> Mapping[str, LocatorLabel]:
    """Return the words by which a language names kinds of locators → the kind: ``p.``, ``pp.``, ``page`` → ``page``.

    They are in lower case. In a language that is not written in Latin letters the English ones are usual, too, and mean
    nothing else.

    Args:
        language: A language tag; where there is no locale for it, American English holds.
    """
    found = _words_for_locators(language)
    if any(label == "page" and not word[0].isascii() for word, label in found.items()):
        found = _words_for_locators("en-US") | found
    return found


def _words_for_locators(language: str) -> dict[str, LocatorLabel]:
    terms = _merged(language, map(_from_file, locale_files(language))).terms
    found: dict[str, LocatorLabel] = {}
    for (name, _), words in terms.items():
        if name in _COUNTED:
            for word in filter(None, words):
                found.setdefault(word.casefold(), cast(LocatorLabel, name))
    return found


def _normal(language: str) -> str:
    """Return a tag as files are called: ``de_at`` is ``de-AT``."""
    parts = language.strip().replace("_", "-").split("-")
    return "-".join(
        part.lower() if i == 0 else part.title() if len(part) == 4 else part.upper()
        for i, part in enumerate(parts)
    )


@cache
def _file(language: str) -> Path | None:
    if _TAG.fullmatch(language) is None:
        return None
    path = LOCALES / f"locales-{language}.xml"
    return path if path.is_file() else None


@cache
def _from_file(path: Path) -> Part:
    from lxml import etree

    return _read(etree.parse(str(path)).getroot())


def _read(locale: etree._Element) -> Part:
    part = Part(locale.get(_XML_LANG) or "")
    for element in locale:
        tag = tag_of(element)
        if tag == "style-options":
            part.options |= {str(k): str(v) for k, v in element.attrib.items()}
        elif tag == "date":
            part.dates[element.get("form", "")] = lower_date(element)
        elif tag == "terms":
            _read_terms(element, part)
    return part


def _text(term: etree._Element) -> str:
    """Return the text of a term, with apostrophes as they are printed."""
    return (term.text or "").replace("'", "’")


def _read_terms(terms: etree._Element, part: Part) -> None:
    for term in children(terms):
        name, form = term.get("name", ""), term.get("form", "long")
        if name.startswith(("ordinal", "long-ordinal")):
            part.ordinals.setdefault(name, []).append(
                Ordinal(term.text or "", term.get("match", ""), term.get("gender-form", ""))
            )
            continue
        text = _text(term)
        # A line break alone is the style's layout, and means an empty term.
        one = many = "" if len(term) or ("\n" in text and not text.strip()) else text
        for child in term:
            if tag_of(child) == "single":
                one = _text(child)
            elif tag_of(child) == "multiple":
                many = _text(child)
        if not term.get("gender-form"):
            part.terms[name, form] = (one, many if len(term) else one)
        if gender := term.get("gender"):
            part.genders[name] = gender
