from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.latex import decode, encode
from synbib.text import strip


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("Müller", r"M{\"u}ller"),
        ("Erdős Łódź", r"Erd{\H{o}}s {\L}{\'o}d{\'z}"),
        ("García Ç ç ş", r"Garc{\'{\i}}a {\c{C}} {\c{c}} {\c{s}}"),
        ("ế ṩ ǫ", r"{\'{\^e}} {\.{\d{s}}} {\k{o}}"),
        ("ß øre Åse œuvre", r"{\ss} {\o}re {\AA}se {\oe}uvre"),
        ("α ≤ Ω → ∞", r"$\alpha$ $\leq$ $\Omega$ {\textrightarrow} $\infty$"),
        ("1–2 — “x” ‘y’", r"1--2 --- ``x'' {\textquoteleft}y{\textquoteright}"),
        ("’“–-", r"{\textquoteright}{\textquotedblleft}{\textendash}-"),
        ("a\N{NO-BREAK SPACE}b…", r"a~b{\dots}"),
        ("x\N{COMBINING MACRON}", r"{\=x}"),
        # Of what has no macro as a whole, the letter may have one.
        ("ß\u0334\u0335x", "{\\ss}\u0334\u0335x"),
        ("é\u0334", "{\\'e}\u0334"),
        # A dot below a letter leaves it the one above.
        ("ị ǰ", r"{\d{i}} {\v{\j}}"),
        ("¿x ¡x", "?`x !`x"),
        ("a\N{NARROW NO-BREAK SPACE}b", r"a\,b"),
        ("—– “`", r"{\textemdash}{\textendash} {\textquotedblleft}`"),
    ],
)
def test_what_is_not_ascii_becomes_macros(text: str, latex: str) -> None:
    assert encode(text) == latex


@pytest.mark.parametrize("latex", [r"{\'e} \& $x_1$ 100\% -- ``q''", "李明", ""])
def test_ascii_and_what_has_no_macro_stay(latex: str) -> None:
    assert encode(latex) == latex


LATIN = st.characters(min_codepoint=0xA1, max_codepoint=0x24F)
VIETNAMESE = st.characters(min_codepoint=0x1E00, max_codepoint=0x1EFF)
GREEK = st.characters(min_codepoint=0x370, max_codepoint=0x3FF)
PUNCTUATION = st.characters(min_codepoint=0x2010, max_codepoint=0x2060)
SYMBOLS = st.characters(min_codepoint=0x2100, max_codepoint=0x22FF)
# ASCII is taken for LaTeX, so what means something there is left out.
PLAIN = st.sampled_from("abcXYZ0189 -.;:()[]/+*=@")


@given(st.text(st.one_of(LATIN, VIETNAMESE, GREEK, PUNCTUATION, SYMBOLS, PLAIN), max_size=30))
def test_what_was_encoded_reads_back_as_it_was(text: str) -> None:
    text = unicodedata.normalize("NFC", re.sub("--+", "-", text))
    assert strip(decode(encode(text))) == strip(decode(text))


@given(st.text(max_size=40))
def test_encoding_twice_is_encoding_once(text: str) -> None:
    assert encode(encode(text)) == encode(text)
