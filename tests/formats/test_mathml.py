"""MathML of titles as TeX, and which TeX may stand in a file."""

import pytest

from synbib.formats.mathml import is_harmless, to_tex


@pytest.mark.parametrize(
    ("mathml", "tex"),
    [
        ("<mi>α</mi><mo>→</mo><mi>β</mi>", r"\alpha\to\beta"),
        ("<msub><mi>x</mi><mrow><mi>i</mi><mi>j</mi></mrow></msub>", "x_{ij}"),
        ("<msubsup><mi>D</mi><mn>0</mn><mo>&#x2217;</mo></msubsup>", "D_0^*"),
        ("<msqrt><mi>s</mi></msqrt><mo>=</mo><mn>13</mn><mtext> TeV</mtext>", r"\sqrt{s}=13\mathrm{~TeV}"),
        ("<mover><mi>B</mi><mo>¯</mo></mover>", r"\bar{B}"),
        ("<mfrac><mn>1</mn><mn>2</mn></mfrac><mi>sin</mi><mo>&#x2061;</mo><mi>x</mi>", r"\frac{1}{2}\sin x"),
        ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", "(a,b)"),
        ("<mn>50</mn><mo>%</mo><mo>&lt;</mo>", r"50\%<"),
        ("<msup><mi/><mn>2</mn></msup>", "{}^2"),
        ("<mi>x", ""),
    ],
)  # fmt: skip
def test_mathml_is_read_as_tex(mathml: str, tex: str) -> None:
    assert (
        to_tex(f"<mml:math xmlns:mml='http://www.w3.org/1998/Math/MathML'>{mathml}</mml:math>")
        == tex
    )
    assert is_harmless(tex)


@pytest.mark.parametrize(
    "tex",
    [
        r"\input{x}",
        r"\write18{ls}",
        r"\def\a{b}",
        r"\href{javascript:x}{y}",
        "50%",
        "}{",
        "{",
        "\\",
        "a$b",
        "#1",
    ],
)
def test_tex_that_does_something_is_not_harmless(tex: str) -> None:
    assert not is_harmless(tex)
