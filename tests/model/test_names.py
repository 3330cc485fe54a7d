from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Person

from synbib.model import Name, parse_name, parse_names, split_names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zhen Tan", Name("Zhen", "", "Tan")),
        ("Tan, Zhen", Name("Zhen", "", "Tan", commas=1)),
        ("Ludwig van Beethoven", Name("Ludwig", "van", "Beethoven")),
        ("van Beethoven, Ludwig", Name("Ludwig", "van", "Beethoven", commas=1)),
        (
            "Charles Louis Xavier Joseph de la Vall{\\'e}e Poussin",
            Name("Charles Louis Xavier Joseph", "de la", "Vall{\\'e}e Poussin"),
        ),
        ("King, Jr, Martin Luther", Name("Martin Luther", "", "King", "Jr", commas=2)),
        ("{Barnes and Noble}", Name("", "", "{Barnes and Noble}")),
        ("jean de la fontaine", Name("", "jean de la", "fontaine")),
        ("Jean De La Fontaine", Name("Jean De La", "", "Fontaine")),
        ("Plato", Name("", "", "Plato")),
        ("{\\'E}mile Zola", Name("{\\'E}mile", "", "Zola")),
        ("{\\'e}mile Zola", Name("", "{\\'e}mile", "Zola")),
        ("Canton Ferrer, Cristian", Name("Cristian", "", "Canton Ferrer", commas=1)),
        ("Donald~E. Knuth", Name("Donald E.", "", "Knuth")),
        ("a, b, c, d", Name("c d", "", "a", "b", commas=3)),
    ],
)
def test_parts_of_a_name_by_bibtexs_rules(text: str, expected: Name) -> None:
    assert parse_name(text) == expected


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("A B and C D", ["A B", "C D"]),
        ("A B AND C D\n and\tE", ["A B", "C D", "E"]),
        ("{Barnes and Noble} and Sand and Andy", ["{Barnes and Noble}", "Sand", "Andy"]),
        ("Wang and others", ["Wang", "others"]),
        ("", []),
        ("and", ["and"]),
    ],
)
def test_names_are_separated_by_and_outside_braces(field: str, names: list[str]) -> None:
    assert split_names(field) == names


def test_others_is_no_name() -> None:
    assert [name.family for name in parse_names("Wang, Y. and others")] == ["Wang"]


@pytest.mark.parametrize(
    ("text", "csl"),
    [
        (
            "de la Cruz, Mar{\\'\\i}a",
            {"family": "Cruz", "given": "María", "non-dropping-particle": "de la"},
        ),
        ("Chan, {Chi-Min}", {"family": "Chan", "given": "Chi\N{NON-BREAKING HYPHEN}Min"}),
        ("{OpenAI}", {"literal": "OpenAI"}),
        ("{\\'E}mile Zola", {"family": "Zola", "given": "Émile"}),
        ("King, Jr., M.", {"family": "King", "given": "M.", "suffix": "Jr."}),
    ],
)
def test_names_in_csl(text: str, csl: dict[str, str]) -> None:
    assert parse_name(text).csl == csl


WORDS = st.sampled_from(
    [
        "Anna",
        "von",
        "de",
        "Müller",
        "O'Neil",
        "{De} Vries",
        "{\\'e}a",
        "{\\O}re",
        "x.",
        "{Ford Co}",
        "3M",
    ]
)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=3))
def test_pybtex_reads_the_same_parts(sections: list[list[str]]) -> None:
    text = ", ".join(" ".join(words) for words in sections)
    theirs = Person(text)
    ours = parse_name(text)
    assert (ours.given, ours.prefix, ours.family, ours.suffix) == (
        " ".join([*theirs.first_names, *theirs.middle_names]),
        " ".join(theirs.prelast_names),
        " ".join(theirs.last_names),
        " ".join(theirs.lineage_names),
    )
