"""Letters without accents, as texts are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.text.folding import fold, letters, unaccented


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Øvrelid", "ovrelid"),
        ("Müller", "muller"),
        ("Mu\N{COMBINING DIAERESIS}ller", "muller"),
        ("Groß", "gross"),
        ("Đặng", "dang"),
        ("Ðór Ðæ", "dor dae"),
        ("Łukasz", "lukasz"),
        ("Þórr Æsir", "thorr aesir"),
        ("ﬁne", "fine"),
        ("İstanbul", "istanbul"),
        ("Иванов", "иванов"),
        ("王", "王"),
    ],
)
def test_case_accents_strokes_and_ligatures_do_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_without_accents_the_case_stays() -> None:
    assert unaccented("Đặng Øvrelid, Erdoğan") == "Dang Ovrelid, Erdogan"


def test_of_letters_only_letters_and_digits_are_left() -> None:
    assert letters("Müller–Groß: 3.5 (ẞ)") == "mullergross35ss"


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
