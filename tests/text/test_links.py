"""Where a link leads is out of reach of all that changes text."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.csl.elements import dress
from synbib.csl.style import Format
from synbib.text import WRITERS, flip_flop, link, strip, to_nodes
from synbib.text.display import without_display
from synbib.text.flipflop import without_normal
from synbib.text.marks import ITALIC, MARKS, Node, is_blank, split_links
from synbib.text.punctuation import join_punctuation, keep_punctuation
from synbib.text.quotes import QuoteMarks, from_typed, to_typed
from synbib.text.sentence_case import sentence_case, unprotect
from synbib.text.textcase import TEXT_CASES, text_case

ADSABS = "http://adsabs.harvard.edu/abs/1955PThPS...1...24Y"
WILEY = "https://doi.org/10.1002/(SICI)1099-1476(199902)22:3<267::AID-MMA40>3.0.CO;2-A"
URLS = [
    ADSABS,
    WILEY,
    'https://e.org/it\'s "A" . , ; : ! ?  x--y ‘z’',
    "https://e.org/ÀÉ/ı/ß/i",
    "https://e.org/e\u0301",
    f"https://e.org/{chr(0xE000)}{chr(0xE030)}",
]
MARKS_OF_A_LOCALE = QuoteMarks("“", "”", "‘", "’")


def _cased(case: str, language: str, text: str) -> str:
    return text_case(case, text, language)


RULES: dict[str, Callable[[str], str]] = {
    "typed quotation marks": from_typed,
    "typed quotation marks inside others": lambda text: from_typed(text, inside=True),
    "written quotation marks": lambda text: to_typed(text, MARKS_OF_A_LOCALE),
    "punctuation that is kept": keep_punctuation,
    "punctuation that meets": lambda text: join_punctuation(text, in_quote=False),
    "punctuation that goes into quotations": lambda text: join_punctuation(text, in_quote=True),
    "flip-flop": lambda text: flip_flop(ITALIC.wrap(text)),
    "without normal": lambda text: without_normal(ITALIC.wrap(text)),
    "without display": lambda text: without_display(text, "\n"),
    "sentence case": sentence_case,
    "unprotect": unprotect,
    "strip-periods": lambda text: dress(text, Format("", "", (), False, "", True), "en"),
    "quotes": lambda text: dress(text, Format(quotes=True), "en"),
    **{
        f"text-case {case} in {language}": partial(_cased, case, language)
        for case in TEXT_CASES
        for language in ("en", "tr", "el")
    },
}


def targets(marked: str) -> list[str]:
    return [url for _, url in split_links(marked) if url]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("url", URLS)
def test_no_rule_for_text_touches_a_target(rule: str, url: str) -> None:
    marked = f"Before: “{link(url, 'the Text. Of it')}”. {link(url, url)}."
    assert targets(RULES[rule](marked)) == [url, url]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.sampled_from([*RULES]))
def test_no_rule_touches_any_target(url: str, rule: str) -> None:
    assert targets(RULES[rule](f"a. {link(url, 'B')}: c")) == [url]


def test_a_link_is_read_back_as_a_node() -> None:
    assert to_nodes(f"a {link(ADSABS, 'b')}") == ("a ", Node("link", ("b",), ADSABS))


def test_links_do_not_nest() -> None:
    assert list(split_links(link("u:1", f"a {link('u:2', 'b')} c"))) == [
        ("", ""),
        ("a b c", "u:1"),
        ("", ""),
    ]


def test_a_target_is_neither_shown_nor_does_it_make_a_text_that_shows_something() -> None:
    assert strip(link(ADSABS, "text")) == "text"
    assert is_blank(f" {link(ADSABS, ' ')}")


def test_a_first_word_in_a_link_gets_its_capital() -> None:
    assert strip(text_case("capitalize-first", link(ADSABS, "word"), "en")) == "Word"


@pytest.mark.parametrize("broken", [link(ADSABS, "a")[:9], link(ADSABS, "a")[1:], MARKS])
def test_half_a_link_raises_nothing(broken: str) -> None:
    assert all(isinstance(each.inline(broken), str) for each in WRITERS.values())
    assert isinstance(to_nodes(broken), tuple)


def test_what_is_no_character_does_not_raise() -> None:
    assert targets(link("https://e.org/\ud800", "a")) == ["https://e.org/?"]
