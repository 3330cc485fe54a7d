"""Punctuation and quotation marks where texts meet."""

from __future__ import annotations

import re

import pytest
from growth import in_proportion
from hypothesis import given
from hypothesis import strategies as st

from synbib.text import from_markup, to_markup
from synbib.text.marks import ITALIC, KEEP, QUOTE
from synbib.text.punctuation import join_punctuation, keep_punctuation
from synbib.text.quotes import QuoteMarks, from_own, from_typed, to_typed

AMERICAN = QuoteMarks("“", "”", "‘", "’")


@pytest.mark.parametrize(
    ("quoted", "after", "written"),
    [
        ("end <i>italic</i>", ".", "“end <i>italic</i>.”"),
        ("<i>all</i>", ", x", "“<i>all</i>,” x"),
        ("<i>why?</i>", ".", "“<i>why?</i>”"),
        ("<i>so.</i>", ".", "“<i>so.</i>”"),
        ("plain", ".", "“plain.”"),
    ],
)
def test_punctuation_goes_into_quotation_marks_after_formatting(
    quoted: str, after: str, written: str
) -> None:
    joined = join_punctuation(QUOTE.wrap(from_markup(quoted)) + after, in_quote=True)
    assert to_markup(to_typed(joined, AMERICAN)) == written


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ('"Foo:", bar baz quux', "“Foo:”, bar baz quux"),
        ('"Foo"; bar', "“Foo”; bar"),
        ('What?! "No.".', "What?! “No.”."),
    ],
)
def test_punctuation_that_was_typed_stays_where_it_is(title: str, written: str) -> None:
    joined = join_punctuation(keep_punctuation(from_typed(title)), in_quote=True)
    assert to_typed(joined, AMERICAN) == written


@given(
    st.text(f"ab.,:;!? {KEEP}{ITALIC.open}{ITALIC.close}{QUOTE.open}{QUOTE.close}"), st.booleans()
)
def test_letters_and_marks_stay_as_they_are_and_in_their_order(text: str, in_quote: bool) -> None:
    moving = rf"[.,:;!? {KEEP}]"
    joined = join_punctuation(text, in_quote=in_quote)
    assert re.sub(moving, "", joined) == re.sub(moving, "", text)


@pytest.mark.parametrize(
    "piece",
    [f"{QUOTE.close},", f":{QUOTE.close}.", f"{ITALIC.close}{QUOTE.close}", f".{ITALIC.open}", "."],
)
def test_signs_and_marks_in_a_row_take_time_in_proportion_to_their_number(piece: str) -> None:
    def join(times: int) -> None:
        join_punctuation(f"a{piece * times}{QUOTE.close};", in_quote=True)

    assert in_proportion(join, 20_000)


def test_of_blanks_that_meet_one_stays_however_many_they_are_and_whatever_is_formatted() -> None:
    opened, closed = ITALIC.open, ITALIC.close
    joined = f"Doe, {opened} {opened} – Roe{closed}{closed}"
    assert join_punctuation(joined, in_quote=False) == f"Doe, {opened}{opened}– Roe{closed}{closed}"
    assert join_punctuation("Doe\u00a0 Roe", in_quote=False) == "Doe\u00a0 Roe"
    typed = keep_punctuation("two  blanks")
    assert join_punctuation(typed, in_quote=False) == "two  blanks"


def test_a_locales_own_marks_are_a_quotation_inside_of_another() -> None:
    german = QuoteMarks("„", "“", "‚", "‘")
    inside = from_own(QUOTE.wrap("Die „innere Form“"), german)
    assert to_typed(inside, german) == "„Die ‚innere Form‘“"
    alone = "Die „innere Form“"
    assert from_own(alone, german) == alone


def test_curly_single_marks_are_a_quotation_inside_of_another() -> None:
    text = "‘Nested’ it’s"
    assert from_typed(text) == text
    assert from_typed(text, inside=True) == f"{QUOTE.wrap('Nested')} it’s"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("基于 “深度学习” 的研究", "基于 “深度学习” 的研究"),
        ('基于 "深度学习" 的研究', "基于 《深度学习》 的研究"),
        ("Die “Natur” der Dinge", "Die 《Natur》 der Dinge"),
        ("“《红楼梦》研究”", "“《红楼梦》研究”"),
    ],
)
def test_curly_marks_around_east_asian_text_are_its_own(text: str, written: str) -> None:
    assert to_typed(from_typed(text), QuoteMarks("《", "》", "〈", "〉")) == written
