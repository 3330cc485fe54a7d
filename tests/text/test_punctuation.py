"""Punctuation and quotation marks where texts meet."""

from __future__ import annotations

import pytest

from synbib.text import from_markup, to_markup
from synbib.text.marks import QUOTE
from synbib.text.punctuation import join_punctuation
from synbib.text.quotes import QuoteMarks, from_typed, to_typed

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
def test_punctuation_goes_into_quotation_marks_behind_formatting(
    quoted: str, after: str, written: str
) -> None:
    joined = join_punctuation(QUOTE.wrap(from_markup(quoted)) + after, in_quote=True)
    assert to_markup(to_typed(joined, AMERICAN)) == written


def test_curly_single_marks_are_a_quotation_inside_of_another() -> None:
    text = "‘Nested’ it’s"
    assert from_typed(text) == text
    assert from_typed(text, inside=True) == f"{QUOTE.wrap('Nested')} it’s"
