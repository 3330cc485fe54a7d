"""Control sequences outside braces that are letters or blanks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.latex import compose, decode


@pytest.mark.parametrize(
    ("latex", "composed"),
    [
        (r"Mu\~noz", "Muñoz"),
        (r"\c{C}etin", "Çetin"),
        (r"\L ukasz", "Łukasz"),
        (r"S\o{}ren", "Søren"),
        (r"\v Cech", "Čech"),
        (r"\'\i{}nigo", "ínigo"),
        (r"Mar\'\ia E", "María E"),
        (r"Ti\'{\^e}n", "Tiến"),
        (r"E.\ Knuth", "E. Knuth"),
        (r"D.\,E.", "D. E."),
        (r"Knu\-th", "Knuth"),
        (r"a\hspace{0pt}b", "ab"),
        # What stands in braces cannot be taken apart.
        (r"Jo{\~a}o {\L}ukasz", r"Jo{\~a}o {\L}ukasz"),
        # What would mean something to BibTeX or TeX stays a macro, and so does what has a meaning of its own.
        (r"Barnes \& Co", r"Barnes \& Co"),
        (r"\textsc{Smith} \unknown x", r"\textsc{Smith} \unknown x"),
        (r"a\textasciitilde b \~{} c", r"a\textasciitilde b \~{} c"),
        ("\\", "\\"),
        (r"\'", r"\'"),
        (r"\'}{", r"\'}{"),
    ],
)
def test_letters_and_blanks_stand_for_themselves(latex: str, composed: str) -> None:
    assert compose(latex) == composed


@given(st.text(st.sampled_from("ab \\~'\"{},.LovcÉ"), max_size=20))
def test_what_is_composed_says_the_same(latex: str) -> None:
    def letters(text: str) -> str:
        return "".join(char for char in decode(text) if char.isalpha())

    if latex.count("{") == latex.count("}"):
        assert letters(compose(latex)) == letters(latex)


@given(st.text(max_size=30))
def test_any_text_is_read(latex: str) -> None:
    assert compose(compose(latex)) == compose(latex) or "\\" in latex
