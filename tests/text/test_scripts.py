"""Super- and subscripts in plain text."""

from __future__ import annotations

import pytest

from synbib.text import from_markup
from synbib.text.scripts import plain_scripts


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("10<sup>5</sup> nodes", "10⁵ nodes"),
        ("10<sup>-3</sup> and H<sub>2</sub>O", "10⁻³ and H₂O"),
        ("the 1<sup>st</sup>", "the 1ˢᵗ"),
        ("as shown<sup>1,3–5</sup>", "as shown¹,³–⁵"),
        # Of most letters there are no small ones.
        ("x<sup>Q</sup>, x<sup>Q+1</sup>", "x^Q, x^(Q+1)"),
        ("T<sub>eff</sub>, x<sub>i</sub>", "T_eff, xᵢ"),
        ("<i>x<sup><b>2</b></sup></i>", "<i>x²</i>"),
        ("no such thing", "no such thing"),
    ],
)
def test_what_stands_above_or_below_the_line(markup: str, plain: str) -> None:
    assert plain_scripts(from_markup(markup)) == from_markup(plain)
