from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Person

from synbib.model import Name, name_problems, parse_name, parse_names, split_names
from synbib.model.item import to_csl


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
        ("王 伟", Name("伟", "", "王")),
        ("欧阳~娜娜", Name("娜娜", "", "欧阳")),
        ("芥川 龍之介", Name("龍之介", "", "芥川")),
        ("김 철수", Name("철수", "", "김")),
        ("王, 伟", Name("伟", "", "王", commas=1)),
        ("王小明", Name("", "", "王小明")),
        ("アルベルト アインシュタイン", Name("アルベルト", "", "アインシュタイン")),
        ("알베르트 아인슈타인", Name("알베르트", "", "아인슈타인")),
        ("Bruce 李", Name("Bruce", "", "李")),
        ("Plato", Name("", "", "Plato")),
        ("{\\'E}mile Zola", Name("{\\'E}mile", "", "Zola")),
        ("{\\'e}mile Zola", Name("", "{\\'e}mile", "Zola")),
        ("Canton Ferrer, Cristian", Name("Cristian", "", "Canton Ferrer", commas=1)),
        ("Donald~E. Knuth", Name("Donald E.", "", "Knuth")),
        ("a, b, c, d", Name("c d", "", "a", "b", commas=3)),
        ("Hung-yi Lee", Name("Hung-yi", "", "Lee")),
        ("Ahmad al-Khatib", Name("Ahmad", "", "al-Khatib")),
        ("M. Faraki, M. Harandi,", Name("M. Harandi", "", "M. Faraki", commas=1)),
        ("Öçal, Şule", Name("Şule", "", "Öçal", commas=1)),
        ("Élise\N{NO-BREAK SPACE}du Pont", Name("Élise", "du", "Pont")),
        ("李明", Name("", "", "李明")),
        ("Li, Ming (李明)", Name("Ming (李明)", "", "Li", commas=1)),
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
        ("and Foo Bar", ["and Foo Bar"]),
        ("Foo and and Bar", ["Foo", "Bar"]),
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
        ("Chan, {Chi-Min}", {"family": "Chan", "given": "Chi-Min", "given-i": "ChiMin"}),
        ("Ming{-}Wei Chang", {"family": "Chang", "given": "Ming-Wei"}),
        (r"Mu\~noz, J.", {"family": "Muñoz", "given": "J."}),
        (r"Jos\'e Ib\'a\~nez", {"family": "Ibáñez", "given": "José"}),
        (r"\'{E}va Tardos", {"family": "Tardos", "given": "Éva"}),
        (r"\c{C}etin Kaya", {"family": "Kaya", "given": "Çetin"}),
        (r"\L ukasz Kaiser", {"family": "Kaiser", "given": "Łukasz"}),
        (r"\v Cech, E.", {"family": "Čech", "given": "E."}),
        (r"Donald E.\ Knuth", {"family": "Knuth", "given": "Donald E."}),
        (r"D.\,E. Knuth", {"family": "Knuth", "given": "D. E."}),
        (r"Nguy\~{\^e}n Ti\'{\^e}n", {"family": "Tiến", "given": "Nguyễn"}),
        (r"\textsc{Smith} John", {"family": "John", "given": "Smith"}),
        (
            r"de'\hspace{0pt} Medici, Lorenzo",
            {"family": "Medici", "given": "Lorenzo", "non-dropping-particle": "de'"},
        ),
        (
            r"{\uppercase{d}e La} Cruz, Maria",
            {"family": "Cruz", "given": "Maria", "non-dropping-particle": "De La"},
        ),
        ("{OpenAI}", {"literal": "OpenAI"}),
        ("{\\'E}mile Zola", {"family": "Zola", "given": "Émile"}),
        ("King, Jr., M.", {"family": "King", "given": "M.", "suffix": "Jr."}),
        ("V{\\'a}zques{ de }Parga, Luis", {"family": "Vázques de Parga", "given": "Luis"}),
        ("family=李, given=明", {"family": "李", "given": "明"}),
        ("family={{OpenAI}}", {"literal": "OpenAI"}),
        (
            "family=Hasselhoff, given={David Michael}, given-i=DM, prefix=von, useprefix=true",
            {"family": "Hasselhoff", "given": "David Michael", "non-dropping-particle": "von"},
        ),
        (
            '"family={Robinson, Jr}", prefix=de, useprefix=false, suffix=III',
            {"family": "Robinson, Jr", "dropping-particle": "de", "suffix": "III"},
        ),
    ],
)
def test_names_in_csl(text: str, csl: dict[str, str]) -> None:
    assert parse_name(text).csl == csl


@pytest.mark.parametrize(
    ("useprefix", "particle"),
    [
        (None, "non-dropping-particle"),
        (True, "non-dropping-particle"),
        (False, "dropping-particle"),
    ],
)
def test_useprefix_says_which_particle_a_prefix_is(useprefix: bool | None, particle: str) -> None:
    assert parse_name("van Gennep, Arnold").to_csl(useprefix)[particle] == "van"


@pytest.mark.parametrize(
    ("field", "codes"),
    [
        ("Tan, Zhen and {OpenAI} and others", []),
        ("", []),
        ("Tan, Zhen, Beigi, Alimohammad", ["too-many-commas"]),
        ("Tan, Zhen,", ["comma-at-end"]),
        ("Tan, Zhen and and Foo", ["empty-name"]),
        ("and Foo", ["empty-name"]),
        ("Foo and", ["empty-name"]),
        (", Zhen", ["no-family-name"]),
        ("{Tan, Zhen", ["unbalanced-braces"]),
    ],
)
def test_what_is_wrong_with_names(field: str, codes: list[str]) -> None:
    assert [problem.code for problem in name_problems(field)] == codes


@given(st.text(st.sampled_from("aB é李{}\\\"'~-,=. \nand"), max_size=40))
def test_any_text_has_names(field: str) -> None:
    name_problems(field)
    for name in parse_names(field):
        assert name.csl is not None


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


SIMPLE = st.from_regex(r"[A-Z][a-z.]{0,3}(-[A-Za-z]{1,3})?", fullmatch=True)


@given(st.lists(SIMPLE, min_size=1, max_size=2), st.lists(SIMPLE, min_size=1, max_size=3))
def test_the_quick_way_through_simple_names_is_the_careful_one(
    family: list[str], given: list[str]
) -> None:
    for text in (f"{' '.join(family)}, {' '.join(given)}", " ".join([*given, *family])):
        assert to_csl("x", "book", {"author": text})["author"] == [parse_name(text).csl]
