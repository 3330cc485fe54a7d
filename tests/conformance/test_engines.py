"""The comparison with other engines: what counts as no difference, and what a difference is called."""

from __future__ import annotations

import json

import pytest
from engines import ITEMS, Counted, canonical, cause, citations_of, plain, summary, with_locale

from synbib.csl import Style


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A &#38; B &amp; C", "A & B & C"),
        ("<em>A</em> <strong>b</strong>", "<i>A</i> <b>b</b>"),
        ("<span>A</span> <a href='https://example.org'>b</a>", "A b"),
        ("<i>A </i>b", "<i>A</i> b"),
        (
            '\n    <div class="csl-left-margin">1. </div><div class="csl-right-inline">A</div>\n  ',
            "1. A",
        ),
        ("[CSL STYLE ERROR: reference with no printed form.]", "[NO_PRINTED_FORM]"),
    ],
)
def test_what_is_no_difference_is_not_seen(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<i>A.</i> b", "<i>A</i>. b"),
        ('<span style="font-variant:small-caps;">A</span>', "A"),
        ("10\u00a0000", "10 000"),
        ("A &#60;i&#62;b&#60;/i&#62;", "A <i>b</i>"),
    ],
)
def test_what_a_reader_sees_is_a_difference(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


def test_the_text_of_html_has_its_signs_and_no_tags() -> None:
    assert plain(canonical('<span style="font-variant:small-caps;">A</span> &#60; <i>b</i>')) == (
        "A < b"
    )


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ("Roe, Title. 2020", "Roe, Title, 2020", "W⟨.⟩⟨,⟩ "),
        ("2 vol.", "2 Vol.", " ⟨w⟩⟨W⟩."),
        ("pp. 1–9", "pp. 1-9", "9⟨–⟩⟨-⟩9"),
        ("Roe", "Doe", "^⟨W⟩⟨W⟩$"),
        ("the same", "the same", ""),
    ],
)
def test_a_cause_is_the_first_stretch_that_differs(mine: str, theirs: str, expected: str) -> None:
    assert cause(mine, theirs) == expected


def test_every_item_is_cited_alone_and_in_a_group() -> None:
    citations = citations_of(["a", "b", "c", "d"])
    assert citations[:6] == [
        [{"id": "a"}],
        [{"id": "b"}],
        [{"id": "c"}],
        [{"id": "d"}],
        [{"id": "a"}, {"id": "b"}, {"id": "c"}],
        [{"id": "d"}],
    ]


def test_the_locale_file_goes_into_the_style_under_what_the_style_says_itself() -> None:
    style = Style.parse_unchecked(
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">'
        '<locale xml:lang="en"><terms><term name="and">plus</term></terms></locale>'
        '<citation><layout><text term="and"/></layout></citation></style>'
    )
    written = with_locale(style)
    assert written.count('<term name="and">') == 1
    assert '<term name="and">plus</term>' in written
    assert '<term name="et-al">et al.</term>' in written


def test_the_items_are_of_every_type_of_csl() -> None:
    types = {item["type"] for item in json.loads(ITEMS.read_text("utf-8"))}
    assert len(types) == 45


def test_figures_are_given_with_and_without_the_styles_on_which_an_engine_fails() -> None:
    by_all = {"references": Counted(total=90, text=90, markup=81, apart=9)}
    by_some = {"references": Counted(total=10, text=0, markup=0)}
    together = (
        "references: 90 of 100 equal as text, 90.00%; as HTML 81.00%; the others agree in 91.0%"
    )
    assert summary(by_all, by_some, ["broken: TypeError"]) == [
        together,
        "",
        "One of the others fails on these, so that we are compared with the rest alone:",
        "    broken: TypeError",
        "references without these: 90 of 90 equal as text, 100.00%; as HTML 90.00%; the others agree in 90.0%",
    ]
    assert summary(by_all, {"references": Counted()}, []) == [
        "references: 90 of 90 equal as text, 100.00%; as HTML 90.00%; the others agree in 90.0%"
    ]
