"""Where a locator ends: what pandoc 3.9 makes of the same suffixes is what is expected, but for terms that it has not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.csl import locator_terms
from synbib.documents import split_suffix

ENGLISH = locator_terms("en-US")


@pytest.mark.parametrize(
    ("suffix", "locator", "label", "rest"),
    [
        ("", "", "page", ""),
        (", p. 3", "3", "page", ""),
        (" p.3", "3", "page", ""),
        (", P. 3", "3", "page", ""),
        (" p 3", "", "page", " p 3"),
        (", pp. 33-35, 38-39 and *passim*", "33-35, 38-39", "page", " and *passim*"),
        (", 3", "3", "page", ""),
        (" 3–5", "3–5", "page", ""),
        (", 3--5", "3–5", "page", ""),
        (", iv", "", "page", ", iv"),
        (", pp. iv, vi-xi, (xv)-(xvii) with", "iv, vi-xi, (xv)-(xvii)", "page", " with"),
        (", {pp. iv, vi-xi, (xv)} with", "iv, vi-xi, (xv)", "page", " with"),
        ("{ii, A, D-Z}, with a suffix", "ii, A, D-Z", "none", ", with a suffix"),
        ("{}, 99 years later", "", "page", ", 99 years later"),
        (", 99 years later", "99", "page", " years later"),
        (", chapter 3, p. 5", "3", "chapter", ", p. 5"),
        (", vols. 1-3, chap. 2", "1-3", "volume", ", chap. 2"),
        (" §3", "3", "section", ""),
        (" ¶¶ 3--5", "3–5", "paragraph", ""),
        (", fig. 2", "2", "figure", ""),
        (", v. 3", "3", "verse", ""),
        (", table 2", "2", "table", ""),  # a term of CSL 1.0.2 that pandoc does not look for
        (", 3, 5, see also", "3, 5", "page", ", see also"),
        (", 3 and 5", "3", "page", " and 5"),
        (", 1.2.3.", "1.2.3", "page", "."),
        (", 12:34", "12:34", "page", ""),
        (", 591 [84]", "591 [84]", "page", ""),
        (" [2] x", "[2]", "page", " x"),
        (", p. a", "", "page", ", p. a"),
        (", p. 3 ff.", "3", "page", " ff."),
        (", *p.* 3", "3", "page", ""),
        (", p. *3*", "3", "page", ""),
        (", p. 3. Note", "3", "page", ". Note"),
        (", p. 3/4", "3", "page", "/4"),
        (r", p. 3\;4", "3;4", "page", ""),
        (r", p.\ 3", "3", "page", ""),
        (", no comment", "", "page", ", no comment"),
        ("{p. 3", "", "page", "{p. 3"),
    ],
)
def test_a_locator_ends_where_its_words_no_longer_count(
    suffix: str, locator: str, label: str, rest: str
) -> None:
    assert split_suffix(suffix, ENGLISH) == (locator, label, rest)


@pytest.mark.parametrize(
    ("language", "suffix", "locator", "label"),
    [
        ("de", ", S. 3", "3", "page"),
        ("de-CH", ", Kap. 3", "3", "chapter"),
        ("de", ", p. 3", "", "page"),
        ("fr", ", chap. 2", "2", "chapter"),
        ("zh-CN", ", 页 3", "3", "page"),
        ("zh-CN", ", pp. 3-5", "3-5", "page"),
        ("ru", ", с. 3", "3", "page"),
        ("ru", ", chap. 3", "3", "chapter"),
        ("xx", ", p. 3", "3", "page"),
    ],
)
def test_terms_are_those_of_the_language(
    language: str, suffix: str, locator: str, label: str
) -> None:
    assert split_suffix(suffix, locator_terms(language))[:2] == (locator, label)


@pytest.mark.parametrize(
    ("language", "suffix", "locator", "label", "rest"),
    [
        ("zh-CN", ", 第12页", "12", "page", ""),
        ("zh-CN", "，第 12 页，下同", "12", "page", "，下同"),
        ("zh-CN", " 12--15页", "12–15", "page", ""),
        ("zh-CN", ", 第12至15页", "12–15", "page", ""),
        ("zh-CN", ", 第三章", "三", "chapter", ""),
        ("zh-CN", ", 第3年", "第3年", "page", ""),
        ("zh-CN", ", 三章", "", "page", ", 三章"),
        ("ja", ", 12ページ", "12", "page", ""),
        ("ko", ", 12페이지", "12", "page", ""),
        ("en", ", 第12页", "第12页", "page", ""),
    ],
)
def test_a_word_of_east_asia_may_come_after_its_number(
    language: str, suffix: str, locator: str, label: str, rest: str
) -> None:
    assert split_suffix(suffix, locator_terms(language)) == (locator, label, rest)


@given(st.text("p. ,;()[]{}3iv-x*\\$", max_size=40))
def test_a_suffix_is_never_lost(suffix: str) -> None:
    locator, _, rest = split_suffix(suffix, ENGLISH)
    assert suffix.endswith(rest)
    assert locator or rest == suffix or "{" in suffix
