"""HTML in fields."""

from __future__ import annotations

import pytest

from synbib.latex import decode
from synbib.text import to_markup


@pytest.mark.parametrize(
    ("field", "markup"),
    [
        ("Science &amp; Society", "Science & Society"),
        (r"Science \&amp; Society, {\&}amp; more", "Science & Society, & more"),
        ("p &lt; 0.05, &#233;, &#xe9;, &eacute;", "p < 0.05, é, é, é"),
        ("Elsevier writes &amp;amp; twice", "Elsevier writes & twice"),
        ("H<sub>2</sub>O, x<inf>i</inf>", "H<sub>2</sub>O, x<sub>i</sub>"),
        (
            "<i>In vivo</i> and <jats:italic>in vitro</jats:italic>",
            "<i>In vivo</i> and <i>in vitro</i>",
        ),
        ("<mml:math><mml:mi>x</mml:mi></mml:math> is", "x is"),
        (
            "<inline-formula><tex-math notation='LaTeX'>$x$</tex-math></inline-formula>-ray<br/>views",
            '<span class="nocase">x</span>-ray views',
        ),
        ("see <a href='http://a.org'>there</a>", "see there"),
        # Two elements of a formula are not one number.
        (
            '10<mml:math><mml:msup><mml:mi>x</mml:mi><mml:mn type="a">5</mml:mn></mml:msup></mml:math>',
            "10x<sup>5</sup>",
        ),
        (
            "<math><msub><mrow><mi>Ca</mi><mi>O</mi></mrow><mn>2</mn></msub><mfrac><mn>1</mn><mn>2</mn></mfrac></math>",
            "CaO<sub>2</sub>1/2",
        ),
        # What is not closed, or no reference, stays as it is.
        ("a <i b, c < d > e", "a <i b, c < d > e"),
        ("AT&T; R&D", "AT&T; R&D"),
        ("&notareference;", "&notareference;"),
    ],
)
def test_html_means_what_it_says(field: str, markup: str) -> None:
    assert to_markup(decode(field)) == markup
