"""Prefixes and suffixes of cites, as CSL-JSON has rich text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.documents import Kept, as_markup


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("see also e.g.", "see also e.g."),
        ("*see* **also** _here_ and __there__", "<i>see</i> <b>also</b> <i>here</i> and <b>there</b>"),
        ("snake_case_word, 2 * 3 * 4", "snake_case_word, 2 * 3 * 4"),
        ("H~2~O, 1^st^, [Roe]{.smallcaps}", "H<sub>2</sub>O, 1<sup>st</sup>, <sc>Roe</sc>"),
        (r"\*x\* and a\_b", "*x* and a_b"),
        ("so -- and so --- on...", "so – and so — on…"),
        ("&amp; &#8211; &nothing", "& – &nothing"),
        ("**bold *and* more**", "<b>bold <i>and</i> more</b>"),
        ('"quoted"', '"quoted"'),
        ("~~no~~ H~2~", "~~no~~ H<sub>2</sub>"),
    ],
)  # fmt: skip
def test_markdown_becomes_csl_json(source: str, expected: str) -> None:
    assert as_markup(source) == expected


@pytest.mark.parametrize(
    "source", ["`a;b`", "``a`b``", "$x^2$", "[x](https://e.org)", '<span class="x">', r"\emph{x}"]
)
def test_what_csl_json_cannot_hold_is_kept_and_put_back(source: str) -> None:
    kept = Kept()
    text = as_markup(f"a {source} *b*", kept)
    assert source not in text
    assert kept.put_back(text) == f"a {source} <i>b</i>"
    assert kept.put_back(text, str.upper) == f"a {source.upper()} <i>b</i>"
    assert as_markup(source) == source


@given(st.text("ab*_`$~^\\[](){}<>.-\U000f0000", max_size=40))
def test_nothing_stands_for_what_was_not_kept(source: str) -> None:
    kept = Kept()
    assert "\U000f0000" not in kept.put_back(as_markup(source, kept), lambda _: "")
