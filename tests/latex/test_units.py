"""siunitx: numbers and units."""

from __future__ import annotations

import pytest

from synbib.latex import decode
from synbib.text import to_markup


@pytest.mark.parametrize(
    ("latex", "markup"),
    [
        (r"\num{42}", "42"),
        (r"\num{-1.5}", "−1.5"),
        (r"\num{1e-5}", "1\u00a0×\u00a010<sup>−5</sup>"),
        (r"\num{e3}", "10<sup>3</sup>"),
        (r"\num[round-mode=places]{3.14}", "3.14"),
        (r"\SI{10}{\kilo\metre\per\second}", "10\u00a0km/s"),
        (r"\qty{20}{\celsius}", "20\u00a0°C"),
        (
            r"\qty{2}{\square\metre} \qty{2}{\metre\squared}",
            "2\u00a0m<sup>2</sup> 2\u00a0m<sup>2</sup>",
        ),
        (r"\qtyrange{1}{2}{\micro\metre}", "1–2\u00a0µm"),
        (r"\SIrange{1}{2}{kg.m^{-1}}", "1–2\u00a0kg m<sup>−1</sup>"),
        (r"\ang{45}", "45°"),
        (r"\si{\mega\electronvolt} \unit{\ohm}", "MeV Ω"),
        (r"\qty{5}{\furlong}", "5\u00a0\\furlong"),
    ],
)
def test_quantities(latex: str, markup: str) -> None:
    assert to_markup(decode(latex)) == markup
