r"""Regular expressions say what Python's say, and take no more time than the text is long."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.errors import SynbibError
from synbib.library import parse_query, read_text
from synbib.library.expressions import Expression, ExpressionError

Grows = Callable[[Callable[[int], object], int], bool]

PIECES = [
    "a", "b", "é", "_", " ", ".", "*", "+", "?", "*?", "{2}", "{1,2}", "{,2}", "{1,}", "{", "|", "(", "(?:", "(?P<n>",
    "(?#c)", ")", "[ab]", "[^a]", "[]a]", r"[\]a-b]", "^", "$", r"\A", r"\Z", r"\b", r"\B", r"\w", r"\W", r"\d", r"\s",
    r"\.", r"\x61", r"\u00e9", r"\141", r"\0", r"\n", "\n",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(PIECES), max_size=7).map("".join),
    st.text("abAÉé_ 1.\n\0{2}", max_size=8),
    st.booleans(),
)
def test_an_expression_finds_what_pythons_does(pattern: str, text: str, case: bool) -> None:
    try:
        theirs = re.compile(pattern, 0 if case else re.IGNORECASE)
    except re.error as error:
        with pytest.raises(ExpressionError, match=re.escape(str(error))):
            Expression(pattern, case=case)
        return
    try:
        ours = Expression(pattern, case=case)
    except ExpressionError:
        assert "+" in pattern  # `a*+`, of pieces that met
        return
    assert ours.found_in(text) == (theirs.search(text) is not None)


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("^on (the )?", "On the way", True),
        (r"10\.18653/v1", "10.18653/v1/x", True),
        ("multi-?modal.*(bench|eval)", "Multimodal models: an evaluation", True),
        ("multi-?modal.*(bench|eval)", "Multimodal models", False),
        (r"\bRAG\b", "drag and rag", True),
        (r"\bRAG\b", "drag", False),
        (r"M(ü|ue)ller", "Karl MÜLLER", True),
        (r"\d{4}-\d\d", "of 2024-05", True),
        ("a$", "a\n", True),
        (r"a\Z", "a\n", False),
        ("", "", True),
        ("x*", "", True),
    ],
)
def test_what_people_look_for_is_found(pattern: str, text: str, found: bool) -> None:
    assert Expression(pattern, case=False).found_in(text) == found


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("(?=a)", "'(?' would take more time than a search may"),
        (r"(a)\1", r"'\1' would take more time than a search may"),
        ("a" * 501, "longer than 500 characters"),
        ("a{501}", "it stands for more than 500 characters"),
        ("(a{50}){50}", "it stands for more than 500 characters"),
        ("(){501}", "it stands for more than 500 characters"),
        ("(((((a{0}){9}){9}){9}){9}){9}", "it stands for more than 500 characters"),
        ("a{999999999}", "it stands for more than 500 characters"),
        ("(", "missing ), unterminated subpattern at position 0"),
    ],
)
def test_what_could_take_long_is_refused(pattern: str, message: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        Expression(pattern, case=True)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+$", "(a|a)*b", "(a|aa)+$", "a*a*a*a*a*a*b", "(.*)*x", "(a?){50}a{50}b", "(?:a*)*b", "()*b", "(|a)+b"],
)  # fmt: skip
def test_searching_takes_time_in_proportion_to_the_text(
    pattern: str, grows_in_proportion: Grows
) -> None:
    expression = Expression(pattern, case=False)
    assert not expression.found_in("a" * 30 + "!")
    assert grows_in_proportion(lambda n: expression.found_in("a" * n + "!"), 20_000)


def test_searches_and_groups_of_strangers_are_bounded() -> None:
    record = r"1 SearchGroup:g\;0\;title = (a+)+$\;0\;1\;1\;\;\;\;;"
    tree = f"@comment{{jabref-meta: grouping:\n0 AllEntriesGroup:;\n{record}\n}}\n"
    library = read_text(f"{tree}@misc{{k, title = {{{'a' * 5000}!}}}}")
    assert library.groups.find("g").keys == ()
    assert parse_query("title:/(a+)+$/").select(library) == []
    with pytest.raises(SynbibError, match=r"query:7: '\(\?=a\)' is not a regular expression"):
        parse_query("title:/(?=a)/")
