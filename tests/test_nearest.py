"""The names that look most like what was typed, among few and among many."""

from __future__ import annotations

import difflib

from hypothesis import given
from hypothesis import strategies as st

from synbib.errors import nearest

MANY = [f"{name}{year}{word}" for name in ("doe", "roe", "poe", "smith", "okafor") for year in
        range(1990, 2024) for word in ("lists", "graphs", "towards", "deep", "on", "how", "what")]  # fmt: skip


def test_among_many_names_the_nearest_are_found() -> None:
    assert len(MANY) > 1_000
    assert nearest("smith2001garphs", MANY)[0] == "smith2001graphs"
    assert nearest("Okafor2003", MANY) == ["okafor2003on", "okafor2003how", "okafor2003what"]
    hyphened = [*MANY, "poe1999-deep", "deep-in-poe1999"]
    assert nearest("deep poe1999", hyphened, 2) == ["poe1999-deep", "deep-in-poe1999"]
    assert nearest("zzzzzz", MANY) == []


@given(st.text("abcdet0129", max_size=12))
def test_what_is_left_out_before_names_are_compared_is_not_near(name: str) -> None:
    known = [*(f"{i:04}{'abcdefghij'[i % 10] * (i % 7)}" for i in range(1_100)), "abc0129"]
    expected = difflib.get_close_matches(name, known, n=1, cutoff=0.65)
    assert not expected or nearest(name, known, 1) == expected
