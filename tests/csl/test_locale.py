"""Locales: what stands in for a term, whose definition wins, ordinals (CSL 1.0.2, "Locale", "Terms")."""

from __future__ import annotations

import pytest
from lxml import etree

from synbib.csl.style import Locale, find_locale, known_language, regional_tag

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0">{}</style>"""


def locale(language: str, elements: str = "") -> Locale:
    return find_locale(language, etree.fromstring(STYLE.format(elements)))


def test_a_form_that_is_not_there_is_stood_in_for_by_the_next_longer_one() -> None:
    english = locale("en-US")
    assert english.term("editor", "verb-short") == "ed. by"
    assert english.term("editor", "symbol") == "ed."
    assert english.term("ibid", "short") == "ibid."
    assert english.term("no such term") == ""


def test_terms_have_a_plural() -> None:
    english = locale("en-US")
    assert [english.term("page", "short", plural) for plural in (False, True)] == ["p.", "pp."]


@pytest.mark.parametrize(
    ("language", "term"),
    [("de-DE", "dialect"), ("de-AT", "language"), ("fr-FR", "all")],
)
def test_the_nearest_locale_element_of_a_style_wins(language: str, term: str) -> None:
    own = "".join(
        f'<locale{tag}><terms><term name="editor">{name}</term></terms></locale>'
        for tag, name in (
            (' xml:lang="de-DE"', "dialect"),
            (' xml:lang="de"', "language"),
            ("", "all"),
        )
    )
    assert locale(language, own).term("editor") == term


def test_a_style_changes_one_form_and_leaves_the_others() -> None:
    own = '<locale><terms><term name="editor" form="short">Hg.</term></terms></locale>'
    german = locale("de", own)
    assert german.term("editor", "short") == "Hg."
    assert german.term("editor", "verb") == "herausgegeben von"


def test_a_language_has_a_dialect_and_what_no_locale_has_comes_from_english() -> None:
    assert locale("pt").term("month-05") == "maio"
    assert locale("xx").term("and") == "and"
    assert known_language("de_at")
    assert known_language("de-XX")
    assert not known_language("xx")


@pytest.mark.parametrize(
    ("number", "ordinal"),
    [(1, "st"), (2, "nd"), (3, "rd"), (4, "th"), (11, "th"), (13, "th"), (21, "st"), (112, "th")],
)
def test_english_ordinals(number: int, ordinal: str) -> None:
    assert locale("en-US").ordinal(number) == ordinal


def test_ordinals_of_a_style_replace_all_of_the_locale() -> None:
    own = '<locale><terms><term name="ordinal">º</term></terms></locale>'
    assert [locale("en-US", own).ordinal(number) for number in (1, 2, 11)] == ["º"] * 3


def test_ordinals_have_a_gender() -> None:
    french = locale("fr-FR")
    assert french.gender("edition") == "feminine"
    assert french.ordinal(1, french.gender("edition")) == "ʳᵉ"
    assert french.ordinal(1, french.gender("month-10")) == "ᵉʳ"


def test_options_are_the_locale_s_unless_the_style_sets_them() -> None:
    own = '<locale xml:lang="en"><style-options punctuation-in-quote="false"/></locale>'
    assert locale("en-US").punctuation_in_quote
    assert not locale("en-GB").punctuation_in_quote
    assert not locale("en-US", own).punctuation_in_quote


@pytest.mark.parametrize(
    ("language", "tag"),
    [
        ("de", "de-DE"),
        ("de_at", "de-AT"),
        ("zh", "zh-CN"),
        ("sr", "sr-Cyrl-RS"),
        ("la", "la"),
        ("", ""),
        ("no tag", ""),
    ],
)
def test_a_language_gets_the_region_that_stands_for_it(language: str, tag: str) -> None:
    assert regional_tag(language) == tag
