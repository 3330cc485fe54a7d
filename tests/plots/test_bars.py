"""Bars as lines and as an SVG."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from synbib.plots import Bar, Chart, svg_bars, text_bars
from synbib.text.columns import columns

SVG = "{http://www.w3.org/2000/svg}"
ROWS = [Bar("2023", 1, "8 %"), Bar("2024", 12, "92 %"), Bar("陈一凡", 0, "0 %")]


def test_a_bar_is_in_proportion_to_its_number() -> None:
    assert text_bars(ROWS, 40) == [
        "  2023    █▋                     1   8 %",
        "  2024    ████████████████████  12  92 %",
        "  陈一凡                         0   0 %",
    ]


def test_the_longest_bar_may_be_that_of_another_number() -> None:
    assert text_bars([Bar("a", 5)], 20, most=10) == ["  a  ██████        5"]


@pytest.mark.parametrize("width", [20, 40, 80, 200])
@given(
    rows=st.lists(
        st.builds(
            Bar, st.text(max_size=60), st.integers(0, 10**6), st.text("0123456789 %", max_size=6)
        ),
        max_size=5,
    )
)
def test_lines_fit_whatever_the_labels_are(width: int, rows: list[Bar]) -> None:
    lines = text_bars(rows, width)
    assert len(lines) == len(rows)
    for line in lines:
        assert "\n" not in line
        # Numbers are never cut.
        assert columns(line) <= max(width, 32)


def test_what_is_there_is_seen() -> None:
    assert "▏" in text_bars([Bar("few", 1), Bar("many", 10**6)], 40)[0]
    assert text_bars([], 40) == []


def test_an_svg_has_a_title_all_numbers_and_no_script() -> None:
    text = svg_bars([Chart("Papers by year", ROWS)], title="Papers")
    root = etree.fromstring(text.encode())
    assert root.get("role") == "img"
    labelled = root.get("aria-labelledby", "").split()
    assert [root.findtext(f"{SVG}*[@id='{name}']") for name in labelled] == [
        "Papers",
        "Papers by year: 2023 1, 2024 12, 陈一凡 0",
    ]
    assert [rect.get("width") for rect in root.iter(f"{SVG}rect")] == ["41", "496", "0"]
    assert {etree.QName(e).localname for e in root.iter()} == {
        "svg",
        "title",
        "desc",
        "style",
        "text",
        "rect",
    }
    assert "prefers-color-scheme:dark" in text
    assert "currentColor" in text


def test_a_hostile_label_puts_no_element_on_the_page() -> None:
    hostile = "</text><script>alert(1)</script>\x1b[31m\u202e&amp;"
    text = svg_bars([Chart(hostile, [Bar(hostile, 3)])], title=hostile)
    root = etree.fromstring(text.encode())
    assert not list(root.iter(f"{SVG}script"))
    assert "\x1b" not in text
    assert "\u202e" not in text
    [heading, label, _] = ["".join(e.itertext()) for e in root.iter(f"{SVG}text")]
    assert heading.startswith("</text><script>")
    assert label.startswith("</text><script>")


def test_the_rules_of_an_svg_are_for_itself_alone() -> None:
    text = svg_bars([Chart("x", ROWS)], title="x", id="years")
    style = etree.fromstring(text.encode()).findtext(f"{SVG}style")
    assert style
    rules = style.replace("@media(prefers-color-scheme:dark){", "").replace("}}", "}").split("}")
    assert all(rule.startswith("#years") for rule in rules if rule)
