"""Texts and the columns of a terminal."""

from __future__ import annotations

import pytest

from synbib.text.columns import columns, cut, fitted


@pytest.mark.parametrize(
    ("text", "width", "cut_off", "fit"),
    [
        ("abc", 5, "abc", "abc  "),
        ("abc", 3, "abc", "abc"),
        ("abcd", 3, "abc", "ab…"),
        ("a cd", 3, "a c", "a… "),
        ("论文题目", 5, "论文", "论文…"),
        ("论文题目", 4, "论文", "论… "),
        ("e\u0301te\u0301", 2, "e\u0301t", "e\u0301…"),
        ("abc", 1, "a", "…"),
        ("abc", 0, "", ""),
        ("", 2, "", "  "),
    ],
)
def test_a_text_is_cut_or_filled_to_a_width(text: str, width: int, cut_off: str, fit: str) -> None:
    assert cut(text, width) == cut_off
    assert fitted(text, width) == fit
    assert columns(fit) == width
