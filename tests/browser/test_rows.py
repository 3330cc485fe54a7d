"""The line of an entry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import synbib
from synbib.browser.rows import GAP, Row, cells, row_of, widths
from synbib.text.columns import columns

TEXTS = st.text(st.characters(codec="utf-8"), max_size=30)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            "author = {Doe, Jane}, title = {On {\\em Things}}, year = {2020}, journal = {J. Things (JT)}",
            Row("2020", "Doe", "On Things", "JT", "Doe"),
        ),
        ("author = {Doe, Jane and Roe, Ann}", Row("", "Doe & Roe", "key", "", "Doe")),
        ("author = {Doe, J and Roe, A and Poe, E}", Row("", "Doe et al.", "key", "", "Doe")),
        ("author = {Doe, Jane and others}", Row("", "Doe et al.", "key", "", "Doe")),
        ("editor = {{The Group}}, title = {T}", Row("", "The Group", "T", "", "The Group")),
        ("author = {王, 伟}, title = {论文}", Row("", "王", "论文", "", "王")),
        ("title = {a\x1b[31mb\u202ec}", Row("", "", "a[31mb\\u202ec", "", "")),
        ("", Row("", "", "key", "", "")),
    ],
)
def test_what_shows_of_an_entry(fields: str, expected: Row) -> None:
    assert row_of(synbib.read_text(f"@article{{key, {fields}}}")["key"]) == expected


@pytest.mark.parametrize("width", range(20, 140, 7))
@given(texts=st.tuples(TEXTS, TEXTS, TEXTS, TEXTS, TEXTS))
def test_a_line_is_as_wide_as_there_is_room(
    width: int, texts: tuple[str, str, str, str, str]
) -> None:
    assert columns(GAP.join(cells(Row(*texts), widths(width)))) == width


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (36, "2020 Doe      On things and what th…"),
        (60, "2020 Doe et al.     On things and what they are"),
        (80, "2020 Doe et al.       On things and what they are" + " " * 17 + "JT"),
    ],
)
def test_a_narrow_line_has_fewer_and_narrower_columns(width: int, expected: str) -> None:
    row = Row("2020", "Doe et al.", "On things and what they are", "JT", "Doe")
    assert GAP.join(cells(row, widths(width))).rstrip() == expected
